/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_EXCHANGE_SCALE_H
#define LIB_EXCHANGE_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows exchange_scale[] = {
	{ .tables = "exchange_link exchange_key exchange_seal exchange_grant exchange_nonce exchange_pace",
	    .per = SCALE_FIXED },
	{ .tables = "exchange_inbox", .set = { "foreign_id", "pg_temp.suffixed(x.foreign_id, k)" } },
	{ .tables = "exchange_call" },
	{ .tables = "exchange_delivery", .set = { "pos", "x.pos + k * 1000000000" } },
	{ .tables = NULL }
};
#endif
