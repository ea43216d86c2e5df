/* portal.c - the portal's pages of laws, matters, discretion scales and check items. */
#include <stdio.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/law/law.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/law/law.h"
#include "lib/law/public.h"
#include "lib/people/public.h"

#define MATTERS_MAX 200000

static const char *const levels[] = { "constitution", "law", "regulation", "rule", "local", "local_rule",
    "document", "standard", NULL };
static const char *const types[] = { "penalty", "coercion", "inspection", "licence", "other", NULL };

/* Choices with labels "law.<prefix><word>". */
static void
options(struct req *r, const char *list, const char *prefix, const char *const *words, const char *chosen)
{
	int i;

	for (i = 0; words[i] != NULL; i++)
		portal_option(r, list, i, words[i],
		    view_msg(r, arena_printf(r->arena, "law.%s%s", prefix, words[i]), NULL), chosen);
}

static const char *
word_label(struct req *r, const char *prefix, const char *word)
{
	return view_msg(r, arena_printf(r->arena, "law.%s%s", prefix, word), NULL);
}

static enum err
get_laws(struct req *r)
{
	static const struct column cols[] = { { "ref", 'r' }, { "title", 'l' }, { "issuer", 't' }, { "versions", 'i' },
	    { "version_day", 'd' }, { "valid_from", 'd' }, { "articles", 'i' }, { 0 } };
	static const char *const kept[] = { "q", "level", NULL };
	const char *q = portal_text(r, "q", 60), *level = portal_word(r, "level", levels);
	const struct db_rows *rows;
	int i, n;
	enum err e = law_public_laws(r->arena, r->db, q, level, time_day(r->now), portal_ref(r, "cursor"),
	    PORTAL_PAGE + 1, &rows);

	if (e != OK)
		return e;
	n = portal_pager(r, "/laws/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; i < n; i++) {
		row_view_at(r, "laws", i, db_at(rows, i), cols);
		view_text_at(r, "laws", i, "level", word_label(r, "level_", row_text(db_at(rows, i), "level")));
	}
	options(r, "levels", "level_", levels, level);
	view_text(r, "q", q);
	return req_render(r, 200, "law/laws.cs");
}

static enum err
get_law(struct req *r)
{
	enum err e = law_page(r, "/laws/");

	return e == OK ? req_render(r, 200, "law/law.cs") : e;
}

static enum err
get_matters(struct req *r)
{
	static const struct column cols[] = { { "code", 't' }, { "name", 'l' }, { "field", 't' }, { "agency_ref", 'r' },
	    { "agency_name", 't' }, { "levels", 't' }, { "published_on", 'd' }, { 0 } };
	static const char *const kept[] = { "q", "agency", "type", NULL };
	const char *q = portal_text(r, "q", 60), *type = portal_word(r, "type", types);
	struct ref agency = portal_ref(r, "agency");
	int32_t today = time_day(r->now);
	const struct db_rows *rows;
	int64_t total;
	int i, n;
	enum err e = law_public_matters(r->arena, r->db, agency, type, q, today, portal_ref(r, "cursor"),
	    PORTAL_PAGE + 1, &rows);

	if (e == OK)
		e = law_public_matter_count(r->arena, r->db, agency, type, q, today, MATTERS_MAX, &total);
	if (e == OK)
		e = portal_agency_choices(r, agency);
	if (e != OK)
		return e;
	n = portal_pager(r, "/matters/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; e == OK && i < n; i++) {
		row_view_at(r, "matters", i, db_at(rows, i), cols);
		view_text_at(r, "matters", i, "type", word_label(r, "type_", row_text(db_at(rows, i), "type")));
		e = portal_law_text(r, arena_printf(r->arena, "matters.%d.basis", i),
		    row_text(db_at(rows, i), "basis"), DAY_NONE);
	}
	options(r, "types", "type_", types, type);
	view_text(r, "q", q);
	view_text(r, "total", view_msg(r, "law.matters_n", "n", portal_number(r, total), NULL));
	return e == OK ? req_render(r, 200, "law/matters.cs") : e;
}

static enum err
get_scales(struct req *r)
{
	static const struct column cols[] = { { "ref", 'r' }, { "cause", 'l' }, { "cause_code", 't' }, { "field", 't' },
	    { "title", 't' }, { "source", 't' }, { "tiers", 'i' }, { "valid_from", 'd' }, { 0 } };
	static const char *const kept[] = { "q", NULL };
	const char *q = portal_text(r, "q", 60);
	const struct db_rows *rows;
	int i, n;
	enum err e = law_public_scales(r->arena, r->db, q, time_day(r->now), portal_ref(r, "cursor"),
	    PORTAL_PAGE + 1, &rows);

	if (e != OK)
		return e;
	n = portal_pager(r, "/scales/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; i < n; i++)
		row_view_at(r, "scales", i, db_at(rows, i), cols);
	view_text(r, "q", q);
	return req_render(r, 200, "law/scales.cs");
}

/* 52 000, 52 000.50; hundredths of a multiple likewise: 1, 1.50 */
static const char *
hundredths(struct req *r, int64_t v)
{
	return v % 100 == 0 ? portal_number(r, v / 100) :
	    arena_printf(r->arena, "%s.%02d", portal_number(r, v / 100), (int)(v % 100));
}

const char *
law_page_range(struct req *r, struct db_row row)
{
	const char *base = row_text(row, "base");
	int64_t min = row_i64(row, "min"), max = row_i64(row, "max");
	const char *key = arena_printf(r->arena, "law.range_%s", strcmp(base, "yuan") == 0 ? "yuan" : "multiple");

	if (max == 0)
		return NULL;
	if (min == 0)
		key = arena_printf(r->arena, "%s_upto", key);
	else if (min == max)
		key = arena_printf(r->arena, "%s_just", key);
	return view_msg(r, key, "min", hundredths(r, min), "max", hundredths(r, max), "base",
	    view_msg(r, arena_printf(r->arena, "law.base_%s", base), NULL), NULL);
}

static enum err
get_scale(struct req *r)
{
	static const struct column cols[] = { { "name", 'l' }, { "penalties", 'l' }, { "conditions", 't' }, { 0 } };
	const struct db_rows *rows;
	struct db_row row;
	struct ref ref;
	int i;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = law_public_scale(r->arena, r->db, ref, &row);
	if (e == OK)
		e = law_public_tiers(r->arena, r->db, ref, &rows);
	if (e != OK)
		return e;
	rows_view(r, "tiers", rows, cols);
	for (i = 0; i < db_count(rows); i++)
		view_text_at(r, "tiers", i, "range", law_page_range(r, db_at(rows, i)));
	view_text(r, "scale.cause", row_text(row, req_pick(r, "cause_zh", "cause_en")));
	view_text(r, "scale.code", row_text(row, "cause_code"));
	view_text(r, "scale.title", row_text(row, "title"));
	view_text(r, "scale.source", row_text(row, "source"));
	view_day(r, "scale.published", row_day(row, "published_on"));
	view_day(r, "scale.from", row_day(row, "valid_from"));
	view_day(r, "scale.to", row_day(row, "valid_to"));
	e = portal_law_text(r, "broken", row_text_or(row, "broken", ""), DAY_NONE);
	if (e == OK)
		e = portal_law_text(r, "applied", row_text_or(row, "applied", ""), DAY_NONE);
	return e == OK ? req_render(r, 200, "law/scale.cs") : e;
}

const struct route law_portal_routes[] = {
	{ .method = GET, .path = "/laws/", .flags = PORTAL_FLAGS, .run = get_laws },
	{ .method = GET, .path = "/laws/:ref", .flags = PORTAL_FLAGS, .run = get_law },
	{ .method = GET, .path = "/matters/", .flags = PORTAL_FLAGS, .run = get_matters },
	{ .method = GET, .path = "/scales/", .flags = PORTAL_FLAGS, .run = get_scales },
	{ .method = GET, .path = "/scales/:ref", .flags = PORTAL_FLAGS, .run = get_scale },
	{ 0 }
};
