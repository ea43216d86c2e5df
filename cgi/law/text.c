/* text.c - the page of one law: its text in the version of a day, another version beside it, what holds a word. */
#include <stdio.h>
#include <string.h>

#include "cgi/law/law.h"

#include "cgi/common/rows.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/disclosure/text.h"
#include "lib/law/public.h"
#include "lib/web/params.h"

#define Q_MAX 40

struct asked {
	struct ref ref;
	int32_t on, version, with;	/* DAY_NONE: not asked for */
	const char *q;
	const char *path;
	bool lang;			/* the address says the language; the desk's is a cookie */
};

/* A day of the query.  ERR_NOT_FOUND: it is none. */
static enum err
day_of_query(struct req *r, const char *name, int32_t *out)
{
	const char *text = portal_text(r, name, 10);

	*out = DAY_NONE;
	return text == NULL || day_parse(text, out) ? OK : err_set(ERR_NOT_FOUND, "%s: not a day", name);
}

static enum err
read_query(struct req *r, const char *base, struct asked *q)
{
	enum err e = req_path_ref(r, "ref", &q->ref);

	if (e == OK)
		e = day_of_query(r, "on", &q->on);
	if (e == OK)
		e = day_of_query(r, "version", &q->version);
	if (e == OK)
		e = day_of_query(r, "with", &q->with);
	q->q = portal_text(r, "q", Q_MAX);
	q->path = e == OK ? ref_path(r, base, q->ref, "") : "";
	q->lang = r->session == NULL && req_is_en(r);
	return e;
}

/* The address of a version; beside: the one that stands next to it. */
static const char *
address(struct req *r, const struct asked *q, struct db_row v, int32_t beside)
{
	int32_t from = row_day(v, "valid_from");
	char day[DAY_TEXT_SIZE], with[DAY_TEXT_SIZE] = "";

	day_text(from != DAY_NONE ? from : row_day(v, "version_day"), day);
	if (beside != DAY_NONE)
		day_text(beside, with);
	return arena_printf(r->arena, "%s?%s=%s%s%s%s", q->path, from != DAY_NONE ? "on" : "version", day,
	    beside != DAY_NONE ? "&with=" : "", with, q->lang ? "&lang=en" : "");
}

/* Which row is shown: the version asked for, else the one in force on the day; -1: none. */
static int
shown(const struct asked *q, const struct db_rows *rows, int32_t day)
{
	int32_t from, to, last = DAY_NONE;
	int i, found = -1;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row v = db_at(rows, i);

		if (row_day(v, "version_day") == DAY_NONE)
			continue;
		if (q->version != DAY_NONE) {
			if (row_day(v, "version_day") == q->version)
				return i;
			continue;
		}
		from = row_day(v, "valid_from");
		to = row_day(v, "valid_to");
		if (from != DAY_NONE && from <= day && (to == DAY_NONE || to >= day) && from > last) {
			found = i;
			last = from;
		}
	}
	return found;
}

static void
view_version(struct req *r, const struct asked *q, int i, struct db_row v, struct db_row *now)
{
	bool current = now != NULL && row_i64(*now, "id") == row_i64(v, "id");

	view_day_at(r, "versions", i, "day", row_day(v, "version_day"));
	view_day_at(r, "versions", i, "from", row_day(v, "valid_from"));
	view_day_at(r, "versions", i, "to", row_day(v, "valid_to"));
	view_text_at(r, "versions", i, "number", row_text(v, "number"));
	view_bool_at(r, "versions", i, "current", current);
	view_text_at(r, "versions", i, "href", address(r, q, v, DAY_NONE));
	if (now == NULL || current || !row_bool(v, "text") || !row_bool(*now, "text"))
		return;
	if (row_day(v, "version_day") == q->with)
		view_bool_at(r, "versions", i, "is_beside", true);
	else
		view_text_at(r, "versions", i, "beside", address(r, q, *now, row_day(v, "version_day")));
}

/* The one that is shown first, then the others, the newest first. */
static void
view_versions(struct req *r, const struct asked *q, const struct db_rows *rows, int at)
{
	struct db_row now;
	int i, n = 0;

	if (at >= 0) {
		now = db_at(rows, at);
		view_version(r, q, n++, now, &now);
	}
	for (i = 0; i < db_count(rows); i++)
		if (i != at && row_day(db_at(rows, i), "version_day") != DAY_NONE)
			view_version(r, q, n++, db_at(rows, i), at >= 0 ? &now : NULL);
}

/* Lines of a text below list, each in parts, of which those that were sought are marked. */
static void
view_lines(struct req *r, const char *list, const char *text, const char *q)
{
	const char **line, *p, *hit;
	int i, k, n;

	line = public_split(r->arena, text, "\n", &n);
	for (i = 0; i < n; i++) {
		const char *parts = arena_printf(r->arena, "%s.%d.parts", list, i);

		if (q == NULL) {
			view_text_at(r, list, i, "text", line[i]);
			continue;
		}
		for (k = 0, p = line[i]; *p != '\0'; p = hit + strlen(q)) {
			hit = strstr(p, q);
			if (hit != p)
				view_text_at(r, parts, k++, "text", hit == NULL ? p :
				    arena_strndup(r->arena, p, (size_t)(hit - p)));
			if (hit == NULL)
				break;
			view_text_at(r, parts, k, "text", q);
			view_bool_at(r, parts, k++, "found", true);
		}
	}
}

static void
view_article(struct req *r, const struct asked *q, int i, struct db_row x)
{
	const char *text = row_text_null(x, "text"), *beside = row_text_null(x, "beside_text");
	int no = row_i32(x, "no"), suffix = row_i32(x, "suffix");

	view_text_at(r, "articles", i, "anchor", suffix > 0 ? arena_printf(r->arena, "a%d-%d", no, suffix) :
	    arena_printf(r->arena, "a%d", no));
	view_text_at(r, "articles", i, "label", row_text(x, "label"));
	if (text != NULL)
		view_lines(r, arena_printf(r->arena, "articles.%d.lines", i), text, q->q);
	if (q->with == DAY_NONE)
		return;
	view_bool_at(r, "articles", i, "same", text != NULL && beside != NULL && strcmp(text, beside) == 0);
	if (beside != NULL)
		view_lines(r, arena_printf(r->arena, "articles.%d.beside", i), beside, q->q);
}

static enum err
view_articles(struct req *r, const struct asked *q, int64_t version, int64_t beside)
{
	const struct db_rows *rows;
	const char *chapter = "", *at;
	int i;
	enum err e = law_public_articles(r->arena, r->db, version, beside, q->q, &rows);

	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows); i++) {
		at = row_text(db_at(rows, i), "chapter");
		if (strcmp(chapter, at) != 0)
			view_text_at(r, "articles", i, "chapter", at);
		chapter = at;
		view_article(r, q, i, db_at(rows, i));
	}
	if (q->q != NULL)
		view_text(r, "found", view_msg(r, "law.found_n", "n", arena_printf(r->arena, "%d", db_count(rows)), "q",
		    q->q, NULL));
	return OK;
}

static void
view_head(struct req *r, const struct asked *q, struct db_row law, int32_t day)
{
	const char *en = row_text(law, "title_en"), *title = row_text(law, "title");
	char text[DAY_TEXT_SIZE];
	bool in_english = req_is_en(r) && *en != '\0';

	view_text(r, "law.title", in_english ? en : title);
	if (in_english)
		view_text(r, "law.other", title);
	view_text(r, "law.level", view_msg(r, arena_printf(r->arena, "law.level_%s", row_text(law, "level")), NULL));
	view_text(r, "law.issuer", row_text(law, "issuer"));
	view_ref(r, "law.ref", q->ref);
	view_day(r, "law.on", day);
	day_text(day, text);
	view_text(r, "on_is", q->version != DAY_NONE ? "" : q->on != DAY_NONE ? view_msg(r, "law.on_is", "day", text,
	    NULL) : view_msg(r, "law.on_today", NULL));
	view_text(r, "q", q->q);
	view_text(r, "database", PORTAL_LAW_DATABASE);
}

enum err
law_page(struct req *r, const char *base)
{
	const struct db_rows *rows;
	struct asked q = { .path = "" };
	struct db_row now, v;
	int64_t beside = 0;
	int32_t day;
	int i, at;
	enum err e = read_query(r, base, &q);

	if (e == OK)
		e = law_public_versions(r->arena, r->db, q.ref, &rows);
	if (e != OK)
		return e;
	day = q.on != DAY_NONE ? q.on : time_day(r->now);
	at = shown(&q, rows, day);
	for (i = 0; at >= 0 && q.with != DAY_NONE && i < db_count(rows); i++) {
		v = db_at(rows, i);
		if (i != at && row_bool(v, "text") && row_day(v, "version_day") == q.with)
			beside = row_i64(v, "id");
	}
	if (beside == 0)
		q.with = DAY_NONE;
	view_head(r, &q, db_at(rows, 0), day);
	view_versions(r, &q, rows, at);
	if (at < 0)
		return OK;
	now = db_at(rows, at);
	view_day(r, "law.version_day", row_day(now, "version_day"));
	view_day(r, "law.from", row_day(now, "valid_from"));
	view_day(r, "law.to", row_day(now, "valid_to"));
	view_text(r, "law.number", row_text(now, "number"));
	view_text(r, "law.source", row_text(now, "source"));
	view_bool(r, "has_text", row_bool(now, "text"));
	view_text(r, "law.here", row_day(now, "valid_from") != DAY_NONE ? address(r, &q, now, DAY_NONE) : "");
	view_day(r, "law.with", q.with);
	return row_bool(now, "text") ? view_articles(r, &q, row_i64(now, "id"), beside) : OK;
}
