/* json.h - JSON and arenas: what is read lives as long as the arena, what is written becomes text of it.  Out of memory
 * aborts, as in arenas. */
#ifndef LIB_BASE_JSON_H
#define LIB_BASE_JSON_H
#include <jansson.h>

struct arena;

/* Borrowed, with all its texts, until the arena is freed.  flags: of json_loads().  NULL: the text is no JSON. */
json_t *json_in(struct arena *a, const char *text, size_t flags);
/* j (may be NULL) is the arena's from now on. */
json_t *json_kept(struct arena *a, json_t *j);
/* Compact. */
char *json_text(struct arena *a, const json_t *j) __attribute__((returns_nonnull));
/* The same of one that ends with it: json_text_of(a, json_pack(...)). */
char *json_text_of(struct arena *a, json_t *j) __attribute__((returns_nonnull));
/* A copy of the text an object has under that name; NULL: none. */
const char *json_text_at(struct arena *a, const json_t *object, const char *name);
#endif
