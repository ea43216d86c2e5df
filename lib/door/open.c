/* open.c - see open.h. */
#include "lib/door/open.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/evidence/zip.h"
#include "lib/sec/sec.h"

static struct db_param
session(struct arena *a, const char *token)
{
	unsigned char *hash = arena_alloc(a, SHA256_SIZE);

	sha256(token, strlen(token), hash);
	return DB_BYTES(hash, SHA256_SIZE);
}

enum err
door_grant_put(struct arena *a, struct db *db, const struct door_grant *g)
{
	return DB_EXEC(a, db, "insert into xz.door_grant (track_id, message_id, by_whom, agent, authority, granted_by,"
	    " granted_at, until_at) values ($1, $2, $3, $4, $5, $6, $7, $8)", DB_I64(g->track), DB_ID(g->message),
	    DB_TEXT(g->by_whom), DB_BOOL(g->agent), DB_TEXT(g->authority), DB_I64(g->account), DB_TIME(g->now),
	    DB_TIME(g->until));
}

enum err
door_grant_readings(struct arena *a, struct db *db, int64_t message, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select coalesce(d.title, t.name_zh) as name_zh, t.name_en, r.at from xz.door_grant g"
	    " join xz.door_reading r on r.grant_id = g.id left join xz.record_document d on d.id = r.document_id"
	    " left join xz.record_document_type t on t.code = d.type where g.message_id = $1"
	    " order by r.id desc limit 100", DB_I64(message));
}

enum err
door_open_get(struct arena *a, struct db *db, const char *token, struct ref which, struct door_open *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select ref, by_whom, agent, granted_at, until_at from xz.door_open($1, $2)",
	    session(a, token), DB_REF(which));

	if (e == OK)
		*out = (struct door_open){ .ref = row_ref(r, "ref"), .by_whom = row_text(r, "by_whom"),
		    .agent = row_bool(r, "agent"), .granted_at = row_time(r, "granted_at"),
		    .until_at = row_time(r, "until_at") };
	return e;
}

enum err
door_open_papers(struct arena *a, struct db *db, const char *token, struct ref which, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select ref, name_zh, name_en, number, made_at, made"
	    " from xz.door_open_papers($1, $2)", session(a, token), DB_REF(which));
}

enum err
door_open_paper(struct arena *a, struct db *db, const char *token, struct ref which, struct ref paper,
    const void **out, size_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select content from xz.door_open_read($1, $2, $3)", session(a, token),
	    DB_REF(which), DB_REF(paper));

	if (e == OK)
		*out = row_bytes(a, r, "content", n);
	return e;
}

static enum err
gather(const void *bytes, size_t n, void *ctx)
{
	str_addn(ctx, bytes, n);
	return OK;
}

/* 01-notice.pdf ...: in the order in which they were made. */
static enum err
add(struct arena *a, struct zip_writer *z, int i, struct db_row r)
{
	size_t n;
	const void *bytes = row_bytes(a, r, "content", &n);

	return zip_member(z, arena_printf(a, "%02d-%s.pdf", i + 1, row_text(r, "type")), bytes, n);
}

enum err
door_open_zip(struct arena *a, struct db *db, const char *token, struct ref which, const void *cover, size_t cover_n,
    const void **out, size_t *n)
{
	const struct db_rows *rows;
	struct zip_writer *z;
	struct str all;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select type, content from xz.door_open_read($1, $2, null)",
	    session(a, token), DB_REF(which));

	if (e == OK && db_count(rows) == 0)
		return err_set(ERR_NOT_FOUND, "no file is open");
	if (e != OK)
		return e;
	str_init(&all, a);
	z = zip_begin(a, gather, &all);
	e = zip_member(z, "00-cover.pdf", cover, cover_n);
	for (i = 0; e == OK && i < db_count(rows); i++)
		e = add(a, z, i, db_at(rows, i));
	if (e == OK)
		e = zip_end(z);
	*out = all.s;
	*n = all.len;
	return e;
}
