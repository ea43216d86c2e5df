/* child.c - see child.h. */
#include "lib/base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/str.h"

#define READ_AT_ONCE 65536

struct talk {
	pid_t pid;
	int to, from;		/* -1: closed */
};

static void
shut(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static int
spawn(pid_t *pid, const char *program, int in, int out)
{
	char name[] = "xiezhi-child", *const argv[] = { name, NULL }, *const env[] = { NULL };
	posix_spawn_file_actions_t acts;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int rc = -1;

	sigemptyset(&none);
	sigfillset(&all);
	if (posix_spawn_file_actions_init(&acts) != 0)
		return -1;
	if (posix_spawnattr_init(&attr) == 0) {
		if (posix_spawn_file_actions_adddup2(&acts, in, STDIN_FILENO) == 0 &&
		    posix_spawn_file_actions_adddup2(&acts, out, STDOUT_FILENO) == 0 &&
		    posix_spawn_file_actions_addopen(&acts, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
		    posix_spawn_file_actions_addclosefrom_np(&acts, 3) == 0 &&
		    posix_spawnattr_setsigmask(&attr, &none) == 0 && posix_spawnattr_setsigdefault(&attr, &all) == 0 &&
		    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0)
			rc = posix_spawn(pid, program, &acts, &attr, argv, env);
		(void)posix_spawnattr_destroy(&attr);
	}
	(void)posix_spawn_file_actions_destroy(&acts);
	return rc;
}

static enum err
start(struct talk *t, const char *program)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, rc = -1;

	*t = (struct talk){ .to = -1, .from = -1 };
	if (pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0)
		rc = spawn(&t->pid, program, in[0], out[1]);
	shut(&in[0]);
	shut(&out[1]);
	t->to = in[1];
	t->from = out[0];
	if (rc == 0) {
		(void)fcntl(t->to, F_SETFL, O_NONBLOCK);	/* or it would wait for a reader that waits for us */
		return OK;
	}
	shut(&t->to);
	shut(&t->from);
	return err_set(ERR_IO, "%s does not start", program);
}

static void
give(struct talk *t, const char **bytes, size_t *n)
{
	ssize_t k = write(t->to, *bytes, *n);

	if (k > 0) {
		*bytes += k;
		*n -= (size_t)k;
	} else if (k < 0 && errno != EAGAIN && errno != EINTR) {
		*n = 0;		/* it wants no more: what it says counts */
	}
}

/* false: its time is over, or it says too much. */
static bool
converse(struct talk *t, const struct child *c, const char *bytes, size_t n, struct str *answer)
{
	int64_t until = clock_monotonic_us() + c->patience_us, left;
	char *buf = arena_alloc(answer->arena, READ_AT_ONCE);
	ssize_t k;

	while ((left = until - clock_monotonic_us()) > 0) {
		struct pollfd p[2] = { { .fd = t->from, .events = POLLIN }, { .events = POLLOUT } };

		if (n == 0)
			shut(&t->to);
		p[1].fd = t->to;
		if (poll(p, 2, (int)(left / 1000) + 1) < 0) {
			if (errno == EINTR)
				continue;
			return false;
		}
		if (p[1].revents != 0 && t->to >= 0)
			give(t, &bytes, &n);
		if (p[0].revents == 0)
			continue;
		k = read(t->from, buf, READ_AT_ONCE);
		if (k == 0)
			return true;
		if (k > 0)
			str_addn(answer, buf, (size_t)k);
		if ((k < 0 && errno != EINTR) || answer->len > c->answer_max)
			return false;
	}
	return false;
}

enum err
child_ask(struct arena *a, const struct child *c, const void *bytes, size_t n, struct child_answer *out)
{
	struct str said;
	struct talk t;
	int status = 0;
	bool whole;
	enum err e = start(&t, c->program);

	if (e != OK)
		return e;
	str_init(&said, a);
	whole = converse(&t, c, bytes, n, &said);
	shut(&t.to);
	shut(&t.from);
	if (!whole)
		(void)kill(t.pid, SIGKILL);
	while (waitpid(t.pid, &status, 0) < 0 && errno == EINTR)
		;
	*out = (struct child_answer){ .end = !whole ? CHILD_STOPPED : WIFEXITED(status) ? CHILD_ENDED : CHILD_CRASHED,
	    .status = WIFEXITED(status) ? WEXITSTATUS(status) : 0, .bytes = said.len > 0 ? said.s : "", .n = said.len };
	return OK;
}

enum err
child_run(struct arena *a, const struct child *c, const void *bytes, size_t n, const void **answer, size_t *answer_n)
{
	struct child_answer said;
	enum err e = child_ask(a, c, bytes, n, &said);

	if (e != OK)
		return e;
	if (said.end == CHILD_STOPPED)
		return err_set(ERR_IO, "%s: too slow, or too much", c->program);
	if (said.end == CHILD_CRASHED || said.status != 0)
		return err_set(ERR_IO, "%s: %s, status %d", c->program, said.end == CHILD_CRASHED ? "crashed" : "ended",
		    said.status);
	*answer = said.bytes;
	*answer_n = said.n;
	return OK;
}
