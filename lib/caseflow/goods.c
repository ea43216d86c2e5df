/* goods.c - see goods.h. */
#include "lib/caseflow/goods.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"

#define RANGES_MAX 50
#define NUMBER_MAX 1000000
#define DIGITS_MAX 9
#define GOODS_TERM "goods.keeper"

/* ---- lists */

bool
goods_quantity(struct arena *a, const char *text, const char **amount, const char **unit)
{
	size_t n = strspn(text, "0123456789");
	const char *word = text + n;

	while (*word == ' ')
		word++;
	if (n == 0 || n > DIGITS_MAX || *text == '0' || *word == '\0' || strpbrk(word, "0123456789.,/") != NULL ||
	    str_starts(word, "．") || str_starts(word, "，"))
		return false;
	*amount = arena_strndup(a, text, n);
	*unit = word;
	return true;
}

void
goods_rows_check(struct act_move *m)
{
	const struct value *v = input_value(m->in, "goods");
	const char *amount, *unit;
	size_t i;

	for (i = 0; i < v->row_n; i++)
		if (input_given(v->row[i], "quantity") &&
		    !goods_quantity(m->a, input_text(v->row[i], "quantity"), &amount, &unit))
			act_problem(m, arena_printf(m->a, "goods_%zu_quantity", i), "goods_quantity", NULL);
}

enum err
goods_rows_add(struct act_move *m, int64_t measure)
{
	const struct value *v = input_value(m->in, "goods");
	struct goods_line *l = ARENA_ARRAY(m->a, struct goods_line, v->row_n + 1);
	size_t i;

	for (i = 0; i < v->row_n; i++)
		l[i] = (struct goods_line){ input_text(v->row[i], "name"), input_text(v->row[i], "spec"),
		    input_text(v->row[i], "quantity"), input_text(v->row[i], "note"), NULL };
	return goods_add(m, measure, l, v->row_n);
}

static json_t *
item_json(struct db_row r)
{
	return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "code", row_text(r, "code"), "no", row_text(r, "no"),
	    "name", row_text(r, "name"), "spec", row_text(r, "spec"), "quantity", row_text(r, "quantity"),
	    "note", row_text(r, "note"));
}

/* The paper lists them. */
static void
list_items(struct act_move *m, const struct db_rows *rows)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < db_count(rows); i++)
		json_array_append_new(list, item_json(db_at(rows, i)));
	act_doc(m, "items", list);
}

/* Columns of lines, one array each: a list of thousands is one statement. */
struct columns {
	const char **name, **spec, **quantity, **note, **worth, **amount, **unit;
};

static struct columns
columns_of(struct arena *a, const struct goods_line *l, size_t n)
{
	const char **all = ARENA_ARRAY(a, const char *, 7 * n + 1);
	struct columns c = { all, all + n, all + 2 * n, all + 3 * n, all + 4 * n, all + 5 * n, all + 6 * n };
	size_t i;

	for (i = 0; i < n; i++) {
		c.name[i] = l[i].name;
		c.spec[i] = l[i].spec;
		c.quantity[i] = l[i].quantity;
		c.note[i] = l[i].note;
		c.worth[i] = l[i].worth != NULL ? l[i].worth : "";
		if (!goods_quantity(a, l[i].quantity, &c.amount[i], &c.unit[i]))
			c.amount[i] = c.unit[i] = "";
	}
	return c;
}

enum err
goods_add(struct act_move *m, int64_t measure, const struct goods_line *l, size_t n)
{
	struct columns c = columns_of(m->a, l, n);
	const struct db_rows *rows;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "with had as (select coalesce(max(no), 0) as n from xz.caseflow_goods where measure_id = $1),"
	    " made as (insert into xz.caseflow_goods (measure_id, case_id, agency_id, no, code, name, spec, quantity,"
	    "   note, value_fen, amount, unit) select q.id, q.case_id, $2, had.n + v.k, 'WP'"
	    "   || to_char(q.from_day, 'YYMMDD') || upper(right(replace(q.ref::text, '-', ''), 6)) || '-'"
	    "   || lpad((had.n + v.k)::text, 4, '0'), v.name, v.spec, v.quantity, v.note,"
	    "   nullif(v.worth, '')::bigint, nullif(v.amount, '')::bigint, v.unit"
	    "   from xz.caseflow_measure q, had, unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[],"
	    "     $8::text[], $9::text[]) with ordinality v (name, spec, quantity, note, worth, amount, unit, k)"
	    "   where q.id = $1 returning no, code, name, spec, quantity, note)"
	    " select no::text as no, code, name, spec, quantity, note from made order by made.no", DB_I64(measure),
	    DB_I64(case_of(m)->agency), DB_TEXTS(c.name, n), DB_TEXTS(c.spec, n), DB_TEXTS(c.quantity, n),
	    DB_TEXTS(c.note, n), DB_TEXTS(c.worth, n), DB_TEXTS(c.amount, n), DB_TEXTS(c.unit, n));

	if (e == OK)
		list_items(m, rows);
	return e;
}

/* ---- which items */

struct range {
	long long from, to;
};

/* "1-20, 35"; what stands between numbers may be Chinese.  False: it is none. */
static bool
ranges_of(const char *text, struct range *r, size_t *n)
{
	char *end;

	for (*n = 0; *text != '\0'; (*n)++) {
		if (*n == RANGES_MAX || !isdigit((unsigned char)*text))
			return false;
		r[*n].from = r[*n].to = strtoll(text, &end, 10);
		while (*end == ' ')
			end++;
		if (*end == '-') {
			for (end++; *end == ' ';)
				end++;
			if (!isdigit((unsigned char)*end))
				return false;
			r[*n].to = strtoll(end, &end, 10);
		}
		if (r[*n].from < 1 || r[*n].to < r[*n].from || r[*n].to > NUMBER_MAX)
			return false;
		for (text = end; *text == ' ' || *text == ',' || str_starts(text, "，") || str_starts(text, "、");)
			text += *text == ' ' || *text == ',' ? 1 : strlen("，");
	}
	return true;
}

static bool
named(const struct range *r, size_t n, const char *text)
{
	long long no;
	size_t i;

	for (i = 0; str_i64(text, 1, NUMBER_MAX, &no) && i < n; i++)
		if (no >= r[i].from && no <= r[i].to)
			return true;
	return false;
}

/* no code name spec quantity note state waits, of one measure or of all live ones (0), in order. */
static enum err
items_of(struct act_move *m, int64_t measure, const struct db_rows **out)
{
	return DB_MANY(m->a, m->db, out,
	    "select g.id, g.no::text as no, g.code, g.name, g.spec, g.quantity, g.note, g.state,"
	    " g.confiscated_on is not null as confiscated, exists (select from xz.caseflow_goods_move v"
	    "   where v.case_id = $1 and v.state = 'waiting' and g.id = any (v.goods)) as waits"
	    " from xz.caseflow_goods g join xz.caseflow_measure q on q.id = g.measure_id where g.case_id = $1"
	    " and (q.id = $2 or $2 = 0 and q.state = 'live') order by g.measure_id, g.no for update of g",
	    DB_I64(case_of(m)->id), DB_I64(measure));
}

static bool
among(const char *words, const char *word)
{
	size_t n = strlen(word);
	const char *p;

	for (p = strstr(words, word); p != NULL; p = strstr(p + 1, word))
		if ((p == words || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
			return true;
	return false;
}

/* What keeps the item from the act; NULL: nothing. */
static const char *
in_the_way(struct db_row r, const char *states)
{
	const char *state = row_text(r, "state");

	if (row_bool(r, "waits"))
		return "goods_waits";
	if (among(states, state))
		return NULL;
	return str_eq(state, "kept") ? "goods_kept" : str_eq(state, "held") ? "goods_held" : "goods_gone";
}

struct picking {
	struct str ids;
	json_t *list;
	size_t n;
};

static void
take(struct act_move *m, struct picking *p, struct db_row r)
{
	if (p->list == NULL) {
		p->list = json_array();
		str_init(&p->ids, m->a);
	}
	str_printf(&p->ids, "%c%" PRId64, p->n++ == 0 ? '{' : ',', row_i64(r, "id"));
	json_array_append_new(p->list, item_json(r));
}

static void
taken(struct act_move *m, struct picking *p)
{
	if (p->n == 0)
		return;
	str_addc(&p->ids, '}');
	goods_of(m)->ids = p->ids.s;
	goods_of(m)->n = p->n;
	act_doc(m, "items", p->list);
	act_note(m, "items", json_integer((json_int_t)p->n));
}

/* Of a live measure or not: goods of one that has ended are to be accounted for too. */
enum err
goods_measure(struct act_move *m, int64_t *out)
{
	struct ref ref;
	struct db_row r;
	enum err e;

	*out = 0;
	if (!input_ref(m->in, "measure", &ref))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select id from xz.caseflow_measure where ref = $1 and case_id = $2", DB_REF(ref),
	    DB_I64(case_of(m)->id));
	if (e == OK)
		*out = row_i64(r, "id");
	if (e == ERR_NOT_FOUND)
		act_problem(m, "measure", "unknown", NULL);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Of what was named each must be right; of all those that are. */
static void
choose(struct act_move *m, const struct db_rows *rows, const char *states, const struct range *ranges,
    size_t ranges_n)
{
	struct picking p = { .n = 0 };
	const char *first = NULL, *why, *code = "";
	size_t wanted = 0, seen = 0, i;
	int k;

	for (i = 0; i < ranges_n; i++)
		wanted += (size_t)(ranges[i].to - ranges[i].from + 1);
	for (k = 0; k < db_count(rows); k++) {
		struct db_row r = db_at(rows, k);

		if (ranges_n > 0 && !named(ranges, ranges_n, row_text(r, "no")))
			continue;
		seen++;
		why = in_the_way(r, states);
		if (why == NULL)
			take(m, &p, r);
		else if (first == NULL) {
			first = why;
			code = row_text(r, "code");
		}
	}
	if (ranges_n > 0 && seen < wanted && first == NULL)
		act_problem(m, "items", "goods_unknown", NULL);
	else if (first != NULL && (ranges_n > 0 || p.n == 0))
		act_problem(m, "items", first, code);
	else if (p.n == 0)
		act_problem(m, "items", "goods_none", NULL);
	if (m->p->n > 0)
		json_decref(p.list);
	else
		taken(m, &p);
}

enum err
goods_pick(struct act_move *m, const char *states)
{
	struct range ranges[RANGES_MAX];
	const struct db_rows *rows;
	size_t n = 0;
	int64_t measure;
	enum err e = goods_measure(m, &measure);

	if (e != OK || measure == 0)
		return e;
	if (input_given(m->in, "items") && !ranges_of(input_text(m->in, "items"), ranges, &n)) {
		act_problem(m, "items", "goods_ranges", NULL);
		return OK;
	}
	e = items_of(m, measure, &rows);
	if (e == OK)
		choose(m, rows, states, ranges, n);
	return e;
}

enum err
goods_pick_all(struct act_move *m, int64_t measure, const char *field)
{
	struct picking p = { .n = 0 };
	const struct db_rows *rows;
	int i;
	enum err e = items_of(m, measure, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *why = in_the_way(r, "held");

		if (why == NULL)
			take(m, &p, r);
		else if (!str_eq(why, "goods_gone")) {
			act_problem(m, field, why, row_text(r, "code"));
			break;
		}
	}
	taken(m, &p);
	return e;
}

/* ---- their history */

static enum err
go_now(struct act_move *m)
{
	struct goods_moving *g = goods_of(m);

	return DB_EXEC(m->a, m->db, "update xz.caseflow_goods set state = coalesce($2, state),"
	    " confiscated_on = case when $3 then $4 else confiscated_on end where id = any ($1::text::bigint[])",
	    DB_TEXT(g->ids), DB_TEXT(g->to), DB_BOOL(g->confiscates), DB_DAY(g->day));
}

enum err
goods_move(struct act_move *m)
{
	struct goods_moving *g = goods_of(m);
	enum err e;

	if (g->ids == NULL)
		return OK;
	if (g->day == 0)
		g->day = m->today;
	e = DB_EXEC(m->a, m->db, "insert into xz.caseflow_goods_move (case_id, goods, action, step_seq, to_state,"
	    " on_day, by_name, keeper_id, other_name, place, words, fen, document_id, state)"
	    " values ($1, $2::text::bigint[], $3, $4, $5, $6,"
	    " (select display_name from xz.people_account where id = $7), $8, $9,"
	    " $10, $11, $12::text::bigint, $13, $14)",
	    DB_I64(case_of(m)->id), DB_TEXT(g->ids), DB_TEXT(m->t->action), DB_I64(m->seq), DB_TEXT(g->to),
	    DB_DAY(g->day), DB_I64(m->requester), DB_ID(g->keeper_id), DB_TEXT(g->other != NULL ? g->other : ""),
	    DB_TEXT(g->place != NULL ? g->place : ""), DB_TEXT(g->words != NULL ? g->words : ""),
	    DB_TEXT(g->fen), DB_ID(m->document_id), DB_TEXT(m->t->cosign ? "waiting" : "done"));
	return e == OK && !m->t->cosign ? go_now(m) : e;
}

enum err
goods_come_back(struct act_move *m)
{
	return DB_EXEC(m->a, m->db, "update xz.caseflow_goods g set state = 'held' from xz.caseflow_measure q"
	    " where g.case_id = $1 and g.state = 'transferred' and q.id = g.measure_id and q.state = 'live'",
	    DB_I64(case_of(m)->id));
}

/* ---- the term to hand them over */

enum err
goods_term_start(struct act_move *m, int64_t measure, struct ref ref)
{
	struct calendar_parameter p;
	int64_t id;
	struct clock_new c = { .subject_kind = "measure", .subject_id = measure, .subject_ref = ref,
	    .agency = case_of(m)->agency, .unit = case_of(m)->unit, .duty = "officer", .rule = GOODS_TERM,
	    .sector = case_of(m)->field, .start_at = m->occurred };
	enum err e = case_figure(m, GOODS_TERM, time_day(m->occurred), &p);

	return e == OK && p.id != 0 ? act_clock_start(m, &c, &id) : e;
}

enum err
goods_term_end(struct act_move *m, int64_t measure, const char *state)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "measure", measure, GOODS_TERM, &clock);

	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? act_clock_close(m, clock, state, m->now) : e;
}

enum err
goods_term_met(struct act_move *m, int64_t measure)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_goods g where g.measure_id = $2"
	    " and g.state = 'held' and not exists (select from xz.caseflow_goods_move v where v.case_id = $1"
	    "   and v.state = 'waiting' and g.id = any (v.goods))) as yes", DB_I64(case_of(m)->id), DB_I64(measure));

	return e == OK && !row_bool(r, "yes") ? goods_term_end(m, measure, "met") : e;
}

/* ---- at the end */

enum err
goods_accounted(struct act_move *m, int64_t party)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select count(*)::text as n, coalesce(min(g.code), '') as code"
	    " from xz.caseflow_goods g join xz.caseflow_measure q on q.id = g.measure_id where g.case_id = $1"
	    " and (g.state in ('held', 'kept') and g.confiscated_on is null or exists"
	    "   (select from xz.caseflow_goods_move v where v.case_id = $1 and v.state = 'waiting'"
	    "   and g.id = any (v.goods))) and ($2 = 0 or q.party_id is null or q.party_id = $2)",
	    DB_I64(case_of(m)->id), DB_I64(party));

	if (e == OK && !str_eq(row_text(r, "n"), "0"))
		act_problem(m, "", "guard_goods_accounted", arena_printf(m->a, "%s (%s)", row_text(r, "n"),
		    row_text(r, "code")));
	return e;
}
