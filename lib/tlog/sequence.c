/* sequence.c - the log as a consumer of the order of events: cursor, leaves and the signed tree in one transaction; see
 * tlog.h.  Nothing is ever set aside: what the log cannot take stops it. */
#include "lib/tlog/sequence.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/keys.h"
#include "lib/sec/sec.h"
#include "lib/stream/stream.h"
#include "lib/tlog/entry.h"

#define CONSUMER "tlog"

enum err
tlog_keys_of(struct arena *a, const struct program_keys *k, const char *name, struct tlog_keys *out)
{
	enum err e;

	if (k->log_ed25519 == NULL || k->log_sm2 == NULL)
		return err_set(ERR_IO, "the keys log-ed25519 and log-sm2 are missing");
	*out = (struct tlog_keys){ .ed25519_key = k->log_ed25519, .sm2_key = k->log_sm2 };
	e = tlog_vkey_of(a, name, TLOG_KEY_ED25519, k->log_ed25519, &out->ed25519);
	return e == OK ? tlog_vkey_of(a, name, TLOG_KEY_SM2, k->log_sm2, &out->sm2) : e;
}

enum err
tlog_begin(struct arena *a, struct db *db, const struct tlog_keys *k)
{
	const char *ed = tlog_vkey_text(a, &k->ed25519), *sm2 = tlog_vkey_text(a, &k->sm2);
	struct db_row r;
	enum err e = DB_EXEC(a, db,
	    "insert into xz.tlog_log (name, ed25519, sm2) values ($1, $2, $3) on conflict do nothing",
	    DB_TEXT(k->ed25519.name), DB_TEXT(ed), DB_TEXT(sm2));

	if (e == OK)
		e = DB_ONE(a, db, &r, "select ed25519, sm2 from xz.tlog_log");
	if (e == OK && (!str_eq(row_text(r, "ed25519"), ed) || !str_eq(row_text(r, "sm2"), sm2)))
		e = err_set(ERR_STATE, "the log began as %s: its name and its keys never change",
		    row_text(r, "ed25519"));
	return e;
}

struct sequencing {
	const struct tlog_keys *keys;
	const char *folder;
	int64_t limit, moved;
};

/* What is committed is on the disk, of a standby too where there is one, however the cluster is set: a timeout must
 * not end the waiting for it. */
static enum err
durable(struct arena *a, struct db *db)
{
	struct db_row r;

	return DB_ONE(a, db, &r, "select set_config('synchronous_commit', 'on', true) as durable,"
	    " set_config('statement_timeout', '0', true) as patient");
}

static enum err
ordered(struct arena *a, struct db *db, const struct stream_batch *b, const struct db_rows **rows)
{
	return DB_MANY(a, db, rows,
	    "select e.y, e.id, e.kind, e.subject_ref, e.payload->>'id' as named, e.payload->>'digest' as digest, e.at"
	    " from xz.event_order o join xz.event e on e.y = o.y and e.id = o.id"
	    " where o.pos > $1 and o.pos <= $2 and e.payload ? 'digest' order by o.pos",
	    DB_I64(b->from), DB_I64(b->to));
}

/* After a restore the entry of an act may be in the tree already: taken back from the files without its event. */
static enum err
known_leaf(struct arena *a, struct db *db, struct db_row r, const char *line, bool *known)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n,
	    "update xz.tlog_leaf set y = $2, event_id = $3 where idx = (select min(idx) from xz.tlog_leaf"
	    "  where event_id is null and hash = sha256('\\x00'::bytea || convert_to($1, 'UTF8')))",
	    DB_TEXT(line), DB_I64(row_i64(r, "y")), DB_I64(row_i64(r, "id")));

	*known = e == OK && n > 0;
	return e;
}

static enum err
add_leaves(struct arena *a, struct db *db, struct batch *b, const struct db_rows *rows)
{
	struct db_row any;
	bool foreign, known = false;
	int i;
	enum err e = DB_ONE(a, db, &any,
	    "select exists (select from xz.tlog_incident where kind = 'tlog.restored') as is");

	foreign = e == OK && row_bool(any, "is");
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		char *ref = arena_alloc(a, REF_TEXT_SIZE);
		struct tlog_entry entry = { .kind = row_text(r, "kind"), .id = row_text_null(r, "named"),
		    .digest = row_text_or(r, "digest", ""), .at = row_time(r, "at") };
		char *line;

		if (entry.id == NULL) {
			ref_text(row_ref(r, "subject_ref"), ref);
			entry.id = ref;
		}
		line = tlog_entry_line(a, &entry);
		if (line == NULL)	/* the store's own check keeps such events out */
			return err_set(ERR_DB, "event %lld makes no entry", (long long)row_i64(r, "id"));
		if (foreign)
			e = known_leaf(a, db, r, line, &known);
		if (e == OK && !known)
			batch_add(b, row_i64(r, "y"), row_i64(r, "id"), entry.kind, entry.id, line);
	}
	return e;
}

static enum err
sign_tree(struct arena *a, struct db *db, const struct tlog_keys *k, const struct tlog_tree *tree)
{
	struct tlog_checkpoint c = { .origin = k->ed25519.name, .size = tree->size, .root = tlog_tree_root(tree) };
	char *text = tlog_checkpoint_text(a, &c), *ed, *sm2;
	enum err e = tlog_note_sign(a, text, &k->ed25519, k->ed25519_key, &ed);

	if (e == OK)
		e = tlog_note_sign(a, text, &k->sm2, k->sm2_key, &sm2);
	if (e == OK)
		e = checkpoint_write(a, db, &c, arena_printf(a, "%s\n%s%s", text, ed, sm2), clock_real_now(), false);
	return e;
}

static enum err
sequence(struct arena *a, struct db *db, void *ctx)
{
	struct sequencing *s = ctx;
	const struct db_rows *rows;
	struct stream_batch next;
	int64_t size;
	struct batch b;
	bool alone;
	enum err e = durable(a, db);

	s->moved = 0;
	if (e == OK)
		e = stream_begin(a, db, CONSUMER, s->limit, &next, &alone);
	if (e != OK || !alone)
		return e;
	e = checkpoint_last(a, db, &size);
	if (e == OK)
		e = published_compare(a, db, s->keys, s->folder, &size);
	if (e == OK)
		e = ordered(a, db, &next, &rows);
	if (e == OK)
		e = batch_begin(&b, a, db, size > 0 ? size : 0, (size_t)db_count(rows));
	if (e == OK)
		e = add_leaves(a, db, &b, rows);
	if (e == OK)
		e = batch_write(&b);
	if (e == OK && b.tree->size > size)
		e = sign_tree(a, db, s->keys, b.tree);
	if (e == OK)
		e = stream_end(a, db, &next);
	if (e == OK)
		s->moved = next.to - next.from;
	return e;
}

enum err
tlog_sequence(struct arena *a, struct db *db, const struct tlog_keys *k, const char *folder, int64_t limit,
    int64_t *moved)
{
	struct sequencing s = { .keys = k, .folder = folder, .limit = limit };
	struct db_row r;
	int64_t size;
	bool waits = false;
	enum err e = published_size(a, folder, &size);

	*moved = 0;
	if (e == OK)
		e = stream_waits(a, db, CONSUMER, &waits);
	if (e == OK && !waits) {
		e = DB_ONE(a, db, &r, "select $1 > coalesce((select max(size) from xz.tlog_checkpoint), -1) as behind",
		    DB_I64(size));
		waits = e == OK && row_bool(r, "behind");
	}
	if (e == OK && waits)
		e = db_tx_run(a, db, NULL, sequence, &s, NULL);
	*moved = s.moved;
	return e;
}
