/* clock_list.c - clocks as rows to show, and those the daemon must look at; see
 * calendar.h. */
#include "lib/calendar/calendar.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

#define COLUMNS "select c.id, c.subject_kind, c.subject_id, c.subject_ref, c.agency_id, c.unit_id," \
    " c.account_id, c.duty, c.rule, p.source, v.label, c.basis_day, c.start_at, c.due_at, c.term_n, c.term_unit," \
    " c.state, c.stopped, c.provisional, c.extension_n, c.replaced_by, c.expiry_action, c.derivation, c.closed_at" \
    " from xz.calendar_clock c join xz.calendar_version v on v.id = c.calendar_version" \
    " left join xz.calendar_parameter p on p.id = c.parameter_id"

struct clock_left
calendar_left(const struct workdays *w, int64_t due_at, int64_t now)
{
	int32_t due = time_day(due_at), today = time_day(now);
	bool over = now > due_at;
	int64_t us = over ? now - due_at : due_at - now;

	return (struct clock_left){ .over = over,
	    .workdays = over ? workday_count(w, due, today) : workday_count(w, today, due),
	    .days = over ? today - due : due - today, .minutes = us / (60 * SECOND_US) };
}

static struct clock_row
row_of(const struct workdays *w, struct db_row r, int64_t now)
{
	struct clock_row c = { .id = row_i64(r, "id"), .subject_kind = row_text(r, "subject_kind"),
	    .subject_id = row_i64(r, "subject_id"), .subject_ref = row_ref(r, "subject_ref"),
	    .agency = row_i64(r, "agency_id"), .unit = row_i64_or(r, "unit_id", 0),
	    .account = row_i64_or(r, "account_id", 0), .duty = row_text(r, "duty"), .rule = row_text(r, "rule"),
	    .source = row_text_or(r, "source", ""), .calendar = row_text(r, "label"),
	    .basis_day = row_day(r, "basis_day"), .start_at = row_time(r, "start_at"),
	    .due_at = row_time(r, "due_at"), .term_n = row_i64(r, "term_n"),
	    .extension_n = row_i64(r, "extension_n"), .term_unit = row_text(r, "term_unit"),
	    .state = row_text(r, "state"), .stopped = row_bool(r, "stopped"),
	    .provisional = row_bool(r, "provisional"), .replaced_by = row_i64_or(r, "replaced_by", 0),
	    .expiry_action = row_text_null(r, "expiry_action"), .derivation = row_text(r, "derivation"),
	    .closed_at = row_time(r, "closed_at") };

	if (c.due_at != TIME_NONE && c.closed_at == TIME_NONE)
		c.left = calendar_left(w, c.due_at, now);
	return c;
}

enum err
calendar_clock_rows(struct arena *a, const struct workdays *w, const struct db_rows *rows, int64_t now,
    struct clock_row **out, size_t *n)
{
	struct clock_row *list;
	int i;

	*n = (size_t)db_count(rows);
	*out = list = ARENA_ARRAY(a, struct clock_row, *n);
	for (i = 0; i < db_count(rows); i++)
		list[i] = row_of(w, db_at(rows, i), now);
	return OK;
}

static enum err
rows_of(struct arena *a, struct db *db, const struct db_rows *rows, int64_t now,
    struct clock_row **out, size_t *n)
{
	const struct workdays *w;
	enum err e = calendar_workdays(a, db, &w);

	return e == OK ? calendar_clock_rows(a, w, rows, now, out, n) : e;
}

enum err
calendar_clock_list(struct arena *a, struct db *db, const char *subject_kind, int64_t subject_id,
    int64_t now, struct clock_row **out, size_t *n)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(a, db, &rows, COLUMNS " where c.subject_kind = $1 and c.subject_id = $2"
	    " order by c.state <> 'open', c.due_at nulls last, c.id", DB_TEXT(subject_kind), DB_I64(subject_id));

	return e == OK ? rows_of(a, db, rows, now, out, n) : e;
}

enum err
calendar_clock_get(struct arena *a, struct db *db, int64_t clock, int64_t now, struct clock_row *out)
{
	const struct workdays *w;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, COLUMNS " where c.id = $1", DB_I64(clock));

	if (e == OK)
		e = calendar_workdays(a, db, &w);
	if (e == OK)
		*out = row_of(w, r, now);
	return e;
}

enum err
calendar_clock_due(struct arena *a, struct db *db, int64_t now, int64_t limit, struct clock_row **out, size_t *n)
{
	const struct db_rows *rows;
	enum err e = DB_MANY(a, db, &rows, COLUMNS " where c.state = 'open' and c.next_tick <= $1"
	    " order by c.next_tick, c.id limit $2", DB_TIME(now), DB_I64(limit));

	return e == OK ? rows_of(a, db, rows, now, out, n) : e;
}
