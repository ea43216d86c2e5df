/* search.c - see search.h. */
#include "lib/register/search.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/fold.h"
#include "lib/base/str.h"

#define CODE_MIN 6

/* Letters and digits only, and enough of them, however wide they were typed or spaced: a code or its beginning, in
 * capitals; NULL: a name.  The third place of a code is a digit, so letters alone are a name. */
static const char *
as_code(struct arena *a, const char *q)
{
	char *out = fold(a, q);
	size_t i, n = strlen(out);
	bool digit = false;

	for (i = 0; i < n; i++) {
		if (!isalnum((unsigned char)out[i]))
			return NULL;
		digit |= isdigit((unsigned char)out[i]) != 0;
		out[i] = (char)toupper((unsigned char)out[i]);
	}
	return digit && n >= CODE_MIN && n <= 18 ? out : NULL;
}

bool
register_search_enough(struct arena *a, const char *q)
{
	return q != NULL && (as_code(a, q) != NULL || str_utf8_len(fold(a, q)) >= 2);
}

/* ---- three ways: through the bigrams, good for what is rare; through the bigrams of a stretch of the order of
 * registration, good for what has more hits than a page shows; or along that order until enough is found, good for
 * what is common.  The planner cannot know which from a parameter.  A page costs what it shows by each. */

#define REFRESH_US (600 * SECOND_US)
#define RAREST 2
#define WALK_ROWS 1500		/* a walk that found too little by then goes through the bigrams after all */
/* of the names with the bigram of a word of two characters: all have it, but not evenly */
#define WORD_SHARE (1.0 / 2)
#define PHRASE_SHARE (1.0 / 4)	/* of those with the rarest bigram of a longer word, when the next is common */
#define PHRASE_LEAST (1.0 / 64)	/* and when it is rare too: two rare ones come together by chance */
#define PHRASE_TIED 3		/* so much more often together than by chance */
#define SHARE_LEAST 0.0005	/* what the store does not list is rarer */
#define STRETCH_BITS 13		/* of a subject's id: what the index holds beside the bigrams (migration 0037) */
#define PASSED_FOR_ONE 150	/* so many of a stretch are passed in the index in the time that reads one name */

struct frequency {
	int32_t bigram;
	float part;		/* of the subjects */
};
static struct {
	struct frequency *v;	/* by bigram; what is not among them is rare */
	int n;
	int64_t last;		/* id of the last subject then */
	int64_t at;		/* when it was read; 0: never */
} known;

static int
by_bigram(const void *a, const void *b)
{
	int32_t x = ((const struct frequency *)a)->bigram, y = ((const struct frequency *)b)->bigram;

	return x < y ? -1 : x > y;
}

/* The frequencies of the last ANALYZE, read again every ten minutes. */
static enum err
learn(struct arena *a, struct db *db)
{
	const struct db_rows *rows;
	struct db_row r;
	int i;
	enum err e;

	if (known.at != 0 && clock_monotonic_us() - known.at < REFRESH_US)
		return OK;
	e = DB_MANY(a, db, &rows, "select e.bigram, (e.part * 1000000)::bigint as ppm from pg_stats s,"
		    " unnest(s.most_common_elems::text::int4[], s.most_common_elem_freqs) as e (bigram, part)"
		    " where s.schemaname = 'xz' and s.tablename = 'register_search' and s.attname = 'bigrams'"
		    " and e.bigram is not null and e.part > 0.0005");
	if (e == OK)
		e = DB_ONE(a, db, &r, "select coalesce(max(subject_id), 0) as last from xz.register_search");
	if (e != OK)
		return e;
	known.last = row_i64(r, "last");
	free(known.v);
	known.n = db_count(rows);
	known.v = calloc((size_t)known.n + 1, sizeof(*known.v));
	if (known.v == NULL)
		abort();
	for (i = 0; i < known.n; i++)
		known.v[i] = (struct frequency){ row_i32(db_at(rows, i), "bigram"),
		    (float)row_i64(db_at(rows, i), "ppm") / 1000000.0F };
	qsort(known.v, (size_t)known.n, sizeof(*known.v), by_bigram);
	known.at = clock_monotonic_us();
	return OK;
}

static int
by_part(const void *a, const void *b)
{
	float x = ((const struct frequency *)a)->part, y = ((const struct frequency *)b)->part;

	return x < y ? -1 : x > y;
}

/* What is looked for: the rarest bigrams of a name as an array of the store (two of them find it; the common rest
 * would only make the index read long lists), how many of the names have them, and how many the name, at a guess. */
struct sought {
	const char *folded, *bigrams;
	double read, part;
};

/* Of the names with the rarest bigram, how many have the next as well and in its place. */
static double
phrase_share(double next)
{
	double tied = next * PHRASE_TIED;

	return tied < PHRASE_LEAST ? PHRASE_LEAST : tied > PHRASE_SHARE ? PHRASE_SHARE : tied;
}

static struct sought
rarest(struct arena *a, const char *folded)
{
	struct sought s = { .folded = folded };
	struct frequency *v;
	struct str out;
	size_t i, n;
	int32_t *bigrams = fold_bigrams(a, folded, &n);

	v = ARENA_ARRAY(a, struct frequency, n);
	for (i = 0; i < n; i++) {
		const struct frequency *f;

		v[i].bigram = bigrams[i];
		f = known.n > 0 ? bsearch(&v[i], known.v, (size_t)known.n, sizeof(*v), by_bigram) : NULL;
		v[i].part = f != NULL ? f->part : 0;
	}
	qsort(v, n, sizeof(*v), by_part);
	s.read = n == 0 ? 1 : v[0].part > SHARE_LEAST ? (double)v[0].part : SHARE_LEAST;
	s.part = s.read * (n < 2 ? WORD_SHARE : phrase_share((double)v[1].part));
	str_init(&out, a);
	for (i = 0; i < n && i < RAREST; i++)
		str_printf(&out, "%s%" PRId32, i == 0 ? "{" : ",", v[i].bigram);
	str_add(&out, n == 0 ? "{}" : "}");
	s.bigrams = out.s;
	return s;
}

#define COLUMNS "select s.ref, f.name, f.code, s.kind, s.status, coalesce(d.address, '') as address"
#define JOINS " join xz.register_subject s on s.id = f.subject_id" \
    " left join lateral (select address from xz.register_address d where d.subject_id = s.id" \
    "   and d.valid_to is null order by (d.kind = 'registered') desc, d.id limit 1) d on true order by f.subject_id"

static enum err
by_code(struct arena *a, struct db *db, const char *code, int64_t after, int limit, const struct db_rows **rows)
{
	return DB_MANY(a, db, rows, "with f as materialized (select subject_id, name, code from xz.register_search"
	    " where code ~>=~ $1 and code ~<~ $2 and subject_id > $3 order by subject_id limit $4) " COLUMNS
	    " from f" JOINS, DB_TEXT(code), DB_TEXT(arena_printf(a, "%s~", code)), DB_I64(after), DB_I64(limit));
}

static enum err
by_walk(struct arena *a, struct db *db, const char *folded, int64_t after, int limit, const struct db_rows **rows)
{
	return DB_MANY(a, db, rows, "with f as materialized (select subject_id, name, code from"
	    " (select subject_id, name, code, folded from xz.register_search where subject_id > $2 order by subject_id"
	    "  limit $4) w where position($1 in folded) > 0 limit $3) " COLUMNS " from f" JOINS,
	    DB_TEXT(folded), DB_I64(after), DB_I64(limit), DB_I64(WALK_ROWS));
}

/* What the index holds.  Gathered before it is sorted (offset 0), and the id hidden: neither must tempt the planner
 * into a walk. */
#define INDEXED "(bigrams || (subject_id >> 13)::int4)"
#define GATHER COLUMNS " from (select subject_id, name, code from (select subject_id, name, code" \
	" from xz.register_search" \
    " where " INDEXED " @> $1::int4[]"
#define FIRST " offset 0) hit order by subject_id limit $4) f" JOINS

static enum err
by_bigrams(struct arena *a, struct db *db, const struct sought *s, int64_t after, int limit,
    const struct db_rows **rows)
{
	return DB_MANY(a, db, rows, GATHER " and position($2 in folded) > 0 and subject_id + 0 > $3" FIRST,
	    DB_TEXT(s->bigrams), DB_TEXT(s->folded), DB_I64(after), DB_I64(limit));
}

/* Those after an id whose stretch is not past the last one. */
static enum err
by_stretch(struct arena *a, struct db *db, const struct sought *s, int64_t after, int64_t last, int limit,
    const struct db_rows **rows)
{
	struct str stretches;
	int64_t i;

	str_init(&stretches, a);
	for (i = after >> STRETCH_BITS; i <= last; i++)
		str_printf(&stretches, "%s%" PRId64, stretches.len == 0 ? "{" : ",", i);
	str_add(&stretches, "}");
	return DB_MANY(a, db, rows, GATHER " and " INDEXED " && $5::int4[] and position($2 in folded) > 0"
	    " and subject_id + 0 > $3 and subject_id >> 13 <= $6" FIRST, DB_TEXT(s->bigrams), DB_TEXT(s->folded),
	    DB_I64(after), DB_I64(limit), DB_TEXT(stretches.s), DB_I64(last));
}

/* As far as the page should be full by then, when that is less work than all there is; or all after all. */
static enum err
by_index(struct arena *a, struct db *db, const struct sought *s, int64_t after, int limit, const struct db_rows **rows)
{
	double page = limit / s->part, all = s->read * (double)(known.last - after);
	enum err e;

	if (page / PASSED_FOR_ONE + page * s->read < all / 2) {
		e = by_stretch(a, db, s, after, (after + (int64_t)page) >> STRETCH_BITS, limit, rows);
		if (e != OK || db_count(*rows) == limit)
			return e;
	}
	return by_bigrams(a, db, s, after, limit, rows);
}

static enum err
key_id(struct arena *a, struct db *db, struct ref after, int64_t *id)
{
	struct db_row r;
	enum err e;

	*id = 0;
	if (ref_zero(after))
		return OK;
	e = DB_ONE(a, db, &r, "select id from xz.register_subject where ref = $1", DB_REF(after));
	if (e == OK)
		*id = row_i64(r, "id");
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
register_search(struct arena *a, struct db *db, const char *q, struct ref after, int limit,
    const struct db_rows **rows)
{
	const char *code = as_code(a, q);
	struct sought s;
	int64_t key;
	enum err e = key_id(a, db, after, &key);

	if (e == OK && code != NULL)
		return by_code(a, db, code, key, limit, rows);
	if (e == OK)
		e = learn(a, db);
	if (e != OK)
		return e;
	s = rarest(a, fold(a, q));
	if (s.part * WALK_ROWS >= limit) {	/* a walk may find enough */
		e = by_walk(a, db, s.folded, key, limit, rows);
		if (e != OK || db_count(*rows) == limit)
			return e;
	}
	return by_index(a, db, &s, key, limit, rows);
}
