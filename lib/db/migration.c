/* migration.c - see migration.h. */
#include "lib/db/migration.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

struct one {
	int64_t number;
	const char *name;
	const char *sql;
	bool online;
};

static enum err
read_file(struct arena *a, const char *path, const char **out)
{
	struct str s;
	char buf[8192];
	size_t n;
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	str_init(&s, a);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		str_addn(&s, buf, n);
	(void)fclose(f);
	*out = s.s;
	return OK;
}

static int
is_migration(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 9 && strspn(d->d_name, "0123456789") == 4 && strcmp(d->d_name + n - 4, ".sql") == 0;
}

static enum err
read_folder(struct arena *a, const char *folder, struct one **out, int *n)
{
	struct dirent **names;
	struct one *list;
	enum err e = OK;
	int i, count = scandir(folder, &names, is_migration, alphasort);

	if (count < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	list = ARENA_ARRAY(a, struct one, (size_t)count + 1);
	for (i = 0; i < count; i++) {
		list[i].name = arena_strdup(a, names[i]->d_name);
		list[i].number = strtol(names[i]->d_name, NULL, 10);
		list[i].online = strstr(names[i]->d_name, ".online.") != NULL;
		if (e == OK)
			e = read_file(a, arena_printf(a, "%s/%s", folder, list[i].name), &list[i].sql);
		free(names[i]);
	}
	free(names);
	*out = list;
	*n = count;
	return e;
}

static enum err
note(struct arena *a, struct db *db, const struct one *m)
{
	return DB_EXEC(a, db,
	    "insert into public.xz_migration (number, name, sha256)"
	    " values ($1, $2, encode(sha256(convert_to($3, 'UTF8')), 'hex'))",
	    DB_I64(m->number), DB_TEXT(m->name), DB_TEXT(m->sql));
}

static enum err
apply_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct one *m = ctx;
	enum err e = db_script(db, m->sql);

	return e == OK ? note(a, db, m) : e;
}

/* Statement by statement, each ending in a semicolon at the end of a line. */
static enum err
apply_online(struct arena *a, struct db *db, const struct one *m)
{
	const char *p = m->sql, *end;
	enum err e = OK;

	while (e == OK && *p != '\0') {
		end = strstr(p, ";\n");
		end = end != NULL ? end + 2 : p + strlen(p);
		e = db_script(db, arena_strndup(a, p, (size_t)(end - p)));
		p = end;
	}
	return e == OK ? note(a, db, m) : e;
}

static enum err
landed(struct arena *a, struct db *db, const struct one *m, bool *out)
{
	struct db_row row;
	enum err e = DB_ONE(a, db, &row,
	    "select sha256 = encode(sha256(convert_to($2, 'UTF8')), 'hex') as same"
	    " from public.xz_migration where number = $1", DB_I64(m->number), DB_TEXT(m->sql));

	*out = e == OK;
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e == OK && !row_bool(row, "same"))
		return err_set(ERR_STATE, "%s changed after it had landed", m->name);
	return e;
}

enum err
migrate_run(struct arena *a, struct db *db, const char *folder, int *applied)
{
	struct one *list = NULL;
	bool done;
	int i, n = 0;
	enum err e = db_script(db, "set role xz_owner");

	if (e == OK)
		e = db_script(db,
		    "create table if not exists public.xz_migration (number integer primary key,"
		    " name text not null, sha256 text not null, applied_at timestamptz not null"
		    " default clock_timestamp());"	/* real time */
		    " grant select on public.xz_migration to public");
	*applied = 0;
	if (e == OK)
		e = read_folder(a, folder, &list, &n);
	for (i = 0; e == OK && i < n; i++) {
		e = landed(a, db, &list[i], &done);
		if (e != OK || done)
			continue;
		e = list[i].online ? apply_online(a, db, &list[i])
		    : db_tx_run(a, db, NULL, apply_fn, &list[i], NULL);
		if (e == OK)
			(*applied)++;
	}
	return e == OK ? db_script(db, "reset role") : e;
}

enum err
migrate_version(struct arena *a, struct db *db, int64_t *out)
{
	struct db_row row;
	enum err e = DB_ONE(a, db, &row,
	    "select coalesce(max(number), 0) as n from public.xz_migration");

	if (e == OK)
		*out = row_i64(row, "n");
	return e;
}
