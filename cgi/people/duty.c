/* duty.c - the security administrator's page: who holds which duty; granting and revoking, never accounts. */
#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/people/office.h"

#define LIST "/desk/admin/duties/"

static const struct field grant_form[] = {
	{ .name = "duty", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "from_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ 0 }
};

static const char *
duty_name(struct req *r, struct db_row row)
{
	return row_text(row, req_pick(r, "name_zh", "name_en"));
}

static enum err
duty_filter(struct req *r, const char **chosen)
{
	const char *code = admin_query(r, "duty", 20);
	const struct db_rows *rows;
	int i;
	enum err e = people_duty_kinds(r->arena, r->db, &rows);

	*chosen = NULL;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row k = db_at(rows, i);

		admin_option(r, "duties", i, row_text(k, "code"), duty_name(r, k), code);
		if (str_eq(code, row_text(k, "code")))
			*chosen = code;
	}
	return e == OK && code != NULL && *chosen == NULL ? err_set(ERR_NOT_FOUND, "no such duty") : e;
}

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "username", 't' }, { "display_name", 't' }, { "agency_name", 't' },
	    { "unit_name", 't' }, { "duties", 'l' }, { "active", 'b' }, { 0 } };
	static const char *const kept[] = { "q", "duty", NULL };
	const char *q = admin_query(r, "q", 60), *duty = NULL;
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = admin_after(r, &after);

	if (e == OK)
		e = duty_filter(r, &duty);
	if (e == OK)
		e = people_account_search(r->arena, r->db, q, duty, after, ADMIN_PAGE + 1, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, LIST, kept, rows);
	for (i = 0; i < n; i++) {
		row_view_at(r, "accounts", i, db_at(rows, i), cols);
		view_text_at(r, "accounts", i, "href", ref_path(r, LIST, row_ref(db_at(rows, i), "ref"), ""));
	}
	view_text(r, "q", q);
	return req_render(r, 200, "admin/duties.cs");
}

/* ---- one account */

struct granting {
	struct req *r;
	struct db_row account;
	const struct db_rows *kinds;
	struct input *in;
	const char *revoked;	/* a duty */
};

static enum err
load(struct req *r, struct granting *w)
{
	const char *today = admin_day(r, time_day(r->now));
	struct ref ref;
	int i;
	enum err e = req_path_ref(r, "ref", &ref);

	*w = (struct granting){ .r = r, .in = input_new(r->arena, grant_form) };
	if (e == OK)
		e = people_account_card(r->arena, r->db, ref, &w->account);
	if (e == OK)
		e = people_duty_kinds(r->arena, r->db, &w->kinds);
	for (i = 0; e == OK && i < db_count(w->kinds); i++) {
		struct db_row k = db_at(w->kinds, i);

		input_option(w->in, "duty", row_text(k, "code"), row_text(k, "name_zh"), row_text(k, "name_en"));
	}
	input_default(w->in, "from_day", today);
	return e;
}

static const char *
own_path(struct req *r, const struct granting *w)
{
	return ref_path(r, LIST, row_ref(w->account, "ref"), "");
}

static enum err
show(struct req *r, int status, const struct granting *w)
{
	static const struct column cols[] = { { "code", 't' }, { "name", 'l' }, { "from_day", 'd' },
	    { "granted_by", 't' }, { "granted_at", 'T' }, { "revoked_by", 't' }, { "revoked_at", 'T' }, { 0 } };
	static const struct column own[] = { { "username", 't' }, { "display_name", 't' }, { "agency_name", 't' },
	    { "unit_name", 't' }, { "active", 'b' }, { 0 } };
	const struct db_rows *rows;
	int i, held = 0, past = 0;
	enum err e = people_duty_history(r->arena, r->db, row_i64(w->account, "id"), &rows);

	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows); i++) {
		bool gone = row_has(db_at(rows, i), "revoked_at");

		row_view_at(r, gone ? "past" : "held", gone ? past++ : held++, db_at(rows, i), cols);
	}
	e = admin_reset_view(r, row_ref(w->account, "ref"));
	if (e != OK)
		return e;
	row_view_at(r, "account", 0, w->account, own);
	view_text(r, "account.path", own_path(r, w));
	view_bool(r, "account.self", row_i64(w->account, "id") == r->session->account);
	admin_crumb(r, 0, view_msg(r, "menu.duties", NULL), LIST);
	admin_crumb(r, 1, row_text(w->account, "username"), NULL);
	view_input(r, "admin_duty", w->in);
	return req_render(r, status, "admin/duty.cs");
}

static enum err
get_account(struct req *r)
{
	struct granting w;
	enum err e = load(r, &w);

	return e == OK ? show(r, 200, &w) : e;
}

/* Duties held that exclude the one asked for, said at its field with the rule. */
static enum err
check_against(struct arena *a, struct db *db, const struct granting *w, const char *duty)
{
	const struct db_rows *rows;
	struct str names;
	int i;
	enum err e = people_duty_against(a, db, row_i64(w->account, "id"), duty, &rows);

	if (e != OK || db_count(rows) == 0)
		return e;
	str_init(&names, a);
	for (i = 0; i < db_count(rows); i++)
		str_printf(&names, "%s%s（%s）", i > 0 ? "、" : "",
		    row_text(db_at(rows, i), req_pick(w->r, "name_zh", "name_en")), row_text(db_at(rows, i), "basis"));
	problem_add(&w->r->problems, "duty", "duty_conflict", names.s);
	return ERR_INPUT;
}

static enum err
run_grant(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct granting *w = c->with;
	const char *duty = input_text(w->in, "duty");
	enum err e = check_against(a, db, w, duty);

	return e == OK ? people_duty_grant(a, db, row_i64(w->account, "id"), duty,
	    input_day(w->in, "from_day"), c->by) : e;
}

static void
check_grant(struct req *r, const struct granting *w)
{
	int i;

	if (row_i64(w->account, "id") == r->session->account)
		problem_add(&r->problems, "", "not_oneself", NULL);
	if (input_given(w->in, "from_day") && input_day(w->in, "from_day") < time_day(r->now))
		problem_add(&r->problems, "from_day", "before_day", admin_day(r, time_day(r->now)));
	for (i = 0; i < db_count(w->kinds); i++) {
		struct db_row k = db_at(w->kinds, i);

		if (str_eq(row_text(k, "code"), input_text(w->in, "duty")) && !row_bool(k, "site") &&
		    !row_has(w->account, "agency_id"))
			problem_add(&r->problems, "duty", "duty_agency", NULL);
	}
}

static enum err
post_grant(struct req *r)
{
	struct granting w;
	struct admin_change c = { .run = run_grant, .with = &w, .kind = "duty.granted" };
	enum err e = load(r, &w);

	if (e != OK)
		return e;
	req_input(r, w.in);
	check_grant(r, &w);
	if (r->problems.n > 0)
		return show(r, 422, &w);
	c.subject = row_text(w.account, "username");
	c.after = input_to_json(r->arena, w.in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show(r, admin_again(r, e), &w);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own_path(r, &w), "notice.duty_granted")) : e;
}

static enum err
run_revoke(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct granting *w = c->with;
	enum err e = people_duty_revoke(a, db, row_i64(w->account, "id"), w->revoked, c->by);

	if (e == ERR_NOT_FOUND) {
		problem_add(&w->r->problems, "", "duty_not_held", NULL);
		return ERR_STATE;
	}
	return e;
}

static enum err
post_revoke(struct req *r)
{
	struct granting w;
	struct admin_change c = { .run = run_revoke, .with = &w, .kind = "duty.revoked" };
	enum err e = load(r, &w);
	int i;

	if (e != OK)
		return e;
	for (i = 0; i < db_count(w.kinds); i++)
		if (str_eq(row_text(db_at(w.kinds, i), "code"), req_path_text(r, "duty")))
			w.revoked = row_text(db_at(w.kinds, i), "code");
	if (w.revoked == NULL)
		return err_set(ERR_NOT_FOUND, "no such duty");
	if (row_i64(w.account, "id") == r->session->account) {
		problem_add(&r->problems, "", "not_oneself", NULL);
		return show(r, 422, &w);
	}
	c.subject = row_text(w.account, "username");
	c.before = arena_printf(r->arena, "{\"duty\":\"%s\"}", w.revoked);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show(r, admin_again(r, e), &w);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own_path(r, &w), "notice.duty_revoked")) : e;
}

static enum err
post_confirm(struct req *r)
{
	struct granting w;
	enum err e = load(r, &w);

	return e == OK ? admin_reset_confirm(r, row_ref(w.account, "ref"), row_text(w.account, "username"),
	    own_path(r, &w)) : e;
}

const struct route admin_duty_routes[] = {
	{ .method = GET, .path = LIST, .duties = DUTY_SECADMIN, .run = get_list },
	{ .method = GET, .path = LIST ":ref", .duties = DUTY_SECADMIN, .run = get_account },
	{ .method = POST, .path = LIST ":ref", .duties = DUTY_SECADMIN, .run = post_grant },
	{ .method = POST, .path = LIST ":ref/confirm", .duties = DUTY_SECADMIN, .run = post_confirm },
	{ .method = POST, .path = LIST ":ref/revoke/:duty", .duties = DUTY_SECADMIN, .run = post_revoke },
	{ 0 }
};
