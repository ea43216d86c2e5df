/* test_ledger.c - the ledger of visits: no visit without its row, one locked row a year, caps lowered in mid-year, the
 * consent to one routine visit more; the programme filed for the year held against visits.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "lib/joint/joint.h"
#include "tests/db/inspections.h"

#define UNCOUNTED "select count(*) as n from xz.inspection_uncounted where $1 <> ''"

static void
figure(const char *key, int64_t value)
{
	must(db_script(D->db, arena_printf(A,
	    "begin; update xz.calendar_parameter set valid_to = valid_from - 1"
	    " where origin = 'site' and key = '%s'; insert into xz.calendar_parameter (key, value, unit, source,"
	    " region, sector, valid_from, name_zh, name_en, origin) select key, %lld, unit, source, '000000',"
	    " sector, xz.today(), name_zh, name_en, 'site' from xz.calendar_parameter where key = '%s'"
	    " and origin = 'shipped' limit 1; commit",
	    key, (long long)value, key)));
}

static struct ref
special(const char *it)
{
	must_say(try_open(PAIRS("kind", "special", "source", "other", "reason", "节前检查", "items", it, "second",
	    mate_ref, "from_at", at(D->now), "to_at", at(D->now + 2 * DAY_US))));
	return newest();
}

static int64_t
rows_of(struct ref ref)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select count(*) as n from xz.inspection_ledger where source_ref = $1",
	    DB_REF(ref)));
	return row_i64(r, "n");
}

static const char *
uuid_of(struct ref ref)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select ref::text as t from xz.inspection where ref = $1", DB_REF(ref)));
	return row_text(r, "t");
}

/* As the locked row has it. */
static int64_t
taken(struct ref ref)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select c.taken::bigint as n from xz.inspection_cap c join xz.inspection i"
	    " on (i.subject_id, i.agency_id) = (c.subject_id, c.agency_id) where i.ref = $1", DB_REF(ref)));
	return row_i64(r, "n");
}

/* Taken with the approval, given back with the giving up, made once; and the sum is what the visits add up to. */
static void
test_taken_and_given_back(void **state)
{
	struct ref a, b;

	(void)state;
	a = special(item[0]);
	b = special(item[1]);
	assert_int_equal(look(a).nth, 0);
	approved(a);
	approved(b);
	assert_int_equal(look(a).nth, 1);
	assert_int_equal(look(b).nth, 2);
	assert_int_equal(look(b).cap, -1);		/* of that year none was published */
	ACT(lead, "cancel", a, "reason", "needless");
	assert_int_equal(rows_of(a), 2);
	assert_int_equal(look(a).nth, 0);
	assert_int_equal(number(UNCOUNTED, "x"), 0);
	there(b);
	ACT(lead, "check", b, "a_1", "pass");
	all_signed(b);
	ACT(lead, "tell", b);
	assert_int_equal(rows_of(b), 1);
	assert_int_equal(number(UNCOUNTED, "x"), 0);
	assert_int_equal(taken(b), 1);
}

static void
test_no_visit_without_its_row(void **state)
{
	struct ref a = special(item[0]);
	struct db_row r;

	(void)state;
	must(DRAWS_ONE(A, D->db, &r, "select id from xz.inspection where ref = $1", DB_REF(a)));
	assert_int_equal(db_script(D->db, arena_printf(A,
	    "update xz.inspection set approval = 'approved' where id = %lld", (long long)row_i64(r, "id"))), ERR_INPUT);
	assert_string_equal(db_constraint(D->db), "inspection_booked");
	assert_int_equal(db_script(D->db, arena_printf(A,
	    "insert into xz.inspection_visit (subject_id, agency_id, kind, day, officers,"
	    " source_kind, source_ref) select subject_id, agency_id, 'special', xz.today(), '{}',"
	    " 'inspection', ref from xz.inspection where id = %lld", (long long)row_i64(r, "id"))), ERR_INPUT);
	assert_string_equal(db_constraint(D->db), "inspection_booked");
	assert_int_equal(db_script(D->db, "update xz.inspection_ledger set counted = not counted"), ERR_DENIED);
	assert_int_equal(db_script(D->db, "delete from xz.inspection_ledger"), ERR_DENIED);
}

/* Asked for while there was room, approved when there is none: refused there, and those who only ask take no place. */
static void
test_the_last_place(void **state)
{
	struct ref v[3];
	int k;

	(void)state;
	must(demo_party_new(A, D, false, &firm));
	figure("inspection.cap.agency", 3);
	for (k = 0; k < 3; k++) {
		v[k] = special(item[k]);
		ACT(lead, "ask", v[k]);
		ACT(unit_head, "approve", v[k], "agree", "yes");
	}
	figure("inspection.cap.agency", 2);
	ACT(head, "approve", v[0], "agree", "yes", "words", "同意");
	ACT(head, "approve", v[1], "agree", "yes", "words", "同意");
	told(TRY_ACT(head, "approve", v[2], "agree", "yes", "words", "同意"), ERR_STATE, "inspect_cap_agency");
	assert_string_equal(said.first->arg, "2/2");
	ACT(lead, "cancel", v[0], "reason", "needless");
	ACT(head, "approve", v[2], "agree", "yes", "words", "同意");
	assert_int_equal(look(v[2]).nth, 2);
	assert_int_equal(look(v[2]).cap, 2);
	assert_int_equal(number(UNCOUNTED, "x"), 0);
}

/* What was approved stands; who approved it hears of it once; a new one is blocked. */
static void
test_lowered(void **state)
{
	struct ref v[2];
	int64_t n;
	int k;

	(void)state;
	must(demo_party_new(A, D, false, &firm));
	figure("inspection.cap.agency", 3);
	for (k = 0; k < 2; k++) {
		v[k] = special(item[k]);
		approved(v[k]);
	}
	figure("inspection.cap.agency", 1);
	must(inspection_due(A, D->db, daemon_account, &n));
	must(inspection_due(A, D->db, daemon_account, &n));
	assert_int_equal(look(v[0]).cap_lowered, -1);
	assert_int_equal(look(v[1]).cap_lowered, 1);
	assert_int_equal(number("select count(*) as n from xz.people_task t join xz.inspection i on i.id = t.subject_id"
	    " where t.kind = 'inspection_cap_lowered' and t.done_at is null and i.ref = $1::uuid", uuid_of(v[1])), 1);
	told(try_open(PAIRS("kind", "special", "source", "other", "reason", "节前检查", "items", item[2], "second",
	    mate_ref, "from_at", at(D->now), "to_at", at(D->now + 2 * DAY_US))), ERR_STATE, "inspect_cap_agency");
	there(v[1]);
	assert_int_equal(number("select count(*) as n from xz.people_task where kind = 'inspection_cap_lowered'"
	    " and done_at is null and subject_ref = $1::uuid", uuid_of(v[1])), 0);
}

static const char *
plan_line(void)
{
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "with p as (insert into xz.spotcheck_plan (agency_id, year, title, state)"
	    " values ($1, extract(year from xz.today()), '日常检查计划', 'published') returning id)"
	    " insert into xz.spotcheck_plan_line (plan_id, n, title, kind, scope, from_month, to_month, ratio_permille)"
	    " select id, 1, '日常', 'routine', '全部', 1, 12, 1000 from p returning ref", DB_I64(agency->id)));
	return text_of(row_ref(r, "ref"));
}

static struct ref
routine(const char *line, const char *it)
{
	must_say(try_open(PAIRS("kind", "routine", "line", line, "items", it, "second", mate_ref, "from_at", at(D->now),
	    "to_at", at(D->now + 2 * DAY_US))));
	return newest();
}

/* Two routine visits a year, of whichever agency; the third needs the consent of the government, or its exception. */
static void
test_consent(void **state)
{
	const char *line = plan_line();
	struct ref a, b, c, d;

	(void)state;
	must(demo_party_new(A, D, false, &firm));
	must(db_script(D->db, "update xz.calendar_parameter set valid_to = valid_from - 1 where origin = 'site'"
	    " and key like 'inspection.cap.%'"));
	figure("inspection.cap.consent", 2);
	must(db_script(D->db, "update xz.law_code set valid_from = '2000-01-01' where kind = 'inspect_consent'"));
	a = routine(line, item[0]);
	assert_int_equal(TRY_ACT(lead, "consent", a, "consent", "ordered"), ERR_STATE);	/* nothing asks for it */
	approved(a);
	b = routine(line, item[1]);
	approved(b);
	c = routine(line, item[2]);
	told(TRY_ACT(lead, "ask", c), ERR_STATE, "inspect_consent");
	assert_string_equal(said.first->arg, "2/2");
	told(TRY_ACT(lead, "consent", c, "consent", "consent", "government", "衡阳市人民政府"), ERR_INPUT, "required");
	told(TRY_ACT(lead, "consent", c, "consent", "work_safety", "paper_no", "衡政函〔2026〕9号"), ERR_INPUT,
	    "inspect_consent_none");
	ACT(lead, "consent", c, "consent", "consent", "government", "衡阳市人民政府", "paper_no", "衡政函〔2026〕9号",
	    "given_on", on(0));
	approved(c);
	d = routine(line, item[0]);
	ACT(lead, "consent", d, "consent", "work_safety");
	approved(d);
	assert_int_equal(look(d).nth, 4);
	(void)special(item[0]);		/* what is no routine visit needs none */
	ACT(lead, "ask", newest());
}

/* Filed: one line of the item for all firms, two visits; a campaign of another item; a line of the third for another
 * firm. */
static int64_t
filed_programme(void)
{
	struct db_row r;
	int64_t id;

	must(DRAWS_ONE(A, D->db, &r, "insert into xz.joint_programme (agency_id, year, state, opened_at) values ($1,"
	    " extract(year from xz.today()), 'draft', xz.now()) returning id", DB_I64(agency->id)));
	id = row_i64(r, "id");
	must(db_script(D->db, arena_printf(A, "begin; insert into xz.joint_edition (programme_id, n) values (%lld, 1);"
	    " insert into xz.joint_line (programme_id, edition, n, item_id, code, name, name_en, firms, campaign,"
	    " from_on, to_on, visits) select %lld, 1, x.n, i.id, i.code, i.name, i.name, '全部', x.campaign,"
	    " date_trunc('year', xz.today()), date_trunc('year', xz.today()) + interval '1 year' - interval '1 day', 2"
	    " from (values (1, '%s', ''), (2, '%s', '节前检查'), (3, '%s', '')) x (n, ref, campaign)"
	    " join xz.law_check_item i on xz.spotcheck_ref_text(i.ref) = x.ref;"
	    " insert into xz.joint_firm (line_id, subject_id, code, name) select l.id, s.id, 'x', 'x'"
	    " from xz.joint_line l cross join (select id from xz.register_subject where ref <>"
	    " (select ref from xz.register_subject order by id desc limit 1) order by id limit 1) s"
	    " where l.programme_id = %lld and l.n = 3;"
	    " update xz.joint_edition set agreed_on = xz.today(), filed_on = xz.today(), upper_name = '省局',"
	    " upper_on = xz.today(), filed_at = xz.now(), digest = sha256('x') where programme_id = %lld;"
	    " update xz.joint_programme set state = 'filed', filed_edition = 1 where id = %lld; commit", (long long)id,
	    (long long)id, item[0], item[1], item[2], (long long)id, (long long)id, (long long)id)));
	return id;
}

static void
test_held(void **state)
{
	const char *line = plan_line();
	struct joint_held h;
	struct ref a, b, c;
	int64_t id;

	(void)state;
	must(demo_party_new(A, D, false, &firm));
	must(db_script(D->db, "update xz.calendar_parameter set valid_to = valid_from - 1 where origin = 'site'"
	    " and key like 'inspection.cap.%'"));
	id = filed_programme();
	c = routine(line, item[1]);		/* of that item a campaign is filed, no routine visit */
	told(TRY_ACT(lead, "ask", c), ERR_STATE, "inspect_unplanned");
	ACT(lead, "cancel", c, "reason", "needless");
	c = routine(line, item[2]);		/* of another firm */
	told(TRY_ACT(lead, "ask", c), ERR_STATE, "inspect_unplanned");
	a = special(item[1]);
	approved(a);
	told(TRY_ACT(lead, "ask", special(item[0])), ERR_STATE, "inspect_unplanned");
	a = routine(line, item[0]);
	approved(a);
	b = routine(line, item[0]);
	approved(b);
	c = routine(line, item[0]);
	told(TRY_ACT(lead, "ask", c), ERR_STATE, "inspect_line_full");
	ACT(lead, "cancel", b, "reason", "needless");
	ACT(lead, "ask", c);
	c = opened_case(false, NULL);		/* a complaint needs no line */
	ACT(lead, "ask", c);
	there(a);
	ACT(lead, "check", a, "a_1", "pass");
	all_signed(a);
	ACT(lead, "tell", a);
	must(joint_held(A, D->db, id, &h));
	assert_int_equal(h.planned, 6);
	assert_int_equal(h.carried, 1);
	assert_int_equal(h.visits, 1);
	assert_int_equal(h.saved, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_taken_and_given_back, people),
		cmocka_unit_test(test_no_visit_without_its_row),
		cmocka_unit_test(test_the_last_place),
		cmocka_unit_test(test_lowered),
		cmocka_unit_test(test_consent),
		cmocka_unit_test(test_held),
	};

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
