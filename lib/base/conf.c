/* conf.c - see conf.h. */
#include "lib/base/conf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

struct pair {
	struct pair *next;
	const char *key;
	const char *value;
};

struct conf {
	struct pair *first;
};

static enum err
add_line(struct arena *a, struct conf *c, char *line, const char *const *known)
{
	char *eq, *key = str_clean(a, line);
	struct pair *p;

	if (*key == '\0' || *key == '#')
		return OK;
	eq = strchr(key, '=');
	if (eq == NULL)
		return err_set(ERR_INPUT, "not `key = value`: %s", key);
	*eq = '\0';
	p = ARENA_NEW(a, struct pair);
	p->key = str_clean(a, key);
	p->value = str_clean(a, eq + 1);
	while (*known != NULL && strcmp(*known, p->key) != 0)
		known++;
	if (*known == NULL)
		return err_set(ERR_INPUT, "unknown key: %s", p->key);
	p->next = c->first;
	c->first = p;
	return OK;
}

enum err
conf_load(struct arena *a, const char *path, const char *const *known, struct conf **out)
{
	struct conf *c = ARENA_NEW(a, struct conf);
	char line[4096];
	enum err e = OK;
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	while (e == OK && fgets(line, sizeof(line), f) != NULL)
		e = add_line(a, c, line, known);
	if (e == OK && ferror(f))
		e = err_set(ERR_IO, "%s: read error", path);
	(void)fclose(f);
	if (e == OK)
		*out = c;
	return e;
}

const char *
conf_text(const struct conf *c, const char *key, const char *otherwise)
{
	const struct pair *p;

	for (p = c->first; p != NULL; p = p->next)
		if (strcmp(p->key, key) == 0)
			return p->value;
	return otherwise;
}

int64_t
conf_i64(const struct conf *c, const char *key, int64_t otherwise)
{
	const char *s = conf_text(c, key, NULL);
	long long v;

	return s != NULL && str_i64(s, INT64_MIN, INT64_MAX, &v) ? v : otherwise;
}

bool
conf_bool(const struct conf *c, const char *key, bool otherwise)
{
	const char *s = conf_text(c, key, NULL);

	if (s == NULL)
		return otherwise;
	return strcmp(s, "1") == 0 || strcmp(s, "on") == 0 || strcmp(s, "yes") == 0;
}
