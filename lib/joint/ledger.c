/* ledger.c - a firm's year: every visit that was made or is announced, of all agencies; which one of its agency's it is
 * and how many that may make. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/calendar/calendar.h"
#include "lib/joint/joint.h"

/* The cap of an agency by its latest visit; -1: none was published. */
static enum err
cap_of(struct arena *a, struct db *db, int64_t agency, int32_t day, int64_t *out)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(a, db, "inspection.cap.agency", day, agency, NULL, &p);

	*out = e == OK ? p.value : -1;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
joint_ledger(struct arena *a, struct db *db, int64_t firm, int year, struct joint_visit **out, int *n)
{
	const struct db_rows *rows;
	int i, k;
	enum err e = DB_MANY(a, db, &rows, "select day, agency_id, agency_name, agency_en, kind, counted, done, items,"
	    " joint, nth from xz.joint_ledger($1, $2::int) order by day desc, nth desc nulls last, agency_id",
	    DB_I64(firm), DB_I64(year));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct joint_visit, (size_t)*n + 1);
	for (i = 0; e == OK && i < *n; i++) {
		struct db_row r = db_at(rows, i);
		struct joint_visit *v = &(*out)[i];

		*v = (struct joint_visit){ .agency = row_i64(r, "agency_id"), .day = row_day(r, "day"),
		    .agency_name = row_text(r, "agency_name"),
		    .agency_en = row_text(r, "agency_en"), .kind = row_text(r, "kind"),
		    .items = row_text(r, "items"), .counted = row_bool(r, "counted"), .done = row_bool(r, "done"),
		    .joint = row_bool(r, "joint"), .nth = row_i64_or(r, "nth", 0) };
		for (k = 0; k < i && (*out)[k].agency != v->agency; k++)
			;
		if (k < i)
			v->cap = (*out)[k].cap;
		else
			e = cap_of(a, db, v->agency, v->day, &v->cap);
	}
	return e;
}
