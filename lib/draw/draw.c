/* draw.c - see draw.h: digests, strata, and who of each is selected. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/draw/priv.h"
#include "lib/sec/sec.h"

static void
add_text(struct digest *d, const char *text)
{
	digest_add(d, text, strlen(text));
}

void
draw_commitment(const unsigned char secret[32], unsigned char out[32])
{
	struct arena *a = arena_new("draw");
	struct digest *d = digest_new(a, DIGEST_SHA256);

	add_text(d, "xz-draw-1 commit\n");
	digest_add(d, secret, 32);
	digest_end(d, out);
	arena_free(a);
}

void
draw_seed(const unsigned char secret[32], const unsigned char announcement[32],
    const unsigned char contributions[32], unsigned char out[32])
{
	struct arena *a = arena_new("draw");
	struct digest *d = digest_new(a, DIGEST_SHA256);

	add_text(d, "xz-draw-1 seed\n");
	digest_add(d, secret, 32);
	digest_add(d, announcement, 32);
	digest_add(d, contributions, 32);
	digest_end(d, out);
	arena_free(a);
}

void
draw_pledge(const char *name, const void *value, size_t n, unsigned char out[32])
{
	struct arena *a = arena_new("draw");
	struct digest *d = digest_new(a, DIGEST_SHA256);

	add_text(d, name);
	add_text(d, "\n");
	digest_add(d, value, n);
	digest_end(d, out);
	arena_free(a);
}

bool
draw_field_ok(const char *s, size_t n, size_t max)
{
	unsigned char all = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if ((unsigned char)s[i] < 0x20)
			return false;
		all |= (unsigned char)s[i];
	}
	return n > 0 && n <= max && (all < 0x80 || str_utf8_ok(s, n));
}

struct draw *
draw_new(struct arena *a, const unsigned char seed[32], int team_size)
{
	struct draw *d = ARENA_NEW(a, struct draw);

	d->a = a;
	d->team_size = team_size;
	memcpy(d->seed, seed, 32);
	return d;
}

static struct draw_heap *
stratum_find(const struct draw *d, const char *key)
{
	int i;

	for (i = 0; i < d->stratum_n; i++)
		if (strcmp(d->stratum[i].key, key) == 0)
			return &d->stratum[i];
	return NULL;
}

enum err
draw_stratum(struct draw *d, const char *key, int quota, int reserve)
{
	if (quota < 0 || reserve < 0 || stratum_find(d, key) != NULL || !draw_field_ok(key, strlen(key), DRAW_ID_MAX))
		return err_set(ERR_INPUT, "stratum %s", key);
	d->last = NULL;
	if (d->stratum_n % 16 == 0)
		d->stratum = arena_regrow(d->a, d->stratum, (size_t)d->stratum_n + 16, sizeof(*d->stratum));
	d->stratum[d->stratum_n++] = (struct draw_heap){ .key = arena_strdup(d->a, key), .quota = quota,
	    .keep = quota + reserve };
	return OK;
}

/* ---- the heap of the smallest scores, the largest of them on top */

static void
sift_up(struct draw_heap *h, int i)
{
	struct draw_lot x = h->lot[i];

	while (i > 0 && memcmp(h->lot[(i - 1) / 2].score, x.score, 32) < 0) {
		h->lot[i] = h->lot[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	h->lot[i] = x;
}

static void
sift_down(struct draw_heap *h, const struct draw_lot *x)
{
	int i = 0, c;

	while ((c = 2 * i + 1) < h->n) {
		if (c + 1 < h->n && memcmp(h->lot[c + 1].score, h->lot[c].score, 32) > 0)
			c++;
		if (memcmp(h->lot[c].score, x->score, 32) <= 0)
			break;
		h->lot[i] = h->lot[c];
		i = c;
	}
	h->lot[i] = *x;
}

enum err
draw_object(struct draw *d, const char *stratum, const char *object)
{
	/* the file is in the order of strata: mostly the one before */
	struct draw_heap *h = d->last != NULL && strcmp(d->last->key, stratum) == 0 ? d->last :
	    stratum_find(d, stratum);
	size_t n = strlen(object);
	struct short_text t;
	struct draw_lot lot;

	if (h == NULL || !draw_field_ok(object, n, DRAW_ID_MAX))
		return err_set(ERR_INPUT, h == NULL ? "an object of no stratum: %s" : "not an object-id: %s", object);
	d->last = h;
	h->pool++;
	if (h->keep == 0)
		return OK;
	short_text_set(&t, object, n);
	sha256_short(d->seed, &t, lot.score);
	if (h->n == h->keep && memcmp(lot.score, h->lot[0].score, 32) >= 0)
		return OK;
	memcpy(lot.object, object, n + 1);
	if (h->n == h->keep) {
		sift_down(h, &lot);
		return OK;
	}
	if (h->n == h->cap) {
		h->cap = h->cap == 0 ? 16 : h->cap * 2;
		h->lot = arena_regrow(d->a, h->lot, (size_t)h->cap, sizeof(*h->lot));
	}
	h->lot[h->n] = lot;
	sift_up(h, h->n++);
	return OK;
}

static int
by_score(const void *x, const void *y)
{
	return memcmp(((const struct draw_lot *)x)->score, ((const struct draw_lot *)y)->score, 32);
}

static int
by_pick(const void *x, const void *y)
{
	return memcmp(((const struct draw_pick *)x)->score, ((const struct draw_pick *)y)->score, 32);
}

static struct draw_pick *
pick_add(struct draw *d, const struct draw_heap *h, int i)
{
	struct draw_pick *p;

	if (d->pick_n == d->pick_cap) {
		d->pick_cap = d->pick_cap == 0 ? 64 : d->pick_cap * 2;
		d->pick = arena_regrow(d->a, d->pick, (size_t)d->pick_cap, sizeof(*d->pick));
	}
	p = &d->pick[d->pick_n++];
	*p = (struct draw_pick){ .object = h->lot[i].object, .stratum = h->key };
	memcpy(p->score, h->lot[i].score, 32);
	return p;
}

enum err
draw_run(struct draw *d)
{
	int i, k;

	draw_sort_people(d);
	for (i = 1; i < d->person_n; i++)
		if (strcmp(d->person[d->by_id[i - 1]].id, d->person[d->by_id[i]].id) == 0)
			return err_set(ERR_INPUT, "officer %s is there twice", d->person[d->by_id[i]].id);
	for (i = 0; i < d->stratum_n; i++) {
		struct draw_heap *h = &d->stratum[i];

		if (h->pool < h->quota)
			return err_set(ERR_INPUT, "stratum %s has fewer objects than its quota", h->key);
		if (h->n > 0)
			qsort(h->lot, (size_t)h->n, sizeof(*h->lot), by_score);
		h->next = h->quota;
		for (k = 0; k < h->quota; k++)
			(void)pick_add(d, h, k);
	}
	if (d->pick_n > 0)
		qsort(d->pick, (size_t)d->pick_n, sizeof(*d->pick), by_pick);
	for (i = 0; i < d->pick_n; i++)
		draw_team(d, &d->pick[i]);
	return OK;
}

const struct draw_pick *
draw_picks(const struct draw *d, int *n)
{
	*n = d->pick_n;
	return d->pick;
}

/* ---- replacements */

static struct draw_pick *
picked(const struct draw *d, const char *object)
{
	int i;

	for (i = 0; i < d->pick_n; i++)
		if (strcmp(d->pick[i].object, object) == 0)
			return &d->pick[i];
	return NULL;
}

enum err
draw_replace_object(struct draw *d, const char *out, const struct draw_pick **in)
{
	struct draw_pick *p = picked(d, out), *fresh;
	struct draw_heap *h;

	*in = NULL;
	if (p == NULL)
		return err_set(ERR_NOT_FOUND, "%s is not selected", out);
	h = stratum_find(d, p->stratum);
	p->object = "";		/* it cannot be replaced twice; its team keeps the load */
	if (h->next >= h->n)
		return h->n < h->pool ? err_set(ERR_INPUT, "no reserve left for stratum %s", h->key) : OK;
	fresh = pick_add(d, h, h->next++);
	draw_team(d, fresh);
	*in = fresh;
	return OK;
}

static bool
was_replaced(const struct draw *d, const char *object, int person)
{
	int i;

	for (i = 0; i < d->gone_n; i++)
		if (d->gone[i].officer == person && strcmp(d->gone[i].object, object) == 0)
			return true;
	return false;
}

static bool
in_team(const struct draw_pick *p, const char *id)
{
	int i;

	for (i = 0; i < p->team_n; i++)
		if (strcmp(p->team[i], id) == 0)
			return true;
	return false;
}

/* The unit whose minimum the team would miss without this officer, or -1. */
static int
unit_needed(const struct draw *d, const struct draw_pick *p, int out)
{
	int i, count = 0, unit = d->person[out].unit;

	for (i = 0; i < p->team_n; i++)
		count += d->person[draw_person_find(d, p->team[i])].unit == unit;
	return count - 1 < d->unit[unit].min ? unit : -1;
}

static int
next_officer(struct draw *d, const struct draw_pick *p, int unit)
{
	unsigned char best[32], h[32];
	int i, found = -1;

	draw_bar(d, p->object);
	for (i = 0; i < d->person_n; i++) {
		if (d->barred[i] || (unit >= 0 && d->person[i].unit != unit) || in_team(p, d->person[i].id) ||
		    was_replaced(d, p->object, i))
			continue;
		sha256_short(p->score, &d->person[i].text, h);
		if (found < 0 || memcmp(h, best, 32) < 0) {
			memcpy(best, h, 32);
			found = i;
		}
	}
	return found;
}

enum err
draw_replace_officer(struct draw *d, const char *object, const char *out, const char **in,
    const struct draw_pick **pick)
{
	struct draw_pick *p = picked(d, object);
	int i, k, who = draw_person_find(d, out), unit;

	*in = NULL;
	*pick = p;
	if (p == NULL || who < 0 || !in_team(p, out))
		return err_set(ERR_NOT_FOUND, "%s is not in the team of %s", out, object);
	unit = unit_needed(d, p, who);
	k = next_officer(d, p, unit);
	if (k < 0 && unit >= 0)		/* nobody of the object's unit */
		k = next_officer(d, p, -1);
	for (i = 0; strcmp(p->team[i], out) != 0; i++)
		;
	if (k >= 0) {
		p->team[i] = *in = d->person[k].id;
		draw_load_add(d, k);
		draw_load_less(d, who);
	} else {
		memmove(&p->team[i], &p->team[i + 1], (size_t)(p->team_n - i - 1) * sizeof(*p->team));
		p->team_n--;
	}
	if (d->gone_n == d->gone_cap) {
		d->gone_cap = d->gone_cap == 0 ? 16 : d->gone_cap * 2;
		d->gone = arena_regrow(d->a, d->gone, (size_t)d->gone_cap, sizeof(*d->gone));
	}
	d->gone[d->gone_n++] = (struct draw_gone){ p->object, who };
	return OK;
}
