/* case_priv.h - private to lib/caseflow: the case's part of an act, and what its acts share. */
#ifndef LIB_CASEFLOW_CASE_PRIV_H
#define LIB_CASEFLOW_CASE_PRIV_H
#include <jansson.h>

#include "lib/act/act.h"
#include "lib/caseflow/caseflow.h"

/* What a new file comes of: act_key.source. */
struct case_source {
	struct ref subject, visit, request, message;	/* as in caseflow_key */
};
struct case_standing {		/* the actor's live rows of caseflow_officer */
	bool known, named, accepted, verifies;
};
struct served_paper {		/* the paper that a service is of: lib/caseflow/service.h */
	int64_t id, party, track;	/* track 0: the party has none yet */
	const char *name, *number, *data;	/* number "": it has none; data: its frozen data */
	int32_t day;			/* sealed */
};
struct goods_moving {		/* items an act is on: lib/caseflow/goods.h */
	const char *ids;	/* "{1,2}"; NULL: none */
	size_t n;
	const char *to;		/* their next state; NULL: as it is */
	const char *keeper, *other, *place, *words;	/* keeper: name of the account */
	const char *fen;	/* NULL: no money */
	int64_t keeper_id;
	int32_t day;		/* 0: today */
	bool confiscates;
};
struct case_move {		/* act_move.own */
	struct case_file cf;
	struct case_track tr;
	bool on_track;
	struct case_standing stands;
	struct served_paper served;
	struct goods_moving goods;
	struct act_signer signer;	/* who countersigns without being an officer of the case; account 0: nobody */
	int64_t defence_days;		/* that the notice being served gives; 0: it says none */
};
static inline struct case_file *
case_of(const struct act_move *m)
{
	return &((struct case_move *)m->own)->cf;
}
static inline struct case_track *
track_of(const struct act_move *m)
{
	return &((struct case_move *)m->own)->tr;
}
static inline struct served_paper *
served_of(const struct act_move *m)
{
	return &((struct case_move *)m->own)->served;
}
static inline struct goods_moving *
goods_of(const struct act_move *m)
{
	return &((struct case_move *)m->own)->goods;
}
static inline bool
on_track(const struct act_move *m)
{
	return ((const struct case_move *)m->own)->on_track;
}
/* To the track in track_of(m), and back to the whole case. */
static inline void
case_turn(const struct act_move *m, bool track)
{
	((struct case_move *)m->own)->on_track = track;
}
/* Zero refs where the key brings nothing. */
const struct case_source *case_source(const struct act_move *m);

extern const struct act_kind caseflow_kind;
extern const struct act_guard caseflow_guards[];
/* Tables of steps, each ended by a row without a code. */
extern const struct act_step caseflow_clue_steps[], caseflow_filing_steps[], caseflow_investigate_steps[],
    caseflow_correct_steps[], caseflow_police_steps[],
    caseflow_test_steps[],
    caseflow_measure_steps[], caseflow_report_steps[], caseflow_review_steps[], caseflow_notice_steps[],
    caseflow_back_steps[], caseflow_hearing_steps[], caseflow_decide_steps[], caseflow_execute_steps[],
    caseflow_court_steps[], caseflow_remedy_steps[], caseflow_close_steps[], caseflow_summary_steps[],
    caseflow_cash_steps[], caseflow_publish_steps[], caseflow_term_steps[], caseflow_anew_steps[],
    caseflow_defend_steps[], caseflow_outcome_steps[], caseflow_file_steps[], caseflow_door_steps[],
    caseflow_recusal_steps[], caseflow_hearing_stop_steps[], caseflow_open_steps[], caseflow_serve_steps[],
    caseflow_faulty_steps[], caseflow_reissue_steps[], caseflow_goods_steps[];
const struct act_step *caseflow_step_find(const char *code);

/* From rows with the columns that case_load() and track_load() read. */
void case_fill(struct db_row r, struct case_file *out);
void track_fill(struct db_row r, struct case_track *out);
ERR_CHECKED enum err case_load(struct arena *a, struct db *db, struct ref ref, struct case_file *out);
/* The case of the act's key, locked with the part the act is on; how the actor stands to it; m->now. */
ERR_CHECKED enum err case_load_acting(struct act_move *m, bool lock);
ERR_CHECKED enum err track_load(struct arena *a, struct db *db, struct ref ref, int64_t case_id,
    struct case_track *out);

/* The actor stands in the relation the transition asks for, and holds its duty. */
ERR_CHECKED enum err case_may(struct act_move *m, bool *out);
/* An undecided track waits while its case is anywhere but at notice and decision: nothing may be done on it. */
bool case_stands_still(const struct act_move *m);
/* ERR_STATE with a problem: the actor, or whom the actor stands for, investigated or reviewed this file
 * (行政处罚法 57-58: who decides is none of these). */
ERR_CHECKED enum err case_apart(struct act_move *m, uint32_t duty);
/* What waits for approval and fits no state any more is returned; with undecided also what was asked for a party
 * without a decision.  The approval being carried out stays. */
ERR_CHECKED enum err case_approvals_end(struct act_move *m, bool undecided);
/* What two officers sign is made by one who may act that day (行政处罚法 42). */
ERR_CHECKED enum err case_own_certificate(struct act_move *m);
/* The desk's work, by state and data. */
ERR_CHECKED enum err case_wanted(struct act_move *m, struct act_work *w);
/* What may be done in the state, but is not work there: what is served closes only by way of the court, as a rule it is
 * executed first; a paper that is made is made anew for a reason only. */
bool case_no_work(const char *action, const char *state);
ERR_CHECKED enum err case_task_clocks(struct act_move *m, struct act_wanted *w, size_t n);
ERR_CHECKED enum err case_search(struct act_move *m);
/* slip.c: before a step is written: the message that it is made of has ended with it (lib/door). */
ERR_CHECKED enum err case_takes_over(struct act_move *m);
/* Of the message that the act takes over, for the row it makes; 0: none. */
ERR_CHECKED enum err case_message_id(struct act_move *m, int64_t *out);
/* Data of the paper: the case, parties, officers and every field as people read it. */
ERR_CHECKED enum err case_paper(struct act_move *m, json_t **out);

/* ---- figures and clocks of the case (lib/calendar) */
struct calendar_parameter;
/* The figure of that day of the cause's field, else of the general law; id 0: no text sets one. */
ERR_CHECKED enum err case_figure(struct act_move *m, const char *key, int32_t day, struct calendar_parameter *out);
/* *id 0: no text of the field sets this term, none runs. */
ERR_CHECKED enum err case_clock_open(struct act_move *m, const char *rule, int32_t day, int64_t *id);
ERR_CHECKED enum err case_clock_close(struct act_move *m, const char *rule, const char *state);
ERR_CHECKED enum err case_clock_pause(struct act_move *m, const char *rule, const char *kind, int32_t from);
ERR_CHECKED enum err case_clock_resume(struct act_move *m, const char *rule, const char *kind, int32_t to);
ERR_CHECKED enum err case_decide_stands(struct act_move *m, const char *kind, bool *out);
/* What stands by itself: the term to decide stands for it where the field's rule has it among what is not counted. */
ERR_CHECKED enum err case_decide_stand(struct act_move *m, const char *kind, int32_t from);
ERR_CHECKED enum err case_decide_go_on(struct act_move *m, const char *kind, int32_t to);
/* By the figure of law.  ERR_STATE: no such clock runs, or no text of the field has such a figure. */
ERR_CHECKED enum err case_clock_extend(struct act_move *m, const char *rule, const char *key, const char *reason);
/* By days that somebody fixed, whom the reason names.  ERR_STATE: no such clock runs. */
ERR_CHECKED enum err case_clock_extend_by(struct act_move *m, const char *rule, int64_t days, const char *reason);
/* Whether the outcome is one that is published: a penalty, and what is none where the parameter publish.no_penalty says
 * so (行政处罚法 48). */
ERR_CHECKED enum err case_is_published(struct act_move *m, bool *out);
/* The due instant of the open clock of a rule; ERR_NOT_FOUND: none open. */
ERR_CHECKED enum err case_clock_due(struct act_move *m, const char *rule, int64_t *due);

/* ---- choices of fields */
/* Options of a field from code table, agencies' officers, parties and so on. */
ERR_CHECKED enum err option_codes(struct act_move *m, const char *field, const char *kind);
/* Those of the cause's field, where it has some. */
ERR_CHECKED enum err option_sector_codes(struct act_move *m, const char *field, const char *kind);
/* Of rows with ref and label. */
void option_rows(struct act_move *m, const char *field, const struct db_rows *rows);
ERR_CHECKED enum err option_officers(struct act_move *m, const char *field, const char *duty);
ERR_CHECKED enum err option_case_officers(struct act_move *m, const char *field, bool others_only);
ERR_CHECKED enum err option_parties(struct act_move *m, const char *field);
/* law_day.c: those in force on the day of the act or today, and their tiers, today's where they are lighter. */
ERR_CHECKED enum err option_causes(struct act_move *m, const char *field);
ERR_CHECKED enum err option_tiers(struct act_move *m);
/* id name field of that version of the cause which holds on the day, else of the one named. */
ERR_CHECKED enum err case_cause_on(struct act_move *m, struct ref cause, int32_t day, struct db_row *out);
/* That a scale of today is lighter than the one of the act, as people read it; "": none is. */
ERR_CHECKED enum err case_lighter(struct act_move *m, int64_t cause, const char **out);
/* Titles of the laws the cause cites that were not in force on the day of the act; "": all were. */
ERR_CHECKED enum err case_laws_not_in_force(struct act_move *m, struct ref cause, const char **out);
/* id of the row a ref names, by kind of table; problem "unknown" on the field if there is none. */
ERR_CHECKED enum err account_of(struct act_move *m, const char *field, int64_t *out);
ERR_CHECKED enum err party_of(struct act_move *m, const char *field, int64_t *out);
#endif
