/* cover.c - see cover.h.  Of what is not covered yet the item whose last day comes first is covered by some visit;
 * moved to that day, the visit loses nothing that is left and may gain: the day is fixed, the agencies are tried.  The
 * number of visits is tried from below, so that the first plan found is a least one. */
#include "lib/joint/cover.h"

#include <stddef.h>

#define STEPS_MAX 2000000

struct search {
	const struct cover_task *t;
	const int *cap;			/* NULL: agencies have no bounds */
	struct cover_plan *plan;
	int32_t last[COVER_ITEMS];	/* the last day of each window that is not quiet */
	int made[COVER_AGENCIES];
	long steps;
};

static bool
is_quiet(const struct cover_task *t, int32_t day)
{
	int i;

	for (i = 0; i < t->quiet_n; i++)
		if (t->quiet[i] == day)
			return true;
	return false;
}

/* *item: the one for which no day is left. */
static bool
last_days(struct search *s, int *item)
{
	const struct cover_task *t = s->t;
	int i;

	for (i = 0; i < t->item_n; i++) {
		int32_t day = t->item[i].to;

		while (day >= t->item[i].from && is_quiet(t, day))
			day--;
		s->last[i] = day;
		*item = i;
		if (day < t->item[i].from)
			return false;
	}
	return true;
}

static int
most_urgent(const struct search *s, uint64_t left)
{
	int i, best = -1;

	for (i = 0; i < s->t->item_n; i++)
		if ((left & (1ULL << i)) != 0 && (best < 0 || s->last[i] < s->last[best]))
			best = i;
	return best;
}

/* Visits that are needed whatever the bounds are: windows that have no day in common. */
static int
at_least(const struct search *s, uint64_t left)
{
	int32_t day;
	int i, n = 0;

	while (left != 0) {
		day = s->last[most_urgent(s, left)];
		for (i = 0; i < s->t->item_n; i++)
			if ((left & (1ULL << i)) != 0 && s->t->item[i].from <= day)
				left &= ~(1ULL << i);
		n++;
	}
	return n;
}

static int
bits(uint32_t x)
{
	int n = 0;

	for (; x != 0; x &= x - 1)
		n++;
	return n;
}

/* Agencies that have something left to check on that day, and may still come. */
static uint32_t
there(const struct search *s, uint64_t left, int32_t day)
{
	uint32_t all = 0;
	int i;

	for (i = 0; i < s->t->item_n; i++) {
		int a = s->t->item[i].agency;

		if ((left & (1ULL << i)) != 0 && s->t->item[i].from <= day && (s->cap == NULL || s->cap[a] < 0 ||
		    s->made[a] < s->cap[a]))
			all |= 1U << a;
	}
	return all;
}

static bool cover(struct search *s, uint64_t left, int n, int of);

static bool
visit_by(struct search *s, uint64_t left, int n, int of, int32_t day, uint32_t who)
{
	struct cover_visit *v = &s->plan->visit[n];
	bool found;
	int i;

	*v = (struct cover_visit){ .day = day, .agencies = who };
	for (i = 0; i < s->t->item_n; i++)
		if ((left & (1ULL << i)) != 0 && s->t->item[i].from <= day &&
		    (who & (1U << s->t->item[i].agency)) != 0)
			v->items |= 1ULL << i;
	for (i = 0; i < s->t->agency_n; i++)
		s->made[i] += (who & (1U << i)) != 0;
	found = cover(s, left & ~v->items, n + 1, of);
	for (i = 0; i < s->t->agency_n; i++)
		s->made[i] -= (who & (1U << i)) != 0;
	return found;
}

/* Whether `of` visits are enough, n of which are made. */
static bool
cover(struct search *s, uint64_t left, int n, int of)
{
	uint32_t all, own, who;
	int first;

	if (left == 0) {
		s->plan->n = n;
		return true;
	}
	if (n + at_least(s, left) > of || ++s->steps > STEPS_MAX)
		return false;
	first = most_urgent(s, left);
	own = 1U << s->t->item[first].agency;
	all = there(s, left, s->last[first]);
	if ((all & own) == 0)
		return false;
	/* every set of them that its agency is in, all of them first */
	for (who = all & ~own;; who = (who - 1) & all & ~own) {
		if ((s->t->most == 0 || bits(who | own) <= s->t->most) &&
		    visit_by(s, left, n, of, s->last[first], who | own))
			return true;
		if (who == 0)
			return false;
	}
}

/* With the bounds of agencies as given; the plan has n -1: there is none. */
static bool
least(const struct cover_task *t, const int *cap, struct cover_plan *out, bool *given_up)
{
	struct search s = { .t = t, .cap = cap, .plan = out };
	uint64_t all = t->item_n == COVER_ITEMS ? ~0ULL : (1ULL << t->item_n) - 1;
	int of, item = 0;

	if (!last_days(&s, &item))
		return false;
	for (of = at_least(&s, all); of <= t->item_n; of++) {
		if (cover(&s, all, 0, of))
			return true;
		if (s.steps > STEPS_MAX)
			break;
	}
	*given_up = *given_up || s.steps > STEPS_MAX;
	return false;
}

/* The one agency without whose bound there is a plan; -1: it is not one alone. */
static int
whose_bound(const struct cover_task *t, struct cover_plan *out)
{
	int cap[COVER_AGENCIES], a, i;
	bool given_up = false;

	for (a = 0; a < t->agency_n; a++) {
		for (i = 0; i < t->agency_n; i++)
			cap[i] = i == a ? -1 : t->cap[i];
		if (t->cap[a] >= 0 && least(t, cap, out, &given_up))
			return a;
	}
	return -1;
}

bool
joint_cover(const struct cover_task *t, struct cover_plan *out)
{
	struct search s = { .t = t };
	bool given_up = false;

	*out = (struct cover_plan){ .why = COVER_FOUND };
	if (t->item_n > COVER_ITEMS || t->agency_n > COVER_AGENCIES)
		return false;
	if (!last_days(&s, &out->which) && t->item_n > 0) {
		out->why = COVER_QUIET;
		return true;
	}
	if (!least(t, t->cap, out, &given_up)) {
		out->why = given_up ? COVER_LONG : COVER_AGENCY;
		out->which = given_up || t->cap == NULL ? -1 : whose_bound(t, out);
		out->n = 0;
	} else if (t->firm >= 0 && out->n > t->firm) {
		out->why = COVER_FIRM;
	}
	return true;
}
