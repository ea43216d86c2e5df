/* store.c - what the store knows of the log: hashes for proofs, entries, the published checkpoint; see tlog.h. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/tlog.h"

static enum err
read_hashes(void *ctx, int level, int64_t first, int count, struct tlog_hash *out)
{
	struct tlog_store *s = ctx;
	struct arena *a = arena_child(s->arena);
	const struct db_rows *rows;
	const void *bytes;
	size_t n;
	enum err e;
	int i;

	if (level == 0)
		e = DB_MANY(a, s->db, &rows, "select hash from xz.tlog_leaf where idx >= $1 and idx < $2 order by idx",
		    DB_I64(first), DB_I64(first + count));
	else
		e = DB_MANY(a, s->db, &rows,
		    "select hash from xz.tlog_node where level = $1 and n >= $2 and n < $3 order by n", DB_I64(level),
		    DB_I64(first), DB_I64(first + count));
	if (e == OK && db_count(rows) != count)
		e = err_set(ERR_DB, "the log misses hashes of level %d from %lld", level, (long long)first);
	for (i = 0; e == OK && i < count; i++) {
		bytes = row_bytes(a, db_at(rows, i), "hash", &n);
		memcpy(out[i].b, bytes, TLOG_HASH);
	}
	arena_free(a);
	return e;
}

void
tlog_store_init(struct tlog_store *s, struct arena *a, struct db *db)
{
	*s = (struct tlog_store){ .arena = a, .db = db, .reader = { .read = read_hashes, .ctx = s } };
}

static enum err
leaf_row(struct arena *a, struct db_row r, struct tlog_leaf *out)
{
	struct tlog_entry e;
	const void *hash;
	size_t n;

	*out = (struct tlog_leaf){ .index = row_i64(r, "idx"), .kind = row_text(r, "kind"), .id = row_text(r, "ref"),
	    .line = row_text(r, "line") };
	if (!tlog_entry_parse(a, out->line, strlen(out->line), &e))
		return err_set(ERR_DB, "leaf %lld holds no entry", (long long)out->index);
	out->at = e.at;
	out->digest = e.digest;
	hash = row_bytes(a, r, "hash", &n);
	str_hex(hash, TLOG_HASH, out->hash);
	return OK;
}

enum err
tlog_find(struct arena *a, struct db *db, const char *kind, const char *id, const char *digest, struct tlog_leaf *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select idx, kind, ref, line, hash from xz.tlog_leaf where ref = $1 and kind = $2"
	    " and ($3::text is null or right(line, 66) = $3 || '\"}') order by idx desc limit 1",
	    DB_TEXT(id), DB_TEXT(kind), DB_TEXT(digest));

	return e == OK ? leaf_row(a, r, out) : e;
}

enum err
tlog_disclosed(struct arena *a, struct db *db, const char *id, const char *digest, struct tlog_leaf *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select idx, kind, ref, line, hash from xz.tlog_leaf where ref = $1"
	    " and kind in ('disclosure.published', 'disclosure.corrected') and right(line, 66) = $2 || '\"}'"
	    " and idx < (select size from xz.tlog_checkpoint where published_at is not null order by size desc limit 1)"
	    " order by idx desc limit 1", DB_TEXT(id), DB_TEXT(digest));

	return e == OK ? leaf_row(a, r, out) : e;
}

enum err
tlog_leaf_get(struct arena *a, struct db *db, int64_t index, struct tlog_leaf *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select idx, kind, ref, line, hash from xz.tlog_leaf where idx = $1", DB_I64(index));

	return e == OK ? leaf_row(a, r, out) : e;
}

enum err
tlog_newest(struct arena *a, struct db *db, int64_t before, int want, struct tlog_leaf **out, int *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select idx, kind, ref, line, hash from xz.tlog_leaf where idx < least(nullif(greatest($1::bigint, 0), 0),"
	    " coalesce((select size from xz.tlog_checkpoint where published_at is not null order by size desc"
	    " limit 1), 0))"
	    " order by idx desc limit $2", DB_I64(before), DB_I64(want));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct tlog_leaf, (size_t)*n + 1);
	for (i = 0; e == OK && i < *n; i++)
		e = leaf_row(a, db_at(rows, i), &(*out)[i]);
	return e;
}

static enum err
state_row(struct arena *a, struct db_row r, struct tlog_state *out)
{
	const void *root;
	size_t n;

	*out = (struct tlog_state){ .name = row_text(r, "name"), .ed25519 = row_text(r, "ed25519"),
	    .sm2 = row_text(r, "sm2"), .note = row_text(r, "note"), .signed_at = row_time(r, "signed_at"),
	    .checkpoint = { .origin = row_text(r, "name"), .size = row_i64(r, "size") } };
	root = row_bytes(a, r, "root", &n);
	memcpy(out->checkpoint.root.b, root, TLOG_HASH);
	return OK;
}

enum err
tlog_state(struct arena *a, struct db *db, struct tlog_state *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select l.name, l.ed25519, l.sm2, c.size, c.root, c.note, c.signed_at from xz.tlog_checkpoint c"
	    " cross join xz.tlog_log l where c.published_at is not null order by c.size desc limit 1");

	return e == OK ? state_row(a, r, out) : e;
}

enum err
tlog_state_holding(struct arena *a, struct db *db, int64_t index, struct tlog_state *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select l.name, l.ed25519, l.sm2, c.size, c.root, c.note, c.signed_at from xz.tlog_checkpoint c"
	    " cross join xz.tlog_log l where c.size > $1 order by c.size limit 1", DB_I64(index));

	return e == OK ? state_row(a, r, out) : e;
}

enum err
tlog_proof_in(struct arena *a, struct db *db, const struct tlog_state *s, int64_t index, struct tlog_proof *out)
{
	struct tlog_store store;
	struct tlog_leaf leaf;
	enum err e = OK;

	if (index < 0 || index >= s->checkpoint.size)
		e = err_set(ERR_NOT_FOUND, "no entry %lld in the tree", (long long)index);
	if (e == OK)
		e = tlog_leaf_get(a, db, index, &leaf);
	if (e != OK)
		return e;
	memset(out, 0, sizeof(*out));
	out->extra = leaf.line;
	out->extra_n = strlen(leaf.line);
	out->index = index;
	out->checkpoint = s->note;
	out->checkpoint_n = strlen(s->note);
	tlog_store_init(&store, a, db);
	return tlog_inclusion(&store.reader, index, s->checkpoint.size, &out->path);
}

enum err
tlog_proof_of(struct arena *a, struct db *db, int64_t index, struct tlog_proof *out)
{
	struct tlog_state s;
	enum err e = tlog_state(a, db, &s);

	return e == OK ? tlog_proof_in(a, db, &s, index, out) : e;
}

enum err
tlog_incident(struct arena *a, struct db *db, const char *kind, const char *detail)
{
	LOG(LOG_ERROR, kind, LOG_TEXT("detail", detail));
	return DB_EXEC(a, db, "insert into xz.tlog_incident (kind, detail) select $1, $2"
	    " where not exists (select from xz.tlog_incident x where x.kind = $1 and x.detail = $2)", DB_TEXT(kind),
	    DB_TEXT(detail));
}
