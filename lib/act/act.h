/* act.h - the one engine of acts: one act, by one actor, on one subject, in one transaction.  Whatever a record chain
 * is to hold of a step goes through here, whoever acts: a person, the daemon, a link, the public's intake.
 *
 * An act goes one of two ways (engine.c has both as lists of stages with the reason of their order):
 *   ask        where the procedure has a chain of approval: the input is kept, the paper drafted, the next duty asked;
 *   carry out  at once, or at the chain's last agreement, with guards and check asked again on the kept input.
 *
 * A module says what its subjects are (struct act_kind) and what may be done with them (struct act_step, one each);
 * when, by whom, with which papers and clocks is data (struct act_transition, rows of procedure.csv).
 *
 * Ownership: all of an act lives in the arena of its transaction.  Errors, of every call that does something:
 * ERR_INPUT: problems were added at their fields; ERR_STATE: not now, problems may say why; ERR_CONFLICT: what was
 * shown has changed since; ERR_DENIED: another's to do; ERR_NOT_FOUND: no such subject or act, or not theirs to
 * know. */
#ifndef LIB_ACT_ACT_H
#define LIB_ACT_ACT_H
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/day.h"
#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"
#include "lib/people/people.h"

struct act_kind;
struct act_move;
struct act_signer;
struct act_wanted;
struct act_work;
struct work_each;
struct work_new;

enum act_by { ACT_PERSON, ACT_DAEMON };

/* ---- when and by whom: a row of procedure.csv */

struct act_transition {
	int32_t version;		/* 0: of every version of its procedure */
	const char *action;
	const char *scope;		/* the subject's kind, or "track": on a part of it */
	const char *to;			/* next state; "=": stays */
	const char *relation;		/* how the actor must stand to the subject; the kind knows the words */
	const char *document;		/* type of the paper it makes; NULL: none */
	const char *task;		/* "must", "next": it is work of the desk; NULL: it is not */
	uint32_t duty;			/* any of these (people.h) */
	/* from: "-": opens the subject, "*": whatever its state */
	const char **from, **chain, **guards, **opens, **closes;
	int from_n, chain_n, guards_n, opens_n, closes_n;
	bool cosign;			/* a second officer countersigns */
};
ERR_CHECKED enum err act_transition_list(struct arena *a, struct db *db, const char *procedure, int32_t version,
    const struct act_transition **out, int *n);
/* The same, kept by the process for a minute: good until the next call. */
ERR_CHECKED enum err act_transition_kept(struct db *db, const char *procedure, int32_t version,
    const struct act_transition **out, int *n);
/* A row of its own version comes before one of 0; kept as above.  ERR_NOT_FOUND: the procedure has no such action. */
ERR_CHECKED enum err act_transition_find(struct arena *a, struct db *db, const char *procedure, int32_t version,
    const char *action, const struct act_transition **out);
/* The version new subjects are opened under. */
ERR_CHECKED enum err act_procedure_newest(struct arena *a, struct db *db, const char *procedure, int32_t *version);
/* duty_zh duty_en of its chain of approval, in order; of rows of that very version. */
ERR_CHECKED enum err act_transition_chain(struct arena *a, struct db *db, const char *procedure, int32_t version,
    const char *action, const struct db_rows **out);
bool act_transition_from(const struct act_transition *t, const char *state);
/* The files procedure.csv into the store; the errors of db_reference_load(). */
ERR_CHECKED enum err act_reference_load(struct arena *a, struct db *db, const char *folder);

/* ---- what: one act of a module */

struct act_step {
	const char *code;			/* action of the procedure */
	const struct field *fields;		/* NULL: no form */
	enum err (*prepare)(struct act_move *m);	/* options and defaults of the form */
	enum err (*check)(struct act_move *m);		/* adds problems */
	/* Chooses m->document where the transition's type is not the only one, and what the draft says beyond the form.
	 * Asked before a draft is made, and again before the effect. */
	enum err (*paper)(struct act_move *m);
	enum err (*effect)(struct act_move *m);		/* writes; may still add problems, then nothing is done */
	enum err (*after)(struct act_move *m);		/* once paper and step are there to refer to */
	/* Of a step that is the request itself, where the verdict is an act of its own (act_verdict): sets m->asked,
	 * and m->to where the subject waits in another state. */
	enum err (*asking)(struct act_move *m);
	const char *needs;		/* fact of the subject without which it is not offered; the kind knows the
					 * words */
	bool beside;			/* goes on beside what forms show and the desk does: no new version, no task */
	bool logged;			/* the public log alone tells of it: no step of the record */
};

const struct act_step *act_step_find(const struct act_kind *kind, const char *code);

struct act_guard {
	const char *name;
	enum err (*test)(struct act_move *m, bool *holds);
	bool when;	/* says whether the step is about anything at all, not what it still lacks */
};
/* Whether the guards that say when let the step of m->t be offered; adds no problem. */
ERR_CHECKED enum err act_applies(struct act_move *m, bool *out);

/* ---- on what: a kind of subject */

struct act_subject {			/* as it stands now, in the middle of an act too */
	int64_t id, chain, agency, unit;	/* id 0: not opened yet */
	const char *field;		/* whose figures of law hold; NULL: the general ones */
	struct ref ref;
	struct ref record_ref;		/* whose record has its steps (act_kind.record); zero: its own */
	int64_t part;			/* the part the act is on (a party's track); 0: the whole */
	struct ref part_ref;
	int32_t version;
	const char *state;		/* of the part, where the act is on one */
};

struct act_key {
	struct ref ref;			/* of the subject; zero: the act opens one */
	struct ref part;		/* zero: the whole */
	const char *procedure;		/* of a subject that is opened */
	const char *action;
	const void *source;		/* the kind's own: what a new subject comes of */
};

struct act_kind {
	const char *subject;		/* "case": the word in records, tasks, papers, approvals */
	const struct act_step *const *steps;	/* tables, each ended by a row without a code; the list by NULL */
	const struct act_guard *guards;		/* ended by a row without a name */
	const char *record;		/* kind of the subject whose record has its steps; NULL: its own */
	const char *prefix;		/* before the names of its steps in the record; NULL: none */
	bool noted_only;		/* a step of the record tells what the act noted, nothing of its form */
	const char *approve_task;	/* the desk's word for an approval that waits; NULL: "approve" */
	size_t own_size;		/* of m->own, the kind's part of an act */
	/* Before a step is written: opens a record that begins with it, notes what every step tells; NULL: nothing. */
	enum err (*telling)(struct act_move *m);
	/* Reads the subject into m->own (locked when the act will write), its procedure's row into m->t, with the chain
	 * of the subject's own where it has one; m->now where it asks for it once the lock is held. */
	enum err (*load)(struct act_move *m, bool lock);
	struct act_subject (*now)(const struct act_move *m);
	enum err (*may)(struct act_move *m, bool *yes);		/* the actor stands as the transition asks */
	enum err (*possible)(struct act_move *m);	/* beyond the state: ERR_STATE; NULL: nothing */
	/* Adds the problem of an act that is not for now (ERR_STATE), or on what has changed (ERR_CONFLICT); NULL:
	 * none. */
	void (*not_now)(struct act_move *m, enum err e);
	/* Who approves with this duty is apart from who worked on it: ERR_STATE with a problem; NULL: nothing to be
	 * apart from */
	enum err (*apart)(struct act_move *m, uint32_t duty);
	enum err (*before_guards)(struct act_move *m);	/* what holds for every act, as a guard does; NULL: nothing */
	enum err (*save)(struct act_move *m);		/* state m->to ("=": as it is) and the next version */
	enum err (*stale)(struct act_move *m);		/* what the move left behind; NULL: nothing */
	enum err (*paper)(struct act_move *m, json_t **data);	/* frozen data of the paper m->document */
	enum err (*second)(struct act_move *m, struct act_signer *out);	/* who countersigns */
	enum err (*clock_open)(struct act_move *m, const char *rule, int32_t day);
	enum err (*clock_close)(struct act_move *m, const char *rule);
	/* What the desk must show, by act_want(); NULL: its steps open and end its tasks. */
	enum err (*wanted)(struct act_move *m, struct act_work *w);
	/* Sets the clock of those to be opened that show one and name none; may be NULL. */
	enum err (*task_clocks)(struct act_move *m, struct act_wanted *w, size_t n);
	enum err (*search)(struct act_move *m);		/* its row of the search; NULL: it has none */
};

/* ---- an act under way */

struct act_move {
	struct arena *a;
	struct db *db;
	const struct act *act;		/* who, when, once (db.h) */
	const struct act_kind *kind;
	const struct act_key *key;
	const struct act_transition *t;	/* set by the kind's load */
	const struct act_step *step;
	void *own;			/* the kind's part, zeroed, of its own_size */
	struct people_actor actor;
	int64_t now;			/* when it is recorded */
	int64_t occurred;		/* as typed, or now */
	int32_t today;
	struct input *in;		/* NULL: an act without a form */
	struct problems *p;
	void *with;			/* what the step is given beside its form (act_request) */
	enum act_by by;
	bool is_new;			/* opens its subject */
	bool final;			/* a chain of approval has just ended */
	int64_t requester;		/* account that asked: the actor, or who asked for the approval */
	int64_t approval;		/* the one being carried out; 0: none */
	json_t *approvals;		/* array of the chain's steps for the paper, or NULL */

	/* set by the effect */
	const char *to;			/* next state; begins as the transition's */
	json_t *payload;		/* further facts of the step (nothing personal): act_note() */
	json_t *doc;			/* further data of the paper: act_doc() */
	int32_t clock_day;		/* basis day of the clocks it opens; DAY_NONE: the day it occurred */
	int64_t second;			/* account that must countersign; 0: as the kind says */
	const unsigned char (*evidence)[32];	/* digest of the file the step tells of; NULL: none */
	int64_t fen;			/* money it is about, told with its event; 0: none */
	bool gives_back;		/* what it asks of the desk came back: it was returned or refused */
	bool silent;			/* there was nothing to do: no step, no new version */
	const char *answer;		/* of the act; NULL: "<kind> REF" */
	const char *asked;		/* what approvers are shown beyond the form, as JSON; NULL: nothing */

	/* set by the engine */
	const char *document;		/* type of the paper, NULL: none */
	int64_t document_id;
	struct ref document_ref;
	const char *document_number;	/* NULL: the type has no series */
	int seq;			/* of the step */
};

/* The form of an act for this actor, with options and defaults; nothing is locked. */
ERR_CHECKED enum err act_form(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind,
    const struct act_key *key, struct act_move **out);

/* The last approval asked for such an act on this subject and part (0: the whole), unless it waits still: who gave it
 * back, when and why, and the form as it was sent (input_from_json()).  ERR_NOT_FOUND. */
struct act_given_back {
	bool returned;			/* false: it was carried out */
	const char *by, *words;		/* by NULL: nobody did */
	int64_t at;
	const char *input;
};
ERR_CHECKED enum err act_given_back(struct arena *a, struct db *db, const char *kind, int64_t subject, int64_t part,
    const char *action, struct act_given_back *out);

#define ACT_ANY_VERSION (-1)
struct act_request {
	const struct act_kind *kind;
	struct act_key key;
	enum act_by by;
	const struct people_actor *actor;	/* as the form of this request found them; NULL: asked for */
	int32_t version;		/* of the subject as it was shown; ACT_ANY_VERSION: nobody was shown one */
	struct input *in;		/* from the form, read without problems; NULL: the step has none */
	void *with;			/* what the step takes beside a form: files, words on spans */
	const char *body;		/* what makes the same key the same act (db.h) */
};
/* *answer: "<kind> REF", or as the effect says. */
ERR_CHECKED enum err act_do(struct arena *a, struct db *db, const struct act *act, const struct act_request *q,
    struct problems *p, const char **answer);
/* The same inside the caller's transaction, which has its own key or none: the daemon's acts, files. */
ERR_CHECKED enum err act_do_within(struct arena *a, struct db *db, const struct act *act, const struct act_request *q,
    struct problems *p);

/* ---- approval: the next duty of the chain agrees or returns; the last agreement carries the act out */

ERR_CHECKED enum err act_approve(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind,
    struct ref approval, bool agree, const char *words, struct problems *p, const char **answer);
/* A verdict as the effect of an act of the kind's own, on what waits longest there; m->approval says which that was.
 * The record's step is the act's.  ERR_NOT_FOUND: nothing waits. */
struct act_verdict {
	const char *duty;
	bool agree, last;		/* last: nobody is to agree after it */
};
ERR_CHECKED enum err act_verdict(struct act_move *m, bool agree, const char *words, struct act_verdict *out);
/* The paper of the approval m->approval. */
ERR_CHECKED enum err act_approval_paper(struct act_move *m, int64_t document);
/* One request, as pages read it. */
struct act_approval {
	int64_t id, asked_by, document;		/* document 0: none */
	struct ref ref, subject, part;		/* part zero: the whole */
	const char *kind, *action, *input, *state, *duty;	/* duty: of the next step, "" when ended */
	int64_t asked_at;
};
ERR_CHECKED enum err act_approval_get(struct arena *a, struct db *db, struct ref ref, struct act_approval *out);
/* n duty duty_zh duty_en verdict name words at for_name, in the chain's order; verdict NULL: to come. */
ERR_CHECKED enum err act_approval_chain(struct arena *a, struct db *db, int64_t approval, const struct db_rows **out);
/* The oldest that waits on a subject. */
ERR_CHECKED enum err act_approval_next(struct arena *a, struct db *db, const char *kind, int64_t subject,
    struct act_approval *out);
/* id part_id action document_id, of what waits. */
ERR_CHECKED enum err act_approvals_pending(struct arena *a, struct db *db, const char *kind, int64_t subject,
    const struct db_rows **out);
/* duty_zh duty_en name verdict words at, of all that were asked on a subject and, verdict null, of whom the one that
 * waits still asks. */
ERR_CHECKED enum err act_verdicts(struct arena *a, struct db *db, const char *kind, int64_t subject,
    const struct db_rows **out);
/* Returns one that waits and can no longer be carried out; its draft is void. */
ERR_CHECKED enum err act_approval_drop(struct act_move *m, int64_t approval, int64_t document);

/* ---- the second signature: until it is there nothing counts the step's paper */

struct act_signer {
	int64_t account;
	const char *name, *certificate;
};
/* What makes the same key the same act, of the next call: the signer's code is checked for it before
 * (lib/people/code.h). */
const char *act_countersign_body(struct arena *a, struct ref cosign, bool agree);
/* method: "account" or "code". */
ERR_CHECKED enum err act_countersign(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind,
    struct ref cosign, int64_t signer, const char *method, bool agree, const char *words, struct problems *p,
    const char **answer);
/* Signatures that the account (0: anybody) still owes lapse; their papers become void. */
ERR_CHECKED enum err act_cosigns_lapse(struct act_move *m, int64_t account);
struct act_cosign {
	struct ref ref, subject, part;		/* part zero: the whole */
	const char *kind, *action, *state, *name;	/* state: waiting signed refused lapsed; name: of the signer */
	int64_t account, asked_by, asked_at, document;
	int seq;
};
ERR_CHECKED enum err act_cosign_get(struct arena *a, struct db *db, struct ref ref, struct act_cosign *out);
ERR_CHECKED enum err act_cosign_next(struct arena *a, struct db *db, const char *kind, int64_t subject,
    struct act_cosign *out);
/* Whether any signature waits on the subject. */
ERR_CHECKED enum err act_cosign_waits(struct act_move *m, bool *out);
/* State of the newest for an action; NULL: none was ever asked. */
ERR_CHECKED enum err act_cosign_state(struct act_move *m, const char *action, const char **out);

/* ---- for steps: problems, facts, words */

void act_problem(struct act_move *m, const char *field, const char *code, const char *arg);
/* The same, and gives e: "return act_refuse(...)". */
enum err act_refuse(struct act_move *m, enum err e, const char *field, const char *code, const char *arg);
void act_note(struct act_move *m, const char *name, json_t *value);	/* of the step */
void act_doc(struct act_move *m, const char *name, json_t *value);	/* of the paper */
void act_doc_text(struct act_move *m, const char *name, const char *text);	/* of the paper, in paragraphs */
/* Problem "before_day" where the field's day or time lies before the day; DAY_NONE: nothing to be before. */
void act_not_before(struct act_move *m, const char *field, int32_t day);
/* Problem "too_old" where it lies further back than what is typed afterwards may (parameter backdate.max). */
ERR_CHECKED enum err act_not_too_old(struct act_move *m, const char *field);
/* A figure of law on the act's day, of the subject's field where that has one.  ERR_NOT_FOUND: no text sets it. */
ERR_CHECKED enum err act_parameter(struct act_move *m, const char *key, int64_t *value);
/* Each paragraph begins two characters in, as papers are written. */
const char *act_paragraphs(struct arena *a, const char *text);
/* The form as people read it: for papers. */
json_t *act_shown(struct arena *a, const struct input *in);
/* "for" in the payload when the actor holds the duty for a colleague only (代). */
ERR_CHECKED enum err act_stands_for(struct act_move *m, uint32_t duty, json_t *payload);

/* ---- for steps: terms (lib/calendar), entries of the public log (lib/tlog) */

struct calendar_parameter;
struct clock_new;
ERR_CHECKED enum err act_clock_start(struct act_move *m, const struct clock_new *c, int64_t *id);
/* state: met, lapsed, cancelled.  ERR_STATE: closed already. */
ERR_CHECKED enum err act_clock_close(struct act_move *m, int64_t clock, const char *state, int64_t at);
/* Met by what sets a new term in its place. */
ERR_CHECKED enum err act_clock_replace(struct act_move *m, int64_t clock, int64_t by);
/* By the figures of the sector instead of those it ran by (calendar_clock_derive()); *by 0: there are none. */
struct clock_row;
ERR_CHECKED enum err act_clock_derive(struct act_move *m, const struct clock_row *old, const char *sector, int64_t *by);
/* By the figure of law, now, or with id 0 by days that somebody fixed; reason: a code. */
ERR_CHECKED enum err act_clock_extend(struct act_move *m, int64_t clock, const struct calendar_parameter *p,
    const char *reason);
/* digest: hex, of what was published, withdrawn. */
ERR_CHECKED enum err act_log(struct act_move *m, const char *kind, const char *digest, const char *subject_kind,
    struct ref ref);
/* Of the subject itself, under the name it has outside. */
ERR_CHECKED enum err act_log_as(struct act_move *m, const char *id, const char *kind, const char *digest);

/* ---- for kinds: the desk's work */

struct act_wanted {
	const char *kind;		/* the action, or "approve", "countersign", ... */
	const char *duty;
	int64_t part, item, account, unit;
	int64_t agency;			/* 0: the subject's */
	int64_t clock;			/* with another clock it is another task; 0: task_clocks say which it shows */
};
void act_want(struct act_work *w, struct act_wanted one);
/* Takes out what was wanted of this kind. */
void act_want_no(struct act_work *w, const char *kind);
/* What an effect on thousands asks of the desk, by one statement: tasks on subjects of another kind, which nobody
 * compares one by one; whatever ends them is the module's.  Of t neither subject nor agency nor account count. */
ERR_CHECKED enum err act_tasks_open(struct act_move *m, const struct work_new *t, const struct work_each *each,
    size_t n);
/* Open tasks on a subject of another kind, which the act changed too, say what it is called now, to who may read it. */
ERR_CHECKED enum err act_tasks_in_step(struct act_move *m, const char *subject_kind, int64_t subject);
#endif
