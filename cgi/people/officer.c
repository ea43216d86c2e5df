/* officer.c - the system administrator's officers and their certificates. */
#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/people/office.h"

#define LIST "/desk/admin/officers/"

static const struct field new_form[] = {
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .max = 40 },
	{ .name = "office", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "officer_kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "law_qualified", .type = FIELD_TICK },
	ADMIN_CERTIFICATE(0),
	{ 0 }
};
static const struct field certificate_form[] = { ADMIN_CERTIFICATE(FIELD_REQUIRED), { 0 } };
static const struct field status_form[] = {
	{ .name = "status", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "status_since", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 200 },
	{ 0 }
};

static enum err
agency_filter(struct req *r, int64_t *chosen)
{
	const char *code = admin_query(r, "agency", 20);
	struct people_agency *g;
	int i, n;
	enum err e = people_agency_list(r->arena, r->db, &g, &n);

	*chosen = 0;
	for (i = 0; e == OK && i < n; i++) {
		admin_option(r, "agencies", i, g[i].code, req_is_en(r) &&
		    *g[i].name_en != '\0' ? g[i].name_en :
		    g[i].short_name, code);
		if (str_eq(code, g[i].code))
			*chosen = g[i].id;
	}
	return e == OK && code != NULL && *chosen == 0 ? err_set(ERR_NOT_FOUND, "no such agency") : e;
}

static void
view_standing(struct req *r, const char *list, int i, struct db_row row)
{
	const char *s = row_text_null(row, "standing");

	if (s == NULL)
		return;
	view_text_at(r, list, i, "standing", admin_word(r, "admin.standing", s));
	view_text_at(r, list, i, "tone", str_eq(s, "valid") ? "song" : str_eq(s, "not_yet") ? "amber" : "zhu");
}

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "name", 't' }, { "agency_name", 't' }, { "unit_name", 't' },
	    { "no", 't' }, { "field", 't' }, { "valid_to", 'd' }, { "certificates", 'i' },
	    { "law_qualified", 'b' }, { 0 } };
	static const char *const kept[] = { "q", "agency", NULL };
	const char *q = admin_query(r, "q", 60);
	const struct db_rows *rows;
	int64_t agency = 0;
	struct ref after;
	int i, n;
	enum err e = admin_after(r, &after);

	if (e == OK)
		e = agency_filter(r, &agency);
	if (e == OK)
		e = people_officer_search(r->arena, r->db, q, agency, time_day(r->now), after, ADMIN_PAGE + 1, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, LIST, kept, rows);
	for (i = 0; i < n; i++) {
		struct db_row o = db_at(rows, i);

		row_view_at(r, "officers", i, o, cols);
		view_text_at(r, "officers", i, "href", ref_path(r, LIST, row_ref(o, "ref"), ""));
		view_text_at(r, "officers", i, "kind", admin_word(r, "admin.officer_kind", row_text(o, "kind")));
		view_standing(r, "officers", i, o);
	}
	view_text(r, "q", q);
	return req_render(r, 200, "admin/officers.cs");
}

/* ---- one officer */

static enum err
load(struct req *r, struct db_row *row)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? people_officer_card(r->arena, r->db, ref, row) : e;
}

static const char *
own_path(struct req *r, struct db_row o, const char *below)
{
	return ref_path(r, LIST, row_ref(o, "ref"), below);
}

static void
crumbs(struct req *r, struct db_row o, const char *last)
{
	admin_crumb(r, 0, view_msg(r, "menu.officers", NULL), LIST);
	admin_crumb(r, 1, row_text(o, "name"), last != NULL ? own_path(r, o, "") : NULL);
	if (last != NULL)
		admin_crumb(r, 2, last, NULL);
}

static enum err
get_officer(struct req *r)
{
	static const struct column cols[] = { { "no", 't' }, { "field", 't' }, { "region_name", 't' },
	    { "valid_from", 'd' }, { "valid_to", 'd' }, { "status_since", 'd' }, { 0 } };
	const struct db_rows *rows;
	struct db_row o;
	int i;
	enum err e = load(r, &o);

	if (e == OK)
		e = people_officer_certificates(r->arena, r->db, row_i64(o, "id"), time_day(r->now), &rows);
	if (e != OK)
		return e;
	crumbs(r, o, NULL);
	view_text(r, "officer.name", row_text(o, "name"));
	view_text(r, "officer.kind", admin_word(r, "admin.officer_kind", row_text(o, "kind")));
	view_text(r, "officer.agency", row_text(o, "agency_name"));
	view_text(r, "officer.unit", row_text_null(o, "unit_name"));
	view_bool(r, "officer.law_qualified", row_bool(o, "law_qualified"));
	view_text(r, "officer.add", own_path(r, o, "/certificates/new"));
	if (row_has(o, "username")) {
		view_text(r, "officer.username", row_text(o, "username"));
		view_text(r, "officer.account", ref_path(r, "/desk/admin/accounts/", row_ref(o, "account_ref"), ""));
	} else {
		view_text(r, "officer.make", ref_path(r, "/desk/admin/accounts/new?officer=", row_ref(o, "ref"), ""));
	}
	for (i = 0; i < db_count(rows); i++) {
		struct db_row t = db_at(rows, i);

		row_view_at(r, "certificates", i, t, cols);
		view_text_at(r, "certificates", i, "kind", admin_word(r, "me.certificate", row_text(t, "kind")));
		view_standing(r, "certificates", i, t);
		if (!str_eq(row_text(t, "status"), "revoked"))
			view_text_at(r, "certificates", i, "href", ref_path(r, own_path(r, o, "/certificates/"),
			    row_ref(t, "ref"), ""));
	}
	return req_render(r, 200, "admin/officer.cs");
}

/* ---- a new officer */

struct adding {
	struct admin_places p;
	const struct input *in;
	struct people_officer_new n;
	const char *region;
};

static enum err
new_input(struct req *r, struct adding *w, struct input **in)
{
	enum err e = admin_places(r, &w->p);

	*in = input_new(r->arena, new_form);
	if (e != OK)
		return e;
	admin_place_options(r, &w->p, *in, "office", true);
	admin_words(r, *in, "officer_kind", "admin.officer_kind", admin_officer_kinds);
	admin_words(r, *in, "certificate_kind", "me.certificate", admin_certificate_kinds);
	return OK;
}

static enum err
show_new(struct req *r, int status, const struct input *in)
{
	struct admin_form f = { .scope = "admin_officer", .path = LIST "new", .back = LIST, .in = in };

	admin_crumb(r, 0, view_msg(r, "menu.officers", NULL), LIST);
	admin_crumb(r, 1, view_msg(r, "admin.admin_officer.title", NULL), NULL);
	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	struct adding w;
	struct input *in;
	enum err e = new_input(r, &w, &in);

	return e == OK ? show_new(r, 200, in) : e;
}

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct adding *w = c->with;
	int64_t id;
	enum err e = people_officer_add(a, db, &w->n, &id);

	if (e == OK && admin_certificate_typed(w->in))
		e = admin_certificate_put(a, db, w->in, id, w->region);
	return e;
}

static enum err
post_new(struct req *r)
{
	struct adding w;
	struct admin_change c = { .run = run_add, .with = &w, .kind = "officer.made" };
	struct input *in;
	int i;
	enum err e = new_input(r, &w, &in);

	if (e != OK)
		return e;
	req_input(r, in);
	w.in = in;
	if (admin_certificate_typed(in))
		e = admin_certificate_check(r, in);
	if (e != OK)
		return e;
	if (r->problems.n > 0)
		return show_new(r, 422, in);
	w.n = (struct people_officer_new){ .name = input_text(in, "name"), .kind = input_text(in, "officer_kind"),
	    .law_qualified = input_number(in, "law_qualified") != 0 };
	admin_place(&w.p, input_text(in, "office"), &w.n.agency, &w.n.unit);
	for (i = 0; i < w.p.agencies; i++)
		if (w.p.agency[i].id == w.n.agency)
			w.region = w.p.agency[i].region;
	c.subject = w.n.name;
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_new(r, admin_again(r, e), in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, LIST, "notice.saved")) : e;
}

/* ---- certificates */

struct certifying {
	struct db_row o;
	const struct input *in;
};

static enum err
show_certificate(struct req *r, int status, const struct certifying *w)
{
	struct admin_form f = { .scope = "admin_certificate", .path = own_path(r, w->o, "/certificates/new"),
	    .back = own_path(r, w->o, ""), .in = w->in };

	crumbs(r, w->o, view_msg(r, "admin.admin_certificate.title", NULL));
	return admin_show(r, status, &f);
}

static struct input *
certificate_input(struct req *r, struct db_row o)
{
	struct input *in = input_new(r->arena, certificate_form);

	admin_words(r, in, "certificate_kind", "me.certificate", admin_certificate_kinds);
	input_default(in, "certificate_region", row_text(o, "region"));
	return in;
}

static enum err
get_certificate_new(struct req *r)
{
	struct certifying w;
	enum err e = load(r, &w.o);

	if (e != OK)
		return e;
	w.in = certificate_input(r, w.o);
	return show_certificate(r, 200, &w);
}

static enum err
run_certificate(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct certifying *w = c->with;

	return admin_certificate_put(a, db, w->in, row_i64(w->o, "id"), row_text(w->o, "region"));
}

static enum err
post_certificate_new(struct req *r)
{
	struct certifying w;
	struct admin_change c = { .run = run_certificate, .with = &w, .kind = "certificate.made" };
	struct input *in;
	enum err e = load(r, &w.o);

	if (e != OK)
		return e;
	w.in = in = certificate_input(r, w.o);
	req_input(r, in);
	if (r->problems.n == 0)
		e = admin_certificate_check(r, in);
	if (e != OK)
		return e;
	if (r->problems.n > 0)
		return show_certificate(r, 422, &w);
	c.subject = arena_printf(r->arena, "%s %s", input_text(in, "certificate_no"), row_text(w.o, "name"));
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_certificate(r, admin_again(r, e), &w);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own_path(r, w.o, ""), "notice.saved")) : e;
}

/* ---- suspending, restoring, revoking */

struct standing {
	struct req *r;
	struct db_row o, t;
	const struct input *in;
};

static enum err
load_certificate(struct req *r, struct standing *w)
{
	const struct db_rows *rows;
	struct ref ref;
	int i;
	enum err e = load(r, &w->o);

	if (e == OK)
		e = req_path_ref(r, "certificate", &ref);
	if (e == OK)
		e = people_officer_certificates(r->arena, r->db, row_i64(w->o, "id"), time_day(r->now), &rows);
	for (i = 0; e == OK && i < db_count(rows); i++)
		if (ref_eq(row_ref(db_at(rows, i), "ref"), ref)) {
			w->t = db_at(rows, i);
			return OK;
		}
	return e == OK ? err_set(ERR_NOT_FOUND, "no such certificate") : e;
}

static struct input *
status_input(struct req *r, struct db_row t)
{
	static const char *const words[] = { "valid", "suspended", "revoked", NULL };
	struct input *in = input_new(r->arena, status_form);
	int i;

	for (i = 0; words[i] != NULL; i++)
		if (r->method == POST || !str_eq(words[i], row_text(t, "status"))) {
			const char *label = admin_word(r, "admin.make_status", words[i]);

			input_option(in, "status", words[i], label, label);
		}
	input_default(in, "status_since", admin_day(r, time_day(r->now)));
	return in;
}

static enum err
show_status(struct req *r, int status, const struct standing *w)
{
	struct admin_form f = { .scope = "admin_status", .path = r->path, .back = own_path(r, w->o, ""), .in = w->in };

	crumbs(r, w->o, row_text(w->t, "no"));
	view_text(r, "page.subject", view_msg(r, "admin.certificate_now", "no", row_text(w->t, "no"), "status",
	    admin_word(r, "me.certificate", row_text(w->t, "status")), NULL));
	return admin_show(r, status, &f);
}

static enum err
get_status(struct req *r)
{
	struct standing w;
	enum err e = load_certificate(r, &w);

	if (e != OK)
		return e;
	if (str_eq(row_text(w.t, "status"), "revoked"))
		return err_set(ERR_STATE, "a revoked certificate stays revoked");
	w.in = status_input(r, w.t);
	return show_status(r, 200, &w);
}

static enum err
run_status(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct standing *w = c->with;
	const char *now = row_text(w->t, "status");

	if (str_eq(now, "revoked") || str_eq(now, input_text(w->in, "status"))) {
		problem_add(&w->r->problems, "status", str_eq(now, "revoked") ? "revoked" : "status_same", NULL);
		return ERR_STATE;
	}
	return people_certificate_status(a, db, row_text(w->t, "no"), input_text(w->in, "status"),
	    input_day(w->in, "status_since"));
}

static enum err
post_status(struct req *r)
{
	struct standing w = { .r = r };
	struct admin_change c = { .run = run_status, .with = &w, .kind = "certificate.status" };
	struct input *in;
	enum err e = load_certificate(r, &w);

	if (e != OK)
		return e;
	w.in = in = status_input(r, w.t);
	req_input(r, in);
	if (r->problems.n > 0)
		return show_status(r, 422, &w);
	c.subject = arena_printf(r->arena, "%s %s", row_text(w.t, "no"), row_text(w.o, "name"));
	c.before = arena_printf(r->arena, "{\"status\":\"%s\"}", row_text(w.t, "status"));
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_status(r, admin_again(r, e), &w);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own_path(r, w.o, ""), "notice.saved")) : e;
}

const struct route admin_officer_routes[] = {
	{ .method = GET, .path = LIST, .duties = DUTY_SYSADMIN, .run = get_list },
	{ .method = GET, .path = LIST "new", .duties = DUTY_SYSADMIN, .run = get_new },
	{ .method = POST, .path = LIST "new", .duties = DUTY_SYSADMIN, .run = post_new },
	{ .method = GET, .path = LIST ":ref", .duties = DUTY_SYSADMIN, .run = get_officer },
	{ .method = GET, .path = LIST ":ref/certificates/new", .duties = DUTY_SYSADMIN, .run = get_certificate_new },
	{ .method = POST, .path = LIST ":ref/certificates/new", .duties = DUTY_SYSADMIN, .run = post_certificate_new },
	{ .method = GET, .path = LIST ":ref/certificates/:certificate", .duties = DUTY_SYSADMIN, .run = get_status },
	{ .method = POST, .path = LIST ":ref/certificates/:certificate", .duties = DUTY_SYSADMIN, .run = post_status },
	{ 0 }
};
