/* test_sec_keys.c - which program has which key: its own of a folder that holds all, and nothing else; a library
 * without its key refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/pass.h"
#include "lib/people/secret.h"
#include "lib/sec/keys.h"
#include "lib/spotcheck/secret.h"

static struct arena *a;
static char folder[] = "/tmp/xz-keys-XXXXXX";

static int
begin(void **state)
{
	(void)state;
	a = arena_new("test");
	return mkdtemp(folder) != NULL && program_keys_make(a, folder) == OK ? 0 : -1;
}

static int
end(void **state)
{
	int rc = system(arena_printf(a, "rm -rf %s", folder));

	(void)state;
	arena_free(a);
	return rc;
}

/* A letter for each key it has, in the order of struct program_keys. */
static const char *
keys_of(const char *program, const char *where)
{
	struct program_keys k;
	const void *all[13];
	char *text = arena_strdup(a, "foiedcspltehq");
	size_t i;

	assert_int_equal(program_keys_open(a, program, where, &k), OK);
	all[0] = k.form;
	all[1] = k.otp;
	all[2] = k.identity;
	all[3] = k.evidence;
	all[4] = k.draw;
	all[5] = k.code_ed25519;
	all[6] = k.code_sm2;
	all[7] = k.intake_sm2;
	all[8] = k.log_ed25519;
	all[9] = k.log_sm2;
	all[10] = k.exchange_sm2;
	all[11] = k.courier_sm2;
	all[12] = k.spool_sm2;
	for (i = 0; i < 13; i++)
		if (all[i] == NULL)
			text[i] = '-';
	return text;
}

static void
test_sec_keys_of_programs(void **state)
{
	(void)state;
	assert_string_equal(keys_of("portal", folder), "-------------");
	assert_string_equal(keys_of("exchange", folder), "----------e--");
	assert_string_equal(keys_of("courier", folder), "-----------h-");
	assert_string_equal(keys_of("signin", folder), "fo-----------");
	assert_string_equal(keys_of("desk", folder), "f-i-dcsp-----");
	assert_string_equal(keys_of("slow", folder), "f-ie--------q");
	assert_string_equal(keys_of("daemon", folder), "--------lt---");
	assert_string_equal(keys_of("xiezhi", folder), "-------------");
	assert_string_equal(keys_of("xiezhi migrate", folder), "-------p--ehq");
	assert_string_equal(keys_of("xiezhi draw", folder), "--i-d--------");
	assert_string_equal(keys_of("xiezhi scrub", folder), "---e---------");
	assert_string_equal(keys_of("xiezhi first-accounts", folder), "-o-----------");
	assert_string_equal(keys_of("", folder), "-------------");
	assert_string_equal(keys_of("desk", NULL), "-------------");
	assert_string_equal(keys_of("desk", "/nowhere"), "-------------");
}

/* One that is there and is none keeps the program from starting; of another program's it knows nothing. */
static void
test_sec_keys_damaged(void **state)
{
	struct program_keys k;
	FILE *f;

	(void)state;
	f = fopen(arena_printf(a, "%s/draw.key", folder), "w");
	assert_non_null(f);
	assert_true(fputs("no key\n", f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_not_equal(program_keys_open(a, "desk", folder, &k), OK);
	assert_int_equal(program_keys_need(a, "xiezhi scrub", folder, &k), OK);
	assert_non_null(k.evidence);
	assert_string_equal(keys_of("slow", folder), "f-ie--------q");
	assert_int_equal(unlink(arena_printf(a, "%s/draw.key", folder)), 0);
	assert_string_equal(keys_of("desk", folder), "f-i--csp-----");
	assert_int_equal(program_keys_need(a, "xiezhi draw", folder, &k), ERR_IO);
	assert_non_null(strstr(err_last(), "draw.key"));
	assert_int_equal(program_keys_need(a, "xiezhi draw", NULL, &k), ERR_INPUT);
}

static void
test_sec_keys_refused(void **state)
{
	const struct program_keys none = { NULL };
	const unsigned char secret[32] = { 1 };
	const char *pass;
	unsigned char *sealed;
	size_t n;

	(void)state;
	people_start(a, NULL, &none);
	assert_int_equal(people_pass_seal(a, PASS_OWN, &(struct people_pass){ .username = "someone" }, &pass), ERR_IO);
	spotcheck_start(a, NULL, &none);
	assert_int_equal(spotcheck_secret_seal(a, "2026-1", secret, &sealed, &n), ERR_IO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sec_keys_of_programs),
		cmocka_unit_test(test_sec_keys_damaged),
		cmocka_unit_test(test_sec_keys_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
