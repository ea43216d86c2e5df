/* test_cgi_pool.c - the parent of workers: as many as at rest, more while somebody waits, fewer again, killed and
 * hung ones replaced, all ended with it; another parent in its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cgi/pool.h"
#include "lib/base/log.h"

#define MOST 4
#define TRIES 2000		/* of 10 ms: for a machine that is busy */

static volatile sig_atomic_t stopping, reloading;
static int64_t patience;	/* us that a worker may be at one connection; 0: as long as it likes */

static void
on_reload(int sig)
{
	(void)sig;
	reloading = 1;
}

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

/* Says that it has taken a connection, and is at it until the other side closes. */
static int
serve(void *ctx, bool behind)
{
	struct pollfd fd = { .fd = ((struct pool *)ctx)->fd, .events = POLLIN };
	sigset_t none;
	char byte;

	(void)sigemptyset(&none);
	while (!stopping) {
		int c;

		if (behind ? ppoll(NULL, 0, NULL, &none) < 0 : ppoll(&fd, 1, NULL, &none) < 0)
			continue;
		c = accept(fd.fd, NULL, NULL);
		if (c < 0)
			continue;
		pool_at_work(patience);
		if (write(c, "1", 1) == 1)
			while (read(c, &byte, 1) > 0)
				;
		(void)close(c);
		pool_at_work(0);
	}
	return 0;
}

/* The one that takes the place is the same program, in the same process. */
static void
take_place(void *ctx, const pid_t *workers, size_t n)
{
	const struct pool *was = ctx;
	struct pool p = *was;

	p.reload = NULL;
	p.reloading = NULL;
	p.before = workers;
	p.n_before = n;
	pool_run(&p);
	_exit(0);
}

struct running {
	struct sockaddr_un at;
	int fd;
	pid_t pid;
};

static pid_t
run_pool(int fd, bool behind)
{
	pid_t pid = fork();
	sigset_t block, waiting;
	struct pool p = { .fd = fd, .at_rest = 2, .most = MOST, .quiet_us = 300 * 1000, .behind = behind, .work = serve,
	    .stopping = &stopping, .waiting = &waiting, .reloading = &reloading, .reload = take_place };

	if (pid != 0)
		return pid;
	(void)sigemptyset(&block);
	(void)sigaddset(&block, SIGTERM);
	(void)sigaddset(&block, SIGCHLD);
	(void)sigaddset(&block, SIGHUP);
	(void)sigprocmask(SIG_BLOCK, &block, &waiting);
	(void)signal(SIGTERM, on_stop);
	(void)signal(SIGHUP, on_reload);
	(void)signal(SIGCHLD, nothing);
	p.ctx = &p;
	pool_run(&p);
	_exit(0);
}

static struct running
begin(bool behind)
{
	struct running r = { .at = { .sun_family = AF_UNIX } };

	(void)snprintf(r.at.sun_path, sizeof(r.at.sun_path), "/tmp/xz-pool-%ld.sock", (long)getpid());
	(void)unlink(r.at.sun_path);
	r.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	assert_int_equal(bind(r.fd, (struct sockaddr *)&r.at, sizeof(r.at)), 0);
	assert_int_equal(listen(r.fd, 16), 0);
	r.pid = run_pool(r.fd, behind);
	assert_true(r.pid > 0);
	return r;
}

static int
ask(const struct running *r)
{
	int c = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_int_equal(connect(c, (const struct sockaddr *)&r->at, sizeof(r->at)), 0);
	return c;
}

static bool
taken(int c)
{
	struct pollfd fd = { .fd = c, .events = POLLIN };

	return poll(&fd, 1, 0) > 0;
}

static int
children(const struct running *r, pid_t *first)
{
	char path[64], text[1024] = "", *p = text, *end;
	int n = 0;
	FILE *f;

	(void)snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", (long)r->pid, (long)r->pid);
	f = fopen(path, "r");
	assert_non_null(f);
	(void)!fread(text, 1, sizeof(text) - 1, f);
	(void)fclose(f);
	for (;; p = end) {
		long pid = strtol(p, &end, 10);

		if (end == p)
			return n;
		if (n++ == 0 && first != NULL)
			*first = (pid_t)pid;
	}
}

static void
pause_ms(int ms)
{
	const struct timespec t = { .tv_nsec = ms * 1000000L };

	(void)nanosleep(&t, NULL);
}

static void
becomes(const struct running *r, int n)
{
	int i;

	for (i = 0; i < TRIES && children(r, NULL) != n; i++)
		pause_ms(10);
	assert_int_equal(children(r, NULL), n);
}

static void
is_taken(int c)
{
	int i;

	for (i = 0; i < TRIES && !taken(c); i++)
		pause_ms(10);
	assert_true(taken(c));
}

static void
end(struct running *r)
{
	int status;

	assert_int_equal(kill(r->pid, SIGTERM), 0);
	assert_int_equal(waitpid(r->pid, &status, 0), r->pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	(void)close(r->fd);
	(void)unlink(r->at.sun_path);
}

static void
test_pool_grows_and_shrinks(void **state)
{
	struct running r = begin(false);
	int c[MOST + 1], i;

	(void)state;
	becomes(&r, 2);
	for (i = 0; i < MOST; i++) {
		c[i] = ask(&r);
		is_taken(c[i]);
	}
	assert_int_equal(children(&r, NULL), MOST);
	c[i] = ask(&r);			/* one more than there may be: it waits until another has gone */
	pause_ms(500);
	assert_int_equal(children(&r, NULL), MOST);
	assert_false(taken(c[i]));
	(void)close(c[0]);
	is_taken(c[MOST]);
	for (i = 1; i <= MOST; i++)
		(void)close(c[i]);
	becomes(&r, 2);
	end(&r);
}

static void
test_pool_replaces_the_killed(void **state)
{
	struct running r = begin(true);
	pid_t first = 0, now = 0;
	int c, i;

	(void)state;
	becomes(&r, 3);			/* with the one behind */
	(void)children(&r, &first);
	assert_int_equal(kill(first, SIGKILL), 0);
	for (i = 0; i < TRIES && (children(&r, &now) != 3 || now == first); i++)
		pause_ms(10);
	assert_int_not_equal(now, first);
	c = ask(&r);
	is_taken(c);
	(void)close(c);
	end(&r);
}

static void
test_pool_replaces_the_hung(void **state)
{
	struct running r;
	int c[2], i;

	(void)state;
	patience = 200 * 1000;
	r = begin(false);
	becomes(&r, 2);
	for (i = 0; i < 2; i++) {
		c[i] = ask(&r);
		is_taken(c[i]);
	}
	for (i = 0; i < 2; i++) {	/* the worker at it is gone, and with it its end of the line */
		char byte;

		assert_int_equal(read(c[i], &byte, 1), 1);
		assert_int_equal(read(c[i], &byte, 1), 0);
		(void)close(c[i]);
	}
	c[0] = ask(&r);
	is_taken(c[0]);
	(void)close(c[0]);
	patience = 0;
	end(&r);
}

/* What is at work ends its connection; the others go, once there are new ones. */
static void
test_pool_in_the_place_of_another(void **state)
{
	struct running r = begin(false);
	pid_t first = 0, now = 0;
	int busy, c, i;
	char byte;

	(void)state;
	becomes(&r, 2);
	(void)children(&r, &first);
	busy = ask(&r);
	is_taken(busy);
	assert_int_equal(kill(r.pid, SIGHUP), 0);
	becomes(&r, 3);
	c = ask(&r);
	is_taken(c);
	(void)close(c);
	assert_int_equal(read(busy, &byte, 1), 1);
	assert_int_equal(write(busy, "x", 1), 1);	/* somebody is still there */
	assert_int_equal(recv(busy, &byte, 1, MSG_DONTWAIT), -1);
	(void)close(busy);
	for (i = 0; i < TRIES && (children(&r, &now) != 2 || now == first); i++)
		pause_ms(10);
	assert_int_equal(children(&r, &now), 2);
	assert_int_not_equal(now, first);
	end(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pool_grows_and_shrinks),
		cmocka_unit_test(test_pool_replaces_the_killed),
		cmocka_unit_test(test_pool_replaces_the_hung),
		cmocka_unit_test(test_pool_in_the_place_of_another),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	log_init("pool", LOG_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
