/* test_measure_test.c - the time of a test is told in writing and not counted for sealing and seizure; what runs over
 * is (行政强制法 25).  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#define DUE(s) NUMBER(s, "select extract(epoch from k.due_at)::bigint / 86400 as n from xz.calendar_clock k" \
    " join xz.caseflow_measure q on q.id = k.subject_id where k.subject_kind = 'measure' and q.case_id = $1" \
    " and k.rule = 'measure.term' and k.state = 'open'")

#define OPEN_TEST(s) NUMBER(s, "select count(*) as n from xz.calendar_clock where subject_kind = 'case'" \
    " and subject_id = $1 and rule = 'measure.test' and state = 'open'")

static int
begin(void **state)
{
	(void)state;
	D->now = 0;
	must(demo_clock(D, time_of_day(day_of(2026, 3, 2), 10, 0)));
	return 0;
}

static enum err
test_begins(struct story *s, int from, int until)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), -1, "measure_test", "measure", &o, &n));
	assert_int_equal(n, 1);
	return TRY(LEAD(s), -1, "measure_test", "measure", o[0].value, "test_kind", "examination", "body",
	    "市检验检测中心", "from_day", story_day(A, D, from), "until_day", story_day(A, D, until), "told_on",
	    story_day(A, D, 0),
	    "recipient", "谢春林");
}

static enum err
test_ends(struct story *s, int day)
{
	const struct option *o;
	size_t n;

	must(story_options(A, D, s, LEAD(s), -1, "measure_test_end", "test_of", &o, &n));
	assert_int_equal(n, 1);
	return TRY(LEAD(s), -1, "measure_test_end", "test_of", o[0].value, "ended_on", story_day(A, D, day), "result",
	    "不合格", "told_on", story_day(A, D, 0), "recipient", "谢春林");
}

static void
test_the_time_told_does_not_count(void **state)
{
	struct story *s = filed(0, false);
	int64_t due;

	(void)state;
	go(s, step_preserve, 0);	/* what is preserved is no choice */
	go(s, step_seize, 0);
	wait_days(1);
	due = DUE(s);
	refused(test_begins(s, -30, 10), "from_day: before_day");
	refused(test_begins(s, 0, -1), "until_day: before_day");
	must(test_begins(s, 0, 14));
	assert_int_equal(OPEN_TEST(s), 1);
	refused(test_begins(s, 0, 14), "measure: tested_already");
	wait_days(3);
	refused(test_ends(s, -20), "ended_on: before_day");
	must(test_ends(s, 0));
	assert_int_equal(OPEN_TEST(s), 0);
	assert_in_range(DUE(s) - due, 4, 9);	/* and on to a working day */
	assert_int_equal(NUMBER(s, "select count(*) as n from xz.record_document where subject_kind = 'case'"
	    " and subject_id = $1 and type in ('test_notice', 'test_result') and state <> 'void'"), 2);
}

static void
test_what_runs_over_is_counted(void **state)
{
	struct story *s = filed(0, false);
	int64_t due;

	(void)state;
	go(s, step_seize, 0);
	wait_days(1);
	due = DUE(s);
	must(test_begins(s, 0, 2));
	wait_days(8);
	must(test_ends(s, 0));
	assert_in_range(DUE(s) - due, 3, 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_setup(test_the_time_told_does_not_count, begin),
	    cmocka_unit_test_setup(test_what_runs_over_is_counted, begin) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
