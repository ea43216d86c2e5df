/* tree.h - the Merkle tree of RFC 6962 over SHA-256, kept in tiles of 256 hashes: hashes, a tree that
 * grows leaf by leaf, proofs made from stored hashes and checked without them.  Pure: no store, no files.
 *
 * A stored hash has a level and a number: level 0 are the leaves, a hash of level L + 1 covers 256 full
 * hashes of level L.  Those never change once they are there. */
#ifndef LIB_TLOG_TREE_H
#define LIB_TLOG_TREE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

#define TLOG_HASH 32
#define TLOG_TILE 256
#define TLOG_LEVELS 6		/* 256^6 leaves */
#define TLOG_SIZE_MAX (INT64_C(1) << 44)
#define TLOG_PROOF_MAX 64

struct arena;

struct tlog_hash {
	unsigned char b[TLOG_HASH];
};

struct tlog_hash tlog_leaf_hash(const void *entry, size_t n);
struct tlog_hash tlog_node_hash(const struct tlog_hash *left, const struct tlog_hash *right);
bool tlog_hash_eq(const struct tlog_hash *a, const struct tlog_hash *b);
/* Of the empty tree. */
struct tlog_hash tlog_empty_root(void);

/* A tree as its right edge: on each level the hashes of the last tile that is not full. */
struct tlog_tree {
	int64_t size;
	struct tlog_hash edge[TLOG_LEVELS][TLOG_TILE];
};
/* How many hashes a level has in a tree of this size, and how many of them stand in its last, partial tile. */
int64_t tlog_level_count(int64_t size, int level);
int tlog_level_width(int64_t size, int level);

/* Told of each hash that becomes final: the leaf itself (level 0), then what it completes. */
typedef void (*tlog_final_fn)(void *ctx, int level, int64_t n, const struct tlog_hash *h);
void tlog_tree_add(struct tlog_tree *t, const struct tlog_hash *leaf, tlog_final_fn tell, void *ctx);
struct tlog_hash tlog_tree_root(const struct tlog_tree *t);

/* Where stored hashes come from: count (1-256) of them from `first`, all of one tile. */
struct tlog_reader {
	enum err (*read)(void *ctx, int level, int64_t first, int count, struct tlog_hash *out);
	void *ctx;
};
/* The right edge of the tree of that size; the root of it. */
ERR_CHECKED enum err tlog_tree_load(const struct tlog_reader *r, int64_t size, struct tlog_tree *out);
ERR_CHECKED enum err tlog_root(const struct tlog_reader *r, int64_t size, struct tlog_hash *out);

struct tlog_path {
	struct tlog_hash hash[TLOG_PROOF_MAX];
	int n;
};
/* ERR_INPUT: not 0 <= index < size; not 0 <= from <= to (an empty tree needs no proof: n is 0). */
ERR_CHECKED enum err tlog_inclusion(const struct tlog_reader *r, int64_t index, int64_t size, struct tlog_path *out);
ERR_CHECKED enum err tlog_consistency(const struct tlog_reader *r, int64_t from, int64_t to, struct tlog_path *out);
/* RFC 9162, 2.1.3.2 and 2.1.4.2. */
bool tlog_inclusion_ok(const struct tlog_path *p, int64_t index, int64_t size, const struct tlog_hash *leaf,
    const struct tlog_hash *root);
bool tlog_consistency_ok(const struct tlog_path *p, int64_t from, const struct tlog_hash *from_root, int64_t to,
    const struct tlog_hash *to_root);
#endif
