/* test_act_cost.c - what an act costs: how many statements go to the store for a form and its act, as a POST sends them
 * (the session, which is one more, is not asked here).  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/play.h"

#define MOST 31			/* 32 with the session's */

/* Statements of one go at the act, with a key as every form has one. */
static int64_t
cost_of(struct story *s, int64_t account, const char *action, struct ref track, void (*fill)(struct story *s,
    struct input *in))
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE, .request = "test",
	    .key = arena_printf(A, "cost-%s-%lld", action, (long long)clock_monotonic_us()) };
	struct caseflow_key key = { .case_ref = s->case_ref, .track_ref = track, .action = action };
	int64_t before = db_statements(D->db);
	struct caseflow_form form;
	struct problems p;
	const char *answer;

	problems_init(&p, A);
	must(caseflow_form(A, D->db, &act, &key, &form));
	fill(s, form.in);
	input_read(form.in, D->now, &p);
	assert_int_equal(p.n, 0);
	must(caseflow_do(A, D->db, &act, &key, form.cf->version, &form, &p, &answer));
	return db_statements(D->db) - before;
}

static void
set(struct input *in, const char *field, const char *value)
{
	if (!input_set(in, field, value))
		fail_msg("no field %s", field);
}

static void
fill_evidence(struct story *s, struct input *in)
{
	set(in, "kind", "documentary");
	set(in, "name", "进货台账");
	set(in, "source", "当事人提供并签章确认");
	set(in, "place", "当事人经营场所");
	set(in, "taken_at", story_time(A, D, 10));
	set(in, "original", "1");
	set(in, "pages", "3");
	set(in, "shows", "证明进货数量。");
	set(in, "second", SECOND(s));
}

static void
fill_record(struct story *s, struct input *in)
{
	set(in, "started_at", story_time(A, D, 150));
	set(in, "ended_at", story_time(A, D, 70));
	set(in, "place", "当事人经营场所");
	set(in, "present_person", "王某");
	set(in, "present_role", "现场负责人");
	set(in, "certificates_shown", "1");
	set(in, "rights_told", "1");
	set(in, "found", "现场发现与线索反映情况相符的物品和票据。");
	set(in, "signed", "signed");
	set(in, "second", SECOND(s));
}

static void
fill_defence(struct story *s, struct input *in)
{
	(void)s;
	set(in, "kind", "stated");
	set(in, "content", "当事人陈述：已经整改，请求从轻。");
	set(in, "on_day", story_day(A, D, 0));
}

static void
within(int64_t cost)
{
	print_message("# %lld statements\n", (long long)cost);
	assert_in_range(cost, 1, MOST);
}

/* A step with texts that are sealed, a second signature and a task for who signs. */
static void
test_evidence(void **state)
{
	struct story *s = filed(0, false);

	(void)state;
	wait_days(0);
	within(cost_of(s, LEAD(s), "evidence_add", (struct ref){ { 0 } }, fill_evidence));
}

/* The same with a paper that has a number. */
static void
test_record(void **state)
{
	struct story *s = filed(1, false);

	(void)state;
	wait_days(0);
	within(cost_of(s, LEAD(s), "onsite_record", (struct ref){ { 0 } }, fill_record));
}

/* On one party's track, with a term that ends and tasks that change. */
static void
test_defence(void **state)
{
	struct story *s = filed(2, false);
	struct case_track *list;
	int n;

	(void)state;
	reported(s, -1, "3000", NULL, NULL, NULL);
	go(s, step_notice, 0);
	wait_days(1);
	must(caseflow_track_list(A, D->db, s->case_id, &list, &n));
	within(cost_of(s, LEAD(s), "defence_record", list[0].ref, fill_defence));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_evidence), cmocka_unit_test(test_record),
	    cmocka_unit_test(test_defence) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
