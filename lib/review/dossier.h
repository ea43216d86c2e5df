/* dossier.h - what the reviewer's page shows: the request, what came before it, the report in two versions. */
#ifndef LIB_REVIEW_DOSSIER_H
#define LIB_REVIEW_DOSSIER_H
#include "lib/db/db.h"

/* Open requests of the agency, the earliest due first: case_ref track_ref title number kind submitted_at unit_name
 * submitter due_at returned party round. */
ERR_CHECKED enum err review_queue(struct arena *a, struct db *db, int64_t agency, const char *state,
    int64_t after, int limit, const struct db_rows **out);
/* id kind limb why(json) submitted_at submitter unit_name returned_list report_version round due_at; of the open
 * request. ERR_NOT_FOUND. */
ERR_CHECKED enum err review_now(struct arena *a, struct db *db, int64_t case_id, int64_t track_id, struct db_row *out);
/* Opinions given before: id kind opinion opinion_zh opinion_en opinion_text opined_at reviewer reviewer_for (whom a
 * deputy stood for) report_version; newest first. */
ERR_CHECKED enum err review_before(struct arena *a, struct db *db, int64_t case_id, const struct db_rows **out);
/* n verdict note of an opinion; answer (the last that was given, null: none), later: the verdict on the same point of
 * the next opinion on the case (null: none yet). */
ERR_CHECKED enum err review_points(struct arena *a, struct db *db, int64_t request, const struct db_rows **out);
/* facts evidence_index nature opinion made_at document_ref of a version.  ERR_NOT_FOUND. */
ERR_CHECKED enum err review_report(struct arena *a, struct db *db, int64_t case_id, int version, struct db_row *out);
/* party kind kind_en amount_fen detail of the penalties proposed in a version. */
ERR_CHECKED enum err review_penalties(struct arena *a, struct db *db, int64_t case_id, int version,
    const struct db_rows **out);
/* party cause outcome outcome_en tier range explanation lighter_note. */
ERR_CHECKED enum err review_proposals(struct arena *a, struct db *db, int64_t case_id, int version,
    const struct db_rows **out);
/* What the report of this version proposes otherwise than the one before, each cause of a party as a whole: party
 * cause, then_outcome_zh then_outcome_en then_tier, now_outcome_zh now_outcome_en now_tier; an outcome is null where
 * that version has no such cause. */
ERR_CHECKED enum err review_outcomes_changed(struct arena *a, struct db *db, int64_t case_id, int version,
    const struct db_rows **out);
/* What was added since the report before: kind ('evidence', 'paper') label; in its order. */
ERR_CHECKED enum err review_added(struct arena *a, struct db *db, int64_t case_id, int version,
    const struct db_rows **out);
/* ref title then now act_on of the laws the causes of a version break or apply: the version (its day) in force when the
 * act ended and the one in force on the day; empty where none is on record. */
ERR_CHECKED enum err review_laws(struct arena *a, struct db *db, int64_t case_id, int version, int32_t day,
    const struct db_rows **out);
#endif
