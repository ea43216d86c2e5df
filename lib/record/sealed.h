/* sealed.h - the sealed values of several record lines, opened in one statement. */
#ifndef LIB_RECORD_SEALED_H
#define LIB_RECORD_SEALED_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

struct sealed {			/* zero it before use */
	struct ref *ref;
	const char **text;	/* NULL: destroyed */
	size_t n;
};

/* Notes every {"ref":..,"sha256":..} in v; of the top object the key `except` (may be NULL) is left out. */
void sealed_gather(struct arena *a, struct sealed *s, const json_t *v, const char *except);
ERR_CHECKED enum err sealed_open(struct arena *a, struct db *db, struct sealed *s);
/* False: not among them. */
bool sealed_find(const struct sealed *s, struct ref ref, const char **out);
#endif
