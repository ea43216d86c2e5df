/* test_source_alike.c - which messages are proposed as one matter, held against made ones of which that is known: how
 * many of the proposed are (precision), how many of those there are are proposed (recall). */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/str.h"
#include "lib/source/alike.h"
#include "tests/unit/alike_truth.h"

#define FAMILIES 900
#define FEW_SHARED 12	/* of fewer marks in common nothing is proposed, which is quicker known */
#define NAIVE_DAYS 7
#define SEED 20261201

struct counted {
	int right, wrong, missed;
};

static int
precision(const struct counted *c)
{
	return c->right + c->wrong == 0 ? 0 : 1000 * c->right / (c->right + c->wrong);
}

static int
recall(const struct counted *c)
{
	return c->right + c->missed == 0 ? 0 : 1000 * c->right / (c->right + c->missed);
}

static struct alike_known
known_of(struct arena *a, const struct alike_doc *d, int n)
{
	struct alike_set all = { NULL, 0 };
	int64_t *have;
	size_t k;
	int i;

	for (i = 0; i < n; i++) {
		struct alike_set one = alike_union(a, alike_union(a, d[i].about, d[i].place), d[i].text);

		all = alike_union(a, all, one);
	}
	have = ARENA_ARRAY(a, int64_t, all.n + 1);
	for (i = 0; i < n; i++) {
		struct alike_set one = alike_union(a, alike_union(a, d[i].about, d[i].place), d[i].text);
		size_t at = 0;

		for (k = 0; k < one.n; k++) {
			while (all.mark[at] < one.mark[k])
				at++;
			have[at]++;
		}
	}
	return (struct alike_known){ all, have, n };
}

static void
add(struct counted *c, bool proposed, bool one)
{
	if (proposed && one)
		c->right++;
	else if (proposed)
		c->wrong++;
	else if (one)
		c->missed++;
}

/* of[0], of[1]: of families that were known, of those held out; what the naive rule proposes beside it. */
static void
measure(struct arena *a, struct counted of[2], struct counted naive[2])
{
	int n, i, k;
	struct truth *t = truth_make(a, SEED, FAMILIES, &n);
	struct alike_doc *d = ARENA_ARRAY(a, struct alike_doc, (size_t)n);
	struct alike_set *all = ARENA_ARRAY(a, struct alike_set, (size_t)n);
	struct alike_known known;

	for (i = 0; i < n; i++) {
		d[i] = (struct alike_doc){ alike_grams(a, t[i].about), alike_grams(a, t[i].place),
		    alike_grams(a, t[i].content), t[i].day };
		all[i] = alike_union(a, alike_union(a, d[i].about, d[i].place), d[i].text);
	}
	known = known_of(a, d, n);
	for (i = 0; i < n; i++)
		for (k = 0; k < i; k++) {
			struct arena *one = arena_child(a);
			struct alike_score s;
			bool same = t[i].family == t[k].family, near = abs(t[i].day - t[k].day) <= NAIVE_DAYS;

			if (t[i].held == t[k].held) {
				s.total = 0;
				if (alike_shared(one, all[i], all[k]).n >= FEW_SHARED)
					alike_score(one, &d[i], &d[k], &known, &s);
				add(&of[t[i].held], s.total >= ALIKE_ENOUGH, same);
				add(&naive[t[i].held], near && *t[i].place != '\0' && str_eq(t[i].place, t[k].place),
				    same);
			}
			arena_free(one);
		}
}

static void
test_truth(void **state)
{
	struct counted of[2] = { { 0 } }, naive[2] = { { 0 } };
	struct arena *a = arena_new("truth");
	int i;

	(void)state;
	measure(a, of, naive);
	for (i = 0; i < 2; i++) {
		print_message("# %s: precision %d, recall %d of 1000 (%d right, %d wrong, %d missed); same place within"
		    " %d days: %d, %d\n", i == 0 ? "known" : "held out", precision(&of[i]), recall(&of[i]), of[i].right,
		    of[i].wrong, of[i].missed, NAIVE_DAYS, precision(&naive[i]), recall(&naive[i]));
	}
	for (i = 0; i < 2; i++) {
		assert_true(precision(&of[i]) >= 900);
		assert_true(recall(&of[i]) >= 800);
		assert_true(precision(&of[i]) > precision(&naive[i]) && recall(&of[i]) > recall(&naive[i]));
	}
	arena_free(a);
}

static void
test_grams(void **state)
{
	struct arena *a = arena_new("grams");
	struct alike_set x = alike_grams(a, "红湘路１２号，红湘路"), y = alike_grams(a, "12 😀!!");

	(void)state;
	assert_int_equal(x.n, 7);	/* 红 湘 路 号, 红湘 湘路, 12 */
	assert_int_equal(y.n, 1);
	assert_int_equal(alike_shared(a, x, y).n, 1);
	assert_int_equal(alike_grams(a, "").n, 0);
	assert_true(alike_weight(1, 1000) > alike_weight(2, 1000) && alike_weight(1000, 1000) == 0);
	arena_free(a);
}

/* Emptiness says nothing: two messages without a word are not one matter. */
static void
test_nothing(void **state)
{
	struct arena *a = arena_new("nothing");
	struct alike_doc none = { .day = 0 }, some = { .text = alike_grams(a, "湘江小食店过期"), .day = 0 };
	struct alike_known known = { .messages = 1 };
	struct alike_score s;

	(void)state;
	alike_score(a, &none, &none, &known, &s);
	assert_true(s.total < ALIKE_ENOUGH / 2);
	alike_score(a, &none, &some, &known, &s);
	assert_true(s.total < ALIKE_ENOUGH / 2);
	known.messages = 100;
	some.about = some.text;
	alike_score(a, &some, &some, &known, &s);
	assert_true(s.about == 100 && s.place == -1);
	some.day = ALIKE_DAYS + 1;
	alike_score(a, &(struct alike_doc){ .text = some.text, .about = some.about }, &some, &known, &s);
	assert_int_equal(s.total, 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_truth), cmocka_unit_test(test_grams),
	    cmocka_unit_test(test_nothing) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
