/* sequence.c - see sequence.h. */
#include "lib/db/sequence.h"

#include "lib/db/db.h"

struct sequencing {
	int64_t limit, moved;
};

static enum err
sequence(struct arena *a, struct db *db, void *ctx)
{
	struct sequencing *s = ctx;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select pg_try_advisory_xact_lock(7825, 1) as got");

	s->moved = 0;
	if (e != OK || !row_bool(r, "got"))
		return e;
	e = DB_ONE(a, db, &r,
	    "with next as (select y, id from xz.event_pending order by id limit $1),"
	    " gone as (delete from xz.event_pending p using next n where p.y = n.y and p.id = n.id returning p.y, p.id),"
	    " put as (insert into xz.event_order (pos, y, id)"
	    "  select (select coalesce(max(pos), 0) from xz.event_order) + row_number() over (order by id, y), y, id from gone"
	    "  returning pos)"
	    " select count(*) as n from put", DB_I64(s->limit));
	if (e == OK)
		s->moved = row_i64(r, "n");
	return e;
}

enum err
db_sequence(struct arena *a, struct db *db, int64_t limit, int64_t *moved)
{
	struct sequencing s = { .limit = limit };
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select exists (select from xz.event_pending) as waits");

	*moved = 0;
	if (e != OK || !row_bool(r, "waits"))
		return e;
	e = db_tx_run(a, db, NULL, sequence, &s, NULL);
	*moved = s.moved;
	return e;
}

enum err
db_act_purge(struct arena *a, struct db *db, int64_t *gone)
{
	return DB_EXEC_N(a, db, gone,
	    "delete from xz.db_act where at < clock_timestamp() - interval '90 days'");	/* real time */
}
