/* spotcheck.c - random checks of the demo: classes and licences, rates, libraries, ties, plans, tasks in draft and
 * announced; made by the functions the desk calls. */
#include <string.h>

#include "cmd/demo/checks.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/people/people.h"
#include "lib/register/class.h"
#include "lib/spotcheck/announcement.h"
#include "lib/spotcheck/item.h"
#include "lib/spotcheck/library.h"
#include "lib/spotcheck/officer.h"
#include "lib/spotcheck/plan.h"

#define FIRMS_MAX 5000
#define SOURCE "衡阳市随机抽查事项清单（演示）"
#define SHUNNED 17	/* a firm of class D */

static enum err
firm(struct arena *a, struct checks *k, int i)
{
	static const char *const class[] = { "A", "A", "A", "A", "B", "B", "B", "C", "C", "D" };
	struct db_row r = db_at(k->firms, i);
	int64_t id = row_i64(r, "id");
	struct register_licence_new n = { .authority = "衡阳市行政审批服务局", .from = k->today - 500,
	    .to = k->today + 900 };
	const char *licence;
	enum err e = demo_place(a, k->d, id, row_text(r, "name"), i, &licence);

	if (e == OK && i % 11 != 10)
		e = register_class_set(a, k->d->db, id, class[i * 7 % 10], "国市监信发〔2022〕6号（演示）",
		    k->today - 200);
	if (e == OK && licence != NULL) {
		n.kind = licence;
		n.number = arena_printf(a, "DEMO%05d", i + 1);
		e = register_licence_add(a, k->d->db, id, &n);
	}
	return e;
}

static enum err
firms(struct arena *a, struct checks *k)
{
	struct spotcheck_scope all = { .not_since = DAY_NONE };
	int64_t added, renewed;
	int i;
	enum err e = register_firms(a, k->d->db, FIRMS_MAX, &k->firms);

	for (i = 0; e == OK && i < db_count(k->firms); i++)
		e = firm(a, k, i);
	return e == OK ? spotcheck_library_add(a, k->d->db, &all, k->today, k->d->coordinator, &added, &renewed) : e;
}

static enum err
objects(struct arena *a, struct checks *k)
{
	static const struct {
		const char *kind, *name;
	} more[] = { { "site", "一号库房" }, { "site", "门店" }, { "product", "纯净水 550 mL" },
	    { "project", "二期厂房工程" } };
	const char *id;
	int i;
	enum err e = OK;

	for (i = 0; e == OK && i < 16 && i < db_count(k->firms); i++) {
		struct db_row r = db_at(k->firms, i * 3 % db_count(k->firms));
		struct spotcheck_object_new n = { .subject = row_ref(r, "ref"), .kind = more[i % 4].kind, .address = "",
		    .name = arena_printf(a, "%s%s", row_text(r, "name"), more[i % 4].name) };

		e = spotcheck_object_add(a, k->d->db, &n, k->d->coordinator, &id);
	}
	return e;
}

static enum err
rates(struct arena *a, struct checks *k)
{
	static const struct spotcheck_rates general = { { { true, 10, 1 }, { true, 30, 1 }, { true, 100, 2 },
	    { true, 200, 2 } }, SOURCE },
	    key = { { { true, 50, 1 }, { true, 100, 1 }, { true, 300, 2 }, { true, 1000, 4 } }, SOURCE };
	struct spotcheck_item_query q = { .published = true, .today = k->today, .want = 500 };
	int i;
	enum err e = spotcheck_item_list(a, k->d->db, &q, &k->items);

	for (i = 0; e == OK && i < db_count(k->items); i++) {
		struct db_row r = db_at(k->items, i);

		e = spotcheck_rates_put(a, k->d->db, row_i64(r, "id"), str_eq(row_text(r, "kind"), "key") ? &key :
		    &general, k->today - 100, k->d->coordinator);
	}
	return e;
}

static enum err
checks_officer(struct arena *a, struct checks *k, int64_t account, int64_t *officer)
{
	struct people_actor who;
	enum err e = people_actor_load(a, k->d->db, account, &who);

	if (e == OK)
		*officer = who.officer;
	return e;
}

/* Those who do no field work are not drawn; each unit knows one trade. */
static enum err
officers(struct arena *a, struct checks *k, int g)
{
	static const char *const skill[DEMO_AGENCIES][DEMO_UNITS] = { { "food", "quality" },
	    { "environment", "environment" }, { "work_safety", "chemistry" }, { "transport", "transport" },
	    { "quality", "work_safety" } };
	const struct demo_agency *y = &k->d->agency[g];
	const int64_t inside[] = { y->head, y->intake, y->reviewer[0], y->reviewer[1], y->publisher, y->archivist };
	int64_t officer = 0;
	size_t i;
	int u;
	enum err e = OK;

	for (i = 0; e == OK && i < sizeof(inside) / sizeof(*inside); i++) {
		e = checks_officer(a, k, inside[i], &officer);
		if (e == OK)
			e = spotcheck_officer_set(a, k->d->db, officer, 0, NULL, 0, false, "不承担现场检查",
			    y->coordinator);
	}
	for (u = 0; u < DEMO_UNITS; u++)
		for (i = 0; e == OK && i < DEMO_OFFICERS; i++) {
			e = checks_officer(a, k, y->unit[u].officer[i], &officer);
			if (e == OK)
				e = spotcheck_officer_set(a, k->d->db, officer, 0, &skill[g][u], 1, true, "",
				    y->coordinator);
		}
	return e;
}

static enum err
ties(struct arena *a, struct checks *k)
{
	static const char *const kind[] = { "relative", "former_employer", "other" },
	    *const source[] = { "declared", "declared", "found" };
	int i;
	enum err e = OK;

	for (i = 0; e == OK && i < 12; i++) {
		struct spotcheck_tie_new n = { .subject = row_ref(db_at(k->firms, i * 7 % db_count(k->firms)), "ref"),
		    .kind = kind[i % 3], .source = source[i % 3], .from = k->today - 30 - i,
		    .by = k->d->agency[i % 2].coordinator };

		if (i * 7 % db_count(k->firms) == SHUNNED)
			continue;
		e = checks_officer(a, k, k->d->agency[i % 2].unit[i / 2 % 2].officer[i % DEMO_OFFICERS], &n.officer);
		if (e == OK)
			e = spotcheck_tie_add(a, k->d->db, &n);
	}
	return e;
}

/* A firm of class D whom no officer of the second agency may visit: its draw leaves it without a team. */
static enum err
shunned(struct arena *a, struct checks *k)
{
	int i;
	enum err e = OK;

	for (i = 0; e == OK && db_count(k->firms) > SHUNNED && i < DEMO_UNITS * DEMO_OFFICERS; i++) {
		struct spotcheck_tie_new n = { .subject = row_ref(db_at(k->firms, SHUNNED), "ref"), .kind = "other",
		    .source = "declared", .from = k->today - 60, .by = k->d->agency[1].coordinator };

		e = checks_officer(a, k, k->d->agency[1].unit[i / DEMO_OFFICERS].officer[i % DEMO_OFFICERS],
		    &n.officer);
		if (e == OK)
			e = spotcheck_tie_add(a, k->d->db, &n);
	}
	return e;
}

/* Items whose code begins so, as refs written out. */
static size_t
items_of(struct arena *a, struct checks *k, const char *head, const char **out, size_t max)
{
	char text[REF_TEXT_SIZE];
	size_t n = 0;
	int i;

	for (i = 0; i < db_count(k->items) && n < max; i++) {
		struct db_row r = db_at(k->items, i);

		if (!str_starts(row_text(r, "code"), head))
			continue;
		ref_text(row_ref(r, "ref"), text);
		out[n++] = arena_strdup(a, text);
	}
	return n;
}

static enum err
plan(struct arena *a, struct checks *k, int g, const char *head, bool publish)
{
	struct demo_agency *y = &k->d->agency[g];
	const char *item[3], *own[] = { y->code, "yj" };
	struct spotcheck_line_new line[] = {
		{ .title = "信用风险分类抽查", .kind = "routine", .scope = "全市存续企业", .batches = 2,
		    .from_month = 3, .to_month = 12,
		  .ratio_permille = 50, .item = item, .agency = own, .agency_n = 1 },
		{ .title = "重点行业专项抽查", .kind = "special", .scope = "食品、化工等重点行业企业", .batches = 1,
		    .from_month = 6, .to_month = 12,
		  .ratio_permille = 100, .item = item, .agency = own, .agency_n = 1 },
		{ .title = "取证单位部门联合抽查", .kind = "special", .joint = true, .scope = "取得许可的生产经营单位",
		    .batches = 1, .from_month = 9, .to_month = 12,
		  .ratio_permille = 80, .item = item, .agency = own, .agency_n = 2 },
	};
	const struct db_rows *rows;
	struct db_row p;
	struct ref ref;
	size_t i;
	enum err e = spotcheck_plan_add(a, k->d->db, y->id, k->year,
	    arena_printf(a, "%s %d 年度抽查计划", y->name, k->year), y->coordinator, &ref);

	if (e == OK)
		e = spotcheck_plan_get(a, k->d->db, ref, &p);
	for (i = 0; e == OK && i < sizeof(line) / sizeof(*line); i++) {
		line[i].item_n = items_of(a, k, head, item, 3);
		e = spotcheck_line_put(a, k->d->db, row_i64(p, "id"), (struct ref){ { 0 } }, &line[i], y->coordinator);
	}
	if (e == OK && publish)
		e = spotcheck_plan_publish(a, k->d->db, row_i64(p, "id"), 1 + (int32_t)i, y->coordinator);
	if (e == OK)
		e = spotcheck_line_list(a, k->d->db, row_i64(p, "id"), &rows);
	if (e == OK)
		k->line[g] = row_ref(db_at(rows, 0), "ref");
	return e;
}

static enum err
setting_fn(struct arena *a, struct db *db, void *ctx)
{
	struct checks *k = ctx;
	int g;
	enum err e = firms(a, k);

	(void)db;
	if (e == OK)
		e = objects(a, k);
	if (e == OK)
		e = rates(a, k);
	for (g = 0; e == OK && g < DEMO_AGENCIES; g++)
		e = officers(a, k, g);
	if (e == OK)
		e = ties(a, k);
	if (e == OK)
		e = shunned(a, k);
	if (e == OK)
		e = plan(a, k, 0, "JCX-SJ", true);
	if (e == OK)
		e = plan(a, k, 1, "JCX-HB", true);
	return e == OK ? plan(a, k, 2, "JCX-YJ", false) : e;
}

/* ---- tasks */

struct tasking {
	struct checks *k;
	int agency;
	struct spotcheck_task *t;
	bool announce;
	struct problems problems;
	struct ref ref;			/* out */
};

static enum err
task_fn(struct arena *a, struct db *db, void *ctx)
{
	struct tasking *w = ctx;
	struct demo_agency *y = &w->k->d->agency[w->agency];
	struct spotcheck_announcing x = { .version = 1, .problems = &w->problems };
	enum err e = spotcheck_task_add(a, db, w->t, w->k->year, y->coordinator, &x.task);

	w->ref = x.task;
	if (e != OK || !w->announce)
		return e;
	x.by = y->coordinator;
	e = spotcheck_announce(a, db, &x);
	return e == ERR_INPUT && w->problems.first != NULL ? err_set(e, "demo task: %s %s %s", w->problems.first->field,
	    w->problems.first->code, w->problems.first->arg != NULL ? w->problems.first->arg : "") : e;
}

struct spotcheck_task
checks_task(const struct checks *k, int g, const char *title)
{
	return (struct spotcheck_task){ .agency = k->d->agency[g].id, .line = k->line[g], .title = title,
	    .scope = { .not_since = DAY_NONE }, .strata_by = "class", .quota_all_given = true,
	    .quota_all = { .n = -1, .permille = 50 }, .agencies = k->d->agency[g].code,
	    .skills = "", .unit_by = "unit", .team_size = 2, .contributions = "witness", .pledges = true, .beacon = "",
	    .publication = "at-draw", .reveal_by = time_of_day(k->today + 10, 18, 0), .publish_by = TIME_NONE };
}

enum err
checks_put(struct checks *k, int g, struct spotcheck_task t, const char *items, bool announce, const char **draw_id)
{
	struct spotcheck_task made;
	struct tasking w = { .k = k, .agency = g, .t = &t, .announce = announce };
	const char *item[3];
	enum err e;

	t.item = item;
	t.item_n = (int)items_of(k->d->arena, k, items, item, 3);
	problems_init(&w.problems, k->d->arena);
	e = db_tx_run(k->d->arena, k->d->db, NULL, task_fn, &w, NULL);
	if (e == OK && draw_id != NULL)
		e = spotcheck_task_get(k->d->arena, k->d->db, w.ref, &made);
	if (e == OK && draw_id != NULL)
		*draw_id = made.draw_id;
	return e;
}

static enum err
tasks(struct checks *k)
{
	static struct spotcheck_quota_row too_many[] = { { "D", { .n = 5000 } } };
	struct spotcheck_task t = checks_task(k, 0, "食品生产经营者双随机抽查（第一批）");
	enum err e;

	t.scope.industry = "C";
	t.quota_all.permille = 100;
	e = checks_put(k, 0, t, "JCX-SJ", true, NULL);
	if (e == OK) {
		t = checks_task(k, 1, "排污单位与危险化学品企业联合抽查");
		t.agencies = "hj,yj";
		t.unit_by = "agency";
		t.strata_by = "region";
		t.contributions = "beacon";
		t.pledges = false;
		t.beacon = "福彩双色球下一期红球号码";
		t.publication = "after-visits";
		t.publish_by = time_of_day(k->today + 60, 18, 0);
		e = checks_put(k, 1, t, "JCX-HB", true, NULL);
	}
	if (e == OK)
		e = checks_put(k, 0, checks_task(k, 0, "信用风险分类抽查（第二批）"), "JCX-SJ", false, NULL);
	if (e == OK) {	/* what a preview says when it cannot be announced */
		t = checks_task(k, 1, "重点行业专项抽查");
		t.quota = too_many;
		t.quota_n = 1;
		t.skills = "drug";
		e = checks_put(k, 1, t, "JCX-HB", false, NULL);
	}
	return e;
}

enum err
demo_spotcheck(struct demo *d)
{
	struct checks k = { .d = d, .today = time_day(d->now) };
	int month, mday;
	enum err e;

	day_parts(k.today, &k.year, &month, &mday);
	e = db_tx_run(d->arena, d->db, NULL, setting_fn, &k, NULL);
	/* the rows of the transaction are gone with its arena */
	if (e == OK) {
		struct spotcheck_item_query q = { .published = true, .today = k.today, .want = 500 };

		e = spotcheck_item_list(d->arena, d->db, &q, &k.items);
	}
	if (e == OK)
		e = demo_draws(&k);
	if (e == OK)
		e = tasks(&k);
	if (e == OK)
		e = register_firms(d->arena, d->db, FIRMS_MAX, &k.firms);
	return e == OK ? demo_inspections(&k) : e;
}
