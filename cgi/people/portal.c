/* portal.c - the portal's pages of agencies and officers. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/disclosure/public.h"
#include "lib/disclosure/text.h"
#include "lib/people/public.h"

static const char *const kinds[] = { "organ", "authorised", "delegated", "supervisor", "government", NULL };

/* A row's name in the page's language. */
static const char *
name_of(const struct req *r, struct db_row row, const char *zh, const char *en)
{
	const char *text = req_is_en(r) ? row_text_or(row, en, "") : "";

	return *text != '\0' ? text : row_text(row, zh);
}

static enum err
agency_filters(struct req *r, const char *region, const char *kind)
{
	const struct db_rows *rows;
	int i;
	enum err e = people_public_regions(r->arena, r->db, &rows);

	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows); i++)
		portal_option(r, "regions", i, row_text(db_at(rows, i), "code"),
		    name_of(r, db_at(rows, i), "name_zh", "name_en"), region);
	for (i = 0; kinds[i] != NULL; i++)
		portal_option(r, "kinds", i, kinds[i],
		    view_msg(r, arena_printf(r->arena, "portal.kind_%s", kinds[i]), NULL), kind);
	return OK;
}

static enum err
get_agencies(struct req *r)
{
	static const struct column cols[] = { { "ref", 'r' }, { "region", 'l' }, { "address", 't' },
	    { "telephone", 't' }, { "officers", 'i' }, { 0 } };
	static const char *const kept[] = { "region", "kind", NULL };
	const char *region = portal_text(r, "region", 12), *kind = portal_word(r, "kind", kinds);
	const struct db_rows *rows;
	int i, n;
	enum err e;

	if (region != NULL && region[strspn(region, "0123456789")] != '\0')
		region = NULL;
	e = people_public_agencies(r->arena, r->db, region, kind, portal_ref(r, "cursor"), PORTAL_PAGE + 1, &rows);
	if (e == OK)
		e = agency_filters(r, region, kind);
	if (e != OK)
		return e;
	n = portal_pager(r, "/agencies/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; i < n; i++) {
		row_view_at(r, "agencies", i, db_at(rows, i), cols);
		view_text_at(r, "agencies", i, "name", name_of(r, db_at(rows, i), "name", "name_en"));
		view_text_at(r, "agencies", i, "kind",
		    view_msg(r, arena_printf(r->arena, "portal.kind_%s", row_text(db_at(rows, i), "kind")), NULL));
	}
	return req_render(r, 200, "portal/agencies.cs");
}

static void
fact(struct req *r, int *i, const char *label, const char *value, const char *href)
{
	if (str_empty(value))
		return;
	view_text_at(r, "facts", *i, "label", view_msg(r, label, NULL));
	view_text_at(r, "facts", *i, "value", value);
	view_text_at(r, "facts", (*i)++, "href", href);
}

static const char *
with_lang(struct req *r, const char *path)
{
	return req_is_en(r) ? arena_printf(r->arena, "%s%clang=en", path,
	    strchr(path, '?') != NULL ? '&' : '?') : path;
}

static void
agency_facts(struct req *r, struct db_row row)
{
	const char *agency = ref_path(r, "", row_ref(row, "ref"), "");
	int i = 0;

	fact(r, &i, "portal.a_kind", view_msg(r, arena_printf(r->arena, "portal.kind_%s", row_text(row, "kind")), NULL),
	    NULL);
	fact(r, &i, "portal.a_region", name_of(r, row, "region_zh", "region_en"), NULL);
	fact(r, &i, "portal.a_uscc", row_text_null(row, "uscc"), NULL);
	if (row_has(row, "parent_ref"))
		fact(r, &i, "portal.a_parent", row_text(row, "parent_name"),
		    with_lang(r, ref_path(r, "/agencies/", row_ref(row, "parent_ref"), "")));
	fact(r, &i, "portal.a_duties", row_text(row, "duties_text"), NULL);
	fact(r, &i, "portal.a_address", row_text(row, "address"), NULL);
	fact(r, &i, "portal.a_telephone", row_text(row, "telephone"), NULL);
	fact(r, &i, "portal.a_officers", view_msg(r, "portal.n_people", "n",
	    portal_number(r, row_i64(row, "officers")), NULL),
	    with_lang(r, arena_printf(r->arena, "/officers/?agency=%s", agency)));
	fact(r, &i, "portal.a_matters", view_msg(r, "portal.see_matters", NULL),
	    with_lang(r, arena_printf(r->arena, "/matters/?agency=%s", agency)));
}

static enum err
agency_lists(struct req *r, int64_t agency)
{
	static const struct column unit[] = { { "name", 'l' }, { 0 } };
	static const struct column below[] = { { "ref", 'r' }, { "name", 'l' }, { 0 } };
	static const struct column letter[] = { { "given", 'b' }, { "other_ref", 'r' }, { "other_name", 't' },
	    { "matters", 't' }, { "letter_no", 't' }, { "from_day", 'd' }, { "until_day", 'd' }, { 0 } };
	const struct db_rows *rows;
	enum err e = people_public_units(r->arena, r->db, agency, &rows);

	if (e == OK) {
		rows_view(r, "units", rows, unit);
		e = people_public_below(r->arena, r->db, agency, &rows);
	}
	if (e == OK) {
		rows_view(r, "below", rows, below);
		e = people_public_delegations(r->arena, r->db, agency, time_day(r->now), &rows);
	}
	if (e == OK)
		rows_view(r, "letters", rows, letter);
	return e;
}

static enum err
agency_decisions(struct req *r, struct ref ref)
{
	static const struct column cols[] = { { "decision_ref", 'r' }, { "party_name", 't' }, { "cause_name", 't' },
	    { "decided_on", 'd' }, { "number", 't' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = public_of_agency(r->arena, r->db, ref, 5, &rows);

	if (e != OK)
		return e;
	rows_view(r, "newest", rows, cols);
	for (i = 0; i < db_count(rows); i++)
		view_text_at(r, "newest", i, "result",
		    public_grouped(r->arena, row_text_or(db_at(rows, i), "result_text", "")));
	return OK;
}

static enum err
get_agency(struct req *r)
{
	struct db_row row;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = people_public_agency(r->arena, r->db, ref, &row);
	if (e != OK)
		return e;
	view_ref(r, "agency.ref", ref);
	view_text(r, "agency.name", name_of(r, row, "name", "name_en"));
	if (req_is_en(r) && *row_text(row, "name_en") != '\0')
		view_text(r, "agency.other", row_text(row, "name"));
	view_text(r, "agency.review", row_text(row, "review_body"));
	view_text(r, "agency.court", row_text(row, "court"));
	agency_facts(r, row);
	e = portal_law_text(r, "power", row_text(row, "power_source"), DAY_NONE);
	if (e == OK)
		e = agency_lists(r, row_i64(row, "id"));
	if (e == OK)
		e = agency_decisions(r, ref);
	return e == OK ? req_render(r, 200, "portal/agency.cs") : e;
}

static const char *
standing_kind(const char *standing)
{
	if (strcmp(standing, "valid") == 0)
		return "song";
	return strcmp(standing, "not_yet") == 0 || strcmp(standing, "expired") == 0 ? "amber" : "zhu";
}

static enum err
agency_choices(struct req *r, struct ref agency)
{
	const struct db_rows *rows;
	char text[REF_TEXT_SIZE];
	int i;
	enum err e = people_public_choices(r->arena, r->db, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct ref ref = row_ref(db_at(rows, i), "ref");

		ref_text(ref, text);
		portal_option(r, "agencies", i, text, name_of(r, db_at(rows, i), "name_zh", "name_en"),
		    ref_eq(ref, agency) ? text : NULL);
	}
	return e;
}

static enum err
get_officers(struct req *r)
{
	static const struct column cols[] = { { "name", 't' }, { "agency_ref", 'r' }, { "agency", 'l' }, { "no", 't' },
	    { "field", 't' }, { "region_name", 't' }, { "valid_from", 'd' }, { "valid_to", 'd' },
	    { "status_since", 'd' }, { 0 } };
	static const char *const kept[] = { "q", "agency", NULL };
	struct ref agency = portal_ref(r, "agency");
	const char *q = portal_text(r, "q", 60), *standing;
	const struct db_rows *rows;
	char day[DAY_TEXT_SIZE];
	int i, n;
	enum err e = people_public_officers(r->arena, r->db, q, agency, time_day(r->now), portal_ref(r, "cursor"),
	    PORTAL_PAGE + 1, &rows);

	if (e == OK)
		e = agency_choices(r, agency);
	if (e != OK)
		return e;
	n = portal_pager(r, "/officers/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; i < n; i++) {
		standing = row_text(db_at(rows, i), "standing");
		row_view_at(r, "officers", i, db_at(rows, i), cols);
		view_text_at(r, "officers", i, "tag", standing_kind(standing));
		view_text_at(r, "officers", i, "standing",
		    view_msg(r, arena_printf(r->arena, "portal.standing_%s", standing), NULL));
		view_text_at(r, "officers", i, "kind", view_msg(r, arena_printf(r->arena, "portal.certificate_%s",
		    row_text(db_at(rows, i), "kind")), NULL));
	}
	view_text(r, "q", q);
	day_text(time_day(r->now), day);
	view_text(r, "lead", view_msg(r, "portal.officers_lead", "day", day, NULL));
	return req_render(r, 200, "portal/officers.cs");
}

const struct route people_portal_routes[] = {
	{ .method = GET, .path = "/agencies/", .flags = PORTAL_FLAGS, .run = get_agencies },
	{ .method = GET, .path = "/agencies/:ref", .flags = PORTAL_FLAGS, .run = get_agency },
	{ .method = GET, .path = "/officers/", .flags = PORTAL_FLAGS, .run = get_officers },
	{ 0 }
};
