/* police.h - private to lib/caseflow: how a transfer to the police stands (行政执法机关移送涉嫌犯罪案件的规定). */
#ifndef LIB_CASEFLOW_POLICE_H
#define LIB_CASEFLOW_POLICE_H
#include "lib/caseflow/case_priv.h"

/* The newest transfer of the case $1 that is not over. */
#define POLICE_LIVE "(select q.id from xz.caseflow_police q where q.case_id = $1" \
	" and q.state not in ('refused', 'returned') order by q.id desc limit 1)"
#define POLICE_GOODS_AT_HOME "exists (select from xz.caseflow_measure s where s.case_id = $1 and s.state = 'live')"

/* Guards: the newest transfer of the case is in the state that their name says. */
ERR_CHECKED enum err police_none(struct act_move *m, bool *holds);
/* A clue must be verified first. */
ERR_CHECKED enum err police_ripe(struct act_move *m, bool *holds);
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
