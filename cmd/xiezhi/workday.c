/* workday.c - xiezhi workday: adds and counts working days, by the store's
 * calendar where a configuration leads to one, by the shipped one otherwise. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/calendar/reference.h"
#include "lib/db/db.h"

#define N_MAX 100000

/* False when there is no store to ask, or it does not answer. */
static bool
stored(struct arena *a, const struct workdays **out)
{
	const char *database;
	struct conf *conf;
	struct db *db;

	if (cmd_conf_path(a) == NULL || !cmd_conf(a, "workday", &conf))
		return false;
	database = conf_text(conf, "database", NULL);
	return database != NULL && db_open(a, database, "xiezhi-workday", &db) == OK &&
	    calendar_workdays(a, db, out) == OK;
}

static bool
calendar(struct arena *a, const struct workdays **out)
{
	const char *app;
	struct workdays *w;

	if (stored(a, out))
		return true;
	app = cmd_app_folder(a);
	if (app == NULL) {
		(void)fprintf(stderr, "xiezhi workday: no etc/reference found: set XIEZHI_APP\n");
		return false;
	}
	if (calendar_csv_workdays(a, arena_printf(a, "%s/etc/reference/workday.csv", app), &w) != OK) {
		(void)fprintf(stderr, "xiezhi workday: %s\n", err_last());
		return false;
	}
	*out = w;
	return true;
}

static int
add(const struct workdays *w, int32_t from, int64_t n)
{
	char text[DAY_TEXT_SIZE];
	bool provisional;
	int32_t day = workday_add(w, from, n, &provisional);

	if (day == DAY_NONE) {
		(void)fprintf(stderr, "xiezhi workday: past the year 2199\n");
		return 2;
	}
	day_text(day, text);
	(void)printf("%s%s\n", text, provisional ? "\tprovisional" : "");
	return 0;
}

static int
run(struct arena *a, char **argv)
{
	bool adding = strcmp(argv[1], "add") == 0;
	const struct workdays *w;
	int32_t from, to = 0;
	long long n = 0;

	if (!adding && strcmp(argv[1], "count") != 0)
		return cmd_usage(argv[0]);
	if (!day_parse(argv[2], &from) ||
	    !(adding ? str_i64(argv[3], 1, N_MAX, &n) : day_parse(argv[3], &to)))
		return cmd_usage(argv[0]);
	if (!adding && from > to) {
		(void)fprintf(stderr, "xiezhi workday: %s is after %s\n", argv[2], argv[3]);
		return 2;
	}
	if (!calendar(a, &w))
		return 2;
	if (adding)
		return add(w, from, n);
	(void)printf("%lld\n", (long long)workday_count(w, from, to));
	return 0;
}

int
cmd_workday(int argc, char **argv)
{
	struct arena *a;
	int rc;

	if (argc != 4)
		return cmd_usage(argv[0]);
	a = arena_new("workday");
	rc = run(a, argv);
	arena_free(a);
	if (rc == 0 && fflush(stdout) != 0) {
		perror("xiezhi workday");
		rc = 1;
	}
	return rc;
}
