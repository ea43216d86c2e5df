/* scale.h - how the rows of the module's tables multiply: see lib/db/scale.h. */
#ifndef LIB_SPOTCHECK_SCALE_H
#define LIB_SPOTCHECK_SCALE_H
#include "lib/db/scale.h"

static const struct scale_rows spotcheck_scale[] = {
	{ .tables = "spotcheck_plan spotcheck_plan_line spotcheck_plan_item spotcheck_plan_agency",
	    .per = SCALE_AGENCY },
	{ .tables = "spotcheck_officer", .per = SCALE_PEOPLE,
	    .only = "pg_temp.officer(x.officer_id, 1) <> x.officer_id" },
	/* a draw under way lapses: its secret is bound to its number */
	{ .tables = "spotcheck_task", .set = { "secret_sealed", "null",
	    "lapsed_at", "case when x.state in ('announced', 'revealing', 'closed') then x.announced_at"
	    " else x.lapsed_at end",
	    "state", "case when x.state in ('announced', 'revealing', 'closed') then 'lapsed' else x.state end" } },
	{ .tables = "spotcheck_object spotcheck_tie spotcheck_task_item spotcheck_stratum spotcheck_team_pool"
	    " spotcheck_avoid spotcheck_visit spotcheck_visit_result spotcheck_visit_officer spotcheck_file" },
	{ .tables = "spotcheck_pool", .set = { "object", "pg_temp.key(x.object, k)" } },
	{ .tables = "spotcheck_selected spotcheck_assignment",
	    .set = { "team", "array(select pg_temp.suffixed(t, u) from unnest(x.team) t)" } },
	{ .tables = "spotcheck_substitution", .set = { "for_object", "pg_temp.code(x.for_object, k)",
	    "team", "array(select pg_temp.suffixed(t, u) from unnest(x.team) t)" } },
	{ .tables = "spotcheck_witness",
	    .set = { "token_hash", "sha256(x.token_hash || convert_to(k::text, 'UTF8'))" } },
	{ .tables = "spotcheck_wall", .set = { "code_hash", "sha256(x.code_hash || convert_to(k::text, 'UTF8'))" } },
	{ .tables = "spotcheck_library", .per = SCALE_AGENCY, .fill = "truncate xz.spotcheck_library;"
	    " insert into xz.spotcheck_library (day, added, ended)"
	    " select (added_at at time zone 'Asia/Shanghai')::date, count(*), count(ended_on)"
	    " from xz.spotcheck_object group by 1" },
	{ .tables = "spotcheck_rate spotcheck_guess", .per = SCALE_FIXED },
	{ .tables = NULL }
};
#endif
