/* batch.c - leaves, final hashes and checkpoints into the store, many at a time; see sequence.h. */
#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"
#include "lib/tlog/sequence.h"

enum err
batch_begin(struct batch *b, struct arena *a, struct db *db, int64_t size, size_t cap)
{
	struct tlog_store store;

	*b = (struct batch){ .arena = a, .db = db, .tree = ARENA_NEW(a, struct tlog_tree), .cap = cap,
	    .node_cap = cap / TLOG_TILE + 2 * TLOG_LEVELS };
	b->idx = ARENA_ARRAY(a, const char *, cap);
	b->y = ARENA_ARRAY(a, const char *, cap);
	b->event = ARENA_ARRAY(a, const char *, cap);
	b->kind = ARENA_ARRAY(a, const char *, cap);
	b->ref = ARENA_ARRAY(a, const char *, cap);
	b->line = ARENA_ARRAY(a, const char *, cap);
	b->node_cap += b->node_cap / (TLOG_TILE - 1);
	b->node_level = ARENA_ARRAY(a, const char *, b->node_cap);
	b->node_n = ARENA_ARRAY(a, const char *, b->node_cap);
	b->node_hash = ARENA_ARRAY(a, const char *, b->node_cap);
	tlog_store_init(&store, a, db);
	return tlog_tree_load(&store.reader, size, b->tree);
}

static void
keep_node(void *ctx, int level, int64_t n, const struct tlog_hash *h)
{
	struct batch *b = ctx;
	char *hex;

	if (level == 0)		/* stands with its leaf */
		return;
	hex = arena_alloc(b->arena, 65);
	str_hex(h->b, TLOG_HASH, hex);
	b->node_level[b->node_count] = arena_printf(b->arena, "%d", level);
	b->node_n[b->node_count] = arena_printf(b->arena, "%" PRId64, n);
	b->node_hash[b->node_count++] = hex;
}

void
batch_add(struct batch *b, int64_t y, int64_t event_id, const char *kind, const char *ref, const char *line)
{
	struct tlog_hash h = tlog_leaf_hash(line, strlen(line));

	b->idx[b->n] = arena_printf(b->arena, "%" PRId64, b->tree->size);
	b->y[b->n] = arena_printf(b->arena, "%" PRId64, y);
	b->event[b->n] = arena_printf(b->arena, "%" PRId64, event_id);
	b->kind[b->n] = kind;
	b->ref[b->n] = ref;
	b->line[b->n++] = line;
	tlog_tree_add(b->tree, &h, keep_node, b);
}

enum err
batch_write(struct batch *b)
{
	enum err e = OK;

	if (b->n > 0)
		e = DB_EXEC(b->arena, b->db,
		    "insert into xz.tlog_leaf (idx, y, event_id, kind, ref, line, hash)"
		    " select idx, nullif(y, 0), nullif(event_id, 0), kind, ref, line,"
		    " sha256('\\x00'::bytea || convert_to(line, 'UTF8'))"
		    " from unnest($1::text[]::bigint[], $2::text[]::smallint[], $3::text[]::bigint[],"
		    " $4::text[], $5::text[], $6::text[]) as t (idx, y, event_id, kind, ref, line)",
		    DB_TEXTS(b->idx, b->n), DB_TEXTS(b->y, b->n), DB_TEXTS(b->event, b->n), DB_TEXTS(b->kind, b->n),
		    DB_TEXTS(b->ref, b->n), DB_TEXTS(b->line, b->n));
	if (e == OK && b->node_count > 0)
		e = DB_EXEC(b->arena, b->db,
		    "insert into xz.tlog_node (level, n, hash) select level, n, decode(hash, 'hex')"
		    " from unnest($1::text[]::smallint[], $2::text[]::bigint[], $3::text[]) as t (level, n, hash)",
		    DB_TEXTS(b->node_level, b->node_count), DB_TEXTS(b->node_n, b->node_count),
		    DB_TEXTS(b->node_hash, b->node_count));
	return e;
}

enum err
checkpoint_write(struct arena *a, struct db *db, const struct tlog_checkpoint *c, const char *note, int64_t signed_at,
    bool published)
{
	return DB_EXEC(a, db,
	    "insert into xz.tlog_checkpoint (size, root, note, signed_at, published_at)"
	    " values ($1, $2, $3, $4, case when $5 then $4::timestamptz end)",
	    DB_I64(c->size), DB_BYTES(c->root.b, TLOG_HASH), DB_TEXT(note), DB_TIME(signed_at), DB_BOOL(published));
}

enum err
checkpoint_last(struct arena *a, struct db *db, int64_t *size)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select coalesce(max(size), -1) as size from xz.tlog_checkpoint");

	if (e == OK)
		*size = row_i64(r, "size");
	return e;
}
