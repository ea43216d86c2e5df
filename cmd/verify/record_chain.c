/* record_chain.c - the chain of trust.md 3, and the side values whose salted digests it holds. */
#include <string.h>

#include "cmd/verify/record.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define BLOCK 64

static bool
is_hex(const char *s, size_t bytes)
{
	return s != NULL && strlen(s) == 2 * bytes && strspn(s, "0123456789abcdef") == 2 * bytes;
}

static bool
is_ref(const char *s)
{
	struct ref ref;

	return s != NULL && ref_parse(s, &ref);
}

/* Whole seconds and a numeric offset: 2026-11-02T09:12:00+08:00. */
static bool
is_time(const char *s, int64_t *out)
{
	return s != NULL && strlen(s) == TIME_TEXT_SIZE - 1 && s[10] == 'T' && (s[19] == '+' || s[19] == '-') &&
	    time_parse(s, out);
}

/* Every {"ref","sha256"} below. */
static void
note_sides(struct vr *v, const json_t *at)
{
	struct ref ref;
	json_t *item;
	size_t i;
	void *it;

	if (json_is_array(at)) {
		json_array_foreach(at, i, item)
			note_sides(v, item);
		return;
	}
	if (!json_is_object(at))
		return;
	if (json_object_size(at) == 2 && is_hex(json_string_value(json_object_get(at, "sha256")), 32) &&
	    is_ref(json_string_value(json_object_get(at, "ref")))) {
		(void)ref_parse(json_string_value(json_object_get(at, "ref")), &ref);
		if (v->sides % BLOCK == 0)
			v->side = v->side == NULL ? ARENA_ARRAY(v->a, struct vr_side, BLOCK) :
			    arena_regrow(v->a, v->side, v->sides + BLOCK, sizeof(*v->side));
		v->side[v->sides++] = (struct vr_side){ ref, json_string_value(json_object_get(at, "sha256")), false };
		return;
	}
	for (it = json_object_iter((json_t *)(uintptr_t)at); it != NULL;
	    it = json_object_iter_next((json_t *)(uintptr_t)at, it))
		note_sides(v, json_object_iter_value(it));
}

static enum err
check_line(struct vr *v, struct vr_step *s, size_t n, const char *what)
{
	static const char *const keys[] = { "v", "chain", "seq", "occurred", "recorded", "actor", "kind", "payload",
	    "evidence", NULL };
	const char *chain, *actor;
	json_t *item;
	int64_t at;
	size_t i;
	enum err e = vr_object(v, s->line, keys, what, &s->json);

	if (e != OK)
		return e;
	chain = json_string_value(json_object_get(s->json, "chain"));
	actor = json_string_value(json_object_get(s->json, "actor"));
	if (json_integer_value(json_object_get(s->json, "v")) != 1 || !is_ref(chain) || !is_ref(actor) ||
	    !is_time(json_string_value(json_object_get(s->json, "occurred")), &at) ||
	    !is_time(json_string_value(json_object_get(s->json, "recorded")), &s->recorded) ||
	    str_empty(json_string_value(json_object_get(s->json, "kind"))) ||
	    !json_is_object(json_object_get(s->json, "payload")) ||
	    !json_is_array(json_object_get(s->json, "evidence")))
		return err_set(ERR_STATE, "%s: a value is not of its form", what);
	json_array_foreach(json_object_get(s->json, "evidence"), i, item)
		if (!is_hex(json_string_value(item), 32))
			return err_set(ERR_STATE, "%s: evidence is not a digest", what);
	if (n == 0)
		v->chain = chain;
	if (!str_eq(chain, v->chain))
		return err_set(ERR_STATE, "%s: of another chain", what);
	if (json_integer_value(json_object_get(s->json, "seq")) != (json_int_t)n + 1)
		return err_set(ERR_STATE, "%s: its number is not %zu", what, n + 1);
	if (n > 0 && s->recorded < v->step[n - 1].recorded)
		return err_set(ERR_STATE, "%s: recorded before the step before it", what);
	note_sides(v, json_object_get(s->json, "payload"));
	return OK;
}

static void
link_digest(struct vr *v, const struct vr_step *before, struct vr_step *s)
{
	static const unsigned char zero[32];
	struct digest *d = digest_new(v->a, DIGEST_SHA256);

	digest_add(d, before != NULL ? before->digest : zero, 32);
	digest_add(d, s->line, strlen(s->line));
	digest_end(d, s->digest);
}

static enum err
read_lines(struct vr *v, const struct vr_text *t)
{
	const char *line, *what;
	size_t at = 0;
	enum err e = OK;

	while (e == OK && vr_line(v, t, &at, &line, &e)) {
		struct vr_step *s;

		if (v->steps % BLOCK == 0)
			v->step = v->step == NULL ? ARENA_ARRAY(v->a, struct vr_step, BLOCK) :
			    arena_regrow(v->a, v->step, v->steps + BLOCK, sizeof(*v->step));
		s = &v->step[v->steps];
		*s = (struct vr_step){ .line = line };
		what = arena_printf(v->a, "chain.jsonl line %zu", v->steps + 1);
		e = check_line(v, s, v->steps, what);
		if (e == OK)
			link_digest(v, v->steps > 0 ? s - 1 : NULL, s);
		v->steps++;
	}
	if (e == OK && v->steps == 0)
		e = err_set(ERR_STATE, "chain.jsonl: no step");
	return e;
}

enum err
vr_chain(struct vr *v)
{
	struct vr_text lines, digests;
	const char *line;
	char hex[65];
	size_t at = 0, n = 0;
	enum err e = vr_read(v, "chain.jsonl", &lines);

	if (e == OK)
		e = vr_read(v, "digests.txt", &digests);
	if (e == OK && (lines.bytes == NULL || digests.bytes == NULL))
		e = err_set(ERR_STATE, "%s is not there", lines.bytes == NULL ? "chain.jsonl" : "digests.txt");
	if (e == OK)
		e = read_lines(v, &lines);
	while (e == OK && vr_line(v, &digests, &at, &line, &e)) {
		if (n >= v->steps)
			return err_set(ERR_STATE, "digests.txt: more digests than steps");
		str_hex(v->step[n++].digest, 32, hex);
		if (!str_eq(line, hex))
			return err_set(ERR_STATE, "step %zu: line or digest was changed, or a step before it", n);
	}
	if (e == OK && n != v->steps)
		e = err_set(ERR_STATE, "digests.txt: fewer digests than steps");
	return e;
}

static enum err
check_side(struct vr *v, const char *line, size_t n)
{
	static const char *const keys[] = { "ref", "salt", "value", NULL };
	const char *what = arena_printf(v->a, "side.jsonl line %zu", n), *text, *value;
	unsigned char salt[16], hash[32];
	struct digest *d;
	struct ref ref;
	char hex[65];
	json_t *j;
	size_t i;
	enum err e = vr_object(v, line, keys, what, &j);

	if (e != OK)
		return e;
	text = json_string_value(json_object_get(j, "salt"));
	value = json_string_value(json_object_get(j, "value"));
	if (value == NULL || !is_hex(text, 16) || !str_unhex(text, salt, 16) ||
	    !is_ref(json_string_value(json_object_get(j, "ref"))))
		return err_set(ERR_STATE, "%s: a value is not of its form", what);
	(void)ref_parse(json_string_value(json_object_get(j, "ref")), &ref);
	for (i = 0; i < v->sides && !ref_eq(v->side[i].ref, ref); i++)
		;
	if (i == v->sides || v->side[i].opened)
		return err_set(ERR_STATE, "%s: %s", what, i == v->sides ? "no step names it" : "there twice");
	d = digest_new(v->a, DIGEST_SHA256);
	digest_add(d, salt, sizeof(salt));
	digest_add(d, value, strlen(value));
	digest_end(d, hash);
	str_hex(hash, 32, hex);
	if (!str_eq(hex, v->side[i].sha256))
		return err_set(ERR_STATE, "%s: value or salt was changed", what);
	v->side[i].opened = true;
	v->opened++;
	return OK;
}

enum err
vr_sides(struct vr *v)
{
	struct vr_text t;
	const char *line;
	size_t at = 0, n = 0;
	enum err e = vr_read(v, "side.jsonl", &t);

	if (e == OK && t.bytes == NULL)
		return OK;
	while (e == OK && vr_line(v, &t, &at, &line, &e))
		e = check_side(v, line, ++n);
	return e;
}

/* One that was destroyed after its retention is null in the index. */
enum err
vr_signatures(struct vr *v)
{
	const json_t *list = json_object_get(json_object_get(v->index, "inspection"), "signatures"), *signature;
	const char *path;
	struct ref ref;
	size_t i, k;

	json_array_foreach(list, i, signature) {
		path = json_string_value(json_object_get(signature, "path"));
		if (path == NULL)
			continue;
		if (!ref_parse(path, &ref))
			return err_set(ERR_STATE, "index.json: signature %zu is not of its form", i + 1);
		for (k = 0; k < v->sides && !ref_eq(v->side[k].ref, ref); k++)
			;
		if (k == v->sides || !v->side[k].opened)
			return err_set(ERR_STATE, "index.json: signature %zu %s", i + 1,
			    k == v->sides ? "is named by no step of the chain" :
			    "is not in side.jsonl");
		v->signatures++;
	}
	return OK;
}
