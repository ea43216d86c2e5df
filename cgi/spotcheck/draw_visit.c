/* draw_visit.c - an officer's visits of draws, and the plain result of one: recorded by one of the team, signed by
 * another with their one-time code, from their own account or on the first one's device.  Templates: draw/visits.cs,
 * draw/visit.cs.  Rules: lib/spotcheck/visit.c. */
#include "cgi/common/rows.h"
#include "cgi/common/second_code.h"
#include "cgi/desk.h"
#include "cgi/spotcheck/draw.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/spotcheck/visit.h"

#define VISITS_SHOWN 50

static const struct field sign_fields[] = {
	{ .name = "username", .type = FIELD_CHOICE, .flags = FIELD_SELECT },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_CODE, .min = 6, .max = 9 },
	{ 0 }
};
static const struct field no_fields[] = { { 0 } };

static enum err
get_visits(struct req *r)
{
	static const struct column cols[] = { { "ref", 'r' }, { "name", 't' }, { "object_id", 't' }, { "title", 't' },
	    { "state", 't' }, { "to_sign", 'b' }, { 0 } };
	const char *after = req_query(r, "after", 26);
	const struct db_rows *rows;
	struct ref last = { 0 };
	int i;
	enum err e;

	if (after != NULL && !ref_parse(after, &last))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = spotcheck_visits_mine(r->arena, r->db, r->session->account, last, VISITS_SHOWN + 1, &rows);
	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows) && i < VISITS_SHOWN; i++) {
		row_view_at(r, "visits", i, db_at(rows, i), cols);
		view_text_at(r, "visits", i, "state_name", draw_word(r, "visit_", row_text(db_at(rows, i), "state")));
	}
	if (after != NULL)
		view_text(r, "visits_first", "/desk/visits/");
	if (db_count(rows) > VISITS_SHOWN)
		view_text(r, "visits_next", ref_path(r, "/desk/visits/?after=",
		    row_ref(db_at(rows, VISITS_SHOWN - 1), "ref"), ""));
	return req_render(r, 200, "draw/visits.cs");
}

static enum err
load(struct req *r, struct spotcheck_visit *v)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? spotcheck_visit_get(r->arena, r->db, ref, r->session->account, v) : e;
}

/* Who may sign beside the recorder. */
static enum err
sign_form(struct req *r, const struct spotcheck_visit *v, struct input **out)
{
	const struct db_rows *team;
	int i;
	enum err e = spotcheck_visit_team(r->arena, r->db, v->id, &team);

	*out = input_new(r->arena, sign_fields);
	for (i = 0; e == OK && i < db_count(team); i++) {
		const char *username = row_text(db_at(team, i), "username"), *label = arena_printf(r->arena, "%s %s",
		    row_text(db_at(team, i), "name"), row_text(db_at(team, i), "certificate_no"));

		if (!str_eq(username, r->session->username))
			input_option(*out, "username", username, label, label);
	}
	return e;
}

static void
view_visit(struct req *r, const struct spotcheck_visit *v)
{
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
	view_text(r, "visit.clue_number", v->clue_number);
	if (v->clue_number != NULL && !ref_zero(v->clue_ref))
		view_text(r, "visit.clue_href", ref_path(r, "/desk/cases/", v->clue_ref, ""));
	if (v->clue_number == NULL && v->mine && v->problem && !str_eq(v->state, "open") && !ref_zero(v->subject_ref))
		view_text(r, "visit.clue",
		    ref_path(r, ref_path(r, "/desk/clues/new?subject=", v->subject_ref, "&visit="), v->ref, ""));
}

/* in: what was typed, of the form the page has now; NULL: a fresh one. */
static enum err
show(struct req *r, int status, const struct spotcheck_visit *v, struct input *in)
{
	static const struct column cols[] = { { "item", 'l' }, { "result", 'l' }, { 0 } };
	bool open = str_eq(v->state, "open") && v->mine, sign = str_eq(v->state, "to_sign") && v->mine;
	struct input *fresh = NULL;
	struct spotcheck_item *items;
	const struct db_rows *rows;
	int i, n = 0;
	enum err e = OK;

	if (open)
		e = spotcheck_visit_form(r->arena, r->db, v, &fresh, &items, &n);
	else if (sign)
		e = sign_form(r, v, &fresh);
	else
		fresh = in = input_new(r->arena, no_fields);
	if (e == OK)
		e = spotcheck_visit_results(r->arena, r->db, v->id, &rows);
	if (e != OK)
		return e;
	req_reads(r, "visit", v->ref, 1);
	rows_view(r, "results", rows, cols);
	view_visit(r, v);
	view_bool(r, "visit.open", open);
	view_bool(r, "visit.sign", sign && v->recorded_by != r->session->account);
	view_bool(r, "visit.here", sign && v->recorded_by == r->session->account);
	view_input(r, "visit", in != NULL ? in : fresh);
	if (sign) {
		view_bool(r, "form.fields.0.required", true);
		view_bool(r, "form.fields.1.required", true);
	}
	/* items are data: their names stand where a message would */
	for (i = 0; open && i < n; i++)
		view_text_at(r, "form.fields", i + 2, "label", req_is_en(r) ? items[i].name_en :
		    items[i].name_zh);
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
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, "/desk/visits/", v.ref, ""),
	    "draw.visit_recorded")) : again(r, e, in);
}

/* The code of the officer who signs; problems say what is wrong. */
static enum err
check_code(struct req *r, const struct act *act, const struct spotcheck_visit *v, const struct input *in,
    int64_t *signer)
{
	bool own = v->recorded_by != r->session->account;
	const char *username = own ? r->session->username : input_text(in, "username");
	enum sign_in_outcome outcome;
	enum err e = OK;

	if (!input_given(in, "code"))
		problem_add(&r->problems, "code", "required", NULL);
	if (!own && !input_given(in, "username"))
		problem_add(&r->problems, "username", "required", NULL);
	if (r->problems.n > 0)
		return OK;
	*signer = r->session->account;
	if (!own)
		e = spotcheck_visit_second(r->arena, r->db, v, username, signer);
	if (e == OK)
		e = second_code(r, act, username, input_text(in, "code"), PEOPLE_CODE_NOW, &outcome);
	if (e == OK && outcome != SIGN_IN_OK)
		problem_add(&r->problems, "code", second_code_problem(outcome), NULL);
	return e;
}

static enum err
post_sign(struct req *r)
{
	struct spotcheck_signing sign = { .signer = r->session->account, .method = "account",
	    .agree = !str_eq(req_form(r, "way", 8), "refuse") };
	struct act act = req_act(r);
	struct spotcheck_visit v;
	struct input *in;
	enum err e = load(r, &v);

	if (e == OK)
		e = sign_form(r, &v, &in);
	if (e != OK)
		return e;
	req_input(r, in);
	if (str_eq(v.state, "to_sign") && v.mine && sign.agree && r->problems.n == 0) {
		e = check_code(r, &act, &v, in, &sign.signer);
		if (e != OK)
			return e;
	}
	if (r->problems.n > 0)
		return show(r, 422, &v, in);
	if (sign.signer != r->session->account)
		sign.method = "code";
	e = spotcheck_visit_sign(r->arena, r->db, &act, v.ref, &sign, &r->problems);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, "/desk/visits/", v.ref, ""),
	    sign.agree ? "draw.visit_signed" : "draw.visit_returned")) : again(r, e, NULL);
}

const struct route draw_visit_routes[] = {
	{ .method = GET, .path = "/desk/visits/", .duties = DUTY_OFFICER, .run = get_visits },
	{ .method = GET, .path = "/desk/visits/:ref", .duties = DUTY_OFFICER, .flags = ROUTE_PERSONAL,
	    .run = get_visit },
	{ .method = POST, .path = "/desk/visits/:ref", .duties = DUTY_OFFICER, .run = post_visit },
	{ .method = POST, .path = "/desk/visits/:ref/sign", .duties = DUTY_OFFICER, .run = post_sign },
	{ 0 }
};
