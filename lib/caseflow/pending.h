/* pending.h - what waits on a case: approvals, countersignatures; and its tracks.  For the demo and tests. */
#ifndef LIB_CASEFLOW_PENDING_H
#define LIB_CASEFLOW_PENDING_H
#include "lib/caseflow/caseflow.h"

struct caseflow_waiting {
	struct ref ref;
	const char *action, *duty;	/* duty: of an approval's next step */
	int64_t account;		/* of a countersignature */
	int64_t asked_by;
};
/* The oldest.  ERR_NOT_FOUND: none. */
ERR_CHECKED enum err caseflow_next_approval(struct arena *a, struct db *db, int64_t case_id,
    struct caseflow_waiting *out);
ERR_CHECKED enum err caseflow_next_cosign(struct arena *a, struct db *db, int64_t case_id,
    struct caseflow_waiting *out);
ERR_CHECKED enum err caseflow_track_list(struct arena *a, struct db *db, int64_t case_id,
    struct case_track **out, int *n);
struct caseflow_member {
	int64_t account;
	struct ref ref;			/* of the account */
	const char *role, *state;
};
ERR_CHECKED enum err caseflow_members(struct arena *a, struct db *db, int64_t case_id,
    struct caseflow_member **out, int *n);
/* The party's ref on the case, in order of joining. */
ERR_CHECKED enum err caseflow_party_refs(struct arena *a, struct db *db, int64_t case_id,
    struct ref **out, int *n);
#endif
