/* derive.c - a running clock whose figure never held where it runs, derived anew; see calendar.h. */
#include "lib/calendar/calendar.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/compute.h"
#include "lib/db/db.h"

static enum err
copy_stops(struct arena *a, struct db *db, int64_t from, int64_t to)
{
	return DB_EXEC(a, db, "insert into xz.calendar_exclusion (clock_id, kind, from_at, to_at, basis_ref)"
	    " select $2, kind, from_at, to_at, basis_ref from xz.calendar_exclusion where clock_id = $1 order by id",
	    DB_I64(from), DB_I64(to));
}

/* What was approved stays approved: as long as the figure that holds says, else as it was given. */
static enum err
copy_extensions(struct arena *a, struct db *db, const struct clock_row *old, const char *sector, int64_t to)
{
	struct calendar_parameter p = { 0 };
	enum err e = calendar_parameter_get(a, db, arena_printf(a, "%s.extension", old->rule), old->basis_day,
	    old->agency, sector, &p);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	return DB_EXEC(a, db, "insert into xz.calendar_extension (clock_id, n, unit, parameter_id, by_principal, at,"
	    " reason) select $2, coalesce($3, n), coalesce($4, unit), coalesce($5, parameter_id), by_principal, at,"
	    " reason from xz.calendar_extension where clock_id = $1 order by id", DB_I64(old->id), DB_I64(to),
	    DB_ID(p.id != 0 ? p.value : 0), DB_TEXT(p.id != 0 ? p.unit : NULL), DB_ID(p.id));
}

static enum err
compute(struct arena *a, struct db *db, int64_t clock)
{
	struct db_row c;
	enum err e = DB_ONE(a, db, &c, "select id, start_at, term_n, term_unit, rule, any_day"
	    " from xz.calendar_clock where id = $1 for update", DB_I64(clock));

	return e == OK ? calendar_compute(a, db, &c, 1) : e;
}

enum err
calendar_clock_derive(struct arena *a, struct db *db, const struct clock_row *old, const char *sector, int64_t at,
    int64_t *id)
{
	struct clock_new c = { .subject_kind = old->subject_kind, .subject_id = old->subject_id,
	    .subject_ref = old->subject_ref, .agency = old->agency, .unit = old->unit, .duty = old->duty,
	    .account = old->account, .rule = old->rule, .sector = sector, .start_at = old->start_at,
	    .basis_day = old->basis_day, .expiry_action = old->expiry_action };
	enum err e = calendar_clock_start(a, db, &c, id);

	if (e == ERR_NOT_FOUND) {
		*id = 0;
		return calendar_clock_close(a, db, old->id, "cancelled", at, 0);
	}
	if (e == OK)
		e = copy_stops(a, db, old->id, *id);
	if (e == OK)
		e = copy_extensions(a, db, old, sector, *id);
	if (e == OK)
		e = compute(a, db, *id);
	return e == OK ? calendar_clock_close(a, db, old->id, "cancelled", at, *id) : e;
}
