/* clock.c - starting, stopping, extending and closing clocks; see calendar.h. */
#include "lib/calendar/calendar.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/compute.h"
#include "lib/db/db.h"

static enum err
lock_open(struct arena *a, struct db *db, int64_t clock, struct db_row *out)
{
	enum err e = DB_ONE(a, db, out, "select id, start_at, term_n, term_unit, rule, any_day, state"
	    " from xz.calendar_clock where id = $1 for update", DB_I64(clock));

	if (e == OK && !str_eq(row_text(*out, "state"), "open"))
		return err_set(ERR_STATE, "clock %lld is closed", (long long)clock);
	return e;
}

/* The term of a new clock: of its parameter, or as given. */
static enum err
term_of(struct arena *a, struct db *db, const struct clock_new *c, int32_t basis, struct term *t,
    int64_t *parameter)
{
	struct calendar_parameter p = { .value = c->n_given, .unit = c->unit_given };
	enum err e = OK;

	if (c->unit_given == NULL)
		e = calendar_parameter_get(a, db, c->rule, basis, c->agency, c->sector, &p);
	if (e != OK)
		return e;
	*t = (struct term){ .start = c->start_at, .span = { .n = p.value, .why = c->rule }, .any_day = c->any_day };
	*parameter = p.id;
	return term_unit_parse(p.unit, &t->span.unit) ? OK :
	    err_set(ERR_INPUT, "clock %s: %s is no unit of time", c->rule, p.unit);
}

enum err
calendar_clock_start(struct arena *a, struct db *db, const struct clock_new *c, int64_t *id)
{
	int32_t basis = c->basis_day == DAY_NONE || c->basis_day == 0 ? time_day(c->start_at) : c->basis_day;
	const struct workdays *w;
	struct term_end end;
	struct db_row r;
	struct term t;
	int64_t parameter;
	enum err e = term_of(a, db, c, basis, &t, &parameter);

	if (e == OK)
		e = calendar_workdays(a, db, &w);
	if (e != OK)
		return e;
	if (!term_compute(a, w, &t, &end))
		return err_set(ERR_INPUT, "clock %s: the term ends too late", c->rule);
	e = DB_ONE(a, db, &r,
	    "insert into xz.calendar_clock (subject_kind, subject_id, subject_ref, agency_id, unit_id,"
	    " duty, account_id, rule, parameter_id, basis_day, calendar_version, start_at, term_n, term_unit,"
	    " due_at, next_tick, provisional, expiry_action, derivation, any_day)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17, $18::jsonb, $19)"
	    " returning id",
	    DB_TEXT(c->subject_kind), DB_I64(c->subject_id), DB_REF(c->subject_ref), DB_I64(c->agency),
	    DB_ID(c->unit), DB_TEXT(c->duty), DB_ID(c->account), DB_TEXT(c->rule), DB_ID(parameter),
	    DB_DAY(basis), DB_I64(workdays_id(w)), DB_TIME(c->start_at), DB_I64(t.span.n),
	    DB_TEXT(term_unit_name(t.span.unit)), DB_TIME(end.due), DB_BOOL(end.provisional),
	    DB_TEXT(c->expiry_action), DB_TEXT(term_json(a, w, &end)), DB_BOOL(c->any_day));
	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
calendar_clock_find(struct arena *a, struct db *db, const char *subject_kind, int64_t subject_id,
    const char *rule, int64_t *id)
{
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select id from xz.calendar_clock where subject_kind = $1"
	    " and subject_id = $2 and rule = $3 and state = 'open' order by id desc limit 1",
	    DB_TEXT(subject_kind), DB_I64(subject_id), DB_TEXT(rule));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
calendar_clock_exclude_begin(struct arena *a, struct db *db, int64_t clock, const char *kind,
    int64_t from_at, struct ref basis)
{
	struct db_row c;
	int64_t n;
	enum err e = lock_open(a, db, clock, &c);

	if (e == OK)
		e = DB_EXEC_N(a, db, &n, "insert into xz.calendar_exclusion (clock_id, kind, from_at, basis_ref)"
		    " values ($1, $2, $3, $4) on conflict do nothing",
		    DB_I64(clock), DB_TEXT(kind), DB_TIME(from_at), DB_REF_OR_NULL(basis));
	if (e != OK)
		return e;
	if (n == 0)
		return err_set(ERR_STATE, "clock %lld stands already: %s", (long long)clock, kind);
	return calendar_compute(a, db, &c, 1);
}

enum err
calendar_clock_exclude_end(struct arena *a, struct db *db, int64_t clock, const char *kind,
    int64_t to_at, struct ref basis)
{
	struct db_row c, r;
	enum err locked = lock_open(a, db, clock, &c), e;

	if (locked != OK && locked != ERR_STATE)
		return locked;
	e = DB_ONE(a, db, &r, "select id, from_at from xz.calendar_exclusion where clock_id = $1 and kind = $2"
	    " and basis_ref is not distinct from $3::uuid and to_at is null",
	    DB_I64(clock), DB_TEXT(kind), DB_REF_OR_NULL(basis));
	if (e != OK)
		return e;
	if (to_at < row_time(r, "from_at"))
		return err_set(ERR_INPUT, "clock %lld: %s ends before it began", (long long)clock, kind);
	e = DB_EXEC(a, db, "update xz.calendar_exclusion set to_at = $2 where id = $1",
	    DB_I64(row_i64(r, "id")), DB_TIME(to_at));
	return e == OK && locked == OK ? calendar_compute(a, db, &c, 1) : e;
}

enum err
calendar_clock_extend(struct arena *a, struct db *db, int64_t clock, const struct clock_extension *x)
{
	struct db_row c;
	enum term_unit unit;
	enum err e;

	if (!term_unit_parse(x->unit, &unit) || x->n < 1 || x->n > TERM_MAX)
		return err_set(ERR_INPUT, "clock %lld: extension", (long long)clock);
	e = lock_open(a, db, clock, &c);
	if (e == OK)
		e = DB_EXEC(a, db,
		    "insert into xz.calendar_extension (clock_id, n, unit, parameter_id, by_principal, at,"
		    " reason) values ($1, $2, $3, $4, $5, $6, $7)",
		    DB_I64(clock), DB_I64(x->n), DB_TEXT(x->unit), DB_ID(x->parameter), DB_I64(x->by),
		    DB_TIME(x->at), DB_TEXT(x->reason));
	return e == OK ? calendar_compute(a, db, &c, 1) : e;
}

enum err
calendar_clock_close(struct arena *a, struct db *db, int64_t clock, const char *state, int64_t at,
    int64_t replaced_by)
{
	struct db_row c;
	int64_t n;
	enum err e;

	if (!str_eq(state, "met") && !str_eq(state, "lapsed") && !str_eq(state, "cancelled"))
		return err_set(ERR_INPUT, "clock %lld: state %s", (long long)clock, state);
	e = DB_EXEC_N(a, db, &n, "update xz.calendar_clock set state = $2, closed_at = $3, replaced_by = $4,"
	    " next_tick = null, said = case when said > 0 then 3 else 0 end where id = $1 and state = 'open'",
	    DB_I64(clock), DB_TEXT(state), DB_TIME(at), DB_ID(replaced_by));
	return e == OK && n == 0 ? lock_open(a, db, clock, &c) : e;	/* closed already, or none */
}

enum err
calendar_clock_move(struct arena *a, struct db *db, int64_t clock, int64_t agency, int64_t unit,
    const char *duty, int64_t account)
{
	struct db_row c;
	enum err e = lock_open(a, db, clock, &c);

	return e != OK ? e : DB_EXEC(a, db, "update xz.calendar_clock set agency_id = $2, unit_id = $3,"
	    " duty = $4, account_id = $5 where id = $1",
	    DB_I64(clock), DB_I64(agency), DB_ID(unit), DB_TEXT(duty), DB_ID(account));
}

enum err
calendar_alarm_start(struct arena *a, struct db *db, const struct clock_new *c)
{
	int64_t id;

	return calendar_clock_start(a, db, c, &id);
}

enum err
calendar_alarm_end(struct arena *a, struct db *db, int64_t clock, const char *state, int64_t at)
{
	return calendar_clock_close(a, db, clock, state, at, 0);
}

enum err
calendar_clock_tick(struct arena *a, struct db *db, int64_t clock, int64_t next_tick)
{
	struct db_row c;
	enum err e = lock_open(a, db, clock, &c);

	return e != OK ? e : DB_EXEC(a, db, "update xz.calendar_clock set next_tick = $2 where id = $1",
	    DB_I64(clock), DB_TIME(next_tick));
}
