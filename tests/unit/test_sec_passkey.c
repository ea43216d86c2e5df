/* test_sec_passkey.c - passkeys as a browser sends them: what is accepted, and what of it is looked at.  Its keys are
 * made by OpenSSL, not by the library that checks them. */
#include "tests/unit/passkey_maker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define ORIGIN "https://desk.example.gov.cn"
#define PARTY "desk.example.gov.cn"
#define CHALLENGE "Q0hBTExFTkdFLUNIQUxMRU5HRS1DSEFMTEVOR0UtMzI"

static const char *const origins[] = { "https://example.gov.cn", ORIGIN, NULL };
static const struct passkey_party party = { .id = PARTY, .origins = origins };

static struct {
	struct arena *a;
	struct maker es, other, rs;
} t;

static int
begin(void **state)
{
	(void)state;
	t.a = arena_new("test");
	t.es = maker_new(PASSKEY_ES256);
	t.other = maker_new(PASSKEY_ES256);
	t.rs = maker_new(PASSKEY_RS256);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	EVP_PKEY_free(t.es.key);
	EVP_PKEY_free(t.other.key);
	EVP_PKEY_free(t.rs.key);
	arena_free(t.a);
	return 0;
}

static enum passkey_fault
made(const struct maker *m, struct passkey_key *out)
{
	return passkey_made(t.a, &party, CHALLENGE, maker_client(t.a, "webauthn.create", CHALLENGE, ORIGIN, ""),
	    maker_data(t.a, m, PARTY, UP | UV | AT, 3), out);
}

static enum passkey_fault
used_with(const struct passkey_key *k, const struct maker *m, struct passkey_bytes client, struct passkey_bytes data)
{
	int64_t count;

	return passkey_used(t.a, &party, CHALLENGE, client, data, maker_sign(t.a, m, data, client), k, &count);
}

static struct passkey_bytes
client(const char *type, const char *challenge, const char *origin)
{
	return maker_client(t.a, type, challenge, origin, "");
}

static void
test_made_and_used(void **state)
{
	const struct maker *const makers[] = { &t.es, &t.rs };
	struct passkey_bytes c = client("webauthn.get", CHALLENGE, ORIGIN), d, sig;
	struct passkey_key k;
	int64_t count;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		assert_int_equal(made(makers[i], &k), PASSKEY_GOOD);
		assert_int_equal(k.kind, makers[i]->kind);
		assert_int_equal(k.id.n, 16);
		assert_int_equal(k.id.p[15], 0x11);
		assert_int_equal(k.bytes.n, i == 0 ? 64 : 259);
		assert_int_equal(k.count, 3);
		d = maker_data(t.a, makers[i], PARTY, UP | UV, 4000000000u);
		sig = maker_sign(t.a, makers[i], d, c);
		assert_int_equal(passkey_used(t.a, &party, CHALLENGE, c, d, sig, &k, &count), PASSKEY_GOOD);
		assert_int_equal(count, 4000000000);
	}
}

/* What a browser says, for another type, challenge or page. */
static void
test_client(void **state)
{
	static const struct {
		const char *type, *challenge, *origin, *more;
		enum passkey_fault fault;
	} v[] = {
		{ "webauthn.get", CHALLENGE, ORIGIN, "", PASSKEY_GOOD },
		{ "webauthn.get", CHALLENGE, "https://example.gov.cn", "", PASSKEY_GOOD },
		{ "webauthn.get", CHALLENGE, ORIGIN, ",\"crossOrigin\":false,\"other\":[{}]", PASSKEY_GOOD },
		{ "webauthn.create", CHALLENGE, ORIGIN, "", PASSKEY_TYPE },
		{ "", CHALLENGE, ORIGIN, "", PASSKEY_TYPE },
		{ "webauthn.get", "Q0hBTExFTkdFLUNIQUxMRU5HRS1DSEFMTEVOR0UtMzM", ORIGIN, "", PASSKEY_CHALLENGE },
		{ "webauthn.get", "", ORIGIN, "", PASSKEY_CHALLENGE },
		{ "webauthn.get", CHALLENGE "=", ORIGIN, "", PASSKEY_CHALLENGE },
		{ "webauthn.get", CHALLENGE, "https://evil.example", "", PASSKEY_ORIGIN },
		{ "webauthn.get", CHALLENGE, "http://desk.example.gov.cn", "", PASSKEY_ORIGIN },
		{ "webauthn.get", CHALLENGE, ORIGIN ":8443", "", PASSKEY_ORIGIN },
		{ "webauthn.get", CHALLENGE, ORIGIN ".evil.example", "", PASSKEY_ORIGIN },
		{ "webauthn.get", CHALLENGE, "", "", PASSKEY_ORIGIN },
		{ "webauthn.get", CHALLENGE, ORIGIN, ",\"crossOrigin\":true", PASSKEY_ORIGIN },
		{ "webauthn.get", CHALLENGE, ORIGIN, ",\"topOrigin\":\"https://evil.example\"", PASSKEY_ORIGIN },
		{ "webauthn.get", CHALLENGE, ORIGIN, ",\"origin\":\"https://evil.example\"", PASSKEY_FORM },
		{ "webauthn.get", CHALLENGE, ORIGIN, "}{", PASSKEY_FORM },
	};
	struct passkey_bytes d = maker_data(t.a, &t.es, PARTY, UP | UV, 5);
	struct passkey_key k;
	size_t i;

	(void)state;
	assert_int_equal(made(&t.es, &k), PASSKEY_GOOD);
	for (i = 0; i < sizeof(v) / sizeof(*v); i++)
		assert_int_equal(used_with(&k, &t.es, maker_client(t.a, v[i].type, v[i].challenge, v[i].origin,
		    v[i].more), d), v[i].fault);
}

/* What the device says: for another party, of nobody it knows, cut off. */
static void
test_data(void **state)
{
	struct passkey_bytes c = client("webauthn.get", CHALLENGE, ORIGIN), d;
	struct passkey_key k;
	size_t n;

	(void)state;
	assert_int_equal(made(&t.es, &k), PASSKEY_GOOD);
	assert_int_equal(used_with(&k, &t.es, c, maker_data(t.a, &t.es, "example.gov.cn", UP | UV, 5)), PASSKEY_PARTY);
	assert_int_equal(used_with(&k, &t.es, c, maker_data(t.a, &t.es, PARTY, UP, 5)), PASSKEY_USER);
	assert_int_equal(used_with(&k, &t.es, c, maker_data(t.a, &t.es, PARTY, UV, 5)), PASSKEY_USER);
	d = maker_data(t.a, &t.es, PARTY, UP | UV, 5);
	for (n = 0; n < d.n; n++)
		assert_int_equal(used_with(&k, &t.es, c, (struct passkey_bytes){ d.p, n }), PASSKEY_FORM);
}

static void
test_signature(void **state)
{
	struct passkey_bytes c = client("webauthn.get", CHALLENGE, ORIGIN),
	    d = maker_data(t.a, &t.es, PARTY, UP | UV, 5), later = maker_data(t.a, &t.es, PARTY, UP | UV, 6),
	    sig = maker_sign(t.a, &t.es, d, c);
	struct passkey_key k, rs;
	int64_t count;

	(void)state;
	assert_int_equal(made(&t.es, &k), PASSKEY_GOOD);
	assert_int_equal(made(&t.rs, &rs), PASSKEY_GOOD);
	assert_int_equal(used_with(&k, &t.other, c, d), PASSKEY_SIGNATURE);
	assert_int_equal(used_with(&rs, &t.es, c, d), PASSKEY_SIGNATURE);
	/* what was signed is another count, or said by another page */
	assert_int_equal(passkey_used(t.a, &party, CHALLENGE, c, later, sig, &k, &count), PASSKEY_SIGNATURE);
	assert_int_equal(passkey_used(t.a, &party, CHALLENGE, client("webauthn.get", CHALLENGE,
	    "https://example.gov.cn"), d, sig, &k, &count), PASSKEY_SIGNATURE);
	assert_int_equal(passkey_used(t.a, &party, CHALLENGE, c, d, (struct passkey_bytes){ sig.p, sig.n - 1 }, &k,
	    &count), PASSKEY_SIGNATURE);
	assert_int_equal(passkey_used(t.a, &party, CHALLENGE, c, d, (struct passkey_bytes){ sig.p, 0 }, &k, &count),
	    PASSKEY_FORM);
}

/* A key that is none: cut off, beside the curve, not there, of another kind. */
static void
test_made_wrong(void **state)
{
	struct passkey_bytes c = client("webauthn.create", CHALLENGE, ORIGIN), d;
	struct maker beside = t.es;
	struct passkey_key k;
	unsigned char *copy;
	size_t n;

	(void)state;
	d = maker_data(t.a, &t.es, PARTY, UP | UV | AT, 0);
	for (n = 0; n < d.n; n++)
		assert_int_equal(passkey_made(t.a, &party, CHALLENGE, c, (struct passkey_bytes){ d.p, n }, &k),
		    PASSKEY_FORM);
	beside.point[63] ^= 1;
	assert_int_equal(made(&beside, &k), PASSKEY_FORM);
	assert_int_equal(passkey_made(t.a, &party, CHALLENGE, c, maker_data(t.a, &t.es, PARTY, UP | UV, 0), &k),
	    PASSKEY_FORM);
	copy = arena_alloc(t.a, d.n);
	memcpy(copy, d.p, d.n);
	copy[37 + 16 + 2 + 16 + 4] = 0x27;	/* EdDSA */
	assert_int_equal(passkey_made(t.a, &party, CHALLENGE, c, (struct passkey_bytes){ copy, d.n }, &k),
	    PASSKEY_FORM);
	assert_int_equal(passkey_made(t.a, &party, CHALLENGE, client("webauthn.get", CHALLENGE, ORIGIN), d, &k),
	    PASSKEY_TYPE);
	assert_int_equal(passkey_made(t.a, &party, CHALLENGE, c, maker_data(t.a, &t.es, "x", UP | UV | AT, 0), &k),
	    PASSKEY_PARTY);
	assert_int_equal(passkey_made(t.a, &party, CHALLENGE, c, maker_data(t.a, &t.es, PARTY, UP | AT, 0), &k),
	    PASSKEY_USER);
}

/* A map that claims more members than there are bytes, one without an end, one too deep; something behind the end. */
static void
test_cbor(void **state)
{
	static const struct {
		const char *hex;
		enum passkey_fault fault;
	} v[] = {
		{ "a0", PASSKEY_GOOD },
		{ "a1616101", PASSKEY_GOOD },		/* an extension nobody knows */
		{ "", PASSKEY_FORM }, { "a0a0", PASSKEY_FORM }, { "a16161", PASSKEY_FORM },
		{ "bb00000001ffffffff00", PASSKEY_FORM }, { "bbffffffffffffffff00", PASSKEY_FORM },
		{ "9bffffffffffffffff", PASSKEY_FORM }, { "5bffffffffffffffff", PASSKEY_FORM },
		{ "bf616101ff", PASSKEY_FORM }, { "c0a0", PASSKEY_FORM }, { "a1616181818101", PASSKEY_FORM },
	};
	struct passkey_bytes c = client("webauthn.get", CHALLENGE, ORIGIN), d;
	unsigned char more[16];
	struct passkey_key k;
	struct str s;
	size_t i;

	(void)state;
	assert_int_equal(made(&t.es, &k), PASSKEY_GOOD);
	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		assert_true(str_unhex(v[i].hex, more, strlen(v[i].hex) / 2));
		d = maker_data(t.a, &t.es, PARTY, UP | UV | 0x80, 5);
		str_init(&s, t.a);
		str_addn(&s, d.p, d.n);
		str_addn(&s, more, strlen(v[i].hex) / 2);
		assert_int_equal(used_with(&k, &t.es, c, (struct passkey_bytes){ (unsigned char *)s.s, s.len }),
		    v[i].fault);
	}
	d = maker_data(t.a, &t.es, PARTY, UP | UV, 5);
	str_init(&s, t.a);
	str_addn(&s, d.p, d.n);
	str_addc(&s, 'x');
	assert_int_equal(used_with(&k, &t.es, c, (struct passkey_bytes){ (unsigned char *)s.s, s.len }), PASSKEY_FORM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_made_and_used),
		cmocka_unit_test(test_client),
		cmocka_unit_test(test_data),
		cmocka_unit_test(test_signature),
		cmocka_unit_test(test_made_wrong),
		cmocka_unit_test(test_cbor),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
