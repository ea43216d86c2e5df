/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_REGISTER_SCALE_H
#define LIB_REGISTER_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows register_scale[] = {
	{ .tables = "register_subject register_name register_address register_succession register_class"
	    " register_licence register_geo" },
	{ .tables = "register_code register_search", .set = { "code", "pg_temp.code(x.code, k)" } },
	{ .tables = "register_person",
	    .set = { "number_lookup", "sha256(x.number_lookup || convert_to(k::text, 'UTF8'))" } },
	{ .tables = NULL }
};
#endif
