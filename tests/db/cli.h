/* cli.h - for tests of commands that need a store: runs build/.../bin/xiezhi on XZ_TEST_DB (empty) or
 * XZ_TEST_DEMO_DB. */
#ifndef TESTS_DB_CLI_H
#define TESTS_DB_CLI_H
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
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

struct cli {
	struct arena *a;
	struct db *db;
	const char *folder;	/* temporary: the configuration and its state */
	const char *program;
};

static inline void
ok(enum err e)
{
	if (e != OK)
		fail_msg("%s: %s", err_name(e), err_last());
}

/* False: skipped. */
static inline bool
cli_open_store(struct cli *c, const char *variable)
{
	const char *conninfo = getenv(variable);
	char path[4096], folder[] = "/tmp/xz-cli-XXXXXX", *slash;
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	FILE *f;
	int up;

	if (conninfo == NULL || n <= 0) {
		print_message("# SKIP: %s is not set\n", variable);
		return false;
	}
	path[n] = '\0';
	for (up = 0; up < 3 && (slash = strrchr(path, '/')) != NULL; up++)
		*slash = '\0';
	c->a = arena_new("cli");
	c->program = arena_printf(c->a, "%s/bin/xiezhi", path);
	if (access(c->program, X_OK) != 0) {
		print_message("# SKIP: no %s\n", c->program);
		return false;
	}
	assert_non_null(mkdtemp(folder));
	c->folder = arena_strdup(c->a, folder);
	f = fopen(arena_printf(c->a, "%s/admin.conf", folder), "w");
	assert_non_null(f);
	(void)fprintf(f, "state = %s\nkeys = %s/keys\ndatabase = %s user=xz_admin\ntest_clock = 1\n", folder,
	    folder, conninfo);
	assert_int_equal(fclose(f), 0);
	ok(db_open(c->a, arena_printf(c->a, "%s user=xz_admin", conninfo), "test", &c->db));
	return true;
}

static inline bool
cli_open(struct cli *c)
{
	return cli_open_store(c, "XZ_TEST_DB");
}

static inline void
cli_close(struct cli *c)
{
	assert_int_equal(system(arena_printf(c->a, "rm -rf %s", c->folder)), 0);
	arena_free(c->a);
}

/* What the command said of a failure, for who reads the log. */
static inline void
cli_said(struct cli *c)
{
	char line[1024];
	FILE *f = fopen(arena_printf(c->a, "%s/stderr", c->folder), "r");

	if (f == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL)
		print_message("# %s%s", line, strchr(line, '\n') != NULL ? "" : "\n");
	(void)fclose(f);
}

/* Standard output; the exit code in *code. */
static inline char *
cli_run(struct cli *c, const char *args, int *code)
{
	char buf[4096];
	struct str out;
	size_t got;
	FILE *p = popen(arena_printf(c->a, "%s --app . --conf %s/admin.conf %s 2>%s/stderr", c->program,
	    c->folder, args, c->folder), "r");

	assert_non_null(p);
	str_init(&out, c->a);
	while ((got = fread(buf, 1, sizeof(buf), p)) > 0)
		str_addn(&out, buf, got);
	*code = pclose(p);
	*code = WIFEXITED(*code) ? WEXITSTATUS(*code) : -1;
	if (*code != 0)
		cli_said(c);
	return out.s;
}

static inline int64_t
count_of(struct cli *c, const char *sql)
{
	struct db_stmt *st = ARENA_NEW(c->a, struct db_stmt);
	struct db_row r;

	*st = (struct db_stmt){ .sql = sql, .where = "test" };
	ok(db_one(c->a, c->db, st, &r, NULL, 0));
	return row_i64(r, "n");
}
#endif
