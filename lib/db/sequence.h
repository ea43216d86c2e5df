/* sequence.h - the order of events, and what of the store is cleared away by age: for the daemon. */
#ifndef LIB_DB_SEQUENCE_H
#define LIB_DB_SEQUENCE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Gives up to limit waiting events their place, in one transaction under an advisory lock: one sequencer
 * at a time, whatever the number of daemons.  *moved 0: none waits, or another is at it. */
ERR_CHECKED enum err db_sequence(struct arena *a, struct db *db, int64_t limit, int64_t *moved);
/* Keys of acts older than 90 days of real time. */
ERR_CHECKED enum err db_act_purge(struct arena *a, struct db *db, int64_t *gone);
#endif
