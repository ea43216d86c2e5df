# Xiezhi.  make run / stop / status / test / lint / fuzz / bench; see README.md.
# Every .c file of lib/ goes into build/$(V)/libxz.a, every one of cgi/ but the programs into libcgi.a; commands,
# checks and the demo into libcmd.a; tests are one program a file.

V ?= rel
B := build/$(V)
CC := gcc
WARN := -Wall -Wextra -Wshadow -Wconversion -Wformat=2 -Wvla -Wstrict-prototypes \
  -Wmissing-prototypes -Wcast-qual -Wwrite-strings -Werror
OPT_rel := -O2 -D_FORTIFY_SOURCE=2
OPT_cov := -O0 --coverage
OPT_asan := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
HARD := -fstack-protector-strong -fPIE
CPPFLAGS := -I. -D_GNU_SOURCE -isystem /usr/include/postgresql -isystem /usr/include/ClearSilver
CFLAGS := -std=gnu11 -g $(WARN) $(OPT_$(V)) $(HARD)
LDFLAGS := -pie -Wl,-z,relro,-z,now $(filter -fsanitize% --coverage,$(OPT_$(V)))
LDLIBS := -lneo_cs -lneo_utl -lfcgi -lpq -lcrypto -lgcrypt -largon2 -ltalloc -ljansson -lutf8proc -lqrencode -lmagic -lz -lm
# the command line only
CURL := -lcurl
# xiezhi-signin only
FIDO := -lfido2
# the programs that wait for requests, and what they start
SECCOMP := -lseccomp

LIB_SRC := $(wildcard lib/*/*.c)
TABLES := cgi/portal.c cgi/signin.c cgi/desk.c cgi/slow.c cgi/exchange.c
CGI_SRC := $(filter-out $(TABLES) cgi/main.c cgi/modules.c,$(wildcard cgi/*.c cgi/*/*.c))
COMMANDS := cmd/xiezhi/xiezhi.c cmd/xiezhid/xiezhid.c
CMD_SRC := $(filter-out $(COMMANDS),$(wildcard cmd/xiezhi/*.c cmd/xiezhid/*.c cmd/verify/*.c cmd/demo/*.c))
THUMB_SRC := $(wildcard cmd/thumb/*.c) lib/base/confine.c
PAPER_SRC := $(wildcard cmd/paper/*.c) lib/base/arena.c lib/base/confine.c lib/base/str.c lib/disclosure/qr.c
TEST_SRC := $(wildcard tests/unit/test_*.c tests/db/test_*.c)
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)

LIB := $(B)/libxz.a
CGI := $(B)/libcgi.a
CMD := $(B)/libcmd.a
PROGRAMS := $(patsubst cgi/%.c,$(B)/bin/xiezhi-%,$(TABLES)) \
  $(B)/bin/xiezhi $(B)/bin/xiezhid $(B)/bin/xiezhi-courier $(B)/bin/xiezhi-thumb $(B)/bin/xiezhi-paper
TESTS := $(patsubst %.c,$(B)/%,$(TEST_SRC))

obj = $(patsubst %.c,$(B)/%.o,$(1))

.PHONY: all run stop status test test-programs lint fuzz bench torture clean assets
all: $(PROGRAMS) assets
	@:
# objects stay: another make builds nothing
.SECONDARY:

# the daemon wants a store with every migration there is
$(B)/cmd/xiezhid/xiezhid.o: CPPFLAGS += -DSCHEMA_MIN=$(patsubst 0%,%,$(shell ls migrations | sed -n 's/^\([0-9]*\)_.*/\1/p' | tail -1))
$(B)/cmd/xiezhid/xiezhid.o: $(wildcard migrations/*.sql)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(LIB): $(call obj,$(LIB_SRC))
	@rm -f $@ && ar rcs $@ $^
$(CGI): $(call obj,$(CGI_SRC))
	@rm -f $@ && ar rcs $@ $^
# of the rows of the modules each program has its own part
$(patsubst %,$(B)/cgi/modules-%.o,desk slow signin portal exchange xiezhi daemon): $(B)/cgi/modules-%.o: cgi/modules.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -DPROGRAM_$* -MMD -MP -c $< -o $@
$(CMD): $(call obj,$(CMD_SRC)) $(B)/cgi/modules-xiezhi.o
	@rm -f $@ && ar rcs $@ $^

$(B)/bin/xiezhi-signin: LDLIBS += $(FIDO)
$(B)/bin/xiezhi-%: $(B)/cgi/main.o $(B)/cgi/%.o $(B)/cgi/modules-%.o $(CGI) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) $(SECCOMP) -o $@
$(B)/bin/xiezhi-courier: $(call obj,$(wildcard cmd/courier/*.c)) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) $(SECCOMP) $(CURL) -o $@
$(B)/bin/xiezhi: $(B)/cmd/xiezhi/xiezhi.o $(CMD) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) $(CURL) -o $@
$(B)/bin/xiezhid: $(B)/cmd/xiezhid/xiezhid.o $(B)/cgi/modules-daemon.o $(CMD) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# Locked in by seccomp and limits of memory, where a sanitizer cannot live: always the plain build.  xiezhi-paper is the
# only program with Pango and Cairo, whose headers are not as strict as ours.
plain = $(patsubst %.c,$(B)/plain/%.o,$(1))
PLAIN_CFLAGS := $(filter-out -fsanitize% -fno-sanitize% --coverage,$(CFLAGS))
PLAIN_LDFLAGS := $(filter-out -fsanitize% --coverage,$(LDFLAGS))
PAPER_CPP = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I pangocairo cairo-pdf fontconfig))
$(B)/plain/cmd/paper/%.o: CPPFLAGS += $(PAPER_CPP)
$(B)/plain/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(PLAIN_CFLAGS) -MMD -MP -c $< -o $@
$(B)/bin/xiezhi-thumb: $(call plain,$(THUMB_SRC))
	@mkdir -p $(@D)
	$(CC) $(PLAIN_LDFLAGS) $^ -ljpeg -lpng -lexif $(SECCOMP) -o $@
$(B)/bin/xiezhi-paper: $(call plain,$(PAPER_SRC))
	@mkdir -p $(@D)
	$(CC) $(PLAIN_LDFLAGS) $^ -lpangocairo-1.0 -lpango-1.0 -lgobject-2.0 -lglib-2.0 -lcairo -lfontconfig $(SECCOMP) -ltalloc \
	  -lqrencode -lutf8proc -o $@

# walks every statement: all objects are linked, not only those it names
$(B)/tests/db/test_statements: $(B)/tests/db/test_statements.o $(B)/cgi/desk.o $(B)/cgi/modules-desk.o $(CGI) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $< -Wl,--whole-archive $(CGI) $(LIB) -Wl,--no-whole-archive $(B)/cgi/desk.o \
	  $(B)/cgi/modules-desk.o $(LDLIBS) $(FIDO) $(SECCOMP) -o $@
$(B)/tests/%: $(B)/tests/%.o $(CMD) $(CGI) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) $(CURL) $(FIDO) $(SECCOMP) -lcmocka -o $@

test-programs: $(TESTS)
	@:

-include etc/make/*.mk

clean:
	rm -rf build

-include $(shell test -d $(B) && find $(B) -name '*.d')
