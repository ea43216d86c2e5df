/* test_evidence_picture.c - the conversation with xiezhi-thumb, with programs in its place that crash, say nothing, say
 * nonsense, never stop; and what counts as a type that may be shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/evidence/picture.h"
#include "lib/evidence/type.h"

static char folder[] = "/tmp/xz-picture-XXXXXX";

static int
begin(void **state)
{
	(void)state;
	(void)signal(SIGPIPE, SIG_IGN);	/* as in the programs */
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static int
end(void **state)
{
	struct arena *a = arena_new("test");
	int rc = system(arena_printf(a, "rm -rf %s", folder));

	(void)state;
	arena_free(a);
	return rc;
}

/* Asks a script in the program's place. */
static struct picture
asked(struct arena *a, const char *script)
{
	const char *path = arena_printf(a, "%s/program", folder);
	unsigned char *bytes = arena_alloc(a, 300000);	/* more than a pipe holds */
	struct picture p;
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fprintf(f, "#!/bin/sh\n%s\n", script) > 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0700), 0);
	evidence_picture_use(path);
	assert_int_equal(evidence_picture_ask(a, bytes, 300000, &p), OK);
	return p;
}

static void
test_picture_programs_that_fail(void **state)
{
	static const struct {
		const char *script, *failed;
	} c[] = {
		{ "exit 0", "answer" }, { "kill -SEGV $$", "crashed" }, { "cat >/dev/null; kill -KILL $$", "crashed" },
		{ "echo failed pixels; exit 1", "pixels" }, { "echo 'failed <b>'", "answer" },
		    { "echo failed", "answer" },
		{ "echo width 1; echo height 1; echo small 5; printf 1234", "answer" },
		{ "echo width 1; echo height 1; echo small 3; printf 1234", "answer" },
		{ "echo width 0; echo height 1; echo small 4; printf 1234", "answer" },
		{ "echo width 99999999; echo height 1; echo small 4; printf 1234", "answer" },
		{ "echo height 1; echo small 4; printf 1234", "answer" }, { "echo what 1", "answer" },
		{ "echo small -1", "answer" }, { "yes", "time" }, { "head -c 400 /dev/zero", "answer" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(*c); i++) {
		struct arena *a = arena_new("test");
		struct picture p = asked(a, c[i].script);

		if (!str_eq(p.failed, c[i].failed))
			fail_msg("%s: %s", c[i].script, p.failed != NULL ? p.failed : "taken");
		arena_free(a);
	}
}

static void
test_picture_answer(void **state)
{
	struct arena *a = arena_new("test");
	struct picture p = asked(a, "cat >/dev/null; echo width 40; echo height 30; echo 'taken 2026:03:04 05:06:07';"
	    " echo latitude -26500000; echo longitude 112000001; echo small 4; printf 'a\\nbc'");
	int64_t at;

	(void)state;
	assert_null(p.failed);
	assert_int_equal(p.width, 40);
	assert_int_equal(p.height, 30);
	assert_true(time_parse("2026-03-04T05:06:07+08:00", &at));
	assert_int_equal(p.taken_at, at);
	assert_true(p.placed);
	assert_int_equal(p.latitude_e6, -26500000);
	assert_int_equal(p.longitude_e6, 112000001);
	assert_int_equal(p.small_n, 4);
	assert_memory_equal(p.small, "a\nbc", 4);
	p = asked(a,
	    "echo width 4; echo height 3; echo 'taken 2026:03:04 05:06:07'; echo offset +02:00; echo latitude 91000000;"
	    " echo longitude 5; echo small 1; printf x");
	assert_null(p.failed);
	assert_true(time_parse("2026-03-04T05:06:07+02:00", &at));
	assert_int_equal(p.taken_at, at);
	assert_false(p.placed);
	p = asked(a, "echo width 4; echo height 3; echo 'taken 0000:00:00 00:00:00'; echo small 1; printf x");
	assert_null(p.failed);
	assert_true(p.taken_at == TIME_NONE);
	evidence_picture_use("/nowhere/xiezhi-thumb");
	assert_int_equal(evidence_picture_ask(a, "x", 1, &p), ERR_IO);
	arena_free(a);
}

static void
test_type_by_content(void **state)
{
	static const unsigned char jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0,
	    1, 0, 1, 0, 0 };
	static const struct {
		const char *bytes, *type;
		bool shown;
	} c[] = {
		{ "<!DOCTYPE html><html><script>1</script></html>", "text/html", false },
		{ "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "image/svg+xml", false },
		{ "%PDF-1.7\n", "application/pdf", true }, { "GIF89a0000000000", "image/gif", true },
		{ "RIFF\x24\x01\x01\x01WEBPVP8 ", "image/webp", true }, { "OggS", NULL, false },
		    { "#!/bin/sh\necho\n", "text/x-shellscript", false },
	};
	size_t i;

	(void)state;
	assert_string_equal(evidence_type_of(jpeg, sizeof(jpeg)), "image/jpeg");
	assert_true(evidence_type_shown("image/jpeg"));
	assert_string_equal(evidence_type_of("", 0), "application/octet-stream");
	for (i = 0; i < sizeof(c) / sizeof(*c); i++) {
		const char *type = evidence_type_of(c[i].bytes, strlen(c[i].bytes));

		if (c[i].type != NULL)
			assert_string_equal(type, c[i].type);
		assert_int_equal(evidence_type_shown(type), c[i].shown);
	}
	assert_false(evidence_type_shown("text/html"));
	assert_false(evidence_type_shown("application/xhtml+xml"));
	assert_string_equal(evidence_type_kind("video/mp4"), "video");
	assert_string_equal(evidence_type_kind("text/plain"), "other");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_picture_programs_that_fail),
		cmocka_unit_test(test_picture_answer),
		cmocka_unit_test(test_type_by_content),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
