/* test_capital.c - sums in capital figures: the cases that the rule itself gives (银发〔1997〕393号), gaps, bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/capital.h"

static void
test_sums(void **state)
{
	static const struct { int64_t fen; const char *want; } list[] = {
		{ 140950, "壹仟肆佰零玖元伍角" }, { 600714, "陆仟零柒元壹角肆分" },
		{ 168032, "壹仟陆佰捌拾元叁角贰分" },
		{ 1640902, "壹万陆仟肆佰零玖元零贰分" }, { 32504, "叁佰贰拾伍元零肆分" },
		{ 10700053, "壹拾万柒仟元伍角叁分" }, { 0, "零元整" }, { 1, "壹分" }, { 10, "壹角" },
		{ 11, "壹角壹分" },
		{ 100, "壹元整" }, { 1000, "壹拾元整" }, { 1001000, "壹万零壹拾元整" }, { 10000000, "壹拾万元整" },
		{ 10001000000, "壹亿零壹万元整" }, { 10000000100, "壹亿零壹元整" },
		{ 100000100000, "壹拾亿零壹仟元整" },
		{ 999999999999, "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分" },
		{ 100000000000000, "壹万亿元整" }, { 100010000000000, "壹万零壹亿元整" },
	};
	struct arena *a = arena_new("capital");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(list) / sizeof(*list); i++)
		assert_string_equal(capital_yuan(a, list[i].fen), list[i].want);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_sums) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
