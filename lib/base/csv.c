/* csv.c - see csv.h. */
#include "lib/base/csv.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

#define CHUNK 65536

struct csv {
	gzFile file;			/* NULL: memory */
	const unsigned char *at, *end;	/* unread part of the buffer */
	unsigned char *buffer;
	struct str raw, text;		/* of the row; text has the fields, each with its NUL */
	size_t offset[CSV_FIELDS_MAX];	/* of the fields in text */
	const char *field[CSV_FIELDS_MAX];
	size_t n;
	const char *fault;
	int64_t line, row_line;
	bool failed;
};

static struct csv *
new_reader(struct arena *a)
{
	struct csv *c = ARENA_NEW(a, struct csv);

	str_init(&c->raw, a);
	str_init(&c->text, a);
	c->line = 1;
	c->row_line = 1;
	c->fault = "";
	return c;
}

static void
close_file(void *p)
{
	(void)gzclose(p);
}

static bool
fill(struct csv *c)
{
	const char *message;
	int n, code;

	if (c->file == NULL || c->failed)
		return false;
	n = gzread(c->file, c->buffer, CHUNK);
	if (n < 0 || (n == 0 && gzerror(c->file, &code) != NULL && code != Z_OK && code != Z_STREAM_END)) {
		message = gzerror(c->file, &code);
		(void)err_set(ERR_IO, "csv: %s", code == Z_ERRNO ? strerror(errno) : message);
		c->failed = true;
		return false;
	}
	c->at = c->buffer;
	c->end = c->buffer + n;
	return n > 0;
}

static int
next_byte(struct csv *c)
{
	if (c->at == c->end && !fill(c))
		return -1;
	return *c->at++;
}

static int
peek(struct csv *c)
{
	if (c->at == c->end && !fill(c))
		return -1;
	return *c->at;
}

enum err
csv_open(struct arena *a, const char *path, struct csv **out)
{
	struct csv *c = new_reader(a);

	c->buffer = arena_alloc(a, CHUNK);
	errno = 0;
	c->file = gzopen(path, "rbe");
	if (c->file == NULL)
		return err_set(ERR_IO, "%s: %s", path, errno != 0 ? strerror(errno) : "no memory");
	arena_defer(a, close_file, c->file);
	if (!fill(c) && c->failed)
		return err_set(ERR_IO, "%s: cannot be read", path);
	if (c->end - c->at >= 3 && memcmp(c->at, "\xef\xbb\xbf", 3) == 0)
		c->at += 3;
	*out = c;
	return OK;
}

struct csv *
csv_memory(struct arena *a, const void *bytes, size_t n)
{
	struct csv *c = new_reader(a);

	c->at = bytes;
	c->end = c->at + n;
	if (n >= 3 && memcmp(c->at, "\xef\xbb\xbf", 3) == 0)
		c->at += 3;
	return c;
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
enum { PLAIN = 1, QUOTED = 2 };
static void
take_run(struct csv *c, unsigned where)
{
	static const unsigned char special[256] = { ['\0'] = PLAIN | QUOTED, ['"'] = PLAIN | QUOTED,
	    ['\n'] = PLAIN | QUOTED, [','] = PLAIN, ['\r'] = PLAIN };
	size_t n = 0, most = (size_t)(c->end - c->at), room = c->raw.len < CSV_ROW_MAX ? CSV_ROW_MAX - c->raw.len : 0;

	if (most > room)
		most = room;
	while (n < most && (special[c->at[n]] & where) == 0)
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
			if (b >= 0 && b != ',' && b != '\n')
				fault(c, "quote");
			return b;
		}
	}
	fault(c, "quote");	/* never closed */
	return b;
}

/* The rest of a field that began with b.  Gives what ended it: , LF or -1. */
static int
plain_field(struct csv *c, int b)
{
	for (; b >= 0 && b != ',' && b != '\n'; b = take_byte(c)) {
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
			if (b >= 0 && b != ',' && b != '\n')
				b = plain_field(c, take_byte(c));	/* bad: to the end of the field */
		} else {
			b = plain_field(c, b);
		}
		keep_byte(&c->text, '\0');
	} while (b == ',');
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
			return c->failed ? CSV_FAILED : CSV_END;
		read_row(c);
		trim_raw(c);
	} while (c->raw.len == 0);
	if (c->failed)
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
	return c->file != NULL ? (int64_t)gzoffset(c->file) : 0;
}

const char *
csv_field(const struct csv *c, size_t i)
{
	return i < c->n ? c->field[i] : "";
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
	for (i = 0; wanted[i] != NULL; i++) {
		for (j = 0; j < c->n && strcmp(c->field[j], wanted[i]) != 0; j++)
			continue;
		if (j == c->n)
			return err_set(ERR_INPUT, "csv: no column %s", wanted[i]);
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
