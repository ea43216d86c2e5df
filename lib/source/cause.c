/* cause.c - see cause.h. */
#include "lib/source/cause.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/source/alike.h"
#include "lib/source/source.h"

#define CASES 20000		/* the newest, by their numbers in the store */
#define CHUNK 5000
#define NAME_COUNTS 3		/* the words of a cause's own name, as if so many cases had them */
#define SEEN 2			/* what one clue alone has is somebody's, not a cause's */
#define VOCABULARY 20000
#define WORDS 5

/* ---- learned */

struct seen {
	int64_t cause, gram;
};

static int
by_cause(const void *x, const void *y)
{
	const struct seen *a = x, *b = y;

	if (a->cause != b->cause)
		return a->cause < b->cause ? -1 : 1;
	return (a->gram > b->gram) - (a->gram < b->gram);
}

static size_t
add(struct arena *a, struct db_row r, int times, struct seen *list, size_t n, size_t room)
{
	struct alike_set g = alike_grams(a, row_text(r, "text"));
	size_t i;
	int k;

	for (i = 0; i < g.n; i++)
		for (k = 0; (g.mark[i] & 1) == 0 && k < times && n < room; k++)
			list[n++] = (struct seen){ row_i64(r, "cause_id"), g.mark[i] };
	return n;
}

static enum err
write_grams(struct arena *a, struct db *db, const struct seen *list, size_t n)
{
	const char **col[3] = { ARENA_ARRAY(a, const char *, CHUNK), ARENA_ARRAY(a, const char *, CHUNK),
	    ARENA_ARRAY(a, const char *, CHUNK) };
	size_t i, k, m = 0;
	enum err e = DB_EXEC(a, db, "delete from xz.source_cause_gram");

	for (i = 0; e == OK && i < n; i = k) {
		for (k = i; k < n && list[k].cause == list[i].cause && list[k].gram == list[i].gram; k++)
			;
		if (k - i >= SEEN) {
			col[0][m] = arena_printf(a, "%" PRId64, list[i].cause);
			col[1][m] = arena_printf(a, "%" PRId64, list[i].gram);
			col[2][m++] = arena_printf(a, "%zu", k - i);
		}
		if (m == CHUNK || (k == n && m > 0)) {
			e = DB_EXEC(a, db, "insert into xz.source_cause_gram (cause_id, gram, n)"
			    " select x.c::bigint, x.g::bigint, x.n::bigint"
			    " from unnest($1::text[], $2::text[], $3::text[]) x (c, g, n)",
			    DB_TEXTS(col[0], m), DB_TEXTS(col[1], m), DB_TEXTS(col[2], m));
			m = 0;
		}
	}
	return e;
}

static enum err
learn(struct arena *a, struct db *db, void *ctx)
{
	const int64_t *upto = ctx;
	const struct db_rows *names, *clues;
	struct seen *list;
	size_t n = 0, room;
	int i;
	enum err e = DB_MANY(a, db, &names,
	    "select id as cause_id, name as text from xz.law_cause where valid_to is null");

	if (e == OK)
		e = DB_MANY(a, db, &clues, "select c.cause_id, s.content as text from xz.caseflow_case c"
		    " join xz.caseflow_clue s on s.case_id = c.id where c.id > $1 - $2::bigint and c.id <= $1"
		    " and c.filed_on is not null and c.cause_id is not null", DB_I64(*upto), DB_I64(CASES));
	if (e != OK)
		return e;
	room = (size_t)(db_count(names) + db_count(clues)) * 200 + 1;
	list = ARENA_ARRAY(a, struct seen, room);
	for (i = 0; i < db_count(names); i++)
		n = add(a, db_at(names, i), NAME_COUNTS, list, n, room);
	for (i = 0; i < db_count(clues); i++)
		n = add(a, db_at(clues, i), 1, list, n, room);
	qsort(list, n, sizeof(*list), by_cause);
	e = write_grams(a, db, list, n);
	if (e == OK)
		e = DB_EXEC(a, db, "delete from xz.source_cause");
	if (e == OK)
		e = DB_EXEC(a, db, "insert into xz.source_cause (cause_id, cases, grams)"
		    " select g.cause_id, coalesce(max(k.n), 0), sum(g.n) from xz.source_cause_gram g left join"
		    " (select c.cause_id, count(*) as n from xz.caseflow_case c where c.id > $1 - $2::bigint"
		    " and c.id <= $1 and c.filed_on is not null group by c.cause_id) k on k.cause_id = g.cause_id"
		    " group by g.cause_id",
		    DB_I64(*upto), DB_I64(CASES));
	return e == OK ? DB_EXEC(a, db, "insert into xz.source_learned (case_id) values ($1)"
	    " on conflict (one) do update set case_id = excluded.case_id", DB_I64(*upto)) : e;
}

enum err
source_learn_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct db_row r;
	int64_t upto;
	enum err e = DB_ONE(a, db, &r, "select coalesce((select max(c.id) from xz.caseflow_case c), 0) as upto,"
	    " coalesce((select l.case_id from xz.source_learned l), -1) as learned");

	(void)by;
	*n = 0;
	if (e != OK || row_i64(r, "upto") == row_i64(r, "learned"))
		return e;
	upto = row_i64(r, "upto");
	e = db_tx_run(a, db, NULL, learn, &upto, NULL);
	*n = e == OK ? 1 : 0;
	return e;
}

/* ---- asked */

struct cause {
	int64_t id, cost;
	struct db_row row;
	int saved[WORDS];
	int64_t gram[WORDS];
	int words;
};

static int
by_cost(const void *x, const void *y)
{
	const struct cause *a = x, *b = y;

	return (a->cost > b->cost) - (a->cost < b->cost);
}

/* The loudest first. */
static void
keep(struct cause *c, int64_t gram, int saved)
{
	int i = c->words < WORDS ? c->words++ : WORDS - 1;

	if (i == WORDS - 1 && c->words == WORDS && c->gram[i] != 0 && c->saved[i] >= saved)
		return;
	for (; i > 0 && c->saved[i - 1] < saved; i--) {
		c->saved[i] = c->saved[i - 1];
		c->gram[i] = c->gram[i - 1];
	}
	c->saved[i] = saved;
	c->gram[i] = gram;
}

/* Each pair that a cause has makes it likelier by how much oftener it has it than never. */
static enum err
weigh(struct arena *a, struct db *db, struct alike_set g, struct cause *list, int n)
{
	const struct db_rows *rows;
	struct str text;
	size_t i;
	int k, c;
	enum err e;

	str_init(&text, a);
	str_addc(&text, '{');
	for (i = 0; i < g.n; i++)
		str_printf(&text, i > 0 ? ",%" PRId64 : "%" PRId64, g.mark[i]);
	str_addc(&text, '}');
	e = DB_MANY(a, db, &rows, "select cause_id, gram, n from xz.source_cause_gram"
	    " where gram = any ($1::text::bigint[]) order by cause_id", DB_TEXT(text.s));
	for (k = 0, c = 0; e == OK && k < db_count(rows); k++) {
		struct db_row r = db_at(rows, k);
		int64_t all, saved;

		while (c < n && list[c].id < row_i64(r, "cause_id"))
			c++;
		if (c == n || list[c].id != row_i64(r, "cause_id"))
			continue;
		all = row_i64(list[c].row, "grams") + VOCABULARY;
		saved = alike_weight(1, all) - alike_weight(row_i64(r, "n") + 1, all);
		list[c].cost -= saved;
		keep(&list[c], row_i64(r, "gram"), (int)saved);
	}
	return e;
}

static enum err
agency_of(struct arena *a, struct db *db, int64_t own, const struct source_text *t, struct source_advice *out)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(a, db, &rows,
	    "select g.id, g.ref, g.name, coalesce(nullif(g.name_en, ''), g.name) as name_en"
	    " from xz.people_agency g join xz.people_region r on r.code = g.region where g.active and g.field = $1"
	    " and exists (select from xz.people_account x where x.agency_id = g.id and x.active"
	    " and xz.people_duties(x.id) & 1 <> 0)"
	    " order by position(r.name in $2) > 0 desc, g.id = $3 desc, length(g.region), g.id limit 1",
	    DB_TEXT(out->cause[0].field), DB_TEXT(arena_printf(a, "%s %s", t->place, t->content)), DB_I64(own));

	if (e == OK && db_count(rows) > 0) {
		out->agency = row_ref(db_at(rows, 0), "ref");
		out->agency_zh = row_text(db_at(rows, 0), "name");
		out->agency_en = row_text(db_at(rows, 0), "name_en");
		out->own = row_i64(db_at(rows, 0), "id") == own;
	}
	return e;
}

enum err
source_advice(struct arena *a, struct db *db, int64_t agency, const struct source_text *t, struct source_advice *out)
{
	struct alike_set g = alike_union(a, alike_grams(a, t->content), alike_grams(a, t->about));
	const struct db_rows *rows;
	struct cause *list;
	int i, k, n;
	enum err e = DB_MANY(a, db, &rows, "select s.cause_id, s.cases, s.grams, c.name,"
	    " coalesce(nullif(c.name_en, ''), c.name) as name_en, c.field from xz.source_cause s"
	    " join xz.law_cause c on c.id = s.cause_id order by s.cause_id");

	*out = (struct source_advice){ .n = 0 };
	if (e != OK)
		return e;
	n = db_count(rows);
	list = ARENA_ARRAY(a, struct cause, (size_t)n + 1);
	for (i = 0; i < n; i++)
		list[i] = (struct cause){ .id = row_i64(db_at(rows, i), "cause_id"), .row = db_at(rows, i),
		    .cost = alike_weight(row_i64(db_at(rows, i), "cases") + 1, CASES) };
	e = weigh(a, db, g, list, n);
	qsort(list, (size_t)n, sizeof(*list), by_cost);
	for (i = 0; e == OK && i < n && out->n < CAUSES_SHOWN && list[i].words >= 2; i++) {
		struct str words;

		str_init(&words, a);
		for (k = 0; k < list[i].words; k++)
			alike_word(&words, list[i].gram[k]);
		out->cause[out->n++] = (struct source_cause){ .name = row_text(list[i].row, "name"),
		    .name_en = row_text(list[i].row, "name_en"), .field = row_text(list[i].row, "field"),
		    .words = words.s };
	}
	return e == OK && out->n > 0 ? agency_of(a, db, agency, t, out) : e;
}
