/* test_caseflow_limitation.c - the last day of discovery, worked out by hand from the articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/base/day.h"
#include "lib/caseflow/limitation.h"

static const struct {
	const char *article, *ended, *last;
	int then, now;
} cases[] = {
	/* 36(1), (2): two years from the act; the 1996 law's 29 had the same two */
	{ "处罚法 36(1)", "2024-05-01", "2026-05-01", 2, 2 },
	{ "处罚法（1996） 29", "2019-12-31", "2021-12-31", 2, 2 },
	/* 1 May 2026 and 3 October 2026 are holidays: the term does not roll, that is for what a party must do */
	{ "处罚法 36, 85", "2024-10-03", "2026-10-03", 2, 2 },
	/* no 29 February two years later */
	{ "处罚法 36(2)", "2024-02-29", "2026-02-28", 2, 2 },
	/* life, health, finance with harm: five, for acts from 2021-07-15; older ones keep their two (37) */
	{ "处罚法 36(1)", "2021-07-15", "2026-07-15", 5, 5 },
	{ "处罚法 37", "2021-07-14", "2023-07-14", 2, 5 },
	/* pollution with harm: five from 2026-08-15; what ended the day before has two (1057) */
	{ "法典 1054", "2026-08-15", "2031-08-15", 5, 5 },
	{ "法典 1057", "2026-08-14", "2028-08-14", 2, 5 },
	/* a later law that is shorter is lighter */
	{ "处罚法 37", "2024-05-01", "2026-05-01", 5, 2 },
	/* before there was a figure the one of today speaks; none at all */
	{ "处罚法（1996） 29", "1996-09-30", "1998-09-30", 0, 2 },
	{ "", "1996-09-30", NULL, 0, 0 },
};

static int32_t
day(const char *text)
{
	int32_t d = DAY_NONE;

	if (text != NULL)
		assert_true(day_parse(text, &d));
	return d;
}

static void
test_limitation_table(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct limitation_facts f = { day(cases[i].ended), cases[i].then, cases[i].now };

		if (limitation_last(&f) != day(cases[i].last))
			fail_msg("%zu %s: %s", i, cases[i].article, cases[i].ended);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_limitation_table) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
