/* chore.h - what the daemon does for the calendar by itself (struct chore of cgi/modules.h). */
#ifndef LIB_CALENDAR_CHORE_H
#define LIB_CALENDAR_CHORE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Open clocks of an older calendar are computed again, some at a time. */
ERR_CHECKED enum err calendar_refresh_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
