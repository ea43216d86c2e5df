/* passkey.c - the passkeys of an account: its owner sees, names, adds and removes them, and shows each time the code or
 * a passkey that there is. */
#include "lib/people/passkey.h"

#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/signin.h"
#include "lib/base/arena.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"
#include "lib/people/people.h"

#define BODY_MAX (32 << 10)
#define TEXT_MAX 6000		/* of a value in base64url */
#define PAGE "/desk/me/passkeys"

/* The script's fields come empty with what was typed. */
static const char *
scripted(const struct req *r, const char *name)
{
	const char *text = req_form(r, name, TEXT_MAX);

	return str_empty(text) ? NULL : text;
}

struct people_passkey_answer
passkey_answer(const struct req *r)
{
	return (struct people_passkey_answer){ .id = scripted(r, "passkey_id"),
	    .client = scripted(r, "passkey_client"), .data = scripted(r, "passkey_data"),
	    .signature = scripted(r, "passkey_signature") };
}

void
passkey_view(struct req *r, const struct people_pass *p, const char *ids)
{
	const char *party = people_passkey_party(req_header(r, "HTTP_HOST"));

	if (party == NULL)
		return;
	view_text(r, "passkey.party", party);
	view_text(r, "passkey.challenge", p->challenge);
	view_text(r, "passkey.ids", ids);
}

enum err
me_view_passkeys(struct req *r)
{
	static const struct column cols[] = { { "id", 'i' }, { "name", 't' }, { "party", 't' }, { "added_at", 'T' },
	    { "used_at", 'T' }, { 0 } };
	const struct db_rows *rows;
	enum err e = people_passkeys_own(r->arena, r->db, &rows);

	if (e == OK)
		rows_view(r, "me.passkeys", rows, cols);
	return e;
}

/* Problem: message "me.passkey_<problem>"; NULL: none. */
static enum err
show(struct req *r, int status, const char *problem)
{
	struct people_pass p = { .username = r->session->username, .account = r->session->account };
	const char *ids, *sealed;
	enum err e = me_view_passkeys(r);

	if (e == OK)
		e = people_passkey_ids(r->arena, r->db, p.account, &ids);
	if (e == OK)
		e = people_pass_seal(r->arena, PASS_OWN, &p, &sealed);
	if (e != OK)
		return e;
	view_text(r, "passkey.pass", sealed);
	view_ref(r, "passkey.user", r->session->ref);
	view_text(r, "passkey.name", req_form(r, "name", 2 * PASSKEY_NAME_MAX));
	passkey_view(r, &p, ids);
	if (problem != NULL)
		view_text(r, "me.problem", view_msg(r, arena_printf(r->arena, "me.passkey_%s", problem), NULL));
	return req_render(r, status, "login/passkeys.cs");
}

static enum err
get_passkeys(struct req *r)
{
	return show(r, 200, NULL);
}

/* False: the page was shown too long ago, or its challenge is another account's. */
static bool
open_pass(struct req *r, struct people_pass *p)
{
	if (people_pass_open(r->arena, PASS_OWN, req_form(r, "_pass", 1000), p) == OK &&
	    p->account == r->session->account)
		return true;
	err_clear();
	return false;
}

/* By the code typed, or by a passkey that there is.  *problem: NULL for right. */
static enum err
confirm(struct req *r, const struct people_pass *p, const char **problem, bool *locked)
{
	struct sign_in s = { .username = r->session->username, .account = r->session->account, .remote = r->remote,
	    .at_once = true };
	struct people_passkey_answer w = passkey_answer(r);
	const char *code = req_form(r, "code", 20);
	enum people_passkey_why why = PASSKEY_WHY_NONE;
	enum err e;

	*problem = "code_missing";
	*locked = false;
	if (w.signature == NULL && str_empty(code))
		return OK;
	if (w.signature != NULL)
		e = people_own_passkey(r->arena, r->db, &s, p, &w, &why);
	else
		e = people_own_code(r->arena, r->db, &s, plain_code(r->arena, code));
	*locked = s.outcome == SIGN_IN_LOCKED;
	*problem = s.outcome == SIGN_IN_OK ? NULL : *locked ? "locked" :
	    w.signature != NULL ? people_passkey_why(why) : "code_wrong";
	return e;
}

/* What was typed, and what the device made; *problem: NULL for good. */
static const char *
look(struct req *r, const struct people_pass *p, const char **name, struct passkey_key *made)
{
	const char *text = req_form(r, "name", 2 * PASSKEY_NAME_MAX);

	*name = text != NULL ? plain_text(r->arena, text) : "";
	if (str_empty(*name))
		return "name_missing";
	if (str_utf8_len(*name) > PASSKEY_NAME_MAX || plain_fault(*name, false) != NULL)
		return "name_long";
	return people_passkey_read(r->arena, p, req_form(r, "made_client", TEXT_MAX),
	    req_form(r, "made_data", TEXT_MAX), made) ? NULL : "not_made";
}

/* A code leaves the challenge, a passkey has used it up. */
static enum err
spend(struct req *r, const struct people_pass *p, const char **problem)
{
	bool fresh = true;
	enum err e = OK;

	if (passkey_answer(r).signature == NULL)
		e = people_passkey_spend(r->arena, r->db, p, &fresh);
	if (!fresh)
		*problem = "late";
	return e;
}

static enum err
post_add(struct req *r)
{
	struct people_pass p;
	struct passkey_key made;
	const char *name, *problem;
	bool locked = false;
	enum err e = OK;

	problem = open_pass(r, &p) ? look(r, &p, &name, &made) : "late";
	if (problem == NULL)
		e = confirm(r, &p, &problem, &locked);
	if (e == OK && problem == NULL)
		e = spend(r, &p, &problem);
	if (e != OK)
		return e;
	if (problem != NULL)
		return show(r, locked ? 429 : 422, problem);
	e = people_passkey_add(r->arena, r->db, &made, name, r->remote);
	if (e == ERR_STATE)
		return show(r, 409, "refused");
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, PAGE, "notice.passkey_added")) : e;
}

static enum err
post_remove(struct req *r)
{
	const char *text = req_form(r, "passkey", 20), *problem = NULL;
	struct people_pass p = { 0 };
	bool locked = false;
	long long id;
	enum err e;

	if (text == NULL || !str_i64(text, 1, INT64_MAX, &id))
		return show(r, 422, "choose");
	if (passkey_answer(r).signature != NULL && !open_pass(r, &p))
		return show(r, 422, "late");
	e = confirm(r, &p, &problem, &locked);
	if (e != OK)
		return e;
	if (problem != NULL)
		return show(r, locked ? 429 : 422, problem);
	e = people_passkey_remove(r->arena, r->db, id, r->remote);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, PAGE, "notice.passkey_removed")) : e;
}

const struct route passkey_routes[] = {
	{ .method = GET, .path = PAGE, .duties = DUTY_ANY, .run = get_passkeys },
	{ .method = POST, .path = PAGE, .duties = DUTY_ANY, .run = post_add, .body_max = BODY_MAX },
	{ .method = POST, .path = PAGE "/remove", .duties = DUTY_ANY, .run = post_remove, .body_max = BODY_MAX },
	{ 0 }
};
