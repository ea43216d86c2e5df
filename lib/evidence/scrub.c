/* scrub.c - see scrub.h. */
#include "lib/evidence/scrub.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/evidence/disk.h"
#include "lib/evidence/spool.h"
#include "lib/evidence/store.h"

const char *
evidence_scrub_kind_name(enum scrub_kind k)
{
	static const char *const names[SCRUB_KINDS] = { "damaged", "missing", "orphan", "left", "abandoned" };

	return names[k];
}

static void
found(struct scrub *s, enum scrub_kind k, const char *name)
{
	s->count[k]++;
	s->found(s->ctx, k, name);
}

/* ---- every row has its file, whole */

static enum err
look_at(struct arena *a, struct db_row r, const char **result)
{
	struct store_reader *file;
	struct store_content c = { .size = -1 };
	size_t n;
	enum err e = evidence_store_open(a, row_text(r, "address"), &file);

	if (e == OK)
		e = evidence_store_measure(a, file, &c);
	if (e != OK && e != ERR_NOT_FOUND && e != ERR_STATE)
		return e;
	if (e == ERR_NOT_FOUND)
		*result = "missing";
	else if (e == OK && c.size == row_i64(r, "size") && memcmp(c.sha256, row_bytes(a, r, "sha256", &n), 32) == 0 &&
	    memcmp(c.sm3, row_bytes(a, r, "sm3", &n), 32) == 0)
		*result = "ok";
	else
		*result = "damaged";
	return OK;
}

static enum err
check_one(struct arena *a, struct db *db, struct scrub *s, struct db_row r)
{
	const char *result;
	char ref[REF_TEXT_SIZE];
	enum err e = look_at(a, r, &result);

	if (e != OK)
		return e;
	ref_text(row_ref(r, "ref"), ref);
	if (str_eq(result, "missing"))
		found(s, SCRUB_MISSING, ref);
	else if (str_eq(result, "damaged"))
		found(s, SCRUB_DAMAGED, ref);
	s->files++;
	s->bytes += row_i64(r, "size");
	return DB_EXEC(a, db, "insert into xz.record_check (file_id, result, checked_at) values ($1, $2, xz.now())"
	    " on conflict (file_id) do update set result = excluded.result, checked_at = excluded.checked_at",
	    DB_I64(row_i64(r, "id")), DB_TEXT(result));
}

static enum err
check_files(struct arena *a, struct db *db, struct scrub *s)
{
	const struct db_rows *rows;
	int64_t last = 0, of = 0;
	struct db_row r;
	int i;
	enum err e = DB_ONE(a, db, &r, "select coalesce(sum(size), 0)::bigint as of from xz.record_file");

	if (e == OK)
		of = row_i64(r, "of");
	while (e == OK) {
		struct arena *some = arena_child(a);

		e = DB_MANY(some, db, &rows,
		    "select id, ref, address, size, sha256, sm3 from xz.record_file where id > $1"
		    " order by id limit 100", DB_I64(last));
		for (i = 0; e == OK && i < db_count(rows); i++) {
			struct arena *one = arena_child(some);

			r = db_at(rows, i);
			last = row_i64(r, "id");
			e = check_one(one, db, s, r);
			s->progress(s->ctx, s->bytes, of);
			arena_free(one);
		}
		i = e == OK ? db_count(rows) : 0;
		arena_free(some);
		if (i == 0)
			break;
	}
	return e;
}

/* ---- every file has its row */

typedef enum err (*entry_fn)(struct arena *a, struct scrub *s, const char *path, const char *name, void *ctx);

/* Files of a folder that are old enough; a folder that is not there has none. */
static enum err
each_file(struct arena *a, struct scrub *s, const char *folder, entry_fn fn, void *ctx)
{
	DIR *dir = opendir(folder);
	struct dirent *d;
	struct stat st;
	enum err e = OK;

	if (dir == NULL)
		return errno == ENOENT ? OK : err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	while (e == OK && (d = readdir(dir)) != NULL) {
		if (d->d_name[0] == '.' || fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		/* the file system keeps real time */
		if (clock_real_now() - st.st_mtim.tv_sec * SECOND_US >= s->age_us)
			e = fn(a, s, arena_printf(a, "%s/%s", folder, d->d_name), d->d_name, ctx);
	}
	(void)closedir(dir);
	return e;
}

static enum err
orphan(struct arena *a, struct scrub *s, const char *path, const char *name)
{
	const char *folder = arena_printf(a, "%s/orphan", evidence_store_folder());
	enum err e;

	found(s, SCRUB_ORPHAN, path);
	if (!s->tidy)
		return OK;
	e = disk_folder(a, folder);
	if (e == OK && rename(path, arena_printf(a, "%s/%s", folder, name)) != 0)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return e;
}

static enum err
has_row(struct arena *a, struct scrub *s, const char *path, const char *name, void *ctx)
{
	const struct db_rows *rows = ctx;
	int low = 0, high = db_count(rows), middle, order;

	while (low < high) {
		middle = (low + high) / 2;
		order = strcmp(name, row_text(db_at(rows, middle), "address"));
		if (order == 0)
			return OK;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return orphan(a, s, path, name);
}

static enum err
left(struct arena *a, struct scrub *s, const char *path, const char *name, void *ctx)
{
	(void)a;
	(void)name;
	(void)ctx;
	found(s, SCRUB_LEFT, path);
	if (s->tidy && unlink(path) != 0)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return OK;
}

static enum err
aside(struct arena *a, struct scrub *s, const char *path, const char *name, void *ctx)
{
	(void)a;
	(void)path;
	(void)name;
	(void)ctx;
	s->aside++;
	return OK;
}

static enum err
check_folders(struct arena *a, struct db *db, struct scrub *s)
{
	const struct db_rows *rows;
	enum err e = OK;
	char two[3];
	int i;

	for (i = 0; e == OK && i < 256; i++) {
		struct arena *one = arena_child(a);

		(void)snprintf(two, sizeof(two), "%02x", (unsigned)i);
		e = DB_MANY(one, db, &rows,
		    "select address from xz.record_file where address >= $1 and address < $1 || 'g'"
		    " order by address", DB_TEXT(two));
		if (e == OK)
			e = each_file(one, s, arena_printf(one, "%s/%s", evidence_store_folder(), two), has_row,
			    (void *)(uintptr_t)rows);
		arena_free(one);
	}
	if (e == OK)
		e = each_file(a, s, arena_printf(a, "%s/new", evidence_store_folder()), left, NULL);
	return e == OK ? each_file(a, s, arena_printf(a, "%s/damaged", evidence_store_folder()), aside, NULL) : e;
}

/* ---- uploads */

static enum err
check_spool(struct arena *a, struct db *db, struct scrub *s)
{
	char text[REF_TEXT_SIZE];
	struct db_row r;
	struct ref *list;
	size_t i, n;
	enum err e = evidence_spool_list(a, &list, &n);

	for (i = 0; e == OK && i < n; i++) {
		e = DB_ONE(a, db, &r, "select exists (select from xz.record_upload where ref = $1 and state = 'open'"
		    " and expires_at > xz.now()) as live", DB_REF(list[i]));
		if (e != OK || row_bool(r, "live"))
			continue;
		ref_text(list[i], text);
		found(s, SCRUB_ABANDONED, text);
		if (s->tidy)
			e = evidence_spool_drop(a, list[i]);
	}
	if (e == OK && s->tidy)
		e = DB_EXEC(a, db, "update xz.record_upload set state = 'ended' where state = 'open'"
		    " and expires_at <= xz.now()");
	return e;
}

enum err
evidence_scrub(struct arena *a, struct db *db, struct scrub *s)
{
	enum err e = check_files(a, db, s);

	if (e == OK)
		e = check_folders(a, db, s);
	return e == OK ? check_spool(a, db, s) : e;
}

enum err
evidence_scrub_due(struct arena *a, struct db *db, int64_t days, const char **result)
{
	struct db_row r, none;
	enum err e = DB_ONE(a, db, &r, "select id, ref, address, size, sha256, sm3 from xz.record_scrub_due($1::int)",
	    DB_I64(days));

	*result = NULL;
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	e = look_at(a, r, result);
	if (e == ERR_IO) {	/* the disk does not give it: it must not hold up the others */
		*result = "damaged";
		e = OK;
	}
	return e == OK ? DB_ONE(a, db, &none, "select xz.record_scrub_note($1, $2)", DB_I64(row_i64(r, "id")),
	    DB_TEXT(*result)) : e;
}
