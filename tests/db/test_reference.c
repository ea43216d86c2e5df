/* test_reference.c - shipped tables: the same files again write nothing; what differs is brought in step, what the site
 * made its own stays; a file with a column too few is refused by name.  XZ_TEST_DB: an empty store of its own. */
#include "tests/db/cli.h"

#include <sys/stat.h>
#include <unistd.h>

#include "lib/caseflow/caseflow.h"
#include "lib/db/reference.h"
#include "lib/disclosure/reference.h"
#include "lib/inspection/reference.h"
#include "lib/law/law.h"
#include "lib/monitor/monitor.h"
#include "lib/people/reference.h"
#include "lib/review/reference.h"

static enum err (*const loaders[])(struct arena *a, struct db *db, const char *folder) = { people_reference_load,
    law_reference_load, caseflow_reference_load, review_reference_load, disclosure_reference_load,
    inspection_reference_load, monitor_reference_load };

static enum err
all(struct arena *a, struct db *db)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < sizeof(loaders) / sizeof(*loaders); i++)
		e = loaders[i](a, db, "etc/reference");
	return e;
}

static int64_t
number(struct arena *a, struct db *db, struct db_stmt *st)
{
	struct db_row r;

	ok(db_one(a, db, st, &r, NULL, 0));
	return row_i64(r, "n");
}
#define NUMBER(sql) number(a, db, DB_STMT_(sql))

/* Rows this transaction has written. */
static int64_t
written(struct arena *a, struct db *db)
{
	return NUMBER("select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint as n"
	    " from pg_stat_xact_user_tables where schemaname = 'xz'");
}

static enum err
twice(struct arena *a, struct db *db, void *ctx)
{
	(void)ctx;
	ok(all(a, db));
	assert_int_equal(written(a, db), 0);
	return ERR_STATE;
}

static enum err
changed(struct arena *a, struct db *db, void *ctx)
{
	int64_t n = NUMBER("select count(*) as n from xz.law_tier_condition");

	(void)ctx;
	ok(DB_EXEC(a, db, "update xz.law_code set name_zh = 'another', valid_to = '2020-01-01'"
	    " where kind = 'request_sort'"));
	ok(DB_EXEC(a, db, "update xz.act_transition set guards = '{}', duty = 1 where action = 'decide'"
	    " and procedure = 'ordinary'"));
	ok(DB_EXEC(a, db, "update xz.law_matter set name = 'another' where id = (select min(id) from xz.law_matter)"));
	ok(DB_EXEC(a, db, "update xz.law_check_item set standard = 'ours', origin = 'site'"
	    " where id = (select min(id) from xz.law_check_item)"));
	ok(DB_EXEC(a, db, "update xz.people_region set name = 'ours', origin = 'site' where code = '430000'"));
	ok(DB_EXEC(a, db, "delete from xz.review_criterion where id = (select min(id) from xz.review_criterion)"));
	ok(DB_EXEC(a, db, "delete from xz.law_tier_condition"));
	ok(all(a, db));
	assert_int_equal(NUMBER("select count(*) as n from xz.law_code where name_zh = 'another'"), 0);
	assert_int_equal(NUMBER("select count(*) as n from xz.law_code where kind = 'request_sort'"
	    " and valid_to is not null"), 0);
	assert_int_equal(NUMBER("select count(*) as n from xz.act_transition where action = 'decide'"
	    " and procedure = 'ordinary' and (guards = '{}' or duty = 1)"), 0);
	assert_int_equal(NUMBER("select version as n from xz.law_matter"
	    " where id = (select min(id) from xz.law_matter)"), 2);
	assert_int_equal(NUMBER("select count(*) as n from xz.law_check_item where standard = 'ours'"), 1);
	assert_int_equal(NUMBER("select count(*) as n from xz.people_region where name = 'ours'"), 1);
	assert_int_equal(NUMBER("select count(*) as n from xz.law_tier_condition"), n);
	return ERR_STATE;
}

static enum err
wrong(struct arena *a, struct db *db, void *ctx)
{
	const char *folder = ctx;

	assert_int_equal(monitor_reference_load(a, db, folder), ERR_INPUT);
	assert_non_null(strstr(err_last(), "rule.csv"));
	return ERR_STATE;
}

static void
in_transaction(db_tx_fn fn, void *ctx)
{
	struct cli c;

	if (!cli_open(&c))
		return;
	assert_int_equal(db_tx_run(c.a, c.db, NULL, fn, ctx, NULL), ERR_STATE);	/* nothing of it stays */
	cli_close(&c);
}

static void
test_twice(void **state)
{
	(void)state;
	in_transaction(twice, NULL);
}

static void
test_changed(void **state)
{
	(void)state;
	in_transaction(changed, NULL);
}

static void
test_wrong_file(void **state)
{
	char folder[] = "/tmp/xz-reference-XXXXXX";
	FILE *f;
	char path[64];

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/rule.csv", folder);
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fputs("code,clock\nM1,case.term\n", f);
	assert_int_equal(fclose(f), 0);
	in_transaction(wrong, folder);
	(void)unlink(path);
	(void)rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_wrong_file),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
