/* sfield.c - see sfield.h. */
#include "lib/exchange/sfield.h"

#include <inttypes.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/sec/sec.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define KEY_FIRST LOWER "*"
#define KEY_REST LOWER DIGITS "_-.*"
#define TOKEN_FIRST LOWER UPPER "*"
#define TOKEN_REST LOWER UPPER DIGITS "!#$%&'*+-.^_`|~:/"
#define INTEGER_DIGITS 15

struct reader {
	struct arena *a;
	const char *p;
};

static bool
one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static bool
take(struct reader *r, char c)
{
	if (*r->p != c)
		return false;
	r->p++;
	return true;
}

static void
blanks(struct reader *r, const char *which)
{
	r->p += strspn(r->p, which);
}

static const char *
word(struct reader *r, const char *first, const char *rest)
{
	size_t n;

	if (!one_of(*r->p, first))
		return NULL;
	n = 1 + strspn(r->p + 1, rest);
	r->p += n;
	return arena_strndup(r->a, r->p - n, n);
}

static bool
string(struct reader *r, struct sf_value *v)
{
	char *out = arena_alloc(r->a, strlen(r->p) + 1);

	v->type = SF_STRING;
	v->text = out;
	while (!take(r, '"')) {
		if (take(r, '\\') && *r->p != '"' && *r->p != '\\')
			return false;
		if ((unsigned char)*r->p < 0x20 || (unsigned char)*r->p > 0x7e)
			return false;
		*out++ = *r->p++;
	}
	return true;
}

static bool
bytes(struct reader *r, struct sf_value *v)
{
	size_t n = strcspn(r->p, ":");
	unsigned char *b;

	if (r->p[n] != ':' || !base64_decode(r->a, arena_strndup(r->a, r->p, n), &b, &v->n))
		return false;
	r->p += n + 1;
	v->type = SF_BYTES;
	v->bytes = b;
	return true;
}

static bool
integer(struct reader *r, struct sf_value *v)
{
	bool minus = take(r, '-');
	size_t n = strspn(r->p, DIGITS), i;

	if (n == 0 || n > INTEGER_DIGITS || r->p[n] == '.')
		return false;
	v->type = SF_INTEGER;
	for (i = 0; i < n; i++)
		v->number = v->number * 10 + (*r->p++ - '0');
	v->number = minus ? -v->number : v->number;
	return true;
}

static bool
value(struct reader *r, struct sf_value *v)
{
	*v = (struct sf_value){ .type = SF_BOOL };
	if (take(r, '"'))
		return string(r, v);
	if (take(r, ':'))
		return bytes(r, v);
	if (take(r, '?')) {
		v->number = *r->p == '1';
		return take(r, '0') || take(r, '1');
	}
	if (*r->p == '-' || one_of(*r->p, DIGITS))
		return integer(r, v);
	v->type = SF_TOKEN;
	v->text = word(r, TOKEN_FIRST, TOKEN_REST);
	return v->text != NULL;
}

static bool
params(struct reader *r, struct sf_params *p)
{
	struct sf_param *one;

	while (take(r, ';')) {
		if (p->n == SF_MAX)
			return false;
		blanks(r, " ");
		one = &p->v[p->n];
		one->name = word(r, KEY_FIRST, KEY_REST);
		if (one->name == NULL || sf_param(p, one->name) != NULL)
			return false;
		p->n++;
		one->v = (struct sf_value){ .type = SF_BOOL, .number = 1 };
		if (take(r, '=') && !value(r, &one->v))
			return false;
	}
	return true;
}

static bool
item(struct reader *r, struct sf_item *i)
{
	return value(r, &i->v) && params(r, &i->params);
}

static bool
inner_list(struct reader *r, struct sf_member *m)
{
	m->is_list = true;
	m->list = ARENA_ARRAY(r->a, struct sf_item, SF_MAX);
	for (;;) {
		blanks(r, " ");
		if (take(r, ')'))
			return params(r, &m->item.params);
		if (m->n == SF_MAX || !item(r, &m->list[m->n++]) || !one_of(*r->p, " )"))
			return false;
	}
}

static bool
member(struct reader *r, struct sf_dict *d)
{
	struct sf_member *m = &d->v[d->n];

	if (d->n == SF_MAX)
		return false;
	m->name = word(r, KEY_FIRST, KEY_REST);
	if (m->name == NULL || sf_member(d, m->name) != NULL)
		return false;
	d->n++;
	if (!take(r, '=')) {
		m->item.v = (struct sf_value){ .type = SF_BOOL, .number = 1 };
		return params(r, &m->item.params);
	}
	return take(r, '(') ? inner_list(r, m) : item(r, &m->item);
}

enum err
sf_dict_parse(struct arena *a, const char *text, struct sf_dict **out)
{
	struct reader r = { a, text };
	struct sf_dict *d = ARENA_NEW(a, struct sf_dict);

	*out = d;
	if (strlen(text) > SF_TEXT_MAX)
		return err_set(ERR_INPUT, "a structured field of more than %d bytes", SF_TEXT_MAX);
	blanks(&r, " ");
	while (*r.p != '\0') {
		if (!member(&r, d))
			return err_set(ERR_INPUT, "a structured field breaks at byte %td", r.p - text);
		blanks(&r, " \t");
		if (*r.p == '\0')
			break;
		if (!take(&r, ','))
			return err_set(ERR_INPUT, "a structured field breaks at byte %td", r.p - text);
		blanks(&r, " \t");
		if (*r.p == '\0')
			return err_set(ERR_INPUT, "a structured field ends with a comma");
	}
	return OK;
}

const struct sf_member *
sf_member(const struct sf_dict *d, const char *name)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (str_eq(d->v[i].name, name))
			return &d->v[i];
	return NULL;
}

const struct sf_value *
sf_param(const struct sf_params *p, const char *name)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (str_eq(p->v[i].name, name))
			return &p->v[i].v;
	return NULL;
}

static void
put_string(struct str *out, const char *s)
{
	str_addc(out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			str_addc(out, '\\');
		str_addc(out, *s);
	}
	str_addc(out, '"');
}

static void
put_value(struct str *out, const struct sf_value *v)
{
	switch (v->type) {
	case SF_STRING: put_string(out, v->text); break;
	case SF_TOKEN: str_add(out, v->text); break;
	case SF_INTEGER: str_printf(out, "%" PRId64, v->number); break;
	case SF_BYTES: str_printf(out, ":%s:", base64_encode(out->arena, v->bytes, v->n)); break;
	case SF_BOOL: str_add(out, v->number != 0 ? "?1" : "?0"); break;
	}
}

static void
put_params(struct str *out, const struct sf_params *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		str_printf(out, ";%s", p->v[i].name);
		if (p->v[i].v.type == SF_BOOL && p->v[i].v.number == 1)
			continue;
		str_addc(out, '=');
		put_value(out, &p->v[i].v);
	}
}

void
sf_put_item(struct str *out, const struct sf_item *i)
{
	put_value(out, &i->v);
	put_params(out, &i->params);
}

void
sf_put_member(struct str *out, const struct sf_member *m)
{
	size_t i;

	if (!m->is_list) {
		sf_put_item(out, &m->item);
		return;
	}
	str_addc(out, '(');
	for (i = 0; i < m->n; i++) {
		if (i > 0)
			str_addc(out, ' ');
		sf_put_item(out, &m->list[i]);
	}
	str_addc(out, ')');
	put_params(out, &m->item.params);
}
