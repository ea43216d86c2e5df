/* pool.c - see pool.h. */
#include "cgi/pool.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cgi/common/metrics.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/notify.h"

#define STOP_WAIT_US (20 * SECOND_US)	/* more than a request may take */
#define SHORT_LIFE_US SECOND_US
#define LOOK_MS 200
#define LOOK_AGAIN_MS 20	/* what waits then has found no worker free */
#define SLOTS (POOL_MOST + 1)
#define BEFORE_US (180 * SECOND_US)	/* longer than any request of theirs may take */

/* What a worker tells: monotonic, 0: it waits. */
struct pulse { _Atomic int64_t since, until; };

static struct pulse *pulses, *mine;	/* the last: of what is behind */

struct slots {
	const struct pool *p;
	int wanted;			/* workers, from slot 0 on; what is behind has the slot after the last */
	pid_t pid[SLOTS], before[SLOTS];
	int64_t started[SLOTS], not_before[SLOTS];
	int64_t pause_us, waited;	/* monotonic: when a request last waited */
	int64_t began;
};

void
pool_at_work(int64_t us)
{
	int64_t now = clock_monotonic_us();

	if (mine == NULL)
		return;
	atomic_store(&mine->since, us > 0 ? now : 0);
	atomic_store(&mine->until, us > 0 ? now + us : 0);
}

struct pool_look
pool_look(void)
{
	struct pool_look l = { 0 };
	int64_t now = clock_monotonic_us(), since;
	int i;

	for (i = 0; pulses != NULL && i < POOL_MOST; i++) {
		since = atomic_load(&pulses[i].since);
		if (since == 0)
			continue;
		l.at_work++;
		if (now - since > l.longest_us)
			l.longest_us = now - since;
	}
	return l;
}

static struct pulse *
pulse_of(const struct slots *s, int i)
{
	return &pulses[i == s->p->most ? POOL_MOST : i];
}

static void
start(struct slots *s, int i)
{
	pid_t parent = getpid(), pid;

	atomic_store(&pulse_of(s, i)->since, 0);
	atomic_store(&pulse_of(s, i)->until, 0);
	pid = fork();
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
		mine = pulse_of(s, i);
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
		for (i = 0; i < SLOTS; i++)
			if (s->before[i] == pid)
				s->before[i] = 0;
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

/* Longer at something than it said: nothing of it is worth waiting for. */
static void
end_hung(struct slots *s)
{
	int64_t until;
	int i;

	for (i = 0; i <= s->p->most; i++) {
		until = atomic_load(&pulse_of(s, i)->until);
		if (s->pid[i] == 0 || until == 0 || clock_monotonic_us() < until)
			continue;
		LOG(LOG_ERROR, "worker hangs", LOG_I64("worker", s->pid[i]));
		atomic_store(&pulse_of(s, i)->until, 0);
		(void)kill(s->pid[i], SIGKILL);
	}
}

static bool
any_alive(const struct slots *s)
{
	int i;

	for (i = 0; i < SLOTS; i++)
		if (s->pid[i] > 0 || s->before[i] > 0)
			return true;
	return false;
}

static void
signal_all(const struct slots *s, int sig)
{
	int i;

	for (i = 0; i < SLOTS; i++) {
		if (s->pid[i] > 0)
			(void)kill(s->pid[i], sig);
		if (s->before[i] > 0)
			(void)kill(s->before[i], sig);
	}
}

/* Workers of the program before, once there are others. */
static void
end_before(struct slots *s)
{
	int sig = clock_monotonic_us() - s->began < BEFORE_US ? SIGTERM : SIGKILL, i;

	for (i = 0; i < SLOTS; i++)
		if (s->before[i] > 0)
			(void)kill(s->before[i], sig);
}

static void
reload(struct slots *s)
{
	pid_t all[2 * SLOTS];
	size_t n = 0;
	int i;

	*s->p->reloading = 0;
	for (i = 0; i < SLOTS; i++)
		if (s->pid[i] > 0)
			all[n++] = s->pid[i];
	for (i = 0; i < SLOTS && n < SLOTS; i++)
		if (s->before[i] > 0)
			all[n++] = s->before[i];
	s->p->reload(s->p->ctx, all, n);
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

static void
begin(struct slots *s, const struct pool *p)
{
	size_t i;

	*s = (struct slots){ .p = p, .wanted = p->at_rest, .began = clock_monotonic_us() };
	for (i = 0; i < p->n_before && i < SLOTS; i++)
		s->before[i] = p->before[i];
	pulses = mmap(NULL, SLOTS * sizeof(*pulses), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (pulses == MAP_FAILED)
		abort();
}

void
pool_run(const struct pool *p)
{
	struct slots s;
	int64_t stop_at;

	begin(&s, p);
	while (!*p->stopping) {
		start_missing(&s);
		end_before(&s);
		notify_alive();
		look_again(&s, LOOK_MS);
		reap(&s);
		end_hung(&s);
		if (!*p->stopping && p->reloading != NULL && *p->reloading)
			reload(&s);
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
