/* migration.h - brings a store to this version: migrations/NNNN_*.sql, each in one transaction (NNNN_*.online.sql
 * statement by statement), with checksums, a landed one never changes; then migrations/again/, functions, triggers,
 * row security, views and grants of every module, all of them made anew in one transaction when a file of them is
 * another. */
#ifndef LIB_DB_MIGRATION_H
#define LIB_DB_MIGRATION_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

struct migrated {
	int applied;		/* new numbered ones */
	bool again;		/* what stands in again/ was made anew */
};

/* modules: names, NULL-ended, in the order in which the SQL of again/ is made.  ERR_STATE: a landed migration's text
 * changed; the store is of a newer version, or of one before the series was folded (0001 to 0041) that is not exactly
 * at its end. */
ERR_CHECKED enum err migrate_run(struct arena *a, struct db *db, const char *folder,
    const char *const *modules, struct migrated *out);
ERR_CHECKED enum err migrate_version(struct arena *a, struct db *db, int64_t *out);
#endif
