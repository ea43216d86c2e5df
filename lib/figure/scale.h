/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_FIGURE_SCALE_H
#define LIB_FIGURE_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows figure_scale[] = {
	/* counted from what is ordered, which copies are not */
	{ .tables = "figure_kind figure_delta", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
