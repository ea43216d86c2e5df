/* me.c - what an account may change of its own: its password, its sessions; and what happened to it since the sign-in
 * before. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/dispatch.h"
#include "cgi/signin.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/chosen.h"
#include "lib/people/pass.h"
#include "lib/people/people.h"

#define BODY_MAX (8 << 10)

static enum err
show_password(struct req *r, int status, const char *problem)
{
	if (problem != NULL)
		view_text(r, "me.problem", view_msg(r, arena_printf(r->arena, "me.password_%s", problem), NULL));
	return req_render(r, status, "login/password.cs");
}

static enum err
get_password(struct req *r)
{
	return show_password(r, 200, NULL);
}

/* Problem of the form; NULL: none. */
static enum err
look(struct req *r, const char *fresh, const char *again, const char **problem)
{
	enum err e = people_chosen_fault(fresh, r->session->username, problem);

	if (e == OK && *problem == NULL && strcmp(fresh, again) != 0)
		*problem = "differ";
	return e;
}

static enum err
post_password(struct req *r)
{
	const char *current = req_form(r, "current", 1000), *fresh = req_form(r, "fresh", 1000),
	    *again = req_form(r, "again", 1000), *problem = NULL;
	struct people_session who = { .account = r->session->account, .username = r->session->username };
	enum sign_in_outcome outcome;
	enum err e;

	if (str_empty(current) || str_empty(fresh) || again == NULL)
		return show_password(r, 422, "missing");
	e = look(r, fresh, again, &problem);
	if (e != OK)
		return e;
	if (problem != NULL)
		return show_password(r, 422, problem);
	e = people_chosen_change(r->arena, r->db, &who, current, fresh, r->remote, &outcome);
	if (e != OK)
		return e;
	if (outcome != SIGN_IN_OK)
		return outcome == SIGN_IN_LOCKED ? show_password(r, 429, "locked") : show_password(r, 422, "wrong");
	req_set_session_cookie(r, NULL);
	return req_redirect(r, "%s", req_with_notice(r, "/desk/login", "notice.password_changed"));
}

static enum err
post_end(struct req *r)
{
	const char *text = req_form(r, "session", 20);
	long long id;
	enum err e;

	if (text == NULL || !str_i64(text, 1, INT64_MAX, &id))
		return err_set(ERR_INPUT, "malformed session");
	e = people_session_end_own(r->arena, r->db, id);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, "/desk/me", "notice.session_ended")) : e;
}

static const char *
happened(struct req *r, struct db_row row)
{
	const char *remotes = row_text_or(row, "remotes", "");

	return view_msg(r, arena_printf(r->arena, "since.%s", row_text(row, "kind")), "n",
	    arena_printf(r->arena, "%" PRId64, row_i64(row, "n")), "from",
	    remotes[0] != '\0' ? remotes : view_msg(r, "since.nowhere", NULL), NULL);
}

enum err
me_view_since(struct req *r)
{
	static const struct column cols[] = { { "at", 'T' }, { 0 } };
	const struct db_rows *rows;
	enum err e = people_since(r->arena, r->db, r->session->account, r->session->auth_time, &rows);
	int i;

	for (i = 0; e == OK && i < db_count(rows); i++) {
		row_view_at(r, "since", i, db_at(rows, i), cols);
		view_text_at(r, "since", i, "text", happened(r, db_at(rows, i)));
		view_time(r, "since_at", row_time(db_at(rows, i), "since"));
	}
	return e;
}

static enum err
get_since(struct req *r)
{
	enum err e = me_view_since(r);

	if (e != OK)
		return e;
	view_text(r, "next", dispatch_next_path(r, req_query(r, "next", 1000), "/desk/"));
	return req_render(r, 200, "login/since.cs");
}

const struct route me_routes[] = {
	{ .method = GET, .path = "/desk/me/since", .duties = DUTY_ANY, .run = get_since },
	{ .method = GET, .path = "/desk/me/password", .duties = DUTY_ANY, .run = get_password },
	{ .method = POST, .path = "/desk/me/password", .duties = DUTY_ANY, .run = post_password, .body_max = BODY_MAX },
	{ .method = POST, .path = "/desk/me/sessions", .duties = DUTY_ANY, .run = post_end, .body_max = BODY_MAX },
	{ 0 }
};
