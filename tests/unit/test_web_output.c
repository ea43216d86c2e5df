/* test_web_output.c - an answer goes out as whole FastCGI records, of every length around their borders, whether the
 * request was read to its end (one piece, closed at once) or not (the library's way). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/web/priv.h"

#define HEAD "Status: 200 OK\r\n\r\n"
#define LENGTH_MAX 200000
#define ID 1

static char folder[] = "/tmp/xiezhi-send.XXXXXX", path[64];
static unsigned char answer[LENGTH_MAX + 8192], content[LENGTH_MAX + 64];

static char
byte_at(size_t i)
{
	return (char)('a' + i % 23 + i / 65000);
}

/* A request without a body, or with 5 bytes of one that nobody reads. */
static size_t
request(unsigned char *to, bool body)
{
	static const unsigned char begin[] = { 1, 1, 0, ID, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
	static const unsigned char param[] = { 1, 4, 0, ID, 0, 5, 0, 0, 1, 2, 'A', 'b', 'c' };
	static const unsigned char param_end[] = { 1, 4, 0, ID, 0, 0, 0, 0 };
	static const unsigned char text[] = { 1, 5, 0, ID, 0, 5, 0, 0, 'h', 'e', 'l', 'l', 'o' };
	static const unsigned char end[] = { 1, 5, 0, ID, 0, 0, 0, 0 };
	unsigned char *p = to;

	memcpy(p, begin, sizeof(begin));
	p += sizeof(begin);
	memcpy(p, param, sizeof(param));
	p += sizeof(param);
	memcpy(p, param_end, sizeof(param_end));
	p += sizeof(param_end);
	if (body) {
		memcpy(p, text, sizeof(text));
		p += sizeof(text);
	}
	memcpy(p, end, sizeof(end));
	return (size_t)(p - to) + sizeof(end);
}

/* What stands in the STDOUT records, up to END_REQUEST.  -1: not what the specification says. */
static long
unpack(size_t n)
{
	size_t at = 0, got = 0;
	bool closed = false;

	while (at + 8 <= n) {
		const unsigned char *h = answer + at;
		size_t len = (size_t)h[4] << 8 | h[5];

		if (h[0] != 1 || (h[2] << 8 | h[3]) != ID || at + 8 + len + h[6] > n)
			return -1;
		if (h[1] == 3)
			return closed && len == 8 && at + 8 + len + h[6] == n ? (long)got : -1;
		if (h[1] == 6 && !closed) {
			memcpy(content + got, h + 8, len);
			got += len;
			closed = len == 0;
		} else if (h[1] != 7) {
			return -1;
		}
		at += 8 + len + h[6];
	}
	return -1;
}

/* The front: sends, reads until the other side closes.  Exits 0 when the answer is the one wanted. */
static void
front(size_t n, bool body)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	unsigned char out[128];
	size_t len = request(out, body), got = 0, i;
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	ssize_t k;

	(void)snprintf(to.sun_path, sizeof(to.sun_path), "%s", path);
	if (fd < 0 || connect(fd, (const struct sockaddr *)&to, sizeof(to)) != 0 || write(fd, out, len) != (ssize_t)len)
		_exit(2);
	while ((k = read(fd, answer + got, sizeof(answer) - got)) > 0)
		got += (size_t)k;
	if (k < 0 || unpack(got) != (long)(strlen(HEAD) + n) || memcmp(content, HEAD, strlen(HEAD)) != 0)
		_exit(3);
	for (i = 0; i < n; i++)
		if ((char)content[strlen(HEAD) + i] != byte_at(i))
			_exit(4);
	_exit(0);
}

static int
answered(struct web *w, int fd, size_t n, bool body)
{
	struct arena *a = arena_new("send");
	struct str head, text;
	int status = -1;
	size_t i;
	pid_t pid = fork();

	if (pid == 0)
		front(n, body);
	str_init(&head, a);
	str_add(&head, HEAD);
	str_init(&text, a);
	for (i = 0; i < n; i++)
		str_addc(&text, byte_at(i));
	if (web_accept_fcgi(w, fd) == OK)
		send_fcgi(w, a, !body, &head, &text);
	(void)waitpid(pid, &status, 0);
	arena_free(a);
	return status;
}

static void
test_web_send_every_length(void **state)
{
	static const size_t lengths[] = { 0, 1, 7, 8, 8000, 65509, 65510, 65511, 65528, 65535, 65536,
	    131038, LENGTH_MAX };
	struct web w = { 0 };
	size_t i;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/s", folder);
	assert_int_equal(web_listen(path, &fd), OK);
	for (i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		assert_int_equal(answered(&w, fd, lengths[i], false), 0);
		assert_int_equal(answered(&w, fd, lengths[i], true), 0);
	}
	(void)close(w.waiting);
	(void)close(fd);
	(void)unlink(path);
	(void)rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_web_send_every_length) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
