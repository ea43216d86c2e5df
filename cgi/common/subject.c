/* subject.c - see subject.h. */
#include "cgi/common/subject.h"

#include "cgi/common/rows.h"
#include "cgi/modules.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

#define DESK "/desk/"

const struct subject_kind *
subject_kind(const char *kind)
{
	const struct module *m;
	const struct subject_kind *k;

	for (m = xz_modules; m->name != NULL; m++)
		for (k = m->subjects; k != NULL && k->kind != NULL; k++)
			if (str_eq(k->kind, kind))
				return k;
	return NULL;
}

const char *
subject_path(struct req *r, const char *kind, struct ref ref, struct ref whole, const char *number)
{
	const struct subject_kind *k = subject_kind(kind);

	if (k == NULL)
		return DESK;
	return k->numbered ? arena_printf(r->arena, "%s%s", k->path, number) :
	    ref_path(r, k->path, k->within ? whole : ref, "");
}
