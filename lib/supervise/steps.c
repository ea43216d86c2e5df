/* steps.c - what is done with a matter beside letters: sifted, opened, stopped, told, checked, closed; when and by
 * whom: the rows of procedure.csv. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/law/law.h"
#include "lib/record/record.h"
#include "lib/supervise/priv.h"

#define WORDS(n, f) { .name = n, .type = FIELD_TEXT, .flags = FIELD_WIDE | (f), .min = 2, .max = SUPERVISE_WORDS }

/* ---- what steps share */

enum err
supervise_codes(struct act_move *m)
{
	const struct field *f;
	enum err e = OK;

	for (f = input_form(m->in); e == OK && f->type != FIELD_END; f++)
		if (f->codes != NULL)
			e = law_options(m->a, m->db, f->codes, m->today, m->in, f->name);
	return e;
}

enum err
supervise_side(struct act_move *m, const char *field, struct ref *side)
{
	json_t *line;
	enum err e;

	*side = (struct ref){ { 0 } };
	if (!input_given(m->in, field))
		return OK;
	e = record_side(m->a, m->db, matter_of(m)->chain, input_text(m->in, field), &line);
	if (e != OK)
		return e;
	if (!ref_parse(json_string_value(json_object_get(line, "ref")), side))
		e = err_set(ERR_DB, "a side row without a ref");
	act_note(m, field, line);
	return e;
}

enum err
supervise_say(struct act_move *m, const char *field)
{
	struct ref side;
	enum err e = supervise_side(m, field, &side);

	return e == OK && !ref_zero(side) ? DB_EXEC(m->a, m->db,
	    "insert into xz.supervise_word (matter_id, action, side_ref, said_by, said_at) values ($1, $2, $3, $4, $5)",
	    DB_I64(matter_of(m)->id), DB_TEXT(m->t->action), DB_REF(side), DB_I64(m->requester), DB_TIME(m->now)) : e;
}

/* The code that was chosen stands in the step. */
static void
note_code(struct act_move *m, const char *field)
{
	if (input_given(m->in, field))
		act_note(m, field, json_string(input_text(m->in, field)));
}

static enum err
words(struct act_move *m)
{
	return supervise_say(m, "words");
}

/* ---- sifted */

static const struct field accept_fields[] = {
	{ .name = "way", .type = FIELD_CHOICE, .flags = FIELD_SELECT, .codes = "supervise_way" },
	{ .name = "last_day", .type = FIELD_DAY },
	WORDS("words", 0),
	{ 0 }
};

/* What is open to reconsideration or a court and not there yet is accepted: the way and its last day are told
 * (湖南省行政执法监督条例 22). */
static enum err
check_way(struct act_move *m)
{
	if (input_given(m->in, "way") != input_given(m->in, "last_day"))
		act_problem(m, input_given(m->in, "way") ? "last_day" : "way", "required", NULL);
	return OK;
}

static enum err
accept_it(struct act_move *m)
{
	note_code(m, "way");
	return words(m);
}

static const struct field refuse_fields[] = {
	{ .name = "refusal", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT,
	    .codes = "supervise_refusal" },
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};

static enum err
refuse(struct act_move *m)
{
	note_code(m, "refusal");
	return words(m);
}

static const struct field pass_fields[] = {
	{ .name = "receiver", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT,
	    .codes = "supervise_receiver" },
	{ .name = "receiver_name", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 100 },
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};

static enum err
pass_on(struct act_move *m)
{
	note_code(m, "receiver");
	return words(m);
}

static const struct field suspend_fields[] = {
	{ .name = "way", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT, .codes = "supervise_way" },
	{ .name = "receiver_name", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "remedy_number", .type = FIELD_LINE, .min = 2, .max = 60 },
	WORDS("words", 0),
	{ 0 }
};

/* What was asked for stands still: nobody is to answer while the dispute is elsewhere. */
static enum err
suspend(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.supervise_letter set state = 'void' where matter_id = $1 and state = 'open'",
	    DB_I64(matter_of(m)->id));

	note_code(m, "way");
	matter_of(m)->due_on = DAY_NONE;
	return e == OK ? words(m) : e;
}

static const struct field resume_fields[] = {
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};

static enum err
resume(struct act_move *m)
{
	if (matter_of(m)->first != 0)
		m->to = "opened";
	return words(m);
}

/* ---- opened: two supervisors (湖南省行政执法监督条例 11), recusal told, the agency told */

static const struct field open_fields[] = {
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "recusal_told", .type = FIELD_TICK, .flags = FIELD_REQUIRED },
	{ 0 }
};
static const struct field assign_fields[] = {
	{ .name = "first", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};

static enum err
offer_supervisors(struct act_move *m, const char *field, int64_t but)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select p.ref, a.display_name from xz.people_account a join xz.people_principal p on p.id = a.id"
	    " where a.agency_id = $1 and a.active and a.id <> $2 and xz.people_duties(a.id) & 512 <> 0"
	    " order by a.display_name, a.id limit 200", DB_I64(matter_of(m)->agency), DB_I64(but));

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option_ref(m->in, field, row_ref(db_at(rows, i), "ref"), row_text(db_at(rows, i), "display_name"),
		    NULL);
	return e;
}

static enum err
open_prepare(struct act_move *m)
{
	return offer_supervisors(m, "second", m->actor.account);
}

static enum err
assign_prepare(struct act_move *m)
{
	enum err e = offer_supervisors(m, "first", 0);

	return e == OK ? offer_supervisors(m, "second", 0) : e;
}

static enum err
chosen(struct act_move *m, const char *field, int64_t *out)
{
	struct ref ref;
	struct db_row r;
	enum err e;

	if (!input_ref(m->in, field, &ref))
		return err_set(ERR_INPUT, "nobody chosen");
	e = DB_ONE(m->a, m->db, &r, "select p.id from xz.people_principal p where p.ref = $1", DB_REF(ref));
	if (e == OK)
		*out = row_i64(r, "id");
	return e;
}

/* Who took a step of what is supervised does not supervise it. */
static enum err
had_part(struct act_move *m, const char *field, int64_t account)
{
	struct db_row r;
	enum err e;

	if (ref_zero(matter_of(m)->whole_ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select xz.supervise_took_part($1, $2) as yes", DB_REF(matter_of(m)->whole_ref),
	    DB_I64(account));
	if (e == OK && row_bool(r, "yes"))
		act_problem(m, field, "supervise_took_part", NULL);
	return e;
}

static enum err
put_supervisors(struct act_move *m, int64_t first, int64_t second, const char *first_field)
{
	struct supervise_matter *x = matter_of(m);
	enum err e = had_part(m, first_field, first);

	if (first == second)
		act_problem(m, "second", "supervise_two", NULL);
	if (e == OK)
		e = had_part(m, "second", second);
	if (e != OK || m->p->n > 0)
		return e;
	x->first = first;
	x->second = second;
	return DB_EXEC(m->a, m->db, "update xz.supervise_matter set first_id = $2, second_id = $3,"
	    " told_at = coalesce(told_at, $4), recusal_at = null where id = $1", DB_I64(x->id), DB_I64(first),
	    DB_I64(second), DB_TIME(m->now));
}

static enum err
open_it(struct act_move *m)
{
	int64_t second;
	enum err e = chosen(m, "second", &second);

	if (!matter_of(m)->about_active)
		act_problem(m, "", "supervise_gone", NULL);
	if (e == OK)
		e = put_supervisors(m, m->actor.account, second, "");
	if (e == OK)
		matter_of(m)->told_at = m->now;
	return e;
}

static enum err
assign(struct act_move *m)
{
	int64_t first, second;
	enum err e = chosen(m, "first", &first);

	if (e == OK)
		e = chosen(m, "second", &second);
	if (e == OK)
		e = put_supervisors(m, first, second, "first");
	matter_of(m)->recusal_at = TIME_NONE;
	return e == OK ? words(m) : e;
}

/* ---- recusal: asked by the agency, decided by the head of the body (湖南省行政执法监督条例 17) */

static const struct field recuse_fields[] = {
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};
static const struct field recusal_fields[] = {
	{ .name = "granted", .type = FIELD_TICK },
	{ .name = "first", .type = FIELD_REF, .flags = FIELD_SELECT },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_SELECT },
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};

static enum err
recuse(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.supervise_matter set recusal_at = $2 where id = $1",
	    DB_I64(matter_of(m)->id), DB_TIME(m->now));

	matter_of(m)->recusal_at = m->now;
	return e == OK ? words(m) : e;
}

static enum err
check_recusal(struct act_move *m)
{
	if (input_number(m->in, "granted") == 0)
		return OK;
	if (!input_given(m->in, "first"))
		act_problem(m, "first", "required", NULL);
	if (!input_given(m->in, "second"))
		act_problem(m, "second", "required", NULL);
	return OK;
}

static enum err
recusal(struct act_move *m)
{
	bool granted = input_number(m->in, "granted") != 0;

	act_note(m, "granted", json_boolean(granted));
	if (granted)
		return assign(m);
	matter_of(m)->recusal_at = TIME_NONE;
	if (DB_EXEC(m->a, m->db, "update xz.supervise_matter set recusal_at = null where id = $1",
	    DB_I64(matter_of(m)->id)) != OK)
		return ERR_DB;
	return words(m);
}

/* ---- an interview with the agency's leadership, a clue handed over */

static const struct field talk_fields[] = {
	{ .name = "held_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "place", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 100 },
	{ .name = "with", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = 200 },
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};

/* ---- checked */

static const struct field check_fields[] = {
	{ .name = "result", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "supervise_result" },
	{ .name = "checked_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};

static enum err
check_it(struct act_move *m)
{
	bool corrected = str_eq(input_text(m->in, "result"), "corrected");
	enum err e = DB_EXEC(m->a, m->db, "update xz.supervise_matter set corrected = $2 where id = $1",
	    DB_I64(matter_of(m)->id), DB_BOOL(corrected));

	note_code(m, "result");
	return e == OK ? words(m) : e;
}

/* ---- closed */

static const struct field close_fields[] = {
	{ .name = "outcome", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	WORDS("words", FIELD_REQUIRED),
	{ 0 }
};

/* After a check: what it found; before any letter: that nothing was found, or that it was corrected at once; of a
 * dispute that was elsewhere: its result. */
static enum err
close_prepare(struct act_move *m)
{
	const char *state = matter_of(m)->state;
	struct law_code *c;
	int i, n;
	enum err e = law_codes(m->a, m->db, "supervise_outcome", m->today, &c, &n);

	for (i = 0; e == OK && i < n; i++) {
		bool after = str_eq(c[i].code, "corrected"), settled = str_eq(c[i].code, "settled");

		if (str_eq(state, "suspended") ? settled : str_eq(state, "checked") ? after : !after && !settled)
			input_option(m->in, "outcome", c[i].code, c[i].name_zh, c[i].name_en);
	}
	return e;
}

static enum err
close_check(struct act_move *m)
{
	if (str_eq(matter_of(m)->state, "checked") && !matter_of(m)->corrected)
		act_problem(m, "", "supervise_not_corrected", NULL);
	return OK;
}

static enum err
close_it(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.supervise_matter set outcome = $2 where id = $1",
	    DB_I64(matter_of(m)->id), DB_TEXT(input_text(m->in, "outcome")));

	note_code(m, "outcome");
	return e == OK ? words(m) : e;
}

const struct act_step supervise_steps[] = {
	{ .code = "accept", .fields = accept_fields, .prepare = supervise_codes, .check = check_way,
	    .effect = accept_it },
	{ .code = "refuse", .fields = refuse_fields, .prepare = supervise_codes, .effect = refuse },
	{ .code = "pass_on", .fields = pass_fields, .prepare = supervise_codes, .effect = pass_on },
	{ .code = "open", .fields = open_fields, .prepare = open_prepare, .effect = open_it },
	{ .code = "assign", .fields = assign_fields, .prepare = assign_prepare, .effect = assign },
	{ .code = "recuse", .fields = recuse_fields, .effect = recuse },
	{ .code = "recusal", .fields = recusal_fields, .prepare = assign_prepare, .check = check_recusal,
	    .effect = recusal },
	{ .code = "talk", .fields = talk_fields, .effect = words },
	{ .code = "clue", .fields = pass_fields, .prepare = supervise_codes, .effect = pass_on },
	{ .code = "suspend", .fields = suspend_fields, .prepare = supervise_codes, .effect = suspend },
	{ .code = "resume", .fields = resume_fields, .effect = resume },
	{ .code = "settle", .fields = close_fields, .prepare = close_prepare, .effect = close_it },
	{ .code = "check", .fields = check_fields, .prepare = supervise_codes, .effect = check_it },
	{ .code = "close", .fields = close_fields, .prepare = close_prepare, .check = close_check, .effect = close_it },
	{ .code = NULL },
};

/* ---- guards */

/* The same dispute is not supervised a second time (条例 33). */
static enum err
not_in_remedy(struct act_move *m, bool *holds)
{
	bool in = false;
	enum err e = supervise_in_remedy(m->a, m->db, matter_of(m), &in);

	*holds = !in;
	return e;
}

static enum err
no_recusal(struct act_move *m, bool *holds)
{
	*holds = matter_of(m)->recusal_at == TIME_NONE;
	return OK;
}

static enum err
recusal_waits(struct act_move *m, bool *holds)
{
	*holds = matter_of(m)->recusal_at != TIME_NONE;
	return OK;
}

static enum err
no_objection(struct act_move *m, bool *holds)
{
	*holds = matter_of(m)->objected_at == TIME_NONE;
	return OK;
}

static enum err
objection_waits(struct act_move *m, bool *holds)
{
	*holds = matter_of(m)->objected_at != TIME_NONE;
	return OK;
}

const struct act_guard supervise_guards[] = {
	{ .name = "not_in_remedy", .test = not_in_remedy },
	{ .name = "no_recusal", .test = no_recusal },
	{ .name = "recusal_none", .test = no_recusal, .when = true },
	{ .name = "recusal_waits", .test = recusal_waits, .when = true },
	{ .name = "no_objection", .test = no_objection, .when = true },
	{ .name = "objection_done", .test = no_objection },
	{ .name = "objection_waits", .test = objection_waits, .when = true },
	{ .name = NULL },
};
