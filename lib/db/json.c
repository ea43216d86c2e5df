/* json.c - see json.h.  A reader of its own: the documents are rows, which a general one would make a tree of first. */
#include "lib/db/json.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/db/conn.h"

#define COLUMNS_MAX 64

struct reader {
	struct arena *a;
	const char *at;
	PGresult *res;
	bool wrong;
};
struct value {			/* s NULL: null */
	const char *s;
	size_t n;
};

static void
clear_result(void *p)
{
	PQclear(p);
}

static void
skip_blank(struct reader *r)
{
	r->at += strspn(r->at, " \t\r\n");
}

/* Whether this character is next; it is taken. */
static bool
take(struct reader *r, char c)
{
	skip_blank(r);
	if (*r->at != c)
		return false;
	r->at++;
	return true;
}

static void
need(struct reader *r, char c)
{
	if (!take(r, c))
		r->wrong = true;
}

static void
add_utf8(struct str *s, unsigned c)
{
	if (c >= 0x800) {
		str_addc(s, (char)(0xe0 | c >> 12));
		str_addc(s, (char)(0x80 | (c >> 6 & 0x3f)));
	} else if (c >= 0x80) {
		str_addc(s, (char)(0xc0 | c >> 6));
	}
	str_addc(s, (char)(c < 0x80 ? c : 0x80 | (c & 0x3f)));
}

/* The store escapes what must be, and writes all else as it is: halves of a pair are not its own. */
static void
add_escaped(struct reader *r, struct str *s)
{
	static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *named = *r->at != '\0' ? strchr(names, *r->at) : NULL;
	unsigned char two[2];
	char hex[5] = "";

	if (named != NULL) {
		str_addc(s, means[named - names]);
		r->at++;
		return;
	}
	if (*r->at == 'u')
		memcpy(hex, r->at + 1, strnlen(r->at + 1, 4));
	if (!str_unhex(hex, two, 2) || (two[0] & 0xf8) == 0xd8 || (two[0] | two[1]) == 0) {
		r->wrong = true;
		return;
	}
	add_utf8(s, (unsigned)two[0] << 8 | two[1]);
	r->at += 5;
}

/* Behind the opening mark; to behind the closing one. */
static struct value
read_string(struct reader *r)
{
	size_t n = strcspn(r->at, "\"\\");
	struct value v = { r->at, n };
	struct str s;

	r->at += n;
	if (*r->at == '"') {
		r->at++;
		return v;
	}
	str_init(&s, r->a);
	str_addn(&s, v.s, v.n);
	while (!r->wrong && *r->at == '\\') {
		r->at++;
		add_escaped(r, &s);
		n = strcspn(r->at, "\"\\");
		str_addn(&s, r->at, n);
		r->at += n;
	}
	need(r, '"');
	return (struct value){ s.s, s.len };
}

/* At the opening mark; to behind the closing one. */
static void
skip_string(struct reader *r)
{
	r->at++;
	for (r->at += strcspn(r->at, "\"\\"); *r->at == '\\' && r->at[1] != '\0'; r->at += strcspn(r->at, "\"\\"))
		r->at += 2;
	if (*r->at == '"')
		r->at++;
	else
		r->wrong = true;
}

/* An object or array within, as it stands. */
static struct value
read_nested(struct reader *r)
{
	const char *from = r->at;
	int depth = 0;

	do {
		r->at += strcspn(r->at, "\"{}[]");
		if (*r->at == '"') {
			skip_string(r);
		} else if (*r->at != '\0') {
			depth += *r->at == '{' || *r->at == '[' ? 1 : -1;
			r->at++;
		} else {
			r->wrong = true;
		}
	} while (!r->wrong && depth > 0);
	return (struct value){ from, (size_t)(r->at - from) };
}

static struct value
read_value(struct reader *r)
{
	struct value v;

	skip_blank(r);
	if (*r->at == '"') {
		r->at++;
		return read_string(r);
	}
	if (*r->at == '{' || *r->at == '[')
		return read_nested(r);
	v = (struct value){ r->at, strspn(r->at, "+-.0123456789abcdefghijklmnopqrstuvwxyzE") };
	r->at += v.n;
	if (v.n == 0)
		r->wrong = true;
	switch (*v.s) {
	case 'n': return (struct value){ NULL, 0 };
	case 't': case 'f': return (struct value){ v.s, 1 };
	default: return v;
	}
}

static void
put(struct reader *r, int row, int col, struct value v)
{
	/* libpq copies it */
	if (!r->wrong && PQsetvalue(r->res, row, col, v.s != NULL ? (char *)(uintptr_t)v.s : NULL,
	    v.s != NULL ? (int)v.n : -1) != 1)
		abort();
}

/* Behind the opening bracket of the first object: its keys are the columns. */
static void
read_first(struct reader *r)
{
	PGresAttDesc cols[COLUMNS_MAX];
	struct value v[COLUMNS_MAX], key;
	int n = 0, i;

	if (take(r, '}'))
		return;
	do {
		need(r, '"');
		if (r->wrong || n == COLUMNS_MAX) {
			r->wrong = true;
			return;
		}
		key = read_string(r);
		need(r, ':');
		cols[n] = (PGresAttDesc){ .name = arena_strndup(r->a, key.s, key.n), .typlen = -1 };
		v[n++] = read_value(r);
	} while (!r->wrong && take(r, ','));
	need(r, '}');
	if (!r->wrong && PQsetResultAttrs(r->res, n, cols) != 1)
		abort();
	for (i = 0; i < n; i++)
		put(r, 0, i, v[i]);
}

/* Of the others all keys are there in the same order: they are rows of one query. */
static void
read_next(struct reader *r, int row)
{
	int i, n = PQnfields(r->res);

	for (i = 0; !r->wrong && i < n; i++) {
		if (i > 0)
			need(r, ',');
		need(r, '"');
		if (!r->wrong) {
			(void)read_string(r);
			need(r, ':');
			put(r, row, i, read_value(r));
		}
	}
	need(r, '}');
}

static void
read_rows(struct reader *r)
{
	int row = 0;

	if (take(r, '{')) {
		read_first(r);
		return;
	}
	need(r, '[');
	if (r->wrong || take(r, ']'))
		return;
	do {
		need(r, '{');
		if (row == 0)
			read_first(r);
		else
			read_next(r, row);
		row++;
	} while (!r->wrong && take(r, ','));
	need(r, ']');
}

enum err
db_json_rows(struct arena *a, const char *text, const struct db_rows **out)
{
	struct db_rows *rows = ARENA_NEW(a, struct db_rows);
	struct reader r = { .a = a, .at = text, .res = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK) };

	if (r.res == NULL)
		abort();
	arena_defer(a, clear_result, r.res);
	rows->res = r.res;
	*out = rows;
	if (text == NULL || strcmp(text, "null") == 0)
		return OK;
	read_rows(&r);
	skip_blank(&r);
	return r.wrong || *r.at != '\0' ? err_set(ERR_DB, "the store made no rows of JSON") : OK;
}
