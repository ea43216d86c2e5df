/* substitution.h - who comes in for an object that cannot be visited, or an officer who may not: the next in rank
 * (trust.md 1). */
#ifndef LIB_SPOTCHECK_SUBSTITUTION_H
#define LIB_SPOTCHECK_SUBSTITUTION_H
#include <stdint.h>

#include "lib/base/err.h"

struct act;
struct arena;
struct db;
struct db_rows;
struct problems;

struct spotcheck_substituting {
	const char *draw_id, *object;
	const char *officer;		/* whose place is taken; NULL: the object itself */
	const char *reason;		/* of an object dissolved or moved; of an officer recused or unfit */
	const char *words;		/* kept sealed with the record; may be NULL */
	const char *in;			/* out: who came in; NULL: nobody is left */
};
/* Replays the draw and every substitution before; substitutions.jsonl grows by a line and is logged.
 * ERR_STATE "draw_state": not drawn; "draw_visited": that visit was recorded; ERR_INPUT "draw_reason",
 * "draw_not_selected". */
ERR_CHECKED enum err spotcheck_substitute(struct arena *a, struct db *db, const struct act *act,
    struct spotcheck_substituting *s, struct problems *p);

/* ---- an object that the draw left without a team: officers assigned by hand */

/* Who may be chosen for it: a valid certificate and an account, taken out of no draw, not recused from this object
 * (recusals of the draw, ties and three clean visits of today).  no name agency unit place: pool (of the draw), skilled
 * (of none, with a skill the task asks for), other; in this order, of the draw's agency first.  At most 300. */
ERR_CHECKED enum err spotcheck_candidates(struct arena *a, struct db *db, int64_t draw, const char *object,
    int32_t today, const struct db_rows **out);

/* The reason is sealed in the record's step.  team: certificate numbers of candidates, two at least.
 * ERR_STATE "draw_has_team"; ERR_INPUT "draw_team", "draw_assign_reason" (none given). */
struct spotcheck_assigning {
	const char *draw_id, *object, *reason;
	const char *const *team;
	int team_n;
};
ERR_CHECKED enum err spotcheck_assign(struct arena *a, struct db *db, const struct act *act,
    const struct spotcheck_assigning *s, struct problems *p);
#endif
