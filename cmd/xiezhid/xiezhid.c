/* xiezhid.c - the daemon: lets terms end and does the chores of the modules (cgi/modules.c): orders events and keeps
 * their log, publishes draws, keeps partitions ahead, clears old keys.
 *
 * Everything it does is a transaction of its own, asks the store's clock, and is done once however many
 * daemons run: it can be ended at any moment. */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "cgi/modules.h"
#include "cmd/xiezhid/chores.h"
#include "cmd/xiezhid/health.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/db/migration.h"
#include "lib/sec/keys.h"

struct daemon {
	struct db *db;
	struct chores *chores;
	int64_t tick;			/* microseconds from one to the next */
	int64_t gave_back;		/* monotonic; 0: never yet */
};

#define GIVE_BACK_US (10 * SECOND_US)

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
	    "log_name", "socket", "syslog", NULL };
	struct program_keys keys;
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
	/* they are the log's: without them it stands still, and says so */
	if (program_keys_open(a, "daemon", conf_text(conf, "keys", NULL), &keys) != OK)
		LOG(LOG_ERROR, "keys", LOG_TEXT("detail", err_last()));
	modules_start(a, conf, &keys);
	e = db_open(a, database, "xiezhid", &d->db);
	if (e == OK)
		e = migrate_version(a, d->db, &version);
	if (e == OK && version < SCHEMA_MIN)
		return err_set(ERR_STATE, "the store has schema %lld: run xiezhi migrate", (long long)version);
	if (e == OK)
		e = chores_open(a, d->db, xz_modules, &d->chores);
	return e == OK && conf_text(conf, "socket", NULL) != NULL ? health_open(conf_text(conf, "socket", NULL)) : e;
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

/* Chores read whole tables: what they leave goes back to the system, now and then. */
static void
give_back(struct daemon *d, int64_t now)
{
	if (d->gave_back != 0 && now - d->gave_back < GIVE_BACK_US)
		return;
	(void)malloc_trim(0);
	d->gave_back = now;
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
	(void)sigaddset(&ends, SIGHUP);		/* to be started again, with new settings */
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
		chores_tick(each, d.chores);
		arena_free(each);
		give_back(&d, began);
	} while (wait_for_next(&ends, &d, began));
	LOG(LOG_INFO, "ended");
	arena_free(a);
	return 0;
}
