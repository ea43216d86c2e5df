/* check.h - whether what reference data cites is there and says what the rows say, for texts that were imported. */
#ifndef LIB_LAW_CHECK_H
#define LIB_LAW_CHECK_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

struct law_check {
	/* why: law (no such title), version (none in force on the day), text (its articles were not imported), article,
	 * part (no such paragraph or item), figure (none of its articles says it), none (a figure with no article) */
	void (*fault)(void *ctx, const char *file, const char *key, const char *cited, const char *why);
	void *ctx;
	int64_t rows, cites, faults;	/* counted */
};
/* Each row of the folder's tables that names its source, on the last day it holds, today for those that go on; tiers
 * against the articles their cause applies.  ERR_IO, ERR_INPUT: a file; errors of db.h. */
ERR_CHECKED enum err law_check(struct arena *a, struct db *db, const char *folder, int32_t today,
    struct law_check *out);
#endif
