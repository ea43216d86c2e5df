/* test_str.c - the growable string and the small helpers: UTF-8, numbers, hex. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

static void
test_str_grows(void **state)
{
	struct arena *a = arena_new("test");
	struct str s;
	int i;

	(void)state;
	str_init(&s, a);
	assert_string_equal(s.s, "");
	for (i = 0; i < 1000; i++) {
		str_addc(&s, 'a');
		str_add(&s, "獬豸");
		str_printf(&s, "%d", i % 10);
		assert_int_equal(strlen(s.s), s.len);
	}
	assert_int_equal(s.len, 1000 * (1 + 6 + 1));
	str_addn(&s, "x\0y", 3);
	assert_int_equal(s.len, 8003);
	assert_int_equal(s.s[8003], 0);
	str_addn(&s, "", 0);
	assert_int_equal(s.len, 8003);
	arena_free(a);
}

static void
test_str_compare(void **state)
{
	(void)state;
	assert_true(str_eq("a", "a"));
	assert_false(str_eq("a", "b"));
	assert_false(str_eq("a", NULL));
	assert_true(str_eq(NULL, NULL));
	assert_true(str_starts("abc", ""));
	assert_true(str_starts("abc", "ab"));
	assert_false(str_starts("ab", "abc"));
	assert_true(str_empty(NULL));
	assert_true(str_empty(""));
	assert_false(str_empty(" "));
}

static void
test_str_utf8(void **state)
{
	static const char *const good[] = { "", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
	    "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "獬豸𠮷", NULL };
	static const char *const bad[] = { "\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2" "a", "\xe0\x9f\xbf",
	    "\xe0\x80\x80", "\xed\xa0\x80", "\xed\xbf\xbf", "\xef\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
	    "\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "\xfe", "a\xe4\xb8", "\xe4\xb8" "a", NULL };
	size_t i;

	(void)state;
	for (i = 0; good[i] != NULL; i++)
		assert_true(str_utf8_ok(good[i], strlen(good[i])));
	for (i = 0; bad[i] != NULL; i++)
		if (str_utf8_ok(bad[i], strlen(bad[i])))
			fail_msg("bad %zu taken", i);
	assert_false(str_utf8_ok("a\0b", 3));
	assert_false(str_utf8_ok("\xe4\xb8\xad", 2));	/* cut */
	assert_int_equal(str_utf8_len("a獬豸𠮷"), 4);
}

static void
test_str_utf8_next(void **state)
{
	static const unsigned want[] = { 'a', 0x7360, 0x20bb7, 0xfffd, 'b', 0xfffd, 0 };
	const char *p = "a獠𠮷\xff" "b\xe4";
	size_t i;

	(void)state;
	for (i = 0; i < 7; i++)
		assert_int_equal(str_utf8_next(&p), want[i]);
	assert_int_equal(str_utf8_next(&p), 0);		/* stays at the end */
}

static void
test_str_clean(void **state)
{
	static const char *const v[][2] = { { "", "" }, { "  ", "" }, { " a ", "a" },
	    { "\xe3\x80\x80獬\xe3\x80\x80", "獬" }, { "a\r\nb", "a\nb" }, { "a\rb", "a\nb" }, { "a \t\n", "a" },
	    { "a  b", "a  b" }, { "\r\n\r\na", "a" }, { "a\r\n\r\n", "a" }, { "a\r", "a" } };
	struct arena *a = arena_new("test");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(*v); i++)
		assert_string_equal(str_clean(a, v[i][0]), v[i][1]);
	arena_free(a);
}

static void
test_str_i64(void **state)
{
	static const char *const bad[] = { "", "-", "+1", " 1", "1 ", "1.0", "0x1", "--1", "1a", "１",
	    "9999999999999999999", "101", "-1", NULL };
	long long v = 7;
	size_t i;

	(void)state;
	for (i = 0; bad[i] != NULL; i++)
		if (str_i64(bad[i], 0, 100, &v))
			fail_msg("%s taken", bad[i]);
	assert_false(str_i64(NULL, 0, 100, &v));
	assert_true(str_i64("0", 0, 100, &v));
	assert_int_equal(v, 0);
	assert_true(str_i64("100", 0, 100, &v));
	assert_int_equal(v, 100);
	assert_true(str_i64("-42", -100, 100, &v));
	assert_int_equal(v, -42);
	assert_true(str_i64("999999999999999999", 0, INT64_MAX, &v));
	assert_true(str_i64("007", 0, 100, &v));
	assert_int_equal(v, 7);
}

static void
test_str_hex(void **state)
{
	unsigned char bytes[256], back[256];
	char text[513];
	int i;

	(void)state;
	for (i = 0; i < 256; i++)
		bytes[i] = (unsigned char)i;
	str_hex(bytes, 256, text);
	assert_int_equal(strlen(text), 512);
	assert_true(str_starts(text, "000102030405060708090a0b0c0d0e0f10"));
	assert_true(str_unhex(text, back, 256));
	assert_memory_equal(bytes, back, 256);
	assert_true(str_unhex("aBcD", back, 2));
	assert_int_equal(back[0] << 8 | back[1], 0xabcd);
	assert_false(str_unhex("abc", back, 2));
	assert_false(str_unhex("abcde", back, 2));
	assert_false(str_unhex("abcg", back, 2));
	assert_false(str_unhex("ab d", back, 2));
}

static int freed;

static void
count_free(void *p)
{
	freed = freed * 10 + *(int *)p;
}

static void
test_arena_defer_newest_first(void **state)
{
	static int one = 1, two = 2;
	struct arena *a = arena_new("test"), *child = arena_child(a);

	(void)state;
	freed = 0;
	arena_defer(a, count_free, &one);
	arena_defer(a, count_free, &two);
	arena_defer(child, count_free, &one);
	arena_free(child);
	assert_int_equal(freed, 1);
	arena_free(a);
	assert_int_equal(freed, 121);
	arena_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_str_grows),
		cmocka_unit_test(test_str_compare),
		cmocka_unit_test(test_str_utf8),
		cmocka_unit_test(test_str_utf8_next),
		cmocka_unit_test(test_str_clean),
		cmocka_unit_test(test_str_i64),
		cmocka_unit_test(test_str_hex),
		cmocka_unit_test(test_arena_defer_newest_first),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
