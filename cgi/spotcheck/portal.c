/* portal.c - the public's pages of check items and annual plans. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/portal.h"
#include "cgi/spotcheck/plan.h"
#include "cgi/spotcheck/spotcheck.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/spotcheck/item.h"
#include "lib/spotcheck/plan.h"

static const char *const item_kinds[] = { "general", "key", NULL };

#define JSON_PAGE 500

static struct spotcheck_item_query
read_items(struct req *r, int want)
{
	return (struct spotcheck_item_query){ .text = portal_text(r, "q", 60),
	    .kind = portal_word(r, "kind", item_kinds), .agency = portal_ref(r, "agency"), .published = true,
	    .today = time_day(r->now), .after = portal_ref(r, "cursor"), .want = want };
}

/* Keys in this order, the same bytes as long as the list stays the same. */
static json_t *
item_json(struct req *r, struct db_row x)
{
	static const char *const text[] = { "code", "name_zh", "name_en", "kind", "mode", "method", "standard",
	    "pass_test", "matter_zh", "agency_name" }, *const class[] = { "A", "B", "C", "D" },
	    *const low[] = { "a", "b", "c", "d" };
	json_t *j = json_object(), *rates = json_object();
	char ref[REF_TEXT_SIZE], day[DAY_TEXT_SIZE];
	size_t i;

	ref_text(row_ref(x, "ref"), ref);
	json_object_set_new(j, "ref", json_string(ref));
	for (i = 0; i < sizeof(text) / sizeof(*text); i++)
		json_object_set_new(j, text[i], json_string(row_text_or(x, text[i], "")));
	if (row_has(x, "agency_ref")) {
		ref_text(row_ref(x, "agency_ref"), ref);
		json_object_set_new(j, "agency_ref", json_string(ref));
	}
	day_text(row_day(x, "published_on"), day);
	json_object_set_new(j, "published_on", json_string(day));
	for (i = 0; i < 4; i++) {
		const char *ratio = arena_printf(r->arena, "ratio_%s", low[i]),
		    *times = arena_printf(r->arena, "per_year_%s", low[i]);

		if (row_has(x, ratio))
			json_object_set_new(rates, class[i], json_pack("{s:i,s:i}", "ratio_permille", row_i32(x, ratio),
			    "per_year", row_i32(x, times)));
	}
	json_object_set_new(j, "rates", rates);
	json_object_set_new(j, "rate_source", json_string(row_text_or(x, "rate_source", "")));
	return j;
}

static enum err
get_items_json(struct req *r)
{
	struct spotcheck_item_query q = read_items(r, JSON_PAGE + 1);
	json_t *out, *list;
	const struct db_rows *rows;
	char ref[REF_TEXT_SIZE], *text;
	int i;
	enum err e = spotcheck_item_list(r->arena, r->db, &q, &rows);

	if (e != OK)
		return e;
	out = json_pack("{s:s}", "format", "xz-items-1");
	list = json_array();
	for (i = 0; i < db_count(rows) && i < JSON_PAGE; i++)
		json_array_append_new(list, item_json(r, db_at(rows, i)));
	json_object_set_new(out, "items", list);
	if (db_count(rows) > JSON_PAGE) {
		ref_text(row_ref(db_at(rows, JSON_PAGE - 1), "ref"), ref);
		json_object_set_new(out, "next_cursor", json_string(ref));
	}
	text = json_text_of(r->arena, out);
	req_set_header(r, "Access-Control-Allow-Origin", "*");
	return req_send(r, 200, "application/json", text, strlen(text));
}

static enum err
get_items(struct req *r)
{
	static const struct column cols[] = { { "code", 't' }, { "name", 'l' }, { "method", 't' }, { "standard", 't' },
	    { "pass_test", 't' }, { "agency_ref", 'r' }, { "published_on", 'd' }, { 0 } };
	static const char *const kept[] = { "q", "kind", "agency", NULL };
	struct spotcheck_item_query q = read_items(r, PORTAL_PAGE + 1);
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
		view_text_at(r, "items", i, "agency",
		    row_has(x, "agency_ref") ? row_text(x, req_pick(r, "agency_name", "agency_en")) :
		    view_msg(r, "spot.city_list", NULL));
		spot_rates_view(r, "items", i, x);
	}
	for (i = 0; item_kinds[i] != NULL; i++)
		portal_option(r, "kinds", i, item_kinds[i], admin_word(r, "spot.item_kind", item_kinds[i]), q.kind);
	view_text(r, "q", q.text);
	view_text(r, "json", portal_link(r, "/items.json", kept, (struct ref){ { 0 } }));
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
	{ .method = GET, .path = "/items.json", .flags = PORTAL_FLAGS, .run = get_items_json },
	{ .method = GET, .path = "/plans/", .flags = PORTAL_FLAGS, .run = get_plans },
	{ .method = GET, .path = "/plans/:ref", .flags = PORTAL_FLAGS, .run = get_plan },
	{ 0 }
};
