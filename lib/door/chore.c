/* chore.c - see chore.h. */
#include "lib/door/chore.h"

#include "lib/db/db.h"

enum err
door_over_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.door_over() as n");

	(void)by;
	if (e == OK)
		*n = row_i64(r, "n");
	return e;
}
