/* content.c - see content.h. */
#include "lib/record/content.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/input.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/record/words.h"

/* ---- places */

static bool
is_held(const json_t *v)
{
	const char *s;

	switch (json_typeof(v)) {
	case JSON_STRING:
		for (s = json_string_value(v); *s == ' ' || *s == '\n' || *s == '\t'; s++)
			;
		return *s != '\0';
	case JSON_ARRAY:
		return json_array_size(v) > 0;
	case JSON_OBJECT:
		return json_object_size(v) > 0;
	case JSON_INTEGER:
	case JSON_REAL:
		return json_number_value(v) != 0;
	default:
		return json_is_true(v);
	}
}

/* The last names of a place, by '/', of which one will do. */
static bool
any_held(const json_t *in, const char *names, size_t n)
{
	const char *end = names + n, *s, *next;
	const json_t *v;

	for (s = names; s < end; s = next + (next < end)) {
		next = memchr(s, '/', (size_t)(end - s));
		next = next != NULL ? next : end;
		v = json_object_getn(in, s, (size_t)(next - s));
		if (v != NULL && is_held(v))
			return true;
	}
	return false;
}

static bool
place_held(const json_t *in, const char *place, size_t n)
{
	const char *dot = memchr(place, '.', n), *hash = memchr(place, '#', n);
	size_t name = dot != NULL ? (size_t)(dot - place) : n, i;
	const json_t *v;

	if (name == 1 && *place == '*') {
		for (i = 0; i < json_array_size(in); i++)
			if (dot == NULL ? !is_held(json_array_get(in, i)) :
			    !place_held(json_array_get(in, i), dot + 1, n - name - 1))
				return false;
		return i > 0;
	}
	if (dot != NULL) {
		v = json_object_getn(in, place, name);
		return v != NULL && place_held(v, dot + 1, n - name - 1);
	}
	if (hash != NULL)
		return json_array_size(json_object_getn(in, place, (size_t)(hash - place))) >=
		    strtoul(hash + 1, NULL, 10);
	return any_held(in, place, n);
}

/* Any of the places, by '|'. */
static bool
found_held(const json_t *data, const char *found)
{
	size_t n;

	for (;; found += n + 1) {
		n = strcspn(found, "|");
		if (place_held(data, found, n))
			return true;
		if (found[n] == '\0')
			return false;
	}
}

/* What the place says as text; "": nothing. */
static const char *
said(const json_t *data, const char *place, size_t n)
{
	const char *dot;

	while ((dot = memchr(place, '.', n)) != NULL) {
		data = json_object_getn(data, place, (size_t)(dot - place));
		n -= (size_t)(dot - place) + 1;
		place = dot + 1;
	}
	data = json_object_getn(data, place, n);
	return json_is_string(data) ? json_string_value(data) : "";
}

static bool
holds(const json_t *data, const char *one, size_t n)
{
	const char *is = memchr(one, '=', n), *s;
	bool other = is != NULL && is > one && is[-1] == '!';
	size_t left;

	if (is == NULL)
		return *one == '!' ? !place_held(data, one + 1, n - 1) : place_held(data, one, n);
	s = said(data, one, (size_t)(is - one) - other);
	left = n - (size_t)(is - one) - 1;
	return (strlen(s) == left && memcmp(s, is + 1, left) == 0) != other;
}

bool
record_content_applies(const json_t *data, const char *applies)
{
	size_t n;

	for (; *applies != '\0'; applies += n + (applies[n] != '\0')) {
		n = strcspn(applies, ";");
		if (!holds(data, applies, n))
			return false;
	}
	return true;
}

const char *
record_content_field(const json_t *data)
{
	return said(data, "field", strlen("field"));
}

/* ---- lists */

static void
drop(void *json)
{
	json_decref(json);
}

static const char *
text_of(const json_t *row, const char *name)
{
	const char *s = json_string_value(json_object_get(row, name));

	return s != NULL ? s : "";
}

/* Of the list of a kind, as xz.record_contents() has it, the items that apply to the data. */
static enum err
read_list(struct arena *a, const char *rows, const json_t *data, struct record_content **out, size_t *n)
{
	json_t *list = json_loads(rows, 0, NULL), *row;
	size_t i;

	*n = 0;
	if (!json_is_array(list)) {
		json_decref(list);
		return err_set(ERR_DB, "contents of a paper are no list");
	}
	arena_defer(a, drop, list);
	*out = ARENA_ARRAY(a, struct record_content, json_array_size(list));
	json_array_foreach (list, i, row)
		if (record_content_applies(data, text_of(row, "applies")))
			(*out)[(*n)++] = (struct record_content){ .item = text_of(row, "item"),
			    .name_zh = text_of(row, "name_zh"), .name_en = text_of(row, "name_en"),
			    .source = text_of(row, "source"), .found = text_of(row, "found"),
			    .field = text_of(row, "field"), .todo_zh = text_of(row, "todo_zh"),
			    .todo_en = text_of(row, "todo_en"),
			    .held = found_held(data, text_of(row, "found")) };
	return OK;
}

enum err
record_content_list(struct arena *a, struct db *db, const char *type, const json_t *data, int32_t day,
    struct record_content **out, size_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.record_contents($1, $2, $3) as rows", DB_TEXT(type),
	    DB_TEXT(record_content_field(data)), DB_DAY(day));

	return e == OK ? read_list(a, row_text(r, "rows"), data, out, n) : e;
}

enum err
record_content_check(struct arena *a, const char *rows, const json_t *data, bool sealed, struct problems *p)
{
	struct record_content *c;
	const char *first = NULL;
	size_t i, n;
	enum err e = read_list(a, rows, data, &c, &n);

	for (i = 0; e == OK && i < n; i++) {
		/* the number comes with the seal */
		if (c[i].held || (!sealed && (str_eq(c[i].found, "approvals") || str_eq(c[i].found, "number"))))
			continue;
		problem_add_in(p, c[i].field, "paper_lacks", arena_printf(a, RECORD_LACKS, c[i].name_zh, c[i].source,
		    c[i].todo_zh), arena_printf(a, RECORD_LACKS_EN, c[i].name_en, c[i].source, c[i].todo_en));
		first = first != NULL ? first : c[i].item;
	}
	return e == OK && first != NULL ? err_set(ERR_INPUT, "the paper lacks %s", first) : e;
}
