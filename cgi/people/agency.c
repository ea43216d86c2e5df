/* agency.c - the system administrator's agencies and units. */
#include <string.h>

#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/people/office.h"
#include "lib/register/code.h"

#define REQUIRED FIELD_REQUIRED

/* What may change later; code, kind and place in the tree are given once. */
#define AGENCY_FIELDS \
	{ .name = "name", .type = FIELD_LINE, .flags = REQUIRED, .max = 100 }, \
	{ .name = "short_name", .type = FIELD_LINE, .flags = REQUIRED, .max = 40 }, \
	{ .name = "name_en", .type = FIELD_LINE, .max = 200 }, \
	{ .name = "number_word", .type = FIELD_LINE, .flags = REQUIRED, .max = 20 }, \
	{ .name = "uscc", .type = FIELD_LINE, .flags = FIELD_CODE, .max = 18 }, \
	{ .name = "region", .type = FIELD_LINE, .flags = REQUIRED, .max = 12 }, \
	{ .name = "enforcement_field", .type = FIELD_LINE, .max = 200 }, \
	{ .name = "telephone", .type = FIELD_LINE, .max = 40 }, \
	{ .name = "address", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 200 }, \
	{ .name = "pay_bank", .type = FIELD_LINE, .max = 100 }, \
	{ .name = "pay_place", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 300 }, \
	{ .name = "review_body", .type = FIELD_LINE, .max = 100 }, \
	{ .name = "review_ground", .type = FIELD_CHOICE }, \
	{ .name = "review_also", .type = FIELD_LINE, .max = 100 }, \
	{ .name = "review_channel", .type = FIELD_LINE, .max = 200 }, \
	{ .name = "court", .type = FIELD_LINE, .max = 100 }, \
	{ .name = "power_source", .type = FIELD_TEXT, .max = 2000 }, \
	{ .name = "duties_text", .type = FIELD_TEXT, .max = 4000 }

static const struct field new_form[] = {
	{ .name = "code", .type = FIELD_LINE, .flags = REQUIRED, .max = 20 },
	{ .name = "kind", .type = FIELD_CHOICE, .flags = REQUIRED },
	{ .name = "parent", .type = FIELD_CHOICE },
	AGENCY_FIELDS,
	{ 0 }
};
static const struct field edit_form[] = {
	AGENCY_FIELDS,
	{ .name = "bodies_from", .type = FIELD_DAY },
	{ .name = "active", .type = FIELD_TICK },
	{ 0 }
};
#define UNIT_FIELDS \
	{ .name = "name", .type = FIELD_LINE, .flags = REQUIRED, .max = 60 }, \
	{ .name = "name_en", .type = FIELD_LINE, .max = 100 }

static const struct field new_unit_form[] = { UNIT_FIELDS, { 0 } };
static const struct field unit_form[] = { UNIT_FIELDS, { .name = "active", .type = FIELD_TICK }, { 0 } };
static const char *const grounds[] = { "own_government", "dispatched", "ministry", "vertical", "justice", NULL };
static const char *const kinds[] = { "organ", "authorised", "delegated", "supervisor", "government", NULL };

typedef void (*setter)(struct input *in, const char *name, const char *text);

static void
typed(struct input *in, const char *name, const char *text)
{
	(void)input_set(in, name, text);
}

/* The stored agency as the form shows it, or as if it had been typed. */
static void
fill(struct input *in, setter put, const struct people_agency *g)
{
	put(in, "name", g->name);
	put(in, "short_name", g->short_name);
	put(in, "name_en", g->name_en);
	put(in, "number_word", g->number_word);
	put(in, "uscc", g->uscc);
	put(in, "region", g->region);
	put(in, "enforcement_field", g->field);
	put(in, "telephone", g->telephone);
	put(in, "address", g->address);
	put(in, "pay_bank", g->pay_bank);
	put(in, "pay_place", g->pay_place);
	put(in, "review_body", g->review_body);
	put(in, "review_ground", g->review_ground);
	put(in, "review_also", g->review_also);
	put(in, "review_channel", g->review_channel);
	put(in, "court", g->court);
	put(in, "power_source", g->power_source);
	put(in, "duties_text", g->duties_text);
	if (g->active)
		put(in, "active", "1");
}

static struct people_agency_new
from_form(const struct input *in)
{
	return (struct people_agency_new){ .name = input_text(in, "name"), .short_name = input_text(in, "short_name"),
	    .name_en = input_text(in, "name_en"), .number_word = input_text(in, "number_word"),
	    .uscc = input_given(in, "uscc") ? input_text(in, "uscc") : NULL, .region = input_text(in, "region"),
	    .field = input_text(in, "enforcement_field"), .telephone = input_text(in, "telephone"),
	    .address = input_text(in, "address"), .review_body = input_text(in, "review_body"),
	    .court = input_text(in, "court"), .power_source = input_text(in, "power_source"),
	    .review_ground = input_given(in, "review_ground") ? input_text(in, "review_ground") : NULL,
	    .review_also = input_text(in, "review_also"), .review_channel = input_text(in, "review_channel"),
	    .pay_bank = input_text(in, "pay_bank"), .pay_place = input_text(in, "pay_place"),
	    .duties_text = input_text(in, "duties_text") };
}

static enum err
check_agency(struct req *r, const struct input *in)
{
	const char *name;
	enum code_fault fault;
	enum err e = OK;

	if (input_given(in, "uscc")) {
		fault = code_uscc(input_text(in, "uscc"));
		if (fault != CODE_OK)
			problem_add(&r->problems, "uscc", arena_printf(r->arena, "code_%s", code_fault_name(fault)),
			    NULL);
	}
	if (input_given(in, "region"))
		e = people_region_name(r->arena, r->db, input_text(in, "region"), &name);
	if (e == ERR_NOT_FOUND)
		problem_add(&r->problems, "region", "no_region", NULL);
	return e == ERR_NOT_FOUND ? OK : e;
}

static const char *
own_path(struct req *r, struct ref ref, const char *below)
{
	return ref_path(r, "/desk/admin/agencies/", ref, below);
}

static void
crumbs(struct req *r, const struct people_agency *g, const char *last)
{
	int i = 0;

	admin_crumb(r, i++, view_msg(r, "menu.agencies", NULL), "/desk/admin/agencies/");
	if (g != NULL)
		admin_crumb(r, i++, g->short_name, own_path(r, g->ref, ""));
	admin_crumb(r, i, last, NULL);
}

/* ---- pages */

static enum err
get_list(struct req *r)
{
	struct admin_places p;
	int i, k, n;
	enum err e = admin_places(r, &p);

	for (i = 0; e == OK && i < p.agencies; i++) {
		const struct people_agency *g = &p.agency[i];
		struct str lead;

		str_init(&lead, r->arena);
		for (k = 1; k < g->depth; k++)
			str_add(&lead, "\u3000");
		if (g->depth > 0)
			str_add(&lead, "└ ");
		for (k = n = 0; k < p.units; k++)
			n += p.unit[k].agency == g->id && p.unit[k].active;
		view_text_at(r, "agencies", i, "lead", lead.s);
		view_text_at(r, "agencies", i, "href", own_path(r, g->ref, ""));
		view_text_at(r, "agencies", i, "name", req_is_en(r) &&
		    *g->name_en != '\0' ? g->name_en : g->name);
		view_text_at(r, "agencies", i, "code", g->code);
		view_text_at(r, "agencies", i, "kind", admin_word(r, "admin.agency_kind", g->kind));
		view_text_at(r, "agencies", i, "region", g->region_name);
		view_text_at(r, "agencies", i, "field", g->field);
		view_i64_at(r, "agencies", i, "units", n);
		view_bool_at(r, "agencies", i, "off", !g->active);
	}
	return e == OK ? req_render(r, 200, "admin/agencies.cs") : e;
}

static void
fact(struct req *r, int *i, const char *name, const char *value)
{
	const char *key = arena_printf(r->arena, "field.admin_agency.%s", name);

	if (str_empty(value))
		return;
	view_text_at(r, "facts", *i, "label", view_msg(r, view_has_msg(r, key) ? key :
	    arena_printf(r->arena, "field.%s", name), NULL));
	view_text_at(r, "facts", (*i)++, "value", value);
}

static void
view_facts(struct req *r, const struct people_agency *g)
{
	int i = 0;

	fact(r, &i, "code", g->code);
	fact(r, &i, "kind", admin_word(r, "admin.agency_kind", g->kind));
	fact(r, &i, "parent", g->parent_name);
	fact(r, &i, "short_name", g->short_name);
	fact(r, &i, "name_en", g->name_en);
	fact(r, &i, "number_word", g->number_word);
	fact(r, &i, "uscc", g->uscc);
	fact(r, &i, "region", arena_printf(r->arena, "%s %s", g->region, g->region_name));
	fact(r, &i, "enforcement_field", g->field);
	fact(r, &i, "telephone", g->telephone);
	fact(r, &i, "address", g->address);
	fact(r, &i, "pay_bank", g->pay_bank);
	fact(r, &i, "pay_place", g->pay_place);
	fact(r, &i, "review_body", g->review_body);
	fact(r, &i, "review_ground", admin_word(r, "admin.review_ground", g->review_ground));
	fact(r, &i, "review_also", g->review_also);
	fact(r, &i, "review_channel", g->review_channel);
	fact(r, &i, "court", g->court);
	fact(r, &i, "power_source", g->power_source);
	fact(r, &i, "duties_text", g->duties_text);
}

static enum err
load(struct req *r, struct people_agency *g)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? people_agency_get(r->arena, r->db, ref, g) : e;
}

static enum err
get_agency(struct req *r)
{
	struct people_agency g;
	struct people_unit *u;
	int i, n = 0;
	enum err e = load(r, &g);

	if (e == OK)
		e = people_unit_list(r->arena, r->db, g.id, &u, &n);
	if (e != OK)
		return e;
	crumbs(r, NULL, g.short_name);
	view_text(r, "agency.name", g.name);
	view_bool(r, "agency.off", !g.active);
	view_text(r, "agency.edit", own_path(r, g.ref, "/edit"));
	view_text(r, "agency.add_unit", own_path(r, g.ref, "/units/new"));
	view_facts(r, &g);
	for (i = 0; i < n; i++) {
		view_text_at(r, "units", i, "name", u[i].name);
		view_text_at(r, "units", i, "name_en", u[i].name_en);
		view_text_at(r, "units", i, "href", ref_path(r, own_path(r, g.ref, "/units/"), u[i].ref, ""));
		view_bool_at(r, "units", i, "off", !u[i].active);
	}
	return req_render(r, 200, "admin/agency.cs");
}

/* ---- a new agency */

struct adding {
	struct people_agency_new n;
};

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct adding *w = c->with;
	int64_t id;

	return people_agency_add(a, db, &w->n, &id);
}

static enum err
new_input(struct req *r, struct admin_places *p, struct input **in)
{
	enum err e = admin_places(r, p);

	*in = input_new(r->arena, new_form);
	if (e != OK)
		return e;
	admin_words(r, *in, "kind", "admin.agency_kind", kinds);
	admin_words(r, *in, "review_ground", "admin.review_ground", grounds);
	admin_place_options(r, p, *in, "parent", false);
	crumbs(r, NULL, view_msg(r, "admin.admin_agency.title", NULL));
	return OK;
}

static enum err
show_new(struct req *r, int status, const struct input *in)
{
	struct admin_form f = { .scope = "admin_agency", .path = "/desk/admin/agencies/new",
	    .back = "/desk/admin/agencies/", .in = in };

	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	struct admin_places p;
	struct input *in;
	enum err e = new_input(r, &p, &in);

	return e == OK ? show_new(r, 200, in) : e;
}

static bool
code_ok(const char *s)
{
	return s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static enum err
post_new(struct req *r)
{
	struct adding w;
	struct admin_change c = { .run = run_add, .with = &w, .kind = "agency.made" };
	struct admin_places p;
	struct input *in;
	int64_t unit;
	enum err e = new_input(r, &p, &in);

	if (e != OK)
		return e;
	req_input(r, in);
	e = check_agency(r, in);
	if (e != OK)
		return e;
	if (!code_ok(input_text(in, "code")))
		problem_add(&r->problems, "code", "agency_code", NULL);
	if (r->problems.n > 0)
		return show_new(r, 422, in);
	w.n = from_form(in);
	w.n.code = c.subject = input_text(in, "code");
	w.n.kind = input_text(in, "kind");
	admin_place(&p, input_text(in, "parent"), &w.n.parent, &unit);
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_new(r, admin_again(r, e), in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, "/desk/admin/agencies/", "notice.saved")) : e;
}

/* ---- changing one */

struct changing {
	const struct people_agency *g;
	struct people_agency_new n;
	int32_t version;
	bool active;
};

static enum err
run_change(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct changing *w = c->with;

	return people_agency_change(a, db, w->g->id, w->version, &w->n, w->active);
}

static enum err
show_edit(struct req *r, int status, const struct people_agency *g, const struct input *in)
{
	struct input *stored = input_new(r->arena, edit_form);
	struct admin_form f = { .scope = "admin_agency_edit", .path = own_path(r, g->ref, "/edit"),
	    .back = own_path(r, g->ref, ""), .in = in, .stored = stored, .version = g->version };

	admin_words(r, stored, "review_ground", "admin.review_ground", grounds);
	fill(stored, typed, g);
	crumbs(r, g, view_msg(r, "admin.admin_agency_edit.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_edit(struct req *r)
{
	struct input *in = input_new(r->arena, edit_form);
	struct people_agency g;
	enum err e = load(r, &g);

	if (e != OK)
		return e;
	admin_words(r, in, "review_ground", "admin.review_ground", grounds);
	fill(in, input_default, &g);
	return show_edit(r, 200, &g, in);
}

static enum err
post_edit(struct req *r)
{
	struct input *in = input_new(r->arena, edit_form), *before = input_new(r->arena, edit_form);
	struct people_agency g;
	struct changing w = { .g = &g };
	struct admin_change c = { .run = run_change, .with = &w, .kind = "agency.changed" };
	enum err e = load(r, &g);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	admin_words(r, in, "review_ground", "admin.review_ground", grounds);
	admin_words(r, before, "review_ground", "admin.review_ground", grounds);
	req_input(r, in);
	e = check_agency(r, in);
	if (e != OK)
		return e;
	if (r->problems.n > 0) {
		g.version = w.version;
		return show_edit(r, 422, &g, in);
	}
	fill(before, typed, &g);
	w.n = from_form(in);
	w.active = input_number(in, "active") != 0;
	c.subject = g.code;
	c.before = input_to_json(r->arena, before);
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_edit(r, admin_again(r, e), &g, in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own_path(r, g.ref, ""), "notice.saved")) : e;
}

/* ---- units: made and changed by the same form */

struct unit_work {
	struct people_agency g;
	struct people_unit u;	/* id 0: a new one */
	const struct input *in;
	int32_t version;
};

static enum err
load_unit(struct req *r, struct unit_work *w)
{
	struct people_unit *u;
	struct ref ref;
	int i, n;
	enum err e = load(r, &w->g);

	if (e != OK || req_path_text(r, "unit") == NULL)
		return e;
	e = req_path_ref(r, "unit", &ref);
	if (e == OK)
		e = people_unit_list(r->arena, r->db, w->g.id, &u, &n);
	for (i = 0; e == OK && i < n; i++)
		if (ref_eq(u[i].ref, ref))
			w->u = u[i];
	return e == OK && w->u.id == 0 ? err_set(ERR_NOT_FOUND, "no such unit") : e;
}

static struct input *
unit_input(struct req *r)
{
	return input_new(r->arena, req_path_text(r, "unit") != NULL ? unit_form : new_unit_form);
}

static void
fill_unit(struct input *in, setter put, const struct people_unit *u)
{
	if (u->id == 0)
		return;
	put(in, "name", u->name);
	put(in, "name_en", u->name_en);
	if (u->active)
		put(in, "active", "1");
}

static enum err
show_unit(struct req *r, int status, const struct unit_work *w)
{
	struct input *stored = unit_input(r);
	const char *scope = w->u.id != 0 ? "admin_unit_edit" : "admin_unit";
	struct admin_form f = { .scope = scope, .path = r->path, .back = own_path(r, w->g.ref, ""), .in = w->in,
	    .stored = stored, .version = w->u.id != 0 ? w->u.version : 0 };

	fill_unit(stored, typed, &w->u);
	crumbs(r, &w->g, view_msg(r, arena_printf(r->arena, "admin.%s.title", scope), NULL));
	return admin_show(r, status, &f);
}

static enum err
get_unit(struct req *r)
{
	struct input *in = unit_input(r);
	struct unit_work w = { .in = in };
	enum err e = load_unit(r, &w);

	if (e != OK)
		return e;
	fill_unit(in, input_default, &w.u);
	return show_unit(r, 200, &w);
}

static enum err
run_unit(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct unit_work *w = c->with;
	const char *name = input_text(w->in, "name"), *name_en = input_text(w->in, "name_en");
	int64_t id = w->u.id;
	enum err e = OK;

	if (id == 0)
		e = people_unit_add(a, db, w->g.id, name, name_en, &id);
	else
		e = people_unit_change(a, db, id, w->version, name, name_en, input_number(w->in, "active") != 0);
	return e;
}

static enum err
post_unit(struct req *r)
{
	struct input *in = unit_input(r), *before = unit_input(r);
	struct unit_work w = { .in = in };
	struct admin_change c = { .run = run_unit, .with = &w };
	enum err e = load_unit(r, &w);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n > 0) {
		w.u.version = w.version;
		return show_unit(r, 422, &w);
	}
	c.kind = w.u.id != 0 ? "unit.changed" : "unit.made";
	c.subject = arena_printf(r->arena, "%s/%s", w.g.code, w.u.id != 0 ? w.u.name : input_text(in, "name"));
	if (w.u.id != 0) {
		fill_unit(before, typed, &w.u);
		c.before = input_to_json(r->arena, before);
	}
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_unit(r, admin_again(r, e), &w);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own_path(r, w.g.ref, ""), "notice.saved")) : e;
}

const struct route admin_agency_routes[] = {
	{ .method = GET, .path = "/desk/admin/agencies/", .duties = DUTY_SYSADMIN, .run = get_list },
	{ .method = GET, .path = "/desk/admin/agencies/new", .duties = DUTY_SYSADMIN, .run = get_new },
	{ .method = POST, .path = "/desk/admin/agencies/new", .duties = DUTY_SYSADMIN, .run = post_new },
	{ .method = GET, .path = "/desk/admin/agencies/:ref", .duties = DUTY_SYSADMIN, .run = get_agency },
	{ .method = GET, .path = "/desk/admin/agencies/:ref/edit", .duties = DUTY_SYSADMIN, .run = get_edit },
	{ .method = POST, .path = "/desk/admin/agencies/:ref/edit", .duties = DUTY_SYSADMIN, .run = post_edit },
	{ .method = GET, .path = "/desk/admin/agencies/:ref/units/new", .duties = DUTY_SYSADMIN, .run = get_unit },
	{ .method = POST, .path = "/desk/admin/agencies/:ref/units/new", .duties = DUTY_SYSADMIN, .run = post_unit },
	{ .method = GET, .path = "/desk/admin/agencies/:ref/units/:unit", .duties = DUTY_SYSADMIN, .run = get_unit },
	{ .method = POST, .path = "/desk/admin/agencies/:ref/units/:unit", .duties = DUTY_SYSADMIN, .run = post_unit },
	{ 0 }
};
