/* told.h - private to lib/caseflow: what a paper tells the party because an article wants it told, besides what its
 * form says (document_content.csv). */
#ifndef LIB_CASEFLOW_TOLD_H
#define LIB_CASEFLOW_TOLD_H
#include <jansson.h>

#include "lib/act/act.h"
#include "lib/db/db.h"

/* "told": paragraphs by name, of the kind m->document; "contact", and in "pay" bank and place, from the agency's row:
 * place (its address) telephone pay_bank pay_place. */
void told_put(struct act_move *m, struct db_row agency, json_t *data);
#endif
