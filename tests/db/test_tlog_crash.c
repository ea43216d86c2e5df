/* test_tlog_crash.c - whoever writes events and whoever orders, signs and publishes them are killed at random
 * points, again and again: what is published is one growing tree with all of its files, nothing is lost, nothing
 * is there twice.  XZ_ROUNDS (20; make torture: 500) says how often. */
#include "tests/db/tlog.h"

#include <signal.h>
#include <sys/prctl.h>
#include <time.h>

static unsigned
chance(unsigned below)
{
	unsigned n;

	random_bytes(&n, sizeof(n));
	return n % below;
}

static void
rest(unsigned microseconds)
{
	struct timespec t = { .tv_nsec = (long)microseconds * 1000 };

	(void)nanosleep(&t, NULL);
}

static _Noreturn void
write_events(struct bench *b)
{
	struct db *db;

	if (db_open(b->a, arena_printf(b->a, "%s user=xz_daemon", b->conninfo), "writer", &db) != OK)
		_exit(1);
	for (;;) {
		bench_events(b, db, 1 + (int)chance(60));
		rest(chance(3000));
	}
}

static int told[2];	/* a pipe: the keeper has made its first step */

static _Noreturn void
keep_log(struct bench *b)
{
	bool first = true;
	int64_t moved;

	if (db_open(b->a, arena_printf(b->a, "%s user=xz_daemon", b->conninfo), "keeper", &b->db) != OK)
		_exit(1);
	for (;; first = false) {
		if (bench_step(b, 20 + chance(200), &moved) != OK) {
			(void)fprintf(stderr, "keeper: %s\n", err_last());
			_exit(2);
		}
		if (first && write(told[1], "", 1) != 1)
			_exit(3);
	}
}

static pid_t
begin(struct bench *b, void (*run)(struct bench *))
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);	/* a failed test leaves nobody running */
		run(b);
	}
	return pid;
}

/* Killed, not ended by itself. */
static void
finish(pid_t pid)
{
	int status;

	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

static void
check(struct bench *b, struct tlog_checkpoint *last)
{
	struct tlog_checkpoint now;
	enum err e = bench_audit(b, b->log, last->origin != NULL ? last : NULL, &now);

	if (e == ERR_NOT_FOUND && last->origin == NULL)
		return;		/* killed before the first one */
	ok(e);
	*last = now;
	assert_int_equal(bench_count(b, "select (select count(*) from xz.event where kind = 'record')"
	    " - (select count(*) from xz.tlog_leaf)"
	    " - (select count(*) from xz.event_pending p join xz.event e on e.y = p.y and e.id = p.id"
	    " and e.kind = 'record') - (select count(*) from xz.event_order o join xz.event e on e.y = o.y"
	    " and e.id = o.id and e.kind = 'record'"
	    "    where o.pos > coalesce((select pos from xz.event_cursor where consumer = 'tlog'), 0)) as n"), 0);
	assert_int_equal(bench_count(b,
	    "select count(*) as n from xz.event_pending p join xz.event_order o on o.y = p.y and o.id = p.id"), 0);
	assert_true(bench_count(b, "select coalesce(max(size), 0) as n from xz.tlog_checkpoint") >= now.size);
}

static int64_t
waiting(struct bench *b)
{
	return bench_count(b, "select (select count(*) from xz.event where kind = 'record')"
	    " - (select count(*) from xz.tlog_leaf) as n");
}

static void
test_killed(void **state)
{
	const char *rounds = getenv("XZ_ROUNDS");
	struct tlog_checkpoint last = { .origin = NULL };
	long long n = 20, i;
	pid_t writer, keeper;
	struct bench b;
	int64_t moved, grown = 0;

	(void)state;
	if (rounds != NULL)
		assert_true(str_i64(rounds, 1, 100000, &n));
	if (!bench_open(&b, "crash"))
		return;
	for (i = 0; i < n; i++) {
		int64_t before = last.origin != NULL ? last.size : 0;
		char byte;

		writer = begin(&b, write_events);
		assert_int_equal(pipe(told), 0);
		keeper = begin(&b, keep_log);
		/* within the first step, or after it: a busy machine may need long for one */
		if (i % 2 == 0)
			rest(20000 + chance(130000));
		else
			assert_int_equal(read(told[0], &byte, 1), 1);
		rest(chance(60000));
		finish(keeper);
		(void)close(told[0]);
		(void)close(told[1]);
		finish(writer);
		check(&b, &last);
		grown += last.origin != NULL && last.size > before;
	}
	/* what served the killed one may hold its lock a moment longer: then nothing moves yet */
	for (i = 0; i < 200; i++) {
		ok(bench_step(&b, 10000, &moved));
		if (moved == 0 && waiting(&b) == 0)
			break;
		if (moved == 0)
			rest(50000);
	}
	check(&b, &last);
	assert_int_equal(last.size, bench_count(&b, "select count(*) as n from xz.event where kind = 'record'"));
	assert_int_equal(system(arena_printf(b.a, "! find %s -name new | grep .", b.log)), 0);
	print_message("# %lld rounds, %" PRId64 " entries, the published tree grew in %" PRId64 "\n", n,
	    last.size, grown);
	assert_true(grown >= n / 4);
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_killed) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
