/* tree.c - hashes of the tree, and the tree that grows; see tree.h. */
#include "lib/tlog/tree.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/sec/sec.h"

struct tlog_hash
tlog_leaf_hash(const void *entry, size_t n)
{
	unsigned char buf[1 + UINT16_MAX];
	struct tlog_hash h;

	if (n > UINT16_MAX)
		abort();
	buf[0] = 0;
	if (n > 0)
		memcpy(buf + 1, entry, n);
	sha256(buf, n + 1, h.b);
	return h;
}

struct tlog_hash
tlog_node_hash(const struct tlog_hash *left, const struct tlog_hash *right)
{
	unsigned char buf[1 + 2 * TLOG_HASH] = { 1 };
	struct tlog_hash h;

	memcpy(buf + 1, left->b, TLOG_HASH);
	memcpy(buf + 1 + TLOG_HASH, right->b, TLOG_HASH);
	sha256(buf, sizeof(buf), h.b);
	return h;
}

bool
tlog_hash_eq(const struct tlog_hash *a, const struct tlog_hash *b)
{
	return memcmp(a->b, b->b, TLOG_HASH) == 0;
}

struct tlog_hash
tlog_empty_root(void)
{
	struct tlog_hash h;

	sha256("", 0, h.b);
	return h;
}

int64_t
tlog_level_count(int64_t size, int level)
{
	return size >> (8 * level);
}

int
tlog_level_width(int64_t size, int level)
{
	return (int)(tlog_level_count(size, level) % TLOG_TILE);
}

/* Of n hashes side by side: RFC 6962, the left part as large a power of two as fits. */
static struct tlog_hash
fold(const struct tlog_hash *h, int n)
{
	struct tlog_hash left, right;
	int k = 1;

	if (n == 1)
		return *h;
	while (2 * k < n)
		k *= 2;
	left = fold(h, k);
	right = fold(h + k, n - k);
	return tlog_node_hash(&left, &right);
}

void
tlog_tree_add(struct tlog_tree *t, const struct tlog_hash *leaf, tlog_final_fn tell, void *ctx)
{
	struct tlog_hash h = *leaf;
	int level, width;

	for (level = 0; level < TLOG_LEVELS; level++) {
		width = tlog_level_width(t->size, level);
		t->edge[level][width] = h;
		if (tell != NULL)
			tell(ctx, level, tlog_level_count(t->size, level), &h);
		if (width + 1 < TLOG_TILE)
			break;
		h = fold(t->edge[level], TLOG_TILE);
	}
	if (level == TLOG_LEVELS)
		abort();	/* 256^6 leaves */
	t->size++;
}

struct tlog_hash
tlog_tree_root(const struct tlog_tree *t)
{
	struct tlog_hash h, part;
	bool any = false;
	int level, at, k;

	if (t->size == 0)
		return tlog_empty_root();
	/* From the right: the subtrees whose sizes are the ones of the size in binary, the smallest first. */
	for (level = 0; level < TLOG_LEVELS; level++) {
		at = tlog_level_width(t->size, level);
		for (k = 1; at > 0; k *= 2) {
			if ((at & k) == 0)
				continue;
			at -= k;
			part = fold(t->edge[level] + at, k);
			h = any ? tlog_node_hash(&part, &h) : part;
			any = true;
		}
	}
	return h;
}

enum err
tlog_tree_load(const struct tlog_reader *r, int64_t size, struct tlog_tree *out)
{
	int level, width;
	enum err e = OK;

	if (size < 0 || size > TLOG_SIZE_MAX)
		return err_set(ERR_INPUT, "a tree of %lld leaves", (long long)size);
	memset(out, 0, sizeof(*out));
	out->size = size;
	for (level = 0; e == OK && level < TLOG_LEVELS; level++) {
		width = tlog_level_width(size, level);
		if (width > 0)
			e = r->read(r->ctx, level, tlog_level_count(size, level) - width, width, out->edge[level]);
	}
	return e;
}

enum err
tlog_root(const struct tlog_reader *r, int64_t size, struct tlog_hash *out)
{
	struct tlog_tree *t = calloc(1, sizeof(*t));	/* too large for a stack */
	enum err e;

	if (t == NULL)
		abort();
	e = tlog_tree_load(r, size, t);
	if (e == OK)
		*out = tlog_tree_root(t);
	free(t);
	return e;
}
