/* title.h - the law of a title: known with or without 中华人民共和国 before it, one law. */
#ifndef LIB_LAW_TITLE_H
#define LIB_LAW_TITLE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* What follows the state's name. */
const char *law_bare_title(const char *title);
/* Its law in the store; one that is not there is added, of the level its title says.  In the caller's transaction. */
ERR_CHECKED enum err law_of_title(struct arena *a, struct db *db, const char *title, int64_t *id);
/* Each version of a law ends the day before the next one begins, unless it ended earlier: what has ended is never
 * opened again.  In the caller's transaction. */
ERR_CHECKED enum err law_close_versions(struct arena *a, struct db *db, int64_t law);
#endif
