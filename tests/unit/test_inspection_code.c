/* test_inspection_code.c - the inspection code against a vector made with another implementation (Node's Ed25519 over
 * the key of RFC 8032 7.1, test 1), its bounds, and what counts as a signature. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/inspection/code.h"
#include "lib/inspection/priv.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"

#define KEY "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END" \
	" PRIVATE KEY-----\n"
#include "tests/unit/data/inspection_code.h"

static struct arena *a;

static const struct sign_key *
key_from(const char *pem)
{
	const char *path = arena_printf(a, "/tmp/xz-vector-%d.pem", (int)getpid());
	struct sign_key *k;
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(pem, 1, strlen(pem), f), strlen(pem));
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(sign_key_load(a, path, &k), OK);
	(void)remove(path);
	return k;
}

static const struct sign_key *
new_sm2(void)
{
	const char *path = arena_printf(a, "/tmp/xz-vector-sm2-%d.pem", (int)getpid());
	struct sign_key *k;

	assert_int_equal(sign_key_make(path, SIGN_SM2), OK);
	assert_int_equal(sign_key_load(a, path, &k), OK);
	(void)remove(path);
	return k;
}

static const char *const items[] = { "JCX-SJ-001", "JCX-SJ-015", "JCX-SJ-016", "JCX-SJ-017", "JCX-SJ-018", "JCX-SJ-019",
    "JCX-SJ-020", "JCX-SJ-021", "JCX-SJ-022", "JCX-SJ-002", "JCX-SJ-003", "JCX-SJ-004", "JCX-SJ-005", "JCX-SJ-006",
    "JCX-SJ-007", "JCX-SJ-008", "JCX-SJ-009", "JCX-SJ-010" };
static const char *const officers[] = { "ZF-4304-017", "ZF-4304-033" };

static struct inspection_code
vector(void)
{
	struct inspection_code c = { .kid = "sj-21fe31df", .agency = "衡阳市市场监督管理局",
	    .subject = "91430499MADEM00011", .kind = "case", .item = items, .item_n = 2, .officer = officers,
	    .officer_n = 2 };

	assert_true(ref_parse("0123456789ABCDEFGHJKMNPQRS", &c.ref));
	assert_true(time_parse("2026-11-20T09:00:00+08:00", &c.from));
	assert_true(time_parse("2026-11-20T18:00:00+08:00", &c.to));
	return c;
}

static void
test_vector(void **state)
{
	struct inspection_code c = vector();
	struct inspection_signed s;
	const unsigned char *pub;
	const char *kid, *said;
	unsigned char *point;
	size_t n;
	const struct sign_key *sm2 = new_sm2();

	(void)state;
	inspection_start(a, NULL, &(struct program_keys){ .code_ed25519 = key_from(KEY), .code_sm2 = sm2 });
	assert_int_equal(inspection_code_sign(a, &c, &s), OK);
	assert_string_equal(s.json, VECTOR_JSON);
	assert_string_equal(s.text, VECTOR_CODE);
	assert_int_equal(inspection_code_key(a, "sj", &kid, &pub), OK);
	assert_string_equal(kid, "sj-21fe31df");
	assert_int_equal(sign_public(a, sm2, &point, &n), OK);
	said = arena_printf(a, "xz-code-1\n%s", s.json);
	assert_true(sign_verify(SIGN_SM2, point, n, said, strlen(said), s.sm2, s.sm2_n));
}

static void
test_bounds(void **state)
{
	struct inspection_code c = vector();
	struct inspection_signed s;

	(void)state;
	c.item_n = sizeof(items) / sizeof(*items);
	assert_int_equal(inspection_code_sign(a, &c, &s), ERR_INPUT);
	inspection_start(a, NULL, &(struct program_keys){ NULL });
	assert_int_equal(inspection_code_sign(a, &c, &s), ERR_IO);
}

static void
test_signature(void **state)
{
	static const char *const bad[] = { "", "L1,1", "M1,1 L2,2", "M1,1L2", "M1,1L641,2", "M1,1L2,261", "M-1,1",
	    "M1.5,1", "M1,1Z", "<svg>", "M1,1L2,2\"" };
	bool dot;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(insp_path_ok(bad[i], &dot));
	assert_true(insp_path_ok("M5,5L5,6L6,6L6,5L5,5L5,6L6,6L6,5L5,5", &dot));
	assert_true(dot);
	assert_true(insp_path_ok("M10,10L200,10", &dot));
	assert_true(dot);
	assert_true(insp_path_ok("M10,10L20,30L40,60L90,20L130,80L170,30L200,90L240,40", &dot));
	assert_false(dot);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_vector), cmocka_unit_test(test_bounds),
	    cmocka_unit_test(test_signature) };
	int failed;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	a = arena_new("test");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(a);
	return failed;
}
