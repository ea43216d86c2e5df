/* work.c - see work.h. */
#include "lib/work/work.h"

#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/db/db.h"

/* $1 account, $2 agency, $3 duties, $4 unit. */
#define TASKS_OF_ACTOR " from xz.work_task t left join xz.calendar_clock q on q.id = t.clock_id and q.state = 'open'" \
    " where (t.account_id = $1 or (t.account_id is null" \
    " and t.agency_id = $2 and t.duty = any($3) and (t.unit_id is null or t.unit_id = $4)))" \
    " and t.asked_by is distinct from $1"
#define DUE "coalesce(q.due_at, t.due_at)"

struct duties {
	const char *v[32];
	size_t n;
};

static struct duties
duties_of(const struct people_actor *who)
{
	struct duties d = { .n = 0 };
	uint32_t bit;

	for (bit = 1; bit <= DUTY_AUDITADMIN; bit <<= 1)
		if (who->duties & bit)
			d.v[d.n++] = people_duty_code(bit);
	return d;
}

static enum err
remaining(struct arena *a, struct db *db, int64_t now, struct work_task *tasks, int n)
{
	const struct workdays *w = NULL;
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < n; i++) {
		if (tasks[i].due_at == TIME_NONE)
			continue;
		if (w == NULL)
			e = calendar_workdays(a, db, &w);
		if (e == OK)
			tasks[i].left = calendar_left(w, tasks[i].due_at, now);
	}
	return e;
}

static struct work_task
task_of(struct db_row r)
{
	return (struct work_task){ .ref = row_ref(r, "ref"), .kind = row_text(r, "kind"),
	    .subject_kind = row_text(r, "subject_kind"), .subject_ref = row_ref(r, "subject_ref"),
	    .part_ref = row_ref_or_zero(r, "part_ref"), .item_ref = row_ref_or_zero(r, "item_ref"),
	    .action = row_text_null(r, "action"), .number = row_text(r, "number"), .title = row_text(r, "title"),
	    .party = row_text(r, "party"), .cause = row_text(r, "cause"), .rule = row_text_null(r, "rule"),
	    .source = row_text_null(r, "source"), .term_unit = row_text_or(r, "term_unit", ""),
	    .term_n = row_i64_or(r, "term_n", 0), .due_at = row_time(r, "due_at"),
	    .stopped = row_has(r, "stopped") && row_bool(r, "stopped"),
	    .provisional = row_has(r, "provisional") && row_bool(r, "provisional") };
}

enum err
work_tasks(struct arena *a, struct db *db, const struct people_actor *who, const struct work_query *q, int64_t now,
    struct work_task **out, int *n)
{
	struct duties d = duties_of(who);
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "with mine as materialized (select t.id, t.ref, t.kind, t.subject_kind, t.subject_ref, t.part_ref,"
	    " t.item_ref, t.action, t.number, t.title, t.party, t.cause, q.rule, q.term_n, q.term_unit, q.stopped,"
	    " q.provisional, q.parameter_id, coalesce(" DUE ", 'infinity') as due" TASKS_OF_ACTOR
	    " and ($5::date is null or (" DUE " at time zone 'Asia/Shanghai')::date = $5)"
	    " and (not $6 or t.kind in ('approve', 'countersign')))"
	    " select t.ref, t.kind, t.subject_kind, t.subject_ref, t.part_ref, t.item_ref, t.action, t.number, t.title,"
	    " t.party, t.cause, t.rule, t.term_n, t.term_unit, nullif(t.due, 'infinity') as due_at, t.stopped,"
	    " t.provisional, m.source from mine t left join xz.calendar_parameter m on m.id = t.parameter_id"
	    " where $7::uuid is null or (t.due, t.id) > (select x.due, x.id from mine x where x.ref = $7)"
	    " order by t.due, t.id limit $8",
	    DB_I64(who->account), DB_I64(who->agency), DB_TEXTS(d.v, d.n), DB_I64(who->unit),
	    DB_DAY(q->due_on), DB_BOOL(q->signing), DB_REF_OR_NULL(q->after), DB_I64(q->limit));

	if (e != OK)
		return e;
	*n = db_count(rows);
	*out = ARENA_ARRAY(a, struct work_task, (size_t)*n + 1);
	for (i = 0; i < *n; i++)
		(*out)[i] = task_of(db_at(rows, i));
	return remaining(a, db, now, *out, *n);
}

enum err
work_days(struct arena *a, struct db *db, const struct people_actor *who, int32_t from, int32_t to,
    const struct db_rows **out)
{
	struct duties d = duties_of(who);

	return DB_MANY(a, db, out,
	    "select (" DUE " at time zone 'Asia/Shanghai')::date as day, count(*) as n" TASKS_OF_ACTOR
	    " and (" DUE " at time zone 'Asia/Shanghai')::date between $5 and $6"
	    " group by 1 order by 1",
	    DB_I64(who->account), DB_I64(who->agency), DB_TEXTS(d.v, d.n), DB_I64(who->unit), DB_DAY(from),
	    DB_DAY(to));
}

enum err
work_open_each(struct arena *a, struct db *db, const struct work_new *t, const struct work_each *each, size_t n)
{
	const char **subject = ARENA_ARRAY(a, const char *, n), **agency = ARENA_ARRAY(a, const char *, n),
	    **account = ARENA_ARRAY(a, const char *, n);
	size_t i;

	for (i = 0; i < n; i++) {
		subject[i] = arena_printf(a, "%" PRId64, each[i].subject);
		agency[i] = arena_printf(a, "%" PRId64, each[i].agency);
		account[i] = arena_printf(a, "%" PRId64, each[i].account);
	}
	return DB_EXEC(a, db,
	    "select xz.work_open($1, $2, $3, $4, $5, $6, $7, $8::text[]::bigint[], $9::text[]::bigint[],"
	    " $10::text[]::bigint[])",
	    DB_TEXT(t->kind), DB_TEXT(t->duty), DB_TEXT(t->subject_kind), DB_ID(t->unit), DB_ID(t->track),
	    DB_ID(t->item), DB_ID(t->clock), DB_TEXTS(subject, n), DB_TEXTS(agency, n), DB_TEXTS(account, n));
}

static const char *
number_text(struct arena *a, int64_t n)
{
	return arena_printf(a, "%" PRId64, n);
}

enum err
work_open(struct arena *a, struct db *db, const char *subject_kind, int64_t subject, const struct work_new *t, size_t n)
{
	const char **kind = ARENA_ARRAY(a, const char *, n), **duty = ARENA_ARRAY(a, const char *, n),
	    **unit = ARENA_ARRAY(a, const char *, n), **track = ARENA_ARRAY(a, const char *, n),
	    **item = ARENA_ARRAY(a, const char *, n), **clock = ARENA_ARRAY(a, const char *, n),
	    **agency = ARENA_ARRAY(a, const char *, n), **account = ARENA_ARRAY(a, const char *, n);
	size_t i;

	for (i = 0; i < n; i++) {
		kind[i] = t[i].kind;
		duty[i] = t[i].duty;
		unit[i] = number_text(a, t[i].unit);
		track[i] = number_text(a, t[i].track);
		item[i] = number_text(a, t[i].item);
		clock[i] = number_text(a, t[i].clock);
		agency[i] = number_text(a, t[i].agency);
		account[i] = number_text(a, t[i].account);
	}
	return DB_EXEC(a, db,
	    "select xz.work_in_step($1, $2) from (select count(xz.work_open(x.kind, x.duty, $1, nullif(x.unit, 0),"
	    " nullif(x.track, 0), nullif(x.item, 0), nullif(x.clock, 0), array[$2::bigint], array[x.agency],"
	    " array[x.account])::text)"
	    " from unnest($3::text[], $4::text[], $5::text[]::bigint[], $6::text[]::bigint[], $7::text[]::bigint[],"
	    " $8::text[]::bigint[], $9::text[]::bigint[], $10::text[]::bigint[])"
	    " as x (kind, duty, unit, track, item, clock, agency, account)) o (n) where o.n >= 0",
	    DB_TEXT(subject_kind), DB_I64(subject), DB_TEXTS(kind, n), DB_TEXTS(duty, n), DB_TEXTS(unit, n),
	    DB_TEXTS(track, n), DB_TEXTS(item, n), DB_TEXTS(clock, n), DB_TEXTS(agency, n), DB_TEXTS(account, n));
}

enum err
work_done(struct arena *a, struct db *db, const int64_t *tasks, size_t n, int64_t by)
{
	const char **id = ARENA_ARRAY(a, const char *, n);
	size_t i;

	for (i = 0; i < n; i++)
		id[i] = number_text(a, tasks[i]);
	return DB_EXEC(a, db, "update xz.people_task set done_at = xz.now(), done_by = $2"
	    " where id = any($1::text[]::bigint[]) and done_at is null", DB_TEXTS(id, n), DB_ID(by));
}

enum err
work_in_step(struct arena *a, struct db *db, const char *subject_kind, int64_t subject)
{
	return DB_EXEC(a, db, "select xz.work_in_step($1, $2)", DB_TEXT(subject_kind), DB_I64(subject));
}
