/* draw_witness.c - a witness at a draw, on their own device: no account, no cookie.  The token comes in the link's
 * fragment (the script fills it in) or is typed from the wall; it is never part of an address that is sent.  Template:
 * draw/witness.cs. */
#include <string.h>

#include "cgi/portal.h"
#include "cgi/spotcheck/draw.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/draw/draw.h"

#define TOKEN_MAX 64
#define NAME_MAX_ 64
#define VALUE_MAX 256

/* word: what became of what was sent, or NULL; again: the value of one without a script, to be revealed later. */
static enum err
show(struct req *r, int status, const char *token, const char *word, const char *again)
{
	const char *draw_id = req_path_text(r, "draw"), *own = req_form(r, "own", TOKEN_MAX);
	struct spotcheck_witness w = { 0 };
	struct spotcheck_draw d;
	enum err e = spotcheck_draw_get(r->arena, r->db, draw_id, &d);

	if (e != OK)
		return e;
	draw_head(r, &d);
	if (!str_empty(token) && !str_eq(word, "wait")) {
		e = spotcheck_witness_look(r->arena, r->db, draw_id, token, &w);
		if (e == OK && w.wall && !str_empty(own)) {
			struct spotcheck_witness mine;

			/* over the wall's code: the row of the witness's own token, once there is one */
			if (spotcheck_witness_look(r->arena, r->db, draw_id, own, &mine) == OK) {
				w = mine;
				token = own;
			}
		}
		if (e == ERR_NOT_FOUND && word == NULL)
			word = "unknown";
		else if (e != OK && e != ERR_NOT_FOUND)
			return e;
	}
	view_text(r, "w.token", token);
	view_text(r, "w.own", str_empty(own) ? spotcheck_random(r->arena) : own);
	view_text(r, "w.tail", spotcheck_random(r->arena));
	view_text(r, "w.name", w.name != NULL ? w.name : req_form(r, "name", NAME_MAX_));
	view_text(r, "w.value", again);
	view_bool(r, "w.known", w.state != NULL);
	view_bool(r, "w.pledged", w.pledged);
	view_bool(r, "w.revealed", w.revealed);
	view_bool(r, "w.may_pledge", d.pledges && str_eq(d.state, "announced") && !w.pledged);
	view_bool(r, "w.may_reveal", !w.revealed &&
	    (d.pledges ? w.pledged && str_eq(d.state, "revealing") : str_eq(d.state, "announced")));
	view_bool(r, "w.waits", w.pledged && str_eq(d.state, "announced"));
	view_bool(r, "w.ended", !str_eq(d.state, "announced") && !str_eq(d.state, "revealing"));
	view_bool(r, "w.for_witness", str_eq(d.contributions, "witness"));
	if (word != NULL) {
		view_text(r, "said.text", draw_word(r, "said_", word));
		view_bool(r, "said.good", str_eq(word, "pledged") || str_eq(word, "revealed"));
	}
	return req_render(r, status, "draw/witness.cs");
}

static enum err
get_witness(struct req *r)
{
	return show(r, 200, NULL, NULL, NULL);
}

/* The pledge as the script or the witness's own computer made it; else made here of the value typed. */
static bool
read_pledge(struct req *r, const char *name, unsigned char out[32], const char **value)
{
	const char *hex = req_form(r, "pledge", 64), *typed = req_form(r, "value", VALUE_MAX),
	    *tail = req_form(r, "tail", 40);

	*value = NULL;
	if (!str_empty(hex))
		return str_unhex(hex, out, 32);
	if (str_empty(name) || str_empty(typed))
		return false;
	*value = str_empty(tail) ? typed : arena_printf(r->arena, "%s %s", typed, tail);
	if (!draw_field_ok(*value, strlen(*value), DRAW_VALUE_MAX))
		return false;
	draw_pledge(name, *value, strlen(*value), out);
	return true;
}

/* 200 when it was taken, 422 when what was typed is wrong, 429 when it was wrong too often, 409 when its time is
 * not. */
static int
status_of(const char *word)
{
	if (str_eq(word, "pledged") || str_eq(word, "revealed"))
		return 200;
	if (str_eq(word, "wait"))
		return 429;
	return str_eq(word, "name") || str_eq(word, "value") || str_eq(word, "mismatch") ||
	    str_eq(word, "unknown") ? 422 : 409;
}

static enum err
post_witness(struct req *r)
{
	const char *draw_id = req_path_text(r, "draw"), *token = req_form(r, "token", TOKEN_MAX),
	    *own = req_form(r, "own", TOKEN_MAX);
	const char *name = req_form(r, "name", NAME_MAX_), *value = NULL, *word = "value", *admitted;
	unsigned char pledge[32];
	enum err e;

	if (str_empty(token))
		return show(r, 422, token, "unknown", NULL);
	if (str_empty(own))
		own = NULL;
	e = spotcheck_witness_admit(r->arena, r->db, draw_id, token, r->remote, &admitted);
	if (e != OK)
		return e;
	if (str_eq(admitted, "wait"))
		return show(r, status_of("wait"), token, "wait", NULL);
	if (str_eq(req_form(r, "do", 8), "look"))
		return show(r, 200, token, NULL, NULL);
	if (str_eq(req_form(r, "do", 8), "pledge")) {
		if (read_pledge(r, name, pledge, &value))
			e = spotcheck_witness_pledge(r->arena, r->db, draw_id, token, own, name, pledge, &word);
	} else {
		value = req_form(r, "value", VALUE_MAX);
		e = spotcheck_witness_reveal(r->arena, r->db, draw_id, token, own, name,
		    value != NULL ? value : "", &word);
	}
	return e == OK ? show(r, status_of(word), token, word, value) : e;
}

const struct route draw_witness_routes[] = {
	{ .method = GET, .path = "/draws/:draw/witness", .flags = ROUTE_PUBLIC, .run = get_witness },
	{ .method = POST, .path = "/draws/:draw/witness", .flags = ROUTE_PUBLIC, .run = post_witness,
	    .body_max = 8192 },
	{ 0 }
};
