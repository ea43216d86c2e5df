/* act_cash.c - fines collected on the spot: when, and their way to the agency and the bank (行政处罚法 68-71). */
#include "lib/caseflow/cash.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

enum err
cash_check(struct act_move *m)
{
	const char *reason = input_text(m->in, "cash_reason");
	bool small = *reason == '\0' || strcmp(reason, "small") == 0;
	int64_t most;
	enum err e = act_parameter(m, "cash.max", &most);

	if (e != OK || !str_eq(input_text(m->in, "collect"), "on_site"))
		return e;
	if (small && input_number(m->in, "amount") > most)
		act_problem(m, "collect", "above_cash", arena_printf(m->a, "%d", (int)(most / 100)));
	else if (*reason == '\0')
		act_problem(m, "cash_reason", "required", NULL);
	if (strcmp(reason, "remote") == 0 && input_number(m->in, "party_asked") == 0)
		act_problem(m, "party_asked", "party_must_ask", NULL);
	if (!input_given(m->in, "receipt_no"))
		act_problem(m, "receipt_no", "required", NULL);
	if (input_given(m->in, "landed_on") && input_number(m->in, "on_water") == 0)
		act_problem(m, "landed_on", "not_on_water", NULL);
	if (input_given(m->in, "acted_at"))
		act_not_before(m, "landed_on", time_day(input_time(m->in, "acted_at")));
	return OK;
}

enum err
cash_taken(struct act_move *m, int64_t decision)
{
	bool water = input_number(m->in, "on_water") != 0;
	int64_t clock;
	enum err e;

	if (!str_eq(input_text(m->in, "collect"), "on_site"))
		return OK;
	e = DB_EXEC(m->a, m->db, "update xz.caseflow_decision set cash = $2 where id = $1", DB_I64(decision),
	    DB_TEXT(water ? "water" : "shore"));
	if (e != OK || (water && !input_given(m->in, "landed_on")))
		return e;	/* the two days run from landing */
	return case_clock_open(m, "cash.hand_in", water ? input_day(m->in, "landed_on") : m->clock_day, &clock);
}

/* The day from which the open term of the money's next way runs. */
static enum err
runs_from(struct act_move *m, const char *rule, int32_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select max((start_at at time zone 'Asia/Shanghai')::date) as day from xz.calendar_clock"
	    " where subject_kind = 'track' and subject_id = $1 and rule = $2 and state = 'open'",
	    DB_I64(track_of(m)->id), DB_TEXT(rule));

	if (e == OK)
		*out = row_day(r, "day");
	return e;
}

static const struct field landed_fields[] = {
	{ .name = "landed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};

static enum err
landed_check(struct act_move *m)
{
	act_not_before(m, "landed_on", case_of(m)->filed_on);
	return OK;
}

static enum err
landed_apply(struct act_move *m)
{
	m->clock_day = input_day(m->in, "landed_on");
	return OK;
}

static const struct field hand_in_fields[] = {
	{ .name = "brought_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "taken_by", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 60 },
	{ 0 }
};

static enum err
hand_in_check(struct act_move *m)
{
	int32_t from = DAY_NONE;
	enum err e = runs_from(m, "cash.hand_in", &from);

	if (e == OK && from != DAY_NONE)
		act_not_before(m, "brought_on", from);
	return e;
}

static enum err
hand_in_apply(struct act_move *m)
{
	m->clock_day = input_day(m->in, "brought_on");
	return OK;
}

static const struct field banked_fields[] = {
	{ .name = "banked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "slip_no", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 4, .max = 40 },
	{ 0 }
};

static enum err
banked_check(struct act_move *m)
{
	int32_t from = DAY_NONE;
	enum err e = runs_from(m, "cash.bank", &from);

	if (e == OK && from != DAY_NONE)
		act_not_before(m, "banked_on", from);
	return e;
}

static enum err
banked_apply(struct act_move *m)
{
	m->clock_day = input_day(m->in, "banked_on");
	return OK;
}

const struct act_step caseflow_cash_steps[] = {
	{ .code = "cash_landed", .fields = landed_fields, .check = landed_check, .effect = landed_apply },
	{ .code = "cash_hand_in", .fields = hand_in_fields, .check = hand_in_check, .effect = hand_in_apply },
	{ .code = "cash_banked", .fields = banked_fields, .check = banked_check, .effect = banked_apply },
	{ 0 }
};
