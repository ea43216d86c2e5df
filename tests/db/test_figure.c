/* test_figure.c - figures: each event that counts once, whoever is killed and however many count; one that cannot be
 * counted is set aside and holds up no other; counting again gives what is kept, to the row. */
#include "tests/db/tlog.h"

#include <signal.h>
#include <sys/prctl.h>

#include "lib/figure/figure.h"

#define KEPT "select count(*) as n from xz.figure_delta"
#define COUNTING "select count(*) as n from xz.event where kind in ('publish', 'close', 'decide')"

static bool
figures_open(struct bench *b, const char *word)
{
	if (!bench_open(b, word))
		return false;
	bench_sql(b, b->name, "insert into xz.people_region (code, name, level) values ('430400', '衡阳市', 'city')"
	    " on conflict do nothing; insert into xz.people_agency (code, name, short_name, number_word, kind, region)"
	    " values ('t', '市局', '市局', '衡', 'organ', '430400')");
	bench_sql(b, b->name, "delete from xz.figure_kind; insert into xz.figure_kind (code, n, name_zh, name_en, unit,"
	    " events, states, dims, formula_zh, formula_en, valid_from)"
	    " select left(k.kind, 1), 1, k.kind, k.kind, k.unit, array[k.kind], '{}', '{agency}', '', '', '1980-01-01'"
	    " from (values ('publish', 'count'), ('close', 'count'), ('decide', 'fen')) k (kind, unit)");
	return true;
}

/* n of each: published, closed, decided, and what counts as nothing. */
static void
tell(struct bench *b, struct db *db, int n)
{
	struct arena *a = arena_child(b->a);

	ok(db_script(db, arena_printf(a,
	    "with made as (insert into xz.event (y, kind, subject_kind, subject_ref, agency_id, actor, at, occurred_at,"
	    "  fen)"
	    " select 2026, (array['publish', 'close', 'decide', 'report'])[1 + i %% 4], 'case', xz.new_ref(), g.id,"
	    "  xz.new_ref(), xz.now(), xz.now() - interval '1 day' * (i %% 90), case when i %% 4 = 2 then 12345 end"
	    " from generate_series(1, %d) i, xz.people_agency g where g.code = 't' returning y, id)"
	    " insert into xz.event_pending (y, id) select y, id from made", 4 * n)));
	arena_free(a);
}

static void
count_all(struct bench *b)
{
	int64_t n;

	ok(stream_order_chore(b->a, b->db, 0, &n));
	ok(figure_chore(b->a, b->db, 0, &n));
}

static void
fits(struct bench *b)
{
	struct figure_recount c;

	ok(figure_recount(b->a, b->admin, false, &c));
	assert_int_equal(c.missing, 0);
	assert_int_equal(c.wrong, 0);
	assert_int_equal(c.kept, c.counted);
	assert_int_equal(c.kept, bench_count(b, KEPT));
}

static _Noreturn void
keep_counting(struct bench *b)
{
	struct db *db;
	int64_t n;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);	/* a failed test leaves nobody running */
	if (db_open(b->a, arena_printf(b->a, "%s user=xz_daemon", b->conninfo), "keeper", &db) != OK)
		_exit(1);
	for (;;) {
		tell(b, db, 5);
		if (stream_order_chore(b->a, db, 0, &n) != OK || figure_chore(b->a, db, 0, &n) != OK) {
			(void)fprintf(stderr, "keeper: %s\n", err_last());
			_exit(2);
		}
	}
}

static void
test_killed(void **state)
{
	int round, i, status, tries;
	int64_t before = 0;
	struct bench b;
	pid_t pid[2];

	(void)state;
	if (!figures_open(&b, "counted"))
		return;
	for (round = 0; round < 4; round++) {
		for (i = 0; i < 2; i++) {
			pid[i] = fork();
			assert_true(pid[i] >= 0);
			if (pid[i] == 0)
				keep_counting(&b);
		}
		for (tries = 0; tries < 3000 && bench_count(&b, KEPT) < before + 30; tries++)
			(void)usleep(10000 + (useconds_t)round * 1237);
		for (i = 0; i < 2; i++) {
			assert_int_equal(kill(pid[i], SIGKILL), 0);
			assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
			assert_true(WIFSIGNALED(status));
		}
		bench_settle(&b, "keeper");
		before = bench_count(&b, KEPT);
		fits(&b);
	}
	count_all(&b);
	fits(&b);
	assert_int_equal(bench_count(&b, KEPT), bench_count(&b, COUNTING));
	bench_close(&b);
}

static void
test_poisoned(void **state)
{
	struct figure_recount c;
	struct bench b;
	int64_t n;
	int i;

	(void)state;
	if (!figures_open(&b, "spoilt"))
		return;
	tell(&b, b.db, 10);
	ok(stream_order_chore(b.a, b.db, 0, &n));
	bench_sql(&b, b.name, "update xz.event set dims = '{\"level\": \"city\"}'"
	    " where id = (select min(id) from xz.event where kind = 'close')");
	for (i = 1; i < STREAM_TRIES; i++) {
		assert_int_equal(figure_chore(b.a, b.db, 0, &n), ERR_STATE);
		bench_sql(&b, b.name, "update xz.stream_aside set next_at = '2020-01-01'");
	}
	ok(figure_chore(b.a, b.db, 0, &n));
	assert_int_equal(bench_count(&b, KEPT), 29);
	fits(&b);	/* what is set aside is not missing */
	bench_sql(&b, b.name,
	    "update xz.event set dims = xz.event_dims(subject_ref, agency_id) where not dims ? 'cause'");
	ok(stream_again(b.a, b.admin, "figure", bench_count(&b, "select pos as n from xz.stream_aside")));
	ok(figure_chore(b.a, b.db, 0, &n));
	assert_int_equal(bench_count(&b, KEPT), 30);
	fits(&b);
	/* what was changed by hand is found, and put right */
	bench_sql(&b, b.name, "update xz.figure_delta set n = 2 where pos = (select min(pos) from xz.figure_delta)");
	ok(figure_recount(b.a, b.admin, true, &c));
	assert_int_equal(c.missing, 1);
	assert_int_equal(c.wrong, 1);
	fits(&b);
	bench_close(&b);
}

/* Events of before say nothing of themselves yet: nothing is counted until they do. */
static void
test_waits(void **state)
{
	struct bench b;
	int64_t n;

	(void)state;
	if (!figures_open(&b, "waits"))
		return;
	tell(&b, b.db, 3);
	bench_sql(&b, b.name, "update xz.event set dims = '{}' where kind = 'report'");
	count_all(&b);
	assert_int_equal(bench_count(&b, KEPT), 0);
	bench_sql(&b, b.name, "select xz.event_dims_infer(100)");
	ok(figure_chore(b.a, b.db, 0, &n));
	assert_int_equal(n, 12);
	assert_int_equal(bench_count(&b, KEPT), 9);
	assert_int_equal(bench_count(&b, "select sum(fen) as n from xz.figure_delta"), 3 * 12345);
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_killed), cmocka_unit_test(test_poisoned),
	    cmocka_unit_test(test_waits) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
