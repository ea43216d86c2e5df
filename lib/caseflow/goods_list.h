/* goods_list.h - the register of goods involved in cases (涉案财物台账), as pages show it.  Row security shows the
 * items of cases that the reader may read. */
#ifndef LIB_CASEFLOW_GOODS_LIST_H
#define LIB_CASEFLOW_GOODS_LIST_H
#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"

struct goods_query {
	int64_t agency;			/* of one agency, newest first; 0: of the case, in the order of its lists */
	struct ref case_ref;		/* zero: of any case */
	const char *state, *number;	/* NULL: any; number: of the case or its clue, whole */
	struct ref keeper, after;	/* zero: any; from the first */
	int64_t limit;
};
/* Rows with ref code no name spec quantity note value_fen state confiscated_on keeper case_ref case_number measure
 * from_day waits. */
ERR_CHECKED enum err goods_list(struct arena *a, struct db *db, const struct goods_query *q,
    const struct db_rows **out);
/* The same of one item, with its id, case_id and listed_on.  ERR_NOT_FOUND. */
ERR_CHECKED enum err goods_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* action on_day by_name other_name place words fen state to_state document (ref) paper_zh paper_en, oldest first. */
ERR_CHECKED enum err goods_history(struct arena *a, struct db *db, int64_t case_id, int64_t item,
    const struct db_rows **out);
/* ref name of those who keep something of the agency, or did. */
ERR_CHECKED enum err goods_keepers(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out);
#endif
