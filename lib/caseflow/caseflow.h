/* caseflow.h - cases: one file from the clue to the archive, its parties' tracks,
 * and the acts that move them.
 *
 * States, transitions, duties, papers and clocks are data of a procedure with a
 * version (caseflow_state, act_transition); each action is a form and a pair
 * of C functions.  The desk, the demo and the tests all act through
 * caseflow_form() and caseflow_do(). */
#ifndef LIB_CASEFLOW_CASEFLOW_H
#define LIB_CASEFLOW_CASEFLOW_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"

struct act;
struct arena;
struct db;

struct case_file {
	int64_t id, chain_id;
	struct ref ref;
	const char *procedure;
	int32_t procedure_version;
	const char *state, *phase;
	int64_t agency, unit;
	const char *agency_name, *unit_name;	/* unit_name "" when none */
	const char *clue_number, *number;	/* NULL until given */
	const char *title;
	int64_t cause_id;			/* 0 until known */
	const char *cause_name;
	/* Of the cause, until there is one of an agency with one field alone; "": the general law speaks. */
	const char *field;
	int32_t act_from, act_to;		/* DAY_NONE until known */
	bool harm, declared_major;
	int32_t filed_on, suspended_from;
	int32_t reported_version, review_passed_version, decide_extended;
	int64_t opened_by;
	int32_t version;
};

struct case_track {
	int64_t id, party_id;
	struct ref ref;
	const char *state;
	const char *party_name;
	bool natural_person;
	int32_t report_version;
	const char *outcome;
	bool hearing_right, heard, major, review_passed, deliberated;
	bool decided;				/* a decision was made, revoked or not */
	const char *defence;			/* NULL, none, stated, waived */
	const char *publish_state;
	int32_t version;
};

struct caseflow_key {
	struct ref case_ref;		/* zero: a new file */
	struct ref track_ref;		/* zero: the case itself */
	const char *procedure;		/* of a new file: "ordinary" or "summary" */
	const char *action;
	struct ref subject;		/* of a new file: the party chosen from the register, or zero */
	struct ref visit;		/* of a clue: the visit of a random check it comes of, or zero */
	struct ref request;		/* of a clue: the request it comes of (lib/source), or zero */
	struct ref message;		/* of a step on a track: what its party sent that it takes over (lib/door), or
					 * zero */
};

struct caseflow_form {
	struct input *in;		/* options and defaults set */
	const struct case_file *cf;	/* NULL for a new file */
	const struct case_track *track;	/* NULL for the case itself */
	bool chain;			/* goes through approvals before it takes effect */
	bool cosign;			/* a second officer countersigns */
	const char *document;		/* type of the paper it makes, or NULL */
	const struct people_actor *actor;
};

/* The form of an action for this actor.  ERR_NOT_FOUND: no such case or action, or not theirs.
 * ERR_STATE: not possible now.  ERR_DENIED: another duty's. */
ERR_CHECKED enum err caseflow_form(struct arena *a, struct db *db, const struct act *act,
    const struct caseflow_key *key, struct caseflow_form *out);
/* Does it, in one transaction: the act once, guards, effect, paper, clocks, record step, tasks.
 * The form comes from caseflow_form() and its input was read without problems.  version: of the case, as shown
 * when the form was made (0 for a new file).  *answer: "case REF".
 * ERR_INPUT: problems were added.  ERR_STATE: a guard refuses; problems say which.
 * ERR_CONFLICT: stale version.  ERR_DENIED, ERR_NOT_FOUND as above. */
ERR_CHECKED enum err caseflow_do(struct arena *a, struct db *db, const struct act *act,
    const struct caseflow_key *key, int32_t version, const struct caseflow_form *form, struct problems *p,
    const char **answer);

/* An approval's next step by the actor: agree, or return with words.  The last agreement carries the
 * action out, with its guards tested again. */
ERR_CHECKED enum err caseflow_approve(struct arena *a, struct db *db, const struct act *act,
    struct ref approval, bool agree, const char *words, struct problems *p, const char **answer);
/* The second officer signs (or refuses with words).  method: "account" or "code"; the caller has
 * checked their second factor.  `signer` is the account that signs. */
ERR_CHECKED enum err caseflow_countersign(struct arena *a, struct db *db, const struct act *act,
    struct ref cosign, int64_t signer, const char *method, bool agree, const char *words,
    struct problems *p, const char **answer);

/* What the actor may do on the case now, the most pressing first. */
struct caseflow_choice {
	const char *action;
	struct ref track;		/* zero: the case itself */
	const char *party_name;		/* of the track, or NULL */
	bool must;			/* the next step of the procedure */
	bool chain;
};
ERR_CHECKED enum err caseflow_choices(struct arena *a, struct db *db, const struct act *act,
    struct ref case_ref, struct caseflow_choice **out, int *n);

ERR_CHECKED enum err caseflow_get(struct arena *a, struct db *db, struct ref ref, struct case_file *out);

/* Loads states, transitions and paper types from the reference CSV; again: no harm. */
ERR_CHECKED enum err caseflow_reference_load(struct arena *a, struct db *db, const char *folder);
#endif
