/* chore.c - see chore.h. */
#include "lib/exchange/chore.h"

#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/stream/stream.h"

#define EVENTS_A_STEP 1000
#define RAW_KEEP 12	/* months, where the parameter has no row */

static enum err
deliver(struct arena *a, struct db *db, const struct stream_batch *b)
{
	return DB_EXEC(a, db, "insert into xz.exchange_delivery (y, link_id, pos, kind, subject_kind, subject_ref)"
	    " select e.y, g.link_id, o.pos, e.kind, e.subject_kind, e.subject_ref from xz.event_order o"
	    " join xz.event e on e.y = o.y and e.id = o.id"
	    " join xz.exchange_grant g on g.kind = 'events' and g.name = e.subject_kind and g.revoked_at is null"
	    " join xz.exchange_link l on l.id = g.link_id and l.state = 'on' and l.hook_url is not null"
	    " where o.pos > $1 and o.pos <= $2 on conflict do nothing", DB_I64(b->from), DB_I64(b->to));
}
static const struct stream_consumer delivery = { .name = "delivery", .limit = EVENTS_A_STEP, .take = deliver };

enum err
exchange_delivery_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)by;
	return stream_consume(a, db, &delivery, n);
}

enum err
exchange_over_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct calendar_parameter p;
	struct db_row r;
	enum err e = calendar_parameter_get(a, db, "link.raw_keep", time_day(clock_now()), 0, NULL, &p);

	(void)by;
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	e = DB_ONE(a, db, &r, "select xz.exchange_over($1::int) as n", DB_I64(e == OK ? p.value : RAW_KEEP));
	if (e == OK)
		*n = row_i64(r, "n");
	return e;
}
