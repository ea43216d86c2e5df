/* arena.c - see arena.h. */
#include "lib/base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

struct deferred {
	void (*fn)(void *);
	void *p;
};

static void *
checked(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

struct arena *
arena_new(const char *name)
{
	return checked(talloc_named_const(NULL, 0, name));
}

struct arena *
arena_child(struct arena *parent)
{
	return checked(talloc_named_const(parent, 0, "child"));
}

void
arena_free(struct arena *a)
{
	if (a != NULL)
		talloc_free(a);
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return checked(talloc_zero_size(a, n));
}

void *
arena_calloc(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		abort();
	return arena_alloc(a, n * size);
}

void *
arena_regrow(struct arena *a, void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		abort();
	return checked(talloc_realloc_size(a, p, n * size));
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return checked(talloc_strdup(a, s));
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	return checked(talloc_strndup(a, s, n));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = talloc_vasprintf(a, fmt, ap);
	va_end(ap);
	return checked(s);
}

static int
run_deferred(struct deferred *d)
{
	d->fn(d->p);
	return 0;
}

void
arena_defer(struct arena *a, void (*fn)(void *), void *p)
{
	struct deferred *d = arena_alloc(a, sizeof(*d));

	d->fn = fn;
	d->p = p;
	talloc_set_destructor(d, run_deferred);
}
