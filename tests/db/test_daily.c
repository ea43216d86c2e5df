/* test_daily.c - fines by the day (生态环境法典 1060): the order says so, the re-check comes without notice, each day
 * is counted once, and what is proposed, notified and decided is the sum.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "lib/caseflow/wrong_paper.h"
#include "tests/db/play.h"

#define ENVIRONMENT 1

static int
begin(void **state)
{
	(void)state;
	D->now = 0;
	must(demo_clock(D, time_of_day(day_of(2026, 9, 1), 10, 0)));
	return 0;
}

/* Another case on the same party, before its report. */
static struct story *
again(const struct story *of)
{
	static const story_fn steps[] = { step_register_clue, step_assign_clue, step_verify_clue, step_propose_filing,
	    step_decide_file, step_name_officers, step_accept_both, step_onsite };
	struct story *s = opened(ENVIRONMENT, false, false);
	size_t i;

	s->party = of->party;
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		go(s, steps[i], 0);
	return s;
}

static const char *
party_of(struct story *s)
{
	struct ref *party;
	int n;

	must(caseflow_party_refs(A, D->db, s->case_id, &party, &n));
	return story_ref(A, party[0]);
}

static enum err
order(struct story *s, const char *daily)
{
	return TRY(LEAD(s), -1, "order_correct", "party", party_of(s), "demand", "立即停止违法排放。", "basis",
	    "《中华人民共和国生态环境法典》", "at_once", "1", "daily", daily);
}

/* Of the order that waits. */
static enum err
check(struct story *s, const char *result, const char *surprise, const char *why)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), -1, "correct_check", "correction", &o, &n));
	assert_int_equal(n, 1);
	return TRY(LEAD(s), -1, "correct_check", "correction", o[0].value, "checked_on", story_day(A, D, 0), "result",
	    result, "surprise", surprise, "openly_why", why);
}

static enum err
count(struct story *s, size_t which, size_t of)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), -1, "daily_count", "recheck", &o, &n));
	assert_int_equal(n, of);
	return TRY(LEAD(s), -1, "daily_count", "recheck", o[which].value, "ground", "continued");
}

static void
decided(struct story *s, const char *yuan)
{
	int wait;

	reported(s, -1, yuan, NULL, NULL, NULL);
	go(s, step_notice, 1);
	go(s, step_waive, 2);
	go(s, step_defence, 2);
	wait = s->again_wd;	/* a hearing may still be asked for */
	s->again_wd = 0;
	if (wait > 0)
		go(s, step_defence, wait);
	go(s, step_decide, 2);
}

#define TEXT(s, sql) __extension__ ({ struct db_row row_; must(DB_ONE(A, D->db, &row_, sql, DB_I64((s)->case_id))); \
	row_text_or(row_, "t", ""); })
#define PAPER(type, what) "select " what " as t from xz.record_document where subject_kind = 'case'" \
    " and subject_id = $1 and type = '" type "' and state <> 'void' order by id desc limit 1"
#define CLOCKS(s, state) NUMBER(s, "select count(*) as n from xz.calendar_clock where subject_kind = 'case'" \
    " and subject_id = $1 and rule = 'daily.recheck' and state = '" state "'")
#define DAYS(s) NUMBER(s, "select until_on - from_on + 1 as n from xz.caseflow_daily where case_id = $1")

static void
test_only_where_the_law_of_the_field_says_so(void **state)
{
	struct story *s = filed(0, false);

	(void)state;
	refused(order(s, "1"), "daily: daily_not_here");
	must(order(s, NULL));
	assert_int_equal(CLOCKS(s, "open"), 0);
}

static void
test_days_are_counted_once_and_decided_as_they_are(void **state)
{
	struct story *first = filed(ENVIRONMENT, false), *s, *next;
	const struct db_rows *wrong;
	int64_t days, more;

	(void)state;
	must(order(first, "1"));
	assert_string_equal(TEXT(first, PAPER("order_correct", "data::jsonb ->> 'daily'")), "true");
	assert_int_equal(CLOCKS(first, "open"), 1);
	s = again(first);
	refused(TRY(LEAD(s), -1, "daily_count", "recheck", party_of(s), "ground", "continued"),
	    "guard_daily_countable");
	wait_days(3);
	refused(check(first, "not_corrected", NULL, NULL), "openly_why: surprise_or_why");
	refused(check(first, "not_corrected", "1", "已通知"), "openly_why: surprise_and_why");
	must(check(first, "not_corrected", "1", NULL));
	assert_int_equal(CLOCKS(first, "met"), 1);
	/* nothing to multiply before there is a fine */
	refused(TRY(LEAD(s), -1, "daily_count", "recheck", party_of(s), "ground", "continued"),
	    "guard_daily_countable");
	decided(first, "5000");

	must(count(s, 0, 1));
	days = DAYS(s);
	assert_true(days >= 3);
	assert_int_equal(NUMBER(s,
	    "select (b.from_on = c.ordered_on + 1 and b.until_on = c.corrected_on)::int as n"
	    " from xz.caseflow_daily b join xz.caseflow_correction c on c.id = b.correction_id"
	    " where b.case_id = $1"), 1);
	refused(try_report(s, -1, "5000", NULL, NULL, NULL), "penalties: daily_sum");
	decided(s, arena_printf(A, "%d", (int)days * 5000));
	assert_string_equal(TEXT(s, PAPER("daily_decision", "data::jsonb -> 'daily' ->> 'days'")),
	    arena_printf(A, "%d", (int)days));
	assert_non_null(strstr(TEXT(s, PAPER("daily_decision", "number")), "按日罚"));
	must(caseflow_wrong_papers(A, D->db, 0, 10, &wrong));
	assert_int_equal(db_count(wrong), 0);
	assert_string_equal(TEXT(s, PAPER("notice", "data::jsonb -> 'daily' ->> 'source'")),
	    "生态环境法典 第一千零六十条");
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.record_document where subject_kind = 'case'"
	    " and subject_id = $1 and type = 'decision'"), 0);

	/* the next order goes on counting behind the day that was counted last */
	must(order(first, "1"));
	wait_days(2);
	must(check(first, "obstructed", NULL, "当事人要求改期"));
	next = again(first);
	must(count(next, 0, 1));
	more = DAYS(next);
	assert_int_equal(NUMBER(next, "select (b.from_on = 1 + (select max(o.until_on) from xz.caseflow_daily o"
	    " where o.decision_id = b.decision_id and o.case_id <> $1))::int as n from xz.caseflow_daily b"
	    " where b.case_id = $1"), 1);
	assert_true(more > days);
}

/* What was found corrected ends the count; what goes on later begins with its own order. */
static void
test_corrected_between_is_not_counted(void **state)
{
	struct story *first = filed(ENVIRONMENT, false), *s;

	(void)state;
	must(order(first, "1"));
	wait_days(2);
	must(check(first, "corrected", "1", NULL));
	decided(first, "3000");
	must(order(first, "1"));
	wait_days(1);
	must(check(first, "partly", "1", NULL));
	s = again(first);
	must(count(s, 0, 1));
	assert_int_equal(NUMBER(s, "select (b.from_on = c.ordered_on + 1)::int as n from xz.caseflow_daily b"
	    " join xz.caseflow_correction c on c.id = b.correction_id where b.case_id = $1"), 1);
	/* a decision that fell is no ground */
	CHANGE(first, "update xz.caseflow_decision d set revoked_on = xz.today() from xz.caseflow_track t"
	    " where t.id = d.track_id and t.case_id = $1");
	refused(TRY(LEAD(s), -1, "daily_count", "recheck", party_of(s), "ground", "continued"),
	    "guard_daily_countable");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(test_only_where_the_law_of_the_field_says_so, begin),
	    cmocka_unit_test_setup(test_days_are_counted_once_and_decided_as_they_are, begin),
	    cmocka_unit_test_setup(test_corrected_between_is_not_counted, begin) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
