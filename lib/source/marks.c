/* marks.c - see marks.h. */
#include "lib/source/marks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"
#include "lib/source/source.h"

#define PURPOSE "source mark"
#define AT_ONCE 10		/* others that are marked with one that is looked at */
#define WORDS 6
#define FEW 2000		/* of fewer messages it is not known yet which marks are rare */

static unsigned char key[32];
static bool have_key;

void
source_marks_start(const struct seal_key *identity)
{
	have_key = identity != NULL;
	if (have_key)
		seal_lookup(identity, PURPOSE, "", key);
}

static int
by_mark(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

/* 62 bits of the gram under the key, and the lowest as it is: characters by themselves stay apart from pairs. */
static int64_t
mark_of(int64_t gram)
{
	unsigned char sum[32];
	int64_t mark;

	hmac_sha256(key, sizeof(key), &gram, sizeof(gram), sum);
	memcpy(&mark, sum, sizeof(mark));
	return ((mark & INT64_MAX) & ~INT64_C(1)) | (gram & 1);
}

static struct alike_set
marks(struct arena *a, const char *text)
{
	struct alike_set g = alike_grams(a, text);
	int64_t *list = ARENA_ARRAY(a, int64_t, g.n + 1);
	size_t i;

	for (i = 0; i < g.n; i++)
		list[i] = mark_of(g.mark[i]);
	qsort(list, g.n, sizeof(*list), by_mark);
	return (struct alike_set){ list, g.n };
}

static const char *
as_text(struct arena *a, struct alike_set s)
{
	struct str out;
	size_t i;

	str_init(&out, a);
	str_addc(&out, '{');
	for (i = 0; i < s.n; i++)
		str_printf(&out, i > 0 ? ",%" PRId64 : "%" PRId64, s.mark[i]);
	str_addc(&out, '}');
	return out.s;
}

static struct alike_set
as_set(struct arena *a, const char *text)
{
	int64_t *list = ARENA_ARRAY(a, int64_t, strlen(text) / 2 + 1);
	size_t n = 0;
	char *end;

	for (text++; *text != '}' && *text != '\0'; text = *end == ',' ? end + 1 : end)
		list[n++] = strtoll(text, &end, 10);
	return (struct alike_set){ list, n };
}

enum err
source_marks_of(struct arena *a, const struct source_text *t, struct source_marked *out)
{
	if (!have_key)
		return err_set(ERR_IO, "the key of marks is missing");
	out->doc = (struct alike_doc){ .about = marks(a, t->about), .place = marks(a, t->place),
	    .text = marks(a, t->content) };
	out->about = as_text(a, out->doc.about);
	out->place = as_text(a, out->doc.place);
	out->body = as_text(a, out->doc.text);
	return OK;
}

static enum err
put(struct arena *a, struct db *db, int64_t request, const struct source_marked *m)
{
	return DB_EXEC(a, db, "select xz.source_mark_put($1, $2, $3, $4)", DB_I64(request), DB_TEXT(m->about),
	    DB_TEXT(m->place), DB_TEXT(m->body));
}

/* What came since somebody looked.  One that does not open is left. */
static enum err
mark_others(struct arena *a, struct db *db)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select request, sealed from xz.source_unmarked($1::int)", DB_I64(AT_ONCE));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct source_marked m;
		struct source_text t;
		const void *sealed;
		size_t n;

		sealed = row_bytes(a, db_at(rows, i), "sealed", &n);
		if (source_text_of(a, sealed, n, &t) != OK)
			continue;
		e = source_marks_of(a, &t, &m);
		if (e == OK)
			e = put(a, db, row_i64(db_at(rows, i), "request"), &m);
	}
	return e;
}

/* ---- proposed */

static enum err
known_of(struct arena *a, struct db *db, struct alike_set all, struct alike_known *out)
{
	struct alike_set n;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.source_gram_n($1) as n", DB_TEXT(as_text(a, all)));

	if (e != OK)
		return e;
	n = as_set(a, row_text(r, "n"));
	*out = (struct alike_known){ .set = all, .have = n.mark, .messages = n.n > 0 ? n.mark[n.n - 1] : 0 };
	if (out->messages < FEW)
		out->messages = FEW;
	return OK;
}

struct word {
	int64_t gram;
	int weight;
};

static int
by_weight(const void *x, const void *y)
{
	return ((const struct word *)y)->weight - ((const struct word *)x)->weight;
}

/* The loudest pairs that both have, as they stand in the own text. */
static const char *
words_of(struct arena *a, const struct source_text *t, const struct alike_doc *other, const struct alike_known *known)
{
	struct alike_set g = alike_union(a, alike_grams(a, t->content), alike_grams(a, t->about));
	struct alike_set theirs = alike_union(a, other->text, other->about);
	struct word *list = ARENA_ARRAY(a, struct word, g.n + 1);
	struct str out;
	size_t i, n = 0;

	for (i = 0; i < g.n; i++) {
		int64_t mark = mark_of(g.mark[i]);
		const int64_t *at = bsearch(&mark, known->set.mark, known->set.n, sizeof(mark), by_mark);

		if ((g.mark[i] & 1) == 0 && g.mark[i] >> 60 == 0 && at != NULL &&
		    bsearch(&mark, theirs.mark, theirs.n, sizeof(mark), by_mark) != NULL)
			list[n++] = (struct word){ g.mark[i], alike_weight(known->have[at - known->set.mark],
			    known->messages) };
	}
	qsort(list, n, sizeof(*list), by_weight);
	str_init(&out, a);
	for (i = 0; i < n && i < WORDS; i++)
		alike_word(&out, list[i].gram);
	return out.s;
}

static int
by_total(const void *x, const void *y)
{
	return ((const struct source_like *)y)->score.total - ((const struct source_like *)x)->score.total;
}

static void
compare(struct arena *a, const struct source_text *t, const struct alike_doc *own, struct db_row r,
    const struct alike_doc *d, const struct alike_known *known, struct source_like *out)
{
	*out = (struct source_like){ .ref = row_ref_or_zero(r, "ref"), .number = row_text(r, "number"),
	    .state = row_text(r, "state"), .agency_zh = row_text(r, "agency_zh"),
	    .agency_en = row_text(r, "agency_en"), .received_at = row_time(r, "received_at") };
	alike_score(a, own, d, known, &out->score);
	if (out->score.total >= ALIKE_ENOUGH)
		out->words = words_of(a, t, d, known);
}

static enum err
propose(struct arena *a, struct db *db, int64_t request, const struct source_text *t, struct alike_doc own,
    struct source_like **out, int *n)
{
	struct alike_set all = alike_union(a, alike_union(a, own.about, own.place), own.text);
	const struct db_rows *rows;
	struct alike_known known;
	struct alike_doc *d;
	struct db_row r;
	int i;
	enum err e = DB_ONE(a, db, &r, "select (m.received_at at time zone 'Asia/Shanghai')::date as day"
	    " from xz.source_request q join xz.source_message m on m.id = q.message_id where q.id = $1",
	    DB_I64(request));

	if (e == OK)
		e = DB_MANY(a, db, &rows, "select * from xz.source_alike_of($1)", DB_I64(request));
	if (e != OK)
		return e;
	own.day = row_day(r, "day");
	d = ARENA_ARRAY(a, struct alike_doc, (size_t)db_count(rows) + 1);
	for (i = 0; i < db_count(rows); i++) {
		r = db_at(rows, i);
		d[i] = (struct alike_doc){ as_set(a, row_text(r, "about")), as_set(a, row_text(r, "place")),
		    as_set(a, row_text(r, "body")), row_day(r, "day") };
		all = alike_union(a, alike_union(a, alike_union(a, all, d[i].about), d[i].place), d[i].text);
	}
	e = known_of(a, db, all, &known);
	*out = ARENA_ARRAY(a, struct source_like, (size_t)db_count(rows) + 1);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		compare(a, t, &own, db_at(rows, i), &d[i], &known, &(*out)[*n]);
		if ((*out)[*n].score.total >= ALIKE_ENOUGH)
			(*n)++;
	}
	qsort(*out, (size_t)*n, sizeof(**out), by_total);
	return e;
}

enum err
source_alike(struct arena *a, struct db *db, int64_t request, const struct source_text *t, struct source_like **out,
    int *n)
{
	struct source_marked m;
	enum err e = source_marks_of(a, t, &m);

	*n = 0;
	if (e == OK)
		e = put(a, db, request, &m);
	if (e == OK)
		e = mark_others(a, db);
	return e == OK ? propose(a, db, request, t, m.doc, out, n) : e;
}
