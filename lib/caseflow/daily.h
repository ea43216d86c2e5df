/* daily.h - private to lib/caseflow: fines by the day (按日连续处罚, 生态环境法典 1060; 安全生产法 112).  A case that
 * comes of a re-check counts the days once; what it proposes and decides for that party is that sum and no more. */
#ifndef LIB_CASEFLOW_DAILY_H
#define LIB_CASEFLOW_DAILY_H
#include "lib/caseflow/case_priv.h"

struct daily {
	int64_t party;			/* 0: the case counts no days */
	int64_t base_fen, sum_fen;	/* the decision's fine, and that once a day */
	int32_t from_on, until_on, days;	/* both days are counted */
	int32_t ordered_on, checked_on, decided_on;
	const char *number;		/* of the decision */
	const char *ground;		/* as the law of the field names it */
	const char *source;		/* article of the ground */
};

/* Whether a re-check of another case has days that this one may count. */
ERR_CHECKED enum err daily_countable(struct act_move *m, bool *out);
ERR_CHECKED enum err daily_of(struct act_move *m, struct daily *out);
/* "5 日 × 20000 元 = 100000 元" */
const char *daily_text(struct arena *a, const struct daily *d);
/* For the paper: number decided_on ordered_on checked_on ground source from until days base sum. */
json_t *daily_json(struct arena *a, const struct daily *d);
#endif
