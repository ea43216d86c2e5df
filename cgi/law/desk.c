/* desk.c - laws and discretion scales for those who work on cases. */
#include "cgi/law/law.h"

#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/law/public.h"
#include "lib/web/params.h"

#define LAWS "/desk/laws/"
#define WHO (DUTY_CASEWORK | DUTY_SUPERVISOR)
#define LAWS_SHOWN 30
#define SCALES_SHOWN 15

struct asked {
	const char *q;
	struct ref after;
};

static enum err
read_query(struct req *r, struct asked *out)
{
	const char *q = req_query(r, "q", 60), *after = req_query(r, "after", 26);

	*out = (struct asked){ .q = q != NULL ? str_clean(r->arena, q) : NULL };
	if (str_empty(out->q))
		out->q = NULL;
	view_text(r, "q", out->q);
	return str_empty(after) || ref_parse(after, &out->after) ? OK : err_set(ERR_NOT_FOUND, "after: not a ref");
}

/* Gives the rows to show. */
static int
view_pages(struct req *r, const char *path, const struct asked *q, const struct db_rows *rows, int page)
{
	const char *kept = q->q == NULL ? "" : arena_printf(r->arena, "q=%s", percent_encode(r->arena, q->q));

	if (!ref_zero(q->after))
		view_text(r, "pages_first", arena_printf(r->arena, "%s%s%s", path, q->q != NULL ? "?" : "", kept));
	if (db_count(rows) <= page)
		return db_count(rows);
	view_text(r, "pages_next",
	    ref_path(r, arena_printf(r->arena, "%s?%s%safter=", path, kept, q->q != NULL ? "&" : ""),
	    row_ref(db_at(rows, page - 1), "ref"), ""));
	return page;
}

static enum err
get_laws(struct req *r)
{
	static const struct column cols[] = { { "title", 'l' }, { "issuer", 't' }, { "versions", 'i' },
	    { "version_day", 'd' }, { "articles", 'i' }, { 0 } };
	const struct db_rows *rows;
	struct asked q;
	int i, n;
	enum err e = read_query(r, &q);

	if (e == OK)
		e = law_public_laws(r->arena, r->db, q.q, NULL, time_day(r->now), q.after, LAWS_SHOWN + 1, &rows);
	if (e != OK)
		return e;
	n = view_pages(r, LAWS, &q, rows, LAWS_SHOWN);
	for (i = 0; i < n; i++) {
		struct db_row l = db_at(rows, i);

		row_view_at(r, "laws", i, l, cols);
		view_text_at(r, "laws", i, "href", ref_path(r, LAWS, row_ref(l, "ref"), ""));
		view_text_at(r, "laws", i, "level",
		    view_msg(r, arena_printf(r->arena, "law.level_%s", row_text(l, "level")), NULL));
	}
	return req_render(r, 200, "law_desk/laws.cs");
}

static enum err
get_law(struct req *r)
{
	enum err e = law_page(r, LAWS);

	return e == OK ? req_render(r, 200, "law_desk/law.cs") : e;
}

/* A cause with its tiers; what was broken and what applies stands above them. */
static enum err
view_scale(struct req *r, int i, struct db_row listed)
{
	static const struct column cols[] = { { "cause", 'l' }, { "cause_code", 't' }, { "title", 't' },
	    { "source", 't' }, { "valid_from", 'd' }, { 0 } };
	static const struct column tiers[] = { { "name", 'l' }, { "penalties", 'l' }, { "conditions", 't' }, { 0 } };
	const char *list = arena_printf(r->arena, "scales.%d.tiers", i);
	const struct db_rows *rows;
	struct db_row scale;
	int k;
	enum err e = law_public_scale(r->arena, r->db, row_ref(listed, "ref"), &scale);

	if (e == OK)
		e = law_public_tiers(r->arena, r->db, row_ref(listed, "ref"), &rows);
	if (e != OK)
		return e;
	row_view_at(r, "scales", i, listed, cols);
	view_ref_at(r, "scales", i, "ref", row_ref(listed, "ref"));
	view_text_at(r, "scales", i, "broken", row_text_null(scale, "broken"));
	view_text_at(r, "scales", i, "applied", row_text_null(scale, "applied"));
	rows_view(r, list, rows, tiers);
	for (k = 0; k < db_count(rows); k++)
		view_text_at(r, list, k, "range", law_page_range(r, db_at(rows, k)));
	return OK;
}

static enum err
get_scales(struct req *r)
{
	const struct db_rows *rows;
	struct asked q;
	int i, n;
	enum err e = read_query(r, &q);

	if (e == OK)
		e = law_public_scales(r->arena, r->db, q.q, time_day(r->now), q.after, SCALES_SHOWN + 1, &rows);
	if (e != OK)
		return e;
	n = view_pages(r, LAWS "scales", &q, rows, SCALES_SHOWN);
	for (i = 0; e == OK && i < n; i++)
		e = view_scale(r, i, db_at(rows, i));
	return e == OK ? req_render(r, 200, "law_desk/scales.cs") : e;
}

const struct route law_desk_routes[] = {
	{ .method = GET, .path = LAWS, .duties = WHO, .flags = ROUTE_READ, .run = get_laws },
	{ .method = GET, .path = LAWS "scales", .duties = WHO, .flags = ROUTE_READ, .run = get_scales },
	{ .method = GET, .path = LAWS ":ref", .duties = WHO, .flags = ROUTE_READ, .run = get_law },
	{ 0 }
};
