/* chore.c - see chore.h. */
#include "lib/db/chore.h"

#include <stddef.h>

#include "lib/base/log.h"
#include "lib/db/kept.h"
#include "lib/db/loaded.h"
#include "lib/db/purge.h"

enum err
db_partitions_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	enum err e = db_partitions(a, db, n);

	(void)by;
	if (e == OK && *n > 0)
		LOG(LOG_INFO, "partitions", LOG_I64("made", *n));
	return e;
}

enum err
db_act_purge_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	int64_t kept = 0;
	enum err e = db_act_purge(a, db, n);

	(void)by;
	if (e == OK)
		e = db_kept_purge(a, db, &kept);
	*n += kept;
	return e;
}
