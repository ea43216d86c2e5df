/* task.c - tasks of random checks: the list, drafts, the announcement. */
#include <inttypes.h>

#include "cgi/common/rows.h"
#include "cgi/spotcheck/task.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/spotcheck/announcement.h"
#include "lib/spotcheck/plan.h"

static const char *const states[] = { "draft", "announced", "revealing", "closed", "drawn", "published",
    "lapsed", NULL };

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "draw_id", 't' }, { "title", 't' }, { "line_title", 't' },
	    { "reveal_by", 'T' }, { "announced_at", 'T' }, { "pool", 'i' }, { "quota", 'i' }, { 0 } };
	static const char *const kept[] = { "state", NULL };
	const char *state = admin_query(r, "state", 10);
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = admin_after(r, &after);

	if (e == OK)
		e = spotcheck_task_list(r->arena, r->db, req_duty(r, DUTY_SUPERVISOR) ? 0 : r->session->agency, state,
		    after, ADMIN_PAGE + 1, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, SPOT_TASKS, kept, rows);
	for (i = 0; i < n; i++) {
		struct db_row t = db_at(rows, i);
		const char *is = row_text(t, "state");

		row_view_at(r, "tasks", i, t, cols);
		view_text_at(r, "tasks", i, "state", admin_word(r, "spot.state", is));
		view_text_at(r, "tasks", i, "tone", str_eq(is, "draft") ? "" : str_eq(is, "lapsed") ? "zhu" : str_eq(is,
		    "published") ? "song" : "dai");
		view_text_at(r, "tasks", i, "agency", row_text(t, req_pick(r, "agency_name", "agency_en")));
		view_text_at(r, "tasks", i, "href", ref_path(r, SPOT_TASKS, row_ref(t, "ref"), ""));
	}
	spot_word_filter(r, "states", "spot.state", states, state);
	view_bool(r, "may_write", req_duty(r, SPOT_WRITE));
	return req_render(r, 200, "spotcheck/tasks.cs");
}

static enum err
load(struct req *r, struct spotcheck_task *t)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? spotcheck_task_get(r->arena, r->db, ref, t) : e;
}

static enum err
load_draft(struct req *r, struct spotcheck_task *t)
{
	enum err e = load(r, t);

	if (e == OK)
		e = spotcheck_may(r->arena, r->db, r->session->account, SPOT_TASK, t->id);
	if (e == OK && !str_eq(t->state, "draft"))
		e = err_set(ERR_STATE, "the task was announced");
	return e;
}

static enum err
get_task(struct req *r)
{
	struct spotcheck_task t;
	enum err e = load(r, &t);

	return e == OK ? spot_task_page(r, 200, &t) : e;
}

/* ---- drafts */

struct task_work {
	struct spotcheck_task *t;
	int year;
	int32_t version;
	struct ref ref;
	struct spotcheck_announcing x;
};

static const char *
agency_code(struct req *r)
{
	struct people_agency *g;
	int i, n;

	if (people_agency_list(r->arena, r->db, &g, &n) != OK)
		return "";
	for (i = 0; i < n; i++)
		if (g[i].id == r->session->agency)
			return g[i].code;
	return "";
}

/* A new draft: what the line of the plan says, and what most draws have. */
static enum err
start(struct req *r, struct spotcheck_task *t)
{
	const char *line = admin_query(r, "line", 26);
	struct db_row l;
	struct ref ref;
	enum err e = OK;

	*t = (struct spotcheck_task){ .agency = r->session->agency, .scope = { .not_since = DAY_NONE },
	    .strata_by = "class", .agencies = agency_code(r), .skills = "", .unit_by = "unit", .team_size = 2,
	    .contributions = "witness", .pledges = true, .beacon = "", .publication = "at-draw", .reveal_by = TIME_NONE,
	    .publish_by = TIME_NONE };
	if (line == NULL)
		line = req_form(r, "_line", 26);
	if (str_empty(line))
		return OK;
	if (!ref_parse(line, &ref))
		return err_set(ERR_NOT_FOUND, "no such line");
	e = spotcheck_line_get(r->arena, r->db, ref, &l);
	if (e != OK)
		return e;
	if (!str_eq(row_text(l, "plan_state"), "published") || !spot_may(r, SPOT_PLAN, row_i64(l, "plan_id")))
		return err_set(ERR_STATE, "no line of a published plan of one's own");
	t->line = ref;
	t->line_title = row_text(l, "title");
	t->title = row_text(l, "title");
	t->quota_all_given = true;
	t->quota_all = (struct spotcheck_quota){ .n = -1, .permille = row_i32(l, "ratio_permille") };
	if (*row_text(l, "agencies") != '\0')
		t->agencies = row_text(l, "agencies");
	t->unit_by = row_bool(l, "joint") ? "agency" : "unit";
	return OK;
}

/* The items of its line, ticked. */
static enum err
line_items(struct req *r, const struct spotcheck_task *t, struct input *in)
{
	struct db_row l;
	enum err e;

	if (ref_zero(t->line))
		return OK;
	e = spotcheck_line_get(r->arena, r->db, t->line, &l);
	if (e == OK)
		spot_set_list(r, in, "items", row_text(l, "items"));
	return e;
}

static enum err
show_form(struct req *r, int status, const struct spotcheck_task *t, const struct input *in, const struct input *stored,
    int32_t version)
{
	struct admin_form f = { .scope = t->id == 0 ? "spot_task" : "spot_task_edit", .in = in, .stored = stored,
	    .version = version };
	int i = 0;

	f.path = t->id == 0 ? SPOT_TASKS "new" : ref_path(r, SPOT_TASKS, t->ref, "/edit");
	f.back = t->id == 0 ? SPOT_TASKS : ref_path(r, SPOT_TASKS, t->ref, "");
	admin_crumb(r, i++, view_msg(r, "menu.spot_tasks", NULL), SPOT_TASKS);
	if (t->id != 0)
		admin_crumb(r, i++, t->draw_id, f.back);
	admin_crumb(r, i, view_msg(r, t->id == 0 ? "admin.spot_task.title" : "admin.spot_task_edit.title", NULL), NULL);
	view_text(r, "page.subject", t->line_title);
	view_ref(r, "page.line", t->line);
	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	struct spotcheck_task t;
	struct input *in;
	enum err e = start(r, &t);

	if (e == OK)
		e = spot_task_input(r, &t, &in);
	if (e != OK)
		return e;
	spot_task_fill(r, in, &t);
	e = line_items(r, &t, in);
	return e == OK ? show_form(r, 200, &t, in, NULL, 0) : e;
}

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	struct task_work *w = c->with;

	return spotcheck_task_add(a, db, w->t, w->year, c->by, &w->ref);
}

static enum err
post_new(struct req *r)
{
	struct spotcheck_task t;
	struct task_work w = { .t = &t };
	struct admin_change c = { .run = run_add, .with = &w, .kind = "spotcheck.task.made" };
	struct input *in;
	int month, mday;
	enum err e = start(r, &t);

	if (e == OK)
		e = spot_task_input(r, &t, &in);
	if (e != OK)
		return e;
	req_input(r, in);
	spot_task_take(r, in, &t);
	if (r->problems.n > 0)
		return show_form(r, 422, &t, in, NULL, 0);
	day_parts(time_day(r->now), &w.year, &month, &mday);
	c.subject = t.title;
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_form(r, admin_again(r, e), &t, in, NULL, 0);
	return e == OK ? req_redirect(r, "%s", ref_zero(w.ref) ? SPOT_TASKS : ref_path(r, SPOT_TASKS, w.ref, "")) : e;
}

static enum err
get_edit(struct req *r)
{
	struct spotcheck_task t;
	struct input *in;
	enum err e = load_draft(r, &t);

	if (e == OK)
		e = spot_task_input(r, &t, &in);
	if (e != OK)
		return e;
	spot_task_fill(r, in, &t);
	return show_form(r, 200, &t, in, NULL, t.version);
}

static enum err
run_change(struct arena *a, struct db *db, struct admin_change *c)
{
	struct task_work *w = c->with;

	return spotcheck_task_change(a, db, w->t, w->version, c->by);
}

static enum err
post_edit(struct req *r)
{
	struct spotcheck_task t, was;
	struct task_work w = { .t = &t };
	struct admin_change c = { .run = run_change, .with = &w, .kind = "spotcheck.task.changed" };
	struct input *in, *stored;
	enum err e = load_draft(r, &was);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e == OK)
		e = spot_task_input(r, &was, &in);
	if (e == OK)
		e = spot_task_input(r, &was, &stored);
	if (e != OK)
		return e;
	t = was;
	spot_task_fill(r, stored, &was);
	req_input(r, in);
	spot_task_take(r, in, &t);
	if (r->problems.n > 0)
		return show_form(r, 422, &was, in, stored, w.version);
	c.subject = was.draw_id;
	c.before = input_to_json(r->arena, stored);
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_form(r, admin_again(r, e), &was, in, stored, was.version);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, SPOT_TASKS, t.ref, ""), "notice.saved")) :
	    e;
}

/* ---- the announcement */

static enum err
run_announce(struct arena *a, struct db *db, struct admin_change *c)
{
	struct task_work *w = c->with;
	enum err e;

	w->x.by = c->by;
	e = spotcheck_announce(a, db, &w->x);
	if (e == OK)
		c->after = arena_printf(a, "{\"pool\":\"%" PRId64 "\",\"quota\":\"%" PRId64 "\",\"officers\":\"%" PRId64
		    "\"}", w->x.pools.pool, w->x.pools.quota, w->x.pools.officers);
	return e;
}

static enum err
post_announce(struct req *r)
{
	struct task_work w = { .year = 0 };
	struct admin_change c = { .run = run_announce, .with = &w, .kind = "spotcheck.task.announced" };
	struct spotcheck_task t;
	enum err e = load_draft(r, &t);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	w.x = (struct spotcheck_announcing){ .task = t.ref, .version = w.version, .problems = &r->problems };
	c.subject = t.draw_id;
	e = admin_do(r, &c);
	if (e == ERR_CONFLICT || e == ERR_INPUT) {
		/* the page as it is now says what stands in the way */
		enum err again = load(r, &t);

		/* the page says itself what it has become, and finds a draft's faults again */
		problems_init(&r->problems, r->arena);
		return again == OK ? spot_task_page(r, e == ERR_CONFLICT ? 409 : 422, &t) : again;
	}
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, SPOT_TASKS, t.ref, ""),
	    "notice.spot_announced")) : e;
}

const struct route spot_task_routes[] = {
	{ .method = GET, .path = "/desk/spotcheck/tasks/", .duties = SPOT_READ, .run = get_list },
	{ .method = GET, .path = "/desk/spotcheck/tasks/new", .duties = SPOT_WRITE, .run = get_new },
	{ .method = POST, .path = "/desk/spotcheck/tasks/new", .duties = SPOT_WRITE, .run = post_new },
	{ .method = GET, .path = "/desk/spotcheck/tasks/:ref", .duties = SPOT_READ, .run = get_task },
	{ .method = GET, .path = "/desk/spotcheck/tasks/:ref/edit", .duties = SPOT_WRITE, .run = get_edit },
	{ .method = POST, .path = "/desk/spotcheck/tasks/:ref/edit", .duties = SPOT_WRITE, .run = post_edit },
	{ .method = POST, .path = "/desk/spotcheck/tasks/:ref/announce", .duties = SPOT_WRITE, .run = post_announce },
	{ 0 }
};
