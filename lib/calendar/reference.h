/* reference.h - the calendar and the figures of law as shipped: CSV files in
 * etc/reference, for the store and for the command line. */
#ifndef LIB_CALENDAR_REFERENCE_H
#define LIB_CALENDAR_REFERENCE_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/calendar/workday.h"

struct arena;
struct db;

/* workday.csv (date,kind,name,source) as a calendar.  A year is published when
 * the National Day holiday of its October is in the file.  ERR_IO, ERR_INPUT. */
ERR_CHECKED enum err calendar_csv_workdays(struct arena *a, const char *path, struct workdays **out);

struct calendar_loaded {
	int64_t calendar;	/* id of the new version, 0: nothing changed */
	int64_t inserted;	/* parameter rows */
	int64_t closed;
	int64_t overridden;	/* rows inserted whose key a site has a figure of its own for */
};
/* Loads workday.csv and parameter.csv of folder (".../etc/reference") in the
 * caller's transaction; the same again changes nothing.  Days and figures of the
 * site stay and win.  ERR_IO, ERR_INPUT, and those of db.h. */
ERR_CHECKED enum err calendar_reference_load(struct arena *a, struct db *db, const char *folder,
    struct calendar_loaded *out);
/* The same, for the module's row. */
ERR_CHECKED enum err calendar_load(struct arena *a, struct db *db, const char *folder);
#endif
