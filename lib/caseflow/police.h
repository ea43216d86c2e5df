/* police.h - private to lib/caseflow: how a transfer to the police stands (行政执法机关移送涉嫌犯罪案件的规定). */
#ifndef LIB_CASEFLOW_POLICE_H
#define LIB_CASEFLOW_POLICE_H
#include "lib/caseflow/case_priv.h"

/* Guards: the newest transfer of the case is in the state that their name says. */
ERR_CHECKED enum err police_none(struct act_move *m, bool *holds);
ERR_CHECKED enum err police_proposed(struct act_move *m, bool *holds);
ERR_CHECKED enum err police_sent(struct act_move *m, bool *holds);
ERR_CHECKED enum err police_unanswered(struct act_move *m, bool *holds);
ERR_CHECKED enum err police_refused(struct act_move *m, bool *holds);
ERR_CHECKED enum err police_asked_again(struct act_move *m, bool *holds);
ERR_CHECKED enum err police_stays_refused(struct act_move *m, bool *holds);
/* Goods under a measure that the police have not been given; whose party was not told of it. */
ERR_CHECKED enum err police_goods_wait(struct act_move *m, bool *holds);
ERR_CHECKED enum err police_party_untold(struct act_move *m, bool *holds);
#endif
