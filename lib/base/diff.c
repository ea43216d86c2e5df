/* diff.c - see diff.h. */
#include "lib/base/diff.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

#define EDITS_MAX 1200		/* memory grows with its square */

struct side {
	const char **at;	/* start of each code point, and of the end */
	int n;
};

static struct side
split(struct arena *a, const char *text)
{
	struct side s = { .n = (int)str_utf8_len(text) };
	const char *p = text;
	int i;

	s.at = ARENA_ARRAY(a, const char *, (size_t)s.n + 1);
	for (i = 0; i < s.n; i++) {
		s.at[i] = p;
		(void)str_utf8_next(&p);
	}
	s.at[s.n] = p;
	return s;
}

static int
same(const struct side *x, int i, const struct side *y, int j)
{
	size_t n = (size_t)(x->at[i + 1] - x->at[i]);

	return n == (size_t)(y->at[j + 1] - y->at[j]) && memcmp(x->at[i], y->at[j], n) == 0;
}

struct parts {
	struct arena *a;
	struct diff_part *v;
	size_t n, cap;
};

static void
add(struct parts *p, enum diff_kind kind, const char *from, const char *to)
{
	if (from == to)
		return;
	if (p->n == p->cap) {
		p->cap = p->cap == 0 ? 16 : p->cap * 2;
		p->v = p->v == NULL ? ARENA_ARRAY(p->a, struct diff_part, p->cap) :
		    arena_regrow(p->a, p->v, p->cap, sizeof(*p->v));
	}
	p->v[p->n++] = (struct diff_part){ kind, arena_strndup(p->a, from, (size_t)(to - from)) };
}

/* Furthest x on each diagonal for each number of edits; -1: too many. */
static int
search(const struct side *x, const struct side *y, int **trace, int *v, struct arena *a)
{
	int d, k, i, max = EDITS_MAX, off = EDITS_MAX + 1;

	for (d = 0; d <= max; d++) {
		trace[d] = ARENA_ARRAY(a, int, 2 * (size_t)d + 3);
		for (k = -d; k <= d; k += 2) {
			i = k == -d || (k != d && v[off + k - 1] < v[off + k + 1]) ? v[off + k + 1] :
			    v[off + k - 1] + 1;
			while (i < x->n && i - k < y->n && same(x, i, y, i - k))
				i++;
			v[off + k] = i;
			trace[d][k + d] = i;
			if (i >= x->n && i - k >= y->n)
				return d;
		}
	}
	return -1;
}

static int
reached(int **trace, int d, int k)
{
	return k < -d || k > d ? -1 : trace[d][k + d];
}

/* Walks back and notes each step: 0 same, 1 deletion, 2 insertion, from the end. */
static int
walk(const struct side *x, const struct side *y, int **trace, int d, char *step)
{
	int i = x->n, j = y->n, k, before, n = 0, bi, bj;

	for (; d > 0; d--) {
		k = i - j;
		before = k == -d || (k != d && reached(trace, d - 1, k - 1) < reached(trace, d - 1, k + 1)) ?
		    k + 1 : k - 1;
		bi = reached(trace, d - 1, before);
		bj = bi - before;
		while (i > bi && j > bj && !(before == k + 1 && i == bi) && !(before == k - 1 && i == bi + 1)) {
			step[n++] = 0;
			i--;
			j--;
		}
		if (before == k + 1) {
			step[n++] = 2;
			j--;
		} else {
			step[n++] = 1;
			i--;
		}
	}
	for (; i > 0; i--)
		step[n++] = 0;
	return n;
}

struct diff_part *
diff_texts(struct arena *a, const char *before, const char *after, size_t *n)
{
	struct arena *work = arena_child(a);
	struct side x = split(work, before), y = split(work, after);
	struct parts p = { .a = a };
	int **trace = ARENA_ARRAY(work, int *, EDITS_MAX + 1);
	int *v = ARENA_ARRAY(work, int, 2 * (EDITS_MAX + 2) + 1);
	int d = search(&x, &y, trace, v, work), i = 0, j = 0, s, steps;
	char *step;

	if (d < 0) {
		add(&p, DIFF_DEL, x.at[0], x.at[x.n]);
		add(&p, DIFF_INS, y.at[0], y.at[y.n]);
	} else {
		step = arena_alloc(work, (size_t)(x.n + y.n) + 1);
		steps = walk(&x, &y, trace, d, step);
		for (s = steps; s > 0;) {
			const char kind = step[s - 1];
			const int i0 = i, j0 = j;

			for (; s > 0 && step[s - 1] == kind; s--) {
				i += kind != 2;
				j += kind != 1;
			}
			if (kind == 0)
				add(&p, DIFF_SAME, x.at[i0], x.at[i]);
			else if (kind == 1)
				add(&p, DIFF_DEL, x.at[i0], x.at[i]);
			else
				add(&p, DIFF_INS, y.at[j0], y.at[j]);
		}
	}
	arena_free(work);
	*n = p.n;
	return p.v;
}
