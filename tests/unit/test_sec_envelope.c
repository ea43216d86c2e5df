/* test_sec_envelope.c - what was closed for a key is opened by it, for its purpose, unaltered, and by nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/sec/envelope.h"
#include "lib/sec/parcel.h"
#include "lib/sec/sec.h"

static struct arena *a;
static char folder[] = "/tmp/xz-envelope-XXXXXX";
static struct sign_key *one, *other, *ed25519;

static struct sign_key *
key(const char *name, enum sign_kind kind)
{
	const char *path = arena_printf(a, "%s/%s", folder, name);
	struct sign_key *k = NULL;

	assert_int_equal(sign_key_make(path, kind), OK);
	assert_int_equal(sign_key_load(a, path, &k), OK);
	return k;
}

static int
begin(void **state)
{
	(void)state;
	a = arena_new("test");
	if (mkdtemp(folder) == NULL)
		return -1;
	one = key("one.pem", SIGN_SM2);
	other = key("other.pem", SIGN_SM2);
	ed25519 = key("ed25519.pem", SIGN_ED25519);
	return 0;
}

static int
end(void **state)
{
	int rc = system(arena_printf(a, "rm -rf %s", folder));

	(void)state;
	arena_free(a);
	return rc;
}

static unsigned char *
closed(const struct sign_key *k, const char *text, size_t n, size_t *out_n)
{
	unsigned char *pub, *out = NULL;
	size_t pub_n;

	assert_int_equal(sign_public(a, k, &pub, &pub_n), OK);
	assert_int_equal(envelope_close(a, pub, pub_n, "report", text, n, &out, out_n), OK);
	return out;
}

static void
test_round(void **state)
{
	static const char words[] = "店内使用过期原料。\0 after a NUL";
	char *text = NULL, *large = arena_alloc(a, ENVELOPE_MAX);
	unsigned char *env, *again;
	size_t n, m, env_n;

	(void)state;
	env = closed(one, words, sizeof(words), &env_n);
	again = closed(one, words, sizeof(words), &m);
	assert_true(m != env_n || memcmp(env, again, m) != 0);	/* nobody sees that it is the same */
	assert_null(memmem(env, env_n, "NUL", 3));
	assert_int_equal(envelope_open(a, one, "report", env, env_n, &text, &n), OK);
	assert_int_equal(n, sizeof(words));
	assert_memory_equal(text, words, n);
	env = closed(one, "", 0, &env_n);
	assert_int_equal(envelope_open(a, one, "report", env, env_n, &text, &n), OK);
	assert_int_equal(n, 0);
	memset(large, 'x', ENVELOPE_MAX);
	env = closed(one, large, ENVELOPE_MAX, &env_n);
	assert_int_equal(envelope_open(a, one, "report", env, env_n, &text, &n), OK);
	assert_int_equal(n, ENVELOPE_MAX);
}

static void
test_refused(void **state)
{
	unsigned char *env, *pub, *out;
	size_t i, n, env_n, pub_n;
	char *text;

	(void)state;
	env = closed(one, "谁也看不见", strlen("谁也看不见"), &env_n);
	assert_int_equal(envelope_open(a, other, "report", env, env_n, &text, &n), ERR_INPUT);
	assert_int_equal(envelope_open(a, ed25519, "report", env, env_n, &text, &n), ERR_INPUT);
	assert_int_equal(envelope_open(a, one, "reports", env, env_n, &text, &n), ERR_INPUT);
	assert_int_equal(envelope_open(a, one, "", env, env_n, &text, &n), ERR_INPUT);
	for (i = 0; i < env_n; i++) {
		env[i] ^= 0x10;
		assert_int_equal(envelope_open(a, one, "report", env, env_n, &text, &n), ERR_INPUT);
		env[i] ^= 0x10;
		assert_int_equal(envelope_open(a, one, "report", env, i, &text, &n), ERR_INPUT);
	}
	assert_int_equal(sign_public(a, one, &pub, &pub_n), OK);
	assert_int_equal(envelope_close(a, pub, pub_n, "report", env, ENVELOPE_MAX + 1, &out, &n), ERR_INPUT);
	assert_int_equal(envelope_close(a, pub, pub_n - 1, "report", env, 3, &out, &n), ERR_INPUT);
	pub[40] ^= 1;	/* no point of the curve */
	assert_int_equal(envelope_close(a, pub, pub_n, "report", env, 3, &out, &n), ERR_INPUT);
}

/* What is longer than an envelope holds. */
static void
test_parcel(void **state)
{
	unsigned char *pub, *out, *plain, *bytes = arena_alloc(a, 3 * ENVELOPE_MAX);
	size_t i, pub_n, n, len;

	(void)state;
	memset(bytes, 'x', 3 * ENVELOPE_MAX);
	assert_int_equal(sign_public(a, one, &pub, &pub_n), OK);
	assert_int_equal(parcel_close(a, pub, pub_n, "file 1 0", bytes, 3 * ENVELOPE_MAX, &out, &n), OK);
	assert_null(memmem(out, n, "xxxxxxxx", 8));
	assert_int_equal(parcel_open(a, one, "file 1 0", out, n, &plain, &len), OK);
	assert_int_equal(len, 3 * ENVELOPE_MAX);
	assert_memory_equal(plain, bytes, len);
	assert_int_equal(parcel_open(a, one, "file 1 9", out, n, &plain, &len), ERR_INPUT);
	assert_int_equal(parcel_open(a, other, "file 1 0", out, n, &plain, &len), ERR_INPUT);
	for (i = 0; i < n; i += i < 400 ? 1 : 997) {
		out[i] ^= 0x10;
		assert_int_equal(parcel_open(a, one, "file 1 0", out, n, &plain, &len), ERR_INPUT);
		out[i] ^= 0x10;
		assert_int_equal(parcel_open(a, one, "file 1 0", out, i, &plain, &len), ERR_INPUT);
	}
	assert_int_equal(parcel_close(a, pub, pub_n - 1, "file 1 0", bytes, 1, &out, &n), ERR_INPUT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(test_round), cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_parcel) };

	return cmocka_run_group_tests(tests, begin, end);
}
