/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_PAPER_SCALE_H
#define LIB_PAPER_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows paper_scale[] = {
	/* no bytes: a file is made when it is asked for */
	{ .tables = "record_signature", .only = "x.covers is null", .set = { "rendition_id", "null" } },
	{ .tables = "record_rendition record_sealing", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
