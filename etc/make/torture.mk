# make torture: the long forms of tests, not needed for a landing.
# make torture T=guards [WORDS=...]: each guard and each trigger taken out, one after the other.
torture:
ifneq ($(T),)
	@node tests/torture/$(T).mjs $(WORDS)
else
	@XZ_ROUNDS=500 XZ_LIMIT=3600 bash tests/run db/test_tlog_crash
	@XZ_HISTORIES=60 XZ_LIMIT=3600 bash tests/run db/test_histories
	@XZ_FLIP_STEP=1 XZ_FLIP_ALL=1 XZ_LIMIT=7200 bash tests/run http/verify_draw
	@XZ_ROUNDS=200 XZ_LIMIT=3600 bash tests/run http/evidence_kill
	@XZ_ROUNDS=20 XZ_LIMIT=3600 bash tests/run http-rel/masters
	@XZ_ROUNDS=100 XZ_LIMIT=3600 bash tests/run http/ledger_race
	@XZ_FILM_MB=500 bash tests/run browser/inspection_files
endif
.PHONY: torture
