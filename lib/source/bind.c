/* bind.c - one message in parts, several as one matter: requests are parted, merged, bound, and taken apart. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/source/priv.h"

#define WORDS_MAX 500
#define NUMBER_MAX 20

/* ---- parted: what else the message asks for is a request of its own */

static const struct field part_fields[] = {
	{ .name = "sort", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "request_sort" },
	{ .name = "subject_name", .type = FIELD_LINE, .flags = FIELD_PERSONAL, .min = 2, .max = 150 },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = WORDS_MAX },
	{ 0 }
};

static enum err
part_prepare(struct act_move *m)
{
	return request_codes(m, "sort", "request_sort");
}

/* The first act on the new one says what it is, in this transaction. */
static enum err
part(struct act_move *m)
{
	struct act_request q = { .kind = &request_kind, .key = { .action = "sort" }, .version = ACT_ANY_VERSION };
	struct act_move *form;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select xz.source_part($1, $2) as ref", DB_I64(request_of(m)->id),
	    DB_TEXT(input_text(m->in, "sort")));

	if (e != OK)
		return e;
	q.key.ref = row_ref(r, "ref");
	e = act_form(m->a, m->db, m->act, &request_kind, &q.key, &form);
	if (e != OK)
		return e;
	(void)input_set(form->in, "sort", input_text(m->in, "sort"));
	(void)input_set(form->in, "subject_name", input_text(m->in, "subject_name"));
	input_read(form->in, m->now, m->p);
	q.in = form->in;
	return m->p->n > 0 ? ERR_INPUT : act_do_within(m->a, m->db, m->act, &q, m->p);
}

/* ---- merged: it is answered as its head is */

static const struct field merge_fields[] = {
	{ .name = "other", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_CODE, .min = 8, .max = NUMBER_MAX },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static const struct field unmerge_fields[] = {
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = WORDS_MAX },
	{ 0 }
};

static enum err
other_of(struct act_move *m, struct db_row *r)
{
	enum err e = DB_ONE(m->a, m->db, r, "select q.id, q.number, q.agency_id, q.state, q.sort,"
	    " exists (select from xz.source_link l where l.other_id = $2 and l.kind = 'merged'"
	    " and l.undone_at is null) as heads from xz.source_request q where q.number = $1",
	    DB_TEXT(input_text(m->in, "other")), DB_I64(request_of(m)->id));

	if (e == ERR_NOT_FOUND)
		return act_refuse(m, ERR_INPUT, "other", "no_such_request", NULL);
	if (e == OK && row_i64(*r, "id") == request_of(m)->id)
		return act_refuse(m, ERR_INPUT, "other", "same_request", NULL);
	return e;
}

static const char *
unfit(const struct source_request *q, struct db_row r)
{
	const char *state = row_text(r, "state");
	bool about = str_eq(q->sort, "enforcement");

	if (str_eq(state, "merged"))
		return "merge_of_merged";
	if (str_eq(state, "rejected") || str_eq(state, "answered"))
		return "merge_ended";
	if (row_bool(r, "heads"))
		return "merge_is_head";
	return row_i64(r, "agency_id") != q->agency || str_eq(row_text(r, "sort"), "enforcement") != about ?
	    "merge_elsewhere" : NULL;
}

static enum err
bind_to(struct act_move *m, int64_t other, const char *kind)
{
	enum err e = DB_EXEC(m->a, m->db, "insert into xz.source_link (request_id, other_id, kind, made_at, made_by)"
	    " values ($1, $2, $3, $4, $5)", DB_I64(request_of(m)->id), DB_I64(other), DB_TEXT(kind), DB_TIME(m->now),
	    DB_I64(m->act->principal));

	return e == ERR_CONFLICT ? act_refuse(m, ERR_INPUT, "other", "bound_already", NULL) : e;
}

/* Both are locked: none becomes a head and a part of another at once. */
static enum err
merge(struct act_move *m)
{
	struct db_row r, locked;
	const char *why;
	enum err e = other_of(m, &r);

	if (e == OK)
		e = DB_ONE(m->a, m->db, &locked, "select id from xz.source_request where id = $1 for update",
		    DB_I64(row_i64(r, "id")));
	if (e == ERR_NOT_FOUND)
		return act_refuse(m, ERR_INPUT, "other", "merge_elsewhere", NULL);
	if (e == OK)
		e = other_of(m, &r);
	if (e != OK)
		return e;
	why = unfit(request_of(m), r);
	if (why != NULL)
		return act_refuse(m, ERR_INPUT, "other", why, NULL);
	act_note(m, "other", json_string(row_text(r, "number")));
	e = DB_EXEC(m->a, m->db, "update xz.source_link set undone_at = $3, undone_by = $4"
	    " where request_id = $1 and other_id = $2 and undone_at is null", DB_I64(request_of(m)->id),
	    DB_I64(row_i64(r, "id")), DB_TIME(m->now), DB_I64(m->act->principal));
	return e == OK ? bind_to(m, row_i64(r, "id"), "merged") : e;
}

static enum err
unmerge(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select l.id, xz.source_filed(l.other_id) as filed from xz.source_link l"
	    " where l.request_id = $1 and l.kind = 'merged' and l.undone_at is null", DB_I64(request_of(m)->id));

	if (e != OK)
		return e;
	if (row_bool(r, "filed"))
		return act_refuse(m, ERR_STATE, "", "merge_filed", NULL);
	return DB_EXEC(m->a, m->db, "update xz.source_link set undone_at = $2, undone_by = $3 where id = $1",
	    DB_I64(row_i64(r, "id")), DB_TIME(m->now), DB_I64(m->act->principal));
}

/* ---- bound: the same matter, or what came later on it; each goes its own way */

static const struct field bind_fields[] = {
	{ .name = "other", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_CODE, .min = 8, .max = NUMBER_MAX },
	{ .name = "way", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED, .codes = "request_bind" },
	{ 0 }
};
static const struct field unbind_fields[] = {
	{ .name = "bound", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE, .min = 2,
	    .max = WORDS_MAX },
	{ 0 }
};

static enum err
bind_prepare(struct act_move *m)
{
	return request_codes(m, "way", "request_bind");
}

static enum err
bind_it(struct act_move *m)
{
	struct db_row r;
	enum err e = other_of(m, &r);

	if (e != OK)
		return e;
	act_note(m, "other", json_string(row_text(r, "number")));
	return bind_to(m, row_i64(r, "id"), input_text(m->in, "way"));
}

static enum err
unbind_prepare(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select q.number from xz.source_link l"
	    " join xz.source_request q on q.id = l.other_id where l.request_id = $1 and l.undone_at is null"
	    " order by q.number", DB_I64(request_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++)
		input_option(m->in, "bound", row_text(db_at(rows, i), "number"), NULL, NULL);
	return e;
}

static enum err
unbind(struct act_move *m)
{
	act_note(m, "other", json_string(input_text(m->in, "bound")));
	return DB_EXEC(m->a, m->db, "update xz.source_link l set undone_at = $3, undone_by = $4 where l.request_id = $1"
	    " and l.undone_at is null and l.kind <> 'merged' and l.other_id ="
	    " (select q.id from xz.source_request q where q.number = $2)", DB_I64(request_of(m)->id),
	    DB_TEXT(input_text(m->in, "bound")), DB_TIME(m->now), DB_I64(m->act->principal));
}

const struct act_step request_bind_steps[] = {
	{ .code = "part", .fields = part_fields, .prepare = part_prepare, .effect = part },
	{ .code = "merge", .fields = merge_fields, .effect = merge },
	{ .code = "unmerge", .fields = unmerge_fields, .effect = unmerge },
	{ .code = "bind", .fields = bind_fields, .prepare = bind_prepare, .effect = bind_it },
	{ .code = "unbind", .fields = unbind_fields, .prepare = unbind_prepare, .effect = unbind },
	{ .code = NULL },
};
