/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_TOY_SCALE_H
#define LIB_TOY_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows toy_scale[] = {
	{ .tables = "toy" },
	{ .tables = NULL }
};
#endif
