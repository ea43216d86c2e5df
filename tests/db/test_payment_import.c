/* test_payment_import.c - xiezhi import payments on the demo's decisions: booked once, the raw line kept,
 * what does not fit refused with its reason. */
#include "tests/db/cli.h"

static struct db_row
decision(struct cli *c)
{
	struct db_stmt *st = ARENA_NEW(c->a, struct db_stmt);
	struct db_row r;

	*st = (struct db_stmt){ .sql = "select pay_code, decided_on::text as day from xz.caseflow_decision"
	    " where pay_code is not null"
	    " and revoked_on is null order by id limit 1", .where = "test" };
	ok(db_one(c->a, c->db, st, &r, NULL, 0));
	return r;
}

static void
write_file(struct cli *c, const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(c->a, "%s/%s", c->folder, name), "w");

	assert_non_null(f);
	(void)fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
test_payments(void **state)
{
	static const char head[] = "pay_code,amount_fen,paid_at,bank_serial\n";
	const char *code, *first;
	struct db_row r;
	struct cli c;
	char *out;
	int rc;

	(void)state;
	if (!cli_open_store(&c, "XZ_TEST_DEMO_DB"))
		return;
	r = decision(&c);
	code = row_text(r, "pay_code");
	first = arena_printf(c.a, "%s%s,100,%sT12:00:00+08:00,TEST-1\n%s,250,%sT12:30:00+08:00,TEST-2\n", head, code,
	    row_text(r, "day"), code, row_text(r, "day"));
	write_file(&c, "one.csv", first);
	out = cli_run(&c, arena_printf(c.a, "import payments %s/one.csv", c.folder), &rc);
	assert_int_equal(rc, 0);
	assert_non_null(strstr(out, "2 rows: 2 added, 0 changed, 0 unchanged, 0 refused"));
	out = cli_run(&c, arena_printf(c.a, "import payments %s/one.csv", c.folder), &rc);
	assert_int_equal(rc, 0);
	assert_non_null(strstr(out, "2 rows: 0 added, 0 changed, 2 unchanged, 0 refused"));
	assert_int_equal(count_of(&c, "select count(*) as n from xz.caseflow_payment where serial like 'TEST-_'"), 2);
	assert_int_equal(count_of(&c, "select count(*) as n from xz.exchange_inbox where foreign_id = 'TEST-1'"
	    " and convert_from(raw, 'UTF8') like '%,100,%'"), 1);
	write_file(&c, "two.csv",
	    arena_printf(c.a, "%s%s,101,%sT12:00:00+08:00,TEST-1\nNOBODY,5,2026-01-01T00:00:00Z,TEST-3\n"
	    "%s,0,2026-01-01T00:00:00Z,TEST-4\n%s,1.5,2026-01-01T00:00:00Z,TEST-5\n%s,5,2198-01-01T00:00:00Z,TEST-6\n"
	    "%s,5,2026-01-01T00:00:00Z,\n%s,5\n", head, code, row_text(r, "day"), code, code, code, code, code));
	out = cli_run(&c, arena_printf(c.a, "import payments %s/two.csv --rejects %s/r.csv", c.folder, c.folder), &rc);
	assert_int_equal(rc, 1);
	assert_non_null(strstr(out, "7 rows: 0 added, 0 changed, 0 unchanged, 7 refused"));
	assert_int_equal(system(arena_printf(c.a, "for w in conflict pay_code amount time serial columns; do"
	    " grep -q \",$w,\" %s/r.csv || exit 1; done", c.folder)), 0);
	assert_int_equal(count_of(&c, "select count(*) as n from xz.exchange_inbox where foreign_id like 'TEST-_'"), 2);
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_payments) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
