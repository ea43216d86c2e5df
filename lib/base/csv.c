/* csv.c - see csv.h. */
#include "lib/base/csv.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/csv_bytes.h"
#include "lib/base/plain.h"
#include "lib/base/str.h"

struct csv {
	struct csv_bytes *bytes;
	const unsigned char *at, *end;	/* unread part of the piece */
	struct str raw, text;		/* of the row; text has the fields, each with its NUL */
	size_t offset[CSV_FIELDS_MAX];	/* of the fields in text */
	const char *field[CSV_FIELDS_MAX];
	size_t n, columns;		/* columns: of the header */
	const char *fault;
	int64_t line, row_line;
	int separator;
	unsigned char special[256];	/* PLAIN, QUOTED: means something in such a field */
};
enum { PLAIN = 1, QUOTED = 2 };

static struct csv *
new_reader(struct arena *a, struct csv_bytes *bytes)
{
	struct csv *c = ARENA_NEW(a, struct csv);

	c->bytes = bytes;
	str_init(&c->raw, a);
	str_init(&c->text, a);
	c->line = 1;
	c->row_line = 1;
	c->fault = "";
	return c;
}

static int
peek(struct csv *c)
{
	if (c->at == c->end && !csv_bytes_next(c->bytes, &c->at, &c->end))
		return -1;
	return *c->at;
}

static int
next_byte(struct csv *c)
{
	return peek(c) >= 0 ? *c->at++ : -1;
}

/* How often it stands in the first line, outside of quotes. */
static size_t
times(const struct csv *c, int mark)
{
	const unsigned char *p;
	bool quoted = false;
	size_t n = 0;

	for (p = c->at; p < c->end && *p != '\n'; p++) {
		quoted ^= *p == '"';
		n += !quoted && *p == mark;
	}
	return n;
}

/* A first line `sep=;` says it; else it is what the first line has. */
static void
find_separator(struct csv *c)
{
	size_t n;

	c->separator = ',';
	if (peek(c) < 0)
		return;
	n = (size_t)(c->end - c->at);
	if (n > 6 && memcmp(c->at, "sep=", 4) == 0 && (c->at[5] == '\n' || (c->at[5] == '\r' && c->at[6] == '\n'))) {
		c->separator = c->at[4];
		c->at += c->at[5] == '\n' ? 6 : 7;
		c->line++;
	} else if (times(c, ',') == 0) {
		c->separator = times(c, '\t') > times(c, ';') ? '\t' : times(c, ';') > 0 ? ';' : ',';
	}
}

static struct csv *
begin(struct csv *c)
{
	find_separator(c);
	c->special['\0'] = c->special['"'] = c->special['\n'] = PLAIN | QUOTED;
	c->special['\r'] = PLAIN;
	c->special[c->separator] |= PLAIN;
	return c;
}

enum err
csv_open(struct arena *a, const char *path, struct csv **out)
{
	struct csv_bytes *bytes;
	enum err e = csv_bytes_open(a, path, &bytes);

	if (e != OK)
		return e;
	*out = begin(new_reader(a, bytes));
	return csv_bytes_failed(bytes) ? err_set(ERR_IO, "%s: cannot be read", path) : OK;
}

struct csv *
csv_memory(struct arena *a, const void *bytes, size_t n)
{
	return begin(new_reader(a, csv_bytes_memory(a, bytes, n)));
}

static void
fault(struct csv *c, const char *why)
{
	if (*c->fault == '\0')
		c->fault = why;
}

static void
keep_byte(struct str *s, int b)
{
	if (s->len <= CSV_ROW_MAX)
		str_addc(s, (char)b);
}

/* One byte of the row, kept as it stands; -1 at the end of the file. */
static int
take_byte(struct csv *c)
{
	int b = next_byte(c);

	if (b >= 0)
		keep_byte(&c->raw, b);
	if (c->raw.len > CSV_ROW_MAX)
		fault(c, "size");
	if (b == 0)
		fault(c, "nul");
	if (b == '\n')
		c->line++;
	return b;
}

/* What means nothing but itself, to the row and to its field at once. */
static void
take_run(struct csv *c, unsigned where)
{
	size_t n = 0, most = (size_t)(c->end - c->at), room = c->raw.len < CSV_ROW_MAX ? CSV_ROW_MAX - c->raw.len : 0;

	if (most > room)
		most = room;
	while (n < most && (c->special[c->at[n]] & where) == 0)
		n++;
	str_addn(&c->raw, c->at, n);
	str_addn(&c->text, c->at, n);
	c->at += n;
}

static void
begin_field(struct csv *c)
{
	if (c->n == CSV_FIELDS_MAX)
		fault(c, "fields");
	else
		c->offset[c->n++] = c->text.len;
}

/* After the opening quote, to the closing one.  A row too long, or bad already,
 * ends at its line: an open quote must not swallow the rest of the file. */
static int
quoted_field(struct csv *c)
{
	int b;

	for (take_run(c, QUOTED); (b = take_byte(c)) >= 0; take_run(c, QUOTED)) {
		if (b == '\n' && *c->fault != '\0')
			return b;
		if (b != '"') {
			keep_byte(&c->text, b);
		} else if (peek(c) == '"') {
			keep_byte(&c->text, take_byte(c));
		} else {
			b = take_byte(c);
			if (b == '\r' && peek(c) == '\n')
				b = take_byte(c);
			if (b >= 0 && b != c->separator && b != '\n')
				fault(c, "quote");
			return b;
		}
	}
	fault(c, "quote");	/* never closed */
	return b;
}

/* The rest of a field that began with b.  Gives what ended it: the separator, LF or -1. */
static int
plain_field(struct csv *c, int b)
{
	for (; b >= 0 && b != c->separator && b != '\n'; b = take_byte(c)) {
		if (b == '\r' && peek(c) == '\n')
			continue;
		if (b == '"')
			fault(c, "quote");
		keep_byte(&c->text, b);
		take_run(c, PLAIN);
	}
	return b;
}

static void
read_row(struct csv *c)
{
	int b;

	do {
		begin_field(c);
		b = take_byte(c);
		if (b == '"') {
			b = quoted_field(c);
			if (b >= 0 && b != c->separator && b != '\n')
				b = plain_field(c, take_byte(c));	/* bad: to the end of the field */
		} else {
			b = plain_field(c, b);
		}
		keep_byte(&c->text, '\0');
	} while (b == c->separator);
}

static void
trim_raw(struct csv *c)
{
	struct str *s = &c->raw;

	if (s->len > 0 && s->s[s->len - 1] == '\n')
		s->len--;
	if (s->len > 0 && s->s[s->len - 1] == '\r')
		s->len--;
	s->s[s->len] = '\0';
}

enum csv_result
csv_next(struct csv *c)
{
	size_t i;

	do {
		c->n = c->raw.len = c->text.len = 0;
		c->fault = "";
		c->row_line = c->line;
		if (peek(c) < 0)
			return csv_bytes_failed(c->bytes) ? CSV_FAILED : CSV_END;
		read_row(c);
		trim_raw(c);
	} while (c->raw.len == 0);
	if (csv_bytes_failed(c->bytes))
		return CSV_FAILED;
	if (*c->fault == '\0' && !str_utf8_ok(c->raw.s, c->raw.len))
		fault(c, "utf8");
	for (i = 0; i < c->n; i++)
		c->field[i] = c->text.s + c->offset[i];
	return *c->fault == '\0' ? CSV_ROW : CSV_BAD;
}

const char *const *
csv_fields(const struct csv *c, size_t *n)
{
	*n = c->n;
	return c->field;
}

const char *
csv_raw(const struct csv *c, size_t *n)
{
	*n = c->raw.len;
	return c->raw.s;
}

const char *
csv_fault(const struct csv *c)
{
	return c->fault;
}

int64_t
csv_line(const struct csv *c)
{
	return c->row_line;
}

int64_t
csv_offset(const struct csv *c)
{
	return csv_bytes_offset(c->bytes);
}

const char *
csv_field(const struct csv *c, size_t i)
{
	return i < c->n ? c->field[i] : "";
}

bool
csv_fits(const struct csv *c)
{
	size_t i;

	for (i = c->columns; i < c->n; i++)
		if (*c->field[i] != '\0')
			return false;
	return c->n >= c->columns;
}

/* One of the words between | is the cell's. */
static bool
is_named(struct arena *a, const char *words, const char *cell)
{
	const char *name = plain_text(a, cell), *end;
	size_t n = strlen(name);

	for (;; words = end + 1) {
		end = words + strcspn(words, "|");
		if ((size_t)(end - words) == n && memcmp(words, name, n) == 0)
			return true;
		if (*end == '\0')
			return false;
	}
}

enum err
csv_header(struct csv *c, const char *const *wanted, size_t *at)
{
	enum csv_result r = csv_next(c);
	size_t i, j;

	if (r == CSV_FAILED)
		return ERR_IO;
	if (r != CSV_ROW)
		return err_set(ERR_INPUT, "csv: no header");
	c->columns = c->n;
	for (i = 0; wanted[i] != NULL; i++) {
		for (j = 0; j < c->n && !is_named(c->raw.arena, wanted[i], c->field[j]); j++)
			continue;
		if (j == c->n)
			return err_set(ERR_INPUT, "csv: no column %.*s", (int)strcspn(wanted[i], "|"), wanted[i]);
		at[i] = j;
	}
	return OK;
}

void
csv_write_field(struct str *out, const char *field)
{
	if (strpbrk(field, ",\"\r\n") == NULL) {
		str_add(out, field);
		return;
	}
	str_addc(out, '"');
	for (; *field != '\0'; field++) {
		if (*field == '"')
			str_addc(out, '"');
		str_addc(out, *field);
	}
	str_addc(out, '"');
}

void
csv_write_cell(struct arena *a, struct str *out, const char *text, const char *end)
{
	if (text == NULL)
		text = "";
	csv_write_field(out, *text != '\0' && strchr("=+-@\t", *text) != NULL ? arena_printf(a, "'%s", text) : text);
	str_add(out, end);
}
