/* test_tlog_tree.c - the Merkle tree: known roots and paths of RFC 6962, and every size, index and pair of
 * sizes against the definition written out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/str.h"
#include "lib/sec/sec.h"
#include "lib/tlog/tree.h"

#define MOST 600	/* past two full tiles */

/* What a store would hold. */
static struct {
	struct tlog_hash leaf[70000], node[300];
	int64_t leaf_n, node_n;
} kept;

static void
keep(void *ctx, int level, int64_t n, const struct tlog_hash *h)
{
	(void)ctx;
	if (level == 0) {
		assert_int_equal(n, kept.leaf_n++);
		kept.leaf[n] = *h;
	} else if (level == 1) {
		assert_int_equal(n, kept.node_n++);
		kept.node[n] = *h;
	}
}

static enum err
read_kept(void *ctx, int level, int64_t first, int count, struct tlog_hash *out)
{
	const struct tlog_hash *from = level == 0 ? kept.leaf : kept.node;
	int64_t there = level == 0 ? *(int64_t *)ctx : *(int64_t *)ctx / TLOG_TILE;

	assert_true(level < 2);
	assert_true(count >= 1 && first / TLOG_TILE == (first + count - 1) / TLOG_TILE);
	assert_true(first >= 0 && first + count <= there);	/* nothing beyond the tree asked about */
	memcpy(out, from + first, (size_t)count * sizeof(*out));
	return OK;
}

/* MTH(D[lo:hi]), word for word. */
static struct tlog_hash
defined(int64_t lo, int64_t hi)
{
	struct tlog_hash left, right;
	int64_t k = 1;

	if (lo == hi)
		return tlog_empty_root();
	if (hi - lo == 1)
		return kept.leaf[lo];
	while (2 * k < hi - lo)
		k *= 2;
	left = defined(lo, lo + k);
	right = defined(lo + k, hi);
	return tlog_node_hash(&left, &right);
}

/* All small ones, and those about the edges of tiles. */
static int64_t
next_size(int64_t size)
{
	return size + (size < 140 ? 1 : size < 250 ? 17 : size < 262 ? 1 : 41);
}

static struct tlog_tree tree;

static void
grow(int64_t to)
{
	while (tree.size < to) {
		unsigned char entry[8];
		struct tlog_hash h;

		memcpy(entry, &tree.size, sizeof(entry));
		h = tlog_leaf_hash(entry, sizeof(entry));
		tlog_tree_add(&tree, &h, keep, NULL);
	}
}

static void
start(void)
{
	memset(&tree, 0, sizeof(tree));
	memset(&kept, 0, sizeof(kept));
}

static void
is_hex(const struct tlog_hash *h, const char *want)
{
	char hex[65];

	str_hex(h->b, TLOG_HASH, hex);
	assert_string_equal(hex, want);
}

static void
test_known_roots(void **state)
{
	static const char *const entry[] = { "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
	    "606162636465666768696a6b6c6d6e6f" };
	static const char *const root[] = {
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" };
	static const char *const path[] = { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" };
	struct tlog_path p;
	struct tlog_hash h;
	int64_t size = 8;
	int i;

	(void)state;
	start();
	for (i = 0; i < 8; i++) {
		unsigned char bytes[16];
		size_t n = strlen(entry[i]) / 2;

		h = tlog_tree_root(&tree);
		is_hex(&h, root[i]);
		assert_true(str_unhex(entry[i], bytes, n));
		h = tlog_leaf_hash(bytes, n);
		tlog_tree_add(&tree, &h, keep, NULL);
	}
	h = tlog_tree_root(&tree);
	is_hex(&h, root[8]);
	assert_int_equal(tlog_inclusion(&(struct tlog_reader){ read_kept, &size }, 0, 8, &p), OK);
	assert_int_equal(p.n, 3);
	for (i = 0; i < 3; i++)
		is_hex(&p.hash[i], path[i]);
}

static void
test_every_size(void **state)
{
	struct tlog_tree *again = calloc(1, sizeof(*again));
	struct tlog_hash want, got;
	int64_t size;

	(void)state;
	start();
	for (size = 0; size <= MOST; size++) {
		struct tlog_reader r = { read_kept, &size };

		grow(size);
		want = defined(0, size);
		got = tlog_tree_root(&tree);
		assert_true(tlog_hash_eq(&want, &got));
		assert_int_equal(tlog_root(&r, size, &got), OK);
		assert_true(tlog_hash_eq(&want, &got));
		assert_int_equal(tlog_tree_load(&r, size, again), OK);
		assert_int_equal(again->size, size);
		got = tlog_tree_root(again);
		assert_true(tlog_hash_eq(&want, &got));
	}
	assert_int_equal(kept.node_n, MOST / TLOG_TILE);
	want = defined(256, 512);
	assert_true(tlog_hash_eq(&want, &kept.node[1]));
	free(again);
}

static void
test_every_inclusion(void **state)
{
	struct tlog_path p;
	struct tlog_hash root;
	int64_t size, i;

	(void)state;
	start();
	grow(MOST);
	for (size = 1; size <= MOST; size = next_size(size)) {
		struct tlog_reader r = { read_kept, &size };

		root = defined(0, size);
		for (i = 0; i < size; i++) {
			assert_int_equal(tlog_inclusion(&r, i, size, &p), OK);
			assert_true(tlog_inclusion_ok(&p, i, size, &kept.leaf[i], &root));
			assert_false(tlog_inclusion_ok(&p, i, size, &kept.leaf[(i + 1) % MOST], &root));
			if (size > 1)
				assert_false(tlog_inclusion_ok(&p, (i + 1) % size, size, &kept.leaf[i], &root));
			if (p.n > 0) {
				p.hash[i % p.n].b[i % 32] ^= 1;
				assert_false(tlog_inclusion_ok(&p, i, size, &kept.leaf[i], &root));
				p.hash[i % p.n].b[i % 32] ^= 1;
				p.n--;
				assert_false(tlog_inclusion_ok(&p, i, size, &kept.leaf[i], &root));
			}
		}
		assert_int_equal(tlog_inclusion(&r, size, size, &p), ERR_INPUT);
		assert_int_equal(tlog_inclusion(&r, -1, size, &p), ERR_INPUT);
	}
}

static void
test_every_consistency(void **state)
{
	static struct tlog_hash root[MOST + 1];
	struct tlog_path p;
	int64_t from, to;

	(void)state;
	start();
	grow(MOST);
	for (to = 0; to <= MOST; to++)
		root[to] = defined(0, to);
	for (to = 0; to <= MOST; to = next_size(to)) {
		struct tlog_reader r = { read_kept, &to };

		for (from = 0; from <= to; from++) {
			assert_int_equal(tlog_consistency(&r, from, to, &p), OK);
			assert_true(tlog_consistency_ok(&p, from, &root[from], to, &root[to]));
			if (from == 0)
				continue;
			assert_false(tlog_consistency_ok(&p, from, &root[from - 1], to, &root[to]));
			assert_false(tlog_consistency_ok(&p, from, &root[from], to, &root[to - 1]));
			assert_false(tlog_consistency_ok(&p, from, &root[from], to + 1, &root[to]) && p.n == 0);
			if (p.n > 0) {
				p.hash[from % p.n].b[to % 32] ^= 128;
				assert_false(tlog_consistency_ok(&p, from, &root[from], to, &root[to]));
				p.n--;
				assert_false(tlog_consistency_ok(&p, from, &root[from], to, &root[to]));
			}
		}
		assert_int_equal(tlog_consistency(&r, to + 1, to, &p), ERR_INPUT);
	}
}

/* The specification's own example: 70 000 leaves. */
static void
test_levels(void **state)
{
	int64_t size = 70000;
	struct tlog_reader r = { read_kept, &size };
	struct tlog_path p;
	struct tlog_hash root, half;

	(void)state;
	assert_int_equal(tlog_level_width(size, 0), 112);
	assert_int_equal(tlog_level_count(size, 0) / TLOG_TILE, 273);
	assert_int_equal(tlog_level_width(size, 1), 17);
	assert_int_equal(tlog_level_count(size, 2), 1);
	start();
	grow(size);
	assert_int_equal(kept.node_n, 273);
	root = defined(0, size);
	half = tlog_tree_root(&tree);
	assert_true(tlog_hash_eq(&root, &half));
	half = defined(0, 512);
	size = 512;
	assert_int_equal(tlog_consistency(&r, 300, 512, &p), OK);
	root = defined(0, 300);
	assert_true(tlog_consistency_ok(&p, 300, &root, 512, &half));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_roots), cmocka_unit_test(test_every_size),
		cmocka_unit_test(test_every_inclusion), cmocka_unit_test(test_every_consistency),
		cmocka_unit_test(test_levels),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
