/* act_hearing.c - hearings: requested, chair named, file handed over, date set and announced, held, reported. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/hearing.h"
#include "lib/caseflow/service.h"
#include "lib/law/law.h"

enum err
hearing_of(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select id, requested_on, appointed_on, chair_account, handed_on, held_at, notice_served_on, suspended_on,"
	    " third_persons, chair_name, place, clerk, officers, interpreter, present"
	    " from xz.caseflow_hearing"
	    " where track_id = $1 and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id));
}

static const struct field request_fields[] = {
	{ .name = "requested_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "by_whom", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 1, .max = 60 },
	{ .name = "content", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 8000 },
	{ 0 }
};

/* 行政处罚法 64(1): within the working days of the figure from the notice; later it is refused. */
static enum err
request_check(struct act_move *m)
{
	const struct workdays *w;
	struct db_row r;
	int64_t term;
	bool provisional;
	int32_t served, last, day = input_day(m->in, "requested_on");
	char text[DAY_TEXT_SIZE];
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select served_on from xz.caseflow_notice where track_id = $1 order by version desc limit 1",
	    DB_I64(track_of(m)->id));

	if (e == OK)
		e = act_parameter(m, "hearing.request", &term);
	if (e == OK)
		e = calendar_workdays(m->a, m->db, &w);
	if (e != OK || day == DAY_NONE)
		return e;
	served = row_day(r, "served_on");
	last = workday_add(w, served, (int)term, &provisional);
	if (day < served)
		act_problem(m, "requested_on", "before_notice", NULL);
	day_text(last, text);
	if (day > last)
		act_problem(m, "requested_on", "hearing_late", text);
	return OK;
}

/* deliberation.hearing */
#define DELIBERATE_ON_REQUEST 2

static enum err
request_apply(struct act_move *m)
{
	struct calendar_parameter heard;
	int64_t clock, message;
	enum err e = case_message_id(m, &message);

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_hearing (track_id, requested_on, message_id) values ($1, $2, $3)",
		    DB_I64(track_of(m)->id), DB_DAY(input_day(m->in, "requested_on")), DB_ID(message));

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_defence (track_id, kind, content, on_day, made_by)"
		    " values ($1, 'hearing', $2, $3, $4)", DB_I64(track_of(m)->id),
		    DB_TEXT(input_text(m->in, "content")), DB_DAY(input_day(m->in, "requested_on")),
		    DB_I64(m->actor.account));
	m->clock_day = input_day(m->in, "requested_on");
	if (e == OK)
		e = case_figure(m, "deliberation.hearing", m->today, &heard);
	/* 农业 55: the case of who asks for a hearing is discussed by the leaders */
	if (e == OK && heard.value == DELIBERATE_ON_REQUEST) {
		track_of(m)->major = true;
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set major = true where id = $1",
		    DB_I64(track_of(m)->id));
	}
	if (e == OK)
		e = case_clock_open(m, "hearing.held", m->clock_day, &clock);
	return e == OK ? case_decide_stand(m, "hearing", m->clock_day) : e;
}

static const struct field appoint_fields[] = {
	{ .name = "chair", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
appoint_prepare(struct act_move *m)
{
	return option_officers(m, "chair", "chair");
}

enum err
chair_check(struct act_move *m)
{
	int64_t account;
	struct db_row r;
	enum err e = account_of(m, "chair", &account);

	if (e == OK && account != 0)
		e = DB_ONE(m->a, m->db, &r,
		    "select exists (select from xz.caseflow_officer where case_id = $1 and account_id = $2) as officer,"
		    " exists (select from xz.review_request where case_id = $1 and reviewer = $2) as reviewed",
		    DB_I64(case_of(m)->id), DB_I64(account));
	if (e == OK && account != 0 && row_bool(r, "officer"))
		act_problem(m, "chair", "chair_investigated", NULL);
	return e;
}

static enum err
appoint_apply(struct act_move *m)
{
	int64_t account;
	enum err e = account_of(m, "chair", &account);

	if (e == OK && account != 0)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_hearing set chair_account = $2, appointed_on = $3,"
		    " chair_name = (select display_name from xz.people_account where id = $2)"
		    " where track_id = $1 and withdrawn_on is null and reported_on is null",
		    DB_I64(track_of(m)->id), DB_I64(account), DB_DAY(m->today));
	return e;
}

static const struct field handover_fields[] = {
	{ .name = "handed_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "papers", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 4000 },
	{ 0 }
};

static enum err
handover_check(struct act_move *m)
{
	struct db_row r;
	enum err e = hearing_of(m, &r);

	if (e == OK)
		act_not_before(m, "handed_on", row_day(r, "appointed_on"));
	return e;
}

static enum err
handover_apply(struct act_move *m)
{
	m->clock_day = input_day(m->in, "handed_on");
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_hearing set handed_on = $2 where track_id = $1 and withdrawn_on is null"
	    " and reported_on is null", DB_I64(track_of(m)->id), DB_DAY(input_day(m->in, "handed_on")));
}

static const struct field schedule_fields[] = {
	{ .name = "held_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 200 },
	{ .name = "public_hearing", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "hearing_public" },
	{ .name = "public_notice_on", .type = FIELD_DAY },
	{ .name = "clerk", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 60 },
	{ .name = "hearing_officers", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 120 },
	{ .name = "interpreter", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 60 },
	{ .name = "third_persons", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 2000 },
	{ 0 }
};

static enum err
schedule_prepare(struct act_move *m)
{
	return option_codes(m, "public_hearing", "hearing_public");
}

/* The first day so many working days after that one; DAY_NONE: none given, or no text sets a figure. */
static enum err
least_day(struct act_move *m, int32_t from, const char *key, int32_t *out)
{
	const struct workdays *w;
	int64_t term;
	bool provisional;
	enum err e = calendar_workdays(m->a, m->db, &w);

	*out = DAY_NONE;
	if (e == OK)
		e = act_parameter(m, key, &term);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK && from != DAY_NONE)
		*out = workday_add(w, from, (int)term, &provisional);
	return e;
}

/* Who investigated keeps no record of the hearing (听证办法 11); where the field's rule has them named in the notice,
 * they are (20). */
static enum err
staff_check(struct act_move *m)
{
	struct law_code *named;
	struct db_row r;
	int n;
	enum err e = law_sector_codes(m->a, m->db, "hearing_named", case_of(m)->field, m->today, &named, &n);

	if (e == OK && n > 0 && !input_given(m->in, "clerk"))
		act_problem(m, "clerk", "required", NULL);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_officer where case_id = $1"
		    " and name = $2) as clerk, exists (select from xz.caseflow_officer where case_id = $1"
		    " and strpos($3, name) > 0) as officers", DB_I64(case_of(m)->id),
		    DB_TEXT(input_text(m->in, "clerk")), DB_TEXT(input_text(m->in, "hearing_officers")));
	if (e == OK && row_bool(r, "clerk"))
		act_problem(m, "clerk", "chair_investigated", NULL);
	if (e == OK && row_bool(r, "officers"))
		act_problem(m, "hearing_officers", "chair_investigated", NULL);
	return e;
}

/* At least seven working days after the notice (行政处罚法 64), which is served today at the earliest, and after a
 * public notice as many as the field asks. */
static enum err
schedule_check(struct act_move *m)
{
	bool open = strcmp(input_text(m->in, "public_hearing"), "public") == 0;
	int32_t notice, announced = DAY_NONE, least;
	struct calendar_parameter before;
	struct db_row r;
	char text[DAY_TEXT_SIZE];
	enum err e = least_day(m, m->today, "hearing.notice", &notice);

	if (e == OK)
		e = hearing_of(m, &r);
	/* the chair sets the day once the file is handed over */
	if (e == OK && row_has(r, "handed_on"))
		act_not_before(m, "public_notice_on", row_day(r, "handed_on"));
	if (e == OK)
		e = staff_check(m);
	if (e == OK)
		e = case_figure(m, "hearing.public_notice", time_day(m->occurred), &before);
	if (e == OK && open && before.id != 0 && !input_given(m->in, "public_notice_on"))
		act_problem(m, "public_notice_on", "required", NULL);
	if (e == OK && open && input_given(m->in, "public_notice_on"))
		e = least_day(m, input_day(m->in, "public_notice_on"), "hearing.public_notice", &announced);
	if (e != OK || !input_given(m->in, "held_at"))
		return e;
	least = announced > notice ? announced : notice;
	if (least == DAY_NONE || time_day(input_time(m->in, "held_at")) >= least)
		return OK;
	day_text(least, text);
	act_problem(m, "held_at", least == notice ? "hearing_too_soon" : "hearing_announced_late", text);
	return OK;
}

static enum err
schedule_apply(struct act_move *m)
{
	enum err e = service_replace(m, "hearing_notice");

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_hearing set held_at = $2, place = $3, public = $4, public_notice_on = $5,"
		    " clerk = nullif($6, ''), officers = nullif($7, ''), interpreter = nullif($8, ''),"
		    " third_persons = nullif($9, '')"
		    " where track_id = $1 and withdrawn_on is null and reported_on is null",
		    DB_I64(track_of(m)->id), DB_TIME(input_time(m->in, "held_at")),
		    DB_TEXT(input_text(m->in, "place")),
		    DB_BOOL(strcmp(input_text(m->in, "public_hearing"), "public") == 0),
		    DB_DAY(input_day(m->in, "public_notice_on")),
		    DB_TEXT(input_text(m->in, "clerk")), DB_TEXT(input_text(m->in, "hearing_officers")),
		    DB_TEXT(input_text(m->in, "interpreter")), DB_TEXT(input_text(m->in, "third_persons")));
	return e;
}

/* ---- the notice is served, on third persons as early as on the party (听证办法 20) */

static const struct field serve_fields[] = {
	SERVICE_FIELDS,
	{ .name = "third_notice_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ 0 }
};

/* At least seven working days before the hearing (行政处罚法 64); one that goes on is only told of. */
static enum err
in_time(struct act_move *m, const char *field, int32_t held, bool resumed)
{
	char text[DAY_TEXT_SIZE];
	int32_t least = DAY_NONE;
	enum err e = OK;

	if (!input_given(m->in, field))
		return OK;
	if (resumed)
		least = input_day(m->in, field);
	else
		e = least_day(m, input_day(m->in, field), "hearing.notice", &least);
	if (e != OK || least == DAY_NONE || held >= least)
		return e;
	day_text(least, text);
	act_problem(m, field, "hearing_too_soon", text);
	return OK;
}

static enum err
serve_check(struct act_move *m)
{
	struct db_row r;
	bool resumed;
	json_t *data;
	enum err e = service_find_newest(m, "hearing_notice");

	if (e == OK)
		e = service_check(m);
	if (e == OK)
		e = hearing_of(m, &r);
	if (e != OK || served_of(m)->id == 0 || !row_has(r, "held_at"))
		return e;
	act_not_before(m, "third_notice_on", served_of(m)->day);
	if (row_has(r, "third_persons") && !input_given(m->in, "third_notice_on"))
		act_problem(m, "third_notice_on", "required", NULL);
	if (!row_has(r, "third_persons") && input_given(m->in, "third_notice_on"))
		act_problem(m, "third_notice_on", "no_third_persons", NULL);
	data = json_loads(served_of(m)->data, 0, NULL);
	resumed = json_is_true(json_object_get(data, "resumed"));
	json_decref(data);
	e = in_time(m, "served_on", time_day(row_time(r, "held_at")), resumed);
	return e == OK ? in_time(m, "third_notice_on", time_day(row_time(r, "held_at")), resumed) : e;
}

static enum err
serve_apply(struct act_move *m)
{
	service_receipt(m, m->actor.name);
	return DB_EXEC(m->a, m->db, "update xz.caseflow_hearing set notice_served_on = $2,"
	    " third_notice_on = coalesce($3, third_notice_on)"
	    " where track_id = $1 and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id),
	    DB_DAY(input_day(m->in, "served_on")),
	    DB_DAY(input_given(m->in, "third_notice_on") ? input_day(m->in, "third_notice_on") : DAY_NONE));
}

static enum err
serve_after(struct act_move *m)
{
	return service_put(m, "hearing");
}

static const struct field hold_fields[] = {
	{ .name = "started_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "ended_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "present", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ .name = "agents", .type = FIELD_NUMBER, .max = 20 },
	{ .name = "third_said", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 20000 },
	{ .name = "record", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 10,
	    .max = 40000 },
	{ .name = "signed", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "party_signature" },
	{ 0 }
};

static enum err
hold_prepare(struct act_move *m)
{
	return option_codes(m, "signed", "party_signature");
}

static enum err
hold_check(struct act_move *m)
{
	struct calendar_parameter agents;
	struct db_row r;
	enum err e = hearing_of(m, &r);

	if (e == OK)
		e = case_figure(m, "hearing.agents_max", m->today, &agents);
	if (e == OK && agents.id != 0 && input_number(m->in, "agents") > agents.value)
		act_problem(m, "agents", "agents_most", arena_printf(m->a, "%d", (int)agents.value));
	if (e == OK && input_given(m->in, "started_at") && row_has(r, "held_at") &&
	    time_day(input_time(m->in, "started_at")) < time_day(row_time(r, "held_at")))
		act_problem(m, "started_at", "before_hearing_date", NULL);
	if (input_given(m->in, "ended_at") && input_time(m->in, "ended_at") < input_time(m->in, "started_at"))
		act_problem(m, "ended_at", "before_start", NULL);
	if (e == OK && row_has(r, "suspended_on"))
		act_problem(m, "", "hearing_suspended", NULL);
	if (e == OK && row_has(r, "third_persons") && !input_given(m->in, "third_said"))
		act_problem(m, "third_said", "third_not_heard", NULL);
	return e;
}

static enum err
hold_apply(struct act_move *m)
{
	enum err e = case_clock_close(m, "hearing.held", "met");

	m->clock_day = time_day(input_time(m->in, "ended_at"));
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.caseflow_hearing set held_at = $2, record = $3, present = $4"
	    " where track_id = $1 and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id),
	    DB_TIME(input_time(m->in, "started_at")), DB_TEXT(input_text(m->in, "record")),
	    DB_TEXT(input_text(m->in, "present"))) : e;
}

static const struct field report_fields[] = {
	{ .name = "report", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 10,
	    .max = 20000 },
	{ .name = "opinion", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ .name = "other_matters", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 4000 },
	{ 0 }
};

/* 听证办法 30: the cause, who heard and who took part, when and where. */
static enum err
report_paper(struct act_move *m)
{
	static const char *const parts[][2] = { { "chair", "chair_name" }, { "officers", "officers" },
	    { "clerk", "clerk" }, { "interpreter", "interpreter" }, { "present", "present" }, { "place", "place" },
	    { "third_persons", "third_persons" } };
	json_t *j = json_object();
	char at[TIME_TEXT_SIZE];
	struct db_row r;
	size_t i;
	enum err e = hearing_of(m, &r);

	for (i = 0; e == OK && i < sizeof(parts) / sizeof(*parts); i++)
		json_object_set_new(j, parts[i][0], json_string(row_text_or(r, parts[i][1], "")));
	if (e == OK && row_has(r, "held_at")) {
		time_text(row_time(r, "held_at"), at);
		at[10] = ' ';
		at[16] = '\0';
		json_object_set_new(j, "held_at", json_string(at));
	}
	act_doc(m, "hearing", j);
	return e;
}

static enum err
report_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_hearing set report = $2, opinion = $3, reported_on = $4 where track_id = $1"
	    " and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id),
	    DB_TEXT(input_text(m->in, "report")), DB_TEXT(input_text(m->in, "opinion")), DB_DAY(m->today));

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_track set heard = true, defence = coalesce(defence, 'stated') where id = $1",
		    DB_I64(track_of(m)->id));
	return e == OK ? case_decide_go_on(m, "hearing", m->today) : e;
}

static const struct field withdraw_fields[] = {
	{ .name = "withdrawn_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ 0 }
};

static enum err
withdraw_check(struct act_move *m)
{
	struct db_row r;
	enum err e = hearing_of(m, &r);

	if (e == OK && input_day(m->in, "withdrawn_on") != DAY_NONE &&
	    input_day(m->in, "withdrawn_on") < row_day(r, "requested_on"))
		act_problem(m, "withdrawn_on", "before_start", NULL);
	return e;
}

enum err
hearing_over(struct act_move *m, int32_t day, const char *ground)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_hearing set withdrawn_on = $2, ended_ground = $3 where track_id = $1"
	    " and withdrawn_on is null and reported_on is null", DB_I64(track_of(m)->id), DB_DAY(day), DB_TEXT(ground));

	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_track set defence = coalesce(defence, 'none') where id = $1",
		    DB_I64(track_of(m)->id));
	if (e == OK)
		e = case_clock_close(m, "hearing.held", "cancelled");
	return e == OK ? case_decide_go_on(m, "hearing", day) : e;
}

static enum err
withdraw_apply(struct act_move *m)
{
	return hearing_over(m, input_day(m->in, "withdrawn_on"), NULL);
}

const struct act_step caseflow_hearing_steps[] = {
	{ .code = "hearing_request", .fields = request_fields, .check = request_check, .effect = request_apply },
	{ .code = "hearing_appoint", .fields = appoint_fields, .prepare = appoint_prepare, .check = chair_check,
	    .effect = appoint_apply },
	{ .code = "hearing_handover", .fields = handover_fields, .check = handover_check, .effect = handover_apply },
	{ .code = "hearing_schedule", .fields = schedule_fields, .prepare = schedule_prepare, .check = schedule_check,
	    .effect = schedule_apply },
	{ .code = "hearing_serve", .fields = serve_fields, .prepare = service_prepare, .check = serve_check,
	    .effect = serve_apply, .after = serve_after },
	{ .code = "hearing_hold", .fields = hold_fields, .prepare = hold_prepare, .check = hold_check,
	    .effect = hold_apply },
	{ .code = "hearing_report", .fields = report_fields, .effect = report_apply, .paper = report_paper },
	{ .code = "hearing_withdraw", .fields = withdraw_fields, .check = withdraw_check, .effect = withdraw_apply },
	{ 0 }
};
