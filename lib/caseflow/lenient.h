/* lenient.h - what must be asked before somebody is punished (行政处罚法 33): whether the cause is on a list of what is
 * not or may not be punished, and whether any agency punished the party before. */
#ifndef LIB_CASEFLOW_LENIENT_H
#define LIB_CASEFLOW_LENIENT_H
#include "lib/db/db.h"

struct act_move;

/* kind conditions conditions_en source, of the cause in the agency's region on the day. */
ERR_CHECKED enum err caseflow_lenient(struct arena *a, struct db *db, int64_t cause, int64_t agency, int32_t day,
    const struct db_rows **out);
/* party n last_on agencies, of each party of the case, before it has some of the one the clue is about: penalties that
 * stand, by whatever agency of this platform; of a party without a number nobody else is the same. */
ERR_CHECKED enum err caseflow_punished_before(struct arena *a, struct db *db, int64_t case_id, int32_t day,
    const struct db_rows **out);
/* Both, and how far the look-up reaches, into the step. */
ERR_CHECKED enum err lenient_note(struct act_move *m);
#endif
