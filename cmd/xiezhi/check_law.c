/* check_law.c - xiezhi check law: what reference data cites and the texts in the store do not hold, one a line. */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/xiezhi/check.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/law/check.h"

static void
fault(void *ctx, const char *file, const char *key, const char *cited, const char *why)
{
	(void)ctx;
	(void)printf("%s\t%s\t%s\t%s\n", why, file, key, cited);
}

int
check_law(struct arena *a, int argc, char **argv)
{
	struct law_check found = { .fault = fault };
	const char *app = cmd_app_folder(a);
	struct conf *conf;
	struct db *db;
	enum err e;

	if (argc < 3 && app == NULL)
		return cmd_fail(argv[0], "no etc/reference above the program");
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	e = law_check(a, db, argc > 2 ? argv[2] : arena_printf(a, "%s/etc/reference", app), time_day(clock_now()),
	    &found);
	if (e != OK)
		return cmd_failed(argv[0], e);
	(void)printf("%" PRId64 " rows, %" PRId64 " citations: %" PRId64 " not found\n", found.rows, found.cites,
	    found.faults);
	return found.faults > 0 ? 1 : 0;
}
