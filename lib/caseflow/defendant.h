/* defendant.h - the agency as the one that is complained of: what reaches it, what it sends on, what it answers. */
#ifndef LIB_CASEFLOW_DEFENDANT_H
#define LIB_CASEFLOW_DEFENDANT_H
#include "lib/caseflow/case_priv.h"

struct defence_start {
	bool suit, simple;	/* simple: the review goes by the simple procedure */
	int32_t handed_on;	/* the application was handed in with this agency; DAY_NONE: not */
	int32_t copy_on;	/* the copy of application or complaint reached it; DAY_NONE: not yet */
};
/* defend.forward: sent on or corrected by itself (行政复议法 32, 实施条例 38); defend.review, .simple and .suit: the
 * answer (行政复议法 48, 54, 行政诉讼法 67). */
ERR_CHECKED enum err defence_clocks(struct act_move *m, const struct defence_start *d);

/* Of xz.caseflow_remedy x, what has no result yet and still lacks what $2 says: copy, forward, answer. */
#define REMEDY_LACKS "x.result is null and case $2 when 'copy' then x.copy_on is null when 'forward' then" \
    " x.through_us and x.forwarded_on is null else x.copy_on is not null and x.answered_on is null end"
#endif
