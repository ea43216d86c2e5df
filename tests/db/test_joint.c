/* test_joint.c - how often a firm is visited: the caps and who may go beyond them; one visit of two agencies.
 * XZ_TEST_PLAY_DB: an empty store with all migrations. */
#include "tests/db/inspections.h"

/* Planned: no reason but a campaign of the agency's own. */
static enum err
plan_own(const char *kind, const char *source, const char *it, int64_t from, bool emergency)
{
	return try_by(lead, 0, (struct inspection_key){ .action = "open", .subject = firm.subject }, PAIRS("kind", kind, "source", source, "reason", "节前检查",
	    "items", it, "second", mate_ref, "from_at", at(from), "to_at", at(from + 2 * DAY_US), emergency ? "emergency" : NULL, "1"));
}

static void
cap(const char *key, int64_t value)
{
	must(db_script(D->db, "begin"));
	must(db_script(D->db, arena_printf(A, "update xz.calendar_parameter set valid_to = valid_from - 1 where origin = 'site' and key = '%s'", key)));
	must(db_script(D->db, arena_printf(A, "insert into xz.calendar_parameter (key, value, unit, source, region, sector, valid_from, name_zh, name_en,"
	    " origin) select key, %lld, unit, source, region, sector, xz.today(), name_zh, name_en, 'site' from xz.calendar_parameter where key = '%s'"
	    " and valid_to is null on conflict do nothing", (long long)value, key)));
	must(db_script(D->db, "commit"));
}

static const char *
text_at(const char *sql)
{
	struct db_row r;

	(void)sql;
	must(DRAWS_ONE(A, D->db, &r, "select coalesce(beyond, '') as t from xz.inspection order by id desc limit 1"));
	return row_text(r, "t");
}

/* Four visits in a year are the cap: the fifth is refused with its number; what a clue, an order from above, a firm's
 * wish or an emergency brings about goes ahead, and says by what. */
static void
test_cap(void **state)
{
	struct inspection_caps c;
	struct inspection i;
	struct ref ref;
	int k;

	(void)state;
	cap("inspection.cap.agency", 4);	/* the test's year is before those shipped */
	for (k = 0; k < 4; k++) {
		must_say(plan_own("special", "other", item[0], D->now, false));
		ref = newest();
		ACT(lead, "ask", ref);
	}
	told(plan_own("special", "other", item[1], D->now, false), ERR_STATE, "inspect_cap_agency");
	assert_string_equal(said.first->arg, "4/4");
	must_say(plan_own("special", "assigned", item[1], D->now, false));
	assert_string_equal(text_at(""), "assigned");
	must_say(plan_own("case", "complaint", item[1], D->now, false));
	ref = newest();
	assert_string_equal(text_at(""), "complaint");
	ACT(lead, "ask", ref);
	must_say(plan_own("special", "other", item[1], D->now, true));
	assert_string_equal(text_at(""), "emergency");
	/* the list: what was asked for or begun, not what is only planned */
	i = look(ref);
	must(inspection_caps(A, D->db, &i, D->now, &c));
	assert_int_equal(c.agency_n, 5);
	assert_int_equal(c.agency_of, 4);
	assert_int_equal(db_count(c.visits), 5);
	assert_true(number("select count(*) as n from xz.record_step where kind = 'inspection.open' and convert_from(line, 'UTF8')"
	    " like '%\"beyond\":{%\"way\":\"complaint\"%' and $1 <> ''", "x") == 1);
}

/* Planned before the cap was reached, asked for after: refused there. */
static void
test_cap_at_approval(void **state)
{
	struct ref a, b;

	(void)state;
	must(demo_party_new(A, D, false, &firm));
	cap("inspection.cap.agency", 1);
	must_say(plan_own("special", "other", item[0], D->now, false));
	a = newest();
	must_say(plan_own("special", "other", item[1], D->now, false));
	b = newest();
	approved(a);
	told(TRY_ACT(lead, "ask", b), ERR_STATE, "inspect_cap_agency");
	ACT(lead, "cancel", a, "reason", "needless");
	ACT(lead, "ask", b);
}

static void
test_cap_item(void **state)
{
	struct ref ref;

	(void)state;
	must(demo_party_new(A, D, false, &firm));
	must(db_script(D->db, "update xz.calendar_parameter set valid_to = valid_from - 1 where origin = 'site' and key like 'inspection.cap.%'"));
	cap("inspection.cap.item", 2);
	must_say(plan_own("special", "other", item[0], D->now, false));
	ref = newest();
	ACT(lead, "ask", ref);
	must_say(plan_own("special", "other", item[0], D->now, false));
	ref = newest();
	ACT(lead, "ask", ref);
	told(plan_own("special", "other", item[0], D->now, false), ERR_STATE, "inspect_cap_item");
	must_say(plan_own("special", "other", item[1], D->now, false));
	ACT(lead, "cancel", ref, "reason", "needless");
	must_say(plan_own("special", "other", item[0], D->now, false));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_cap, people),
		cmocka_unit_test(test_cap_at_approval),
		cmocka_unit_test(test_cap_item),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
