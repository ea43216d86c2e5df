/* test_door_code.c - the code of a slip: what people write is read, what they mistake is seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/door/code.h"

static struct arena *a;
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

static void
test_is_read_as_it_is_written(void **state)
{
	unsigned char hash[DOOR_HASH_SIZE], got[DOOR_HASH_SIZE];
	const char *code = door_code_new(a, hash), *shown = door_code_shown(a, code);
	char *typed = arena_printf(a, " %s.", shown);
	size_t i;

	(void)state;
	assert_int_equal(strlen(code), DOOR_CODE_SIZE);
	assert_int_equal(strlen(shown), DOOR_CODE_SIZE + 3);
	for (i = 0; typed[i] != '\0'; i++) {
		if (typed[i] >= 'A' && typed[i] <= 'Z')
			typed[i] = (char)(typed[i] + ('a' - 'A'));
		if (typed[i] == 'o')
			typed[i] = '0';		/* as it looks */
		else if (typed[i] == 'i')
			typed[i] = '1';
	}
	assert_true(door_code_read(a, typed, got));
	assert_memory_equal(hash, got, DOOR_HASH_SIZE);
}

static void
test_one_wrong_digit_is_seen(void **state)
{
	unsigned char hash[DOOR_HASH_SIZE];
	char *code = arena_strdup(a, door_code_new(a, hash));
	size_t i, k;

	(void)state;
	for (i = 0; i < DOOR_CODE_SIZE; i++) {
		const char right = code[i];

		for (k = 0; k < sizeof(digits) - 1; k++) {
			code[i] = digits[k];
			assert_int_equal(door_code_read(a, code, hash), digits[k] == right);
		}
		code[i] = right;
	}
}

static void
test_two_exchanged_are_seen(void **state)
{
	unsigned char hash[DOOR_HASH_SIZE];
	char *code = arena_strdup(a, door_code_new(a, hash));
	size_t i, k;

	(void)state;
	for (i = 0; i < DOOR_CODE_SIZE; i++) {
		for (k = 0; k < i; k++) {
			const char x = code[i], y = code[k];

			code[i] = y;
			code[k] = x;
			assert_int_equal(door_code_read(a, code, hash), x == y);
			code[i] = x;
			code[k] = y;
		}
	}
}

static void
test_another_length_or_letter_is_none(void **state)
{
	unsigned char hash[DOOR_HASH_SIZE];
	const char *code = door_code_new(a, hash);

	(void)state;
	assert_false(door_code_read(a, "", hash));
	assert_false(door_code_read(a, arena_printf(a, "%.19s", code), hash));
	assert_false(door_code_read(a, arena_printf(a, "%sA", code), hash));
	assert_false(door_code_read(a, arena_printf(a, "%.19s9", code), hash));
	assert_false(door_code_read(a, "\xe4\xbb\xa3\xe7\xa0\x81", hash));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_is_read_as_it_is_written),
	    cmocka_unit_test(test_one_wrong_digit_is_seen), cmocka_unit_test(test_two_exchanged_are_seen),
	    cmocka_unit_test(test_another_length_or_letter_is_none) };
	int failed;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	a = arena_new("test");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(a);
	return failed;
}
