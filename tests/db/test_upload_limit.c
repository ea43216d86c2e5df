/* test_upload_limit.c - limits of uploads on a store.  XZ_TEST_DB. */
#include "tests/db/cli.h"

#include "lib/base/clock.h"
#include "lib/evidence/upload.h"

/* Without a figure for that day there is no limit to tell, and nothing is made of what was not read. */
static void
test_largest_file(void **state)
{
	const int64_t mark = -7;
	int64_t largest = mark;
	struct cli c;

	(void)state;
	if (!cli_open(&c))
		return;
	assert_int_equal(evidence_upload_max(c.a, c.db, 0, 0, &largest), ERR_NOT_FOUND);	/* 1970 */
	assert_int_equal(largest, mark);
	ok(evidence_upload_max(c.a, c.db, 0, clock_now(), &largest));
	assert_int_equal(largest, 2048LL << 20);
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_largest_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
