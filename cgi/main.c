/* main.c - one program: a listening socket, workers that answer, and their parent (pool.c).  Without a socket it
 * answers one plain CGI request from its environment. */
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cgi/assemble.h"
#include "cgi/common/health.h"
#include "cgi/common/metrics.h"
#include "cgi/dispatch.h"
#include "cgi/pool.h"
#include "cgi/takeover.h"
#include "cgi/worker_lock.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/sec/keys.h"
#include "lib/web/site.h"

#define WORKERS 3
#define WORKERS_GROWN 4		/* of a program that has fewer at rest */
#define RECYCLE_REQUESTS 20000
#define RECYCLE_RSS_KB (192L * 1024)
#define RECYCLE_LOOK 64		/* requests between two looks at it */
#define BEHIND_US (600 * SECOND_US)	/* what is behind may take from one look at the signals to the next */
#define QUIET_US (60 * SECOND_US)	/* until a worker is one too many */

struct server {
	struct arena *arena;
	struct conf *conf;
	const struct program *program;
	struct web *web;
	struct routes *routes;
	int fd;			/* -1: plain CGI */
	int workers, at_rest;	/* at most, and while nothing waits */
	char *const *argv;
	struct takeover before;
};

static volatile sig_atomic_t stopping, reloading;

static void
on_stop(int sig)
{
	(void)sig;
	stopping = 1;
}

static void
on_reload(int sig)
{
	(void)sig;
	reloading = 1;
}

static void
nothing(int sig)
{
	(void)sig;
}

static void
handle(int sig, void (*fn)(int))
{
	struct sigaction sa = { .sa_handler = fn };

	sigemptyset(&sa.sa_mask);
	(void)sigaction(sig, &sa, NULL);
}

/* Signals are blocked but while waiting, in parent and workers (of which SIGHUP is nothing to).  They may be blocked
 * already: by the program whose place this one took. */
static void
set_signals(sigset_t *waiting)
{
	static const int ours[] = { SIGTERM, SIGINT, SIGCHLD, SIGHUP };
	sigset_t block;
	size_t i;

	sigemptyset(&block);
	for (i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		sigaddset(&block, ours[i]);
	(void)sigprocmask(SIG_BLOCK, &block, waiting);
	for (i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		sigdelset(waiting, ours[i]);
	handle(SIGTERM, on_stop);
	handle(SIGINT, on_stop);
	handle(SIGHUP, on_reload);
	handle(SIGCHLD, nothing);
	handle(SIGPIPE, SIG_IGN);
}

static long
rss_kb(void)
{
	char text[128];
	long pages = 0;
	ssize_t n;
	char *at;
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);

	n = fd >= 0 ? read(fd, text, sizeof(text) - 1) : -1;
	if (fd >= 0)
		(void)close(fd);
	if (n <= 0)
		return 0;
	text[n] = '\0';
	at = strchr(text, ' ');
	if (at != NULL)
		pages = strtol(at, NULL, 10);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static enum err
open_store(struct server *s, struct dispatch *d)
{
	const char *main_info = conf_text(s->conf, "database", "");
	const char *read_info = conf_text(s->conf, "database_read", "");
	const char *name = arena_printf(s->arena, "xiezhi-%s", s->program->name);
	enum err e = db_open(s->arena, main_info, name, &d->db);

	if (e == OK && *read_info != '\0' && !str_eq(read_info, main_info))
		e = db_open(s->arena, read_info, name, &d->db_read);
	return e;
}

/* The store, and then the lock.  Not of plain CGI, which answers once and ends by exit(), where the sanitizers' build
 * looks into itself (ptrace). */
static enum err
settle(struct server *s, struct dispatch *d)
{
	const struct worker_needs needs = { .children = s->program->children,
	    .network = db_remote(conf_text(s->conf, "database", "")) ||
	    db_remote(conf_text(s->conf, "database_read", "")) };
	enum err e = open_store(s, d);

	return e == OK && s->fd >= 0 ? worker_lock(needs) : e;
}

/* A worker that is longer at one request hangs: its statements have their end, and nginx has mostly given up. */
static int64_t
most_us(const struct program *p)
{
	return (p->request_ms > 0 ? p->request_ms : REQUEST_MS) * (SECOND_US / 1000) + SECOND_US;
}

/* Runs until told to stop or worn out.  A bad request never ends it. */
static int
work(struct server *s)
{
	struct dispatch d = { .program = s->program, .routes = s->routes,
	    .test_clock = conf_bool(s->conf, "test_clock", false) };
	struct req *r;
	long served = 0;
	bool usable;
	enum err e;

	if (settle(s, &d) != OK) {
		LOG(LOG_ERROR, "worker", LOG_TEXT("detail", err_last()));
		return 1;
	}
	while (!stopping && served < RECYCLE_REQUESTS &&
	    (served % RECYCLE_LOOK != 0 || rss_kb() < RECYCLE_RSS_KB)) {
		e = web_accept(s->web, s->fd, s->program, &r, &usable);
		if (e != OK) {
			if (s->fd < 0 || stopping)
				break;
			if (e == ERR_STATE)
				continue;
			LOG(LOG_ERROR, "accept", LOG_TEXT("detail", err_last()));
			return 1;
		}
		pool_at_work(most_us(s->program));
		if (usable)
			dispatch_run(&d, r);
		web_finish(r);
		pool_at_work(0);
		served++;
	}
	return 0;
}

/* Signals come through only here. */
static bool
ending(int wait_ms)
{
	const struct timespec t = { .tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000L };
	sigset_t open_set;

	if (sigprocmask(SIG_SETMASK, NULL, &open_set) != 0)
		return true;
	sigdelset(&open_set, SIGTERM);
	pool_at_work(BEHIND_US);
	(void)pselect(0, NULL, NULL, NULL, &t, &open_set);
	return stopping;
}

static int
work_behind(struct server *s)
{
	struct dispatch d = { .program = s->program };

	if (settle(s, &d) != OK) {
		LOG(LOG_ERROR, "worker", LOG_TEXT("detail", err_last()));
		return 1;
	}
	s->program->background(s->web, d.db, ending);
	return 0;
}

static int
in_worker(void *ctx, bool behind)
{
	return behind ? work_behind(ctx) : work(ctx);
}

static void
reload(void *ctx, const pid_t *workers, size_t n)
{
	const struct server *s = ctx;

	takeover_exec(s->argv, s->fd, workers, n);
}

static int
supervise(struct server *s, const sigset_t *waiting)
{
	const struct pool p = { .fd = s->fd, .at_rest = s->at_rest, .most = s->workers, .quiet_us = QUIET_US,
	    .behind = s->program->background != NULL, .work = in_worker, .ctx = s, .stopping = &stopping,
	    .waiting = waiting, .reloading = &reloading, .reload = reload, .before = s->before.workers,
	    .n_before = s->before.n };

	LOG(LOG_INFO, "started", LOG_I64("workers", s->at_rest), LOG_I64("at most", s->workers));
	(void)malloc_trim(0);		/* what reading the templates left over, before the workers share the rest */
	pool_run(&p);
	LOG(LOG_INFO, "stopped");
	return 0;
}

static const char *
not_empty(const char *s)
{
	return *s != '\0' ? s : NULL;
}

static enum err
prepare(struct server *s, const char *conf_path)
{
	static const char *const known[] = { "app", "socket", "workers", "database", "database_read",
	    "codes", "codes_user", "tls", "test_clock", "desk_host", "keys", "seals", "public_url", "evidence", "spool",
	    "clamd", "clamd_needed", SITE_KEYS, NULL };
	struct web_options o = { .program = s->program->name, .templates = s->program->templates,
	    .messages = s->program->messages, .topics = s->program->topics,
	    .layout = s->program->layout };
	struct program_keys keys;
	enum err e = conf_load(s->arena, conf_path, known, &s->conf);
	int64_t n;

	if (e != OK)
		return e;
	n = conf_i64(s->conf, "workers", s->program->at_rest > 0 ? WORKERS_GROWN : WORKERS);
	s->workers = n < 1 ? 1 : n > POOL_MOST ? POOL_MOST : (int)n;
	s->at_rest = s->program->at_rest > 0 && s->program->at_rest < s->workers ? s->program->at_rest : s->workers;
	e = program_keys_open(s->arena, s->program->name, not_empty(conf_text(s->conf, "keys", "")), &keys);
	if (e != OK)
		return e;
	s->program->start(s->arena, s->conf, &keys);
	o.app = conf_text(s->conf, "app", ".");
	health_start(o.app);
	o.tls = conf_bool(s->conf, "tls", false);
	o.test_clock = conf_bool(s->conf, "test_clock", false);
	o.desk_host = not_empty(conf_text(s->conf, "desk_host", ""));
	o.facts = site_facts(s->arena, s->conf);
	o.form_key = keys.form;
	e = routes_build(s->arena, s->program, &s->routes);
	if (e == OK)
		e = web_open(s->arena, &o, &s->web);
	if (e == OK)
		e = metrics_open();
	return e;
}

static enum err
listen_at(struct server *s)
{
	const char *path = conf_text(s->conf, "socket", "");

	s->before = takeover_begin();
	s->fd = s->before.fd;
	return s->fd < 0 && *path != '\0' ? web_listen(path, &s->fd) : OK;
}

/* What the program serves, for the permission tests: method TAB path TAB duties TAB flags. */
static int
print_routes(const struct program *p)
{
	static const char *const names[] = { "GET", "POST", "PATCH", "DELETE", "OPTIONS" };
	const struct route *const *table, *r;

	for (table = p->tables; *table != NULL; table++)
		for (r = *table; r->path != NULL; r++)
			(void)printf("%s\t%s\t%u\t%u\n", names[r->method - GET], r->path,
			    (unsigned)r->duties, r->flags);
	return 0;
}

int
main(int argc, char **argv)
{
	static struct server s = { .fd = -1 };	/* static: in sight of the leak checker to the end */
	sigset_t waiting;
	bool check;

	s.arena = arena_new("server");
	s.program = assemble_program(s.arena);
	if (argc == 2 && strcmp(argv[1], "--routes") == 0)
		return print_routes(s.program);
	check = argc == 3 && strcmp(argv[1], "--check") == 0;
	if (argc != 3 || (!check && strcmp(argv[1], "--conf") != 0)) {
		(void)fprintf(stderr, "usage: xiezhi-%s --conf FILE\n", s.program->name);
		return 2;
	}
	s.argv = argv;
	log_init(s.program->name, LOG_INFO);
	set_signals(&waiting);
	if (prepare(&s, argv[2]) != OK || (!check && listen_at(&s) != OK)) {
		LOG(LOG_ERROR, "cannot start", LOG_TEXT("detail", err_last()));
		(void)fprintf(stderr, "xiezhi-%s: %s\n", s.program->name, err_last());
		return 1;
	}
	if (check)
		return 0;
	return s.fd < 0 ? work(&s) : supervise(&s, &waiting);
}
