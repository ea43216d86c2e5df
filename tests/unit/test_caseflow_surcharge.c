/* test_caseflow_surcharge.c - three per cent a day, never above the fine, not while a remedy runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/base/day.h"
#include "lib/caseflow/surcharge.h"

#define FINE 1000000	/* 10 000 yuan */

static int32_t
d(int month, int day)
{
	return day_of(2026, month, day);
}

static void
test_surcharge_days(void **state)
{
	(void)state;
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(3, 10), 3, 100, NULL, 0, NULL, 0), 0);
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(3, 11), 3, 100, NULL, 0, NULL, 0), 30000);
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(3, 20), 3, 100, NULL, 0, NULL, 0), 300000);
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(3, 1), 3, 100, NULL, 0, NULL, 0), 0);
}

static void
test_surcharge_never_above_the_fine(void **state)
{
	(void)state;
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(4, 12), 3, 100, NULL, 0, NULL, 0), 990000);
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(4, 13), 3, 100, NULL, 0, NULL, 0), FINE);
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(12, 31), 3, 100, NULL, 0, NULL, 0), FINE);
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(12, 31), 3, 50, NULL, 0, NULL, 0), FINE / 2);
}

static void
test_surcharge_on_what_is_unpaid(void **state)
{
	const struct surcharge_payment half[] = { { d(3, 14), FINE / 2 } };
	const struct surcharge_payment back[] = { { d(3, 14), FINE }, { d(3, 18), -FINE } };

	(void)state;
	/* the day of payment still counts on the whole: 4 days of 30000, then 6 of 15000 */
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(3, 20), 3, 100, half, 1, NULL, 0), 4 * 30000 + 6 * 15000);
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(3, 20), 3, 100, back, 2, NULL, 0), 4 * 30000 + 2 * 30000);
}

static void
test_surcharge_stops_while_a_remedy_runs(void **state)
{
	const struct surcharge_stop ended[] = { { d(3, 13), d(3, 17) } };
	const struct surcharge_stop open[] = { { d(3, 13), DAY_NONE }, { d(3, 12), d(3, 12) } };

	(void)state;
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(3, 20), 3, 100, NULL, 0, ended, 1), 5 * 30000);
	assert_int_equal(surcharge_fen(FINE, d(3, 10), d(3, 20), 3, 100, NULL, 0, open, 2), 30000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_surcharge_days),
	    cmocka_unit_test(test_surcharge_never_above_the_fine), cmocka_unit_test(test_surcharge_on_what_is_unpaid),
	    cmocka_unit_test(test_surcharge_stops_while_a_remedy_runs) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
