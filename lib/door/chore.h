/* chore.h - what the daemon does for the door by itself (struct chore of cgi/modules.h). */
#ifndef LIB_DOOR_CHORE_H
#define LIB_DOOR_CHORE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Codes that were tried, which count no longer, and sessions that have ended are deleted. */
ERR_CHECKED enum err door_over_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
