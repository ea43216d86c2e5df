/* test_reissue.c - the paper of a decision that a store of before issued wrongly: found by the daemon, work of its
 * unit, void and issued anew with the same contents, served on its own.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "lib/caseflow/read.h"
#include "lib/caseflow/words.h"
#include "lib/caseflow/wrong_paper.h"
#include "lib/people/reference.h"
#include "tests/db/play.h"

/* One text of the store, as column t; $1 is the case. */
#define TEXT(s, sql) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, DB_I64((s)->case_id))); \
	row_text_or(row_, "t", ""); })
#define DECISION(what) "select (" what ")::text as t from xz.caseflow_decision d join xz.caseflow_track k" \
    " on k.id = d.track_id join xz.record_document x on x.id = d.document_id where k.case_id = $1" \
    " order by d.id desc limit 1"
#define TASKS "select coalesce(string_agg(distinct kind, ' ' order by kind), '') as t from xz.people_task" \
    " where subject_kind = 'case' and subject_id = $1 and done_at is null"
#define STATES "select string_agg(x.type || ':' || x.state, ' ' order by x.id) as t from xz.record_document x" \
    " where x.subject_kind = 'case' and x.subject_id = $1 and x.type like '%decision'"
#define TERMS(rule) "select coalesce(string_agg(to_char(k.basis_day, 'YYYY-MM-DD'), ' '), '') as t" \
    " from xz.calendar_clock k join xz.caseflow_track t on t.id = k.subject_id" \
    " where k.subject_kind = 'track' and t.case_id = $1 and k.state = 'open' and k.rule = '" rule "'"
#define HEAD(s) ((s)->unit->head)

static void
found(int64_t want)
{
	int64_t by, n;

	must(people_service(A, D->db, "xz-daemon", &by));
	must(caseflow_wrong_papers_chore(A, D->db, by, &n));
	assert_int_equal(n, want);
}

static int
listed(void)
{
	const struct db_rows *rows;

	must(caseflow_wrong_papers(A, D->db, 0, 100, &rows));
	return db_count(rows);
}

static void
reissued(struct story *s)
{
	DO(HEAD(s), 0, "reissue");
	must(story_approve(A, D, s));
}

static const char *
paper(struct story *s)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), -1, "paper_serve", "paper", &o, &n));
	assert_int_equal(n, 1);
	return o[0].value;
}
#define SERVE(s, ...) TRY(LEAD(s), -1, "paper_serve", "paper", paper(s), "method", "direct", "served_on", \
	story_day(A, D, 0), "recipient", "王某", ##__VA_ARGS__)

static struct story *
decided(void)
{
	static const story_fn steps[] = { step_notice, step_waive, step_defence, step_decide };
	struct story *s = filed(1, false);
	size_t i;

	reported(s, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	return s;
}

/* 行政处罚法 59: a decision without its remedies, served and published. */
static void
test_remedies_untold(void **state)
{
	struct story *s = decided();
	const char *number;

	(void)state;
	go(s, step_serve, 1);
	go(s, step_publish, 1);
	refused(TRY(HEAD(s), 0, "reissue", "fault", "没有错误。"), "guard_paper_faulty");
	found(0);
	CHANGE(s, "update xz.caseflow_decision set remedies = '' where track_id in (select id from xz.caseflow_track"
	    " where case_id = $1)");
	number = TEXT(s, DECISION("d.number"));
	assert_int_equal(listed(), 1);
	found(1);
	found(0);
	assert_non_null(strstr(TEXT(s, TASKS), "reissue"));
	assert_string_equal(TEXT(s, "select s.kind as t from xz.record_step s join xz.caseflow_case c"
	    " on c.chain_id = s.chain_id where c.id = $1 order by s.seq desc limit 1"), "paper.faulty");
	assert_int_equal(TRY(LEAD(s), 0, "reissue"), ERR_DENIED);
	refused(TRY(HEAD(s), 0, "reissue", "remedies", "不服本决定的，可以依法申请行政复议。"), "remedies_body");
	wait_days(10);
	reissued(s);
	assert_int_equal(listed(), 0);
	assert_string_equal(TEXT(s, STATES), "decision:void decision:sealed");
	assert_string_not_equal(TEXT(s, DECISION("d.number")), number);
	assert_string_equal(TEXT(s, DECISION("x.number")), TEXT(s, DECISION("d.number")));
	assert_string_equal(TEXT(s, DECISION("x.data::jsonb #>> '{replaces,number}'")), number);
	assert_non_null(strstr(TEXT(s, DECISION("x.data::jsonb #>> '{replaces,fault}'")), CASE_FAULT_NO_REMEDIES));
	assert_non_null(strstr(TEXT(s, DECISION("x.data::jsonb #>> '{input,remedies}'")),
	    TEXT(s, DECISION("d.remedies"))));
	assert_non_null(strstr(TEXT(s, DECISION("d.remedies")), CASE_REVIEW));
	/* the same facts and sums, by the same code */
	assert_string_equal(TEXT(s, DECISION("select x.data::jsonb #> '{penalties}' = y.data::jsonb #> '{penalties}'"
	    " and x.data::jsonb #> '{input,facts}' = y.data::jsonb #> '{input,facts}'"
	    " and x.data::jsonb #>> '{pay,code}' = d.pay_code"
	    " from xz.record_document y where y.subject_id = $1 and y.state = 'void' and y.type = 'decision'")),
	    "true");
	/* until the new one is served the party was not told: 行政复议法 20(3) */
	assert_string_equal(TEXT(s, DECISION("d.untold")), CASE_FAULT_NO_REMEDIES);
	assert_string_equal(TEXT(s, TASKS), "executed paper_serve withdraw");
	assert_string_equal(TEXT(s, TERMS("service.term")), story_day(A, D, 0));
	refused(TRY(HEAD(s), 0, "reissue", "fault", "没有错误。"), "guard_paper_faulty");
	wait_days(2);
	must(SERVE(s));
	assert_string_equal(TEXT(s, DECISION("d.served_on")), story_day(A, D, 0));
	assert_string_equal(TEXT(s, DECISION("d.untold")), "");
	assert_string_equal(TEXT(s, TERMS("payment.term")), story_day(A, D, 0));
	assert_string_equal(TEXT(s, TERMS("remedy.review")), story_day(A, D, 0));
	assert_string_equal(TEXT(s, TERMS("remedy.suit")), story_day(A, D, 0));
	assert_string_equal(TEXT(s, TERMS("remedy.untold.review")), "");
	assert_string_equal(TEXT(s, TERMS("service.term")), "");
	refused(TRY(LEAD(s), -1, "paper_serve", "paper", story_ref(A, s->case_ref), "method", "direct", "served_on",
	    story_day(A, D, 0), "recipient", "王某"), "guard_paper_unserved");
	/* what the public reads is the paper that stands */
	go(s, step_publish, 0);
	assert_string_equal(TEXT(s, DECISION("select p.number from xz.disclosure_public p where p.decision_ref = d.ref"
	    " and p.state = 'published'")), TEXT(s, DECISION("d.number")));
	assert_string_equal(TEXT(s, TERMS("withdraw.term")), "");
}

/* Not served yet: the new paper is served as any decision is. */
static void
test_another_kind_before_service(void **state)
{
	struct story *s = filed(0, false);

	(void)state;
	go(s, step_report_no_penalty, 1);
	go(s, step_review_agree, 1);
	go(s, step_approve, 0);
	go(s, step_decide, 1);
	assert_string_equal(TEXT(s, STATES), "no_penalty_decision:sealed");
	CHANGE(s, "update xz.record_document set type = 'decision' where subject_kind = 'case' and subject_id = $1"
	    " and type = 'no_penalty_decision'");
	found(1);
	wait_days(1);
	reissued(s);
	assert_string_equal(TEXT(s, STATES), "decision:void no_penalty_decision:sealed");
	assert_non_null(strstr(TEXT(s, DECISION("d.number")), "不罚"));
	assert_string_equal(TEXT(s, DECISION("x.data::jsonb ->> 'nothing_due'")), "true");
	assert_string_equal(TEXT(s, TASKS), "serve_decision");
	go(s, step_serve, 1);
	assert_string_equal(track_state(s, 0), "executed");
	found(0);
}

/* 行政复议法 23: decided on the spot, review comes first; closed long since. */
static void
test_review_first_of_a_closed_case(void **state)
{
	struct story *s;

	(void)state;
	wait_days(300);		/* the law is of 2024 */
	s = opened(0, false, false);
	go(s, step_summary, 0);
	go(s, step_summary_file, 0);
	go(s, step_pay_all, 1);
	go(s, step_executed, 0);
	go(s, step_close_case, 1);
	assert_string_equal(track_state(s, 0), "track_closed");
	CHANGE(s, "update xz.caseflow_decision set remedies = '收到本决定书之日起 60 日内可申请行政复议。'"
	    " where track_id in (select id from xz.caseflow_track where case_id = $1)");
	found(1);
	wait_days(1);
	reissued(s);
	assert_string_equal(TEXT(s, STATES), "summary_decision:void summary_decision:sealed");
	assert_string_equal(TEXT(s, DECISION("x.data::jsonb #> '{input,place}' is not null"
	    " and x.data::jsonb #> '{penalties}' = (select y.data::jsonb #> '{penalties}' from xz.record_document y"
	    " where y.subject_id = $1 and y.state = 'void' and y.type = 'summary_decision')")), "true");
	assert_non_null(strstr(TEXT(s, DECISION("x.data::jsonb ->> 'remedies'")), CASE_REVIEW_FIRST));
	assert_string_equal(track_state(s, 0), "track_closed");
	wait_days(1);
	must(SERVE(s));
	assert_string_equal(TEXT(s, TERMS("remedy.review")), story_day(A, D, 0));
	assert_string_equal(TEXT(s, TERMS("payment.term")), "");
}

/* What a result of review changed stands by that result: no paper of the agency takes its place. */
static void
test_what_was_changed_is_left(void **state)
{
	struct story *s = decided();

	(void)state;
	CHANGE(s, "update xz.caseflow_decision set remedies = '', changed_on = decided_on, changed_text = '罚款减轻。'"
	    " where track_id in"
	    " (select id from xz.caseflow_track where case_id = $1)");
	found(0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_remedies_untold),
	    cmocka_unit_test(test_another_kind_before_service), cmocka_unit_test(test_review_first_of_a_closed_case),
	    cmocka_unit_test(test_what_was_changed_is_left) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
