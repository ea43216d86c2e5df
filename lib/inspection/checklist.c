/* checklist.c - the checklist: any of its items answered, each on the version of the answer that was seen; what came
 * from two phones at once stays both until a person chooses. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"
#include "lib/record/record.h"

/* One item's fields, each with "_<n>" behind. */
static const struct field item_fields[] = {
	{ .name = "a", .type = FIELD_CHOICE, .codes = "inspect_answer" },
	{ .name = "b", .type = FIELD_NUMBER, .max = 100000 },
	{ .name = "m", .type = FIELD_LINE, .min = 1, .max = 20 },
	{ .name = "u", .type = FIELD_LINE, .min = 1, .max = 20 },
	{ .name = "s", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 1, .max = 60 },
	{ .name = "t", .type = FIELD_TEXT, .flags = FIELD_PERSONAL, .min = 1, .max = 2000 },
	{ .name = "r", .type = FIELD_CHOICE, .codes = "inspect_remedy" },
	{ .name = "d", .type = FIELD_DAY },
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_NOT_FUTURE },
};
#define ITEM_FIELDS (sizeof(item_fields) / sizeof(*item_fields))

static const char *
name(struct act_move *m, const char *field, int n)
{
	return arena_printf(m->a, "%s_%d", field, n);
}

enum err
insp_check_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	struct field *f;
	size_t k;
	int i;
	enum err e = inspection_items(m->a, m->db, insp_of(m)->id, &rows);

	if (e != OK)
		return e;
	f = ARENA_ARRAY(m->a, struct field, (size_t)db_count(rows) * ITEM_FIELDS + 1);
	for (i = 0; i < db_count(rows); i++)
		for (k = 0; k < ITEM_FIELDS; k++) {
			f[(size_t)i * ITEM_FIELDS + k] = item_fields[k];
			f[(size_t)i * ITEM_FIELDS + k].name = name(m, item_fields[k].name,
			    row_i32(db_at(rows, i), "n"));
		}
	m->in = input_new(m->a, f);
	return insp_codes(m);
}

struct answer {
	int n, base;
	const char *answer, *measured, *unit, *sample, *remedy;
	int32_t due;
	int64_t at;
};

static bool
is_decimal(const char *text)
{
	const char *p = text + (*text == '-'), *dot = strchr(p, '.');
	size_t whole = strspn(p, "0123456789");

	return whole > 0 && whole <= 10 &&
	    (p[whole] == '\0' || (dot == p + whole && strlen(dot) > 1 && strlen(dot) <= 7 &&
	    strspn(dot + 1, "0123456789") == strlen(dot + 1)));
}

static void
take(struct act_move *m, int n, struct answer *x)
{
	*x = (struct answer){ .n = n, .base = (int)input_number(m->in, name(m, "b", n)),
	    .answer = input_text(m->in, name(m, "a", n)), .measured = input_text(m->in, name(m, "m", n)),
	    .unit = input_text(m->in, name(m, "u", n)), .sample = input_text(m->in, name(m, "s", n)),
	    .remedy = input_text(m->in, name(m, "r", n)), .due = input_day(m->in, name(m, "d", n)),
	    .at = input_time(m->in, name(m, "at", n)) };
	if (*x->measured != '\0' && !is_decimal(x->measured))
		act_problem(m, name(m, "m", n), "inspect_measure", NULL);
	if ((*x->measured == '\0') != (*x->unit == '\0'))
		act_problem(m, name(m, *x->unit == '\0' ? "u" : "m", n), "inspect_unit", NULL);
	if (!str_eq(x->answer, "fail")) {
		x->remedy = "";
		x->due = DAY_NONE;
		return;
	}
	if (*x->remedy == '\0')
		act_problem(m, name(m, "r", n), "inspect_remedy", NULL);
	if (!input_given(m->in, name(m, "t", n)))
		act_problem(m, name(m, "t", n), "inspect_found", NULL);
	if (!str_eq(x->remedy, "order"))
		x->due = DAY_NONE;
	else if (x->due == DAY_NONE || x->due < m->today)
		act_problem(m, name(m, "d", n), "inspect_due", NULL);
}

/* Nothing but what is there already: said twice, or shown and sent back unchanged. */
static bool
same(struct act_move *m, struct db_row r, const struct answer *x, const char *note)
{
	const char *words = input_text(m->in, name(m, "t", x->n));

	return row_has(r, "answer") && str_eq(row_text(r, "answer"), x->answer) &&
	    strtod(row_text_or(r, "measured", "0"), NULL) ==
	    strtod(*x->measured != '\0' ? x->measured : "0", NULL) &&
	    row_has(r, "measured") == (*x->measured != '\0') && str_eq(row_text_or(r, "unit", ""), x->unit) &&
	    str_eq(row_text_or(r, "sample", ""), x->sample) && str_eq(row_text_or(r, "remedy", ""), x->remedy) &&
	    row_day(r, "due_on") == x->due && str_eq(note != NULL ? note : "", words);
}

static struct db_param
text_or_null(const char *text)
{
	return *text != '\0' ? DB_TEXT(text) : DB_NULL;
}

static enum err
put(struct act_move *m, struct db_row r, const struct answer *x)
{
	int now = row_has(r, "version") ? row_i32(r, "version") : 0, newest;
	struct db_row top;
	struct ref note;
	enum err e = DB_ONE(m->a, m->db, &top,
	    "select coalesce(max(version), 0) as n from xz.inspection_answer where inspection_id = $1 and n = $2",
	    DB_I64(insp_of(m)->id), DB_I64(x->n));
	bool fits = x->base == now;
	int64_t at = x->at != TIME_NONE ? x->at : m->occurred;

	if (at < insp_of(m)->arrived_at)
		at = insp_of(m)->arrived_at;	/* whatever the phone says */
	if (e == OK)
		e = insp_words(m, arena_printf(m->a, "note_%d", x->n), input_text(m->in, name(m, "t", x->n)), &note);
	if (e != OK)
		return e;
	newest = row_i32(top, "n");
	if (x->base > newest)
		return act_refuse(m, ERR_INPUT, name(m, "a", x->n), "inspect_base", NULL);
	if (fits)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection_answer set state = 'replaced' where inspection_id = $1 and n = $2"
		    " and state = 'current'", DB_I64(insp_of(m)->id), DB_I64(x->n));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.inspection_answer (inspection_id, n, version, base, state, answer, measured,"
		    " unit, sample, note_ref, remedy, due_on, answered_by, answered_at, recorded_at)"
		    " values ($1, $2, $3, $4, $5, $6, $7::text::numeric, $8, $9, $10,"
		    " $11, $12, $13, $14, $15)", DB_I64(insp_of(m)->id), DB_I64(x->n), DB_I64(newest + 1),
		    DB_I64(x->base), DB_TEXT(fits ? "current" : "conflict"), DB_TEXT(x->answer),
		    text_or_null(x->measured), text_or_null(x->unit), text_or_null(x->sample), DB_REF_OR_NULL(note),
		    text_or_null(x->remedy), DB_DAY(x->due), DB_I64(m->actor.account),
		    DB_TIME(at), DB_TIME(m->now));
	act_note(m, arena_printf(m->a, "item_%d", x->n), json_pack("{s:s,s:s,s:s,s:i,s:b}", "code", row_text(r, "code"),
	    "answer", x->answer, "remedy", x->remedy, "version", newest + 1, "conflict", (int)!fits));
	return e;
}

/* Certificates come first: the party may refuse otherwise. */
static enum err
both_shown(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select count(*) >= xz.calendar_officers_least($2) as enough from xz.inspection_officer"
	    " where inspection_id = $1 and shown_at is not null", DB_I64(insp_of(m)->id), DB_DAY(m->today));

	return e == OK && !row_bool(r, "enough") ? act_refuse(m, ERR_STATE, "",
	    "inspect_not_shown", NULL) : e;
}

enum err
insp_check(struct act_move *m)
{
	const struct db_rows *rows;
	const char **note;
	struct ref *refs;
	int i, n, taken = 0;
	enum err e = both_shown(m);

	if (e == OK)
		e = inspection_items(m->a, m->db, insp_of(m)->id, &rows);
	if (e != OK)
		return e;
	n = db_count(rows);
	refs = ARENA_ARRAY(m->a, struct ref, (size_t)n + 1);
	note = ARENA_ARRAY(m->a, const char *, (size_t)n + 1);
	for (i = 0; i < n; i++)
		refs[i] = row_ref_or_zero(db_at(rows, i), "note_ref");
	e = record_sides_open(m->a, m->db, refs, (size_t)n, note);
	for (i = 0; e == OK && i < n; i++) {
		struct answer x;

		if (!input_given(m->in, name(m, "a", i + 1)))
			continue;
		take(m, i + 1, &x);
		if (m->p->n > 0 || same(m, db_at(rows, i), &x, note[i]))
			continue;
		e = put(m, db_at(rows, i), &x);
		taken++;
	}
	m->silent = e == OK && taken == 0 && m->p->n == 0;
	return e;
}

const struct field insp_choose_fields[] = {
	{ .name = "which", .type = FIELD_REF, .flags = FIELD_REQUIRED },
	{ 0 }
};

enum err
insp_choose_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = inspection_conflicts(m->a, m->db, insp_of(m)->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		input_option_ref(m->in, "which", row_ref(r, "ref"),
		    arena_printf(m->a, "%d · %s · %s", row_i32(r, "n"), row_text(r, "answer_zh"), row_text(r, "by")),
		    arena_printf(m->a, "%d · %s · %s", row_i32(r, "n"), row_text(r, "answer_en"),
		    row_text(r, "by")));
	}
	return e;
}

/* The chosen answer of an item is current, the others of it are dropped; all stay to be read. */
enum err
insp_choose(struct act_move *m)
{
	struct ref which;
	struct db_row r;
	enum err e;

	if (!input_ref(m->in, "which", &which))
		return err_set(ERR_INPUT, "no answer");
	e = DB_ONE(m->a, m->db, &r, "select n, version from xz.inspection_answer where inspection_id = $1 and ref = $2"
	    " and state in ('current', 'conflict')", DB_I64(insp_of(m)->id), DB_REF(which));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection_answer set state = 'dropped' where inspection_id = $1 and n = $2"
		    " and state in ('current', 'conflict') and ref <> $3", DB_I64(insp_of(m)->id),
		    DB_I64(row_i32(r, "n")), DB_REF(which));
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection_answer set state = 'current' where ref = $1 and inspection_id = $2",
		    DB_REF(which), DB_I64(insp_of(m)->id));
	if (e == OK) {
		act_note(m, "item", json_integer(row_i32(r, "n")));
		act_note(m, "version", json_integer(row_i32(r, "version")));
	}
	return e;
}

const struct field insp_finish_fields[] = {
	{ .name = "at", .type = FIELD_TIME, .flags = FIELD_NOT_FUTURE },
	{ .name = "statement", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 },
	{ 0 }
};

enum err
insp_finish(struct act_move *m)
{
	struct ref statement;
	struct db_row r;
	enum err e = both_shown(m);

	insp_at(m);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "select count(*) filter (where w.id is null) as open, exists (select from xz.inspection_answer c"
		    " where c.inspection_id = $1 and c.state = 'conflict') as conflict, greatest(max(w.answered_at),"
		    " (select max(o.shown_at)"
	    " from xz.inspection_officer o where o.inspection_id = $1)) as last from xz.inspection_item i"
	    " left join xz.inspection_answer w"
		    " on w.inspection_id = i.inspection_id and w.n = i.n and w.state = 'current'"
		    " where i.inspection_id = $1", DB_I64(insp_of(m)->id));
	if (e == OK && row_i64(r, "open") > 0)
		return act_refuse(m, ERR_STATE, "", "inspect_unanswered",
		    arena_printf(m->a, "%lld", (long long)row_i64(r, "open")));
	if (e == OK && row_bool(r, "conflict"))
		return act_refuse(m, ERR_STATE, "", "inspect_conflict", NULL);
	/* not finished before what it is made of */
	if (e == OK && row_has(r, "last") && m->occurred < row_time(r, "last"))
		m->occurred = row_time(r, "last");
	if (e == OK)
		e = insp_words(m, "statement", input_text(m->in, "statement"), &statement);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "update xz.inspection set checked_at = $2, statement_ref = $3 where id = $1",
		    DB_I64(insp_of(m)->id), DB_TIME(m->occurred), DB_REF_OR_NULL(statement));
	return e;
}
