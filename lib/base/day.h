/* day.h - civil dates and instants, without time zone data: the platform's
 * legal time is China Standard Time, UTC+08:00 without summer time. */
#ifndef LIB_BASE_DAY_H
#define LIB_BASE_DAY_H
#include <stdbool.h>
#include <stdint.h>

#define DAY_NONE INT32_MIN
#define DAY_TEXT_SIZE 11	/* YYYY-MM-DD and NUL */
#define TIME_TEXT_SIZE 26	/* YYYY-MM-DDTHH:MM:SS+08:00 and NUL */
#define TIME_NONE INT64_MIN
#define SECOND_US 1000000LL
#define MINUTE_US (60 * SECOND_US)
#define HOUR_US (3600 * SECOND_US)
#define DAY_US (24 * HOUR_US)

/* A day is the number of days since 1970-01-01; years 1900-2199. */
bool day_parse(const char *text, int32_t *out);		/* YYYY-MM-DD only */
void day_text(int32_t day, char out[DAY_TEXT_SIZE]);
int32_t day_of(int year, int month, int mday);		/* must be a real date */
void day_parts(int32_t day, int *year, int *month, int *mday);
int day_weekday(int32_t day);				/* 1 Monday .. 7 Sunday */
/* Same day of the month n months on, or that month's last day. */
int32_t day_add_months(int32_t day, int n);

/* An instant is microseconds since 1970-01-01T00:00:00Z. */
/* RFC 3339 with offset or Z; fractions up to 6 digits; also the local forms
 * YYYY-MM-DDTHH:MM[:SS] and YYYY-MM-DD HH:MM[:SS], read as +08:00. */
bool time_parse(const char *text, int64_t *out_us);
/* Whole seconds, offset +08:00. */
void time_text(int64_t us, char out[TIME_TEXT_SIZE]);
int32_t time_day(int64_t us);				/* the day in +08:00 */
int64_t time_of_day(int32_t day, int hour, int minute);	/* in +08:00 */
int time_minute(int64_t us);				/* minutes since local midnight */
#endif
