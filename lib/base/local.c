/* local.c - see local.h. */
#include "lib/base/local.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/base/arena.h"

#define BACKLOG 32
#define PATIENCE_MS 1000	/* with who came and says nothing */

static enum err
failed(const char *what, const char *path)
{
	return err_set(ERR_IO, "%s %s: %s", what, path, strerror(errno));
}

static bool
address(const char *path, struct sockaddr_un *out)
{
	*out = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (strlen(path) >= sizeof(out->sun_path))
		return false;
	memcpy(out->sun_path, path, strlen(path) + 1);
	return true;
}

static bool
patience(int fd, int ms)
{
	const struct timeval t = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000L };

	return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t)) == 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof(t)) == 0;
}

/* One packet as text; NULL: nothing came, too much, or no text. */
static const char *
packet(struct arena *a, int fd)
{
	char *text = arena_alloc(a, LOCAL_MAX + 1);
	ssize_t n = recv(fd, text, LOCAL_MAX, MSG_TRUNC);

	if (n <= 0 || n > LOCAL_MAX || memchr(text, '\0', (size_t)n) != NULL)
		return NULL;
	text[n] = '\0';
	return text;
}

enum err
local_ask(struct arena *a, const char *path, const char *question, int wait_ms, const char **answer)
{
	struct sockaddr_un to;
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	enum err e = OK;

	if (fd < 0)
		return failed("socket", path);
	if (!address(path, &to) || !patience(fd, wait_ms) || connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0 ||
	    send(fd, question, strlen(question), MSG_NOSIGNAL) != (ssize_t)strlen(question))
		e = failed("asking", path);
	*answer = e == OK ? packet(a, fd) : NULL;
	if (e == OK && *answer == NULL)
		e = err_set(ERR_IO, "no answer from %s", path);
	(void)close(fd);
	return e;
}

enum err
local_listen(const char *path, int *fd)
{
	struct sockaddr_un at;
	mode_t before;
	int made = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool open;

	if (made < 0)
		return failed("socket", path);
	(void)unlink(path);
	before = umask(0117);		/* 0660: the group is that of the folder */
	open = address(path, &at) && bind(made, (struct sockaddr *)&at, sizeof(at)) == 0 && listen(made, BACKLOG) == 0;
	(void)umask(before);
	if (!open) {
		(void)close(made);
		return failed("listening at", path);
	}
	*fd = made;
	return OK;
}

enum err
local_answer(struct arena *a, int fd, uid_t user,
    const char *(*answer)(struct arena *a, const char *question, void *ctx), void *ctx)
{
	struct ucred who = { .uid = (uid_t)-1 };
	socklen_t n = sizeof(who);
	const char *text = NULL;
	int one = accept4(fd, NULL, NULL, SOCK_CLOEXEC);

	if (one < 0)
		return errno == EAGAIN || errno == EINTR || errno == ECONNABORTED ? OK : failed("accept", "");
	if (getsockopt(one, SOL_SOCKET, SO_PEERCRED, &who, &n) == 0 && who.uid == user && patience(one, PATIENCE_MS))
		text = packet(a, one);
	if (text != NULL)
		text = answer(a, text, ctx);
	if (text != NULL && strlen(text) <= LOCAL_MAX)
		(void)!send(one, text, strlen(text), MSG_NOSIGNAL);
	(void)close(one);
	return OK;
}
