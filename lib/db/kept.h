/* kept.h - figures that count many rows, kept in the store for a while: of few rows they are counted each time, of many
 * they are at most ten minutes old.
 *
 *	e = db_kept_find(a, db, name, key, &k);
 *	if (e == ERR_NOT_FOUND) {
 *		e = DB_ONE(a, db, &row, "select json_... as doc, ... as counted", ...);
 *		if (e == OK)
 *			e = db_kept_put(a, db, name, key, row, &k);
 *	}
 * For the desk; not on a replica. */
#ifndef LIB_DB_KEPT_H
#define LIB_DB_KEPT_H
#include <jansson.h>
#include <stdint.h>

#include "lib/db/db.h"

struct db_kept {
	const json_t *doc;
	int64_t at;		/* when it was counted, real time; TIME_NONE: just now */
};
/* key: of all that the figures hang on, rights too.  ERR_NOT_FOUND: to be counted. */
ERR_CHECKED enum err db_kept_find(struct arena *a, struct db *db, const char *name, const char *key,
    struct db_kept *out);
/* Columns doc (JSON as text) and counted: how many rows that took. */
ERR_CHECKED enum err db_kept_put(struct arena *a, struct db *db, const char *name, const char *key, struct db_row row,
    struct db_kept *out);
/* Whatever is kept under the name is counted anew. */
ERR_CHECKED enum err db_kept_forget(struct arena *a, struct db *db, const char *name);
/* Those of more than a day ago are cleared away, by the daemon. */
ERR_CHECKED enum err db_kept_purge(struct arena *a, struct db *db, int64_t *gone);
#endif
