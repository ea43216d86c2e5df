/* xiezhid.c - the daemon: orders the events and keeps their log, lets terms end, keeps partitions ahead and
 * clears old keys.
 *
 * Everything it does is a transaction of its own, asks the store's clock, and is done once however many
 * daemons run: it can be ended at any moment. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmd/xiezhid/log_work.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/term_end.h"
#include "lib/db/db.h"
#include "lib/db/loaded.h"
#include "lib/db/migration.h"
#include "lib/db/purge.h"
#include "lib/disclosure/expiry.h"
#include "lib/inspection/inspection.h"
#include "lib/people/reference.h"
#include "lib/spotcheck/ceremony.h"
#include "lib/spotcheck/files.h"
#include "lib/spotcheck/visit.h"

#define CLOCKS_A_TICK 200
#define FIRST_YEAR 2023
#define MINUTE_US (60 * SECOND_US)

struct daemon {
	struct db *db;
	const char *draws;		/* the folder of their files */
	struct log_work *log;
	int64_t tick;			/* microseconds from one to the next */
	int64_t account;		/* its own; 0: not asked yet */
	int64_t chores, calendar;	/* monotonic, when they come next */
	int64_t complained;		/* monotonic, of the last error in the log */
	bool terms;			/* everything published has the clock of its term */
};

static void
complain(struct daemon *d)
{
	int64_t now = clock_monotonic_us();

	if (d->complained != 0 && now - d->complained < MINUTE_US)
		return;
	d->complained = now;
	LOG(LOG_ERROR, "tick", LOG_TEXT("detail", err_last()));
}

/* What waits for the log; without it terms end all the same. */
static void
log_step(struct arena *a, struct daemon *d)
{
	if (log_work_run(a, d->log) != OK)
		complain(d);
}

/* ---- what happens at the end of a term */

static const struct {
	const char *id;
	enum err (*run)(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now);
} expiry[] = {
	{ "preserve_lapse", caseflow_preserve_lapse },
	{ DISCLOSURE_EXPIRY, caseflow_disclosure_expire },
	{ INSPECTION_EMERGENCY_EXPIRY, inspection_emergency_lapse },
};

struct ending {
	const struct clock_row *clock;
	int64_t by, now;
};

static enum err
end_term(struct arena *a, struct db *db, void *ctx)
{
	const struct ending *x = ctx;
	size_t i;

	for (i = 0; i < sizeof(expiry) / sizeof(*expiry); i++)
		if (str_eq(expiry[i].id, x->clock->expiry_action))
			return expiry[i].run(a, db, x->clock, x->by, x->now);
	/* overdue and still open: nothing to do until somebody acts */
	return calendar_clock_tick(a, db, x->clock->id, TIME_NONE);
}

/* It does not hold up the others: it is tried again a minute later. */
static enum err
put_off(struct arena *a, struct daemon *d, const struct clock_row *c, int64_t now)
{
	enum err e;

	LOG(LOG_ERROR, "clock.end", LOG_I64("clock", c->id), LOG_TEXT("rule", c->rule), LOG_TEXT("detail", err_last()));
	e = calendar_clock_tick(a, d->db, c->id, now + MINUTE_US);
	return e == ERR_STATE ? OK : e;		/* closed meanwhile */
}

static enum err
clocks(struct arena *a, struct daemon *d)
{
	struct clock_row *due;
	struct ending x = { .by = d->account };
	size_t i, n;
	enum err e = db_now(a, d->db, &x.now);

	if (e == OK)
		e = calendar_clock_due(a, d->db, x.now, CLOCKS_A_TICK, &due, &n);
	for (i = 0; e == OK && i < n; i++) {
		if (clock_monotonic_us() - log_work_ran(d->log) >= SECOND_US)	/* its second is promised */
			log_step(a, d);
		x.clock = &due[i];
		e = db_tx_run(a, d->db, NULL, end_term, &x, NULL);
		if (e != OK)
			e = put_off(a, d, &due[i], x.now);
	}
	return e;
}

/* Draws that lapse or are published by now, results of inspections, and what of the draws' files is to be written.  A
 * full disk holds up nothing else. */
static enum err
draws(struct arena *a, struct daemon *d)
{
	int64_t n;
	enum err e = spotcheck_due(a, d->db, d->account, &n);

	if (e == OK)
		e = spotcheck_visits_publish(a, d->db, d->account, &n);
	if (e == OK)
		e = inspection_due(a, d->db, d->account, &n);
	if (e == OK && spotcheck_files_publish(a, d->db, d->draws, &n) != OK)
		complain(d);
	return e;
}

/* ---- now and then */

static enum err
refresh(struct arena *a, struct db *db, void *ctx)
{
	return calendar_refresh(a, db, CLOCKS_A_TICK, ctx);
}

/* What was published before terms had clocks. */
static enum err
terms(struct arena *a, struct db *db, void *ctx)
{
	return disclosure_terms_start(a, db, 0, CLOCKS_A_TICK, ctx);
}

static enum err
now_and_then(struct arena *a, struct daemon *d)
{
	int64_t now = clock_monotonic_us(), n;
	enum err e = OK;

	if (now >= d->calendar) {
		e = db_tx_run(a, d->db, NULL, refresh, &n, NULL);
		if (e == OK)
			d->calendar = n > 0 ? now : now + MINUTE_US;
	}
	if (e == OK && !d->terms) {
		e = db_tx_run(a, d->db, NULL, terms, &n, NULL);
		d->terms = e == OK && n == 0;
	}
	if (e != OK || now < d->chores)
		return e;
	e = db_partitions(a, d->db, FIRST_YEAR, &n);
	if (e == OK && n > 0)
		LOG(LOG_INFO, "partitions", LOG_I64("made", n));
	if (e == OK)
		e = db_act_purge(a, d->db, &n);
	if (e == OK)
		d->chores = now + 60 * MINUTE_US;
	return e;
}

static enum err
tick(struct arena *a, struct daemon *d)
{
	enum err e = OK;

	if (d->account == 0)
		e = people_service(a, d->db, "xz-daemon", &d->account);
	if (e == OK)
		e = clocks(a, d);
	if (e == OK)
		e = draws(a, d);
	return e == OK ? now_and_then(a, d) : e;
}

/* ---- start and end */

static const char *
conf_path(int argc, char **argv)
{
	if (argc == 3 && str_eq(argv[1], "--conf"))
		return argv[2];
	return NULL;
}

static enum err
start(struct arena *a, const char *path, struct daemon *d)
{
	static const char *const known[] = { "app", "state", "database", "test_clock", "keys", "site_code",
	    "log_name", NULL };
	struct conf *conf;
	const char *database;
	int64_t version;
	enum err e = conf_load(a, path, known, &conf);

	if (e != OK)
		return e;
	database = conf_text(conf, "database", NULL);
	if (database == NULL)
		return err_set(ERR_INPUT, "%s names no database", path);
	d->tick = conf_bool(conf, "test_clock", false) ? SECOND_US / 10 : SECOND_US;
	d->draws = arena_printf(a, "%s/public/disclosure/draws", conf_text(conf, "state", "."));
	e = db_open(a, database, "xiezhid", &d->db);
	if (e == OK)
		e = migrate_version(a, d->db, &version);
	if (e == OK && version < SCHEMA_MIN)
		return err_set(ERR_STATE, "the store has schema %lld: run xiezhi migrate", (long long)version);
	return e == OK ? log_work_open(a, conf, d->db, &d->log) : e;
}

/* Until it is time for the next tick, this one having begun then: a signal ends it.  True: go on. */
static bool
wait_for_next(const sigset_t *ends, const struct daemon *d, int64_t began)
{
	int64_t left = began + d->tick - clock_monotonic_us();
	struct timespec wait = { 0 };

	if (left > 0) {
		wait.tv_sec = left / SECOND_US;
		wait.tv_nsec = left % SECOND_US * 1000;
	}
	return sigtimedwait(ends, NULL, &wait) < 0;
}

int
main(int argc, char **argv)
{
	const char *path = conf_path(argc, argv);
	struct arena *a = arena_new("xiezhid");
	struct daemon d = { .db = NULL };
	int64_t began;
	sigset_t ends;

	log_init("xiezhid", LOG_INFO);
	if (path == NULL) {
		(void)fprintf(stderr, "usage: xiezhid --conf FILE\n");
		return 2;
	}
	(void)sigemptyset(&ends);
	(void)sigaddset(&ends, SIGTERM);
	(void)sigaddset(&ends, SIGINT);
	(void)sigprocmask(SIG_BLOCK, &ends, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);		/* a file that may not grow is an error like a full disk */
	if (start(a, path, &d) != OK) {
		LOG(LOG_ERROR, "start", LOG_TEXT("detail", err_last()));
		arena_free(a);
		return 1;
	}
	LOG(LOG_INFO, "started");
	do {
		struct arena *each = arena_child(a);

		began = clock_monotonic_us();
		log_step(each, &d);
		if (tick(each, &d) != OK)
			complain(&d);
		arena_free(each);
	} while (wait_for_next(&ends, &d, began));
	LOG(LOG_INFO, "ended");
	arena_free(a);
	return 0;
}
