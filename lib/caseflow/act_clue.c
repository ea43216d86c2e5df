/* act_clue.c - clues: registered, assigned, verified with a colleague, extended once. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/file.h"
#include "lib/caseflow/subject.h"
#include "lib/caseflow/words.h"
#include "lib/record/record.h"
#include "lib/inspection/inspection.h"
#include "lib/source/source.h"
#include "lib/spotcheck/visit.h"


static const struct field register_fields[] = {
	{ .name = "channel", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "channel" },
	{ .name = "received_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "sender_number", .type = FIELD_LINE, .min = 1, .max = 60 },
	SUBJECT_FIELDS,
	{ .name = "content", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 4000 },
	{ .name = "reporter", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 100 },
	{ .name = "real_name", .type = FIELD_TICK },
	{ 0 }
};

static void
default_time(struct act_move *m, const char *field, int64_t at)
{
	char text[TIME_TEXT_SIZE];

	time_text(at, text);
	text[16] = '\0';
	input_default(m->in, field, arena_strdup(m->a, text));
}

/* What was sent, but nothing of the sender: that stays with the request. */
static enum err
of_request_prepare(struct act_move *m)
{
	struct source_request q;
	struct source_text t;
	enum err e = source_get(m->a, m->db, case_source(m)->request, &q);

	if (e == OK)
		e = source_text_open(m->a, m->db, q.id, &t);
	if (e != OK)
		return e;
	default_time(m, "received_at", q.received_at);
	input_default(m->in, "channel", q.sort);
	input_default(m->in, "new_name", *q.subject_name != '\0' ? q.subject_name : t.about);
	input_default(m->in, "new_address", t.place);
	input_default(m->in, "content", t.content);
	if (q.named)
		input_default(m->in, "real_name", "1");
	return OK;
}

static enum err
register_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "channel", "channel");

	default_time(m, "received_at", m->now);
	if (!ref_zero(case_source(m)->visit))
		input_default(m->in, "channel", "inspection");
	if (e == OK && !ref_zero(case_source(m)->request))
		e = of_request_prepare(m);
	return e == OK ? subject_prepare(m) : e;
}

static enum err
register_check(struct act_move *m)
{
	enum err e = subject_check(m, true);

	return e == OK ? act_not_too_old(m, "received_at") : e;
}

/* The message it comes of: the one that was sent in, or another that is typed now. */
static enum err
message(struct act_move *m, const char *number)
{
	struct source_typed t = { .channel = input_text(m->in, "channel"),
	    .sender_number = input_given(m->in, "sender_number") ? input_text(m->in, "sender_number") : NULL,
	    .received_at = input_time(m->in, "received_at"), .case_id = case_of(m)->id };
	enum err e;

	if (!ref_zero(case_source(m)->request)) {
		e = source_clue(m->a, m->db, m->act, case_source(m)->request, t.case_id, number);
		if (e == ERR_STATE)
			act_problem(m, "", "request_state", NULL);
		return e == ERR_STATE ? OK : e;
	}
	e = source_message_typed(m->a, m->db, &t);
	if (e == ERR_CONFLICT)
		act_problem(m, "sender_number", "message_known", NULL);
	return e == ERR_CONFLICT ? OK : e;
}

/* The visit it comes of learns the clue; one visit gives one. */
static enum err
of_visit(struct act_move *m, const char *number)
{
	char text[REF_TEXT_SIZE];
	enum err e;

	if (ref_zero(case_source(m)->visit))
		return OK;
	e = spotcheck_visit_clue(m->a, m->db, m->act, case_source(m)->visit, &(struct spotcheck_clue){ case_of(m)->id,
	    case_of(m)->ref, number });
	if (e == ERR_NOT_FOUND)
		e = inspection_clue(m->a, m->db, m->act, case_source(m)->visit, case_of(m)->id,
		    case_of(m)->ref, number);
	if (e == ERR_STATE) {
		act_problem(m, "", "visit_clue", NULL);
		return OK;
	}
	ref_text(case_source(m)->visit, text);
	act_note(m, "visit", json_string(arena_strdup(m->a, text)));
	return e;
}

static enum err
register_apply(struct act_move *m)
{
	struct register_subject s;
	const char *number, *title;
	struct db_row r;
	int y, mo, d;
	enum err e = subject_take(m, &s);

	if (e != OK || m->p->n > 0)
		return e;
	day_parts(m->today, &y, &mo, &d);
	e = DB_ONE(m->a, m->db, &r, "select number_word from xz.people_agency where id = $1",
	    DB_I64(m->actor.agency));
	if (e == OK)
		e = record_number_next(m->a, m->db, m->actor.agency, "clue",
		    arena_printf(m->a, "%s" CASE_CLUE_NUMBER_WORD, row_text(r, "number_word")), y, &number);
	title = arena_printf(m->a, CASE_TITLE_CLUE, s.natural_person ? CASE_NATURAL_PERSON : s.name);
	if (e == OK)
		e = file_open(m, title, number);
	if (e == OK)
		e = message(m, number);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_clue (case_id, channel, received_at, subject_id, subject_name,"
		    " subject_code, content, real_name) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		    DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "channel")),
		    DB_TIME(input_time(m->in, "received_at")), DB_I64(s.id), DB_TEXT(s.name), DB_TEXT(s.code),
		    DB_TEXT(input_text(m->in, "content")), DB_BOOL(input_number(m->in, "real_name") != 0));
	if (e == OK)
		e = of_visit(m, number);
	m->clock_day = time_day(input_time(m->in, "received_at"));
	act_note(m, "clue_number", json_string(number));
	act_doc(m, "subject", json_pack("{s:s,s:s}", "name", s.name, "code", s.code));
	return e;
}

static const struct field assign_fields[] = {
	{ .name = "verifiers", .type = FIELD_REFS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 6 },
	{ 0 }
};

static enum err
assign_prepare(struct act_move *m)
{
	return option_officers(m, "verifiers", "officer");
}

static enum err
assign_apply(struct act_move *m)
{
	const struct value *v = input_value(m->in, "verifiers");
	struct db_row r;
	struct ref ref;
	int64_t unit = 0;
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < v->list_n; i++) {
		if (!ref_parse(v->list[i], &ref))
			continue;
		e = DB_ONE(m->a, m->db, &r,
		    "select c.id, c.unit_id from xz.people_account c join xz.people_principal p on p.id = c.id"
		    " where p.ref = $1", DB_REF(ref));
		if (e == OK && unit == 0)
			unit = row_i64_or(r, "unit_id", 0);
		if (e == OK)
			e = file_name_officer(m, row_i64(r, "id"), "verifier", "accepted", "verifiers");
	}
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select $2 >= xz.calendar_officers_least($1) as enough", DB_DAY(m->today),
		    DB_I64((int64_t)v->list_n));
	if (e == OK && !row_bool(r, "enough"))
		act_problem(m, "verifiers", "two_officers", NULL);
	/* the first verifier's unit takes the file */
	if (e == OK && unit != 0 && unit != case_of(m)->unit) {
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_case set unit_id = $2 where id = $1",
		    DB_I64(case_of(m)->id), DB_I64(unit));
		case_of(m)->unit = unit;
	}
	return e;
}

static const struct field reassign_fields[] = {
	{ .name = "verifiers", .type = FIELD_REFS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 6 },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE,
	    .min = 2, .max = 200 },
	{ 0 }
};

/* A verifier left or is not to verify: others take over, and what waited for a signature is void. */
static enum err
reassign_apply(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_officer set state = 'removed', reason = $2 where case_id = $1 and role = 'verifier'"
	    " and state in ('named', 'accepted')", DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "reason")));

	if (e == OK)
		e = act_cosigns_lapse(m, 0);
	return e == OK ? assign_apply(m) : e;
}

static const struct field verify_fields[] = {
	{ .name = "checked_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL, .min = 2, .max = 200 },
	{ .name = "finding", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 8000 },
	{ .name = "suggestion", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "filing_proposal" },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};

static enum err
verify_prepare(struct act_move *m)
{
	enum err e = option_codes(m, "suggestion", "filing_proposal");

	return e == OK ? option_case_officers(m, "second", true) : e;
}

static enum err
verify_check(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select received_at from xz.caseflow_clue where case_id = $1", DB_I64(case_of(m)->id));

	if (e == OK)
		act_not_before(m, "checked_at", time_day(row_time(r, "received_at")));
	return e;
}

static enum err
verify_apply(struct act_move *m)
{
	return DB_EXEC(m->a, m->db,
	    "update xz.caseflow_clue set finding = $2, verified_on = $3 where case_id = $1",
	    DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "finding")),
	    DB_DAY(time_day(input_time(m->in, "checked_at"))));
}

static const struct field reason_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = 2000 },
	{ 0 }
};

/* Where the field's rule knows no extension there is none. */
static enum err
extend_check(struct act_move *m)
{
	struct calendar_parameter p;
	enum err e = case_figure(m, "clue.verify.extension", time_day(m->occurred), &p);

	if (e == OK && p.id == 0)
		act_problem(m, "", "no_extension", NULL);
	return e;
}

static enum err
extend_apply(struct act_move *m)
{
	enum err e = case_clock_extend(m, "clue.verify", "clue.verify.extension", "clue_extend");

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_clue set extended = true where case_id = $1",
		    DB_I64(case_of(m)->id));
	return e;
}

static const struct field exclude_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "exclusion" },
	{ .name = "from_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 2000 },
	{ 0 }
};

static const char *
running_rule(const struct act_move *m)
{
	return str_starts(case_of(m)->state, "clue_verif") ? "clue.verify" : "case.decide";
}

static enum err
exclude_prepare(struct act_move *m)
{
	return option_sector_codes(m, "kind", str_eq(running_rule(m), "clue.verify") ? "clue_exclusion" : "exclusion");
}

/* Nothing is left out of a term before it began. */
static enum err
exclude_check(struct act_move *m)
{
	struct db_row r;
	enum err e;

	if (case_of(m)->filed_on != DAY_NONE) {
		act_not_before(m, "from_day", case_of(m)->filed_on);
		return OK;
	}
	e = DB_ONE(m->a, m->db, &r,
	    "select received_at from xz.caseflow_clue where case_id = $1", DB_I64(case_of(m)->id));
	if (e == OK)
		act_not_before(m, "from_day", time_day(row_time(r, "received_at")));
	return e;
}

static enum err
exclude_apply(struct act_move *m)
{
	enum err e = case_clock_pause(m, running_rule(m), input_text(m->in, "kind"), input_day(m->in, "from_day"));

	if (e == ERR_STATE) {
		act_problem(m, "kind", "exclusion_open", NULL);
		return OK;
	}
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_pause (case_id, kind, reason, from_day) values ($1, $2, $3, $4)",
		    DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "kind")), DB_TEXT(input_text(m->in, "reason")),
		    DB_DAY(input_day(m->in, "from_day")));
	return e;
}

static const struct field exclude_end_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "exclusion" },
	{ .name = "to_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};

/* What stands, whether the field still has it among what is not counted or not. */
static enum err
exclude_end_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select distinct on (p.kind) p.kind, coalesce(c.name_zh, p.kind) as zh, coalesce(c.name_en, p.kind) as en"
	    " from xz.caseflow_pause p left join xz.law_code c on c.kind = 'exclusion' and c.code = p.kind"
	    " where p.case_id = $1 and p.to_day is null order by p.kind, c.sector = $2 desc, c.valid_from desc",
	    DB_I64(case_of(m)->id), DB_TEXT(case_of(m)->field));

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option(m->in, "kind", row_text(db_at(rows, i), "kind"), row_text(db_at(rows, i), "zh"),
		    row_text(db_at(rows, i), "en"));
	return e;
}

/* Where no term runs that would say so. */
static enum err
exclude_end_check(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select coalesce(max(from_day) > $3, false) as before"
	    " from xz.caseflow_pause where case_id = $1 and kind = $2 and to_day is null", DB_I64(case_of(m)->id),
	    DB_TEXT(input_text(m->in, "kind")), DB_DAY(input_day(m->in, "to_day")));

	if (e == OK && row_bool(r, "before"))
		act_problem(m, "to_day", "before_start", NULL);
	return e;
}

static enum err
exclude_end_apply(struct act_move *m)
{
	int64_t n;
	enum err e = case_clock_resume(m, running_rule(m), input_text(m->in, "kind"), input_day(m->in, "to_day"));

	if (e == ERR_NOT_FOUND || e == ERR_INPUT) {
		act_problem(m, e == ERR_INPUT ? "to_day" : "kind",
		    e == ERR_INPUT ? "before_start" : "exclusion_not_open", NULL);
		return OK;
	}
	if (e == OK)
		e = DB_EXEC_N(m->a, m->db, &n,
		    "update xz.caseflow_pause set to_day = $3 where case_id = $1 and kind = $2 and to_day is null",
		    DB_I64(case_of(m)->id), DB_TEXT(input_text(m->in, "kind")), DB_DAY(input_day(m->in, "to_day")));
	return e;
}

const struct act_step caseflow_clue_steps[] = {
	{ .code = "clue_register", .fields = register_fields, .prepare = register_prepare, .check = register_check,
	    .effect = register_apply },
	{ .code = "clue_assign", .fields = assign_fields, .prepare = assign_prepare, .effect = assign_apply },
	{ .code = "clue_reassign", .fields = reassign_fields, .prepare = assign_prepare, .effect = reassign_apply },
	{ .code = "clue_verify", .fields = verify_fields, .prepare = verify_prepare, .check = verify_check,
	    .effect = verify_apply },
	{ .code = "clue_extend", .fields = reason_fields, .check = extend_check, .effect = extend_apply },
	{ .code = "clue_exclude", .fields = exclude_fields, .prepare = exclude_prepare, .check = exclude_check,
	    .effect = exclude_apply },
	{ .code = "clue_exclude_end", .fields = exclude_end_fields, .prepare = exclude_end_prepare,
	    .check = exclude_end_check, .effect = exclude_end_apply, .needs = "pauses" },
	{ 0 }
};
