/* compute.h - open clocks computed again, many in one go. */
#ifndef LIB_CALENDAR_COMPUTE_H
#define LIB_CALENDAR_COMPUTE_H
#include "lib/db/db.h"

/* c: open, locked clocks, by id: id start_at term_n term_unit rule any_day.  ERR_INPUT: a term ends too late. */
ERR_CHECKED enum err calendar_compute(struct arena *a, struct db *db, const struct db_row *c, int n);
#endif
