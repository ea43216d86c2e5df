/* activate.c - the owner of an account gets in by a link: chooses the password, takes the secret of the one-time codes
 * into the authenticator and shows by a code that it is there. */
#include <string.h>

#include "cgi/signin.h"
#include "lib/base/arena.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/people/activation.h"
#include "lib/people/chosen.h"
#include "lib/web/params.h"

#define BODY_MAX (8 << 10)

struct activating {
	struct people_activation p;
	struct people_activating w;
	const char *problem;		/* message "activate.<problem>", or NULL */
};

static enum err
show(struct req *r, int status, const struct activating *x)
{
	const char *site = percent_encode(r->arena, view_msg(r, "site.name", NULL)), *secret, *sealed;
	enum err e = OK;

	view_text(r, "activate.token", x->w.token);
	view_text(r, "activate.username", x->p.username);
	view_bool(r, "activate.password", x->p.password);
	if (x->problem != NULL)
		view_text(r, "activate.problem", view_msg(r, arena_printf(r->arena, "activate.%s", x->problem), NULL));
	if (x->p.totp) {
		e = people_activation_secret(r->arena, x->w.token, x->w.secret, &secret, &sealed);
		if (e != OK)
			return e;
		view_text(r, "activate.secret", secret);
		view_text(r, "activate.sealed", sealed);
		view_text(r, "activate.uri", arena_printf(r->arena,
		    "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30", site,
		    percent_encode(r->arena, x->p.username), secret, site));
	}
	return req_render(r, status, "login/activate.cs");
}

/* Whichever way a link is no good, the page says the same. */
static enum err
gone(struct req *r)
{
	view_bool(r, "activate.gone", true);
	return req_render(r, 404, "login/activate.cs");
}

static enum err
get_activate(struct req *r)
{
	struct activating x = { .w = { .token = req_query(r, "t", 100) } };
	enum err e = x.w.token != NULL ? people_activation_open(r->arena, r->db, x.w.token, &x.p) : ERR_NOT_FOUND;

	if (e == ERR_NOT_FOUND)
		return gone(r);
	return e == OK ? show(r, 200, &x) : e;
}

static enum err
look(struct req *r, struct activating *x)
{
	const char *again = req_form(r, "again", 1000), *fault = NULL;
	enum err e = OK;

	if (str_empty(x->w.password) || str_empty(x->w.code)) {
		x->problem = "missing";
		return OK;
	}
	if (!x->p.password)
		return OK;
	e = people_chosen_fault(x->w.password, x->p.username, &fault);
	if (e == OK && fault == NULL && (again == NULL || strcmp(again, x->w.password) != 0))
		fault = "differ";
	if (fault != NULL)
		x->problem = arena_printf(r->arena, "password_%s", fault);
	return e;
}

static enum err
post_activate(struct req *r)
{
	struct activating x = { .w = { .token = req_form(r, "t", 100), .password = req_form(r, "password", 1000),
	    .secret = req_form(r, "_secret", 1000), .code = req_form(r, "code", 20), .remote = r->remote } };
	enum sign_in_outcome outcome;
	enum err e = x.w.token != NULL ? people_activation_open(r->arena, r->db, x.w.token, &x.p) : ERR_NOT_FOUND;

	if (e == ERR_NOT_FOUND)
		return gone(r);
	if (e == OK)
		e = look(r, &x);
	if (e != OK)
		return e;
	if (x.problem != NULL)
		return show(r, 422, &x);
	x.w.code = plain_code(r->arena, x.w.code);
	e = people_activation_use(r->arena, r->db, &x.w, &outcome);
	if (e != OK)
		return e;
	if (outcome == SIGN_IN_OK)
		return req_redirect(r, "%s", req_with_notice(r, "/desk/login", "notice.activated"));
	x.problem = outcome == SIGN_IN_LOCKED ? "locked" : outcome == SIGN_IN_USED ? "late" : "wrong";
	return show(r, outcome == SIGN_IN_LOCKED ? 429 : 422, &x);
}

const struct route activate_routes[] = {
	{ .method = GET, .path = "/desk/activate", .flags = ROUTE_PUBLIC, .run = get_activate },
	{ .method = POST, .path = "/desk/activate", .flags = ROUTE_PUBLIC, .run = post_activate, .body_max = BODY_MAX },
	{ 0 }
};
