/* sealed.c - see sealed.h. */
#include "lib/record/sealed.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/record/record.h"

void
sealed_gather(struct arena *a, struct sealed *s, const json_t *v, const char *except)
{
	const char *key;
	struct ref ref;
	json_t *item;
	void *at;
	size_t i;

	if (json_is_array(v)) {
		json_array_foreach(v, i, item)
			sealed_gather(a, s, item, NULL);
		return;
	}
	if (!json_is_object(v))
		return;
	if (json_object_get(v, "sha256") != NULL) {
		if (!ref_parse(json_string_value(json_object_get(v, "ref")), &ref))
			return;
		if (s->n % 32 == 0)
			s->ref = arena_regrow(a, s->ref, s->n + 32, sizeof(*s->ref));
		s->ref[s->n++] = ref;
		return;
	}
	for (at = json_object_iter((json_t *)(uintptr_t)v); at != NULL;
	    at = json_object_iter_next((json_t *)(uintptr_t)v, at)) {
		key = json_object_iter_key(at);
		if (except == NULL || strcmp(key, except) != 0)
			sealed_gather(a, s, json_object_iter_value(at), NULL);
	}
}

enum err
sealed_open(struct arena *a, struct db *db, struct sealed *s)
{
	s->text = ARENA_ARRAY(a, const char *, s->n + 1);
	return record_sides_open(a, db, s->ref, s->n, s->text);
}

bool
sealed_find(const struct sealed *s, struct ref ref, const char **out)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (ref_eq(s->ref[i], ref)) {
			*out = s->text[i];
			return true;
		}
	}
	return false;
}
