/* test_evidence_store.c - sealed chunks against values made with the openssl command; files of evidence: round trip,
 * ranges against slices, every flipped bit noticed, the same content once, a damaged one replaced. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/store.h"
#include "lib/sec/chunk.h"
#include "lib/sec/sec.h"

static char folder[] = "/tmp/xz-store-XXXXXX";
static struct arena *whole;

static int
shell(const char *command)
{
	int rc = system(command);

	return rc;
}

static int
begin(void **state)
{
	static const char hex[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
	struct seal_key *k;
	char *path;
	FILE *f;

	(void)state;
	whole = arena_new("test");
	if (mkdtemp(folder) == NULL)
		return -1;
	path = arena_printf(whole, "%s/evidence.key", folder);
	f = fopen(path, "w");
	if (f == NULL || fputs(hex, f) < 0 || fclose(f) != 0 || chmod(path, 0600) != 0 ||
	    seal_key_load(whole, path, &k) != OK || mkdir(arena_printf(whole, "%s/e", folder), 0700) != 0)
		return -1;
	evidence_store_use(arena_printf(whole, "%s/e", folder), k);
	return 0;
}

static int
end(void **state)
{
	int rc = shell(arena_printf(whole, "rm -rf %s", folder));

	(void)state;
	arena_free(whole);
	return rc;
}

static const struct seal_key *
known_key(struct arena *a)
{
	struct seal_key *k;

	assert_int_equal(seal_key_load(a, arena_printf(a, "%s/evidence.key", folder), &k), OK);
	return k;
}

/* Made with `openssl enc -sm4-ctr` and `openssl dgst -sm3 -mac HMAC` from the text of chunk.h. */
static void
opens_as(const char *head_hex, uint64_t number, bool last, const char *sealed_hex, const char *want)
{
	struct arena *a = arena_new("test");
	unsigned char head[CHUNK_HEAD], sealed[64], plain[16] = "";
	size_t n = strlen(sealed_hex) / 2;
	struct chunk_keys *k;

	assert_true(str_unhex(head_hex, head, sizeof(head)));
	assert_true(str_unhex(sealed_hex, sealed, n));
	assert_int_equal(chunk_keys(a, known_key(a), head, &k), OK);
	assert_int_equal(chunk_open(k, number, last, sealed, n, sizeof(plain), plain), OK);
	assert_string_equal((const char *)plain, want);
	sealed[0] ^= 1;
	assert_int_equal(chunk_open(k, number, last, sealed, n, sizeof(plain), plain), ERR_INPUT);
	arena_free(a);
}

static void
test_chunk_known_answers(void **state)
{
	static const char first[] = "019929b8e4b0648cbc404142434445464748494a4b4c4d4e4f",
	    now[] = "029929b8e4b0648cbc404142434445464748494a4b4c4d4e4f";

	(void)state;
	opens_as(first, 0, true, "fe48a3e0dd6d029ddca6044db60357d64d8d2e0c6191048afa69717c04f7453c3bf7d2", "abc");
	opens_as(first, 7, false, "00734e6d09dc399c1ada3bc89cd4b795301648e1b1ef32b065c3db4a426aeb4f33e91fd55bbd154c",
	    "evidence");
	opens_as(now, 0, true,
	    "808182838485868788898a8b8c8d8e8f6bbf3d5910bce0de78ec4380334fa7ca350b08788e1e58ef72f1a65b07ce9aa46aa1de",
	    "abc");
	opens_as(now, 7, false,
	    "8788898a8b8c8d8e8f90919293949596345b450cf6901efcc1181cd4e3c31a5fc377f1ad4e6cb63e654fe67f44cb90a85eaa"
	    "33ce0f1da335", "evidence");
}

/* A chunk sealed anew under the same number gives nothing away: no two begin with the same counter block. */
static void
test_chunk_again(void **state)
{
	struct arena *a = arena_new("test");
	unsigned char head[CHUNK_HEAD], one[56], two[56], plain[8];
	struct chunk_keys *k;

	(void)state;
	chunk_head(known_key(a), head);
	assert_int_equal(chunk_keys(a, known_key(a), head, &k), OK);
	chunk_seal(k, 0, false, (const unsigned char *)"evidence", 8, one);
	chunk_seal(k, 0, false, (const unsigned char *)"evidence", 8, two);
	assert_memory_not_equal(one, two, 16);
	assert_memory_not_equal(one + 16, two + 16, 8);
	assert_int_equal(chunk_open(k, 0, false, two, 56, 8, plain), OK);
	assert_memory_equal(plain, "evidence", 8);
	arena_free(a);
}

static void
test_chunk_has_its_place(void **state)
{
	struct arena *a = arena_new("test");
	unsigned char head[CHUNK_HEAD], out[56];
	struct chunk_keys *k, *other;

	(void)state;
	chunk_head(known_key(a), head);
	assert_int_equal(chunk_keys(a, known_key(a), head, &k), OK);
	chunk_seal(k, 5, false, (const unsigned char *)"evidence", 8, out);
	assert_int_equal(chunk_check(k, 5, false, out, 56), OK);
	assert_int_equal(chunk_check(k, 6, false, out, 56), ERR_INPUT);
	assert_int_equal(chunk_check(k, 5, true, out, 56), ERR_INPUT);
	assert_int_equal(chunk_check(k, 5, false, out, 55), ERR_INPUT);
	assert_int_equal(chunk_check(k, 5, false, out, 47), ERR_INPUT);
	head[CHUNK_HEAD - 1] ^= 1;
	assert_int_equal(chunk_keys(a, known_key(a), head, &other), OK);
	assert_int_equal(chunk_check(other, 5, false, out, 56), ERR_INPUT);
	head[0] = 3;
	assert_int_equal(chunk_keys(a, known_key(a), head, &other), ERR_INPUT);
	head[0] = 1;
	assert_int_equal(chunk_keys(a, known_key(a), head, &other), OK);
	assert_int_equal(chunk_check(other, 5, false, out, 56), ERR_INPUT);	/* the formats have keys of their own */
	head[0] = 2;
	head[1] ^= 1;
	assert_int_equal(chunk_keys(a, known_key(a), head, &other), ERR_INPUT);
	arena_free(a);
}

static unsigned char *
made_up(struct arena *a, size_t n)
{
	unsigned char *p = arena_alloc(a, n);

	random_bytes(p, n);
	return p;
}

/* In parts of uneven sizes. */
static struct store_content
put_content(struct arena *a, int64_t agency, const unsigned char *bytes, size_t n)
{
	struct store_content c;
	struct store_writer *w;
	size_t at = 0, part = 1, k;

	assert_int_equal(evidence_store_begin(a, &w), OK);
	for (; at < n; at += k, part = part * 7 % 900001 + 1) {
		k = part < n - at ? part : n - at;
		assert_int_equal(evidence_store_add(w, bytes + at, k), OK);
	}
	assert_int_equal(evidence_store_keep(w, agency, &c), OK);
	return c;
}

struct collected {
	unsigned char *bytes;
	size_t n;
};

static enum err
collect(const void *bytes, size_t n, void *ctx)
{
	struct collected *c = ctx;

	memcpy(c->bytes + c->n, bytes, n);
	c->n += n;
	return OK;
}

static void
test_store_ranges(void **state)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, CHUNK_PLAIN - 1, CHUNK_PLAIN, CHUNK_PLAIN + 1,
	    2 * CHUNK_PLAIN, 2 * CHUNK_PLAIN + 31, 3 * CHUNK_PLAIN + 12345 };
	size_t i;
	int k;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct arena *a = arena_new("test");
		size_t n = sizes[i];
		unsigned char *bytes = made_up(a, n), digest[32], *got = arena_alloc(a, n + 1);
		struct store_content c = put_content(a, 1, bytes, n), m;
		struct store_reader *r;

		sha256(bytes, n, digest);
		assert_memory_equal(c.sha256, digest, 32);
		sm3(bytes, n, digest);
		assert_memory_equal(c.sm3, digest, 32);
		assert_int_equal(c.size, n);
		assert_int_equal(c.begin_n, n < STORE_BEGIN ? n : STORE_BEGIN);
		assert_memory_equal(c.begin, bytes, c.begin_n);
		assert_int_equal(evidence_store_open(a, c.address, &r), OK);
		assert_int_equal(evidence_store_size(r), n);
		for (k = 0; k < 16; k++) {
			struct collected out = { got, 0 };
			uint64_t rnd[2];
			size_t from, len;

			random_bytes(rnd, sizeof(rnd));
			from = k == 0 ? 0 : (size_t)(rnd[0] % (n + 1));
			if (k % 4 == 1 && n > CHUNK_PLAIN)	/* around a border */
				from = CHUNK_PLAIN * (1 + rnd[0] % (n / CHUNK_PLAIN)) - rnd[0] % 3;
			if (from > n)
				from = n;
			len = k == 0 ? n : (size_t)(rnd[1] % (n - from + 1));
			assert_int_equal(evidence_store_check(r, (int64_t)from, (int64_t)len), OK);
			assert_int_equal(evidence_store_read(r, (int64_t)from, (int64_t)len, collect, &out), OK);
			assert_int_equal(out.n, len);
			assert_memory_equal(got, bytes + from, len);
		}
		assert_int_equal(evidence_store_check(r, (int64_t)n, 1), ERR_INPUT);
		assert_int_equal(evidence_store_check(r, -1, 1), ERR_INPUT);
		assert_int_equal(evidence_store_check(r, 1, INT64_MAX), ERR_INPUT);
		assert_int_equal(evidence_store_measure(a, r, &m), OK);
		assert_memory_equal(m.sha256, c.sha256, 32);
		assert_memory_equal(m.sm3, c.sm3, 32);
		arena_free(a);
	}
}

static size_t
load(struct arena *a, const char *path, unsigned char **out)
{
	FILE *f = fopen(path, "r");
	size_t n;

	*out = arena_alloc(a, CHUNK_SEALED * 4);
	assert_non_null(f);
	n = fread(*out, 1, CHUNK_SEALED * 4, f);
	assert_int_equal(fclose(f), 0);
	return n;
}

static void
save(const char *path, const unsigned char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* ERR_STATE, whatever part is asked for first. */
static enum err
looked_at(const char *address)
{
	struct arena *a = arena_new("look");
	struct store_content c;
	struct store_reader *r;
	enum err e = evidence_store_open(a, address, &r);

	if (e == OK)
		e = evidence_store_measure(a, r, &c);
	arena_free(a);
	return e;
}

static void
test_store_every_bit(void **state)
{
	struct arena *a = arena_new("test");
	struct store_content c = put_content(a, 1, (const unsigned char *)"A small file of evidence.", 25);
	const char *path = evidence_store_path(a, c.address);
	unsigned char *bytes;
	size_t n = load(a, path, &bytes), i;

	(void)state;
	assert_int_equal(n, 25 + 25 + CHUNK_EXTRA);
	for (i = 0; i < 8 * n; i++) {
		bytes[i / 8] ^= (unsigned char)(1 << i % 8);
		save(path, bytes, n);
		assert_int_equal(looked_at(c.address), ERR_STATE);
		bytes[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	for (i = 0; i < n; i++) {
		save(path, bytes, i);
		assert_int_equal(looked_at(c.address), ERR_STATE);
	}
	bytes[n] = 0;
	save(path, bytes, n + 1);
	assert_int_equal(looked_at(c.address), ERR_STATE);
	save(path, bytes, n);
	assert_int_equal(looked_at(c.address), OK);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(looked_at(c.address), ERR_NOT_FOUND);
	arena_free(a);
}

/* Whole chunks left out, exchanged or repeated. */
static void
test_store_chunks_in_order(void **state)
{
	struct arena *a = arena_new("test");
	size_t n = 3 * CHUNK_PLAIN, file_n;
	struct store_content c = put_content(a, 1, made_up(a, n), n);
	const char *path = evidence_store_path(a, c.address);
	unsigned char *bytes, *copy, *at;
	struct store_reader *r;

	(void)state;
	file_n = load(a, path, &bytes);
	assert_int_equal(file_n, CHUNK_HEAD + 3 * CHUNK_SEALED);
	save(path, bytes, CHUNK_HEAD + 2 * CHUNK_SEALED);
	assert_int_equal(looked_at(c.address), ERR_STATE);
	copy = arena_alloc(a, file_n + CHUNK_SEALED);
	memcpy(copy, bytes, file_n);
	at = copy + CHUNK_HEAD;
	memcpy(at, bytes + CHUNK_HEAD + CHUNK_SEALED, CHUNK_SEALED);
	memcpy(at + CHUNK_SEALED, bytes + CHUNK_HEAD, CHUNK_SEALED);
	save(path, copy, file_n);
	assert_int_equal(evidence_store_open(a, c.address, &r), OK);
	assert_int_equal(evidence_store_check(r, 0, 1), ERR_STATE);
	assert_int_equal(evidence_store_check(r, CHUNK_PLAIN, 1), ERR_STATE);
	assert_int_equal(evidence_store_check(r, 2 * CHUNK_PLAIN, 1),
	    OK);	/* a part that is whole can still be read */
	memcpy(copy, bytes, file_n);
	memcpy(copy + file_n, bytes + CHUNK_HEAD + 2 * CHUNK_SEALED, CHUNK_SEALED);
	save(path, copy, file_n + CHUNK_SEALED);
	assert_int_equal(looked_at(c.address), ERR_STATE);
	arena_free(a);
}

static void
test_store_once_an_agency(void **state)
{
	struct arena *a = arena_new("test");
	struct store_content one = put_content(a, 1, (const unsigned char *)"the same", 8), again, other;
	unsigned char *before, *after;
	size_t n = load(a, evidence_store_path(a, one.address), &before);

	(void)state;
	again = put_content(a, 1, (const unsigned char *)"the same", 8);
	assert_string_equal(one.address, again.address);
	assert_int_equal(load(a, evidence_store_path(a, one.address), &after), n);
	assert_memory_equal(before, after, n);		/* not written again */
	other = put_content(a, 2, (const unsigned char *)"the same", 8);
	assert_string_not_equal(one.address, other.address);
	assert_int_equal(load(a, evidence_store_path(a, other.address), &after), n);
	assert_memory_not_equal(before + CHUNK_HEAD, after + CHUNK_HEAD, 8);
	arena_free(a);
}

static void
test_store_damaged_is_replaced(void **state)
{
	struct arena *a = arena_new("test");
	struct store_content c = put_content(a, 1, (const unsigned char *)"what rots", 9);
	const char *path = evidence_store_path(a, c.address);
	unsigned char *bytes;
	size_t n = load(a, path, &bytes);

	(void)state;
	bytes[30] ^= 1;
	save(path, bytes, n);
	assert_int_equal(looked_at(c.address), ERR_STATE);
	(void)put_content(a, 1, (const unsigned char *)"what rots", 9);
	assert_int_equal(looked_at(c.address), OK);
	assert_int_equal(shell(arena_printf(a, "test $(ls %s/e/damaged | wc -l) = 1", folder)), 0);
	arena_free(a);
}

static void
test_store_unfinished_leaves_nothing(void **state)
{
	struct arena *a = arena_new("test");
	struct store_writer *w;

	(void)state;
	assert_int_equal(evidence_store_begin(a, &w), OK);
	assert_int_equal(evidence_store_add(w, "half", 4), OK);
	assert_int_equal(shell(arena_printf(a, "test $(ls %s/e/new | wc -l) = 1", folder)), 0);
	arena_free(a);
	a = arena_new("test");
	assert_int_equal(shell(arena_printf(a, "test $(ls %s/e/new | wc -l) = 0", folder)), 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chunk_known_answers),
		cmocka_unit_test(test_chunk_again),
		cmocka_unit_test(test_chunk_has_its_place),
		cmocka_unit_test(test_store_ranges),
		cmocka_unit_test(test_store_every_bit),
		cmocka_unit_test(test_store_chunks_in_order),
		cmocka_unit_test(test_store_once_an_agency),
		cmocka_unit_test(test_store_damaged_is_replaced),
		cmocka_unit_test(test_store_unfinished_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
