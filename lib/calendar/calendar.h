/* calendar.h - the stored calendar, the dated parameters and the one table of
 * clocks.  No other module stores a due date.  Every call that writes runs in
 * the caller's transaction. */
#ifndef LIB_CALENDAR_CALENDAR_H
#define LIB_CALENDAR_CALENDAR_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/calendar/term.h"
#include "lib/calendar/workday.h"
#include "lib/db/db.h"


/* ---- working days */

/* The newest calendar, kept by the process until a newer one appears; good until
 * the next call.  ERR_STATE: none was loaded yet (xiezhi migrate does). */
ERR_CHECKED enum err calendar_workdays(struct arena *a, struct db *db, const struct workdays **out);
/* The same, when the newest version's row (id, label) was read with something else: the store is asked
 * only for one not yet kept. */
ERR_CHECKED enum err calendar_workdays_of(struct arena *a, struct db *db, struct db_row newest,
    const struct workdays **out);

struct calendar_change {
	int32_t day;
	const char *kind;	/* "holiday", "workday", "plain" (what the weekday says) */
	const char *name;
	const char *source;	/* the notice */
};
/* A new version: the newest one with these changes, which later shipped data does
 * not undo.  to_year 0 keeps the last published year.  ERR_INPUT, ERR_CONFLICT
 * (label taken).  Open clocks follow with calendar_refresh(). */
ERR_CHECKED enum err calendar_change(struct arena *a, struct db *db, const char *label, int to_year,
    const struct calendar_change *changes, size_t n, int64_t *version);
/* Computes up to limit open clocks that used an older calendar again, those behind *at, which moves to the last of
 * them; {0}: from the first.  *changed counts those looked at (0: none is left behind *at). */
struct calendar_place {
	int64_t version, clock;
};
ERR_CHECKED enum err calendar_refresh(struct arena *a, struct db *db, int64_t limit, struct calendar_place *at,
    int64_t *changed);
/* Open clocks of everybody that still follow an older calendar. */
ERR_CHECKED enum err calendar_clock_behind(struct arena *a, struct db *db, int64_t *n);

/* ---- parameters: every figure of law */

struct calendar_parameter {
	int64_t id;		/* stored with each use */
	int64_t value;
	const char *unit;	/* wd d h month year fen pct_x100 count */
	const char *source;
};
/* The row in force on basis_day: the agency's own before its region's (nearest
 * first, then the whole country), its sector's before the general, a site's
 * before a shipped one.  agency 0: the country's; sector "" or NULL: the general.
 * ERR_NOT_FOUND. */
ERR_CHECKED enum err calendar_parameter_get(struct arena *a, struct db *db, const char *key,
    int32_t basis_day, int64_t agency, const char *sector, struct calendar_parameter *out);

/* The same of several keys at once: out[n], in their order; those that are not in force that day have id 0. */
ERR_CHECKED enum err calendar_parameters_get(struct arena *a, struct db *db, const char *const *keys, size_t n,
    int32_t basis_day, int64_t agency, const char *sector, struct calendar_parameter *out);

/* The same as papers state them: each key, with _ for its dots, with its figure in words ("3 个工作日", "5%"). Those
 * that are not in force that day are left out.  The caller's. */
ERR_CHECKED enum err calendar_stated(struct arena *a, struct db *db, const char *const *keys, size_t n,
    int32_t basis_day, int64_t agency, const char *sector, json_t **out);

/* The field of an agency that has one alone, else "": of what has no cause yet. */
ERR_CHECKED enum err calendar_sector_of(struct arena *a, struct db *db, int64_t agency, const char **out);

/* For those who apply them: what each key is called and the figure that holds, p.id 0: none does.  Keys that no row
 * ever had are left out. */
struct calendar_figure {
	const char *key, *name_zh, *name_en;
	struct calendar_parameter p;
};
/* sector NULL: as calendar_sector_of(). */
ERR_CHECKED enum err calendar_figures(struct arena *a, struct db *db, const char *const *keys, size_t n,
    int32_t basis_day, int64_t agency, const char *sector, struct calendar_figure **out, size_t *out_n);

struct calendar_parameter_row {	/* for the administrators' page */
	struct calendar_parameter p;
	const char *key, *name_zh, *name_en, *region, *agency_name, *sector, *origin, *note;
	int64_t agency;
	int32_t valid_from, valid_to;	/* DAY_NONE: open */
	int32_t version;
};
/* All rows, or those of one key; by key, newest first. */
ERR_CHECKED enum err calendar_parameter_list(struct arena *a, struct db *db, const char *key,
    struct calendar_parameter_row **out, size_t *n);

/* key, name_zh, region, sector, source of rows in force whose source or note says that they are not confirmed. */
ERR_CHECKED enum err calendar_unconfirmed(struct arena *a, struct db *db, const struct db_rows **out);

struct calendar_parameter_new {
	const char *key, *unit, *source, *region, *sector, *note;	/* region NULL: the country */
	int64_t value;
	int64_t agency;			/* 0: none */
	int32_t valid_from;
};
/* A row of the site; the site's earlier row for the same agency, region and sector
 * ends the day before.  The key must be a shipped one of the same unit: ERR_NOT_FOUND,
 * ERR_INPUT; ERR_CONFLICT: one begins that day already. */
ERR_CHECKED enum err calendar_parameter_put(struct arena *a, struct db *db,
    const struct calendar_parameter_new *p, int64_t *id);
/* Ends a site's row: last_day is its last.  ERR_NOT_FOUND, ERR_CONFLICT (version), ERR_INPUT. */
ERR_CHECKED enum err calendar_parameter_end(struct arena *a, struct db *db, int64_t id,
    int32_t version, int32_t last_day);

/* ---- clocks */

struct clock_row;

struct clock_new {
	const char *subject_kind;	/* "clue", "case", "track", "measure" ... */
	int64_t subject_id;
	struct ref subject_ref;
	int64_t agency, unit;		/* owner; unit 0: the agency's */
	const char *duty;		/* whose desk it stands on */
	int64_t account;		/* 0: anybody of the duty */
	const char *rule;		/* "case.decide"; the parameter of this key gives the term */
	const char *sector;
	int64_t start_at;		/* also the basis day, unless that is given */
	int32_t basis_day;		/* DAY_NONE or 0: the day of start_at */
	const char *unit_given;		/* a term written on a paper: its unit, and n below; NULL otherwise */
	int64_t n_given;
	const char *expiry_action;	/* id of a C function the daemon runs at the end; or NULL */
	bool any_day;			/* a period in which something holds: it may end on a holiday (term.h) */
};
/* ERR_NOT_FOUND: no such parameter; ERR_INPUT: its unit is not one of time. */
ERR_CHECKED enum err calendar_clock_start(struct arena *a, struct db *db, const struct clock_new *c, int64_t *id);
/* The open clock of a rule, the newest.  ERR_NOT_FOUND. */
ERR_CHECKED enum err calendar_clock_find(struct arena *a, struct db *db, const char *subject_kind,
    int64_t subject_id, const char *rule, int64_t *id);

/* The clock stands from that instant.  ERR_STATE: closed, or standing already for
 * the same kind and basis; ERR_NOT_FOUND. */
ERR_CHECKED enum err calendar_clock_exclude_begin(struct arena *a, struct db *db, int64_t clock,
    const char *kind, int64_t from_at, struct ref basis);
/* It goes on.  Of a closed clock the end is noted only.  ERR_NOT_FOUND: it does not
 * stand for that; ERR_INPUT: to_at before the beginning. */
ERR_CHECKED enum err calendar_clock_exclude_end(struct arena *a, struct db *db, int64_t clock,
    const char *kind, int64_t to_at, struct ref basis);
/* Whether an extension is allowed, and how often, is the caller's to know. */
struct clock_extension {
	int64_t n;
	const char *unit;
	int64_t parameter;	/* id, 0: none */
	int64_t by;		/* principal */
	int64_t at;
	const char *reason;	/* code */
};
ERR_CHECKED enum err calendar_clock_extend(struct arena *a, struct db *db, int64_t clock,
    const struct clock_extension *x);
/* state: "met", "lapsed" or "cancelled"; replaced_by 0: by none.  ERR_STATE: closed already. */
ERR_CHECKED enum err calendar_clock_close(struct arena *a, struct db *db, int64_t clock,
    const char *state, int64_t at, int64_t replaced_by);
/* Another clock in its place, of the figure that holds in that sector: same start, basis day, stops and extensions; the
 * old one is cancelled and names it.  *id 0: no text sets such a term there, and none takes its place. */
ERR_CHECKED enum err calendar_clock_derive(struct arena *a, struct db *db, const struct clock_row *old,
    const char *sector, int64_t at, int64_t *id);
/* Another owner (a unit or a person takes over); what it measures stays. */
ERR_CHECKED enum err calendar_clock_move(struct arena *a, struct db *db, int64_t clock, int64_t agency,
    int64_t unit, const char *duty, int64_t account);

/* Alarms: the term of what is kept and not done - a public copy - begins and ends as the rule has it on any day,
 * outside acts too.  The terms of acts are started and closed by lib/act and nobody else. */
ERR_CHECKED enum err calendar_alarm_start(struct arena *a, struct db *db, const struct clock_new *c);
ERR_CHECKED enum err calendar_alarm_end(struct arena *a, struct db *db, int64_t clock, const char *state, int64_t at);

struct clock_left {
	bool over;		/* past the end */
	int64_t workdays;	/* until the last day, or since it when over */
	int64_t days;
	int64_t minutes;
};
struct clock_left calendar_left(const struct workdays *w, int64_t due_at, int64_t now);

struct clock_row {
	int64_t id;
	const char *subject_kind;
	int64_t subject_id;
	struct ref subject_ref;
	int64_t agency, unit, account;	/* 0: none */
	const char *duty, *rule, *source;	/* source: the article, "" for a term of a paper */
	const char *calendar;		/* label of the version used */
	int32_t basis_day;
	int64_t start_at, due_at;	/* due_at TIME_NONE: stopped */
	int64_t term_n, extension_n;
	const char *term_unit, *state;
	bool stopped, provisional;
	int64_t replaced_by;
	const char *expiry_action;	/* NULL: none */
	const char *derivation;		/* JSON, see term.h */
	int64_t closed_at;
	struct clock_left left;		/* of open, running clocks */
};
/* Clocks of a subject, the open ones first, by due date. */
ERR_CHECKED enum err calendar_clock_list(struct arena *a, struct db *db, const char *subject_kind,
    int64_t subject_id, int64_t now, struct clock_row **out, size_t *n);
/* Rows with the columns calendar_clock_list() reads, read by another. */
ERR_CHECKED enum err calendar_clock_rows(struct arena *a, const struct workdays *w, const struct db_rows *rows,
    int64_t now, struct clock_row **out, size_t *n);
ERR_CHECKED enum err calendar_clock_get(struct arena *a, struct db *db, int64_t clock, int64_t now,
    struct clock_row *out);
/* Open clocks whose next tick has come, the earliest first: for the daemon. */
ERR_CHECKED enum err calendar_clock_due(struct arena *a, struct db *db, int64_t now, int64_t limit,
    struct clock_row **out, size_t *n);
/* What was said of a clock to those it concerns.  A clock that is closed or gets another end after something was said
 * becomes CLOCK_CHANGED by itself. */
enum clock_said { CLOCK_SILENT, CLOCK_NEAR, CLOCK_OVER, CLOCK_CHANGED };
/* Ids of open clocks of a rule, the earliest first, of which nothing was said: due from now until then; and those that
 * are over of which that was not said. */
ERR_CHECKED enum err calendar_clock_near(struct arena *a, struct db *db, const char *rule, int64_t now, int64_t until,
    int64_t limit, const struct db_rows **out);
ERR_CHECKED enum err calendar_clock_over(struct arena *a, struct db *db, const char *rule, int64_t now, int64_t limit,
    const struct db_rows **out);
/* Ids of those that changed. */
ERR_CHECKED enum err calendar_clock_changed(struct arena *a, struct db *db, int64_t limit, const struct db_rows **out);
ERR_CHECKED enum err calendar_clock_say(struct arena *a, struct db *db, int64_t clock, enum clock_said said);
/* As calendar_clock_get(), and nobody else changes it in this transaction. */
ERR_CHECKED enum err calendar_clock_lock(struct arena *a, struct db *db, int64_t clock, int64_t now,
    struct clock_row *out, enum clock_said *said);
/* When to look again; TIME_NONE: not before something changes. */
ERR_CHECKED enum err calendar_clock_tick(struct arena *a, struct db *db, int64_t clock, int64_t next_tick);
#endif
