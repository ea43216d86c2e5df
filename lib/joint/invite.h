/* invite.h - the invitation of another agency to one visit of several (联合检查邀请): asked by who began an inspection,
 * answered by the other agency in a term, with a ground where it declines.  What is accepted becomes the joint visit of
 * lib/inspection: the other agency begins an inspection of its own at the firm and joins; the daemon notes that. */
#ifndef LIB_JOINT_INVITE_H
#define LIB_JOINT_INVITE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"

struct arena;
struct clock_row;

struct joint_invitation {
	int64_t id, agency, unit, to_agency, subject, inspection, chain, opened_by;
	int64_t officer;	/* who begins the part of the one that is asked; 0: none yet */
	struct ref ref, subject_ref, inspection_ref;	/* inspection_ref zero: not theirs to read */
	const char *state, *subject_name, *items, *asked, *agency_name, *agency_en, *to_name, *to_en;
	const char *ground_zh, *ground_en, *words, *officer_name;	/* NULL: none */
	int64_t from_at, to_at, opened_at, answered_at, due_at;		/* TIME_NONE: none */
	int32_t version;
	bool known;	/* who asked has seen that nobody comes */
};
/* Of the agency that asked who began it, its unit and leadership; of the one that is asked everybody of casework;
 * supervisors above.  ERR_NOT_FOUND. */
ERR_CHECKED enum err joint_invitation_get(struct arena *a, struct db *db, struct ref ref, struct joint_invitation *out);
struct joint_invitation_query {
	const char *way;	/* "in", "out" of the agency; NULL: both, and of those below */
	int64_t agency;
	struct ref inspection;	/* zero: of all */
	struct ref after;
	int limit;
};
/* The newest first. */
ERR_CHECKED enum err joint_invitation_list(struct arena *a, struct db *db, const struct joint_invitation_query *q,
    struct joint_invitation **out, int *n);

/* ---- refused: offers of lib/inspection that were declined, visits that were parted again, invitations that were
 * declined or not answered; as far as the reader sees them */

/* By the agency that refused: agency_zh agency_en offers invitations unanswered. */
ERR_CHECKED enum err joint_refusal_counts(struct arena *a, struct db *db, int year, const struct db_rows **out);
/* The rows behind, newest first from behind the row after (0: the first): n kind (offer invitation
 * unanswered) agency_zh agency_en other_zh other_en firm ground_zh ground_en at. */
ERR_CHECKED enum err joint_refusals(struct arena *a, struct db *db, int year, int64_t after, int limit,
    const struct db_rows **out);

/* ---- acts: invite, accept, decline, withdraw, know */

struct invite_key {
	struct ref ref;		/* zero: a new one */
	struct ref inspection;	/* of a new one: what the other agency is asked to */
	const char *action;
};
ERR_CHECKED enum err joint_invitation_actions(struct arena *a, struct db *db, const struct joint_invitation *v,
    int64_t account, const char *const **out);
/* ERR_NOT_FOUND: no such act, or not the actor's; ERR_STATE: not now. */
ERR_CHECKED enum err joint_invitation_form(struct arena *a, struct db *db, int64_t account, const struct invite_key *k,
    struct input **out);
/* ERR_INPUT, ERR_STATE, ERR_CONFLICT with problems; ERR_DENIED, ERR_NOT_FOUND. */
ERR_CHECKED enum err joint_invitation_do(struct arena *a, struct db *db, const struct act *act,
    const struct invite_key *k, int32_t version, struct input *in, struct problems *p, const char **answer);

/* ---- for the daemon */
#define INVITATION_EXPIRY "joint_invitation"
/* Nobody answered in time. */
ERR_CHECKED enum err joint_invitation_lapse(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by,
    int64_t now);
/* Who joined, came, or did not come, into the records of their invitations; *n counts them. */
ERR_CHECKED enum err joint_due(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
