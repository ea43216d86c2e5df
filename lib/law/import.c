/* import.c - see import.h. */
#include "lib/law/import.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/law/inforce.h"
#include "lib/law/title.h"
#include "lib/law/words.h"

enum { LAW, VERSION, LATEST, CHAPTER, LABEL, NO, TEXT, COLUMNS };
#define NO_COLUMN CSV_FIELDS_MAX	/* a field behind the last of any row */

static const char *const wanted[] = { "law", "version_date", "latest_in_source", "chapter", "article",
    "article_no", "text", NULL };

struct article {
	const char *law, *chapter, *label, *text;
	int32_t version_day, valid_from;
	int no, suffix;
	bool latest;
	size_t order;
};

struct columns {
	size_t at[COLUMNS], from;	/* from: the optional valid_from */
};

/* 第五十条之一: 1; without 之: 0. */
static int
suffix_of(const char *label)
{
	static const char digits[] = LAW_DIGITS;
	const char *p = strstr(label, LAW_ARTICLE_OF), *hit;
	int n = 0;

	if (p == NULL)
		return 0;
	for (p += strlen(LAW_ARTICLE_OF); strlen(p) >= 3; p += 3) {
		if (strncmp(p, LAW_TEN, 3) == 0) {
			n = n == 0 ? 10 : n * 10;
			continue;
		}
		hit = digits;
		while (*hit != '\0' && strncmp(hit, p, 3) != 0)
			hit += 3;
		if (*hit == '\0')
			break;
		n += (int)((hit - digits) / 3) + 1;
	}
	return n;
}

static const char *
take(struct arena *a, const struct csv *c, const struct columns *cols, struct article *r)
{
	const size_t *at = cols->at;
	long long no;

	if (!csv_fits(c))
		return "columns";
	r->law = plain_text(a, csv_field(c, at[LAW]));
	r->label = plain_text(a, csv_field(c, at[LABEL]));
	if (*r->law == '\0' || str_utf8_len(r->law) > 200)
		return "law";
	if (!plain_day(a, csv_field(c, at[VERSION]), &r->version_day))
		return "date";
	r->valid_from = DAY_NONE;
	if (*csv_field(c, cols->from) != '\0' && !plain_day(a, csv_field(c, cols->from), &r->valid_from))
		return "date";
	if (!str_i64(csv_field(c, at[NO]), 1, 9999, &no) || *r->label == '\0')
		return "article";
	r->no = (int)no;
	r->suffix = suffix_of(r->label);
	r->latest = str_eq(csv_field(c, at[LATEST]), "1");
	r->chapter = plain_text(a, csv_field(c, at[CHAPTER]));
	r->text = plain_text(a, csv_field(c, at[TEXT]));
	return str_utf8_len(r->text) > 20000 ? "long" : NULL;
}

static int
compare(const void *x, const void *y)
{
	const struct article *a = x, *b = y;
	int c = strcmp(a->law, b->law);

	if (c == 0)
		c = a->version_day < b->version_day ? -1 : a->version_day > b->version_day;
	if (c == 0)
		c = a->no != b->no ? a->no - b->no : a->suffix - b->suffix;
	if (c == 0)
		c = (int)b->latest - (int)a->latest;
	if (c == 0)
		c = a->order < b->order ? -1 : 1;
	return c;
}

static enum err
read_header(struct csv *c, struct columns *cols)
{
	const char *const *names;
	size_t i, n;
	enum err e = csv_header(c, wanted, cols->at);

	cols->from = NO_COLUMN;
	if (e != OK)
		return e;
	names = csv_fields(c, &n);
	for (i = 0; i < n; i++)
		if (str_eq(names[i], "valid_from"))
			cols->from = i;
	return OK;
}

static enum err
read_all(struct arena *a, struct csv *c, const struct import_io *io, struct import_count *out,
    struct article **list, size_t *n)
{
	struct columns cols;
	size_t room = 1024, raw_n;
	enum csv_result result;
	const char *reason, *raw;
	enum err e = read_header(c, &cols);

	*n = 0;
	*list = ARENA_ARRAY(a, struct article, room);
	if (e != OK)
		return e;
	while ((result = csv_next(c)) == CSV_ROW || result == CSV_BAD) {
		out->rows++;
		if (*n == room)
			*list = arena_regrow(a, *list, room *= 2, sizeof(**list));
		reason = result == CSV_BAD ? csv_fault(c) : take(a, c, &cols, &(*list)[*n]);
		if (reason == NULL) {
			(*list)[*n].order = *n;
			(*n)++;
			continue;
		}
		out->rejected++;
		raw = csv_raw(c, &raw_n);
		io->reject(io->ctx, csv_line(c), raw, raw_n, reason);
	}
	return result == CSV_FAILED ? ERR_IO : OK;
}

/* As the file's column says, else as the text does. */
static int32_t
in_force(const struct article *v, size_t n)
{
	int32_t day = DAY_NONE, said;
	size_t i;

	for (i = 0; i < n; i++)
		if (v[i].valid_from != DAY_NONE)
			return v[i].valid_from;
	for (i = 0; i < n; i++) {
		said = law_first_day(v[i].text);
		if (said != DAY_NONE)
			day = said;
	}
	return day != DAY_NONE && day >= v->version_day ? day : DAY_NONE;
}

struct writing {
	const struct article *v;	/* of one version */
	size_t n;
	int64_t added, changed, same;
	bool dated;			/* from which day it is in force is known */
};

/* A day that is known stays. */
static enum err
find_version(struct arena *a, struct db *db, int64_t law, struct writing *w, int64_t *id)
{
	int32_t from = in_force(w->v, w->n);
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id, valid_from from xz.law_version where law_id = $1 and version_day = $2",
	    DB_I64(law), DB_DAY(w->v->version_day));

	if (e == ERR_NOT_FOUND)
		e = DB_ONE(a, db, &r, "insert into xz.law_version (law_id, version_day, valid_from) values ($1, $2, $3)"
		    " returning id, valid_from", DB_I64(law), DB_DAY(w->v->version_day), DB_DAY(from));
	else if (e == OK && row_day(r, "valid_from") == DAY_NONE && from != DAY_NONE)
		e = DB_ONE(a, db, &r,
		    "update xz.law_version set valid_from = $2 where id = $1 returning id, valid_from",
		    DB_I64(row_i64(r, "id")), DB_DAY(from));
	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	w->dated = row_day(r, "valid_from") != DAY_NONE;
	return law_close_versions(a, db, law);
}

static const char *
to_json(struct arena *a, struct writing *w)
{
	json_t *rows = json_array();
	size_t i;

	for (i = 0; i < w->n; i++) {
		const struct article *r = &w->v[i];

		if (i > 0 && r->no == r[-1].no && r->suffix == r[-1].suffix) {
			w->same++;	/* an earlier copy of the same version */
			continue;
		}
		(void)json_array_append_new(rows, json_pack("{s:i, s:i, s:s, s:s, s:s}", "no", r->no,
		    "suffix", r->suffix, "label", r->label, "chapter", r->chapter, "text", r->text));
	}
	return json_text_of(a, rows);
}

static enum err
write_version(struct arena *a, struct db *db, void *ctx)
{
	struct writing *w = ctx;
	int64_t law, version;
	struct db_row r;
	const char *json;
	enum err e = law_of_title(a, db, w->v->law, &law);

	w->added = w->changed = w->same = 0;
	json = to_json(a, w);
	if (e == OK)
		e = find_version(a, db, law, w, &version);
	if (e == OK)
		e = DB_ONE(a, db, &r,
		    "with new as (select no, suffix, label, chapter, text from jsonb_to_recordset($2::jsonb) as t"
		    "  (no int, suffix int, label text, chapter text, text text)),"
		    " put as (insert into xz.law_article as o (version_id, no, suffix, label, chapter, text)"
		    "  select $1, no, suffix, label, chapter, text from new"
		    "  on conflict (version_id, no, suffix) do update set label = excluded.label,"
		    " chapter = excluded.chapter, text = excluded.text"
		    " where (o.label, o.chapter, o.text) is distinct from (excluded.label, excluded.chapter,"
		    "   excluded.text) returning xmax = 0 as fresh)"
		    " select (select count(*) from put where fresh) as added, (select count(*) from put"
		    " where not fresh) as changed, (select count(*) from new) as n", DB_I64(version), DB_TEXT(json));
	if (e != OK)
		return e;
	w->added = row_i64(r, "added");
	w->changed = row_i64(r, "changed");
	w->same += row_i64(r, "n") - w->added - w->changed;
	return OK;
}

enum err
law_import(struct arena *a, struct db *db, struct csv *c, const struct import_io *io, struct import_count *out)
{
	struct article *v;
	size_t n, i, to;
	enum err e;

	*out = (struct import_count){ 0 };
	e = read_all(a, c, io, out, &v, &n);
	if (e != OK)
		return e;
	qsort(v, n, sizeof(*v), compare);
	for (i = 0; e == OK && i < n; i = to) {
		struct writing w = { .v = v + i };

		for (to = i; to < n && strcmp(v[to].law, v[i].law) == 0 && v[to].version_day == v[i].version_day;)
			to++;
		w.n = to - i;
		e = db_tx_run(a, db, NULL, write_version, &w, NULL);
		if (e != OK)
			break;
		out->added += w.added;
		out->changed += w.changed;
		out->same += w.same;
		if (!w.dated)
			io->undated(io->ctx, w.v->law, w.v->version_day);
		io->progress(io->ctx, out, csv_offset(c));
	}
	return e;
}
