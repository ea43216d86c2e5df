/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_MONITOR_SCALE_H
#define LIB_MONITOR_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows monitor_scale[] = {
	{ .tables = "monitor_alert", .set = { "once", "x.once || '-' || k" } },
	{ .tables = "monitor_rule monitor_version monitor_mute", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
