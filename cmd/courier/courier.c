/* courier.c - xiezhi-courier: the only program that opens a connection outwards.  It takes what is due from the store,
 * sends it, and tells the store what was answered; its role has functions and no table.  It can be killed at any
 * moment: what it was at is sent again under the same id. */
#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "cmd/courier/lock.h"
#include "cmd/courier/send.h"
#include "lib/base/arena.h"
#include "lib/base/conf.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/db/db.h"
#include "lib/exchange/hook.h"
#include "lib/sec/keys.h"

#define AT_ONCE 20	/* with WHOLE_S each they take longer than the store waits: those left are taken again */
#define REST_NS 200000000L

static enum err
start(struct arena *a, const char *path, struct db **db)
{
	static const char *const known[] = { "app", "database", "keys", NULL };
	struct program_keys keys;
	struct conf *conf;
	enum err e = conf_load(a, path, known, &conf);

	if (e != OK)
		return e;
	if (conf_text(conf, "database", NULL) == NULL)
		return err_set(ERR_INPUT, "%s names no database", path);
	e = program_keys_need(a, "courier", conf_text(conf, "keys", NULL), &keys);
	if (e != OK)
		return e;
	hook_start(&keys);
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(ERR_IO, "libcurl");
	e = db_open(a, conf_text(conf, "database", NULL), "xiezhi-courier", db);
	return e == OK ? courier_lock() : e;
}

static void
one(struct arena *a, struct db *db, const struct hook *h)
{
	struct hook_answer x;

	send_hook(a, h, &x);
	if (*x.error != '\0')
		LOG(LOG_INFO, "not delivered", LOG_TEXT("link", h->code), LOG_I64("pos", h->pos),
		    LOG_TEXT("error", x.error), LOG_I64("status", x.status));
	if (hook_told(a, db, h, &x) != OK)
		LOG(LOG_ERROR, "not told", LOG_TEXT("link", h->code), LOG_TEXT("detail", err_last()));
}

/* A signal ends it.  True: go on. */
static bool
rest(const sigset_t *ends, bool at_once)
{
	const struct timespec wait = { .tv_nsec = at_once ? 0 : REST_NS };

	return sigtimedwait(ends, NULL, &wait) < 0;
}

static void
deliver(struct arena *a, struct db *db, const sigset_t *ends)
{
	struct hook *h;
	int i, n;

	do {
		struct arena *each = arena_child(a);

		n = 0;
		if (hook_take(each, db, AT_ONCE, &h, &n) != OK)
			LOG(LOG_ERROR, "take", LOG_TEXT("detail", err_last()));
		for (i = 0; i < n; i++)
			one(each, db, &h[i]);
		arena_free(each);
	} while (rest(ends, n > 0));
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new("courier");
	struct db *db;
	sigset_t ends;

	log_init("courier", LOG_INFO);
	if (argc != 3 || !str_eq(argv[1], "--conf")) {
		(void)fprintf(stderr, "usage: xiezhi-courier --conf FILE\n");
		return 2;
	}
	(void)sigemptyset(&ends);
	(void)sigaddset(&ends, SIGTERM);
	(void)sigaddset(&ends, SIGINT);
	(void)sigaddset(&ends, SIGHUP);		/* to be started again, with new settings */
	(void)sigprocmask(SIG_BLOCK, &ends, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	if (start(a, argv[2], &db) != OK) {
		LOG(LOG_ERROR, "start", LOG_TEXT("detail", err_last()));
		arena_free(a);
		return 1;
	}
	LOG(LOG_INFO, "started");
	deliver(a, db, &ends);
	LOG(LOG_INFO, "ended");
	send_end();
	arena_free(a);
	curl_global_cleanup();
	return 0;
}
