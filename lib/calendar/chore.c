/* chore.c - see chore.h. */
#include "lib/calendar/chore.h"

#include "lib/calendar/calendar.h"
#include "lib/db/db.h"

#define CLOCKS_A_RUN 500	/* for as long as they take, an act on one of them waits */

static enum err
refresh(struct arena *a, struct db *db, void *ctx)
{
	return calendar_refresh(a, db, CLOCKS_A_RUN, ctx);
}

enum err
calendar_refresh_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)by;
	return db_tx_run(a, db, NULL, refresh, n, NULL);
}
