/* dims.h - what events say of their subject: cause, trade, district, procedure, level of the acting agency, as of then.
 * The store writes it with each event (xz.event_dims, again/record.sql), asked of the modules by xz.subject_dims. */
#ifndef LIB_RECORD_DIMS_H
#define LIB_RECORD_DIMS_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Fills in a part of what was told before events said so, marked `inferred` (struct chore of cgi/modules.h). */
ERR_CHECKED enum err record_dims_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
/* Whether some have to be filled in yet. */
ERR_CHECKED enum err record_dims_missing(struct arena *a, struct db *db, bool *out);
#endif
