/* test_service.c - a paper is made and sealed before it is served, and each service has its receipt.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "lib/caseflow/read.h"
#include "lib/record/content.h"
#include "tests/db/play.h"

/* One text of the store, as column t; $1 is the case. */
#define TEXT(s, sql) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, DB_I64((s)->case_id))); \
	row_text_or(row_, "t", ""); })
#define RECEIPT(what) "select d.data::jsonb " what " as t from xz.record_document d where d.subject_kind = 'case'" \
    " and d.subject_id = $1 and d.type = 'service_receipt' and d.state = 'sealed' order by d.id desc limit 1"
#define STATES(type) "select string_agg(state, ' ' order by id) as t from xz.record_document" \
    " where subject_kind = 'case' and subject_id = $1 and type = '" type "'"
/* Of the newest service: the type of its paper, the type of its receipt, on whom. */
#define SERVED "select concat_ws(' ', s.what, p.type, r.type, y.name) as t from xz.caseflow_service s" \
    " join xz.record_document p on p.id = s.document_id join xz.record_document r on r.id = s.receipt_id" \
    " join xz.caseflow_party y on y.id = s.party_id where s.case_id = $1 order by s.id desc limit 1"
#define TERMS(rule) "select coalesce(string_agg(to_char(k.basis_day, 'YYYY-MM-DD'), ' '), '') as t" \
    " from xz.calendar_clock k join xz.caseflow_track t on t.id = k.subject_id" \
    " where k.subject_kind = 'track' and t.case_id = $1 and k.rule = '" rule "'"

#define TASKS "select coalesce(string_agg(distinct kind, ' ' order by kind), '') as t from xz.people_task" \
    " where subject_kind = 'case' and subject_id = $1 and done_at is null"

static void
state_of(struct story *s, const char *type, const char *state)
{
	CHANGE(s, "update xz.record_document set state = $3 where id = (select max(id) from xz.record_document"
	    " where subject_kind = 'case' and subject_id = $1 and type = $2)", DB_TEXT(type), DB_TEXT(state));
}

/* The newest receipt holds whatever its list asks for. */
static void
whole_receipt(struct story *s, size_t least)
{
	struct record_content *list;
	size_t i, n;
	json_t *data = json_loads(TEXT(s, RECEIPT("")), 0, NULL);

	assert_non_null(data);
	must(record_content_list(A, D->db, "service_receipt", data, time_day(D->now), &list, &n));
	assert_true(n >= least);
	for (i = 0; i < n; i++)
		if (!list[i].held)
			fail_msg("the receipt lacks %s", list[i].item);
	json_decref(data);
}

#define SERVE(s, action, ...) TRY(LEAD(s), 0, action, "method", "direct", "served_on", story_day(A, D, 0), \
	"recipient", "王某", ##__VA_ARGS__)

/* 行政处罚法 44: sealed first; its terms run from the service. */
static void
test_a_notice_is_made_then_served(void **state)
{
	struct story *s = filed(1, false);
	const char *name;

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	refused(SERVE(s, "notice_serve"), "not possible in to_notify");
	wait_days(1);
	DO(LEAD(s), 0, "notice_make");
	assert_string_equal(track_state(s, 0), "notice_made");
	assert_string_equal(TEXT(s, TASKS), "notice_serve");
	assert_string_equal(TEXT(s, TERMS("defence.term")), "");
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.caseflow_notice n join xz.caseflow_track k"
	    " on k.id = n.track_id where k.case_id = $1"), 0);
	refused(TRY(LEAD(s), 0, "defence_record", "kind", "waived", "on_day", story_day(A, D, 0)),
	    "not possible in notice_made");
	refused(TRY(LEAD(s), 0, "notice_serve", "method", "direct", "served_on", story_day(A, D, -1), "recipient",
	    "王某"), "served_on: before_day");
	state_of(s, "notice", "to_seal");
	refused(SERVE(s, "notice_serve"), "paper_unsealed");
	state_of(s, "notice", "void");
	refused(SERVE(s, "notice_serve"), "paper_void");
	/* made anew: one that was not served is void */
	state_of(s, "notice", "sealed");
	DO(LEAD(s), 0, "notice_make");
	assert_string_equal(TEXT(s, STATES("notice")), "void sealed");
	wait_days(2);
	must(SERVE(s, "notice_serve"));
	assert_string_equal(track_state(s, 0), "notified");
	assert_string_equal(TEXT(s, TERMS("defence.term")), story_day(A, D, 0));
	name = TEXT(s, "select name as t from xz.caseflow_party where case_id = $1");
	assert_string_equal(TEXT(s, SERVED), arena_printf(A, "notice notice service_receipt %s", name));
	assert_string_equal(TEXT(s, "select d.state as t from xz.caseflow_notice n join xz.caseflow_track k"
	    " on k.id = n.track_id join xz.record_document d on d.id = n.document_id where k.case_id = $1"), "sealed");
	CHANGE(s, "update xz.caseflow_track set state = 'notice_made' where case_id = $1");
	refused(SERVE(s, "notice_serve"), arena_printf(A, "paper_served %s", story_day(A, D, 0)));
}

/* What was made and not served when a case goes back is made anew. */
static void
test_a_case_goes_back_before_its_notice_is_served(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	assert_string_equal(TEXT(s, TASKS), "notice_make");
	go(s, step_notice_make, 0);
	DO(LEAD(s), 0, "back_to_investigation", "cause", "facts", "reason", "发现新的事实，需要补充调查。");
	must(story_approve(A, D, s));
	assert_string_equal(case_state(s), "investigating");
	reported(s, -1, "4000", NULL, NULL, NULL);
	assert_string_equal(track_state(s, 0), "to_notify");
	refused(SERVE(s, "notice_serve"), "not possible in to_notify");
	go(s, step_notice, 0);
	assert_string_equal(TEXT(s, STATES("notice")), "void sealed");
	assert_string_equal(TEXT(s, "select sum(p.amount_fen)::text as t from xz.caseflow_penalty p"
	    " where p.case_id = $1 and p.stage = 'notice'"), "400000");
}

/* What the receipt says, by the way of service. */
static void
test_a_receipt_says_how(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	go(s, step_notice_make, 0);
	refused(TRY(LEAD(s), 0, "notice_serve", "method", "direct", "served_on", story_day(A, D, 0)),
	    "recipient: required");
	refused(TRY(LEAD(s), 0, "notice_serve", "method", "mail", "served_on", story_day(A, D, 0)),
	    "waybill: required");
	refused(TRY(LEAD(s), 0, "notice_serve", "method", "left", "served_on", story_day(A, D, 0), "witness", "社区某"),
	    "refusal: required");
	refused(TRY(LEAD(s), 0, "notice_serve", "method", "left", "served_on", story_day(A, D, 0), "refusal",
	    "当事人拒绝签收。"), "witness: witness_or_pictures");
	refused(TRY(LEAD(s), 0, "notice_serve", "method", "announcement", "served_on", story_day(A, D, 0),
	    "announced_on", story_day(A, D, -40), "announced_why", "下落不明，门户网站公告。"),
	    "announced_on: before_day");
	refused(TRY(LEAD(s), 0, "notice_serve", "method", "announcement", "served_on", story_day(A, D, 0),
	    "announced_on", story_day(A, D, 0)), "announced_why: required");
	DO(LEAD(s), 0, "notice_serve", "method", "left", "served_on", story_day(A, D, 0), "place", "当事人住所",
	    "refusal", "当事人拒绝签收。", "pictures", "送达录像一段");
	whole_receipt(s, 7);
	assert_string_equal(TEXT(s, RECEIPT("->> 'paper_name'")), "行政处罚告知书");
	assert_string_equal(TEXT(s, RECEIPT("->> 'paper_number'")), TEXT(s, "select number as t from xz.record_document"
	    " where subject_kind = 'case' and subject_id = $1 and type = 'notice'"));
	assert_string_equal(TEXT(s, RECEIPT("->> 'paper_date'")), TEXT(s, RECEIPT("->> 'date'")));
	assert_string_equal(TEXT(s, RECEIPT("-> 'input' ->> 'method'")), "留置送达");
	assert_string_equal(TEXT(s, RECEIPT("-> 'input' ->> 'refusal'")), "当事人拒绝签收。");
	assert_string_equal(TEXT(s, RECEIPT("-> 'input' ->> 'pictures'")), "送达录像一段");
	assert_string_equal(TEXT(s, RECEIPT("-> 'input' ->> 'place'")), "当事人住所");
	assert_string_equal(TEXT(s, RECEIPT("-> 'officers' -> 1 ->> 'name'")),
	    TEXT(s, "select name as t from xz.caseflow_officer where case_id = $1 and state = 'accepted'"
	    " and role <> 'verifier' order by role desc, id offset 1 limit 1"));
}

/* On the papers tab each receipt stands right beneath its paper, whatever was made between. */
static void
beneath(struct story *s)
{
	const struct db_rows *rows;
	struct case_file cf;
	int i, seen = 0;

	must(caseflow_get(A, D->db, s->case_ref, &cf));
	must(caseflow_documents(A, D->db, &cf, 200, &rows));
	for (i = 1; i < db_count(rows); i++)
		if (strcmp(row_text(db_at(rows, i), "name_zh"), "送达回证") == 0) {
			assert_string_equal(row_text(db_at(rows, i), "of_paper"),
			    row_text(db_at(rows, i - 1), "number"));
			seen++;
		}
	assert_true(seen >= 3);
}

/* The decision and the demand (行政处罚法 61, 行政强制法 54). */
static void
test_decision_and_demand_are_served(void **state)
{
	static const story_fn steps[] = { step_waive, step_defence, step_decide };
	struct story *s = filed(1, false);
	size_t i;

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	go(s, step_notice, 0);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	state_of(s, "decision", "to_seal");
	refused(SERVE(s, "serve_decision", "told_public", "1"), "paper_unsealed");
	state_of(s, "decision", "sealed");
	refused(TRY(LEAD(s), 0, "serve_decision", "method", "direct", "served_on", story_day(A, D, -1), "recipient",
	    "王某", "told_public", "1"), "served_on: before_day");
	go(s, step_serve, 0);
	whole_receipt(s, 7);
	assert_string_equal(TEXT(s, RECEIPT("->> 'paper_name'")), "行政处罚决定书");
	assert_string_equal(TEXT(s, "select concat_ws(' ', p.type, r.type) as t from xz.caseflow_service s"
	    " join xz.record_document p on p.id = s.document_id join xz.record_document r on r.id = s.receipt_id"
	    " where s.case_id = $1 and s.what = 'decision'"), "decision service_receipt");
	wait_days(20);
	refused(SERVE(s, "demand_serve"), "guard_demand_made");
	DO(LEAD(s), 0, "demand");
	assert_string_equal(TEXT(s, TERMS("demand.term")), "");
	refused(TRY(LEAD(s), 0, "court_apply", "court", "某法院", "applied_on", story_day(A, D, 0), "request",
	    "申请强制执行。", "opinion", "没有意见。", "object", "罚款。"), "guard_demand_over");
	state_of(s, "demand", "void");
	refused(SERVE(s, "demand_serve"), "paper_void");
	DO(LEAD(s), 0, "demand");
	refused(TRY(LEAD(s), 0, "demand_serve", "method", "direct", "served_on", story_day(A, D, -1), "recipient",
	    "王某"), "served_on: before_day");
	wait_days(1);
	must(SERVE(s, "demand_serve"));
	assert_string_equal(TEXT(s, TERMS("demand.term")), story_day(A, D, 0));
	assert_string_equal(TEXT(s, "select concat_ws(' ', d.state, q.principal_fen) as t from xz.caseflow_demand q"
	    " join xz.record_document d on d.id = q.document_id where d.subject_id = $1 and d.type = 'demand'"),
	    "sealed 300000");
	whole_receipt(s, 7);
	refused(SERVE(s, "demand_serve"), "guard_demand_made");
	beneath(s);
}

/* A measure of one party, an order to correct: whatever has no step of its own. */
static void
test_other_papers_are_served(void **state)
{
	struct story *s = filed(1, true);
	const struct option *o;
	struct ref *party;
	const char *paper, *first;
	size_t count;
	int n;

	(void)state;
	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	refused(TRY(LEAD(s), -1, "paper_serve", "paper", story_ref(A, party[0]), "method", "direct", "served_on",
	    story_day(A, D, 0), "recipient", "王某"), "guard_paper_unserved");
	DO(LEAD(s), -1, "measure", "kind", "seize", "party", story_ref(A, party[0]), "from_day", story_day(A, D, 0),
	    "place", "仓库", "keeper", "本机关", "basis", "行政强制法第二十二条", "reason", "可能被转移。",
	    "goods_0_name", "物品", "goods_0_quantity", "1 箱");
	must(story_approve(A, D, s));
	must(story_options(A, D, s, LEAD(s), -1, "paper_serve", "paper", &o, &count));
	assert_int_equal(count, 1);
	paper = o[0].value;
	refused(TRY(LEAD(s), -1, "paper_serve", "paper", paper, "method", "direct", "served_on", story_day(A, D, 0),
	    "recipient", "王某"), "party: required");
	refused(TRY(LEAD(s), -1, "paper_serve", "paper", paper, "party", story_ref(A, party[0]), "method", "direct",
	    "served_on", story_day(A, D, -1), "recipient", "王某"), "served_on: before_day");
	DO(LEAD(s), -1, "paper_serve", "paper", paper, "party", story_ref(A, party[0]), "method", "direct",
	    "served_on", story_day(A, D, 0), "recipient", "王某");
	first = TEXT(s, "select name as t from xz.caseflow_party where case_id = $1 order by id limit 1");
	assert_string_equal(TEXT(s, SERVED), arena_printf(A, "paper measure service_receipt %s", first));
	assert_string_equal(TEXT(s, RECEIPT("-> 'parties' -> 0 ->> 'name'")), first);
	assert_string_equal(TEXT(s, RECEIPT("-> 'parties' -> 1 ->> 'name'")), "");
	whole_receipt(s, 7);
	refused(TRY(LEAD(s), -1, "paper_serve", "paper", paper, "party", story_ref(A, party[0]), "method", "direct",
	    "served_on", story_day(A, D, 0), "recipient", "王某"), "paper_served");
	DO(LEAD(s), -1, "paper_serve", "paper", paper, "party", story_ref(A, party[1]), "method", "direct",
	    "served_on", story_day(A, D, 0), "recipient", "李某");
	refused(TRY(LEAD(s), -1, "paper_serve", "paper", paper, "party", story_ref(A, party[1]), "method", "direct",
	    "served_on", story_day(A, D, 0), "recipient", "李某"), "guard_paper_unserved");
}

/* Consent holds for what is served at the door only where the party has one. */
static void
test_electronic_service_needs_consent(void **state)
{
	struct story *s = filed(1, false);
	const struct option *o;
	struct ref *party;
	size_t n;
	int parties;

	(void)state;
	must(caseflow_party_refs(A, D->db, s->case_id, &party, &parties));
	DO(LEAD(s), -1, "order_correct", "party", story_ref(A, party[0]), "demand", "立即停止。", "basis",
	    "行政处罚法第二十八条", "due_on", story_day(A, D, 15));
	must(story_options(A, D, s, LEAD(s), -1, "paper_serve", "paper", &o, &n));
	refused(TRY(LEAD(s), -1, "paper_serve", "paper", o[0].value, "method", "electronic", "served_on",
	    story_day(A, D, 0)), "method: no_consent");
	CHANGE(s, "update xz.caseflow_party set electronic_consent = true, electronic_channel = 'door'"
	    " where case_id = $1");
	refused(TRY(LEAD(s), -1, "paper_serve", "paper", o[0].value, "method", "electronic", "served_on",
	    story_day(A, D, 0)), "method: no_door_yet");
	CHANGE(s, "update xz.caseflow_party set electronic_channel = 'other' where case_id = $1");
	DO(LEAD(s), -1, "paper_serve", "paper", o[0].value, "method", "electronic", "served_on", story_day(A, D, 0));
}

/* A hearing whose notice was served before there was a step for it is held as it was set. */
static void
test_a_hearing_notified_before_goes_on(void **state)
{
	static const story_fn steps[] = { step_notice, step_hearing_ask, step_hearing_chair, step_hearing_hand };
	struct story *s = filed(0, false);
	size_t i;

	(void)state;
	reported(s, -1, "200000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	go(s, step_hearing_set, 0);
	CHANGE(s, "delete from xz.caseflow_service where case_id = $1 and what = 'hearing'");
	go(s, step_hearing_hold, 10);
	assert_string_equal(track_state(s, 0), "hearing_held");
}

/* 市场监督管理行政处罚信息公示规定 7, 8. */
static void
test_nothing_is_published_before_it_is_served(void **state)
{
	static const story_fn steps[] = { step_notice, step_waive, step_defence, step_decide };
	struct story *s = filed(0, false);
	size_t i;

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	assert_int_equal(step_publish(A, D, s), ERR_STATE);
	assert_non_null(strstr(err_last(), "publish_unserved"));
	go(s, step_serve, 1);
	go(s, step_publish, 0);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.disclosure_public p join xz.caseflow_decision d"
	    " on d.ref = p.decision_ref join xz.caseflow_track k on k.id = d.track_id where k.case_id = $1"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_notice_is_made_then_served),
	    cmocka_unit_test(test_a_case_goes_back_before_its_notice_is_served),
	    cmocka_unit_test(test_a_receipt_says_how), cmocka_unit_test(test_decision_and_demand_are_served),
	    cmocka_unit_test(test_other_papers_are_served), cmocka_unit_test(test_electronic_service_needs_consent),
	    cmocka_unit_test(test_a_hearing_notified_before_goes_on),
	    cmocka_unit_test(test_nothing_is_published_before_it_is_served) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
