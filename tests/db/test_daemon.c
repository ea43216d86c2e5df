/* test_daemon.c - what xiezhid does, on the demo: preserved goods are freed when their term ends, events get
 * their order once, and the clocks that are due are found. */
#include "tests/db/cli.h"

#include "lib/calendar/calendar.h"
#include "lib/caseflow/term_end.h"
#include "lib/db/purge.h"
#include "lib/people/reference.h"

static enum err
one(struct arena *a, struct db *db, const char *sql, struct db_row *r)
{
	struct db_stmt *st = ARENA_NEW(a, struct db_stmt);

	*st = (struct db_stmt){ .sql = sql, .where = "test" };
	return db_one(a, db, st, r, NULL, 0);
}

static enum err
lapse(struct arena *a, struct db *db, void *ctx)
{
	struct clock_row *due;
	struct db_row r;
	int64_t by, now, clock;
	size_t i, n;

	(void)ctx;
	ok(people_service(a, db, "xz-daemon", &by));
	ok(db_now(a, db, &now));
	ok(one(a, db, "with c as (select id, ref, agency_id, unit_id from xz.caseflow_case where number is not null"
	    " order by id limit 1), m as (insert into xz.caseflow_measure (case_id, kind, reason, basis, from_day)"
	    " select id, 'preserve', 'x', 'x',  xz.today() - 20 from c returning id, ref)"
	    " insert into xz.calendar_clock (subject_kind, subject_id, subject_ref, agency_id, unit_id, duty,"
	    " rule, basis_day,  calendar_version, start_at, term_n, term_unit, due_at, next_tick,"
	    " expiry_action, derivation)"
	    " select 'measure', m.id, m.ref, c.agency_id, c.unit_id, 'officer', 'preserve.term', xz.today() - 20,"
	    "  (select max(id) from xz.calendar_version), xz.now() - interval '20 days', 7, 'wd',"
	    " xz.now() - interval '9 days',  xz.now() - interval '9 days', 'preserve_lapse', '{}' from m, c"
	    " returning id", &r));
	clock = row_i64(r, "id");
	ok(calendar_clock_due(a, db, now, 100000, &due, &n));
	for (i = 0; i < n && due[i].id != clock; i++)
		;
	assert_true(i < n);
	ok(caseflow_preserve_lapse(a, db, &due[i], by, now));
	ok(one(a, db, "select m.state, m.end_reason, c.state as clock from xz.caseflow_measure m"
	    " join xz.calendar_clock c on c.subject_kind = 'measure' and c.subject_id = m.id order by m.id desc"
	    " limit 1", &r));
	assert_string_equal(row_text(r, "state"), "lapsed");
	assert_string_equal(row_text(r, "clock"), "lapsed");
	ok(one(a, db, "select count(*) as n from xz.record_step s join xz.people_principal p on p.ref = s.actor"
	    " and p.kind = 'service' where s.kind = 'measure.lapsed'"
	    " and s.recorded_at > xz.now() - interval '1 minute'", &r));
	assert_int_equal(row_i64(r, "n"), 1);
	ok(calendar_clock_due(a, db, now, 100000, &due, &n));
	for (i = 0; i < n; i++)
		assert_true(due[i].id != clock);
	return ERR_STATE;
}

static void
test_lapse(void **state)
{
	struct cli c;

	(void)state;
	if (!cli_open_store(&c, "XZ_TEST_DEMO_DB"))
		return;
	assert_int_equal(db_tx_run(c.a, c.db, NULL, lapse, NULL, NULL), ERR_STATE);
	cli_close(&c);
}

static void
test_purge(void **state)
{
	struct cli c;
	int64_t gone;

	(void)state;
	if (!cli_open_store(&c, "XZ_TEST_DEMO_DB"))
		return;
	ok(db_script(c.db,
	    "insert into xz.db_act (principal, key, body_hash, at) values (1, 'three months old', sha256('x'),"
	    " clock_timestamp() - interval '91 days')"));
	ok(db_act_purge(c.a, c.db, &gone));
	assert_true(gone >= 1);
	assert_int_equal(count_of(&c,
	    "select count(*) as n from xz.db_act where at < clock_timestamp() - interval '90 days'"), 0);
	cli_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_lapse), cmocka_unit_test(test_purge) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
