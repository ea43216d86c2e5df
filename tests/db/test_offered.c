/* test_offered.c - a step that is about something is offered to nobody while there is nothing of the kind; what lacks
 * a second signature, or a chair who stands apart, goes no further.
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

static void
test_a_clue_is_extended_once(void **state)
{
	struct story *s = opened(0, false, false);

	(void)state;
	THROUGH(s, step_register_clue, step_assign_clue, step_extend_clue);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.record_step r join xz.caseflow_case c"
	    " on c.chain_id = r.chain_id where c.id = $1 and r.kind = 'clue_extend'"), 1);
	nobody_is_offered(s, "clue_extend");
}

/* 行政处罚法 42: until the second officer signed, a record counts for nothing. */
static void
test_without_the_second_signature(void **state)
{
	struct story *s = opened(1, false, false);

	(void)state;
	THROUGH(s, step_register_clue, step_assign_clue);
	DO(LEAD(s), -1, "clue_verify", "checked_at", story_time(A, D, 90), "place", "当事人经营场所", "finding",
	    "线索反映的情况基本属实。", "suggestion", "file", "second", SECOND(s));
	refused(TRY(s->unit->head, -1, "propose_filing", "proposal", "not_file", "reason",
	    "经核查，未发现违法事实。"), "guard_clue_cosigned");
	must(story_cosign(A, D, s));
	s = filed(1, false);
	DO(LEAD(s), -1, "evidence_add", "kind", "documentary", "name", "账册", "source", "当事人提供", "place",
	    "当事人经营场所", "taken_at", story_time(A, D, 30), "original", "1", "pages", "3", "shows", "证明货值",
	    "second", SECOND(s));
	refused(try_report(s, -1, "3000", NULL, NULL, NULL), "guard_cosigned");
}

/* 行政处罚法 57(2): what weighs heavy is discussed by the leaders before it is decided. */
static void
test_without_the_leaders(void **state)
{
	struct story *s = filed(0, false);

	(void)state;
	reported(s, -1, "200000", NULL, NULL, NULL);
	THROUGH(s, step_notice, step_waive);
	wait_days(8);
	DO(LEAD(s), 0, "defence_review", "adopted", "none", "opinion", "维持拟处罚意见。", "change", "same");
	refused(TRY(LEAD(s), 0, "decide"), "guard_deliberated");
}

/* 行政处罚法 64(4): whoever investigated is not in the chair. */
static void
test_the_chair_stands_apart(void **state)
{
	struct story *s = filed(0, false);

	(void)state;
	reported(s, -1, "200000", NULL, NULL, NULL);
	THROUGH(s, step_notice, step_hearing_ask, step_hearing_chair, step_hearing_hand);
	CHANGE(s, "insert into xz.caseflow_officer (case_id, account_id, officer_id, name, certificate_no, role,"
	    " state, accepted_at) select $1, h.chair_account, o.officer_id, 'x', '', 'assist', 'removed', xz.now()"
	    " from xz.caseflow_hearing h join xz.caseflow_track k on k.id = h.track_id"
	    " join xz.caseflow_officer o on o.case_id = k.case_id and o.role = 'lead' where k.case_id = $1");
	refused(TRY(s->agency->chair, 0, "hearing_schedule", "held_at",
	    arena_printf(A, "%sT09:30", story_day(A, D, 14)), "place", "听证室", "public_hearing", "public",
	    "public_notice_on", story_day(A, D, 0), "clerk", "周文书"), "guard_chair_apart");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_on_a_case_that_is_filed),
	    cmocka_unit_test(test_before_anything_is_served), cmocka_unit_test(test_on_a_decision_that_is_served),
	    cmocka_unit_test(test_on_the_spot_without_cash), cmocka_unit_test(test_a_clue_is_extended_once),
	    cmocka_unit_test(test_without_the_second_signature), cmocka_unit_test(test_without_the_leaders),
	    cmocka_unit_test(test_the_chair_stands_apart) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
