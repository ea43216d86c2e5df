/* disk.c - see disk.h. */
#include "lib/evidence/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"

static enum err
failed(const char *path)
{
	return err_set(ERR_IO, "%s: %s", path, strerror(errno));
}

enum err
disk_write(int fd, const void *bytes, size_t n, const char *path)
{
	const char *p = bytes;
	ssize_t put;

	while (n > 0) {
		put = write(fd, p, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return failed(path);
		p += put;
		n -= (size_t)put;
	}
	return OK;
}

enum err
disk_read(int fd, int64_t at, void *bytes, size_t n, size_t *got, const char *path)
{
	char *p = bytes;
	ssize_t k;

	*got = 0;
	while (*got < n) {
		k = pread(fd, p + *got, n - *got, at + (int64_t)*got);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return failed(path);
		if (k == 0)
			break;
		*got += (size_t)k;
	}
	return OK;
}

enum err
disk_sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err e = OK;

	if (fd < 0)
		return failed(folder);
	if (fsync(fd) != 0)
		e = failed(folder);
	(void)close(fd);
	return e;
}

enum err
disk_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return failed(path);
	/* Also when it is there: who made it a moment ago may not have come to that. */
	return slash == NULL ? OK : disk_sync_folder(arena_strndup(a, path, (size_t)(slash - path)));
}

static void
close_fd(void *p)
{
	int *fd = p;

	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

void
disk_close_later(struct arena *a, int *fd)
{
	arena_defer(a, close_fd, fd);
}
