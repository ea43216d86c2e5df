/* cash.h - private to lib/caseflow: a fine collected on the spot, as the summary decision's form has it. */
#ifndef LIB_CASEFLOW_CASH_H
#define LIB_CASEFLOW_CASH_H
#include "lib/caseflow/case_priv.h"

#define CASH_FIELDS \
	{ .name = "cash_reason", .type = FIELD_CHOICE, .codes = "cash_reason" }, \
	{ .name = "party_asked", .type = FIELD_TICK }, \
	{ .name = "receipt_no", .type = FIELD_LINE, .min = 4, .max = 40 }, \
	{ .name = "on_water", .type = FIELD_TICK }, \
	{ .name = "landed_on", .type = FIELD_DAY, .flags = FIELD_NOT_FUTURE }
/* Whether it may be collected so: a small fine, one hard to collect later, or far away and asked for by the party. */
ERR_CHECKED enum err cash_check(struct act_move *m);
/* Behind the decision, turned to its track: the term to hand it over runs from m->clock_day, on water from landing. */
ERR_CHECKED enum err cash_taken(struct act_move *m, int64_t decision);
#endif
