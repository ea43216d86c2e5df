/* act_court.c - the demand to perform, and the application to the court (行政强制法 53-55). */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/money.h"
#include "lib/caseflow/penalty.h"
#include "lib/caseflow/read.h"
#include "lib/caseflow/service.h"
#include "lib/caseflow/words.h"
#include "lib/people/admin.h"

static enum err
decision_row(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select d.id, d.number, d.decided_on, d.served_on, d.pay_due, d.pay_code, d.facts, d.basis, d.discretion,"
	    " q.served_on as demanded_on from xz.caseflow_decision d left join lateral (select x.served_on"
	    "   from xz.caseflow_demand x where x.decision_id = d.id order by x.id desc limit 1) q on true"
	    " where d.track_id = $1 and d.revoked_on is null", DB_I64(track_of(m)->id));
}

static const struct field demand_fields[] = { { 0 } };
static const struct field serve_fields[] = {
	SERVICE_FIELDS,
	{ 0 }
};

/* 行政强制法 54: what is owed as the demand is made. */
static enum err
demand_apply(struct act_move *m)
{
	struct money_state s;
	struct db_row r;
	enum err e = service_replace(m, "demand");

	if (e == OK)
		e = money_load(m->a, m->db, track_of(m)->id, m->today, &s);
	if (e == OK)
		e = decision_row(m, &r);
	if (e != OK)
		return e;
	act_doc(m, "paper", json_string(row_text(r, "number")));
	penalty_doc(m, "principal", s.owed_fen - s.paid_fen);
	penalty_doc(m, "surcharge", s.surcharge_fen);
	act_doc(m, "principal_fen", json_integer(s.owed_fen - s.paid_fen));
	act_doc(m, "surcharge_fen", json_integer(s.surcharge_fen));
	if (row_has(r, "pay_code"))
		act_doc(m, "pay", json_pack("{s:s}", "code", row_text(r, "pay_code")));
	act_note(m, "principal_fen", json_integer(s.owed_fen - s.paid_fen));
	act_note(m, "surcharge_fen", json_integer(s.surcharge_fen));
	return OK;
}

/* ---- its service: from then on the decision is demanded, and the term to perform runs */

static enum err
serve_check(struct act_move *m)
{
	enum err e = service_find_newest(m, "demand");

	return e == OK ? service_check(m) : e;
}

static enum err
serve_apply(struct act_move *m)
{
	service_receipt(m, NULL);
	m->clock_day = input_day(m->in, "served_on");
	return OK;
}

/* The sums are the paper's. */
static enum err
serve_after(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_demand (decision_id, served_on, principal_fen, surcharge_fen, document_id)"
		    " select $1, $2, (d.data::jsonb ->> 'principal_fen')::bigint,"
		    " (d.data::jsonb ->> 'surcharge_fen')::bigint, d.id from xz.record_document d where d.id = $3",
		    DB_I64(row_i64(r, "id")), DB_DAY(input_day(m->in, "served_on")), DB_I64(served_of(m)->id));
	return e == OK ? service_put(m, "demand") : e;
}

static const struct field court_fields[] = {
	{ .name = "court", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "applied_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "request", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ .name = "opinion", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ .name = "object", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ .name = "late_reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 5, .max = 2000 },
	{ 0 }
};

static const char *
day_or(struct act_move *m, int32_t day, const char *otherwise)
{
	char text[DAY_TEXT_SIZE];

	if (day == DAY_NONE)
		return otherwise;
	day_text(day, text);
	return arena_strdup(m->a, text);
}

static enum err
court_prepare(struct act_move *m)
{
	struct people_bodies bodies;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce((select f.content from xz.caseflow_defence f where f.track_id = $1"
	    "   order by f.id desc limit 1), '') as opinion", DB_I64(track_of(m)->id));

	if (e == OK)
		e = people_bodies_on(m->a, m->db, case_of(m)->agency, m->today, &bodies);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == OK)
		input_default(m->in, "court", bodies.court);
	if (*row_text(r, "opinion") != '\0')
		input_default(m->in, "opinion", row_text(r, "opinion"));
	return OK;
}

/* The window: before it the court takes nothing; after it, with a good reason (行政强制法 53, 54; 行诉解释 156). */
static void
window_check(struct act_move *m, const struct remedy_term *t)
{
	int32_t day = input_day(m->in, "applied_on");
	const char *window = arena_printf(m->a, "%s - %s", day_or(m, t->court_from, ""), day_or(m, t->court_until, ""));

	if (t->state == REMEDY_FOUGHT)
		act_problem(m, "", "guard_remedy_open", NULL);
	else if (t->court_from == DAY_NONE)
		act_problem(m, "", "no_court_window", NULL);
	else if (day != DAY_NONE && day < t->court_from)
		act_problem(m, "applied_on", "court_window", window);
	else if (day != DAY_NONE && day > t->court_until && !input_given(m->in, "late_reason"))
		act_problem(m, "late_reason", "court_late", window);
}

static enum err
court_check(struct act_move *m)
{
	struct remedy_term t;
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK)
		e = caseflow_remedy_term(m->a, m->db, row_i64(r, "id"), &t);
	if (e == OK)
		window_check(m, &t);
	return e;
}

/* 行政强制法 55: the decision, its facts, reasons and basis; the party's opinion and the demand; what is to be carried
 * out.  The term is told to its day: it is what makes the application admissible. */
static enum err
court_paper(struct act_move *m)
{
	struct remedy_term t;
	struct money_state s;
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK)
		e = caseflow_remedy_term(m->a, m->db, row_i64(r, "id"), &t);
	if (e == OK)
		e = money_load(m->a, m->db, track_of(m)->id, m->today, &s);
	if (e != OK)
		return e;
	act_doc(m, "decision", json_string(row_text(r, "number")));
	act_doc(m, "decided_on", json_string(day_or(m, row_day(r, "decided_on"), "")));
	act_doc(m, "decision_served_on", json_string(day_or(m, row_day(r, "served_on"), "")));
	act_doc_text(m, "facts", row_text(r, "facts"));
	act_doc_text(m, "basis", row_text(r, "basis"));
	act_doc_text(m, "reasons", row_text(r, "discretion"));
	act_doc(m, "term_ended_on", json_string(day_or(m, t.until, "")));
	act_doc(m, "window_from", json_string(day_or(m, t.court_from, "")));
	act_doc(m, "window_until", json_string(day_or(m, t.court_until, "")));
	act_doc(m, "judged", t.state == REMEDY_JUDGED ? json_true() : json_false());
	act_doc(m, "demanded_on", json_string(day_or(m, row_day(r, "demanded_on"), "")));
	act_doc(m, "principal_fen", json_integer(s.owed_fen - s.paid_fen));
	act_doc(m, "surcharge_fen", json_integer(s.surcharge_fen));
	act_doc(m, "owed", json_string(arena_printf(m->a, CASE_COURT_OWED, (s.owed_fen - s.paid_fen) / 100,
	    (int)((s.owed_fen - s.paid_fen) % 100), s.surcharge_fen / 100, (int)(s.surcharge_fen % 100))));
	return OK;
}

static enum err
court_apply(struct act_move *m)
{
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_demand set applied_on = $2, court = $3, late_reason = $4 where decision_id ="
	    " (select id from xz.caseflow_decision where track_id = $1 and revoked_on is null)",
	    DB_I64(track_of(m)->id), DB_DAY(input_day(m->in, "applied_on")), DB_TEXT(input_text(m->in, "court")),
	    DB_TEXT(input_given(m->in, "late_reason") ? input_text(m->in, "late_reason") : NULL));
}

const struct act_step caseflow_court_steps[] = {
	{ .code = "demand", .fields = demand_fields, .effect = demand_apply },
	{ .code = "demand_serve", .fields = serve_fields, .prepare = service_prepare, .check = serve_check,
	    .effect = serve_apply, .after = serve_after },
	{ .code = "court_apply", .fields = court_fields, .prepare = court_prepare, .check = court_check,
	    .paper = court_paper, .effect = court_apply },
	{ 0 }
};
