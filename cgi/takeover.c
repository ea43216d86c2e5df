/* takeover.c - see takeover.h. */
#include "cgi/takeover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/log.h"

#define LEFT "XIEZHI_LEFT"	/* descriptor of the socket, then workers */

struct takeover
takeover_begin(void)
{
	struct takeover t = { .fd = -1 };
	const char *p = getenv(LEFT);
	char *end;
	long pid;

	if (p == NULL)
		return t;
	t.fd = (int)strtol(p, &end, 10);
	while (t.n < TAKEOVER_MOST && *end == ' ') {
		pid = strtol(end, &end, 10);
		if (pid > 1)
			t.workers[t.n++] = (pid_t)pid;
	}
	(void)unsetenv(LEFT);
	if (fcntl(t.fd, F_SETFD, FD_CLOEXEC) != 0)
		t.fd = -1;
	return t;
}

static bool
would_start(char *const *argv)
{
	char check[] = "--check";
	char *const with[] = { argv[0], check, argv[2], NULL };
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		(void)execv(argv[0], with);
		_exit(127);
	}
	if (pid < 0)
		return false;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void
takeover_exec(char *const *argv, int fd, const pid_t *workers, size_t n)
{
	char left[16 * (TAKEOVER_MOST + 1)];
	size_t i, at;

	if (!would_start(argv)) {
		LOG(LOG_ERROR, "reload refused", LOG_TEXT("detail", "the program would not start"));
		return;
	}
	at = (size_t)snprintf(left, sizeof(left), "%d", fd);
	for (i = 0; i < n && i < TAKEOVER_MOST; i++)
		at += (size_t)snprintf(left + at, sizeof(left) - at, " %ld", (long)workers[i]);
	LOG(LOG_INFO, "reload");
	if (setenv(LEFT, left, 1) == 0 && fcntl(fd, F_SETFD, 0) == 0)
		(void)execv(argv[0], argv);
	LOG(LOG_ERROR, "reload refused", LOG_TEXT("detail", strerror(errno)));
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	(void)unsetenv(LEFT);
}
