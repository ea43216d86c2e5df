/* test_web_range.c - the Range header, and the two headers of tus that carry more than a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/evidence/tus.h"
#include "lib/web/range.h"

static void
test_range_parse(void **state)
{
	static const struct {
		const char *header;
		int64_t size;
		enum range want;
		int64_t from, n;
		bool open;
	} c[] = {
		{ NULL, 10, RANGE_WHOLE, 0, 10, false }, { "", 10, RANGE_WHOLE, 0, 10, false },
		{ "bytes=0-0", 10, RANGE_PART, 0, 1, false }, { "bytes=0-9", 10, RANGE_PART, 0, 10, false },
		{ "bytes=9-9", 10, RANGE_PART, 9, 1, false }, { "bytes=5-99", 10, RANGE_PART, 5, 5, false },
		{ "bytes=3-", 10, RANGE_PART, 3, 7, true }, { "bytes=-3", 10, RANGE_PART, 7, 3, false },
		{ "bytes=-99", 10, RANGE_PART, 0, 10, false }, { "bytes=10-", 10, RANGE_NOT_THERE, 0, 10, false },
		{ "bytes=10-20", 10, RANGE_NOT_THERE, 0, 10, false }, { "bytes=-0", 10, RANGE_NOT_THERE, 0, 10, false },
		{ "bytes=0-", 0, RANGE_NOT_THERE, 0, 0, false }, { "bytes=-5", 0, RANGE_NOT_THERE, 0, 0, false },
		{ "bytes=5-3", 10, RANGE_WHOLE, 0, 10, false }, { "bytes=1-2,4-5", 10, RANGE_WHOLE, 0, 10, false },
		{ "bytes=", 10, RANGE_WHOLE, 0, 10, false }, { "bytes=-", 10, RANGE_WHOLE, 0, 10, false },
		{ "bytes=1", 10, RANGE_WHOLE, 0, 10, false }, { "bytes=a-b", 10, RANGE_WHOLE, 0, 10, false },
		{ "bytes= 1-2", 10, RANGE_WHOLE, 0, 10, false }, { "bytes=1-2 ", 10, RANGE_WHOLE, 0, 10, false },
		{ "bytes=+1-2", 10, RANGE_WHOLE, 0, 10, false }, { "items=1-2", 10, RANGE_WHOLE, 0, 10, false },
		{ "bytes=0-999999999999999999", 10, RANGE_PART, 0, 10, false },
		{ "bytes=0-9999999999999999999", 10, RANGE_WHOLE, 0, 10, false },
		{ "bytes=18446744073709551616-", 10, RANGE_WHOLE, 0, 10, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(*c); i++) {
		int64_t from, n;
		bool open;
		enum range got = range_parse(c[i].header, c[i].size, &from, &n, &open);

		if (got != c[i].want || from != c[i].from || n != c[i].n || open != c[i].open)
			fail_msg("%s of %d: %d %d %d %d", c[i].header != NULL ? c[i].header : "none",
			    (int)c[i].size, (int)got, (int)from, (int)n, (int)open);
	}
}

static void
test_tus_metadata(void **state)
{
	struct arena *a = arena_new("test");
	const char *v;
	size_t n;

	(void)state;
	assert_int_equal(tus_metadata(a, "filename cGhvdG8uanBn,item MDE=,empty", "filename", &v, &n), OK);
	assert_string_equal(v, "photo.jpg");
	assert_int_equal(n, 9);
	assert_int_equal(tus_metadata(a, "filename cGhvdG8uanBn,item MDE=,empty", "item", &v, &n), OK);
	assert_string_equal(v, "01");
	assert_int_equal(tus_metadata(a, "filename cGhvdG8uanBn,item MDE=,empty", "empty", &v, &n), OK);
	assert_string_equal(v, "");
	assert_int_equal(tus_metadata(a, "a eAB5", "a", &v, &n), OK);	/* a NUL inside is kept, and counted */
	assert_int_equal(n, 3);
	assert_memory_equal(v, "x\0y", 4);
	assert_int_equal(tus_metadata(a, "filename cGhvdG8uanBn", "file", &v, &n), ERR_NOT_FOUND);
	assert_int_equal(tus_metadata(a, "a MDE=,a MDE=", "a", &v, &n), ERR_INPUT);
	assert_int_equal(tus_metadata(a, "", "a", &v, &n), ERR_INPUT);
	assert_int_equal(tus_metadata(a, "a MDE=,", "a", &v, &n), ERR_INPUT);
	assert_int_equal(tus_metadata(a, "a !!", "a", &v, &n), ERR_INPUT);
	assert_int_equal(tus_metadata(a, " MDE=", "a", &v, &n), ERR_INPUT);
	assert_int_equal(tus_metadata(a, "a MDE= MDE=", "a", &v, &n), ERR_INPUT);
	arena_free(a);
}

static void
test_tus_checksum(void **state)
{
	struct arena *a = arena_new("test");

	(void)state;
	assert_int_equal(tus_checksum(a, "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "abc", 3), OK);
	assert_int_equal(tus_checksum(a, "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "abc", 3), OK);
	assert_int_equal(tus_checksum(a, "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "abd", 3),
	    ERR_CONFLICT);
	assert_int_equal(tus_checksum(a, "sha256 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "abc", 3), ERR_INPUT);
	assert_int_equal(tus_checksum(a, "md5 kAFQmDzST7DWlj99KOF/cg==", "abc", 3), ERR_INPUT);
	assert_int_equal(tus_checksum(a, "sha1", "abc", 3), ERR_INPUT);
	assert_int_equal(tus_checksum(a, "sha1 !", "abc", 3), ERR_INPUT);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_range_parse),
		cmocka_unit_test(test_tus_metadata),
		cmocka_unit_test(test_tus_checksum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
