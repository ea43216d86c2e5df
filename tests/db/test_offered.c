/* test_offered.c - a step that is about something is offered to nobody while there is nothing of the kind.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

/* Nobody of the case's agency is offered any of these, words with blanks between. */
static void
nobody_is_offered(struct story *s, const char *actions)
{
	const char *list = arena_printf(A, " %s ", actions);
	const struct db_rows *rows;
	int i, k, n;

	must(DB_MANY(A, D->db, &rows, "select id from xz.people_account where agency_id = $1 and active order by id",
	    DB_I64(s->agency->id)));
	assert_true(db_count(rows) > 5);
	for (i = 0; i < db_count(rows); i++) {
		struct arena *a = arena_child(A);
		struct act act = { .principal = row_i64(db_at(rows, i), "id"), .occurred_at = TIME_NONE };
		struct caseflow_choice *offered;

		must(caseflow_choices(a, D->db, &act, s->case_ref, &offered, &n));
		for (k = 0; k < n; k++)
			if (strstr(list, arena_printf(a, " %s ", offered[k].action)) != NULL)
				fail_msg("%s is offered", offered[k].action);
		arena_free(a);
	}
}

static void
through(struct story *s, const story_fn *steps, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		go(s, steps[i], 1);
}
#define THROUGH(s, ...) through(s, (const story_fn[]){ __VA_ARGS__ }, \
	sizeof((const story_fn[]){ __VA_ARGS__ }) / sizeof(story_fn))

static void
test_on_a_case_that_is_filed(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	nobody_is_offered(s, "police_refuse police_receipt police_answer police_again police_again_answer"
	    " police_procurator police_goods police_goods_told recusal_decide paper_serve daily_count");
}

static void
test_before_anything_is_served(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	nobody_is_offered(s, "slip_print file_open notice_serve remedy_told");
	/* a sum below the line: no hearing */
	go(s, step_notice, 1);
	nobody_is_offered(s, "hearing_request hearing_suspend hearing_resume hearing_end hearing_recuse_chair"
	    " hearing_recuse_clerk");
}

static void
test_on_a_decision_that_is_served(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	THROUGH(s, step_notice, step_waive, step_defence, step_decide, step_serve);
	nobody_is_offered(s, "remedy_result remedy_copy remedy_forward remedy_answer redone reissue recusal_ask demand"
	    " demand_serve court_apply");
	go(s, step_pay_all, 1);
	nobody_is_offered(s, "instalments demand");
	THROUGH(s, step_publish, step_executed, step_close_case, step_archive);
	nobody_is_offered(s, "jurisdiction_ask recusal_note police_propose measure_test measure_test_end");
}

static void
test_on_the_spot_without_cash(void **state)
{
	struct story *s = opened(0, false, false);

	(void)state;
	THROUGH(s, step_summary, step_summary_file);
	CHANGE(s, "update xz.calendar_clock set state = 'cancelled', closed_at = xz.now() where state = 'open'"
	    " and rule like 'cash.%' and subject_kind = 'track' and subject_id in (select id from xz.caseflow_track"
	    " where case_id = $1)");
	CHANGE(s, "update xz.caseflow_decision set cash = null where track_id in (select id from xz.caseflow_track"
	    " where case_id = $1)");
	nobody_is_offered(s, "cash_landed cash_hand_in cash_banked reissue");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_on_a_case_that_is_filed),
	    cmocka_unit_test(test_before_anything_is_served), cmocka_unit_test(test_on_a_decision_that_is_served),
	    cmocka_unit_test(test_on_the_spot_without_cash) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
