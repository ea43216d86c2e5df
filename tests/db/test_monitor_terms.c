/* test_monitor_terms.c - rules over terms, all of them: a clock just outside its days of warning raises nothing, one
 * just within them is warned of, one that is over is an alert; each once.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/ceremony.h"

#include "lib/monitor/monitor.h"
#include "lib/people/reference.h"

static int64_t daemon_account;

static void
look(void)
{
	int64_t n;

	must(monitor_due(A, D->db, daemon_account, &n));
}

/* A clock of the rule on the case, with so many of its unit from now. */
static int64_t
clock_of(const struct clock_new *on, const char *rule, const char *unit, int64_t n)
{
	struct clock_new c = *on;
	int64_t id;

	c.rule = rule;
	c.unit_given = unit;
	c.n_given = n;
	c.start_at = D->now;
	c.any_day = true;
	must(calendar_clock_start(A, D->db, &c, &id));
	return id;
}

static int64_t
alerts(int64_t clock, const char *level)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select count(*) as n from xz.monitor_alert where clock_id = $1 and level = $2",
	    DB_I64(clock), DB_TEXT(level)));
	return row_i64(r, "n");
}

struct watched {
	const char *rule;
	int64_t outside, within;	/* clocks; outside 0: nobody is warned before */
};

static void
test_each(void **state)
{
	struct story *s = filed(0, false);
	struct clock_new on = { .subject_kind = "case", .subject_id = s->case_id, .agency = s->agency->id,
	    .duty = "officer", .account = s->unit->officer[0] };
	const struct db_rows *rules;
	struct watched *w;
	struct db_row r;
	int i, n;

	(void)state;
	must(people_service(A, D->db, "xz-daemon", &daemon_account));
	must(DRAWS_ONE(A, D->db, &r, "select ref, unit_id from xz.caseflow_case where id = $1", DB_I64(s->case_id)));
	on.subject_ref = row_ref(r, "ref");
	on.unit = row_i64(r, "unit_id");
	must(db_script(D->db, "delete from xz.monitor_rule where clock is not null and valid_to is not null;"
	    " update xz.monitor_rule set valid_from = '2000-01-01' where clock is not null"));
	must(DRAWS_MANY(A, D->db, &rules,
	    "select clock, warn_n, warn_unit from xz.monitor_rule where clock is not null order by id"));
	n = db_count(rules);
	assert_true(n >= 30);
	w = ARENA_ARRAY(A, struct watched, (size_t)n);
	for (i = 0; i < n; i++) {
		int64_t warn = row_i64_or(db_at(rules, i), "warn_n", 0);
		const char *unit = row_text_or(db_at(rules, i), "warn_unit", "d");

		w[i].rule = row_text(db_at(rules, i), "clock");
		if (row_has(db_at(rules, i), "warn_n"))
			w[i].outside = clock_of(&on, w[i].rule, unit, warn + 1);
		w[i].within = clock_of(&on, w[i].rule, unit, warn > 0 ? warn : 1);
	}
	look();
	for (i = 0; i < n; i++) {
		if (w[i].outside != 0 && alerts(w[i].outside, "yellow") != 0)
			fail_msg("%s is warned of too early", w[i].rule);
		if (alerts(w[i].within, "yellow") != (w[i].outside != 0) || alerts(w[i].within, "red") != 0)
			fail_msg("%s is not warned of, or is over", w[i].rule);
	}
	must(demo_clock(D, D->now + 60 * DAY_US));
	look();
	look();
	for (i = 0; i < n; i++) {
		if (alerts(w[i].within, "red") != 1 || (w[i].outside != 0 && alerts(w[i].outside, "red") != 1))
			fail_msg("%s is over and no alert", w[i].rule);
		if (alerts(w[i].within, "yellow") != 0)
			fail_msg("%s has a warning beside its alert", w[i].rule);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_each) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
