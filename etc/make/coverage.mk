# make coverage: the lines of lib/ that the unit tests and those of the store reach, by folder.  Not part of make test.
coverage:
	@! test -d build/cov || find build/cov -name '*.gcda' -delete
	@XZ_COVERAGE=1 bash tests/run unit/ db/
	@bash tests/lib/coverage.sh
.PHONY: coverage
