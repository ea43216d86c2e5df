/* year.h - what random checks came to in a year: coverage, hits, replacements, draws by grade, by agency and by item,
 * and the rows behind each figure.
 *
 * A draw belongs to the year it was announced in, what it selected to the year it was made in, a visit to the year it
 * took place in once it is countersigned, a replacement to the year it was made in.  The actor sees their agency's as
 * its coordinator or head, those below as a supervisor; results still sealed are counted for them.  Cost follows the
 * draws and visits of the year. */
#ifndef LIB_SPOTCHECK_YEAR_H
#define LIB_SPOTCHECK_YEAR_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

struct spotcheck_year_query {
	int year;
	int64_t agency;		/* 0: all that may be seen */
};
/* library (objects in it on the year's last day, or today), drawn_objects, visited_objects: each object once; draws
 * grade_a grade_b grade_c lapsed; drawn: objects the draws selected; visits, hits: visits with a result that calls for
 * a clue; subs_object, subs_officer. */
ERR_CHECKED enum err spotcheck_year_totals(struct arena *a, struct db *db, const struct spotcheck_year_query *q,
    struct db_row *out);
/* The same of each agency that has any, without library: code agency_zh agency_en and the figures. */
ERR_CHECKED enum err spotcheck_year_agencies(struct arena *a, struct db *db, const struct spotcheck_year_query *q,
    const struct db_rows **out);
/* Of each item that was checked: code item_zh item_en visits hits. */
ERR_CHECKED enum err spotcheck_year_items(struct arena *a, struct db *db, const struct spotcheck_year_query *q,
    const struct db_rows **out);
/* The earliest year with a draw that may be seen; ERR_NOT_FOUND: none. */
ERR_CHECKED enum err spotcheck_year_first(struct arena *a, struct db *db, int *out);

/* Rows behind a figure: draws, drawn, drawn_objects, visited_objects, visits, hits, subs_object, subs_officer. */
struct spotcheck_year_rows {
	struct spotcheck_year_query q;
	const char *kind;
	const char *grade;		/* of draws; NULL: any */
	const char *state;		/* of draws: lapsed; NULL: any */
	const char *item;		/* code, of visits and hits; NULL: any */
	int64_t after, after_n;		/* key and n of the last row before; 0, 0: from the start */
	int want;
};
/* key n draw_id title agency_zh agency_en object_id name day note; those that do not fit the kind are null.  note: a
 * draw's state, a visit's results, a replacement's reason.  ERR_NOT_FOUND: no such kind. */
ERR_CHECKED enum err spotcheck_year_list(struct arena *a, struct db *db, const struct spotcheck_year_rows *q,
    const struct db_rows **out);
#endif
