/* files.c - see files.h. */
#include "lib/spotcheck/files.h"

#include <stdbool.h>

#include "lib/base/arena.h"
#include "lib/db/db.h"
#include "lib/tlog/file.h"

#define FILES_A_TIME 20		/* a file may be of a million lines: few are in hand at once */

static enum err
put(struct arena *a, struct file_put *out, struct db_row r)
{
	const char *path = arena_printf(a, "%s/%s", row_text(r, "draw_id"), row_text(r, "name"));
	const void *bytes;
	size_t n;

	bytes = row_bytes(a, r, "body", &n);
	return file_put(out, path, bytes, n);
}

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
		e = DB_EXEC(a, db, "update xz.spotcheck_file set written_at = xz.now() where task_id = $1 and name = $2 and sha256 = $3",
		    DB_I64(row_i64(db_at(rows, i), "task_id")), DB_TEXT(row_text(db_at(rows, i), "name")), DB_BYTES(sha, n));
	}
	return e;
}

static enum err
put_all(struct arena *a, struct db *db, const char *folder, const struct db_rows *rows)
{
	struct file_put *out;
	int i;
	enum err e = file_put_open(a, folder, &out);

	if (e != OK)
		return e;
	for (i = 0; e == OK && i < db_count(rows); i++)
		e = put(a, out, db_at(rows, i));
	if (e == OK)
		e = file_put_sync(out);
	file_put_close(out);
	return e == OK ? written(a, db, rows) : e;
}

enum err
spotcheck_files_publish(struct arena *a, struct db *db, const char *folder, int64_t *n)
{
	const struct db_rows *rows;
	enum err e;

	*n = 0;
	do {
		struct arena *each = arena_child(a);

		e = DB_MANY(each, db, &rows, "select f.task_id, k.draw_id, f.name, f.body, f.sha256 from xz.spotcheck_file f"
		    " join xz.spotcheck_task k on k.id = f.task_id where f.public_at is not null and f.written_at is null"
		    " order by f.task_id, f.public_at, f.name limit $1", DB_I64(FILES_A_TIME));
		if (e == OK && db_count(rows) > 0)
			e = put_all(each, db, folder, rows);
		if (e == OK)
			*n += db_count(rows);
		if (e != OK || db_count(rows) < FILES_A_TIME) {
			arena_free(each);
			break;
		}
		arena_free(each);
	} while (true);
	return e;
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

		e = DB_ONE(each, db, &next, "select coalesce(min(task_id), 0) as id from xz.spotcheck_file where task_id > $1"
		    " and public_at is not null", DB_I64(task));
		task = e == OK ? row_i64(next, "id") : 0;
		if (task == 0) {
			arena_free(each);
			break;
		}
		e = DB_MANY(a, db, &rows, "select f.task_id, k.draw_id, f.name, f.body, f.sha256 from xz.spotcheck_file f"
		    " join xz.spotcheck_task k on k.id = f.task_id where f.task_id = $1 and f.public_at is not null", DB_I64(task));
		if (e == OK)
			e = put_all(each, db, folder, rows);
		arena_free(each);
	}
	return e;
}
