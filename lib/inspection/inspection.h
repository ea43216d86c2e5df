/* inspection.h - inspections (检查) from reason or plan line to the end: what they are, who may see them, and their
 * acts.  The only module that writes the inspection_ tables; random checks enter the ledger inspection_visit by
 * xz.inspection_visited().
 *
 * An act is a row of one table (acts.c) and one of procedure.csv: the states it begins from, who may do it.
 * inspection_form() gives the form, inspection_do() has the engine (lib/act) carry it out.  Row security decides what
 * is seen. */
#ifndef LIB_INSPECTION_INSPECTION_H
#define LIB_INSPECTION_INSPECTION_H
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

struct inspection {
	int64_t id, agency, unit, subject, chain, line, spot_visit, opened_by, joint;	/* 0: none */
	struct ref ref, subject_ref, agency_ref, clue_ref;	/* clue_ref zero: none, or not theirs to read */
	const char *kind, *state, *object, *name, *address, *agency_name, *agency_code, *unit_name, *approval;
	const char *source, *plan, *outcome, *notice_way, *cancel_reason, *clue_number;	/* NULL: none */
	const char *lat, *lon;		/* NULL: no position */
	const char *refused;		/* by the firm: "open" (it waits), "goes_on", "stopped"; NULL: not */
	const char *beyond;		/* the way it went ahead by although a cap was reached; NULL: none was */
	const char *joint_ref;		/* of the visit of several agencies it is part of; NULL: alone */
	const char *reason, *surprise, *statement, *again;	/* again: why an officer goes once more who found
								 * nothing there; opened from their seals; NULL: none,
								 * or destroyed */
	bool emergency, approval_late, natural, scanned, surprised, lead, mine;	/* mine: the actor is of the team */
	bool follows;	/* part of a joint visit whose code another agency issues */
	int accuracy_m, distance_m;	/* -1: not known */
	int cap_lowered;	/* approved, and past a cap that was lowered to this since; -1: no */
	int nth, cap;		/* which of its agency's visits of the year it is; 0: it does not count, or not yet;
				 * the cap as it was then, -1: none was published */
	int64_t from_at, to_at, opened_at, approved_at, code_at, notified_at, arrived_at, checked_at,
	    signed_at, told_at,
	    published_at, rated_at, closed_at;	/* TIME_NONE: not yet */
	int32_t version;
};
/* ERR_NOT_FOUND: none, or not theirs to see.  account: of the actor. */
ERR_CHECKED enum err inspection_get(struct arena *a, struct db *db, struct ref ref, int64_t account,
    struct inspection *out);

struct inspection_query {
	const char *scope;	/* "mine" (of the team), "unit", "all" */
	const char *state;	/* one state; "open": not ended; NULL: all */
	int64_t account;	/* whose, where nobody is signed in (commands) */
	struct ref after;
	int limit;
};
/* ref kind name object_id state unit_name officers from_at outcome, the newest first. */
ERR_CHECKED enum err inspection_list(struct arena *a, struct db *db, const struct inspection_query *q,
    const struct db_rows **out);
/* Of a party of the register, as far as the actor sees them, the newest first, behind `after` (zero: from the start):
 * ref kind state agency_name from_at. */
ERR_CHECKED enum err inspection_of_subject(struct arena *a, struct db *db, int64_t subject, struct ref after, int limit,
    const struct db_rows **out);
/* account_id username name certificate_no place shown_at shown_way signed_at sign_way path_ref */
ERR_CHECKED enum err inspection_officers(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* n code name_zh name_en method standard pass_test; of the current answer, or null: version answer answer_zh answer_en
 * measured unit sample note_ref remedy remedy_zh remedy_en due_on by at */
ERR_CHECKED enum err inspection_items(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* Answers that wait for a choice, each item's current one first: ref n state version answer_zh answer_en measured unit
 * sample note_ref remedy_zh remedy_en due_on by at */
ERR_CHECKED enum err inspection_conflicts(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* Steps of all approvals: duty_zh duty_en name verdict words at, and as the last those that wait: verdict null. */
ERR_CHECKED enum err inspection_approvals(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* Inspections of the same firm by another agency or unit that could be made in one visit with this one, near in time,
 * no code issued: id ref agency_name unit_name kind from_at to_at items joint (part of a joint visit already) */
ERR_CHECKED enum err inspection_offers(struct arena *a, struct db *db, const struct inspection *i, int32_t today,
    const struct db_rows **out);
/* All of the joint visit it is part of, the lead first; nothing of the others' matters: agency_name unit_name lead me
 * approval state items officers */
ERR_CHECKED enum err inspection_partners(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* What an approver is asked for now, against the version that was returned before it; ends with field NULL, empty:
 * nothing was returned. field: kind line source items officers from to reason surprise again. */
struct inspection_change {
	const char *field, *before, *after;	/* never NULL but at the end */
};
ERR_CHECKED enum err inspection_changes(struct arena *a, struct db *db, int64_t id,
    const struct inspection_change **out);
/* How it was settled without a visit, or no row: name_zh name_en result by at. */
ERR_CHECKED enum err inspection_settled(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* Of an agency, between two instants, by their beginning: ref name state kind from_at to_at joint; at most limit. */
ERR_CHECKED enum err inspection_days(struct arena *a, struct db *db, int64_t agency, int64_t from, int64_t to,
    int limit, const struct db_rows **out);
/* What officers met as obstruction, oldest first: name_zh name_en by at. */
ERR_CHECKED enum err inspection_obstructions(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* Why one routine visit more than the region has goes ahead, or no row: ground name_zh name_en government paper_no
 * given_on */
ERR_CHECKED enum err inspection_consent_get(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* ref n item_zh item_en due_on state rechecked_on document_ref waits (a re-check waits for its second officer) */
ERR_CHECKED enum err inspection_orders(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* Re-checks, oldest first: ref checked_on item_zh item_en result_zh result_en by by_account second way confirmed_at
 * dropped_at words_ref */
ERR_CHECKED enum err inspection_rechecks(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* ref name_zh name_en number state made_at */
ERR_CHECKED enum err inspection_documents(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* way person_ref path_ref witness_ref at.  ERR_NOT_FOUND. */
ERR_CHECKED enum err inspection_signature(struct arena *a, struct db *db, int64_t id, struct db_row *out);
/* code kid issued_at revoked_at; of a joint visit the lead's.  ERR_NOT_FOUND: none yet. */
ERR_CHECKED enum err inspection_code_of(struct arena *a, struct db *db, int64_t id, struct db_row *out);
/* Steps of the record: seq kind recorded_at name, and of a file its item (null: the whole). */
ERR_CHECKED enum err inspection_steps(struct arena *a, struct db *db, int64_t chain, const struct db_rows **out);
/* The whole process (启动 检查 结果 送达 后续) as its steps were done, each with what it must leave behind by the
 * requirements of its day: phase action need (none document picture film) party ('') n item_zh item_en (of a problem at
 * an item) at want_zh want_en source missing pending ref number have_zh have_en.  pending: the paper waits for a
 * signature.  ref, number, have: the newest such paper. */
ERR_CHECKED enum err inspection_process(struct arena *a, struct db *db, const struct inspection *i,
    const struct db_rows **out);
/* The caps of a year and what stands against them, without this one: day agency_name kind counted done codes joint of
 * each visit that was made, or is asked for, approved or begun. */
struct inspection_caps {
	int year;
	int64_t agency_n, agency_of, firm_n, firm_of;	/* _of -1: no cap that day */
	const struct db_rows *visits;
};
/* when: an instant of the year.  i: subject, agency and, when it is there already, id and joint_ref. */
ERR_CHECKED enum err inspection_caps(struct arena *a, struct db *db, const struct inspection *i, int64_t when,
    struct inspection_caps *out);
/* Visits to the firm this year, of all agencies: counted ones. */
ERR_CHECKED enum err inspection_visits_this_year(struct arena *a, struct db *db, int64_t subject, int32_t today,
    int64_t *out);

/* ---- acts */
#define INSPECTION_OPEN "open"

struct inspection_key {
	struct ref ref;			/* zero: a new one */
	const char *action;
	struct ref subject, visit;	/* of a new one: whom it is about, or the draw's visit it carries out */
	struct ref order;		/* of a re-check */
};
struct inspection_form {
	struct inspection i;		/* of a new one: subject, name, object, address, agency */
	struct input *in;
};
/* Actions the actor may do now, NULL-ended. */
ERR_CHECKED enum err inspection_actions(struct arena *a, struct db *db, const struct inspection *i, int64_t account,
    const char *const **out);
/* The form of an act.  ERR_NOT_FOUND: no such act, or not the actor's; ERR_STATE: not now. */
ERR_CHECKED enum err inspection_form(struct arena *a, struct db *db, int64_t account, const struct inspection_key *k,
    struct inspection_form *out);
/* version: the inspection's that the form showed; negative: whichever (answers carry their own).  signer: whose
 * one-time code the caller has checked on the actor's device; 0: the actor's own account.  *answer: the page that shows
 * what came of it. ERR_INPUT, ERR_STATE, ERR_CONFLICT with problems; ERR_DENIED, ERR_NOT_FOUND. */
struct inspection_doing {
	struct inspection_key key;
	int32_t version;
	int64_t signer;
	bool code_late;			/* signer's code was typed without a network: */
	int64_t code_age, skew;		/* how long ago, and how far the phone's clock is from the platform's, as it
					 * says; microseconds */
	struct input *in;
};
/* What makes the same key the same act: a code is checked for it before (lib/people/code.h). */
const char *inspection_body(struct arena *a, const struct inspection_doing *d);
ERR_CHECKED enum err inspection_do(struct arena *a, struct db *db, const struct act *act,
    const struct inspection_doing *d, struct problems *p, const char **answer);
/* The account of a user name on the team that is not the actor's.  ERR_NOT_FOUND. */
ERR_CHECKED enum err inspection_second(struct arena *a, struct db *db, int64_t id, int64_t actor, const char *username,
    int64_t *out);

/* ---- the clue of a case that came of it */
/* Whether a clue may be made of it by this account: of the team, told, outcome clue, none made yet.  ERR_NOT_FOUND. */
ERR_CHECKED enum err inspection_problem(struct arena *a, struct db *db, struct ref ref, int64_t account, bool *out);
/* In the transaction that makes the clue.  ERR_STATE: not so any more; ERR_NOT_FOUND, ERR_DENIED. */
ERR_CHECKED enum err inspection_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    int64_t case_id, struct ref case_ref, const char *number);

/* ---- for the daemon */
struct clock_row;
#define INSPECTION_EMERGENCY_EXPIRY "inspection_emergency"
/* The term to approve an emergency afterwards has ended: it stands still until a head has decided. */
ERR_CHECKED enum err inspection_emergency_lapse(struct arena *a, struct db *db, const struct clock_row *clock,
    int64_t by, int64_t now);
/* Publishes results that were told, closes what has nothing open any more; *n counts both. */
ERR_CHECKED enum err inspection_due(struct arena *a, struct db *db, int64_t by, int64_t *n);
/* For lib/joint, within the caller's transaction, the daemon's: the firm refuses the visit, which waits; as it was
 * decided, it goes on or has ended.  ERR_STATE: it has ended before. */
ERR_CHECKED enum err inspection_refused(struct arena *a, struct db *db, const struct act *act, struct ref visit,
    struct ref refusal, const char *ground);
ERR_CHECKED enum err inspection_refusal_ended(struct arena *a, struct db *db, const struct act *act, struct ref visit,
    struct ref refusal, bool stopped);
#endif
