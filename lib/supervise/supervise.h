/* supervise.h - supervision of enforcement (行政执法监督): matters, the letters that ask an agency for something by a
 * day, and what follows from them up to the government's decision.  Supervisors ask, urge and give an opinion; they
 * never touch a step of the case (行政执法监督条例 8).
 *
 * A matter is the supervision body's.  The agency it is about sees it from its opening on, and answers by its
 * leadership or its legal reviewers.
 *
 * The only module that writes supervise_*.  Results live in the arena passed in.  ERR_NOT_FOUND: none, or not theirs
 * to know; callers do not tell these apart. */
#ifndef LIB_SUPERVISE_SUPERVISE_H
#define LIB_SUPERVISE_SUPERVISE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"

struct arena;

struct supervise_matter {
	int64_t id, agency, about, chain, first, second;	/* first, second: the two supervisors; 0: none yet */
	struct ref ref, subject_ref, whole_ref, alert_ref, request_ref;		/* zero: none */
	const char *number, *title, *state, *source_number, *object_number;
	const char *agency_name, *agency_en, *about_name, *about_en;
	const char *source, *source_zh, *source_en, *act_zh, *act_en, *ground_zh, *ground_en;
	const char *outcome_zh, *outcome_en, *subject_kind;	/* NULL: none */
	const char *first_name, *second_name;			/* NULL: none */
	int64_t registered_at, told_at, ended_at, objected_at, recusal_at;	/* TIME_NONE: not */
	int32_t due_on;			/* of the letter that waits; DAY_NONE: none does */
	bool checked, corrected;	/* what the last check found */
	bool about_active;
	int32_t version;
};
ERR_CHECKED enum err supervise_get(struct arena *a, struct db *db, struct ref ref, struct supervise_matter *out);

struct supervise_query {
	bool about;			/* of those about the agency, else the body's own */
	int64_t agency;
	bool ended;			/* those that have ended too */
	struct ref after;		/* zero: from the newest on */
	int limit;
};
/* The newest first. */
ERR_CHECKED enum err supervise_list(struct arena *a, struct db *db, const struct supervise_query *q,
    struct supervise_matter **out, int *n);
/* state n, of the body's matters that have not ended; at most a thousand are looked at. */
ERR_CHECKED enum err supervise_states(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out);
/* matter ref title number kind issued_on due_on body_zh body_en, of letters that wait for the agency's answer, the
 * earliest day first; after: ref of the letter before. */
ERR_CHECKED enum err supervise_letters_open(struct arena *a, struct db *db, int64_t agency, struct ref after, int limit,
    const struct db_rows **out);
/* Letters of a matter in their order: n kind number document issued_on due_on state answered_at answered_by, with
 * demand and answer opened. */
struct supervise_letter {
	const char *kind, *number, *state, *demand, *answer, *answered_by;	/* NULL: none */
	struct ref document;		/* zero: of the government, outside the platform */
	int32_t issued_on, due_on;
	int64_t answered_at;
};
ERR_CHECKED enum err supervise_letters(struct arena *a, struct db *db, int64_t matter, struct supervise_letter **out,
    int *n);
/* What was said at steps, in order; as far as the reader may know. */
struct supervise_said {
	const char *action, *words, *name;
	int64_t at;
};
ERR_CHECKED enum err supervise_said(struct arena *a, struct db *db, int64_t matter, struct supervise_said **out,
    int *n);
/* ref type name_zh name_en number made_at, of its sealed papers. */
ERR_CHECKED enum err supervise_papers(struct arena *a, struct db *db, int64_t matter, const struct db_rows **out);
/* Whether the case is under reconsideration or before a court (条例 33). */
ERR_CHECKED enum err supervise_in_remedy(struct arena *a, struct db *db, const struct supervise_matter *x, bool *out);

/* The matter that came of an alert and was not refused or passed on.  ERR_NOT_FOUND: none that may be seen. */
ERR_CHECKED enum err supervise_of_alert(struct arena *a, struct db *db, struct ref alert, struct supervise_matter *out);
/* ref number arrived_at about_zh about_en, of complaints about enforcement that the body took on and that are no matter
 * yet, the oldest first. */
ERR_CHECKED enum err supervise_complaints(struct arena *a, struct db *db, int64_t agency, int limit,
    const struct db_rows **out);

/* ---- acts */

struct supervise_key {
	struct ref ref;			/* zero: one is registered */
	struct ref alert, request;	/* of a new one: what it comes of; zero: typed */
	const char *action;
};
/* What the account may do now. */
ERR_CHECKED enum err supervise_actions(struct arena *a, struct db *db, const struct supervise_matter *x,
    int64_t account, const char *const **out);
/* ERR_NOT_FOUND: no such act, or not the actor's; ERR_STATE: not now. */
ERR_CHECKED enum err supervise_form(struct arena *a, struct db *db, int64_t account, const struct supervise_key *k,
    struct input **out);
/* ERR_INPUT, ERR_STATE, ERR_CONFLICT with problems; ERR_DENIED. */
ERR_CHECKED enum err supervise_do(struct arena *a, struct db *db, const struct act *act, const struct supervise_key *k,
    int32_t version, struct input *in, struct problems *p, const char **answer);

/* What waits for the head of the body.  ERR_NOT_FOUND: nothing does. */
struct supervise_asked {
	struct ref ref, document;
	const char *action, *input, *by;	/* input: as it was typed, JSON */
	int64_t at;
	bool mine;			/* the account is to answer it */
};
ERR_CHECKED enum err supervise_asked(struct arena *a, struct db *db, const struct supervise_matter *x, int64_t account,
    struct supervise_asked *out);
ERR_CHECKED enum err supervise_approve(struct arena *a, struct db *db, const struct act *act, struct ref approval,
    bool agree, const char *words, struct problems *p, const char **answer);
#endif
