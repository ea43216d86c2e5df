/* test_cmd.c - xiezhi check and xiezhi workday as scripts call them: the program
 * built beside this test is run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

static char program[4200];

static int
find_program(void **state)
{
	char path[4096], *slash;
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	int up;

	(void)state;
	if (n <= 0)
		return -1;
	path[n] = '\0';
	for (up = 0; up < 3; up++) {
		slash = strrchr(path, '/');
		if (slash == NULL)
			return -1;
		*slash = '\0';
	}
	(void)snprintf(program, sizeof(program), "%s/bin/xiezhi", path);
	if (access(program, X_OK) != 0)
		print_message("# SKIP: no %s\n", program);
	return 0;
}

/* Standard output of `xiezhi ARGS < input`; the exit code in *code. */
static char *
run(struct arena *a, const char *args, const char *input, size_t n, int *code)
{
	char path[] = "/tmp/xz-cmd-XXXXXX", buf[4096];
	int fd = mkstemp(path), rc;
	struct str out;
	size_t got;
	FILE *p;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, input, n), (ssize_t)n);
	assert_int_equal(close(fd), 0);
	p = popen(arena_printf(a, "XIEZHI_CONF= %s %s < %s 2>/dev/null", program, args, path), "r");
	assert_non_null(p);
	str_init(&out, a);
	while ((got = fread(buf, 1, sizeof(buf), p)) > 0)
		str_addn(&out, buf, got);
	rc = pclose(p);
	*code = WIFEXITED(rc) ? WEXITSTATUS(rc) : -1;
	assert_int_equal(unlink(path), 0);
	return out.s;
}

struct call {
	const char *args, *input, *output;
	int code;
};

static const struct call calls[] = {
	{ "check uscc", "", "", 0 },
	{ "check uscc", "\n", "\tlength\n", 0 },
	{ "check uscc", "91440300MA50000050", "91440300MA50000050\tok\n", 0 },	/* no line end */
	{ "check uscc", "91440300MA50000050\r\n", "91440300MA50000050\tok\n", 0 },
	{ "check uscc", "91440300MA50000050\r\r\n", "91440300MA50000050\r\tlength\n", 0 },
	{ "check uscc", "a\rb\n", "a\rb\tlength\n", 0 },
	{ "check uscc", " 91440300MA50000050\n91440300MA50000051\n",
	    " 91440300MA50000050\tlength\n91440300MA50000051\tchecksum\n", 0 },
	{ "check uscc", "\xff\xfe\n", "\xff\xfe\tlength\n", 0 },
	{ "check uscc", "91100000MA50000050\n", "91100000MA50000050\tchecksum\n", 0 },
	{ "check uscc", "91160000MA50000050\n", "91160000MA50000050\tdivision\n", 0 },
	{ "check citizen-id", "11010519491231002X\n11010519491231002x\n",
	    "11010519491231002X\tok\n11010519491231002x\tok\n", 0 },
	{ "check citizen-id", "100000199001010011\n430499199002300011\n999999\n",
	    "100000199001010011\tdivision\n430499199002300011\tdate\n999999\tlength\n", 0 },
	{ "check", "", "", 2 },
	{ "check rabbit", "", "", 2 },
	{ "check uscc more", "", "", 2 },
	{ "workday add 2026-09-30 1", "", "2026-10-08\n", 0 },
	{ "workday add 2026-12-31 1", "", "2027-01-01\tprovisional\n", 0 },
	{ "workday add 2199-12-30 1", "", "2199-12-31\tprovisional\n", 0 },
	{ "workday add 2199-12-31 1", "", "", 2 },
	{ "workday add 2026-02-30 1", "", "", 2 },
	{ "workday add 2026-09-30 0", "", "", 2 },
	{ "workday add 2026-09-30 -1", "", "", 2 },
	{ "workday add 2026-09-30 1x", "", "", 2 },
	{ "workday add 2026-09-30", "", "", 2 },
	{ "workday add 2026-09-30 1 1", "", "", 2 },
	{ "workday count 2026-09-30 2026-10-12", "", "4\n", 0 },
	{ "workday count 2026-10-12 2026-10-12", "", "0\n", 0 },
	{ "workday count 2026-10-12 2026-10-11", "", "", 2 },
	{ "workday count 2026-10-12 tomorrow", "", "", 2 },
	{ "workday take 2026-10-12 1", "", "", 2 },
	{ "workday", "", "", 2 },
	{ "--app /nowhere workday add 2026-09-30 1", "", "", 2 },
	{ "rabbit", "", "", 2 },
	{ "", "", "", 2 },
};

static void
test_cmd_calls(void **state)
{
	size_t i;
	int code;

	(void)state;
	for (i = 0; access(program, X_OK) == 0 && i < sizeof(calls) / sizeof(*calls); i++) {
		const struct call *c = &calls[i];
		struct arena *a = arena_new("call");
		char *out = run(a, c->args, c->input, strlen(c->input), &code);

		if (strcmp(out, c->output) != 0 || code != c->code)
			fail_msg("xiezhi %s: exit %d: %s", c->args, code, out);
		arena_free(a);
	}
}

/* A line of 3 MB, and one with NUL bytes, come back as they were. */
static void
test_cmd_check_odd_lines(void **state)
{
	size_t n = 3000000;
	struct arena *a = arena_new("test");
	char *big = arena_alloc(a, n + 1), *out;
	int code;

	(void)state;
	if (access(program, X_OK) == 0) {
		memset(big, '9', n);
		out = run(a, "check uscc", big, n, &code);
		assert_int_equal(strlen(out), n + strlen("\tlength\n"));
		assert_memory_equal(out, big, n);
		assert_string_equal(out + n, "\tlength\n");
		out = run(a, "check uscc", "91440300MA5\000" "00005X\nx\n", 21, &code);
		assert_memory_equal(out, "91440300MA5\000" "00005X\talphabet\nx\tlength\n", 37);
	}
	arena_free(a);
}

/* ---- which instance: no file names a database, so that the refusal names the file that was read */

static void
instance_file(struct arena *a, const char *state)
{
	FILE *f;

	assert_int_equal(system(arena_printf(a, "mkdir -p %s/etc", state)), 0);
	f = fopen(arena_printf(a, "%s/etc/admin.conf", state), "w");
	assert_non_null(f);
	assert_true(fputs("test_clock = 0\n", f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* What `xiezhi import` says on standard error, called in the folder with the settings before it. */
static char *
import_in(struct arena *a, const char *folder, const char *settings)
{
	const char *command = arena_printf(a,
	    "cd %s && env -u XIEZHI_CONF -u XIEZHI_STATE %s %s import subjects /dev/null 2>&1 >/dev/null", folder,
	    settings, program);
	FILE *p = popen(command, "r");
	char buf[4096];
	size_t n;

	assert_non_null(p);
	n = fread(buf, 1, sizeof(buf) - 1, p);
	buf[n] = '\0';
	(void)pclose(p);
	return arena_strdup(a, buf);
}

static void
test_cmd_instance(void **state)
{
	struct arena *a = arena_new("test");
	char root[] = "/tmp/xz-instance-XXXXXX";
	const char *tree, *inside;

	(void)state;
	assert_non_null(mkdtemp(root));
	tree = arena_printf(a, "%s/tree", root);
	inside = arena_printf(a, "%s/lib/db", tree);
	assert_int_equal(system(arena_printf(a, "mkdir -p %s %s/etc/instance && touch %s/etc/instance/run.sh", inside,
	    tree, tree)), 0);
	if (access("/etc/xiezhi/admin.conf", F_OK) != 0) {
		assert_non_null(strstr(import_in(a, root, ""), "which instance?"));
		assert_non_null(strstr(import_in(a, tree, ""), "which instance?"));	/* nothing runs there yet */
	}
	instance_file(a, arena_printf(a, "%s/var", tree));
	instance_file(a, arena_printf(a, "%s/second", tree));
	instance_file(a, arena_printf(a, "%s/far", root));
	assert_non_null(strstr(import_in(a, tree, ""), "/tree/var/etc/admin.conf"));
	assert_non_null(strstr(import_in(a, inside, ""), "/tree/var/etc/admin.conf"));
	assert_non_null(strstr(import_in(a, inside, "XIEZHI_STATE=second"), "/tree/second/etc/admin.conf"));
	assert_non_null(strstr(import_in(a, inside, arena_printf(a, "XIEZHI_STATE=%s/far", root)),
	    "/far/etc/admin.conf"));
	assert_non_null(strstr(import_in(a, inside, "XIEZHI_STATE=/nowhere"), "/nowhere/etc/admin.conf"));
	assert_non_null(strstr(import_in(a, inside,
	    arena_printf(a, "XIEZHI_STATE=second XIEZHI_CONF=%s/far/etc/admin.conf", root)), "/far/etc/admin.conf"));
	assert_int_equal(system(arena_printf(a, "rm -rf %s", root)), 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cmd_calls),
		cmocka_unit_test(test_cmd_check_odd_lines),
		cmocka_unit_test(test_cmd_instance),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, find_program, NULL);
}
