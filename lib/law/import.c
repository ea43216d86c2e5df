/* import.c - see import.h. */
#include "lib/law/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/law/words.h"

enum { LAW, VERSION, LATEST, CHAPTER, LABEL, NO, TEXT, COLUMNS };

static const char *const wanted[] = { "law", "version_date", "latest_in_source", "chapter", "article",
    "article_no", "text", NULL };

struct article {
	const char *law, *chapter, *label, *text;
	int32_t version_day;
	int no, suffix;
	bool latest;
	size_t order;
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
take(struct arena *a, const struct csv *c, const size_t *at, size_t columns, struct article *r)
{
	long long no;
	size_t n;

	(void)csv_fields(c, &n);
	if (n != columns)
		return "columns";
	r->law = str_clean(a, csv_field(c, at[LAW]));
	r->label = str_clean(a, csv_field(c, at[LABEL]));
	if (*r->law == '\0' || str_utf8_len(r->law) > 200)
		return "law";
	if (!day_parse(csv_field(c, at[VERSION]), &r->version_day))
		return "date";
	if (!str_i64(csv_field(c, at[NO]), 1, 9999, &no) || *r->label == '\0')
		return "article";
	r->no = (int)no;
	r->suffix = suffix_of(r->label);
	r->latest = str_eq(csv_field(c, at[LATEST]), "1");
	r->chapter = str_clean(a, csv_field(c, at[CHAPTER]));
	r->text = str_clean(a, csv_field(c, at[TEXT]));
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
read_all(struct arena *a, struct csv *c, const struct import_io *io, struct import_count *out,
    struct article **list, size_t *n)
{
	size_t at[COLUMNS], columns, room = 1024, raw_n;
	enum csv_result result;
	const char *reason, *raw;
	enum err e = csv_header(c, wanted, at);

	*n = 0;
	*list = ARENA_ARRAY(a, struct article, room);
	if (e != OK)
		return e;
	(void)csv_fields(c, &columns);
	while ((result = csv_next(c)) == CSV_ROW || result == CSV_BAD) {
		out->rows++;
		if (*n == room)
			*list = arena_regrow(a, *list, room *= 2, sizeof(**list));
		reason = result == CSV_BAD ? csv_fault(c) : take(a, c, at, columns, &(*list)[*n]);
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

/* 自2021年7月15日起施行, as the last article says it; an amended law keeps its first day there. */
static int32_t
in_force(const struct article *v, size_t n)
{
	const char *p, *hit = NULL;
	int y, m, d;
	char text[32];
	int32_t day;

	for (p = v[n - 1].text; (p = strstr(p, LAW_FROM)) != NULL; p++)
		if (strstr(p, LAW_IN_FORCE) != NULL)
			hit = p;
	if (hit == NULL || sscanf(hit + strlen(LAW_FROM), LAW_DAY, &y, &m, &d) != 3 || y < 1949 ||
	    y > 2199 || m < 1 || m > 12 || d < 1 || d > 31)
		return v->version_day;
	(void)snprintf(text, sizeof(text), "%04d-%02d-%02d", y, m, d);
	return day_parse(text, &day) && day > v->version_day ? day : v->version_day;
}

static bool
ends(const char *s, const char *tail)
{
	size_t n = strlen(s), t = strlen(tail);

	return n >= t && strcmp(s + n - t, tail) == 0;
}

static const char *
level_of(const char *title)
{
	if (ends(title, LAW_ENDS_LAW) && !ends(title, LAW_ENDS_MEASURES))
		return "law";
	if (ends(title, LAW_ENDS_REGULATION) || ends(title, LAW_ENDS_REGULATION_DETAIL))
		return "regulation";
	return ends(title, LAW_ENDS_RULE) || ends(title, LAW_ENDS_MEASURES) || ends(title, LAW_ENDS_DETAIL) ?
	    "rule" : "document";
}

struct writing {
	const struct article *v;	/* of one version */
	size_t n;
	int64_t added, changed, same;
};

static enum err
find_law(struct arena *a, struct db *db, const char *title, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select id from xz.law_law where title in ($1, '" LAW_STATE "' || $1) order by length(title) desc limit 1",
	    DB_TEXT(title));

	if (e == ERR_NOT_FOUND)
		e = DB_ONE(a, db, &r, "insert into xz.law_law (title, level, origin) values ($1, $2, 'site')"
		    " returning id", DB_TEXT(title), DB_TEXT(level_of(title)));
	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

static enum err
find_version(struct arena *a, struct db *db, int64_t law, const struct writing *w, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select id from xz.law_version where law_id = $1 and version_day = $2",
	    DB_I64(law), DB_DAY(w->v->version_day));

	if (e == ERR_NOT_FOUND)
		e = DB_ONE(a, db, &r, "insert into xz.law_version (law_id, version_day, valid_from) values ($1, $2, $3)"
		    " returning id", DB_I64(law), DB_DAY(w->v->version_day), DB_DAY(in_force(w->v, w->n)));
	if (e != OK)
		return e;
	*id = row_i64(r, "id");
	/* A version ends the day before the next one begins. */
	return DB_EXEC(a, db, "with next as (select id, lead(valid_from) over (order by version_day) - 1 as last"
	    " from xz.law_version where law_id = $1) update xz.law_version v set valid_to = next.last from next"
	    " where v.id = next.id and next.last is not null and v.valid_to is distinct from next.last"
	    " and next.last >= v.valid_from", DB_I64(law));
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
	enum err e = find_law(a, db, w->v->law, &law);

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
		    " chapter = excluded.chapter,   text = excluded.text"
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
		io->progress(io->ctx, out, csv_offset(c));
	}
	return e;
}
