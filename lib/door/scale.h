/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_DOOR_SCALE_H
#define LIB_DOOR_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows door_scale[] = {
	{ .tables = "door_slip", .set = { "subject_id", "pg_temp.key(x.subject_id, k)",
	    "code_hash", "sha256(x.code_hash || convert_to(k::text, 'UTF8'))" } },
	{ .tables = "door_message", .set = { "once", "sha256(x.once || convert_to(k::text, 'UTF8'))" } },
	{ .tables = "door_sealed" },
	{ .tables = "door_try door_session door_key door_file door_piece door_grant door_reading", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
