/* play.h - cases played step by step on a store of the test's own: the demo's people and steps, a moved clock,
 * and words for what must be refused. */
#ifndef TESTS_DB_PLAY_H
#define TESTS_DB_PLAY_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "cmd/demo/steps.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/pending.h"
#include "lib/db/db.h"
#include "lib/people/secret.h"
#include "lib/record/record.h"
#include "lib/register/register.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/secret.h"

static struct demo play_demo;
static struct arena *play_arena;
#define D (&play_demo)
#define A (play_arena)
#undef SECOND
#define SECOND(s) story_ref(A, (s)->unit->officer_ref[1])

static void
must(enum err e)
{
	if (e != OK)
		fail_msg("%s: %s; %s", err_name(e), err_last(), D->first_failure != NULL ? D->first_failure : "");
}

/* The next working day's morning, so many working days on; 0: half an hour later. */
static void
wait_days(int working)
{
	bool provisional;

	must(demo_clock(D, working == 0 ? D->now + 30 * 60 * SECOND_US
	    : time_of_day(workday_add(D->days, time_day(D->now), working, &provisional), 9, 0)));
}

static void
go(struct story *s, story_fn fn, int working)
{
	struct arena *a = arena_child(A);

	wait_days(working);
	D->first_failure = NULL;
	must(fn(a, D, s));
	arena_free(a);
}

/* What was tried must fail, and say this code. */
__attribute__((unused)) static void
refused(enum err e, const char *code)
{
	if (e == OK)
		fail_msg("accepted, where %s was to refuse", code);
	if (D->first_failure == NULL || strstr(D->first_failure, code) == NULL)
		fail_msg("refused, but not by %s: %s %s; %s", code, err_name(e), err_last(),
		    D->first_failure != NULL ? D->first_failure : "");
	D->first_failure = NULL;
}
#define TRY(account, track, action, ...) (D->first_failure = NULL, \
	story_do(A, D, s, account, track, action, ##__VA_ARGS__, NULL))
#define DO(account, track, action, ...) must(TRY(account, track, action, ##__VA_ARGS__))

static struct story *
opened(int agency, bool natural, bool two)
{
	struct story *s = ARENA_NEW(A, struct story);

	wait_days(1);
	*s = (struct story){ .name = "test", .agency = &D->agency[agency], .unit = &D->agency[agency].unit[0],
	    .natural = natural, .two_parties = two };
	must(demo_party_new(A, D, natural, &s->party));
	if (two)
		must(demo_party_new(A, D, false, &s->party2));
	return s;
}

__attribute__((unused)) static struct story *
filed(int agency, bool two)
{
	static const story_fn steps[] = { step_register_clue, step_assign_clue, step_verify_clue, step_propose_filing,
	    step_decide_file, step_name_officers, step_accept_both };
	struct story *s = opened(agency, false, two);
	size_t i;

	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 0);
	if (two)
		go(s, step_second_party, 0);
	go(s, step_onsite, 0);
	return s;
}

/* A report with a fine for each party, in yuan; only: the number of the one party it is about, -1: all.
 * kind: of a penalty beside the fine, with its words, or NULL. */
static enum err
try_report(struct story *s, int only, const char *yuan, const char *kind, const char *amount, const char *detail)
{
	const char *v[2][2] = { { NULL, NULL }, { NULL, NULL } };
	struct ref *party;
	int i, n, k = 0;

	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	for (i = 0; i < n; i++)
		if (only < 0 || only == i)
			v[k++][0] = story_ref(A, party[i]);
	v[1][1] = k > 1 ? s->cause_ref : NULL;
	return TRY(LEAD(s), -1, "report", "facts", "经查明，当事人实施了上述违法行为，事实清楚。",
	    "evidence_index", "1. 现场笔录", "nature", "违反有关规定，证据确凿。", "opinion", "建议依法给予行政处罚。",
	    "proposals_0_party", v[0][0], "proposals_0_cause", s->cause_ref, "proposals_0_outcome", "penalty",
	    "proposals_0_explanation", "说明", "penalties_0_party", v[0][0], "penalties_0_cause", s->cause_ref,
	    "penalties_0_kind", "fine", "penalties_0_amount", yuan, "proposals_1_party", v[1][0], "proposals_1_cause",
	    v[1][1], "proposals_1_outcome", k > 1 ? "penalty" : NULL, "proposals_1_explanation", k > 1 ? "说明" : NULL,
	    "penalties_1_party", v[1][0], "penalties_1_cause", v[1][1], "penalties_1_kind", k > 1 ? "fine" : NULL,
	    "penalties_1_amount", k > 1 ? yuan : NULL, "penalties_2_party", kind != NULL ? v[0][0] : NULL,
	    "penalties_2_cause", kind != NULL ? s->cause_ref : NULL, "penalties_2_kind", kind, "penalties_2_amount",
	    amount, "penalties_2_detail", detail, "answer3", s->objected ? "已经补正来源。" : NULL);
}

/* Reported, reviewed and approved. */
__attribute__((unused)) static void
reported(struct story *s, int only, const char *yuan, const char *kind, const char *amount, const char *detail)
{
	wait_days(1);
	must(try_report(s, only, yuan, kind, amount, detail));
	must(story_approve(A, D, s));
	go(s, step_review_agree, 1);
	go(s, step_approve, 0);
}

__attribute__((unused)) static const char *
track_state(struct story *s, int t)
{
	struct case_track *list;
	int n;

	must(caseflow_track_list(A, D->db, s->case_id, &list, &n));
	assert_true(t < n);
	return list[t].state;
}

__attribute__((unused)) static const char *
case_state(struct story *s)
{
	struct case_file cf;

	must(caseflow_get(A, D->db, s->case_ref, &cf));
	return cf.state;
}

/* One number of the store, as column n; $1 is the case. */
#define NUMBER(s, sql) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, DB_I64((s)->case_id))); \
	row_i64(row_, "n"); })
/* Something of the store is changed behind the platform's back. */
#define CHANGE(s, sql, ...) must(DB_EXEC(A, D->db, sql, DB_I64((s)->case_id), ##__VA_ARGS__))

/* setup: of the test's own, once the people are there; NULL: none. */
static int
play_group(const struct CMUnitTest *tests, size_t n, CMFixtureFunction setup)
{
	const char *conninfo = getenv("XZ_TEST_PLAY_DB"), *path;
	struct seal_key *k;
	struct program_keys keys;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	if (str_empty(conninfo)) {
		(void)printf("1..0 # SKIP XZ_TEST_PLAY_DB names no store\n");
		return 0;
	}
	play_arena = arena_new("test");
	play_demo = (struct demo){ .arena = A, .random = 0x9e3779b97f4a7c15ULL, .failed = 100,
	    .end = clock_real_now() };
	D->state = arena_printf(A, "/tmp/xiezhi-play-%d", (int)clock_monotonic_us());
	path = arena_printf(A, "%s/key", D->state);
	if (mkdir(D->state, 0700) != 0 || seal_key_make(path) != OK || seal_key_load(A, path, &k) != OK ||
	    db_open(A, arena_printf(A, "%s user=xz_admin", conninfo), "test", &D->db) != OK) {
		(void)printf("Bail out! %s\n", err_last());
		return 1;
	}
	keys = (struct program_keys){ .otp = k, .identity = k, .draw = k };
	people_start(A, NULL, &keys);
	record_start(A, NULL, &keys);
	register_start(A, NULL, &keys);
	spotcheck_start(A, NULL, &keys);
	if (calendar_workdays(A, D->db, &D->days) != OK || demo_clock(D, clock_real_now() - 1400 * DAY_US) != OK ||
	    demo_people(D) != OK) {
		(void)printf("Bail out! %s\n", err_last());
		return 1;
	}
	(void)remove(arena_printf(A, "%s/demo-accounts.csv", D->state));
	(void)remove(path);
	(void)remove(D->state);
	return _cmocka_run_group_tests("play", tests, n, setup, NULL);
}

__attribute__((unused)) static int
play_main(const struct CMUnitTest *tests, size_t n)
{
	return play_group(tests, n, NULL);
}
#endif
