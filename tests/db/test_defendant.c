/* test_defendant.c - the agency as the one that answers: what it sends on, what it says, until when.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

static int
begin(void **state)
{
	(void)state;
	D->now = 0;
	must(demo_clock(D, time_of_day(day_of(2026, 3, 2), 10, 0)));
	return 0;
}

/* Decided and served; a day that is a Monday without holidays near. */
static struct story *
served(void)
{
	static const story_fn steps[] = { step_notice, step_waive, step_defence, step_decide, step_serve,
	    step_publish };
	struct story *s = filed(0, false);
	size_t i;

	reported(s, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	must(demo_clock(D, time_of_day(day_of(2026, 4, 13), 9, 0)));
	return s;
}

static const char *
due(struct story *s, const char *rule)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select coalesce((select (k.due_at at time zone 'Asia/Shanghai')::date::text"
	    " from xz.calendar_clock k join xz.caseflow_track t on t.id = k.subject_id where k.subject_kind = 'track'"
	    " and t.case_id = $1 and k.rule = $2 and k.state = 'open'), '') as day", DB_I64(s->case_id),
	    DB_TEXT(rule)));
	return row_text(r, "day");
}

static int64_t
tasks(struct story *s, const char *kind)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select count(*) as n from xz.people_task where subject_kind = 'case'"
	    " and subject_id = $1 and kind = $2 and done_at is null and clock_id is not null", DB_I64(s->case_id),
	    DB_TEXT(kind)));
	return row_i64(r, "n");
}

static const char *
only(struct story *s, const char *action)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), 0, action, "remedy", &o, &n));
	assert_int_equal(n, 1);
	return o[0].value;
}

/* 行政复议法 48, 54, 行政诉讼法 67: from Monday 2026-04-13 ten and five working days, and fifteen days. */
static void
test_answers_are_due(void **state)
{
	static const struct {
		const char *kind, *simple, *rule, *due;
	} rows[] = {
		{ "reconsideration", NULL, "defend.review", "2026-04-27" },
		{ "reconsideration", "1", "defend.simple", "2026-04-20" },
		{ "litigation", NULL, "defend.suit", "2026-04-28" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct story *s;

		(void)begin(NULL);
		s = served();
		refused(TRY(LEAD(s), 0, "remedy_file", "kind", "litigation", "body", "衡阳市蒸湘区人民法院", "filed_on",
		    "2026-04-13", "simple", "1"), "simple: only_review_simple");
		DO(LEAD(s), 0, "remedy_file", "kind", rows[i].kind, "body", "衡阳市人民政府", "filed_on", "2026-04-13",
		    "simple", rows[i].simple, "copy_on", "2026-04-13");
		assert_string_equal(due(s, rows[i].rule), rows[i].due);
		assert_int_equal(tasks(s, "remedy_answer"), 1);
		refused(TRY(LEAD(s), 0, "remedy_answer", "remedy", only(s, "remedy_answer"), "answered_on",
		    "2026-04-12", "answer", "决定事实清楚，请予维持。", "evidence_index", "1. 现场笔录"),
		    "answered_on: before_day");
		wait_days(3);
		DO(LEAD(s), 0, "remedy_answer", "remedy", only(s, "remedy_answer"), "answered_on", story_day(A, D, 0),
		    "answer", "决定事实清楚，请予维持。", "evidence_index", "1. 现场笔录");
		assert_string_equal(due(s, rows[i].rule), "");
		assert_int_equal(tasks(s, "remedy_answer"), 0);
	}
}

/* 行政复议法 32, 实施条例 38: handed in with the agency it goes on in five working days, or the decision falls. */
static void
test_what_is_handed_in_goes_on(void **state)
{
	struct story *s = served();

	(void)state;
	refused(TRY(LEAD(s), 0, "remedy_file", "kind", "litigation", "body", "衡阳市蒸湘区人民法院", "filed_on",
	    "2026-04-13", "through_us", "1"), "through_us: only_review_through");
	DO(LEAD(s), 0, "remedy_file", "kind", "reconsideration", "body", "衡阳市人民政府", "filed_on", "2026-04-13",
	    "through_us", "1");
	assert_string_equal(due(s, "defend.forward"), "2026-04-20");
	assert_int_equal(tasks(s, "remedy_forward"), 1);
	DO(LEAD(s), 0, "remedy_forward", "remedy", only(s, "remedy_forward"), "forwarded_on", "2026-04-13");
	assert_string_equal(due(s, "defend.forward"), "");
	wait_days(2);
	DO(LEAD(s), 0, "remedy_copy", "remedy", only(s, "remedy_copy"), "copy_on", "2026-04-15");
	assert_string_equal(due(s, "defend.review"), "2026-04-29");
	(void)begin(NULL);
	s = served();
	DO(LEAD(s), 0, "remedy_file", "kind", "reconsideration", "body", "衡阳市人民政府", "filed_on", "2026-04-13",
	    "through_us", "1");
	go(s, step_revoke, 1);
	assert_string_equal(due(s, "defend.forward"), "");
	assert_int_equal(tasks(s, "remedy_forward"), 0);
}

/* opposed: who asked for more; may be NULL. */
static enum err
result_opposed(struct story *s, const char *code, const char *text, const char *fine, const char *redo, const char *by,
    const char *opposed)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), 0, "remedy_result", "remedy", &o, &n));
	return TRY(LEAD(s), 0, "remedy_result", "remedy", o[0].value, "result", code, "result_on", "2026-04-13",
	    "result_served_on", "2026-04-13", "changed_text", text, "changed_fine", fine, "redo", redo, "redo_by", by,
	    "opposed", opposed);
}

static enum err
result(struct story *s, const char *code, const char *text, const char *fine, const char *redo, const char *by)
{
	return result_opposed(s, code, text, fine, redo, by, NULL);
}

static struct story *
fought(void)
{
	struct story *s = served();

	DO(LEAD(s), 0, "remedy_file", "kind", "reconsideration", "body", "衡阳市人民政府", "filed_on", "2026-04-13");
	return s;
}

/* 复议法 63, 行政处罚法 67: what is changed stands with its new sum, and fifteen days run from its service. */
static void
test_what_is_changed_stands(void **state)
{
	struct story *s = fought();

	(void)state;
	refused(result(s, "changed", NULL, "1000", NULL, NULL), "changed_text: required");
	refused(result(s, "changed", "罚款 1000 元。", NULL, NULL, NULL), "changed_fine: required");
	refused(result(s, "changed", "罚款 3000.01 元。", "3000.01", NULL, NULL), "changed_fine: changed_heavier");
	refused(result(s, "changed", "罚款 1000 元。", "1000", "1", NULL), "redo: only_what_fell_is_redone");
	refused(result(s, "upheld", "罚款 1000 元。", NULL, NULL, NULL), "changed_text: nothing_changed");
	must(result(s, "changed", "罚款 1000 元。", "1000", NULL, NULL));
	assert_string_equal(track_state(s, 0), "served");
	assert_int_equal(NUMBER(s, "select fine_fen as n from xz.caseflow_decision d join xz.caseflow_track k"
	    " on k.id = d.track_id where k.case_id = $1"), 100000);
	assert_string_equal(due(s, "payment.term"), "2026-04-28");
	assert_string_equal(due(s, "withdraw.term"), "2026-04-16");
	(void)begin(NULL);
	s = fought();
	must(result(s, "partly_revoked", "撤销没收部分，罚款 3000 元维持。", "3000", NULL, NULL));
	assert_string_equal(track_state(s, 0), "served");
}

/* 复议法 64, 实施条例 58: sixty days or the day that was set; not the same on the same facts. */
static void
test_what_fell_is_decided_anew(void **state)
{
	static const story_fn steps[] = { step_notice, step_waive, step_defence };
	struct story *s = fought(), *again;
	struct db_row r;
	size_t i;

	(void)state;
	refused(result(s, "revoked", NULL, NULL, NULL, "2026-05-13"), "redo_by: redo_not_ordered");
	refused(result(s, "revoked", NULL, NULL, "1", "2026-04-12"), "redo_by: before_day");
	must(result(s, "revoked", NULL, NULL, "1", NULL));
	assert_string_equal(due(s, "redo.term"), "2026-06-12");
	again = filed(0, false);
	CHANGE(again, "update xz.caseflow_party set subject_id = $2 where case_id = $1", DB_I64(NUMBER(s,
	    "select subject_id as n from xz.caseflow_party where case_id = $1")));
	CHANGE(again, "update xz.caseflow_case set cause_id = $2 where id = $1", DB_I64(NUMBER(s,
	    "select cause_id as n from xz.caseflow_case where id = $1")));
	again->cause_ref = s->cause_ref;
	reported(again, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(again, steps[i], 1);
	wait_days(1);
	assert_int_not_equal(step_decide(A, D, again), OK);
	assert_non_null(strstr(D->first_failure, "guard_redo_same"));
	D->first_failure = NULL;
	refused(TRY(LEAD(s), 0, "redone", "number", "衡市监罚决〔2026〕999号"), "number: no_such_decision");
	CHANGE(s, "update xz.caseflow_decision set facts = '其他事实。' where track_id in (select id from"
	    " xz.caseflow_track where case_id = $1)");
	go(again, step_decide, 0);
	must(DB_ONE(A, D->db, &r, "select d.number from xz.caseflow_decision d join xz.caseflow_track k"
	    " on k.id = d.track_id where k.case_id = $1", DB_I64(again->case_id)));
	DO(LEAD(s), 0, "redone", "number", row_text(r, "number"));
	assert_string_equal(due(s, "redo.term"), "");
}

/* 复议法 63(2), 行政诉讼法 77(2): heavier only where somebody asked for the contrary. */
static void
test_heavier_is_asked_for(void **state)
{
	static const char who[] = "第三人（受害人）请求加重处罚。";
	struct story *s = fought();

	(void)state;
	refused(result(s, "changed", "罚款 5000 元。", "5000", NULL, NULL), "changed_fine: changed_heavier");
	refused(result_opposed(s, "changed", "罚款 1000 元。", "1000", NULL, NULL, who), "opposed: not_heavier");
	refused(result_opposed(s, "partly_revoked", "罚款 5000 元。", "5000", NULL, NULL, who), "opposed: not_heavier");
	refused(result_opposed(s, "upheld", NULL, NULL, NULL, NULL, who), "opposed: nothing_changed");
	must(result_opposed(s, "changed", "罚款 5000 元。", "5000", NULL, NULL, who));
	assert_int_equal(NUMBER(s, "select fine_fen as n from xz.caseflow_decision d join xz.caseflow_track k"
	    " on k.id = d.track_id where k.case_id = $1"), 500000);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.caseflow_remedy x join xz.caseflow_decision d"
	    " on d.id = x.decision_id join xz.caseflow_track k on k.id = d.track_id where k.case_id = $1"
	    " and x.opposed is not null"), 1);
}

/* State and version of the items of a case, and of its public copy: "1 published, 2 draft; published 1". */
static const char *
copies(struct story *s)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select string_agg(i.version || ' ' || i.state, ', ' order by i.version) || '; ' ||"
	    " coalesce((select p.state || ' ' || p.version from xz.disclosure_public p"
	    "   where p.decision_ref = min(i.decision_ref::text)::uuid), 'none') || '; ' || min(k.publish_state) as t"
	    " from xz.disclosure_item i join xz.caseflow_decision d on d.id = i.decision_id"
	    " join xz.caseflow_track k on k.id = d.track_id where k.case_id = $1", DB_I64(s->case_id)));
	return row_text(r, "t");
}

static int64_t
tasks_of(struct story *s, const char *kind)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select count(*) as n from xz.people_task where subject_kind = 'case'"
	    " and subject_id = $1 and kind = $2 and done_at is null", DB_I64(s->case_id), DB_TEXT(kind)));
	return row_i64(r, "n");
}

/* 行政处罚法 48: what is shown goes, what stands is published as its next version, at once or later. */
static void
test_what_is_changed_is_published_anew(void **state)
{
	struct story *s = fought();
	struct db_row r;

	(void)state;
	assert_string_equal(copies(s), "1 published; published 1; published");
	must(result(s, "changed", "罚款 1000 元。", "1000", NULL, NULL));
	assert_string_equal(copies(s), "1 published, 2 draft; published 1; published");
	assert_int_equal(tasks_of(s, "withdraw"), 1);
	go(s, step_publish, 1);
	assert_string_equal(copies(s), "1 corrected, 2 published; published 2; published");
	assert_string_equal(due(s, "withdraw.term"), "");
	assert_int_equal(tasks_of(s, "withdraw"), 0);
	must(DB_ONE(A, D->db, &r, "select convert_from(p.json, 'UTF8') as json, p.result_text, o.version, o.end_reason,"
	    " encode(o.sha256, 'hex') = encode(sha256(i.json), 'hex') as same, (select string_agg(e.kind, ' '"
	    " order by e.id) from xz.event e where e.subject_ref = p.decision_ref) as told"
	    " from xz.disclosure_public p join xz.disclosure_superseded o on o.decision_ref = p.decision_ref"
	    " join xz.disclosure_item i on i.decision_ref = p.decision_ref and i.version = 1"
	    " join xz.caseflow_decision d on d.ref = p.decision_ref join xz.caseflow_track k on k.id = d.track_id"
	    " where k.case_id = $1", DB_I64(s->case_id)));
	assert_string_equal(row_text(r, "result_text"), "罚款 1000 元。");
	assert_non_null(strstr(row_text(r, "json"), "\"change\":\"changed\""));
	assert_non_null(strstr(row_text(r, "json"), "\"changed_by\":\"衡阳市人民政府\""));
	assert_null(strstr(row_text(r, "json"), "3000"));
	assert_string_equal(row_text(r, "end_reason"), "changed");
	assert_true(row_bool(r, "same"));
	assert_string_equal(row_text(r, "told"), "disclosure.published disclosure.corrected");
	/* withdrawn first, published later */
	(void)begin(NULL);
	s = fought();
	must(result(s, "partly_revoked", "罚款 3000 元维持。", "3000", NULL, NULL));
	go(s, step_withdraw, 0);
	assert_string_equal(copies(s), "1 withdrawn, 2 draft; withdrawn 1; open");
	assert_int_equal(tasks_of(s, "publish"), 1);
	assert_int_equal(tasks_of(s, "withdraw"), 0);
	go(s, step_publish, 1);
	assert_string_equal(copies(s), "1 withdrawn, 2 published; published 2; published");
	/* changed once more by the court, before that was published; then it fell */
	(void)begin(NULL);
	s = fought();
	must(result(s, "changed", "罚款 2000 元。", "2000", NULL, NULL));
	DO(LEAD(s), 0, "remedy_file", "kind", "litigation", "body", "衡阳市蒸湘区人民法院", "filed_on", "2026-04-13");
	must(result(s, "changed", "罚款 1000 元。", "1000", NULL, NULL));
	assert_string_equal(copies(s), "1 published, 2 withheld, 3 draft; published 1; published");
	DO(LEAD(s), 0, "remedy_file", "kind", "litigation", "body", "衡阳市中级人民法院", "filed_on", "2026-04-13");
	must(result(s, "revoked", NULL, NULL, NULL, NULL));
	assert_string_equal(copies(s), "1 published, 2 withheld, 3 withheld; published 1; published");
	go(s, step_withdraw, 0);
	assert_string_equal(copies(s), "1 withdrawn, 2 withheld, 3 withheld; withdrawn 1; withdrawn");
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_answers_are_due), TEST(test_what_is_handed_in_goes_on),
	    TEST(test_what_is_changed_stands), TEST(test_heavier_is_asked_for),
	    TEST(test_what_is_changed_is_published_anew), TEST(test_what_fell_is_decided_anew) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
