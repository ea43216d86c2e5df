/* handover.h - private to lib/caseflow: goods under a measure go with a case that goes elsewhere (行政强制法 21). */
#ifndef LIB_CASEFLOW_HANDOVER_H
#define LIB_CASEFLOW_HANDOVER_H
#include "lib/caseflow/case_priv.h"

/* The clocks of the live measures end, and the paper lists their goods (doc.measures).  The measures stay live: whoever
 * has the case has them. */
ERR_CHECKED enum err measures_hand_over(struct act_move *m);
/* The case came back that day with its goods: each term goes on, without the days it was away. */
ERR_CHECKED enum err measures_take_back(struct act_move *m, int32_t day);

/* act_measure.c: starts the clock of a measure; extends the open one once by the parameter of the act's day. */
ERR_CHECKED enum err measure_clock_start(struct act_move *m, int64_t measure, struct ref ref,
    const char *rule, int32_t day);
ERR_CHECKED enum err measure_clock_extend(struct act_move *m, int64_t measure);
#endif
