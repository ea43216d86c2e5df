/* seal.c - xiezhi seal: the keys agencies seal papers with; a device's key; revoking one; files for papers that
 * have none. */
#include <stdio.h>
#include <string.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/paper/sealing.h"
#include "lib/paper/seals.h"

#define PEM_MAX 4096

static const char *
state(struct db_row k)
{
	if (row_has(k, "revoked_at"))
		return "revoked";
	return row_has(k, "valid_until") ? "ended" : "live";
}

static int
list(struct arena *a, struct db *db, const char *name)
{
	const struct db_rows *rows;
	char from[TIME_TEXT_SIZE];
	enum err e = paper_seals_list(a, db, &rows);
	int i;

	if (e != OK)
		return cmd_failed(name, e);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row k = db_at(rows, i);

		time_text(row_time(k, "valid_from"), from);
		(void)printf("%s\t%s\t%s\t%s\t%s\n", row_text(k, "key_id"), row_text(k, "agency_name"),
		    row_text(k, "holder"), from, state(k));
	}
	return 0;
}

static const char *
read_pem(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "re");
	char *text = arena_alloc(a, PEM_MAX + 1);
	size_t n = f == NULL ? 0 : fread(text, 1, PEM_MAX, f);

	if (f != NULL)
		(void)fclose(f);
	return n == 0 ? NULL : text;
}

static int
device(struct arena *a, struct db *db, char **argv)
{
	const char *pem = read_pem(a, argv[3]);
	enum err e;

	if (pem == NULL)
		return cmd_fail(argv[0], "%s cannot be read", argv[3]);
	e = paper_seals_device(a, db, argv[2], pem);
	if (e == ERR_NOT_FOUND)
		return cmd_fail(argv[0], "no agency of the code %s", argv[2]);
	return e == OK ? 0 : cmd_failed(argv[0], e);
}

static int
files(struct arena *a, struct db *db, const char *name)
{
	int64_t n;
	enum err e = paper_sealing_all(a, db, &n);

	if (e != OK)
		return cmd_failed(name, e);
	(void)printf("%lld papers without a file will have one\n", (long long)n);
	return 0;
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct conf *conf;
	struct db *db;
	enum err e;

	if (!(argc == 2 && (str_eq(argv[1], "list") || str_eq(argv[1], "files"))) &&
	    !(argc == 4 && (str_eq(argv[1], "revoke") || str_eq(argv[1], "device")) && *argv[3] != '\0'))
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	if (argc == 2)
		return str_eq(argv[1], "list") ? list(a, db, argv[0]) : files(a, db, argv[0]);
	if (str_eq(argv[1], "device"))
		return device(a, db, argv);
	e = paper_seals_revoke(a, db, argv[2], argv[3]);
	if (e == ERR_NOT_FOUND)
		return cmd_fail(argv[0], "%s: no such key, or revoked already", argv[2]);
	return e == OK ? 0 : cmd_failed(argv[0], e);
}

int
cmd_seal(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
