/* test_exchange_signed.c - signatures of requests: the signature bases of RFC 9421 B.2 byte for byte, its signatures
 * B.2.5 and B.2.6; what is no signature of ours; structured fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/exchange/sfield.h"
#include "lib/exchange/signed.h"
#include "lib/sec/sec.h"

#define REQUEST_DIGEST \
	"sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"
#define ANSWER_DIGEST \
	"sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"
#define SECRET "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="
#define ED25519 "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="

struct header {
	const char *name, *value;
};

static struct arena *a;

static const char *
field(void *ctx, const char *name)
{
	const struct header *h;

	for (h = ctx; h->name != NULL; h++)
		if (str_eq(h->name, name))
			return h->value;
	return NULL;
}

static struct header request_headers[] = {
	{ "host", "example.com" }, { "date", "Tue, 20 Apr 2021 02:07:55 GMT" }, { "content-type", "application/json" },
	{ "content-digest", REQUEST_DIGEST }, { "content-length", "18" }, { NULL, NULL }
};
static struct header answer_headers[] = {
	{ "date", "Tue, 20 Apr 2021 02:07:56 GMT" }, { "content-type", "application/json" },
	{ "content-digest", ANSWER_DIGEST }, { "content-length", "23" }, { NULL, NULL }
};
static const struct signed_message request = { .method = "POST", .scheme = "https", .authority = "example.com",
    .path = "/foo", .query = "param=Value&Pet=dog", .field = field, .ctx = request_headers };
static const struct signed_message answer = { .status = 200, .field = field, .ctx = answer_headers };

static const char *
base_of(const struct signed_message *m, const char *input)
{
	struct sf_dict *d;
	const char *base;

	assert_int_equal(sf_dict_parse(a, arena_printf(a, "sig=%s", input), &d), OK);
	return signed_base(a, m, &d->v[0], &base) == OK ? base : NULL;
}

#define B21 "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\""
#define B22 "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473" \
	";keyid=\"test-key-rsa-pss\";tag=\"header-example\""
#define B23 "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" \"content-digest\"" \
	" \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\""
#define B24 "(\"@status\" \"content-type\" \"content-digest\" \"content-length\");created=1618884473" \
	";keyid=\"test-key-ecc-p256\""
#define B25 "(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\""
#define B26 "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473" \
	";keyid=\"test-key-ed25519\""
#define DATE "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n"

static void
test_exchange_signed_bases(void **state)
{
	(void)state;
	assert_string_equal(base_of(&request, B21), "\"@signature-params\": " B21);
	assert_string_equal(base_of(&request, B22), "\"@authority\": example.com\n\"content-digest\": " REQUEST_DIGEST
	    "\n\"@query-param\";name=\"Pet\": dog\n\"@signature-params\": " B22);
	assert_string_equal(base_of(&request, B23), DATE "\"@method\": POST\n\"@path\": /foo\n"
	    "\"@query\": ?param=Value&Pet=dog\n\"@authority\": example.com\n\"content-type\": application/json\n"
	    "\"content-digest\": " REQUEST_DIGEST "\n\"content-length\": 18\n\"@signature-params\": " B23);
	assert_string_equal(base_of(&answer, B24), "\"@status\": 200\n\"content-type\": application/json\n"
	    "\"content-digest\": " ANSWER_DIGEST "\n\"content-length\": 23\n\"@signature-params\": " B24);
	assert_string_equal(base_of(&request, B25), DATE "\"@authority\": example.com\n"
	    "\"content-type\": application/json\n\"@signature-params\": " B25);
	assert_string_equal(base_of(&request, B26), DATE "\"@method\": POST\n\"@path\": /foo\n"
	    "\"@authority\": example.com\n\"content-type\": application/json\n\"content-length\": 18\n"
	    "\"@signature-params\": " B26);
	assert_string_equal(base_of(&request, "(\"@target-uri\" \"@request-target\" \"@scheme\")"),
	    "\"@target-uri\": https://example.com/foo?param=Value&Pet=dog\n"
	    "\"@request-target\": /foo?param=Value&Pet=dog\n\"@scheme\": https\n"
	    "\"@signature-params\": (\"@target-uri\" \"@request-target\" \"@scheme\")");
	assert_null(base_of(&request, "(\"date\" \"date\")"));
	assert_null(base_of(&request, "(\"Date\")"));
	assert_null(base_of(&request, "(\"x-none\")"));
	assert_null(base_of(&request, "(\"@unknown\")"));
	assert_null(base_of(&request, "(\"@status\")"));
	assert_null(base_of(&answer, "(\"@method\")"));
	assert_null(base_of(&request, "(\"date\";bs)"));
	assert_null(base_of(&request, "(date)"));
	assert_null(base_of(&request, "(\"@query-param\";name=\"None\")"));
}

static struct signed_request
signed_as(const char *base, const char *signature)
{
	struct signed_request q = { .base = base };
	unsigned char *bytes;

	assert_true(base64_decode(a, signature, &bytes, &q.signature_n));
	q.signature = bytes;
	return q;
}

static void
test_exchange_signed_signatures(void **state)
{
	struct signed_request mac = signed_as(base_of(&request, B25), "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
	struct signed_request ed = signed_as(base_of(&request, B26),
	    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
	unsigned char *secret, *pub;
	size_t secret_n, pub_n;

	(void)state;
	assert_true(base64_decode(a, SECRET, &secret, &secret_n));
	assert_true(base64_decode(a, ED25519, &pub, &pub_n));
	assert_true(signed_by(&mac, KEY_HMAC_SHA256, secret, secret_n));
	assert_true(signed_by(&ed, KEY_ED25519, pub, pub_n));
	/* the key says the algorithm */
	assert_false(signed_by(&mac, KEY_HMAC_SM3, secret, secret_n));
	assert_false(signed_by(&mac, KEY_ED25519, pub, pub_n));
	mac.alg = "hmac-sm3";
	assert_false(signed_by(&mac, KEY_HMAC_SHA256, secret, secret_n));
	mac.alg = "hmac-sha256";
	assert_true(signed_by(&mac, KEY_HMAC_SHA256, secret, secret_n));
	ed.alg = "hmac-sha256";		/* the public half taken for a secret */
	assert_false(signed_by(&ed, KEY_ED25519, pub, pub_n));
	mac.signature_n--;
	assert_false(signed_by(&mac, KEY_HMAC_SHA256, secret, secret_n));
}

/* ---- what a request must be */

#define NOW 1800000000LL
#define BODY "{\"n\":1}"
#define COVERED "(\"@method\" \"@target-uri\" \"content-digest\")"
#define NAMES ";keyid=\"k\";nonce=\"n\""

static const char *
read_it(const char *input, const char *signature, const char *digest, struct signed_request *q)
{
	struct header h[] = { { "signature-input", input }, { "signature", signature },
	    { digest != NULL ? "content-digest" : "none", digest }, { NULL, NULL } };
	struct signed_message m = request;
	const char *code = "";

	m.ctx = h;
	return signed_read(a, &m, BODY, strlen(BODY), NOW * SECOND_US, q, &code) == OK ? NULL : code;
}

static void
test_exchange_signed_read(void **state)
{
	static const struct {
		const char *input, *signature, *code;
	} c[] = {
		{ "s=" COVERED ";created=1800000000" NAMES, "s=:AAAA:", NULL },
		{ "s=" COVERED ";created=1799999700" NAMES, "s=:AAAA:", NULL },
		{ "s=" COVERED ";created=1799999699" NAMES, "s=:AAAA:", "created_late" },
		{ "s=" COVERED ";created=1800000301" NAMES, "s=:AAAA:", "created_early" },
		{ "s=" COVERED ";created=1800000000;expires=1799999999" NAMES, "s=:AAAA:", "created_late" },
		{ "s=" COVERED ";created=\"1800000000\"" NAMES, "s=:AAAA:", "created_missing" },
		{ "s=" COVERED NAMES, "s=:AAAA:", "created_missing" },
		{ "s=" COVERED ";created=1800000000;keyid=\"k\"", "s=:AAAA:", "nonce_missing" },
		{ "s=" COVERED ";created=1800000000;nonce=\"n\"", "s=:AAAA:", "keyid_missing" },
		{ "s=(\"@method\" \"@target-uri\");created=1800000000" NAMES, "s=:AAAA:", "not_covered" },
		{ "s=(\"@method\" \"content-digest\");created=1800000000" NAMES, "s=:AAAA:", "not_covered" },
		{ "s=(\"@target-uri\" \"content-digest\");created=1800000000" NAMES, "s=:AAAA:", "not_covered" },
		{ "s=(\"@method\" \"@target-uri\" \"content-digest\" \"x\");created=1800000000" NAMES, "s=:AAAA:",
		    "component_unknown" },
		{ "s=" COVERED ";created=1800000000" NAMES, "t=:AAAA:", "signature_malformed" },
		{ "s=" COVERED ";created=1800000000" NAMES, "s=\"AAAA\"", "signature_malformed" },
		{ "s=" COVERED ";created=1800000000" NAMES, "s=:AAA:", "signature_malformed" },
		{ "s=" COVERED ";created=1800000000" NAMES ", t=()", "s=:AAAA:, t=:AAAA:", "signature_count" },
		{ "s=" COVERED ";created=1800000000" NAMES, "s=:AAAA:, t=:AAAA:", "signature_count" },
		{ "s=" COVERED ";created=1800000000" NAMES, NULL, "signature_missing" },
		{ NULL, "s=:AAAA:", "signature_missing" },
		{ "", "", "signature_count" },
	};
	const char *good = signed_digest(a, BODY, strlen(BODY)), *got;
	struct signed_request q;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(*c); i++) {
		got = read_it(c[i].input, c[i].signature, good, &q);
		if (!str_eq(got, c[i].code))
			fail_msg("%s, %s: %s", c[i].input, c[i].signature, got);
	}
	assert_string_equal(read_it(c[0].input, c[0].signature, NULL, &q), "digest_missing");
	assert_string_equal(read_it(c[0].input, c[0].signature, "sha-256=:", &q), "digest_malformed");
	assert_string_equal(read_it(c[0].input, c[0].signature, REQUEST_DIGEST, &q), "digest_missing");
	assert_string_equal(read_it(c[0].input, c[0].signature, signed_digest(a, "x", 1), &q), "digest_wrong");
	assert_null(read_it(c[0].input, c[0].signature, good, &q));
	assert_string_equal(q.keyid, "k");
	assert_string_equal(q.nonce, "n");
}

static void
test_exchange_sfield(void **state)
{
	static const struct {
		const char *text, *member;	/* member: the first as it is written; NULL: refused */
	} c[] = {
		{ "a=1", "1" }, { "a", "?1" }, { "a;b", "?1;b" }, { "a=?0", "?0" },
		{ "a=-15;x=tok/en", "-15;x=tok/en" },
		{ "a=\"q\\\"\\\\\"", "\"q\\\"\\\\\"" }, { "a=:aGk=:", ":aGk=:" }, { "  a=1 ,\tb=2  ", "1" },
		{ "a=( \"x\"  y;z=1 );k=?1", "(\"x\" y;z=1);k" }, { "a=()", "()" }, { "*a.b-c_9=1", "1" },
		{ "a=1,", NULL }, { "a=1 b=2", NULL }, { "a=1,,b=2", NULL }, { "A=1", NULL }, { "a=", NULL },
		{ "a=1.5", NULL }, { "a=1234567890123456", NULL }, { "a=\"x", NULL }, { "a=\"\\x\"", NULL },
		{ "a=:aGk:", NULL }, { "a=:aG k=:", NULL }, { "a=(x", NULL }, { "a=(x)y", NULL },
		{ "a=(\"x\"\"y\")", NULL },
		{ "a=1;b=1;b=2", NULL }, { "a=1, a=1", NULL }, { "a=?2", NULL }, { "a=--1", NULL },
		{ "a=\"\x80\"", NULL },
		{ "a=(())", NULL }, { "=1", NULL }, { ",", NULL },
	};
	struct sf_dict *d;
	struct str s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(*c); i++) {
		enum err e = sf_dict_parse(a, c[i].text, &d);

		str_init(&s, a);
		if (e == OK)
			sf_put_member(&s, &d->v[0]);
		if ((e == OK) != (c[i].member != NULL) || (e == OK && !str_eq(s.s, c[i].member)))
			fail_msg("%s: %s %s", c[i].text, err_name(e), s.s);
	}
	assert_int_equal(sf_dict_parse(a, "", &d), OK);
	assert_int_equal(d->n, 0);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exchange_signed_bases),
		cmocka_unit_test(test_exchange_signed_signatures),
		cmocka_unit_test(test_exchange_signed_read),
		cmocka_unit_test(test_exchange_sfield),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
