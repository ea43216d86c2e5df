# make bench: figures of performance, ratios measured side by side in one run.
bench:
	@bash tests/bench/run $(T)
