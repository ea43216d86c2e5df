/* test_must_hold.c - the demo's two years keep what tests/db/must_hold.h lists, and every term in them ends when
 * tests/db/terms_plain.h says.  XZ_TEST_DEMO_DB: a store with the demo. */
#include "tests/db/must_hold.h"
#include "tests/db/terms_court.h"
#include "tests/db/terms_origins.h"

static void
test_the_demo_keeps_the_law(void **state)
{
	(void)state;
	must_hold(A, D->db);
}

static void
test_the_demos_terms(void **state)
{
	(void)state;
	terms_agree(A, D->db);
	assert_true(court_agree(A, D->db) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_demo_keeps_the_law),
	    cmocka_unit_test(test_the_demos_terms) };
	const char *conninfo = getenv("XZ_TEST_DEMO_DB");

	cmocka_set_message_output(CM_OUTPUT_TAP);
	if (str_empty(conninfo)) {
		(void)printf("1..0 # SKIP XZ_TEST_DEMO_DB names no store\n");
		return 0;
	}
	play_arena = arena_new("test");
	if (db_open(A, arena_printf(A, "%s user=xz_admin", conninfo), "test", &D->db) != OK) {
		(void)printf("Bail out! %s\n", err_last());
		return 1;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
