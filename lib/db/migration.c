/* migration.c - see migration.h. */
#include "lib/db/migration.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/migration_priv.h"

/* The series 0001 to 0041 was folded into 0101 and on. */
#define OLD_LAST 41
#define FOLDED_FIRST 101

enum err
migrate_read_file(struct arena *a, const char *path, const char **out)
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

enum err
migrate_read_folder(struct arena *a, const char *folder, struct migration **out, int *n)
{
	struct dirent **names;
	struct migration *list;
	enum err e = OK;
	int i, count = scandir(folder, &names, is_migration, alphasort);

	if (count < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	list = ARENA_ARRAY(a, struct migration, (size_t)count + 1);
	for (i = 0; i < count; i++) {
		list[i].name = arena_strdup(a, names[i]->d_name);
		list[i].number = strtol(names[i]->d_name, NULL, 10);
		list[i].online = strstr(names[i]->d_name, ".online.") != NULL;
		if (e == OK)
			e = migrate_read_file(a, arena_printf(a, "%s/%s", folder, list[i].name), &list[i].sql);
		free(names[i]);
	}
	free(names);
	*out = list;
	*n = count;
	return e;
}

enum err
migrate_note(struct arena *a, struct db *db, const struct migration *m)
{
	return DB_EXEC(a, db,
	    "insert into public.xz_migration (number, name, sha256)"
	    " values ($1, $2, encode(sha256(convert_to($3, 'UTF8')), 'hex'))"
	    " on conflict (number) do update set name = excluded.name, sha256 = excluded.sha256,"
	    " applied_at = excluded.applied_at where excluded.number = 0",
	    DB_I64(m->number), DB_TEXT(m->name), DB_TEXT(m->sql));
}

enum err
migrate_script(struct arena *a, struct db *db, const char *name, const char *sql)
{
	enum err e = db_script(db, sql);

	return e == OK ? OK : err_set(e, "%s: %s", name, arena_strdup(a, err_last()));
}

static enum err
apply_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct migration *m = ctx;
	/* what a large store takes, not what a request may */
	enum err e = db_script(db, "set local statement_timeout = 0");

	if (e == OK)
		e = migrate_script(a, db, m->name, m->sql);
	return e == OK ? migrate_note(a, db, m) : e;
}

/* Statement by statement, each ending in a semicolon at the end of a line. */
static enum err
apply_online(struct arena *a, struct db *db, const struct migration *m)
{
	const char *p = m->sql, *end;
	enum err e = OK;

	while (e == OK && *p != '\0') {
		end = strstr(p, ";\n");
		end = end != NULL ? end + 2 : p + strlen(p);
		e = migrate_script(a, db, m->name, arena_strndup(a, p, (size_t)(end - p)));
		p = end;
	}
	return e == OK ? migrate_note(a, db, m) : e;
}

static enum err
landed(struct arena *a, struct db *db, const struct migration *m, bool *out)
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

/* Whether a store that stands there goes on by the files of the list; one at the end of the old series is taken
 * over. */
static enum err
join_series(struct arena *a, struct db *db, const char *folder, const struct migration *list, int n)
{
	struct db_row row;
	int64_t last = 0, landed_n = 0, known = n > 0 ? list[n - 1].number : 0;
	enum err e = DB_ONE(a, db, &row,
	    "select coalesce(max(number), 0) as last, count(*) as n from public.xz_migration where number > 0");

	if (e == OK) {
		last = row_i64(row, "last");
		landed_n = row_i64(row, "n");
	}
	if (e != OK || last == 0)
		return e;
	if (last > known)
		return err_set(ERR_STATE,
		    "the store has schema %lld, this version knows up to %lld: start the version that"
		    " brought it there", (long long)last, (long long)known);
	if (last >= FOLDED_FIRST)
		return OK;
	if (last > OLD_LAST)
		return err_set(ERR_STATE,
		    "the store has schema %lld, which no version brings: load the backup with schema %d",
		    (long long)last, OLD_LAST);
	if (landed_n != OLD_LAST)
		return err_set(ERR_STATE,
		    "the store has %lld of the %d migrations of the old series: start the last version with"
		    " schema %d on it first", (long long)landed_n, OLD_LAST, OLD_LAST);
	return migrate_take_over(a, db, folder, list, n);
}

static enum err
apply_new(struct arena *a, struct db *db, struct migration *list, int n, int *applied)
{
	enum err e = OK;
	bool done;
	int i;

	for (i = 0; e == OK && i < n; i++) {
		e = landed(a, db, &list[i], &done);
		if (e != OK || done)
			continue;
		e = list[i].online ? apply_online(a, db, &list[i])
		    : db_tx_run(a, db, NULL, apply_fn, &list[i], NULL);
		if (e == OK)
			(*applied)++;
	}
	return e;
}

enum err
migrate_run(struct arena *a, struct db *db, const char *folder, const char *const *modules, struct migrated *out)
{
	struct migration *list = NULL;
	int n = 0;
	enum err e = db_script(db, "set role xz_owner");

	if (e == OK)
		e = db_script(db,
		    "create table if not exists public.xz_migration (number integer primary key,"
		    " name text not null, sha256 text not null, applied_at timestamptz not null"
		    " default clock_timestamp());"	/* real time */
		    " grant select on public.xz_migration to public");
	*out = (struct migrated){ 0 };
	if (e == OK)
		e = migrate_read_folder(a, folder, &list, &n);
	if (e == OK)
		e = join_series(a, db, folder, list, n);
	if (e == OK)
		e = apply_new(a, db, list, n, &out->applied);
	if (e == OK)
		e = migrate_again(a, db, folder, modules, &out->again);
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
