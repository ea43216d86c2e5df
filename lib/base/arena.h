/* arena.h - region memory on libtalloc.  One arena a request: everything a
 * request allocates hangs on it and goes at once when it is freed.
 *
 * Every object is a malloc of its own, so that ASan sees overflows and uses
 * after the request.  Out of memory aborts: the supervisor restarts the worker. */
#ifndef LIB_BASE_ARENA_H
#define LIB_BASE_ARENA_H
#include <stddef.h>

struct arena;

struct arena *arena_new(const char *name);
/* Freed with its parent, or earlier by arena_free(). */
struct arena *arena_child(struct arena *parent);
/* NULL is allowed.  Deferred calls run, the newest first. */
void arena_free(struct arena *a);

/* Zeroed.  n may be 0. */
void *arena_alloc(struct arena *a, size_t n) __attribute__((returns_nonnull));
/* n elements of size bytes, zeroed; aborts when the product overflows. */
void *arena_calloc(struct arena *a, size_t n, size_t size) __attribute__((returns_nonnull));
/* Grows an array made by arena_calloc; new elements are not zeroed. */
void *arena_regrow(struct arena *a, void *p, size_t n, size_t size) __attribute__((returns_nonnull));
char *arena_strdup(struct arena *a, const char *s) __attribute__((returns_nonnull));
char *arena_strndup(struct arena *a, const char *s, size_t n) __attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((returns_nonnull, format(printf, 2, 3)));
/* Calls fn(p) when the arena is freed. */
void arena_defer(struct arena *a, void (*fn)(void *), void *p);

#define ARENA_NEW(a, type) ((type *)arena_calloc((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_calloc((a), (n), sizeof(type)))
#endif
