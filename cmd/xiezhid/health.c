/* health.c - see health.h. */
#include "cmd/xiezhid/health.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/notify.h"

#define LATE_US MINUTE_US	/* what each row may be late by: others take their time */
#define LOOK_MS 500
#define ASK_MS 2000		/* for what a client has to say */

struct row {
	const char *name;
	int64_t every;
	_Atomic int64_t done;	/* monotonic; from the start on at first */
	_Atomic bool once;	/* and that is done */
};

static struct row rows[HEALTH_MOST];
static int n_rows;
static _Atomic int64_t until;
static int listening;

int
health_row(const char *name, int64_t every)
{
	if (n_rows == HEALTH_MOST)
		return -1;
	rows[n_rows].name = name;
	rows[n_rows].every = every;
	atomic_store(&rows[n_rows].done, clock_monotonic_us());
	return n_rows++;
}

void
health_done(int row)
{
	if (row < 0)
		return;
	atomic_store(&rows[row].done, clock_monotonic_us());
	atomic_store(&rows[row].once, rows[row].every == INT64_MAX);
}

void
health_at_work(int64_t us)
{
	atomic_store(&until, us > 0 ? clock_monotonic_us() + us : 0);
}

static bool
is_old(const struct row *r, int64_t age)
{
	if (atomic_load(&r->once))
		return false;
	return age > LATE_US + (r->every == INT64_MAX ? 0 : r->every);
}

static size_t
report(char *out, size_t size, bool *old)
{
	int64_t now = clock_monotonic_us(), age;
	size_t n = 0;
	int i;

	*old = false;
	for (i = 0; i < n_rows; i++) {
		age = now - atomic_load(&rows[i].done);
		if (!is_old(&rows[i], age))
			continue;
		*old = true;
		n += (size_t)snprintf(out + n, size - n, "%s: not done for %lld s\n", rows[i].name,
		    (long long)(age / SECOND_US));
		if (n >= size)
			return size - 1;
	}
	return n;
}

static void
answer(int c)
{
	const struct timeval most = { .tv_sec = ASK_MS / 1000 };
	char asked[1024], lines[4096], out[4608];
	bool old;
	size_t n = report(lines, sizeof(lines), &old);
	int len = snprintf(out, sizeof(out), "HTTP/1.0 %s\r\nContent-Type: text/plain; charset=utf-8\r\n"
	    "Cache-Control: no-store\r\nConnection: close\r\n\r\n%s\n%.*s",
	    old ? "503 Service Unavailable" : "200 OK", old ? "old" : "ok", (int)n, lines);

	(void)setsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof(most));
	(void)setsockopt(c, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof(most));
	if (recv(c, asked, sizeof(asked), 0) > 0 && len > 0)
		(void)send(c, out, (size_t)len, MSG_NOSIGNAL);
	(void)close(c);
}

static void *
watch(void *unused)
{
	struct pollfd fd = { .fd = listening, .events = POLLIN };
	static const char hangs[] = "{\"level\":\"error\",\"program\":\"xiezhid\",\"event\":\"hangs\"}\n";
	int64_t end;
	int c;

	for (;;) {
		end = atomic_load(&until);
		if (end != 0 && clock_monotonic_us() > end) {
			(void)!write(STDERR_FILENO, hangs, sizeof(hangs) - 1);
			_exit(1);
		}
		notify_alive();
		if (poll(&fd, 1, LOOK_MS) <= 0)
			continue;
		c = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
		if (c >= 0)
			answer(c);
	}
	return unused;
}

static enum err
listen_at(const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	mode_t before;
	int bound;

	if (strlen(path) >= sizeof(at.sun_path))
		return err_set(ERR_INPUT, "socket %s: too long", path);
	memcpy(at.sun_path, path, strlen(path));
	(void)unlink(path);
	listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	before = umask(0117);	/* the group is shared with nginx */
	bound = listening < 0 ? -1 : bind(listening, (const struct sockaddr *)&at, sizeof(at));
	(void)umask(before);
	if (bound != 0 || listen(listening, 16) != 0)
		return err_set(ERR_IO, "socket %s: %s", path, strerror(errno));
	return OK;
}

/* The signals that end the program are the other thread's: they are blocked already. */
enum err
health_open(const char *socket)
{
	pthread_attr_t small;
	pthread_t thread;
	enum err e = listen_at(socket);

	if (e != OK)
		return e;
	(void)pthread_attr_init(&small);
	(void)pthread_attr_setstacksize(&small, 256 * 1024);
	if (pthread_create(&thread, &small, watch, NULL) != 0)
		e = err_set(ERR_IO, "no thread");
	(void)pthread_attr_destroy(&small);
	return e;
}
