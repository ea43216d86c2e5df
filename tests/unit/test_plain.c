/* test_plain.c - one form for what people mean, and what nobody can mean. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"

static struct arena *a;

static void
same(char *(*fn)(struct arena *, const char *), const char *const (*v)[2], size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!str_eq(fn(a, v[i][0]), v[i][1]))
			fail_msg("%s: %s, not %s", v[i][0], fn(a, v[i][0]), v[i][1]);
}

static void
test_texts(void **state)
{
	static const char *const v[][2] = {
		{ "", "" }, { " a  b ", "a  b" }, { "\u3000\u00a0衡阳\u2003食品\u3000", "衡阳 食品" },
		{ "\u200b\ufeff", "" }, { "\u3164\u2800 \u115f", "" }, { "叶", "叶" },
		{ "a\r\nb\rc\u2028d", "a\nb\nc\nd" },
		{ "衡\u200b阳\u00ad", "衡阳" }, { "\ue854\ue816", "\u9fba\U00020087" }, { "\tx\t", "x" },
		{ "买买提·吐尔逊", "买买提·吐尔逊" }, { "a\x01", "a\x01" }, { "ab c", "ab c" }, { "é é", "é é" },
	};
	static const struct { const char *text, *fault; bool lines; } w[] = {
		{ "衡阳\nab", NULL, true }, { "衡阳\nab", "line", false }, { "a\tb", "line", false },
		{ "a\x07", "control", true },
		{ "a\xc2\x85" "b", "control", true }, { "a\x7f", "control", false }, { "a\u202eb", "hidden", false },
		{ "\u2066", "hidden", true }, { "\ue000", "private", false }, { "\U000f0000", "private", false },
		{ "\ufdd0", "control", false }, { "\uffff", "control", false }, { "\U000323af\u9fff", NULL, false },
		{ "葛\U000e0100", NULL, false },	/* which form of a character is meant */
	};
	size_t i;

	(void)state;
	same(plain_text, v, sizeof(v) / sizeof(*v));
	assert_string_equal(plain_registered(a, " 洞口县\ue000溪\ue854 "), "洞口县\u3013溪\u9fba");
	assert_string_equal(plain_registered(a, "洞口县"), "洞口县");
	for (i = 0; i < sizeof(w) / sizeof(*w); i++)
		if (!str_eq(plain_fault(w[i].text, w[i].lines), w[i].fault))
			fail_msg("%zu: %s", i, plain_fault(w[i].text, w[i].lines));
}

static void
test_codes_and_numbers(void **state)
{
	static const char *const codes[][2] = {
		{ "91430499demt001008", "91430499DEMT001008" },
		{ "９１４３０４９９ＤＥＭＴ００１００８", "91430499DEMT001008" },
		{ " 91430499\u00a0DEMT 001008\u200b", "91430499DEMT001008" },
		{ "'91430499DEMT001008", "91430499DEMT001008" },
		{ "=\"91430499DEMT001008\"", "91430499DEMT001008" }, { "43040519900312109x", "43040519900312109X" },
		{ "123 456", "123456" }, { "9.14304e+17", "9.14304E+17" }, { "", "" },
		{ "\"", "\"" }, { "=\"\"", "=\"\"" },
	};
	static const char *const numbers[][2] = {
		{ "１２３．５", "123.5" }, { "1,234,567.89", "1234567.89" }, { "１，２３４", "1234" },
		{ "1,00", "1,00" },
		{ "12,34,567", "12,34,567" }, { "¥ 1,000", "1000" }, { "￥1000元", "1000" }, { "5％", "5" },
		{ "-1,000", "-1000" },
		{ "1 000.5", "1000.5" }, { "元", "元" }, { ",000", ",000" },
		{ "1,000,", "1,000," }, { "1,0000", "1,0000" },
	};

	(void)state;
	same(plain_code, codes, sizeof(codes) / sizeof(*codes));
	same(plain_number, numbers, sizeof(numbers) / sizeof(*numbers));
	assert_string_equal(plain_user(a, " ＳＪ.Officer1\u00a0"), "sj.officer1");
	assert_true(plain_is_lost("9.14304E+17"));
	assert_true(plain_is_lost("4E+16"));
	assert_false(plain_is_lost("91430499E"));
	assert_false(plain_is_lost("91430499E1"));
	assert_false(plain_is_lost(""));
}

static void
test_days(void **state)
{
	static const char *const good[] = { "2019-03-05", "2019/3/5", "2019/03/05", "2019年3月5日", "2019-3-5",
	    "20190305",
	    "２０１９－０３－０５", "2019.3.5", " 2019-03-05 ", "2019-03-05 00:00:00", "2019-03-05T00:00",
	    "2019/3/5 0:00",
	    "２０１９年０３月０５日" };
	static const char *const bad[] = { "", "43529", "0000-00-00", "9999-12-31", "1900-02-29", "2019-02-29", "去年",
	    "2019-3", "19-03-05", "2019-03-05 12:00", "2019/3-5", "2019-03-05x", "201903051", "2019年3月5",
	    "2019-003-05" };
	static const char *const times[] = { "2026-11-30T04:50:00+08:00", "2026-11-30 04:50", "2026/11/30 4:50",
	    "2026年11月30日 04:50:00", "2026-11-29T20:50:00Z", "２０２６－１１－３０　０４：５０" };
	int64_t us, want = time_of_day(day_of(2026, 11, 30), 4, 50);
	int32_t day;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(*good); i++)
		if (!plain_day(a, good[i], &day) || day != day_of(2019, 3, 5))
			fail_msg("%s", good[i]);
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (plain_day(a, bad[i], &day))
			fail_msg("%s is a day", bad[i]);
	for (i = 0; i < sizeof(times) / sizeof(*times); i++)
		if (!plain_time(a, times[i], &us) || us != want)
			fail_msg("%s", times[i]);
	assert_false(plain_time(a, "2026-11-30 25:00", &us));
	assert_false(plain_time(a, "2026-11-30", &us));
	assert_false(plain_time(a, "2026-11-30 04:50:99", &us));
}

/* What is in plain form stays as it is. */
static void
test_again(void **state)
{
	static const char *const piece[] = { "a", " ", "\u00a0", "衡", "\u200b", "\n", "\r\n", "1", ",",
	    "\ue854", "元", "'", "=\"",
	    "\"", "x", "\u3000", "Ｅ" };
	uint32_t seed = 7;
	int round, k;

	(void)state;
	for (round = 0; round < 20000; round++) {
		const char *text = "", *once;

		for (k = 0; k < 8; k++) {
			seed = seed * 1664525U + 1013904223U;
			text = arena_printf(a, "%s%s", text, piece[(seed >> 16) % (sizeof(piece) / sizeof(*piece))]);
		}
		once = plain_text(a, text);
		assert_string_equal(plain_text(a, once), once);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_codes_and_numbers),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_again),
	};

	int failed;

	a = arena_new("test");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(a);
	return failed;
}
