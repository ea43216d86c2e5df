/* csv_json.c - see csv_json.h. */
#include "lib/base/csv_json.h"

#include <jansson.h>
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/csv.h"

static enum err
read_rows(struct csv *c, const char *path, const char *const *columns, const size_t *at, json_t *rows)
{
	enum csv_result result;
	size_t i;

	while ((result = csv_next(c)) == CSV_ROW) {
		json_t *o = json_object();

		for (i = 0; columns[i] != NULL; i++)
			(void)json_object_set_new(o, columns[i], json_string(csv_field(c, at[i])));
		(void)json_array_append_new(rows, o);
	}
	if (result == CSV_BAD)
		return err_set(ERR_INPUT, "%s: line %lld: %s", path, (long long)csv_line(c), csv_fault(c));
	return result == CSV_FAILED ? ERR_IO : OK;
}

enum err
csv_json(struct arena *a, const char *path, const char *const *columns, const char **out)
{
	size_t at[CSV_FIELDS_MAX];
	struct csv *c;
	json_t *rows;
	char *text;
	enum err e = csv_open(a, path, &c);

	if (e == OK)
		e = csv_header(c, columns, at);
	if (e == ERR_INPUT)
		return err_set(ERR_INPUT, "%s: %s", path, arena_strdup(a, err_last()));
	if (e != OK)
		return e;
	rows = json_array();
	e = read_rows(c, path, columns, at, rows);
	text = json_dumps(rows, JSON_COMPACT);
	if (text == NULL)
		abort();
	*out = arena_strdup(a, text);
	free(text);
	json_decref(rows);
	return e;
}
