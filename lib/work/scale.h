/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_WORK_SCALE_H
#define LIB_WORK_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows work_scale[] = {
	{ .tables = "people_task", .set = { "seen_by", "array(select v % 8 + 8 * case v % 8"
	    " when 1 then pg_temp.key(v / 8, u) when 2 then pg_temp.key(v / 8, k)"
	    " when 4 then pg_temp.principal(v / 8, u) else pg_temp.agency(v / 8, a) end from unnest(x.seen_by) v)" } },
	{ .tables = NULL }
};
#endif
