/* revision.c - an inspection that an approver returned is changed and asked for again; what differs from what was
 * returned. */

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"
#include "lib/record/record.h"

/* As it was begun, but for the emergency: that one is never returned, it ends. */
const struct field insp_change_fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "line", .type = FIELD_REF, .flags = FIELD_SELECT | FIELD_WIDE },
	{ .name = "source", .type = FIELD_CHOICE, .flags = FIELD_SELECT, .codes = "inspect_source" },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 1000 },
	{ .name = "items", .type = FIELD_REFS, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = INSP_ITEMS_MAX },
	{ .name = "second", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "from_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "to_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "surprise", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 500 },
	{ .name = "again", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = 500 },
	{ 0 }
};

static const char *
minute(struct act_move *m, int64_t us)
{
	char text[TIME_TEXT_SIZE];

	time_text(us, text);
	text[16] = '\0';
	return arena_strdup(m->a, text);
}

static enum err
lists_as_they_are(struct act_move *m)
{
	const struct db_rows *rows;
	struct db_row r;
	int k;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select (select l.ref from xz.spotcheck_plan_line l where l.id = i.line_id) as line,"
	    " (select p.ref from xz.inspection_officer o join xz.people_principal p on p.id = o.account_id"
	    " where o.inspection_id = i.id"
	    "   and o.account_id <> $2 order by o.place desc limit 1) as second from xz.inspection i where i.id = $1",
	    DB_I64(insp_of(m)->id), DB_I64(m->actor.account));

	if (e == OK && row_has(r, "line"))
		input_default(m->in, "line", ref_text_in(m->a, row_ref(r, "line")));
	if (e == OK && row_has(r, "second"))
		input_default(m->in, "second", ref_text_in(m->a, row_ref(r, "second")));
	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows,
		    "select l.ref from xz.inspection_item t join xz.law_check_item l on l.id = t.item_id"
		    " where t.inspection_id = $1 order by t.n", DB_I64(insp_of(m)->id));
	for (k = 0; e == OK && k < db_count(rows); k++)
		input_default(m->in, "items", ref_text_in(m->a, row_ref(db_at(rows, k), "ref")));
	return e;
}

enum err
insp_change_prepare(struct act_move *m)
{
	enum err e = insp_choices(m);

	if (e == OK)
		e = lists_as_they_are(m);
	input_default(m->in, "kind", insp_of(m)->kind);
	input_default(m->in, "source", insp_of(m)->source);
	input_default(m->in, "reason", insp_of(m)->reason);
	input_default(m->in, "surprise", insp_of(m)->surprise);
	input_default(m->in, "again", insp_of(m)->again);
	input_default(m->in, "from_at", minute(m, insp_of(m)->from_at));
	input_default(m->in, "to_at", minute(m, insp_of(m)->to_at));
	return e;
}

/* A draw's team stays as it was drawn. */
static enum err
officers_again(struct act_move *m)
{
	enum err e = OK;

	if (insp_of(m)->spot_visit != 0)
		return OK;
	e = DB_EXEC(m->a, m->db, "delete from xz.inspection_officer where inspection_id = $1", DB_I64(insp_of(m)->id));
	return e == OK ? insp_add_officers(m, m->actor.account) : e;
}

static enum err
put(struct act_move *m)
{
	struct ref line = { { 0 } }, reason, surprise, again;
	enum err e = insp_words(m, "reason", input_text(m->in, "reason"), &reason);

	(void)input_ref(m->in, "line", &line);
	if (e == OK)
		e = insp_words(m, "surprise", input_text(m->in, "surprise"), &surprise);
	if (e == OK)
		e = insp_words(m, "again", input_text(m->in, "again"), &again);
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.inspection set kind = $2, line_id = (select l.id from xz.spotcheck_plan_line l"
	    " where l.ref = $3), source = $4, from_at = $5, to_at = $6, reason_ref = $7, surprise_ref = $8,"
	    " again_ref = $9, beyond = null"
	    " where id = $1", DB_I64(insp_of(m)->id),
	    DB_TEXT(insp_of(m)->kind), DB_REF_OR_NULL(line), DB_TEXT(insp_of(m)->source), DB_TIME(insp_of(m)->from_at),
	    DB_TIME(insp_of(m)->to_at), DB_REF_OR_NULL(reason), DB_REF_OR_NULL(surprise), DB_REF_OR_NULL(again)) : e;
}

enum err
insp_change(struct act_move *m)
{
	int64_t from = input_time(m->in, "from_at"), to = input_time(m->in, "to_at");
	enum err e;

	/* its time is the visit's while it is part of one */
	if (insp_of(m)->joint != 0 && (!str_eq(minute(m, from), minute(m, insp_of(m)->from_at)) ||
	    !str_eq(minute(m, to), minute(m, insp_of(m)->to_at))))
		act_problem(m, "from_at", "inspect_joint_window", NULL);
	insp_begin_check(m);
	if (m->p->n > 0)
		return err_set(ERR_INPUT, "%s", m->p->first->code);
	insp_of(m)->kind = input_text(m->in, "kind");
	insp_of(m)->source = input_given(m->in, "source") ? input_text(m->in, "source") : NULL;
	if (insp_of(m)->joint == 0) {
		insp_of(m)->from_at = from;
		insp_of(m)->to_at = to;
	}
	e = put(m);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "delete from xz.inspection_item where inspection_id = $1", DB_I64(insp_of(m)->id));
	if (e == OK)
		e = insp_add_items(m);
	if (e == OK)
		e = officers_again(m);
	if (e == OK)
		e = insp_two_officers(m);
	if (e == OK)
		e = insp_clean(m, input_given(m->in, "again"), true);
	if (e == OK)
		e = insp_items_published(m);
	if (e == OK)
		e = insp_cap(m, false);
	act_note(m, "kind", json_string(insp_of(m)->kind));
	m->to = input_given(m->in, "line") || insp_of(m)->spot_visit != 0 ? "planned" : "triggered";
	return e;
}

/* ---- what differs */

static void
differ(struct inspection_change **out, const char *field, const char *before, const char *after)
{
	before = before != NULL ? before : "";
	after = after != NULL ? after : "";
	if (!str_eq(before, after))
		*(*out)++ = (struct inspection_change){ field, before, after };
}

enum err
inspection_changes(struct arena *a, struct db *db, int64_t id, const struct inspection_change **out)
{
	static const char *const fields[] = { "kind", "line", "source", "items", "officers", "from", "to" };
	struct inspection_change *list = ARENA_ARRAY(a, struct inspection_change, 11), *next = list;
	const struct db_rows *rows;
	struct ref refs[6];
	const char *text[6];
	json_t *was, *is;
	size_t k;
	enum err e = DB_MANY(a, db, &rows, "select asked, (asked::json ->> 'reason_ref')::uuid as reason_ref,"
	    " (asked::json ->> 'surprise_ref')::uuid as surprise_ref, (asked::json ->> 'again_ref')::uuid as"
	    " again_ref, state"
	    " from xz.act_approval where subject_kind = 'inspection' and subject_id = $1 order by id desc limit 2",
	    DB_I64(id));

	*out = list;
	if (e != OK || db_count(rows) < 2 || !str_eq(row_text(db_at(rows, 1), "state"), "returned"))
		return e;
	is = json_in(a, row_text(db_at(rows, 0), "asked"), 0);
	was = json_in(a, row_text(db_at(rows, 1), "asked"), 0);
	for (k = 0; k < sizeof(fields) / sizeof(*fields); k++)
		differ(&next, fields[k], json_text_at(a, was, fields[k]), json_text_at(a, is, fields[k]));
	for (k = 0; k < 2; k++) {
		refs[k] = row_ref_or_zero(db_at(rows, (int)k), "reason_ref");
		refs[k + 2] = row_ref_or_zero(db_at(rows, (int)k), "surprise_ref");
		refs[k + 4] = row_ref_or_zero(db_at(rows, (int)k), "again_ref");
	}
	e = record_sides_open(a, db, refs, 6, text);
	if (e != OK)
		return e;
	differ(&next, "reason", text[1], text[0]);
	differ(&next, "surprise", text[3], text[2]);
	differ(&next, "again", text[5], text[4]);
	return OK;
}
