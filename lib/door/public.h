/* public.h - the public's door `/my/`: by a slip a party sees what is its own, and sends in what it has to say.  For a
 * program without keys and with no right to read: all goes through functions of the store that are bound to the
 * session (migrations/again/door.sql).
 *
 * token: raw, as in the cookie.  Rows are read by column name. */
#ifndef LIB_DOOR_PUBLIC_H
#define LIB_DOOR_PUBLIC_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

/* ---- coming in and going */

enum door_outcome {
	DOOR_IN,
	DOOR_MISTYPED,		/* no code: nothing was asked, and nothing counts */
	DOOR_WRONG,		/* opens nothing, or no longer; counts for the address */
	DOOR_HELD		/* too many of those from there: not looked at before `until` */
};
struct door_entry {
	enum door_outcome outcome;
	const char *token;	/* IN */
	int64_t until;		/* HELD: legal time, us */
};
ERR_CHECKED enum err door_enter(struct arena *a, struct db *db, const char *typed, const char *remote,
    struct door_entry *out);
struct door_visitor {
	unsigned char secret[32];	/* key of the tokens of its forms */
	const char *name, *code;	/* whose slip it is; code "": of a natural person */
	bool natural_person;
	int64_t until;			/* when it ends, if nothing more is asked */
	int64_t others;			/* sessions that the same slip has open besides */
};
/* Asked first for each page; the session goes on from now.  ERR_NOT_FOUND: none, ended, idle too long, or its slip has
 * given way to another. */
ERR_CHECKED enum err door_session(struct arena *a, struct db *db, const char *token, struct door_visitor *out);
ERR_CHECKED enum err door_leave(struct arena *a, struct db *db, const char *token);

/* ---- what is its own */

/* Cases something was served in: ref number cause agency_zh agency_en telephone phase decision decision_ref outcome
 * decided_on served_on revoked_on fine_fen confiscation_fen paid_fen pay_code pay_due public_state public_since
 * public_until may (what may be sent now, comma-separated) electronic (of consent to electronic service: its channel)
 * electronic_on. */
ERR_CHECKED enum err door_cases(struct arena *a, struct db *db, const char *token, const struct db_rows **out);
/* Of one of them: papers: ref name_zh name_en number what served_on ended made electronic review (of a decision: where
 * a review is applied for over the network); terms: rule state due_at term_n
 * term_unit source place; payments: n due_on paid_at amount_fen; sent: number sort received_at late state answer
 * ended_at became became_on (what came of it, a word: xz.door_became()) files refused. */
ERR_CHECKED enum err door_papers(struct arena *a, struct db *db, const char *token, struct ref which,
    const struct db_rows **out);
ERR_CHECKED enum err door_terms(struct arena *a, struct db *db, const char *token, struct ref which,
    const struct db_rows **out);
ERR_CHECKED enum err door_payments(struct arena *a, struct db *db, const char *token, struct ref which,
    const struct db_rows **out);
ERR_CHECKED enum err door_sent(struct arena *a, struct db *db, const char *token, struct ref which,
    const struct db_rows **out);
/* Who read the case, the last first: agency_zh agency_en (null: of no agency) at.  None while the parameter
 * DOOR_READINGS is not above 0 on that day, for the whole site. */
#define DOOR_READINGS "door.readings"
ERR_CHECKED enum err door_readings(struct arena *a, struct db *db, const char *token, struct ref which, int32_t today,
    const struct db_rows **out);
/* The file of a paper that was served.  ERR_NOT_FOUND. */
ERR_CHECKED enum err door_paper(struct arena *a, struct db *db, const char *token, struct ref which,
    const void **out, size_t *n);

/* Visits announced or made: ref agency_id agency_zh agency_en telephone kind state from_at to_at arrived_at told_at
 * outcome reason_zh reason_en basis officers emergency counted place (which of the year it is) cap (as it was then). */
ERR_CHECKED enum err door_visits(struct arena *a, struct db *db, const char *token, const struct db_rows **out);
/* n name_zh name_en standard answer_zh answer_en bad remedy_zh remedy_en due_on */
ERR_CHECKED enum err door_visit_items(struct arena *a, struct db *db, const char *token, struct ref which,
    const struct db_rows **out);
/* Of a firm: visits of the year that count, against each cap. */
struct door_count {
	const char *agency_zh, *agency_en;	/* NULL: all agencies together */
	int64_t n, of;				/* of -1: no cap is set for that day */
	const char *source;			/* of the cap; NULL: none */
};
ERR_CHECKED enum err door_counts(struct arena *a, struct db *db, const char *token, int32_t today,
    struct door_count **out, int *n);

/* ---- what is sent in */

struct door_file {
	struct ref ref;			/* all there: file.h */
	const char *name;
};
struct door_statement {
	const char *once;		/* source_once(): the same form with the same words again is the same message */
	const char *sort;		/* defence, hearing, instalments, recusal, consent, withdrawal */
	struct ref which;
	const char *content, *name, *telephone;
	const char *channel, *address;	/* of consent: code electronic_channel; NULL: of none */
	const struct door_file *files;
	size_t files_n;
	const char *files_are;		/* what tells those of this form from others: of the same form again the
					 * same text; NULL: none */
};
struct door_receipt {
	const char *number;
	int64_t received_at;
	bool late, again;
};
/* ERR_NOT_FOUND: none of theirs, or nothing of the sort may be sent now; ERR_LIMIT: too many today; ERR_STATE: nothing
 * can be taken in, for want of the intake's key; ERR_CONFLICT: a file is not all there, or was sent with another. */
ERR_CHECKED enum err door_send(struct arena *a, struct db *db, const char *token, const struct door_statement *s,
    struct door_receipt *out);
#endif
