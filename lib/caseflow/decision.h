/* decision.h - private to lib/caseflow: the row of a decision, made by the ordinary and the summary procedure. */
#ifndef LIB_CASEFLOW_DECISION_H
#define LIB_CASEFLOW_DECISION_H
#include "lib/caseflow/case_priv.h"

struct decision_new {
	const char *ground, *facts, *basis, *discretion, *remedies;
	int64_t fine_fen, confiscation_fen;
	const char *pay_code, *pay_code_source;	/* NULL: made here */
	int32_t ban_until;	/* end of a penalty for a term; 0: not said */
	bool ban_open;		/* it has none */
};
/* For m->tr, with the number of the paper just made. */
ERR_CHECKED enum err decision_put(struct act_move *m, const struct decision_new *d, int64_t *id);
/* The outcome names the paper (m->document); what it says beyond the form of the decision, from what was reviewed. */
ERR_CHECKED enum err decision_doc(struct act_move *m, const char *pay_code);
/* By which what is owed is paid, where no other system made one. */
const char *decision_pay_code(struct act_move *m);
/* Review must be asked for before a suit: the decision of that day was made on the spot (行政复议法 23). */
ERR_CHECKED enum err decision_review_first(struct act_move *m, int32_t day, bool *out);
/* How a decision of that day is fought: where, and by when.  A problem where review comes first and the agency's
 * review body is not on record. */
ERR_CHECKED enum err decision_remedies(struct act_move *m, int32_t day, const char **out);
/* What the form's remedies must name: the bodies of that day, and on records of devices that the application may be
 * handed to the agency (行政处罚法 59, 行政复议法 32). */
ERR_CHECKED enum err decision_remedies_check(struct act_move *m, int32_t day, bool device);
/* The terms of remedies as remedy_term() has them now: those that run no more end, as met where `used` names theirs. */
ERR_CHECKED enum err remedy_clocks(struct act_move *m, int64_t decision, const char *used);
ERR_CHECKED enum err remedy_clocks_end(struct act_move *m);
/* Of all parties: the case goes to another, or comes back from there. */
ERR_CHECKED enum err remedy_clocks_leave(struct act_move *m);
ERR_CHECKED enum err remedy_clocks_return(struct act_move *m);
/* Starts the payment and remedy clocks from the day of service. */
ERR_CHECKED enum err decision_served(struct act_move *m, int32_t day);
/* The term to pay runs from that day, and pay_due is its end. */
ERR_CHECKED enum err decision_pay_from(struct act_move *m, int64_t decision, int32_t day);
/* The same as decision_served() for the paper that took the place of one served before: what still runs begins with
 * this day. */
ERR_CHECKED enum err decision_served_anew(struct act_move *m, int32_t day);
#endif
