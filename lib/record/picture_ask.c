/* picture_ask.c - a conversation with xiezhi-thumb over two pipes; its answer is read as a stranger's. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/record/picture.h"

#define ANSWER_MAX (512 << 10)
#define PATIENCE_US (12 * SECOND_US)
#define LINE_MAX_ 100

static const char *program;

void
picture_use(const char *path)
{
	program = path;
}

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

static enum err
start(struct talk *t)
{
	char name[] = "xiezhi-thumb", *const argv[] = { name, NULL }, *const env[] = { NULL };
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, rc = -1;
	posix_spawn_file_actions_t acts;
	posix_spawnattr_t attr;
	sigset_t none, all;

	if (program == NULL || pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) {
		shut(&in[0]);
		shut(&in[1]);
		return err_set(ERR_IO, "xiezhi-thumb: %s", program == NULL ? "no program" : strerror(errno));
	}
	sigemptyset(&none);
	sigfillset(&all);
	if (posix_spawn_file_actions_init(&acts) == 0 && posix_spawnattr_init(&attr) == 0 &&
	    posix_spawn_file_actions_adddup2(&acts, in[0], STDIN_FILENO) == 0 &&
	    posix_spawn_file_actions_adddup2(&acts, out[1], STDOUT_FILENO) == 0 &&
	    posix_spawn_file_actions_addopen(&acts, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
	    posix_spawn_file_actions_addclosefrom_np(&acts, 3) == 0 &&
	    posix_spawnattr_setsigmask(&attr, &none) == 0 && posix_spawnattr_setsigdefault(&attr, &all) == 0 &&
	    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0) {
		rc = posix_spawn(&t->pid, program, &acts, &attr, argv, env);
		(void)posix_spawn_file_actions_destroy(&acts);
		(void)posix_spawnattr_destroy(&attr);
	}
	shut(&in[0]);
	shut(&out[1]);
	t->to = in[1];
	t->from = out[0];
	if (rc == 0 && fcntl(t->to, F_SETFL, O_NONBLOCK) == 0)
		return OK;
	shut(&t->to);
	shut(&t->from);
	return err_set(ERR_IO, "%s does not start", program);
}

/* Gives it the bytes and takes its answer at the same time; false: its time is over, or it says too much. */
static bool
converse(struct talk *t, const char *bytes, size_t n, char *answer, size_t *answer_n)
{
	int64_t until = clock_monotonic_us() + PATIENCE_US, left;
	ssize_t k;

	*answer_n = 0;
	while ((left = until - clock_monotonic_us()) > 0) {
		struct pollfd p[2] = { { .fd = t->from, .events = POLLIN }, { .fd = t->to, .events = POLLOUT } };

		if (n == 0)
			shut(&t->to);
		p[1].fd = t->to;
		if (poll(p, 2, (int)(left / 1000) + 1) < 0 && errno != EINTR)
			return false;
		if (p[1].revents != 0 && t->to >= 0) {
			k = write(t->to, bytes, n);
			if (k > 0) {
				bytes += k;
				n -= (size_t)k;
			} else if (k < 0 && errno != EAGAIN && errno != EINTR) {
				n = 0;		/* it has ended, or wants no more: what it said counts */
			}
		}
		if (p[0].revents != 0) {
			k = read(t->from, answer + *answer_n, ANSWER_MAX - *answer_n);
			if (k == 0)
				return true;
			if (k > 0)
				*answer_n += (size_t)k;
			if ((k < 0 && errno != EINTR) || *answer_n == ANSWER_MAX)
				return false;
		}
	}
	return false;
}

/* "NAME VALUE LF" at *at; false: no such line. */
static bool
line(struct arena *a, const char *text, size_t n, size_t *at, const char **name, const char **value)
{
	const char *begin = text + *at, *stop = memchr(begin, '\n', n - *at), *space;
	char *copy;

	if (stop == NULL || stop - begin > LINE_MAX_ || memchr(begin, '\0', (size_t)(stop - begin)) != NULL)
		return false;
	copy = arena_strndup(a, begin, (size_t)(stop - begin));
	space = strchr(copy, ' ');
	if (space == NULL)
		return false;
	*value = space + 1;
	*name = arena_strndup(a, copy, (size_t)(space - copy));
	*at += (size_t)(stop - begin) + 1;
	return true;
}

static int64_t
instant(struct arena *a, const char *taken, const char *offset)
{
	char *text;
	int64_t at;

	if (taken == NULL || strlen(taken) != 19 || (offset != NULL && strlen(offset) != 6))
		return TIME_NONE;
	text = arena_printf(a, "%.4s-%.2s-%.2sT%s%s", taken, taken + 5, taken + 8, taken + 11, offset != NULL ? offset : "");
	return time_parse(text, &at) ? at : TIME_NONE;
}

static bool
within(const char *text, long long min, long long max, int64_t *out)
{
	long long v;

	if (!str_i64(text, min, max, &v))
		return false;
	*out = v;
	return true;
}

static bool
read_answer(struct arena *a, const char *text, size_t n, struct picture *p)
{
	const char *name, *value, *taken = NULL, *offset = NULL;
	int64_t small = 0;
	int places = 0;
	size_t at = 0;

	*p = (struct picture){ .taken_at = TIME_NONE };
	while (line(a, text, n, &at, &name, &value)) {
		if (str_eq(name, "failed")) {
			if (*value == '\0' || strspn(value, "abcdefghijklmnopqrstuvwxyz") != strlen(value))
				return false;
			p->failed = value;
			return true;
		} else if (str_eq(name, "taken")) {
			taken = value;
		} else if (str_eq(name, "offset")) {
			offset = value;
		} else if (str_eq(name, "width")) {
			if (!within(value, 1, 100000, &p->width))
				return false;
		} else if (str_eq(name, "height")) {
			if (!within(value, 1, 100000, &p->height))
				return false;
		} else if (str_eq(name, "latitude")) {
			places += within(value, -90000000, 90000000, &p->latitude_e6);
		} else if (str_eq(name, "longitude")) {
			places += within(value, -180000000, 180000000, &p->longitude_e6);
		} else if (str_eq(name, "small")) {
			if (!within(value, 1, ANSWER_MAX, &small) || n - at != (size_t)small || p->width == 0 || p->height == 0)
				return false;
			p->small = text + at;
			p->small_n = (size_t)small;
			p->placed = places == 2;
			p->taken_at = instant(a, taken, offset);
			return true;
		} else {
			return false;
		}
	}
	return false;
}

enum err
picture_ask(struct arena *a, const void *bytes, size_t n, struct picture *out)
{
	char *answer = arena_alloc(a, ANSWER_MAX);
	struct talk t = { .to = -1, .from = -1 };
	bool whole;
	int status = 0;
	size_t answer_n;
	enum err e = start(&t);

	if (e != OK)
		return e;
	whole = converse(&t, bytes, n, answer, &answer_n);
	shut(&t.to);
	shut(&t.from);
	if (!whole)
		(void)kill(t.pid, SIGKILL);
	while (waitpid(t.pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!whole)
		*out = (struct picture){ .failed = "time", .taken_at = TIME_NONE };
	else if (WIFSIGNALED(status))
		*out = (struct picture){ .failed = "crashed", .taken_at = TIME_NONE };
	else if (!read_answer(a, answer, answer_n, out))
		*out = (struct picture){ .failed = "answer", .taken_at = TIME_NONE };
	return OK;
}
