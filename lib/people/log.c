/* log.c - see office.h: sign-ins, changes of master data, reading of personal data. */
#include "lib/base/day.h"
#include "lib/db/db.h"
#include "lib/people/office.h"

/* Positions of the query: $1 user name, $2 from, $3 to, $4 entry, $5 limit. */
static int64_t
from(const struct people_log_query *q)
{
	return q->day == DAY_NONE ? TIME_NONE : time_of_day(q->day, 0, 0);
}

static int64_t
until(const struct people_log_query *q)
{
	return q->day == DAY_NONE ? TIME_NONE : time_of_day(q->day + 1, 0, 0);
}

static int64_t
below(const struct people_log_query *q)
{
	return q->before > 0 ? q->before : INT64_MAX;
}

enum err
people_log_sign_ins(struct arena *a, struct db *db, const struct people_log_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.id, s.at, s.username, c.display_name, s.outcome, s.remote from xz.people_sign_in s"
	    " left join xz.people_account c on c.id = s.account_id"
	    " where ($1::text is null or s.username = $1) and ($2::timestamptz is null or (s.at >= $2 and s.at < $3))"
	    " and s.id < $4 order by s.id desc limit $5", DB_TEXT(q->username), DB_TIME(from(q)), DB_TIME(until(q)),
	    DB_I64(below(q)), DB_I64(q->limit));
}

enum err
people_log_audit(struct arena *a, struct db *db, const struct people_log_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.id, s.at, coalesce(c.username, '') as username, c.display_name, s.kind, s.subject,"
	    " coalesce((select string_agg(k || chr(31) || coalesce(s.before ->> k,"
	    " '') || chr(31) || coalesce(s.after ->> k, ''),     chr(30) order by k)"
	    "   from (select jsonb_object_keys(s.before) union select jsonb_object_keys(s.after)) x (k)"
	    "   where coalesce(s.before ->> k, '') <> coalesce(s.after ->> k, '')), '') as changes"
	    " from xz.sec_audit s left join xz.people_account c on c.id = s.actor"
	    " where ($1::text is null or s.actor = (select x.id from xz.people_account x where x.username = $1))"
	    " and ($2::timestamptz is null or (s.at >= $2 and s.at < $3)) and s.id < $4 order by s.id desc limit $5",
	    DB_TEXT(q->username), DB_TIME(from(q)), DB_TIME(until(q)), DB_I64(below(q)), DB_I64(q->limit));
}

enum err
people_log_access(struct arena *a, struct db *db, const struct people_log_query *q, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select s.id, s.at, coalesce(c.username, '') as username, c.display_name, s.route, s.subject_kind,"
	    " s.subject_ref, s.rows_seen from xz.people_access s left join xz.people_account c on c.id = s.account_id"
	    " where ($1::text is null or s.account_id = (select x.id from xz.people_account x where x.username = $1))"
	    " and ($2::timestamptz is null or (s.at >= $2 and s.at < $3)) and s.id < $4"
	    " order by s.y desc, s.id desc limit $5", DB_TEXT(q->username), DB_TIME(from(q)), DB_TIME(until(q)),
	    DB_I64(below(q)), DB_I64(q->limit));
}
