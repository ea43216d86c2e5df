/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_JOINT_SCALE_H
#define LIB_JOINT_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows joint_scale[] = {
	{ .tables = "joint_programme joint_edition joint_line joint_firm joint_load", .per = SCALE_AGENCY },
	{ .tables = "joint_invitation joint_tie joint_refusal joint_wish" },
	{ .tables = NULL }
};
#endif
