/* parameter.c - the system administrator's figures of law: those in force, their history, the site's own. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/people/admin.h"
#include "lib/people/office.h"

#define LIST "/desk/admin/parameters/"
#define COUNTRY "000000"

#define SCOPE_FIELDS \
	{ .name = "valid_from", .type = FIELD_DAY, .flags = FIELD_REQUIRED }, \
	{ .name = "agency", .type = FIELD_CHOICE }, \
	{ .name = "region", .type = FIELD_LINE, .max = 12 }, \
	{ .name = "sector", .type = FIELD_LINE, .max = 40 }, \
	{ .name = "source", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 200 }, \
	{ .name = "note", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 200 }

static const struct field whole_form[] = {	/* days, hours, counts */
	{ .name = "value", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 0, .max = 100000 }, SCOPE_FIELDS, { 0 }
};
static const struct field hundredths_form[] = {	/* yuan and per cent, kept in hundredths */
	{ .name = "value", .type = FIELD_MONEY, .flags = FIELD_REQUIRED }, SCOPE_FIELDS, { 0 }
};
static const struct field end_form[] = { { .name = "last_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED }, { 0 } };

static bool
in_hundredths(const char *unit)
{
	return str_eq(unit, "fen") || str_eq(unit, "pct_x100");
}

static const char *
value_text(struct req *r, const struct calendar_parameter *p)
{
	const char *n = arena_printf(r->arena, "%" PRId64, p->value);

	if (in_hundredths(p->unit))
		n = p->value % 100 == 0 ? arena_printf(r->arena, "%" PRId64, p->value / 100) :
		    arena_printf(r->arena, "%" PRId64 ".%02d", p->value / 100, (int)(p->value % 100));
	return view_msg(r, arena_printf(r->arena, "admin.unit.%s", p->unit), "n", n, NULL);
}

static bool
in_force(const struct calendar_parameter_row *p, int32_t today)
{
	return p->valid_from <= today && (p->valid_to == DAY_NONE || p->valid_to >= today);
}

/* A site's row, as forms name it: rows have no ref. */
static const char *
row_name(struct req *r, const struct calendar_parameter_row *p)
{
	return arena_printf(r->arena, "%s_%s_%" PRId64 "_%s", admin_day(r, p->valid_from), p->region,
	    p->agency, p->sector);
}

static void
view_row(struct req *r, const char *list, int i, const struct calendar_parameter_row *p)
{
	bool voided = p->valid_to != DAY_NONE && p->valid_to < p->valid_from;

	view_text_at(r, list, i, "value", value_text(r, &p->p));
	view_text_at(r, list, i, "source", p->p.source);
	view_text_at(r, list, i, "note", p->note);
	view_bool_at(r, list, i, "site", str_eq(p->origin, "site"));
	view_day_at(r, list, i, "from", p->valid_from);
	view_day_at(r, list, i, "to", p->valid_to);
	view_bool_at(r, list, i, "voided", voided);
	view_bool_at(r, list, i, "now", in_force(p, time_day(r->now)));
	if (!str_eq(p->region, COUNTRY))
		view_text_at(r, list, i, "region", p->region);
	view_text_at(r, list, i, "agency", p->agency_name);
	view_text_at(r, list, i, "sector", p->sector);
}

/* Keys in their order; below each the rows in force. */
static enum err
get_list(struct req *r)
{
	struct calendar_parameter_row *p;
	const char *key = "", *rows = "";
	int g = -1, k = 0;
	size_t i, n;
	enum err e = calendar_parameter_list(r->arena, r->db, NULL, &p, &n);

	for (i = 0; e == OK && i < n; i++) {
		if (strcmp(key, p[i].key) != 0) {
			key = p[i].key;
			k = 0;
			rows = arena_printf(r->arena, "keys.%d.rows", ++g);
			view_text_at(r, "keys", g, "key", key);
			view_text_at(r, "keys", g, "name", req_is_en(r) &&
			    *p[i].name_en != '\0' ? p[i].name_en : p[i].name_zh);
			view_text_at(r, "keys", g, "href", arena_printf(r->arena, LIST "%s", key));
		}
		if (in_force(&p[i], time_day(r->now)))
			view_row(r, rows, k++, &p[i]);
	}
	return e == OK ? req_render(r, 200, "admin/parameters.cs") : e;
}

struct key {
	const char *key, *name, *unit, *path;
	struct calendar_parameter_row *row;
	size_t n;
};

static enum err
load(struct req *r, struct key *k)
{
	enum err e;

	k->key = req_path_text(r, "key");
	k->path = arena_printf(r->arena, LIST "%s", k->key);
	e = calendar_parameter_list(r->arena, r->db, k->key, &k->row, &k->n);
	if (e == OK && k->n == 0)
		return err_set(ERR_NOT_FOUND, "no such parameter");
	if (e != OK)
		return e;
	k->unit = k->row[0].p.unit;
	k->name = req_is_en(r) && *k->row[0].name_en != '\0' ? k->row[0].name_en : k->row[0].name_zh;
	return OK;
}

static void
crumbs(struct req *r, const struct key *k, const char *last)
{
	admin_crumb(r, 0, view_msg(r, "menu.parameters", NULL), LIST);
	admin_crumb(r, 1, k->name, last != NULL ? k->path : NULL);
	if (last != NULL)
		admin_crumb(r, 2, last, NULL);
}

static bool
may_end(const struct calendar_parameter_row *p)
{
	return str_eq(p->origin, "site") && p->valid_to == DAY_NONE;
}

static enum err
get_key(struct req *r)
{
	struct key k;
	size_t i;
	enum err e = load(r, &k);

	if (e != OK)
		return e;
	crumbs(r, &k, NULL);
	view_text(r, "parameter.key", k.key);
	view_text(r, "parameter.name", k.name);
	view_text(r, "parameter.add", arena_printf(r->arena, "%s/new", k.path));
	for (i = 0; i < k.n; i++) {
		view_row(r, "rows", (int)i, &k.row[i]);
		if (may_end(&k.row[i])) {
			view_text_at(r, "rows", (int)i, "end", arena_printf(r->arena, "%s/end", k.path));
			view_text_at(r, "rows", (int)i, "name", row_name(r, &k.row[i]));
		}
	}
	return req_render(r, 200, "admin/parameter.cs");
}

/* ---- a figure of the site's own */

static enum err
new_input(struct req *r, const struct key *k, struct admin_places *p, struct input **in)
{
	enum err e = admin_places(r, p);

	*in = input_new(r->arena, in_hundredths(k->unit) ? hundredths_form : whole_form);
	if (e != OK)
		return e;
	admin_place_options(r, p, *in, "agency", false);
	return OK;
}

static enum err
show_new(struct req *r, int status, const struct key *k, const struct input *in)
{
	struct admin_form f = { .scope = "admin_parameter", .path = arena_printf(r->arena, "%s/new", k->path),
	    .back = k->path, .in = in };

	crumbs(r, k, view_msg(r, "admin.admin_parameter.title", NULL));
	view_text(r, "page.subject", view_msg(r, "admin.figure_unit", "name", k->name, "unit",
	    view_msg(r, arena_printf(r->arena, "admin.unit_name.%s", k->unit), NULL), NULL));
	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	struct admin_places p;
	struct input *in;
	struct key k;
	enum err e = load(r, &k);

	if (e == OK)
		e = new_input(r, &k, &p, &in);
	return e == OK ? show_new(r, 200, &k, in) : e;
}

static enum err
run_put(struct arena *a, struct db *db, struct admin_change *c)
{
	int64_t id;

	return calendar_parameter_put(a, db, c->with, &id);
}

static enum err
post_new(struct req *r)
{
	struct calendar_parameter_new n = { 0 };
	struct admin_change c = { .run = run_put, .with = &n, .kind = "parameter.put" };
	struct admin_places p;
	struct input *in;
	const char *name;
	struct key k;
	int64_t unit;
	enum err e = load(r, &k);

	if (e == OK)
		e = new_input(r, &k, &p, &in);
	if (e != OK)
		return e;
	req_input(r, in);
	if (input_given(in, "region"))
		e = people_region_name(r->arena, r->db, input_text(in, "region"), &name);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == ERR_NOT_FOUND)
		problem_add(&r->problems, "region", "no_region", NULL);
	if (r->problems.n > 0)
		return show_new(r, 422, &k, in);
	n = (struct calendar_parameter_new){ .key = k.key, .unit = k.unit, .source = input_text(in, "source"),
	    .region = input_given(in, "region") ? input_text(in, "region") : NULL, .sector = input_text(in, "sector"),
	    .note = input_text(in, "note"), .value = input_number(in, "value"),
	    .valid_from = input_day(in, "valid_from") };
	admin_place(&p, input_text(in, "agency"), &n.agency, &unit);
	c.subject = k.key;
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_new(r, admin_again(r, e), &k, in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, k.path, "notice.saved")) : e;
}

/* ---- its end */

struct ending {
	struct req *r;
	const struct calendar_parameter_row *p;
	const struct input *in;
	int32_t version;
};

static enum err
load_row(struct req *r, struct key *k, const struct calendar_parameter_row **out)
{
	const char *name = r->method == POST ? req_form(r, "_row", 100) : req_query(r, "row", 100);
	size_t i;
	enum err e = load(r, k);

	for (i = 0; e == OK && i < k->n; i++)
		if (str_eq(k->row[i].origin, "site") && str_eq(row_name(r, &k->row[i]), name)) {
			*out = &k->row[i];
			return OK;
		}
	return e == OK ? err_set(ERR_NOT_FOUND, "no such row of the site") : e;
}

static enum err
show_end(struct req *r, int status, const struct key *k, const struct ending *w)
{
	struct admin_form f = { .scope = "admin_end", .path = arena_printf(r->arena, "%s/end", k->path),
	    .back = k->path, .in = w->in, .version = w->p->version };

	crumbs(r, k, view_msg(r, "admin.admin_end.title", NULL));
	view_text(r, "page.row", row_name(r, w->p));
	view_text(r, "page.subject", view_msg(r, "admin.figure_row", "name", k->name, "value", value_text(r, &w->p->p),
	    "from", admin_day(r, w->p->valid_from), NULL));
	return admin_show(r, status, &f);
}

static enum err
get_end(struct req *r)
{
	struct input *in = input_new(r->arena, end_form);
	struct ending w = { .in = in };
	struct key k;
	enum err e = load_row(r, &k, &w.p);

	if (e != OK)
		return e;
	if (!may_end(w.p))
		return err_set(ERR_STATE, "ended already");
	input_default(in, "last_day", admin_day(r, time_day(r->now)));
	return show_end(r, 200, &k, &w);
}

static enum err
run_end(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct ending *w = c->with;
	enum err e = calendar_parameter_end(a, db, w->p->p.id, w->version, input_day(w->in, "last_day"));

	if (e == ERR_INPUT)
		problem_add(&w->r->problems, "last_day", "last_day", NULL);
	return e;
}

static enum err
post_end(struct req *r)
{
	struct input *in = input_new(r->arena, end_form);
	struct ending w = { .r = r, .in = in };
	struct admin_change c = { .run = run_end, .with = &w, .kind = "parameter.end" };
	struct key k;
	enum err e = load_row(r, &k, &w.p);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n > 0)
		return show_end(r, 422, &k, &w);
	c.subject = k.key;
	c.before = arena_printf(r->arena, "{\"value\":\"%s\",\"valid_from\":\"%s\"}", value_text(r, &w.p->p),
	    admin_day(r, w.p->valid_from));
	c.after = arena_printf(r->arena, "{\"value\":\"%s\",\"valid_from\":\"%s\",\"last_day\":\"%s\"}",
	    value_text(r, &w.p->p), admin_day(r, w.p->valid_from), admin_day(r, input_day(in, "last_day")));
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_end(r, admin_again(r, e), &k, &w);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, k.path, "notice.saved")) : e;
}

const struct route admin_parameter_routes[] = {
	{ .method = GET, .path = LIST, .duties = DUTY_SYSADMIN, .run = get_list },
	{ .method = GET, .path = LIST ":key", .duties = DUTY_SYSADMIN, .run = get_key },
	{ .method = GET, .path = LIST ":key/new", .duties = DUTY_SYSADMIN, .run = get_new },
	{ .method = POST, .path = LIST ":key/new", .duties = DUTY_SYSADMIN, .run = post_new },
	{ .method = GET, .path = LIST ":key/end", .duties = DUTY_SYSADMIN, .run = get_end },
	{ .method = POST, .path = LIST ":key/end", .duties = DUTY_SYSADMIN, .run = post_end },
	{ 0 }
};
