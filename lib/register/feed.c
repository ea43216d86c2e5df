/* feed.c - see feed.h. */
#include "lib/register/feed.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/register/class.h"

#define BATCH 200
#define COLUMNS_MAX 7
#define TEXT_MAX 120

enum outcome { SAME, ADDED, CHANGED, REFUSED };

struct line {
	const char *field[COLUMNS_MAX];
	const char *raw;
	size_t raw_n;
	int64_t at;
	const char *reason;		/* REFUSED */
	enum outcome outcome;
	bool ready;			/* well-formed: the rest is the store's to say */
};
struct feed {
	const char *kind;
	const char *const *columns;	/* NULL-ended; the first is the code */
	enum err (*take)(struct arena *a, struct db *db, int64_t subject, int32_t today, struct line *l);
};
struct batch {
	const struct feed *feed;
	struct line *line;
	int n;
	int32_t today;
};

static enum err
refuse(struct line *l, const char *reason)
{
	l->outcome = REFUSED;
	l->reason = reason;
	return OK;
}

/* ---- place and trade */

static const char *const place_columns[] = { "uscc", "region", "industry", NULL };

static enum err
take_place(struct arena *a, struct db *db, int64_t subject, int32_t today, struct line *l)
{
	const char *region = *l->field[1] != '\0' ? l->field[1] : NULL, *industry = *l->field[2] != '\0' ?
	    l->field[2] : NULL;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select coalesce($2::text, s.region) as region, coalesce($3::text, s.industry) as industry,"
	    " (s.region, s.industry) is not distinct from (coalesce($2, s.region), coalesce($3, s.industry)) as same,"
	    " $2 is null or exists (select from xz.people_region g where g.code = $2) as placed,"
	    " $3 is null or exists (select from xz.law_code c where c.kind = 'industry'"
	    " and c.code = left($3, 3)) as traded"
	    " from xz.register_subject s where s.id = $1 for update", DB_I64(subject), DB_TEXT(region),
	    DB_TEXT(industry));

	(void)today;
	if (e != OK)
		return e;
	if (!row_bool(r, "placed"))
		return refuse(l, "region");
	if (!row_bool(r, "traded") || (industry != NULL && strspn(industry + 1, "0123456789") != strlen(industry + 1)))
		return refuse(l, "industry");
	l->outcome = row_bool(r, "same") ? SAME : CHANGED;
	return l->outcome == SAME ? OK : register_place(a, db, subject, row_text_null(r, "region"),
	    row_text_null(r, "industry"));
}

/* ---- credit-risk class */

static const char *const class_columns[] = { "uscc", "class", "source", "valid_from", NULL };

static enum err
take_class(struct arena *a, struct db *db, int64_t subject, int32_t today, struct line *l)
{
	const char *class = l->field[1];
	struct db_row r;
	int32_t from;
	enum err e;

	if (strlen(class) != 1 || strchr("ABCD", *class) == NULL)
		return refuse(l, "class");
	if (*l->field[2] == '\0')
		return refuse(l, "source");
	if (!plain_day(a, l->field[3], &from) || from > today)
		return refuse(l, "date");
	e = DB_ONE(a, db, &r, "select class, valid_from from xz.register_class where subject_id = $1"
	    " and valid_to is null for update", DB_I64(subject));
	l->outcome = e == ERR_NOT_FOUND ? ADDED : CHANGED;
	if (e == OK && str_eq(row_text(r, "class"), class)) {
		l->outcome = SAME;
		return OK;
	}
	if (e == OK && row_day(r, "valid_from") > from)
		return refuse(l, "date");
	return e == OK || e == ERR_NOT_FOUND ? register_class_set(a, db, subject, class, l->field[2], from) : e;
}

/* ---- licences */

static const char *const licence_columns[] = { "uscc", "kind", "number", "authority", "valid_from", "valid_to",
    "state", NULL };

static enum err
take_licence(struct arena *a, struct db *db, int64_t subject, int32_t today, struct line *l)
{
	static const char *const states[] = { "valid", "suspended", "revoked", "cancelled" };
	struct register_licence_new n = { .kind = l->field[1], .number = l->field[2], .authority = l->field[3],
	    .to = DAY_NONE };
	const char *word;
	struct db_row r;
	size_t i;
	enum err e;

	for (i = 0; i < sizeof(states) / sizeof(*states) && !str_eq(states[i], l->field[6]); i++)
		;
	if (i == sizeof(states) / sizeof(*states))
		return refuse(l, "state");
	if (!plain_day(a, l->field[4], &n.from) || n.from > today ||
	    (*l->field[5] != '\0' && !plain_day(a, l->field[5], &n.to)) || (n.to != DAY_NONE && n.to < n.from))
		return refuse(l, "date");
	e = DB_ONE(a, db, &r, "select exists (select from xz.law_code c where c.kind = 'licence_kind' and c.code = $1)"
	    " and $2 <> '' as yes", DB_TEXT(n.kind), DB_TEXT(n.number));
	if (e == OK && !row_bool(r, "yes"))
		return refuse(l, "licence");
	if (e == OK)
		e = register_licence_set(a, db, subject, &n, l->field[6], &word);
	if (e == OK)
		l->outcome = str_eq(word, "added") ? ADDED : str_eq(word, "changed") ? CHANGED : SAME;
	return e;
}

static const struct feed feeds[] = {
	{ "places", place_columns, take_place }, { "classes", class_columns, take_class },
	    { "licences", licence_columns, take_licence },
};

static const struct feed *
feed_of(const char *kind)
{
	size_t i;

	for (i = 0; i < sizeof(feeds) / sizeof(*feeds); i++)
		if (str_eq(feeds[i].kind, kind))
			return &feeds[i];
	return NULL;
}

bool
register_feed_known(const char *kind)
{
	return feed_of(kind) != NULL;
}

/* ---- the file */

static enum err
one(struct arena *a, struct db *db, const struct batch *b, struct line *l)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select subject_id from xz.register_code where kind = 'uscc' and code = $1 and valid_to is null",
	    DB_TEXT(l->field[0]));

	if (e == ERR_NOT_FOUND)
		return refuse(l, "code");
	return e == OK ? b->feed->take(a, db, row_i64(r, "subject_id"), b->today, l) : e;
}

static enum err
batch_fn(struct arena *a, struct db *db, void *ctx)
{
	struct batch *b = ctx;
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < b->n; i++)
		if (b->line[i].ready)
			e = one(a, db, b, &b->line[i]);
	return e;
}

/* False: refused already. */
static bool
read_line(struct arena *a, const struct csv *c, const size_t *at, const struct feed *f, struct line *l)
{
	size_t i;

	if (!csv_fits(c))
		return false;
	for (i = 0; f->columns[i] != NULL; i++) {
		l->field[i] = i == 0 ? plain_code(a, csv_field(c, at[i])) : plain_text(a, csv_field(c, at[i]));
		if (str_utf8_len(l->field[i]) > TEXT_MAX || plain_fault(l->field[i], false) != NULL)
			return false;
	}
	return true;
}

static void
tell(const struct batch *b, const struct import_io *io, struct import_count *out)
{
	int i;

	for (i = 0; i < b->n; i++) {
		const struct line *l = &b->line[i];

		out->added += l->outcome == ADDED;
		out->changed += l->outcome == CHANGED;
		out->same += l->outcome == SAME;
		if (l->outcome != REFUSED)
			continue;
		out->rejected++;
		io->reject(io->ctx, l->at, l->raw, l->raw_n, l->reason);
	}
}

enum err
register_feed(struct arena *a, struct db *db, const char *kind, struct csv *c, const struct import_io *io,
    struct import_count *out)
{
	const struct feed *f = feed_of(kind);
	size_t at[COLUMNS_MAX + 1];
	enum csv_result result = CSV_ROW;
	struct batch b = { .feed = f };
	int64_t now;
	enum err e = f != NULL ? csv_header(c, f->columns, at) : err_set(ERR_INPUT, "no feed %s", kind);

	*out = (struct import_count){ 0 };
	if (e == OK)
		e = db_now(a, db, &now);
	if (e != OK)
		return e;
	b.today = time_day(now);
	while (e == OK && (result == CSV_ROW || result == CSV_BAD)) {
		struct arena *batch = arena_child(a);

		b.line = ARENA_ARRAY(batch, struct line, BATCH);
		for (b.n = 0; b.n < BATCH && ((result = csv_next(c)) == CSV_ROW || result == CSV_BAD); b.n++) {
			struct line *l = &b.line[b.n];
			const char *raw = csv_raw(c, &l->raw_n);

			*l = (struct line){ .raw = arena_strndup(batch, raw, l->raw_n), .raw_n = l->raw_n,
			    .at = csv_line(c) };
			if (result == CSV_BAD)
				(void)refuse(l, csv_fault(c));
			else if (!read_line(batch, c, at, f, l))
				(void)refuse(l, "columns");
			l->ready = l->reason == NULL;
			out->rows++;
		}
		if (b.n > 0)
			e = db_tx_run(batch, db, NULL, batch_fn, &b, NULL);
		if (e == OK) {
			tell(&b, io, out);
			io->progress(io->ctx, out, csv_offset(c));
		}
		arena_free(batch);
	}
	return e == OK && result == CSV_FAILED ? ERR_IO : e;
}
