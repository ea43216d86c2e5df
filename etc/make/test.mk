# make test: see tests/run.  make test T="http unit/test_sec" runs those whose names hold a word.
test:
	@bash tests/run $(T)
