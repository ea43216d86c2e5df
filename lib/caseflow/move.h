/* move.h - private to lib/caseflow: one act on a case while it is being done. */
#ifndef LIB_CASEFLOW_MOVE_H
#define LIB_CASEFLOW_MOVE_H
#include <jansson.h>

#include "lib/base/day.h"
#include "lib/caseflow/caseflow.h"
#include "lib/db/db.h"
#include "lib/people/people.h"

struct transition {
	const char *action, *scope, *to, *relation, *document, *task;
	uint32_t duty;
	const char **from, **chain, **guards, **opens, **closes;
	int from_n, chain_n, guards_n, opens_n, closes_n;
	bool cosign;
};

struct caseflow_action;

struct move {
	struct arena *a;
	struct db *db;
	const struct act *act;
	struct people_actor actor;
	struct ref subject, visit;	/* as in the key */
	int64_t now;			/* recorded */
	int64_t occurred;		/* as typed or now */
	int32_t today;
	bool is_new;
	struct case_file cf;
	bool on_track;
	struct case_track tr;
	const struct transition *t;
	const struct caseflow_action *action;
	struct input *in;
	struct problems *p;
	bool final;			/* an approval chain has just ended */
	int64_t requester;		/* who asked for it: the actor, or the approval's requester */
	int64_t approval_id;
	json_t *approvals;		/* array of the chain's steps, or NULL */

	/* set by apply */
	const char *to;			/* next state; starts as the transition's */
	json_t *payload;		/* extra facts for the record (nothing personal) */
	json_t *doc;			/* extra data of the paper */
	const char *document;		/* the paper's type, as the action's paper() chose it; NULL: none */
	int64_t document_id;		/* the paper made */
	struct ref document_ref;
	const char *document_number;
	int step_seq;			/* the step appended */
	int64_t cosigner;		/* account that must countersign; 0: chosen by the form field "second" */
	int32_t clock_day;		/* basis day of clocks opened; DAY_NONE = occurred */
};

struct caseflow_action {
	const char *code;
	const struct field *fields;
	enum err (*prepare)(struct move *m);	/* options and defaults; may be NULL */
	enum err (*check)(struct move *m);	/* adds problems; may be NULL */
	enum err (*apply)(struct move *m);	/* effect; may be NULL */
	enum err (*after)(struct move *m);	/* once paper and step exist; may be NULL */
	/* Chooses m->document where the transition's type is not the only one, and what the draft says beyond the form.
	 * Asked when approval is requested and again before apply; may be NULL */
	enum err (*paper)(struct move *m);
};

/* Tables of actions, each ended by a NULL code. */
extern const struct caseflow_action caseflow_clue_actions[], caseflow_filing_actions[],
    caseflow_investigate_actions[], caseflow_measure_actions[], caseflow_report_actions[],
    caseflow_review_actions[], caseflow_notice_actions[], caseflow_back_actions[], caseflow_hearing_actions[],
    caseflow_decide_actions[], caseflow_execute_actions[], caseflow_remedy_actions[],
    caseflow_close_actions[], caseflow_summary_actions[];

const struct caseflow_action *caseflow_action_find(const char *code);
/* NULL: the procedure has no such action. */
ERR_CHECKED enum err transition_find(struct arena *a, struct db *db, const char *procedure,
    int32_t version, const char *action, const struct transition **out);
ERR_CHECKED enum err transition_list(struct arena *a, struct db *db, const char *procedure,
    int32_t version, const struct transition **out, int *n);
/* The version new files are opened under. */
ERR_CHECKED enum err procedure_newest(struct arena *a, struct db *db, const char *procedure, int32_t *version);
bool transition_from(const struct transition *t, const char *state);

/* The same, kept by the process for a minute. */
ERR_CHECKED enum err transition_kept(struct db *db, const char *procedure, int32_t version,
    const struct transition **out, int *n);
/* From rows with the columns that case_load() and track_load() read. */
void case_fill(struct db_row r, struct case_file *out);
void track_fill(struct db_row r, struct case_track *out);

ERR_CHECKED enum err case_load(struct arena *a, struct db *db, struct ref ref, bool lock,
    struct case_file *out);
ERR_CHECKED enum err track_load(struct arena *a, struct db *db, struct ref ref, int64_t case_id,
    bool lock, struct case_track *out);

/* Loads everything a move stands on: actor, case, track, transition; lock when it will write. */
ERR_CHECKED enum err move_begin(struct move *m, const struct caseflow_key *key, bool lock);
/* The actor stands in the relation the transition asks for, and holds its duty. */
ERR_CHECKED enum err move_allowed(struct move *m, bool *out);
/* An undecided track waits while its case is anywhere but at notice and decision: nothing may be done on it. */
bool move_stands_still(const struct move *m);
/* ERR_STATE with a problem: the actor, or he for whom he holds the duty, investigated or reviewed this file
 * (行政处罚法 57-58: who decides is none of these). */
ERR_CHECKED enum err move_apart(struct move *m, uint32_t duty);
/* Returns what still waits for approval and can no longer be carried out; with undecided also what was asked
 * for a party without a decision.  The approval being carried out stays.  Their papers become void. */
ERR_CHECKED enum err move_approvals_end(struct move *m, bool undecided);
/* Runs the transition's guards; problems for the form as a whole. */
ERR_CHECKED enum err move_guards(struct move *m);
/* Applies, makes the paper, appends the step, opens and closes clocks, refreshes tasks. */
ERR_CHECKED enum err move_carry_out(struct move *m);
ERR_CHECKED enum err move_update_state(struct move *m);
/* Opens the tasks that state and data ask for, closes those that no longer stand. */
ERR_CHECKED enum err move_tasks(struct move *m);
ERR_CHECKED enum err move_search(struct move *m);
/* Payload of the form's fields: plain for codes, dates, amounts; sealed for the rest. */
ERR_CHECKED enum err move_payload(struct move *m, json_t **out);
/* Data of the paper: the case, parties, officers and every field as people read it. */
ERR_CHECKED enum err move_document_data(struct move *m, json_t **out);
/* Signatures an officer (0: any) still owed lapse; their papers become void. */
ERR_CHECKED enum err move_cosigns_lapse(struct move *m, int64_t account);
/* "for" in the payload when the actor holds the duty only for a colleague (代). */
ERR_CHECKED enum err move_for(struct move *m, uint32_t duty, json_t *payload);
/* Appends a step of its own kind (approval, countersignature). */
ERR_CHECKED enum err move_step(struct move *m, const char *kind, json_t *payload);

/* ---- clocks of the case (lib/calendar) */
ERR_CHECKED enum err move_clock_open(struct move *m, const char *rule, int32_t day, int64_t *id);
ERR_CHECKED enum err move_clock_close(struct move *m, const char *rule, const char *state);
/* A figure of law on the act's day. */
ERR_CHECKED enum err move_parameter(struct move *m, const char *key, int64_t *value);
ERR_CHECKED enum err move_clock_pause(struct move *m, const char *rule, const char *kind, int32_t from);
ERR_CHECKED enum err move_clock_resume(struct move *m, const char *rule, const char *kind, int32_t to);
ERR_CHECKED enum err move_clock_extend(struct move *m, const char *rule, const char *key, const char *reason);
/* The due instant of the open clock of a rule; ERR_NOT_FOUND: none open. */
ERR_CHECKED enum err move_clock_due(struct move *m, const char *rule, int64_t *due);

/* ---- small helpers for actions */
void move_problem(struct move *m, const char *field, const char *code, const char *arg);
/* Problem "before_day" where the field's day or time lies before the day; DAY_NONE: nothing to be before. */
void move_not_before(struct move *m, const char *field, int32_t day);
/* Problem "too_old" where it lies further back than what is typed afterwards may (parameter backdate.max). */
ERR_CHECKED enum err move_not_too_old(struct move *m, const char *field);
void move_note(struct move *m, const char *name, json_t *value);	/* payload */
void move_doc(struct move *m, const char *name, json_t *value);		/* paper */
/* Options of a field from code table, agencies' officers, parties and so on. */
ERR_CHECKED enum err option_codes(struct move *m, const char *field, const char *kind);
ERR_CHECKED enum err option_officers(struct move *m, const char *field, const char *duty);
ERR_CHECKED enum err option_case_officers(struct move *m, const char *field, bool others_only);
ERR_CHECKED enum err option_parties(struct move *m, const char *field);
ERR_CHECKED enum err option_causes(struct move *m, const char *field);
/* id of the row a ref names, by kind of table; problem "unknown" on the field if there is none. */
ERR_CHECKED enum err account_of(struct move *m, const char *field, int64_t *out);
ERR_CHECKED enum err party_of(struct move *m, const char *field, int64_t *out);
#endif
