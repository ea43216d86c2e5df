/* subject.c - the register on the desk: search, choosing one for a form. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/register/search.h"
#include "lib/web/params.h"

#define FOUND_SHOWN 20

/* What a party is looked for, and where the one chosen is taken. */
static const char *
target(struct req *r, const char *what, const char *case_text)
{
	if (str_eq(what, "clue"))
		return "/desk/clues/new";
	if (str_eq(what, "summary"))
		return "/desk/summary/new";
	if (str_eq(what, "inspection"))
		return "/desk/inspections/new";
	if (str_eq(what, "party"))
		return arena_printf(r->arena, "/desk/cases/%s/do/party_add", case_text);
	return NULL;
}

static enum err
view_found(struct req *r, const char *q, const char *to, const char *more)
{
	static const struct column cols[] = { { "name", 't' }, { "code", 't' }, { "address", 't' }, { 0 } };
	const char *text = req_query(r, "after", 26);
	const struct db_rows *rows;
	struct ref after = { { 0 } };
	int i;
	enum err e;

	if (text != NULL && !ref_parse(text, &after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = register_search(r->arena, r->db, q, after, FOUND_SHOWN + 1, &rows);
	if (e == OK)
		req_reads_search(r, q, db_count(rows) < FOUND_SHOWN ? db_count(rows) : FOUND_SHOWN);
	for (i = 0; e == OK && i < db_count(rows) && i < FOUND_SHOWN; i++) {
		struct db_row s = db_at(rows, i);
		struct ref ref = row_ref(s, "ref");

		row_view_at(r, "found", i, s, cols);
		view_text_at(r, "found", i, "kind",
		    view_msg(r, arena_printf(r->arena, "subject.%s", row_text(s, "kind")), NULL));
		view_text_at(r, "found", i, "status", str_eq(row_text(s, "status"), "active") ? NULL :
		    view_msg(r, arena_printf(r->arena, "subject.%s", row_text(s, "status")), NULL));
		view_text_at(r, "found", i, "href", ref_path(r, "/desk/register/", ref, ""));
		if (to != NULL)
			view_text_at(r, "found", i, "pick",
			    ref_path(r, arena_printf(r->arena, "%s?subject=", to), ref, ""));
	}
	if (e == OK && db_count(rows) > FOUND_SHOWN)
		view_text(r, "found_next", ref_path(r, arena_printf(r->arena, "%safter=", more),
		    row_ref(db_at(rows, FOUND_SHOWN - 1), "ref"), ""));
	return e;
}

static enum err
get_search(struct req *r)
{
	const char *q = req_query(r, "q", 100), *what = req_query(r, "for", 10), *text = req_query(r, "case", 26);
	const char *to, *more;
	struct ref ref;
	enum err e = OK;

	if (str_eq(what, "party") && (text == NULL || !ref_parse(text, &ref)))
		return err_set(ERR_NOT_FOUND, "a party for no case");
	req_reads_noted(r);		/* nothing is shown of anybody before something is looked for */
	to = target(r, what, text);
	more = arena_printf(r->arena, "/desk/register/?q=%s%s%s%s%s&", percent_encode(r->arena, q != NULL ? q : ""),
	    to != NULL ? "&for=" : "", to != NULL ? what : "", str_eq(what, "party") ? "&case=" : "",
	    str_eq(what, "party") ? text : "");
	view_text(r, "q", q);
	if (to != NULL) {
		view_text(r, "for.what", what);
		view_text(r, "for.case", str_eq(what, "party") ? text : NULL);
		view_text(r, "for.title", view_msg(r, arena_printf(r->arena, "register.for_%s", what), NULL));
		if (!str_eq(what, "inspection"))	/* of a party that is there */
			view_text(r, "for.direct", to);
	}
	if (q != NULL && *q != '\0' && !register_search_enough(r->arena, q)) {
		view_bool(r, "too_short", true);
	} else if (q != NULL && *q != '\0') {
		view_bool(r, "asked", true);
		view_text(r, "nothing", view_msg(r, "register.nothing", "q", q, NULL));
		e = view_found(r, q, to, more);
	}
	return e == OK ? req_render(r, 200, "register/search.cs") : e;
}

const struct route register_routes[] = {
	{ .method = GET, .path = "/desk/register/", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	  .flags = ROUTE_PERSONAL, .run = get_search },
	{ 0 }
};
