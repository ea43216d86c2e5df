/* term_end.h - what the law lets happen by itself when a term ends, done by the platform's own account. */
#ifndef LIB_CASEFLOW_TERM_END_H
#define LIB_CASEFLOW_TERM_END_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct clock_row;
struct db;

/* Register-and-preserve past its seven working days lifts by itself where the field's rule says so (preserve.lapse):
 * the measure lapses, a step "measure.lapsed" is written, the clock closes; elsewhere it stays, late.  by: account of
 * the daemon.  In the caller's transaction;
 * a measure that was released meanwhile only closes the clock. */
ERR_CHECKED enum err caseflow_preserve_lapse(struct arena *a, struct db *db, const struct clock_row *clock,
    int64_t by, int64_t now);

/* Publication past its longest term ends: the item expires, a step "publish.expired" and the event
 * disclosure.expired with the digest of the last published version are written, the clock closes.  A term that the rule
 * makes longer by now is waited for; one whose withdrawal is due is withdrawn, not expired: asked again the next
 * day. */
ERR_CHECKED enum err caseflow_disclosure_expire(struct arena *a, struct db *db, const struct clock_row *clock,
    int64_t by, int64_t now);
#endif
