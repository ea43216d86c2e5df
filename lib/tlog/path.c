/* path.c - proofs of inclusion and consistency: made from stored hashes, and checked; see tree.h. */
#include <string.h>

#include "lib/tlog/tree.h"

/* Root of the leaves [first, first + 2^height), which are there. */
static enum err
full_subtree(const struct tlog_reader *r, int64_t first, int height, struct tlog_hash *out)
{
	struct tlog_hash h[TLOG_TILE];
	int level = height / 8, n = 1 << height % 8, i;
	enum err e = r->read(r->ctx, level, first >> (8 * level), n, h);

	if (e != OK)
		return e;
	for (; n > 1; n /= 2)
		for (i = 0; i < n / 2; i++)
			h[i] = tlog_node_hash(&h[2 * i], &h[2 * i + 1]);
	*out = h[0];
	return OK;
}

/* The largest power of two below n (n > 1), as its exponent. */
static int
split(int64_t n)
{
	int k = 0;

	while (INT64_C(2) << k < n)
		k++;
	return k;
}

/* MTH(D[lo:hi]); lo is a multiple of every power of two that is taken off. */
static enum err
subtree(const struct tlog_reader *r, int64_t lo, int64_t hi, struct tlog_hash *out)
{
	struct tlog_hash left, right;
	int k;
	enum err e;

	if (((hi - lo) & (hi - lo - 1)) == 0)
		return full_subtree(r, lo, __builtin_ctzll((unsigned long long)(hi - lo)), out);
	k = split(hi - lo);
	e = full_subtree(r, lo, k, &left);
	if (e == OK)
		e = subtree(r, lo + (INT64_C(1) << k), hi, &right);
	if (e == OK)
		*out = tlog_node_hash(&left, &right);
	return e;
}

static void
turn_round(struct tlog_path *p)
{
	struct tlog_hash h;
	int i;

	for (i = 0; i < p->n / 2; i++) {
		h = p->hash[i];
		p->hash[i] = p->hash[p->n - 1 - i];
		p->hash[p->n - 1 - i] = h;
	}
}

enum err
tlog_inclusion(const struct tlog_reader *r, int64_t index, int64_t size, struct tlog_path *out)
{
	int64_t lo = 0, hi = size, middle;
	enum err e = OK;

	out->n = 0;
	if (index < 0 || index >= size || size > TLOG_SIZE_MAX)
		return err_set(ERR_INPUT, "no leaf %lld in a tree of %lld", (long long)index, (long long)size);
	while (e == OK && hi - lo > 1) {	/* from the root down */
		middle = lo + (INT64_C(1) << split(hi - lo));
		if (index < middle) {
			e = subtree(r, middle, hi, &out->hash[out->n++]);
			hi = middle;
		} else {
			e = subtree(r, lo, middle, &out->hash[out->n++]);
			lo = middle;
		}
	}
	turn_round(out);
	return e;
}

enum err
tlog_consistency(const struct tlog_reader *r, int64_t from, int64_t to, struct tlog_path *out)
{
	int64_t lo = 0, hi = to, middle;
	bool whole = true;	/* [lo, from) is all of the old tree */
	enum err e = OK;

	out->n = 0;
	if (from < 0 || from > to || to > TLOG_SIZE_MAX)
		return err_set(ERR_INPUT, "no tree of %lld before one of %lld", (long long)from, (long long)to);
	if (from == 0 || from == to)
		return OK;
	while (e == OK && from < hi) {
		middle = lo + (INT64_C(1) << split(hi - lo));
		if (from <= middle) {
			e = subtree(r, middle, hi, &out->hash[out->n++]);
			hi = middle;
		} else {
			e = subtree(r, lo, middle, &out->hash[out->n++]);
			lo = middle;
			whole = false;
		}
	}
	if (e == OK && !whole)
		e = subtree(r, lo, hi, &out->hash[out->n++]);
	turn_round(out);
	return e;
}

bool
tlog_inclusion_ok(const struct tlog_path *p, int64_t index, int64_t size, const struct tlog_hash *leaf,
    const struct tlog_hash *root)
{
	int64_t fn = index, sn = size - 1;
	struct tlog_hash h = *leaf;
	int i;

	if (index < 0 || index >= size || p->n > TLOG_PROOF_MAX)
		return false;
	for (i = 0; i < p->n; i++) {
		if (sn == 0)
			return false;
		if ((fn & 1) != 0 || fn == sn) {
			h = tlog_node_hash(&p->hash[i], &h);
			while ((fn & 1) == 0 && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			h = tlog_node_hash(&h, &p->hash[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && tlog_hash_eq(&h, root);
}

bool
tlog_consistency_ok(const struct tlog_path *p, int64_t from, const struct tlog_hash *from_root, int64_t to,
    const struct tlog_hash *to_root)
{
	int64_t fn = from - 1, sn = to - 1;
	struct tlog_hash fr, sr, empty = tlog_empty_root();
	bool power = from > 0 && (from & (from - 1)) == 0;
	int i = 0;

	if (from < 0 || from > to || p->n < 0 || p->n > TLOG_PROOF_MAX)
		return false;
	if (from == to)
		return p->n == 0 && tlog_hash_eq(from_root, to_root);
	if (from == 0)
		return p->n == 0 && tlog_hash_eq(from_root, &empty);
	if (!power && p->n == 0)
		return false;
	fr = sr = power ? *from_root : p->hash[i++];
	while ((fn & 1) != 0) {
		fn >>= 1;
		sn >>= 1;
	}
	for (; i < p->n; i++) {
		if (sn == 0)
			return false;
		if ((fn & 1) != 0 || fn == sn) {
			fr = tlog_node_hash(&p->hash[i], &fr);
			sr = tlog_node_hash(&p->hash[i], &sr);
			while ((fn & 1) == 0 && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			sr = tlog_node_hash(&sr, &p->hash[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && tlog_hash_eq(&fr, from_root) && tlog_hash_eq(&sr, to_root);
}
