/* days.c - the stored working days: reading, changing; see calendar.h. */
#include "lib/calendar/calendar.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/db/db.h"

static enum workday_mark
mark_of(const char *kind)
{
	return str_eq(kind, "holiday") ? WORKDAY_HOLIDAY :
	    str_eq(kind, "workday") ? WORKDAY_MAKEUP : WORKDAY_PLAIN;
}

/* Worker state: versions never change, so the newest one is read once; which one that is, is asked once a
 * transaction. */
static struct arena *cache_arena;
static struct workdays *cache;
static int64_t cache_tx;		/* in which it was found to be the newest */

static enum err
load(struct arena *a, struct db *db, struct db_row version)
{
	int64_t id = row_i64(version, "id");
	const struct db_rows *rows;
	struct arena *own;
	struct workdays *w;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select day, kind, name from xz.calendar_day where version = $1 order by day", DB_I64(id));

	if (e != OK)
		return e;
	own = arena_new("workdays");
	w = workdays_new(own, row_i32(version, "published_to_year"), id, row_text(version, "label"));
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		(void)workdays_mark(w, row_day(r, "day"), mark_of(row_text(r, "kind")), row_text(r, "name"));
	}
	arena_free(cache_arena);
	cache_arena = own;
	cache = w;
	return OK;
}

enum err
calendar_workdays(struct arena *a, struct db *db, const struct workdays **out)
{
	struct db_row r;
	enum err e;

	if (cache != NULL && cache_tx != 0 && cache_tx == db_tx_number(db)) {
		*out = cache;
		return OK;
	}
	e = DB_ONE(a, db, &r, "select id, label, published_to_year from xz.calendar_version order by id desc limit 1");
	if (e == ERR_NOT_FOUND)
		return err_set(ERR_STATE, "no calendar was loaded");
	if (e == OK && (cache == NULL || workdays_id(cache) != row_i64(r, "id") ||
	    !str_eq(workdays_version(cache), row_text(r, "label"))))
		e = load(a, db, r);
	if (e == OK) {
		*out = cache;
		cache_tx = db_tx_number(db);
	}
	return e;
}

enum err
calendar_workdays_of(struct arena *a, struct db *db, struct db_row newest, const struct workdays **out)
{
	if (newest.rows == NULL || cache == NULL || workdays_id(cache) != row_i64(newest, "id") ||
	    !str_eq(workdays_version(cache), row_text(newest, "label")))
		return calendar_workdays(a, db, out);
	*out = cache;
	return OK;
}

static bool
change_ok(const struct calendar_change *c)
{
	return c->day >= day_of(1900, 1, 1) && c->day <= day_of(2199, 12, 31) &&
	    (str_eq(c->kind, "holiday") || str_eq(c->kind, "workday") || str_eq(c->kind, "plain"));
}

static enum err
put_changes(struct arena *a, struct db *db, int64_t version, const struct calendar_change *changes, size_t n)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < n; i++)
		e = DB_EXEC(a, db, "insert into xz.calendar_day (version, day, kind, name, source, origin)"
		    " values ($1, $2, $3, $4, $5, 'site')",
		    DB_I64(version), DB_DAY(changes[i].day), DB_TEXT(changes[i].kind),
		    DB_TEXT(changes[i].name != NULL ? changes[i].name : ""),
		    DB_TEXT(changes[i].source != NULL ? changes[i].source : ""));
	return e;
}

enum err
calendar_change(struct arena *a, struct db *db, const char *label, int to_year,
    const struct calendar_change *changes, size_t n, int64_t *version)
{
	const char **days = ARENA_ARRAY(a, const char *, n + 1);
	struct db_row r;
	size_t i;
	enum err e;

	for (i = 0; i < n; i++) {
		char text[DAY_TEXT_SIZE];

		if (!change_ok(&changes[i]))
			return err_set(ERR_INPUT, "calendar change %zu: day or kind", i);
		day_text(changes[i].day, text);
		days[i] = arena_strdup(a, text);
	}
	e = DB_ONE(a, db, &r, "insert into xz.calendar_version (label, published_from_year, published_to_year, origin)"
	    " select $1, published_from_year, coalesce($2::int, published_to_year), 'site'"
	    " from xz.calendar_version order by id desc limit 1 returning id", DB_TEXT(label), DB_ID(to_year));
	if (e == ERR_NOT_FOUND)
		return err_set(ERR_STATE, "no calendar was loaded");
	if (e != OK)
		return e;
	cache_tx = 0;
	*version = row_i64(r, "id");
	e = DB_EXEC(a, db, "insert into xz.calendar_day (version, day, kind, name, source, origin)"
	    " select $1, day, kind, name, source, origin from xz.calendar_day"
	    " where version = (select max(id) from xz.calendar_version where id < $1)"
	    " and not day = any ($2::text[]::date[])", DB_I64(*version), DB_TEXTS(days, n));
	return e == OK ? put_changes(a, db, *version, changes, n) : e;
}
