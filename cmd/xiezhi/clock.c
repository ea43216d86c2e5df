/* clock.c - xiezhi clock: moves the platform's legal clock; on a test clock only. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/db/loaded.h"

#define STEPS_MAX 100000

/* "3d", "15wd", "24h". */
static bool
step(const char *text, long long *n, const char **unit)
{
	char digits[8];
	size_t len = strspn(text, "0123456789");

	if (len == 0 || len >= sizeof(digits))
		return false;
	memcpy(digits, text, len);
	digits[len] = '\0';
	*unit = text + len;
	return str_i64(digits, 1, STEPS_MAX, n) &&
	    (str_eq(*unit, "d") || str_eq(*unit, "wd") || str_eq(*unit, "h"));
}

static enum err
advanced(struct arena *a, struct db *db, long long n, const char *unit, int64_t *now)
{
	const struct workdays *w;
	int32_t day, to;
	enum err e;

	if (str_eq(unit, "h"))
		*now += n * HOUR_US;
	else if (str_eq(unit, "d"))
		*now += n * DAY_US;
	if (!str_eq(unit, "wd"))
		return OK;
	e = calendar_workdays(a, db, &w);
	if (e != OK)
		return e;
	day = time_day(*now);
	to = workday_add(w, day, n, NULL);
	if (to == DAY_NONE)
		return err_set(ERR_INPUT, "past the year 2199");
	*now += (to - day) * DAY_US;
	return OK;
}

static int
show(struct arena *a, struct db *db, const char *command)
{
	char text[TIME_TEXT_SIZE];
	struct db_clock c;
	int64_t now;
	enum err e = db_now(a, db, &now);

	if (e == OK)
		e = db_clock_get(a, db, &c);
	if (e != OK)
		return cmd_failed(command, e);
	time_text(now, text);
	(void)printf("%s%s\n", text, c.offset_us != 0 ? "\tmoved" : "");
	return 0;
}

static int
run(struct arena *a, int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "", *unit = "";
	struct conf *conf;
	struct db *db;
	long long n = 0;
	int64_t now = 0;
	bool set = str_eq(what, "set"), advance = str_eq(what, "advance");
	enum err e;

	if (argc != (set || advance ? 3 : 2) || !(set || advance || str_eq(what, "reset") || str_eq(what, "show")))
		return cmd_usage(argv[0]);
	if ((set && !time_parse(argv[2], &now)) || (advance && !step(argv[2], &n, &unit)))
		return cmd_usage(argv[0]);
	if (!cmd_conf(a, argv[0], &conf))
		return 2;
	if (!conf_bool(conf, "test_clock", false) && (set || advance))
		return cmd_fail(argv[0],
		    "this instance has no test clock: it would have to be started with XIEZHI_TEST_CLOCK=1");
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	e = OK;
	if (advance)
		e = db_now(a, db, &now);
	if (e == OK && advance)
		e = advanced(a, db, n, unit, &now);
	if (e == OK && (set || advance))
		e = db_clock_set(a, db, now - clock_real_now());
	if (e == OK && str_eq(what, "reset"))
		e = db_clock_set(a, db, 0);
	return e == OK ? show(a, db, argv[0]) : cmd_failed(argv[0], e);
}

int
cmd_clock(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
