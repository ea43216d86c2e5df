/* audit.c - see audit.h. */
#include "lib/tlog/audit.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/tlog/entry.h"
#include "lib/tlog/tile.h"

#define TILE_BYTES (TLOG_TILE * TLOG_HASH)
#define BUNDLE_BYTES (TLOG_TILE * (TLOG_ENTRY_MAX + 2))

enum err
tlog_log_keys(struct arena *a, const char *text, struct tlog_log_keys *out)
{
	struct tlog_vkey v;
	bool any = false;
	const char *end;

	memset(out, 0, sizeof(*out));
	for (; *text != '\0'; text = *end == '\n' ? end + 1 : end) {
		end = text + strcspn(text, "\n");
		if (!tlog_vkey_parse(a, arena_strndup(a, text, (size_t)(end - text)), &v) || v.kind == TLOG_KEY_WITNESS)
			return err_set(ERR_INPUT, "not the key of a log: %.*s",
			    (int)(end - text > 100 ? 100 : end - text), text);
		if (v.kind == TLOG_KEY_ED25519 && !any) {
			out->ed25519 = v;
			any = true;
		} else if (v.kind == TLOG_KEY_SM2 && !out->has_sm2) {
			out->sm2 = v;
			out->has_sm2 = true;
		}
	}
	return any ? OK : err_set(ERR_INPUT, "no Ed25519 key of a log");
}

enum err
tlog_checkpoint_check(struct arena *a, const struct tlog_log_keys *k, const char *what, const char *bytes, size_t n,
    struct tlog_checkpoint *out)
{
	struct tlog_note *note = ARENA_NEW(a, struct tlog_note);

	if (!tlog_note_parse(a, bytes, n, note))
		return err_set(ERR_STATE, "%s is not a signed note", what);
	if (tlog_note_signed(a, note, &k->ed25519, NULL) == NULL)
		return err_set(ERR_STATE, "%s: the Ed25519 signature of %s does not hold", what, k->ed25519.name);
	if (k->has_sm2 && tlog_note_signed(a, note, &k->sm2, NULL) == NULL)
		return err_set(ERR_STATE, "%s: the SM2 signature of %s does not hold", what, k->sm2.name);
	if (!tlog_checkpoint_parse(a, note->text, note->text_n, out))
		return err_set(ERR_STATE, "%s is not a checkpoint of three lines", what);
	if (!str_eq(out->origin, k->ed25519.name))
		return err_set(ERR_STATE, "%s is of another log: %s", what, out->origin);
	return OK;
}

enum err
tlog_checkpoint_get(struct arena *a, const struct tlog_source *s, const struct tlog_log_keys *k,
    struct tlog_checkpoint *out, char **note)
{
	size_t n;
	enum err e = s->get(s->ctx, a, "checkpoint", TLOG_NOTE_MAX, note, &n);

	return e == OK ? tlog_checkpoint_check(a, k, "the checkpoint", *note, n, out) : e;
}

struct audit {
	struct arena *arena;		/* of one bundle */
	const struct tlog_source *source;
	const struct tlog_checkpoint *from;
	const struct tlog_hearer *hearer;
	struct tlog_tree *tree;
	enum err e;			/* the first thing that does not fit */
};

static enum err
get_exact(struct audit *x, const struct tlog_tile *t, char **out, size_t *n)
{
	char path[TLOG_PATH_SIZE];
	size_t max = t->level == TLOG_ENTRIES ? BUNDLE_BYTES : (size_t)t->width * TLOG_HASH;
	enum err e;

	tlog_tile_path(t, path);
	e = x->source->get(x->source->ctx, x->arena, path, max, out, n);
	if (e == ERR_NOT_FOUND)
		return err_set(ERR_STATE, "%s is not there", path);
	return e == ERR_LIMIT ? err_set(ERR_STATE, "%s is too long", path) : e;
}

static void
compare_tile(struct audit *x, const struct tlog_tile *t)
{
	char path[TLOG_PATH_SIZE], *bytes;
	size_t n;

	x->e = get_exact(x, t, &bytes, &n);
	if (x->e == OK && (n != (size_t)t->width * TLOG_HASH || memcmp(bytes, x->tree->edge[t->level], n) != 0)) {
		tlog_tile_path(t, path);
		x->e = err_set(ERR_STATE, "%s does not hold the hashes of its entries", path);
	}
}

static void
full_tile(void *ctx, int level, int64_t n, const struct tlog_hash *h)
{
	struct audit *x = ctx;

	(void)h;
	if (x->e == OK && n % TLOG_TILE == TLOG_TILE - 1)
		compare_tile(x, &(struct tlog_tile){ .level = level, .n = n / TLOG_TILE, .width = TLOG_TILE });
}

static void
compare_from(struct audit *x)
{
	struct tlog_hash root;

	if (x->e != OK || x->from == NULL || x->from->size != x->tree->size)
		return;
	root = tlog_tree_root(x->tree);
	if (!tlog_hash_eq(&root, &x->from->root))
		x->e = err_set(ERR_STATE, "the older checkpoint of %lld entries is not the beginning of this tree",
		    (long long)x->from->size);
}

static void
bundle(struct audit *x, const struct tlog_tile *t)
{
	char path[TLOG_PATH_SIZE], *bytes;
	struct tlog_entry entry;
	const char *line;
	size_t size, n, at = 0;
	int i;

	x->e = get_exact(x, t, &bytes, &size);
	tlog_tile_path(t, path);
	for (i = 0; x->e == OK && i < t->width; i++) {
		struct tlog_hash h;

		if (!tlog_bundle_next(bytes, size, &at, &line, &n)) {
			x->e = err_set(ERR_STATE, "%s holds %d entries, not %d", path, i, t->width);
		} else if (!tlog_entry_parse(x->arena, line, n, &entry)) {
			x->e = err_set(ERR_STATE, "entry %lld is not of the form of this log",
			    (long long)x->tree->size);
		} else {
			if (x->hearer != NULL && x->hearer->entry != NULL)
				x->hearer->entry(x->hearer->ctx, x->tree->size, &entry);
			h = tlog_leaf_hash(line, n);
			tlog_tree_add(x->tree, &h, full_tile, x);
			compare_from(x);
		}
	}
	if (x->e == OK && at != size)
		x->e = err_set(ERR_STATE, "%s holds more than its %d entries", path, t->width);
}

enum err
tlog_audit(struct arena *a, const struct tlog_source *s, const struct tlog_checkpoint *c,
    const struct tlog_checkpoint *from, const struct tlog_hearer *hearer)
{
	struct audit x = { .source = s, .from = from, .hearer = hearer, .tree = ARENA_NEW(a, struct tlog_tree) };
	struct tlog_hash root;
	struct tlog_tile t;
	int level;

	if (from != NULL && from->size > c->size)
		return err_set(ERR_STATE, "the older checkpoint names %lld entries, the log shows %lld",
		    (long long)from->size, (long long)c->size);
	x.arena = arena_child(a);
	compare_from(&x);
	while (x.e == OK && tlog_tile_of(c->size, TLOG_ENTRIES, x.tree->size, &t)) {
		bundle(&x, &t);
		arena_free(x.arena);
		x.arena = arena_child(a);
		if (hearer != NULL && hearer->told != NULL)
			hearer->told(x.tree->size);
	}
	for (level = 0; x.e == OK && level < TLOG_LEVELS; level++) {
		t = (struct tlog_tile){ level, tlog_level_count(c->size, level) / TLOG_TILE,
		    tlog_level_width(c->size, level) };
		if (t.width > 0)
			compare_tile(&x, &t);
	}
	arena_free(x.arena);
	root = tlog_tree_root(x.tree);
	if (x.e == OK && !tlog_hash_eq(&root, &c->root))
		return err_set(ERR_STATE, "the entries do not make the root of the checkpoint");
	return x.e;
}

static enum err
read_remote(void *ctx, int level, int64_t first, int count, struct tlog_hash *out)
{
	struct tlog_remote *r = ctx;
	struct arena *a = arena_child(r->arena);
	char path[TLOG_PATH_SIZE], *bytes;
	struct tlog_tile t;
	size_t n;
	enum err e = ERR_STATE;

	if (tlog_tile_of(r->size, level, first + count - 1, &t)) {
		tlog_tile_path(&t, path);
		e = r->source->get(r->source->ctx, a, path, TILE_BYTES, &bytes, &n);
		if (e == ERR_NOT_FOUND || (e == OK && n != (size_t)t.width * TLOG_HASH))
			e = err_set(ERR_STATE, "%s is not there or not of its size", path);
	}
	if (e == OK)
		memcpy(out, bytes + (first - t.n * TLOG_TILE) * TLOG_HASH, (size_t)count * TLOG_HASH);
	arena_free(a);
	return e;
}

void
tlog_remote_init(struct tlog_remote *r, struct arena *a, const struct tlog_source *s, int64_t size)
{
	*r = (struct tlog_remote){ .arena = a, .source = s, .size = size, .reader = { .read = read_remote, .ctx = r } };
}
