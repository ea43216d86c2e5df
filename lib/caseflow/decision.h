/* decision.h - private to lib/caseflow: the row of a decision, made by the ordinary and the summary procedure. */
#ifndef LIB_CASEFLOW_DECISION_H
#define LIB_CASEFLOW_DECISION_H
#include "lib/caseflow/case_priv.h"

struct decision_new {
	const char *ground, *facts, *basis, *discretion, *remedies;
	int64_t fine_fen, confiscation_fen;
	const char *pay_code, *pay_code_source;	/* NULL: made here */
};
/* For m->tr, with the number of the paper just made. */
ERR_CHECKED enum err decision_put(struct act_move *m, const struct decision_new *d, int64_t *id);
/* Review must be asked for before a suit: the decision of that day was made on the spot (行政复议法 23). */
ERR_CHECKED enum err decision_review_first(struct act_move *m, int32_t day, bool *out);
/* How a decision of that day is fought: where, and by when.  A problem where review comes first and the agency's
 * review body is not on record. */
ERR_CHECKED enum err decision_remedies(struct act_move *m, int32_t day, const char **out);
/* Starts the payment and remedy clocks from the day of service. */
ERR_CHECKED enum err decision_served(struct act_move *m, int32_t day);
#endif
