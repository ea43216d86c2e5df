/* read.c - alerts as pages show them; row security decides what there is. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/monitor/priv.h"
#include "lib/record/record.h"

#define COLUMNS "select a.id, a.ref, a.agency_id, a.unit_id, a.account_id, a.chain_id, a.clock_id, a.subject_kind," \
    " a.subject_ref, a.number, a.duty, a.level, a.state, a.due_at, a.raised_at, a.red_at, a.explained_at," \
    " a.promised_on, a.accepted_at, a.ended_at, a.ended, a.words_ref, a.reply_ref, a.version, a.n, a.of_n," \
    " a.person, a.seen, r.ask, r.code, r.name_zh," \
    " r.name_en, r.todo_zh, r.todo_en, r.source, g.name as agency_name," \
    " coalesce(u.name, '') as unit_name, k.name_zh as duty_zh, k.name_en as duty_en, c.display_name as explained_by" \
    " from xz.monitor_alert a join xz.monitor_rule r on r.id = a.rule_id" \
    " join xz.people_agency g on g.id = a.agency_id" \
    " join xz.people_duty_kind k on k.code = a.duty left join xz.people_unit u on u.id = a.unit_id" \
    " left join xz.people_account c on c.id = a.explained_by"

static struct monitor_alert
alert_row(struct db_row r)
{
	return (struct monitor_alert){ .id = row_i64(r, "id"), .agency = row_i64(r, "agency_id"),
	    .unit = row_i64_or(r, "unit_id", 0), .account = row_i64_or(r, "account_id", 0),
	    .chain = row_i64_or(r, "chain_id", 0), .clock = row_i64_or(r, "clock_id", 0), .ref = row_ref(r, "ref"),
	    .subject_ref = row_ref(r, "subject_ref"),
	    .code = row_text(r, "code"), .name_zh = row_text(r, "name_zh"), .name_en = row_text(r, "name_en"),
	    .todo_zh = row_text(r, "todo_zh"), .todo_en = row_text(r, "todo_en"), .source = row_text(r, "source"),
	    .subject_kind = row_text(r, "subject_kind"), .number = row_text(r, "number"),
	    .agency_name = row_text(r, "agency_name"), .unit_name = row_text(r, "unit_name"),
	    .duty = row_text(r, "duty"), .duty_zh = row_text(r, "duty_zh"), .duty_en = row_text(r, "duty_en"),
	    .level = row_text(r, "level"), .state = row_text(r, "state"), .ended = row_text_null(r, "ended"),
	    .explained_by = row_text_null(r, "explained_by"), .due_at = row_time(r, "due_at"),
	    .raised_at = row_time(r, "raised_at"), .red_at = row_time(r, "red_at"),
	    .explained_at = row_time(r, "explained_at"), .accepted_at = row_time(r, "accepted_at"),
	    .ended_at = row_time(r, "ended_at"), .promised_on = row_day(r, "promised_on"),
	    .ask = row_text_null(r, "ask"), .n = row_i64_or(r, "n", 0), .of_n = row_i64_or(r, "of_n", 0),
	    .person = row_bool(r, "person"), .to_head = !str_eq(row_text(r, "seen"), "unit"),
	    .to_body = str_eq(row_text(r, "seen"), "body"), .version = row_i32(r, "version") };
}

enum err
alert_load(struct arena *a, struct db *db, struct ref ref, bool words, struct monitor_alert *out)
{
	struct ref side[2];
	const char *text[2];
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, COLUMNS " where a.ref = $1", DB_REF(ref));

	if (e != OK)
		return e;
	*out = alert_row(r);
	if (!words)
		return OK;
	side[0] = row_ref_or_zero(r, "words_ref");
	side[1] = row_ref_or_zero(r, "reply_ref");
	e = record_sides_open(a, db, side, 2, text);
	out->words = text[0];
	out->reply = text[1];
	return e;
}

enum err
monitor_get(struct arena *a, struct db *db, struct ref ref, int64_t now, struct monitor_alert *out)
{
	const struct workdays *w;
	const struct db_rows *rows;
	enum err e = alert_load(a, db, ref, true, out);

	if (e == OK)
		e = DB_MANY(a, db, &rows, "select s.whole from xz.subject s where s.kind = $1 and s.ref = $2",
		    DB_TEXT(out->subject_kind), DB_REF(out->subject_ref));
	if (e == OK && db_count(rows) == 1)
		out->whole = row_ref(db_at(rows, 0), "whole");
	if (e == OK)
		e = calendar_workdays(a, db, &w);
	if (e == OK)
		out->left = calendar_left(w, out->due_at, now);
	return e;
}

/* What waits, the longest overdue first; warnings, the nearest first. */
static enum err
by_due(struct arena *a, struct db *db, const struct monitor_query *q, const struct db_rows **out)
{
	return str_eq(q->state, "warning") ? DB_MANY(a, db, out, COLUMNS
	    " where a.level = 'yellow' and a.ended_at is null and a.clock_id is not null and ($1::bigint is null or"
	    " a.agency_id = $1)"
	    " and ($2::uuid is null or (a.due_at, a.id) > (select x.due_at, x.id from xz.monitor_alert x"
	    " where x.ref = $2)) order by a.due_at, a.id limit $3", DB_ID(q->agency), DB_REF_OR_NULL(q->after),
	    DB_I64(q->limit)) : DB_MANY(a, db, out, COLUMNS
	    " where a.state in ('open', 'explained') and not a.person and ($4 = 'waits' or a.state = $4)"
	    " and ($1::bigint is null or a.agency_id = $1)"
	    " and ($2::uuid is null or (a.due_at, a.id) > (select x.due_at, x.id from xz.monitor_alert x"
	    " where x.ref = $2)) order by a.due_at, a.id limit $3", DB_ID(q->agency), DB_REF_OR_NULL(q->after),
	    DB_I64(q->limit), DB_TEXT(q->state));
}

enum err
monitor_list(struct arena *a, struct db *db, const struct monitor_query *q, int64_t now, struct monitor_alert **out,
    int *n)
{
	const struct workdays *w;
	const struct db_rows *rows;
	int i;
	enum err e = q->state != NULL && str_eq(q->state, "signal") ? DB_MANY(a, db, &rows, COLUMNS
	    " where a.level = 'yellow' and a.seen = 'body' and ($1::bigint is null or a.agency_id = $1)"
	    " and ($2::uuid is null or a.id < (select x.id from xz.monitor_alert x where x.ref = $2))"
	    " order by a.id desc limit $3", DB_ID(q->agency), DB_REF_OR_NULL(q->after), DB_I64(q->limit)) :
	    q->state != NULL && !str_eq(q->state, "accepted") ? by_due(a, db, q, &rows) : DB_MANY(a, db, &rows, COLUMNS
	    " where a.level = 'red' and not a.person and ($1::bigint is null or a.agency_id = $1) and ($4::text is"
	    " null or a.state = $4)"
	    " and ($2::uuid is null or a.id < (select x.id from xz.monitor_alert x where x.ref = $2))"
	    " order by a.id desc limit $3", DB_ID(q->agency), DB_REF_OR_NULL(q->after), DB_I64(q->limit),
	    DB_TEXT(q->state));

	if (e == OK)
		e = calendar_workdays(a, db, &w);
	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct monitor_alert, (size_t)*n + 1);
	for (i = 0; i < *n; i++) {
		(*out)[i] = alert_row(db_at(rows, i));
		(*out)[i].left = calendar_left(w, (*out)[i].due_at, now);
	}
	return OK;
}

enum err
monitor_agencies(struct arena *a, struct db *db, int64_t from, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select g.name as name_zh, coalesce(nullif(g.name_en, ''), g.name) as name_en,"
	    " count(*) filter (where x.state = 'open') as open,"
	    " count(*) filter (where x.state = 'explained') as explained, count(*) as raised from xz.monitor_alert x"
	    " join xz.people_agency g on g.id = x.agency_id where x.level = 'red' and not x.person"
	    " and x.red_at >= $1 group by g.id, g.name, g.name_en order by 3 desc, 5 desc, 1", DB_TIME(from));
}

enum err
monitor_causes(struct arena *a, struct db *db, int64_t from, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select r.name_zh, r.name_en, count(*) as n from xz.monitor_alert x"
	    " join xz.monitor_rule r on r.id = x.rule_id where x.level = 'red' and not x.person"
	    " and x.red_at >= $1 group by r.name_zh, r.name_en order by 3 desc, 1", DB_TIME(from));
}

enum err
monitor_days(struct arena *a, struct db *db, int32_t from, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select d.day::date as day, coalesce(x.n, 0) as n"
	    " from generate_series($1::date::timestamp, xz.today()::timestamp, interval '1 day') d (day)"
	    " left join (select (a.red_at at time zone 'Asia/Shanghai')::date as day, count(*) as n from"
	    " xz.monitor_alert a"
	    " where a.level = 'red' and not a.person and a.red_at >= $2 group by 1) x on x.day = d.day::date order by"
	    " 1",
	    DB_DAY(from), DB_TIME(time_of_day(from, 0, 0)));
}

enum err
monitor_wall_state(struct arena *a, struct db *db, int64_t from, const char **out)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select concat_ws('-', count(*), coalesce(sum(x.version), 0),"
	    " coalesce(max(x.id), 0), count(*) filter (where x.state = 'open'), xz.today()) as state"
	    " from xz.monitor_alert x where x.level = 'red' and not x.person and x.red_at >= $1", DB_TIME(from));

	if (e == OK)
		*out = row_text(r, "state");
	return e;
}
