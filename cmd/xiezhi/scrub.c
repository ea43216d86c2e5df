/* scrub.c - xiezhi scrub: reads every evidence file again; says what rots, is missing, has no row, was left behind.
 * Exit 0: all fits (with --tidy also when what has no row was moved or removed); 1: not; 2: it could not be looked
 * at. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cmd/xiezhi/cmd.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/evidence/scrub.h"

#define BAR 30
#define AGE 3600	/* seconds; longer than any file takes to be stored */

struct showing {
	bool tty;
	int64_t begun, said;
};

static void
clear_bar(const struct showing *v)
{
	if (v->tty && v->said != 0)
		(void)fputs("\r\033[K", stderr);
}

static void
found(void *ctx, enum scrub_kind k, const char *name)
{
	clear_bar(ctx);
	(void)printf("%s\t%s\n", evidence_scrub_kind_name(k), name);
}

static void
progress(void *ctx, int64_t bytes, int64_t of)
{
	struct showing *v = ctx;
	int64_t now = clock_monotonic_us();
	int percent = of > 0 ? (int)(bytes * 100 / of) : 100, i;

	if (now - v->said < (v->tty ? 100000 : 10 * SECOND_US) || (!v->tty && now - v->begun < 10 * SECOND_US))
		return;
	v->said = now;
	if (!v->tty) {
		(void)fprintf(stderr, "%3d %%  %" PRId64 " MB\n", percent, bytes >> 20);
		return;
	}
	(void)fputs("\r[", stderr);
	for (i = 0; i < BAR; i++)
		(void)fputc(i * 100 < percent * BAR ? '#' : '.', stderr);
	(void)fprintf(stderr, "] %3d %%  %" PRId64 " MB\033[K", percent, bytes >> 20);
}

static bool
options(int argc, char **argv, struct scrub *s)
{
	long long age;
	int i;

	s->age_us = AGE * SECOND_US;
	for (i = 1; i < argc; i++) {
		if (str_eq(argv[i], "--tidy"))
			s->tidy = true;
		else if (str_eq(argv[i], "--age") && i + 1 < argc && str_i64(argv[i + 1], 0, 1000000000, &age)) {
			s->age_us = age * SECOND_US;
			i++;
		} else
			return false;
	}
	return true;
}

/* The folders and the key, as the pool for slow work has them. */
static enum err
use_store(struct arena *a, const struct conf *conf)
{
	if (conf_text(conf, "keys", NULL) == NULL || conf_text(conf, "evidence", NULL) == NULL ||
	    conf_text(conf, "spool", NULL) == NULL)
		return err_set(ERR_IO, "the configuration names no keys, evidence and spool folders");
	return cmd_start(a, "scrub", conf);
}

static int
run(struct arena *a, int argc, char **argv)
{
	struct showing v = { .tty = isatty(STDERR_FILENO), .begun = clock_monotonic_us() };
	struct scrub s = { .found = found, .progress = progress, .ctx = &v };
	struct conf *conf;
	struct db *db;
	int64_t bad;
	enum err e;

	if (!options(argc, argv, &s))
		return cmd_usage(argv[0]);
	if (!cmd_store(a, argv[0], &conf, &db))
		return 2;
	e = use_store(a, conf);
	if (e == OK)
		e = evidence_scrub(a, db, &s);
	clear_bar(&v);
	if (e != OK)
		return cmd_failed(argv[0], e);
	(void)printf("%" PRId64 " files, %" PRId64 " bytes: %" PRId64 " damaged, %" PRId64 " missing, %" PRId64
	    " without a row, %"
	    PRId64 " left by writers, %" PRId64 " abandoned uploads%s; %" PRId64 " set aside before\n",
	    s.files, s.bytes, s.count[SCRUB_DAMAGED], s.count[SCRUB_MISSING], s.count[SCRUB_ORPHAN],
	    s.count[SCRUB_LEFT], s.count[SCRUB_ABANDONED], s.tidy ? ", tidied" : "", s.aside);
	bad = s.count[SCRUB_DAMAGED] + s.count[SCRUB_MISSING];
	if (!s.tidy)
		bad += s.count[SCRUB_ORPHAN] + s.count[SCRUB_LEFT] + s.count[SCRUB_ABANDONED];
	return bad > 0 ? 1 : 0;
}

int
cmd_scrub(int argc, char **argv)
{
	return cmd_with_arena(run, argc, argv);
}
