/* files.c - see files.h. */
#include "lib/spotcheck/files.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"
#include "lib/tlog/file.h"

/* Noted as written only once all folders are on the disk; a file that changed meanwhile is written again. */
static enum err
written(struct arena *a, struct db *db, const struct db_rows *rows)
{
	const void *sha;
	size_t n;
	int i;
	enum err e = OK;

	for (i = 0; e == OK && i < db_count(rows); i++) {
		sha = row_bytes(a, db_at(rows, i), "sha256", &n);
		e = DB_EXEC(a, db, "update xz.spotcheck_file set written_at = xz.now() where task_id = $1 and name = $2"
		    " and sha256 = $3", DB_I64(row_i64(db_at(rows, i), "task_id")),
		    DB_TEXT(row_text(db_at(rows, i), "name")), DB_BYTES(sha, n));
	}
	return e;
}

/* All of them or none: a reader never finds a result beside the files of another step. */
static enum err
put_all(struct arena *a, struct db *db, const char *folder, const struct db_rows *rows)
{
	struct file_put *out;
	const void *bytes;
	size_t n;
	int i;
	enum err e = file_put_open(a, folder, &out);

	if (e != OK)
		return e;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		bytes = row_bytes(a, r, "body", &n);
		e = file_stage(out, arena_printf(a, "%s/%s", row_text(r, "draw_id"), row_text(r, "name")), bytes, n);
	}
	if (e == OK)
		e = file_commit(out);
	if (e == OK)
		e = file_put_sync(out);
	file_put_close(out);
	return e == OK ? written(a, db, rows) : e;
}

/* The next step of a draw with files to be written, after the one given.  *task 0: there is none. */
static enum err
next_step(struct arena *a, struct db *db, int64_t *task, int64_t *at)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select f.task_id, f.public_at from xz.spotcheck_file f where f.public_at is not null"
	    " and f.written_at is null and (f.task_id > $1 or (f.task_id = $1 and f.public_at > $2))"
	    " order by 1, 2 limit 1", DB_I64(*task), DB_TIME(*at));

	*task = e == OK ? row_i64(r, "task_id") : 0;
	*at = e == OK ? row_time(r, "public_at") : TIME_NONE;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
spotcheck_files_publish(struct arena *a, struct db *db, const char *folder, int64_t *n)
{
	const struct db_rows *rows;
	int64_t task = 0, at = TIME_NONE;
	const char *failed = NULL;
	enum err e;

	for (*n = 0;;) {
		struct arena *each = arena_child(a);	/* a file may be of a million lines */

		e = next_step(each, db, &task, &at);
		if (e == OK && task != 0)
			e = DB_MANY(each, db, &rows,
			    "select f.task_id, k.draw_id, f.name, f.body, f.sha256 from xz.spotcheck_file f"
			    " join xz.spotcheck_task k on k.id = f.task_id where f.task_id = $1 and f.public_at = $2"
			    " and f.written_at is null"
			    " order by f.name", DB_I64(task), DB_TIME(at));
		if (e != OK || task == 0) {
			arena_free(each);
			return e == OK && failed != NULL ? err_set(ERR_IO, "%s", failed) : e;
		}
		e = put_all(each, db, folder, rows);
		if (e == OK)
			*n += db_count(rows);
		else if (e == ERR_IO && failed == NULL)	/* another draw may still find room */
			failed = arena_printf(a,
			    "draw %s: none of the %d files of this step is published, they will be tried again: %s",
			    row_text(db_at(rows, 0), "draw_id"), db_count(rows), err_last());
		arena_free(each);
		if (e != OK && e != ERR_IO)
			return e;
	}
}

enum err
spotcheck_files_rebuild(struct arena *a, struct db *db, const char *folder, int64_t *n)
{
	const struct db_rows *rows;
	int64_t task = 0;
	enum err e = OK;

	/* a draw at a time */
	for (*n = 0; e == OK; *n += db_count(rows)) {
		struct arena *each = arena_child(a);
		struct db_row next;

		e = DB_ONE(each, db, &next,
		    "select coalesce(min(task_id), 0) as id from xz.spotcheck_file where task_id > $1"
		    " and public_at is not null", DB_I64(task));
		task = e == OK ? row_i64(next, "id") : 0;
		if (task == 0) {
			arena_free(each);
			break;
		}
		e = DB_MANY(a, db, &rows,
		    "select f.task_id, k.draw_id, f.name, f.body, f.sha256 from xz.spotcheck_file f"
		    " join xz.spotcheck_task k on k.id = f.task_id where f.task_id = $1 and f.public_at is not null",
		    DB_I64(task));
		if (e == OK)
			e = put_all(each, db, folder, rows);
		arena_free(each);
	}
	return e;
}
