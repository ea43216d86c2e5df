/* test_row_rights.c - what the store itself lets people of the desk read and write, whatever a handler does.
 * XZ_TEST_DEMO_DB: a store with the demo. */
#include "tests/db/cli.h"

static struct db *desk;
static struct arena *whole;
static struct db *admin;

static struct db_row
one(struct arena *a, struct db *db, const char *sql)
{
	struct db_stmt *st = ARENA_NEW(a, struct db_stmt);
	struct db_row r;

	*st = (struct db_stmt){ .sql = sql, .where = "test" };
	ok(db_one(a, db, st, &r, NULL, 0));
	return r;
}

/* From here on the desk's connection speaks for this account; NULL: for nobody. */
static void
as(const char *username)
{
	static int n;
	const char *token = arena_printf(whole, "token-%d-%d", (int)getpid(), ++n);

	if (username != NULL)
		ok(db_script(admin, arena_printf(whole,
		    "insert into xz.people_session (token_hash, account_id, csrf_secret, method,"
		    " expires_at) select sha256('%s'), id, '\\x00', 'test', clock_timestamp() + interval '1 hour'"
		    " from xz.people_account where username = '%s'", token, username)));
	ok(db_script(desk, arena_printf(whole, "set xz.token to '%s'", token)));
}

static int64_t
seen(const char *sql)
{
	return row_i64(one(whole, desk, sql), "n");
}

/* Rows that an UPDATE of the desk reaches; it is rolled back. */
static int64_t
changed(const char *sql)
{
	int64_t n;

	ok(db_script(desk, "begin"));
	n = row_i64(one(whole, desk, arena_printf(whole,
	    "with u as (%s returning 1) select count(*) as n from u", sql)), "n");
	ok(db_script(desk, "rollback"));
	return n;
}

static bool
refused(const char *sql)
{
	bool out;

	ok(db_script(desk, "begin"));
	out = db_script(desk, sql) != OK && strstr(err_last(), "42501") != NULL;
	ok(db_script(desk, "rollback"));
	return out;
}

static void
test_supervisor_reads_only(void **state)
{
	static const char *const tables[][2] = { { "caseflow_case", "title" }, { "caseflow_track", "state" },
	    { "caseflow_party", "name" }, { "caseflow_decision", "revoked_on" }, { "caseflow_officer", "reason" },
	    { "review_request", "opinion" }, { "review_point", "note" },
	    { "record_document where subject_kind = 'case'", "state" },
	    { "disclosure_item", "state" },
	    { "disclosure_redaction", "state" } };
	size_t i;

	(void)state;
	as("supervisor1");
	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		const char *where = strchr(tables[i][0], ' ');
		int n = where != NULL ? (int)(where - tables[i][0]) : (int)strlen(tables[i][0]);

		assert_true(seen(arena_printf(whole, "select count(*) as n from xz.%s", tables[i][0])) > 0);
		if (changed(arena_printf(whole, "update xz.%.*s set %s = %s%s", n, tables[i][0], tables[i][1],
		    tables[i][1],
		    where != NULL ? where : "")) != 0)
			fail_msg("a supervisor writes %s", tables[i][0]);
	}
	assert_true(refused(arena_printf(whole,
	    "insert into xz.caseflow_factor (case_id, factor, value) select id, 'x', 'x'"
	    " from xz.caseflow_case limit 1")));
	as("sj.chief");
	assert_true(changed("update xz.caseflow_case set title = title") > 0);
	assert_true(changed("update xz.caseflow_track set state = state") > 0);
	assert_true(changed("update xz.caseflow_decision set revoked_on = revoked_on") > 0);
	assert_true(changed("update xz.caseflow_officer set reason = reason") > 0);
}

static void
test_spans_follow_their_item(void **state)
{
	static const char *const tables[] = { "disclosure_redaction", "disclosure_channel" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		const char *all = arena_printf(whole, "select count(*) as n from xz.%s", tables[i]);
		int64_t n = row_i64(one(whole, admin, all), "n");

		as(NULL);
		assert_int_equal(seen(all), 0);
		as("sj.publisher");
		assert_true(seen(all) > 0 && seen(all) < n);
		assert_int_equal(seen(arena_printf(whole,
		    "select count(*) as n from xz.%s s where not exists (select from"
		    " xz.disclosure_item i where i.id = s.item_id)", tables[i])), 0);
		as("sysadmin");
		assert_int_equal(seen(all), 0);
	}
	as("hj.publisher");
	assert_true(refused(arena_printf(whole,
	    "insert into xz.disclosure_redaction (item_id, field, at, len) values (%lld,"
	    " 'facts', 0, 1)", (long long)row_i64(one(whole, admin, "select min(i.id) as n from xz.disclosure_item i"
	    " join xz.people_agency g on g.id = i.agency_id and g.code = 'sj'"), "n"))));
}

#define DEPUTY(from, to, duty, by) "insert into xz.people_deputy (from_account, to_account, duty," \
	" from_day, until_day," \
    " basis, granted_by) select f.id, t.id, '" duty "', xz.today(), xz.today() + 5, 'x', b.id" \
    " from xz.people_account f," \
    " xz.people_account t, xz.people_account b where f.username = '" from "' and t.username = '" to \
    "' and b.username = '" by "'"

/* Refused by a constraint of this name. */
static bool
against(const char *sql, const char *constraint)
{
	bool out;

	ok(db_script(desk, "begin"));
	out = db_script(desk, sql) != OK && strcmp(db_constraint(desk), constraint) == 0;
	ok(db_script(desk, "rollback"));
	return out;
}

static void
test_deputies(void **state)
{
	const char *held = "select count(*) as n from xz.caseflow_case where xz.people_actor_has(8)";

	(void)state;
	as("sj.officer1");
	assert_true(refused(DEPUTY("sj.chief", "sj.officer1", "agency_head", "sj.officer1")));
	assert_true(refused(DEPUTY("sj.chief", "sj.officer1", "agency_head", "sj.chief")));
	as("hj.chief");
	assert_true(refused(DEPUTY("sj.chief", "sj.archivist", "agency_head", "hj.chief")));
	assert_true(refused(DEPUTY("hj.chief", "sj.archivist", "agency_head", "hj.chief")));
	as("sj.chief");
	assert_true(against(DEPUTY("sj.reviewer1", "sj.officer1", "reviewer", "sj.chief"), "people_duty_conflict"));
	assert_true(against(DEPUTY("sj.head1", "sj.archivist", "unit_head", "sj.chief"), "people_deputy_unit"));
	assert_true(against(DEPUTY("sj.archivist", "sj.publisher", "agency_head", "sj.chief"),
	    "people_deputy_holder"));
	assert_true(against(DEPUTY("sj.archivist", "sj.chief", "agency_head", "sj.chief"), "people_deputy_holder"));
	ok(db_script(desk, DEPUTY("sj.chief", "sj.archivist", "agency_head", "sj.chief")));
	assert_true(refused("update xz.people_deputy set until_day = until_day + 30"));
	as("sj.archivist");
	assert_true(seen(held) > 0);
	/* a deputy names nobody in their turn */
	assert_true(refused(DEPUTY("sj.chief", "sj.publisher", "agency_head", "sj.archivist")));
	/* and is not granted what excludes it */
	assert_int_equal(db_script(admin,
	    "insert into xz.people_duty (account_id, duty, granted_by) select id, 'sysadmin', id"
	    " from xz.people_account where username = 'sj.archivist'"), ERR_INPUT);
	as("sj.chief");
	ok(db_script(desk, "update xz.people_deputy set revoked_at = xz.now() where revoked_at is null"));
	as("sj.archivist");
	assert_int_equal(seen(held), 0);
}

#define SHARE(by) "insert into xz.people_share (subject_kind, subject_id, to_kind, to_id, level, purpose," \
	" basis, until_day," \
    " granted_by) select 'case', (select min(c.id) from xz.caseflow_case c" \
    " join xz.people_agency g on g.id = c.agency_id and" \
    " g.code = 'sj'), 'account', t.id, 'full', 'x', '', xz.today() + 5, b.id" \
    " from xz.people_account t, xz.people_account b" \
    " where t.username = 'hj.officer1' and b.username = '" by "'"

static void
test_shares_read_only(void **state)
{
	const char *theirs = "select count(*) as n from xz.caseflow_case c"
	    " join xz.people_agency g on g.id = c.agency_id and g.code = 'sj'";

	(void)state;
	as("hj.officer1");
	assert_int_equal(seen(theirs), 0);
	assert_true(refused(SHARE("hj.officer1")));
	as("sj.archivist");
	assert_true(refused(SHARE("sj.archivist")));
	as("sj.chief");
	ok(db_script(desk, SHARE("sj.chief")));
	as("hj.officer1");
	assert_int_equal(seen(theirs), 1);
	assert_int_equal(changed("update xz.caseflow_case c set title = title from xz.people_agency g"
	    " where g.id = c.agency_id and g.code = 'sj'"), 0);
	assert_int_equal(changed("update xz.caseflow_officer o set reason = reason from xz.caseflow_case c"
	    " join xz.people_agency g on g.id = c.agency_id and g.code = 'sj' where c.id = o.case_id"), 0);
	assert_int_equal(changed("update xz.people_share set revoked_at = null"), 0);
	as("sj.chief");
	ok(db_script(desk, "update xz.people_share set revoked_at = xz.now() where revoked_at is null"));
	as("hj.officer1");
	assert_int_equal(seen(theirs), 0);
}

/* What another agency's inspection is,
    is asked through functions that look who asks; a visit of several is nobody's to
 * write. */
static void
test_joint_visits(void **state)
{
	int64_t theirs = row_i64(one(whole, admin,
	    "select min(i.id) as n from xz.inspection i join xz.people_agency g on g.id = i.agency_id"
	    " where g.short_name = '市市场监管局'"), "n");

	(void)state;
	as("hj.officer1");
	assert_int_equal(seen(arena_printf(whole,
	    "select count(*) as n from xz.inspection where id = %lld", (long long)theirs)), 0);
	assert_int_equal(seen(arena_printf(whole,
	    "select count(*) as n from xz.inspection_item where inspection_id = %lld", (long long)theirs)), 0);
	assert_int_equal(seen(arena_printf(whole,
	    "select count(*) as n from xz.inspection_partners(%lld)", (long long)theirs)), 0);
	assert_int_equal(seen(arena_printf(whole,
	    "select count(*) as n from xz.inspection_offers(%lld, 3000, 9)", (long long)theirs)), 0);
	assert_int_equal(seen(arena_printf(whole,
	    "select count(xz.inspection_join(%lld, xz.new_ref(), 3000, 9)) as n", (long long)theirs)), 0);
	assert_int_equal(seen(arena_printf(whole, "select count(xz.inspection_part(%lld)) as n", (long long)theirs)),
	    0);
	assert_true(refused("insert into xz.inspection_joint (subject_id, lead_id, made_at) values (1, 1, xz.now())"));
	assert_true(refused("insert into xz.inspection_joint_move (joint_id, inspection_id, kind, at)"
	    " values (1, 1, 'joined', xz.now())"));
	assert_true(refused("select count(*) from xz.people_code_step"));
	as(NULL);
	assert_int_equal(seen(arena_printf(whole,
	    "select count(*) as n from xz.inspection_partners(%lld)", (long long)theirs)), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_supervisor_reads_only),
		cmocka_unit_test(test_spans_follow_their_item), cmocka_unit_test(test_deputies),
		cmocka_unit_test(test_shares_read_only), cmocka_unit_test(test_joint_visits) };
	const char *conninfo = getenv("XZ_TEST_DEMO_DB");

	cmocka_set_message_output(CM_OUTPUT_TAP);
	if (str_empty(conninfo)) {
		(void)printf("1..0 # SKIP XZ_TEST_DEMO_DB names no store\n");
		return 0;
	}
	whole = arena_new("rights");
	if (db_open(whole, arena_printf(whole, "%s user=xz_admin", conninfo), "test", &admin) != OK ||
	    db_open(whole, arena_printf(whole, "%s user=xz_desk", conninfo), "test", &desk) != OK) {
		(void)printf("Bail out! %s\n", err_last());
		return 1;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
