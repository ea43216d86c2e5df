/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_ACT_SCALE_H
#define LIB_ACT_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows act_scale[] = {
	{ .tables = "act_approval act_approval_step act_cosign" },
	{ .tables = "act_transition act_draft", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
