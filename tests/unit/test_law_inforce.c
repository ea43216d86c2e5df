/* test_law_inforce.c - from which day a law is in force, read from its own text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/base/day.h"
#include "lib/law/inforce.h"

static const struct {
	const char *text, *day;		/* NULL: none is said */
} cases[] = {
	{ "本法自2026年8月15日起施行。《旧法》同时废止。", "2026-08-15" },
	{ "本规定自2022年2月1日起实施。", "2022-02-01" },
	{ "本办法自 2021 年 7 月 15 日起施行。", "2021-07-15" },
	{ "本办法自２０００年１月１日起施行。", "2000-01-01" },
	{ "本法自一九九五年一月一日起施行。", "1995-01-01" },
	{ "本条例自二〇〇八年十二月三十一日起施行。", "2008-12-31" },
	{ "本实施细则自二零二零年二月二十九日起施行", "2020-02-29" },
	{ "本解释自2018年2月8日起施行。", "2018-02-08" },
	{ "本法自2026年6月1日起施行。第三章自2027年1月1日起施行。", "2026-06-01" },
	{ "本规定第三条自2027年1月1日起施行。本规定自2026年6月1日起施行。", "2026-06-01" },
	{ "本条自2027年1月1日起施行。", NULL },
	{ "本款自2027年1月1日起施行。", NULL },
	{ "本法第三条自2027年1月1日起施行。", NULL },
	{ "本法自公布之日起施行。", NULL },
	{ "行政处罚决定自2026年1月1日起施行。", NULL },
	{ "本法自2026年1月1日起三年内有效。", NULL },
	{ "本法自2026年13月1日起施行。", NULL },
	{ "本法自2026年2月30日起施行。", NULL },
	{ "本法自", NULL },
	{ "本", NULL },
	{ "", NULL },
};

static void
test_first_day(void **state)
{
	int32_t day, want;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		want = DAY_NONE;
		if (cases[i].day != NULL)
			assert_true(day_parse(cases[i].day, &want));
		day = law_first_day(cases[i].text);
		if (day != want)
			fail_msg("%s: %d, not %d", cases[i].text, day, want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_first_day) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("law_inforce", tests, NULL, NULL);
}
