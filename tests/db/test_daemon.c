/* test_daemon.c - what xiezhid does: on the demo, preserved goods are freed when their term ends, events get their
 * order once, and the clocks that are due are found; on an empty store, a chore that fails holds up no other. */
#include "tests/db/tlog.h"

#include <signal.h>

#include "cmd/xiezhid/chores.h"
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

/* Goods preserved in a case of the field, whose term ended days ago. */
static int64_t
preserved(struct arena *a, struct db *db, const char *field, int64_t now, int64_t by)
{
	struct clock_row *due;
	struct db_row r;
	int64_t clock;
	size_t i, n;

	ok(one(a, db, arena_printf(a, "with c as (select c.id, c.ref, c.agency_id, c.unit_id from xz.caseflow_case c"
	    " join xz.law_cause l on l.id = c.cause_id and l.field = '%s' where c.number is not null"
	    " order by c.id limit 1), m as (insert into xz.caseflow_measure (case_id, kind, reason, basis, from_day)"
	    " select id, 'preserve', 'x', 'x',  xz.today() - 20 from c returning id, ref)"
	    " insert into xz.calendar_clock (subject_kind, subject_id, subject_ref, agency_id, unit_id, duty,"
	    " rule, basis_day,  calendar_version, start_at, term_n, term_unit, due_at, next_tick,"
	    " expiry_action, derivation)"
	    " select 'measure', m.id, m.ref, c.agency_id, c.unit_id, 'officer', 'preserve.term', xz.today() - 20,"
	    "  (select max(id) from xz.calendar_version), xz.now() - interval '20 days', 7, 'wd',"
	    " xz.now() - interval '9 days',  xz.now() - interval '9 days', 'preserve_lapse', '{}' from m, c"
	    " returning id", field), &r));
	clock = row_i64(r, "id");
	ok(calendar_clock_due(a, db, now, 100000, &due, &n));
	for (i = 0; i < n && due[i].id != clock; i++)
		;
	assert_true(i < n);
	ok(caseflow_preserve_lapse(a, db, &due[i], by, now));
	return clock;
}

/* 生态环境行政处罚办法 does not let them lift by themselves: late, and nobody is told that they are free. */
static enum err
stays(struct arena *a, struct db *db, void *ctx)
{
	struct db_row r;
	int64_t by, now, clock;

	(void)ctx;
	ok(people_service(a, db, "xz-daemon", &by));
	ok(db_now(a, db, &now));
	clock = preserved(a, db, "生态环境", now, by);
	ok(one(a, db, arena_printf(a, "select m.state, c.state as clock, c.next_tick is null as rests"
	    " from xz.calendar_clock c join xz.caseflow_measure m on m.id = c.subject_id where c.id = %lld",
	    (long long)clock), &r));
	assert_string_equal(row_text(r, "state"), "live");
	assert_string_equal(row_text(r, "clock"), "open");
	assert_true(row_bool(r, "rests"));
	return ERR_STATE;
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
	clock = preserved(a, db, "市场监管", now, by);
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
	assert_int_equal(db_tx_run(c.a, c.db, NULL, stays, NULL, NULL), ERR_STATE);
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

/* ---- chores */

static int ran[6], opened;

static enum err
count(int which, int64_t *n, int64_t left)
{
	ran[which]++;
	*n = left;
	return OK;
}

static enum err
open_it(struct arena *a, struct db *db)
{
	(void)a;
	(void)db;
	opened++;
	return OK;
}

static enum err
prompt(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)a;
	(void)db;
	(void)by;
	return count(0, n, 0);
}

static enum err
before(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)a;
	(void)db;
	assert_true(by > 0);
	return count(1, n, 0);
}

static enum err
broken(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)a;
	(void)by;
	(void)count(2, n, 0);
	return db_script(db, "select 1 / 0");
}

static enum err
after(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)a;
	(void)by;
	ok(db_script(db, "select 1"));
	return count(3, n, 0);
}

static enum err
hourly(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)a;
	(void)db;
	(void)by;
	return count(4, n, ran[4] < 2 ? 1 : 0);
}

static enum err
once(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)a;
	(void)db;
	(void)by;
	return count(5, n, ran[5] < 1 ? 1 : 0);
}

static void
test_chores(void **state)
{
	static const struct chore first[] = { { .name = "before", .run = before }, { .name = "broken", .run = broken },
	    { .name = NULL } };
	static const struct chore second[] = { { .name = "after", .run = after },
	    { .name = "hourly", .every = HOUR_US, .run = hourly },
	    { .name = "once", .every = CHORE_ONCE, .run = once },
	    { .name = "prompt", .prompt = true, .open = open_it, .run = prompt }, { .name = NULL } };
	static const struct module rows[] = { { .name = "one", .chores = first }, { .name = "none" },
	    { .name = "two", .chores = second }, { .name = NULL } };
	struct chores *c;
	struct bench b;
	int i;

	(void)state;
	if (!bench_open(&b, "chores"))
		return;
	ok(chores_open(b.a, b.db, rows, &c));
	assert_int_equal(opened, 1);
	for (i = 0; i < 5; i++)
		chores_tick(b.a, c);
	assert_int_equal(ran[0], 5);
	assert_int_equal(ran[1], 5);
	assert_int_equal(ran[2], 5);	/* tried again at each tick */
	assert_int_equal(ran[3], 5);
	assert_int_equal(ran[4], 3);	/* twice there was something to do, then it waits */
	assert_int_equal(ran[5], 2);
	bench_close(&b);
}

static const char *
own_program(struct arena *a, const char *name)
{
	char path[4096], *slash;
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	int up;

	assert_true(n > 0);
	path[n] = '\0';
	for (up = 0; up < 3 && (slash = strrchr(path, '/')) != NULL; up++)
		*slash = '\0';
	return arena_printf(a, "%s/bin/%s", path, name);
}

/* What it logs goes into b->folder/daemon.log. */
static pid_t
daemon_start(struct bench *b)
{
	const char *conf = arena_printf(b->a, "%s/daemon.conf", b->folder), *program = own_program(b->a, "xiezhid");
	FILE *f = fopen(conf, "w");
	pid_t pid;

	assert_non_null(f);
	(void)fprintf(f, "state = %s\nkeys = %s\ndatabase = %s user=xz_daemon\ntest_clock = 1\nlog_name = %s\n",
	    b->folder, b->folder, b->conninfo, LOG_NAME);
	assert_int_equal(fclose(f), 0);
	pid = fork();
	if (pid == 0) {
		if (freopen(arena_printf(b->a, "%s/daemon.log", b->folder), "w", stderr) != NULL)
			(void)execl(program, program, "--conf", conf, (char *)NULL);
		_exit(127);
	}
	assert_true(pid > 0);
	return pid;
}

/* The rights of two chores are missing: the others do their work, and the log names the two. */
static void
test_broken_chores(void **state)
{
	const char *left = "select count(*) as n from xz.db_act where key = 'three months old'";
	int status, i;
	struct bench b;
	size_t n;
	char *text;
	pid_t pid;

	(void)state;
	if (!bench_open(&b, "broken"))
		return;
	bench_sql(&b, b.name, "revoke execute on function xz.db_make_partitions(int, int) from public, xz_daemon;"
	    " revoke all on xz.spotcheck_task from xz_daemon;"
	    " insert into xz.db_act (principal, key, body_hash, at) values (1, 'three months old', sha256('x'),"
	    " clock_timestamp() - interval '91 days')");
	bench_events(&b, b.db, 3);
	pid = daemon_start(&b);
	for (i = 0; i < 3000 && (bench_count(&b, left) > 0 ||
	    bench_count(&b, "select count(*) as n from xz.event_pending") > 0); i++)
		(void)usleep(100000);
	(void)usleep(300000);
	assert_int_equal(kill(pid, SIGTERM), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(bench_count(&b, left), 0);
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.event_pending"), 0);
	ok(file_read(b.a, b.folder, "daemon.log", 1 << 20, &text, &n));
	assert_non_null(strstr(text, "\"chore\":\"partitions\""));
	assert_non_null(strstr(text, "\"chore\":\"draws\""));
	assert_null(strstr(text, "\"chore\":\"calendar\""));
	bench_close(&b);
}

/* Without the keys of the log the daemon does all else, and says so; the log follows once they are there. */
static void
test_no_keys(void **state)
{
	const char *waits = "select count(*) as n from xz.event_pending",
	    *behind = "select max(o.pos) - coalesce((select c.pos from xz.event_cursor c where c.consumer = 'tlog'), 0)"
	    " as n from xz.event_order o";
	int status, i, round;
	struct bench b;
	size_t n;
	char *text;
	pid_t pid;

	(void)state;
	if (!bench_open(&b, "nokeys"))
		return;
	assert_int_equal(rename(arena_printf(b.a, "%s/log-sm2.pem", b.folder), arena_printf(b.a, "%s/x", b.folder)), 0);
	bench_events(&b, b.db, 3);
	for (round = 0; round < 2; round++) {
		pid = daemon_start(&b);
		for (i = 0; i < 3000 && bench_count(&b, round == 0 ? waits : behind) > 0; i++)
			(void)usleep(100000);
		(void)usleep(300000);
		assert_int_equal(kill(pid, SIGTERM), 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
		assert_int_equal(bench_count(&b, waits), 0);
		assert_int_equal(bench_count(&b, behind), round == 0 ? 6 : 0);
		ok(file_read(b.a, b.folder, "daemon.log", 1 << 20, &text, &n));
		assert_int_equal(strstr(text, "\"chore\":\"log\"") != NULL, round == 0);
		assert_int_equal(rename(arena_printf(b.a, "%s/x", b.folder),
		    arena_printf(b.a, "%s/log-sm2.pem", b.folder)), round == 0 ? 0 : -1);
	}
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_lapse), cmocka_unit_test(test_purge),
	    cmocka_unit_test(test_chores), cmocka_unit_test(test_broken_chores),
	    cmocka_unit_test(test_no_keys) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
