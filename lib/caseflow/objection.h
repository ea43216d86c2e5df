/* objection.h - private to lib/caseflow: what the last review objected to is answered point by point with the next
 * report; that an objection is met is the reviewer's to say, by the points of the next opinion. */
#ifndef LIB_CASEFLOW_OBJECTION_H
#define LIB_CASEFLOW_OBJECTION_H
#include "lib/caseflow/case_priv.h"

#define OBJECTION_ANSWER(n) \
	{ .name = "answer" #n, .type = FIELD_TEXT, .flags = FIELD_PERSONAL | FIELD_WIDE, .max = 2000 }
#define OBJECTION_ANSWERS OBJECTION_ANSWER(1), OBJECTION_ANSWER(2), OBJECTION_ANSWER(3), OBJECTION_ANSWER(4), \
	OBJECTION_ANSWER(5), OBJECTION_ANSWER(6), OBJECTION_ANSWER(7), OBJECTION_ANSWER(8)

/* Leaves out the fields of points that nobody objected to. */
ERR_CHECKED enum err objection_prepare(struct act_move *m);
/* Each objection has its answer. */
ERR_CHECKED enum err objection_check(struct act_move *m);
/* Keeps the answers, with the report of this version. */
ERR_CHECKED enum err objection_apply(struct act_move *m, int version);
#endif
