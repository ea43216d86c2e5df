/* signin.c - signing in in two steps, out here or everywhere, and what an account may know of itself. */
#include <inttypes.h>

#include "cgi/common/rows.h"
#include "cgi/dispatch.h"
#include "cgi/signin.h"
#include "lib/act/draft.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/people/chosen.h"
#include "lib/people/pass.h"
#include "lib/people/passkey.h"
#include "lib/web/params.h"

#define BODY_MAX (8 << 10)	/* name, password, code or passkey, the page to go on to */
#define SIGN_INS_SHOWN 10

#define DEVICE "xz-device"	/* cookie of a device that signed in before, of the sign-in page alone */
#define DEVICE_PATH "/desk/login"
#define DEVICE_LIFE (180 * 86400)
#define FAILED_MANY 3		/* failures since the sign-in before that are told at once */

struct signing_in {
	struct sign_in who;
	const char *sealed, *next;
	struct people_pass pass;	/* of sealed, after the password */
	struct people_passkey_answer passkey;
	const char *problem;	/* message "login.<problem>", or NULL */
};

static struct signing_in
from_form(const struct req *r)
{
	const char *name = req_form(r, "username", 64);

	return (struct signing_in){ .who = { .username = name != NULL ? plain_user(r->arena, name) : NULL,
	    .remote = r->remote, .device = req_cookie(r, DEVICE), .waited = req_form(r, "_wait", 1000) },
	    .sealed = req_form(r, "_pass", 1000), .next = req_form(r, "next", 1000), .passkey = passkey_answer(r) };
}

/* How long is left, in words; Retry-After says it to programs. */
static const char *
time_left(struct req *r, int64_t until)
{
	int64_t left = (until - clock_real_now() + SECOND_US - 1) / SECOND_US;

	left = left < 1 ? 1 : left;
	req_set_header(r, "Retry-After", arena_printf(r->arena, "%" PRId64, left));
	if (left > 90)
		return view_msg(r, "login.minutes", "n", arena_printf(r->arena, "%" PRId64, (left + 59) / 60), NULL);
	return view_msg(r, "login.seconds", "n", arena_printf(r->arena, "%" PRId64, left), NULL);
}

/* The second step: each showing has a challenge of its own. */
static enum err
view_second(struct req *r, struct signing_in *s)
{
	const char *ids = "", *sealed;
	enum err e = people_pass_seal(r->arena, PASS_SIGN_IN, &s->pass, &sealed);

	if (e == OK)
		e = people_passkey_ids(r->arena, r->db, s->pass.account, &ids);
	if (e != OK)
		return e;
	view_bool(r, "login.code", true);
	view_text(r, "login.pass", sealed);
	if (!str_empty(ids))
		passkey_view(r, &s->pass, ids);
	return OK;
}

static enum err
show(struct req *r, int status, struct signing_in *s, bool code)
{
	const char *left = NULL;
	enum err e = code ? view_second(r, s) : OK;

	if (e != OK)
		return e;
	view_text(r, "login.username", s->who.username);
	view_text(r, "login.next", s->next);
	view_text(r, "login.wait", s->who.ticket);
	if (s->problem != NULL) {
		if (status == 429)
			left = time_left(r, s->who.until);
		view_text(r, "login.problem", view_msg(r, arena_printf(r->arena, "login.%s", s->problem), NULL));
		view_text(r, "login.help", view_msg(r, arena_printf(r->arena, "login.%s_help", s->problem),
		    "left", left != NULL ? left : "", NULL));
		view_bool(r, "login.locked", status == 429);
	}
	return req_render(r, status, "login/sign_in.cs");
}

static enum err
get_login(struct req *r)
{
	struct signing_in s = { .next = dispatch_next_path(r, req_query(r, "next", 1000), NULL) };
	const char *token = req_session_token(r), *why = NULL;
	bool kept = false;
	enum err e = OK;

	if (r->session != NULL)
		return req_redirect(r, "%s", s.next != NULL ? s.next : "/desk/");
	if (token != NULL)
		e = people_session_why(r->arena, r->db, token, &why);
	if (e != OK)
		return e;
	if (token != NULL)
		e = act_draft_waits(r->arena, r->db, token, &kept);
	if (e != OK)
		return e;
	view_bool(r, "login.kept", kept);
	if (why != NULL)
		view_text(r, "login.ended", view_msg(r, arena_printf(r->arena, "login.ended_%s", why), NULL));
	return show(r, 200, &s, false);
}

static enum err
held_up(struct req *r, struct signing_in *s)
{
	s->problem = s->who.ticket != NULL ? "wait" : "locked";
	return show(r, 429, s, false);
}

static enum err
step_password(struct req *r, struct signing_in *s)
{
	const char *password = req_form(r, "password", 1000);
	enum err e;

	if (str_empty(s->who.username) || str_empty(password)) {
		s->problem = "missing";
		return show(r, 422, s, false);
	}
	e = people_sign_in_password(r->arena, r->db, &s->who, password);
	if (e != OK)
		return e;
	if (s->who.outcome == SIGN_IN_LOCKED)
		return held_up(r, s);
	if (s->who.outcome != SIGN_IN_OK) {
		s->problem = "wrong";
		return show(r, 422, s, false);
	}
	s->pass = (struct people_pass){ .username = s->who.username, .account = s->who.account };
	return show(r, 200, s, true);
}

/* Whether the owner is told before anything else what happened to the account since the sign-in before. */
static enum err
something_happened(struct req *r, const struct signing_in *s, const char *token, int64_t began, bool *out)
{
	const struct db_rows *rows;
	enum err e;
	int i;

	db_set_token(r->db, token);
	e = people_since(r->arena, r->db, s->who.account, began, &rows);
	db_set_token(r->db, NULL);
	*out = false;
	for (i = 0; e == OK && i < db_count(rows); i++)
		*out = *out || !str_eq(row_text(db_at(rows, i), "kind"), "failed") ||
		    row_i64(db_at(rows, i), "n") >= FAILED_MANY;
	return e;
}

/* Signed in: the old session of this browser ends and the page asked for comes.  Nothing else is done. */
static enum err
enter(struct req *r, const struct signing_in *s, const char *token, bool told)
{
	const char *next = dispatch_next_path(r, s->next, "/desk/");
	enum err e = OK;

	if (r->session != NULL)
		e = people_sign_out(r->arena, r->db, r->session->token, r->session->username, r->remote, false);
	if (e != OK)
		return e;
	req_set_session_cookie(r, token);
	if (told)
		next = arena_printf(r->arena, "/desk/me/since?next=%s", percent_encode(r->arena, next));
	return req_redirect(r, "%s", next);
}

/* By the passkey that the page's script sent, otherwise by the code.  s->problem is set when it was wrong. */
static enum err
second_factor(struct req *r, struct signing_in *s, const char **token, const char **device)
{
	const char *code = req_form(r, "code", 20);
	enum people_passkey_why why;
	enum err e;

	if (s->passkey.signature == NULL) {
		s->problem = "code_wrong";
		return people_sign_in_code(r->arena, r->db, &s->who, plain_code(r->arena, code), token, device);
	}
	e = people_sign_in_passkey(r->arena, r->db, &s->who, &s->pass, &s->passkey, &why, token, device);
	s->problem = arena_printf(r->arena, "passkey_%s", people_passkey_why(why));
	return e;
}

static enum err
step_second(struct req *r, struct signing_in *s)
{
	const char *token = NULL, *device = NULL;
	int64_t began = clock_real_now();
	bool told = false;
	enum err e;

	if (people_pass_open(r->arena, PASS_SIGN_IN, s->sealed, &s->pass) != OK) {
		s->who.username = NULL;
		s->problem = "late";
		return show(r, 422, s, false);
	}
	s->who.username = s->pass.username;
	s->who.account = s->pass.account;
	if (str_empty(req_form(r, "code", 20)) && s->passkey.signature == NULL) {
		s->problem = "code_missing";
		return show(r, 422, s, true);
	}
	e = second_factor(r, s, &token, &device);
	if (e == OK && s->who.outcome == SIGN_IN_OK)
		e = something_happened(r, s, token, began, &told);
	if (e != OK)
		return e;
	if (s->who.outcome == SIGN_IN_LOCKED)
		return held_up(r, s);
	if (s->who.outcome != SIGN_IN_OK)
		return show(r, 422, s, true);
	if (device == NULL)
		device = s->who.device;
	req_set_kept_cookie(r, DEVICE, DEVICE_PATH, device, DEVICE_LIFE);
	return enter(r, s, token, told);
}

static enum err
post_login(struct req *r)
{
	struct signing_in s = from_form(r);

	return s.sealed != NULL ? step_second(r, &s) : step_password(r, &s);
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
	e = me_view_passkeys(r);
	if (e == OK)
		e = me_view_since(r);
	if (e != OK)
		return e;
	return req_render(r, 200, "login/me.cs");
}

const struct route login_routes[] = {
	{ .method = GET, .path = "/desk/login", .flags = ROUTE_PUBLIC, .run = get_login },
	{ .method = POST, .path = "/desk/login", .flags = ROUTE_PUBLIC, .run = post_login, .body_max = BODY_MAX },
	{ .method = POST, .path = "/desk/logout", .duties = DUTY_ANY, .run = post_logout },
	{ .method = GET, .path = "/desk/me", .duties = DUTY_ANY, .run = get_me },
	{ 0 }
};
