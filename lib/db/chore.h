/* chore.h - what the daemon does for the store itself (struct chore of cgi/modules.h). */
#ifndef LIB_DB_CHORE_H
#define LIB_DB_CHORE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Next year's partitions of the great tables. */
ERR_CHECKED enum err db_partitions_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
/* Keys of acts that are 90 days old are cleared away. */
ERR_CHECKED enum err db_act_purge_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
