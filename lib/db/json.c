/* json.c - see json.h. */
#include "lib/db/json.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "lib/db/conn.h"

static void
clear_result(void *p)
{
	PQclear(p);
}

/* As the store itself writes a value as text; NULL for null. */
static const char *
text_of(struct arena *a, const json_t *v)
{
	switch (json_typeof(v)) {
	case JSON_NULL: return NULL;
	case JSON_STRING: return json_string_value(v);
	case JSON_TRUE: return "t";
	case JSON_FALSE: return "f";
	case JSON_INTEGER: return arena_printf(a, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	default: break;
	}
	return json_text(a, v);
}

static void
add_row(struct arena *a, PGresult *res, int row, const json_t *object)
{
	int c, cols = PQnfields(res);

	for (c = 0; c < cols; c++) {
		const json_t *v = json_object_get(object, PQfname(res, c));
		const char *s = v != NULL ? text_of(a, v) : NULL;
		char *value = s != NULL ? arena_strdup(a, s) : NULL;	/* libpq copies it */

		if (PQsetvalue(res, row, c, value, s != NULL ? (int)strlen(s) : -1) != 1)
			abort();
	}
}

static void
add_columns(struct arena *a, PGresult *res, const json_t *object)
{
	size_t n = json_object_size(object), i = 0;
	PGresAttDesc *cols = ARENA_ARRAY(a, PGresAttDesc, n + 1);
	void *it;

	/* read only, but jansson has no iterator for what is const */
	for (it = json_object_iter((json_t *)(uintptr_t)object); it != NULL;
	    it = json_object_iter_next((json_t *)(uintptr_t)object, it))
		cols[i++] = (PGresAttDesc){ .name = arena_strdup(a, json_object_iter_key(it)), .typlen = -1 };
	if (PQsetResultAttrs(res, (int)n, cols) != 1)
		abort();
}

const struct db_rows *
db_json_rows(struct arena *a, const json_t *v)
{
	struct db_rows *rows = ARENA_NEW(a, struct db_rows);
	PGresult *res = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	size_t i;

	if (res == NULL)
		abort();
	arena_defer(a, clear_result, res);
	rows->res = res;
	if (json_is_object(v)) {
		add_columns(a, res, v);
		add_row(a, res, 0, v);
	} else if (json_array_size(v) > 0) {
		add_columns(a, res, json_array_get(v, 0));
		for (i = 0; i < json_array_size(v); i++)
			add_row(a, res, (int)i, json_array_get(v, i));
	}
	return rows;
}
