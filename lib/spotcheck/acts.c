/* acts.c - what is done with a draw; when and by whom: the rows of procedure.csv. */
#include "lib/spotcheck/priv.h"

const struct act_step spot_draw_steps[] = {
	{ .code = "announced", .effect = spot_freeze, .after = spot_announce, .logged = true },
	{ .code = "witness_links", .check = spot_joinable, .effect = spot_links, .beside = true },
	{ .code = "wall_code", .check = spot_joinable, .effect = spot_wall, .beside = true },
	{ .code = "pledging_ended", .check = spot_pledging_check, .effect = spot_pledging_end },
	{ .code = "closed", .check = spot_in_time, .effect = spot_close },
	{ .code = "drawn", .check = spot_in_time, .effect = spot_draw },
	{ .code = "substituted", .effect = spot_substitute },
	{ .code = "assigned", .check = spot_assign_check, .effect = spot_assign, .after = spot_assigned },
	{ .code = "lapse_seen", .effect = spot_see_lapse },
	{ .code = "lapsed", .effect = spot_lapse },
	{ .code = "result_published", .effect = spot_publish },
	{ .code = NULL },
};
