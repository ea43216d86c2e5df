/* test_joint_cover.c - the least number of visits at a firm: against trying every set of visits; each plan held against
 * its bounds by code that knows nothing of how it was found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lib/joint/cover.h"

#define DAYS 7

static uint64_t seed = 0x9e3779b97f4a7c15ULL;

static int
below(int n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((seed >> 33) % (uint64_t)n);
}

static bool
quiet_on(const struct cover_task *t, int day)
{
	int i;

	for (i = 0; i < t->quiet_n; i++)
		if (t->quiet[i] == day)
			return true;
	return false;
}

static int
bits_of(uint32_t x)
{
	int n = 0;

	for (; x != 0; x >>= 1)
		n += (int)(x & 1);
	return n;
}

/* ---- every set of visits, one more at a time */

struct brute {
	const struct cover_task *t;
	uint64_t covers[DAYS * 8];
	uint32_t who[DAYS * 8];
	int n;
};

static void
all_visits(struct brute *b, const struct cover_task *t)
{
	uint32_t who;
	int day, i;

	*b = (struct brute){ .t = t };
	for (day = 0; day < DAYS; day++)
		for (who = 1; who < 1U << t->agency_n; who++) {
			if (quiet_on(t, day) || (t->most != 0 && bits_of(who) > t->most))
				continue;
			b->who[b->n] = who;
			for (i = 0; i < t->item_n; i++)
				if (t->item[i].from <= day && day <= t->item[i].to &&
				    (who >> t->item[i].agency & 1) != 0)
					b->covers[b->n] |= 1ULL << i;
			b->n++;
		}
}

static bool
enough(const struct brute *b, int from, int more, uint64_t left, int *made)
{
	int v, a;
	bool yes;

	if (left == 0)
		return true;
	for (v = from; more > 0 && v < b->n; v++) {
		if ((b->covers[v] & left) == 0)
			continue;
		for (a = 0, yes = true; a < b->t->agency_n; a++)
			yes = yes && ((b->who[v] >> a & 1) == 0 || b->t->cap[a] < 0 || made[a] < b->t->cap[a]);
		if (!yes)
			continue;
		for (a = 0; a < b->t->agency_n; a++)
			made[a] += (int)(b->who[v] >> a & 1);
		yes = enough(b, v, more - 1, left & ~b->covers[v], made);
		for (a = 0; a < b->t->agency_n; a++)
			made[a] -= (int)(b->who[v] >> a & 1);
		if (yes)
			return true;
	}
	return false;
}

/* -1: no number of visits is enough. */
static int
by_trying(const struct cover_task *t)
{
	struct brute b;
	int n, made[8] = { 0 };

	all_visits(&b, t);
	for (n = 0; n <= t->item_n; n++)
		if (enough(&b, 0, n, (1ULL << t->item_n) - 1, made))
			return n;
	return -1;
}

/* ---- a plan held against its task */

static void
lawful(const struct cover_task *t, const struct cover_plan *p)
{
	int i, a, v, made[8] = { 0 }, checked[8] = { 0 };

	for (v = 0; v < p->n; v++) {
		assert_false(quiet_on(t, p->visit[v].day));
		assert_true(t->most == 0 || bits_of(p->visit[v].agencies) <= t->most);
		for (a = 0; a < t->agency_n; a++)
			made[a] += (int)(p->visit[v].agencies >> a & 1);
		for (i = 0; i < t->item_n; i++) {
			if ((p->visit[v].items >> i & 1) == 0)
				continue;
			checked[i]++;
			assert_true(t->item[i].from <= p->visit[v].day && p->visit[v].day <= t->item[i].to);
			assert_true((p->visit[v].agencies >> t->item[i].agency & 1) != 0);
		}
	}
	for (i = 0; i < t->item_n; i++)
		assert_int_equal(checked[i], 1);
	for (a = 0; a < t->agency_n; a++)
		assert_true(t->cap[a] < 0 || made[a] <= t->cap[a]);
}

static void
test_against_trying_all(void **state)
{
	int round, found = 0, none = 0;

	(void)state;
	for (round = 0; round < 1500; round++) {
		struct cover_item item[5];
		struct cover_plan p;
		int32_t quiet[2];
		int cap[3], i, n;
		struct cover_task t = { .item = item, .cap = cap, .quiet = quiet, .item_n = 1 + below(5),
		    .agency_n = 1 + below(3), .quiet_n = below(3), .most = below(4), .firm = -1 };

		for (i = 0; i < t.item_n; i++) {
			item[i] = (struct cover_item){ .agency = below(t.agency_n), .from = below(DAYS) };
			item[i].to = item[i].from + below(DAYS - (int)item[i].from);
		}
		for (i = 0; i < t.agency_n; i++)
			cap[i] = below(3) == 0 ? 1 + below(2) : -1;
		for (i = 0; i < t.quiet_n; i++)
			quiet[i] = below(DAYS);
		assert_true(joint_cover(&t, &p));
		n = by_trying(&t);
		if (n < 0) {
			assert_true(p.why == COVER_QUIET || p.why == COVER_AGENCY);
			none++;
			continue;
		}
		assert_int_equal(p.why, COVER_FOUND);
		assert_int_equal(p.n, n);
		lawful(&t, &p);
		found++;
	}
	assert_true(found > 500 && none > 50);
}

/* What stands in the way is named. */
static void
test_named(void **state)
{
	const struct cover_item item[] = { { 0, 1, 2 }, { 0, 4, 5 }, { 1, 1, 9 } };
	const int32_t quiet[] = { 4, 5 };
	const int free[] = { -1, -1 }, one[] = { 1, -1 };
	struct cover_task t = { .item = item, .cap = free, .quiet = quiet, .item_n = 3, .agency_n = 2, .firm = -1 };
	struct cover_plan p;

	(void)state;
	assert_true(joint_cover(&t, &p));
	assert_int_equal(p.n, 2);
	t.firm = 1;
	assert_true(joint_cover(&t, &p));
	assert_int_equal(p.why, COVER_FIRM);
	t.cap = one;
	assert_true(joint_cover(&t, &p));
	assert_int_equal(p.why, COVER_AGENCY);
	assert_int_equal(p.which, 0);
	t.quiet_n = 2;
	assert_true(joint_cover(&t, &p));
	assert_int_equal(p.why, COVER_QUIET);
	assert_int_equal(p.which, 1);
	t.item_n = 0;
	assert_true(joint_cover(&t, &p));
	assert_int_equal(p.n, 0);
	t.item_n = COVER_ITEMS + 1;
	assert_false(joint_cover(&t, &p));
}

/* As many items as fit, of ten agencies, three a visit: proven within the bound of steps. */
static void
test_many(void **state)
{
	struct cover_item item[24];
	int cap[10], i;
	struct cover_task t = { .item = item, .cap = cap, .item_n = 24, .agency_n = 10, .most = 3, .firm = -1 };
	struct cover_plan p;

	(void)state;
	for (i = 0; i < 10; i++)
		cap[i] = -1;
	for (i = 0; i < 24; i++)
		item[i] = (struct cover_item){ .agency = i % 10, .from = 60 * (i % 4), .to = 60 * (i % 4) + 120 };
	assert_true(joint_cover(&t, &p));
	assert_true(p.why == COVER_FOUND || p.why == COVER_LONG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_trying_all),
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
