/* dims.c - see dims.h. */
#include "lib/record/dims.h"

#include "lib/db/db.h"

#define EVENTS_A_RUN 2000

enum err
record_dims_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.event_dims_infer($1::int) as n", DB_I64(EVENTS_A_RUN));

	(void)by;
	if (e == OK)
		*n = row_i64(r, "n");
	return e;
}

enum err
record_dims_missing(struct arena *a, struct db *db, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select exists (select from xz.event where not dims ? 'level') as missing");

	*out = e == OK && row_bool(r, "missing");
	return e;
}
