/* task_form.c - the form of a draft task: its fields, and to and from struct spotcheck_task. */
#include <inttypes.h>
#include <string.h>

#include "cgi/spotcheck/task.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/draw/draw.h"
#include "lib/spotcheck/item.h"
#include "lib/spotcheck/pool.h"

static const char *const object_kinds[] = { "firm", "site", "product", "project", NULL },
    *const strata[] = { "class", "region", "industry", "none", NULL }, *const unit_bys[] = { "unit", "agency", NULL },
    *const contributions[] = { "witness", "beacon", "none", NULL };

static const struct field quota_rows[] = {
	{ .name = "stratum", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "quota", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .max = 12 }, { 0 }
};
static const struct field unit_rows[] = {
	{ .name = "unit", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_SELECT },
	{ .name = "min", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 1, .max = SPOTCHECK_TEAM_MAX }, { 0 }
};
static const struct field spot_task_form[] = {
	{ .name = "task_title", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 100 },
	{ .name = "items", .type = FIELD_REFS, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "region", .type = FIELD_CHOICE, .flags = FIELD_SELECT },
	{ .name = "industry", .type = FIELD_CHOICE },
	{ .name = "licence", .type = FIELD_CHOICE, .flags = FIELD_SELECT },
	{ .name = "not_since", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE },
	{ .name = "object_kinds", .type = FIELD_CHOICES, .flags = FIELD_WIDE },
	{ .name = "classes", .type = FIELD_CHOICES, .flags = FIELD_WIDE },
	{ .name = "strata_by", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "quota_all", .type = FIELD_LINE, .max = 12 },
	{ .name = "quotas", .type = FIELD_ROWS, .rows = quota_rows, .max = 50 },
	{ .name = "agencies", .type = FIELD_CHOICES, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "skills", .type = FIELD_CHOICES, .flags = FIELD_WIDE },
	{ .name = "unit_by", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "team_size", .type = FIELD_NUMBER, .flags = FIELD_REQUIRED, .min = 2, .max = SPOTCHECK_TEAM_MAX },
	{ .name = "per_unit", .type = FIELD_ROWS, .rows = unit_rows, .max = 20 },
	{ .name = "contributions", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "pledges", .type = FIELD_TICK, .flags = FIELD_WIDE },
	{ .name = "beacon", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = DRAW_ID_MAX },
	{ .name = "reveal_by", .type = FIELD_TIME, .flags = FIELD_REQUIRED },
	{ .name = "publication", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "publish_by", .type = FIELD_TIME },
	{ 0 }
};

/* What rows of quotas and minima can name: what the draft gives now; without one, the classes and the own units. */
static enum err
row_options(struct req *r, const struct spotcheck_task *t, struct input *in)
{
	struct spotcheck_pools p;
	int i;
	enum err e = spotcheck_pools_now(r->arena, r->db, t, time_day(r->now), &p);

	for (i = 0; e == OK && i < p.stratum_n; i++)
		input_option(in, "quotas.stratum", p.stratum[i].key, p.stratum[i].name_zh, p.stratum[i].name_en);
	/* one that was named and is empty now stays to be seen */
	for (i = 0; e == OK && i < t->quota_n; i++) {
		int k;

		for (k = 0; k < p.stratum_n && !str_eq(p.stratum[k].key, t->quota[i].key); k++)
			;
		if (k == p.stratum_n)
			input_option(in, "quotas.stratum", t->quota[i].key, t->quota[i].key, t->quota[i].key);
	}
	for (i = 0; e == OK && i < p.unit_n; i++)
		input_option(in, "per_unit.unit", p.unit[i].unit, p.unit[i].unit, p.unit[i].unit);
	for (i = 0; e == OK && i < t->minimum_n; i++) {
		int k;

		for (k = 0; k < p.unit_n && !str_eq(p.unit[k].unit, t->minimum[i].unit); k++)
			;
		if (k == p.unit_n)
			input_option(in, "per_unit.unit", t->minimum[i].unit, t->minimum[i].unit, t->minimum[i].unit);
	}
	return e;
}

static enum err
item_options(struct req *r, const struct spotcheck_task *t, struct input *in)
{
	const struct db_rows *rows;
	char text[REF_TEXT_SIZE];
	int i, k;
	enum err e = spotcheck_item_choices(r->arena, r->db, time_day(r->now), &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		ref_text(row_ref(db_at(rows, i), "ref"), text);
		input_option(in, "items", arena_strdup(r->arena, text), row_text(db_at(rows, i), "name_zh"),
		    row_text(db_at(rows, i), "name_en"));
	}
	if (e != OK || t->id == 0)
		return e;
	e = spotcheck_task_items(r->arena, r->db, t->id, time_day(r->now), &rows);
	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row x = db_at(rows, k);

		if (row_bool(x, "ready"))
			continue;
		ref_text(row_ref(x, "ref"), text);
		input_option(in, "items", arena_strdup(r->arena, text), row_text(x, "name_zh"), row_text(x, "name_en"));
	}
	return e;
}

enum err
spot_task_input(struct req *r, const struct spotcheck_task *t, struct input **out)
{
	struct input *in = *out = input_new(r->arena, spot_task_form);
	enum err e = item_options(r, t, in);

	if (e == OK)
		e = spot_region_options(r, in, "region");
	if (e == OK)
		e = spot_code_options(r, in, "industry", "industry");
	if (e == OK)
		e = spot_code_options(r, in, "licence", "licence_kind");
	if (e == OK)
		e = spot_code_options(r, in, "classes", "credit_class");
	if (e == OK)
		e = spot_agency_options(r, in, "agencies");
	if (e == OK)
		e = spot_code_options(r, in, "skills", "skill");
	if (e == OK)
		e = row_options(r, t, in);
	admin_words(r, in, "object_kinds", "spot.object_kind", object_kinds);
	admin_words(r, in, "strata_by", "spot.strata_by", strata);
	admin_words(r, in, "unit_by", "spot.unit_by", unit_bys);
	admin_words(r, in, "contributions", "spot.contributions", contributions);
	/* the words of the announcement have a hyphen, which the catalogue has not */
	input_option(in, "publication", "at-draw", view_msg(r, "spot.publication.at_draw", NULL),
	    view_msg(r, "spot.publication.at_draw", NULL));
	input_option(in, "publication", "after-visits", view_msg(r, "spot.publication.after_visits", NULL),
	    view_msg(r, "spot.publication.after_visits", NULL));
	return e;
}

static void
put(struct input *in, const char *name, const char *text)
{
	if (!str_empty(text))
		(void)input_set(in, name, text);
}

static void
put_time(struct req *r, struct input *in, const char *name, int64_t us)
{
	char text[TIME_TEXT_SIZE];

	if (us == TIME_NONE)
		return;
	time_text(us, text);
	(void)input_set(in, name, arena_strndup(r->arena, text, 16));
}

void
spot_task_fill(struct req *r, struct input *in, const struct spotcheck_task *t)
{
	int i;

	put(in, "task_title", t->title);
	for (i = 0; i < t->item_n; i++)
		(void)input_set(in, "items", t->item[i]);
	put(in, "region", t->scope.region);
	put(in, "industry", t->scope.industry);
	put(in, "licence", t->scope.licence);
	put(in, "not_since", admin_day(r, t->scope.not_since));
	spot_set_list(r, in, "object_kinds", t->scope.kinds);
	spot_set_list(r, in, "classes", t->scope.classes);
	put(in, "strata_by", t->strata_by);
	if (t->quota_all_given)
		put(in, "quota_all", spotcheck_quota_text(r->arena, t->quota_all));
	for (i = 0; i < t->quota_n; i++) {
		put(in, arena_printf(r->arena, "quotas_%d_stratum", i), t->quota[i].key);
		put(in, arena_printf(r->arena, "quotas_%d_quota", i), spotcheck_quota_text(r->arena, t->quota[i].q));
	}
	spot_set_list(r, in, "agencies", t->agencies);
	spot_set_list(r, in, "skills", t->skills);
	put(in, "unit_by", t->unit_by);
	put(in, "team_size", arena_printf(r->arena, "%d", t->team_size));
	for (i = 0; i < t->minimum_n; i++) {
		put(in, arena_printf(r->arena, "per_unit_%d_unit", i), t->minimum[i].unit);
		put(in, arena_printf(r->arena, "per_unit_%d_min", i), arena_printf(r->arena, "%d", t->minimum[i].min));
	}
	put(in, "contributions", t->contributions);
	put(in, "pledges", t->pledges ? "1" : NULL);
	put(in, "beacon", t->beacon);
	put(in, "publication", t->publication);
	put_time(r, in, "reveal_by", t->reveal_by);
	put_time(r, in, "publish_by", t->publish_by);
}

static const char *
or_null(const struct input *in, const char *name)
{
	return input_given(in, name) ? input_text(in, name) : NULL;
}

static const char *
list_or_null(struct req *r, const struct input *in, const char *name)
{
	const char *s = spot_joined(r, in, name);

	return *s != '\0' ? s : NULL;
}

static void
take_quotas(struct req *r, const struct input *in, struct spotcheck_task *t)
{
	const struct value *v = input_value(in, "quotas");
	size_t i;
	int k;

	if (input_given(in, "quota_all")) {
		t->quota_all_given = spotcheck_quota_parse(input_text(in, "quota_all"), &t->quota_all);
		if (!t->quota_all_given)
			problem_add(&r->problems, "quota_all", "spot_quota", NULL);
	}
	t->quota = ARENA_ARRAY(r->arena, struct spotcheck_quota_row, v->row_n);
	for (i = 0; i < v->row_n; i++) {
		struct spotcheck_quota_row *q = &t->quota[t->quota_n];

		q->key = input_text(v->row[i], "stratum");
		if (input_given(v->row[i], "quota") && !spotcheck_quota_parse(input_text(v->row[i], "quota"), &q->q))
			problem_add(&r->problems, arena_printf(r->arena, "quotas_%zu_quota", i), "spot_quota", NULL);
		for (k = 0; k < t->quota_n; k++)
			if (str_eq(t->quota[k].key, q->key))
				problem_add(&r->problems, arena_printf(r->arena, "quotas_%zu_stratum", i),
				    "spot_twice", NULL);
		t->quota_n++;
	}
}

static void
take_minima(struct req *r, const struct input *in, struct spotcheck_task *t)
{
	const struct value *v = input_value(in, "per_unit");
	size_t i;
	int k, sum = 0;

	t->minimum = ARENA_ARRAY(r->arena, struct spotcheck_minimum, v->row_n);
	for (i = 0; i < v->row_n; i++) {
		struct spotcheck_minimum *m = &t->minimum[t->minimum_n];

		*m = (struct spotcheck_minimum){ input_text(v->row[i], "unit"), (int)input_number(v->row[i], "min") };
		sum += m->min;
		for (k = 0; k < t->minimum_n; k++)
			if (str_eq(t->minimum[k].unit, m->unit))
				problem_add(&r->problems, arena_printf(r->arena, "per_unit_%zu_unit", i),
				    "spot_twice", NULL);
		t->minimum_n++;
	}
	if (t->team_size > 0 && sum > t->team_size)
		problem_add(&r->problems, "per_unit", "spot_minima",
		    arena_printf(r->arena, "%d > %d", sum, t->team_size));
}

void
spot_task_take(struct req *r, const struct input *in, struct spotcheck_task *t)
{
	const struct value *items = input_value(in, "items");

	t->title = input_text(in, "task_title");
	t->scope = (struct spotcheck_scope){ or_null(in, "region"), or_null(in, "industry"), or_null(in, "licence"),
	    list_or_null(r, in, "object_kinds"), list_or_null(r, in, "classes"), input_day(in, "not_since") };
	t->strata_by = input_text(in, "strata_by");
	t->quota_all_given = false;
	t->quota_n = t->minimum_n = 0;
	t->agencies = spot_joined(r, in, "agencies");
	t->skills = spot_joined(r, in, "skills");
	t->unit_by = input_text(in, "unit_by");
	t->team_size = (int)input_number(in, "team_size");
	t->contributions = input_text(in, "contributions");
	/* only witnesses pledge: the tick of another choice says nothing */
	t->pledges = input_number(in, "pledges") != 0 && str_eq(t->contributions, "witness");
	t->beacon = str_eq(t->contributions, "beacon") ? input_text(in, "beacon") : "";
	t->publication = input_text(in, "publication");
	t->reveal_by = input_time(in, "reveal_by");
	t->publish_by = str_eq(t->publication, "after-visits") ? input_time(in, "publish_by") : TIME_NONE;
	t->item = items->list;
	t->item_n = (int)items->list_n;
	take_quotas(r, in, t);
	take_minima(r, in, t);
	if (str_eq(t->contributions, "beacon") && !input_given(in, "beacon"))
		problem_add(&r->problems, "beacon", "required", NULL);
	if (str_eq(t->publication, "after-visits") && !input_given(in, "publish_by"))
		problem_add(&r->problems, "publish_by", "required", NULL);
}
