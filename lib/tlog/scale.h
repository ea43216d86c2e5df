/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_TLOG_SCALE_H
#define LIB_TLOG_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows tlog_scale[] = {
	/* the public log stays as it is: its tree is of what was published */
	{ .tables = "tlog_log tlog_leaf tlog_node tlog_checkpoint tlog_incident tlog_witness tlog_cosignature",
	    .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
