/* migration.h - applies migrations/NNNN_*.sql, each in one transaction (NNNN_*.online.sql
 * statement by statement), with checksums; a landed one never changes. */
#ifndef LIB_DB_MIGRATION_H
#define LIB_DB_MIGRATION_H
#include <stdint.h>
#include "lib/base/err.h"

struct arena;
struct db;

/* The schema versions this build accepts. */
#define SCHEMA_MIN 42
/* ERR_STATE: a landed migration's text changed.  *applied counts the new ones. */
ERR_CHECKED enum err migrate_run(struct arena *a, struct db *db, const char *folder, int *applied);
ERR_CHECKED enum err migrate_version(struct arena *a, struct db *db, int64_t *out);
#endif
