/* test_spotcheck_ratio.c - ratios and quotas as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/spotcheck/ratio.h"
#include "lib/spotcheck/scope.h"

static void
test_ratio_forms(void **state)
{
	static const struct {
		const char *text;
		int permille;	/* -1: refused */
	} cases[] = {
		{ "5%", 50 }, { "5 %", 50 }, { "5％", 50 }, { "5", 50 }, { "0.5%", 5 }, { "12.5%", 125 }, { "5‰", 5 },
		    { "100%", 1000 },
		{ "0%", 0 }, { "100.1%", -1 }, { "1001‰", -1 }, { "0.55%", -1 }, { "0.5‰", -1 }, { "-5%", -1 },
		    { "", -1 }, { "%", -1 },
		{ "5%%", -1 }, { "5 x", -1 }, { "99999999999%", -1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int permille = -1;

		if (spotcheck_ratio_parse(cases[i].text, &permille) != (cases[i].permille >= 0) ||
		    permille != cases[i].permille)
			fail_msg("%s gives %d", cases[i].text, permille);
	}
}

static void
test_ratio_text_reads_back(void **state)
{
	struct arena *a = arena_new("test");
	int i, back;

	(void)state;
	for (i = 0; i <= 1000; i++) {
		assert_true(spotcheck_ratio_parse(spotcheck_ratio_text(a, i), &back));
		assert_int_equal(back, i);
	}
	arena_free(a);
}

static void
test_quota_is_a_number_or_a_ratio_rounded_up(void **state)
{
	struct spotcheck_quota q;

	(void)state;
	assert_true(spotcheck_quota_parse("3", &q));
	assert_int_equal(spotcheck_quota_of(q, 100), 3);
	assert_true(spotcheck_quota_parse("5%", &q));
	assert_int_equal(spotcheck_quota_of(q, 100), 5);
	assert_int_equal(spotcheck_quota_of(q, 101), 6);
	assert_int_equal(spotcheck_quota_of(q, 1), 1);
	assert_int_equal(spotcheck_quota_of(q, 0), 0);
	assert_false(spotcheck_quota_parse("3 家", &q));
	assert_false(spotcheck_quota_parse("-1", &q));
}

static void
test_region_prefix(void **state)
{
	struct arena *a = arena_new("test");

	(void)state;
	assert_string_equal(spotcheck_region_prefix(a, "430000"), "43");
	assert_string_equal(spotcheck_region_prefix(a, "430400"), "4304");
	assert_string_equal(spotcheck_region_prefix(a, "430405"), "430405");
	assert_null(spotcheck_region_prefix(a, NULL));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ratio_forms),
		cmocka_unit_test(test_ratio_text_reads_back),
		cmocka_unit_test(test_quota_is_a_number_or_a_ratio_rounded_up),
		cmocka_unit_test(test_region_prefix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
