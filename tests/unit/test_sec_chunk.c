/* test_sec_chunk.c - whole chunks against the openssl command, both ways: what another library sealed is read, and it
 * reads what was sealed here.  Short known answers stand in test_evidence_store.c. */
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
#include "lib/sec/chunk.h"
#include "lib/sec/sec.h"

#define NONCE 16

static char folder[] = "/tmp/xz-chunk-XXXXXX";
static const char master[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

struct sealer {
	struct arena *arena;
	unsigned char head[CHUNK_HEAD];
	struct chunk_keys *keys;
	const char *cipher, *tag;	/* the file's own keys in hex, for the command */
};

static void
put_file(struct arena *a, const char *name, const void *bytes, size_t n)
{
	FILE *f = fopen(arena_printf(a, "%s/%s", folder, name), "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static size_t
get_file(struct arena *a, const char *name, unsigned char *out, size_t most)
{
	FILE *f = fopen(arena_printf(a, "%s/%s", folder, name), "r");
	size_t n;

	assert_non_null(f);
	n = fread(out, 1, most, f);
	assert_int_equal(fclose(f), 0);
	return n;
}

static const char *
derived(struct sealer *s, const char *label)
{
	unsigned char key[32], text[64], out[32];
	char *hex = arena_alloc(s->arena, 65);
	size_t n = strlen(label);

	assert_true(str_unhex(master, key, 32));
	memcpy(text, label, n);
	memcpy(text + n, s->head + 9, 16);
	hmac_sm3(key, 32, text, n + 16, out);
	str_hex(out, 32, hex);
	return hex;
}

static struct sealer
make_sealer(void)
{
	struct sealer s = { .arena = arena_new("test") };
	struct seal_key *k;

	put_file(s.arena, "key", arena_printf(s.arena, "%s\n", master), 65);
	assert_int_equal(chmod(arena_printf(s.arena, "%s/key", folder), 0600), 0);
	assert_int_equal(seal_key_load(s.arena, arena_printf(s.arena, "%s/key", folder), &k), OK);
	chunk_head(k, s.head);
	assert_int_equal(chunk_keys(s.arena, k, s.head, &s.keys), OK);
	s.cipher = derived(&s, "xz-chunk-2 cipher\n");
	s.tag = derived(&s, "xz-chunk-2 tag\n");
	return s;
}

static void
run(const char *command)
{
	assert_int_equal(system(command), 0);
}

/* in -> out; either way. */
static void
openssl_ctr(struct sealer *s, const unsigned char nonce[NONCE])
{
	char hex[2 * NONCE + 1];

	str_hex(nonce, NONCE, hex);
	run(arena_printf(s->arena, "openssl enc -sm4-ctr -K %.32s -iv %s -in %s/in -out %s/out", s->cipher, hex, folder,
	    folder));
}

static void
openssl_tag(struct sealer *s, uint64_t number, bool last, const unsigned char *bytes, size_t n, unsigned char out[32])
{
	unsigned char *text = arena_alloc(s->arena, 25 + n);
	int i;

	memcpy(text, s->head + 9, 16);
	for (i = 0; i < 8; i++)
		text[16 + i] = (unsigned char)(number >> (56 - 8 * i));
	text[24] = last;
	memcpy(text + 25, bytes, n);
	put_file(s->arena, "in", text, 25 + n);
	run(arena_printf(s->arena, "openssl dgst -sm3 -mac HMAC -macopt hexkey:%s -binary -out %s/out %s/in", s->tag,
	    folder, folder));
	assert_int_equal(get_file(s->arena, "out", out, 32), 32);
}

static unsigned char *
any_bytes(struct arena *a, size_t n)
{
	unsigned char *bytes = arena_alloc(a, n + 1);

	random_bytes(bytes, n);
	return bytes;
}

static void
opened_here(const unsigned char nonce[NONCE], size_t n)
{
	struct sealer s = make_sealer();
	unsigned char *plain = any_bytes(s.arena, n), *sealed = arena_alloc(s.arena, n + CHUNK_EXTRA),
	    *out = arena_alloc(s.arena, n + 1);

	memcpy(sealed, nonce, NONCE);
	put_file(s.arena, "in", plain, n);
	openssl_ctr(&s, nonce);
	assert_int_equal(get_file(s.arena, "out", sealed + NONCE, n), n);
	openssl_tag(&s, 7, true, sealed, NONCE + n, sealed + NONCE + n);
	assert_int_equal(chunk_open(s.keys, 7, true, sealed, n + CHUNK_EXTRA, n, out), OK);
	assert_memory_equal(out, plain, n);
	arena_free(s.arena);
}

static void
test_opens_what_openssl_sealed(void **state)
{
	static const size_t sizes[] = { 1, 15, 16, 17, 127, 128, 129, 1023, 4097, CHUNK_PLAIN };
	unsigned char nonce[NONCE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		random_bytes(nonce, NONCE);
		opened_here(nonce, sizes[i]);
	}
}

/* The first counter block is random: it may be any, and counting goes over its end. */
static void
test_counter_over_its_end(void **state)
{
	unsigned char nonce[NONCE];
	size_t i;

	(void)state;
	for (i = 0; i < NONCE; i += 3) {
		memset(nonce, 0xff, NONCE);
		memset(nonce, 0x5a, i);
		nonce[NONCE - 1] = 0xf0;
		opened_here(nonce, 9000);
	}
}

static void
test_openssl_opens_what_was_sealed(void **state)
{
	static const size_t sizes[] = { 1, 16, 300, CHUNK_PLAIN };
	unsigned char tag[32];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct sealer s = make_sealer();
		size_t n = sizes[i];
		unsigned char *plain = any_bytes(s.arena, n), *sealed = arena_alloc(s.arena, n + CHUNK_EXTRA);

		chunk_seal(s.keys, 3, false, plain, n, sealed);
		openssl_tag(&s, 3, false, sealed, NONCE + n, tag);
		assert_memory_equal(tag, sealed + NONCE + n, CHUNK_TAG);
		put_file(s.arena, "in", sealed + NONCE, n);
		openssl_ctr(&s, sealed);
		assert_int_equal(get_file(s.arena, "out", sealed, n), n);
		assert_memory_equal(sealed, plain, n);
		arena_free(s.arena);
	}
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static int
remove_folder(void **state)
{
	struct arena *a = arena_new("test");
	int rc = system(arena_printf(a, "rm -rf %s", folder));

	(void)state;
	arena_free(a);
	return rc;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_opens_what_openssl_sealed),
		cmocka_unit_test(test_counter_over_its_end),
		cmocka_unit_test(test_openssl_opens_what_was_sealed),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
