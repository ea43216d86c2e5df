/* act_open.c - a party, or whoever acts for it, may read its file for some days (湖南省行政程序规定 79). */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"
#include "lib/door/open.h"

static const struct field open_fields[] = {
	{ .name = "asked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "by_whom", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 60 },
	{ .name = "agent", .type = FIELD_TICK },
	{ .name = "authority", .type = FIELD_LINE, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 200 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 8000 },
	{ 0 }
};

/* An agent's paper was seen: which one, and from when. */
static enum err
open_check(struct act_move *m)
{
	if (input_number(m->in, "agent") != 0 && !input_given(m->in, "authority"))
		act_problem(m, "authority", "required", NULL);
	return OK;
}

static enum err
open_apply(struct act_move *m)
{
	struct door_grant g = { .track = track_of(m)->id, .account = m->actor.account, .now = m->now,
	    .by_whom = input_text(m->in, "by_whom"), .agent = input_number(m->in, "agent") != 0 };
	struct calendar_parameter days;
	enum err e = calendar_parameter_get(m->a, m->db, DOOR_OPEN_DAYS, m->today, case_of(m)->agency, NULL, &days);

	if (e == OK)
		e = case_message_id(m, &g.message);
	if (e != OK)
		return e;
	if (input_given(m->in, "authority"))
		g.authority = input_text(m->in, "authority");
	g.until = m->now + days.value * DAY_US;
	return door_grant_put(m->a, m->db, &g);
}

const struct act_step caseflow_open_steps[] = {
	{ .code = "file_open", .fields = open_fields, .check = open_check, .effect = open_apply, .beside = true },
	{ 0 }
};
