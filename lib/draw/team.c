/* team.c - officers, their loads, and the team of an object (trust.md 1, step 4).
 *
 * The officers of a unit stand in one array ordered by load, each load a stretch of it; who has the least load is
 * then at hand, and only officers of equal load are hashed. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/draw/priv.h"

static int
unit_find(const struct draw *d, const char *name)
{
	int i;

	for (i = 0; i < d->unit_n; i++)
		if (strcmp(d->unit[i].name, name) == 0)
			return i;
	return -1;
}

static int
unit_add(struct draw *d, const char *name)
{
	int i = unit_find(d, name);

	if (i >= 0)
		return i;
	if (d->unit_n % 16 == 0)
		d->unit = arena_regrow(d->a, d->unit, (size_t)d->unit_n + 16, sizeof(*d->unit));
	d->unit[d->unit_n] = (struct draw_unit){ .name = arena_strdup(d->a, name) };
	return d->unit_n++;
}

enum err
draw_unit(struct draw *d, const char *unit, int min)
{
	int i = unit_find(d, unit);

	if (min < 0 || d->sorted || (i >= 0 && d->unit[i].min > 0) || d->min_sum + min > d->team_size)
		return err_set(ERR_INPUT, "minimum of unit %s", unit);
	i = unit_add(d, unit);
	d->unit[i].min = min;
	d->min_sum += min;
	return OK;
}

enum err
draw_officer(struct draw *d, const char *id, const char *unit)
{
	struct draw_person *p;
	size_t n = strlen(id);

	if (d->sorted || !draw_field_ok(id, n, DRAW_ID_MAX) || !draw_field_ok(unit, strlen(unit), DRAW_ID_MAX))
		return err_set(ERR_INPUT, "officer %s", id);
	if (d->person_n == d->person_cap) {
		d->person_cap = d->person_cap == 0 ? 64 : d->person_cap * 2;
		d->person = arena_regrow(d->a, d->person, (size_t)d->person_cap, sizeof(*d->person));
	}
	p = &d->person[d->person_n++];
	*p = (struct draw_person){ .id = arena_strdup(d->a, id), .unit = unit_add(d, unit) };
	short_text_set(&p->text, id, n);
	return OK;
}

/* ---- order: units and officers bytewise */

static int
by_unit(const void *x, const void *y, void *ctx)
{
	const struct draw *d = ctx;

	return strcmp(d->unit[*(const int *)x].name, d->unit[*(const int *)y].name);
}

static int
by_id(const void *x, const void *y, void *ctx)
{
	const struct draw *d = ctx;

	return strcmp(d->person[*(const int *)x].id, d->person[*(const int *)y].id);
}

static void
sort_units(struct draw *d)
{
	int *order = ARENA_ARRAY(d->a, int, (size_t)d->unit_n), *place = ARENA_ARRAY(d->a, int, (size_t)d->unit_n), i;
	struct draw_unit *sorted = ARENA_ARRAY(d->a, struct draw_unit, (size_t)d->unit_n);

	for (i = 0; i < d->unit_n; i++)
		order[i] = i;
	qsort_r(order, (size_t)d->unit_n, sizeof(*order), by_unit, d);
	for (i = 0; i < d->unit_n; i++) {
		sorted[i] = d->unit[order[i]];
		place[order[i]] = i;
	}
	for (i = 0; i < d->person_n; i++)
		d->person[i].unit = place[d->person[i].unit];
	d->unit = sorted;
}

void
draw_sort_people(struct draw *d)
{
	int i;

	if (d->sorted)
		return;
	d->sorted = true;
	sort_units(d);
	d->by_id = ARENA_ARRAY(d->a, int, (size_t)d->person_n);
	d->barred = arena_alloc(d->a, (size_t)d->person_n);
	for (i = 0; i < d->person_n; i++) {
		struct draw_unit *u = &d->unit[d->person[i].unit];

		d->by_id[i] = i;
		if (u->n == u->cap) {
			u->cap = u->cap == 0 ? 16 : u->cap * 2;
			u->officer = arena_regrow(d->a, u->officer, (size_t)u->cap, sizeof(*u->officer));
		}
		d->person[i].place = u->n;
		u->officer[u->n++] = i;
	}
	qsort_r(d->by_id, (size_t)d->person_n, sizeof(*d->by_id), by_id, d);
	for (i = 0; i < d->unit_n; i++) {
		struct draw_unit *u = &d->unit[i];

		u->end_cap = 8;
		u->end = ARENA_ARRAY(d->a, int, 8);
		u->end[0] = u->n;
		u->loads = 1;
	}
}

int
draw_person_find(const struct draw *d, const char *id)
{
	int lo = 0, hi = d->person_n - 1;

	while (lo <= hi) {
		int mid = lo + (hi - lo) / 2, c = strcmp(d->person[d->by_id[mid]].id, id);

		if (c == 0)
			return d->by_id[mid];
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid - 1;
	}
	return -1;
}

enum err
draw_avoid(struct draw *d, const char *object, const char *officer)
{
	int who, c;

	draw_sort_people(d);
	who = draw_person_find(d, officer);
	if (who < 0 || !draw_field_ok(object, strlen(object), DRAW_ID_MAX))
		return err_set(ERR_INPUT, "a recusal of %s, who is not of the officers", officer);
	if (d->tie_n > 0) {
		c = strcmp(d->tie[d->tie_n - 1].object, object);
		if (c > 0 || (c == 0 && strcmp(d->person[d->tie[d->tie_n - 1].officer].id, officer) >= 0))
			return err_set(ERR_INPUT, "recusals are out of order at %s %s", object, officer);
	}
	if (d->tie_n == d->tie_cap) {
		d->tie_cap = d->tie_cap == 0 ? 64 : d->tie_cap * 2;
		d->tie = arena_regrow(d->a, d->tie, (size_t)d->tie_cap, sizeof(*d->tie));
	}
	d->tie[d->tie_n++] = (struct draw_tie){ arena_strdup(d->a, object), who };
	return OK;
}

void
draw_bar(struct draw *d, const char *object)
{
	int lo = 0, hi = d->tie_n;

	memset(d->barred, 0, (size_t)d->person_n);
	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;

		if (strcmp(d->tie[mid].object, object) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < d->tie_n && strcmp(d->tie[lo].object, object) == 0; lo++)
		d->barred[d->tie[lo].officer] = 1;
}

/* ---- loads */

static void
swap(struct draw *d, struct draw_unit *u, int i, int k)
{
	int x = u->officer[i], y = u->officer[k];

	u->officer[i] = y;
	u->officer[k] = x;
	d->person[y].place = i;
	d->person[x].place = k;
}

void
draw_load_add(struct draw *d, int person)
{
	struct draw_person *p = &d->person[person];
	struct draw_unit *u = &d->unit[p->unit];

	if (p->load + 1 == u->loads) {
		if (u->loads == u->end_cap) {
			u->end_cap *= 2;
			u->end = arena_regrow(d->a, u->end, (size_t)u->end_cap, sizeof(*u->end));
		}
		u->end[u->loads++] = u->n;
	}
	swap(d, u, p->place, --u->end[p->load]);
	p->load++;
}

void
draw_load_less(struct draw *d, int person)
{
	struct draw_person *p = &d->person[person];
	struct draw_unit *u = &d->unit[p->unit];

	p->load--;
	swap(d, u, p->place, u->end[p->load]++);
}

/* ---- the team */

struct ranked {
	uint32_t hash[8];
	int person;
};

static bool
before(const uint32_t x[8], const uint32_t y[8])
{
	int i;

	for (i = 0; i < 7 && x[i] == y[i]; i++)
		;
	return x[i] < y[i];
}

/* Of the officers of one load in the units [from, to), the `want` best, in their order, behind list[0..n). */
static int
best_of_load(struct draw *d, const struct draw_pick *p, int from, int to, int load, int want,
    struct ranked *list, int n)
{
	uint32_t hash[8];
	int i, k, u, first = n;

	for (u = from; u < to; u++) {
		const struct draw_unit *unit = &d->unit[u];

		if (load >= unit->loads)
			continue;
		for (i = load == 0 ? 0 : unit->end[load - 1]; i < unit->end[load]; i++) {
			int who = unit->officer[i];

			if (d->barred[who])
				continue;
			sha256_short_words(p->score, &d->person[who].text, hash);
			if (n - first == want && !before(hash, list[n - 1].hash))
				continue;
			k = n - first == want ? n - 1 : n++;
			for (; k > first && before(hash, list[k - 1].hash); k--)
				list[k] = list[k - 1];
			memcpy(list[k].hash, hash, sizeof(hash));
			list[k].person = who;
		}
	}
	return n;
}

/* Adds the `want` best-ranked of the units to the team; false: there are not so many. */
static bool
choose(struct draw *d, struct draw_pick *p, int from, int to, int want)
{
	struct ranked list[DRAW_TEAM_MAX];
	int i, u, load, loads = 0, n = 0;

	for (u = from; u < to; u++)
		if (d->unit[u].loads > loads)
			loads = d->unit[u].loads;
	for (load = 0; n < want && load < loads; load++)
		n = best_of_load(d, p, from, to, load, want - n, list, n);
	for (i = 0; i < n; i++) {
		p->team[p->team_n++] = d->person[list[i].person].id;
		d->barred[list[i].person] = 1;		/* nobody is chosen twice */
	}
	return n == want;
}

static int
eligible(const struct draw *d, int unit)
{
	int i, n = 0;

	for (i = 0; i < d->unit[unit].n; i++)
		n += !d->barred[d->unit[unit].officer[i]];
	return n;
}

void
draw_team(struct draw *d, struct draw_pick *p)
{
	int i, all = 0, n;

	draw_bar(d, p->object);
	p->team = ARENA_ARRAY(d->a, const char *, (size_t)d->team_size);
	for (i = 0; i < d->unit_n; i++) {
		n = eligible(d, i);
		all += n;
		if (n < d->unit[i].min) {
			p->unassigned = arena_printf(d->a, "unit %s", d->unit[i].name);
			return;
		}
	}
	if (all < d->team_size) {
		p->unassigned = "size";
		return;
	}
	for (i = 0; i < d->unit_n; i++)
		if (d->unit[i].min > 0)
			(void)choose(d, p, i, i + 1, d->unit[i].min);
	if (p->team_n < d->team_size)
		(void)choose(d, p, 0, d->unit_n, d->team_size - p->team_n);
	for (i = 0; i < p->team_n; i++)
		draw_load_add(d, draw_person_find(d, p->team[i]));
}
