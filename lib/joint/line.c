/* line.c - lines of a programme: what is visited, whom, when, how often; written one by one. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/joint/priv.h"
#include "lib/joint/words.h"

static const struct field line_fields[] = {
	{ .name = "item", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT | FIELD_WIDE },
	{ .name = "firms", .type = FIELD_LINE, .flags = FIELD_WIDE, .min = 2, .max = 200 },
	{ .name = "named", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = 4000 },
	{ .name = "campaign", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 5, .max = 400 },
	{ .name = "from_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "to_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "visits", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 1, .max = 10000 },
	{ .name = "unannounced", .type = FIELD_TICK },
	{ 0 }
};
static const struct field remove_fields[] = {
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_WIDE, .min = 2, .max = 200 },
	{ 0 }
};

const char *const *
line_codes(struct arena *a, const char *text, size_t *n)
{
	const char **out = ARENA_ARRAY(a, const char *, strlen(text) / 2 + 2);
	char *copy = arena_strdup(a, text), *rest = NULL, *one;

	*n = 0;
	for (one = strtok_r(copy, JOINT_BETWEEN, &rest); one != NULL; one = strtok_r(NULL, JOINT_BETWEEN, &rest))
		out[(*n)++] = one;
	return out;
}

/* ---- what may stand in one */

static bool
among(const struct db_rows *rows, const char *code)
{
	int i;

	for (i = 0; i < db_count(rows); i++)
		if (str_eq(row_text(db_at(rows, i), "code"), code))
			return true;
	return false;
}

/* Codes that no firm of the register has, of all lines by one statement. */
static enum err
strangers(struct act_move *m, const struct line_new *l, size_t n, const struct db_rows **out)
{
	size_t i, k, all = 0, at = 0;
	const char **codes;

	for (i = 0; i < n; i++)
		all += l[i].named_n;
	codes = ARENA_ARRAY(m->a, const char *, all + 1);
	for (i = 0; i < n; i++)
		for (k = 0; k < l[i].named_n; k++)
			codes[at++] = l[i].named[k];
	return DB_MANY(m->a, m->db, out, "select distinct x.code from unnest($1::text[]) x (code) where not exists"
	    " (select from xz.register_code c where c.kind = 'uscc' and c.code = x.code and c.valid_to is null)",
	    DB_TEXTS(codes, all));
}

struct check {
	const struct db_rows *items, *strangers;
	int32_t first, last;	/* of the year */
	line_complain complain;
	void *ctx;
};

static void
check_one(const struct check *c, size_t i, const struct line_new *l)
{
	size_t k;

	if (!among(c->items, l->code))
		c->complain(c->ctx, i, "item", "programme_item", l->code);
	if (str_empty(l->firms) && l->named_n == 0)
		c->complain(c->ctx, i, "firms", "programme_whom", NULL);
	for (k = 0; k < l->named_n; k++)
		if (among(c->strangers, l->named[k]))
			c->complain(c->ctx, i, "named", "programme_firm", l->named[k]);
	if (l->from != DAY_NONE && (l->from < c->first || l->from > c->last))
		c->complain(c->ctx, i, "from_on", "programme_window", NULL);
	if (l->to != DAY_NONE && (l->to < c->first || l->to > c->last))
		c->complain(c->ctx, i, "to_on", "programme_window", NULL);
	else if (l->from != DAY_NONE && l->to != DAY_NONE && l->to < l->from)
		c->complain(c->ctx, i, "to_on", "programme_order", NULL);
}

enum err
lines_check(struct act_move *m, const struct line_new *l, size_t n, line_complain complain, void *ctx)
{
	int year = programme_of(m)->year;
	struct check c = { .first = day_of(year, 1, 1), .last = day_of(year, 12, 31), .complain = complain,
	    .ctx = ctx };
	size_t i;
	enum err e = DB_MANY(m->a, m->db, &c.items, "select code, name, name_en from xz.joint_items($1, $2::date)",
	    DB_I64(programme_of(m)->agency), DB_DAY(m->today));

	if (e == OK)
		e = strangers(m, l, n, &c.strangers);
	for (i = 0; e == OK && i < n; i++)
		check_one(&c, i, &l[i]);
	return e;
}

/* ---- written */

enum err
lines_next(struct act_move *m, int64_t *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select coalesce(max(n), 0) + 1 as n from xz.joint_line"
	    " where programme_id = $1 and edition = $2", DB_I64(programme_of(m)->id), DB_I64(programme_of(m)->edition));

	if (e == OK)
		*out = row_i64(r, "n");
	return e;
}

static const char *
day_of_line(struct act_move *m, int32_t day)
{
	char text[DAY_TEXT_SIZE];

	day_text(day, text);
	return arena_strdup(m->a, text);
}

static void
drop(void *text)
{
	free(text);
}

static const char *
as_json(struct act_move *m, const struct line_new *l, size_t n, int64_t first)
{
	json_t *all = json_array(), *named;
	char *text;
	size_t i, k;

	for (i = 0; i < n; i++) {
		named = json_array();
		for (k = 0; k < l[i].named_n; k++)
			json_array_append_new(named, json_string(l[i].named[k]));
		json_array_append_new(all, json_pack("{s:I,s:s,s:s,s:s?,s:s,s:s,s:I,s:b,s:o}", "n", (json_int_t)first +
		    (json_int_t)i, "code", l[i].code, "firms", l[i].firms != NULL ? l[i].firms : "", "campaign",
		    l[i].campaign, "from_on", day_of_line(m, l[i].from), "to_on", day_of_line(m, l[i].to),
		    "visits", (json_int_t)l[i].visits, "unannounced", l[i].unannounced, "named", named));
	}
	text = json_dumps(all, JSON_COMPACT);
	json_decref(all);
	arena_defer(m->a, drop, text);
	return text;
}

enum err
lines_put(struct act_move *m, const struct line_new *l, size_t n, int64_t first)
{
	const struct joint_programme *p = programme_of(m);
	const char *json = as_json(m, l, n, first);
	enum err e = DB_EXEC(m->a, m->db, "insert into xz.joint_line (programme_id, edition, n, item_id, matter_id,"
	    " code, name, name_en, firms, campaign, from_on, to_on, visits, unannounced) select $1, $2, x.n,"
	    " i.item_id, i.matter_id, i.code, i.name, i.name_en, x.firms, coalesce(x.campaign, ''), x.from_on, x.to_on,"
	    " x.visits, x.unannounced from jsonb_to_recordset($3::jsonb) x (n int, code text, firms text,"
	    " campaign text, from_on date, to_on date, visits int, unannounced boolean)"
	    " join xz.joint_items($4, $5::date) i on i.code = x.code", DB_I64(p->id), DB_I64(p->edition),
	    DB_TEXT(json), DB_I64(p->agency), DB_DAY(m->today));

	return e == OK ? DB_EXEC(m->a, m->db, "insert into xz.joint_firm (line_id, subject_id, code, name)"
	    " select l.id, c.subject_id, c.code, v.name from jsonb_to_recordset($3::jsonb) x (n int, named jsonb)"
	    " cross join lateral jsonb_array_elements_text(x.named) q (code) join xz.joint_line l"
	    " on l.programme_id = $1 and l.edition = $2 and l.n = x.n join xz.register_code c on c.kind = 'uscc'"
	    " and c.code = q.code and c.valid_to is null join xz.register_name v on v.subject_id = c.subject_id"
	    " and v.valid_to is null on conflict do nothing", DB_I64(p->id), DB_I64(p->edition), DB_TEXT(json)) : e;
}

/* ---- one by one, by a form */

static enum err
offer_items(struct act_move *m)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select code, name, name_en from xz.joint_items($1, $2::date)",
	    DB_I64(programme_of(m)->agency), DB_DAY(m->today));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		input_option(m->in, "item", row_text(r, "code"), arena_printf(m->a, "%s %s", row_text(r, "code"),
		    row_text(r, "name")), arena_printf(m->a, "%s %s", row_text(r, "code"), row_text(r, "name_en")));
	}
	return e;
}

static struct line_new
typed(struct act_move *m)
{
	struct line_new l = { .code = input_text(m->in, "item"), .firms = input_text(m->in, "firms"),
	    .from = input_day(m->in, "from_on"), .to = input_day(m->in, "to_on"),
	    .campaign = input_text(m->in, "campaign"), .visits = input_number(m->in, "visits"),
	    .unannounced = input_number(m->in, "unannounced") != 0 };

	l.named = line_codes(m->a, input_text(m->in, "named"), &l.named_n);
	return l;
}

static void
at_field(void *ctx, size_t i, const char *field, const char *code, const char *arg)
{
	(void)i;	/* it is one */
	act_problem(ctx, field, code, arg);
}

static enum err
check_typed(struct act_move *m)
{
	struct line_new l = typed(m);

	return lines_check(m, &l, 1, at_field, m);
}

static enum err
add(struct act_move *m)
{
	struct line_new l = typed(m);
	int64_t n;
	enum err e = lines_next(m, &n);

	act_note(m, "line", json_integer(n));
	return e == OK ? lines_put(m, &l, 1, n) : e;
}

/* The line that is meant, of the edition that is written on. */
static enum err
find_line(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r, "select l.id, l.n, l.code, l.firms, l.campaign, l.from_on, l.to_on, l.visits,"
	    " l.unannounced, coalesce((select string_agg(f.code, E'\\n' order by f.code) from xz.joint_firm f"
	    " where f.line_id = l.id), '') as named from xz.joint_line l where l.ref = $1 and l.programme_id = $2"
	    " and l.edition = $3", DB_REF(key_of(m)->line), DB_I64(programme_of(m)->id),
	    DB_I64(programme_of(m)->edition));
}

static enum err
alter_prepare(struct act_move *m)
{
	struct db_row r;
	enum err e = find_line(m, &r);

	if (e != OK)
		return e;
	input_default(m->in, "item", row_text(r, "code"));
	input_default(m->in, "firms", row_text(r, "firms"));
	input_default(m->in, "named", row_text(r, "named"));
	input_default(m->in, "campaign", row_text(r, "campaign"));
	input_default(m->in, "from_on", day_of_line(m, row_day(r, "from_on")));
	input_default(m->in, "to_on", day_of_line(m, row_day(r, "to_on")));
	input_default(m->in, "visits", arena_printf(m->a, "%d", (int)row_i32(r, "visits")));
	if (row_bool(r, "unannounced"))
		input_default(m->in, "unannounced", "1");
	return offer_items(m);
}

static enum err
take_out(struct act_move *m, int64_t *n)
{
	struct db_row r;
	enum err e = find_line(m, &r);

	if (e != OK)
		return e;
	*n = row_i32(r, "n");
	act_note(m, "line", json_integer(*n));
	return DB_EXEC(m->a, m->db, "delete from xz.joint_line where id = $1", DB_I64(row_i64(r, "id")));
}

static enum err
alter(struct act_move *m)
{
	struct line_new l = typed(m);
	int64_t n;
	enum err e = take_out(m, &n);

	return e == OK ? lines_put(m, &l, 1, n) : e;
}

static enum err
remove_it(struct act_move *m)
{
	int64_t n;

	return take_out(m, &n);
}

const struct act_step line_steps[] = {
	{ .code = "add", .fields = line_fields, .prepare = offer_items, .check = check_typed, .effect = add },
	{ .code = "alter", .fields = line_fields, .prepare = alter_prepare, .check = check_typed, .effect = alter },
	{ .code = "remove", .fields = remove_fields, .effect = remove_it },
	{ .code = NULL },
};
