/* year.h - what random checks came to in a year: coverage, hits, replacements, draws by grade, by agency and by item,
 * and the rows behind each figure.
 *
 * A draw belongs to the year it was announced in, what it selected to the year it was made in, a visit to the year it
 * took place in once it is countersigned, a replacement to the year it was made in.  The actor sees their agency's as
 * its coordinator or head, those below as a supervisor; results still sealed are counted for them. */
#ifndef LIB_SPOTCHECK_YEAR_H
#define LIB_SPOTCHECK_YEAR_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/db/db.h"

struct spotcheck_year_query {
	int year;
	int64_t agency;		/* 0: all that may be seen */
};
struct spotcheck_year {
	/* library (objects in it on the year's last day, or today), drawn_objects, visited_objects: each object once;
	 * draws grade_a grade_b grade_c lapsed; drawn: objects the draws selected; visits, hits: visits with a result
	 * that calls for a clue; subs_object, subs_officer. */
	struct db_row all;
	const struct db_rows *agencies;	/* that have any: code agency_zh agency_en and the same without library */
	const struct db_rows *items;	/* that were checked: code item_zh item_en visits hits */
	int64_t at;			/* counted then, where that takes long (lib/db/kept.h); TIME_NONE: now */
};
ERR_CHECKED enum err spotcheck_year(struct arena *a, struct db *db, const struct spotcheck_year_query *q,
    struct spotcheck_year *out);
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
