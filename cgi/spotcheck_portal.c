/* spotcheck_portal.c - the public's pages of check items and annual plans. */
#include <string.h>

#include "cgi/portal.h"
#include "cgi/rows.h"
#include "cgi/spotcheck.h"
#include "cgi/spotcheck_plan.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/spotcheck/item.h"
#include "lib/spotcheck/plan.h"

static const char *const item_kinds[] = { "general", "key", NULL };

static enum err
get_items(struct req *r)
{
	static const struct column cols[] = { { "code", 't' }, { "name", 'l' }, { "method", 't' }, { "standard", 't' },
	    { "pass_test", 't' }, { "agency_ref", 'r' }, { "published_on", 'd' }, { 0 } };
	static const char *const kept[] = { "q", "kind", "agency", NULL };
	struct spotcheck_item_query q = { .text = portal_text(r, "q", 60), .kind = portal_word(r, "kind", item_kinds),
	    .agency = portal_ref(r, "agency"), .published = true, .today = time_day(r->now), .after = portal_ref(r, "cursor"),
	    .want = PORTAL_PAGE + 1 };
	const struct db_rows *rows;
	int i, n;
	enum err e = spotcheck_item_list(r->arena, r->db, &q, &rows);

	if (e == OK)
		e = portal_agency_choices(r, q.agency);
	if (e != OK)
		return e;
	n = portal_pager(r, "/items/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; i < n; i++) {
		struct db_row x = db_at(rows, i);

		row_view_at(r, "items", i, x, cols);
		view_bool_at(r, "items", i, "key", str_eq(row_text(x, "kind"), "key"));
		view_text_at(r, "items", i, "kind", admin_word(r, "spot.item_kind", row_text(x, "kind")));
		view_text_at(r, "items", i, "mode", admin_word(r, "spot.mode", row_text(x, "mode")));
		view_text_at(r, "items", i, "agency", row_has(x, "agency_ref") ? row_text(x, str_eq(r->lang, "en") ? "agency_en" : "agency_name") :
		    view_msg(r, "spot.city_list", NULL));
		spot_rates_view(r, "items", i, x);
	}
	for (i = 0; item_kinds[i] != NULL; i++)
		portal_option(r, "kinds", i, item_kinds[i], admin_word(r, "spot.item_kind", item_kinds[i]), q.kind);
	view_text(r, "q", q.text);
	return req_render(r, 200, "law/items.cs");
}

static enum err
get_plans(struct req *r)
{
	static const char *const kept[] = { "agency", NULL };
	struct ref agency = portal_ref(r, "agency");
	const struct db_rows *rows;
	int i, n;
	enum err e = spotcheck_plan_list(r->arena, r->db, agency, portal_ref(r, "cursor"), PORTAL_PAGE + 1, &rows);

	if (e == OK)
		e = portal_agency_choices(r, agency);
	if (e != OK)
		return e;
	n = portal_pager(r, "/plans/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; i < n; i++) {
		spot_plan_view(r, "plans", i, db_at(rows, i));
		view_ref_at(r, "plans", i, "ref", row_ref(db_at(rows, i), "ref"));
	}
	return req_render(r, 200, "spotcheck/public_plans.cs");
}

static enum err
get_plan(struct req *r)
{
	const struct db_rows *lines;
	struct db_row p;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = spotcheck_plan_get(r->arena, r->db, ref, &p);
	if (e == OK)
		e = spot_lines_view(r, row_i64(p, "id"), &lines);
	if (e != OK)
		return e;
	spot_plan_view(r, "plans", 0, p);
	view_ref(r, "plan.agency_ref", row_ref(p, "agency_ref"));
	return req_render(r, 200, "spotcheck/public_plan.cs");
}

const struct route spot_portal_routes[] = {
	{ .method = GET, .path = "/items/", .flags = PORTAL_FLAGS, .run = get_items },
	{ .method = GET, .path = "/plans/", .flags = PORTAL_FLAGS, .run = get_plans },
	{ .method = GET, .path = "/plans/:ref", .flags = PORTAL_FLAGS, .run = get_plan },
	{ 0 }
};
