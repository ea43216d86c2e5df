/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_STREAM_SCALE_H
#define LIB_STREAM_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows stream_scale[] = {
	/* the order stays as it is: what is copied was never told */
	{ .tables = "event_pending event_order event_cursor stream_aside", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
