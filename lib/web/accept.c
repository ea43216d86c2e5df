/* accept.c - the listening socket, and waiting at it. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/web/priv.h"

#define BACKLOG 128

enum err
web_listen(const char *path, int *out)
{
	mode_t before = umask(0117);	/* 0660: the group is shared with nginx */
	int fd = FCGX_Init() == 0 ? FCGX_OpenSocket(path, BACKLOG) : -1;

	(void)umask(before);
	if (fd < 0)
		return err_set(ERR_IO, "socket %s: %s", path, strerror(errno));
	if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) {
		(void)close(fd);
		return err_set(ERR_IO, "socket %s: %s", path, strerror(errno));
	}
	*out = fd;
	return OK;
}

/* Signals that end the loop come through only while nothing is being done.
 * Another worker may have taken the connection: then it waits again. */
enum err
web_accept_fcgi(struct web *w, int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	sigset_t open_set;

	if (!w->fcgi_ready) {
		if (FCGX_Init() != 0 || FCGX_InitRequest(&w->fcgi, fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
			return err_set(ERR_IO, "FastCGI does not start");
		w->fcgi_ready = true;
	}
	if (sigprocmask(SIG_SETMASK, NULL, &open_set) != 0)
		return err_set(ERR_IO, "sigprocmask");
	sigdelset(&open_set, SIGTERM);
	for (;;) {
		if (ppoll(&p, 1, NULL, &open_set) < 0)
			return err_set(ERR_IO, "accept: %s", strerror(errno));
		if (FCGX_Accept_r(&w->fcgi) >= 0)
			return OK;
		if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
			return err_set(ERR_IO, "accept: %s", strerror(errno));
	}
}
