/* test_ref.c - the outer names of rows: one spelling for one value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/ref.h"
#include "lib/sec/sec.h"

static void
test_ref_known(void **state)
{
	static const struct {
		unsigned char last, first;
		const char *text;
	} v[] = {
		{ 0, 0, "00000000000000000000000000" }, { 1, 0, "00000000000000000000000001" },
		{ 31, 0, "0000000000000000000000000Z" }, { 32, 0, "00000000000000000000000010" },
		{ 255, 0, "0000000000000000000000007Z" }, { 0, 0x80, "40000000000000000000000000" },
		{ 0, 0xff, "7Z000000000000000000000000" },
	};
	char text[REF_TEXT_SIZE];
	struct ref r, back;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		memset(&r, 0, sizeof(r));
		r.b[15] = v[i].last;
		r.b[0] |= v[i].first;
		ref_text(r, text);
		assert_string_equal(text, v[i].text);
		assert_true(ref_parse(text, &back));
		assert_true(ref_eq(r, back));
		assert_int_equal(ref_zero(r), i == 0);
	}
	memset(&r, 0xff, sizeof(r));
	ref_text(r, text);
	assert_string_equal(text, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
}

static void
test_ref_round_trip(void **state)
{
	char text[REF_TEXT_SIZE], again[REF_TEXT_SIZE];
	struct ref r, back;
	int i;

	(void)state;
	for (i = 0; i < 5000; i++) {
		r = ref_random();
		ref_text(r, text);
		assert_int_equal(strlen(text), 26);
		assert_true(text[0] >= '0' && text[0] <= '7');
		assert_true(ref_parse(text, &back));
		assert_true(ref_eq(r, back));
		ref_text(back, again);
		assert_string_equal(text, again);
	}
}

static void
test_ref_refuses(void **state)
{
	static const char *const bad[] = { "", "0", "0000000000000000000000000", "000000000000000000000000000",
	    "80000000000000000000000000", "Z0000000000000000000000000", "0000000000000000000000000z",
	    "0000000000000000000000000I", "0000000000000000000000000L", "0000000000000000000000000O",
	    "0000000000000000000000000U", "000000000000-0000000000000", "0000000000000000000000000 ",
	    " 0000000000000000000000000", "\xff" "0000000000000000000000000", "!0000000000000000000000000", NULL };
	struct ref r;
	size_t i;

	(void)state;
	for (i = 0; bad[i] != NULL; i++)
		if (ref_parse(bad[i], &r))
			fail_msg("%s taken", bad[i]);
	assert_false(ref_parse(NULL, &r));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ref_known),
		cmocka_unit_test(test_ref_round_trip),
		cmocka_unit_test(test_ref_refuses),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
