/* cover.h - the least number of visits that cover what is to be checked at a firm: pure, no store.
 *
 * Each item is an agency's and has a window of days; a visit is one day and some agencies, and covers every item of
 * those whose window has that day.  Agencies a visit, visits of an agency and of all, and quiet days are bounds. */
#ifndef LIB_JOINT_COVER_H
#define LIB_JOINT_COVER_H
#include <stdbool.h>
#include <stdint.h>

#define COVER_ITEMS 64
#define COVER_AGENCIES 16

struct cover_item {
	int agency;		/* 0 to agency_n - 1 */
	int32_t from, to;	/* days, both included */
};
struct cover_task {
	const struct cover_item *item;
	const int *cap;		/* of each agency: visits it may make; -1: no bound */
	const int32_t *quiet;	/* days without visits */
	int item_n, agency_n, quiet_n;
	int most;		/* agencies in one visit; 0: no bound */
	int firm;		/* visits of all; -1: no bound */
};
struct cover_visit {
	int32_t day;
	uint32_t agencies;	/* bit a: agency a comes */
	uint64_t items;		/* bit i: item i is checked then */
};
enum cover_why { COVER_FOUND, COVER_QUIET, COVER_AGENCY, COVER_FIRM, COVER_LONG };
struct cover_plan {
	struct cover_visit visit[COVER_ITEMS];	/* by day */
	int n;
	enum cover_why why;	/* not found: quiet days leave no day for an item, an agency's bound, the firm's bound;
				 * COVER_LONG: the search was given up */
	int which;		/* COVER_QUIET: the item; COVER_AGENCY: the agency, -1: several together */
};
/* out->why COVER_FOUND: no plan has fewer visits.  False: more items or agencies than fit. */
bool joint_cover(const struct cover_task *t, struct cover_plan *out);
#endif
