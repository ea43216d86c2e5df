/* frozen_pools.c - the frozen pools of a draw, streamed into the draw itself: out of its files, whose digests
 * announcement.json has, the very bytes the log holds. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/sec/sec.h"
#include "lib/spotcheck/priv.h"

static enum err
announced(struct draw *d, const json_t *strata, const json_t *units, int reserve)
{
	const json_t *one;
	const char *unit;
	json_t *min;
	size_t i;
	enum err e = OK;

	json_array_foreach(strata, i, one) {
		if (e == OK)
			e = draw_stratum(d, json_string_value(json_object_get(one, "key")),
			    (int)json_integer_value(json_object_get(one, "quota")), reserve);
	}
	json_object_foreach((json_t *)(uintptr_t)units, unit, min) {
		if (e == OK)
			e = draw_unit(d, unit, (int)json_integer_value(min));
	}
	return e;
}

/* ---- the lines of a file, two fields each, as its bytes stream by */

#define LINE_MAX_ (2 * DRAW_ID_MAX + 2)

struct lines {
	const char *name;
	struct draw *d;
	enum err (*line)(struct draw *d, const char *one, const char *two);
	struct digest *sha;
	char carry[LINE_MAX_];		/* of a line that a piece broke off */
	size_t carried;
	int64_t n;
};

static enum err
line(struct lines *x, const char *text, size_t n)
{
	char one[DRAW_ID_MAX + 1], two[DRAW_ID_MAX + 1];
	const char *tab = memchr(text, '\t', n);
	size_t first, second;

	x->n++;
	first = tab != NULL ? (size_t)(tab - text) : n;
	second = tab != NULL ? n - first - 1 : 0;
	if (tab == NULL || first > DRAW_ID_MAX || second > DRAW_ID_MAX)
		return err_set(ERR_INPUT, "%s: line %lld is none", x->name, (long long)x->n);
	memcpy(one, text, first);
	one[first] = '\0';
	memcpy(two, tab + 1, second);
	two[second] = '\0';
	return x->line(x->d, one, two);
}

static enum err
piece(const struct db_field *field, int n, void *ctx)
{
	struct lines *x = ctx;
	const char *at = field[0].bytes, *end = at + field[0].n, *lf;
	enum err e = n == 1 && at != NULL ? OK : err_set(ERR_DB, "%s: a piece that is none", x->name);

	if (e == OK)
		digest_add(x->sha, at, (size_t)(end - at));
	for (; e == OK && at != NULL && at < end; at = lf != NULL ? lf + 1 : end) {
		size_t part;

		lf = memchr(at, '\n', (size_t)(end - at));
		part = (size_t)((lf != NULL ? lf : end) - at);
		if (lf != NULL && x->carried == 0) {
			e = line(x, at, part);
			continue;
		}
		if (part > sizeof(x->carry) - x->carried)
			return err_set(ERR_INPUT, "%s: line %lld is too long", x->name, (long long)x->n + 1);
		memcpy(x->carry + x->carried, at, part);
		x->carried += part;
		if (lf != NULL) {
			e = line(x, x->carry, x->carried);
			x->carried = 0;
		}
	}
	return e;
}

/* The very bytes that were announced, or nothing is drawn.  Piece by piece: a pool of a million is not held. */
static enum err
stream(struct act_move *m, const json_t *digests, struct lines *x)
{
	unsigned char sha[32];
	char hex[65];
	enum err e = DB_EXEC(m->a, m->db,
	    "select set_config('xz.spotcheck_task', $1::text, true), set_config('xz.spotcheck_file', $2, true)",
	    DB_I64(spot_of(m)->id), DB_TEXT(x->name));

	x->sha = digest_new(m->a, DIGEST_SHA256);
	if (e == OK)
		e = db_copy_out(m->db, "copy (select substring(f.body from i for 65536) from xz.spotcheck_file f"
		    " cross join lateral generate_series(1, length(f.body), 65536) i"
		    " where f.name = current_setting('xz.spotcheck_file')"
		    " and f.task_id = (select current_setting('xz.spotcheck_task')::bigint)) to stdout (format binary)",
		    piece, x);
	if (e != OK)
		return e;
	digest_end(x->sha, sha);
	str_hex(sha, sizeof(sha), hex);
	if (x->carried > 0 || !str_eq(json_string_value(json_object_get(digests, x->name)), hex))
		return err_set(ERR_STATE, "draw %s: %s is not the file announced", spot_of(m)->draw_id, x->name);
	return OK;
}

static enum err
pools(struct act_move *m, struct draw *d, const json_t *ann)
{
	struct lines officers = { .name = "officers.tsv", .d = d, .line = draw_officer },
	    avoid = { .name = "avoid.tsv", .d = d, .line = draw_avoid }, objects = { .name = "objects.tsv", .d = d,
	    .line = draw_object };
	const json_t *digests = json_object_get(ann, "files"), *one;
	int64_t announced_n = 0;
	size_t i;
	enum err e = stream(m, digests, &officers);

	if (e == OK)
		e = stream(m, digests, &avoid);
	if (e == OK)
		e = stream(m, digests, &objects);
	json_array_foreach(json_object_get(ann, "strata"), i, one)
		announced_n += json_integer_value(json_object_get(one, "pool"));
	if (e == OK && objects.n != announced_n)
		e = err_set(ERR_STATE, "draw %s: a pool of %lld, %lld were announced", spot_of(m)->draw_id,
		    (long long)objects.n, (long long)announced_n);
	return e;
}

static enum err
play(struct act_move *m, const json_t *ann, const unsigned char seed[32], int reserve, struct draw **out)
{
	const json_t *strata = json_object_get(ann, "strata"), *team = json_object_get(ann, "team");
	int size = (int)json_integer_value(json_object_get(team, "size"));
	enum err e;

	if (size < 1 || !json_is_array(strata))
		return err_set(ERR_STATE, "draw %s: announcement.json is none", spot_of(m)->draw_id);
	*out = draw_new(m->a, seed, size);
	e = announced(*out, strata, json_object_get(team, "per_unit"), reserve);
	if (e == OK)
		e = pools(m, *out, ann);
	return e == OK ? draw_run(*out) : e;
}

enum err
spot_play(struct act_move *m, const unsigned char seed[32], int reserve, struct draw **out)
{
	unsigned char sha[32];
	const char *text;
	json_t *ann;
	enum err e = spot_file_get(m, "announcement.json", &text, sha);

	if (e != OK)
		return e;
	ann = json_in(m->a, text, JSON_REJECT_DUPLICATES);
	e = ann != NULL ? play(m, ann, seed, reserve, out) : err_set(ERR_STATE, "draw %s: announcement.json is none",
	    spot_of(m)->draw_id);
	/* what does not fit the announcement is no fault of a form */
	return e == ERR_INPUT || e == ERR_STATE ? act_refuse(m, ERR_STATE, "", "draw_pools", NULL) : e;
}
