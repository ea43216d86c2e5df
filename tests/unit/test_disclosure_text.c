/* test_disclosure_text.c - what a query means, where it stands in a name, laws named in a text, amounts in
 * groups, and the QR code. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/disclosure/qr.h"
#include "lib/disclosure/text.h"

static struct arena *arena;

static void
test_disclosure_text_fold(void **state)
{
	static const char *const same[][2] = {
		{ "2026-187", "〔2026〕187号" }, { " 2026 - 187 ", "〔2026〕187号" },
		    { "２０２６－１８７", "〔2026〕187号" },
		{ "衡市监罚决[2026]187号", "衡市监罚决〔2026〕187号" },
		    { "衡市监罚决（2026）187号", "衡市监罚决〔2026〕187号" },
		{ "【2026】1", "〔2026〕1" }, { "〔2026〕187号", "〔2026〕187号" }, { "明泉", "明泉" },
		{ "配送部（个体工商户）", "配送部(个体工商户)" }, { "(20260)1", "(20260)1" }, { "2026-", "2026-" },
		{ "12026-1", "12026-1" }, { "ma4qdem", "ma4qdem" }, { "MA4QDEM", "ma4qdem" },
		    { "飲用水", "饮用水" }, { "", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(same) / sizeof(*same); i++)
		assert_string_equal(public_fold(arena, same[i][0]), same[i][1]);
}

static void
found(const char *text, const char *typed, const char *want)
{
	size_t at, len;
	bool is = public_find(arena, text, public_fold(arena, typed), &at, &len);

	assert_int_equal(is, want != NULL);
	if (want != NULL)
		assert_string_equal(arena_strndup(arena, text + at, len), want);
}

static void
test_disclosure_text_find(void **state)
{
	(void)state;
	found("湖南衡州明泉饮用水有限公司", "明泉", "明泉");
	found("湖南衡州明泉饮用水有限公司", "飲用", "饮用");
	found("Ｍａ公司", "MA公", "Ｍａ公");
	found("明 泉公司", "明泉", "明 泉");
	found("91430407MA4QDEM01J", "ma4q", "MA4Q");
	found("衡市监罚决〔2026〕187号", "2026-187", "〔2026〕187号");
	found("明明泉", "明泉", "明泉");
	found("湖南", "明泉", NULL);
	found("明", "明泉", NULL);
	found("", "明泉", NULL);
	found("明泉", "", NULL);
}

static void
test_disclosure_text_grouped(void **state)
{
	(void)state;
	assert_string_equal(public_grouped(arena, "罚款 52000 元"), "罚款 52\u00a0000 元");
	assert_string_equal(public_grouped(arena, "没收违法所得 1234567.50元；罚款 200 元"),
	    "没收违法所得 1\u00a0234\u00a0567.50元；罚款 200 元");
	assert_string_equal(public_grouped(arena, "2026 年 GB 19298—2014，〔2026〕1870号"),
	    "2026 年 GB 19298—2014，〔2026〕1870号");
	assert_string_equal(public_grouped(arena, ""), "");
}

static void
test_disclosure_text_split(void **state)
{
	const char **part;
	int n;

	(void)state;
	part = public_split(arena, "警告；罚款 3000 元；", "；", &n);
	assert_int_equal(n, 2);
	assert_string_equal(part[0], "警告");
	assert_string_equal(part[1], "罚款 3000 元");
	(void)public_split(arena, "", "；", &n);
	assert_int_equal(n, 0);
}

static void
test_disclosure_text_numeral(void **state)
{
	static const struct { const char *text; int want; size_t bytes; } c[] = {
		{ "三十四条", 34, 9 }, { "十", 10, 3 }, { "十一", 11, 6 }, { "一百二十四", 124, 15 },
		    { "一百零二", 102, 12 },
		{ "二百", 200, 6 }, { "一千零一", 1001, 12 }, { "34条", 34, 2 }, { "条", -1, 0 }, { "", -1, 0 },
	};
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(*c); i++) {
		assert_int_equal(public_numeral(c[i].text, &n), c[i].want);
		assert_int_equal(n, c[i].bytes);
	}
}

static void
test_disclosure_text_pieces(void **state)
{
	struct public_piece *p;
	int n;

	(void)state;
	p = public_pieces(arena, "违反《食品安全法》第三十四条第二项、《行政处罚法》第32条之一；见《条例》。", &n);
	assert_int_equal(n, 7);
	assert_string_equal(p[0].text, "违反");
	assert_null(p[0].law);
	assert_string_equal(p[1].text, "《食品安全法》第三十四条");
	assert_string_equal(p[1].law, "食品安全法");
	assert_int_equal(p[1].article, 34);
	assert_string_equal(p[2].text, "第二项、");
	assert_int_equal(p[3].article, 32);
	assert_int_equal(p[3].suffix, 1);
	assert_string_equal(p[5].law, "条例");
	assert_int_equal(p[5].article, 0);
	assert_string_equal(p[6].text, "。");
	p = public_pieces(arena, "没有《结束", &n);
	assert_int_equal(n, 1);
	assert_string_equal(p[0].text, "没有《结束");
	(void)public_pieces(arena, "", &n);
	assert_int_equal(n, 0);
}

static void
test_disclosure_text_qr(void **state)
{
	const char *svg = qr_svg(arena, "https://example.test/decisions/29GDYQ47SAZV70F7Z0XZJYJ7NS");
	char *much = arena_alloc(arena, 5000);

	(void)state;
	assert_non_null(svg);
	assert_ptr_equal(strstr(svg, "<svg "), svg);
	assert_non_null(strstr(svg, "M4 4h7v1h-7z"));	/* the first row of the finder pattern */
	memset(much, 'a', 4999);
	assert_null(qr_svg(arena, much));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_disclosure_text_fold), cmocka_unit_test(test_disclosure_text_find),
		cmocka_unit_test(test_disclosure_text_grouped), cmocka_unit_test(test_disclosure_text_split),
		cmocka_unit_test(test_disclosure_text_numeral), cmocka_unit_test(test_disclosure_text_pieces),
		cmocka_unit_test(test_disclosure_text_qr),
	};
	int failed;

	arena = arena_new("test");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
