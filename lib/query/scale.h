/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_QUERY_SCALE_H
#define LIB_QUERY_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows query_scale[] = {
	{ .tables = "query_doc" },
	{ .tables = NULL }
};
#endif
