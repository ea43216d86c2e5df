/* draft_faults.c - see pool.h: why a draft cannot be announced, in sentences at the fields they come from. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/draw/draw.h"
#include "lib/spotcheck/pool.h"

#define BEACON_MAX (DRAW_ID_MAX - 7)	/* "beacon:" stands before it in contributions.tsv */

struct faults {
	struct arena *a;
	const struct spotcheck_task *t;
	const struct spotcheck_pools *p;
	struct problems *out;
};

static const char *
row_field(struct faults *f, const char *rows, int i, const char *sub)
{
	return arena_printf(f->a, "%s_%d_%s", rows, i, sub);
}

static int
quota_row(const struct spotcheck_task *t, const char *key)
{
	int i;

	for (i = 0; i < t->quota_n; i++)
		if (strcmp(t->quota[i].key, key) == 0)
			return i;
	return -1;
}

static void
strata(struct faults *f)
{
	const struct spotcheck_pools *p = f->p;
	int i, k, row;

	if (p->pool == 0) {
		problem_add(f->out, "region", "spot_pool_empty", NULL);
		return;
	}
	for (i = 0; i < f->t->quota_n; i++) {
		for (k = 0; k < p->stratum_n && strcmp(p->stratum[k].key, f->t->quota[i].key) != 0; k++)
			;
		if (k == p->stratum_n)
			problem_add(f->out, row_field(f, "quotas", i, "stratum"), "spot_stratum_empty",
			    f->t->quota[i].key);
	}
	for (i = 0; i < p->stratum_n; i++) {
		const struct spotcheck_stratum_now *s = &p->stratum[i];

		row = quota_row(f->t, s->key);
		if (s->quota > s->pool)
			problem_add(f->out, row < 0 ? "quota_all" : row_field(f, "quotas", row, "quota"),
			    "spot_quota_above", arena_printf(f->a, "%s: %" PRId64 " > %" PRId64, s->key,
			    s->quota, s->pool));
		if (!draw_field_ok(s->key, strlen(s->key), DRAW_ID_MAX))
			problem_add(f->out, "strata_by", "spot_stratum_key", s->key);
	}
	if (p->quota == 0)
		problem_add(f->out, "quota_all", "spot_quota_none", NULL);
}

static void
teams(struct faults *f)
{
	const struct spotcheck_pools *p = f->p;
	int i, k, sum = 0;

	if (p->officers < f->t->team_size)
		problem_add(f->out, "team_size", "spot_officers_few", arena_printf(f->a, "%" PRId64, p->officers));
	for (i = 0; i < f->t->minimum_n; i++) {
		const struct spotcheck_minimum *m = &f->t->minimum[i];

		sum += m->min;
		for (k = 0; k < p->unit_n && strcmp(p->unit[k].unit, m->unit) != 0; k++)
			;
		if (k == p->unit_n)
			problem_add(f->out, row_field(f, "per_unit", i, "unit"), "spot_unit_none", m->unit);
		else if (p->unit[k].officers < m->min)
			problem_add(f->out, row_field(f, "per_unit", i, "min"), "spot_unit_few",
			    arena_printf(f->a, "%" PRId64, p->unit[k].officers));
	}
	if (sum > f->t->team_size)
		problem_add(f->out, "per_unit", "spot_minima", arena_printf(f->a, "%d > %d", sum, f->t->team_size));
	for (i = 0; i < p->unit_n; i++)
		if (!draw_field_ok(p->unit[i].unit, strlen(p->unit[i].unit), DRAW_ID_MAX))
			problem_add(f->out, "unit_by", "spot_unit_long", p->unit[i].unit);
}

static void
times(struct faults *f, int64_t now)
{
	const struct spotcheck_task *t = f->t;
	bool beacon = str_eq(t->contributions, "beacon");

	if (t->reveal_by == TIME_NONE)
		problem_add(f->out, "reveal_by", "required", NULL);
	else if (t->reveal_by <= now)
		problem_add(f->out, "reveal_by", "spot_reveal_past", NULL);
	if (str_eq(t->publication, "after-visits") && (t->publish_by == TIME_NONE || t->publish_by <= t->reveal_by))
		problem_add(f->out, "publish_by", "spot_publish_by", NULL);
	if (beacon && !draw_field_ok(t->beacon, strlen(t->beacon), BEACON_MAX))
		problem_add(f->out, "beacon", "spot_beacon", NULL);
	if (t->pledges && !str_eq(t->contributions, "witness"))
		problem_add(f->out, "pledges", "spot_pledges", NULL);
}

enum err
spotcheck_faults(struct arena *a, struct db *db, const struct spotcheck_task *t,
    const struct spotcheck_pools *p, int64_t now, struct problems *out)
{
	struct faults f = { a, t, p, out };
	const struct db_rows *rows;
	int i;
	enum err e = spotcheck_task_items(a, db, t->id, time_day(now), &rows);

	if (e != OK)
		return e;
	if (db_count(rows) == 0)
		problem_add(out, "items", "spot_items_none", NULL);
	for (i = 0; i < db_count(rows); i++)
		if (!row_bool(db_at(rows, i), "ready"))
			problem_add(out, "items", "spot_item_unpublished", row_text(db_at(rows, i), "code"));
	strata(&f);
	teams(&f);
	times(&f, now);
	return OK;
}
