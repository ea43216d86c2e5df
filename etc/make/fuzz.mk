# make fuzz FUZZ_SECONDS=60 [FUZZ=multipart]: libFuzzer on each parser of outside
# bytes; what it finds goes into tests/fuzz/corpus/<target> with its fix.
# make fuzz-replay builds build/asan/tests/fuzz/fuzz_<target>, which runs the files named (part of make test).
FUZZ_SECONDS ?= 60
FUZZ_NAMES := $(patsubst tests/fuzz/fuzz_%.c,%,$(FUZZ_SRC))
FUZZ ?= $(FUZZ_NAMES)
FUZZ_LIB := $(filter-out lib/base/confine.c,$(wildcard lib/base/*.c)) cmd/paper/input.c \
  $(addprefix lib/web/,params.c cookie.c multipart.c range.c) $(addprefix lib/evidence/,tus.c zip.c unzip.c) \
  $(addprefix lib/sec/,digest.c encode.c keyfile.c passkey.c random.c signature.c sm.c) \
  lib/exchange/sfield.c $(addprefix lib/tlog/,entry.c note.c path.c proof.c tile.c tree.c)
FUZZ_REPLAYS := $(patsubst %,build/asan/tests/fuzz/fuzz_%,$(FUZZ_NAMES))

FUZZ_H := $(wildcard lib/base/*.h lib/exchange/*.h lib/web/*.h lib/evidence/*.h lib/sec/*.h lib/tlog/*.h) cmd/paper/input.h tests/fuzz/fuzz.h

build/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ_LIB) $(FUZZ_H)
	@mkdir -p $(@D)
	clang -std=gnu11 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
	  $(CPPFLAGS) $< $(FUZZ_LIB) -lcrypto -lgcrypt $(FIDO) -ltalloc -ljansson -lutf8proc -lz -lm -o $@

fuzz: $(patsubst %,build/fuzz/fuzz_%,$(FUZZ))
	@set -e; for t in $(FUZZ); do \
	  mkdir -p build/fuzz/found/$$t; \
	  echo "# fuzz $$t"; \
	  build/fuzz/fuzz_$$t -max_total_time=$(FUZZ_SECONDS) -max_len=8192 -timeout=5 -rss_limit_mb=1024 \
	    -print_final_stats=0 -verbosity=0 -artifact_prefix=build/fuzz/found/$$t- \
	    build/fuzz/found/$$t $$(ls -d tests/fuzz/corpus/$$t 2>/dev/null); \
	done

# With V=asan: of the same objects as the programs.
$(patsubst %,$(B)/tests/fuzz/fuzz_%,$(FUZZ_NAMES)): $(B)/tests/fuzz/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(B)/cmd/paper/input.o $(LIB)
	$(CC) $(LDFLAGS) $^ -lcrypto -lgcrypt $(FIDO) -ltalloc -ljansson -lutf8proc -lz -lm -o $@

fuzz-replay: $(FUZZ_REPLAYS)
.PHONY: fuzz-replay
