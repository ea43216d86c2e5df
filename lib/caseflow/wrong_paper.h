/* wrong_paper.h - papers of decisions that were issued wrongly, as far as their rows tell: for who keeps the store
 * (`xiezhi doctor papers`), and as work of the agency that issues them anew. */
#ifndef LIB_CASEFLOW_WRONG_PAPER_H
#define LIB_CASEFLOW_WRONG_PAPER_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;
struct db_rows;

/* Decisions that stand, by id, behind *after (0: from the start): id case_ref track_ref agency case_number number
 * paper, and what is wrong, each a boolean: other_type (the outcome has another paper), review_first (made on the spot
 * from the first day of remedy.review_first on, and does not say that review comes first: 行政复议法 23), no_remedies
 * (names neither a body nor a court: 行政处罚法 59). */
ERR_CHECKED enum err caseflow_wrong_papers(struct arena *a, struct db *db, int64_t after, int limit,
    const struct db_rows **out);
/* Those that no step of their record names yet get one, "paper.faulty", and with it become work of their agency.  by:
 * account of the daemon; *n: decisions. */
ERR_CHECKED enum err caseflow_wrong_papers_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
