/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_SUPERVISE_SCALE_H
#define LIB_SUPERVISE_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows supervise_scale[] = {
	{ .tables = "supervise_matter supervise_letter supervise_word" },
	{ .tables = NULL }
};
#endif
