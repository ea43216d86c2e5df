/* term.h - when a legal term ends, and why.  Pure: no store, no clock.
 *
 * The rules, each printed as a step of the derivation:
 * - The day it starts on is not counted.  A term of days ends at 23:59:59 of its
 *   last day; a term of hours ends to the second and never rolls.
 * - Terms of calendar days, months and years whose last day is not a working day
 *   end on the next working day.  A month ends on the day of the same number, or
 *   the last of its month.
 * - While the clock stands (stops: hearing, test, appraisal, announcement...) no
 *   time is counted.  A day is not counted when the clock stands at its end, so
 *   the day on which it goes on counts.  Stops are a union: what two of them
 *   cover is left out once.  A stop that begins before the end so far pushes it;
 *   one that begins later has nothing to push.  No stop makes a term shorter.
 * - Extensions follow the term, before its last day is rolled.
 * - A stop without an end that began in time: the end is unknown (stopped).
 * - An end past the published calendar is provisional, unless in hours. */
#ifndef LIB_CALENDAR_TERM_H
#define LIB_CALENDAR_TERM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct workdays;

enum term_unit { TERM_WORKDAYS, TERM_DAYS, TERM_HOURS, TERM_MONTHS, TERM_YEARS };

struct term_span {		/* one count: the term itself, or an extension */
	int64_t n;		/* 0 to TERM_MAX */
	enum term_unit unit;
	const char *why;	/* code for the derivation: of an extension its reason */
};

struct term_stop {
	int64_t from;		/* instants, microseconds; to is not part of it */
	int64_t to;		/* TIME_NONE: not ended.  to <= from: no stop at all */
	const char *why;	/* its kind: "hearing", "test", ... */
};

struct term {
	struct term_span span;
	int64_t start;		/* instant */
	const struct term_stop *stops;
	size_t stop_n;
	const struct term_span *extensions;
	size_t extension_n;
	bool any_day;		/* a period in which something holds: its last day need not be a working day */
};

#define TERM_MAX 100000

enum term_step_kind { TERM_START, TERM_COUNT, TERM_EXTEND, TERM_STOP, TERM_ROLL, TERM_DUE, TERM_STOPPED };

struct term_step {
	enum term_step_kind kind;
	int64_t from, to;	/* instants; TIME_NONE where there is none */
	int64_t n;		/* COUNT, EXTEND: of the unit; STOP: units it left out; ROLL: days */
	enum term_unit unit;
	const char *why;	/* kind of stop ("hearing+test"), name of the holiday or "weekend" */
};

struct term_end {
	int64_t due;		/* last instant of the term; TIME_NONE when stopped */
	bool stopped;
	bool provisional;
	size_t step_n;
	struct term_step *steps;
};

/* "wd", "d", "h", "month", "year"; as in the parameters. */
const char *term_unit_name(enum term_unit unit);
bool term_unit_parse(const char *text, enum term_unit *out);
/* False: a count outside 0..TERM_MAX, or an end past the year 2199. */
bool term_compute(struct arena *a, const struct workdays *w, const struct term *t, struct term_end *out);
/* {"v":1,"calendar":...,"due":...,"provisional":...,"stopped":...,
 * "steps":[{"kind","from","to","n","unit","why"}...]} */
char *term_json(struct arena *a, const struct workdays *w, const struct term_end *end);
/* One line a step, for the command line and logs. */
char *term_text(struct arena *a, const struct term_end *end);
#endif
