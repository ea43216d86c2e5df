/* access.h - the daemon's part in the chain of what was read (lib/people/access.h): rows are linked each minute, the
 * head enters the log each hour, the chain is computed again each day (struct chore of cgi/modules.h).
 *
 * Incidents: access.late (a row stood outside of the chain for more than two minutes), access.altered (a link does not
 * fit, or its row is gone), access.outside (rows that no link has), access.head. */
#ifndef LIB_TLOG_ACCESS_H
#define LIB_TLOG_ACCESS_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

ERR_CHECKED enum err tlog_access_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
/* A part of the chain each time; what is older than the parameter access.keep says (months) is deleted before. */
ERR_CHECKED enum err tlog_access_check_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
