/* chore.h - what the daemon does for people by itself (struct chore of cgi/modules.h). */
#ifndef LIB_PEOPLE_CHORE_H
#define LIB_PEOPLE_CHORE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Failures at sign-in that count no longer, and the digests with them, are deleted. */
ERR_CHECKED enum err people_failures_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
