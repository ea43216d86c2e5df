/* visit.c - one visit at the firm's door: who comes or came, why, what is checked, what came of it.
 * Template: door/visit.cs. */
#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/door/public.h"

/* As far as it has come, in the party's words. */
static const char *
stage(struct db_row row)
{
	const char *state = row_text(row, "state");

	if (str_eq(state, "cancelled"))
		return "cancelled";
	if (!row_has(row, "arrived_at"))
		return "announced";
	if (!row_has(row, "told_at"))
		return "made";
	return str_eq(state, "rectify") ? "rectify" : "told";
}

void
door_view_visit(struct req *r, const char *list, int i, struct db_row row)
{
	static const struct column cols[] = { { "agency", 'l' }, { "telephone", 't' }, { "from_at", 'T' },
	    { "to_at", 'T' }, { "arrived_at", 'T' }, { "told_at", 'T' }, { "reason", 'l' }, { "basis", 't' },
	    { "officers", 't' }, { "emergency", 'b' }, { "counted", 'b' }, { 0 } };
	const char *at = stage(row);

	row_view_at(r, list, i, row, cols);
	view_text_at(r, list, i, "href", door_path(r, ref_path(r, DOOR "visits/", row_ref(row, "ref"), "")));
	view_text_at(r, list, i, "kind", door_word(r, "kind_", row_text(row, "kind")));
	view_text_at(r, list, i, "stage", door_word(r, "visit_", at));
	view_text_at(r, list, i, "tone", str_eq(at, "announced") || str_eq(at, "rectify") ? "amber" :
	    str_eq(at, "told") ? "song" : "");
	view_bool_at(r, list, i, "ledger", row_has(row, "counted"));
	view_bool_at(r, list, i, "routine", str_eq(row_text(row, "kind"), "routine") && !row_bool(row, "emergency"));
	if (row_has(row, "place"))
		view_text_at(r, list, i, "nth", view_msg(r, row_has(row, "cap") ? "door.nth_of" : "door.nth_none", "n",
		    arena_printf(r->arena, "%d", (int)row_i32(row, "place")), "of", arena_printf(r->arena, "%d",
		    row_has(row, "cap") ? (int)row_i32(row, "cap") : 0), NULL));
	if (row_has(row, "outcome"))
		view_text_at(r, list, i, "outcome", door_word(r, "result_", row_text(row, "outcome")));
}

static enum err
view_items(struct req *r, const char *token, struct ref ref)
{
	static const struct column cols[] = { { "name", 'l' }, { "standard", 't' }, { "answer", 'l' }, { "bad", 'b' },
	    { "remedy", 'l' }, { "due_on", 'd' }, { 0 } };
	const struct db_rows *rows;
	enum err e = door_visit_items(r->arena, r->db, token, ref, &rows);

	if (e == OK)
		rows_view(r, "items", rows, cols);
	return e;
}

enum err
door_visit_of_path(struct req *r, const char *token, struct ref ref)
{
	const struct db_rows *rows;
	int i;
	enum err e = door_visits(r->arena, r->db, token, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		if (ref_eq(row_ref(db_at(rows, i), "ref"), ref))
			break;
	if (e == OK && i == db_count(rows))
		return err_set(ERR_NOT_FOUND, "no visit of theirs");
	if (e == OK)
		door_view_visit(r, "visit", 0, db_at(rows, i));
	return e;
}

static enum err
show(struct req *r, const char *token)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = door_visit_of_path(r, token, ref);
	if (e == OK)
		e = view_items(r, token, ref);
	if (e == OK)
		e = door_view_refusals(r, token, ref);
	return e == OK ? req_render(r, 200, "door/visit.cs") : e;
}

static enum err
get_visit(struct req *r)
{
	struct door_visitor who;
	const char *token;
	bool in;
	enum err e = door_visit(r, &who, &token, &in);

	return e == OK && in ? show(r, token) : e;
}

const struct route door_visit_routes[] = {
	{ .method = GET, .path = "/my/visits/:ref", .flags = ROUTE_PUBLIC, .run = get_visit },
	{ 0 }
};
