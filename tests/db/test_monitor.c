/* test_monitor.c - terms that are near and over: what is raised, once; what ends it; who answers.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/ceremony.h"

#include "lib/monitor/monitor.h"
#include "lib/people/reference.h"

static int64_t daemon_account, supervisor;

static int64_t
look(void)
{
	int64_t n = -1;

	must(monitor_due(A, D->db, daemon_account, &n));
	return n;
}

static struct monitor_alert
newest(void)
{
	struct monitor_alert x;
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.monitor_alert order by id desc limit 1"));
	must(monitor_get(A, D->db, row_ref(r, "ref"), D->now, &x));
	return x;
}

static enum err
answer(int64_t account, const struct monitor_alert *x, const char *action, const char *field, const char *words)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct input *in = NULL;
	const char *said_at;
	enum err e = monitor_form(A, D->db, account, x->ref, action, &in);

	problems_init(&said, A);
	if (e != OK)
		return e;
	if (words != NULL)
		assert_true(input_set(in, field, words));
	input_read(in, D->now, &said);
	return said.n > 0 ? ERR_INPUT : monitor_do(A, D->db, &act, x->ref, action, x->version, in, &said, &said_at);
}

static int64_t
steps_of(const struct monitor_alert *x)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select count(*) as n from xz.record_step where chain_id = $1", DB_I64(x->chain)));
	return row_i64(r, "n");
}

static struct story *
clue(int agency)
{
	struct story *s = opened(agency, false, false);

	go(s, step_register_clue, 0);
	go(s, step_assign_clue, 0);
	return s;
}

static int
people(void **state)
{
	struct db_row r;

	(void)state;
	must(people_service(A, D->db, "xz-daemon", &daemon_account));
	must(DRAWS_ONE(A, D->db, &r,
	    "select d.account_id as id from xz.people_duty d where d.duty = 'supervisor' limit 1"));
	supervisor = row_i64(r, "id");
	/* the tests count what a clue's own term brings; its reporter is told, or not, beside it */
	must(db_script(D->db, arena_printf(A,
	    "insert into xz.monitor_mute (key, from_on, to_on, reason, made_by, made_at)"
	    " values ('reporter.tell', '2000-01-01', '2100-01-01', '测试', %lld, xz.now())", (long long)supervisor)));
	(void)look();
	return 0;
}

/* Near: a row and no more; done in time it goes by itself. */
static void
test_warned(void **state)
{
	struct story *s = clue(0);
	struct monitor_alert x;

	(void)state;
	wait_days(11);
	assert_int_equal(look(), 0);		/* four working days are left */
	wait_days(1);
	assert_int_equal(look(), 1);
	assert_int_equal(look(), 0);
	x = newest();
	assert_string_equal(x.level, "yellow");
	assert_string_equal(x.code, "M01");
	assert_int_equal(x.chain, 0);
	assert_int_equal(answer(s->unit->officer[0], &x, "explain", "words", "人手不足"), ERR_STATE);
	go(s, step_verify_clue, 0);
	go(s, step_propose_filing, 0);
	go(s, step_decide_file, 0);
	assert_int_equal(look(), 1);
	x = newest();
	assert_string_equal(x.ended, "met");
	assert_int_equal(look(), 0);
}

/* Over: the warning becomes an alert with a record; explained, asked again, accepted by who is above. */
static void
test_over(void **state)
{
	struct story *s = clue(0);
	struct monitor_alert x, y;

	(void)state;
	wait_days(13);
	assert_int_equal(look(), 1);
	x = newest();
	wait_days(3);
	assert_int_equal(look(), 1);
	assert_int_equal(look(), 0);
	y = newest();
	assert_memory_equal(&x.ref, &y.ref, sizeof(x.ref));
	assert_string_equal(y.level, "red");
	assert_string_equal(y.state, "open");
	assert_int_equal(steps_of(&y), 1);
	assert_int_equal(number("select count(*) as n from xz.people_task where kind = $1 and done_at is null",
	    "alert_explain"), 1);
	assert_int_equal(answer(D->agency[1].unit[0].officer[0], &y, "explain", "words", "别的机关不能说明"),
	    ERR_NOT_FOUND);
	assert_int_equal(answer(supervisor, &y, "accept", NULL, NULL), ERR_STATE);
	told(answer(s->unit->officer[0], &y, "explain", "words", NULL), ERR_INPUT, "required");
	must(answer(s->unit->officer[0], &y, "explain", "words", "等待检测结果，下周完成核查"));
	y = newest();
	assert_string_equal(y.state, "explained");
	assert_string_equal(y.words, "等待检测结果，下周完成核查");
	assert_int_equal(answer(s->unit->head, &y, "accept", NULL, NULL), ERR_NOT_FOUND);
	must(answer(supervisor, &y, "ask_again", "reply", "请附检测委托书"));
	y = newest();
	assert_string_equal(y.state, "open");
	must(answer(s->unit->head, &y, "explain", "words", "检测委托书已经附卷"));
	y = newest();
	must(answer(supervisor, &y, "accept", NULL, NULL));
	y = newest();
	assert_string_equal(y.state, "accepted");
	assert_null(y.ended);			/* the clue still waits */
	assert_int_equal(steps_of(&y), 5);
	assert_int_equal(number("select count(*) as n from xz.people_task where kind like $1 and done_at is null",
	    "alert%"), 0);
	go(s, step_verify_clue, 0);
	go(s, step_propose_filing, 0);
	go(s, step_decide_file, 0);
	assert_int_equal(look(), 1);
	y = newest();
	assert_string_equal(y.ended, "met");
	assert_int_equal(steps_of(&y), 6);
}

/* Another end of the term: what was said ends, and is said anew when it is time. */
static void
test_moved(void **state)
{
	struct story *s = clue(0);
	struct clock_extension x = { .n = 15, .unit = "wd", .by = s->unit->head, .reason = "test" };
	struct monitor_alert first, next;
	int64_t clock;

	(void)state;
	wait_days(13);
	assert_int_equal(look(), 1);
	first = newest();
	must(calendar_clock_find(A, D->db, "case", s->case_id, "clue.verify", &clock));
	assert_int_equal(clock, first.clock);
	x.at = D->now;
	must(calendar_clock_extend(A, D->db, clock, &x));
	assert_int_equal(look(), 1);
	must(monitor_get(A, D->db, first.ref, D->now, &first));
	assert_string_equal(first.ended, "moved");
	wait_days(14);
	assert_int_equal(look(), 1);
	next = newest();
	assert_memory_not_equal(&first.ref, &next.ref, sizeof(first.ref));
	assert_string_equal(next.level, "yellow");
}

/* A term of a duty that no unit holds is its holders' to explain, whatever unit has the case. */
static void
test_duty(void **state)
{
	struct story *s = clue(0);
	struct clock_new c = { .subject_kind = "case", .subject_id = s->case_id, .agency = s->agency->id,
	    .duty = "reviewer", .rule = "review.term", .sector = "市场监管", .basis_day = DAY_NONE };
	struct monitor_alert x;
	struct db_row r;
	int64_t clock;

	(void)state;
	must(DRAWS_ONE(A, D->db, &r, "select ref, unit_id from xz.caseflow_case where id = $1", DB_I64(s->case_id)));
	c.subject_ref = row_ref(r, "ref");
	c.unit = row_i64(r, "unit_id");
	c.start_at = D->now;
	must(calendar_clock_start(A, D->db, &c, &clock));
	wait_days(12);
	assert_true(look() > 0);	/* what the tests before left behind is due as well */
	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.monitor_alert where clock_id = $1", DB_I64(clock)));
	must(monitor_get(A, D->db, row_ref(r, "ref"), D->now, &x));
	assert_string_equal(x.level, "red");
	assert_int_equal(number("select count(*) as n from xz.people_task where kind = $1 and duty = 'reviewer'"
	    " and unit_id is null and done_at is null", "alert_explain"), 1);
	assert_int_equal(answer(s->unit->officer[0], &x, "explain", "words", "不是本人的期限"), ERR_NOT_FOUND);
	must(DRAWS_ONE(A, D->db, &r, "select a.id from xz.people_account a join xz.people_duty d on d.account_id = a.id"
	    " where d.duty = 'reviewer' and a.agency_id = $1 limit 1", DB_I64(s->agency->id)));
	must(answer(row_i64(r, "id"), &x, "explain", "words", "卷宗退回补正后重新起算"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_warned, people),
		cmocka_unit_test(test_over),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_duty),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
