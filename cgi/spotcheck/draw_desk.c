/* draw_desk.c - the ceremony of a draw at the coordinator's desk, and the page that is projected.
 * Templates: draw/desk_list.cs, draw/ceremony.cs, draw/wall.cs, draw/links.cs.  Rules: lib/spotcheck. */
#include <string.h>

#include "cgi/common/address.h"
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/portal.h"
#include "cgi/spotcheck/draw.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/disclosure/qr.h"
#include "lib/draw/draw.h"
#include "lib/spotcheck/keeper.h"
#include "lib/spotcheck/public.h"
#include "lib/spotcheck/substitution.h"
#include "lib/web/params.h"

#define LIST_SHOWN 50
#define DRAW_DUTIES (DUTY_COORDINATOR | DUTY_AGENCY_HEAD | DUTY_SUPERVISOR)

static const struct field beacon_fields[] = {
	{ .name = "value", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 256 },
	{ .name = "value_at", .type = FIELD_TIME, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};
static const struct field lapse_fields[] = {
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PERSONAL | FIELD_WIDE,
	    .min = 2, .max = 500 },
	{ 0 }
};
static const struct field no_fields[] = { { 0 } };

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "draw_id", 't' }, { "title", 't' }, { "announced_at", 'T' },
	    { "reveal_by", 'T' }, { "pool", 'i' }, { "quota", 'i' }, { "grade", 't' }, { 0 } };
	const char *after = req_query(r, "after", 26);
	struct ref ref = { { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e;

	if (after != NULL && !ref_parse(after, &ref))
		return err_set(ERR_NOT_FOUND, "after: not a ref");
	e = spotcheck_public_list(r->arena, r->db, NULL, r->session->agency, ref, LIST_SHOWN + 1, &rows);
	for (i = 0; e == OK && i < db_count(rows) && i < LIST_SHOWN; i++) {
		row_view_at(r, "draws", i, db_at(rows, i), cols);
		view_text_at(r, "draws", i, "state", draw_word(r, "state_", row_text(db_at(rows, i), "state")));
	}
	if (e == OK && db_count(rows) > LIST_SHOWN)
		view_text(r, "draws_next",
		    ref_path(r, "/desk/draws/?after=", row_ref(db_at(rows, LIST_SHOWN - 1), "ref"), ""));
	return e == OK ? req_render(r, 200, "draw/desk_list.cs") : e;
}

static enum err
view_people(struct req *r, const struct spotcheck_draw *d)
{
	static const struct column wit[] = { { "n", 'i' }, { "name", 't' }, { "pledged_at", 'T' },
	    { "revealed_at", 'T' }, { 0 } };
	const struct db_rows *rows;
	int i, links = 0, given = 0, revealed = 0;
	enum err e = spotcheck_witnesses(r->arena, r->db, d->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		if (!row_has(db_at(rows, i), "n")) {
			links++;
			continue;
		}
		row_view_at(r, "witnesses", given++, db_at(rows, i), wit);
		revealed += row_has(db_at(rows, i), "revealed_at");
	}
	view_i64(r, "witness.links", links);
	view_i64(r, "witness.given", given);
	view_i64(r, "witness.revealed", revealed);
	return e;
}

static enum err
view_selected(struct req *r, const struct spotcheck_draw *d)
{
	static const struct column sel[] = { { "object_id", 't' }, { "name", 't' }, { "stratum", 't' }, { "team", 't' },
	    { "out_by", 'i' }, { "unassigned", 't' }, { 0 } };
	const struct db_rows *rows, *by_hand = NULL;
	const char *rest;
	bool wants;
	int i, k;
	enum err e = spotcheck_public_selected(r->arena, r->db, d->id, &rows);

	if (e == OK)
		e = spotcheck_public_assignments(r->arena, r->db, d->id, &by_hand);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		row_view_at(r, "selected", i, db_at(rows, i), sel);
		view_text_at(r, "selected", i, "n", arena_printf(r->arena, "%02d", row_i32(db_at(rows, i), "seq")));
		for (k = 0, rest = row_text(db_at(rows, i), "team"); *rest != '\0'; k++) {
			size_t n = strcspn(rest, " ");

			view_text_at(r, arena_printf(r->arena, "selected.%d.people", i), k, "no",
			    arena_strndup(r->arena, rest, n));
			rest += n + (rest[n] == ' ');
		}
		wants = row_has(db_at(rows, i), "unassigned") && !row_has(db_at(rows, i), "out_by");
		for (k = 0; k < db_count(by_hand); k++)
			if (str_eq(row_text(db_at(by_hand, k), "object_id"), row_text(db_at(rows, i), "object_id"))) {
				view_text_at(r, "selected", i, "team", row_text(db_at(by_hand, k), "team"));
				view_bool_at(r, "selected", i, "by_hand", true);
				wants = false;
			}
		if (wants)
			view_text_at(r, "selected", i, "assign",
			    arena_printf(r->arena, "/desk/draws/%s/assign?object=%s", d->draw_id,
			    percent_encode(r->arena, row_text(db_at(rows, i), "object_id"))));
	}
	return e;
}

static enum err
load(struct req *r, struct spotcheck_draw *d)
{
	enum err e = spotcheck_draw_get(r->arena, r->db, req_path_text(r, "draw"), d);

	return e == OK && d->agency != r->session->agency && !req_duty(r, DUTY_SUPERVISOR) ?
	    err_set(ERR_NOT_FOUND, "another agency's draw") : e;
}

static bool
mine(struct req *r, const struct spotcheck_draw *d)
{
	return req_duty(r, DUTY_COORDINATOR) &&
	    spotcheck_may(r->arena, r->db, r->session->account, SPOT_TASK, d->id) == OK;
}

/* Of a lapsed draw: who took note of it and why, or the form to. */
static enum err
view_lapse(struct req *r, const struct spotcheck_draw *d, bool *may)
{
	struct spotcheck_lapse_note note;
	enum err e = spotcheck_lapse_note(r->arena, r->db, d->id, &note);

	*may = e == OK && note.at == TIME_NONE && mine(r, d);
	if (e != OK || note.at == TIME_NONE)
		return e;
	view_time(r, "lapse.at", note.at);
	view_text(r, "lapse.by", note.by);
	view_text(r, "lapse.words", note.words);
	return OK;
}

static enum err
show(struct req *r, int status, const struct input *in)
{
	const struct field *fields = no_fields;
	struct spotcheck_draw d;
	bool waits, seen = false, own;
	enum err e = load(r, &d);

	if (e == OK)
		e = view_people(r, &d);
	if (e == OK && d.drawn_at != TIME_NONE)
		e = view_selected(r, &d);
	if (e == OK && str_eq(d.state, "lapsed"))
		e = view_lapse(r, &d, &seen);
	if (e != OK)
		return e;
	waits = str_eq(d.state, "announced");
	own = mine(r, &d);
	if (str_eq(d.contributions, "beacon"))
		fields = beacon_fields;
	if (seen)
		fields = lapse_fields;
	view_bool(r, "may.see", seen);
	draw_head(r, &d);
	view_bool(r, "may.act", own && r->now <= d.reveal_by);
	view_bool(r, "may.invite", waits && str_eq(d.contributions, "witness"));
	view_bool(r, "may.end_pledging", waits && d.pledges);
	view_bool(r, "may.close", str_eq(d.state, d.pledges ? "revealing" : "announced"));
	view_bool(r, "may.run", str_eq(d.state, "closed"));
	view_bool(r, "may.substitute", own && (str_eq(d.state, "drawn") || str_eq(d.state, "published")));
	view_input(r, "draw", in != NULL ? in : input_new(r->arena, fields));
	return req_render(r, status, "draw/ceremony.cs");
}

static enum err
get_ceremony(struct req *r)
{
	return show(r, 200, NULL);
}

/* ---- the page that is projected: big letters, nothing of who is signed in */

static void
left_words(struct req *r, int64_t until)
{
	int64_t s = (until - r->now) / SECOND_US;

	if (s > 0 && s < 24 * 3600)
		view_text(r, "wall.left", arena_printf(r->arena, "%02d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60),
		    (int)(s % 60)));
	view_i64(r, "wall.left_s", s > 0 ? s : 0);
}

static enum err
get_wall(struct req *r)
{
	const char *code = req_query(r, "code", 12), *at = req_query(r, "at", 5), *svg;
	struct spotcheck_draw d;
	const struct db_rows *rows;
	long long shown = 0;
	int i;
	enum err e = load(r, &d);

	if (e == OK)
		e = view_people(r, &d);
	if (e == OK && str_eq(d.state, "published"))
		e = spotcheck_public_selected(r->arena, r->db, d.id, &rows);
	if (e != OK)
		return e;
	draw_head(r, &d);
	left_words(r, d.reveal_by);
	if (!str_empty(code) && str_eq(d.state, "announced") && str_eq(d.contributions, "witness")) {
		svg = qr_svg(r->arena, arena_printf(r->arena, "%s/draws/%s/witness#%s", address_public(),
		    d.draw_id, code));
		view_text(r, "wall.qr", svg == NULL ? NULL : arena_printf(r->arena, "data:image/svg+xml,%s",
		    percent_encode(r->arena, svg)));
		view_text(r, "wall.code", code);
	}
	view_text(r, "wall.kept", str_empty(code) ? "" : arena_printf(r->arena, "&code=%s",
	    percent_encode(r->arena, code)));
	/* the selected come one after the other, a refresh each */
	if (str_eq(d.state, "published")) {
		if (at != NULL && !str_i64(at, 0, 100000, &shown))
			shown = 0;
		shown = shown + 1 < db_count(rows) ? shown + 1 : db_count(rows);
		for (i = 0; i < (int)shown; i++) {
			view_text_at(r, "selected", i, "n", arena_printf(r->arena, "%02d", i + 1));
			view_text_at(r, "selected", i, "name", row_text(db_at(rows, i), "name"));
			view_text_at(r, "selected", i, "object_id", row_text(db_at(rows, i), "object_id"));
			view_text_at(r, "selected", i, "team", row_text(db_at(rows, i), "team"));
		}
		view_i64(r, "wall.at", shown);
		view_bool(r, "wall.all", shown == db_count(rows));
	}
	if (!str_eq(d.state, "lapsed") && !(str_eq(d.state, "published") && shown == db_count(rows)))
		req_set_header(r, "Refresh", str_eq(d.state, "published") ? arena_printf(r->arena,
		    "2; url=/desk/draws/%s/wall?at=%lld", d.draw_id, shown)
		    : "4");
	return req_render(r, 200, "draw/wall.cs");
}

/* ---- what the coordinator does */

static enum err
again(struct req *r, enum err e, const struct input *in)
{
	if ((e != ERR_STATE && e != ERR_INPUT && e != ERR_CONFLICT) || r->problems.n == 0)
		return e;
	return show(r, e == ERR_INPUT ? 422 : 409, in);
}

static enum err
done_at_draw(struct req *r, const char *notice)
{
	return req_redirect(r, "%s",
	    req_with_notice(r, arena_printf(r->arena, "/desk/draws/%s", req_path_text(r, "draw")), notice));
}

static enum err
post_links(struct req *r)
{
	const char *count = req_form(r, "count", 2), *tokens[20];
	struct act act = req_act(r);
	struct spotcheck_draw d;
	long long n;
	int i;
	enum err e = load(r, &d);

	if (e != OK)
		return e;
	if (count == NULL || !str_i64(count, 1, 20, &n))
		return err_set(ERR_INPUT, "count");
	act.key = NULL;		/* shown once: the same again makes other links */
	e = spotcheck_witness_links(r->arena, r->db, &act, d.draw_id, (int)n, &r->problems, tokens);
	if (e != OK)
		return again(r, e, NULL);
	for (i = 0; i < (int)n; i++)
		view_text_at(r, "links", i, "href", arena_printf(r->arena, "%s/draws/%s/witness#%s",
		    address_public(), d.draw_id, tokens[i]));
	draw_head(r, &d);
	return req_render(r, 200, "draw/links.cs");
}

static enum err
post_wall(struct req *r)
{
	struct act act = req_act(r);
	const char *code;
	enum err e;

	act.key = NULL;
	e = spotcheck_wall_code(r->arena, r->db, &act, req_path_text(r, "draw"), &r->problems, &code);
	return e == OK ? req_redirect(r, "/desk/draws/%s/wall?code=%s", req_path_text(r, "draw"), code) :
	    again(r, e, NULL);
}

static enum err
post_pledged(struct req *r)
{
	struct act act = req_act(r);
	enum err e = spotcheck_pledging_end(r->arena, r->db, &act, req_path_text(r, "draw"), &r->problems);

	return e == OK ? done_at_draw(r, "draw.did_pledged") : again(r, e, NULL);
}

static enum err
post_close(struct req *r)
{
	struct act act = req_act(r);
	struct spotcheck_beacon b = { 0 };
	struct input *in = NULL;
	struct spotcheck_draw d;
	enum err e = load(r, &d);

	if (e != OK)
		return e;
	if (str_eq(d.contributions, "beacon")) {
		in = input_new(r->arena, beacon_fields);
		req_input(r, in);
		if (r->problems.n > 0)
			return show(r, 422, in);
		b = (struct spotcheck_beacon){ .value = input_text(in, "value"), .at = input_time(in, "value_at") };
	}
	e = spotcheck_close(r->arena, r->db, &act, d.draw_id, in != NULL ? &b : NULL, &r->problems);
	return e == OK ? done_at_draw(r, "draw.did_closed") : again(r, e, in);
}

static enum err
post_run(struct req *r)
{
	struct act act = req_act(r);
	enum err e = spotcheck_run(r->arena, r->db, &act, req_path_text(r, "draw"), &r->problems);

	return e == OK ? done_at_draw(r, "draw.did_drawn") : again(r, e, NULL);
}

static enum err
post_substitute(struct req *r)
{
	struct act act = req_act(r);
	const char *who = req_form(r, "out", 64), *object = req_form(r, "object", 64),
	    *reason = req_form(r, "reason", 20);
	struct spotcheck_substituting s = { .draw_id = req_path_text(r, "draw"), .object = object, .reason = reason,
	    .officer = str_empty(who) ? NULL : who, .words = req_form(r, "words", 500) };
	enum err e;

	if (str_empty(object) || str_empty(reason))
		return err_set(ERR_INPUT, "object, reason");
	e = spotcheck_substitute(r->arena, r->db, &act, &s, &r->problems);
	return e == OK ? done_at_draw(r, s.in != NULL ? "draw.did_substituted" : "draw.did_nobody") : again(r, e, NULL);
}

/* The lapse is taken note of. */
static enum err
post_seen(struct req *r)
{
	struct input *in = input_new(r->arena, lapse_fields);
	struct act act = req_act(r);
	enum err e;

	req_input(r, in);
	if (r->problems.n > 0)
		return show(r, 422, in);
	e = spotcheck_lapse_seen(r->arena, r->db, &act, req_path_text(r, "draw"), input_text(in, "words"),
	    &r->problems);
	return e == OK ? done_at_draw(r, "draw.did_seen") : again(r, e, NULL);
}

const struct route draw_desk_routes[] = {
	{ .method = GET, .path = "/desk/draws/", .duties = DRAW_DUTIES, .run = get_list },
	{ .method = GET, .path = "/desk/draws/:draw", .duties = DRAW_DUTIES, .run = get_ceremony },
	{ .method = GET, .path = "/desk/draws/:draw/wall", .duties = DRAW_DUTIES, .run = get_wall },
	{ .method = POST, .path = "/desk/draws/:draw/links", .duties = DUTY_COORDINATOR, .run = post_links },
	{ .method = POST, .path = "/desk/draws/:draw/wall", .duties = DUTY_COORDINATOR, .run = post_wall },
	{ .method = POST, .path = "/desk/draws/:draw/pledged", .duties = DUTY_COORDINATOR, .run = post_pledged },
	{ .method = POST, .path = "/desk/draws/:draw/close", .duties = DUTY_COORDINATOR, .run = post_close },
	{ .method = POST, .path = "/desk/draws/:draw/run", .duties = DUTY_COORDINATOR, .run = post_run },
	{ .method = POST, .path = "/desk/draws/:draw/substitute", .duties = DUTY_COORDINATOR, .run = post_substitute },
	{ .method = POST, .path = "/desk/draws/:draw/seen", .duties = DUTY_COORDINATOR, .run = post_seen },
	{ 0 }
};
