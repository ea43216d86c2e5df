/* publication.c - see publication.h. */
#include "lib/tlog/publication.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/tlog/file.h"
#include "lib/tlog/sequence.h"
#include "lib/tlog/tile.h"

struct work {
	struct arena *arena;		/* of one file */
	struct db *db;
	struct file_put *put;
	int64_t files;
};

static enum err
tile_bytes(struct work *w, const struct tlog_tile *t, struct str *out)
{
	struct tlog_hash h[TLOG_TILE];
	struct tlog_store store;
	const struct db_rows *rows;
	const char *line;
	enum err e;
	int i;

	if (t->level != TLOG_ENTRIES) {
		tlog_store_init(&store, w->arena, w->db);
		e = store.reader.read(store.reader.ctx, t->level, t->n * TLOG_TILE, t->width, h);
		if (e == OK)
			str_addn(out, h, (size_t)t->width * TLOG_HASH);
		return e;
	}
	e = DB_MANY(w->arena, w->db, &rows, "select line from xz.tlog_leaf where idx >= $1 and idx < $2 order by idx",
	    DB_I64(t->n * TLOG_TILE), DB_I64(t->n * TLOG_TILE + t->width));
	if (e == OK && db_count(rows) != t->width)
		e = err_set(ERR_DB, "the log misses entries of bundle %lld", (long long)t->n);
	for (i = 0; e == OK && i < t->width; i++) {
		line = row_text(db_at(rows, i), "line");
		tlog_bundle_add(out, line, strlen(line));
	}
	return e;
}

static enum err
put_tile(struct work *w, const struct tlog_tile *t)
{
	struct arena *before = w->arena;
	char path[TLOG_PATH_SIZE];
	struct str bytes;
	enum err e;

	w->arena = arena_child(before);
	str_init(&bytes, w->arena);
	tlog_tile_path(t, path);
	e = tile_bytes(w, t, &bytes);
	if (e == OK)
		e = file_put(w->put, path, bytes.s, bytes.len);
	w->files += e == OK;
	arena_free(w->arena);
	w->arena = before;
	return e;
}

/* The files of a level that the tree of `to` has and the one of `from` has not. */
static enum err
put_level(struct work *w, int level, int64_t from, int64_t to)
{
	int of = level == TLOG_ENTRIES ? 0 : level;
	int64_t old = tlog_level_count(from, of), now = tlog_level_count(to, of);
	struct tlog_tile t = { .level = level, .n = old / TLOG_TILE, .width = TLOG_TILE };
	enum err e = OK;

	for (; e == OK && t.n < now / TLOG_TILE; t.n++)
		e = put_tile(w, &t);
	t.width = (int)(now % TLOG_TILE);
	return e == OK && t.width > 0 && now > old ? put_tile(w, &t) : e;
}

static enum err
put_tree(struct work *w, int64_t from, int64_t to)
{
	int level;
	enum err e = put_level(w, TLOG_ENTRIES, from, to);

	for (level = 0; e == OK && level < TLOG_LEVELS; level++)
		e = put_level(w, level, from, to);
	return e;
}

static enum err
put_key(struct work *w, const char *folder)
{
	struct db_row r;
	char *there, *want;
	size_t n;
	enum err e = DB_ONE(w->arena, w->db, &r, "select ed25519, sm2 from xz.tlog_log");

	if (e != OK)
		return e;
	want = arena_printf(w->arena, "%s\n%s\n", row_text(r, "ed25519"), row_text(r, "sm2"));
	e = file_read(w->arena, folder, "key", TLOG_NOTE_MAX, &there, &n);
	if (e == OK && str_eq(there, want))
		return OK;
	return file_put(w->put, "key", want, strlen(want));
}

static enum err
put_checkpoint(struct work *w, const char *note)
{
	enum err e = file_put_sync(w->put);	/* what it names is there before it is */

	if (e == OK)
		e = file_put(w->put, "checkpoint", note, strlen(note));
	return e == OK ? file_put_sync(w->put) : e;
}

static enum err
newest(struct arena *a, struct db *db, struct db_row *r)
{
	return DB_ONE(a, db, r,
	    "select size, note, root, published_at is not null as done from xz.tlog_checkpoint"
	    " order by size desc limit 1");
}

static enum err
mark(struct arena *a, struct db *db, int64_t size)
{
	return DB_EXEC(a, db, "update xz.tlog_checkpoint set published_at = $2 where size = $1"
	    " and published_at is null", DB_I64(size), DB_TIME(clock_real_now()));
}

/* Is the store's newest checkpoint the published one? */
static enum err
is_there(struct arena *a, const char *folder, const char *note, bool *there)
{
	char *bytes;
	size_t n;
	enum err e = file_read(a, folder, "checkpoint", TLOG_NOTE_MAX, &bytes, &n);

	*there = e == OK && str_eq(bytes, note);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
tlog_publish(struct arena *a, struct db *db, const char *folder, bool *published)
{
	struct work w = { .arena = a, .db = db };
	struct db_row r;
	int64_t from = 0;
	bool there = false;
	enum err e = newest(a, db, &r);

	*published = false;
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	e = is_there(a, folder, row_text(r, "note"), &there);
	if (e == OK && there)
		return row_bool(r, "done") ? OK : mark(a, db, row_i64(r, "size"));
	if (e == OK)
		e = file_put_open(a, folder, &w.put);
	if (e != OK)
		return e;
	e = published_size(a, folder, &from);
	if (e == OK && from > row_i64(r, "size"))
		e = err_set(ERR_STATE, "the published tree of %lld is ahead of the store", (long long)from);
	if (e == OK)
		e = put_key(&w, folder);
	if (e == OK)
		e = put_tree(&w, from, row_i64(r, "size"));
	if (e == OK)
		e = put_checkpoint(&w, row_text(r, "note"));
	file_put_close(w.put);
	*published = e == OK;
	return e == OK ? mark(a, db, row_i64(r, "size")) : e;
}

/* ---- all again */

/* The tree of the entries themselves, against the root that was signed. */
static enum err
check_entries(struct arena *a, struct db *db, int64_t size, const void *root)
{
	struct tlog_tree *tree = ARENA_NEW(a, struct tlog_tree);
	const struct db_rows *rows;
	struct tlog_hash h;
	enum err e = OK;
	int i;

	while (e == OK && tree->size < size) {
		struct arena *part = arena_child(a);

		e = DB_MANY(part, db, &rows,
		    "select line from xz.tlog_leaf where idx >= $1 and idx < least($1 + 4096, $2) order by idx",
		    DB_I64(tree->size), DB_I64(size));
		if (e == OK && db_count(rows) == 0)
			e = err_set(ERR_STATE, "entry %lld is missing", (long long)tree->size);
		for (i = 0; e == OK && i < db_count(rows); i++) {
			const char *line = row_text(db_at(rows, i), "line");

			h = tlog_leaf_hash(line, strlen(line));
			tlog_tree_add(tree, &h, NULL, NULL);
		}
		arena_free(part);
	}
	h = tlog_tree_root(tree);
	if (e == OK && memcmp(h.b, root, TLOG_HASH) != 0)
		e = err_set(ERR_STATE, "the entries do not make the root that was signed for %lld", (long long)size);
	return e;
}

/* Where checkpoints begin that a reader may still hold: the one that was current at that time. */
static enum err
kept_from(struct arena *a, struct db *db, int64_t time, int64_t *size)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select coalesce(max(size), 0) as size from xz.tlog_checkpoint where published_at < $1", DB_TIME(time));

	if (e == OK)
		*size = row_i64(r, "size");
	return e;
}

/* Partial files of the checkpoints that are still kept. */
static enum err
put_partials(struct work *w, int64_t size)
{
	const struct db_rows *rows;
	int64_t from;
	int i, level;
	enum err e = kept_from(w->arena, w->db, clock_real_now() - TLOG_KEEP_DAYS * DAY_US, &from);

	if (e == OK)
		e = DB_MANY(w->arena, w->db, &rows,
		    "select size from xz.tlog_checkpoint where size >= $1 and size < $2 and published_at is not null"
		    " order by size", DB_I64(from), DB_I64(size));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		int64_t s = row_i64(db_at(rows, i), "size");

		for (level = TLOG_ENTRIES; e == OK && level < TLOG_LEVELS; level++) {
			int of = level == TLOG_ENTRIES ? 0 : level;
			struct tlog_tile t = { .level = level, .n = tlog_level_count(s, of) / TLOG_TILE,
			    .width = tlog_level_width(s, of) };

			if (t.width > 0)
				e = put_tile(w, &t);
		}
	}
	return e;
}

enum err
tlog_rebuild(struct arena *a, struct db *db, const char *folder, int64_t *files)
{
	struct work w = { .arena = a, .db = db };
	struct db_row r;
	const void *root;
	int64_t size, from;
	size_t n;
	enum err e = newest(a, db, &r);

	if (e == ERR_NOT_FOUND)
		return err_set(ERR_STATE, "nothing was signed yet");
	if (e != OK)
		return e;
	size = row_i64(r, "size");
	root = row_bytes(a, r, "root", &n);
	e = check_entries(a, db, size, root);
	if (e == OK)
		e = published_size(a, folder, &from);
	if (e == OK && from > size)
		e = err_set(ERR_STATE,
		    "the published tree of %lld is ahead of the store: the daemon takes it back first",
		    (long long)from);
	if (e == OK)
		e = file_put_open(a, folder, &w.put);
	if (e != OK)
		return e;
	e = put_key(&w, folder);
	if (e == OK)
		e = put_tree(&w, 0, size);
	if (e == OK)
		e = put_partials(&w, size);
	if (e == OK)
		e = put_checkpoint(&w, row_text(r, "note"));
	file_put_close(w.put);
	*files = w.files + 2;
	return e;
}

/* ---- partial files nobody can want any more */

static enum err
remove_partial(struct arena *a, const char *folder, const struct tlog_tile *t)
{
	char path[TLOG_PATH_SIZE], *name, *slash;

	tlog_tile_path(t, path);
	name = arena_printf(a, "%s/%s", folder, path);
	if (unlink(name) != 0 && errno != ENOENT)
		return err_set(ERR_IO, "%s: %s", name, strerror(errno));
	slash = strrchr(name, '/');
	*slash = '\0';
	(void)rmdir(name);	/* when it was the last one */
	return OK;
}

enum err
tlog_clear(struct arena *a, struct db *db, const char *folder, int64_t before, int64_t *n)
{
	const struct db_rows *rows;
	int64_t kept, size = 0;
	int i, level;
	enum err e = kept_from(a, db, before, &kept);

	*n = 0;
	if (e == OK)
		e = DB_MANY(a, db, &rows,
		    "select size from xz.tlog_checkpoint where not cleared and size < $1 order by size limit 1000",
		    DB_I64(kept));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		size = row_i64(db_at(rows, i), "size");
		for (level = TLOG_ENTRIES; e == OK && level < TLOG_LEVELS; level++) {
			int of = level == TLOG_ENTRIES ? 0 : level;
			struct tlog_tile t = { .level = level, .n = tlog_level_count(size, of) / TLOG_TILE,
			    .width = tlog_level_width(size, of) };

			/* sizes only grow: one that is kept and has the same file has it as the first of the kept */
			if (t.width > 0 && tlog_level_count(size, of) != tlog_level_count(kept, of))
				e = remove_partial(a, folder, &t);
		}
	}
	if (e == OK && db_count(rows) > 0)
		e = DB_EXEC_N(a, db, n, "update xz.tlog_checkpoint set cleared = true where not cleared and size <= $1",
		    DB_I64(size));
	return e;
}
