/* test_monitor_events.c - rules over events: of one table for each question a state just inside its number, which
 * raises nothing, and the same state just beyond, which raises once; whoever asks again; muted; versions.
 * XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/db/inspections.h"

#include "lib/monitor/monitor.h"
#include "lib/stream/stream.h"

static int64_t case_id, firm_id;
static struct ref visit;
static const char *case_uuid, *visit_uuid;

/* ---- what happens */

static void
run(const char *sql)
{
	if (db_script(D->db, sql) != OK)
		fail_msg("%s", err_last());
}

static void
look_at_events(void)
{
	int64_t n;

	must(stream_order_chore(A, D->db, 0, &n));
	must(monitor_events_chore(A, D->db, daemon_account, &n));
}

/* An event of a subject, with the state it led to, and what follows from it. */
static void
tell(const char *kind, const char *subject_kind, const char *uuid, const char *state)
{
	run(arena_printf(A,
	    "with made as (insert into xz.event (y, kind, subject_kind, subject_ref, agency_id, unit_id,"
	    " actor, at, occurred_at, dims, payload) select extract(year from xz.now())::int, '%s', '%s', '%s', %lld,"
	    " (select unit_id from xz.people_account where id = %lld), xz.new_ref(), xz.now(), xz.now(),"
	    " '{\"level\":\"city\"}', '{\"state\":\"%s\"}' returning y, id)"
	    " insert into xz.event_pending (y, id) select y, id from made", kind, subject_kind, uuid,
	    (long long)agency->id, (long long)lead, state));
	look_at_events();
}

static int64_t
raised(const char *ask)
{
	return number("select count(*) as n from xz.monitor_alert a join xz.monitor_rule r on r.id = a.rule_id"
	    " where r.ask = $1", ask);
}

/* Only this rule is asked, with this number. */
static void
rule(const char *ask, int64_t n)
{
	run(arena_printf(A,
	    "update xz.monitor_rule set valid_from = date '2000-01-01' + id::int, valid_to = case when ask ="
	    " '%s' then null else date '2000-01-01' + id::int - 1 end, n = case when ask = '%s' then %lld else n end"
	    " where ask is not null", ask, ask, (long long)n));
}

/* ---- what is there: each makes a number of its own out of the one case and the one visit */

/* Another inspection like the one there is, of an agency, so many days ago. */
static void
visit_before(const char *agency_sql, int days)
{
	run(arena_printf(A, "with made as (insert into xz.inspection (agency_id, unit_id, kind, subject_id, object_id,"
	    " subject_name, state, source, from_at, to_at, arrived_at, told_at, outcome, opened_by, opened_at)"
	    " select %s, unit_id, kind, subject_id, object_id, subject_name, state, source, from_at, to_at,"
	    " arrived_at - interval '%d days', told_at - interval '%d days', outcome, opened_by, opened_at"
	    " from xz.inspection where ref = '%s' returning id) insert into xz.inspection_officer (inspection_id,"
	    " account_id, name, certificate_no, place) select made.id, o.account_id, o.name, o.certificate_no, o.place"
	    " from made, xz.inspection_officer o join xz.inspection i on i.id = o.inspection_id where i.ref = '%s'",
	    agency_sql, days, days, visit_uuid, visit_uuid));
}

static void
visits_anew(void)
{
	run(arena_printf(A, "delete from xz.inspection_officer where inspection_id in (select id from xz.inspection"
	    " where subject_id = %lld and ref <> '%s');"
	    " delete from xz.inspection where subject_id = %lld and ref <> '%s'",
	    (long long)firm_id, visit_uuid, (long long)firm_id, visit_uuid));
}

static void
not_filed(void)
{
	run(arena_printf(A, "update xz.caseflow_case set state = 'not_filed' where id = %lld", (long long)case_id));
}

/* A hundred hours, of which fifty stood, said twice over. */
static void
stood(void)
{
	run(arena_printf(A, "update xz.calendar_clock set start_at = xz.now() - interval '100 hours' where rule ="
	    " 'case.decide' and subject_id = %lld; insert into xz.calendar_exclusion (clock_id, kind, from_at, to_at)"
	    " select k.id, x.kind, xz.now() - x.a, xz.now() - x.b from xz.calendar_clock k, (values ('hearing',"
	    " interval '60 hours', interval '10 hours'),"
	    " ('test', interval '40 hours', interval '20 hours')) x (kind, a, b)"
	    " where k.rule = 'case.decide' and k.subject_id = %lld", (long long)case_id, (long long)case_id));
}

static void
measure_left(void)
{
	run(arena_printf(A, "update xz.caseflow_case set closed_at = xz.now() where id = %lld; insert into"
	    " xz.caseflow_measure (case_id, kind, reason, basis, from_day)"
	    " values (%lld, 'seal', '测试', '测试', xz.today())",
	    (long long)case_id, (long long)case_id));
}

/* A decision of the case with a fine, by another party, so many days ago. */
static void
fine(int64_t fen, int days)
{
	struct demo_party p;

	must(demo_party_new(A, D, false, &p));
	run(arena_printf(A, "with p as (insert into xz.caseflow_party (case_id, subject_id, natural_person, name)"
	    " select %lld, s.id, false, '测试' from xz.register_subject s"
	    " where xz.spotcheck_ref_text(s.ref) = '%s' returning id),"
	    " k as (insert into xz.caseflow_track (case_id, party_id, procedure, procedure_version, state,"
	    " report_version,"
	    " outcome, agency_id) select %lld, p.id, c.procedure, c.procedure_version, s.code, 1, 'penalty',"
	    " c.agency_id from p,"
	    " xz.caseflow_case c join lateral (select x.code from xz.caseflow_state x where x.procedure = c.procedure"
	    " and x.version = c.procedure_version and x.scope = 'track' order by x.seq limit 1) s on true"
	    " where c.id = %lld returning id) insert into xz.caseflow_decision (track_id, agency_id, number, outcome,"
	    " facts, basis, decided_on, decided_by, procedure, fine_fen)"
	    " select k.id, %lld, 'T-' || k.id, 'penalty', '',"
	    " '', xz.today() - %d, %lld, 'ordinary', %lld from k", (long long)case_id, text_of(p.subject),
	    (long long)case_id, (long long)case_id, (long long)agency->id, days, (long long)head, (long long)fen));
}

static void
no_fines(void)
{
	run("delete from xz.caseflow_decision where number like 'T-%'");
	run("delete from xz.caseflow_track where id not in (select track_id from xz.caseflow_decision)"
	    " and outcome = 'penalty' and report_version = 1 and party_id in (select id from xz.caseflow_party"
	    " where name = '测试')");
}

/* Ten of 100 to 190, whose median is 140 and whose deviations have the median 20; this one is 60 away. */
static void
fines_like(void)
{
	int i;

	for (i = 0; i < 10; i++)
		fine(100 + 10 * i, 30);
	fine(200, 0);
}

/* Five of 100 in the same month of the year before; 1000 this month. */
static void
fines_last_year(void)
{
	int i;

	for (i = 0; i < 5; i++)
		fine(100, 365);
	fine(1000, 0);
}

static void
away(void)
{
	int i;

	for (i = 0; i < 5; i++)
		fine(100, 0);
	run(arena_printf(A, "update xz.caseflow_case set act_region = '450100' where id = %lld", (long long)case_id));
}

static void
same_firm(void)
{
	visit_before("agency_id", 3);
}

static void
other_agency(void)
{
	run(arena_printf(A, "update xz.inspection set kind = 'routine' where ref = '%s'", visit_uuid));
	visit_before(arena_printf(A, "%lld", (long long)D->agency[1].id), 10);
}

static void
routine(void)
{
	run(arena_printf(A, "update xz.inspection set kind = 'routine' where ref = '%s'", visit_uuid));
	visit_before("agency_id", 1);
}

static const struct question {
	const char *ask, *kind, *subject, *state;
	void (*there)(void);
	int64_t inside, beyond;		/* its number: raises nothing; raises */
	bool red;
} questions[] = {
	{ "refused_again", "decide_filing", "case", "not_filed", not_filed, 2, 1, false },
	{ "stood_half", "decide", "case", "decided", stood, 50, 49, false },
	{ "measure_left", "close", "case", "closed", measure_left, 2, 1, true },
	{ "unlike_others", "decide", "case", "decided", fines_like, 3, 2, false },
	{ "fines_up", "decide", "case", "decided", fines_last_year, 100, 99, false },
	{ "elsewhere", "decide", "case", "decided", away, 100, 99, false },
	{ "visits_month", "inspection.arrive", "inspection", "arrived", same_firm, 2, 1, false },
	{ "clean_again", "inspection.tell", "inspection", "told", same_firm, 3, 2, true },
	{ "two_visits", "inspection.arrive", "inspection", "arrived", other_agency, 9, 10, false },
	{ "routine_third", "inspection.arrive", "inspection", "arrived", routine, 2, 1, true },
};

static int
there_is(void **state)
{
	struct story *s;
	struct db_row r;
	int code = people(state);

	if (code != 0)
		return code;
	s = filed(0, false);
	case_id = s->case_id;
	visit = opened_case(false, NULL);
	must(DRAWS_ONE(A, D->db, &r,
	    "select c.ref::text as c, i.ref::text as i from xz.caseflow_case c, xz.inspection i"
	    " where c.id = $1 and i.ref = $2", DB_I64(case_id), DB_REF(visit)));
	case_uuid = row_text(r, "c");
	visit_uuid = row_text(r, "i");
	/* what the guards of the store would not let through is what some rules are about */
	run("alter table xz.inspection disable trigger user; alter table xz.caseflow_case disable trigger user;"
	    " alter table xz.caseflow_track disable trigger user;"
	    " alter table xz.caseflow_decision disable trigger user;"
	    " alter table xz.caseflow_measure disable trigger user; alter table xz.caseflow_party disable trigger"
	    " user;"
	    " alter table xz.inspection_officer disable trigger user;"
	    " alter table xz.calendar_clock disable trigger user;"
	    " alter table xz.calendar_exclusion disable trigger user");
	run(arena_printf(A, "update xz.inspection set arrived_at = xz.now(), told_at = xz.now(), outcome = 'no_issue'"
	    " where ref = '%s'", visit_uuid));
	must(DRAWS_ONE(A, D->db, &r, "select subject_id from xz.inspection where ref = $1", DB_REF(visit)));
	firm_id = row_i64(r, "subject_id");
	rule("none", 1);
	look_at_events();
	return 0;
}

static void
test_table(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
		const struct question *q = &questions[i];
		const char *about = strcmp(q->subject, "case") == 0 ? case_uuid : visit_uuid;
		bool person = strcmp(q->ask, "clean_again") == 0;

		no_fines();
		visits_anew();
		q->there();
		rule(q->ask, q->inside);
		tell(q->kind, q->subject, about, q->state);
		if (raised(q->ask) != 0)
			fail_msg("%s raises just inside", q->ask);
		rule(q->ask, q->beyond);
		tell(q->kind, q->subject, about, q->state);
		if (raised(q->ask) != (person ? 2 : 1))		/* of a visit: two officers */
			fail_msg("%s raises %d just beyond", q->ask, (int)raised(q->ask));
		tell(q->kind, q->subject, about, q->state);
		assert_int_equal(raised(q->ask), person ? 2 : 1);
		assert_int_equal(number("select count(*) as n from xz.monitor_alert a join xz.monitor_rule r"
		    " on r.id = a.rule_id where r.ask = $1 and a.level = 'red' and a.chain_id is not null", q->ask),
		    q->red ? raised(q->ask) : 0);
	}
}

/* Each shipped question stands in the table. */
static void
test_all_there(void **state)
{
	(void)state;
	assert_int_equal(number("select count(*) as n from xz.monitor_rule where ask is not null and $1 <> ''", "x"),
	    sizeof(questions) / sizeof(*questions));
}

static struct monitor_alert
of_person(int64_t account)
{
	struct monitor_alert x;
	struct db_row r;

	must(DRAWS_ONE(A, D->db, &r, "select ref from xz.monitor_alert where person and account_id = $1 limit 1",
	    DB_I64(account)));
	must(monitor_get(A, D->db, row_ref(r, "ref"), D->now, &x));
	return x;
}

static enum err
answer(int64_t account, const struct monitor_alert *x, const char *action, const char *field, const char *words)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	const char *done;
	struct input *in = NULL;
	enum err e = monitor_form(A, D->db, account, x->ref, action, &in);

	problems_init(&said, A);
	if (e != OK)
		return e;
	if (field != NULL)
		assert_true(input_set(in, field, words));
	input_read(in, D->now, &said);
	return said.n > 0 ? ERR_INPUT : monitor_do(A, D->db, &act, x->ref, action, x->version, in, &said, &done);
}

/* Explained by the one it concerns and by nobody else of the unit; read by the head, not by the supervision body. */
static void
test_answered(void **state)
{
	struct monitor_alert x = of_person(mate);

	(void)state;
	assert_int_equal(answer(unit_head, &x, "explain", "words", "他人不能代为说明"), ERR_NOT_FOUND);
	assert_int_equal(answer(head, &x, "explain", "words", "负责人还没有收到"), ERR_NOT_FOUND);
	assert_int_equal(number("select count(*) as n from xz.event where kind = $1", "alert.raise"), 0);
	must(answer(mate, &x, "explain", "words", "该企业规模小，台账齐全"));
	x = of_person(mate);
	assert_int_equal(answer(D->supervisor, &x, "accept", NULL, NULL), ERR_NOT_FOUND);
	must(answer(head, &x, "note", NULL, NULL));
	assert_string_equal(of_person(mate).state, "accepted");
}

/* What concerns a person: theirs, after its days the head's, then the supervision body's; in no list. */
static void
test_person(void **state)
{
	struct monitor_query q = { .state = "waits", .limit = 50 };
	struct monitor_alert *list;
	int i, n;

	(void)state;
	assert_int_equal(number("select count(*) as n from xz.people_task where kind = $1 and done_at is null"
	    " and account_id is not null and subject_kind = 'alert'", "alert_explain"), 1);
	must(monitor_list(A, D->db, &q, D->now, &list, &n));
	for (i = 0; i < n; i++)
		assert_false(list[i].person);
	rule("none", 1);
	must(demo_clock(D, D->now + 8 * DAY_US));
	look_at_events();
	assert_int_equal(number("select count(*) as n from xz.monitor_alert where person and seen = $1", "head"), 1);
	assert_int_equal(number("select count(*) as n from xz.people_task where kind = $1 and done_at is null"
	    " and duty = 'agency_head' and account_id is null", "alert_explain"), 1);
	look_at_events();
	assert_int_equal(number("select count(*) as n from xz.monitor_alert where person and seen = $1", "head"), 1);
	must(demo_clock(D, D->now + 8 * DAY_US));
	look_at_events();
	assert_int_equal(number("select count(*) as n from xz.monitor_alert where person and seen = $1", "body"), 1);
}

/* Muted it raises nothing until its end; a version of the keeper's has another number from its day on. */
static void
test_kept(void **state)
{
	(void)state;
	run(arena_printf(A, "delete from xz.monitor_alert where once like 'two_visits%%'"));
	visits_anew();
	run(arena_printf(A, "update xz.inspection set arrived_at = xz.now() where ref = '%s'", visit_uuid));
	other_agency();
	rule("two_visits", 10);
	run(arena_printf(A, "insert into xz.monitor_mute (key, from_on, to_on, reason, made_by, made_at) values"
	    " ('two_visits', xz.today(), xz.today(), '测试', %lld, xz.now())", (long long)D->coordinator));
	tell("inspection.arrive", "inspection", visit_uuid, "arrived");
	assert_int_equal(raised("two_visits"), 0);
	run("delete from xz.monitor_mute");
	run(arena_printf(A, "insert into xz.monitor_version (key, valid_from, n, reason, made_by, made_at) values"
	    " ('two_visits', xz.today(), 9, '测试', %lld, xz.now())", (long long)D->coordinator));
	tell("inspection.arrive", "inspection", visit_uuid, "arrived");
	assert_int_equal(raised("two_visits"), 0);
	run("delete from xz.monitor_version");
	tell("inspection.arrive", "inspection", visit_uuid, "arrived");
	assert_int_equal(raised("two_visits"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_setup(test_table, there_is),
	    cmocka_unit_test(test_all_there), cmocka_unit_test(test_answered), cmocka_unit_test(test_person),
	    cmocka_unit_test(test_kept) };

	return play_main(tests, sizeof(tests) / sizeof(*tests));
}
