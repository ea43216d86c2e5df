/* firm.h - one firm: what agencies plan and owe there, what it asks for, and the least number of visits for all of it
 * (cover.h). */
#ifndef LIB_JOINT_FIRM_H
#define LIB_JOINT_FIRM_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;
struct db_rows;

/* Of other agencies, between two days: what (plan, visit, recheck) agency_zh agency_en items from_on to_on. */
ERR_CHECKED enum err joint_at_firm(struct arena *a, struct db *db, int64_t firm, int32_t from, int32_t to,
    const struct db_rows **out);
/* What the firm asks for from that day on: kind (joint, quiet) from_on to_on. */
ERR_CHECKED enum err joint_wishes(struct arena *a, struct db *db, int64_t firm, int32_t from,
    const struct db_rows **out);

/* The least number of visits that cover what the programmes of a year name of the firm, under the caps, the agencies a
 * visit and the firm's quiet days. */
struct joint_proposal {
	struct joint_proposed {
		int32_t day;
		const char *agencies_zh, *agencies_en, *items_zh, *items_en;
	} *visit;
	int n, lines, separately;	/* lines that are covered; visits if each agency came for itself */
	const char *why;		/* NULL: found; quiet, agency, firm, long: what prevents it */
	const char *which_zh, *which_en;	/* the item or agency that it is about; NULL: none alone */
};
/* Firms that are named by what was filed for a year, by id from behind `after`: id name. */
ERR_CHECKED enum err joint_planned_firms(struct arena *a, struct db *db, int year, int64_t after, int limit,
    const struct db_rows **out);
ERR_CHECKED enum err joint_propose(struct arena *a, struct db *db, int64_t firm, int year, int32_t today,
    struct joint_proposal *out);
#endif
