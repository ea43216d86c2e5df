/* test_sec_signature.c - signatures against RFC 8032, GB/T 32918.5 and the openssl
 * command line; key files. */
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

static char folder[] = "/tmp/xz-sign-XXXXXX";

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

static void
put(const char *path, const void *bytes, size_t n, mode_t mode)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, mode), 0);
}

/* RFC 8032 7.1, tests 1, 2 and 3. */
static void
test_ed25519_rfc8032(void **state)
{
	static const struct {
		const char *pub, *message, *sig;
	} v[] = {
		{ "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
		  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25b"
		      "f5f0595bbe24655141438e7a100b" },
		{ "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
		  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b"
		      "2eaeb4302aeeb00d291612bb0c00" },
		{ "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
		  "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c"
		      "15e9716ed28dc027beceea1ec40a" },
	};
	unsigned char pub[32], message[2], sig[64];
	size_t i, n;

	(void)state;
	for (i = 0; i < 3; i++) {
		n = strlen(v[i].message) / 2;
		assert_true(str_unhex(v[i].pub, pub, 32));
		assert_true(str_unhex(v[i].message, message, n));
		assert_true(str_unhex(v[i].sig, sig, 64));
		assert_true(sign_verify(SIGN_ED25519, pub, 32, message, n, sig, 64));
		sig[10] ^= 1;
		assert_false(sign_verify(SIGN_ED25519, pub, 32, message, n, sig, 64));
		sig[10] ^= 1;
		assert_false(sign_verify(SIGN_ED25519, pub, 31, message, n, sig, 64));
		assert_false(sign_verify(SIGN_ED25519, pub, 32, message, n, sig, 63));
		assert_false(sign_verify(SIGN_SM2, pub, 32, message, n, sig, 64));
	}
}

/* The secret key of test 1 as PKCS #8 gives exactly that test's signature. */
static void
test_ed25519_signs_as_rfc8032(void **state)
{
	static const char pem[] = "-----BEGIN PRIVATE KEY-----\n"
	    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
	    "-----END PRIVATE KEY-----\n";
	struct arena *a = arena_new("test");
	char *path = arena_printf(a, "%s/rfc8032", folder), hex[129];
	struct sign_key *k;
	unsigned char *out;
	size_t n;

	(void)state;
	put(path, pem, strlen(pem), 0600);
	assert_int_equal(sign_key_load(a, path, &k), OK);
	assert_int_equal(sign_public(a, k, &out, &n), OK);
	assert_int_equal(n, 32);
	str_hex(out, 32, hex);
	assert_string_equal(hex, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
	assert_int_equal(sign(a, k, "", 0, &out, &n), OK);
	assert_int_equal(n, 64);
	str_hex(out, 64, hex);
	assert_string_equal(hex,
	    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f059"
	    "5bbe24655141438e7a100b");
	arena_free(a);
}

/* The signature example of GB/T 32918.5: ID 1234567812345678, "message digest". */
static void
test_sm2_standard_example(void **state)
{
	static const char pub_hex[] = "04"
	    "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
	    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
	static const char sig_hex[] = "3046022100"
	    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100"
	    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
	unsigned char pub[65], sig[72];

	(void)state;
	assert_true(str_unhex(pub_hex, pub, 65));
	assert_true(str_unhex(sig_hex, sig, 72));
	assert_true(sign_verify(SIGN_SM2, pub, 65, "message digest", 14, sig, 72));
	assert_false(sign_verify(SIGN_SM2, pub, 65, "message digesT", 14, sig, 72));
	assert_false(sign_verify(SIGN_SM2, pub, 65, "message digest", 14, sig, 71));
	pub[64] ^= 1;	/* not on the curve */
	assert_false(sign_verify(SIGN_SM2, pub, 65, "message digest", 14, sig, 72));
}

static void
round_trip(enum sign_kind kind, const char *name, size_t pub_size)
{
	struct arena *a = arena_new("test");
	char *path = arena_printf(a, "%s/%s", folder, name);
	struct sign_key *k, *again;
	unsigned char *pub, *pub2, *sig;
	size_t pub_n, n;
	struct stat st;
	int i;

	assert_int_equal(sign_key_make(path, kind), OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(sign_key_load(a, path, &k), OK);
	assert_int_equal(sign_key_make(path, kind), OK);	/* stays */
	assert_int_equal(sign_key_load(a, path, &again), OK);
	assert_int_equal(sign_public(a, k, &pub, &pub_n), OK);
	assert_int_equal(pub_n, pub_size);
	assert_int_equal(sign_public(a, again, &pub2, &n), OK);
	assert_memory_equal(pub, pub2, pub_size);
	for (i = 0; i < 20; i++) {
		assert_int_equal(sign(a, k, "獬豸", 6, &sig, &n), OK);
		assert_true(sign_verify(kind, pub, pub_n, "獬豸", 6, sig, n));
		assert_false(sign_verify(kind, pub, pub_n, "獬豸!", 7, sig, n));
		sig[n / 2] ^= 4;
		assert_false(sign_verify(kind, pub, pub_n, "獬豸", 6, sig, n));
	}
	arena_free(a);
}

static void
test_sign_round_trip(void **state)
{
	(void)state;
	round_trip(SIGN_ED25519, "ed", 32);
	round_trip(SIGN_SM2, "sm2", 65);
}

/* A stranger's program agrees on the SM2 signature. */
static void
test_sm2_openssl_command_agrees(void **state)
{
	struct arena *a = arena_new("test");
	char *key = arena_printf(a, "%s/cli", folder), *sig_path = arena_printf(a, "%s/cli.sig", folder);
	char *text = arena_printf(a, "%s/cli.txt", folder);
	struct sign_key *k;
	unsigned char *sig;
	size_t n;

	(void)state;
	if (system("openssl version >/dev/null 2>&1") != 0) {
		print_message("# SKIP: no openssl command\n");
		arena_free(a);
		return;
	}
	assert_int_equal(sign_key_make(key, SIGN_SM2), OK);
	assert_int_equal(sign_key_load(a, key, &k), OK);
	assert_int_equal(sign(a, k, "penalty", 7, &sig, &n), OK);
	put(sig_path, sig, n, 0600);
	put(text, "penalty", 7, 0600);
	assert_int_equal(system(arena_printf(a, "openssl pkey -in %s -pubout -out %s.pub && openssl dgst -sm3 "
	    "-verify %s.pub -sigopt distid:1234567812345678 -signature %s %s >/dev/null 2>&1",
	    key, key, key, sig_path, text)), 0);
	arena_free(a);
}

static void
test_key_file_refused(void **state)
{
	struct arena *a = arena_new("test");
	char *path = arena_printf(a, "%s/open", folder);
	struct sign_key *k;

	(void)state;
	assert_int_equal(sign_key_make(path, SIGN_ED25519), OK);
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(sign_key_load(a, path, &k), ERR_IO);
	put(path, "rubbish", 7, 0600);
	assert_int_equal(sign_key_load(a, path, &k), ERR_IO);
	put(path, "", 0, 0600);
	assert_int_equal(sign_key_load(a, path, &k), ERR_IO);
	assert_int_equal(sign_key_load(a, folder, &k), ERR_IO);
	assert_int_equal(sign_key_load(a, "/nowhere/key", &k), ERR_IO);
	assert_int_equal(sign_key_make("/nowhere/key", SIGN_SM2), ERR_IO);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ed25519_rfc8032),
		cmocka_unit_test(test_ed25519_signs_as_rfc8032),
		cmocka_unit_test(test_sm2_standard_example),
		cmocka_unit_test(test_sign_round_trip),
		cmocka_unit_test(test_sm2_openssl_command_agrees),
		cmocka_unit_test(test_key_file_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
