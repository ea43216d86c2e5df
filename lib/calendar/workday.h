/* workday.h - which days are working days, and counting them.  Pure: no store,
 * no clock.
 *
 * Monday to Friday, but for the published holidays and make-up days (调休).
 * Outside the published years there are weekends only: after the last one an
 * answer is provisional (the State Council publishes a year's days in the
 * November before), before the first one it is as good as it will ever be. */
#ifndef LIB_CALENDAR_WORKDAY_H
#define LIB_CALENDAR_WORKDAY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct workdays;

enum workday_mark {
	WORKDAY_PLAIN,		/* nothing published: the weekday decides */
	WORKDAY_HOLIDAY,
	WORKDAY_MAKEUP		/* a weekend day that is worked */
};

/* to_year is the last published one; version names the calendar (copied). */
struct workdays *workdays_new(struct arena *a, int to_year, int64_t id, const char *version);
/* Day within years 1900-2199; false otherwise.  name is copied ("春节").  A
 * second mark of a day replaces the first. */
bool workdays_mark(struct workdays *w, int32_t day, enum workday_mark mark, const char *name);
int64_t workdays_id(const struct workdays *w);
const char *workdays_version(const struct workdays *w);
int32_t workdays_last(const struct workdays *w);	/* last day of the last published year */
/* The name of a marked day, "" of others. */
const char *workdays_name(const struct workdays *w, int32_t day);

bool workday_is(const struct workdays *w, int32_t day);
/* The n-th working day after day, n >= 1.  DAY_NONE past the year 2199.
 * *provisional (may be NULL): the answer lies past the published years. */
int32_t workday_add(const struct workdays *w, int32_t day, int64_t n, bool *provisional);
/* Working days after from up to and including to; 0 when to <= from. */
int64_t workday_count(const struct workdays *w, int32_t from, int32_t to);
/* day itself when it is a working day, or the next one that is. */
int32_t workday_roll(const struct workdays *w, int32_t day, bool *provisional);
#endif
