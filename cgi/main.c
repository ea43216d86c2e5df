/* main.c - one program: a listening socket, workers that answer, and a parent
 * that replaces those that end.  Without a socket it answers one plain CGI
 * request from its environment. */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgi/assemble.h"
#include "cgi/common/metrics.h"
#include "cgi/dispatch.h"
#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/conf.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/sec/keys.h"

#define WORKERS_MAX 32
#define RECYCLE_REQUESTS 20000
#define RECYCLE_RSS_KB (192L * 1024)
#define RECYCLE_LOOK 64		/* requests between two looks at it */
#define STOP_WAIT_US (20 * 1000000LL)	/* more than a request may take */
#define SHORT_LIFE_US 1000000LL

struct server {
	struct arena *arena;
	struct conf *conf;
	const struct program *program;
	struct web *web;
	struct routes *routes;
	int fd;			/* -1: plain CGI */
	int workers;
	int processes;		/* the workers, and the one in the background when the program has it */
	pid_t pid[WORKERS_MAX + 1];
	int64_t started[WORKERS_MAX + 1], not_before[WORKERS_MAX + 1];
	int64_t pause_us;
};

static volatile sig_atomic_t stopping;

static void
on_stop(int sig)
{
	(void)sig;
	stopping = 1;
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

/* Signals are blocked but while waiting, in parent and workers. */
static void
set_signals(sigset_t *waiting)
{
	sigset_t block;

	sigemptyset(&block);
	sigaddset(&block, SIGTERM);
	sigaddset(&block, SIGINT);
	sigaddset(&block, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &block, waiting);
	handle(SIGTERM, on_stop);
	handle(SIGINT, on_stop);
	handle(SIGHUP, SIG_IGN);
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

	if (open_store(s, &d) != OK) {
		LOG(LOG_ERROR, "store", LOG_TEXT("detail", err_last()));
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
		if (usable)
			dispatch_run(&d, r);
		web_finish(r);
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
	(void)pselect(0, NULL, NULL, NULL, &t, &open_set);
	return stopping;
}

static int
work_behind(struct server *s)
{
	struct dispatch d = { .program = s->program };

	if (open_store(s, &d) != OK) {
		LOG(LOG_ERROR, "store", LOG_TEXT("detail", err_last()));
		return 1;
	}
	s->program->background(s->web, d.db, ending);
	return 0;
}

static void
start_worker(struct server *s, int i)
{
	pid_t parent = getpid(), pid = fork();

	if (pid < 0) {
		LOG(LOG_ERROR, "fork", LOG_TEXT("detail", strerror(errno)));
		s->not_before[i] = clock_monotonic_us() + SHORT_LIFE_US;
		return;
	}
	if (pid == 0) {
		sigset_t chld;
		int code;

		(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(0);
		sigemptyset(&chld);
		sigaddset(&chld, SIGCHLD);
		(void)sigprocmask(SIG_UNBLOCK, &chld, NULL);
		code = i < s->workers ? work(s) : work_behind(s);
		_exit(code);
	}
	s->pid[i] = pid;
	s->started[i] = clock_monotonic_us();
	metrics_worker_started();
}

/* A worker that ended at once is replaced after a pause that doubles up to 10 s. */
static void
reap(struct server *s)
{
	int64_t now = clock_monotonic_us();
	int status, i;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (i = 0; i < s->processes && s->pid[i] != pid; i++)
			;
		if (i == s->processes)
			continue;
		s->pid[i] = 0;
		s->not_before[i] = now;
		if (stopping || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
			s->pause_us = 0;
			continue;
		}
		LOG(LOG_ERROR, "worker ended", LOG_I64("worker", pid),
		    LOG_I64("status", WIFEXITED(status) ? WEXITSTATUS(status) : -1),
		    LOG_I64("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0));
		if (now - s->started[i] > 10 * SHORT_LIFE_US)
			s->pause_us = 0;
		s->pause_us = s->pause_us == 0 ? SHORT_LIFE_US / 10 : s->pause_us * 2;
		if (s->pause_us > 10 * SHORT_LIFE_US)
			s->pause_us = 10 * SHORT_LIFE_US;
		s->not_before[i] = now + s->pause_us;
	}
}

static int
alive(const struct server *s)
{
	int i, n = 0;

	for (i = 0; i < s->processes; i++)
		n += s->pid[i] > 0;
	return n;
}

static void
signal_workers(const struct server *s, int sig)
{
	int i;

	for (i = 0; i < s->processes; i++)
		if (s->pid[i] > 0)
			(void)kill(s->pid[i], sig);
}

static void
wait_a_little(const sigset_t *waiting)
{
	const struct timespec t = { .tv_nsec = 200 * 1000000L };

	(void)pselect(0, NULL, NULL, NULL, &t, waiting);
}

static int
supervise(struct server *s, const sigset_t *waiting)
{
	int64_t stop_at;
	int i;

	LOG(LOG_INFO, "started", LOG_I64("workers", s->workers));
	(void)malloc_trim(0);		/* what reading the templates left over, before the workers share the rest */
	while (!stopping) {
		for (i = 0; i < s->processes; i++)
			if (s->pid[i] == 0 && clock_monotonic_us() >= s->not_before[i])
				start_worker(s, i);
		wait_a_little(waiting);
		reap(s);
	}
	stop_at = clock_monotonic_us() + STOP_WAIT_US;
	while (alive(s) > 0) {
		signal_workers(s, clock_monotonic_us() < stop_at ? SIGTERM : SIGKILL);
		wait_a_little(waiting);
		reap(s);
	}
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
	    "tls", "test_clock", "desk_host", "keys", "seals", "public_url", "evidence", "spool", NULL };
	struct web_options o = { .program = s->program->name, .templates = s->program->templates };
	struct program_keys keys;
	enum err e = conf_load(s->arena, conf_path, known, &s->conf);
	int64_t n;

	if (e != OK)
		return e;
	n = conf_i64(s->conf, "workers", 3);
	s->workers = n < 1 ? 1 : n > WORKERS_MAX ? WORKERS_MAX : (int)n;
	s->processes = s->workers + (s->program->background != NULL);
	e = program_keys_open(s->arena, s->program->name, not_empty(conf_text(s->conf, "keys", "")), &keys);
	if (e != OK)
		return e;
	s->program->start(s->arena, s->conf, &keys);
	o.app = conf_text(s->conf, "app", ".");
	o.tls = conf_bool(s->conf, "tls", false);
	o.test_clock = conf_bool(s->conf, "test_clock", false);
	o.desk_host = not_empty(conf_text(s->conf, "desk_host", ""));
	o.form_key = keys.form;
	e = routes_build(s->arena, s->program, &s->routes);
	if (e == OK)
		e = web_open(s->arena, &o, &s->web);
	if (e == OK)
		e = metrics_open();
	if (e == OK && *conf_text(s->conf, "socket", "") != '\0')
		e = web_listen(conf_text(s->conf, "socket", ""), &s->fd);
	return e;
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

	s.arena = arena_new("server");
	s.program = assemble_program(s.arena);
	if (argc == 2 && strcmp(argv[1], "--routes") == 0)
		return print_routes(s.program);
	if (argc != 3 || strcmp(argv[1], "--conf") != 0) {
		(void)fprintf(stderr, "usage: xiezhi-%s --conf FILE\n", s.program->name);
		return 2;
	}
	log_init(s.program->name, LOG_INFO);
	set_signals(&waiting);
	if (prepare(&s, argv[2]) != OK) {
		LOG(LOG_ERROR, "cannot start", LOG_TEXT("detail", err_last()));
		(void)fprintf(stderr, "xiezhi-%s: %s\n", s.program->name, err_last());
		return 1;
	}
	return s.fd < 0 ? work(&s) : supervise(&s, &waiting);
}
