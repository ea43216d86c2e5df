/* json.c - see json.h. */
#include "lib/base/json.h"

#include <stdlib.h>

#include "lib/base/arena.h"

static void
drop(void *j)
{
	json_decref(j);
}

json_t *
json_kept(struct arena *a, json_t *j)
{
	if (j != NULL)
		arena_defer(a, drop, j);
	return j;
}

json_t *
json_in(struct arena *a, const char *text, size_t flags)
{
	return json_kept(a, json_loads(text, flags, NULL));
}

char *
json_text(struct arena *a, const json_t *j)
{
	char *made = json_dumps(j, JSON_COMPACT | JSON_ENCODE_ANY), *text;

	if (made == NULL)
		abort();
	text = arena_strdup(a, made);
	free(made);
	return text;
}

char *
json_text_of(struct arena *a, json_t *j)
{
	char *text = json_text(a, j);

	json_decref(j);
	return text;
}

const char *
json_text_at(struct arena *a, const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text != NULL ? arena_strdup(a, text) : NULL;
}
