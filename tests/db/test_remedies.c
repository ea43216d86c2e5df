/* test_remedies.c - what officers may record of remedies and of the court, and when: the guards stand on the one end of
 * the remedy term.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#include "lib/caseflow/read.h"
#include "lib/people/admin.h"

static void
at(int32_t day)
{
	must(demo_clock(D, time_of_day(day, 10, 0)));
}

/* Each begins on the same day: none runs out of the years the store has. */
static int
begin(void **state)
{
	(void)state;
	D->now = 0;
	at(day_of(2024, 6, 3));
	return 0;
}

static const char *
text(int32_t day)
{
	char t[DAY_TEXT_SIZE];

	day_text(day, t);
	return arena_strdup(A, t);
}

static struct story *
ready(int agency)
{
	static const story_fn steps[] = { step_notice, step_waive, step_defence };
	struct story *s = filed(agency, false);
	size_t i;

	reported(s, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	return s;
}

static struct story *
fined(int agency)
{
	struct story *s = ready(agency);

	go(s, step_decide, 1);
	go(s, step_serve, 1);
	return s;
}

static struct story *
on_the_spot(int agency)
{
	struct story *s = opened(agency, false, false);

	go(s, step_summary, 1);
	return s;
}

static struct remedy_term
term(struct story *s)
{
	struct remedy_term t;

	must(caseflow_remedy_term(A, D->db, NUMBER(s, "select d.id as n from xz.caseflow_decision d"
	    " join xz.caseflow_track k on k.id = d.track_id where k.case_id = $1 order by d.id desc limit 1"), &t));
	return t;
}

static int
clocks(struct story *s, const char *rule)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select count(*) as n from xz.calendar_clock k"
	    " join xz.caseflow_track t on t.id = k.subject_id where k.subject_kind = 'track' and t.case_id = $1"
	    " and k.rule like $2 and k.state = 'open'", DB_I64(s->case_id), DB_TEXT(rule)));
	return (int)row_i64(r, "n");
}

static enum err
court(struct story *s, const char *late)
{
	enum err e = TRY(LEAD(s), 0, "court_apply", "applied_on", story_day(A, D, 0), "request", "申请强制执行。",
	    "opinion", "当事人没有意见。", "object", "罚款三千元。", "late_reason", late);

	return e == OK ? story_approve(A, D, s) : e;
}

/* Refused the day before the window, taken on its first day. */
static void
opens(struct story *s)
{
	struct remedy_term t = term(s);

	at(t.court_from - 1);
	refused(court(s, NULL), "applied_on: court_window");
	at(t.court_from);
	must(court(s, NULL));
}

/* Taken on the last day; the day after only with a reason. */
static void
closes(struct story *s, bool in_time)
{
	struct remedy_term t = term(s);

	at(t.court_until + (in_time ? 0 : 1));
	if (!in_time)
		refused(court(s, NULL), "late_reason: court_late");
	must(court(s, in_time ? NULL : "法院搬迁，期间无法受理。"));
}

static void
remedy_ends(struct story *s, const char *result, int32_t on, int32_t served)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), 0, "remedy_result", "remedy", &o, &n));
	DO(LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result", result, "result_on", text(on),
	    "result_served_on", text(served));
}

/* 行政强制法 53, 行政诉讼法 46. */
static void
test_the_window_after_six_months(void **state)
{
	struct story *s = fined(0);
	struct remedy_term t = term(s);

	(void)state;
	assert_true(t.until >= day_add_months(t.start, 6));
	assert_int_equal(clocks(s, "remedy.%"), 2);
	go(s, step_demand, 20);
	opens(s);
	s = fined(1);
	go(s, step_demand, 20);
	closes(s, true);
	s = fined(2);
	go(s, step_demand, 20);
	closes(s, false);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.caseflow_demand q join xz.caseflow_decision d"
	    " on d.id = q.decision_id join xz.caseflow_track k on k.id = d.track_id where k.case_id = $1"
	    " and q.late_reason <> ''"), 1);
}

/* 行政复议法 23: three months from the sixty days, not from six months. */
static void
test_the_window_of_what_was_decided_on_the_spot(void **state)
{
	struct story *s = on_the_spot(0);
	struct remedy_term t = term(s);

	(void)state;
	assert_int_equal(t.suit_until, DAY_NONE);
	assert_true(t.court_until < day_add_months(t.start, 6));
	assert_int_equal(clocks(s, "remedy.suit"), 0);
	go(s, step_demand, 20);
	opens(s);
	s = on_the_spot(1);
	go(s, step_demand, 20);
	closes(s, false);
}

/* 行政诉讼法 45: fifteen days from the day the result was served, whatever day it bears. */
static void
test_the_window_after_a_review(void **state)
{
	struct story *s = fined(0);
	int32_t made;

	(void)state;
	go(s, step_demand, 20);
	go(s, step_remedy, 1);
	assert_int_equal(term(s).state, REMEDY_FOUGHT);
	assert_int_equal(clocks(s, "remedy.%"), 0);
	wait_days(12);
	refused(court(s, NULL), "guard_remedy_open");
	wait_days(20);
	made = time_day(D->now);
	wait_days(6);
	refused(TRY(LEAD(s), 0, "remedy_result", "result", "upheld", "result_on", text(made)), "remedy");
	remedy_ends(s, "upheld", made, time_day(D->now));
	assert_true(term(s).until >= time_day(D->now) + 15);
	assert_int_equal(clocks(s, "remedy.suit.after_review"), 1);
	assert_int_equal(clocks(s, "remedy.%"), 1);
	opens(s);
}

static int32_t
term_of_three_months(int32_t from)
{
	return workday_roll(D->days, day_add_months(from, 3), NULL);
}

/* 行政处罚法 72(2). */
static void
test_the_window_after_instalments(void **state)
{
	struct story *s = fined(0);
	struct remedy_term before = term(s), t;

	(void)state;
	wait_days(2);
	DO(LEAD(s), 0, "instalments", "asked_on", story_day(A, D, 0), "reason", "当事人经营困难。",
	    "instalments_0_due_on", story_day(A, D, 30), "instalments_0_amount", "1000", "instalments_1_due_on",
	    text(before.until + 40), "instalments_1_amount", "2000");
	must(story_approve(A, D, s));
	t = term(s);
	assert_int_equal(t.until, before.until);
	assert_int_equal(t.court_from, before.until + 41);
	assert_int_equal(t.court_until, term_of_three_months(before.until + 40));
	at(before.until + 41);
	go(s, step_demand, 1);
	t = term(s);
	at(t.court_from - 1);
	refused(court(s, NULL), "guard_demand_over");
	at(t.court_from);
	must(court(s, NULL));
}

/* 行政复议法 20(2), 行政诉讼法 48: a good reason is asked for, nobody is turned away. */
static void
test_a_late_remedy_is_asked_why(void **state)
{
	struct story *s = fined(0);
	struct remedy_term t = term(s);

	(void)state;
	at(t.review_until);
	DO(LEAD(s), 0, "remedy_file", "kind", "reconsideration", "body", "衡阳市人民政府", "filed_on",
	    story_day(A, D, 0));
	s = fined(1);
	t = term(s);
	at(t.review_until + 1);
	refused(TRY(LEAD(s), 0, "remedy_file", "kind", "reconsideration", "body", "衡阳市人民政府", "filed_on",
	    story_day(A, D, 0)), "late_reason: remedy_late");
	DO(LEAD(s), 0, "remedy_file", "kind", "reconsideration", "body", "衡阳市人民政府", "filed_on",
	    story_day(A, D, 0), "late_reason", "当事人因洪水无法申请。");
	s = fined(2);
	t = term(s);
	at(t.suit_until + 1);
	refused(TRY(LEAD(s), 0, "remedy_file", "kind", "litigation", "body", "某法院", "filed_on",
	    story_day(A, D, 0)), "late_reason: remedy_late");
}

/* 行政复议法 62: it is not silent while it has time; 行政诉讼法 45: then fifteen days. */
static void
test_a_silent_body(void **state)
{
	struct story *s = fined(0);
	const struct option *o;
	int32_t filed_on;
	size_t n;

	(void)state;
	go(s, step_remedy, 2);
	filed_on = time_day(D->now);
	wait_days(30);
	must(story_options(A, D, s, LEAD(s), 0, "remedy_result", "remedy", &o, &n));
	refused(TRY(LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result", "unanswered", "result_on",
	    story_day(A, D, 0)), "result_on: body_has_time");
	at(filed_on + 90);
	refused(TRY(LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result", "unanswered", "result_on",
	    story_day(A, D, 0), "body_way", "extended"), "result_on: body_has_time");
	DO(LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result", "unanswered", "result_on", story_day(A, D, 0));
	assert_true(term(s).until < filed_on + 100);
	assert_int_equal(term(s).state, REMEDY_RUNS);
}

/* 行政复议法 20(3), 行诉解释 64. */
static void
test_what_was_not_told_lengthens_the_terms(void **state)
{
	struct story *s = fined(0);
	struct remedy_term t = term(s);

	(void)state;
	wait_days(30);
	DO(LEAD(s), 0, "remedy_told", "untold", "决定书写错了起诉期限。");
	assert_true(term(s).until >= day_add_months(t.start, 12));
	assert_int_equal(clocks(s, "remedy.untold.suit"), 1);
	assert_int_equal(clocks(s, "remedy.suit"), 0);
	DO(LEAD(s), 0, "remedy_told", "untold", "决定书写错了起诉期限。", "told_on", story_day(A, D, 0));
	assert_true(term(s).suit_until >= day_add_months(time_day(D->now), 6));
	assert_true(term(s).until < day_add_months(t.start, 12));
	assert_int_equal(clocks(s, "remedy.suit"), 1);
	assert_int_equal(clocks(s, "remedy.%"), 2);
}

/* A decision that fell has no terms left. */
static void
test_no_term_outlives_the_decision(void **state)
{
	struct story *s = fined(0);

	(void)state;
	assert_int_equal(clocks(s, "remedy.%"), 2);
	go(s, step_revoke, 1);
	assert_int_equal(clocks(s, "remedy.%"), 0);
	s = fined(1);
	go(s, step_remedy, 1);
	go(s, step_remedy_revoked, 5);
	assert_int_equal(clocks(s, "remedy.%"), 0);
}

/* 行政复议法 65, 行政诉讼法 74: declared unlawful it stands and may be carried out; only its publication goes. */
static void
test_an_unlawful_decision_stands(void **state)
{
	struct story *s = fined(0);

	(void)state;
	go(s, step_publish, 1);
	go(s, step_remedy, 1);
	wait_days(20);
	remedy_ends(s, "illegal", time_day(D->now), time_day(D->now));
	assert_string_equal(track_state(s, 0), "served");
	assert_int_equal(clocks(s, "withdraw.term"), 1);
	assert_int_equal(clocks(s, "remedy.suit.after_review"), 1);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.people_task t where t.subject_kind = 'case'"
	    " and t.subject_id = $1 and t.kind = 'withdraw' and t.done_at is null"), 1);
	go(s, step_pay_all, 0);
	go(s, step_executed, 1);
	refused(TRY(LEAD(s), 0, "close", "ground", "executed", "execution", "罚款已经缴清。"), "guard_not_withdrawn");
	go(s, step_withdraw, 1);
	assert_int_equal(clocks(s, "withdraw.term"), 0);
	go(s, step_close_case, 1);
	assert_string_equal(case_state(s), "closed");
}

/* The file went to the police: no term of it stays with the agency; what comes back has its terms again. */
static void
test_no_term_stays_behind_a_transfer(void **state)
{
	struct story *s = filed(0, true);

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	go(s, step_notice, 0);
	go(s, step_waive, 1);
	go(s, step_defence, 1);
	DO(LEAD(s), 0, "decide");
	must(story_approve(A, D, s));
	DO(LEAD(s), 0, "serve_decision", "method", "direct", "served_on", story_day(A, D, 0), "recipient",
	    s->party.person, "told_public", "1");
	assert_int_equal(clocks(s, "remedy.%"), 2);
	DO(LEAD(s), 1, "back_to_investigation", "cause", "facts", "reason", "涉嫌犯罪，补充调查。");
	must(story_approve(A, D, s));
	go(s, step_police, 1);
	assert_string_equal(case_state(s), "police");
	assert_int_equal(clocks(s, "remedy.%"), 0);
	wait_days(3);
	DO(s->agency->head, -1, "police_returned", "received_on", story_day(A, D, 0), "reason", "不构成犯罪，退回。");
	assert_int_equal(clocks(s, "remedy.%"), 2);
}

/* 行政处罚法 36: the limitation runs to the day of the clue. */
static void
test_limitation_runs_to_discovery(void **state)
{
	static const story_fn steps[] = { step_register_clue, step_assign_clue, step_verify_clue };
	struct story *s = opened(0, false, false);
	const struct option *o;
	int32_t found;
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 0);
	found = time_day(D->now);
	wait_days(5);
	must(story_options(A, D, s, s->unit->head, -1, "propose_filing", "cause", &o, &n));
	refused(TRY(s->unit->head, -1, "propose_filing", "proposal", "file", "cause", o[0].value, "act_from",
	    text(day_add_months(found, -24) - 1), "place_of_act", "经营场所", "reason", "符合立案条件。"),
	    "act_to: limitation");
	DO(s->unit->head, -1, "propose_filing", "proposal", "file", "cause", o[0].value, "act_from",
	    text(day_add_months(found, -24)), "place_of_act", "经营场所", "reason", "符合立案条件。");
}

/* 行政处罚法 59, 行政复议法 24: the bodies of the day stand in the paper. */
static void
test_the_paper_names_the_bodies_of_its_day(void **state)
{
	struct people_bodies b = { .review_body = "湖南省某某局", .also = "国家某某局", .ground = "vertical",
	    .channel = "review.example", .court = "衡阳铁路运输法院" };
	struct story *s = ready(3);
	struct db_row r;

	(void)state;
	wait_days(1);
	must(people_bodies_put(A, D->db, s->agency->id, time_day(D->now) + 1, &b));
	refused(TRY(LEAD(s), 0, "decide", "remedies",
	    "可以依法向湖南省某某局申请行政复议、向衡阳市蒸湘区人民法院起诉。"),
	    "remedies: remedies_body 衡阳市人民政府");
	wait_days(1);
	refused(TRY(LEAD(s), 0, "decide", "remedies", "可以依法向湖南省某某局申请行政复议、向法院起诉。"),
	    "remedies: remedies_body 衡阳铁路运输法院");
	refused(TRY(LEAD(s), 0, "decide", "device_records", "1"), "remedies: remedies_device");
	CHANGE(s, "update xz.caseflow_party set electronic_consent = true where case_id = $1");
	DO(LEAD(s), 0, "decide");
	must(story_approve(A, D, s));
	must(DB_ONE(A, D->db, &r, "select d.remedies from xz.caseflow_decision d join xz.caseflow_track k"
	    " on k.id = d.track_id where k.case_id = $1", DB_I64(s->case_id)));
	assert_string_equal(row_text(r, "remedies"),
	    "收到本决定书之日起 60 日内可向湖南省某某局或者国家某某局申请行政复议，或者 6"
	    " 个月内向衡阳铁路运输法院提起行政诉讼。行政复议申请可以通过互联网提交：review.example。");
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_the_window_after_six_months),
	    TEST(test_the_window_of_what_was_decided_on_the_spot), TEST(test_the_window_after_a_review),
	    TEST(test_the_window_after_instalments), TEST(test_a_late_remedy_is_asked_why), TEST(test_a_silent_body),
	    TEST(test_what_was_not_told_lengthens_the_terms), TEST(test_no_term_outlives_the_decision),
	    TEST(test_an_unlawful_decision_stands), TEST(test_no_term_stays_behind_a_transfer),
	    TEST(test_limitation_runs_to_discovery), TEST(test_the_paper_names_the_bodies_of_its_day) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
