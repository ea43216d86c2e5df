/* test_passkey.c - passkeys of accounts on a store: a challenge that is over, names that have none, devices that do not
 * count.  XZ_TEST_PLAY_DB: an empty store of its own. */
#include "tests/unit/passkey_maker.h"

#include "tests/db/crew.h"

#include <stdio.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/people/passkey.h"
#include "lib/people/secret.h"
#include "lib/sec/keys.h"

#define ORIGIN "https://xiezhi.example.gov.cn"
#define PARTY "xiezhi.example.gov.cn"

static struct {
	struct arena *a;
	struct db *admin, *signin;
	struct crew c;
	struct maker m;
} t;

static void
configure(const char *public_url, const char *desk_host)
{
	static const char *const known[] = { "public_url", "desk_host", NULL };
	const char *path = arena_printf(t.a, "/tmp/xz-passkey-%d", (int)getpid());
	FILE *f = fopen(path, "w");
	struct conf *c;

	assert_non_null(f);
	assert_true(fprintf(f, "public_url = %s\n%s%s\n", public_url, *desk_host != '\0' ? "desk_host = " : "",
	    desk_host) > 0);
	assert_int_equal(fclose(f), 0);
	ok(conf_load(t.a, path, known, &c));
	assert_int_equal(remove(path), 0);
	people_passkey_start(t.a, c, NULL);
}

static void
test_party(void **state)
{
	static const struct {
		const char *url, *desk_host, *host, *party;
	} v[] = {
		{ ORIGIN, "", PARTY, PARTY },
		{ ORIGIN, "", "XIEZHI.example.gov.cn", PARTY },
		{ ORIGIN ":443/", "", PARTY, PARTY },
		{ ORIGIN ":8443", "", PARTY ":8443", PARTY },
		{ ORIGIN ":8443", "", PARTY, NULL },
		{ ORIGIN, "", "evil.example", NULL },
		{ ORIGIN, "", NULL, NULL },
		{ ORIGIN, "desk." PARTY, "desk." PARTY, PARTY },
		{ ORIGIN, "desk.example.gov.cn", "desk.example.gov.cn", NULL },
		{ "http://" PARTY, "", PARTY, NULL },
		{ "http://localhost:8080", "", "localhost:8080", "localhost" },
		{ "https://127.0.0.1:8080", "", "127.0.0.1:8080", NULL },
		{ "https://[::1]:8080", "", "[::1]:8080", NULL },
		{ "https://intranet", "", "intranet", NULL },
		{ "ftp://" PARTY, "", PARTY, NULL },
	};
	const char *party;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(*v); i++) {
		configure(v[i].url, v[i].desk_host);
		party = people_passkey_party(v[i].host);
		if (v[i].party == NULL)
			assert_null(party);
		else
			assert_string_equal(party, v[i].party);
	}
	configure(ORIGIN, "");
}

static struct people_pass
pass(void)
{
	struct people_pass p = { .username = "t.one", .account = t.c.account[0] };
	const char *text;

	ok(people_pass_seal(t.a, PASS_SIGN_IN, &p, &text));
	return p;
}

static enum sign_in_outcome
answered(const struct people_pass *p, uint32_t count, enum people_passkey_why *why)
{
	struct sign_in s = { .username = "t.one", .account = t.c.account[0], .remote = "10.0.0.7" };
	struct passkey_bytes c = maker_client(t.a, "webauthn.get", p->challenge, ORIGIN, ""),
	    d = maker_data(t.a, &t.m, PARTY, UP | UV, count), sig = maker_sign(t.a, &t.m, d, c);
	struct people_passkey_answer w = { .id = base64url_encode(t.a, "\x11\x11\x11\x11\x11\x11\x11\x11"
	    "\x11\x11\x11\x11\x11\x11\x11\x11", 16), .client = base64url_encode(t.a, c.p, c.n),
	    .data = base64url_encode(t.a, d.p, d.n), .signature = base64url_encode(t.a, sig.p, sig.n) };
	const char *token, *device;

	ok(people_sign_in_passkey(t.a, t.signin, &s, p, &w, why, &token, &device));
	return s.outcome;
}

static void
test_answers(void **state)
{
	struct passkey_bytes c, d;
	struct people_pass p = pass(), late;
	enum people_passkey_why why;
	const struct db_rows *rows;
	struct passkey_key k;
	const char *token;

	(void)state;
	c = maker_client(t.a, "webauthn.create", p.challenge, ORIGIN, "");
	d = maker_data(t.a, &t.m, PARTY, UP | UV | AT, 0);
	assert_true(people_passkey_read(t.a, &p, base64url_encode(t.a, c.p, c.n), base64url_encode(t.a, d.p, d.n), &k));
	assert_int_not_equal(people_passkey_add(t.a, t.signin, &k, "one", "10.0.0.7"), OK);	/* nobody's */
	ok(people_session_for(t.a, t.admin, "t.one", &token));
	db_set_token(t.signin, token);
	ok(people_passkey_add(t.a, t.signin, &k, "one", "10.0.0.7"));
	assert_int_equal(people_passkey_add(t.a, t.signin, &k, "again", "10.0.0.7"), ERR_STATE);
	ok(people_passkeys_own(t.a, t.signin, &rows));
	assert_int_equal(db_count(rows), 1);
	db_set_token(t.signin, NULL);

	late = pass();
	late.challenge_until = clock_real_now() - 1;
	assert_int_equal(answered(&late, 0, &why), SIGN_IN_WRONG);
	assert_int_equal(why, PASSKEY_WHY_LATE);
	p = pass();
	assert_true(p.challenge_until <= clock_real_now() + 120 * 1000000LL);
	assert_int_equal(answered(&p, 0, &why), SIGN_IN_OK);
	assert_int_equal(answered(&p, 0, &why), SIGN_IN_WRONG);		/* answered before */
	assert_int_equal(why, PASSKEY_WHY_LATE);
	p = pass();							/* a device that does not count */
	assert_int_equal(answered(&p, 0, &why), SIGN_IN_OK);
	p = pass();
	assert_int_equal(answered(&p, 7, &why), SIGN_IN_OK);
	p = pass();
	assert_int_equal(answered(&p, 0, &why), SIGN_IN_WRONG);		/* it did count */
	assert_int_equal(why, PASSKEY_WHY_COUNT);
	p = pass();
	p.account = t.c.account[1];
	assert_int_equal(answered(&p, 8, &why), SIGN_IN_WRONG);
}

static int
begin(void **state)
{
	const char *conninfo = getenv("XZ_TEST_PLAY_DB"), *path;
	struct seal_key *k;

	(void)state;
	t.a = arena_new("test");
	t.m = maker_new(PASSKEY_ES256);
	path = arena_printf(t.a, "/tmp/xz-passkey-%d", (int)getpid());
	ok(db_open(t.a, arena_printf(t.a, "%s user=xz_admin", conninfo), "test", &t.admin));
	ok(db_open(t.a, arena_printf(t.a, "%s user=xz_signin", conninfo), "test", &t.signin));
	t.c = crew(t.a, t.admin);
	ok(seal_key_make(path));
	ok(seal_key_load(t.a, path, &k));
	assert_int_equal(remove(path), 0);
	people_start(t.a, NULL, &(struct program_keys){ .otp = k, .form = k });
	return 0;
}

static int
end(void **state)
{
	(void)state;
	EVP_PKEY_free(t.m.key);
	arena_free(t.a);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_party),
		cmocka_unit_test(test_answers),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
