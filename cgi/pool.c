/* pool.c - see pool.h. */
#include "cgi/pool.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cgi/common/metrics.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/log.h"

#define STOP_WAIT_US (20 * SECOND_US)	/* more than a request may take */
#define SHORT_LIFE_US SECOND_US
#define LOOK_MS 200
#define LOOK_AGAIN_MS 20	/* what waits then has found no worker free */

struct slots {
	const struct pool *p;
	int wanted;			/* workers, from slot 0 on; what is behind has the slot after the last */
	pid_t pid[POOL_MOST + 1];
	int64_t started[POOL_MOST + 1], not_before[POOL_MOST + 1];
	int64_t pause_us, waited;	/* monotonic: when a request last waited */
};

static void
start(struct slots *s, int i)
{
	pid_t parent = getpid(), pid = fork();

	if (pid < 0) {
		LOG(LOG_ERROR, "fork", LOG_TEXT("detail", strerror(errno)));
		s->not_before[i] = clock_monotonic_us() + SHORT_LIFE_US;
		return;
	}
	if (pid == 0) {
		sigset_t chld;

		(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(0);
		sigemptyset(&chld);
		sigaddset(&chld, SIGCHLD);
		(void)sigprocmask(SIG_UNBLOCK, &chld, NULL);
		_exit(s->p->work(s->p->ctx, i == s->p->most));
	}
	s->pid[i] = pid;
	s->started[i] = clock_monotonic_us();
	metrics_worker_started();
}

/* A worker that ended at once is replaced after a pause that doubles up to 10 s. */
static void
pause_after(struct slots *s, int i, int64_t now)
{
	if (now - s->started[i] > 10 * SHORT_LIFE_US)
		s->pause_us = 0;
	s->pause_us = s->pause_us == 0 ? SHORT_LIFE_US / 10 : s->pause_us * 2;
	if (s->pause_us > 10 * SHORT_LIFE_US)
		s->pause_us = 10 * SHORT_LIFE_US;
	s->not_before[i] = now + s->pause_us;
}

static void
reap(struct slots *s)
{
	int64_t now = clock_monotonic_us();
	int status, i;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (i = 0; i <= s->p->most && s->pid[i] != pid; i++)
			;
		if (i > s->p->most)
			continue;
		s->pid[i] = 0;
		s->not_before[i] = now;
		if (*s->p->stopping || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
			s->pause_us = 0;
			continue;
		}
		LOG(LOG_ERROR, "worker ended", LOG_I64("worker", pid),
		    LOG_I64("status", WIFEXITED(status) ? WEXITSTATUS(status) : -1),
		    LOG_I64("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0));
		pause_after(s, i, now);
	}
}

static bool
any_alive(const struct slots *s)
{
	int i;

	for (i = 0; i <= s->p->most; i++)
		if (s->pid[i] > 0)
			return true;
	return false;
}

static void
signal_all(const struct slots *s, int sig)
{
	int i;

	for (i = 0; i <= s->p->most; i++)
		if (s->pid[i] > 0)
			(void)kill(s->pid[i], sig);
}

static void
start_missing(struct slots *s)
{
	int i;

	for (i = 0; i <= s->p->most; i++)
		if ((i == s->p->most ? s->p->behind : i < s->wanted) && s->pid[i] == 0 &&
		    clock_monotonic_us() >= s->not_before[i])
			start(s, i);
}

static void
look_again(const struct slots *s, int ms)
{
	const struct timespec t = { .tv_nsec = ms * 1000000L };

	(void)pselect(0, NULL, NULL, NULL, &t, s->p->waiting);
}

static bool
request_waits(const struct slots *s)
{
	struct pollfd fd = { .fd = s->p->fd, .events = POLLIN };

	return poll(&fd, 1, 0) > 0 && (fd.revents & POLLIN) != 0;
}

/* All workers are at work where a request is still not taken the second time; one worker more for each such look. */
static void
fit(struct slots *s)
{
	const struct pool *p = s->p;

	if (s->wanted < p->most && request_waits(s)) {
		look_again(s, LOOK_AGAIN_MS);
		if (!*p->stopping && request_waits(s)) {
			s->wanted++;
			s->waited = clock_monotonic_us();
		}
	}
	if (s->wanted == p->most && request_waits(s))
		s->waited = clock_monotonic_us();
	if (s->wanted > p->at_rest && clock_monotonic_us() - s->waited > p->quiet_us) {
		s->wanted--;
		s->waited = clock_monotonic_us();
		if (s->pid[s->wanted] > 0)
			(void)kill(s->pid[s->wanted], SIGTERM);	/* it answers what it is at first */
	}
}

void
pool_run(const struct pool *p)
{
	struct slots s = { .p = p, .wanted = p->at_rest };
	int64_t stop_at;

	while (!*p->stopping) {
		start_missing(&s);
		look_again(&s, LOOK_MS);
		reap(&s);
		if (!*p->stopping)
			fit(&s);
	}
	stop_at = clock_monotonic_us() + STOP_WAIT_US;
	while (any_alive(&s)) {
		signal_all(&s, clock_monotonic_us() < stop_at ? SIGTERM : SIGKILL);
		look_again(&s, LOOK_MS);
		reap(&s);
	}
}
