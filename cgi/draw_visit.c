/* draw_visit.c - an officer's visits of draws, and the plain result of one: recorded by one of the team, signed by another from
 * his own account.  Templates: draw/visits.cs, draw/visit.cs.  Rules: lib/spotcheck/visit.c. */
#include "cgi/desk.h"
#include "cgi/draw.h"
#include "cgi/rows.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/spotcheck/visit.h"

static enum err
get_visits(struct req *r)
{
	static const struct column cols[] = { { "ref", 'r' }, { "name", 't' }, { "object_id", 't' }, { "title", 't' }, { "state", 't' },
	    { "to_sign", 'b' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = spotcheck_visits_mine(r->arena, r->db, r->session->account, &rows);

	if (e != OK)
		return e;
	rows_view(r, "visits", rows, cols);
	for (i = 0; i < db_count(rows); i++)
		view_text_at(r, "visits", i, "state_name", draw_word(r, "visit_", row_text(db_at(rows, i), "state")));
	return req_render(r, 200, "draw/visits.cs");
}

static enum err
load(struct req *r, struct spotcheck_visit *v)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? spotcheck_visit_get(r->arena, r->db, ref, r->session->account, v) : e;
}

static enum err
show(struct req *r, int status, const struct spotcheck_visit *v, struct input *in)
{
	static const struct column cols[] = { { "item", 'l' }, { "result", 'l' }, { 0 } };
	bool open = str_eq(v->state, "open") && v->mine;
	struct spotcheck_item *items;
	const struct db_rows *rows;
	int i, n = 0;
	enum err e = OK;

	if (open && in == NULL)
		e = spotcheck_visit_form(r->arena, r->db, v, &in, &items, &n);
	else if (open)
		e = spotcheck_visit_form(r->arena, r->db, v, &(struct input *){ NULL }, &items, &n);
	if (e == OK)
		e = spotcheck_visit_results(r->arena, r->db, v->id, &rows);
	if (e != OK)
		return e;
	rows_view(r, "results", rows, cols);
	view_ref(r, "visit.ref", v->ref);
	view_text(r, "visit.name", v->name);
	view_text(r, "visit.object", v->object);
	view_text(r, "visit.title", v->title);
	view_text(r, "visit.draw_id", v->draw_id);
	view_text(r, "visit.state", v->state);
	view_text(r, "visit.state_name", draw_word(r, "visit_", v->state));
	view_text(r, "visit.recorder", v->recorder);
	view_text(r, "visit.note", v->note);
	view_day(r, "visit.day", v->visited_on);
	view_day(r, "visit.due", v->due_on);
	view_i64(r, "visit.version", v->version);
	view_bool(r, "visit.open", open);
	view_bool(r, "visit.sign", str_eq(v->state, "to_sign") && v->mine && v->recorded_by != r->session->account);
	if (v->problem && !str_eq(v->state, "open") && !ref_zero(v->subject_ref))
		view_text(r, "visit.clue", ref_path(r, "/desk/clues/new?subject=", v->subject_ref, ""));
	view_input(r, "visit", in != NULL ? in : input_new(r->arena, (const struct field[]){ { 0 } }));
	/* items are data: their names stand where a message would */
	for (i = 0; open && i < n; i++)
		view_text_at(r, "form.fields", i + 2, "label", str_eq(r->lang, "en") ? items[i].name_en : items[i].name_zh);
	return req_render(r, status, "draw/visit.cs");
}

static enum err
get_visit(struct req *r)
{
	struct spotcheck_visit v;
	enum err e = load(r, &v);

	return e == OK ? show(r, 200, &v, NULL) : e;
}

static enum err
again(struct req *r, enum err e, struct input *in)
{
	struct spotcheck_visit v;

	if ((e != ERR_INPUT && e != ERR_STATE && e != ERR_CONFLICT) || r->problems.n == 0)
		return e;
	return load(r, &v) == OK ? show(r, e == ERR_INPUT ? 422 : 409, &v, in) : e;
}

static enum err
post_visit(struct req *r)
{
	const char *version = req_form(r, "_version", 10);
	struct act act = req_act(r);
	struct spotcheck_item *items;
	struct spotcheck_visit v;
	struct input *in;
	long long n;
	int count;
	enum err e = load(r, &v);

	if (e == OK)
		e = spotcheck_visit_form(r->arena, r->db, &v, &in, &items, &count);
	if (e != OK)
		return e;
	if (version == NULL || !str_i64(version, 0, INT32_MAX, &n))
		return err_set(ERR_INPUT, "malformed version");
	req_input(r, in);
	if (r->problems.n > 0)
		return show(r, 422, &v, in);
	e = spotcheck_visit_record(r->arena, r->db, &act, v.ref, (int32_t)n, in, &r->problems);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, "/desk/visits/", v.ref, ""), "draw.visit_recorded")) : again(r, e, in);
}

static enum err
post_sign(struct req *r)
{
	bool agree = !str_eq(req_form(r, "way", 8), "refuse");
	struct act act = req_act(r);
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = spotcheck_visit_sign(r->arena, r->db, &act, ref, agree, &r->problems);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, "/desk/visits/", ref, ""),
	    agree ? "draw.visit_signed" : "draw.visit_returned")) : again(r, e, NULL);
}

const struct route draw_visit_routes[] = {
	{ .method = GET, .path = "/desk/visits/", .duties = DUTY_OFFICER, .run = get_visits },
	{ .method = GET, .path = "/desk/visits/:ref", .duties = DUTY_OFFICER, .flags = ROUTE_PERSONAL, .run = get_visit },
	{ .method = POST, .path = "/desk/visits/:ref", .duties = DUTY_OFFICER, .run = post_visit },
	{ .method = POST, .path = "/desk/visits/:ref/sign", .duties = DUTY_OFFICER, .run = post_sign },
	{ 0 }
};
