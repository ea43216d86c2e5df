/* scale_base.h - how the rows of the store's own tables multiply: not at all.  See scale.h. */
#ifndef LIB_DB_SCALE_BASE_H
#define LIB_DB_SCALE_BASE_H
#include "lib/db/scale.h"

static const struct scale_rows base_scale[] = {
	{ .tables = "db_act db_clock db_kept db_partitioned", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
