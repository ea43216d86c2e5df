/* act_execute.c - service of the decision, instalments, and that it is done. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/money.h"
#include "lib/caseflow/service.h"
#include "lib/calendar/calendar.h"
#include "lib/people/admin.h"

static const struct field serve_fields[] = {
	SERVICE_FIELDS,
	{ .name = "told_public", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
decision_row(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select id, number, document_id, decided_on, served_on, fine_fen, confiscation_fen, pay_code, pay_due"
	    " from xz.caseflow_decision"
	    " where track_id = $1 and revoked_on is null", DB_I64(track_of(m)->id));
}

/* 行政复议法 22(2): what is served over the network can be fought there. */
static enum err
door_check(struct act_move *m)
{
	struct people_bodies b = { .channel = "" };
	bool door;
	enum err e = service_at_door(m, &door);

	if (e != OK || !door)
		return e;
	e = people_bodies_on(m->a, m->db, case_of(m)->agency, m->today, &b);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (*b.channel == '\0')
		act_problem(m, "method", "no_review_channel", NULL);
	return OK;
}

static enum err
serve_check(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK && input_number(m->in, "told_public") == 0)
		act_problem(m, "told_public", "not_told", NULL);
	if (e == OK)
		e = service_find(m, row_i64_or(r, "document_id", 0), track_of(m)->party_id);
	if (e == OK)
		e = door_check(m);
	return e == OK ? service_check(m) : e;
}

enum err
decision_pay_from(struct act_move *m, int64_t decision, int32_t day)
{
	struct clock_row clock;
	int64_t id;
	enum err e = case_clock_open(m, "payment.term", day, &id);

	if (e == OK)
		e = calendar_clock_get(m->a, m->db, id, m->now, &clock);
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.caseflow_decision set pay_due = $2 where id = $1",
	    DB_I64(decision), DB_DAY(time_day(clock.due_at))) : e;
}

enum err
decision_served(struct act_move *m, int32_t day)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK && row_i64(r, "fine_fen") + row_i64(r, "confiscation_fen") > 0)
		e = decision_pay_from(m, row_i64(r, "id"), day);
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_decision set served_on = $2 where id = $1",
		    DB_I64(row_i64(r, "id")), DB_DAY(day));
	/* a transfer decides nothing that could be fought */
	if (e == OK && !str_starts(track_of(m)->outcome, "transfer"))
		e = remedy_clocks(m, row_i64(r, "id"), NULL);
	return e;
}

/* Of a term to pay that is over by payment, or that instalments took the place of, nothing runs. */
static enum err
pay_anew(struct act_move *m, int64_t decision, int32_t day)
{
	int64_t id;
	enum err e = calendar_clock_find(m->a, m->db, "track", track_of(m)->id, "payment.term", &id);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	e = case_clock_close(m, "payment.term", "cancelled");
	return e == OK ? decision_pay_from(m, decision, day) : e;
}

enum err
decision_served_anew(struct act_move *m, int32_t day)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_decision set served_on = $2, untold = null, told_on = null"
		    " where id = $1", DB_I64(row_i64(r, "id")), DB_DAY(day));
	if (e == OK)
		e = case_clock_close(m, "service.term", "met");
	if (e == OK)
		e = pay_anew(m, row_i64(r, "id"), day);
	if (e == OK && !str_starts(track_of(m)->outcome, "transfer"))
		e = remedy_clocks(m, row_i64(r, "id"), NULL);
	return e;
}

static enum err
serve_apply(struct act_move *m)
{
	int64_t id;
	enum err e = OK;

	service_receipt(m, NULL);
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
	return service_put(m, "decision");
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

static const struct field executed_fields[] = {
	{ .name = "executed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "how", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ .name = "surcharge_left", .type = FIELD_CHOICE, .codes = "surcharge_left" },
	{ 0 }
};

static enum err
executed_prepare(struct act_move *m)
{
	return option_codes(m, "surcharge_left", "surcharge_left");
}

/* 行政处罚法 72(1): what is not paid of the surcharge does not go away unsaid. */
static enum err
check_surcharge(struct act_move *m)
{
	int32_t day = input_given(m->in, "executed_on") ? input_day(m->in, "executed_on") : m->today;
	struct money_state s;
	int64_t left;
	enum err e = money_load(m->a, m->db, track_of(m)->id, day, &s);

	if (e != OK)
		return e;
	left = s.surcharge_fen - (s.paid_fen > s.owed_fen ? s.paid_fen - s.owed_fen : 0);
	if (left > 0 && !input_given(m->in, "surcharge_left"))
		act_problem(m, "surcharge_left", "surcharge_unpaid", arena_printf(m->a, "%" PRId64 ".%02d", left / 100,
		    (int)(left % 100)));
	return OK;
}

static enum err
executed_check(struct act_move *m)
{
	struct db_row r;
	enum err e = decision_row(m, &r);

	if (e != OK)
		return e;
	act_not_before(m, "executed_on", row_has(r, "served_on") ? row_day(r, "served_on") : row_day(r,
	    "decided_on"));
	return check_surcharge(m);
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
	{ .code = "executed", .fields = executed_fields, .prepare = executed_prepare,
	    .check = executed_check, .effect = executed_apply },
	{ 0 }
};
