/* plan.c - the annual plan (年度抽查计划): drafts, lines, publication. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/spotcheck/plan.h"
#include "cgi/spotcheck/spotcheck.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/spotcheck/item.h"
#include "lib/spotcheck/plan.h"

#define LINES "/desk/spotcheck/lines/"

static const char *const kinds[] = { "routine", "special", NULL };

static const struct field plan_form[] = {
	{ .name = "year", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 2020, .max = 2099 },
	{ .name = "plan_title", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 100 },
	{ 0 }
};
static const struct field line_form[] = {
	{ .name = "line_title", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 100 },
	{ .name = "line_kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "joint", .type = FIELD_TICK },
	{ .name = "scope_text", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 200 },
	{ .name = "ratio", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .max = 10 },
	{ .name = "batches", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 1, .max = 52 },
	{ .name = "from_month", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 1, .max = 12 },
	{ .name = "to_month", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 1, .max = 12 },
	{ .name = "agencies", .type = FIELD_CHOICES, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "items", .type = FIELD_REFS, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ 0 }
};

void
spot_plan_view(struct req *r, const char *list, int i, struct db_row p)
{
	static const struct column cols[] = { { "year", 'i' }, { "title", 't' }, { "lines", 'i' },
	    { "published_at", 'T' }, { 0 } };

	row_view_at(r, list, i, p, cols);
	view_text_at(r, list, i, "agency", row_text(p, req_pick(r, "agency_name", "agency_en")));
	view_bool_at(r, list, i, "published", str_eq(row_text(p, "state"), "published"));
}

enum err
spot_lines_view(struct req *r, int64_t plan, const struct db_rows **out)
{
	static const struct column cols[] = { { "n", 'i' }, { "title", 't' }, { "joint", 'b' }, { "scope", 't' },
	    { "batches", 'i' }, { "items", 'l' }, { "agencies", 'l' }, { "item_n", 'i' }, { 0 } };
	int i;
	enum err e = spotcheck_line_list(r->arena, r->db, plan, out);

	for (i = 0; e == OK && i < db_count(*out); i++) {
		struct db_row l = db_at(*out, i);

		row_view_at(r, "lines", i, l, cols);
		view_text_at(r, "lines", i, "kind", admin_word(r, "spot.line_kind", row_text(l, "kind")));
		view_text_at(r, "lines", i, "ratio", spotcheck_ratio_text(r->arena, row_i32(l, "ratio_permille")));
		view_text_at(r, "lines", i, "months",
		    view_msg(r, "spot.months", "from", arena_printf(r->arena, "%d", (int)row_i32(l, "from_month")),
		    "to", arena_printf(r->arena, "%d", (int)row_i32(l, "to_month")), NULL));
	}
	return e;
}

static enum err
get_list(struct req *r)
{
	static const char *const kept[] = { NULL };
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = admin_after(r, &after);

	if (e == OK)
		e = spotcheck_plan_list(r->arena, r->db, (struct ref){ { 0 } }, after, ADMIN_PAGE + 1, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, SPOT_PLANS, kept, rows);
	for (i = 0; i < n; i++) {
		spot_plan_view(r, "plans", i, db_at(rows, i));
		view_text_at(r, "plans", i, "href", ref_path(r, SPOT_PLANS, row_ref(db_at(rows, i), "ref"), ""));
	}
	view_bool(r, "may_write", req_duty(r, SPOT_WRITE));
	return req_render(r, 200, "spotcheck/plans.cs");
}

static void
crumbs(struct req *r, const char *plan, struct ref ref, const char *last)
{
	int i = 0;

	admin_crumb(r, i++, view_msg(r, "menu.spot_plans", NULL), SPOT_PLANS);
	if (plan != NULL)
		admin_crumb(r, i++, plan, last != NULL ? ref_path(r, SPOT_PLANS, ref, "") : NULL);
	if (last != NULL)
		admin_crumb(r, i, last, NULL);
}

static enum err
load(struct req *r, struct db_row *p)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? spotcheck_plan_get(r->arena, r->db, ref, p) : e;
}

static bool
is_draft(struct req *r, struct db_row p)
{
	return str_eq(row_text(p, "state"), "draft") && spot_may(r, SPOT_PLAN, row_i64(p, "id"));
}

static enum err
get_plan(struct req *r)
{
	const struct db_rows *rows;
	struct db_row p;
	bool own, draft;
	int i;
	enum err e = load(r, &p);

	if (e == OK)
		e = spot_lines_view(r, row_i64(p, "id"), &rows);
	if (e != OK)
		return e;
	draft = is_draft(r, p);
	own = !draft && spot_may(r, SPOT_PLAN, row_i64(p, "id"));
	crumbs(r, row_text(p, "title"), row_ref(p, "ref"), NULL);
	spot_plan_view(r, "plans", 0, p);
	for (i = 0; i < db_count(rows); i++) {
		struct ref line = row_ref(db_at(rows, i), "ref");

		if (draft) {
			view_text_at(r, "lines", i, "edit", ref_path(r, LINES, line, ""));
			view_text_at(r, "lines", i, "remove", ref_path(r, LINES, line, "/remove"));
		} else if (own) {
			view_text_at(r, "lines", i, "task", ref_path(r, SPOT_TASKS "new?line=", line, ""));
		}
	}
	view_i64(r, "plan.version", row_i64(p, "version"));
	if (draft) {
		view_text(r, "plan.add", ref_path(r, SPOT_PLANS, row_ref(p, "ref"), "/lines/new"));
		if (db_count(rows) > 0)
			view_text(r, "plan.publish", ref_path(r, SPOT_PLANS, row_ref(p, "ref"), "/publish"));
	}
	return req_render(r, 200, "spotcheck/plan.cs");
}

/* ---- a new plan */

struct plan_work {
	int64_t plan, agency;
	int year;
	const char *title;
	int32_t version;
	struct ref ref;
	struct spotcheck_line_new line;
};

static enum err
show_new(struct req *r, int status, const struct input *in)
{
	struct admin_form f = { .scope = "spot_plan", .path = SPOT_PLANS "new", .back = SPOT_PLANS, .in = in };

	crumbs(r, NULL, (struct ref){ { 0 } }, view_msg(r, "admin.spot_plan.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	struct input *in = input_new(r->arena, plan_form);
	int year, month, mday;

	day_parts(time_day(r->now), &year, &month, &mday);
	input_default(in, "year", arena_printf(r->arena, "%d", month >= 11 ? year + 1 : year));
	return show_new(r, 200, in);
}

static enum err
run_new(struct arena *a, struct db *db, struct admin_change *c)
{
	struct plan_work *w = c->with;

	return spotcheck_plan_add(a, db, w->agency, w->year, w->title, c->by, &w->ref);
}

static enum err
post_new(struct req *r)
{
	struct input *in = input_new(r->arena, plan_form);
	struct plan_work w = { .agency = r->session->agency };
	struct admin_change c = { .run = run_new, .with = &w, .kind = "spotcheck.plan.made" };
	enum err e;

	req_input(r, in);
	if (r->problems.n > 0)
		return show_new(r, 422, in);
	w.year = (int)input_number(in, "year");
	w.title = c.subject = input_text(in, "plan_title");
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_new(r, admin_again(r, e), in);
	/* the same form again: the plan is in the list */
	return e == OK ? req_redirect(r, "%s", ref_zero(w.ref) ? SPOT_PLANS : ref_path(r, SPOT_PLANS, w.ref, "")) : e;
}

/* ---- publication */

static enum err
run_publish(struct arena *a, struct db *db, struct admin_change *c)
{
	struct plan_work *w = c->with;

	return spotcheck_plan_publish(a, db, w->plan, w->version, c->by);
}

static enum err
post_publish(struct req *r)
{
	struct plan_work w = { .agency = r->session->agency };
	struct admin_change c = { .run = run_publish, .with = &w, .kind = "spotcheck.plan.published" };
	struct db_row p;
	enum err e = load(r, &p);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e == OK)
		e = spotcheck_may(r->arena, r->db, r->session->account, SPOT_PLAN, row_i64(p, "id"));
	if (e != OK)
		return e;
	w.plan = row_i64(p, "id");
	c.subject = row_text(p, "title");
	e = admin_do(r, &c);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, SPOT_PLANS, row_ref(p, "ref"), ""),
	    "notice.spot_published")) : e;
}

/* ---- lines */

static enum err
line_input(struct req *r, struct input **in)
{
	const struct db_rows *rows;
	char text[REF_TEXT_SIZE];
	int i;
	enum err e;

	*in = input_new(r->arena, line_form);
	admin_words(r, *in, "line_kind", "spot.line_kind", kinds);
	e = spot_agency_options(r, *in, "agencies");
	if (e == OK)
		e = spotcheck_item_choices(r->arena, r->db, time_day(r->now), &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row x = db_at(rows, i);

		ref_text(row_ref(x, "ref"), text);
		input_option(*in, "items", arena_strdup(r->arena, text), row_text(x, "name_zh"),
		    row_text(x, "name_en"));
	}
	return e;
}

static void
line_take(struct req *r, const struct input *in, struct spotcheck_line_new *n)
{
	const struct value *items = input_value(in, "items"), *agencies = input_value(in, "agencies");

	*n = (struct spotcheck_line_new){ .title = input_text(in, "line_title"), .kind = input_text(in, "line_kind"),
	    .joint = input_number(in, "joint") != 0, .scope = input_text(in, "scope_text"),
	    .batches = (int)input_number(in, "batches"), .from_month = (int)input_number(in, "from_month"),
	    .to_month = (int)input_number(in, "to_month"), .item = items->list,
	    .item_n = items->list_n, .agency = agencies->list, .agency_n = agencies->list_n };
	(void)spot_ratio(r, in, "ratio", &n->ratio_permille);
	if (input_given(in, "from_month") && input_given(in, "to_month") && n->to_month < n->from_month)
		problem_add(&r->problems, "to_month", "spot_months", NULL);
	if (n->joint && n->agency_n == 1)
		problem_add(&r->problems, "agencies", "spot_joint", NULL);
}

static void
line_fill(struct req *r, struct input *in, struct db_row l)
{
	(void)input_set(in, "line_title", row_text(l, "title"));
	(void)input_set(in, "line_kind", row_text(l, "kind"));
	if (row_bool(l, "joint"))
		(void)input_set(in, "joint", "1");
	(void)input_set(in, "scope_text", row_text(l, "scope"));
	(void)input_set(in, "ratio", spotcheck_ratio_text(r->arena, row_i32(l, "ratio_permille")));
	(void)input_set(in, "batches", arena_printf(r->arena, "%d", (int)row_i32(l, "batches")));
	(void)input_set(in, "from_month", arena_printf(r->arena, "%d", (int)row_i32(l, "from_month")));
	(void)input_set(in, "to_month", arena_printf(r->arena, "%d", (int)row_i32(l, "to_month")));
	spot_set_list(r, in, "agencies", row_text(l, "agencies"));
	spot_set_list(r, in, "items", row_text(l, "items"));
}

static enum err
run_line(struct arena *a, struct db *db, struct admin_change *c)
{
	struct plan_work *w = c->with;

	return spotcheck_line_put(a, db, w->plan, w->ref, &w->line, c->by);
}

struct line_page {
	struct db_row row;	/* the plan, or the line */
	const char *plan_title, *path;
	struct ref plan;
	bool made;		/* a line that is there */
};

static enum err
show_line(struct req *r, int status, const struct line_page *p, const struct input *in)
{
	struct admin_form f = { .scope = p->made ? "spot_line_edit" : "spot_line", .path = p->path,
	    .back = ref_path(r, SPOT_PLANS, p->plan, ""), .in = in };

	crumbs(r, p->plan_title, p->plan,
	    view_msg(r, p->made ? "admin.spot_line_edit.title" : "admin.spot_line.title", NULL));
	return admin_show(r, status, &f);
}

/* A new line of the plan in the path, or the line in the path; both only in a draft of one's own. */
static enum err
load_line(struct req *r, struct line_page *p)
{
	struct ref ref;
	bool draft;
	enum err e = req_path_ref(r, "ref", &ref);

	p->made = strncmp(r->route->path, LINES, strlen(LINES)) == 0;
	if (e == OK)
		e = p->made ? spotcheck_line_get(r->arena, r->db, ref, &p->row) : spotcheck_plan_get(r->arena, r->db,
		    ref, &p->row);
	if (e != OK)
		return e;
	p->plan = row_ref(p->row, p->made ? "plan_ref" : "ref");
	p->plan_title = row_text(p->row, p->made ? "plan_title" : "title");
	p->path = p->made ? ref_path(r, LINES, ref, "") : ref_path(r, SPOT_PLANS, ref, "/lines/new");
	draft = str_eq(row_text(p->row, p->made ? "plan_state" : "state"), "draft");
	e = spotcheck_may(r->arena, r->db, r->session->account, SPOT_PLAN, row_i64(p->row, p->made ? "plan_id" : "id"));
	if (e != OK)
		return e;
	return draft ? OK : err_set(ERR_STATE, "the plan is published");
}

static enum err
get_line(struct req *r)
{
	struct line_page p;
	struct input *in;
	enum err e = load_line(r, &p);

	if (e == OK)
		e = line_input(r, &in);
	if (e != OK)
		return e;
	if (p.made)
		line_fill(r, in, p.row);
	return show_line(r, 200, &p, in);
}

static enum err
post_line(struct req *r)
{
	struct plan_work w = { .agency = r->session->agency };
	struct admin_change c = { .run = run_line, .with = &w, .kind = "spotcheck.plan.line" };
	struct line_page p;
	struct input *in;
	enum err e = load_line(r, &p);

	if (e == OK)
		e = line_input(r, &in);
	if (e != OK)
		return e;
	req_input(r, in);
	line_take(r, in, &w.line);
	if (r->problems.n > 0)
		return show_line(r, 422, &p, in);
	w.plan = row_i64(p.row, p.made ? "plan_id" : "id");
	if (p.made)
		w.ref = row_ref(p.row, "ref");
	c.subject = p.plan_title;
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_line(r, admin_again(r, e), &p, in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, SPOT_PLANS, p.plan, ""),
	    "notice.saved")) : e;
}

static enum err
run_remove(struct arena *a, struct db *db, struct admin_change *c)
{
	struct plan_work *w = c->with;

	return spotcheck_line_remove(a, db, w->ref, c->by);
}

static enum err
post_remove(struct req *r)
{
	struct plan_work w = { .agency = r->session->agency };
	struct admin_change c = { .run = run_remove, .with = &w, .kind = "spotcheck.plan.line_removed" };
	struct line_page p;
	enum err e = load_line(r, &p);

	if (e != OK)
		return e;
	w.ref = row_ref(p.row, "ref");
	c.subject = p.plan_title;
	e = admin_do(r, &c);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, SPOT_PLANS, p.plan, ""),
	    "notice.saved")) : e;
}

const struct route spot_plan_routes[] = {
	{ .method = GET, .path = "/desk/spotcheck/plans/", .duties = SPOT_READ, .run = get_list },
	{ .method = GET, .path = "/desk/spotcheck/plans/new", .duties = SPOT_WRITE, .run = get_new },
	{ .method = POST, .path = "/desk/spotcheck/plans/new", .duties = SPOT_WRITE, .run = post_new },
	{ .method = GET, .path = "/desk/spotcheck/plans/:ref", .duties = SPOT_READ, .run = get_plan },
	{ .method = POST, .path = "/desk/spotcheck/plans/:ref/publish", .duties = SPOT_WRITE, .run = post_publish },
	{ .method = GET, .path = "/desk/spotcheck/plans/:ref/lines/new", .duties = SPOT_WRITE, .run = get_line },
	{ .method = POST, .path = "/desk/spotcheck/plans/:ref/lines/new", .duties = SPOT_WRITE, .run = post_line },
	{ .method = GET, .path = "/desk/spotcheck/lines/:ref", .duties = SPOT_WRITE, .run = get_line },
	{ .method = POST, .path = "/desk/spotcheck/lines/:ref", .duties = SPOT_WRITE, .run = post_line },
	{ .method = POST, .path = "/desk/spotcheck/lines/:ref/remove", .duties = SPOT_WRITE, .run = post_remove },
	{ 0 }
};
