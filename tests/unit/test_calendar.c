/* test_calendar.c - working days and terms: the table of cases, and properties
 * that hold for any history (I10: no stop makes a term shorter). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/reference.h"
#include "lib/calendar/term.h"
#include "lib/calendar/workday.h"

#define CASES "tests/unit/data/workday_cases.tsv"
#define CALENDAR "etc/reference/workday.csv"
#define PARTS 8

static struct arena *arena;
static struct workdays *days;

static int
load(void **state)
{
	(void)state;
	arena = arena_new("test");
	return calendar_csv_workdays(arena, CALENDAR, &days) == OK ? 0 : -1;
}

static int
unload(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Splits in place; gives the number of parts. */
static size_t
split(char *s, char sep, char *part[PARTS])
{
	size_t n = 0;

	for (;;) {
		part[n++] = s;
		s = strchr(s, sep);
		if (s == NULL || n == PARTS)
			return n;
		*s++ = '\0';
	}
}

static int32_t
day(const char *text)
{
	int32_t d;

	if (!day_parse(text, &d))
		fail_msg("day %s", text);
	return d;
}

static int64_t
instant(const char *text)
{
	int64_t t;

	if (!time_parse(text, &t))
		fail_msg("time %s", text);
	return t;
}

static struct term_span
span(char *text)
{
	struct term_span s = { .why = "" };
	char *part[PARTS];

	assert_int_equal(split(text, ' ', part), 2);
	s.n = atol(part[0]);
	assert_true(term_unit_parse(part[1], &s.unit));
	return s;
}

static const char *
day_answer(struct arena *a, int32_t d, bool provisional)
{
	char text[DAY_TEXT_SIZE];

	day_text(d, text);
	return arena_printf(a, "%s%s", text, provisional ? " provisional" : "");
}

static const char *
end_answer(struct arena *a, const struct term_end *e)
{
	char text[TIME_TEXT_SIZE];

	if (e->stopped)
		return "stopped";
	time_text(e->due, text);
	return arena_printf(a, "%.10s %.8s%s", text, text + 11, e->provisional ? " provisional" : "");
}

static const char *
term_answer(struct arena *a, char *what, const char *start, char *more)
{
	struct term_stop stops[PARTS];
	struct term_span extensions[PARTS];
	struct term t = { .span = span(what), .start = instant(start), .stops = stops,
	    .extensions = extensions };
	char *part[PARTS], *sub[PARTS];
	struct term_end e;
	size_t i, n = *more != '\0' ? split(more, ';', part) : 0;

	for (i = 0; i < n; i++) {
		if (part[i][0] == '+') {
			extensions[t.extension_n++] = span(part[i] + 1);
			continue;
		}
		assert_int_equal(split(part[i], '/', sub), 3);
		stops[t.stop_n++] = (struct term_stop){ instant(sub[0]),
		    *sub[1] != '\0' ? instant(sub[1]) : TIME_NONE, sub[2] };
	}
	assert_true(term_compute(a, days, &t, &e));
	return end_answer(a, &e);
}

static const char *
answer(struct arena *a, char **p)
{
	bool provisional = false;
	int32_t d;

	if (strcmp(p[0], "add") == 0) {
		d = workday_add(days, day(p[1]), atol(p[2]), &provisional);
		return day_answer(a, d, provisional);
	}
	if (strcmp(p[0], "count") == 0)
		return arena_printf(a, "%lld", (long long)workday_count(days, day(p[1]), day(p[2])));
	if (strcmp(p[0], "is") == 0)
		return workday_is(days, day(p[1])) ? "1" : "0";
	if (strcmp(p[0], "roll") == 0) {
		d = workday_roll(days, day(p[1]), &provisional);
		return day_answer(a, d, provisional);
	}
	assert_string_equal(p[0], "term");
	return term_answer(a, p[1], p[2], p[3]);
}

static void
test_calendar_cases(void **state)
{
	FILE *f = fopen(CASES, "r");
	int line = 0, n = 0, wrong = 0;
	char text[1000], *p[PARTS];

	(void)state;
	assert_non_null(f);
	while (fgets(text, sizeof(text), f) != NULL) {
		struct arena *a;
		const char *got;

		line++;
		if (text[0] == '#')
			continue;
		text[strcspn(text, "\n")] = '\0';
		assert_int_equal(split(text, '\t', p), 6);
		a = arena_new("case");
		got = answer(a, p);
		if (strcmp(got, p[4]) != 0) {
			print_message("# line %d: %s %s %s %s: %s, not %s (%s)\n", line, p[0], p[1], p[2], p[3],
			    got, p[4], p[5]);
			wrong++;
		}
		n++;
		arena_free(a);
	}
	(void)fclose(f);
	assert_int_equal(wrong, 0);
	assert_true(n >= 200);
}

/* A small generator of its own, so that a failure comes again. */
static uint64_t seed = 20261121;

static int64_t
any(int64_t least, int64_t most)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return least + (int64_t)((seed >> 33) % (uint64_t)(most - least + 1));
}

static struct term_span
any_span(int64_t most)
{
	enum term_unit unit = (enum term_unit)any(TERM_WORKDAYS, TERM_MONTHS);

	return (struct term_span){ any(0, unit == TERM_MONTHS ? 4 : most), unit, "x" };
}

static struct term_stop
any_stop(int64_t start)
{
	int64_t from = start + any(-10 * 1440, 120 * 1440) * 60 * SECOND_US;
	int64_t whole = any(0, 3) == 0 ? time_of_day(time_day(from), 0, 0) : from;

	return (struct term_stop){ whole, whole + any(-1440, 25 * 1440) * 60 * SECOND_US,
	    any(0, 1) == 0 ? "test" : "hearing" };
}

/* More stops, a longer stop, or an extension never bring the end nearer. */
static void
test_term_never_shorter(void **state)
{
	struct term_stop stops[6];
	struct term_span extensions[2];
	struct term_end e;
	int64_t before;
	int i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		struct arena *a = arena_new("try");
		struct term t = { .span = any_span(60),
		    .start = time_of_day((int32_t)any(day("2018-06-01"), day("2026-06-01")), (int)any(0, 23),
		    (int)any(0, 59)), .stops = stops, .extensions = extensions, .extension_n = (size_t)any(0, 2) };

		extensions[0] = any_span(30);
		extensions[1] = any_span(30);
		before = INT64_MIN;
		for (t.stop_n = 0; t.stop_n <= 5; t.stop_n++) {
			assert_true(term_compute(a, days, &t, &e));
			assert_false(e.stopped);
			assert_true(e.due >= before);
			before = e.due;
			stops[t.stop_n] = any_stop(t.start);
		}
		t.stop_n = 5;
		if (stops[2].to > stops[2].from) {
			stops[2].to += any(0, 20) * DAY_US;
			assert_true(term_compute(a, days, &t, &e));
			assert_true(e.due >= before);
			before = e.due;
		}
		if (t.extension_n < 2) {
			t.extension_n++;
			assert_true(term_compute(a, days, &t, &e));
			assert_true(e.due >= before);
		}
		arena_free(a);
	}
}

/* A term whose last day is a holiday ends on the next working day, a period on the holiday. */
static void
test_a_period_ends_on_any_day(void **state)
{
	struct arena *a = arena_new("period");
	struct term t = { .span = { 12, TERM_MONTHS, "x" }, .start = time_of_day(day_of(2024, 10, 1), 12, 0) };
	struct term_end e;

	(void)state;
	assert_true(term_compute(a, days, &t, &e));
	assert_true(time_day(e.due) > day_of(2025, 10, 1));
	t.any_day = true;
	assert_true(term_compute(a, days, &t, &e));
	assert_int_equal(time_day(e.due), day_of(2025, 10, 1));
	arena_free(a);
}

/* The order of stops, doubles of them and cuts in them say nothing. */
static void
test_term_stops_are_a_union(void **state)
{
	struct term_stop stops[3], other[6];
	struct term_end one, two;
	int i, j;

	(void)state;
	for (i = 0; i < 5000; i++) {
		struct arena *a = arena_new("try");
		struct term t = { .span = any_span(60), .start = time_of_day((int32_t)any(17000, 20000), 9, 30) };

		for (j = 0; j < 3; j++) {
			int64_t cut;

			stops[j] = any_stop(t.start);
			cut = stops[j].from + (stops[j].to - stops[j].from) / 2;
			other[5 - j] = (struct term_stop){ stops[j].from, cut, "a" };
			other[j] = (struct term_stop){ cut, stops[j].to, "b" };
		}
		t.stops = stops;
		t.stop_n = 3;
		assert_true(term_compute(a, days, &t, &one));
		t.stops = other;
		t.stop_n = 6;
		assert_true(term_compute(a, days, &t, &two));
		assert_int_equal(one.due, two.due);
		arena_free(a);
	}
}

static void
test_term_ends_on_a_working_day(void **state)
{
	struct arena *a = arena_new("test");
	struct term_end e;
	int i;

	(void)state;
	for (i = 0; i < 5000; i++) {
		struct term t = { .span = any_span(120), .start = time_of_day((int32_t)any(12500, 20400), 15, 0) };

		assert_true(term_compute(a, days, &t, &e));
		if (t.span.unit == TERM_HOURS) {
			assert_int_equal(e.due, t.start + t.span.n * HOUR_US);
			continue;
		}
		assert_true(workday_is(days, time_day(e.due)));
		assert_int_equal(time_minute(e.due), 24 * 60 - 1);
		assert_true(time_day(e.due) >= time_day(t.start));
		if (t.span.unit == TERM_WORKDAYS && t.span.n > 0)
			assert_int_equal(workday_count(days, time_day(t.start), time_day(e.due)), t.span.n);
	}
	arena_free(a);
}

static void
test_term_derivation(void **state)
{
	struct arena *a = arena_new("test");
	struct term_stop stops[] = { { instant("2026-03-09T10:00"), instant("2026-03-12T15:00"), "test" },
	    { instant("2026-03-11T08:00"), instant("2026-03-13T09:00"), "hearing" } };
	struct term_span more[] = { { 15, TERM_WORKDAYS, "complex" } };
	struct term t = { .span = { 15, TERM_WORKDAYS, "clue.verify" }, .start = instant("2026-03-02T09:00"),
	    .stops = stops, .stop_n = 2, .extensions = more, .extension_n = 1 };
	struct term_end e;

	(void)state;
	assert_true(term_compute(a, days, &t, &e));
	assert_string_equal(term_text(a, &e),
	    "start 2026-03-02 09:00:00\n"
	    "count 2026-03-03 00:00:00 - 2026-03-27 23:59:59 15 wd (clue.verify)\n"
	    "extend 2026-03-28 00:00:00 - 2026-04-20 23:59:59 15 wd (complex)\n"
	    "stop 2026-03-09 10:00:00 - 2026-03-13 09:00:00 4 wd (test+hearing)\n"
	    "due - 2026-04-20 23:59:59\n");
	assert_string_equal(term_json(a, days, &e),
	    "{\"v\":1,\"calendar\":\"workday.csv\",\"due\":\"2026-04-20T23:59:59+08:00\",\"provisional\":false,"
	    "\"stopped\":false,\"steps\":["
	    "{\"kind\":\"start\",\"from\":\"2026-03-02T09:00:00+08:00\",\"to\":\"2026-03-02T09:00:00+08:00\"},"
	    "{\"kind\":\"count\",\"from\":\"2026-03-03T00:00:00+08:00\",\"to\":\"2026-03-27T23:59:59+08:00\","
	    "\"n\":15,\"unit\":\"wd\",\"why\":\"clue.verify\"},"
	    "{\"kind\":\"extend\",\"from\":\"2026-03-28T00:00:00+08:00\",\"to\":\"2026-04-20T23:59:59+08:00\","
	    "\"n\":15,\"unit\":\"wd\",\"why\":\"complex\"},"
	    "{\"kind\":\"stop\",\"from\":\"2026-03-09T10:00:00+08:00\",\"to\":\"2026-03-13T09:00:00+08:00\","
	    "\"n\":4,\"unit\":\"wd\",\"why\":\"test+hearing\"},"
	    "{\"kind\":\"due\",\"from\":null,\"to\":\"2026-04-20T23:59:59+08:00\"}]}");
	t = (struct term){ .span = { 15, TERM_DAYS, "payment.term" }, .start = instant("2026-09-16T10:00") };
	assert_true(term_compute(a, days, &t, &e));
	assert_non_null(strstr(term_text(a, &e), "roll 2026-10-01 23:59:59 - 2026-10-08 23:59:59 7 d (国庆节)"));
	stops[1].to = TIME_NONE;
	t = (struct term){ .span = { 15, TERM_DAYS, "x" }, .start = instant("2026-03-02T09:00"), .stops = stops,
	    .stop_n = 2 };
	assert_true(term_compute(a, days, &t, &e));
	assert_true(e.stopped);
	assert_int_equal(e.due, TIME_NONE);
	assert_non_null(strstr(term_json(a, days, &e), "\"due\":null,\"provisional\":false,\"stopped\":true"));
	assert_non_null(strstr(term_text(a, &e), "stopped\n"));
	arena_free(a);
}

static void
test_term_limits(void **state)
{
	struct arena *a = arena_new("test");
	struct term t = { .span = { 100001, TERM_DAYS, "" }, .start = instant("2026-03-02T09:00") };
	struct term_end e;
	bool provisional;

	(void)state;
	assert_false(term_compute(a, days, &t, &e));
	t.span.n = -1;
	assert_false(term_compute(a, days, &t, &e));
	t.span.n = 100000;
	assert_false(term_compute(a, days, &t, &e));	/* past 2199 */
	t.span = (struct term_span){ 100000, TERM_YEARS, "" };
	assert_false(term_compute(a, days, &t, &e));
	t.span = (struct term_span){ 100000, TERM_HOURS, "" };
	assert_true(term_compute(a, days, &t, &e));
	t.span = (struct term_span){ 100, TERM_YEARS, NULL };
	assert_true(term_compute(a, days, &t, &e));
	assert_true(e.provisional);
	assert_int_equal(workday_add(days, day("2199-12-31"), 1, &provisional), DAY_NONE);
	assert_int_equal(workday_add(days, day("2199-12-30"), 1, &provisional), day("2199-12-31"));
	assert_int_equal(workday_count(days, day("2026-02-01"), day("2026-01-01")), 0);
	arena_free(a);
}

static void
test_workdays_marks(void **state)
{
	struct arena *a = arena_new("test");
	struct workdays *w = workdays_new(a, 2026, 7, "mine");
	int32_t d = day("2026-01-01");
	int i;

	(void)state;
	for (i = 999; i >= 0; i--)	/* backwards: the worst order */
		assert_true(workdays_mark(w, d + i, i % 2 == 0 ? WORKDAY_HOLIDAY : WORKDAY_MAKEUP, "x"));
	for (i = 0; i < 1000; i++)
		assert_int_equal(workday_is(w, d + i), i % 2);
	assert_true(workdays_mark(w, d, WORKDAY_PLAIN, ""));
	assert_true(workday_is(w, d));		/* a Thursday */
	assert_string_equal(workdays_name(w, d + 1), "x");
	assert_string_equal(workdays_name(w, d - 1), "");
	assert_false(workdays_mark(w, day("1900-01-01") - 1, WORKDAY_HOLIDAY, "x"));
	assert_false(workdays_mark(w, day("2199-12-31") + 1, WORKDAY_HOLIDAY, "x"));
	assert_int_equal(workdays_id(w), 7);
	assert_int_equal(workdays_last(w), day("2026-12-31"));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar_cases),
		cmocka_unit_test(test_term_never_shorter),
		cmocka_unit_test(test_a_period_ends_on_any_day),
		cmocka_unit_test(test_term_stops_are_a_union),
		cmocka_unit_test(test_term_ends_on_a_working_day),
		cmocka_unit_test(test_term_derivation),
		cmocka_unit_test(test_term_limits),
		cmocka_unit_test(test_workdays_marks),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, load, unload);
}
