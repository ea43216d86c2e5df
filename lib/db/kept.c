/* kept.c - see kept.h. */
#include "lib/db/kept.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/db/db.h"

#define MANY 1000		/* rows; fewer are counted in a moment */

static enum err
read_doc(struct arena *a, const char *text, struct db_kept *out)
{
	out->doc = json_in(a, text, 0);
	return out->doc != NULL ? OK : err_set(ERR_DB, "a kept figure is no JSON");
}

enum err
db_kept_find(struct arena *a, struct db *db, const char *name, const char *key, struct db_kept *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select at, doc::text as doc from xz.db_kept where name = $1 and key = $2"
	    " and at > clock_timestamp() - interval '10 minutes'", DB_TEXT(name), DB_TEXT(key));	/* real time */

	if (e != OK)
		return e;
	out->at = row_time(r, "at");
	return read_doc(a, row_text(r, "doc"), out);
}

enum err
db_kept_put(struct arena *a, struct db *db, const char *name, const char *key, struct db_row row, struct db_kept *out)
{
	const char *doc = row_text(row, "doc");
	enum err e = row_i64(row, "counted") < MANY ? OK : DB_EXEC(a, db, "insert into xz.db_kept (name, key, doc)"
	    " values ($1, $2, $3::json) on conflict (name, key) do update set at = clock_timestamp()," /* real time */
	    " doc = excluded.doc", DB_TEXT(name), DB_TEXT(key), DB_TEXT(doc));

	out->at = TIME_NONE;
	return e == OK ? read_doc(a, doc, out) : e;
}

enum err
db_kept_forget(struct arena *a, struct db *db, const char *name)
{
	return DB_EXEC(a, db, "update xz.db_kept set at = '-infinity' where name = $1", DB_TEXT(name));
}

enum err
db_kept_purge(struct arena *a, struct db *db, int64_t *gone)
{
	return DB_EXEC_N(a, db, gone,
	    "delete from xz.db_kept where at < clock_timestamp() - interval '1 day'");	/* real time */
}
