/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_CALENDAR_SCALE_H
#define LIB_CALENDAR_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows calendar_scale[] = {
	{ .tables = "calendar_clock calendar_exclusion calendar_extension" },
	{ .tables = "calendar_version calendar_day calendar_parameter", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
