/* draw_log.c - the files of a draw against the transparency log: the log is audited first, then each file is the one
 * whose digest was logged, in the order the rule has. */
#include <string.h>

#include "cmd/verify/draw.h"
#include "cmd/verify/fetch.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"
#include "lib/tlog/entry.h"

#define ENTRIES_MAX 100000

struct logged {
	const char *kind, *digest;
	int64_t index, at;
};
struct heard {
	struct vd *v;
	struct logged *entry;
	int n, cap;
};

static void
hear(void *ctx, int64_t index, const struct tlog_entry *e)
{
	struct heard *h = ctx;

	if (!str_starts(e->kind, "draw.") || !str_eq(e->id, h->v->id) || h->n >= ENTRIES_MAX)
		return;
	if (h->n == h->cap) {
		h->cap = h->cap == 0 ? 16 : h->cap * 2;
		h->entry = arena_regrow(h->v->a, h->entry, (size_t)h->cap, sizeof(*h->entry));
	}
	h->entry[h->n++] = (struct logged){ arena_strdup(h->v->a, e->kind), arena_strdup(h->v->a, e->digest),
	    index, e->at };
}

static const struct logged *
nth(const struct heard *h, const char *kind, int n)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (str_eq(h->entry[i].kind, kind) && n-- == 0)
			return &h->entry[i];
	return NULL;
}

/* Of the bytes it is about: the file, or its lines up to this one. */
static bool
differs(struct vd *v, enum vd_file f, int line, const unsigned char sha[32], const struct logged *l)
{
	char hex[65];

	str_hex(sha, 32, hex);
	(void)vd_fail(v, vd_names[f], "%s not what entry %lld of the log, %s, binds: SHA-256 %s, logged %s",
	    line > 0 ? arena_printf(v->a, "line %d is", line) : "is", (long long)l->index, l->kind, hex, l->digest);
	vd_where(v, f, line, l->at);
	return false;
}

/* A file that is logged once.  sealed: its entry may stand before the file does.  *after: index of the step before. */
static bool
one(struct heard *h, enum vd_file f, const char *kind, bool sealed, int64_t *after)
{
	const struct vd_part *p = &h->v->part[f];
	const struct logged *l = nth(h, kind, 0);

	if (l == NULL)
		return p->bytes == NULL || vd_fail(h->v, vd_names[f], "the log holds no %s of %s", kind, h->v->id);
	if (nth(h, kind, 1) != NULL)
		return vd_fail(h->v, vd_names[f], "the log holds %s of %s twice", kind, h->v->id);
	if (l->index < *after)
		return vd_fail(h->v, vd_names[f], "entry %lld, %s, stands before the step it follows",
		    (long long)l->index, kind);
	*after = l->index;
	if (p->bytes == NULL)
		return sealed ? vd_ok(h->v, "entry %lld of the log binds %s, which is sealed", (long long)l->index,
		    vd_names[f]) :
		    vd_fail(h->v, vd_names[f], "is missing: entry %lld of the log says it is public",
		    (long long)l->index);
	if (!vd_hex_is(p->sha, l->digest))
		return differs(h->v, f, 0, p->sha, l);
	return vd_ok(h->v, "%s is the file of entry %lld of the log", vd_names[f], (long long)l->index);
}

/* The file grows by a line; each entry binds all lines so far. */
static bool
substituted(struct heard *h, bool sealed, int64_t after)
{
	struct vd_part *p = &h->v->part[VD_SUBSTITUTIONS];
	const char *at = p->bytes, *name = vd_names[VD_SUBSTITUTIONS];
	const struct logged *l;
	unsigned char sha[32];
	int n;

	for (n = 0; at != NULL && at < p->bytes + p->n; n++) {
		const char *lf = memchr(at, '\n', p->n - (size_t)(at - p->bytes));

		if (lf == NULL)
			return vd_fail(h->v, name, "does not end in LF");
		at = lf + 1;
		l = nth(h, "draw.substituted", n);
		if (l == NULL || l->index < after)
			return vd_fail(h->v, name, "the log holds no entry of line %d", n + 1);
		sha256(p->bytes, (size_t)(at - p->bytes), sha);
		if (!vd_hex_is(sha, l->digest))
			return differs(h->v, VD_SUBSTITUTIONS, n + 1, sha, l);
	}
	l = nth(h, "draw.substituted", n);
	if (l != NULL && !(sealed && p->bytes == NULL))
		return vd_fail(h->v, name, "line %d is missing: entry %lld of the log binds it", n + 1,
		    (long long)l->index);
	return n == 0 || vd_ok(h->v, "%s: each of its %d lines is that of its entry", name, n);
}

static bool
lapsed(struct heard *h)
{
	const struct logged *l = nth(h, "draw.lapsed", 0);

	if (l == NULL)
		return true;
	if (nth(h, "draw.lapsed", 1) != NULL)
		return vd_fail(h->v, "announcement.json", "the log says twice that %s lapsed", h->v->id);
	if (h->v->part[VD_RESULT].bytes != NULL || nth(h, "draw.result", 0) != NULL)
		return vd_fail(h->v, "result.json", "is there, but entry %lld of the log says that the draw lapsed",
		    (long long)l->index);
	if (!vd_hex_is(h->v->part[VD_ANNOUNCEMENT].sha, l->digest))
		return vd_fail(h->v, "announcement.json", "is not the one that entry %lld says has lapsed",
		    (long long)l->index);
	return vd_ok(h->v, "entry %lld of the log says that the draw lapsed", (long long)l->index);
}

static bool
compare(struct heard *h, const json_t *ann)
{
	bool sealed = h->v->part[VD_RESULT].bytes == NULL && str_eq(vd_text(ann, "publication"), "after-visits");
	int64_t after = 0;

	if (!one(h, VD_ANNOUNCEMENT, "draw.announced", false, &after))
		return false;
	if (!str_eq(vd_text(ann, "draw_id"), h->v->id))
		return vd_fail(h->v, "announcement.json", "is not that of %s", h->v->id);
	return one(h, VD_PLEDGES, "draw.pledged", false, &after) &&
	    one(h, VD_CONTRIBUTIONS, "draw.closed", false, &after) &&
	    one(h, VD_RESULT, "draw.result", sealed, &after) && substituted(h, sealed, after) && lapsed(h);
}

/* *out NULL: no JSON, of which the log tells more. */
static bool
announcement(struct vd *v, json_t **out)
{
	const struct vd_part *p = &v->part[VD_ANNOUNCEMENT];

	if (p->bytes == NULL)
		return vd_fail(v, "announcement.json", "is missing");
	*out = json_loadb(p->bytes, p->n, JSON_REJECT_DUPLICATES, NULL);
	if (v->id == NULL && vd_text(*out, "draw_id") != NULL)
		v->id = arena_strdup(v->a, vd_text(*out, "draw_id"));
	return v->id != NULL || vd_fail(v, "announcement.json", "is not an announcement of xz-draw-1");
}

enum err
vd_bound(struct vd *v, const char *where, const char *key)
{
	struct heard h = { .v = v };
	struct tlog_hearer hearer = { .entry = hear, .ctx = &h };
	struct tlog_checkpoint c;
	struct tlog_log_keys k;
	struct tlog_source s;
	const char *log;
	json_t *ann = NULL;
	char *note;
	enum err e = fetch_open(v->a, where, &s, &log);

	if (e == OK)
		e = fetch_log_keys(v->a, &s, key, &k);
	if (e == OK && !announcement(v, &ann))
		e = ERR_STATE;
	if (e == OK)
		e = tlog_checkpoint_get(v->a, &s, &k, &c, &note);
	if (e == OK)
		e = tlog_audit(v->a, &s, &c, NULL, &hearer);
	if (e == ERR_STATE && !v->failed)
		(void)vd_fail(v, "the log", "%s", err_last());
	if (e == OK) {
		(void)vd_ok(v, "the log %s: all %lld entries fit its checkpoint, signed by %s%s", c.origin,
		    (long long)c.size, tlog_vkey_text(v->a, &k.ed25519), key == NULL ?
		    " (as the log itself names it)" : "");
		if (!compare(&h, ann))
			e = ERR_STATE;
	}
	json_decref(ann);
	return e;
}
