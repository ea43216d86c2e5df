/* test_ways.c - cases with several parties, and ways that must not end in a wall: each party goes on by itself, and
 * whatever happens there is a next step.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

static void
approve(struct story *s, const char *action, int64_t who)
{
	struct problems p;
	const char *answer;
	struct db_row r;

	must(DB_ONE(A, D->db, &r,
	    "select ref from xz.act_approval where subject_kind = 'case' and subject_id = $1 and action = $2"
	    " and state = 'pending'", DB_I64(s->case_id), DB_TEXT(action)));
	problems_init(&p, A);
	must(caseflow_approve(A, D->db, &(struct act){ .principal = who, .occurred_at = TIME_NONE, .request = "test" },
	    row_ref(r, "ref"), true, "同意。", &p, &answer));
}

static void
decided(struct story *s, int t)
{
	DO(LEAD(s), t, "decide");
	must(story_approve(A, D, s));
	assert_string_equal(track_state(s, t), "decided");
}

static struct story *
two_notified(int agency, const char *yuan)
{
	struct story *s = filed(agency, true);

	reported(s, -1, yuan, NULL, NULL, NULL);
	go(s, step_notice, 0);
	return s;
}

static enum err
ask_hearing(struct story *s, int t)
{
	return TRY(LEAD(s), t, "hearing_request", "requested_on", story_day(A, D, 0), "by_whom", "负责人");
}

/* Each party's hearing takes its own time out of the ninety days. */
static void
test_both_parties_may_be_heard(void **state)
{
	struct story *s = two_notified(0, "200000");

	(void)state;
	wait_days(1);
	must(ask_hearing(s, 0));
	must(ask_hearing(s, 1));
	refused(TRY(LEAD(s), 1, "back_to_investigation", "cause", "facts", "reason", "补充调查。"), "not possible in");
	wait_days(1);
	DO(LEAD(s), 1, "hearing_withdraw", "withdrawn_on", story_day(A, D, 0), "reason", "书面撤回。");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_exclusion x join xz.calendar_clock k on k.id = x.clock_id"
	    " where k.subject_kind = 'case' and k.subject_id = $1 and k.rule = 'case.decide' and x.to_at is null"), 1);
	/* the other party is still heard: the case does not go back under it */
	refused(TRY(LEAD(s), 1, "back_to_investigation", "cause", "facts", "reason", "补充调查。"),
	    "other_party_heard");
	DO(LEAD(s), 0, "hearing_withdraw", "withdrawn_on", story_day(A, D, 0), "reason", "书面撤回。");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_exclusion x join xz.calendar_clock k on k.id = x.clock_id"
	    " where k.subject_kind = 'case' and k.subject_id = $1 and k.rule = 'case.decide' and x.to_at is null"), 0);
}

/* One party goes back to the investigation; the other has its decision, which is served and carried out meanwhile. */
static void
test_a_decided_party_is_left_alone(void **state)
{
	struct story *s = two_notified(1, "3000");

	(void)state;
	go(s, step_waive, 1);
	go(s, step_defence, 0);
	decided(s, 0);
	DO(LEAD(s), 1, "back_to_investigation", "cause", "facts", "reason", "发现新的事实，补充调查。");
	approve(s, "back_to_investigation", s->unit->head);
	assert_string_equal(case_state(s), "investigating");
	DO(LEAD(s), 0, "serve_decision", "method", "direct", "served_on", story_day(A, D, 0), "recipient", "王某",
	    "told_public", "1");
	wait_days(1);
	refused(try_report(s, -1, "3000", NULL, NULL, NULL), "party_decided");
	reported(s, 1, "5000", NULL, NULL, NULL);
	assert_string_equal(track_state(s, 0), "served");
	assert_string_equal(track_state(s, 1), "to_notify");
	DO(LEAD(s), 1, "notice_make");
	DO(LEAD(s), 1, "notice_serve", "method", "direct", "served_on", story_day(A, D, 0), "recipient", "王某");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock k join xz.caseflow_track t on t.id = k.subject_id"
	    " where k.subject_kind = 'track' and t.case_id = $1 and k.rule = 'defence.term' and k.state = 'open'"), 1);
}

/* What another party asked for stands on the report before. */
static void
test_the_other_partys_decision_is_asked_for_anew(void **state)
{
	struct story *s = two_notified(2, "3000");

	(void)state;
	go(s, step_waive, 1);
	go(s, step_defence, 0);
	DO(LEAD(s), 1, "decide");
	DO(LEAD(s), 0, "back_to_investigation", "cause", "facts", "reason", "发现新的事实，补充调查。");
	approve(s, "back_to_investigation", s->unit->head);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.act_approval where subject_kind = 'case' and subject_id = $1"
	    " and state = 'pending'"), 0);
}

/* The reviewer after the hearing does not agree: the officers weigh it again. */
static void
test_an_opinion_against_is_no_wall(void **state)
{
	static const story_fn steps[] = { step_hearing_ask, step_hearing_chair, step_hearing_hand, step_hearing_set };
	struct story *s = filed(3, false);
	size_t i;

	(void)state;
	reported(s, -1, "200000", NULL, NULL, NULL);
	go(s, step_notice, 0);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 0);
	go(s, step_hearing_hold, 10);
	go(s, step_hearing_told, 1);
	go(s, step_defence, 0);
	must(demo_opinion(A, D, s, 0, "hearing_opinion", "correct"));
	assert_string_equal(track_state(s, 0), "heard");
	go(s, step_defence, 0);
	assert_string_equal(track_state(s, 0), "hearing_review");
	go(s, step_hearing_agree, 0);
	assert_string_equal(track_state(s, 0), "defence_reviewed");
}

/* An officer who is replaced owes no signature. */
static void
test_a_replaced_officer_leaves_nothing_waiting(void **state)
{
	struct story *s = filed(4, false);

	(void)state;
	DO(LEAD(s), -1, "evidence_add", "kind", "physical", "name", "照片", "source", "拍摄", "place", "经营场所",
	    "taken_at", story_time(A, D, 10), "shows", "现场", "second", SECOND(s));
	DO(s->unit->head, -1, "assign_officers", "lead", story_ref(A, s->unit->officer_ref[0]), "assist",
	    story_ref(A, s->unit->officer_ref[2]), "replaces", SECOND(s), "reason", "调离本单位");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.act_cosign where subject_kind = 'case' and subject_id = $1"
	    " and state = 'waiting'"), 0);
	DO(s->unit->officer[2], -1, "accept_assignment", "recusal", "none");
	reported(s, -1, "3000", NULL, NULL, NULL);
}

static void
test_verifiers_are_replaced(void **state)
{
	struct story *s = opened(4, false, false);

	(void)state;
	go(s, step_register_clue, 0);
	go(s, step_assign_clue, 0);
	DO(LEAD(s), -1, "clue_verify", "checked_at", story_time(A, D, 90), "place", "经营场所",
	    "finding", "情况属实，建议立案。", "suggestion", "file", "second", SECOND(s));
	/* the second is gone; two others start anew, in the term that runs */
	DO(s->agency->intake, -1, "clue_reassign", "verifiers", story_ref(A, s->unit->officer_ref[0]), "verifiers",
	    story_ref(A, s->unit->officer_ref[2]), "reason", "原核查人员调离");
	assert_string_equal(case_state(s), "clue_verifying");
	DO(LEAD(s), -1, "clue_verify", "checked_at", story_time(A, D, 60), "place", "经营场所",
	    "finding", "情况属实，建议立案。", "suggestion", "file", "second", story_ref(A, s->unit->officer_ref[2]));
	must(story_cosign(A, D, s));
	go(s, step_propose_filing, 0);
}

/* 移送规定 10: what the police do not take is the agency's again, with a term of its own. */
static void
test_the_police_give_a_case_back(void **state)
{
	struct story *s = filed(0, false);

	(void)state;
	wait_days(1);
	must(try_report(s, -1, "3000", NULL, NULL, NULL));
	must(story_approve(A, D, s));
	go(s, step_police, 1);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and state = 'open'"), 0);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.review_request where case_id = $1 and state in ('open', 'returned')"), 0);
	wait_days(5);
	refused(TRY(s->agency->head, -1, "police_returned", "received_on", story_day(A, D, -30), "reason", "不予立案"),
	    "received_on: before_day");
	DO(s->agency->head, -1, "police_returned", "received_on", story_day(A, D, 0), "number", "不立字 7 号", "reason",
	    "不构成犯罪，不予立案。");
	assert_string_equal(case_state(s), "investigating");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and state = 'open' and rule = 'case.decide'"), 1);
	reported(s, -1, "3000", NULL, NULL, NULL);
}

static int
measure_terms(struct story *s)
{
	return (int)NUMBER(s, "select count(*) as n from xz.calendar_clock k"
	    " join xz.caseflow_measure q on q.id = k.subject_id"
	    " where k.subject_kind = 'measure' and q.case_id = $1 and k.state = 'open'");
}

/* Measures whose goods, each by name and quantity, the paper says go with the case. */
static int
goods_listed(struct story *s, const char *type)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select count(*) as n from xz.caseflow_measure q where q.case_id = $1 and not exists"
	    " (select from xz.caseflow_goods g where g.measure_id = q.id"
	    " and not exists (select from xz.record_document d"
	    "   cross join lateral jsonb_array_elements(d.data::jsonb -> 'measures') w"
	    "   cross join lateral jsonb_array_elements(w -> 'goods') x where d.subject_kind = 'case'"
	    " and d.subject_id = $1"
	    "   and d.type = $2 and x ->> 'name' = g.name and x ->> 'quantity' = g.quantity))", DB_I64(s->case_id),
	    DB_TEXT(type)));
	return (int)row_i64(r, "n");
}

/* 行政强制法 21: seized goods go with the case.  Nobody is asked about them meanwhile; with the case they come back,
 * and the days they were away do not count. */
static void
test_seized_goods_go_with_the_case(void **state)
{
	struct story *s = filed(0, false);
	int64_t before;
	int32_t sent;

	(void)state;
	go(s, step_seize, 0);
	go(s, step_extend_measure, 1);
	go(s, step_preserve, 0);
	before = NUMBER(s, "select extract(epoch from max(k.start_at))::bigint as n from xz.calendar_clock k"
	    " join xz.caseflow_measure q on q.id = k.subject_id where k.subject_kind = 'measure' and q.case_id = $1"
	    " and q.kind = 'seize'");
	wait_days(2);
	sent = time_day(D->now);
	go(s, step_police, 0);
	assert_string_equal(case_state(s), "police");
	assert_int_equal(measure_terms(s), 0);
	assert_int_equal(goods_listed(s, "police_transfer"), 2);
	wait_days(10);
	refused(TRY(LEAD(s), -1, "measure_release", "released_on", story_day(A, D, 0), "disposal", "returned",
	    "reason", "退还。"), "not possible in");
	DO(s->agency->head, -1, "police_returned", "received_on", story_day(A, D, 0), "number", "不立字 8 号",
	    "reason", "不构成犯罪。");
	assert_int_equal(measure_terms(s), 2);
	assert_int_equal(NUMBER(s,
	    "select extract(epoch from max(k.start_at))::bigint as n from xz.calendar_clock k"
	    " join xz.caseflow_measure q on q.id = k.subject_id where k.subject_kind = 'measure' and q.case_id = $1"
	    " and q.kind = 'seize' and k.state = 'open'"
	    " and k.extension_n = 30"), before + (int64_t)(time_day(D->now) - sent) * 86400);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock k join xz.caseflow_measure q on q.id = k.subject_id"
	    " where k.subject_kind = 'measure' and q.case_id = $1 and k.state = 'open'"
	    " and k.expiry_action = 'preserve_lapse'"), 1);
	go(s, step_release, 0);
	go(s, step_release, 0);
	assert_int_equal(measure_terms(s), 0);
}

static void
test_a_filed_case_may_be_transferred(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	go(s, step_seize, 0);
	refused(TRY(LEAD(s), -1, "terminate", "cause", "party_gone", "reason", "当事人已注销。"),
	    "guard_measures_released");
	go(s, step_transfer, 1);
	assert_string_equal(case_state(s), "transferred");
	assert_int_equal(measure_terms(s), 0);
	assert_int_equal(goods_listed(s, "transfer_letter"), 1);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and state = 'open'"), 0);
}

/* Two remedies: the decision falls by one, the other has no object any more. */
static void
test_a_revoked_decision_closes_with_a_remedy_open(void **state)
{
	struct story *s = filed(2, false);
	const struct option *o;
	size_t n;

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	go(s, step_notice, 0);
	go(s, step_waive, 0);
	go(s, step_defence, 0);
	decided(s, 0);
	go(s, step_remedy, 1);
	go(s, step_remedy, 1);
	must(story_options(A, D, s, LEAD(s), 0, "remedy_result", "remedy", &o, &n));
	assert_int_equal(n, 2);
	DO(LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result", "revoked", "result_on", story_day(A, D, 0),
	    "result_served_on", story_day(A, D, 0));
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock k join xz.caseflow_track t on t.id = k.subject_id"
	    " where k.subject_kind = 'track' and t.case_id = $1 and k.rule = 'service.term' and k.state = 'open'"), 0);
	go(s, step_close_case, 1);
	assert_string_equal(case_state(s), "closed");
}

/* The clue's clock stands after the verification too, a measure is extended while the case is suspended, and on the
 * spot nothing is left open. */
static void
test_clocks_end_and_stand_where_they_should(void **state)
{
	struct story *s = opened(0, false, false), *q = filed(4, false), *spot = opened(0, false, false);

	(void)state;
	go(s, step_register_clue, 0);
	go(s, step_assign_clue, 0);
	go(s, step_verify_clue, 1);
	DO(LEAD(s), -1, "clue_exclude", "kind", "test", "from_day", story_day(A, D, 0), "reason", "等待检验结论。");
	wait_days(2);
	DO(LEAD(s), -1, "clue_exclude_end", "kind", "test", "to_day", story_day(A, D, 0));
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_exclusion x join xz.calendar_clock k on k.id = x.clock_id"
	    " where k.subject_kind = 'case' and k.subject_id = $1 and k.rule = 'clue.verify' and x.to_at is not null"),
	    1);
	go(q, step_seize, 0);
	go(q, step_suspend, 1);
	go(q, step_extend_measure, 1);
	go(spot, step_summary, 0);
	go(spot, step_revoke, 1);
	CHANGE(spot, "update xz.caseflow_track set publish_state = 'withheld' where case_id = $1");
	s = spot;
	DO(LEAD(s), 0, "close", "ground", "revoked", "execution", "决定已撤销。");
	must(story_approve(A, D, s));
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock k where k.state = 'open' and k.subject_kind = 'case'"
	    " and k.subject_id = $1"), 0);
}

/* A reporter who gave a name is told, where the rules of the day say so; the term ends with it. */
static void
test_a_named_reporter_is_told(void **state)
{
	static const story_fn steps[] = { step_assign_clue, step_verify_clue, step_propose_not, step_decide_not };
	struct story *s = opened(0, false, false);
	size_t i;

	(void)state;
	DO(s->agency->intake, -1, "clue_register", "channel", "complaint", "received_at",
	    story_time(A, D, 60), "subject", story_ref(A, s->party.subject), "content", "反映涉嫌违法，请依法处理。",
	    "reporter", "李某某", "real_name", "1");
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 0);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.people_task where subject_kind = 'case' and subject_id = $1"
	    " and kind = 'reporter_tell' and done_at is null and clock_id is not null"), 1);
	refused(TRY(s->agency->intake, -1, "reporter_tell", "told_on", story_day(A, D, -1), "told_how", "telephone"),
	    "told_on: before_day");
	DO(s->agency->intake, -1, "reporter_tell", "told_on", story_day(A, D, 0), "told_how", "telephone");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and state = 'open'"), 0);
	refused(TRY(s->agency->intake, -1, "reporter_tell", "told_on", story_day(A, D, 0), "told_how", "telephone"),
	    "guard_reporter_waits");
}

/* To its end: decided, served, published, paid, closed and archived. */
static struct story *
archived(int agency)
{
	static const story_fn steps[] = { step_notice, step_waive, step_defence, step_decide, step_serve, step_publish,
	    step_pay_all, step_executed, step_close_case, step_archive };
	struct story *s = filed(agency, false);
	size_t i;

	reported(s, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	assert_string_equal(case_state(s), "archived");
	return s;
}

#define TO_WITHDRAW "select (select count(*) from xz.people_task k where k.subject_kind = 'case'" \
	" and k.subject_id = $1" \
    " and k.kind = 'withdraw' and k.done_at is null) * 10 + (select count(*) from xz.calendar_clock k" \
    " join xz.caseflow_track t on t.id = k.subject_id where k.subject_kind = 'track' and t.case_id = $1" \
    " and k.rule = 'withdraw.term' and k.state = 'open') as n"

/* A fine is paid in fifteen days; remedies are open for sixty days and six months.  The decision that falls afterwards
 * is withdrawn all the same, and the file stays closed. */
static void
test_a_closed_case_still_has_remedies(void **state)
{
	struct story *s = archived(0);
	const struct option *o;
	size_t n;

	(void)state;
	go(s, step_remedy, 1);
	refused(TRY(LEAD(s), 0, "hearing_request", "requested_on", story_day(A, D, 0), "by_whom", "负责人"),
	    "not possible in");
	must(story_options(A, D, s, LEAD(s), 0, "remedy_result", "remedy", &o, &n));
	refused(TRY(LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result", "revoked", "result_on",
	    story_day(A, D, -1), "result_served_on", story_day(A, D, 0)), "result_on: before_day");
	wait_days(30);
	DO(LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result", "revoked", "result_on", story_day(A, D, 0),
	    "result_served_on", story_day(A, D, 0));
	assert_string_equal(case_state(s), "archived");
	assert_string_equal(track_state(s, 0), "track_closed");
	assert_int_equal(NUMBER(s, TO_WITHDRAW), 11);
	refused(TRY(LEAD(s), 0, "remedy_file", "kind", "litigation", "body", "某法院", "filed_on", story_day(A, D, 0)),
	    "guard_decision_stands");
	go(s, step_withdraw, 1);
	assert_int_equal(NUMBER(s, TO_WITHDRAW), 0);
	s = archived(1);
	go(s, step_revoke, 1);
	assert_string_equal(case_state(s), "archived");
	assert_int_equal(NUMBER(s, TO_WITHDRAW), 11);
	refused(TRY(s->agency->head, 0, "revoke", "cause", "facts", "reason", "再次撤销。"), "guard_decision_stands");
	go(s, step_withdraw, 1);
	assert_int_equal(NUMBER(s, TO_WITHDRAW), 0);
}

/* Two letters, two terms; the answer to one ends its own. */
static void
test_each_aid_letter_has_its_term(void **state)
{
	struct story *s = filed(0, false);
	const struct option *o;
	int64_t first;
	size_t n;

	(void)state;
	go(s, step_aid, 1);
	first = NUMBER(s, "select max(id) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and rule = 'aid.answer'");
	go(s, step_aid, 3);
	must(story_options(A, D, s, LEAD(s), -1, "aid_answer", "letter", &o, &n));
	assert_int_equal(n, 2);
	refused(TRY(LEAD(s), -1, "aid_answer", "letter", o[1].value, "answered_on", story_day(A, D, -1),
	    "answer", "已核查。"), "answered_on: before_day");
	go(s, step_aid_answer, 1);	/* the first */
	assert_int_equal(NUMBER(s,
	    "select min(id) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and rule = 'aid.answer' and state = 'open'") > first, 1);
	go(s, step_aid_answer, 1);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and rule = 'aid.answer' and state = 'open'"), 0);
}

static int64_t
orders_waiting(const struct story *s)
{
	return NUMBER(s, "select count(*) as n from xz.people_task t join xz.calendar_clock k on k.id = t.clock_id"
	    " and k.state = 'open'"
	    " where t.subject_kind = 'case' and t.subject_id = $1 and t.kind = 'correct_check' and t.done_at is null"
	    " and k.rule = 'correct.term'");
}

static void
test_an_order_to_correct_has_its_term(void **state)
{
	struct story *s = filed(2, false);
	int64_t first;

	(void)state;
	go(s, step_correct, 1);
	first = NUMBER(s, "select max(id) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and rule = 'correct.term'");
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.calendar_clock k join xz.caseflow_correction c on c.case_id = k.subject_id"
	    " and c.due_on = ((k.due_at - interval '1 second') at time zone 'Asia/Shanghai')::date"
	    " where k.subject_id = $1 and k.rule = 'correct.term'"), 1);
	go(s, step_correct, 3);
	assert_int_equal(orders_waiting(s), 2);
	CHANGE(s, "update xz.caseflow_party set name = '改名' where case_id = $1");
	go(s, step_correct_check, 1);	/* the first */
	assert_int_equal(orders_waiting(s), 1);
	/* a task that stays says what the party is called after the act */
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.people_task where subject_kind = 'case'"
	    " and subject_id = $1 and kind = 'correct_check' and done_at is null and party = '改名'"), 1);
	assert_int_equal(NUMBER(s,
	    "select min(id) as n from xz.calendar_clock where subject_kind = 'case' and subject_id = $1"
	    " and rule = 'correct.term' and state = 'open'") > first, 1);
	go(s, step_correct_check, 0);
	assert_int_equal(orders_waiting(s), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_both_parties_may_be_heard),
	    cmocka_unit_test(test_a_decided_party_is_left_alone),
	    cmocka_unit_test(test_the_other_partys_decision_is_asked_for_anew),
	    cmocka_unit_test(test_an_opinion_against_is_no_wall),
	    cmocka_unit_test(test_a_replaced_officer_leaves_nothing_waiting),
	    cmocka_unit_test(test_verifiers_are_replaced), cmocka_unit_test(test_the_police_give_a_case_back),
	    cmocka_unit_test(test_seized_goods_go_with_the_case),
	    cmocka_unit_test(test_a_filed_case_may_be_transferred),
	    cmocka_unit_test(test_a_revoked_decision_closes_with_a_remedy_open),
	    cmocka_unit_test(test_clocks_end_and_stand_where_they_should),
	    cmocka_unit_test(test_a_named_reporter_is_told), cmocka_unit_test(test_a_closed_case_still_has_remedies),
	    cmocka_unit_test(test_each_aid_letter_has_its_term),
	    cmocka_unit_test(test_an_order_to_correct_has_its_term) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
