/* test_sec_password.c - password hashes and one-time codes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/sec/password.h"
#include "lib/sec/sec.h"
#include "lib/sec/totp.h"

static void
one_scheme(const char *scheme, const char *prefix)
{
	struct arena *a = arena_new("test");
	char *one, *two;

	assert_int_equal(password_hash(a, scheme, "正确的密码 8", &one), OK);
	assert_int_equal(password_hash(a, scheme, "正确的密码 8", &two), OK);
	assert_true(str_starts(one, prefix));
	assert_string_not_equal(one, two);
	assert_true(password_verify(one, "正确的密码 8"));
	assert_false(password_verify(one, "正确的密码 9"));
	assert_false(password_verify(one, ""));
	one[strlen(one) - 1] = one[strlen(one) - 1] == 'A' ? 'E' : 'A';
	assert_false(password_verify(one, "正确的密码 8"));
	arena_free(a);
}

static void
test_password_schemes(void **state)
{
	struct arena *a = arena_new("test");
	char *out;

	(void)state;
	one_scheme("argon2id", "$argon2id$v=19$m=19456,t=2,p=1$");
	one_scheme("pbkdf2-sm3", "$pbkdf2-sm3$i=300000$");
	assert_int_equal(password_hash(a, "md5", "x", &out), ERR_INPUT);
	arena_free(a);
}

/* An answer of the reference implementation's own test (argon2 test.c, version 0x13). */
static void
test_password_argon2_reference(void **state)
{
	static const char encoded[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
	    "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

	(void)state;
	assert_true(password_verify(encoded, "password"));
	assert_false(password_verify(encoded, "passwore"));
}

static void
test_password_rubbish(void **state)
{
	static const char *const bad[] = { "", "x", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA",
	    "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    "$pbkdf2-sm3$i=", "$pbkdf2-sm3$i=1$", "$pbkdf2-sm3$i=1$AA$", "$pbkdf2-sm3$i=0$AA$AAAA",
	    "$pbkdf2-sm3$i=99999999999$AA$AAAA", "$pbkdf2-sm3$i=1$AA$AA$AA", NULL };
	size_t i;

	(void)state;
	for (i = 0; bad[i] != NULL; i++)
		assert_false(password_verify(bad[i], "x"));
}

/* Processor time, which does not grow when the machine is busy. */
static int64_t
spent_us(void)
{
	struct rusage u;

	(void)getrusage(RUSAGE_SELF, &u);
	return ((int64_t)u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000 + u.ru_utime.tv_usec + u.ru_stime.tv_usec;
}

/* An unknown account costs what a known one costs. */
static void
test_password_dummy_costs_the_same(void **state)
{
	struct arena *a = arena_new("test");
	int64_t known = INT64_MAX, unknown = INT64_MAX, t;
	char *encoded;
	int i;

	(void)state;
	assert_int_equal(password_hash(a, "argon2id", "x", &encoded), OK);
	for (i = 0; i < 5; i++) {
		t = spent_us();
		assert_false(password_verify(encoded, "y"));
		t = spent_us() - t;
		known = t < known ? t : known;
		t = spent_us();
		assert_false(password_verify(NULL, "y"));
		t = spent_us() - t;
		unknown = t < unknown ? t : unknown;
	}
	assert_true(unknown > known / 2 && unknown < known * 2);
	arena_free(a);
}

/* RFC 6238 appendix B (its eight digits cut to six), RFC 4226 appendix D. */
static void
test_totp_rfc(void **state)
{
	static const struct {
		int64_t seconds;
		const char *code;
	} v[] = { { 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" },
	    { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" } };
	static const char *const hotp[] = { "755224", "287082", "359152", "969429", "338314", "254676",
	    "287922", "162583", "399871", "520489" };
	char out[7];
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++) {
		totp_code("12345678901234567890", 20, v[i].seconds / 30, out);
		assert_string_equal(out, v[i].code);
	}
	for (i = 0; i < 10; i++) {
		totp_code("12345678901234567890", 20, (int64_t)i, out);
		assert_string_equal(out, hotp[i]);
	}
}

static void
test_totp_oathtool(void **state)
{
	struct arena *a = arena_new("test");
	unsigned char *secret;
	char out[7], line[32] = "", at[TIME_TEXT_SIZE];
	int64_t us;
	size_t n;
	int i;
	FILE *p;

	(void)state;
	assert_true(base32_decode(a, "JBSWY3DPEHPK3PXP", &secret, &n));
	assert_true(time_parse("2026-01-01T00:00:00Z", &us));
	totp_code(secret, n, us / SECOND_US / 30, out);
	assert_string_equal(out, "260025");	/* oathtool --totp -b JBSWY3DPEHPK3PXP */
	if (system("command -v oathtool >/dev/null") != 0) {
		print_message("# SKIP: no oathtool\n");
		arena_free(a);
		return;
	}
	for (i = 0; i < 20; i++) {
		us += 12345678LL * SECOND_US;
		time_text(us, at);
		at[10] = ' ';
		at[19] = '\0';
		p = popen(arena_printf(a, "oathtool --totp -b JBSWY3DPEHPK3PXP --now '%s +0800'", at), "r");
		assert_non_null(p);
		assert_non_null(fgets(line, sizeof(line), p));
		assert_int_equal(pclose(p), 0);
		line[6] = '\0';
		totp_code(secret, n, us / SECOND_US / 30, out);
		assert_string_equal(out, line);
	}
	arena_free(a);
}

static void
test_totp_window_and_replay(void **state)
{
	const char *secret = "12345678901234567890";
	int64_t now_us = 1234567890LL * SECOND_US, now = 1234567890 / 30, used;
	char code[7];

	(void)state;
	totp_code(secret, 20, now, code);
	used = 0;
	assert_true(totp_check(secret, 20, code, now_us, -1, &used));
	assert_int_equal(used, now);
	assert_false(totp_check(secret, 20, code, now_us, used, &used));	/* again */
	totp_code(secret, 20, now - 1, code);
	assert_true(totp_check(secret, 20, code, now_us, -1, &used));
	assert_false(totp_check(secret, 20, code, now_us, now, &used));	/* older than the last */
	totp_code(secret, 20, now + 1, code);
	assert_true(totp_check(secret, 20, code, now_us, now, &used));
	assert_int_equal(used, now + 1);
	totp_code(secret, 20, now + 2, code);
	assert_false(totp_check(secret, 20, code, now_us, -1, &used));
	totp_code(secret, 20, now - 2, code);
	assert_false(totp_check(secret, 20, code, now_us, -1, &used));
	assert_false(totp_check(secret, 20, NULL, now_us, -1, &used));
	assert_false(totp_check(secret, 20, "", now_us, -1, &used));
	assert_false(totp_check(secret, 20, "00592", now_us, -1, &used));
	assert_false(totp_check(secret, 20, "0059244", now_us, -1, &used));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_password_schemes),
		cmocka_unit_test(test_password_argon2_reference),
		cmocka_unit_test(test_password_rubbish),
		cmocka_unit_test(test_password_dummy_costs_the_same),
		cmocka_unit_test(test_totp_rfc),
		cmocka_unit_test(test_totp_oathtool),
		cmocka_unit_test(test_totp_window_and_replay),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
