/* anew.h - terms that ran by the figures of another field's rule are derived anew. */
#ifndef LIB_CASEFLOW_ANEW_H
#define LIB_CASEFLOW_ANEW_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Open clocks of cases, their parties and measures whose row of the parameters was found never to have held, where the
 * one that does says something else: each case once, by a step "terms.derived" that holds both derivations of each.
 * by: account of the daemon; *n: cases. */
ERR_CHECKED enum err caseflow_terms_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
