/* purge.h - what of the store is cleared away by age: for the daemon. */
#ifndef LIB_DB_PURGE_H
#define LIB_DB_PURGE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Keys of acts older than 90 days of real time. */
ERR_CHECKED enum err db_act_purge(struct arena *a, struct db *db, int64_t *gone);
#endif
