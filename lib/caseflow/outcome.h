/* outcome.h - what a remedy's result makes of the decision, beyond letting it stand or fall. */
#ifndef LIB_CASEFLOW_OUTCOME_H
#define LIB_CASEFLOW_OUTCOME_H
#include "lib/caseflow/case_priv.h"

struct penalty;

/* The result of the form changes the decision or revokes a part of it: it stands with other contents. */
bool result_changes(const struct act_move *m);
/* Kinds of the decision's penalties, of which some may have fallen. */
ERR_CHECKED enum err result_change_options(struct act_move *m);
/* Contents and sums of what changed, heavier only where a third person or a plaintiff with the contrary interest asked
 * for it (行政复议法 63, 行政诉讼法 77); an order to decide anew only of what falls, its day not before the result. */
ERR_CHECKED enum err result_change_check(struct act_move *m);
/* The sums as they stand, and where something is still owed a new term to pay from the day the result was served. */
ERR_CHECKED enum err result_change(struct act_move *m, int64_t decision);
/* The order to decide anew and its term, on the track of what fell (行政复议法 64, 实施条例 58). */
ERR_CHECKED enum err result_redo(struct act_move *m, struct ref remedy);
/* *again: an order to decide anew stands against an earlier decision of this agency on the party and the cause, and
 * what is decided now is the same on the same facts (行政复议法 64(2), 行政诉讼法 71). */
ERR_CHECKED enum err redo_same(struct act_move *m, const struct penalty *list, int n, const char *facts, bool *again);
#endif
