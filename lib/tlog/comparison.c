/* comparison.c - before anything is signed: does the published checkpoint belong to this store?  A store that was
 * restored from a copy is behind it: the missing leaves are taken back from the published bundles, so that the
 * log goes on as one tree.  See sequence.h. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/file.h"
#include "lib/tlog/sequence.h"
#include "lib/tlog/tile.h"

#define TAKE_BACK 4096		/* leaves at a time */

struct published {
	struct tlog_checkpoint c;
	char *note;
};

static enum err
read_published(struct arena *a, const struct tlog_keys *k, const char *folder, struct published *out)
{
	struct tlog_note *note = ARENA_NEW(a, struct tlog_note);
	size_t n;
	enum err e = file_read(a, folder, "checkpoint", TLOG_NOTE_MAX, &out->note, &n);

	if (e != OK)
		return e;
	if (!tlog_note_parse(a, out->note, n, note) || !tlog_checkpoint_parse(a, note->text, note->text_n, &out->c) ||
	    !str_eq(out->c.origin, k->ed25519.name) || tlog_note_signed(a, note, &k->ed25519, NULL) == NULL)
		return err_set(ERR_STATE, "%s/checkpoint was not signed by this log's key", folder);
	return OK;
}

enum err
published_size(struct arena *a, const char *folder, int64_t *size)
{
	struct tlog_note *note = ARENA_NEW(a, struct tlog_note);
	struct tlog_checkpoint c;
	char *bytes;
	size_t n;
	enum err e = file_read(a, folder, "checkpoint", TLOG_NOTE_MAX, &bytes, &n);

	*size = 0;
	if (e == OK && tlog_note_parse(a, bytes, n, note) && tlog_checkpoint_parse(a, note->text, note->text_n, &c))
		*size = c.size;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The next leaves from the bundles, up to a whole bundle past the batch's room. */
static enum err
read_bundle(struct batch *b, const char *folder, int64_t size)
{
	char path[TLOG_PATH_SIZE], *bytes;
	struct tlog_tile t;
	struct tlog_entry entry;
	const char *text;
	size_t n, len, at = 0;
	int64_t index;
	enum err e;

	if (!tlog_tile_of(size, TLOG_ENTRIES, b->tree->size, &t))
		return err_set(ERR_STATE, "past the published tree");
	tlog_tile_path(&t, path);
	e = file_read(b->arena, folder, path, TLOG_BUNDLE_MAX, &bytes, &n);
	for (index = t.n * TLOG_TILE; e == OK && tlog_bundle_next(bytes, n, &at, &text, &len); index++) {
		if (index < b->tree->size)
			continue;
		text = arena_strndup(b->arena, text, len);
		if (!tlog_entry_parse(b->arena, text, len, &entry))
			return err_set(ERR_STATE, "%s/%s holds something that is no entry", folder, path);
		batch_add(b, 0, 0, entry.kind, entry.id, text);
	}
	if (e == OK && (at != n || index != t.n * TLOG_TILE + t.width))
		e = err_set(ERR_STATE, "%s/%s is damaged", folder, path);
	return e == ERR_NOT_FOUND ? ERR_STATE : e;
}

static enum err
take_back(struct arena *a, struct db *db, const char *folder, const struct published *p, int64_t from)
{
	struct tlog_hash root = tlog_empty_root();
	struct batch b;
	enum err e = OK;

	while (e == OK && from < p->c.size) {
		struct arena *part = arena_child(a);

		e = batch_begin(&b, part, db, from, TAKE_BACK + TLOG_TILE);
		while (e == OK && b.tree->size < p->c.size && b.n < TAKE_BACK)
			e = read_bundle(&b, folder, p->c.size);
		if (e == OK)
			e = batch_write(&b);
		if (e == OK) {
			from = b.tree->size;
			root = tlog_tree_root(b.tree);
		}
		arena_free(part);
	}
	if (e == OK && (from != p->c.size || !tlog_hash_eq(&root, &p->c.root)))
		e = err_set(ERR_STATE, "the store is behind the published tree of %lld and does not fit it",
		    (long long)p->c.size);
	return e == OK ? checkpoint_write(a, db, &p->c, p->note, clock_real_now(), true) : e;
}

enum err
published_compare(struct arena *a, struct db *db, const struct tlog_keys *k, const char *folder, int64_t *size)
{
	struct tlog_store store;
	struct tlog_hash root;
	struct published p;
	int64_t had = *size > 0 ? *size : 0;
	enum err e = read_published(a, k, folder, &p);

	if (e == ERR_NOT_FOUND)		/* the first start, or files to be made again */
		return OK;
	if (e != OK)
		return e;
	if (p.c.size > had) {
		e = take_back(a, db, folder, &p, had);
		if (e == OK)
			e = tlog_incident(a, db, "tlog.restored",
			    arena_printf(a, "store at %lld, published tree at %lld: leaves taken back",
			    (long long)*size, (long long)p.c.size));
		*size = p.c.size;
		return e;
	}
	tlog_store_init(&store, a, db);
	e = tlog_root(&store.reader, p.c.size, &root);
	if (e == OK && !tlog_hash_eq(&root, &p.c.root))
		e = err_set(ERR_STATE, "the published tree of %lld is not the store's", (long long)p.c.size);
	return e;
}
