/* keyfile.c - see keyfile.h. */
#include "lib/sec/keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/sec/sec.h"

struct secret {
	void *p;
	size_t n;
};

static void
wipe_secret(void *p)
{
	struct secret *s = p;

	wipe(s->p, s->n);
}

void
keyfile_wipe_later(struct arena *a, void *p, size_t n)
{
	struct secret *s = ARENA_NEW(a, struct secret);

	s->p = p;
	s->n = n;
	arena_defer(a, wipe_secret, s);
}

bool
keyfile_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static enum err
write_all(int fd, const char *text, size_t n, const char *path)
{
	ssize_t put;

	while (n > 0) {
		put = write(fd, text, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return err_set(ERR_IO, "%s: %s", path, strerror(errno));
		text += put;
		n -= (size_t)put;
	}
	if (fsync(fd) != 0)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return OK;
}

static enum err
sync_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash == NULL ? "." :
	    arena_strndup(a, path, slash == path ? 1 : (size_t)(slash - path));
	enum err e = OK;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	if (fsync(fd) != 0)
		e = err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	(void)close(fd);
	return e;
}

enum err
keyfile_write(struct arena *a, const char *path, const char *text, size_t n)
{
	char *temporary = arena_printf(a, "%s.XXXXXX", path);
	enum err e;
	int fd = mkostemp(temporary, O_CLOEXEC);	/* 0600 */

	if (fd < 0)
		return err_set(ERR_IO, "%s: %s", temporary, strerror(errno));
	e = write_all(fd, text, n, temporary);
	if (close(fd) != 0 && e == OK)
		e = err_set(ERR_IO, "%s: %s", temporary, strerror(errno));
	/* link() and not rename(): a key made meanwhile by another process stays. */
	if (e == OK && link(temporary, path) != 0 && errno != EEXIST)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	(void)unlink(temporary);
	return e == OK ? sync_folder(a, path) : e;
}

static enum err
read_all(int fd, const char *path, char *buf, size_t *n)
{
	ssize_t got;

	*n = 0;
	while (*n < KEYFILE_MAX) {
		got = read(fd, buf + *n, KEYFILE_MAX - *n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(ERR_IO, "%s: %s", path, strerror(errno));
		if (got == 0)
			return OK;
		*n += (size_t)got;
	}
	return err_set(ERR_IO, "%s: too long for a key file", path);
}

enum err
keyfile_read(struct arena *a, const char *path, char **out, size_t *n)
{
	char *buf = arena_alloc(a, KEYFILE_MAX + 1);
	struct stat st;
	enum err e;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	keyfile_wipe_later(a, buf, KEYFILE_MAX);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (st.st_mode & 077) != 0)
		e = err_set(ERR_IO, "%s: a key file must be a plain file with mode 0600", path);
	else
		e = read_all(fd, path, buf, n);
	(void)close(fd);
	if (e == OK)
		*out = buf;
	return e;
}
