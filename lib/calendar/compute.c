/* compute.c - see compute.h: three statements, however many clocks. */
#include "lib/calendar/compute.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"

/* Rows of many clocks, by clock; each takes those that are its own. */
struct shelf {
	const struct db_rows *rows;
	int at;
};

static int
own(const struct shelf *s, int64_t clock)
{
	int n = 0;

	while (s->at + n < db_count(s->rows) && row_i64(db_at(s->rows, s->at + n), "clock_id") == clock)
		n++;
	return n;
}

/* All that a due date follows from. */
static enum err
read_term(struct arena *a, struct db_row c, struct shelf *stops, struct shelf *more, struct term *t)
{
	int64_t clock = row_i64(c, "id");
	struct term_stop *stop;
	struct term_span *span;
	size_t i;

	*t = (struct term){ .start = row_time(c, "start_at"), .span = { .n = row_i64(c, "term_n") },
	    .stop_n = (size_t)own(stops, clock), .extension_n = (size_t)own(more, clock) };
	if (!term_unit_parse(row_text(c, "term_unit"), &t->span.unit))
		return err_set(ERR_DB, "clock %lld: unit", (long long)clock);
	t->span.why = row_text(c, "rule");
	t->any_day = row_bool(c, "any_day");
	t->stops = stop = ARENA_ARRAY(a, struct term_stop, t->stop_n);
	for (i = 0; i < t->stop_n; i++) {
		struct db_row r = db_at(stops->rows, stops->at++);

		stop[i] = (struct term_stop){ row_time(r, "from_at"), row_time(r, "to_at"), row_text(r, "kind") };
	}
	t->extensions = span = ARENA_ARRAY(a, struct term_span, t->extension_n);
	for (i = 0; i < t->extension_n; i++) {
		struct db_row r = db_at(more->rows, more->at++);

		span[i] = (struct term_span){ .n = row_i64(r, "n"), .why = row_text(r, "reason") };
		if (!term_unit_parse(row_text(r, "unit"), &span[i].unit))
			return err_set(ERR_DB, "clock %lld: unit of an extension", (long long)clock);
	}
	return OK;
}

/* One clock as the store takes it: a member of a list. */
static enum err
add_computed(struct arena *a, const struct workdays *w, int64_t clock, const struct term *t, struct str *out)
{
	struct term_end end;
	int64_t extension_n = 0;
	size_t i;

	if (!term_compute(a, w, t, &end))
		return err_set(ERR_INPUT, "clock %lld: the term ends too late", (long long)clock);
	for (i = 0; i < t->extension_n; i++)
		extension_n += t->extensions[i].n;
	str_printf(out, "%s{\"id\":%lld,\"extension_n\":%lld,\"stopped\":%s,\"provisional\":%s,\"due_us\":",
	    out->len > 1 ? "," : "", (long long)clock, (long long)extension_n, end.stopped ? "true" : "false",
	    end.provisional ? "true" : "false");
	if (end.due == TIME_NONE)
		str_add(out, "null");
	else
		str_printf(out, "%lld", (long long)end.due);
	str_printf(out, ",\"derivation\":%s}", term_json(a, w, &end));
	return OK;
}

static enum err
save(struct arena *a, struct db *db, const struct workdays *w, const char *list)
{
	/* one that was over and stays over is not ended once more */
	return DB_EXEC(a, db, "update xz.calendar_clock c set due_at = x.due_at,"
	    " next_tick = case when c.due_at is distinct from x.due_at then x.due_at else c.next_tick end,"
	    " stopped = x.stopped, provisional = x.provisional, derivation = x.derivation, calendar_version = $2,"
	    " extension_n = x.extension_n,"
	    " said = case when c.said > 0 and c.due_at is distinct from x.due_at then 3 else c.said end"
	    " from (select y.id, y.stopped, y.provisional, y.derivation, y.extension_n,"
	    "   timestamptz 'epoch' + y.due_us * interval '1 microsecond' as due_at"
	    "   from jsonb_to_recordset($1::jsonb) as y (id bigint, due_us bigint, stopped boolean,"
	    "   provisional boolean, derivation jsonb, extension_n bigint)) x where c.id = x.id",
	    DB_TEXT(list), DB_I64(workdays_id(w)));
}

enum err
calendar_compute(struct arena *a, struct db *db, const struct db_row *c, int n)
{
	const char **ids = ARENA_ARRAY(a, const char *, (size_t)n);
	struct shelf stops = { 0 }, more = { 0 };
	const struct workdays *w;
	struct str list;
	struct term t;
	int i;
	enum err e;

	for (i = 0; i < n; i++)
		ids[i] = arena_printf(a, "%lld", (long long)row_i64(c[i], "id"));
	e = DB_MANY(a, db, &stops.rows, "select clock_id, kind, from_at, to_at from xz.calendar_exclusion"
	    " where clock_id = any ($1::text[]::bigint[]) order by clock_id, from_at, id", DB_TEXTS(ids, (size_t)n));
	if (e == OK)
		e = DB_MANY(a, db, &more.rows, "select clock_id, n, unit, reason from xz.calendar_extension"
		    " where clock_id = any ($1::text[]::bigint[]) order by clock_id, id", DB_TEXTS(ids, (size_t)n));
	if (e == OK)
		e = calendar_workdays(a, db, &w);
	str_init(&list, a);
	str_add(&list, "[");
	for (i = 0; e == OK && i < n; i++) {
		e = read_term(a, c[i], &stops, &more, &t);
		if (e == OK)
			e = add_computed(a, w, row_i64(c[i], "id"), &t, &list);
	}
	if (e != OK)
		return e;
	str_add(&list, "]");
	return save(a, db, w, list.s);
}

/* Whoever holds a clock this moment is not waited for: it is done in the next run. */
enum err
calendar_refresh(struct arena *a, struct db *db, int64_t limit, struct calendar_place *at, int64_t *changed)
{
	const struct db_rows *rows;
	struct db_row *c;
	int i;
	/* by the key it goes on from: what was done before it lies dead in the index until a vacuum */
	enum err e = DB_MANY(a, db, &rows,
	    "with k as (select id, start_at, term_n, term_unit, rule, any_day, calendar_version from xz.calendar_clock"
	    " where state = 'open' and calendar_version < (select max(id) from xz.calendar_version)"
	    " and (calendar_version, id) > ($2, $3) order by calendar_version, id limit $1 for update skip locked)"
	    " select id, start_at, term_n, term_unit, rule, any_day, calendar_version from k order by id",
	    DB_I64(limit), DB_I64(at->version), DB_I64(at->clock));

	if (e != OK)
		return e;
	*changed = db_count(rows);
	if (*changed == 0)
		return OK;
	c = ARENA_ARRAY(a, struct db_row, (size_t)*changed);
	for (i = 0; i < db_count(rows); i++) {
		int64_t version = row_i64(db_at(rows, i), "calendar_version");

		c[i] = db_at(rows, i);
		if (version >= at->version)
			*at = (struct calendar_place){ version, row_i64(c[i], "id") };
	}
	return calendar_compute(a, db, c, db_count(rows));
}

enum err
calendar_clock_behind(struct arena *a, struct db *db, int64_t *n)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select xz.calendar_clock_behind() as n");

	if (e == OK)
		*n = row_i64(r, "n");
	return e;
}
