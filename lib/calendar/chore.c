/* chore.c - see chore.h. */
#include "lib/calendar/chore.h"

#include "lib/base/arena.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"

#define CLOCKS_A_BATCH 500	/* for as long as they take, an act on one of them waits */
#define BATCHES_A_RUN 8

static enum err
refresh(struct arena *a, struct db *db, void *ctx)
{
	return calendar_refresh(a, db, CLOCKS_A_BATCH, ctx);
}

enum err
calendar_refresh_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	int64_t done = CLOCKS_A_BATCH;
	enum err e = OK;
	int i;

	(void)by;
	*n = 0;
	for (i = 0; e == OK && done == CLOCKS_A_BATCH && i < BATCHES_A_RUN; i++) {
		struct arena *own = arena_child(a);

		e = db_tx_run(own, db, NULL, refresh, &done, NULL);
		if (e == OK)
			*n += done;
		arena_free(own);
	}
	return e;
}
