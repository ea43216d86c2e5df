/* test_fair.c - who may handle a case: recusal that a party asks for, whose it is, in whose name.
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

/* The option of a ref field whose label has the word. */
static const char *
labelled(struct story *s, int64_t account, const char *action, const char *field, const char *word)
{
	const struct option *o;
	size_t i, n;

	must(story_options(A, D, s, account, -1, action, field, &o, &n));
	for (i = 0; i < n; i++)
		if (strstr(o[i].label_zh, word) != NULL)
			return o[i].value;
	fail_msg("%s.%s has no option with %s", action, field, word);
	return NULL;
}

static const char *
name_of(int64_t account)
{
	struct db_row r;

	must(DB_ONE(A, D->db, &r, "select display_name from xz.people_account where id = $1", DB_I64(account)));
	return row_text(r, "display_name");
}

static void
ask(struct story *s, int64_t against)
{
	DO(LEAD(s), -1, "recusal_note", "against", labelled(s, LEAD(s), "recusal_note", "against", name_of(against)),
	    "asked_on", story_day(A, D, 0), "by_whom", "当事人", "reason", "与竞争对手有亲属关系。");
}

static enum err
decide(struct story *s, int64_t who, int64_t against, const char *verdict, const char *discussed, const char *present)
{
	return TRY(who, -1, "recusal_decide", "recusal_of",
	    labelled(s, who, "recusal_decide", "recusal_of", name_of(against)), "verdict", verdict, "words",
	    "经审查作出决定。", "discussed_on", discussed, "present", present);
}

static int64_t
waiting(struct story *s)
{
	return NUMBER(s, "select count(*) as n from xz.people_task where subject_kind = 'case' and subject_id = $1"
	    " and kind = 'recusal_decide' and done_at is null");
}

/* 行政处罚法 43: the head decides, with a paper; until then the investigation goes on. */
static void
test_recusal_is_decided_by_the_head(void **state)
{
	struct story *s = filed(0, false);
	int64_t second = s->unit->officer[1], head = s->agency->head;

	(void)state;
	refused(TRY(LEAD(s), -1, "recusal_note", "against", labelled(s, LEAD(s), "recusal_note", "against",
	    name_of(second)), "asked_on", "2020-01-01", "by_whom", "当事人", "reason", "有亲属关系。"),
	    "asked_on: before_day");
	ask(s, second);
	assert_int_equal(waiting(s), 1);
	refused(TRY(LEAD(s), -1, "recusal_note", "against", labelled(s, LEAD(s), "recusal_note", "against",
	    name_of(second)), "asked_on", story_day(A, D, 0), "by_whom", "当事人", "reason", "有亲属关系。"),
	    "against: recusal_waits");
	go(s, step_onsite, 0);		/* work goes on */
	must(decide(s, head, second, "refused", NULL, NULL));
	assert_int_equal(waiting(s), 0);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.record_document where subject_kind = 'case'"
	    " and subject_id = $1 and type = 'recusal_decision' and number is not null"), 1);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.caseflow_officer where case_id = $1"
	    " and role <> 'verifier' and state = 'accepted'"), 2);
	ask(s, second);
	must(decide(s, head, second, "granted", NULL, NULL));
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.caseflow_officer where case_id = $1"
	    " and role <> 'verifier' and state = 'accepted'"), 1);
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.caseflow_officer where case_id = $1"
	    " and role <> 'verifier' and state = 'recused'"), 1);
	/* one officer is no team: another is named, and not the same again */
	refused(TRY(s->unit->head, -1, "assign_officers", "lead", story_ref(A, s->unit->officer_ref[0]), "assist",
	    story_ref(A, s->unit->officer_ref[1])), "recused");
}

/* 程序规定 4, 生态办法 6, 应急办法 17: on a head the leaders decide together, nobody on himself. */
static void
test_nobody_decides_on_himself(void **state)
{
	struct story *s = filed(0, false);
	int64_t head = s->agency->head;

	(void)state;
	ask(s, head);
	assert_int_not_equal(decide(s, head, head, "refused", story_day(A, D, 0), "负责人三人"), OK);
	assert_non_null(strstr(D->first_failure, "recusal_own"));
	assert_int_not_equal(decide(s, head, head, "refused", NULL, NULL), OK);
	assert_non_null(strstr(D->first_failure, "recusal_of_head"));
	D->first_failure = NULL;
	/* whom it was granted against decides nothing in this case */
	CHANGE(s, "update xz.caseflow_recusal set granted = true, decided_on = xz.today() where case_id = $1");
	must(try_report(s, -1, "3000", NULL, NULL, NULL));
	must(story_approve(A, D, s));
	go(s, step_review_agree, 1);
	wait_days(0);
	assert_int_not_equal(step_approve(A, D, s), OK);
	assert_non_null(strstr(D->first_failure, "recused_of_case"));
	D->first_failure = NULL;
}

static struct story *
verified(int agency, const char *channel)
{
	static const story_fn steps[] = { step_register_clue, step_assign_clue, step_verify_clue };
	struct story *s = opened(agency, false, false);
	size_t i;

	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 0);
	CHANGE(s, "update xz.caseflow_clue set channel = $2 where case_id = $1", DB_TEXT(channel));
	wait_days(0);
	return s;
}

#define SEND(s, by) TRY((s)->agency->head, -1, "transfer", "receiver", "衡南县市场监督管理局", "basis", \
	"行政处罚法第二十二条", "reason", "违法行为发生地不在本辖区。", "designated_by", by)

/* 程序规定 14: what came by transfer is not sent on, but by the common superior's word; other fields' rules know no
 * such thing. */
static void
test_a_transfer_is_not_sent_on(void **state)
{
	struct story *s = verified(0, "transfer");

	(void)state;
	refused(SEND(s, NULL), "designated_by: transferred_once");
	DO(s->agency->head, -1, "jurisdiction_ask", "superior", "湖南省市场监督管理局", "other_agency",
	    "衡南县市场监督管理局", "reason", "对移送的管辖权有异议。");
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.record_document where subject_kind = 'case'"
	    " and subject_id = $1 and type = 'jurisdiction_request' and number is not null"), 1);
	must(SEND(s, "湘市监辖〔2026〕1号"));
	assert_string_equal(case_state(s), "transferred");
	s = verified(0, "report");
	must(SEND(s, NULL));
	s = verified(1, "transfer");
	must(SEND(s, NULL));
}

static enum err
propose(struct story *s, const char *region, const char *by)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, s->unit->head, -1, "propose_filing", "cause", &o, &n));
	return TRY(s->unit->head, -1, "propose_filing", "proposal", "file", "cause", o[0].value, "act_from",
	    "2026-02-02", "act_to", "2026-02-03", "act_region", region, "place_of_act", "经营场所", "reason",
	    "符合立案条件。", "designated_by", by);
}

/* 行政处罚法 22, 25: the region of the act is a code that there is, and the agency's own or one it was named for. */
static void
test_the_region_is_the_agencys(void **state)
{
	struct story *s = verified(0, "report");

	(void)state;
	refused(propose(s, "430499", NULL), "act_region: unknown_region");
	refused(propose(s, "衡阳市辖区", NULL), "act_region");
	refused(propose(s, "110000", NULL), "act_region: region_elsewhere");
	refused(propose(s, "430300", NULL), "act_region: region_elsewhere");
	must(propose(s, "430408", NULL));
	assert_int_equal(NUMBER(s, "select act_region::bigint as n from xz.caseflow_case where id = $1"), 430408);
	s = verified(0, "report");
	must(propose(s, "430300", "湘市监辖〔2026〕2号"));
}

/* 行政处罚法 20: a commissioned organisation acts in the name of who commissioned it, by a letter in force. */
static void
test_in_the_commissioners_name(void **state)
{
	struct story *s = verified(0, "report");
	struct db_row r;

	(void)state;
	must(propose(s, "430400", NULL));
	CHANGE(s, "update xz.people_agency set kind = 'delegated' where id = (select agency_id from xz.caseflow_case"
	    " where id = $1)");
	wait_days(0);
	assert_int_not_equal(step_decide_file(A, D, s), OK);
	assert_non_null(strstr(D->first_failure, "guard_jurisdiction"));
	D->first_failure = NULL;
	CHANGE(s, "insert into xz.people_delegation (from_agency, to_agency, matters, from_day, letter_no,"
	    " published_on) select (select id from xz.people_agency where code = 'hj'), agency_id, '行政处罚',"
	    " '2026-01-01', '委〔2026〕1号', '2026-01-05' from xz.caseflow_case where id = $1");
	go(s, step_decide_file, 0);
	must(DB_ONE(A, D->db, &r, "select data::jsonb ->> 'agency' as agency, data::jsonb ->> 'commissioned' as by_whom"
	    " from xz.record_document where subject_kind = 'case' and subject_id = $1 and type = 'filing_approval'",
	    DB_I64(s->case_id)));
	assert_string_equal(row_text(r, "agency"), "衡阳市生态环境局");
	assert_string_equal(row_text(r, "by_whom"), "衡阳市市场监督管理局");
	CHANGE(s, "update xz.people_agency set kind = 'organ' where id = (select agency_id from xz.caseflow_case"
	    " where id = $1)");
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_recusal_is_decided_by_the_head),
	    TEST(test_nobody_decides_on_himself), TEST(test_a_transfer_is_not_sent_on),
	    TEST(test_the_region_is_the_agencys), TEST(test_in_the_commissioners_name) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
