/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_INSPECTION_SCALE_H
#define LIB_INSPECTION_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows inspection_scale[] = {
	{ .tables = "inspection inspection_item inspection_answer inspection_officer inspection_signature"
	    " inspection_order inspection_evidence inspection_rating inspection_joint inspection_joint_move"
	    " inspection_apart inspection_recheck inspection_cap inspection_ledger inspection_consent"
	    " inspection_obstruction inspection_settled" },
	{ .tables = "inspection_visit",
	    .set = { "officers", "array(select pg_temp.suffixed(t, u) from unnest(x.officers) t)" } },
	{ .tables = "inspection_code", .set = { "code_hash", "sha256(x.code_hash || convert_to(k::text, 'UTF8'))" } },
	{ .tables = "inspection_public", .set = { "agency_name", "pg_temp.suffixed(x.agency_name, a)" } },
	{ .tables = "inspection_key inspection_chain inspection_way inspection_requirement", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
