/* route.c - finds the route of a path: plain paths by binary search, patterns
 * among those with as many segments, the most literal first. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/ref.h"
#include "lib/base/str.h"
#include "lib/web/web.h"

#define SEGMENTS_MAX 15

struct pattern {
	const struct route *route;
	unsigned literal;	/* bit per segment, the first highest */
};

struct routes {
	const struct route **plain;
	size_t plain_n;
	struct pattern *pattern[SEGMENTS_MAX + 1];
	size_t pattern_n[SEGMENTS_MAX + 1];
};

static size_t
segments(const char *path)
{
	size_t n = 0;

	for (; *path != '\0'; path++)
		n += *path == '/';
	return n;
}

static unsigned
literal_mask(const char *path)
{
	unsigned mask = 0;
	size_t i = 0;

	for (; *path != '\0'; path++)
		if (*path == '/' && ++i <= SEGMENTS_MAX && path[1] != ':')
			mask |= 1U << (SEGMENTS_MAX - i);
	return mask;
}

static int
plain_order(const void *a, const void *b)
{
	const struct route *x = *(const struct route *const *)a, *y = *(const struct route *const *)b;

	return x->method != y->method ? (int)x->method - (int)y->method : strcmp(x->path, y->path);
}

static int
pattern_order(const void *a, const void *b)
{
	const struct pattern *x = a, *y = b;

	if (x->literal != y->literal)
		return x->literal < y->literal ? 1 : -1;
	return strcmp(x->route->path, y->route->path);
}

static enum err
check(const struct route *t)
{
	bool open = (t->flags & ROUTE_PUBLIC) != 0;

	if (t->path == NULL || t->path[0] != '/' || segments(t->path) > SEGMENTS_MAX ||
	    strstr(t->path, "//") != NULL || t->run == NULL ||
	    t->method < GET || t->method > OPTIONS)
		return err_set(ERR_INPUT, "route %s: malformed", t->path != NULL ? t->path : "?");
	if (open == (t->duties != 0))
		return err_set(ERR_INPUT, "route %s: %s", t->path,
		    open ? "public and with duties" : "without a permission");
	return OK;
}

/* The same path once names are forgotten. */
static bool
same_shape(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0') {
		if (a[0] == '/' && b[0] == '/' && a[1] == ':' && b[1] == ':') {
			a += 1 + strcspn(a + 1, "/");
			b += 1 + strcspn(b + 1, "/");
			continue;
		}
		if (*a++ != *b++)
			return false;
	}
	return *a == *b;
}

static enum err
twice(const struct route *a, const struct route *b)
{
	if (a->method == b->method && same_shape(a->path, b->path))
		return err_set(ERR_INPUT, "route %s: twice", a->path);
	return OK;
}

static enum err
sort_and_check(struct routes *rs)
{
	enum err e = OK;
	size_t i, k, m;

	qsort(rs->plain, rs->plain_n, sizeof(*rs->plain), plain_order);
	for (i = 1; e == OK && i < rs->plain_n; i++)
		e = twice(rs->plain[i - 1], rs->plain[i]);
	for (k = 0; k <= SEGMENTS_MAX; k++) {
		qsort(rs->pattern[k], rs->pattern_n[k], sizeof(*rs->pattern[k]), pattern_order);
		for (i = 0; i < rs->pattern_n[k]; i++)
			for (m = i + 1; e == OK && m < rs->pattern_n[k]; m++)
				e = twice(rs->pattern[k][i].route, rs->pattern[k][m].route);
	}
	return e;
}

enum err
routes_build(struct arena *a, const struct program *p, struct routes **out)
{
	struct routes *rs = ARENA_NEW(a, struct routes);
	const struct route *const *table, *t;
	size_t k, total = 0;
	enum err e;

	for (table = p->tables; *table != NULL; table++)
		for (t = *table; t->path != NULL; t++)
			total++;
	rs->plain = ARENA_ARRAY(a, const struct route *, total + 1);
	for (k = 0; k <= SEGMENTS_MAX; k++)
		rs->pattern[k] = ARENA_ARRAY(a, struct pattern, total + 1);
	for (table = p->tables; *table != NULL; table++) {
		for (t = *table; t->path != NULL; t++) {
			e = check(t);
			if (e != OK)
				return e;
			k = segments(t->path);
			if (strstr(t->path, "/:") == NULL)
				rs->plain[rs->plain_n++] = t;
			else
				rs->pattern[k][rs->pattern_n[k]++] =
				    (struct pattern){ t, literal_mask(t->path) };
		}
	}
	e = sort_and_check(rs);
	if (e == OK)
		*out = rs;
	return e;
}

static bool
fits(const char *pattern, const char *path)
{
	while (*pattern != '\0') {
		if (pattern[0] == '/' && pattern[1] == ':') {
			if (*path != '/' || path[1] == '/' || path[1] == '\0')
				return false;
			pattern += 1 + strcspn(pattern + 1, "/");
			path += 1 + strcspn(path + 1, "/");
		} else if (*pattern++ != *path++) {
			return false;
		}
	}
	return *path == '\0';
}

const struct route *
routes_match(const struct routes *rs, enum method m, const char *path)
{
	const struct route wanted = { .method = m, .path = path }, *key = &wanted, **hit;
	size_t i, k = segments(path);

	hit = bsearch(&key, rs->plain, rs->plain_n, sizeof(*rs->plain), plain_order);
	if (hit != NULL)
		return *hit;
	for (i = 0; k <= SEGMENTS_MAX && i < rs->pattern_n[k]; i++)
		if (rs->pattern[k][i].route->method == m && fits(rs->pattern[k][i].route->path, path))
			return rs->pattern[k][i].route;
	return NULL;
}

/* References in capital letters; true: some were not. */
static bool
capitals(char *path)
{
	char *at = path, text[REF_TEXT_SIZE];
	bool changed = false;
	struct ref ref;
	size_t i, n;

	for (; *at != '\0'; at += n) {
		at += *at == '/';
		n = strcspn(at, "/");
		if (n != REF_TEXT_SIZE - 1)
			continue;
		for (i = 0; i < n; i++)
			text[i] = (char)(at[i] >= 'a' && at[i] <= 'z' ? at[i] - 'a' + 'A' : at[i]);
		text[n] = '\0';
		if (memcmp(text, at, n) == 0 || !ref_parse(text, &ref))
			continue;
		memcpy(at, text, n);
		changed = true;
	}
	return changed;
}

const char *
routes_respell(const struct routes *rs, struct arena *a, const char *path)
{
	size_t n = strlen(path);
	char *other = arena_strndup(a, path, n + 1);
	bool changed = capitals(other);

	if (n > 1 && routes_match(rs, GET, other) == NULL) {
		if (other[n - 1] == '/')
			other[n - 1] = '\0';
		else
			other = arena_printf(a, "%s/", other);
		changed = true;
	}
	return changed && routes_match(rs, GET, other) != NULL ? other : NULL;
}
