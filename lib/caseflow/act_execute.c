/* act_execute.c - service of the decision, instalments, demand, court, and that it is done. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/money.h"
#include "lib/caseflow/service.h"
#include "lib/calendar/calendar.h"

static const struct field serve_fields[] = {
	SERVICE_FIELDS,
	{ .name = "told_public", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
decision_row(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select id, number, decided_on, served_on, fine_fen, confiscation_fen, pay_code, pay_due"
	    " from xz.caseflow_decision"
	    " where track_id = $1 and revoked_on is null", DB_I64(track_of(m)->id));
}

static enum err
serve_check(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK && input_number(m->in, "told_public") == 0)
		act_problem(m, "told_public", "not_told", NULL);
	return e == OK ? service_check(m, row_day(r, "decided_on")) : e;
}

enum err
decision_served(struct act_move *m, int32_t day)
{
	struct clock_row clock;
	struct db_row r;
	int64_t id, due = TIME_NONE;
	bool review_first = false;
	enum err e = decision_row(m, &r);

	if (e == OK && row_i64(r, "fine_fen") + row_i64(r, "confiscation_fen") > 0) {
		e = case_clock_open(m, "payment.term", day, &id);
		if (e == OK)
			e = calendar_clock_get(m->a, m->db, id, m->now, &clock);
		if (e == OK)
			due = clock.due_at;
	}
	if (e == OK)
		e = case_clock_open(m, "remedy.review", day, &id);
	if (e == OK)
		e = decision_review_first(m, day, &review_first);
	if (e == OK && !review_first)
		e = case_clock_open(m, "remedy.suit", day, &id);
	if (e != OK)
		return e;
	return DB_EXEC(m->a, m->db, "update xz.caseflow_decision set served_on = $2, pay_due = $3 where id = $1",
	    DB_I64(row_i64(r, "id")), DB_DAY(day), due == TIME_NONE ? DB_NULL : DB_DAY(time_day(due)));
}

static enum err
serve_apply(struct act_move *m)
{
	struct db_row r;
	int64_t id;
	enum err e = decision_row(m, &r);

	if (e != OK)
		return e;
	act_doc(m, "paper", json_string(row_text(r, "number")));
	m->clock_day = input_day(m->in, "served_on");
	/* nothing to pay, nothing to do: the closing term runs at once */
	if (strcmp(track_of(m)->outcome, "penalty") != 0) {
		m->to = "executed";
		e = case_clock_open(m, "close.term", m->clock_day, &id);
	}
	return e == OK ? decision_served(m, m->clock_day) : e;
}

static enum err
serve_after(struct act_move *m)
{
	return service_put(m, "decision", 0);
}

/* ---- instalments: 行政处罚法 66 */

static const struct field instalment_rows[] = {
	{ .name = "due_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "amount", .type = FIELD_MONEY, .flags = FIELD_REQUIRED, .min = 1, .max = 100000000000000 },
	{ 0 }
};
static const struct field instalment_fields[] = {
	{ .name = "asked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ .name = "instalments", .type = FIELD_ROWS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 36,
	    .rows = instalment_rows },
	{ 0 }
};

static enum err
instalment_check(struct act_move *m)
{
	const struct value *v = input_value(m->in, "instalments");
	int64_t sum = 0, owed;
	int32_t last = DAY_NONE, day;
	struct money_state s;
	struct db_row r;
	size_t i;
	enum err e = money_load(m->a, m->db, track_of(m)->id, m->today, &s);

	if (e == OK)
		e = decision_row(m, &r);
	if (e != OK)
		return e;
	act_not_before(m, "asked_on", row_has(r, "served_on") ? row_day(r, "served_on") : row_day(r, "decided_on"));
	for (i = 0; i < v->row_n; i++) {
		day = input_day(v->row[i], "due_on");
		if (!m->final && day != DAY_NONE && day < m->today)
			act_problem(m, arena_printf(m->p->arena, "instalments_%zu_due_on", i), "past", NULL);
		sum += input_number(v->row[i], "amount");
		if (last != DAY_NONE && day <= last)
			act_problem(m, arena_printf(m->p->arena, "instalments_%zu_due_on", i), "not_ascending", NULL);
		last = day;
	}
	owed = s.owed_fen - s.paid_fen;
	if (sum != owed)
		act_problem(m, "instalments", "instalment_sum", arena_printf(m->a, "%" PRId64 ".%02d", owed / 100,
		    (int)(owed % 100)));
	return OK;
}

static enum err
instalment_apply(struct act_move *m)
{
	const struct value *v = input_value(m->in, "instalments");
	int32_t last = input_day(v->row[v->row_n - 1], "due_on");
	struct db_row r;
	size_t i;
	enum err e = decision_row(m, &r);

	for (i = 0; e == OK && i < v->row_n; i++)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_instalment (decision_id, n, due_on, amount_fen) values ($1, $2, $3, $4)",
		    DB_I64(row_i64(r, "id")), DB_I64((int64_t)i + 1), DB_DAY(input_day(v->row[i], "due_on")),
		    DB_I64(input_number(v->row[i], "amount")));
	if (e == ERR_CONFLICT) {
		act_problem(m, "instalments", "already_asked", NULL);
		return OK;
	}
	/* the last instalment's day is the day payment is due */
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_decision set pay_due = $2 where id = $1",
		    DB_I64(row_i64(r, "id")), DB_DAY(last));
	return e == OK ? case_clock_close(m, "payment.term", "cancelled") : e;
}

/* ---- demand and court: 行政强制法 53, 54 */

static const struct field demand_fields[] = {
	SERVICE_FIELDS,
	{ 0 }
};

static enum err
demand_check(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	return e == OK ? service_check(m, row_day(r, "pay_due")) : e;
}

static enum err
demand_apply(struct act_move *m)
{
	struct money_state s;
	struct db_row r;
	enum err e = money_load(m->a, m->db, track_of(m)->id, m->today, &s);

	if (e == OK)
		e = decision_row(m, &r);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_demand (decision_id, served_on, principal_fen, surcharge_fen)"
		    " values ($1, $2, $3, $4)", DB_I64(row_i64(r, "id")), DB_DAY(input_day(m->in, "served_on")),
		    DB_I64(s.owed_fen - s.paid_fen), DB_I64(s.surcharge_fen));
	if (e != OK)
		return e;
	act_doc(m, "paper", json_string(row_text(r, "number")));
	act_doc(m, "principal_fen", json_integer(s.owed_fen - s.paid_fen));
	act_doc(m, "surcharge_fen", json_integer(s.surcharge_fen));
	act_note(m, "principal_fen", json_integer(s.owed_fen - s.paid_fen));
	act_note(m, "surcharge_fen", json_integer(s.surcharge_fen));
	m->clock_day = input_day(m->in, "served_on");
	return OK;
}

static enum err
demand_after(struct act_move *m)
{
	return service_put(m, "demand", 0);
}

static const struct field court_fields[] = {
	{ .name = "court", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "applied_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "request", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ 0 }
};

static enum err
court_prepare(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select court from xz.people_agency where id = $1", DB_I64(case_of(m)->agency));

	if (e == OK)
		input_default(m->in, "court", row_text(r, "court"));
	return e;
}

/* Within three months of the end of the remedy terms, and not while one is open (行政强制法 53). */
static enum err
court_check(struct act_move *m)
{
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
	struct db_row r;
	int64_t months, suit;
	int32_t opens, ends, day = input_day(m->in, "applied_on");
	enum err e = act_parameter(m, "court.window", &months);

	if (e == OK)
		e = act_parameter(m, "remedy.suit", &suit);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select exists (select from xz.caseflow_remedy x where x.decision_id = d.id"
		    " and x.result is null) as fought,"
	    " coalesce((select max(x.result_on) from xz.caseflow_remedy x where x.decision_id = d.id),"
	    " d.served_on) as from_day"
		    " from xz.caseflow_decision d where d.track_id = $1 and d.revoked_on is null",
		    DB_I64(track_of(m)->id));
	if (e != OK || day == DAY_NONE)
		return e;
	opens = day_add_months(row_day(r, "from_day"), (int)suit);
	ends = day_add_months(opens, (int)months);
	if (row_bool(r, "fought"))
		act_problem(m, "", "guard_remedy_open", NULL);
	day_text(opens, from);
	day_text(ends, to);
	if (day <= opens || day > ends)
		act_problem(m, "applied_on", "court_window", arena_printf(m->a, "%s - %s", from, to));
	return OK;
}

static enum err
court_apply(struct act_move *m)
{
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_demand set applied_on = $2, court = $3 where decision_id ="
	    " (select id from xz.caseflow_decision where track_id = $1 and revoked_on is null)",
	    DB_I64(track_of(m)->id), DB_DAY(input_day(m->in, "applied_on")), DB_TEXT(input_text(m->in, "court")));
}

static const struct field executed_fields[] = {
	{ .name = "executed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "how", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ 0 }
};

static enum err
executed_check(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK)
		act_not_before(m, "executed_on", row_has(r, "served_on") ? row_day(r, "served_on") : row_day(r,
		    "decided_on"));
	return e;
}

static enum err
executed_apply(struct act_move *m)
{
	m->clock_day = input_day(m->in, "executed_on");
	return OK;
}

const struct act_step caseflow_execute_steps[] = {
	{ .code = "serve_decision", .fields = serve_fields, .prepare = service_prepare, .check = serve_check,
	    .effect = serve_apply, .after = serve_after },
	{ .code = "instalments", .fields = instalment_fields, .check = instalment_check, .effect = instalment_apply },
	{ .code = "demand", .fields = demand_fields, .prepare = service_prepare, .check = demand_check,
	    .effect = demand_apply, .after = demand_after },
	{ .code = "court_apply", .fields = court_fields, .prepare = court_prepare, .check = court_check,
	    .effect = court_apply },
	{ .code = "executed", .fields = executed_fields, .check = executed_check, .effect = executed_apply },
	{ 0 }
};
