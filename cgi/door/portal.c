/* portal.c - the public's door: in by the code of a slip, out by a button, and what there is.  One cookie, sent below
 * `/my/` alone; no page of it is kept by anybody.
 * Templates: door/enter.cs, door/home.cs. */
#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/door/public.h"

#define COOKIE "xz-my"
#define COOKIE_PATH DOOR
#define CODE_MAX 60

const char *
door_path(struct req *r, const char *path)
{
	return req_is_en(r) ? arena_printf(r->arena, "%s?lang=en", path) : path;
}

/* ---- coming in */

static const struct field enter_fields[] = {
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = CODE_MAX },
	{ 0 }
};

static enum err
enter_page(struct req *r, int status, const char *word)
{
	struct input *in = input_new(r->arena, enter_fields);

	if (word != NULL)
		view_text(r, "enter.word", door_word(r, "", word));
	view_input(r, "door", in);	/* empty: a code is not shown again */
	return req_render(r, status, "door/enter.cs");
}

enum err
door_known(struct req *r, struct door_visitor *out, const char **token)
{
	enum err e;

	*token = req_cookie(r, COOKIE);
	if (str_empty(*token))
		return err_set(ERR_NOT_FOUND, "no session of the door");
	e = door_session(r->arena, r->db, *token, out);
	if (e == OK)
		(void)req_csrf_begin(r, out->secret);
	return e;
}

enum err
door_visit(struct req *r, struct door_visitor *out, const char **token, bool *in)
{
	enum err e = door_known(r, out, token);

	*in = e == OK;
	if (e == OK) {
		view_text(r, "me.name", out->name);
		view_text(r, "me.code", out->code);
		view_bool(r, "me.person", out->natural_person);
	}
	if (e != ERR_NOT_FOUND)
		return e;
	if (!str_empty(*token))
		req_set_kept_cookie(r, COOKIE, COOKIE_PATH, NULL, 0);
	return enter_page(r, 200, str_empty(*token) ? NULL : "ended");
}

static enum err
held(struct req *r, int64_t until)
{
	view_time(r, "enter.until", until);
	req_set_header(r, "Retry-After", arena_printf(r->arena, "%d",
	    until > r->now ? (int)((until - r->now) / SECOND_US) + 1 : 1));
	return enter_page(r, 429, "held");
}

static enum err
post_enter(struct req *r)
{
	struct input *in = input_new(r->arena, enter_fields);
	struct door_entry got;
	enum err e;

	req_input(r, in);
	if (r->problems.n > 0)
		return enter_page(r, 422, NULL);
	e = door_enter(r->arena, r->db, input_text(in, "code"), r->remote, &got);
	if (e != OK)
		return e;
	if (got.outcome == DOOR_HELD)
		return held(r, got.until);
	if (got.outcome != DOOR_IN) {
		problem_add(&r->problems, "code", got.outcome == DOOR_WRONG ? "door_wrong" : "door_mistyped", NULL);
		return enter_page(r, 422, NULL);
	}
	req_set_kept_cookie(r, COOKIE, COOKIE_PATH, got.token, 0);
	return req_redirect(r, "%s", door_path(r, DOOR));
}

static enum err
post_end(struct req *r)
{
	struct door_visitor who;
	const char *token;
	bool in;
	enum err e = door_visit(r, &who, &token, &in);

	if (e != OK || !in)
		return e;
	if (!req_csrf_ok(r))
		return err_set(ERR_DENIED, "a form of another session");
	e = door_leave(r->arena, r->db, token);
	if (e != OK)
		return e;
	req_set_kept_cookie(r, COOKIE, COOKIE_PATH, NULL, 0);
	return enter_page(r, 200, "left");
}

/* ---- what is theirs */

static enum err
view_counts(struct req *r, const char *token)
{
	struct door_count *list;
	int i, n;
	enum err e = door_counts(r->arena, r->db, token, time_day(r->now), &list, &n);

	for (i = 0; e == OK && i < n; i++) {
		bool all = list[i].agency_zh == NULL;

		view_text_at(r, "counts", i, "who", all ? door_word(r, "", "count_all") :
		    req_pick(r, list[i].agency_zh, list[i].agency_en));
		view_i64_at(r, "counts", i, "n", list[i].n);
		if (list[i].of >= 0)
			view_i64_at(r, "counts", i, "of", list[i].of);
		view_text_at(r, "counts", i, "source", list[i].source);
		view_bool_at(r, "counts", i, "full", list[i].of >= 0 && list[i].n >= list[i].of);
	}
	return e;
}

static enum err
home(struct req *r, const char *token, bool person)
{
	const struct db_rows *rows;
	int i;
	enum err e = door_cases(r->arena, r->db, token, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++)
		door_view_case(r, "cases", i, db_at(rows, i));
	if (e == OK)
		e = door_visits(r->arena, r->db, token, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++)
		door_view_visit(r, "visits", i, db_at(rows, i));
	if (e == OK && !person)
		e = view_counts(r, token);
	if (e == OK && !person)
		e = door_view_wishes(r, token);
	view_bool(r, "may_wish", !person);
	return e == OK ? req_render(r, 200, "door/home.cs") : e;
}

static enum err
get_home(struct req *r)
{
	struct door_visitor who;
	const char *token;
	bool in;
	enum err e = door_visit(r, &who, &token, &in);

	if (e != OK || !in)
		return e;
	view_time(r, "me.until", who.until);
	if (who.others > 0)
		view_i64(r, "me.others", who.others);
	return home(r, token, who.natural_person);
}

const struct route door_portal_routes[] = {
	{ .method = GET, .path = "/my/", .flags = ROUTE_PUBLIC, .run = get_home },
	{ .method = POST, .path = "/my/", .flags = ROUTE_PUBLIC, .run = post_enter, .body_max = 4096 },
	{ .method = POST, .path = "/my/end", .flags = ROUTE_PUBLIC, .run = post_end, .body_max = 4096 },
	{ 0 }
};
