/* me.c - what an account may change of its own: its password, its sessions. */
#include <string.h>

#include "cgi/signin.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/chosen.h"
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

const struct route me_routes[] = {
	{ .method = GET, .path = "/desk/me/password", .duties = DUTY_ANY, .run = get_password },
	{ .method = POST, .path = "/desk/me/password", .duties = DUTY_ANY, .run = post_password, .body_max = BODY_MAX },
	{ .method = POST, .path = "/desk/me/sessions", .duties = DUTY_ANY, .run = post_end, .body_max = BODY_MAX },
	{ 0 }
};
