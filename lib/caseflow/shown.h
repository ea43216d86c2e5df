/* shown.h - private to lib/caseflow: what the public is shown of a decision that falls, changes or has a new paper. */
#ifndef LIB_CASEFLOW_SHOWN_H
#define LIB_CASEFLOW_SHOWN_H
#include "lib/caseflow/case_priv.h"

/* A draft that no longer says what stands: it is not published. */
ERR_CHECKED enum err shown_drop_draft(struct act_move *m, const char *reason);
/* What was not published yet will not be, and what was is withdrawn (行政处罚法 48). */
ERR_CHECKED enum err shown_end(struct act_move *m, int32_t day, const char *reason);
/* It stands with other contents, or on another paper: what is shown goes, and what stands is published as its next
 * version.  What a person withheld, or whose term is over, stays so.  remedy: whose result changed it; NULL: nothing of
 * its contents changed. */
ERR_CHECKED enum err shown_anew(struct act_move *m, int64_t decision, const struct ref *remedy, int32_t day,
    const char *reason);
#endif
