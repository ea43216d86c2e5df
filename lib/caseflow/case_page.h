/* case_page.h - the page of a case, read in one statement (xz.caseflow_page): the rights are asked once. */
#ifndef LIB_CASEFLOW_CASE_PAGE_H
#define LIB_CASEFLOW_CASE_PAGE_H
#include "lib/caseflow/read.h"
#include "lib/people/session.h"

struct caseflow_page {
	struct case_file cf;
	struct caseflow_numbers numbers;
	struct caseflow_counts counts;	/* of the actor's work, for the menu */
	struct clock_row *clocks;	/* those that run; without derivations */
	size_t clocks_n;
	const struct workdays *workdays;
	const struct db_rows *officers, *evidence, *documents;	/* as in read.h */
	/* kind last_at of the acts recorded, countersignatures and approvals too. */
	const struct db_rows *marks;
	/* id ref party state state_zh state_en outcome outcome_zh outcome_en publish_state number major heard. */
	const struct db_rows *tracks;
	/* kind duty duty_zh duty_en name (null: anybody of the duty) party: whose turn it is. */
	const struct db_rows *turns;
	/* ref track_id action asked_by asked_at duty_zh duty_en at_step steps party, those under way. */
	const struct db_rows *approvals;
	/* ref action account_id username officer_name asked_by_id asked_by asked_at, those that wait. */
	const struct db_rows *cosigns;
	/* subject_ref natural_person name code address representative contact service_address electronic_consent
	 * earlier. */
	const struct db_rows *parties;
	/* kind party place keeper from_day state ended_on extended goods due_at. */
	const struct db_rows *measures;
	/* None or one: channel_zh channel_en received_at subject_name subject_code content real_name finding. */
	const struct db_rows *clue;
	const struct db_rows *have;	/* what the next steps depend on; one */
};

/* The newest evidence and documents up to these numbers.  note: route noted in people_access as having read the
 * case, before anything is answered; NULL: not noted.  ERR_NOT_FOUND: no such case, or not the actor's to read. */
struct caseflow_page_query {
	struct ref ref;
	const char *note;
	int evidence, documents;
};
ERR_CHECKED enum err caseflow_page(struct arena *a, struct db *db, const struct caseflow_page_query *q, int64_t now,
    struct caseflow_page *out);
/* Opens the session as people_session_load() and, in the same statement, gives a text that is another one whenever what
 * the page is made of has changed, but for what other files add, which it may miss.  NULL: no such case, or not theirs
 * to read; the rights are asked and the reading noted as caseflow_page() does, at a tenth of its cost. */
ERR_CHECKED enum err caseflow_open(struct arena *a, struct db *db, const char *token, struct ref ref, const char *note,
    struct people_session *session, const char **look);
/* As caseflow_choices(), from what the page has read already. */
ERR_CHECKED enum err caseflow_page_choices(struct arena *a, struct db *db, const struct people_actor *who,
    const struct caseflow_page *pg, int64_t now, struct caseflow_choice **out, int *n);
#endif
