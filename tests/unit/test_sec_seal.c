/* test_sec_seal.c - sealed values: round trip, any changed byte, other purposes
 * and keys; the cipher against GB/T 32907. */
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
#include "lib/sec/sec.h"

static char folder[] = "/tmp/xz-seal-XXXXXX";

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

static struct seal_key *
key(struct arena *a, const char *name)
{
	char *path = arena_printf(a, "%s/%s", folder, name);
	struct seal_key *k;

	assert_int_equal(seal_key_make(path), OK);
	assert_int_equal(seal_key_load(a, path, &k), OK);
	return k;
}

static void
test_seal_round_trip(void **state)
{
	struct arena *a = arena_new("test");
	struct seal_key *k = key(a, "one");
	unsigned char plain[300], *sealed, *again, *out;
	size_t n, sealed_n, again_n, out_n;

	(void)state;
	random_bytes(plain, sizeof(plain));
	for (n = 0; n <= sizeof(plain); n += 13) {
		seal(a, k, "citizen", plain, n, &sealed, &sealed_n);
		assert_int_equal(sealed_n, 1 + 8 + 16 + n + 32);
		assert_int_equal(sealed[0], 1);
		seal(a, k, "citizen", plain, n, &again, &again_n);
		assert_memory_not_equal(sealed, again, sealed_n);
		assert_int_equal(unseal(a, k, "citizen", sealed, sealed_n, &out, &out_n), OK);
		assert_int_equal(out_n, n);
		assert_memory_equal(out, plain, n);
		assert_int_equal(out[n], 0);
	}
	arena_free(a);
}

static void
test_seal_refuses_every_change(void **state)
{
	struct arena *a = arena_new("test");
	struct seal_key *k = key(a, "one");
	unsigned char *sealed, *out;
	size_t n, out_n, i;

	(void)state;
	seal(a, k, "citizen", "43049919900101001X", 18, &sealed, &n);
	for (i = 0; i < n; i++) {
		sealed[i] ^= 0x40;
		assert_int_equal(unseal(a, k, "citizen", sealed, n, &out, &out_n), ERR_INPUT);
		sealed[i] ^= 0x40;
	}
	for (i = 0; i < n; i++)
		assert_int_equal(unseal(a, k, "citizen", sealed, i, &out, &out_n), ERR_INPUT);
	assert_int_equal(unseal(a, k, "reporter", sealed, n, &out, &out_n), ERR_INPUT);
	assert_int_equal(unseal(a, key(a, "two"), "citizen", sealed, n, &out, &out_n), ERR_INPUT);
	assert_int_equal(unseal(a, k, "citizen", sealed, n, &out, &out_n), OK);
	arena_free(a);
}

/* With a known key file the value can be opened by the openssl command. */
static void
test_seal_format_by_hand(void **state)
{
	static const char hex[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
	struct arena *a = arena_new("test");
	char *path = arena_printf(a, "%s/known", folder), *cmd;
	char key_hex[65], nonce_hex[33], got[64] = "";
	unsigned char master[32], derived[32], tag[32], *sealed;
	struct seal_key *k;
	size_t n;
	FILE *f = fopen(path, "w"), *p;

	(void)state;
	assert_non_null(f);
	assert_true(fputs(hex, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(seal_key_load(a, path, &k), OK);
	seal(a, k, "test", "sealed text", 11, &sealed, &n);
	assert_true(str_unhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", master, 32));
	hmac_sm3(master, 32, "xz-seal-1 tag\ntest", 18, derived);
	hmac_sm3(derived, 32, sealed, n - 32, tag);
	assert_memory_equal(tag, sealed + n - 32, 32);
	hmac_sm3(master, 32, "xz-seal-1 cipher\ntest", 21, derived);
	str_hex(derived, 16, key_hex);
	str_hex(sealed + 9, 16, nonce_hex);
	f = fopen(arena_printf(a, "%s/text", folder), "w");
	assert_non_null(f);
	assert_int_equal(fwrite(sealed + 25, 1, 11, f), 11);
	assert_int_equal(fclose(f), 0);
	cmd = arena_printf(a, "openssl enc -d -sm4-ctr -K %s -iv %s -in %s/text 2>/dev/null",
	    key_hex, nonce_hex, folder);
	p = popen(cmd, "r");
	assert_non_null(p);
	n = fread(got, 1, sizeof(got) - 1, p);
	assert_true(n < sizeof(got));
	if (pclose(p) != 0)
		print_message("# SKIP: no openssl command\n");
	else
		assert_string_equal(got, "sealed text");
	arena_free(a);
}

static void
test_seal_lookup(void **state)
{
	struct arena *a = arena_new("test");
	struct seal_key *k = key(a, "one");
	unsigned char one[32], two[32];

	(void)state;
	seal_lookup(k, "citizen", "43049919900101001X", one);
	seal_lookup(key(a, "one"), "citizen", "43049919900101001X", two);
	assert_memory_equal(one, two, 32);
	seal_lookup(k, "citizen", "430499199001010011", two);
	assert_memory_not_equal(one, two, 32);
	seal_lookup(k, "phone", "43049919900101001X", two);
	assert_memory_not_equal(one, two, 32);
	seal_lookup(key(a, "two"), "citizen", "43049919900101001X", two);
	assert_memory_not_equal(one, two, 32);
	arena_free(a);
}

static void
test_seal_key_file(void **state)
{
	struct arena *a = arena_new("test");
	char *path = arena_printf(a, "%s/bad", folder);
	struct seal_key *k;
	struct stat st;
	FILE *f;

	(void)state;
	assert_int_equal(seal_key_make(path), OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(st.st_size, 65);
	assert_int_equal(chmod(path, 0644), 0);
	assert_int_equal(seal_key_load(a, path, &k), ERR_IO);
	assert_int_equal(chmod(path, 0600), 0);
	f = fopen(path, "a");
	assert_non_null(f);
	assert_true(fputs("00", f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(seal_key_load(a, path, &k), ERR_IO);
	assert_int_equal(seal_key_load(a, "/nowhere/key", &k), ERR_IO);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seal_round_trip),
		cmocka_unit_test(test_seal_refuses_every_change),
		cmocka_unit_test(test_seal_format_by_hand),
		cmocka_unit_test(test_seal_lookup),
		cmocka_unit_test(test_seal_key_file),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
