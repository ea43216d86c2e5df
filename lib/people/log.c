/* log.c - see office.h: sign-ins, changes of master data, reading of personal data. */
#include "lib/base/day.h"
#include "lib/db/db.h"
#include "lib/people/office.h"

/* Newest first, of an account ($1) or of all: two statements, each of which names what its index begins with.  One
 * place they end before: of two bounds an index is entered at whichever it pleases.  No coalesce() in them: beside row
 * security it keeps an index from being used. */
#define SPAN(from, at, id, limit) \
    " s.at >= " from "::timestamptz and (s.at, s.id) < (" at "::timestamptz, " id "::bigint)" \
    " order by s.at desc, s.id desc limit " limit
#define OF_ALL " where" SPAN("$1", "$2", "$3", "$4")
#define OF_ONE(whose) " where " whose " and" SPAN("$2", "$3", "$4", "$5")
#define ACCOUNT "(select x.id from xz.people_account x where x.username = $1)"
#define PLACE(q) DB_TIME(from(q)), DB_TIME(before(q)), DB_I64(below(q)), DB_I64((q)->limit)

/* A day begins, or ends; none: before and behind all there are. */
static int64_t
from(const struct people_log_query *q)
{
	return q->day == DAY_NONE ? 0 : time_of_day(q->day, 0, 0);
}

static int64_t
end(const struct people_log_query *q)
{
	return time_of_day(q->day == DAY_NONE ? day_of(2999, 1, 1) : q->day + 1, 0, 0);
}

/* The last row before, where it is of the day. */
static bool
goes_on(const struct people_log_query *q)
{
	return q->before_at != TIME_NONE && q->before_at < end(q);
}

static int64_t
before(const struct people_log_query *q)
{
	return goes_on(q) ? q->before_at : end(q);
}

static int64_t
below(const struct people_log_query *q)
{
	return goes_on(q) ? q->before : 0;
}

/* The rows are taken before they are joined: a page costs what it shows. */
#define PAGE(columns, of, joined, table, rows) "select " columns " from (select " of " from xz." table " s" rows ") s" \
    " left join lateral (select a.username, a.display_name from xz.people_account a" \
    " where a.id = s." joined " limit 1) c on true order by s.at desc, s.id desc"

#define SIGN_INS(rows) PAGE("s.id, s.at, s.username, c.display_name, s.outcome, s.remote", \
    "s.id, s.at, s.username, s.account_id, s.outcome, s.remote", "account_id", "people_sign_in", rows)

enum err
people_log_sign_ins(struct arena *a, struct db *db, const struct people_log_query *q, const struct db_rows **out)
{
	return q->username == NULL ? DB_MANY(a, db, out, SIGN_INS(OF_ALL), PLACE(q)) :
	    DB_MANY(a, db, out, SIGN_INS(OF_ONE("s.username = $1")), DB_TEXT(q->username), PLACE(q));
}

#define AUDIT(rows) PAGE("s.id, s.at, coalesce(c.username, '') as username, c.display_name, s.kind, s.subject," \
    " coalesce((select string_agg(k || chr(31) || coalesce(s.before ->> k," \
    " '') || chr(31) || coalesce(s.after ->> k, ''), chr(30) order by k)" \
    "   from (select jsonb_object_keys(s.before) union select jsonb_object_keys(s.after)) x (k)" \
    "   where coalesce(s.before ->> k, '') <> coalesce(s.after ->> k, '')), '') as changes", \
    "s.id, s.at, s.actor, s.kind, s.subject, s.before, s.after", "actor", "sec_audit", rows)

enum err
people_log_audit(struct arena *a, struct db *db, const struct people_log_query *q, const struct db_rows **out)
{
	return q->username == NULL ? DB_MANY(a, db, out, AUDIT(OF_ALL), PLACE(q)) :
	    DB_MANY(a, db, out, AUDIT(OF_ONE("s.actor = " ACCOUNT)), DB_TEXT(q->username), PLACE(q));
}

#define ACCESS(rows) PAGE("s.id, s.at, coalesce(c.username, '') as username, c.display_name, s.route," \
    " s.subject_kind, s.subject_ref, s.rows_seen, s.query, s.refused", \
    "s.id, s.at, s.account_id, s.route, s.subject_kind, s.subject_ref, s.rows_seen, s.query, s.refused", \
    "account_id", "people_access", rows)
/* Of what was read ($5): each ref is a walk of its index, newest first. */
#define OF_WHAT " where (s.y, s.id) in (select w.y, w.id from unnest($5::text[]::uuid[]) as r (ref)" \
    " cross join lateral (select s.y, s.id from xz.people_access s where s.subject_ref = r.ref" \
    " and ($6::text is null or s.account_id = (select x.id from xz.people_account x where x.username = $6)) and" \
    SPAN("$1", "$2", "$3", "$4") ") w) order by s.at desc, s.id desc limit $4"

enum err
people_log_access(struct arena *a, struct db *db, const struct people_log_query *q, const struct db_rows **out)
{
	if (q->of != NULL)
		return DB_MANY(a, db, out, ACCESS(OF_WHAT), PLACE(q), DB_TEXTS(q->of, q->of_n), DB_TEXT(q->username));
	return q->username == NULL ? DB_MANY(a, db, out, ACCESS(OF_ALL), PLACE(q)) :
	    DB_MANY(a, db, out, ACCESS(OF_ONE("s.account_id = " ACCOUNT)), DB_TEXT(q->username), PLACE(q));
}
