# make bench: figures of performance, ratios measured side by side in one run.  T="start http import search draw evidence"
# names the parts; BENCH_ROUNDS, BENCH_SECONDS and BENCH_ROWS make it shorter.
bench:
	@bash tests/bench/run $(T)
# make bench-scale N=100000: all GET routes and the acts of a case at N / 10 and at N cases.
N ?= 100000
$(B)/tests/bench/acts: LDFLAGS += -Wl,--wrap=act_form,--wrap=act_do,--wrap=act_approve,--wrap=act_countersign
bench-scale:
	@bash tests/bench/scale $(N)
.PHONY: bench-scale
