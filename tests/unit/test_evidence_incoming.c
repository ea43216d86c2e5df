/* test_evidence_incoming.c - an upload's bytes while they come: any cutting into pieces gives the file and its digests;
 * what a killed program left past the acknowledged end is written over; nothing in plain; damage is noticed. */
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
#include "lib/evidence/incoming.h"
#include "lib/evidence/spool.h"
#include "lib/evidence/store.h"
#include "lib/sec/chunk.h"
#include "lib/sec/sec.h"

static char folder[] = "/tmp/xz-incoming-XXXXXX";
static struct arena *whole, *a;

static int
shell(const char *command)
{
	int rc = system(command);

	return rc;
}

static int
begin_all(void **state)
{
	struct seal_key *k;
	const char *path;

	(void)state;
	whole = arena_new("test");
	if (mkdtemp(folder) == NULL)
		return -1;
	path = arena_printf(whole, "%s/evidence.key", folder);
	if (seal_key_make(path) != OK || seal_key_load(whole, path, &k) != OK ||
	    mkdir(arena_printf(whole, "%s/e", folder), 0700) != 0 ||
	    mkdir(arena_printf(whole, "%s/s", folder), 0700) != 0)
		return -1;
	evidence_store_use(arena_printf(whole, "%s/e", folder), k);
	evidence_spool_use(arena_printf(whole, "%s/s", folder), k);
	return 0;
}

static int
end_all(void **state)
{
	int rc = shell(arena_printf(whole, "rm -rf %s", folder));

	(void)state;
	arena_free(whole);
	return rc;
}

static int
begin(void **state)
{
	(void)state;
	a = arena_new("test");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

static void
add(struct incoming *u, const unsigned char *bytes, size_t n)
{
	struct incoming before = *u;

	assert_int_equal(evidence_incoming_add(a, &before, bytes + u->had, n, &u->state, &u->state_n), OK);
	u->had += (int64_t)n;
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
is_kept(const struct incoming *u, const unsigned char *bytes)
{
	unsigned char digest[32], *got = arena_alloc(a, (size_t)u->size);
	struct collected out = { got, 0 };
	struct store_content c;
	struct store_reader *r;

	assert_int_equal(u->had, u->size);
	sha256(bytes, (size_t)u->size, digest);
	assert_int_equal(evidence_incoming_keep(a, u, 1, digest, &c), OK);
	assert_memory_equal(c.sha256, digest, 32);
	sm3(bytes, (size_t)u->size, digest);
	assert_memory_equal(c.sm3, digest, 32);
	assert_int_equal(c.size, u->size);
	assert_int_equal(c.begin_n, u->size < STORE_BEGIN ? u->size : STORE_BEGIN);
	assert_memory_equal(c.begin, bytes, c.begin_n);
	assert_int_equal(evidence_store_open(a, c.address, &r), OK);
	assert_int_equal(evidence_store_read(r, 0, evidence_store_size(r), collect, &out), OK);
	assert_int_equal(out.n, u->size);
	assert_memory_equal(got, bytes, out.n);
}

static struct incoming
fresh(size_t n, unsigned char **bytes)
{
	*bytes = arena_alloc(a, n);
	random_bytes(*bytes, n);
	return (struct incoming){ .upload = ref_random(), .size = (int64_t)n };
}

static void
test_any_cutting(void **state)
{
	static const size_t sizes[] = { 1, 63, 64, 1000, CHUNK_PLAIN - 1, CHUNK_PLAIN, CHUNK_PLAIN + 1, 2 * CHUNK_PLAIN,
	    5 * CHUNK_PLAIN + 777 };
	static const size_t pieces[] = { 4 << 20, CHUNK_PLAIN, CHUNK_PLAIN - 1, 300001, 65536 };
	unsigned char *bytes;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		for (k = 0; k < sizeof(pieces) / sizeof(*pieces); k++) {
			struct arena *outer = a;
			struct incoming u;

			a = arena_new("one");
			u = fresh(sizes[i], &bytes);
			while (u.had < u.size) {
				size_t left = (size_t)(u.size - u.had);

				add(&u, bytes, left < pieces[k] ? left : pieces[k]);
				evidence_incoming_tidy(a, &u);
			}
			is_kept(&u, bytes);
			is_kept(&u, bytes);	/* the same again does no harm */
			assert_int_equal(evidence_spool_drop(a, u.upload), OK);
			arena_free(a);
			a = outer;
		}
}

/* What was on its way when a program was killed does not count, whatever it was. */
static void
test_what_was_not_acknowledged(void **state)
{
	static const size_t sizes[] = { 500000, CHUNK_PLAIN, 3 * CHUNK_PLAIN + 5, 4 << 20 };
	unsigned char *bytes, *other;
	struct incoming u = fresh(9 * CHUNK_PLAIN + 4321, &bytes), lost;
	const void *ignored;
	size_t i, n;

	(void)state;
	other = arena_alloc(a, 4 << 20);
	for (i = 0; u.had < u.size; i++) {
		size_t left = (size_t)(u.size - u.had), k;

		for (k = 0; k < sizeof(sizes) / sizeof(*sizes); k++) {
			random_bytes(other, sizes[k]);
			lost = u;
			if (sizes[k] <= left)
				assert_int_equal(evidence_incoming_add(a, &lost, other, sizes[k], &ignored, &n), OK);
		}
		n = sizes[(i * 7 + 1) % 4] - i % 3;
		add(&u, bytes, left < n ? left : n);
	}
	is_kept(&u, bytes);
	assert_int_equal(evidence_spool_drop(a, u.upload), OK);
}

static const char *
spooled(const struct incoming *u, const char *name)
{
	char ref[REF_TEXT_SIZE];

	ref_text(u->upload, ref);
	return arena_printf(a, "%s/s/%s/%s", folder, ref, name);
}

static void
flip(const char *path, long at)
{
	FILE *f = fopen(path, "r+");
	int c;

	assert_non_null(f);
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	c = fgetc(f);
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	assert_int_equal(fputc(c ^ 1, f), c ^ 1);
	assert_int_equal(fclose(f), 0);
}

static enum err
tried(const struct incoming *u, const unsigned char *bytes)
{
	const void *ignored;
	size_t n;

	return evidence_incoming_add(a, u, bytes + u->had, CHUNK_PLAIN, &ignored, &n);
}

static void
test_damage_is_noticed(void **state)
{
	unsigned char *bytes, *others, *sealed;
	struct incoming u = fresh(4 * CHUNK_PLAIN, &bytes), v = fresh(4 * CHUNK_PLAIN, &others), w;
	struct store_content c;
	const char *moved = arena_printf(a, "%s/aside", folder);

	(void)state;
	add(&u, bytes, 2 * CHUNK_PLAIN + 100);
	add(&v, others, 2 * CHUNK_PLAIN);
	w = u;
	w.state = v.state;		/* of another upload */
	assert_int_equal(tried(&w, bytes), ERR_STATE);
	w = u;
	sealed = arena_alloc(a, u.state_n);
	memcpy(sealed, u.state, u.state_n);
	sealed[u.state_n / 2] ^= 1;
	w.state = sealed;
	assert_int_equal(tried(&w, bytes), ERR_STATE);
	flip(spooled(&u, "body"), 20);	/* its head */
	assert_int_equal(tried(&u, bytes), ERR_STATE);
	flip(spooled(&u, "body"), 20);
	flip(spooled(&u, "0000000000200000"), 50);	/* what waits for its chunk */
	assert_int_equal(tried(&u, bytes), ERR_STATE);
	flip(spooled(&u, "0000000000200000"), 50);
	assert_int_equal(rename(spooled(&u, "body"), moved), 0);
	assert_int_equal(tried(&u, bytes), ERR_STATE);
	assert_int_equal(link(spooled(&v, "body"), spooled(&u, "body")), 0);
	assert_int_equal(tried(&u, bytes), ERR_STATE);
	assert_int_equal(rename(moved, spooled(&u, "body")), 0);
	add(&u, bytes, 2 * CHUNK_PLAIN - 100);
	assert_int_equal(evidence_incoming_keep(a, &v, 1, NULL, &c), ERR_STATE);	/* not all of it */
	assert_int_equal(evidence_incoming_keep(a, &u, 1, v.state, &c), ERR_CONFLICT);
	flip(spooled(&u, "body"), 1000);
	assert_int_equal(evidence_incoming_keep(a, &u, 1, NULL, &c), ERR_STATE);
	flip(spooled(&u, "body"), 1000);
	assert_int_equal(truncate(spooled(&u, "body"), CHUNK_HEAD + 3 * CHUNK_SEALED), 0);
	assert_int_equal(evidence_incoming_keep(a, &u, 1, NULL, &c), ERR_STATE);
	assert_int_equal(unlink(spooled(&u, "body")), 0);
	assert_int_equal(evidence_incoming_keep(a, &u, 1, NULL, &c), ERR_STATE);
}

static void
test_nothing_in_plain(void **state)
{
	unsigned char *bytes, *found = arena_alloc(a, 4 << 20);
	struct incoming u = fresh(3 * CHUNK_PLAIN, &bytes);
	static const char *const names[] = { "body", "0000000000100000" };
	size_t i, k, n;

	(void)state;
	memset(bytes, 'x', 3 * CHUNK_PLAIN);
	add(&u, bytes, CHUNK_PLAIN + 5000);
	for (i = 0; i < 2; i++) {
		FILE *f = fopen(spooled(&u, names[i]), "r");

		assert_non_null(f);
		n = fread(found, 1, 4 << 20, f);
		assert_int_equal(fclose(f), 0);
		assert_true(n > 5000);
		for (k = 0; k + 8 <= n; k++)
			assert_memory_not_equal(found + k, "xxxxxxxx", 8);
	}
}

/* From before there were bodies: in pieces to its end. */
static void
test_an_upload_of_before(void **state)
{
	unsigned char *bytes;
	struct incoming u = fresh(3 * CHUNK_PLAIN + 17, &bytes);

	(void)state;
	assert_int_equal(evidence_spool_put(a, u.upload, 0, bytes, 2 * CHUNK_PLAIN), OK);
	u.had = 2 * CHUNK_PLAIN;
	add(&u, bytes, CHUNK_PLAIN);
	assert_null(u.state);
	add(&u, bytes, 17);
	is_kept(&u, bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_any_cutting, begin, end),
		cmocka_unit_test_setup_teardown(test_what_was_not_acknowledged, begin, end),
		cmocka_unit_test_setup_teardown(test_damage_is_noticed, begin, end),
		cmocka_unit_test_setup_teardown(test_nothing_in_plain, begin, end),
		cmocka_unit_test_setup_teardown(test_an_upload_of_before, begin, end),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
