/* consume.c - consumers of the order of events; see stream.h. */
#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/stream/stream.h"

#define REASON_MAX 200

/* ---- cursors */

enum err
stream_waits(struct arena *a, struct db *db, const char *consumer, bool *out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select coalesce((select pos from xz.event_cursor where consumer = $1), 0)"
	    " < coalesce((select max(pos) from xz.event_order), 0)"
	    " or exists (select from xz.stream_aside where consumer = $1 and state = 'again') as waits",
	    DB_TEXT(consumer));

	*out = e == OK && row_bool(r, "waits");
	return e;
}

/* Plans are made for the few rows at the end of long tables: a plan for any range would read all events. */
static enum err
lock(struct arena *a, struct db *db, const char *consumer, bool *alone)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select pg_try_advisory_xact_lock(7826, hashtext($1)) as got,"
	    " set_config('plan_cache_mode', 'force_custom_plan', true) as planned", DB_TEXT(consumer));

	*alone = e == OK && row_bool(r, "got");
	return e;
}

enum err
stream_begin(struct arena *a, struct db *db, const char *consumer, int64_t limit, struct stream_batch *out,
    bool *alone)
{
	struct db_row r;
	int64_t last;
	enum err e = lock(a, db, consumer, alone);

	*out = (struct stream_batch){ .consumer = consumer };
	if (e != OK || !*alone)
		return e;
	e = DB_ONE(a, db, &r,
	    "select coalesce((select pos from xz.event_cursor where consumer = $1), 0) as cursor,"
	    " coalesce((select max(pos) from xz.event_order), 0) as last", DB_TEXT(consumer));
	if (e != OK)
		return e;
	last = row_i64(r, "last");
	out->from = row_i64(r, "cursor");
	out->to = last < out->from + limit ? last : out->from + limit;
	if (out->to < out->from)
		return err_set(ERR_STATE, "%s has taken %" PRId64 " events, and %" PRId64 " are ordered: the store was"
		    " put back without its cursors", consumer, out->from, last);
	return OK;
}

enum err
stream_cursor_set(struct arena *a, struct db *db, const char *consumer, int64_t pos)
{
	return DB_EXEC(a, db,
	    "insert into xz.event_cursor (consumer, pos, moved_at) values ($1, $2, xz.now())"
	    " on conflict (consumer) do update set pos = excluded.pos, moved_at = excluded.moved_at",
	    DB_TEXT(consumer), DB_I64(pos));
}

enum err
stream_end(struct arena *a, struct db *db, const struct stream_batch *b)
{
	return b->to > b->from ? stream_cursor_set(a, db, b->consumer, b->to) : OK;
}

/* ---- batches */

struct consuming {
	const struct stream_consumer *c;
	int64_t limit, moved;
	struct stream_batch batch;	/* of the last transaction, done or not */
	const char *reason;
};

static enum err
take(struct arena *a, struct db *db, void *ctx)
{
	struct consuming *s = ctx;
	bool alone;
	enum err e = stream_begin(a, db, s->c->name, s->limit, &s->batch, &alone);

	s->moved = 0;
	if (e != OK || !alone || s->batch.to == s->batch.from)
		return e;
	e = s->c->take(a, db, &s->batch);
	if (e == OK)
		e = stream_end(a, db, &s->batch);
	if (e == OK)
		s->moved = s->batch.to - s->batch.from;
	return e;
}

/* ---- an event that fails */

/* It is not the events' fault when all of the last ones failed. */
static enum err
stop_at_many(struct arena *a, struct db *db, const struct consuming *s)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select count(*) >= $3 as many from xz.stream_aside"
	    " where consumer = $1 and pos > $2 - $3 and pos <= $2 and state = 'aside'", DB_TEXT(s->c->name),
	    DB_I64(s->batch.from), DB_I64(STREAM_ASIDE_MOST));

	if (e == OK && row_bool(r, "many"))
		return err_set(ERR_STATE, "%s: %d events one behind the other failed; it stands at %" PRId64 ": %s",
		    s->c->name, STREAM_ASIDE_MOST, s->batch.from, s->reason);
	return e;
}

/* Noted in a transaction of its own; the last time it is set aside, with the cursor, and *aside. */
static enum err
note_failure(struct arena *a, struct db *db, void *ctx)
{
	struct consuming *s = ctx;
	struct stream_batch now;
	struct db_row r;
	bool alone;
	enum err e = stream_begin(a, db, s->c->name, 1, &now, &alone);

	s->moved = 0;
	if (e != OK || !alone || now.from != s->batch.from)
		return e;	/* another has gone on */
	e = DB_ONE(a, db, &r,
	    "insert into xz.stream_aside as x (consumer, pos, tries, reason, next_at)"
	    "  values ($1, $2, 1, $3, clock_timestamp() + interval '1 second')"	/* real time */
	    " on conflict (consumer, pos) do update set tries = x.tries + 1, reason = excluded.reason,"
	    "  next_at = clock_timestamp() + interval '1 second' * 6 ^ x.tries,"	/* real time */
	    "  state = case when x.tries + 1 >= $4 then 'aside' else x.state end,"
	    "  aside_at = case when x.tries + 1 >= $4 then clock_timestamp() end"	/* real time */
	    " returning state = 'aside' as aside", DB_TEXT(s->c->name), DB_I64(now.to), DB_TEXT(s->reason),
	    DB_I64(STREAM_TRIES));
	if (e != OK || !row_bool(r, "aside"))
		return e;
	e = stream_end(a, db, &now);
	if (e == OK)
		s->moved = 1;
	return e;
}

static enum err
fail_at(struct arena *a, struct db *db, struct consuming *s)
{
	enum err e;

	s->reason = arena_strndup(a, err_last(), REASON_MAX);
	e = stop_at_many(a, db, s);
	if (e == OK)
		e = db_tx_run(a, db, NULL, note_failure, s, NULL);
	if (e != OK || s->moved > 0)
		return e;
	return err_set(ERR_STATE, "%s: event %" PRId64 ": %s", s->c->name, s->batch.to, s->reason);
}

/* Events singly, until one fails or those up to `until` are done; *more: nothing failed. */
static enum err
take_singly(struct arena *a, struct db *db, struct consuming *s, int64_t until, int64_t *n, bool *more)
{
	enum err e;

	s->limit = 1;
	do {
		s->moved = 0;
		s->batch = (struct stream_batch){ .to = 0 };
		e = db_tx_run(a, db, NULL, take, s, NULL);
		if (e != OK && s->batch.to > s->batch.from)
			e = fail_at(a, db, s);
		*n += e == OK ? s->moved : 0;
	} while (e == OK && s->moved > 0 && s->batch.to < until);
	*more = s->moved > 0;
	return e;
}

/* ---- again what was set aside */

static enum err
take_again(struct arena *a, struct db *db, void *ctx)
{
	struct consuming *s = ctx;
	struct db_row r;
	bool alone;
	enum err e = lock(a, db, s->c->name, &alone);

	s->moved = 0;
	if (e == OK && alone)
		e = DB_ONE(a, db, &r, "update xz.stream_aside set state = 'done', reason = '' where consumer = $1"
		    " and pos = (select min(pos) from xz.stream_aside where consumer = $1 and state = 'again')"
		    " returning pos", DB_TEXT(s->c->name));
	if (e != OK || !alone)
		return e == ERR_NOT_FOUND ? OK : e;
	s->batch = (struct stream_batch){ s->c->name, row_i64(r, "pos") - 1, row_i64(r, "pos") };
	e = s->c->take(a, db, &s->batch);
	if (e == OK)
		s->moved = 1;
	return e;
}

static enum err
again(struct arena *a, struct db *db, struct consuming *s, int64_t *n)
{
	enum err e;

	do {
		s->batch = (struct stream_batch){ .to = 0 };
		e = db_tx_run(a, db, NULL, take_again, s, NULL);
		*n += e == OK ? s->moved : 0;
	} while (e == OK && s->moved > 0);
	if (e == OK || s->batch.to == 0)
		return e;
	/* as it was, with what is wrong now */
	return DB_EXEC(a, db, "update xz.stream_aside set state = 'aside', tries = tries + 1, reason = $3"
	    " where consumer = $1 and pos = $2 and state = 'again'", DB_TEXT(s->c->name), DB_I64(s->batch.to),
	    DB_TEXT(arena_strndup(a, err_last(), REASON_MAX)));
}

/* ---- all */

/* An event that was tried before is next.  ERR_STATE: it is not time yet. */
static enum err
look_at_tried(struct arena *a, struct db *db, struct consuming *s, bool *tried)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(a, db, &rows,
	    "select x.pos, x.reason, x.next_at > clock_timestamp() as rests"	/* real time */
	    " from xz.stream_aside x where x.consumer = $1 and x.state = 'trying' and x.pos > coalesce("
	    "  (select c.pos from xz.event_cursor c where c.consumer = $1), 0) order by x.pos limit 1",
	    DB_TEXT(s->c->name));

	*tried = e == OK && db_count(rows) > 0;
	if (*tried && row_bool(db_at(rows, 0), "rests"))
		return err_set(ERR_STATE, "%s: event %" PRId64 " is tried again: %s", s->c->name,
		    row_i64(db_at(rows, 0), "pos"), row_text(db_at(rows, 0), "reason"));
	return e;
}

static enum err
step(struct arena *a, struct db *db, struct consuming *s, int64_t *n, bool *more)
{
	bool tried;
	enum err e = look_at_tried(a, db, s, &tried);

	*more = false;
	if (e != OK)
		return e;
	if (tried)
		return take_singly(a, db, s, 0, n, more);
	s->limit = s->c->limit;
	s->moved = 0;
	s->batch = (struct stream_batch){ .to = 0 };
	e = db_tx_run(a, db, NULL, take, s, NULL);
	if (e != OK && s->batch.to > s->batch.from)
		return take_singly(a, db, s, s->batch.to, n, more);
	*n += e == OK ? s->moved : 0;
	*more = s->moved == s->limit;
	return e;
}

enum err
stream_consume(struct arena *a, struct db *db, const struct stream_consumer *c, int64_t *n)
{
	struct consuming s = { .c = c };
	bool more;
	enum err e = stream_waits(a, db, c->name, &more);

	*n = 0;
	if (e == OK && more)
		e = again(a, db, &s, n);
	while (e == OK && more) {
		struct arena *each = arena_child(a);

		e = step(each, db, &s, n, &more);
		arena_free(each);
	}
	return e;
}

/* ---- for the operator */

enum err
stream_aside(struct arena *a, struct db *db, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select x.consumer, x.pos, e.kind, x.reason, x.tries, x.aside_at"
	    " from xz.stream_aside x join xz.event_order o on o.pos = x.pos"
	    " join xz.event e on e.y = o.y and e.id = o.id"
	    " where x.state in ('aside', 'again') order by x.consumer, x.pos");
}

enum err
stream_again(struct arena *a, struct db *db, const char *consumer, int64_t pos)
{
	int64_t n;
	enum err e = DB_EXEC_N(a, db, &n, "update xz.stream_aside set state = 'again' where consumer = $1"
	    " and pos = $2 and state = 'aside'", DB_TEXT(consumer), DB_I64(pos));

	if (e == OK && n == 0)
		return err_set(ERR_NOT_FOUND, "nothing of %s is set aside at %" PRId64, consumer, pos);
	return e;
}
