/* test_diff.c - whatever two texts say, the parts put together again give both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/diff.h"
#include "lib/base/str.h"

static unsigned
rnd(unsigned below)
{
	static uint64_t chance = 7;

	chance ^= chance >> 12;
	chance ^= chance << 25;
	chance ^= chance >> 27;
	return (unsigned)((chance * 2685821657736338717ULL) >> 33) % below;
}

static void
append(char *to, const char *what)
{
	memcpy(to + strlen(to), what, strlen(what) + 1);
}

static void
check(const char *before, const char *after, size_t *parts)
{
	struct arena *a = arena_new("diff");
	struct diff_part *p;
	struct str x, y;
	size_t i, n;

	p = diff_texts(a, before, after, &n);
	str_init(&x, a);
	str_init(&y, a);
	for (i = 0; i < n; i++) {
		if (p[i].kind != DIFF_INS)
			str_add(&x, p[i].text);
		if (p[i].kind != DIFF_DEL)
			str_add(&y, p[i].text);
	}
	assert_string_equal(x.s, before);
	assert_string_equal(y.s, after);
	if (parts != NULL)
		*parts = n;
	arena_free(a);
}

static void
test_diff_words(void **state)
{
	size_t n;

	(void)state;
	check("化学需氧量浓度 386 mg/L，超标 2.86 倍", "化学需氧量浓度 368 mg/L，超标 2.68 倍", &n);
	assert_true(n > 3 && n < 14);
	check("", "新增", &n);
	assert_int_equal(n, 1);
	check("同样", "同样", &n);
	assert_int_equal(n, 1);
	check("全部删除", "", &n);
	assert_int_equal(n, 1);
}

static void
test_diff_random(void **state)
{
	static const char *const ch[] = { "甲", "乙", "丙", "a", "1", "，" };
	char x[200], y[200];
	int round, i;

	(void)state;
	for (round = 0; round < 3000; round++) {
		x[0] = y[0] = '\0';
		for (i = (int)rnd(25); i > 0; i--)
			append(x, ch[rnd(6)]);
		for (i = (int)rnd(25); i > 0; i--)
			append(y, ch[rnd(6)]);
		check(x, y, NULL);
	}
}

static void
test_diff_bounded(void **state)
{
	char *x = malloc(9001), *y = malloc(9001);

	(void)state;
	memset(x, 'x', 9000);
	memset(y, 'y', 9000);
	x[9000] = y[9000] = '\0';
	check(x, y, NULL);
	free(x);
	free(y);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_diff_words), cmocka_unit_test(test_diff_random),
	    cmocka_unit_test(test_diff_bounded) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
