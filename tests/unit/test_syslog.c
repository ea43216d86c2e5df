/* test_syslog.c - lines for a collector of logs, with a collector of the test's own: local, UDP, TCP; what it is told,
 * what a hostile value may not do to a line, a collector that is away, ends and comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/syslog.h"

#define AT (INT64_C(1790000000) * SECOND_US)
#define LINE "<109>1 2026-09-21T22:13:20+08:00 "
#define BODY " xiezhi - audit [xiezhi what=\"account.made\" actor=\"a\\\"b\\]c\\\\d e\"]"

static const struct syslog_field fields[] = { { "what", "account.made" }, { "actor", "a\"b]c\\d\ne" } };
static const struct syslog_line line = { .severity = SYSLOG_NOTICE, .at = AT, .kind = "audit", .fields = fields,
	.n = 2 };

/* At a number of the kernel's choice, or at the one that *port says. */
static int
collector(int type, uint16_t *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	    .sin_port = htons(*port) };
	socklen_t n = sizeof(at);
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0), one = 1;

	assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)), 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(type == SOCK_STREAM ? listen(fd, 4) : 0, 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &n), 0);
	*port = ntohs(at.sin_port);
	return fd;
}

static struct syslog *
to(struct arena *a, const char *how, uint16_t port)
{
	struct syslog *s;

	assert_int_equal(syslog_new(a, arena_printf(a, "%s:127.0.0.1:%d", how, port), &s), OK);
	return s;
}

static const char *
got(struct arena *a, int fd)
{
	char text[1024];
	ssize_t n = recv(fd, text, sizeof(text), 0);

	assert_true(n > 0);
	return arena_strndup(a, text, (size_t)n);
}

static void
assert_line(const char *text)
{
	assert_int_equal(strncmp(text, LINE, strlen(LINE)), 0);
	assert_true(strlen(text) > strlen(BODY));
	assert_string_equal(text + strlen(text) - strlen(BODY), BODY);
}

static void
test_udp(void **state)
{
	struct arena *a = arena_new("test");
	uint16_t port = 0;
	int fd = collector(SOCK_DGRAM, &port);

	(void)state;
	assert_int_equal(syslog_send(a, to(a, "udp", port), &line), OK);
	assert_line(got(a, fd));
	(void)close(fd);
	arena_free(a);
}

static void
test_local(void **state)
{
	struct arena *a = arena_new("test");
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct syslog *s;

	(void)state;
	(void)snprintf(at.sun_path, sizeof(at.sun_path), "/tmp/xiezhi-log-%d", (int)getpid());
	assert_int_equal(syslog_new(a, arena_printf(a, "unix:%s", at.sun_path), &s), OK);
	assert_int_equal(syslog_send(a, s, &line), ERR_IO);
	assert_int_equal(bind(fd, (const struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(syslog_send(a, s, &line), OK);
	assert_line(got(a, fd));
	(void)unlink(at.sun_path);
	(void)close(fd);
	arena_free(a);
}

static void
test_tcp(void **state)
{
	struct arena *a = arena_new("test");
	uint16_t port = 0;
	int fd = collector(SOCK_STREAM, &port), c;
	struct syslog *s = to(a, "tcp", port);
	const char *text;
	char *end;
	long said;

	(void)state;
	assert_int_equal(syslog_send(a, s, &line), OK);
	c = accept(fd, NULL, NULL);
	text = got(a, c);
	said = strtol(text, &end, 10);
	assert_int_equal(said, (long)strlen(end + 1));
	assert_line(end + 1);
	(void)close(c);			/* it ends, with all that listens */
	(void)close(fd);
	assert_int_equal(syslog_send(a, s, &line), ERR_IO);
	fd = collector(SOCK_STREAM, &port);
	assert_int_equal(syslog_send(a, s, &line), OK);
	c = accept(fd, NULL, NULL);
	assert_non_null(strstr(got(a, c), BODY));
	(void)close(c);
	(void)close(fd);
	arena_free(a);
}

static void
test_settings(void **state)
{
	static const char *const bad[] = { "", "/dev/log", "unix:", "unix:dev/log", "udp:10.0.0.9", "udp:10.0.0.9:0",
	    "udp:10.0.0.9:70000", "tcp::601", "tcp:logs.hengzhou.example:601", "tcp:[::1:601", "tcp:::1:601" };
	struct arena *a = arena_new("test");
	struct syslog *s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_int_equal(syslog_new(a, bad[i], &s), ERR_INPUT);
	assert_int_equal(syslog_new(a, "tcp:[::1]:601", &s), OK);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_udp),
		cmocka_unit_test(test_local),
		cmocka_unit_test(test_tcp),
		cmocka_unit_test(test_settings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
