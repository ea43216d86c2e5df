/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_LAW_SCALE_H
#define LIB_LAW_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows law_scale[] = {
	{ .tables = "law_code law_law law_version law_article law_matter law_cause law_cause_article law_scale law_tier"
	    " law_lenient law_tier_condition law_check_item", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
