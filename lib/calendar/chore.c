/* chore.c - see chore.h. */
#include "lib/calendar/chore.h"

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"

#define CLOCKS_A_BATCH 500	/* for as long as they take, an act on one of them waits */
#define RUN_US (SECOND_US * 4 / 5)	/* of each second; the rest is the other chores' */

struct refreshing {
	struct calendar_place at;
	int64_t done;
};

static enum err
refresh(struct arena *a, struct db *db, void *ctx)
{
	struct refreshing *r = ctx;

	return calendar_refresh(a, db, CLOCKS_A_BATCH, &r->at, &r->done);
}

enum err
calendar_refresh_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct refreshing r = { .done = CLOCKS_A_BATCH };
	int64_t until = clock_monotonic_us() + RUN_US;
	enum err e = OK;

	(void)by;
	*n = 0;
	while (e == OK && r.done == CLOCKS_A_BATCH && clock_monotonic_us() < until) {
		struct arena *own = arena_child(a);

		e = db_tx_run(own, db, NULL, refresh, &r, NULL);
		if (e == OK)
			*n += r.done;
		arena_free(own);
	}
	return e;
}
