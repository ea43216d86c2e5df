/* act_hearing_stop.c - a hearing stands still, goes on, ends without being held; chair and clerk are asked to recuse
 * themselves (听证办法 4, 26, 27). */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/hearing.h"
#include "lib/caseflow/service.h"

/* ---- stands still */

static const struct field suspend_fields[] = {
	{ .name = "hearing_suspension", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "hearing_suspension" },
	{ .name = "from_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ 0 }
};

static enum err
suspend_prepare(struct act_move *m)
{
	return option_sector_codes(m, "hearing_suspension", "hearing_suspension");
}

/* Not before the party asked for it. */
static enum err
day_check(struct act_move *m, const char *field)
{
	struct db_row r;
	enum err e = hearing_of(m, &r);

	if (e == OK)
		act_not_before(m, field, row_day(r, "requested_on"));
	return e;
}

static enum err
suspend_check(struct act_move *m)
{
	return day_check(m, "from_day");
}

static enum err
suspend_apply(struct act_move *m)
{
	return DB_EXEC(m->a, m->db, "update xz.caseflow_hearing set suspended_on = $2, suspended_ground = $3"
	    " where track_id = $1 and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id),
	    DB_DAY(input_day(m->in, "from_day")), DB_TEXT(input_text(m->in, "hearing_suspension")));
}

/* ---- goes on: when and where is told to who takes part */

static const struct field resume_fields[] = {
	{ .name = "held_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 200 },
	{ 0 }
};

static enum err
resume_check(struct act_move *m)
{
	act_not_before(m, "held_at", m->today);
	return OK;
}

/* Told by the service of its notice. */
static enum err
resume_apply(struct act_move *m)
{
	enum err e = service_replace(m, "hearing_notice");

	act_doc(m, "resumed", json_true());
	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_hearing set held_at = $2, place = $3,"
		    " notice_served_on = null, suspended_on = null, suspended_ground = null where track_id = $1"
		    " and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id),
		    DB_TIME(input_time(m->in, "held_at")), DB_TEXT(input_text(m->in, "place")));
	return e;
}

/* ---- ends without being held: the right is given up, or nobody is left to hear */

static const struct field end_fields[] = {
	{ .name = "hearing_end", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "hearing_end" },
	{ .name = "ended_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ 0 }
};

static enum err
end_prepare(struct act_move *m)
{
	return option_sector_codes(m, "hearing_end", "hearing_end");
}

/* Who stays away or leaves does so at the hearing. */
static enum err
end_check(struct act_move *m)
{
	const char *ground = input_text(m->in, "hearing_end");
	bool there = str_eq(ground, "absent") || str_eq(ground, "left");
	struct db_row r;
	enum err e = hearing_of(m, &r);

	if (e == OK)
		act_not_before(m, "ended_on", there && row_has(r, "held_at") ? time_day(row_time(r, "held_at")) :
		    row_day(r, "requested_on"));
	return e;
}

static enum err
end_apply(struct act_move *m)
{
	m->to = "notified";
	return hearing_over(m, input_day(m->in, "ended_on"), input_text(m->in, "hearing_end"));
}

/* ---- recusal: of the chair by the head, of the others by the chair (听证办法 4) */

#define RECUSAL_FIELDS \
	{ .name = "by_whom", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 60 }, \
	{ .name = "asked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE }, \
	{ .name = "verdict", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "recusal_verdict" }, \
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2, \
	    .max = 4000 }

static const struct field chair_fields[] = {
	RECUSAL_FIELDS,
	{ .name = "chair", .type = FIELD_REF },
	{ 0 }
};

static enum err
chair_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "verdict", "recusal_verdict");

	return e == OK ? option_officers(m, "chair", "chair") : e;
}

static bool
granted(const struct act_move *m)
{
	return str_eq(input_text(m->in, "verdict"), "granted");
}

/* Another in their place, or nobody. */
static void
check_instead(struct act_move *m, const char *field)
{
	if (granted(m) && !input_given(m->in, field))
		act_problem(m, field, "required", NULL);
	if (!granted(m) && input_given(m->in, field))
		act_problem(m, field, "recusal_not_granted", NULL);
}

static enum err
chair_recusal_check(struct act_move *m)
{
	int64_t account;
	struct db_row r;
	enum err e = hearing_of(m, &r);

	check_instead(m, "chair");
	if (e == OK)
		act_not_before(m, "asked_on", row_day(r, "requested_on"));
	if (e == OK)
		e = account_of(m, "chair", &account);
	if (e == OK && account != 0 && account == row_i64_or(r, "chair_account", 0))
		act_problem(m, "chair", "recused", NULL);
	return e == OK ? chair_check(m) : e;
}

/* The paper says against whom. */
static enum err
chair_paper(struct act_move *m)
{
	struct db_row r;
	enum err e = hearing_of(m, &r);

	if (e == OK)
		act_doc(m, "against", json_string(row_text_or(r, "chair_name", "")));
	return e;
}

static enum err
chair_apply(struct act_move *m)
{
	int64_t account;
	enum err e = account_of(m, "chair", &account);

	act_note(m, "granted", json_boolean(granted(m)));
	if (e != OK || account == 0)
		return e;
	return DB_EXEC(m->a, m->db, "update xz.caseflow_hearing set chair_account = $2, appointed_on = $3,"
	    " chair_name = (select display_name from xz.people_account where id = $2) where track_id = $1"
	    " and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id), DB_I64(account),
	    DB_DAY(m->today));
}

static const struct field clerk_fields[] = {
	RECUSAL_FIELDS,
	{ .name = "clerk", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 60 },
	{ 0 }
};

static enum err
clerk_prepare(struct act_move *m)
{
	return option_codes(m, "verdict", "recusal_verdict");
}

static enum err
clerk_check(struct act_move *m)
{
	struct db_row r;
	enum err e = hearing_of(m, &r);

	check_instead(m, "clerk");
	if (e == OK && input_given(m->in, "clerk") && str_eq(input_text(m->in, "clerk"), row_text_null(r, "clerk")))
		act_problem(m, "clerk", "recused", NULL);
	if (e == OK)
		e = day_check(m, "asked_on");
	return e;
}

static enum err
clerk_paper(struct act_move *m)
{
	struct db_row r;
	enum err e = hearing_of(m, &r);

	if (e == OK)
		act_doc(m, "against", json_string(row_text_or(r, "clerk", "")));
	return e;
}

static enum err
clerk_apply(struct act_move *m)
{
	act_note(m, "granted", json_boolean(granted(m)));
	return !granted(m) ? OK : DB_EXEC(m->a, m->db, "update xz.caseflow_hearing set clerk = $2 where track_id = $1"
	    " and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id),
	    DB_TEXT(input_text(m->in, "clerk")));
}

const struct act_step caseflow_hearing_stop_steps[] = {
	{ .code = "hearing_suspend", .fields = suspend_fields, .prepare = suspend_prepare, .check = suspend_check,
	    .effect = suspend_apply },
	{ .code = "hearing_resume", .fields = resume_fields, .check = resume_check, .effect = resume_apply },
	{ .code = "hearing_end", .fields = end_fields, .prepare = end_prepare, .check = end_check,
	    .effect = end_apply },
	{ .code = "hearing_recuse_chair", .fields = chair_fields, .prepare = chair_prepare,
	    .check = chair_recusal_check, .effect = chair_apply, .paper = chair_paper },
	{ .code = "hearing_recuse_clerk", .fields = clerk_fields, .prepare = clerk_prepare, .check = clerk_check,
	    .effect = clerk_apply, .paper = clerk_paper },
	{ 0 }
};
