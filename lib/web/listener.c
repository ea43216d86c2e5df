/* listener.c - the listening socket, and waiting at it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
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

/* All workers wait at one socket: exclusively, so that a connection wakes one of them and not all. */
static enum err
begin(struct web *w, int fd)
{
	struct epoll_event ev = { .events = EPOLLIN | EPOLLEXCLUSIVE };

	if (FCGX_Init() != 0 || FCGX_InitRequest(&w->fcgi, fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return err_set(ERR_IO, "FastCGI does not start");
	w->waiting = epoll_create1(EPOLL_CLOEXEC);
	if (w->waiting < 0 || epoll_ctl(w->waiting, EPOLL_CTL_ADD, fd, &ev) != 0)
		return err_set(ERR_IO, "epoll: %s", strerror(errno));
	w->fcgi_ready = true;
	return OK;
}

/* Signals that end the loop come through only while nothing is being done.
 * Another worker may have taken the connection: then it waits again. */
enum err
web_accept_fcgi(struct web *w, int fd)
{
	struct epoll_event ev;
	sigset_t open_set;
	enum err e = w->fcgi_ready ? OK : begin(w, fd);

	if (e != OK)
		return e;
	if (sigprocmask(SIG_SETMASK, NULL, &open_set) != 0)
		return err_set(ERR_IO, "sigprocmask");
	sigdelset(&open_set, SIGTERM);
	for (;;) {
		if (epoll_pwait(w->waiting, &ev, 1, -1, &open_set) < 0)
			return err_set(errno == EINTR ? ERR_STATE : ERR_IO, "accept: %s", strerror(errno));
		if (FCGX_Accept_r(&w->fcgi) >= 0)
			return OK;
		if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
			return err_set(ERR_IO, "accept: %s", strerror(errno));
	}
}
