/* pool.h - what a draft's queries give now: strata with quotas, officers by unit, recusals; and what is wrong with
 * it. */
#ifndef LIB_SPOTCHECK_POOL_H
#define LIB_SPOTCHECK_POOL_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/spotcheck/task.h"

struct problems;

struct spotcheck_stratum_now {
	const char *key, *name_zh, *name_en;
	int64_t pool, quota;
};
struct spotcheck_unit_now {
	const char *unit;
	int64_t officers;
	int min;
};
struct spotcheck_pools {
	struct spotcheck_stratum_now *stratum;		/* bytewise by key */
	int stratum_n;
	struct spotcheck_unit_now *unit;		/* bytewise */
	int unit_n;
	int64_t pool, quota, officers;
	int64_t relative, former_employer, other, three_clean;	/* recusals: pairs of object and officer */
};
/* Counts for the preview; of a large library they may be ten minutes old (lib/db/kept.h). */
ERR_CHECKED enum err spotcheck_pools_now(struct arena *a, struct db *db, const struct spotcheck_task *t, int32_t today,
    struct spotcheck_pools *out);
/* The same of pools that were frozen by spotcheck_pools_freeze(). */
ERR_CHECKED enum err spotcheck_pools_frozen(struct arena *a, struct db *db, const struct spotcheck_task *t,
    struct spotcheck_pools *out);
/* Writes spotcheck_pool, _team_pool and _avoid, each in one statement.  In the caller's transaction. */
ERR_CHECKED enum err spotcheck_pools_freeze(struct arena *a, struct db *db, const struct spotcheck_task *t,
    int32_t today);
/* Who came to a firm so often since that day without finding anything is not sent again (parameters
 * spotcheck.clean.*). */
struct spotcheck_clean_rule {
	int64_t visits;
	int32_t since;
};
ERR_CHECKED enum err spotcheck_clean_rule(struct arena *a, struct db *db, int64_t agency, int32_t today,
    struct spotcheck_clean_rule *out);
/* Each fault at the field of the draft's form it comes from (message "problem.spot_..."). */
ERR_CHECKED enum err spotcheck_faults(struct arena *a, struct db *db, const struct spotcheck_task *t,
    const struct spotcheck_pools *p, int64_t now, struct problems *out);
#endif
