/* test_papers.c - the paper an act makes fits what the act decides: its type, its number, what it says.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "lib/caseflow/read.h"
#include "tests/db/play.h"

/* One text of the store, as column t; $1 is the case. */
#define TEXT(s, sql) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, DB_I64((s)->case_id))); \
	row_text_or(row_, "t", ""); })

#define DRAFT(what) "select d." what " as t from xz.act_approval p join xz.record_document d on d.id = p.document_id" \
    " where p.subject_kind = 'case' and p.subject_id = $1 order by p.id desc limit 1"
#define DECIDED(what) "select " what " as t from xz.caseflow_decision n join xz.caseflow_track k on k.id = n.track_id" \
    " join xz.record_document d on d.id = n.document_id where k.case_id = $1"

/* Steps of the process that left no paper behind. */
static int
papers_missing(struct story *s, const char *action)
{
	const struct db_rows *rows;
	struct case_file cf;
	int i, n = 0;

	must(caseflow_get(A, D->db, s->case_ref, &cf));
	must(caseflow_process(A, D->db, &cf, &rows));
	for (i = 0; i < db_count(rows); i++)
		n += str_eq(row_text(db_at(rows, i), "action"), action) && row_bool(db_at(rows, i), "missing");
	return n;
}

static void
report(struct story *s, const char *outcome, const char *kind)
{
	struct ref *party;
	int n;

	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	wait_days(1);
	DO(LEAD(s), -1, "report", "facts", "经查明，当事人的行为事实清楚。", "evidence_index", "1. 现场笔录",
	    "nature", "证据确凿。", "opinion", "建议按拟处理意见处理。", "proposals_0_party", story_ref(A, party[0]),
	    "proposals_0_cause", s->cause_ref, "proposals_0_outcome", outcome, "proposals_0_ground",
	    strcmp(outcome, "no_penalty") == 0 ? "minor_corrected" : NULL,
	    "proposals_0_explanation", "说明", "penalties_0_party", kind != NULL ? story_ref(A, party[0]) : NULL,
	    "penalties_0_cause", kind != NULL ? s->cause_ref : NULL, "penalties_0_kind", kind,
	    "penalties_0_amount", kind != NULL && strcmp(kind, "fine") == 0 ? "600" : NULL);
	must(story_approve(A, D, s));
	go(s, step_review_agree, 1);
	go(s, step_approve, 0);
}

/* Up to where the decision is to be asked for. */
static struct story *
reached(const char *outcome, const char *kind)
{
	struct story *s = filed(0, false);

	report(s, outcome, kind);
	if (kind != NULL) {
		go(s, step_notice, 0);
		go(s, step_waive, 0);
		go(s, step_defence, 0);
	}
	wait_days(1);
	return s;
}

static struct story *
asked(const char *outcome, const char *kind)
{
	struct story *s = reached(outcome, kind);

	DO(LEAD(s), 0, "decide");
	return s;
}

static void
test_the_outcome_names_the_paper(void **state)
{
	static const struct { const char *outcome, *kind, *type, *word; } rows[] = {
		{ "penalty", "warning", "decision", "罚决" }, { "no_penalty", NULL, "no_penalty_decision", "不罚" },
		{ "no_violation", NULL, "no_violation_decision", "不成立" },
		    { "transfer", NULL, "police_transfer", "罪移" } };
	struct story *s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		s = asked(rows[i].outcome, rows[i].kind);
		assert_string_equal(TEXT(s, DRAFT("type")), rows[i].type);
		must(story_approve(A, D, s));
		assert_string_equal(TEXT(s, DECIDED("d.type")), rows[i].type);
		assert_string_equal(TEXT(s, DECIDED("n.outcome")), rows[i].outcome);
		assert_string_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'type'")), rows[i].type);
		assert_non_null(strstr(TEXT(s, DECIDED("n.number")), rows[i].word));
		assert_string_equal(TEXT(s, DECIDED("d.number")), TEXT(s, DECIDED("n.number")));
		/* nothing is owed: the paper orders no payment and no term to pay begins */
		assert_string_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'nothing_due'")), "true");
		go(s, step_serve, 0);
		assert_string_equal(TEXT(s,
		    "select data::jsonb ->> 'paper' as t from xz.record_document where subject_id = $1"
		    " and subject_kind = 'case' and type = 'service_receipt' order by id desc limit 1"),
		    TEXT(s, DECIDED("n.number")));
		assert_int_equal(NUMBER(s,
		    "select count(*) as n from xz.calendar_clock k join xz.caseflow_track t on t.id = k.subject_id"
		    " where k.subject_kind = 'track' and t.case_id = $1 and k.rule = 'payment.term'"), 0);
		/* a transfer decides nothing that could be fought */
		assert_int_equal(NUMBER(s,
		    "select count(*) as n from xz.calendar_clock k join xz.caseflow_track t on t.id = k.subject_id"
		    " where k.subject_kind = 'track' and t.case_id = $1 and k.rule like 'remedy.%'"),
		    strcmp(rows[i].outcome, "transfer") == 0 ? 0 : 2);
		assert_int_equal(papers_missing(s, "decide"), 0);
	}
}

static void
test_the_draft_lists_the_penalties(void **state)
{
	struct story *s = asked("penalty", "warning");

	(void)state;
	assert_string_equal(TEXT(s, DRAFT("data::jsonb -> 'penalties' -> 0 ->> 'kind'")), "warning");
}

/* What was asked for when every decision was drafted as a penalty comes out right at the last agreement. */
static void
test_a_draft_of_another_type_is_replaced(void **state)
{
	struct story *s = asked("no_penalty", NULL);
	int64_t old;

	(void)state;
	CHANGE(s, "update xz.record_document d set type = 'decision' from xz.act_approval p where p.document_id = d.id"
	    " and p.subject_kind = 'case' and p.subject_id = $1 and p.state = 'pending'");
	old = NUMBER(s, "select document_id as n from xz.act_approval where subject_kind = 'case' and subject_id = $1"
	    " and state = 'pending'");
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, DECIDED("d.type")), "no_penalty_decision");
	assert_non_null(strstr(TEXT(s, DECIDED("d.number")), "不罚"));
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.act_approval p join xz.caseflow_decision n on n.document_id = p.document_id"
	    " where p.subject_kind = 'case' and p.subject_id = $1 and p.action = 'decide'"), 1);
	assert_int_equal(NUMBER(s,
	    "select count(*) as n from xz.record_document where subject_id = $1 and subject_kind = 'case'"
	    " and type = 'decision' and state = 'void' and number is null"), 1);
	assert_int_not_equal(NUMBER(s,
	    "select document_id as n from xz.act_approval where subject_kind = 'case' and subject_id = $1"
	    " and action = 'decide'"), old);
}

/* 信用修复管理办法 12(3): a penalty for a term says when it ends, and the paper and the decision know. */
static void
test_a_ban_says_when_it_ends(void **state)
{
	struct story *s = filed(0, false);
	const char *today;

	(void)state;
	report(s, "penalty", "ban_trade");
	go(s, step_notice, 0);
	go(s, step_waive, 0);
	s->waited = true;	/* the days to ask for a hearing */
	go(s, step_defence, 6);
	wait_days(0);
	DO(s->unit->head, 0, "deliberate", "held_on", story_day(A, D, 0), "present", "局长、副局长、法规科科长",
	    "conclusion", "同意限制从业。");
	must(story_approve(A, D, s));
	wait_days(1);
	today = story_day(A, D, 0);
	refused(TRY(LEAD(s), 0, "decide"), "ban_until: ban_end_needed");
	refused(TRY(LEAD(s), 0, "decide", "ban_until", story_day(A, D, -1)), "ban_until: before_day");
	refused(TRY(LEAD(s), 0, "decide", "ban_until", today, "ban_open", "1"), "ban_open: ban_end_or_none");
	DO(LEAD(s), 0, "decide", "ban_until", "2031-05-01");
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, DECIDED("n.ban_until::text")), "2031-05-01");
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb -> 'input' ->> 'ban_until'")), "2031年5月1日");
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb #>> '{figures,payment_term}'")), "15 日");
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb #>> '{figures,payment_surcharge}'")), "3%");
	assert_string_equal(TEXT(s, "select string_agg(h.channel, ' ' order by h.channel) as t from"
	    " xz.disclosure_channel h join xz.disclosure_item i on i.id = h.item_id join xz.caseflow_decision d"
	    " on d.id = i.decision_id join xz.caseflow_track k on k.id = d.track_id where k.case_id = $1"),
	    "credit gsxt portal");
	s = filed(0, false);
	report(s, "penalty", "warning");
	go(s, step_notice, 0);
	go(s, step_waive, 0);
	go(s, step_defence, 0);
	wait_days(1);
	refused(TRY(LEAD(s), 0, "decide", "ban_until", "2031-05-01"), "ban_until: ban_not_decided");
	refused(TRY(LEAD(s), 0, "decide", "ban_open", "1"), "ban_open: ban_not_decided");
}

#define PUBLISHED "select k.publish_state || ' ' || (select count(*) from xz.calendar_clock q" \
    " where q.subject_kind = 'track' and q.subject_id = k.id and q.rule like 'publish.%') as t" \
    " from xz.caseflow_track k where k.case_id = $1"

/* 行政处罚法 48 speaks of penalties: what is none is published where a dated parameter says so. */
static void
test_no_penalty_is_published_where_it_is_said(void **state)
{
	struct story *s = asked("no_penalty", NULL);
	int64_t id;

	(void)state;
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, PUBLISHED), "none 0");
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'published'")), "0");
	s = asked("penalty", "warning");
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, PUBLISHED), "open 1");
	must(calendar_parameter_put(A, D->db, &(struct calendar_parameter_new){ .key = "publish.no_penalty",
	    .unit = "count", .source = "本市公示规定", .sector = "市场监管", .note = "", .value = 1,
	    .valid_from = time_day(D->now) }, &id));
	s = asked("no_penalty", NULL);
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, PUBLISHED), "open 1");
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'published'")), "1");
	CHANGE(s, "delete from xz.calendar_parameter where id = $2 and $1 > 0", DB_I64(id));
}

static void
test_each_measure_has_its_release(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	go(s, step_preserve, 0);
	go(s, step_release, 1);
	assert_string_equal(TEXT(s, DRAFT("type")), "preservation_release");
	assert_non_null(strstr(TEXT(s, DRAFT("number")), "解保"));
	assert_int_equal(papers_missing(s, "measure_release"), 0);
	go(s, step_seize, 0);
	go(s, step_release, 1);
	assert_string_equal(TEXT(s, DRAFT("type")), "measure_release");
	assert_non_null(strstr(TEXT(s, DRAFT("number")), "解强"));
}

/* ---- how a decision is fought */

static struct story *
on_the_spot(int year, int month, int day)
{
	struct story *s = opened(0, false, false);

	must(demo_clock(D, time_of_day(day_of(year, month, day), 11, 0)));
	must(step_summary(A, D, s));
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'remedies'")),
	    TEXT(s, DECIDED("regexp_replace(n.remedies, '^', '　　', 'gm')")));
	return s;
}

static int
terms_to_sue(struct story *s)
{
	return (int)NUMBER(s, "select count(*) as n from xz.calendar_clock k"
	    " join xz.caseflow_track t on t.id = k.subject_id"
	    " where k.subject_kind = 'track' and t.case_id = $1 and k.rule = 'remedy.suit'");
}

static enum err
sue(struct story *s)
{
	return TRY(LEAD(s), 0, "remedy_file", "kind", "litigation", "body", "某法院", "filed_on", story_day(A, D, 0));
}

/* 行政复议法 23, in force since 2024-01-01. */
static void
test_on_the_spot_review_comes_first(void **state)
{
	struct story *s = on_the_spot(2023, 12, 31);

	(void)state;
	assert_string_equal(TEXT(s, DECIDED("n.remedies")),
	    "收到本决定书之日起 60 日内可向衡阳市人民政府申请行政复议，或者 6"
	    " 个月内向衡阳市蒸湘区人民法院提起行政诉讼。");
	assert_int_equal(terms_to_sue(s), 1);
	/* 行政处罚法 52: the paper is signed by those who decided */
	assert_int_equal(NUMBER(s,
	    "select jsonb_array_length(d.data::jsonb -> 'officers') as n from xz.record_document d"
	    " where d.subject_kind = 'case' and d.subject_id = $1 and d.type = 'summary_decision'"), 2);
	wait_days(3);
	must(sue(s));
	s = on_the_spot(2024, 1, 8);
	CHANGE(s, "update xz.caseflow_decision set served_on = '2024-01-01' where track_id in"
	    " (select id from xz.caseflow_track where case_id = $1)");
	assert_string_equal(TEXT(s, DECIDED("n.remedies")),
	    "不服本决定的，应当先申请行政复议：自收到本决定书之日起 60 日内向衡阳市人民政府申请，"
	    "也可以通过本机关提交申请；对行政复议决定不服的，可以自收到行政复议决定书之日起 15"
	    " 日内向衡阳市蒸湘区人民法院提起行政诉讼。");
	assert_int_equal(terms_to_sue(s), 0);
	refused(sue(s), "kind: review_first");
	go(s, step_remedy, 1);
	refused(sue(s), "kind: review_first");
	go(s, step_remedy_upheld, 5);
	must(sue(s));
}

static void
test_an_ordinary_decision_may_be_sued_at_once(void **state)
{
	struct story *s = asked("no_penalty", NULL);

	(void)state;
	assert_true(time_day(D->now) > day_of(2024, 1, 1));
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, DECIDED("n.remedies")),
	    "收到本决定书之日起 60 日内可向衡阳市人民政府申请行政复议，或者 6"
	    " 个月内向衡阳市蒸湘区人民法院提起行政诉讼。");
	go(s, step_serve, 0);
	assert_int_equal(terms_to_sue(s), 1);
	must(sue(s));
}

static void
test_the_review_body_must_be_known(void **state)
{
	struct story *s = opened(2, false, false);

	(void)state;
	wait_days(1);
	must(DB_EXEC(A, D->db, "update xz.people_remedy_body set review_body = '' where agency_id = $1",
	    DB_I64(s->agency->id)));
	D->first_failure = NULL;
	refused(step_summary(A, D, s), "no_review_body");
	must(DB_EXEC(A, D->db, "update xz.people_remedy_body set review_body = '衡阳市人民政府' where agency_id = $1",
	    DB_I64(s->agency->id)));
}

static void
set_bank(struct story *s, const char *bank)
{
	must(DB_EXEC(A, D->db, "update xz.people_agency set pay_bank = $2 where id = $1", DB_I64(s->agency->id),
	    DB_TEXT(bank)));
}

/* Whose address the register does not know is called by the one for service; without either there is no decision. */
static void
test_a_party_without_an_address(void **state)
{
	struct story *s = reached("penalty", "fine");

	(void)state;
	must(DB_EXEC(A, D->db, "update xz.caseflow_party set address = '', service_address = null where case_id = $1",
	    DB_I64(s->case_id)));
	refused(TRY(LEAD(s), 0, "decide"), "paper_lacks");
	must(DB_EXEC(A, D->db, "update xz.caseflow_party set service_address = $2 where case_id = $1",
	    DB_I64(s->case_id), DB_TEXT("某区某路 9 号")));
	D->first_failure = NULL;
	DO(LEAD(s), 0, "decide");
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb -> 'parties' -> 0 ->> 'address'")), "某区某路 9 号");
}

/* Neither asked for nor agreed to while the agency has no bank (罚款决定与罚款收缴分离实施办法 7). */
static void
test_a_decision_says_where_it_is_paid(void **state)
{
	struct story *s = reached("penalty", "fine");

	(void)state;
	set_bank(s, "");
	refused(TRY(LEAD(s), 0, "decide"), "paper_lacks");
	set_bank(s, "某银行");
	DO(LEAD(s), 0, "decide");
	set_bank(s, "");
	D->first_failure = NULL;
	refused(story_approve(A, D, s), "paper_lacks");
	set_bank(s, "某银行");
	must(story_approve(A, D, s));
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb -> 'pay' ->> 'bank'")), "某银行");
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb -> 'pay' ->> 'code'")), TEXT(s, DECIDED("n.pay_code")));
	assert_string_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'correct'")), "责令当事人改正上述违法行为。");
	assert_string_not_equal(TEXT(s, DECIDED("d.data::jsonb ->> 'evidence'")), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_outcome_names_the_paper),
	    cmocka_unit_test(test_the_draft_lists_the_penalties),
	    cmocka_unit_test(test_a_draft_of_another_type_is_replaced),
	    cmocka_unit_test(test_a_ban_says_when_it_ends),
	    cmocka_unit_test(test_no_penalty_is_published_where_it_is_said),
	    cmocka_unit_test(test_each_measure_has_its_release), cmocka_unit_test(test_on_the_spot_review_comes_first),
	    cmocka_unit_test(test_an_ordinary_decision_may_be_sued_at_once),
	    cmocka_unit_test(test_the_review_body_must_be_known),
	    cmocka_unit_test(test_a_decision_says_where_it_is_paid),
	    cmocka_unit_test(test_a_party_without_an_address) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
