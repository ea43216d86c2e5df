/* priv.h - private to lib/inspection: its part of an act, and what its acts share. */
#ifndef LIB_INSPECTION_PRIV_H
#define LIB_INSPECTION_PRIV_H
#include <jansson.h>

#include "lib/act/act.h"
#include "lib/base/day.h"
#include "lib/inspection/inspection.h"

#define INSP_ITEMS_MAX 12

#define INSP_PROCEDURE "inspection"
#define INSP_VERSION 1		/* of its rows in procedure.csv */

struct insp_source {		/* act_key.source: what a new one comes of, as in inspection_key */
	struct ref subject, visit;
};
struct insp_own {		/* act_move.own */
	struct inspection i;
	int64_t signer;		/* the account whose hand it is: the actor's or the second's, by code */
};
static inline struct inspection *
insp_of(const struct act_move *m)
{
	return &((struct insp_own *)m->own)->i;
}
static inline int64_t
insp_signer(const struct act_move *m)
{
	return ((const struct insp_own *)m->own)->signer;
}
/* Acts of the desk have a form, if only an empty one; those of the daemon, of files and of the clue have none. */
static inline bool
insp_on_desk(const struct act_step *s)
{
	return s->fields != NULL;
}

extern const struct act_kind insp_kind;
extern const struct act_step insp_steps[];
extern const struct act_guard insp_guards[];

/* view.c: words: open what is sealed; the daemon has no key for it. */
ERR_CHECKED enum err insp_load(struct arena *a, struct db *db, struct ref ref, int64_t account, bool words,
    struct inspection *out);
/* kind.c */
/* The actor stands as the procedure's row asks. */
ERR_CHECKED enum err insp_may(struct act_move *m, bool *yes);
/* Words for the side row: their ref (zero: none) and the line's part (under name). */
ERR_CHECKED enum err insp_words(struct act_move *m, const char *name, const char *words, struct ref *ref);
/* Options of the fields that name a code table. */
ERR_CHECKED enum err insp_codes(struct act_move *m);
/* An act of the platform itself, within the caller's transaction; with: act_move.with. */
ERR_CHECKED enum err insp_by_platform(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const char *action, void *with);

/* card.c: its row of the search. */
ERR_CHECKED enum err insp_search(struct act_move *m);
/* task.c: the desk's work, by state, approval and orders. */
ERR_CHECKED enum err insp_wanted(struct act_move *m, struct act_work *w);
ERR_CHECKED enum err insp_task_clocks(struct act_move *m, struct act_wanted *w, size_t n);
/* joint.c: what a partner did is told to who opened the inspection. */
void insp_want_partner(struct act_move *m, struct act_work *w);

/* late_code.c: before anything else of an act: the code that was typed without a network is used up with it. */
ERR_CHECKED enum err insp_take_code(struct act_move *m);

/* guard.c: what must be so before anybody goes there; each adds its problem.  ERR_STATE. */
ERR_CHECKED enum err insp_items_published(struct act_move *m);
ERR_CHECKED enum err insp_two_officers(struct act_move *m);
ERR_CHECKED enum err insp_approved(struct act_move *m);

/* opening.c: the choices of the form; what must fit in it (adds problems); its items and officers, first: who stands
 * first (a draw's team as it was drawn). */
ERR_CHECKED enum err insp_choices(struct act_move *m);
void insp_begin_check(struct act_move *m);
void insp_window_check(struct act_move *m, int64_t from, int64_t to);
ERR_CHECKED enum err insp_add_items(struct act_move *m);
ERR_CHECKED enum err insp_add_officers(struct act_move *m, int64_t first);

/* cap.c: how it stands to the caps by its kind and what brought it about.  way NULL: nothing said, it counts. */
struct insp_way {
	const char *way, *basis;
	bool counted, beyond;
};
ERR_CHECKED enum err insp_way(struct act_move *m, struct insp_way *out);
/* same_officer.c: no officer of the team has been there as often as `inspection.clean.officer` says and found nothing,
 * or it is explained.  planning: problems stand at the form's fields.  ERR_INPUT (planning), ERR_STATE. */
ERR_CHECKED enum err insp_clean(struct act_move *m, bool explained, bool planning);
/* ERR_STATE with the cap's numbers: one too many, and not of those that may go ahead; by what it goes ahead is
 * noted.  booked: only what stands in the ledger counts. */
ERR_CHECKED enum err insp_cap(struct act_move *m, bool booked);
ERR_CHECKED enum err insp_cap_lock(struct act_move *m);
/* *of: -1 where no parameter sets a cap for that day. */
ERR_CHECKED enum err insp_cap_figure(struct arena *a, struct db *db, const char *key, int32_t day, int64_t agency,
    const char *item, int64_t *of, int64_t *parameter);
/* Routine visits of its firm in its year, of all agencies, one of several once; without this one. */
ERR_CHECKED enum err insp_routine(struct act_move *m, bool booked, int64_t *n);

/* ledger.c: the visit into the ledger, once; which one it is is noted.  ERR_STATE: one too many. */
ERR_CHECKED enum err insp_take(struct act_move *m);
/* One that was not made. */
ERR_CHECKED enum err insp_give_back(struct act_move *m, const char *why);
/* A re-check that was made. */
ERR_CHECKED enum err insp_take_recheck(struct act_move *m, struct ref recheck, int32_t day);
/* The daemon: caps that were lowered under visits that stand; *n grows. */
ERR_CHECKED enum err insp_lowered_due(struct arena *a, struct db *db, const struct act *by, int64_t *n);

/* consent.c: a routine visit more than the region lets a firm have needs the consent of the government.  ERR_STATE. */
ERR_CHECKED enum err insp_consented(struct act_move *m, bool booked);
ERR_CHECKED enum err insp_consent_wanted(struct act_move *m, bool *holds);

/* planned.c: a line of the programme filed for the year stands for each of its items.  ERR_STATE. */
ERR_CHECKED enum err insp_planned(struct act_move *m);

/* joint.c: what was offered is joined or declined.  ERR_STATE. */
ERR_CHECKED enum err insp_offers_decided(struct act_move *m);
/* Its partners in the visit are approved; the visit's code is there and good.  ERR_STATE. */
ERR_CHECKED enum err insp_partners_ready(struct act_move *m);
ERR_CHECKED enum err insp_code_good(struct act_move *m);
/* Out of its visit, while no code is issued. */
ERR_CHECKED enum err insp_leave(struct act_move *m);
/* Who came or left, into the records of the others; *n grows. */
ERR_CHECKED enum err insp_joint_due(struct arena *a, struct db *db, const struct act *by, int64_t *n);

/* recheck.c: the term to re-check an order that is due that day, as the field of its item has it. */
ERR_CHECKED enum err insp_recheck_clock(struct act_move *m, int64_t order, struct ref ref, int32_t due, int64_t *clock);

/* paper.c: a paper of the inspection, sealed at once and named by the step; data is taken. */
ERR_CHECKED enum err insp_paper(struct act_move *m, const char *type, json_t *data, int64_t *id);

/* opening.c approval.c code_issue.c visit.c checklist.c signature.c result.c recheck.c joint.c: prepare, check and
 * effect of the desk's acts; follow_up.c publication.c joint.c attachment.c: of the others */
enum err insp_open_prepare(struct act_move *m), insp_open(struct act_move *m), insp_ask_check(struct act_move *m),
    insp_asking(struct act_move *m),
    insp_approve_prepare(struct act_move *m), insp_approve(struct act_move *m), insp_issue(struct act_move *m),
    insp_notify(struct act_move *m), insp_cancel(struct act_move *m), insp_arrive(struct act_move *m),
    insp_show_prepare(struct act_move *m), insp_show(struct act_move *m), insp_check_prepare(struct act_move *m),
    insp_check(struct act_move *m), insp_choose_prepare(struct act_move *m), insp_choose(struct act_move *m),
    insp_finish(struct act_move *m), insp_party(struct act_move *m), insp_sign_prepare(struct act_move *m),
    insp_sign(struct act_move *m), insp_tell(struct act_move *m), insp_recheck_prepare(struct act_move *m),
    insp_recheck(struct act_move *m), insp_change_prepare(struct act_move *m), insp_change(struct act_move *m),
    insp_offer_prepare(struct act_move *m), insp_join(struct act_move *m), insp_decline(struct act_move *m),
    insp_part(struct act_move *m), insp_confirm_prepare(struct act_move *m), insp_confirm(struct act_move *m),
    insp_consent(struct act_move *m), insp_obstruct(struct act_move *m),
    insp_settle_prepare(struct act_move *m), insp_settle(struct act_move *m), insp_move_prepare(struct act_move *m),
    insp_move(struct act_move *m);
enum err insp_clue(struct act_move *m), insp_late(struct act_move *m), insp_publish(struct act_move *m),
    insp_close(struct act_move *m), insp_partner(struct act_move *m),
    insp_lowered(struct act_move *m), insp_refused(struct act_move *m),
    insp_refusal_ended(struct act_move *m), insp_file_may(struct act_move *m),
    insp_file(struct act_move *m), insp_file_after(struct act_move *m), insp_slip(struct act_move *m);
extern const struct field insp_approve_fields[], insp_notify_fields[], insp_cancel_fields[], insp_arrive_fields[],
    insp_show_fields[], insp_choose_fields[], insp_finish_fields[], insp_party_fields[], insp_sign_fields[],
    insp_recheck_fields[], insp_open_fields[], insp_change_fields[], insp_join_fields[], insp_decline_fields[],
    insp_part_fields[], insp_confirm_fields[], insp_consent_fields[],
    insp_obstruct_fields[], insp_settle_fields[], insp_move_fields[];
/* When an act at the firm was done: as its form says, or now. */
void insp_at(struct act_move *m);
/* It is given up or settled before anybody came: approvals, code, visit of several and place in the year with it. */
ERR_CHECKED enum err insp_end(struct act_move *m, const char *reason);
/* The code is good no more. */
ERR_CHECKED enum err insp_revoke(struct act_move *m);
/* Whether the drawn path is a signature: moves and lines only, of bounded size, more than a dot. */
bool insp_path_ok(const char *path, bool *dot);
/* Decimal degrees within +-most. */
bool insp_degrees(const char *text, double most, double *out);
#endif
