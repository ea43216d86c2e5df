/* joint.h - the year's programme of visits to firms (涉企年度行政检查计划).  The only module that writes the joint_
 * tables.
 *
 * An agency's coordinator writes the lines of an edition, its head agrees, it is filed with the bureau of justice and
 * the department above; then the bureau notes that it was received.  What was filed is never changed: a change is
 * another edition, with its reason.  Other agencies see of it agency, item and window, and nothing of a line that is
 * not announced before its window is over (xz.joint_others).
 * Sources: 湖南省行政执法监督条例 13; 国办发〔2024〕54号. */
#ifndef LIB_JOINT_JOINT_H
#define LIB_JOINT_JOINT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"

struct arena;

/* ---- programmes */

struct joint_programme {
	int64_t id, agency, chain;
	struct ref ref;
	const char *state, *agency_name, *agency_en;
	int32_t version;
	int year, edition, filed_edition;	/* filed_edition 0: none yet */
	int64_t lines;			/* of the edition; 0 where they are not the reader's to see */
	int64_t due_at;			/* of the term to file it; TIME_NONE: none runs */
	bool received;			/* the edition filed last, by the bureau of justice */
};
/* ERR_NOT_FOUND: none, or not theirs to know. */
ERR_CHECKED enum err joint_programme_get(struct arena *a, struct db *db, struct ref ref, struct joint_programme *out);
/* Of the actor's agency and, for supervisors, those below; the newest year first.  year 0: all. */
struct joint_query {
	int year, limit;
	struct ref after;		/* zero: from the beginning */
};
ERR_CHECKED enum err joint_programme_list(struct arena *a, struct db *db, const struct joint_query *q,
    struct joint_programme **out, int *n);
/* Of agencies that check firms and are below the account's: those that have filed none for the year: name_zh
 * name_en. */
ERR_CHECKED enum err joint_unfiled(struct arena *a, struct db *db, int64_t account, int year,
    const struct db_rows **out);
/* The newest first: n reason agreed_on filed_on upper_name upper_on filed_at late digest received_at received_by
 * (name), as far as they are the reader's to see. */
ERR_CHECKED enum err joint_editions(struct arena *a, struct db *db, int64_t programme, const struct db_rows **out);
/* In their order from behind number after: ref n code name_zh name_en firms named (names of firms) from_on to_on visits
 * unannounced campaign (why, of a special one) stands (visits of the edition filed that are approved) done (of them,
 * told). */
ERR_CHECKED enum err joint_lines(struct arena *a, struct db *db, int64_t programme, int edition, int after, int limit,
    const struct db_rows **out);
/* What was filed last against the visits of its year: planned visits, those of them that were carried out, in how many
 * visits; one of several agencies is one, its lead's. */
struct joint_held {
	int64_t planned, carried, visits, saved;
};
ERR_CHECKED enum err joint_held(struct arena *a, struct db *db, int64_t programme, struct joint_held *out);
/* Lines of others' programmes, by the beginning of their windows from behind the line after (0: the first): id
 * agency_zh agency_en code name_zh name_en from_on to_on. */
ERR_CHECKED enum err joint_others(struct arena *a, struct db *db, int year, int64_t after, int limit,
    const struct db_rows **out);

/* ---- a firm's year */

struct joint_visit {
	int64_t agency, nth, cap;	/* nth: of its agency's counted ones, 0: not counted; cap -1: none published */
	const char *agency_name, *agency_en, *kind, *items;
	int32_t day;
	bool counted, done, joint;
};
/* Visits made and announced, of all agencies, the newest first.  What another agency plans is left out until it is over
 * where a report brought it about or the firm is not told beforehand. */
ERR_CHECKED enum err joint_ledger(struct arena *a, struct db *db, int64_t firm, int year, struct joint_visit **out,
    int *n);

/* ---- acts: open, add, alter, remove, load, submit, approve, rework, file, receive, change, give_up */

struct joint_file {			/* of the act load */
	const char *bytes;
	size_t n;
};
struct joint_key {
	struct ref ref;			/* of the programme; zero: the act opens one */
	struct ref line;		/* of the acts alter and remove */
	const char *action;
	const struct joint_file *file;	/* of the act load; NULL: none was sent */
};
ERR_CHECKED enum err joint_actions(struct arena *a, struct db *db, const struct joint_programme *p, int64_t account,
    const char *const **out);
/* The form of an act.  ERR_NOT_FOUND: no such act, or not the actor's; ERR_STATE: not now. */
ERR_CHECKED enum err joint_form(struct arena *a, struct db *db, int64_t account, const struct joint_key *k,
    struct input **out);
/* version: of the programme as it was shown, or ACT_ANY_VERSION.  ERR_INPUT, ERR_STATE, ERR_CONFLICT with problems;
 * ERR_DENIED, ERR_NOT_FOUND. */
ERR_CHECKED enum err joint_do(struct arena *a, struct db *db, const struct act *act, const struct joint_key *k,
    int32_t version, struct input *in, struct problems *p, const char **answer);
#endif
