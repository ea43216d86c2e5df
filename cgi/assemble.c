/* assemble.c - see assemble.h. */
#include "cgi/assemble.h"

#include <stdlib.h>

#include "cgi/modules.h"
#include "lib/base/arena.h"

#define LIST_MAX 100

struct assembled {		/* lists end with NULL */
	struct program program;
	const struct route *tables[LIST_MAX + 1];
	const char *templates[LIST_MAX + 1];
	size_t tables_n, templates_n;
};

static void
start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	if (xz_program.start != NULL)
		xz_program.start(a, c, k);
	modules_start(a, c, k);
}

static void
add(struct assembled *x, const struct route *const *tables, const char *const *templates)
{
	for (; tables != NULL && *tables != NULL; tables++) {
		if (x->tables_n == LIST_MAX)
			abort();
		x->tables[x->tables_n++] = *tables;
	}
	for (; templates != NULL && *templates != NULL; templates++) {
		if (x->templates_n == LIST_MAX)
			abort();
		x->templates[x->templates_n++] = *templates;
	}
}

const struct program *
assemble_program(struct arena *a)
{
	struct assembled *x = ARENA_NEW(a, struct assembled);
	const struct module *m;

	add(x, xz_program.tables, xz_program.templates);
	for (m = xz_modules; m->name != NULL; m++)
		add(x, m->routes, m->templates);
	x->program = xz_program;
	x->program.tables = x->tables;
	x->program.templates = x->templates;
	x->program.start = start;
	return &x->program;
}
