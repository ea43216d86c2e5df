/* brief.h - what a decision in a case rests on, as it is shown beside the form that decides: the clue, the parties'
 * words, the sums of each stage.  Report, proposals and reviews are lib/review/dossier.h's.  Reading only, as far as
 * row security lets the actor see. */
#ifndef LIB_CASEFLOW_BRIEF_H
#define LIB_CASEFLOW_BRIEF_H
#include "lib/caseflow/caseflow.h"
#include "lib/db/db.h"

/* None or one: channel_zh channel_en received_at subject_name content finding. */
ERR_CHECKED enum err caseflow_brief_clue(struct arena *a, struct db *db, const struct case_file *cf,
    const struct db_rows **out);
/* What was said and advised of a party (0: of all), in its order: what ('stated' 'waived' 'hearing' 'review' of the
 * defence; 'heard' 'deliberated') party on_day text. */
ERR_CHECKED enum err caseflow_brief_words(struct arena *a, struct db *db, const struct case_file *cf, int64_t party,
    const struct db_rows **out);
/* Penalties of a party (0: of all) by stage, those of a party together: party_id party kind kind_zh kind_en detail, and
 * earlier_fen (the report before the last) report_fen notice_fen review_fen decision_fen, null where that stage has
 * none of the kind. */
ERR_CHECKED enum err caseflow_brief_sums(struct arena *a, struct db *db, const struct case_file *cf, int64_t party,
    const struct db_rows **out);
#endif
