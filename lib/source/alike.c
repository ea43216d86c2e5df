/* alike.c - see alike.h. */
#include "lib/source/alike.h"

#include <stdbool.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/fold.h"
#include "lib/base/str.h"

#define NUMBER (INT64_C(1) << 60)	/* over it marks are numbers */
#define FIRST_WIDE 0x3400		/* characters, which say something by themselves */
#define PER_BIT 8			/* a mark that half as many have is so much louder */

/* What each part counts of 100, fitted to the families of tests/unit/alike_truth.h that are not held out.  A part that
 * one of the two says nothing of counts as UNSAID. */
enum { OF_ABOUT = 21, OF_PLACE = 31, OF_TEXT = 48 };
enum { UNSAID_ABOUT = 20, UNSAID_PLACE = 50 };
#define TEXT_FULL 15	/* per cent of two texts in common: people tell one matter in other words */
#define OTHER 25	/* a name, a place that agrees so little is another */
#define OTHER_LOSS 15
#define THERE 60	/* of 100: a place is named in a text */
#define FAR_LOSS 18	/* of the total, at ALIKE_DAYS */

static int
by_mark(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

static bool
writes(unsigned c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xc0 && c < 0x2000) || (c >= 0x3040 && c < 0xa4d0) ||
	    (c >= 0xac00 && c < 0xd7b0) || (c >= 0xf900 && c < 0xfb00) || c >= 0x20000;
}

struct alike_set
alike_grams(struct arena *a, const char *text)
{
	const char *p = fold(a, text);
	int64_t *list = ARENA_ARRAY(a, int64_t, 2 * str_utf8_len(p) + 1);
	unsigned c, before = 0;
	size_t n = 0, i, kept = 0;

	for (c = str_utf8_next(&p); c != 0;) {
		if (c >= '0' && c <= '9') {
			int64_t number = 0;

			for (; c >= '0' && c <= '9'; c = str_utf8_next(&p))
				number = (number * 10 + (int64_t)(c - '0') + 1) % (NUMBER - 1);
			list[n++] = (NUMBER + number) * 2;
			before = 0;
			continue;
		}
		if (writes(c) && before != 0)
			list[n++] = (((int64_t)before << 24) | (int64_t)c) * 2;
		if (c >= FIRST_WIDE && writes(c))
			list[n++] = (int64_t)c * 2 + 1;
		before = writes(c) ? c : 0;
		c = str_utf8_next(&p);
	}
	qsort(list, n, sizeof(*list), by_mark);
	for (i = 0; i < n; i++)
		if (i == 0 || list[i] != list[kept - 1])
			list[kept++] = list[i];
	return (struct alike_set){ list, kept };
}

void
alike_word(struct str *out, int64_t gram)
{
	unsigned c[2] = { (unsigned)(gram >> 25), (unsigned)(gram >> 1) & 0xffffff };
	size_t i;

	if (out->len > 0)
		str_addc(out, ' ');
	for (i = 0; i < 2; i++)
		if (c[i] < 0x80)
			str_addc(out, (char)c[i]);
		else if (c[i] < 0x800)
			str_printf(out, "%c%c", 0xc0 | (c[i] >> 6), 0x80 | (c[i] & 0x3f));
		else if (c[i] < 0x10000)
			str_printf(out, "%c%c%c", 0xe0 | (c[i] >> 12), 0x80 | ((c[i] >> 6) & 0x3f),
			    0x80 | (c[i] & 0x3f));
}

/* which: 0: of both; 1: of either; 2: of x alone. */
static struct alike_set
joined(struct arena *a, struct alike_set x, struct alike_set y, int which)
{
	int64_t *list = ARENA_ARRAY(a, int64_t, x.n + y.n + 1);
	size_t i = 0, k = 0, n = 0;

	while (i < x.n || k < y.n) {
		bool left = k == y.n || (i < x.n && x.mark[i] < y.mark[k]);
		bool both = i < x.n && k < y.n && x.mark[i] == y.mark[k];

		if (both ? which != 2 : which == 1 || (which == 2 && left))
			list[n++] = left || both ? x.mark[i] : y.mark[k];
		i += left || both ? 1 : 0;
		k += !left ? 1 : 0;
	}
	return (struct alike_set){ list, n };
}

struct alike_set
alike_shared(struct arena *a, struct alike_set x, struct alike_set y)
{
	return joined(a, x, y, 0);
}

struct alike_set
alike_union(struct arena *a, struct alike_set x, struct alike_set y)
{
	return joined(a, x, y, 1);
}

int
alike_weight(int64_t have, int64_t messages)
{
	int64_t part = have < 1 ? 1 : have;
	int w = 0;

	/* whole bits, then eighths of the last one */
	for (; part * 2 <= messages; part *= 2)
		w += PER_BIT;
	return w + (int)((messages - part) * PER_BIT / (part > 0 ? part : 1));
}

static int64_t
weight(struct alike_set s, const struct alike_known *known)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		const int64_t *at = known->set.n == 0 ? NULL :
		    bsearch(&s.mark[i], known->set.mark, known->set.n, sizeof(int64_t), by_mark);

		int64_t w = alike_weight(at != NULL ? known->have[at - known->set.mark] : 1, known->messages);

		sum += w * w;
	}
	return sum;
}

/* What both say, of what the one that says less says; in_x and in_y: where it may stand too. */
static int
within(struct arena *a, struct alike_set x, struct alike_set in_y, const struct alike_known *known)
{
	int64_t all = weight(x, known);

	return all == 0 ? 0 : (int)(100 * weight(joined(a, x, in_y, 0), known) / all);
}

static int
larger(int x, int y)
{
	return x > y ? x : y;
}

/* Names by their characters, for pairs across the end of a name's part are rare and say nothing; a name in a text by
 * its pairs.  Where it stands is no part of a name. */
static int
named(struct arena *a, const struct alike_doc *x, const struct alike_doc *y, const struct alike_known *known)
{
	struct alike_set where = joined(a, x->place, y->place, 1);
	struct alike_set n = joined(a, x->about, where, 2), m = joined(a, y->about, where, 2);
	int best = -1;

	if (n.n > 0)
		best = within(a, n, joined(a, m, y->text, 1), known);
	if (m.n > 0)
		best = larger(best, within(a, m, joined(a, n, x->text, 1), known));
	return best;
}

/* Both places, or the one in what the other says elsewhere, if it stands there. */
static int
placed(struct arena *a, const struct alike_doc *x, const struct alike_doc *y, const struct alike_known *known)
{
	int n;

	if (x->place.n > 0 && y->place.n > 0)
		return (within(a, x->place, y->place, known) + within(a, y->place, x->place, known)) / 2;
	n = larger(x->place.n > 0 ? within(a, x->place, joined(a, y->text, y->about, 1), known) : 0,
	    y->place.n > 0 ? within(a, y->place, joined(a, x->text, x->about, 1), known) : 0);
	return n >= THERE ? n : -1;
}

static int
root(int64_t n)
{
	int64_t r = 0;

	while ((r + 1) * (r + 1) <= n)
		r++;
	return (int)r;
}

/* What both tell, without names and places, which have parts of their own; the first words in common say most. */
static int
told(struct arena *a, const struct alike_doc *x, const struct alike_doc *y, const struct alike_known *known)
{
	struct alike_set names = joined(a, joined(a, x->about, y->about, 1), joined(a, x->place, y->place, 1), 1);
	struct alike_set s = joined(a, x->text, names, 2), t = joined(a, y->text, names, 2);
	int64_t of_s = weight(s, known), of_t = weight(t, known);
	int n;

	if (of_s == 0 || of_t == 0)
		return -1;
	n = root(10000 * 100 * 2 * weight(joined(a, s, t, 0), known) / (of_s + of_t) / TEXT_FULL);
	return n > 100 ? 100 : n;
}

void
alike_score(struct arena *a, const struct alike_doc *x, const struct alike_doc *y, const struct alike_known *known,
    struct alike_score *out)
{
	*out = (struct alike_score){ .about = -1, .place = -1, .text = -1, .days = abs(x->day - y->day) };
	if (out->days > ALIKE_DAYS)
		return;
	out->about = named(a, x, y, known);
	out->place = placed(a, x, y, known);
	out->text = told(a, x, y, known);
	out->total = (OF_ABOUT * (out->about >= 0 ? out->about : UNSAID_ABOUT) +
	    OF_PLACE * (out->place >= 0 ? out->place : UNSAID_PLACE) +
	    OF_TEXT * (out->text >= 0 ? out->text : 0) - 100 * FAR_LOSS * out->days / ALIKE_DAYS + 50) / 100;
	if ((out->about >= 0 && out->about <= OTHER) || (out->place >= 0 && out->place <= OTHER))
		out->total -= OTHER_LOSS;
	if (out->total < 0)
		out->total = 0;
}
