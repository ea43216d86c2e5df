/* refusal.h - a firm refuses a visit (拒绝检查).  Taken in at the public's door on a coded ground (public.h), into the
 * record of the visit by the daemon; the visit waits.  The supervision body above the agency decides the same day, in
 * writing, whether it goes on and who was wrong; the daemon carries that to the visit.  A page never says who was
 * wrong. */
#ifndef LIB_JOINT_REFUSAL_H
#define LIB_JOINT_REFUSAL_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"

struct arena;

struct joint_refusal {
	int64_t id, agency, to_agency, inspection, chain;	/* to_agency 0: nobody is above */
	struct ref ref, inspection_ref;		/* inspection_ref zero: not theirs to read */
	const char *state, *subject_name, *agency_name, *agency_en, *ground, *ground_zh, *ground_en;
	const char *wrong, *words, *decided_by, *to_name, *to_en;	/* NULL: not yet, nobody */
	int64_t received_at, decided_at, due_at;	/* TIME_NONE: none */
	int32_t version;
};
/* Of the agency whose visit it is, and of the supervisors above.  ERR_NOT_FOUND. */
ERR_CHECKED enum err joint_refusal_get(struct arena *a, struct db *db, struct ref ref, struct joint_refusal *out);
/* The newest first, from behind `after` (zero: all). */
ERR_CHECKED enum err joint_refused_list(struct arena *a, struct db *db, struct ref after, int limit,
    struct joint_refusal **out, int *n);
/* Of a year, by agency: agency_zh agency_en open goes_on stopped firm agency nobody (who was wrong). */
ERR_CHECKED enum err joint_refused_counts(struct arena *a, struct db *db, int year, const struct db_rows **out);

/* ---- the act decide */

ERR_CHECKED enum err joint_refusal_actions(struct arena *a, struct db *db, const struct joint_refusal *v,
    int64_t account, const char *const **out);
/* ERR_NOT_FOUND: no such act, or not the actor's; ERR_STATE: not now. */
ERR_CHECKED enum err joint_refusal_form(struct arena *a, struct db *db, int64_t account, struct ref ref,
    const char *action, struct input **out);
/* ERR_INPUT, ERR_STATE, ERR_CONFLICT with problems; ERR_DENIED, ERR_NOT_FOUND. */
ERR_CHECKED enum err joint_refusal_do(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const char *action, int32_t version, struct input *in, struct problems *p, const char **answer);

/* ---- the daemon: what came in, and what was decided, into the records; *n grows */
ERR_CHECKED enum err joint_refusal_due(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
