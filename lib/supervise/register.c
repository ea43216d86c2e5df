/* register.c - a matter is registered: of an alert, of a complaint about enforcement, or as it is typed. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/law/law.h"
#include "lib/record/record.h"
#include "lib/supervise/priv.h"

static const struct field register_fields[] = {
	{ .name = "about", .type = FIELD_REF, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "source", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "source_number", .type = FIELD_LINE, .min = 1, .max = 60 },
	{ .name = "act_kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT, .codes = "supervise_act" },
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT, .codes = "supervise_ground" },
	{ .name = "object", .type = FIELD_LINE, .min = 1, .max = 60 },
	{ .name = "title", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 4, .max = 100 },
	{ .name = "facts", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 5,
	    .max = SUPERVISE_WORDS },
	{ 0 }
};

/* What a new matter comes of. */
struct origin {
	int64_t alert, request;
	const char *source, *number, *object, *kind, *ground, *title;
	struct ref subject, whole, about;
};

static enum err
of_alert(struct act_move *m, struct ref ref, struct origin *o)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select a.id, a.number, a.subject_kind, a.subject_ref, r.name_zh, g.ref as about, (select s.whole"
	    " from xz.subject s where s.kind = a.subject_kind and s.ref = a.subject_ref limit 1) as whole"
	    " from xz.monitor_alert a join xz.monitor_rule r on r.id = a.rule_id"
	    " join xz.people_agency g on g.id = a.agency_id where a.ref = $1 and a.level = 'red'", DB_REF(ref));

	if (e == OK)
		*o = (struct origin){ .alert = row_i64(r, "id"), .source = "alert", .number = "", .ground = "late",
		    .object = row_text(r, "number"), .kind = row_text(r, "subject_kind"),
		    .title = arena_printf(m->a, "%s %s", row_text(r, "name_zh"), row_text(r, "number")),
		    .subject = row_ref(r, "subject_ref"), .whole = row_ref_or_zero(r, "whole"),
		    .about = row_ref(r, "about") };
	return e;
}

static enum err
of_request(struct act_move *m, struct ref ref, struct origin *o)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select q.id, q.number, q.ref, g.ref as about from xz.source_request q"
	    " left join xz.people_agency g on g.id = q.about_id"
	    " where q.ref = $1 and q.sort = 'enforcement' and q.agency_id = $2", DB_REF(ref), DB_I64(m->actor.agency));

	if (e == OK)
		*o = (struct origin){ .request = row_i64(r, "id"), .source = "complaint",
		    .number = row_text(r, "number"), .object = "", .about = row_ref_or_zero(r, "about") };
	return e;
}

static enum err
origin(struct act_move *m, struct origin *o)
{
	const struct supervise_key *k = m->key->source;

	*o = (struct origin){ .number = "", .object = "" };
	if (!ref_zero(k->alert))
		return of_alert(m, k->alert, o);
	return ref_zero(k->request) ? OK : of_request(m, k->request, o);
}

/* Agencies below the body; of an alert or a complaint the one it is about. */
static enum err
offer_agencies(struct act_move *m, struct ref about)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select g.ref, g.name, coalesce(nullif(g.name_en, ''), g.name) as name_en from xz.people_agency_tree t"
	    " join xz.people_agency g on g.id = t.descendant where t.ancestor = $1 and g.id <> $1 and g.active"
	    " and ($2::uuid is null or g.ref = $2) order by g.code limit 500", DB_I64(m->actor.agency),
	    DB_REF_OR_NULL(about));

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option_ref(m->in, "about", row_ref(db_at(rows, i), "ref"), row_text(db_at(rows, i), "name"),
		    row_text(db_at(rows, i), "name_en"));
	return e;
}

static enum err
offer_sources(struct act_move *m, const char *only)
{
	struct law_code *c;
	int i, n;
	enum err e = law_codes(m->a, m->db, "supervise_source", m->today, &c, &n);

	for (i = 0; e == OK && i < n; i++)
		if (only != NULL ? str_eq(c[i].code, only) : !str_eq(c[i].code, "alert"))
			input_option(m->in, "source", c[i].code, c[i].name_zh, c[i].name_en);
	return e;
}

static enum err
prepare(struct act_move *m)
{
	char about[REF_TEXT_SIZE];
	struct origin o;
	enum err e = origin(m, &o);

	if (e == OK)
		e = offer_agencies(m, o.about);
	if (e == OK)
		e = offer_sources(m, o.source);
	if (e == OK)
		e = supervise_codes(m);
	if (e != OK)
		return e;
	if (!ref_zero(o.about)) {
		ref_text(o.about, about);
		input_default(m->in, "about", about);
	}
	if (o.source != NULL)
		input_default(m->in, "source", o.source);
	if (*o.number != '\0')
		input_default(m->in, "source_number", o.number);
	if (*o.object != '\0')
		input_default(m->in, "object", o.object);
	if (o.ground != NULL)
		input_default(m->in, "ground", o.ground);
	if (o.title != NULL)
		input_default(m->in, "title", o.title);
	return OK;
}

/* The case of a number that was typed. */
static enum err
find_case(struct act_move *m, int64_t about, struct origin *o)
{
	const struct db_rows *rows;
	enum err e;

	if (o->kind != NULL || !input_given(m->in, "object"))
		return OK;
	e = DB_MANY(m->a, m->db, &rows, "select c.ref from xz.caseflow_case c where c.number = $1 and c.agency_id = $2",
	    DB_TEXT(input_text(m->in, "object")), DB_I64(about));
	if (e == OK && db_count(rows) == 1) {
		o->kind = "case";
		o->subject = o->whole = row_ref(db_at(rows, 0), "ref");
	}
	return e;
}

static enum err
insert(struct act_move *m, int64_t about, const struct origin *o)
{
	struct supervise_matter *x = matter_of(m);
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "insert into xz.supervise_matter (ref, agency_id, about_id, source, source_number, act_kind, ground, title,"
	    " object_number, subject_kind, subject_ref, whole_ref, alert_id, request_id, state, registered_by,"
	    " registered_at, chain_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
	    " 'registered', $15, $16, $17) returning id", DB_REF(x->ref), DB_I64(x->agency), DB_I64(about),
	    DB_TEXT(input_text(m->in, "source")), DB_TEXT(input_text(m->in, "source_number")),
	    DB_TEXT(input_text(m->in, "act_kind")), DB_TEXT(input_text(m->in, "ground")),
	    DB_TEXT(input_text(m->in, "title")), DB_TEXT(input_text(m->in, "object")), DB_TEXT(o->kind),
	    DB_REF_OR_NULL(o->subject), DB_REF_OR_NULL(o->whole), DB_ID(o->alert), DB_ID(o->request),
	    DB_I64(m->actor.account), DB_TIME(m->now), DB_I64(x->chain));

	if (e == ERR_CONFLICT)
		return act_refuse(m, ERR_STATE, "", "supervise_there", NULL);
	if (e == OK)
		x->id = row_i64(r, "id");
	return e;
}

static enum err
put(struct act_move *m)
{
	struct supervise_matter *x = matter_of(m);
	struct ref about;
	struct origin o;
	struct db_row r;
	int64_t id;
	enum err e = origin(m, &o);

	if (!input_ref(m->in, "about", &about))
		return err_set(ERR_INPUT, "no agency");
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select xz.new_ref() as ref, g.id from xz.people_agency g where g.ref = $1",
		    DB_REF(about));
	if (e != OK)
		return e;
	x->ref = row_ref(r, "ref");
	id = row_i64(r, "id");
	e = find_case(m, id, &o);
	if (e == OK)
		e = record_chain_open(m->a, m->db, x->ref, SUPERVISE_SUBJECT, m->now, &x->chain);
	if (e == OK)
		e = insert(m, id, &o);
	if (e == OK)
		e = supervise_get(m->a, m->db, x->ref, x);
	if (e == OK)
		e = supervise_say(m, "facts");
	act_note(m, "about", json_string(ref_text_in(m->a, about)));
	act_note(m, "source", json_string(input_text(m->in, "source")));
	return e;
}

/* Its number is its paper's. */
static enum err
number(struct act_move *m)
{
	matter_of(m)->number = m->document_number;
	return DB_EXEC(m->a, m->db, "update xz.supervise_matter set number = $2 where id = $1",
	    DB_I64(matter_of(m)->id), DB_TEXT(m->document_number));
}

const struct act_step supervise_register_steps[] = {
	{ .code = "register", .fields = register_fields, .prepare = prepare, .effect = put, .after = number },
	{ .code = NULL },
};
