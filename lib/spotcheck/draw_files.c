/* draw_files.c - the files of a draw in an act: written, read again. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/priv.h"

enum err
spot_file(struct act_move *m, const char *name, const char *text, size_t n, bool open, const char *kind)
{
	const struct spotcheck_draw *d = spot_of(m);
	unsigned char sha[32];
	char hex[65];
	enum err e;

	sha256(text, n, sha);
	e = DB_EXEC(m->a, m->db,
	    "insert into xz.spotcheck_file (task_id, name, body, sha256, public_at) values ($1, $2, $3, $4, $5)"
	    " on conflict (task_id, name) do update set body = excluded.body, sha256 = excluded.sha256,"
	    " written_at = null", DB_I64(d->id), DB_TEXT(name), DB_BYTES(text, n), DB_BYTES(sha, 32),
	    DB_TIME(open ? m->now : TIME_NONE));
	if (e != OK || kind == NULL)
		return e;
	str_hex(sha, sizeof(sha), hex);
	return act_log_as(m, d->draw_id, kind, hex);
}

enum err
spot_file_get(struct act_move *m, const char *name, const char **text, unsigned char sha[32])
{
	const void *bytes;
	struct db_row r;
	size_t n;
	enum err e = DB_ONE(m->a, m->db, &r, "select body from xz.spotcheck_file where task_id = $1 and name = $2",
	    DB_I64(spot_of(m)->id), DB_TEXT(name));

	if (e != OK)
		return e;
	bytes = row_bytes(m->a, r, "body", &n);
	sha256(bytes, n, sha);
	if (text != NULL)
		*text = arena_strndup(m->a, bytes, n);
	return OK;
}
