/* demo.c - xiezhi demo load [--cases N]: the invented city, loaded once into an empty store; xiezhi demo --scale N. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/demo/demo.h"
#include "cmd/demo/scale.h"
#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/paper/sealing.h"
#include "lib/people/admin.h"

#define CASES_DEFAULT 300
#define SCALE_MAX 1000000
#define CHECKS_US (2 * HOUR_US)		/* of these two years random checks have the end to themselves */

static int shown = -1;

static void
progress(int permille)
{
	int percent = permille / 10;

	if (percent == shown || (percent % 5 != 0 && !isatty(STDERR_FILENO)))
		return;
	shown = percent;
	(void)fprintf(stderr, isatty(STDERR_FILENO) ? "\rdemo %3d %%" : "demo %3d %%\n", percent);
}

/* How often its firms are visited in a year, as the city published it. */
static enum err
caps(struct demo *d)
{
	static const struct {
		const char *key;
		int64_t value;
	} cap[] = { { "inspection.cap.agency", 4 }, { "inspection.cap.firm", 12 }, { "inspection.cap.item", 2 } };
	int64_t parameter;
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < sizeof(cap) / sizeof(*cap); i++)
		e = calendar_parameter_put(d->arena, d->db, &(struct calendar_parameter_new){ .key = cap[i].key,
		    .unit = "count", .source = "衡阳市涉企行政检查频次上限公告（演示）", .sector = "", .note = "",
		    .value = cap[i].value, .valid_from = time_day(d->now) }, &parameter);
	return e;
}

static enum err
load(struct demo *d, const struct conf *conf, int cases)
{
	int64_t parameter;
	enum err e = cmd_start(d->arena, "demo", conf);

	if (e == OK)
		e = db_script(d->db, "set synchronous_commit to off");
	if (e == OK)
		e = calendar_workdays(d->arena, d->db, &d->days);
	d->end = clock_real_now();
	d->latest = d->end - CHECKS_US;
	if (e == OK)
		e = demo_clock(d, d->end - 790 * DAY_US);
	if (e == OK)
		e = demo_people(d);
	if (e == OK)	/* the city's own choice: the public reads of those too */
		e = calendar_parameter_put(d->arena, d->db, &(struct calendar_parameter_new){
		    .key = "publish.no_penalty", .unit = "count", .source = "衡阳市行政执法公示办法（演示）",
		    .sector = "", .note = "", .value = 1, .valid_from = time_day(d->now) }, &parameter);
	if (e == OK)
		e = caps(d);
	if (e == OK)
		e = demo_stories(d, cases, progress);
	d->latest = d->end = clock_real_now();
	if (e == OK)
		e = demo_spotcheck(d);
	if (e == OK)
		e = demo_source(d);
	if (e == OK)
		e = demo_programmes(d);
	if (e == OK)
		e = demo_supervision(d);
	return e == OK ? paper_sealing_forget(d->arena, d->db) : e;	/* thousands of papers of two years */
}

static int
scale(struct arena *a, const char *text)
{
	struct conf *conf;
	struct db *db;
	long long cases;
	enum err e;

	if (!str_i64(text, 1, SCALE_MAX, &cases))
		return cmd_usage("demo");
	if (!cmd_store(a, "demo", &conf, &db))
		return 2;
	e = demo_scale(a, db, cases);
	return e == OK ? 0 : cmd_failed("demo", e);
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct demo d = { .arena = a, .random = 0x9e3779b97f4a7c15ULL };
	struct conf *conf;
	long long cases = CASES_DEFAULT;
	struct people_agency *agencies;
	int n = 0;
	enum err e;

	if (argc == 3 && strcmp(argv[1], "--scale") == 0)
		return scale(a, argv[2]);
	if (argc < 2 || strcmp(argv[1], "load") != 0 || (argc == 4 && (strcmp(argv[2], "--cases") != 0 ||
	    !str_i64(argv[3], 1, 100000, &cases))) || argc == 3 || argc > 4)
		return cmd_usage("demo");
	if (!cmd_store(a, "demo", &conf, &d.db))
		return 2;
	d.state = conf_text(conf, "state", ".");
	e = people_agency_list(a, d.db, &agencies, &n);
	if (e == OK && n > 0)
		return cmd_fail("demo", "the store is not empty; the demo is loaded once into a new one");
	if (e == OK)
		e = load(&d, conf, (int)cases);
	if (isatty(STDERR_FILENO))
		(void)fputc('\n', stderr);
	if (e != OK)
		return cmd_failed("demo", e);
	(void)printf("demo: %d cases, %d ran to their end, %d parties\n", (int)cases, d.done, d.firms_made);
	return 0;
}

int
cmd_demo(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
