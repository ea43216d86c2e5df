/* priv.h - private to lib/inspection: one act on one inspection while it is being done. */
#ifndef LIB_INSPECTION_PRIV_H
#define LIB_INSPECTION_PRIV_H
#include <jansson.h>

#include "lib/base/day.h"
#include "lib/db/db.h"
#include "lib/inspection/inspection.h"
#include "lib/people/people.h"

#define INSP_ITEMS_MAX 12
#define INSP_OFFICERS_MIN 2

enum insp_who { BY_TEAM, BY_OPENER, BY_STARTER /* who opened it, nobody else of the team */, BY_APPROVER, BY_NEW };

struct insp_action;

struct insp_move {
	struct arena *a;
	struct db *db;
	const struct act *act;
	const struct insp_action *t;
	const struct inspection_key *key;
	struct people_actor actor;
	struct inspection i;
	int64_t now, occurred;		/* recorded; as typed, or now */
	int32_t today;
	int64_t signer;			/* the account whose hand it is: the actor's or the second's, by code */
	struct input *in;
	struct problems *p;

	/* set by run */
	const char *to;			/* next state; NULL: stays */
	json_t *payload;		/* facts for the record, nothing personal */
	bool silent;			/* nothing happened: no step, no new version */
	const unsigned char (*evidence)[32];	/* digest of the file the step tells of; NULL: none */

	int seq;			/* of the step; set by insp_step() */
};

struct insp_action {
	const char *code;
	const struct field *fields;		/* NULL: prepare makes them */
	const char *from[12];			/* states, NULL-ended */
	enum insp_who who;
	enum err (*prepare)(struct insp_move *m);	/* options and defaults; may be NULL */
	enum err (*run)(struct insp_move *m);
	bool (*open)(const struct inspection *i);	/* more than the state asks; NULL: nothing */
};
extern const struct insp_action insp_actions[];

/* view.c: words: open what is sealed; the daemon has no key for it. */
ERR_CHECKED enum err insp_load(struct arena *a, struct db *db, struct ref ref, int64_t account, bool words, struct inspection *out);
/* engine.c */
/* Adds a problem to the form and gives e. */
enum err insp_refuse(struct insp_move *m, enum err e, const char *field, const char *code, const char *arg);
/* A fact of the record's line; takes the reference. */
void insp_note(struct insp_move *m, const char *name, json_t *value);
/* A ref as text. */
const char *insp_ref(struct insp_move *m, struct ref ref);
/* Words for the side row: their ref (zero: none) and the line's part (under name). */
ERR_CHECKED enum err insp_words(struct insp_move *m, const char *name, const char *words, struct ref *ref);
ERR_CHECKED enum err insp_step(struct insp_move *m, const char *kind);
/* State and version; then insp_step and the desk's tasks as the state asks for them. */
ERR_CHECKED enum err insp_end(struct insp_move *m, const char *kind);
/* In a transaction: now, actor, the row locked and read.  ERR_DENIED: he may read it only. */
ERR_CHECKED enum err insp_begin(struct insp_move *m, struct ref ref);

/* guard.c: what must be so before anybody goes there; each adds its problem.  ERR_STATE. */
ERR_CHECKED enum err insp_items_published(struct insp_move *m);
ERR_CHECKED enum err insp_two_officers(struct insp_move *m);
ERR_CHECKED enum err insp_approved(struct insp_move *m);

/* opening.c: the choices of the form; what must fit in it (adds problems); its items and officers, first: who stands
 * first (a draw's team as it was drawn). */
ERR_CHECKED enum err insp_choices(struct insp_move *m);
void insp_begin_check(struct insp_move *m);
ERR_CHECKED enum err insp_add_items(struct insp_move *m);
ERR_CHECKED enum err insp_add_officers(struct insp_move *m, int64_t first);

/* cap.c: how it stands to the caps by its kind and what brought it about.  way NULL: nothing said, it counts. */
struct insp_way {
	const char *way, *basis;
	bool counted, beyond;
};
ERR_CHECKED enum err insp_way(struct insp_move *m, struct insp_way *out);
/* same_officer.c: no officer of the team has been there as often as `inspection.clean.officer` says and found nothing,
 * or it is explained.  planning: problems stand at the form's fields.  ERR_INPUT (planning), ERR_STATE. */
ERR_CHECKED enum err insp_clean(struct insp_move *m, bool explained, bool planning);
/* ERR_STATE with the cap's numbers: one too many, and not of those that may go ahead; by what it goes ahead is noted. */
ERR_CHECKED enum err insp_cap(struct insp_move *m);

/* joint.c: what was offered is joined or declined.  ERR_STATE. */
ERR_CHECKED enum err insp_offers_decided(struct insp_move *m);
/* Its partners in the visit are approved; the visit's code is there and good.  ERR_STATE. */
ERR_CHECKED enum err insp_partners_ready(struct insp_move *m);
ERR_CHECKED enum err insp_code_good(struct insp_move *m);
/* Out of its visit, while no code is issued. */
ERR_CHECKED enum err insp_leave(struct insp_move *m);
/* Who came or left, into the records of the others; *n grows. */
ERR_CHECKED enum err insp_joint_due(struct arena *a, struct db *db, const struct act *by, int64_t *n);

/* paper.c: a paper of the inspection, sealed at once and named by the step; data is taken. */
ERR_CHECKED enum err insp_paper(struct insp_move *m, const char *type, json_t *data, int64_t *id);

/* opening.c approval.c code_issue.c visit.c checklist.c signature.c result.c follow_up.c: the acts */
enum err insp_open_prepare(struct insp_move *m), insp_open(struct insp_move *m), insp_ask(struct insp_move *m),
    insp_approve_prepare(struct insp_move *m), insp_approve(struct insp_move *m), insp_issue(struct insp_move *m),
    insp_notify(struct insp_move *m), insp_cancel(struct insp_move *m), insp_arrive(struct insp_move *m),
    insp_show_prepare(struct insp_move *m), insp_show(struct insp_move *m), insp_check_prepare(struct insp_move *m),
    insp_check(struct insp_move *m), insp_choose_prepare(struct insp_move *m), insp_choose(struct insp_move *m),
    insp_finish(struct insp_move *m), insp_party(struct insp_move *m), insp_sign_prepare(struct insp_move *m),
    insp_sign(struct insp_move *m), insp_tell(struct insp_move *m), insp_recheck_prepare(struct insp_move *m),
    insp_recheck(struct insp_move *m), insp_change_prepare(struct insp_move *m), insp_change(struct insp_move *m),
    insp_offer_prepare(struct insp_move *m), insp_join(struct insp_move *m), insp_decline(struct insp_move *m), insp_part(struct insp_move *m),
    insp_confirm_prepare(struct insp_move *m), insp_confirm(struct insp_move *m);
extern const struct field insp_approve_fields[], insp_notify_fields[], insp_cancel_fields[], insp_arrive_fields[],
    insp_show_fields[], insp_choose_fields[], insp_finish_fields[], insp_party_fields[], insp_sign_fields[],
    insp_recheck_fields[], insp_open_fields[], insp_change_fields[], insp_join_fields[], insp_decline_fields[], insp_part_fields[], insp_confirm_fields[];
/* When an act at the firm was done: as its form says, or now. */
void insp_at(struct insp_move *m);
/* The code is good no more. */
ERR_CHECKED enum err insp_revoke(struct insp_move *m);
/* Whether the drawn path is a signature: moves and lines only, of bounded size, more than a dot. */
bool insp_path_ok(const char *path, bool *dot);
/* Decimal degrees within +-most. */
bool insp_degrees(const char *text, double most, double *out);
#endif
