/* picture_process.c - what xiezhi-thumb says of a picture; its answer is read as a stranger's. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/child.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/evidence/picture.h"

#define ANSWER_MAX (512 << 10)
#define PATIENCE_US (12 * SECOND_US)
#define LINE_MAX_ 100

static const char *program;

void
evidence_picture_use(const char *path)
{
	program = path;
}

/* "NAME VALUE LF" at *at; false: no such line. */
static bool
line(struct arena *a, const char *text, size_t n, size_t *at, const char **name, const char **value)
{
	const char *begin = text + *at, *stop = n == 0 ? NULL : memchr(begin, '\n', n - *at), *space;
	char *copy;

	if (stop == NULL || stop - begin > LINE_MAX_ || memchr(begin, '\0', (size_t)(stop - begin)) != NULL)
		return false;
	copy = arena_strndup(a, begin, (size_t)(stop - begin));
	space = strchr(copy, ' ');
	if (space == NULL)
		return false;
	*value = space + 1;
	*name = arena_strndup(a, copy, (size_t)(space - copy));
	*at += (size_t)(stop - begin) + 1;
	return true;
}

static int64_t
instant(struct arena *a, const char *taken, const char *offset)
{
	char *text;
	int64_t at;

	if (taken == NULL || strlen(taken) != 19 || (offset != NULL && strlen(offset) != 6))
		return TIME_NONE;
	text = arena_printf(a, "%.4s-%.2s-%.2sT%s%s", taken, taken + 5, taken + 8, taken + 11,
	    offset != NULL ? offset : "");
	return time_parse(text, &at) ? at : TIME_NONE;
}

static bool
within(const char *text, long long min, long long max, int64_t *out)
{
	long long v;

	if (!str_i64(text, min, max, &v))
		return false;
	*out = v;
	return true;
}

static bool
read_answer(struct arena *a, const char *text, size_t n, struct picture *p)
{
	const char *name, *value, *taken = NULL, *offset = NULL;
	int64_t small = 0;
	int places = 0;
	size_t at = 0;

	*p = (struct picture){ .taken_at = TIME_NONE };
	while (line(a, text, n, &at, &name, &value)) {
		if (str_eq(name, "failed")) {
			if (*value == '\0' || strspn(value, "abcdefghijklmnopqrstuvwxyz") != strlen(value))
				return false;
			p->failed = value;
			return true;
		} else if (str_eq(name, "taken")) {
			taken = value;
		} else if (str_eq(name, "offset")) {
			offset = value;
		} else if (str_eq(name, "width")) {
			if (!within(value, 1, 100000, &p->width))
				return false;
		} else if (str_eq(name, "height")) {
			if (!within(value, 1, 100000, &p->height))
				return false;
		} else if (str_eq(name, "latitude")) {
			places += within(value, -90000000, 90000000, &p->latitude_e6);
		} else if (str_eq(name, "longitude")) {
			places += within(value, -180000000, 180000000, &p->longitude_e6);
		} else if (str_eq(name, "small")) {
			if (!within(value, 1, ANSWER_MAX, &small) || n - at != (size_t)small || p->width == 0 ||
			    p->height == 0)
				return false;
			p->small = text + at;
			p->small_n = (size_t)small;
			p->placed = places == 2;
			p->taken_at = instant(a, taken, offset);
			return true;
		} else {
			return false;
		}
	}
	return false;
}

enum err
evidence_picture_ask(struct arena *a, const void *bytes, size_t n, struct picture *out)
{
	const struct child thumb = { .program = program, .answer_max = ANSWER_MAX, .patience_us = PATIENCE_US };
	struct child_answer said = { 0 };
	enum err e = program != NULL ? child_ask(a, &thumb, bytes, n, &said) :
	    err_set(ERR_IO, "xiezhi-thumb: no program");

	if (e != OK)
		return e;
	if (said.end == CHILD_STOPPED)
		*out = (struct picture){ .failed = "time", .taken_at = TIME_NONE };
	else if (said.end == CHILD_CRASHED)
		*out = (struct picture){ .failed = "crashed", .taken_at = TIME_NONE };
	else if (!read_answer(a, said.bytes, said.n, out))
		*out = (struct picture){ .failed = "answer", .taken_at = TIME_NONE };
	return OK;
}
