# make bench: figures of performance, ratios measured side by side in one run.  T="start http import search draw evidence"
# names the parts; BENCH_ROUNDS, BENCH_SECONDS and BENCH_ROWS make it shorter.
bench:
	@bash tests/bench/run $(T)
# make bench-scale N=100000: all GET routes at N / 10 and at N cases.
N ?= 100000
bench-scale:
	@bash tests/bench/scale $(N)
.PHONY: bench-scale
