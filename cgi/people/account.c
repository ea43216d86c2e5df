/* account.c - the system administrator's accounts: made, switched, given new credentials; never duties. */
#include <string.h>

#include "cgi/common/address.h"
#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/people/code.h"
#include "lib/people/office.h"
#include "lib/web/params.h"

#define LIST "/desk/admin/accounts/"

#define ACCOUNT_FIELDS \
	{ .name = "username", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .min = 2, .max = 40 }, \
	{ .name = "display_name", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .max = 40 }, \
	{ .name = "office", .type = FIELD_CHOICE, .flags = FIELD_WIDE }

static const struct field new_form[] = {
	ACCOUNT_FIELDS,
	{ .name = "officer_kind", .type = FIELD_CHOICE },
	{ .name = "law_qualified", .type = FIELD_TICK },
	ADMIN_CERTIFICATE(0),
	{ 0 }
};
/* Of an officer who is there already. */
static const struct field officer_form[] = { ACCOUNT_FIELDS, { 0 } };

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "username", 't' }, { "display_name", 't' }, { "agency_name", 't' },
	    { "unit_name", 't' }, { "duties", 'l' }, { "active", 'b' }, { 0 } };
	static const char *const kept[] = { "q", NULL };
	const char *q = admin_query(r, "q", 60);
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = admin_after(r, &after);

	if (e == OK)
		e = people_account_search(r->arena, r->db, q, NULL, after, ADMIN_PAGE + 1, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, LIST, kept, rows);
	for (i = 0; i < n; i++) {
		row_view_at(r, "accounts", i, db_at(rows, i), cols);
		view_text_at(r, "accounts", i, "href", ref_path(r, LIST, row_ref(db_at(rows, i), "ref"), ""));
	}
	view_text(r, "q", q);
	return req_render(r, 200, "admin/accounts.cs");
}

/* ---- the link by which its owner gets in: shown once, on the page that answers */

static enum err
show_link(struct req *r, const char *username, const char *token, bool waits, const char *back)
{
	admin_crumb(r, 0, view_msg(r, "menu.accounts", NULL), LIST);
	if (back != NULL)
		admin_crumb(r, 1, username, back);
	admin_crumb(r, 2, view_msg(r, "admin.secret.title", NULL), NULL);
	view_text(r, "secret.username", username);
	view_text(r, "secret.link", arena_printf(r->arena, "%s/desk/activate?t=%s", address_desk(), token));
	view_bool(r, "secret.waits", waits);
	view_text(r, "secret.back", back != NULL ? back : LIST);
	return req_render(r, 200, "admin/secret.cs");
}

/* xiezhi-signin makes it; again: it did before, by this very form, and what was shown once is not kept. */
static enum err
hand_out(struct req *r, const char *username, const char *kind, bool password, bool totp, const char *back)
{
	struct act act = req_act(r);
	const char *link;
	bool again, waits;
	enum err e = people_activation_ask(r->arena, &act, r->session->token, username, kind, password, totp, &again,
	    &waits, &link);

	if (e != OK)
		return e;
	return again ? req_redirect(r, "%s", req_with_notice(r, back != NULL ? back : LIST, "notice.secret_shown")) :
	    show_link(r, username, link, waits, back);
}

/* ---- a new account */

struct adding {
	struct admin_places p;
	const struct input *in;
	struct ref officer_ref;		/* zero: none */
	int64_t officer;
	const char *region;		/* of the agency, for a certificate without one */
};

static enum err
load_officer(struct req *r, struct adding *w, struct input *in)
{
	struct db_row o;
	enum err e = people_officer_card(r->arena, r->db, w->officer_ref, &o);

	if (e != OK)
		return e;
	if (r->method == GET && row_has(o, "username"))
		return err_set(ERR_STATE, "the officer has an account");
	w->officer = row_i64(o, "id");
	input_default(in, "display_name", row_text(o, "name"));
	input_default(in, "office", admin_place_text(r, &w->p, row_i64(o, "agency_id"), row_i64_or(o, "unit_id", 0)));
	view_text(r, "page.subject", view_msg(r, "admin.of_officer", "name", row_text(o, "name"), NULL));
	return OK;
}

static enum err
new_input(struct req *r, struct adding *w, struct input **in)
{
	const char *text = r->method == POST ? req_form(r, "_officer", 26) : req_query(r, "officer", 26);
	enum err e = admin_places(r, &w->p);

	if (e == OK && !str_empty(text) && !ref_parse(text, &w->officer_ref))
		return err_set(ERR_NOT_FOUND, "officer: not a ref");
	if (e != OK)
		return e;
	*in = input_new(r->arena, ref_zero(w->officer_ref) ? new_form : officer_form);
	admin_place_options(r, &w->p, *in, "office", true);
	if (!ref_zero(w->officer_ref))
		return load_officer(r, w, *in);
	admin_words(r, *in, "officer_kind", "admin.officer_kind", admin_officer_kinds);
	admin_words(r, *in, "certificate_kind", "me.certificate", admin_certificate_kinds);
	return OK;
}

static enum err
show_new(struct req *r, int status, const struct adding *w, const struct input *in)
{
	struct admin_form f = { .scope = "admin_account", .path = LIST "new", .back = LIST, .in = in };

	admin_crumb(r, 0, view_msg(r, "menu.accounts", NULL), LIST);
	admin_crumb(r, 1, view_msg(r, "admin.admin_account.title", NULL), NULL);
	view_ref(r, "page.officer", w->officer_ref);
	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	struct adding w = { 0 };
	struct input *in;
	enum err e = new_input(r, &w, &in);

	return e == OK ? show_new(r, 200, &w, in) : e;
}

static enum err
check_new(struct req *r, struct adding *w)
{
	const char *name = input_text(w->in, "username"), *p;
	int64_t agency, unit;
	int i;

	/* what the store accepts, said at the field */
	for (p = name; *p != '\0'; p++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789", *p) == NULL &&
		    (p == name || strchr("._-", *p) == NULL)) {
			problem_add(&r->problems, "username", "username", NULL);
			break;
		}
	if (!ref_zero(w->officer_ref))
		return OK;
	admin_place(&w->p, input_text(w->in, "office"), &agency, &unit);
	for (i = 0; i < w->p.agencies; i++)
		if (w->p.agency[i].id == agency)
			w->region = w->p.agency[i].region;
	if (input_given(w->in, "officer_kind") && agency == 0)
		problem_add(&r->problems, "office", "officer_office", NULL);
	if (!admin_certificate_typed(w->in))
		return OK;
	if (!input_given(w->in, "officer_kind"))
		problem_add(&r->problems, "officer_kind", "certificate_of_nobody", NULL);
	return admin_certificate_check(r, w->in);
}

static enum err
add_officer(struct arena *a, struct db *db, const struct adding *w, int64_t agency, int64_t unit, int64_t *officer)
{
	struct people_officer_new n = { .name = input_text(w->in, "display_name"), .agency = agency, .unit = unit,
	    .kind = input_text(w->in, "officer_kind"), .law_qualified = input_number(w->in, "law_qualified") != 0 };
	enum err e = people_officer_add(a, db, &n, officer);

	if (e == OK && admin_certificate_typed(w->in))
		e = admin_certificate_put(a, db, w->in, *officer, w->region);
	return e;
}

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	struct adding *w = c->with;
	struct people_account_new n = { .username = input_text(w->in, "username"),
	    .display_name = input_text(w->in, "display_name"), .officer = w->officer };
	int64_t id;
	enum err e = OK;

	admin_place(&w->p, input_text(w->in, "office"), &n.agency, &n.unit);
	if (ref_zero(w->officer_ref) && input_given(w->in, "officer_kind"))
		e = add_officer(a, db, w, n.agency, n.unit, &n.officer);
	return e == OK ? people_account_add(a, db, &n, &id) : e;
}

static enum err
post_new(struct req *r)
{
	struct adding w = { 0 };
	struct admin_change c = { .run = run_add, .with = &w, .kind = "account.made" };
	struct input *in;
	enum err e = new_input(r, &w, &in);

	if (e != OK)
		return e;
	req_input(r, in);
	w.in = in;
	e = check_new(r, &w);
	if (e != OK)
		return e;
	if (r->problems.n > 0)
		return show_new(r, 422, &w, in);
	c.subject = input_text(in, "username");
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_new(r, admin_again(r, e), &w, in);
	return e == OK ? hand_out(r, c.subject, "account.credentials", true, true, NULL) : e;
}

/* ---- one account */

static enum err
load(struct req *r, struct db_row *row)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? people_account_card(r->arena, r->db, ref, row) : e;
}

static const char *
own_path(struct req *r, struct db_row row)
{
	return ref_path(r, LIST, row_ref(row, "ref"), "");
}

static enum err
show_account(struct req *r, int status, struct db_row row)
{
	static const struct column cols[] = { { "username", 't' }, { "display_name", 't' }, { "agency_name", 't' },
	    { "unit_name", 't' }, { "duties", 'l' }, { "active", 'b' }, { "version", 'i' }, { "created_at", 'T' },
	    { "password_at", 'T' }, { "totp_at", 'T' }, { "officer_name", 't' }, { 0 } };
	enum err e;

	row_view_at(r, "account", 0, row, cols);
	view_text(r, "account.path", own_path(r, row));
	view_bool(r, "account.self", row_i64(row, "id") == r->session->account);
	e = admin_reset_view(r, row_ref(row, "ref"));
	if (e != OK)
		return e;
	if (row_has(row, "officer_ref"))
		view_text(r, "account.officer", ref_path(r, "/desk/admin/officers/", row_ref(row, "officer_ref"), ""));
	admin_crumb(r, 0, view_msg(r, "menu.accounts", NULL), LIST);
	admin_crumb(r, 1, row_text(row, "username"), NULL);
	admin_problems(r);
	return req_render(r, status, "admin/account.cs");
}

static enum err
get_account(struct req *r)
{
	struct db_row row;
	enum err e = load(r, &row);

	return e == OK ? show_account(r, 200, row) : e;
}

struct switching {
	int64_t id;
	int32_t version;
	bool on;
};

static enum err
run_switch(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct switching *w = c->with;

	return people_account_active(a, db, w->id, w->version, w->on);
}

static enum err
post_switch(struct req *r)
{
	struct switching w = { .on = str_eq(req_form(r, "active", 1), "1") };
	struct admin_change c = { .run = run_switch, .with = &w, .kind = w.on ? "account.on" : "account.off",
	    .before = w.on ? "{\"active\":\"0\"}" : "{\"active\":\"1\"}", .after = w.on ? "{\"active\":\"1\"}" :
	    "{\"active\":\"0\"}" };
	struct db_row row;
	enum err e = load(r, &row);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	w.id = row_i64(row, "id");
	c.subject = row_text(row, "username");
	if (w.id == r->session->account) {
		problem_add(&r->problems, "", "not_oneself", NULL);
		return show_account(r, 422, row);
	}
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_account(r, admin_again(r, e), row);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own_path(r, row), "notice.saved")) : e;
}

static enum err
reset(struct req *r, const char *kind, bool totp)
{
	struct db_row row;
	enum err e = load(r, &row);

	return e == OK ? hand_out(r, row_text(row, "username"), kind, !totp, totp, own_path(r, row)) : e;
}

static enum err
post_password(struct req *r)
{
	return reset(r, "account.password", false);
}

static enum err
post_totp(struct req *r)
{
	return reset(r, "account.totp", true);
}

static enum err
post_confirm(struct req *r)
{
	struct db_row row;
	enum err e = load(r, &row);

	return e == OK ? admin_reset_confirm(r, row_ref(row, "ref"), row_text(row, "username"), own_path(r, row)) : e;
}

const struct route admin_account_routes[] = {
	{ .method = GET, .path = LIST, .duties = DUTY_SYSADMIN, .run = get_list },
	{ .method = GET, .path = LIST "new", .duties = DUTY_SYSADMIN, .run = get_new },
	{ .method = POST, .path = LIST "new", .duties = DUTY_SYSADMIN, .run = post_new },
	{ .method = GET, .path = LIST ":ref", .duties = DUTY_SYSADMIN, .run = get_account },
	{ .method = POST, .path = LIST ":ref/active", .duties = DUTY_SYSADMIN, .run = post_switch },
	{ .method = POST, .path = LIST ":ref/password", .duties = DUTY_SYSADMIN, .run = post_password },
	{ .method = POST, .path = LIST ":ref/totp", .duties = DUTY_SYSADMIN, .run = post_totp },
	{ .method = POST, .path = LIST ":ref/confirm", .duties = DUTY_SYSADMIN, .run = post_confirm },
	{ 0 }
};
