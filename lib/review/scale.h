/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_REVIEW_SCALE_H
#define LIB_REVIEW_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows review_scale[] = {
	{ .tables = "review_request review_point review_answer" },
	{ .tables = "review_criterion", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
