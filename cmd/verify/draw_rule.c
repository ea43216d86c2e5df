/* draw_rule.c - the draw played again by the plain rule: all scores sorted, all officers ranked. */
#include <stdlib.h>
#include <string.h>

#include "cmd/verify/draw.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

static void
hash2(struct vd *v, const char *prefix, const unsigned char *x, const unsigned char *y, const unsigned char *z,
    unsigned char out[32])
{
	struct digest *d = digest_new(v->a, DIGEST_SHA256);

	digest_add(d, prefix, strlen(prefix));
	digest_add(d, x, 32);
	if (y != NULL)
		digest_add(d, y, 32);
	if (z != NULL)
		digest_add(d, z, 32);
	digest_end(d, out);
}

static void
keyed(const unsigned char key[32], const char *text, unsigned char out[32])
{
	unsigned char both[96];

	memcpy(both, key, 32);
	memcpy(both + 32, text, strlen(text));
	sha256(both, 32 + strlen(text), out);
}

static int
by_score(const void *x, const void *y)
{
	return memcmp(((const struct vd_object *)x)->score, ((const struct vd_object *)y)->score, 32);
}

/* The best-ranked officer who is free, of a unit or (NULL) of all; -1: none. */
static int
best(const struct vd *v, const char *unit, bool by_load)
{
	int i, k = -1;

	for (i = 0; i < v->officers; i++) {
		const struct vd_officer *o = &v->officer[i];

		if (o->barred || (unit != NULL && strcmp(o->unit, unit) != 0))
			continue;
		if (k < 0 || (by_load && o->load < v->officer[k].load) ||
		    ((!by_load || o->load == v->officer[k].load) && memcmp(o->hash, v->officer[k].hash, 32) < 0))
			k = i;
	}
	return k;
}

static int
free_ones(const struct vd *v, const char *unit)
{
	int i, n = 0;

	for (i = 0; i < v->officers; i++)
		n += !v->officer[i].barred && (unit == NULL || strcmp(v->officer[i].unit, unit) == 0);
	return n;
}

static int
by_key(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static int
by_officer(const void *x, const void *y)
{
	return strcmp(x, ((const struct vd_officer *)y)->id);
}

static int
by_object(const void *x, const void *y)
{
	return strcmp(x, ((const struct vd_pair *)y)->object);
}

/* Hashes every officer for the object and bars those recused; both files are sorted. */
static void
look_at(struct vd *v, const struct vd_object *o)
{
	const struct vd_pair *p = v->avoids > 0 ? bsearch(o->id, v->avoid, (size_t)v->avoids, sizeof(*p), by_object) :
	    NULL;
	int i;

	for (i = 0; i < v->officers; i++) {
		keyed(o->score, v->officer[i].id, v->officer[i].hash);
		v->officer[i].barred = false;
	}
	while (p != NULL && p > v->avoid && strcmp(p[-1].object, o->id) == 0)
		p--;
	for (; p != NULL && p < v->avoid + v->avoids && strcmp(p->object, o->id) == 0; p++) {
		struct vd_officer *who = bsearch(p->officer, v->officer, (size_t)v->officers, sizeof(*who), by_officer);

		if (who != NULL)
			who->barred = true;
	}
}

static void
take_officer(struct vd *v, struct vd_team *t, int officer)
{
	t->officer[t->n++] = officer;
	v->officer[officer].barred = true;
}

static void
make_team(struct vd *v, const struct vd_object *o)
{
	json_t *per = json_object_get(json_object_get(v->ann, "team"), "per_unit"), *min;
	const char **unit = ARENA_ARRAY(v->a, const char *, json_object_size(per) + 1), *key;
	struct vd_team *t;
	int i, k, n = 0;

	if (v->teams == v->team_cap) {
		v->team_cap = v->team_cap == 0 ? 256 : 2 * v->team_cap;
		v->team = arena_regrow(v->a, v->team, (size_t)v->team_cap, sizeof(*v->team));
	}
	t = &v->team[v->teams++];
	*t = (struct vd_team){ .object = o };
	json_object_foreach(per, key, min)
		unit[n++] = key;
	qsort(unit, (size_t)n, sizeof(*unit), by_key);
	look_at(v, o);
	for (i = 0; i < n && *t->unassigned == '\0'; i++)
		if (free_ones(v, unit[i]) < json_integer_value(json_object_get(per, unit[i])))
			(void)snprintf(t->unassigned, sizeof(t->unassigned), "unit %s", unit[i]);
	if (*t->unassigned == '\0' && free_ones(v, NULL) < v->size)
		(void)snprintf(t->unassigned, sizeof(t->unassigned), "size");
	if (*t->unassigned != '\0')
		return;
	for (i = 0; i < n; i++)
		for (k = 0; k < json_integer_value(json_object_get(per, unit[i])); k++)
			take_officer(v, t, best(v, unit[i], true));
	while (t->n < v->size)
		take_officer(v, t, best(v, NULL, true));
	for (i = 0; i < t->n; i++)
		v->officer[t->officer[i]].load++;
}

/* Marks the quota of each stratum; objects are sorted by score already. */
static void
mark(struct vd *v)
{
	const json_t *s;
	json_int_t left;
	size_t i;
	int k;

	json_array_foreach(json_object_get(v->ann, "strata"), i, s) {
		left = json_integer_value(json_object_get(s, "quota"));
		for (k = 0; k < v->objects && left > 0; k++)
			if (strcmp(v->object[k].stratum, vd_text(s, "key")) == 0) {
				v->object[k].used = true;
				left--;
			}
	}
}

static bool
same_team(const struct vd *v, const struct vd_team *t, const json_t *list)
{
	int i;

	if (!json_is_array(list) || json_array_size(list) != (size_t)t->n)
		return false;
	for (i = 0; i < t->n; i++)
		if (!str_eq(json_string_value(json_array_get(list, (size_t)i)), v->officer[t->officer[i]].id))
			return false;
	return true;
}

static bool
compare(struct vd *v)
{
	const json_t *list = json_object_get(v->result, "selected"), *one;
	int i;

	if (!json_is_array(list) || json_array_size(list) != (size_t)v->teams)
		return vd_fail(v, "result.json", "says %d objects were selected, the rule selects %d",
		    (int)json_array_size(list), v->teams);
	for (i = 0; i < v->teams; i++) {
		const struct vd_team *t = &v->team[i];

		one = json_array_get(list, (size_t)i);
		if (!str_eq(vd_text(one, "object"), t->object->id) ||
		    !str_eq(vd_text(one, "stratum"), t->object->stratum))
			return vd_fail(v, "result.json", "place %d is not %s", i + 1, t->object->id);
		if (!vd_hex_is(t->object->score, vd_text(one, "score")))
			return vd_fail(v, "result.json", "the score of %s differs", t->object->id);
		if (!same_team(v, t, json_object_get(one, "team")) ||
		    !str_eq(vd_text(one, "unassigned"), *t->unassigned != '\0' ? t->unassigned : NULL))
			return vd_fail(v, "result.json", "the team of %s differs", t->object->id);
	}
	return vd_ok(v, "%d objects selected, each with its team", v->teams);
}

bool
vd_replay(struct vd *v)
{
	const struct vd_part *p = &v->part[VD_RESULT];
	unsigned char hash[32];
	int64_t when;
	int i;

	v->result = json_loadb(p->bytes, p->n, JSON_REJECT_DUPLICATES, NULL);
	if (v->result == NULL || !str_eq(vd_text(v->result, "draw_id"), vd_text(v->ann, "draw_id")))
		return vd_fail(v, "result.json", "is not the result of this draw");
	if (vd_text(v->result, "drawn_at") == NULL || !time_parse(vd_text(v->result, "drawn_at"), &when))
		return vd_fail(v, "result.json", "has no time of the draw");
	if (vd_text(v->result, "secret") == NULL || strlen(vd_text(v->result, "secret")) != 64 ||
	    strpbrk(vd_text(v->result, "secret"), "ABCDEF") != NULL ||
	    !str_unhex(vd_text(v->result, "secret"), v->secret, 32))
		return vd_fail(v, "result.json", "has no secret");
	hash2(v, "xz-draw-1 commit\n", v->secret, NULL, NULL, hash);
	if (!vd_hex_is(hash, vd_text(v->ann, "commitment")))
		return vd_fail(v, "result.json", "the secret is not the one committed to");
	(void)vd_ok(v, "the secret is the one committed to before");
	if (!vd_hex_is(v->part[VD_ANNOUNCEMENT].sha, vd_text(v->result, "announcement_sha256")) ||
	    !vd_hex_is(v->part[VD_CONTRIBUTIONS].sha, vd_text(v->result, "contributions_sha256")))
		return vd_fail(v, "result.json", "is made from other files than these");
	hash2(v, "xz-draw-1 seed\n", v->secret, v->part[VD_ANNOUNCEMENT].sha, v->part[VD_CONTRIBUTIONS].sha, v->seed);
	if (!vd_hex_is(v->seed, vd_text(v->result, "seed")))
		return vd_fail(v, "result.json", "the seed differs");
	(void)vd_ok(v, "the seed follows from secret, announcement and contributions");
	for (i = 0; i < v->objects; i++)
		keyed(v->seed, v->object[i].id, v->object[i].score);
	qsort(v->object, (size_t)v->objects, sizeof(*v->object), by_score);
	mark(v);
	for (i = 0; i < v->objects; i++)
		if (v->object[i].used)
			make_team(v, &v->object[i]);
	return compare(v);
}

/* ---- replacements */

static struct vd_team *
team_of(struct vd *v, const char *object)
{
	int i;

	for (i = 0; i < v->teams; i++)
		if (v->team[i].object != NULL && strcmp(v->team[i].object->id, object) == 0)
			return &v->team[i];
	return NULL;
}

static bool
object_out(struct vd *v, const json_t *line, int n)
{
	struct vd_team *t = team_of(v, vd_text(line, "out"));
	const char *in = vd_text(line, "in");
	int i;

	if (t == NULL || !str_eq(vd_text(line, "for"), vd_text(line, "out")))
		return vd_fail(v, "substitutions.jsonl", "line %d replaces what was not selected", n);
	for (i = 0; i < v->objects && (v->object[i].used || strcmp(v->object[i].stratum, t->object->stratum) != 0); i++)
		;
	t->object = NULL;
	if (i == v->objects)
		return (in == NULL && json_array_size(json_object_get(line, "team")) == 0) ||
		    vd_fail(v, "substitutions.jsonl", "line %d: nobody is left", n);
	v->object[i].used = true;
	make_team(v, &v->object[i]);
	t = &v->team[v->teams - 1];
	return (str_eq(in, t->object->id) && same_team(v, t, json_object_get(line, "team"))) ||
	    vd_fail(v, "substitutions.jsonl", "line %d: %s comes next, with its team", n, t->object->id);
}

static bool
officer_out(struct vd *v, const json_t *line, int n)
{
	const char *out = vd_text(line, "out"), *in = vd_text(line, "in"), *unit;
	struct vd_team *t = team_of(v, vd_text(line, "for") != NULL ? vd_text(line, "for") : "");
	int i, k, at = -1, same = 0;

	for (i = 0; t != NULL && i < t->n; i++)
		if (str_eq(v->officer[t->officer[i]].id, out))
			at = i;
	if (at < 0)
		return vd_fail(v, "substitutions.jsonl", "line %d replaces an officer who is not in that team", n);
	look_at(v, t->object);
	unit = v->officer[t->officer[at]].unit;
	for (i = 0; i < t->n; i++) {
		v->officer[t->officer[i]].barred = true;
		same += strcmp(v->officer[t->officer[i]].unit, unit) == 0;
	}
	for (i = 0; i < v->gones; i++)
		for (k = 0; k < v->officers; k++)
			if (strcmp(v->gone[i].object, t->object->id) == 0 &&
			    strcmp(v->gone[i].officer, v->officer[k].id) == 0)
				v->officer[k].barred = true;
	k = -1;
	if (same - 1 < json_integer_value(json_object_get(json_object_get(json_object_get(v->ann, "team"), "per_unit"),
	    unit)))
		k = best(v, unit, false);
	if (k < 0)
		k = best(v, NULL, false);
	if (v->gones % 64 == 0)
		v->gone = arena_regrow(v->a, v->gone, (size_t)v->gones + 64, sizeof(*v->gone));
	v->gone[v->gones++] = (struct vd_pair){ t->object->id, out };
	if (k >= 0) {
		v->officer[t->officer[at]].load--;
		v->officer[k].load++;
		t->officer[at] = k;
	} else {
		memmove(&t->officer[at], &t->officer[at + 1], (size_t)(t->n - at - 1) * sizeof(*t->officer));
		t->n--;
	}
	return (str_eq(in, k >= 0 ? v->officer[k].id : NULL) && same_team(v, t, json_object_get(line, "team"))) ||
	    vd_fail(v, "substitutions.jsonl", "line %d: %s comes next", n, k >= 0 ? v->officer[k].id : "nobody");
}

bool
vd_substitutions(struct vd *v)
{
	const struct vd_part *p = &v->part[VD_SUBSTITUTIONS];
	char **line;
	int64_t when;
	int i, n;

	if (p->bytes == NULL)
		return true;
	if (!vd_lines(v, VD_SUBSTITUTIONS, 1, &line, &n))
		return false;
	for (i = 0; i < n; i++) {
		json_t *j = json_loads(line[i], JSON_REJECT_DUPLICATES, NULL);
		const char *kind = vd_text(j, "kind"), *reason = vd_text(j, "reason"), *at = vd_text(j, "at");

		if (j == NULL || kind == NULL || reason == NULL || at == NULL || !time_parse(at, &when) ||
		    vd_text(j, "out") == NULL || json_integer_value(json_object_get(j, "n")) != i + 1 ||
		    (!str_eq(kind, "object") && !str_eq(kind, "officer")) || (!str_eq(reason, "dissolved") &&
		    !str_eq(reason, "moved") && !str_eq(reason, "recused") && !str_eq(reason, "unfit")))
			return vd_fail(v, "substitutions.jsonl", "line %d is not a replacement", i + 1);
		if (str_eq(kind, "object") ? !object_out(v, j, i + 1) : !officer_out(v, j, i + 1))
			return false;
	}
	return vd_ok(v, "%d replacements, each the next in rank", n);
}
