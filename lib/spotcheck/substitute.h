/* substitute.h - who comes in for an object that cannot be visited, or an officer who may not: the next in rank (trust.md 1). */
#ifndef LIB_SPOTCHECK_SUBSTITUTE_H
#define LIB_SPOTCHECK_SUBSTITUTE_H
#include "lib/base/err.h"

struct act;
struct arena;
struct db;
struct problems;

struct spotcheck_substituting {
	const char *draw_id, *object;
	const char *officer;		/* whose place is taken; NULL: the object itself */
	const char *reason;		/* of an object dissolved or moved; of an officer recused or unfit */
	const char *words;		/* kept sealed with the record; may be NULL */
	const char *in;			/* out: who came in; NULL: nobody is left */
};
/* Replays the draw and every substitution before; substitutions.jsonl grows by a line and is logged.
 * ERR_STATE "draw_state": not drawn; "draw_visited": that visit was recorded; ERR_INPUT "draw_reason", "draw_not_selected". */
ERR_CHECKED enum err spotcheck_substitute(struct arena *a, struct db *db, const struct act *act,
    struct spotcheck_substituting *s, struct problems *p);

/* An object that the draw left without a team: officers assigned by hand, with a reason that is sealed in the record's step.
 * team: certificate numbers of the draw's pool, two at least.  ERR_STATE "draw_has_team"; ERR_INPUT "draw_team". */
struct spotcheck_assigning {
	const char *draw_id, *object, *reason;
	const char *const *team;
	int team_n;
};
ERR_CHECKED enum err spotcheck_assign(struct arena *a, struct db *db, const struct act *act,
    const struct spotcheck_assigning *s, struct problems *p);
#endif
