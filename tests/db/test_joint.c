/* test_joint.c - how often a firm is visited: the caps and who may go beyond them; one visit of two agencies.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/inspections.h"

/* Planned: no reason but a campaign of the agency's own. */
static enum err
plan_own(const char *kind, const char *source, const char *it, int64_t from, bool emergency)
{
	return try_by(lead, 0, (struct inspection_key){ .action = "open", .subject = firm.subject },
	    PAIRS("kind", kind, "source", source, "reason", "节前检查", "items", it, "second", mate_ref, "from_at",
	    at(from), "to_at", at(from + 2 * DAY_US), emergency ? "emergency" : NULL, "1"));
}

static void
cap(const char *key, int64_t value)
{
	must(db_script(D->db, "begin"));
	must(db_script(D->db, arena_printf(A,
	    "update xz.calendar_parameter set valid_to = valid_from - 1 where origin = 'site' and key = '%s'", key)));
	must(db_script(D->db, arena_printf(A,
	    "insert into xz.calendar_parameter (key, value, unit, source, region, sector, valid_from, name_zh, name_en,"
	    " origin) select key, %lld, unit, source, region, sector, xz.today(), name_zh, name_en, 'site'"
	    " from xz.calendar_parameter where key = '%s' and origin = 'shipped' limit 1", (long long)value, key)));
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
	assert_true(number("select count(*) as n from xz.record_step where kind = 'inspection.open'"
	    " and convert_from(line, 'UTF8') like '%\"beyond\":{%\"way\":\"complaint\"%' and $1 <> ''", "x") == 1);
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
	must(db_script(D->db, "update xz.calendar_parameter set valid_to = valid_from - 1 where origin = 'site'"
	    " and key like 'inspection.cap.%'"));
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

/* ---- the same officers, the same firm, nothing found */

static void
clean_visit(const char *it)
{
	struct ref ref;

	must_say(plan_own("special", "assigned", it, D->now, false));
	ref = newest();
	approved(ref);
	there(ref);
	ACT(lead, "check", ref, "a_1", "pass");
	all_signed(ref);
	ACT(lead, "tell", ref);
}

/* A fourth time in a year: not without an explanation, which the approver reads; another officer, or an emergency. */
static void
test_clean(void **state)
{
	const char *third = text_of(agency->unit[0].officer_ref[2]);
	struct inspection i;
	struct ref ref, before;
	int k;

	(void)state;
	must(demo_party_new(A, D, false, &firm));
	must(db_script(D->db, "update xz.calendar_parameter set valid_to = valid_from - 1 where origin = 'site'"
	    " and key like 'inspection.cap.%'"));
	cap("inspection.clean.officer", 3);
	must_say(plan_own("special", "assigned", item[0], D->now, false));
	before = newest();	/* planned while there were none yet */
	ACT(lead, "ask", before);
	ACT(unit_head, "approve", before, "agree", "yes");
	for (k = 0; k < 3; k++)
		clean_visit(item[k]);
	told(plan_own("special", "assigned", item[0], D->now, false), ERR_INPUT, "inspect_clean");
	assert_string_equal(said.first->field, "again");
	assert_non_null(strstr(said.first->arg, " 3/3"));
	assert_string_equal(said.first->next->field, "second");
	assert_null(said.first->next->next);
	must_say(plan_own("special", "assigned", item[0], D->now, true));	/* an emergency waits for nothing */
	/* of another firm nobody has to say anything; of this one an officer who was not there may go */
	told(try_by(agency->unit[0].officer[3], 0, (struct inspection_key){ .action = "open", .subject = firm.subject },
	    PAIRS("kind", "special", "source", "assigned", "reason", "专项", "items", item[0], "second", mate_ref,
	    "from_at", at(D->now), "to_at", at(D->now + DAY_US))), ERR_INPUT, "inspect_clean");
	assert_string_equal(said.first->field, "second");
	must_say(try_by(agency->unit[0].officer[3], 0, (struct inspection_key){ .action = "open",
	    .subject = firm.subject }, PAIRS("kind", "special", "source",
	    "assigned", "reason", "专项", "items", item[0], "second", third, "from_at", at(D->now),
	    "to_at", at(D->now + DAY_US))));
	/* next year they may */
	must_say(plan_own("special", "assigned", item[0], D->now + 370 * DAY_US, false));
	/* with an explanation */
	must_say(try_by(lead, 0, (struct inspection_key){ .action = "open", .subject = firm.subject },
	    PAIRS("kind", "special", "source", "assigned", "reason", "专项", "items", item[0], "second", mate_ref,
	    "from_at", at(D->now), "to_at", at(D->now + DAY_US), "again", "本组另外两人在外地办案")));
	ref = newest();
	i = look(ref);
	assert_string_equal(i.again, "本组另外两人在外地办案");
	assert_true(number("select count(*) as n from xz.record_step where kind = 'inspection.open'"
	    " and convert_from(line, 'UTF8') like '%\"clean\":{%\"of\":3%' and $1 <> ''", "x") == 1);
	approved(ref);
#define AS_BEFORE "kind", "special", "source", "assigned", "reason", "专项", "items", item[0], "from_at", at(D->now), \
	"to_at", at(D->now + DAY_US)
	/* what was asked for before is not approved without one; returned, it is changed */
	told(TRY_ACT(head, "approve", before, "agree", "yes"), ERR_STATE, "inspect_clean_late");
	ACT(head, "approve", before, "agree", "no", "words", "请换人或者说明");
	told(TRY_ACT(lead, "change", before, AS_BEFORE, "second", mate_ref), ERR_INPUT, "inspect_clean");
	ACT(lead, "change", before, AS_BEFORE, "second", mate_ref, "again", "本组另外两人在外地办案");
#undef AS_BEFORE
	approved(before);
}

/* ---- one visit of two agencies */

static struct demo_agency *second_agency;
static int64_t b_lead, b_mate, b_head, b_chief;
static const char *b_mate_ref, *b_item;

/* Of another agency, for the same firm, a day later. */
static struct ref
opened_by_b(void)
{
	must_say(try_by(b_lead, 0, (struct inspection_key){ .action = "open", .subject = firm.subject },
	    PAIRS("kind", "case", "source", "complaint", "reason", "举报夜间排放", "items", b_item, "second",
	    b_mate_ref, "from_at", at(D->now + DAY_US), "to_at", at(D->now + 3 * DAY_US))));
	return newest();
}

static void
b_people(void)
{
	struct db_row r;

	second_agency = &D->agency[1];
	b_lead = second_agency->unit[0].officer[0];
	b_mate = second_agency->unit[0].officer[1];
	b_head = second_agency->unit[0].head;
	b_chief = second_agency->head;
	b_mate_ref = text_of(second_agency->unit[0].officer_ref[1]);
	must(DRAWS_ONE(A, D->db, &r,
	    "select ref from xz.law_check_item where code like 'JCX-HB-%' and published_on is not null"
	    " and mode = 'onsite' order by code limit 1"));
	b_item = text_of(row_ref(r, "ref"));
	must(demo_party_new(A, D, false, &firm));
	cap("inspection.cap.item", 50);
	cap("inspection.cap.agency", 50);
}

static struct inspection
look_b(struct ref ref)
{
	struct inspection i;

	must(inspection_get(A, D->db, ref, b_lead, &i));
	return i;
}

/* Offered, neither joined nor declined: not asked for.  Declined with a ground: asked for; the trace stays. */
static void
test_declined(void **state)
{
	const struct db_rows *rows;
	struct inspection i;
	struct ref a, b;

	(void)state;
	b_people();
	a = opened_case(false, NULL);
	ACT(lead, "ask", a);				/* nobody else yet */
	b = opened_by_b();
	i = look_b(b);
	must(inspection_offers(A, D->db, &i, time_day(D->now), &rows));
	assert_int_equal(db_count(rows), 1);
	assert_true(ref_eq(row_ref(db_at(rows, 0), "ref"), a));
	told(TRY_ACT(b_lead, "ask", b), ERR_STATE, "inspect_merge");
	told(TRY_ACT(b_lead, "decline", b, "with", text_of(a)), ERR_INPUT, "required");
	told(TRY_ACT(b_lead, "decline", b, "with", text_of(a), "ground", "other"), ERR_INPUT, "required");
	ACT(b_lead, "decline", b, "with", text_of(a), "ground", "firm", "words", "企业书面要求分开");
	assert_int_equal(number("select count(*) as n from xz.inspection_apart p"
	    " join xz.inspection i on i.id = p.inspection_id where p.ground = $1", "firm"), 1);
	ACT(b_lead, "ask", b);
	ACT(b_lead, "cancel", b, "reason", "needless");
	ACT(lead, "cancel", a, "reason", "needless");
}

/* The lead waits for its partner's approval; its code names both; each checks, tells and publishes its own; the firm's
 * count has one. */
static void
visit_of_both(struct ref a, struct ref b)
{
	struct db_row r;
	int64_t n;

	told(TRY_ACT(lead, "issue", a), ERR_STATE, "inspect_joint_wait");
	ACT(b_lead, "ask", b);
	ACT(b_head, "approve", b, "agree", "yes");
	ACT(b_chief, "approve", b, "agree", "yes");
	told(TRY_ACT(b_lead, "issue", b), ERR_STATE, "inspect_joint_lead");
	ACT(lead, "issue", a);
	assert_int_equal(TRY_ACT(b_lead, "part", b, "ground", "time"), ERR_STATE);	/* the code is out */
	ACT(b_lead, "issue", b);
	assert_int_equal(number("select count(*) as n from xz.inspection_code c"
	    " join xz.inspection i on i.id = c.inspection_id where i.joint_id is not null and $1 <> ''", "x"), 1);
	must(DRAWS_ONE(A, D->db, &r, "select json from xz.inspection_code where ref = $1", DB_REF(a)));
	assert_non_null(strstr(row_text(r, "json"), "\"kind\":\"joint\",\"items\":[\"JCX-SJ-"));
	assert_non_null(strstr(row_text(r, "json"), "\"JCX-HB-"));
	must(DRAWS_ONE(A, D->db, &r,
	    "select jsonb_array_length(json::jsonb -> 'officers') as n from xz.inspection_code"
	    " where ref = $1", DB_REF(a)));
	assert_int_equal(row_i64(r, "n"), 4);
	ACT(lead, "notify", a, "way", "paper");
	ACT(b_lead, "notify", b, "way", "on_site");
	ACT(lead, "arrive", a);
	ACT(b_lead, "arrive", b);
	ACT(lead, "show", a);
	ACT(mate, "show", a);
	ACT(b_lead, "show", b);
	ACT(b_mate, "show", b);
	ACT(lead, "check", a, "a_1", "pass", "a_2", "na");
	ACT(b_mate, "check", b, "a_1", "fail", "r_1", "corrected", "t_1", "台账缺页");
	all_signed(a);
	ACT(b_lead, "finish", b);
	ACT(b_lead, "party", b, "way", "drawn", "person", "谢春林 站长", "path", LINE);
	ACT(b_lead, "sign", b, "path", LINE);
	ACT(b_mate, "sign", b);
	ACT(b_lead, "tell", b);
	ACT(lead, "tell", a);
	must(DRAWS_ONE(A, D->db, &r,
	    "select count(*) as n, count(*) filter (where counted) as counted, count(distinct joint_ref) as joint"
	    " from xz.inspection_visit v"
	    " join xz.register_subject s on s.id = v.subject_id where s.ref = $1 and v.kind = 'joint'",
	    DB_REF(firm.subject)));
	assert_int_equal(row_i64(r, "n"), 2);
	assert_int_equal(row_i64(r, "counted"), 1);
	assert_int_equal(row_i64(r, "joint"), 1);
	must(inspection_due(A, D->db, daemon_account, &n));
	assert_int_equal(number("select count(*) as n from xz.inspection_public p join xz.inspection i on i.ref = p.ref"
	    " where i.joint_id is not null and $1 <> ''", "x"), 2);
	assert_string_equal(look(a).outcome, "no_issue");
	assert_string_equal(look_b(b).outcome, "rectify");
}

static void
test_joined(void **state)
{
	const struct db_rows *rows;
	struct inspection_caps c;
	struct inspection i;
	struct ref a, b;
	int64_t n;

	(void)state;
	b_people();
	a = opened_case(false, NULL);
	approved(a);
	b = opened_by_b();
	ACT(b_lead, "join", b, "with", text_of(a));
	i = look_b(b);
	assert_true(i.follows);
	assert_int_equal(i.from_at, look(a).from_at);
	must(inspection_partners(A, D->db, i.id, &rows));
	assert_int_equal(db_count(rows), 2);
	assert_true(row_bool(db_at(rows, 0), "lead"));
	must(inspection_due(A, D->db, daemon_account, &n));	/* the lead's record knows it, and its opener */
	assert_int_equal(number("select count(*) as n from xz.record_step s"
	    " join xz.inspection i on i.chain_id = s.chain_id where s.kind = 'inspection.partner_joined'"
	    " and i.joint_id is not null and $1 <> ''", "x"), 1);
	assert_int_equal(number("select count(*) as n from xz.people_task where kind = $1 and done_at is null",
	    "inspection_partner"), 1);
	must(inspection_caps(A, D->db, &i, D->now, &c));
	assert_int_equal(c.firm_n, 0);				/* its partner's is the same visit */
	visit_of_both(a, b);
	i = look_b(b);
	i.joint_ref = NULL;
	i.id = 0;
	must(inspection_caps(A, D->db, &i, D->now, &c));
	assert_int_equal(c.firm_n, 1);
	assert_int_equal(c.agency_n, 1);
}

/* Left again before the code: both go on alone, with the ground. */
static void
test_parted(void **state)
{
	struct ref a, b;
	int64_t n;

	(void)state;
	b_people();
	a = opened_case(false, NULL);
	approved(a);
	b = opened_by_b();
	ACT(b_lead, "join", b, "with", text_of(a));
	ACT(lead, "part", a, "ground", "time", "words", "对方时间不定");
	assert_int_equal(look(a).joint, 0);
	assert_int_equal(look_b(b).joint, 0);
	must(inspection_due(A, D->db, daemon_account, &n));
	assert_int_equal(number("select count(*) as n from xz.record_step where kind = $1",
	    "inspection.partner_parted"), 1);
	ACT(lead, "issue", a);
	ACT(b_lead, "ask", b);					/* not offered again */
	/* one that is cancelled leaves too */
	must(demo_party_new(A, D, false, &firm));
	a = opened_case(false, NULL);
	b = opened_by_b();
	ACT(b_lead, "join", b, "with", text_of(a));
	ACT(lead, "cancel", a, "reason", "needless");
	assert_int_equal(look_b(b).joint, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_cap, people),
		cmocka_unit_test(test_cap_at_approval),
		cmocka_unit_test(test_cap_item),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_declined),
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_parted),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
