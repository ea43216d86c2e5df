/* expiry.h - publication ends at its term (rules: xz.disclosure_regime).  The clock of an item is the alarm; what the
 * term is follows from the regime and the days of the public's copy each time it is asked. */
#ifndef LIB_DISCLOSURE_EXPIRY_H
#define LIB_DISCLOSURE_EXPIRY_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct disclosure_item;

/* What the daemon does at the end: clock_row.expiry_action. */
#define DISCLOSURE_EXPIRY "disclosure_expire"
#define DISCLOSURE_RULE "disclosure.term"
/* Of xz.disclosure_public p and its xz.disclosure_regime g: a ban without an end that is known. */
#define DISCLOSURE_ENDLESS "(p.ban_until is null and (p.ban_open or coalesce(g.class = 'ban', false)))"
/* Of xz.disclosure_public p: when its first version was published.  Published anew it is not shown for longer. */
#define DISCLOSURE_FIRST_SHOWN "least(p.published_at, (select min(s.published_at) from xz.disclosure_superseded s" \
    " where s.decision_ref = p.decision_ref))"

/* Starts the clocks of what is published under a regime with a longest term and has none: *n of them, at most limit.
 * item 0: any.  In the caller's transaction. */
ERR_CHECKED enum err disclosure_terms_start(struct arena *a, struct db *db, int64_t item, int64_t limit, int64_t *n);
/* The same for all, some at a time: what the daemon does with what was published before terms had clocks. */
ERR_CHECKED enum err disclosure_terms_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
/* Closes the item's clock: it was withdrawn, or is over ("cancelled", "lapsed"). */
ERR_CHECKED enum err disclosure_term_close(struct arena *a, struct db *db, int64_t item,
    const char *state, int64_t now);
struct disclosure_due {
	int64_t item;
	struct ref track, decision;
	const char *state;	/* of the item */
	int32_t until;		/* the last day of publication; DAY_NONE: the rule sets none */
};
/* Of an item as the rule has it now.  ERR_NOT_FOUND: never published. */
ERR_CHECKED enum err disclosure_due_get(struct arena *a, struct db *db, int64_t item, struct disclosure_due *out);
/* Ends it: the public's copy keeps number, agency and days, no name and no content; search counts it, no more. */
ERR_CHECKED enum err disclosure_expire(struct arena *a, struct db *db, const struct disclosure_item *it, int64_t now);
#endif
