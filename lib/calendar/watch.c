/* watch.c - clocks as those see them who warn of terms; see calendar.h.  What was said of a clock stands with it, so
 * that a look finds what fell due since the last and nothing else. */
#include "lib/calendar/calendar.h"

#include "lib/db/db.h"

enum err
calendar_clock_near(struct arena *a, struct db *db, const char *rule, int64_t now, int64_t until, int64_t limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select id from xz.calendar_clock where rule = $1 and state = 'open' and said = 0"
	    " and due_at >= $2 and due_at <= $3 order by due_at, id limit $4", DB_TEXT(rule), DB_TIME(now),
	    DB_TIME(until), DB_I64(limit));
}

enum err
calendar_clock_over(struct arena *a, struct db *db, const char *rule, int64_t now, int64_t limit,
    const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "(select id from xz.calendar_clock where rule = $1 and state = 'open' and said = 0 and due_at < $2"
	    " order by due_at, id limit $3) union all"
	    " (select id from xz.calendar_clock where rule = $1 and state = 'open' and said = 1 and due_at < $2"
	    " order by due_at, id limit $3)", DB_TEXT(rule), DB_TIME(now), DB_I64(limit));
}

enum err
calendar_clock_changed(struct arena *a, struct db *db, int64_t limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select id from xz.calendar_clock where said = 3 order by id limit $1",
	    DB_I64(limit));
}

enum err
calendar_clock_say(struct arena *a, struct db *db, int64_t clock, enum clock_said said)
{
	return DB_EXEC(a, db, "update xz.calendar_clock set said = $2 where id = $1", DB_I64(clock), DB_I64(said));
}

enum err
calendar_clock_lock(struct arena *a, struct db *db, int64_t clock, int64_t now, struct clock_row *out,
    enum clock_said *said)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select said from xz.calendar_clock where id = $1 for update", DB_I64(clock));

	if (e != OK)
		return e;
	*said = (enum clock_said)row_i64(r, "said");
	return calendar_clock_get(a, db, clock, now, out);
}
