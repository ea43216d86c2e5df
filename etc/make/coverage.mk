# make coverage: the lines of lib/ that the unit tests and those of the store reach, by folder.  Not part of make test.
OPT_cov := -O0 --coverage
coverage:
	@find build/cov -name '*.gcda' -delete 2>/dev/null; XZ_COVERAGE=1 bash tests/run unit/ db/
	@bash tests/lib/coverage.sh
.PHONY: coverage
