/* purge.c - see purge.h. */
#include "lib/db/purge.h"

#include "lib/db/db.h"

enum err
db_act_purge(struct arena *a, struct db *db, int64_t *gone)
{
	return DB_EXEC_N(a, db, gone,
	    "delete from xz.db_act where at < clock_timestamp() - interval '90 days'");	/* real time */
}
