/* test_sec_digest.c - digests, HMACs and encodings against published answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

static void
assert_hex(const unsigned char out[32], const char *hex)
{
	char text[65];

	str_hex(out, 32, text);
	assert_string_equal(text, hex);
}

static void
test_digest_known_answers(void **state)
{
	unsigned char out[32];

	(void)state;
	sha256("abc", 3, out);
	assert_hex(out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256(NULL, 0, out);
	assert_hex(out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	sm3("abc", 3, out);	/* GB/T 32905 A.1 */
	assert_hex(out, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
	sm3("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", 64, out);	/* A.2 */
	assert_hex(out, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
	sm3(NULL, 0, out);
	assert_hex(out, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

static void
test_digest_in_parts(void **state)
{
	struct arena *a = arena_new("test");
	unsigned char bytes[5000], one[32], parts[32];
	struct digest *d;
	size_t i, step;

	(void)state;
	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i * 7);
	for (step = 1; step < 300; step += 37) {
		d = digest_new(a, DIGEST_SM3);
		for (i = 0; i < sizeof(bytes); i += step)
			digest_add(d, bytes + i, i + step > sizeof(bytes) ? sizeof(bytes) - i : step);
		digest_add(d, NULL, 0);
		digest_end(d, parts);
		sm3(bytes, sizeof(bytes), one);
		assert_memory_equal(one, parts, 32);
	}
	arena_free(a);
}

static void
test_hmac_known_answers(void **state)
{
	unsigned char key[131], out[32];

	(void)state;
	memset(key, 0x0b, 20);		/* RFC 4231, cases 1, 2 and 6 */
	hmac_sha256(key, 20, "Hi There", 8, out);
	assert_hex(out, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28, out);
	assert_hex(out, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	memset(key, 0xaa, 131);
	hmac_sha256(key, 131, "Test Using Larger Than Block-Size Key - Hash Key First", 54, out);
	assert_hex(out, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
	hmac_sha256(NULL, 0, NULL, 0, out);
	assert_hex(out, "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

/* The definition of RFC 2104 done by hand with our digest. */
static void
test_hmac_sm3_by_definition(void **state)
{
	struct arena *a = arena_new("test");
	unsigned char key[40], pad[64], inner[32], want[32], got[32];
	struct digest *d;
	size_t n, i;

	(void)state;
	for (n = 0; n <= sizeof(key); n += 8) {
		for (i = 0; i < n; i++)
			key[i] = (unsigned char)(i + n);
		for (i = 0; i < 64; i++)
			pad[i] = (unsigned char)((i < n ? key[i] : 0) ^ 0x36);
		d = digest_new(a, DIGEST_SM3);
		digest_add(d, pad, 64);
		digest_add(d, "獬豸", 6);
		digest_end(d, inner);
		for (i = 0; i < 64; i++)
			pad[i] ^= 0x36 ^ 0x5c;
		d = digest_new(a, DIGEST_SM3);
		digest_add(d, pad, 64);
		digest_add(d, inner, 32);
		digest_end(d, want);
		hmac_sm3(key, n, "獬豸", 6, got);
		assert_memory_equal(want, got, 32);
	}
	arena_free(a);
}

static void
test_base64_rfc4648(void **state)
{
	static const char *const want[] = { "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy" };
	static const char *const want32[] = { "", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB", "MZXW6YTBOI" };
	static const char *const padded[] = { "", "MY======", "MZXQ====", "MZXW6===", "MZXW6YQ=", "MZXW6YTB",
	    "MZXW6YTBOI======" };
	struct arena *a = arena_new("test");
	unsigned char *out;
	size_t i, n;

	(void)state;
	for (i = 0; i <= 6; i++) {
		assert_string_equal(base64_encode(a, "foobar", i), want[i]);
		assert_string_equal(base32_encode(a, "foobar", i), want32[i]);
		assert_true(base32_decode(a, want32[i], &out, &n));
		assert_int_equal(n, i);
		assert_memory_equal(out, "foobar", i);
		assert_true(base32_decode(a, padded[i], &out, &n));
		assert_int_equal(n, i);
	}
	assert_string_equal(base64url_encode(a, "\xfb\xff\xfe", 3), "-__-");
	assert_string_equal(base64_encode(a, "\xfb\xff\xfe", 3), "+//+");
	arena_free(a);
}

static void
test_decode_is_strict(void **state)
{
	static const char *const bad64[] = { "Z", "Zg==", "Zh", "Zm9", "Zm9vY", "Z m8", "Zm8\n", "+//+", "é", NULL };
	static const char *const bad32[] = { "M", "MZ", "MZX", "mzxw6", "MZXW6YTB=", "=", "M1======", "MZXW6Y",
	    "MZ XQ", NULL };
	struct arena *a = arena_new("test");
	unsigned char *out;
	size_t i, n;

	(void)state;
	for (i = 0; bad64[i] != NULL; i++)
		assert_false(base64url_decode(a, bad64[i], &out, &n));
	for (i = 0; bad32[i] != NULL; i++)
		assert_false(base32_decode(a, bad32[i], &out, &n));
	assert_false(base64url_decode(a, NULL, &out, &n));
	assert_false(base32_decode(a, NULL, &out, &n));
	arena_free(a);
}

static void
test_encode_round_trip(void **state)
{
	struct arena *a = arena_new("test");
	unsigned char bytes[70], *out;
	size_t n, got;

	(void)state;
	for (n = 0; n <= sizeof(bytes); n++) {
		random_bytes(bytes, n);
		assert_true(base64url_decode(a, base64url_encode(a, bytes, n), &out, &got));
		assert_int_equal(got, n);
		assert_memory_equal(out, bytes, n);
		assert_true(base32_decode(a, base32_encode(a, bytes, n), &out, &got));
		assert_int_equal(got, n);
		assert_memory_equal(out, bytes, n);
	}
	arena_free(a);
}

static void
test_random_differs(void **state)
{
	struct arena *a = arena_new("test");
	struct ref r = ref_random(), s = ref_random();
	char *one = random_token(a, 32), *two = random_token(a, 32);

	(void)state;
	assert_false(ref_eq(r, s));
	assert_false(ref_zero(r));
	assert_int_equal(strlen(one), 43);
	assert_string_not_equal(one, two);
	assert_true(same_bytes("abc", "abc", 3));
	assert_false(same_bytes("abc", "abd", 3));
	assert_true(same_bytes(NULL, NULL, 0));
	wipe(one, 43);
	assert_int_equal(one[0] | one[42], 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digest_known_answers),
		cmocka_unit_test(test_digest_in_parts),
		cmocka_unit_test(test_hmac_known_answers),
		cmocka_unit_test(test_hmac_sm3_by_definition),
		cmocka_unit_test(test_base64_rfc4648),
		cmocka_unit_test(test_decode_is_strict),
		cmocka_unit_test(test_encode_round_trip),
		cmocka_unit_test(test_random_differs),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
