/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_SOURCE_SCALE_H
#define LIB_SOURCE_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows source_scale[] = {
	{ .tables = "source_message", .set = { "sender_number", "pg_temp.suffixed(x.sender_number, k)" } },
	{ .tables = "source_request source_link source_message_clue" },
	{ .tables = "source_sealed", .set = { "secret_hash", "sha256(x.secret_hash || convert_to(k::text, 'UTF8'))" } },
	{ .tables = "source_mark" },
	{ .tables = "source_gram source_cause source_cause_gram source_learned source_key", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
