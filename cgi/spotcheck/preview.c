/* preview.c - the page of a task: pools, quotas, officers, recusals, parameters, faults. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/spotcheck/task.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/spotcheck/pool.h"

static const char *
number(struct req *r, int64_t n)
{
	return arena_printf(r->arena, "%" PRId64, n);
}

static void
view_pools(struct req *r, const struct spotcheck_task *t, const struct spotcheck_pools *p)
{
	int i;

	for (i = 0; i < p->stratum_n; i++) {
		const struct spotcheck_stratum_now *s = &p->stratum[i];

		view_text_at(r, "strata", i, "key", s->key);
		view_text_at(r, "strata", i, "name", req_pick(r, s->name_zh, s->name_en));
		view_i64_at(r, "strata", i, "pool", s->pool);
		view_i64_at(r, "strata", i, "quota", s->quota);
		view_bool_at(r, "strata", i, "bad", s->quota > s->pool);
	}
	for (i = 0; i < p->unit_n; i++) {
		view_text_at(r, "units", i, "name", p->unit[i].unit);
		view_i64_at(r, "units", i, "officers", p->unit[i].officers);
		if (p->unit[i].min > 0)
			view_i64_at(r, "units", i, "min", p->unit[i].min);
		view_bool_at(r, "units", i, "bad", p->unit[i].officers < p->unit[i].min);
	}
	view_i64(r, "sum.pool", p->pool);
	view_i64(r, "sum.quota", p->quota);
	view_i64(r, "sum.officers", p->officers);
	view_i64(r, "sum.team", t->team_size);
	view_i64(r, "sum.recusals", p->relative + p->former_employer + p->other + p->three_clean);
	view_text(r, "recusals", view_msg(r, "spot.recusals", "relative", number(r, p->relative),
	    "employer", number(r, p->former_employer), "other", number(r, p->other),
	    "clean", number(r, p->three_clean), NULL));
}

/* The catalogue drops a blank at the end. */
static const char *
comma(struct req *r)
{
	return req_is_en(r) ? arena_printf(r->arena, "%s ", view_msg(r, "spot.comma", NULL)) :
	    view_msg(r, "spot.comma", NULL);
}

static const char *
code_name(struct req *r, const struct input *in, const char *field, const char *value)
{
	const struct option *o;
	size_t i, n;

	if (str_empty(value))
		return NULL;
	o = input_options(in, field, &n);
	for (i = 0; i < n; i++)
		if (strcmp(o[i].value, value) == 0)
			return req_is_en(r) ? o[i].label_en : o[i].label_zh;
	return value;
}

static const char *
code_names(struct req *r, const struct input *in, const char *field, const char *joined)
{
	const char *p = joined != NULL ? joined : "", *end;
	struct str s;

	str_init(&s, r->arena);
	for (; *p != '\0'; p = *end == ',' ? end + 1 : end) {
		end = p + strcspn(p, ",");
		if (s.len > 0)
			str_add(&s, comma(r));
		str_add(&s, code_name(r, in, field, arena_strndup(r->arena, p, (size_t)(end - p))));
	}
	return s.s;
}

static const char *
time_words(struct req *r, int64_t us)
{
	char text[TIME_TEXT_SIZE];

	if (us == TIME_NONE)
		return NULL;
	time_text(us, text);
	text[10] = ' ';
	return arena_strndup(r->arena, text, 16);
}

/* The parameters in words, as the form names them. */
static enum err
view_facts(struct req *r, const struct spotcheck_task *t)
{
	const struct db_rows *items;
	struct input *in;
	struct str names;
	int i, f = 0;
	enum err e = spot_task_input(r, t, &in);

	if (e == OK)
		e = spotcheck_task_items(r->arena, r->db, t->id, time_day(r->now), &items);
	if (e != OK)
		return e;
	str_init(&names, r->arena);
	for (i = 0; i < db_count(items); i++) {
		if (i > 0)
			str_add(&names, comma(r));
		str_add(&names, spot_text(r, db_at(items, i), "name"));
	}
	spot_fact(r, &f, "spot.line", t->line_title);
	spot_fact(r, &f, "field.spot_task.items", names.s);
	spot_fact(r, &f, "field.spot_task.region", code_name(r, in, "region", t->scope.region));
	spot_fact(r, &f, "field.industry", code_name(r, in, "industry", t->scope.industry));
	spot_fact(r, &f, "field.licence", code_name(r, in, "licence", t->scope.licence));
	spot_fact(r, &f, "field.object_kinds", code_names(r, in, "object_kinds", t->scope.kinds));
	spot_fact(r, &f, "field.classes", code_names(r, in, "classes", t->scope.classes));
	spot_fact(r, &f, "field.not_since", admin_day(r, t->scope.not_since));
	spot_fact(r, &f, "field.strata_by", code_name(r, in, "strata_by", t->strata_by));
	spot_fact(r, &f, "field.spot_task.agencies", code_names(r, in, "agencies", t->agencies));
	spot_fact(r, &f, "field.skills", code_names(r, in, "skills", t->skills));
	spot_fact(r, &f, "field.team_size", number(r, t->team_size));
	spot_fact(r, &f, "field.contributions", code_name(r, in, "contributions", t->contributions));
	if (str_eq(t->contributions, "witness"))
		spot_fact(r, &f, "spot.pledges",
		    view_msg(r, t->pledges ? "spot.pledges_yes" : "spot.pledges_no", NULL));
	spot_fact(r, &f, "field.beacon", t->beacon);
	spot_fact(r, &f, "field.reveal_by", time_words(r, t->reveal_by));
	spot_fact(r, &f, "field.publication", code_name(r, in, "publication", t->publication));
	spot_fact(r, &f, "field.publish_by", time_words(r, t->publish_by));
	return OK;
}

/* Sentences with the field of the form they come from; the fields themselves are on another page. */
static void
view_faults(struct req *r, const struct problems *list, const char *edit)
{
	const struct problem *p;
	int i = 0;

	for (p = list->first; p != NULL; p = p->next, i++) {
		const char *text = view_msg(r, arena_printf(r->arena, "problem.%s", p->code),
		    "arg", p->arg != NULL ? p->arg : "", NULL);

		view_text_at(r, "faults", i, "text", text);
		view_text_at(r, "faults", i, "href", arena_printf(r->arena, "%s#f-%s", edit, p->field));
	}
}

enum err
spot_task_page(struct req *r, int status, const struct spotcheck_task *t)
{
	bool draft = str_eq(t->state, "draft"), mine = spot_may(r, SPOT_TASK, t->id);
	const char *edit = ref_path(r, SPOT_TASKS, t->ref, "/edit");
	struct spotcheck_pools p = { 0 };
	struct problems faults;
	enum err e;

	problems_init(&faults, r->arena);
	e = draft ? spotcheck_pools_now(r->arena, r->db, t, time_day(r->now), &p) : spotcheck_pools_frozen(r->arena,
	    r->db, t, &p);
	if (e == OK && draft)
		e = spotcheck_faults(r->arena, r->db, t, &p, r->now, &faults);
	if (e == OK)
		e = view_facts(r, t);
	if (e != OK)
		return e;
	admin_crumb(r, 0, view_msg(r, "menu.spot_tasks", NULL), SPOT_TASKS);
	admin_crumb(r, 1, t->draw_id, NULL);
	view_text(r, "task.title", t->title);
	view_text(r, "task.draw_id", t->draw_id);
	view_text(r, "task.agency", t->agency_name);
	view_text(r, "task.state", admin_word(r, "spot.state", t->state));
	view_time(r, "task.announced_at", t->announced_at);
	view_bool(r, "task.draft", draft);
	view_i64(r, "task.version", t->version);
	view_pools(r, t, &p);
	view_faults(r, &faults, edit);
	admin_problems(r);
	if (draft && mine) {
		view_text(r, "task.edit", edit);
		if (faults.n == 0)
			view_text(r, "task.announce", ref_path(r, SPOT_TASKS, t->ref, "/announce"));
	}
	return req_render(r, status, "spotcheck/task.cs");
}
