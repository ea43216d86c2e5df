/* test_stream.c - order and consumers: each event once and in order, whoever is killed and however many there are; an
 * event that cannot be taken is set aside; a log that cannot sign stops nobody else. */
#include "tests/db/tlog.h"

#include <signal.h>
#include <sys/prctl.h>

/* Takes down where each event stands; one of the kind "case.poison" cannot be taken. */
static enum err
note(struct arena *a, struct db *db, const struct stream_batch *b)
{
	return DB_EXEC(a, db, "insert into xz.test_noted (pos, one)"
	    " select o.pos, 1 / (e.kind <> 'case.poison')::int from xz.event_order o"
	    " join xz.event e on e.y = o.y and e.id = o.id where o.pos > $1 and o.pos <= $2", DB_I64(b->from),
	    DB_I64(b->to));
}
static const struct stream_consumer noting = { .name = "test", .limit = 50, .take = note };

static bool
notes_open(struct bench *b, const char *word)
{
	if (!bench_open(b, word))
		return false;
	bench_sql(b, b->name, "create table xz.test_noted (pos bigint, one int);"
	    " grant select, insert on xz.test_noted to xz_daemon, xz_admin");
	return true;
}

static void
poison(struct bench *b, int n)
{
	ok(db_script(b->db, arena_printf(b->a,
	    "with made as (insert into xz.event (y, kind, subject_kind, subject_ref, actor, at)"
	    " select 2026, 'case.poison', 'chain', xz.new_ref(), xz.new_ref(), xz.now() from generate_series(1, %d)"
	    " returning y, id) insert into xz.event_pending (y, id) select y, id from made", n)));
}

static void
order_all(struct bench *b)
{
	int64_t n;

	ok(stream_order_chore(b->a, b->db, 0, &n));
}

/* As if the rests were over. */
static void
rested(struct bench *b)
{
	bench_sql(b, b->name, "update xz.stream_aside set next_at = '2020-01-01'");
}

#define NOTED "select count(*) as n from xz.test_noted"
#define ORDERED "select coalesce(max(pos), 0) as n from xz.event_order"
#define CURSOR "select coalesce(max(pos), 0) as n from xz.event_cursor where consumer = 'test'"

static void
test_once(void **state)
{
	struct bench b;
	int64_t n;

	(void)state;
	if (!notes_open(&b, "once"))
		return;
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(n, 0);
	bench_events(&b, b.db, 130);
	order_all(&b);
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(n, 260);
	assert_int_equal(bench_count(&b, NOTED), 260);
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(n, 0);
	assert_int_equal(bench_count(&b, ORDERED), 260);
	assert_int_equal(bench_count(&b, CURSOR), 260);
	/* while another is at it nothing is done twice, and nobody waits */
	bench_events(&b, b.db, 5);
	ok(db_script(b.admin, "select pg_advisory_lock(7825, 1)"));
	ok(stream_order_chore(b.a, b.db, 0, &n));
	assert_int_equal(n, 0);
	ok(db_script(b.admin, "select pg_advisory_unlock(7825, 1), pg_advisory_lock(7826, hashtext('test'))"));
	order_all(&b);
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(n, 0);
	ok(db_script(b.admin, "select pg_advisory_unlock(7826, hashtext('test'))"));
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(n, 10);
	bench_close(&b);
}

/* Only the event that fails is set aside, after its tries; those behind it are taken; it is an incident; once mended it
 * is taken again. */
static void
test_poisoned(void **state)
{
	const struct db_rows *rows;
	struct bench b;
	int64_t n;
	int i;

	(void)state;
	if (!notes_open(&b, "poison"))
		return;
	bench_events(&b, b.db, 10);
	poison(&b, 1);
	bench_events(&b, b.db, 60);
	order_all(&b);
	for (i = 1; i < STREAM_TRIES; i++) {
		assert_int_equal(stream_consume(b.a, b.db, &noting, &n), ERR_STATE);
		assert_non_null(strstr(err_last(), "event 21"));
		assert_int_equal(bench_count(&b, CURSOR), 20);
		/* not before its time */
		assert_int_equal(stream_consume(b.a, b.db, &noting, &n), ERR_STATE);
		assert_int_equal(bench_count(&b, "select max(tries) as n from xz.stream_aside"), i);
		rested(&b);
	}
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.tlog_incident"), 0);
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(bench_count(&b, NOTED), 140);
	assert_int_equal(bench_count(&b, CURSOR), 141);
	assert_int_equal(bench_count(&b,
	    "select count(*) as n from xz.tlog_incident where kind = 'stream.aside' and detail = 'test 21'"), 1);
	ok(stream_aside(b.a, b.admin, &rows));
	assert_int_equal(db_count(rows), 1);
	assert_string_equal(row_text(db_at(rows, 0), "kind"), "case.poison");
	/* again, and it still fails; then it is mended */
	assert_int_equal(stream_again(b.a, b.admin, "test", 20), ERR_NOT_FOUND);
	ok(stream_again(b.a, b.admin, "test", 21));
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(bench_count(&b, NOTED), 140);
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.stream_aside where state = 'aside'"), 1);
	bench_sql(&b, b.name, "update xz.event set kind = 'case.mended' where kind = 'case.poison'");
	ok(stream_again(b.a, b.admin, "test", 21));
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(n, 1);
	assert_int_equal(bench_count(&b, NOTED), 141);
	assert_int_equal(bench_count(&b, "select count(distinct pos) as n from xz.test_noted"), 141);
	bench_close(&b);
}

/* When everything fails it is not the events' fault. */
static void
test_stands(void **state)
{
	struct bench b;
	int64_t n;
	int i;

	(void)state;
	if (!notes_open(&b, "stands"))
		return;
	poison(&b, 2 * STREAM_ASIDE_MOST);
	order_all(&b);
	for (i = 0; i < 3 * STREAM_ASIDE_MOST * STREAM_TRIES; i++) {
		assert_int_equal(stream_consume(b.a, b.db, &noting, &n), ERR_STATE);
		rested(&b);
	}
	assert_int_equal(bench_count(&b, "select count(*) as n from xz.stream_aside where state = 'aside'"),
	    STREAM_ASIDE_MOST);
	assert_int_equal(bench_count(&b, CURSOR), STREAM_ASIDE_MOST);
	bench_close(&b);
}

static _Noreturn void
keep_going(struct bench *b)
{
	struct db *db;
	int64_t n;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);	/* a failed test leaves nobody running */
	if (db_open(b->a, arena_printf(b->a, "%s user=xz_daemon", b->conninfo), "keeper", &db) != OK)
		_exit(1);
	for (;;) {
		bench_events(b, db, 7);
		if (stream_order_chore(b->a, db, 0, &n) != OK || stream_consume(b->a, db, &noting, &n) != OK) {
			(void)fprintf(stderr, "keeper: %s\n", err_last());
			_exit(2);
		}
	}
}

/* Two at a time, killed anywhere. */
static void
test_killed(void **state)
{
	struct bench b;
	pid_t pid[2];
	int64_t n, before = 0;
	int round, i, status, tries;

	(void)state;
	if (!notes_open(&b, "killed"))
		return;
	for (round = 0; round < 6; round++) {
		for (i = 0; i < 2; i++) {
			pid[i] = fork();
			assert_true(pid[i] >= 0);
			if (pid[i] == 0)
				keep_going(&b);
		}
		for (tries = 0; tries < 3000 && bench_count(&b, NOTED) < before + 150; tries++)
			(void)usleep(10000 + (useconds_t)round * 1237);
		for (i = 0; i < 2; i++) {
			assert_int_equal(kill(pid[i], SIGKILL), 0);
			assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
			assert_true(WIFSIGNALED(status));
		}
		bench_settle(&b, "keeper");
		before = bench_count(&b, NOTED);
		assert_int_equal(before, bench_count(&b, CURSOR));
	}
	order_all(&b);
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(bench_count(&b, NOTED), bench_count(&b, "select count(*) as n from xz.event"));
	assert_int_equal(bench_count(&b, NOTED), bench_count(&b, "select count(distinct pos) as n from xz.test_noted"));
	assert_int_equal(bench_count(&b, ORDERED), bench_count(&b, "select count(*) as n from xz.event_order"));
	bench_close(&b);
}

/* The log's keys are gone: events are ordered and taken, and the log follows once they are back. */
static void
test_log_stands(void **state)
{
	struct program_keys none = { NULL };
	struct tlog_checkpoint now;
	struct tlog_keys keys;
	struct bench b;
	int64_t n, moved;

	(void)state;
	if (!notes_open(&b, "stood"))
		return;
	bench_events(&b, b.db, 5);
	ok(bench_step(&b, 1000, &moved));
	assert_int_equal(tlog_keys_of(b.a, &none, LOG_NAME, &keys), ERR_IO);
	bench_events(&b, b.db, 20);
	order_all(&b);
	ok(stream_consume(b.a, b.db, &noting, &n));
	assert_int_equal(n, 50);
	assert_int_equal(bench_count(&b, "select pos as n from xz.event_cursor where consumer = 'tlog'"), 10);
	ok(bench_step(&b, 1000, &moved));
	assert_int_equal(moved, 40);
	ok(bench_audit(&b, b.log, NULL, &now));
	assert_int_equal(now.size, 25);
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_once), cmocka_unit_test(test_poisoned),
	    cmocka_unit_test(test_stands), cmocka_unit_test(test_killed), cmocka_unit_test(test_log_stands) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
