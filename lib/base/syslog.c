/* syslog.c - see syslog.h. */
#include "lib/base/syslog.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

#define FACILITY 13		/* log audit */
#define PATIENCE_MS 500
#define HOST_MAX 255

struct syslog {
	const char *where;
	struct sockaddr_storage to;
	socklen_t to_size;
	bool stream;
	int fd;			/* -1: not connected */
};

static void
shut(void *p)
{
	struct syslog *s = p;

	if (s->fd >= 0)
		(void)close(s->fd);
	s->fd = -1;
}

static bool
local(const char *path, struct syslog *s)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };

	if (*path != '/' || strlen(path) >= sizeof(un.sun_path))
		return false;
	memcpy(un.sun_path, path, strlen(path) + 1);
	memcpy(&s->to, &un, sizeof(un));
	s->to_size = sizeof(un);
	return true;
}

static bool
host(struct arena *a, const char *text, struct syslog *s)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	const char *colon = strrchr(text, ':');
	size_t len = colon != NULL ? (size_t)(colon - text) : 0;
	long long port;

	if (len == 0 || !str_i64(colon + 1, 1, 65535, &port))
		return false;
	four.sin_port = six.sin6_port = htons((uint16_t)port);
	if (inet_pton(AF_INET, arena_strndup(a, text, len), &four.sin_addr) == 1) {
		memcpy(&s->to, &four, sizeof(four));
		s->to_size = sizeof(four);
		return true;
	}
	if (len < 3 || text[0] != '[' || text[len - 1] != ']' ||
	    inet_pton(AF_INET6, arena_strndup(a, text + 1, len - 2), &six.sin6_addr) != 1)
		return false;
	memcpy(&s->to, &six, sizeof(six));
	s->to_size = sizeof(six);
	return true;
}

enum err
syslog_new(struct arena *a, const char *where, struct syslog **out)
{
	struct syslog *s = ARENA_NEW(a, struct syslog);
	bool good = false;

	*s = (struct syslog){ .where = arena_strdup(a, where), .fd = -1 };
	if (strncmp(where, "unix:", 5) == 0) {
		good = local(where + 5, s);
	} else if (strncmp(where, "udp:", 4) == 0 || strncmp(where, "tcp:", 4) == 0) {
		s->stream = *where == 't';
		good = host(a, where + 4, s);
	}
	if (!good)
		return err_set(ERR_INPUT, "syslog: \"%s\" is no unix:/PATH, udp:NUMBER:PORT or tcp:NUMBER:PORT", where);
	arena_defer(a, shut, s);
	*out = s;
	return OK;
}

static enum err
away(struct syslog *s)
{
	enum err e = err_set(ERR_IO, "syslog: %s: %s", s->where, strerror(errno));

	shut(s);
	return e;
}

static bool
writable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	if (poll(&p, 1, PATIENCE_MS) > 0)
		return true;
	errno = ETIMEDOUT;
	return false;
}

static enum err
reach(struct syslog *s)
{
	int fault = 0;
	socklen_t size = sizeof(fault);

	if (s->fd >= 0)
		return OK;
	s->fd = socket(s->to.ss_family, (s->stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (s->fd < 0)
		return away(s);
	if (connect(s->fd, (const struct sockaddr *)&s->to, s->to_size) == 0)
		return OK;
	if (errno != EINPROGRESS || !writable(s->fd))
		return away(s);
	if (getsockopt(s->fd, SOL_SOCKET, SO_ERROR, &fault, &size) != 0 || fault != 0) {
		errno = fault;
		return away(s);
	}
	return OK;
}

/* A collector that ended says so before the next line is lost to it. */
static bool
ended(const struct syslog *s)
{
	char byte;

	return s->fd >= 0 && s->stream && recv(s->fd, &byte, 1, MSG_DONTWAIT) == 0;
}

static void
value(struct str *out, const char *v)
{
	for (; *v != '\0'; v++) {
		if (*v == '"' || *v == '\\' || *v == ']')
			str_addc(out, '\\');
		str_addc(out, (unsigned char)*v < 0x20 ? ' ' : *v);
	}
}

static const char *
text_of(struct arena *a, const struct syslog_line *l, size_t *n)
{
	char at[TIME_TEXT_SIZE], name[HOST_MAX + 1] = "";
	struct str out;
	size_t i;

	if (gethostname(name, HOST_MAX) != 0 || *name == '\0')
		memcpy(name, "-", 2);
	time_text(l->at, at);
	str_init(&out, a);
	str_printf(&out, "<%d>1 %s %s xiezhi - %s [xiezhi", FACILITY * 8 + (int)l->severity, at, name, l->kind);
	for (i = 0; i < l->n; i++) {
		str_printf(&out, " %s=\"", l->fields[i].name);
		value(&out, l->fields[i].value);
		str_addc(&out, '"');
	}
	str_addc(&out, ']');
	*n = out.len;
	return out.s;
}

enum err
syslog_send(struct arena *a, struct syslog *s, const struct syslog_line *l)
{
	size_t n;
	const char *text = text_of(a, l, &n);
	enum err e;
	ssize_t k;

	if (ended(s))
		shut(s);
	e = reach(s);
	if (e != OK)
		return e;
	if (s->stream) {
		text = arena_printf(a, "%zu %s", n, text);
		n = strlen(text);
	}
	for (; n > 0; text += k, n -= (size_t)k) {
		if (!writable(s->fd))
			return away(s);
		k = send(s->fd, text, n, MSG_NOSIGNAL);
		if (k < 0)
			return away(s);
	}
	return OK;
}
