/* cookie.c - the Cookie header. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/web/params.h"

#define COOKIES_MAX 50
#define COOKIE_MAX 4096

static bool
token_ok(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] <= 0x20 || (unsigned char)s[i] >= 0x7f ||
		    strchr("()<>@,;:\\\"/[]?={}", s[i]) != NULL)
			return false;
	return n > 0 && n <= PARAM_NAME_MAX;
}

static bool
value_ok(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] <= 0x20 || (unsigned char)s[i] >= 0x7f ||
		    strchr("\",;\\", s[i]) != NULL)
			return false;
	return n <= COOKIE_MAX;
}

/* A second cookie of a name may have been put there by a neighbouring host:
 * the name is marked by an empty value, and params_get() callers see none. */
static void
keep(struct params *p, const char *name, size_t name_n, const char *value, size_t value_n)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (strlen(p->v[i].name) == name_n && memcmp(p->v[i].name, name, name_n) == 0) {
			p->v[i].value = "";
			return;
		}
	if (p->n == COOKIES_MAX)
		return;
	if (p->v == NULL)
		p->v = ARENA_ARRAY(p->arena, struct param, COOKIES_MAX);
	p->v[p->n++] = (struct param){ arena_strndup(p->arena, name, name_n),
	    arena_strndup(p->arena, value, value_n) };
}

void
cookies_parse(struct params *p, const char *header)
{
	const char *end, *eq;

	for (; *header != '\0'; header = *end == ';' ? end + 1 : end) {
		size_t name_n, value_n;

		header += strspn(header, " \t");
		end = header + strcspn(header, ";");
		eq = memchr(header, '=', (size_t)(end - header));
		if (eq == NULL)
			continue;
		name_n = (size_t)(eq - header);
		value_n = (size_t)(end - eq - 1);
		while (value_n > 0 && (eq[value_n] == ' ' || eq[value_n] == '\t'))
			value_n--;
		if (token_ok(header, name_n) && value_ok(eq + 1, value_n))
			keep(p, header, name_n, eq + 1, value_n);
	}
}
