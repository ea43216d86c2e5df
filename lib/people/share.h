/* share.h - a case shown to a colleague or an agency beyond the tree, for a time (15 of the foundations): in full, to
 * read, or as a card of number, agency, cause, state and dates.  Row security decides who may share and end; rows are
 * read by column name. */
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
/* Of a case: ref to_kind to_name level purpose basis from_day until_day granted_by revoked_at standing (live ended);
 * those that are live first. */
ERR_CHECKED enum err people_shares(struct arena *a, struct db *db, int64_t case_id, int32_t today,
    const struct db_rows **out);

struct people_share_new {
	int64_t case_id, by;
	const char *username;	/* a colleague who works with cases, of any agency; or NULL */
	const char *agency;	/* an agency's code, or NULL */
	const char *level;	/* "full", "card" */
	const char *purpose, *basis;
	int32_t from_day, until_day;
};
/* ERR_NOT_FOUND: no such account or agency.  ERR_DENIED. */
ERR_CHECKED enum err people_share_add(struct arena *a, struct db *db, const struct people_share_new *n);
/* The cards shown to the actor, the newest first: number agency_zh agency_en cause_name state_zh state_en opened_on
 * filed_on ended_on from_day until_day.  Nothing in them leads to the case. */
ERR_CHECKED enum err people_cards(struct arena *a, struct db *db, const struct db_rows **out);
/* ERR_NOT_FOUND: none of the case, or over. */
ERR_CHECKED enum err people_share_end(struct arena *a, struct db *db, int64_t case_id, struct ref ref);
#endif
