/* hearing.h - private to lib/caseflow: the hearing of a track that goes on. */
#ifndef LIB_CASEFLOW_HEARING_H
#define LIB_CASEFLOW_HEARING_H
#include "lib/caseflow/case_priv.h"

/* id requested_on appointed_on chair_account chair_name handed_on held_at notice_served_on suspended_on third_persons
 * place clerk officers interpreter present.  ERR_NOT_FOUND: none goes on. */
ERR_CHECKED enum err hearing_of(struct act_move *m, struct db_row *r);
/* Who is chosen in the field chair did not investigate (行政处罚法 64(4)). */
ERR_CHECKED enum err chair_check(struct act_move *m);
/* It ends that day without being held, by a ground (NULL: the party took its request back); the term to decide goes
 * on. */
ERR_CHECKED enum err hearing_over(struct act_move *m, int32_t day, const char *ground);
#endif
