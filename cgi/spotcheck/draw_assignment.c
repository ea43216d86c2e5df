/* draw_assignment.c - a team by hand for an object that the draw left without one: who may be chosen, and why.
 * Template: draw/assign.cs.  Rules: lib/spotcheck/assignment.c. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/spotcheck/draw.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/draw/draw.h"
#include "lib/spotcheck/substitution.h"
#include "lib/web/params.h"

struct assign_page {
	struct spotcheck_draw d;
	const char *object;
	struct input *in;
	int places;		/* selects, of which the first two must be filled */
	bool none;		/* nobody may be chosen */
};

static const char *
place_field(struct req *r, int i)
{
	return arena_printf(r->arena, "officer_%d", i + 1);
}

static enum err
load(struct req *r, struct assign_page *pg)
{
	const struct db_rows *rows;
	struct field *f;
	int i, k;
	enum err e = spotcheck_draw_get(r->arena, r->db, req_path_text(r, "draw"), &pg->d);

	pg->object = r->method == POST ? req_form(r, "object", 64) : req_query(r, "object", 64);
	if (e == OK && (pg->d.agency != r->session->agency || str_empty(pg->object)))
		e = err_set(ERR_NOT_FOUND, "another agency's draw, or no object");
	if (e == OK)
		e = spotcheck_candidates(r->arena, r->db, pg->d.id, pg->object, time_day(r->now), &rows);
	if (e != OK)
		return e;
	pg->places = pg->d.team_size;
	pg->none = db_count(rows) < 2;
	f = ARENA_ARRAY(r->arena, struct field, (size_t)pg->places + 2);
	for (i = 0; i < pg->places; i++)
		f[i] = (struct field){ .name = place_field(r, i), .type = FIELD_CHOICE,
		    .flags = i < 2 ? FIELD_REQUIRED : 0 };
	f[i] = (struct field){ .name = "reason", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL |
	    FIELD_WIDE, .min = 2, .max = 500 };
	pg->in = input_new(r->arena, f);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row c = db_at(rows, i);
		const char *label = view_msg(r, arena_printf(r->arena, "draw.candidate_%s", row_text(c, "place")),
		    "name", row_text(c, "name"), "no", row_text(c, "no"), "unit", arena_printf(r->arena, "%s%s%s",
		    row_text(c, "agency"), *row_text(c, "unit") != '\0' ? "·" : "", row_text(c, "unit")), NULL);

		for (k = 0; k < pg->places; k++)
			input_option(pg->in, place_field(r, k), row_text(c, "no"), label, label);
	}
	return OK;
}

static enum err
show(struct req *r, int status, const struct assign_page *pg)
{
	int i;

	view_text(r, "draw.id", pg->d.draw_id);
	view_text(r, "draw.title", pg->d.title);
	view_text(r, "object", pg->object);
	view_bool(r, "nobody", pg->none);
	view_input(r, "assign", pg->in);
	for (i = 0; i < pg->places; i++)
		view_text_at(r, "form.fields", i, "label",
		    view_msg(r, "draw.assign_nth", "n", arena_printf(r->arena, "%d", i + 1), NULL));
	return req_render(r, status, "draw/assign.cs");
}

static enum err
get_assign(struct req *r)
{
	struct assign_page pg;
	enum err e = load(r, &pg);

	return e == OK ? show(r, 200, &pg) : e;
}

/* The rules name the team as a whole: the first select stands for it. */
static void
keep_own_fields(struct req *r)
{
	struct problem *p;

	for (p = r->problems.first; p != NULL; p = p->next)
		if (str_eq(p->field, "team"))
			p->field = "officer_1";
}

static enum err
post_assign(struct req *r)
{
	const char *team[DRAW_TEAM_MAX];
	struct spotcheck_assigning s = { .team = team };
	struct act act = req_act(r);
	struct assign_page pg;
	int i;
	enum err e = load(r, &pg);

	if (e != OK)
		return e;
	req_input(r, pg.in);
	if (r->problems.n > 0)
		return show(r, 422, &pg);
	s.draw_id = pg.d.draw_id;
	s.object = pg.object;
	s.reason = input_text(pg.in, "reason");
	for (i = 0; i < pg.places && i < DRAW_TEAM_MAX; i++)
		if (input_given(pg.in, place_field(r, i)))
			team[s.team_n++] = input_text(pg.in, place_field(r, i));
	e = spotcheck_assign(r->arena, r->db, &act, &s, &r->problems);
	if (e == OK)
		return req_redirect(r, "%s", req_with_notice(r, arena_printf(r->arena, "/desk/draws/%s", pg.d.draw_id),
		    "draw.did_assigned"));
	if ((e != ERR_STATE && e != ERR_INPUT) || r->problems.n == 0)
		return e;
	keep_own_fields(r);
	return show(r, e == ERR_INPUT ? 422 : 409, &pg);
}

const struct route draw_assign_routes[] = {
	{ .method = GET, .path = "/desk/draws/:draw/assign", .duties = DUTY_COORDINATOR, .run = get_assign },
	{ .method = POST, .path = "/desk/draws/:draw/assign", .duties = DUTY_COORDINATOR, .run = post_assign },
	{ 0 }
};
