/* list.h - the publisher's lists: what waits to be published or withdrawn, and what was done. */
#ifndef LIB_DISCLOSURE_LIST_H
#define LIB_DISCLOSURE_LIST_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

enum disclosure_list { DISCLOSURE_OPEN, DISCLOSURE_WITHDRAW, DISCLOSURE_DONE };

/* As far as the actor may see: track_ref party_name number cause_name outcome state spans (undecided) due_at
 * decided_on ended_at; open ones by due date, done ones newest first.  after: track of the last row. */
ERR_CHECKED enum err disclosure_list(struct arena *a, struct db *db, enum disclosure_list which,
    struct ref after, int want, const struct db_rows **out);
struct disclosure_list_counts {
	int64_t open, withdraw;
};
ERR_CHECKED enum err disclosure_list_count(struct arena *a, struct db *db, struct disclosure_list_counts *out);
#endif
