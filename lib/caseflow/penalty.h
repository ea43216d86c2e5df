/* penalty.h - private to lib/caseflow: penalties by stage (report, notice, review, decision), and what
 * is heavier than what. */
#ifndef LIB_CASEFLOW_PENALTY_H
#define LIB_CASEFLOW_PENALTY_H
#include "lib/caseflow/case_priv.h"

struct penalty {
	int64_t party, cause;		/* cause 0: of the whole */
	const char *kind;
	const char *kind_name;
	int64_t amount_fen;
	const char *detail;
};

/* Of one party (0: all) at a stage and version. */
ERR_CHECKED enum err penalty_list(struct act_move *m, int64_t party, const char *stage, int version,
    struct penalty **out, int *n);
ERR_CHECKED enum err penalty_put(struct act_move *m, const struct penalty *p, int n, const char *stage,
    int version);
/* The newest version of a stage for a party, 0: none. */
ERR_CHECKED enum err penalty_latest(struct act_move *m, int64_t party, const char *stage, int *out);
/* Kinds with a sum: a fine, gains taken away, and the value of goods taken away (it counts for the hearing). */
bool penalty_has_amount(const char *kind);
/* True when `now` has a kind that `then` lacks, or more money of a kind (I2; 行政处罚法 45). */
bool penalty_heavier(const struct penalty *now, int now_n, const struct penalty *then, int then_n);
bool penalty_same(const struct penalty *a, int a_n, const struct penalty *b, int b_n);
int64_t penalty_sum(const struct penalty *p, int n, const char *kind);
/* "52000", "52000.50" */
const char *penalty_yuan(struct arena *a, int64_t fen);
/* "罚款 52000 元；没收违法所得 18600 元" */
const char *penalty_text(struct arena *a, const struct penalty *p, int n);
/* Of a paper: the sum as <name> in yuan and as <name>_capital; nothing where it is 0. */
void penalty_doc(struct act_move *m, const char *name, int64_t fen);
json_t *penalty_json(struct arena *a, const struct penalty *p, int n);
#endif
