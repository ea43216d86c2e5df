/* test_day.c - dates and instants without time zone data: every day of three
 * centuries, and the texts that are no date. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/clock.h"
#include "lib/base/day.h"

static bool
leap(int y)
{
	return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

/* A calendar counted day by day agrees with the formulas. */
static void
test_day_every_day(void **state)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t day = -25567, parsed;
	int y, m, d, y2, m2, d2, weekday = 1;	/* 1900-01-01 was a Monday */
	char text[DAY_TEXT_SIZE], want[DAY_TEXT_SIZE];

	(void)state;
	for (y = 1900; y <= 2199; y++) {
		for (m = 1; m <= 12; m++) {
			for (d = 1; d <= length[m - 1] + (m == 2 && leap(y)); d++, day++) {
				assert_int_equal(day_of(y, m, d), day);
				day_parts(day, &y2, &m2, &d2);
				assert_true(y2 == y && m2 == m && d2 == d);
				assert_int_equal(day_weekday(day), weekday);
				weekday = weekday % 7 + 1;
				day_text(day, text);
				(void)snprintf(want, sizeof(want), "%04u-%02u-%02u", (unsigned)y % 10000U,
				    (unsigned)m % 100U, (unsigned)d % 100U);
				assert_string_equal(text, want);
				assert_true(day_parse(text, &parsed));
				assert_int_equal(parsed, day);
			}
		}
	}
	assert_int_equal(day, 84006);
}

static void
test_day_parse_refuses(void **state)
{
	static const char *const bad[] = { "", "2026", "2026-1-01", "2026-01-1", "2026-00-01", "2026-13-01",
	    "2026-01-00", "2026-01-32", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "1899-12-31",
	    "2200-01-01", "20260101", "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-011", "2026-0a-01",
	    "-026-01-01", "2026-01-0\xef", "２０２６-01-01", "2026-01--1", "2026-01-+1", NULL };
	int32_t day = 7;
	size_t i;

	(void)state;
	for (i = 0; bad[i] != NULL; i++)
		if (day_parse(bad[i], &day))
			fail_msg("%s taken", bad[i]);
	assert_false(day_parse(NULL, &day));
	assert_int_equal(day, 7);	/* untouched */
	assert_true(day_parse("2000-02-29", &day));
	assert_true(day_parse("1970-01-01", &day));
	assert_int_equal(day, 0);
}

static void
test_day_add_months(void **state)
{
	static const struct {
		int32_t y, m, d, n, y2, m2, d2;
	} v[] = {
		{ 2026, 1, 31, 1, 2026, 2, 28 }, { 2024, 1, 31, 1, 2024, 2, 29 }, { 2026, 1, 31, 3, 2026, 4, 30 },
		{ 2026, 11, 30, 3, 2027, 2, 28 }, { 2026, 12, 31, 2, 2027, 2, 28 }, { 2026, 12, 15, 1, 2027, 1, 15 },
		{ 2026, 5, 31, 12, 2027, 5, 31 }, { 2024, 2, 29, 12, 2025, 2, 28 }, { 2024, 2, 29, 48, 2028, 2, 29 },
		{ 2026, 3, 31, -1, 2026, 2, 28 }, { 2026, 1, 15, -1, 2025, 12, 15 }, { 2026, 1, 31, -14, 2024, 11, 30 },
		{ 2026, 6, 30, 0, 2026, 6, 30 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(*v); i++)
		assert_int_equal(day_add_months(day_of(v[i].y, v[i].m, v[i].d), v[i].n),
		    day_of(v[i].y2, v[i].m2, v[i].d2));
}

static void
test_time_parse(void **state)
{
	static const struct {
		const char *text;
		int64_t us;
	} v[] = {
		{ "1970-01-01T00:00:00Z", 0 }, { "1970-01-01T08:00:00+08:00", 0 }, { "1970-01-01T08:00", 0 },
		{ "1970-01-01 08:00", 0 }, { "1970-01-01T08:00:01", SECOND_US }, { "1969-12-31T23:59:59Z", -SECOND_US },
		{ "2026-01-01T00:00:00+08:00", 1767196800LL * SECOND_US },
		    { "2025-12-31T16:00:00Z", 1767196800LL * SECOND_US },
		{ "2025-12-31T11:30:00-04:30", 1767196800LL * SECOND_US },
		{ "2001-09-09T01:46:40.5Z", 1000000000500000LL }, { "2001-09-09T01:46:40.000001Z", 1000000000000001LL },
		{ "2001-09-09 01:46:40.123456+00:00", 1000000000123456LL },
	};
	static const char *const bad[] = { "", "2026-01-01", "2026-01-01T", "2026-01-01T08", "2026-01-01T8:00",
	    "2026-01-01T24:00", "2026-01-01T23:60", "2026-01-01T23:59:60Z", "2026-02-30T00:00", "2026-01-01X00:00",
	    "2026-01-01T00:00:00z", "2026-01-01T00:00:00+8:00", "2026-01-01T00:00:00+0800", "2026-01-01T00:00:00+24:00",
	    "2026-01-01T00:00:00+08:60", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00 ", "2026-01-01T00:00:00ZZ",
	    "2026-01-01T00:00:00.12345678901234567890123456789Z", NULL };
	int64_t us = 7;
	size_t i;

	(void)state;
	for (i = 0; bad[i] != NULL; i++)
		if (time_parse(bad[i], &us))
			fail_msg("%s taken", bad[i]);
	assert_false(time_parse(NULL, &us));
	assert_int_equal(us, 7);
	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		assert_true(time_parse(v[i].text, &us));
		assert_int_equal(us, v[i].us);
	}
}

static void
test_time_text_and_parts(void **state)
{
	char text[TIME_TEXT_SIZE];
	int64_t us, back;
	int i;

	(void)state;
	time_text(0, text);
	assert_string_equal(text, "1970-01-01T08:00:00+08:00");
	time_text(-1, text);	/* before: the second it falls in */
	assert_string_equal(text, "1970-01-01T07:59:59+08:00");
	for (i = 0; i < 5000; i++) {
		us = (i - 1200) * 3456789LL * SECOND_US / 2;
		us -= us % SECOND_US;
		time_text(us, text);
		assert_true(time_parse(text, &back));
		assert_int_equal(back, us);
		assert_int_equal(time_of_day(time_day(us), 0, 0) + time_minute(us) * 60 * SECOND_US,
		    us - (us % (60 * SECOND_US) + 60 * SECOND_US) % (60 * SECOND_US));
	}
	assert_int_equal(time_day(time_of_day(20000, 0, 0)), 20000);
	assert_int_equal(time_day(time_of_day(20000, 0, 0) - 1), 19999);
	assert_int_equal(time_day(time_of_day(20000, 23, 59)), 20000);
	assert_int_equal(time_minute(time_of_day(-5, 13, 7)), 13 * 60 + 7);
}

static void
test_clock_offset(void **state)
{
	int64_t real = clock_real_now(), moved;

	(void)state;
	clock_set_offset(3 * DAY_US);
	moved = clock_now();
	assert_true(moved - real >= 3 * DAY_US && moved - real < 3 * DAY_US + 60 * SECOND_US);
	assert_true(clock_real_now() - real < 60 * SECOND_US);
	clock_set_offset(0);
	assert_true(clock_monotonic_us() <= clock_monotonic_us());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_day_every_day),
		cmocka_unit_test(test_day_parse_refuses),
		cmocka_unit_test(test_day_add_months),
		cmocka_unit_test(test_time_parse),
		cmocka_unit_test(test_time_text_and_parts),
		cmocka_unit_test(test_clock_offset),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
