/* watch.c - the daemon's look at the clocks: what is near, what is over, what changed since something was said.  Each
 * clock is a transaction of its own that says so at the clock: killed anywhere, nothing is raised twice or missed. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/monitor/priv.h"

#define A_LOOK 200

struct watch {
	const struct act *act;
	int64_t clock, now, rule, until;	/* rule, until: of what is raised; 0: the clock changed */
	bool over;
};

/* ---- one clock */

static enum err
warn(struct arena *a, struct db *db, const struct watch *w, const struct clock_row *c)
{
	return DB_EXEC(a, db,
	    "insert into xz.monitor_alert (rule_id, clock_id, subject_kind, subject_ref, number, agency_id, unit_id,"
	    " account_id, duty, level, state, due_at, raised_at)"
	    " select $1, $2, s.kind, s.ref, s.number, $5,"
	    " coalesce(s.unit, $6, (select c.unit_id from xz.people_account c where c.id = $7)), $7, $8, 'yellow',"
	    " 'warning', $9, $10"
	    " from xz.subject s where s.kind = $3 and s.id = $4"
	    " on conflict (clock_id) where ended_at is null do nothing",
	    DB_I64(w->rule), DB_I64(c->id), DB_TEXT(c->subject_kind), DB_I64(c->subject_id), DB_I64(c->agency),
	    DB_ID(c->unit), DB_ID(c->account), DB_TEXT(c->duty), DB_TIME(c->due_at), DB_TIME(w->now));
}

static enum err
by_platform(struct arena *a, struct db *db, const struct watch *w, const struct act_key *key, void *with)
{
	struct act_request q = { .kind = &alert_kind, .key = *key, .by = ACT_DAEMON, .version = ACT_ANY_VERSION,
	    .with = with };
	struct problems p;

	problems_init(&p, a);
	return act_do_within(a, db, w->act, &q, &p);
}

static enum err
raise_red(struct arena *a, struct db *db, const struct watch *w, const struct clock_row *c)
{
	struct alert_source source = { .rule = w->rule, .clock = c };
	struct act_key key = { .procedure = MONITOR_PROCEDURE, .action = "raise", .source = &source };
	struct db_row r;
	enum err e = DB_ONE(a, db, &r,
	    "select exists (select from xz.subject y where y.kind = $1 and y.id = $2) as known",
	    DB_TEXT(c->subject_kind), DB_I64(c->subject_id));

	return e == OK && row_bool(r, "known") ? by_platform(a, db, w, &key, NULL) : e;
}

/* As it is under its lock: another daemon, or an act, may have been here. */
static enum err
raise_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct watch *w = ctx;
	enum clock_said said;
	struct clock_row c;
	enum err e = calendar_clock_lock(a, db, w->clock, w->now, &c, &said);

	if (e != OK || !str_eq(c.state, "open") || c.due_at == TIME_NONE)
		return e;
	if (w->over && (said == CLOCK_SILENT || said == CLOCK_NEAR) && c.due_at < w->now) {
		e = raise_red(a, db, w, &c);
		return e == OK ? calendar_clock_say(a, db, c.id, CLOCK_OVER) : e;
	}
	if (!w->over && said == CLOCK_SILENT && c.due_at >= w->now && c.due_at <= w->until) {
		e = warn(a, db, w, &c);
		return e == OK ? calendar_clock_say(a, db, c.id, CLOCK_NEAR) : e;
	}
	return OK;
}

/* What ended, or has another end now; the next look begins anew with what is still open. */
static enum err
changed_fn(struct arena *a, struct db *db, void *ctx)
{
	const struct watch *w = ctx;
	struct alert_end end;
	enum clock_said said;
	struct clock_row c;
	struct db_row r;
	enum err e = calendar_clock_lock(a, db, w->clock, w->now, &c, &said);

	if (e != OK || said != CLOCK_CHANGED)
		return e;
	end.ended = str_eq(c.state, "open") ? "moved" : c.state;
	e = DB_ONE(a, db, &r,
	    "select ref, level from xz.monitor_alert where clock_id = $1 and ended_at is null for update",
	    DB_I64(c.id));
	if (e == OK && str_eq(row_text(r, "level"), "red"))
		e = by_platform(a, db, w, &(struct act_key){ .ref = row_ref(r, "ref"), .action = "end" }, &end);
	else if (e == OK)
		e = DB_EXEC(a, db, "update xz.monitor_alert set ended = $2, ended_at = $3 where ref = $1",
		    DB_REF(row_ref(r, "ref")), DB_TEXT(end.ended), DB_TIME(w->now));
	return e == OK || e == ERR_NOT_FOUND ? calendar_clock_say(a, db, c.id, CLOCK_SILENT) : e;
}

/* ---- a look */

/* One that cannot be done holds up no other; an error of the store ends the look. */
static enum err
each(struct arena *a, struct db *db, struct watch *w, db_tx_fn fn, const struct db_rows *rows, int64_t *n)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct arena *own = arena_child(a);

		w->clock = row_i64(db_at(rows, i), "id");
		e = db_tx_run(own, db, NULL, fn, w, NULL);
		*n += e == OK;
		if (e != OK && e != ERR_DB) {
			LOG(LOG_ERROR, "monitor", LOG_I64("clock", w->clock), LOG_TEXT("detail", err_last()));
			e = OK;
		}
		arena_free(own);
	}
	return e;
}

/* The last instant of those that are near: n working days are n days to come on which something can be done. */
static int64_t
until_of(const struct workdays *w, int64_t now, int64_t n, const char *unit)
{
	int32_t day = time_day(now);

	if (str_eq(unit, "h"))
		return now + n * 3600 * SECOND_US;
	day = str_eq(unit, "wd") ? workday_add(w, day, n, NULL) : day + (int32_t)n;
	return time_of_day(day + 1, 0, 0) - 1;
}

static enum err
look_at_rule(struct arena *a, struct db *db, struct watch *w, const struct workdays *days, struct db_row rule,
    int64_t *n)
{
	const char *clock = row_text(rule, "clock");
	const struct db_rows *rows;
	enum err e = calendar_clock_over(a, db, clock, w->now, A_LOOK, &rows);

	w->rule = row_i64(rule, "id");
	w->over = true;
	if (e == OK)
		e = each(a, db, w, raise_fn, rows, n);
	if (e != OK || !row_has(rule, "warn_n"))
		return e;
	w->over = false;
	w->until = until_of(days, w->now, row_i64(rule, "warn_n"), row_text(rule, "warn_unit"));
	e = calendar_clock_near(a, db, clock, w->now, w->until, A_LOOK, &rows);
	return e == OK ? each(a, db, w, raise_fn, rows, n) : e;
}

enum err
monitor_due(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	struct watch w = { .act = &act };
	const struct workdays *days;
	const struct db_rows *rows;
	int i;
	enum err e = db_now(a, db, &w.now);

	*n = 0;
	if (e == OK)
		e = calendar_workdays(a, db, &days);
	if (e == OK)	/* what changed first: it may be near, or over, anew */
		e = calendar_clock_changed(a, db, A_LOOK, &rows);
	if (e == OK)
		e = each(a, db, &w, changed_fn, rows, n);
	if (e == OK)
		e = DB_MANY(a, db, &rows, "select id, clock, warn_n, warn_unit from xz.monitor_live()"
		    " where clock is not null order by id");
	for (i = 0; e == OK && i < db_count(rows); i++)
		e = look_at_rule(a, db, &w, days, db_at(rows, i), n);
	return e;
}
