/* test_law_terms.c - limitation, grounds for closing and cash: what the acts refuse and say.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

static int
begin_on(int32_t day)
{
	D->now = 0;
	must(demo_clock(D, time_of_day(day, 10, 0)));
	return 0;
}

/* The Ecology Code and the rules of all five fields are in force. */
static int
begin(void **state)
{
	(void)state;
	return begin_on(day_of(2026, 9, 1));
}

/* Half a year on is within the years the store has. */
static int
begin_early(void **state)
{
	(void)state;
	return begin_on(day_of(2024, 6, 3));
}

static const char *
text(int32_t day)
{
	char t[DAY_TEXT_SIZE];

	day_text(day, t);
	return arena_strdup(A, t);
}

/* ---- limitation: 行政处罚法 36, 生态环境法典 1054 */

static enum err
propose(struct story *s, const char *cause, const char *harm, const char *from, const char *to)
{
	return TRY(s->unit->head, -1, "propose_filing", "proposal", "file", "cause", cause, "act_from", from,
	    "act_to", to, "harm", harm, "place_of_act", "经营场所", "reason", "符合立案条件。");
}

/* The clue comes on 2026-09-01; it is proposed for filing five working days later, which makes no difference. */
static void
test_limitation_to_the_day_of_the_clue(void **state)
{
	static const struct {
		int agency;		/* 0 market, 1 environment */
		const char *harm, *from, *to, *refused;
	} rows[] = {
		{ 0, NULL, "2024-08-31", NULL, "act_to: limitation 2026-08-31" },
		{ 0, NULL, "2024-09-01", NULL, NULL },
		/* continued: from its end */
		{ 0, NULL, "2020-01-01", "2024-09-01", NULL },
		{ 0, NULL, "2020-01-01", "2024-08-31", "act_to: limitation 2026-08-31" },
		/* five years, for what ended under the law of 2021 */
		{ 0, "life", "2021-09-01", NULL, NULL },
		{ 0, "life", "2021-08-31", NULL, "act_to: limitation 2026-08-31" },
		{ 0, "finance", "2021-07-14", NULL, "act_to: limitation 2023-07-14" },
		/* 1054 is the environment's, and has no effect on what ended before 2026-08-15 (1057) */
		{ 0, "pollution", "2026-08-20", NULL, "harm: harm_not_of_field" },
		{ 1, "pollution", "2026-08-20", NULL, NULL },
		{ 1, "pollution", "2024-08-31", NULL, "act_to: limitation 2026-08-31" },
		{ 1, "pollution", "2024-08-31", "2026-08-15", NULL },
		{ 1, "life", "2021-09-01", NULL, NULL },
	};
	static const story_fn steps[] = { step_register_clue, step_assign_clue, step_verify_clue };
	const struct option *o;
	struct story *s;
	size_t i, j, n;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)begin_on(day_of(2026, 9, 1));
		s = ARENA_NEW(A, struct story);
		*s = (struct story){ .name = "test", .agency = &D->agency[rows[i].agency],
		    .unit = &D->agency[rows[i].agency].unit[0] };
		must(demo_party_new(A, D, false, &s->party));
		for (j = 0; j < sizeof(steps) / sizeof(*steps); j++)
			go(s, steps[j], 0);
		assert_string_equal(text(time_day(D->now)), "2026-09-01");
		wait_days(5);
		must(story_options(A, D, s, s->unit->head, -1, "propose_filing", "cause", &o, &n));
		if (rows[i].refused != NULL)
			refused(propose(s, o[0].value, rows[i].harm, rows[i].from, rows[i].to), rows[i].refused);
		else
			must(propose(s, o[0].value, rows[i].harm, rows[i].from, rows[i].to));
	}
}

/* ---- closing */

static struct story *
unpaid(int agency)
{
	static const story_fn steps[] = { step_notice, step_waive, step_defence, step_decide, step_serve,
	    step_publish };
	struct story *s = filed(agency, false);
	size_t i;

	reported(s, -1, "3000", NULL, NULL, NULL);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 1);
	return s;
}

/* The grounds a form offers are those of the field's own rule, each with its article. */
static void
test_grounds_are_the_fields_own(void **state)
{
	static const char *const want[] = {
		"executed court terminated no_penalty revoked other",			/* 程序规定 77 */
		"executed court_accepted no_penalty terminated transfer revoked other",	/* 生态办法 77 */
		"executed court_accepted no_penalty terminated revoked other",		/* 安全生产办法 54 */
		/* 交通 122 */
		"no_penalty executed transfer unenforceable revoked terminated other court_accepted",
		"executed court terminated no_penalty revoked other",		/* 行政处罚法: none of its own */
	};
	const struct option *o;
	struct story *s;
	size_t i, j, n;

	(void)state;
	for (i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct str got;

		str_init(&got, A);
		s = unpaid((int)i);
		must(story_options(A, D, s, LEAD(s), 0, "close", "ground", &o, &n));
		for (j = 0; j < n; j++)
			str_printf(&got, "%s%s", j > 0 ? " " : "", o[j].value);
		assert_string_equal(got.s, want[i]);
	}
}

static enum err
close_by_court(struct story *s, const char *ground, const char *number, int32_t day)
{
	return TRY(LEAD(s), 0, "close", "ground", ground, "execution", "由人民法院处理。", "ruling_no", number,
	    "ruling_on", text(day));
}

/* An application alone is not carried out; the ruling's number closes it. */
static void
test_a_court_that_was_asked_has_carried_out_nothing(void **state)
{
	struct story *s = unpaid(0);
	int32_t asked;

	(void)state;
	refused(close_by_court(s, "court", "（2026）湘0408行审9号", time_day(D->now)), "ground: court_not_asked");
	go(s, step_demand, 20);
	go(s, step_court, 122);
	asked = time_day(D->now);
	wait_days(2);
	refused(TRY(LEAD(s), 0, "executed", "executed_on", story_day(A, D, 0), "how", "已申请法院。"),
	    "guard_fine_settled");
	refused(TRY(LEAD(s), 0, "close", "ground", "executed", "execution", "已申请法院。"),
	    "ground: guard_not_executed");
	refused(close_by_court(s, "court", NULL, time_day(D->now)), "ruling_no: ruling_needed");
	refused(close_by_court(s, "court", "（2026）湘0408行审9号", asked - 1), "ruling_on: before");
	must(close_by_court(s, "court", "（2026）湘0408行审9号", time_day(D->now)));
	must(story_approve(A, D, s));
	assert_string_equal(case_state(s), "closed");
}

/* 程序规定 77(3): an investigation that was ended is closed with the head's approval, and archived. */
static void
test_an_ended_investigation_closes(void **state)
{
	struct story *s = filed(0, false);

	(void)state;
	assert_int_not_equal(TRY(LEAD(s), -1, "close_terminated", "ground", "terminated", "execution", "终止。"), OK);
	go(s, step_terminate, 1);
	refused(TRY(LEAD(s), -1, "close_terminated", "ground", "executed", "execution", "终止调查。"),
	    "ground: ground_mismatch");
	DO(LEAD(s), -1, "close_terminated", "ground", "terminated", "execution", "终止调查，物品已退还。");
	must(story_approve(A, D, s));
	assert_string_equal(case_state(s), "closed");
	go(s, step_archive, 1);
	assert_string_equal(case_state(s), "archived");
}

/* 行政处罚法 72(1): 3 % a day of 3000 yuan from the day after the fifteenth. */
static void
test_an_unpaid_surcharge_is_spoken_of(void **state)
{
	struct story *s = unpaid(0);
	char sum[32];
	int32_t due;

	(void)state;
	due = (int32_t)NUMBER(s, "select d.pay_due - date '1970-01-01' as n from xz.caseflow_decision d"
	    " join xz.caseflow_track k on k.id = d.track_id where k.case_id = $1");
	must(demo_clock(D, time_of_day(due + 4, 9, 0)));
	go(s, step_pay_all, 0);
	(void)snprintf(sum, sizeof(sum), "surcharge_unpaid %d.00", 4 * 90);
	wait_days(2);
	refused(TRY(LEAD(s), 0, "executed", "executed_on", story_day(A, D, 0), "how", "罚款已缴清。"), sum);
	DO(LEAD(s), 0, "executed", "executed_on", story_day(A, D, 0), "how", "罚款已缴清。", "surcharge_left",
	    "not_imposed");
	go(s, step_close_case, 1);
	assert_string_equal(case_state(s), "closed");
}

/* ---- cash: 行政处罚法 68-71 */

static enum err
on_the_spot(struct story *s, const char *yuan, const char *reason, const char *asked, const char *water,
    const char *landed)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), -1, "summary_decide", "cause", &o, &n));
	return TRY(LEAD(s), -1, "summary_decide", "subject", story_ref(A, s->party.subject), "acted_at",
	    story_time(A, D, 60), "place", "湘江水上", "cause", o[0].value, "facts", "当事人的违法事实确凿。",
	    "evidence", "现场照片两张", "basis", "《中华人民共和国行政处罚法》第五十一条", "certificates_shown", "1",
	    "rights_told", "1", "penalty", "fine", "amount", yuan, "collect", "on_site", "receipt_no", "湘票0001",
	    "cash_reason", reason, "party_asked", asked, "on_water", water, "landed_on", landed, "handed", "signed",
	    "second", SECOND(s));
}

/* The last day of a term that runs; NULL: none. */
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

static void
test_when_cash_may_be_taken(void **state)
{
	static const struct {
		const char *yuan, *reason, *asked, *water, *landed, *refused;
	} rows[] = {
		{ "100", NULL, NULL, NULL, NULL, "cash_reason: required" },
		{ "100", "small", NULL, NULL, NULL, NULL },
		{ "100.01", "small", NULL, NULL, NULL, "collect: above_cash 100" },
		{ "100.01", NULL, NULL, NULL, NULL, "collect: above_cash 100" },
		{ "1000", "later_hard", NULL, NULL, NULL, NULL },
		{ "1000", "remote", NULL, NULL, NULL, "party_asked: party_must_ask" },
		{ "1000", "remote", "1", NULL, NULL, NULL },
		{ "100", "small", NULL, NULL, "2024-06-06", "landed_on: not_on_water" },
	};
	struct story *s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		enum err e;

		(void)begin_on(day_of(2024, 6, 6));
		s = opened(3, false, false);
		e = on_the_spot(s, rows[i].yuan, rows[i].reason, rows[i].asked, rows[i].water, rows[i].landed);
		if (rows[i].refused != NULL)
			refused(e, rows[i].refused);
		else
			must(e);
	}
}

/* Thursday 2024-06-06: two working days are Friday and, the Dragon Boat Festival's Monday left out, Tuesday; then the
 * agency's two from the day it has the money. */
static void
test_two_days_and_two(void **state)
{
	struct story *s = opened(3, false, false);

	(void)state;
	must(demo_clock(D, time_of_day(day_of(2024, 6, 6), 15, 0)));
	must(on_the_spot(s, "100", "small", NULL, NULL, NULL));
	assert_string_equal(due(s, "cash.hand_in"), "2024-06-11");
	refused(TRY(LEAD(s), 0, "cash_landed", "landed_on", "2024-06-06"), "guard_cash_at_sea");
	refused(TRY(LEAD(s), 0, "cash_banked", "banked_on", "2024-06-06", "slip_no", "2024-0001"),
	    "guard_cash_at_agency");
	must(demo_clock(D, time_of_day(day_of(2024, 6, 11), 9, 0)));
	refused(TRY(LEAD(s), 0, "cash_hand_in", "brought_on", "2024-06-05", "taken_by", "财务科"),
	    "brought_on: before");
	DO(LEAD(s), 0, "cash_hand_in", "brought_on", "2024-06-11", "taken_by", "财务科");
	assert_string_equal(due(s, "cash.hand_in"), "");
	assert_string_equal(due(s, "cash.bank"), "2024-06-13");
	DO(LEAD(s), 0, "cash_banked", "banked_on", "2024-06-11", "slip_no", "2024-0001");
	assert_string_equal(due(s, "cash.bank"), "");
}

/* On water nothing runs before the landing. */
static void
test_on_water_from_landing(void **state)
{
	struct story *s = opened(3, false, false);

	(void)state;
	must(demo_clock(D, time_of_day(day_of(2024, 6, 6), 15, 0)));
	must(on_the_spot(s, "1000", "remote", "1", "1", NULL));
	assert_string_equal(due(s, "cash.hand_in"), "");
	refused(TRY(LEAD(s), 0, "cash_hand_in", "brought_on", "2024-06-06", "taken_by", "财务科"), "guard_cash_held");
	must(demo_clock(D, time_of_day(day_of(2024, 6, 13), 9, 0)));
	DO(LEAD(s), 0, "cash_landed", "landed_on", "2024-06-12");
	assert_string_equal(due(s, "cash.hand_in"), "2024-06-14");
}

#define TEST(name, begin) cmocka_unit_test_setup(name, begin)

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_limitation_to_the_day_of_the_clue, begin),
	    TEST(test_grounds_are_the_fields_own, begin),
	    TEST(test_a_court_that_was_asked_has_carried_out_nothing, begin_early),
	    TEST(test_an_ended_investigation_closes, begin_early),
	    TEST(test_an_unpaid_surcharge_is_spoken_of, begin_early), TEST(test_when_cash_may_be_taken, begin_early),
	    TEST(test_two_days_and_two, begin_early), TEST(test_on_water_from_landing, begin_early) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
