# make test: see tests/run.  make test T="http unit/test_sec" runs those whose names hold a word; after make test-up such a run
# begins at once, on stores that are kept until make test-down.
test:
	@bash tests/run $(T)
test-up:
	@bash tests/run --up
test-down:
	@bash tests/run --down
.PHONY: test-up test-down
# make stories: the tests in a browser alone, whose screenshots then are in build/shots.
stories:
	@XZ_SHOTS=1 bash tests/run browser/
.PHONY: stories
# Of the sanitizer build reports need files and lines only; eighty test programs are linked by the quick linker.
build/asan/%.o: CFLAGS += -g1
$(B)/tests/%: LDFLAGS += -fuse-ld=gold
