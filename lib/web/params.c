/* params.c - urlencoded text: queries and forms. */
#include "lib/web/params.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

void
params_init(struct params *p, struct arena *a)
{
	*p = (struct params){ .arena = a };
}

static bool
name_ok(const char *s)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

	return n > 0 && n <= PARAM_NAME_MAX && s[n] == '\0';
}

enum err
params_add(struct params *p, const char *name, const char *value)
{
	if (!name_ok(name))
		return err_set(ERR_INPUT, "parameter name");
	if (!str_utf8_ok(value, strlen(value)))
		return err_set(ERR_INPUT, "parameter text");
	if (p->n == PARAMS_MAX)
		return err_set(ERR_LIMIT, "more than %d parameters", PARAMS_MAX);
	if (p->n == p->cap) {
		p->cap = p->cap == 0 ? 16 : p->cap * 2;
		p->v = p->v == NULL ? ARENA_ARRAY(p->arena, struct param, p->cap) :
		    arena_regrow(p->arena, p->v, p->cap, sizeof(*p->v));
	}
	p->v[p->n++] = (struct param){ name, value };
	return OK;
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *
percent_decode(struct arena *a, const char *s, size_t n, bool plus)
{
	char *out = arena_alloc(a, n + 1), *to = out;
	size_t i;
	int hi, lo;

	for (i = 0; i < n; i++) {
		if (s[i] == '%') {
			if (n - i < 3 || (hi = nibble(s[i + 1])) < 0 || (lo = nibble(s[i + 2])) < 0)
				return NULL;
			*to = (char)(hi << 4 | lo);
			i += 2;
		} else {
			*to = plus && s[i] == '+' ? ' ' : s[i];
		}
		if (*to++ == '\0')
			return NULL;
	}
	*to = '\0';
	return out;
}

char *
percent_encode(struct arena *a, const char *s)
{
	static const char digit[] = "0123456789ABCDEF";
	char *out = arena_alloc(a, 3 * strlen(s) + 1), *to = out;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		    strchr("-._~", c) != NULL) {
			*to++ = *s;
			continue;
		}
		*to++ = '%';
		*to++ = digit[c >> 4];
		*to++ = digit[c & 15];
	}
	*to = '\0';
	return out;
}

static enum err
add_pair(struct params *p, const char *s, size_t n)
{
	const char *eq = memchr(s, '=', n);
	size_t name_n = eq != NULL ? (size_t)(eq - s) : n;
	char *name, *value;

	if (name_n > 3 * PARAM_NAME_MAX)
		return err_set(ERR_INPUT, "parameter name");
	name = percent_decode(p->arena, s, name_n, true);
	value = eq != NULL ? percent_decode(p->arena, eq + 1, n - name_n - 1, true) :
	    arena_strdup(p->arena, "");
	if (name == NULL || value == NULL)
		return err_set(ERR_INPUT, "percent sequence");
	return params_add(p, name, value);
}

enum err
params_parse(struct params *p, const char *text, size_t n)
{
	const char *end = text + n, *next;
	enum err e = OK;

	for (; e == OK && text < end; text = next + 1) {
		next = memchr(text, '&', (size_t)(end - text));
		if (next == NULL)
			next = end;
		if (next > text)
			e = add_pair(p, text, (size_t)(next - text));
	}
	return e;
}

const char *
params_get(const struct params *p, const char *name, size_t *count)
{
	const char *first = NULL;
	size_t i, n = 0;

	for (i = 0; i < p->n; i++) {
		if (strcmp(p->v[i].name, name) != 0)
			continue;
		if (n++ == 0)
			first = p->v[i].value;
	}
	if (count != NULL)
		*count = n;
	return first;
}
