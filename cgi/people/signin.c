/* signin.c - signing in in two steps, out here or everywhere, and what an account may know of itself. */
#include "cgi/common/rows.h"
#include "cgi/dispatch.h"
#include "cgi/signin.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/chosen.h"
#include "lib/people/pass.h"

#define BODY_MAX (8 << 10)	/* name, password, code, the page to go on to */
#define SIGN_INS_SHOWN 10

struct signing_in {
	const char *username, *pass, *next;
	const char *problem;	/* message "login.<problem>", or NULL */
};

static struct signing_in
from_form(const struct req *r)
{
	return (struct signing_in){ .username = req_form(r, "username", 64), .pass = req_form(r, "_pass", 1000),
	    .next = req_form(r, "next", 1000) };
}

static enum err
show(struct req *r, int status, const struct signing_in *s, bool code)
{
	view_text(r, "login.username", s->username);
	view_text(r, "login.next", s->next);
	view_bool(r, "login.code", code);
	view_text(r, "login.pass", code ? s->pass : NULL);
	if (s->problem != NULL) {
		view_text(r, "login.problem", view_msg(r, arena_printf(r->arena, "login.%s", s->problem), NULL));
		view_text(r, "login.help", view_msg(r, arena_printf(r->arena, "login.%s_help", s->problem), NULL));
		view_bool(r, "login.locked", str_eq(s->problem, "locked"));
	}
	return req_render(r, status, "login/sign_in.cs");
}

static enum err
get_login(struct req *r)
{
	struct signing_in s = { .next = dispatch_next_path(r, req_query(r, "next", 1000), NULL) };

	if (r->session != NULL)
		return req_redirect(r, "%s", s.next != NULL ? s.next : "/desk/");
	return show(r, 200, &s, false);
}

static enum err
step_password(struct req *r, struct signing_in *s)
{
	const char *password = req_form(r, "password", 1000);
	enum sign_in_outcome outcome;
	int64_t account;
	enum err e;

	if (str_empty(s->username) || str_empty(password)) {
		s->problem = "missing";
		return show(r, 422, s, false);
	}
	e = people_sign_in_password(r->arena, r->db, s->username, password, r->remote, &outcome, &account);
	if (e != OK)
		return e;
	if (outcome != SIGN_IN_OK) {
		s->problem = outcome == SIGN_IN_LOCKED ? "locked" : "wrong";
		return show(r, outcome == SIGN_IN_LOCKED ? 429 : 422, s, false);
	}
	e = people_pass_seal(r->arena, s->username, account, &s->pass);
	return e == OK ? show(r, 200, s, true) : e;
}

/* Signed in: the old session of this browser ends and the page asked for comes.  Nothing else is done. */
static enum err
enter(struct req *r, const struct signing_in *s, const char *token)
{
	const char *next = dispatch_next_path(r, s->next, "/desk/");
	enum err e = OK;

	if (r->session != NULL)
		e = people_sign_out(r->arena, r->db, r->session->token, r->session->username, r->remote, false);
	if (e != OK)
		return e;
	req_set_session_cookie(r, token);
	return req_redirect(r, "%s", next);
}

static enum err
step_code(struct req *r, struct signing_in *s)
{
	const char *code = req_form(r, "code", 20), *token = NULL;
	enum sign_in_outcome outcome;
	int64_t account;
	enum err e;

	if (people_pass_open(r->arena, s->pass, &s->username, &account) != OK) {
		s->username = NULL;
		s->problem = "late";
		return show(r, 422, s, false);
	}
	if (str_empty(code)) {
		s->problem = "code_missing";
		return show(r, 422, s, true);
	}
	e = people_sign_in_code(r->arena, r->db, s->username, account, str_clean(r->arena, code), r->remote, &outcome,
	    &token);
	if (e != OK)
		return e;
	if (outcome == SIGN_IN_OK)
		return enter(r, s, token);
	s->problem = outcome == SIGN_IN_LOCKED ? "locked" : "code_wrong";
	return show(r, outcome == SIGN_IN_LOCKED ? 429 : 422, s, outcome != SIGN_IN_LOCKED);
}

static enum err
post_login(struct req *r)
{
	struct signing_in s = from_form(r);

	return s.pass != NULL ? step_code(r, &s) : step_password(r, &s);
}

static enum err
post_logout(struct req *r)
{
	bool everywhere = req_form(r, "everywhere", 1) != NULL;
	enum err e = people_sign_out(r->arena, r->db, r->session->token, r->session->username, r->remote, everywhere);

	if (e != OK)
		return e;
	req_set_session_cookie(r, NULL);
	return req_redirect(r, "%s", req_with_notice(r, "/desk/login", everywhere ? "notice.signed_out_everywhere" :
	    "notice.signed_out"));
}

static void
view_outcomes(struct req *r, const struct db_rows *rows)
{
	static const struct column cols[] = { { "at", 'T' }, { "remote", 't' }, { 0 } };
	int i;

	rows_view(r, "me.sign_ins", rows, cols);
	for (i = 0; i < db_count(rows); i++) {
		const char *what = row_text(db_at(rows, i), "outcome");

		view_text_at(r, "me.sign_ins", i, "outcome",
		    view_msg(r, arena_printf(r->arena, "me.outcome.%s", what), NULL));
		view_bool_at(r, "me.sign_ins", i, "bad", !str_eq(what, "ok") && !str_starts(what, "sign_out") &&
		    !str_eq(what, "session_ended"));
	}
}

static enum err
get_me(struct req *r)
{
	static const struct column duties[] = { { "name", 'l' }, { "from_day", 'd' }, { "until_day", 'd' },
	    { "for_name", 't' }, { 0 } };
	static const struct column certificates[] = { { "no", 't' }, { "field", 't' }, { "valid_from", 'd' },
	    { "valid_to", 'd' }, { 0 } };
	static const struct column sessions[] = { { "id", 'i' }, { "auth_time", 'T' }, { "last_seen", 'T' },
	    { "remote", 't' }, { "here", 'b' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = people_duties_of(r->arena, r->db, r->session->account, &rows);

	if (e == OK)
		rows_view(r, "me.duties", rows, duties);
	if (e == OK)
		e = people_certificates_of(r->arena, r->db, r->session->account, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row c = db_at(rows, i);

		row_view_at(r, "me.certificates", i, c, certificates);
		view_text_at(r, "me.certificates", i, "kind",
		    view_msg(r, arena_printf(r->arena, "me.certificate.%s", row_text(c, "kind")), NULL));
		view_text_at(r, "me.certificates", i, "status",
		    view_msg(r, arena_printf(r->arena, "me.certificate.%s", row_text(c, "status")), NULL));
		view_bool_at(r, "me.certificates", i, "valid", str_eq(row_text(c, "status"), "valid"));
	}
	if (e == OK)
		e = people_sign_ins(r->arena, r->db, r->session->account, SIGN_INS_SHOWN, &rows);
	if (e != OK)
		return e;
	view_outcomes(r, rows);
	e = people_sessions_own(r->arena, r->db, &rows);
	if (e != OK)
		return e;
	rows_view(r, "me.sessions", rows, sessions);
	view_time(r, "me.since", r->session->auth_time);
	return req_render(r, 200, "login/me.cs");
}

const struct route login_routes[] = {
	{ .method = GET, .path = "/desk/login", .flags = ROUTE_PUBLIC, .run = get_login },
	{ .method = POST, .path = "/desk/login", .flags = ROUTE_PUBLIC, .run = post_login, .body_max = BODY_MAX },
	{ .method = POST, .path = "/desk/logout", .duties = DUTY_ANY, .run = post_logout },
	{ .method = GET, .path = "/desk/me", .duties = DUTY_ANY, .run = get_me },
	{ 0 }
};
