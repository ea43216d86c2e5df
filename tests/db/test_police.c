/* test_police.c - the way of a suspected crime to the police and back: report, decision, receipt, answer, goods, what
 * is asked again (移送规定 5-10, 12; 行政强制法 21).  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#define MARKET 0
#define ENVIRONMENT 1
#define HEAD(s) ((s)->agency->head)
#define OPEN(s, rule_) NUMBER(s, "select count(*) as n from xz.calendar_clock where subject_kind = 'case'" \
    " and subject_id = $1 and state = 'open' and rule = '" rule_ "'")
#define WORK(s, kind_, due_) NUMBER(s, "select count(*) as n from xz.people_task where subject_kind = 'case'" \
    " and subject_id = $1 and kind = '" kind_ "' and done_at is null and (clock_id is not null) = " due_)
#define PAPERS(s, type_) NUMBER(s, "select count(*) as n from xz.record_document where subject_kind = 'case'" \
    " and subject_id = $1 and type = '" type_ "' and state <> 'void'")

static int
begin(void **state)
{
	(void)state;
	D->now = 0;
	must(demo_clock(D, time_of_day(day_of(2026, 3, 2), 10, 0)));
	return 0;
}

static enum err
propose(struct story *s)
{
	return TRY(LEAD(s), -1, "police_propose", "crime", "涉嫌污染环境", "facts", "经核实，排放量超过刑事立案标准。",
	    "reason", "依法应当移送公安机关。");
}

static enum err
transfer(struct story *s)
{
	return TRY(HEAD(s), -1, "police_transfer", "receiver", "衡阳市公安局", "crime", "涉嫌污染环境", "reason",
	    "达到刑事立案标准，依法移送。", "decided_on", story_day(A, D, 0), "sent_at", story_time(A, D, 10));
}

static enum err
receipt(struct story *s, int day)
{
	return TRY(LEAD(s), -1, "police_receipt", "received_on", story_day(A, D, day), "number", "受字 1 号");
}

static enum err
answer(struct story *s, const char *action, const char *what, const char *reason)
{
	return TRY(LEAD(s), -1, action, "police_answer", what, "received_on", story_day(A, D, 0), "reason", reason);
}

static void
sent(struct story *s)
{
	must(propose(s));
	wait_days(1);
	must(transfer(s));
	wait_days(1);
	must(receipt(s, 0));
}

/* Each turn is somebody's work on the desk, by the term that runs. */
static void
test_each_turn_is_work(void **state)
{
	struct story *s = filed(MARKET, false);

	(void)state;
	assert_int_equal(WORK(s, "police_transfer", "true"), 0);
	must(propose(s));
	assert_int_equal(WORK(s, "police_transfer", "true"), 1);
	/* what was proposed stands in the form already */
	must(TRY(HEAD(s), -1, "police_transfer", "receiver", "衡阳市公安局", "sent_at", story_time(A, D, 10)));
	assert_int_equal(WORK(s, "police_transfer", "true"), 0);
	assert_int_equal(WORK(s, "police_receipt", "false"), 1);
	must(receipt(s, 0));
	assert_int_equal(WORK(s, "police_receipt", "false"), 0);
	assert_int_equal(WORK(s, "police_answer", "true"), 1);
	must(answer(s, "police_answer", "not_filed", "数额不足。"));
	assert_int_equal(WORK(s, "police_answer", "true"), 0);
	assert_int_equal(WORK(s, "police_again", "true"), 1);
}

static void
test_nothing_goes_without_a_report(void **state)
{
	struct story *s = filed(MARKET, false);

	(void)state;
	refused(transfer(s), "guard_police_proposed");
	must(propose(s));
	assert_int_equal(OPEN(s, "transfer.police.decide"), 1);
	assert_int_equal(PAPERS(s, "police_report"), 1);
	refused(propose(s), "guard_police_none");
	refused(TRY(LEAD(s), -1, "police_refuse", "reason", "证据不足。"), "");
	DO(HEAD(s), -1, "police_refuse", "reason", "尚不足以认定涉嫌犯罪。");
	assert_int_equal(OPEN(s, "transfer.police.decide"), 0);
	refused(transfer(s), "guard_police_proposed");
	assert_string_equal(case_state(s), "investigating");
	must(propose(s));
}

/* Filed: the goods go in three days, with a list; the party is told. */
static void
test_goods_go_when_the_police_file(void **state)
{
	struct story *s = filed(MARKET, false);

	(void)state;
	go(s, step_seize, 0);
	must(propose(s));
	wait_days(1);
	must(transfer(s));
	assert_int_equal(OPEN(s, "transfer.police.decide"), 0);
	refused(receipt(s, -10), "received_on: before_day");
	wait_days(1);
	must(receipt(s, 0));
	assert_int_equal(OPEN(s, "transfer.police.answer"), 1);
	refused(receipt(s, 0), "guard_police_sent");
	refused(TRY(LEAD(s), -1, "police_goods", "handed_on", story_day(A, D, 0), "place", "本机关仓库",
	    "receiver_person", "王警官"), "guard_police_goods_wait");
	wait_days(1);
	must(answer(s, "police_answer", "filed", NULL));
	assert_int_equal(OPEN(s, "transfer.police.answer"), 0);
	assert_int_equal(OPEN(s, "transfer.police.goods"), 1);
	DO(LEAD(s), -1, "police_goods", "handed_on", story_day(A, D, 0), "place", "本机关仓库", "receiver_person",
	    "王警官");
	assert_int_equal(OPEN(s, "transfer.police.goods"), 0);
	assert_int_equal(NUMBER(s, "select jsonb_array_length(data::jsonb -> 'measures' -> 0 -> 'goods') as n"
	    " from xz.record_document where subject_kind = 'case' and subject_id = $1"
	    " and type = 'police_goods'") > 0, 1);
	DO(LEAD(s), -1, "police_goods_told", "receiver", "衡阳市公安局", "told_on", story_day(A, D, 0), "recipient",
	    "谢春林");
	assert_int_equal(PAPERS(s, "police_goods_told"), 1);
	refused(TRY(LEAD(s), -1, "police_goods_told", "receiver", "衡阳市公安局", "told_on", story_day(A, D, 0),
	    "recipient", "谢春林"), "guard_police_party_untold");
}

static void
test_what_is_not_filed_is_asked_again(void **state)
{
	struct story *s = filed(MARKET, false);

	(void)state;
	sent(s);
	refused(answer(s, "police_answer", "not_filed", NULL), "reason: required");
	refused(TRY(HEAD(s), -1, "police_again", "asked_on", story_day(A, D, 0), "reason", "应当立案追诉。"),
	    "guard_police_refused");
	must(answer(s, "police_answer", "not_filed", "情节显著轻微"));
	assert_int_equal(OPEN(s, "transfer.police.reconsider"), 1);
	DO(HEAD(s), -1, "police_again", "asked_on", story_day(A, D, 0), "reason", "应当立案追诉，理由如下。");
	assert_int_equal(OPEN(s, "transfer.police.reconsider"), 0);
	assert_int_equal(OPEN(s, "transfer.police.again"), 1);
	wait_days(1);
	must(answer(s, "police_again_answer", "not_filed", "维持原决定"));
	assert_int_equal(OPEN(s, "transfer.police.again"), 0);
	DO(HEAD(s), -1, "police_procurator", "body", "衡阳市人民检察院", "asked_on", story_day(A, D, 0), "reason",
	    "公安机关应当立案而不立案。");
	assert_int_equal(PAPERS(s, "police_again") + PAPERS(s, "police_procurator"), 2);
	DO(HEAD(s), -1, "police_returned", "received_on", story_day(A, D, 0), "reason", "不予立案，退回处理。");
	assert_int_equal(OPEN(s, "case.decide"), 1);
	/* and may be sent once more */
	must(propose(s));
}

/* 生态环境行政处罚办法 54: the time at the police is not counted, and no new term begins; elsewhere one does. */
static void
test_the_time_at_the_police(void **state)
{
	static const int agency[] = { ENVIRONMENT, MARKET };
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct story *s = filed(agency[i], false);
		int64_t first = NUMBER(s, "select id as n from xz.calendar_clock where subject_kind = 'case'"
		    " and subject_id = $1 and rule = 'case.decide'"), due, later;
		int32_t away;

		due = NUMBER(s, "select extract(epoch from due_at)::bigint / 86400 as n from xz.calendar_clock"
		    " where subject_kind = 'case' and subject_id = $1 and rule = 'case.decide'");
		sent(s);
		away = time_day(D->now);
		wait_days(10);
		DO(HEAD(s), -1, "police_returned", "received_on", story_day(A, D, 0), "reason", "不予立案，退回处理。");
		assert_int_equal(OPEN(s, "transfer.police.answer"), 0);
		assert_int_equal(OPEN(s, "case.decide"), 1);
		assert_int_equal(NUMBER(s, "select id as n from xz.calendar_clock where subject_kind = 'case'"
		    " and subject_id = $1 and rule = 'case.decide' and state = 'open'") == first,
		    agency[i] == ENVIRONMENT);
		later = NUMBER(s, "select extract(epoch from due_at)::bigint / 86400 as n from xz.calendar_clock"
		    " where subject_kind = 'case' and subject_id = $1 and rule = 'case.decide' and state = 'open'");
		assert_true(later > due);
		if (agency[i] == ENVIRONMENT)
			assert_true(later - due <= time_day(D->now) - away + 8);
	}
}

/* From the verified clue on, by those who verified it; what comes back is a clue again, with a term. */
static void
test_a_verified_clue_may_go(void **state)
{
	struct story *s = opened(MARKET, false, false);

	(void)state;
	go(s, step_register_clue, 0);
	go(s, step_assign_clue, 0);
	refused(propose(s), "guard_police_ripe");
	go(s, step_verify_clue, 0);
	must(propose(s));
	assert_int_equal(WORK(s, "police_transfer", "true"), 1);
	wait_days(1);
	must(transfer(s));
	assert_string_equal(case_state(s), "police");
	assert_int_equal(OPEN(s, "clue.verify"), 0);
	assert_int_equal(WORK(s, "police_receipt", "false"), 2);
	wait_days(1);
	must(receipt(s, 0));
	must(answer(s, "police_answer", "not_filed", "数额不足。"));
	DO(HEAD(s), -1, "police_returned", "received_on", story_day(A, D, 0), "reason", "不构成犯罪，退回。");
	assert_string_equal(case_state(s), "clue_verified");
	assert_int_equal(OPEN(s, "clue.verify"), 1);
	go(s, step_propose_filing, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_setup(test_nothing_goes_without_a_report, begin),
	    cmocka_unit_test_setup(test_each_turn_is_work, begin),
	    cmocka_unit_test_setup(test_goods_go_when_the_police_file, begin),
	    cmocka_unit_test_setup(test_what_is_not_filed_is_asked_again, begin),
	    cmocka_unit_test_setup(test_the_time_at_the_police, begin),
	    cmocka_unit_test_setup(test_a_verified_clue_may_go, begin) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
