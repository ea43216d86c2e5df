/* check.h - what is shown is what was published: the public's copies against what the publisher decided on. */
#ifndef LIB_DISCLOSURE_CHECK_H
#define LIB_DISCLOSURE_CHECK_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* The next `limit` of them, in the caller's transaction; *n: looked at, 0: all were, and it begins again. */
ERR_CHECKED enum err disclosure_check(struct arena *a, struct db *db, int64_t limit, int64_t *n);
/* The daemon's, once a day through all of them, some at a time (*n: looked at).  One whose bytes, digest or item is
 * another is an incident of the log, noted once, and a line of the daemon's log each day. */
ERR_CHECKED enum err disclosure_check_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
