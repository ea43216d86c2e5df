/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_DISCLOSURE_SCALE_H
#define LIB_DISCLOSURE_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows disclosure_scale[] = {
	{ .tables = "disclosure_item disclosure_redaction disclosure_channel disclosure_search"
	    " disclosure_superseded" },
	{ .tables = "disclosure_public", .set = { "party_code", "pg_temp.code(x.party_code, k)",
	    "agency_name", "pg_temp.suffixed(x.agency_name, a)" } },
	{ .tables = "disclosure_regime disclosure_rule", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
