/* test_admin.c - migrate again, keys, first administrators, accounts and duties, the movable clock. */
#include "tests/db/cli.h"

#include <sys/stat.h>

#include "lib/db/loaded.h"
#include "lib/people/admin.h"
#include "lib/people/reference.h"

static void
test_migrate_again(void **state)
{
	struct cli c;
	char *out;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	out = cli_run(&c, "migrate", &code);
	assert_int_equal(code, 0);
	out = cli_run(&c, "migrate", &code);
	assert_int_equal(code, 0);
	assert_non_null(strstr(out, "0 applied, functions and rights unchanged, reference data unchanged"));
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.people_account where username in ('xz-daemon', 'xz-cli')"), 2);
	out = cli_run(&c, "status", &code);
	assert_int_equal(code, 0);
	assert_non_null(strstr(out, "schema\t"));
	cli_close(&c);
}

static void
test_keys(void **state)
{
	static const char *const files[] = { "form.key", "otp.key", "identity.key", "evidence.key", "log-ed25519.pem",
	    "log-sm2.pem", "file-sm2.pem", "intake-sm2.pem", "spool-sm2.pem", NULL };
	struct stat before[sizeof(files) / sizeof(*files)], st;
	struct cli c;
	int i, code;

	(void)state;
	if (!cli_open(&c))
		return;
	(void)cli_run(&c, "keys", &code);
	assert_int_equal(code, 0);
	for (i = 0; files[i] != NULL; i++) {
		assert_int_equal(stat(arena_printf(c.a, "%s/keys/%s", c.folder, files[i]), &before[i]), 0);
		assert_int_equal(before[i].st_mode & 0777, 0600);
	}
	(void)cli_run(&c, "keys", &code);
	assert_int_equal(code, 0);
	for (i = 0; files[i] != NULL; i++) {
		assert_int_equal(stat(arena_printf(c.a, "%s/keys/%s", c.folder, files[i]), &st), 0);
		assert_int_equal(st.st_ino, before[i].st_ino);		/* never made again */
	}
	cli_close(&c);
}

static void
test_clock(void **state)
{
	struct cli c;
	char *out;
	int code;

	(void)state;
	if (!cli_open(&c))
		return;
	out = cli_run(&c, "clock set 2026-09-30T10:00:00+08:00", &code);
	assert_int_equal(code, 0);
	assert_true(str_starts(out, "2026-09-30T10:00:0"));
	out = cli_run(&c, "clock advance 2wd", &code);		/* over the National Day week */
	assert_true(str_starts(out, "2026-10-09T10:00:0"));
	out = cli_run(&c, "clock advance 36h", &code);
	assert_true(str_starts(out, "2026-10-10T22:00:0"));
	(void)cli_run(&c, "clock advance 0d", &code);
	assert_int_equal(code, 2);
	(void)cli_run(&c, "clock set yesterday", &code);
	assert_int_equal(code, 2);
	(void)cli_run(&c, "clock reset", &code);
	assert_int_equal(code, 0);
	assert_int_equal(system(arena_printf(c.a, "sed -i 's/test_clock = 1/test_clock = 0/' %s/admin.conf", c.folder)),
	    0);
	(void)cli_run(&c, "clock advance 1d", &code);
	assert_int_equal(code, 2);
	(void)cli_run(&c, "session xz-cli", &code);
	assert_int_equal(code, 2);
	cli_close(&c);
}

static enum err
duties(struct arena *a, struct db *db, void *ctx)
{
	struct people_account_new n = { .username = "test.duties", .display_name = "试验" };
	int64_t id, by;

	(void)ctx;
	ok(people_service(a, db, "xz-cli", &by));
	ok(people_account_add(a, db, &n, &id));
	ok(people_duty_grant(a, db, id, "sysadmin", DAY_NONE, by));
	ok(people_duty_revoke(a, db, id, "sysadmin", by));
	ok(people_duty_grant(a, db, id, "officer", DAY_NONE, by));
	ok(db_script(db, "savepoint one"));
	assert_int_equal(people_duty_grant(a, db, id, "reviewer", DAY_NONE, by), ERR_INPUT);
	assert_string_equal(db_constraint(db), "people_duty_conflict");
	ok(db_script(db, "rollback to one"));
	assert_int_equal(people_duty_grant(a, db, id, "auditadmin", DAY_NONE, by), ERR_INPUT);
	ok(db_script(db, "rollback to one"));
	assert_int_equal(people_account_add(a, db, &n, &id), ERR_CONFLICT);
	ok(db_script(db, "rollback to one"));
	n.username = "No Such Name";
	assert_int_equal(people_account_add(a, db, &n, &id), ERR_INPUT);
	return ERR_STATE;
}

static void
test_duties(void **state)
{
	struct cli c;

	(void)state;
	if (!cli_open(&c))
		return;
	assert_int_equal(db_tx_run(c.a, c.db, NULL, duties, NULL, NULL), ERR_STATE);
	cli_close(&c);
}

static enum err
tree(struct arena *a, struct db *db, void *ctx)
{
	struct people_agency_new n = { .code = "test-a", .name = "甲", .short_name = "甲", .number_word = "甲",
	    .kind = "organ", .region = "430400", .field = "市场监管" };
	struct people_agency *list;
	int64_t top, mid, low;
	int i, count, depth = -1;

	(void)ctx;
	ok(people_agency_add(a, db, &n, &top));
	n.code = "test-b";
	n.parent = top;
	ok(people_agency_add(a, db, &n, &mid));
	n.code = "test-c";
	n.parent = mid;
	ok(people_agency_add(a, db, &n, &low));
	ok(people_agency_list(a, db, &list, &count));
	for (i = 0; i < count; i++)
		if (list[i].id == low)
			depth = list[i].depth;
	assert_int_equal(depth, 2);
	assert_int_equal(people_agency_change(a, db, low, 99, &n, true), ERR_CONFLICT);
	ok(people_agency_change(a, db, low, 1, &n, false));
	return ERR_STATE;
}

static void
test_tree(void **state)
{
	struct cli c;

	(void)state;
	if (!cli_open(&c))
		return;
	assert_int_equal(db_tx_run(c.a, c.db, NULL, tree, NULL, NULL), ERR_STATE);
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_migrate_again),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_clock),
		cmocka_unit_test(test_duties),
		cmocka_unit_test(test_tree),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
