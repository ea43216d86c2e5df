/* read.h - what the desk's pages show of cases.  Reading only, as far as row security lets the
 * actor see.  Lists come as rows; their columns are named above each. */
#ifndef LIB_CASEFLOW_READ_H
#define LIB_CASEFLOW_READ_H
#include "lib/calendar/calendar.h"
#include "lib/caseflow/caseflow.h"
#include "lib/caseflow/remedy_term.h"
#include "lib/db/db.h"
#include "lib/people/people.h"
#include "lib/work/work.h"

/* ---- today's work: tasks are lib/work's */
struct caseflow_counts {
	int64_t open, over, today, signing, cases;	/* cases: of the actor's own, not ended */
};
#define CASEFLOW_COUNTED ((int64_t)1000)	/* tasks and cases that are counted; that many: or more */
/* Of the session's account. */
ERR_CHECKED enum err caseflow_task_counts(struct arena *a, struct db *db, int64_t now, struct caseflow_counts *out);
struct caseflow_month {
	int64_t closed, decided, mean_days, returned;	/* mean_days -1: nothing decided */
};
struct caseflow_home_query {
	struct work_query tasks;
	int32_t from, to;		/* the month */
	bool month, own;		/* own: of the actor's own cases, not of all of their agency that they see */
};
/* The session's desk in one statement (xz.caseflow_home): the rights are asked once, the tasks read once. */
struct caseflow_home {
	struct caseflow_counts counts;
	struct caseflow_month month;	/* where it was asked for */
	struct work_task *tasks;	/* what came back, then by due date */
	int tasks_n;
	int64_t back;			/* how many came back, of the first twenty */
	const struct db_rows *days;	/* day n: due dates of open tasks within the month */
};
ERR_CHECKED enum err caseflow_home(struct arena *a, struct db *db, const struct caseflow_home_query *q, int64_t now,
    struct caseflow_home *out);

/* ---- lists */
struct caseflow_list_query {
	const char *scope;	/* "mine", "unit", "agency" */
	const char *phase;	/* of caseflow_state; "" = not ended, "all" */
	struct ref after;
	int limit;
};
/* Newest first: ref number clue_number title party cause_name state_zh state_en phase unit_name
 * opened_on due_at rule officers. */
ERR_CHECKED enum err caseflow_list(struct arena *a, struct db *db, const struct caseflow_list_query *q,
    const struct db_rows **out);
/* Cases a party of the register appears in, the newest first, behind `after` (zero: from the start): ref number title
 * state_zh state_en opened_on decision. */
ERR_CHECKED enum err caseflow_of_subject(struct arena *a, struct db *db, int64_t subject, struct ref after, int limit,
    const struct db_rows **out);
/* A hint to whoever registers a clue: other clues about the same firm of the last year, and its cases still open, of
 * those the actor may see; of a person none.  subject: of a form; or the clue's own by cf (not itself).
 * ref number title state_zh state_en agency opened_on; newest first. */
ERR_CHECKED enum err caseflow_same_subject(struct arena *a, struct db *db, struct ref subject,
    const struct case_file *cf, int limit, const struct db_rows **out);

/* The figures of law that a step is about, as they hold that day for the agency and the field of the cause; field NULL:
 * of a new file. */
ERR_CHECKED enum err caseflow_figures(struct arena *a, struct db *db, const char *action, int64_t agency,
    const char *field, int32_t day, struct calendar_figure **out, size_t *n);

/* ---- one case */
struct caseflow_numbers {
	int64_t documents, evidence, steps, money, clocks;
};
/* ref name_zh name_en number state made_by made_at on_at party; newest first. */
ERR_CHECKED enum err caseflow_documents(struct arena *a, struct db *db, const struct case_file *cf, int limit,
    const struct db_rows **out);
/* ref no kind_zh kind_en kind name source place taken_at taken_by original pages shows note signed; newest first. */
ERR_CHECKED enum err caseflow_evidence(struct arena *a, struct db *db, const struct case_file *cf, int limit,
    const struct db_rows **out);
/* account_id name certificate_no role state accepted_at. */
ERR_CHECKED enum err caseflow_officers(struct arena *a, struct db *db, const struct case_file *cf,
    const struct db_rows **out);
/* id track_id party number outcome outcome_zh outcome_en decided_on served_on fine_fen confiscation_fen owed_fen
 * paid_fen pay_code pay_due surcharge_from revoked_on illegal_on. */
ERR_CHECKED enum err caseflow_decisions(struct arena *a, struct db *db, const struct case_file *cf,
    const struct db_rows **out);
/* How long a decision may be fought, when the court may be asked; with the figures of the day it was served.
 * ERR_NOT_FOUND: no such decision, or not the actor's to see. */
ERR_CHECKED enum err caseflow_remedy_term(struct arena *a, struct db *db, int64_t decision, struct remedy_term *out);
/* number paid_at amount_fen serial. */
ERR_CHECKED enum err caseflow_payments(struct arena *a, struct db *db, const struct case_file *cf,
    const struct db_rows **out);
/* number n due_on amount_fen. */
ERR_CHECKED enum err caseflow_instalments(struct arena *a, struct db *db, const struct case_file *cf,
    const struct db_rows **out);
/* Clocks of the case, its tracks and measures, the open ones first. */
ERR_CHECKED enum err caseflow_clocks(struct arena *a, struct db *db, const struct case_file *cf, int64_t now,
    struct clock_row **out, int *n);

/* The whole process (启动 调查取证 审核 决定 送达 执行) as its steps were done, each with what it must leave behind by
 * the requirements of its day: phase action need (none document evidence picture) party n (null) at want_zh want_en
 * source missing pending ref number have_zh have_en.  at is null: not done yet, and then nothing is missing.  pending:
 * the paper waits for a
 * signature.  ref, number, have: the newest such paper. */
ERR_CHECKED enum err caseflow_process(struct arena *a, struct db *db, const struct case_file *cf,
    const struct db_rows **out);

/* ---- what was entered, as people read it */
struct sheet_line {
	const char *field;	/* name in the form; "number", "words" and the like of the step itself */
	const char *rows;	/* of a line within rows: the name of the list, and its row */
	int row;
	const char *zh, *en;	/* the value */
};
struct sheet {
	struct sheet_line *v;
	int n;
};
struct caseflow_step {
	int seq;
	const char *kind;	/* action; action.asked; action.<duty>; countersign */
	const char *action, *part;	/* kind before and after the dot; part NULL without one */
	const char *actor;
	const char *actor_for;	/* for whom the actor stood as a deputy, NULL: for nobody */
	int64_t occurred_at, recorded_at;
	struct sheet sheet;
};
/* Steps of the record, newest first, seq < before (0: from the end).  reporter: whether who reported the
 * matter is shown; caseflow_may_see_reporter() says. */
ERR_CHECKED enum err caseflow_steps(struct arena *a, struct db *db, const struct case_file *cf, int before,
    int limit, bool reporter, struct caseflow_step **out, int *n);
/* One step. */
ERR_CHECKED enum err caseflow_step(struct arena *a, struct db *db, const struct case_file *cf, int seq,
    struct caseflow_step *out);
ERR_CHECKED enum err caseflow_may_see_reporter(struct arena *a, struct db *db, const struct people_actor *who,
    const struct case_file *cf, bool *out);

/* The fields of an action alone, without options: to keep what was typed for a step that is over.  NULL: no
 * such action. */
struct input *caseflow_blank(struct arena *a, const char *action);
/* What was typed there, as typed. */
void caseflow_typed(struct arena *a, const struct input *in, struct sheet *out);

struct caseflow_approval {
	struct ref ref, case_ref, track_ref, document_ref;
	const char *action, *asked_by, *party;
	int64_t party_id;		/* 0: of the whole case */
	int64_t asked_by_id, asked_at;
	const char *state;		/* pending approved returned */
	struct sheet sheet;		/* the action's input */
	const struct db_rows *chain;	/* n duty duty_zh duty_en verdict name words at for_name (a
					 * deputy's: whom they stood for); verdict null: to come */
	bool mine;			/* the actor is the next in the chain */
};
ERR_CHECKED enum err caseflow_approval_get(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    struct caseflow_approval *out);
struct caseflow_cosign {
	struct ref ref, case_ref, document_ref;
	const char *action, *officer, *username, *asked_by, *state;
	int64_t account, asked_by_id, asked_at;
	int step_seq;
};
ERR_CHECKED enum err caseflow_cosign_get(struct arena *a, struct db *db, struct ref ref, struct caseflow_cosign *out);
#endif
