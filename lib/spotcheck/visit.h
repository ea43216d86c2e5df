/* visit.h - the visits of a draw: found on the officers' desks, the plain result, signed by a second officer of the
 * team from their own account or by their one-time code on the first one's device, published within the parameter's
 * term; the clue that came of one. */
#ifndef LIB_SPOTCHECK_VISIT_H
#define LIB_SPOTCHECK_VISIT_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"

struct act;
struct arena;
struct db;
struct db_row;
struct db_rows;

struct spotcheck_visit {
	int64_t id, task, agency, subject, chain;
	struct ref ref, subject_ref, draw_ref, clue_ref;	/* clue_ref zero: none, or not the actor's to read */
	const char *clue_number;	/* NULL: no clue yet */
	const char *draw_id, *title, *object, *name, *state, *agency_name, *status;	/* status NULL: as registered */
	int32_t visited_on, due_on;
	int32_t version;
	int64_t recorded_by, second;	/* accounts, 0: none yet */
	const char *recorder, *note;	/* NULL */
	bool mine;			/* the actor is on the team */
	bool problem;			/* a result that calls for a clue */
};
/* Visits of the actor: ref name object title state draw_id to_sign; those to be done first, each the oldest first.
 * after: the last of the page before, zero: the first page. */
ERR_CHECKED enum err spotcheck_visits_mine(struct arena *a, struct db *db, int64_t account, struct ref after, int limit,
    const struct db_rows **out);
/* ERR_NOT_FOUND: none, or not the actor's. */
ERR_CHECKED enum err spotcheck_visit_get(struct arena *a, struct db *db, struct ref ref, int64_t account,
    struct spotcheck_visit *out);
/* item_zh item_en result_zh result_en */
ERR_CHECKED enum err spotcheck_visit_results(struct arena *a, struct db *db, int64_t visit, const struct db_rows **out);
/* The form: day, one choice of several results for each item of the task, the firm's status, a note (sealed).  Items
 * are fields "item_<n>"; *items gives their names in order. */
struct spotcheck_item {
	int64_t id;
	const char *field, *name_zh, *name_en;
};
ERR_CHECKED enum err spotcheck_visit_form(struct arena *a, struct db *db, const struct spotcheck_visit *v,
    struct input **in, struct spotcheck_item **items, int *n);
/* Recorded by one of the team; another of it signs.  ERR_STATE, ERR_CONFLICT, ERR_INPUT with problems. */
ERR_CHECKED enum err spotcheck_visit_record(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    int32_t version, struct input *in, struct problems *p);
/* Signed, or given back, by one of the team.  The caller has checked the signer's code.  ERR_STATE "visit_own": by the
 * officer who recorded it; ERR_DENIED: for another on a device that is not the recorder's, or given back there. */
struct spotcheck_signing {
	int64_t signer;			/* account; method "account": the actor's own, "code": on the recorder's
					 * device */
	const char *method;
	bool agree;
	const char *joint_ref;		/* of the visit of several agencies it was part of; NULL: alone */
	bool uncounted;			/* not in the firm's count: it stands there already */
};
ERR_CHECKED enum err spotcheck_visit_sign(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const struct spotcheck_signing *sign, struct problems *p);
/* The visit as an inspection of its own has carried it out: recorded and signed at once, inside the inspection's act.
 * ERR_STATE: it was recorded meanwhile; ERR_DENIED, ERR_NOT_FOUND. */
struct spotcheck_settled {
	int64_t item;
	const char *result;		/* code table inspect_result */
};
struct spotcheck_settling {
	int64_t visit, second;		/* second: the account that signed beside the actor */
	int32_t day;
	const struct spotcheck_settled *result;
	int result_n;
	bool problem, uncounted;
	const char *joint_ref;		/* as above */
};
ERR_CHECKED enum err spotcheck_visit_settle(struct arena *a, struct db *db, const struct act *act,
    const struct spotcheck_settling *s);
/* The account of a user name on the team who did not record it.  ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_visit_second(struct arena *a, struct db *db, const struct spotcheck_visit *v,
    const char *username, int64_t *out);
/* username name certificate_no, in the team's order. */
ERR_CHECKED enum err spotcheck_visit_team(struct arena *a, struct db *db, int64_t visit, const struct db_rows **out);

/* Whether a clue may be made of it by this account: of the team, a problem recorded, none made yet.  ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_visit_problem(struct arena *a, struct db *db, struct ref ref,
    int64_t account, bool *out);
struct spotcheck_clue {
	int64_t case_id;
	struct ref case_ref;
	const char *number;
};
/* In the transaction that makes the clue: the visit learns it, the draw's record too.  ERR_STATE: as above, not so any
 * more; ERR_DENIED, ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_visit_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const struct spotcheck_clue *clue);
/* Where a case came from: ref draw_id title object_id visited_on mine (the actor's own visit).  ERR_NOT_FOUND: from no
 * visit, or not the actor's to read. */
ERR_CHECKED enum err spotcheck_visit_of_case(struct arena *a, struct db *db, int64_t case_id, struct db_row *out);
/* The public result: made when signed and the draw's result is public.  For the daemon. */
ERR_CHECKED enum err spotcheck_visits_publish(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
