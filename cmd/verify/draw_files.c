/* draw_files.c - the files of a draw: their form, and that they fit each other. */
#include <string.h>

#include "cmd/verify/draw.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

const char *
vd_text(const json_t *j, const char *key)
{
	return json_string_value(json_object_get(j, key));
}

bool
vd_hex_is(const unsigned char bytes[32], const char *hex)
{
	char text[65];

	str_hex(bytes, 32, text);
	return hex != NULL && strcmp(text, hex) == 0;
}

static bool
field(const char *s, size_t max)
{
	size_t i, n = strlen(s);

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20)
			return false;
	return n > 0 && n <= max && str_utf8_ok(s, n);
}

bool
vd_lines(struct vd *v, enum vd_file f, int fields, char ***out, int *n)
{
	const struct vd_part *p = &v->part[f];
	char *copy = arena_strndup(v->a, p->bytes, p->n), *at = copy, *line, *tab;
	size_t i, rows = 0;
	int k;

	*n = 0;
	if (memchr(p->bytes, '\0', p->n) != NULL)
		return vd_fail(v, vd_names[f], "holds a byte 0");
	if (p->n > 0 && p->bytes[p->n - 1] != '\n')
		return vd_fail(v, vd_names[f], "does not end in LF");
	for (i = 0; i < p->n; i++)
		rows += p->bytes[i] == '\n';
	*out = ARENA_ARRAY(v->a, char *, rows * (size_t)fields + 1);
	for (*n = 0; *n < (int)rows; (*n)++) {
		line = strsep(&at, "\n");
		for (k = 0; k < fields; k++) {
			tab = k + 1 < fields ? strchr(line, '\t') : NULL;
			if ((k + 1 < fields) != (tab != NULL))
				return vd_fail(v, vd_names[f], "line %d has not %d fields", *n + 1, fields);
			if (tab != NULL)
				*tab = '\0';
			(*out)[*n * fields + k] = line;
			line = tab != NULL ? tab + 1 : line;
		}
	}
	return true;
}

/* Two fields a line, sorted bytewise without a line twice. */
static bool
pairs(struct vd *v, enum vd_file f, char ***out, int *n)
{
	int i, c;

	if (!vd_lines(v, f, 2, out, n))
		return false;
	for (i = 0; i < *n; i++) {
		if (!field((*out)[2 * i], 64) || !field((*out)[2 * i + 1], 64))
			return vd_fail(v, vd_names[f], "line %d: a field is empty, too long or not text", i + 1);
		if (i == 0)
			continue;
		c = strcmp((*out)[2 * i - 2], (*out)[2 * i]);
		if (c > 0 || (c == 0 && strcmp((*out)[2 * i - 1], (*out)[2 * i + 1]) >= 0))
			return vd_fail(v, vd_names[f], "line %d is out of order", i + 1);
	}
	return true;
}

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

/* Ids of column `at`, each once. */
static bool
once(struct vd *v, enum vd_file f, char **cell, int n, int at)
{
	char **id = ARENA_ARRAY(v->a, char *, (size_t)n + 1);
	int i;

	for (i = 0; i < n; i++)
		id[i] = cell[2 * i + at];
	qsort(id, (size_t)n, sizeof(*id), by_text);
	for (i = 1; i < n; i++)
		if (strcmp(id[i - 1], id[i]) == 0)
			return vd_fail(v, vd_names[f], "%s is there twice", id[i]);
	return true;
}

static bool
digests(struct vd *v)
{
	const json_t *files = json_object_get(v->ann, "files");
	int i;

	for (i = VD_OBJECTS; i <= VD_AVOID; i++) {
		if (v->part[i].bytes == NULL && i == VD_AVOID && v->part[VD_RESULT].bytes == NULL)
			continue;		/* comes with the result */
		if (v->part[i].bytes == NULL)
			return vd_fail(v, vd_names[i], "is missing");
		if (!vd_hex_is(v->part[i].sha, vd_text(files, vd_names[i])))
			return vd_fail(v, vd_names[i], "is not the file announced: its digest differs");
	}
	return vd_ok(v, "the pools are those announced");
}

static bool
strata(struct vd *v)
{
	const json_t *list = json_object_get(v->ann, "strata"), *s;
	const char *key, *before = "";
	json_int_t pool, quota, seen, all = 0;
	size_t i;
	int k;

	json_array_foreach(list, i, s) {
		key = vd_text(s, "key");
		pool = json_integer_value(json_object_get(s, "pool"));
		quota = json_integer_value(json_object_get(s, "quota"));
		if (key == NULL || strcmp(before, key) >= 0)
			return vd_fail(v, "announcement.json", "strata are not in order");
		for (k = 0, seen = 0; k < v->objects; k++)
			seen += strcmp(v->object[k].stratum, key) == 0;
		if (seen != pool)
			return vd_fail(v, "announcement.json", "stratum %s says %lld objects, the pool has %lld", key,
			    (long long)pool, (long long)seen);
		if (quota < 0 || quota > pool)
			return vd_fail(v, "announcement.json", "the quota of stratum %s does not fit its pool", key);
		all += pool;
		before = key;
	}
	return all == v->objects || vd_fail(v, "objects.tsv", "a stratum is not announced");
}

static bool
team_rule(struct vd *v)
{
	const json_t *team = json_object_get(v->ann, "team");
	const char *unit;
	json_t *min;
	json_int_t sum = 0;

	v->size = (int)json_integer_value(json_object_get(team, "size"));
	json_object_foreach(json_object_get(team, "per_unit"), unit, min)
		sum += json_integer_value(min);
	return (v->size >= 1 && v->size <= 64 && sum <= v->size) ||
	    vd_fail(v, "announcement.json", "the minima of the units do not fit the team");
}

static int
by_officer(const void *x, const void *y)
{
	return strcmp(x, ((const struct vd_officer *)y)->id);
}

static bool
pools(struct vd *v)
{
	char **cell;
	int i, n;

	if (!pairs(v, VD_OBJECTS, &cell, &n) || !once(v, VD_OBJECTS, cell, n, 1))
		return false;
	v->object = ARENA_ARRAY(v->a, struct vd_object, (size_t)n + 1);
	for (v->objects = n, i = 0; i < n; i++)
		v->object[i] = (struct vd_object){ .stratum = cell[2 * i], .id = cell[2 * i + 1] };
	if (!pairs(v, VD_OFFICERS, &cell, &n) || !once(v, VD_OFFICERS, cell, n, 0))
		return false;
	v->officer = ARENA_ARRAY(v->a, struct vd_officer, (size_t)n + 1);
	for (v->officers = n, i = 0; i < n; i++)
		v->officer[i] = (struct vd_officer){ .id = cell[2 * i], .unit = cell[2 * i + 1] };
	if (v->part[VD_AVOID].bytes == NULL)
		return true;
	if (!pairs(v, VD_AVOID, &cell, &n))
		return false;
	v->avoid = ARENA_ARRAY(v->a, struct vd_pair, (size_t)n + 1);
	for (v->avoids = n, i = 0; i < n; i++) {
		v->avoid[i] = (struct vd_pair){ cell[2 * i], cell[2 * i + 1] };
		if (bsearch(cell[2 * i + 1], v->officer, (size_t)v->officers, sizeof(*v->officer), by_officer) == NULL)
			return vd_fail(v, "avoid.tsv", "line %d names an officer who is not in the pool", i + 1);
	}
	return true;
}

static char **
ids_sorted(struct vd *v)
{
	char **id = ARENA_ARRAY(v->a, char *, (size_t)v->objects + 1);
	int i;

	for (i = 0; i < v->objects; i++)
		id[i] = arena_strdup(v->a, v->object[i].id);
	qsort(id, (size_t)v->objects, sizeof(*id), by_text);
	return id;
}

static bool
avoided_known(struct vd *v)
{
	char **id = v->avoids > 0 ? ids_sorted(v) : NULL;
	int i;

	for (i = 0; i < v->avoids; i++)
		if (bsearch(&v->avoid[i].object, id, (size_t)v->objects, sizeof(*id), by_text) == NULL)
			return vd_fail(v, "avoid.tsv", "line %d names an object that is not in the pool", i + 1);
	return true;
}

/* The names and values of contributions, against their pledges. */
static bool
contributions(struct vd *v)
{
	const char *kind = vd_text(v->ann, "contributions");
	bool pledges = json_is_true(json_object_get(v->ann, "pledges"));
	char **value, **pledge = NULL;
	int i, n = 0, m = 0;

	if (!vd_lines(v, VD_CONTRIBUTIONS, 3, &value, &n))
		return false;
	if (pledges && v->part[VD_PLEDGES].bytes == NULL)
		return vd_fail(v, "pledges.tsv", "is missing");
	if (pledges && !vd_lines(v, VD_PLEDGES, 3, &pledge, &m))
		return false;
	if (strcmp(kind, "none") == 0 ? n != 0 : n == 0)
		return vd_fail(v, "contributions.tsv", "holds %d contributions, the announcement says %s", n, kind);
	if (pledges && m != n)
		return vd_fail(v, "contributions.tsv", "%d pledges, %d values", m, n);
	for (i = 0; i < n; i++) {
		unsigned char bytes[256], hash[32];
		const char *name = value[3 * i + 1], *hex = value[3 * i + 2];
		size_t len = strlen(hex) / 2;
		struct digest *d;

		if (strcmp(value[3 * i], arena_printf(v->a, "%d", i + 1)) != 0 || !field(name, 64) || len < 1 ||
		    len > 256 || !str_unhex(hex, bytes, len) || strpbrk(hex, "ABCDEF") != NULL)
			return vd_fail(v, "contributions.tsv", "line %d is not a contribution", i + 1);
		if (strcmp(kind, "beacon") == 0 && (n != 1 || strcmp(name, arena_printf(v->a, "beacon:%s",
		    vd_text(v->ann, "beacon"))) != 0))
			return vd_fail(v, "contributions.tsv", "is not the public value that was named");
		if (!pledges)
			continue;
		d = digest_new(v->a, DIGEST_SHA256);
		digest_add(d, name, strlen(name));
		digest_add(d, "\n", 1);
		digest_add(d, bytes, len);
		digest_end(d, hash);
		if (strcmp(pledge[3 * i], value[3 * i]) != 0 || strcmp(pledge[3 * i + 1], name) != 0 ||
		    !vd_hex_is(hash, pledge[3 * i + 2]))
			return vd_fail(v, "contributions.tsv", "line %d does not match its pledge", i + 1);
	}
	return vd_ok(v, "%d contributions%s", n, pledges ? ", each the one pledged" : "");
}

bool
vd_read(struct vd *v)
{
	const struct vd_part *p = &v->part[VD_ANNOUNCEMENT];
	const char *kind, *publication;
	int64_t from, to;

	if (p->bytes == NULL)
		return vd_fail(v, "announcement.json", "is missing");
	v->ann = json_loadb(p->bytes, p->n, JSON_REJECT_DUPLICATES, NULL);
	if (v->ann == NULL || !str_eq(vd_text(v->ann, "algorithm"), "xz-draw-1"))
		return vd_fail(v, "announcement.json", "is not an announcement of xz-draw-1");
	kind = vd_text(v->ann, "contributions");
	publication = vd_text(v->ann, "publication");
	if (vd_text(v->ann, "draw_id") == NULL || vd_text(v->ann, "announced_at") == NULL ||
	    vd_text(v->ann, "reveal_by") == NULL || vd_text(v->ann, "commitment") == NULL || kind == NULL ||
	    publication == NULL || (!str_eq(kind, "witness") && !str_eq(kind, "beacon") && !str_eq(kind, "none")) ||
	    (str_eq(kind, "beacon") && vd_text(v->ann, "beacon") == NULL) ||
	    (!str_eq(publication, "at-draw") && !str_eq(publication, "after-visits")) ||
	    !time_parse(vd_text(v->ann, "announced_at"), &from) || !time_parse(vd_text(v->ann, "reveal_by"), &to) ||
	    from >= to)
		return vd_fail(v, "announcement.json", "lacks a field, or a field is not valid");
	if (!digests(v) || !pools(v) || !strata(v) || !team_rule(v) || !avoided_known(v))
		return false;
	(void)vd_ok(v, "%d objects, %d officers, %d recusals", v->objects, v->officers, v->avoids);
	return v->part[VD_CONTRIBUTIONS].bytes == NULL || contributions(v);
}
