/* order.c - the sequencer; see stream.h. */
#include "lib/base/arena.h"
#include "lib/db/db.h"
#include "lib/stream/stream.h"

#define EVENTS_A_STEP 4000	/* what they are sent in stays with the connection: half a MiB */

struct ordering {
	int64_t limit, moved;
};

/* Alone; and what is committed is on the disk, of a standby too where there is one, however the cluster is set: a
 * timeout must not end the waiting for it. */
static enum err
alone(struct arena *a, struct db *db, bool *got)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select pg_try_advisory_xact_lock(7825, 1) as got, set_config('synchronous_commit', 'on', true) as durable,"
	    " set_config('statement_timeout', '0', true) as patient,"
	    " set_config('plan_cache_mode', 'force_custom_plan', true) as planned");

	*got = e == OK && row_bool(r, "got");
	return e;
}

/* Pending rows, whichever are there: acts commit out of the order of their ids. */
static enum err
order(struct arena *a, struct db *db, void *ctx)
{
	struct ordering *o = ctx;
	bool got;
	enum err e = alone(a, db, &got);

	o->moved = 0;
	if (e != OK || !got)
		return e;
	return DB_EXEC_N(a, db, &o->moved,
	    "with next as (select y, id from xz.event_pending order by id limit $1),"
	    " gone as (delete from xz.event_pending p using next n where p.y = n.y and p.id = n.id returning p.y, p.id)"
	    " insert into xz.event_order (pos, y, id)"
	    "  select (select coalesce(max(pos), 0) from xz.event_order) + row_number() over (order by id, y), y, id"
	    " from gone", DB_I64(o->limit));
}

enum err
stream_order(struct arena *a, struct db *db, int64_t limit, int64_t *moved)
{
	struct ordering o = { .limit = limit };
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select exists (select from xz.event_pending) as waits");

	*moved = 0;
	if (e != OK || !row_bool(r, "waits"))
		return e;
	e = db_tx_run(a, db, NULL, order, &o, NULL);
	*moved = o.moved;
	return e;
}

enum err
stream_order_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	int64_t moved;
	enum err e;

	(void)by;
	*n = 0;
	do {
		struct arena *each = arena_child(a);

		e = stream_order(each, db, EVENTS_A_STEP, &moved);
		arena_free(each);
		*n += e == OK ? moved : 0;
	} while (e == OK && moved == EVENTS_A_STEP);
	return e;
}
