/* dropped.h - private to lib/caseflow: what the report before had and the one that is typed has not. */
#ifndef LIB_CASEFLOW_DROPPED_H
#define LIB_CASEFLOW_DROPPED_H
#include "lib/caseflow/case_priv.h"

/* The proposals and kinds of penalty of the last report that no row of m->in proposes any more, as "party: cause or
 * kind", one after the other; "" where there are none, or no report before. */
ERR_CHECKED enum err report_dropped(struct act_move *m, const char **out);
#endif
