/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_EVIDENCE_SCALE_H
#define LIB_EVIDENCE_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows evidence_scale[] = {
	{ .tables = "record_attachment record_note" },
	/* a file is on the disk once */
	{ .tables = "record_file record_upload record_check record_picture", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
