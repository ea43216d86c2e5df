/* share.h - a case shown to a colleague or an agency beyond the tree, to read, for a time (15 of the foundations).
 * Row security decides who may share and end; rows are read by column name. */
#ifndef LIB_PEOPLE_SHARE_H
#define LIB_PEOPLE_SHARE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

/* Whether the actor leads the case's agency or unit. */
ERR_CHECKED enum err people_share_may(struct arena *a, struct db *db, int64_t case_id, bool *out);
/* Of a case: ref to_kind to_name purpose basis from_day until_day granted_by revoked_at standing (live ended); those
 * that are live first. */
ERR_CHECKED enum err people_shares(struct arena *a, struct db *db, int64_t case_id, int32_t today,
    const struct db_rows **out);

struct people_share_new {
	int64_t case_id, by;
	const char *username;	/* a colleague who works with cases, of any agency; or NULL */
	const char *agency;	/* an agency's code, or NULL */
	const char *purpose, *basis;
	int32_t from_day, until_day;
};
/* ERR_NOT_FOUND: no such account or agency.  ERR_DENIED. */
ERR_CHECKED enum err people_share_add(struct arena *a, struct db *db, const struct people_share_new *n);
/* ERR_NOT_FOUND: none of the case, or over. */
ERR_CHECKED enum err people_share_end(struct arena *a, struct db *db, int64_t case_id, struct ref ref);
#endif
