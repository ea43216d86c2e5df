/* store.c - what the commands that need a store share: configuration, connection, words. */
#include <stdarg.h>
#include <stdio.h>

#include "cgi/modules.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/db/db.h"
#include "lib/sec/keys.h"
#include "lib/web/site.h"

int
cmd_fail(const char *command, const char *fmt, ...)
{
	va_list ap;

	(void)fprintf(stderr, "xiezhi %s: ", command);
	va_start(ap, fmt);
	(void)vfprintf(stderr, fmt, ap);
	va_end(ap);
	(void)fputc('\n', stderr);
	return 2;
}

int
cmd_failed(const char *command, enum err e)
{
	const char *detail = err_last();

	return cmd_fail(command, "%s", *detail != '\0' ? detail : err_name(e));
}

bool
cmd_conf(struct arena *a, const char *command, struct conf **out)
{
	static const char *const known[] = { "app", "state", "database", "test_clock", "keys", "site_code",
	    "log_name", "evidence", "spool", SITE_KEYS, NULL };
	const char *path = cmd_conf_path(a);

	if (path == NULL) {
		(void)cmd_fail(command, "which instance? In its checkout it is found; elsewhere"
		    " XIEZHI_STATE=FOLDER xiezhi %s ... or xiezhi --conf FOLDER/etc/admin.conf %s ...", command,
		    command);
		return false;
	}
	if (conf_load(a, path, known, out) != OK) {
		(void)cmd_failed(command, ERR_IO);
		return false;
	}
	return true;
}

bool
cmd_store(struct arena *a, const char *command, struct conf **conf, struct db **db)
{
	const char *database;

	if (!cmd_conf(a, command, conf))
		return false;
	database = conf_text(*conf, "database", NULL);
	if (database == NULL) {
		(void)cmd_fail(command, "%s names no database", cmd_conf_path(a));
		return false;
	}
	if (db_open(a, database, "xiezhi", db) != OK) {
		(void)cmd_failed(command, ERR_DB);
		return false;
	}
	return true;
}

enum err
cmd_start(struct arena *a, const char *command, const struct conf *conf)
{
	struct program_keys keys;
	enum err e = program_keys_need(a, arena_printf(a, "xiezhi %s", command), conf_text(conf, "keys", NULL), &keys);

	if (e == OK)
		modules_start(a, conf, &keys);
	return e;
}

int
cmd_with_arena(int (*run)(struct arena *a, int argc, char **argv), int argc, char **argv)
{
	struct arena *a = arena_new(argv[0]);
	int rc = run(a, argc, argv);

	arena_free(a);
	if (fflush(stdout) != 0) {
		perror("xiezhi");
		return rc != 0 ? rc : 1;
	}
	return rc;
}
