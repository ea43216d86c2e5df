/* file.c - see file.h. */
#include "lib/tlog/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

/* What a killed one left is gone with the next. */
#define TEMPORARY "new"
#define LEFT_MAX 16		/* more than anybody stages at once */

struct staged {
	struct staged *next;
	const char *path;
	int n;			/* new.<n> */
};

struct touched {
	struct touched *next;
	const char *path;
};
struct file_put {
	struct arena *arena;
	const char *folder;
	int fd;			/* of the folder: holds the lock */
	uid_t uid;		/* whose files these are, when root writes them */
	gid_t gid;
	struct touched *first;
	struct staged *staged, **tail;
	int staged_n;
};

enum err
file_read(struct arena *a, const char *folder, const char *path, size_t max, char **out, size_t *n)
{
	const char *name = arena_printf(a, "%s/%s", folder, path);
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	char *buf;
	ssize_t got = 0;
	enum err e = OK;

	if (fd < 0)
		return err_set(errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND : ERR_IO, "%s: %s", name,
		    strerror(errno));
	buf = arena_alloc(a, max + 2);
	for (*n = 0; *n <= max; *n += (size_t)got) {
		got = read(fd, buf + *n, max + 1 - *n);
		if (got < 0 && errno == EINTR)
			got = 0;
		else if (got <= 0)
			break;
	}
	if (got < 0)
		e = err_set(ERR_IO, "%s: %s", name, strerror(errno));
	else if (*n > max)
		e = err_set(ERR_LIMIT, "%s: too long", name);
	(void)close(fd);
	buf[e == OK ? *n : 0] = '\0';
	*out = buf;
	return e;
}

/* 0: of a file put alone. */
static const char *
temporary(struct file_put *p, int n)
{
	return n == 0 ? TEMPORARY : arena_printf(p->arena, TEMPORARY ".%d", n);
}

enum err
file_put_open(struct arena *a, const char *folder, struct file_put **out)
{
	struct file_put *p = ARENA_NEW(a, struct file_put);
	struct stat st;
	int i;

	*p = (struct file_put){ .arena = a, .folder = folder, .fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
	if (p->fd < 0)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	while (flock(p->fd, LOCK_EX) != 0)
		if (errno != EINTR) {
			(void)close(p->fd);
			return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
		}
	if (fstat(p->fd, &st) == 0) {
		p->uid = st.st_uid;
		p->gid = st.st_gid;
	}
	p->tail = &p->staged;
	for (i = 1; i <= LEFT_MAX; i++)
		(void)unlinkat(p->fd, temporary(p, i), 0);
	*out = p;
	return OK;
}

static void
discard(struct file_put *p)
{
	struct staged *s;

	for (s = p->staged; s != NULL; s = s->next)
		(void)unlinkat(p->fd, temporary(p, s->n), 0);
	p->staged = NULL;
	p->tail = &p->staged;
	p->staged_n = 0;
}

void
file_put_close(struct file_put *p)
{
	discard(p);
	(void)close(p->fd);
}

static bool
owned(const struct file_put *p, int fd)
{
	return geteuid() != 0 || fchown(fd, p->uid, p->gid) == 0;
}

static void
touch(struct file_put *p, const char *path)
{
	struct touched *t;

	for (t = p->first; t != NULL; t = t->next)
		if (strcmp(t->path, path) == 0)
			return;
	t = ARENA_NEW(p->arena, struct touched);
	*t = (struct touched){ p->first, arena_strdup(p->arena, path) };
	p->first = t;
}

/* The folder of path below the main one, made when it is not there; its own folder is touched too. */
static enum err
make_folders(struct file_put *p, const char *path)
{
	char *part = arena_strdup(p->arena, path), *slash = part;
	const char *above = ".";
	enum err e = OK;
	int fd;

	while (e == OK && (slash = strchr(slash, '/')) != NULL) {
		*slash = '\0';
		if (mkdirat(p->fd, part, 0755) == 0) {
			touch(p, above);
			fd = openat(p->fd, part, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
			if (fd < 0 || !owned(p, fd))
				e = err_set(ERR_IO, "%s/%s: %s", p->folder, part, strerror(errno));
			if (fd >= 0)
				(void)close(fd);
		} else if (errno != EEXIST) {
			e = err_set(ERR_IO, "%s/%s: %s", p->folder, part, strerror(errno));
		}
		above = arena_strdup(p->arena, part);
		*slash++ = '/';
	}
	touch(p, above);
	return e;
}

static bool
write_all(int fd, const char *bytes, size_t n)
{
	ssize_t put;

	while (n > 0) {
		put = write(fd, bytes, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		n -= (size_t)put;
	}
	return true;
}

/* The whole file under the temporary name, on the disk; nothing of it is left when it fails. */
static enum err
write_file(struct file_put *p, const char *temp, const char *path, const void *bytes, size_t n)
{
	enum err e = make_folders(p, path);
	bool good;
	int fd;

	if (e != OK)
		return e;
	(void)unlinkat(p->fd, temp, 0);
	touch(p, ".");
	fd = openat(p->fd, temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0)
		return err_set(ERR_IO, "%s/%s: %s", p->folder, path, strerror(errno));
	good = write_all(fd, bytes, n) && fchmod(fd, 0644) == 0 && owned(p, fd) && fsync(fd) == 0;
	if (!good)
		e = err_set(ERR_IO, "%s/%s: %s", p->folder, path, strerror(errno));
	if (close(fd) != 0 && e == OK)
		e = err_set(ERR_IO, "%s/%s: %s", p->folder, path, strerror(errno));
	if (e != OK)
		(void)unlinkat(p->fd, temp, 0);
	return e;
}

enum err
file_put(struct file_put *p, const char *path, const void *bytes, size_t n)
{
	enum err e = write_file(p, TEMPORARY, path, bytes, n);

	if (e == OK && renameat(p->fd, TEMPORARY, p->fd, path) != 0) {
		e = err_set(ERR_IO, "%s/%s: %s", p->folder, path, strerror(errno));
		(void)unlinkat(p->fd, TEMPORARY, 0);
	}
	return e;
}

enum err
file_stage(struct file_put *p, const char *path, const void *bytes, size_t n)
{
	struct staged *s = ARENA_NEW(p->arena, struct staged);
	enum err e;

	*s = (struct staged){ .path = arena_strdup(p->arena, path), .n = ++p->staged_n };
	e = write_file(p, temporary(p, s->n), path, bytes, n);
	if (e != OK) {
		discard(p);
		return e;
	}
	*p->tail = s;
	p->tail = &s->next;
	return OK;
}

enum err
file_commit(struct file_put *p)
{
	struct staged *s;
	enum err e = OK;

	for (s = p->staged; e == OK && s != NULL; s = s->next)
		if (renameat(p->fd, temporary(p, s->n), p->fd, s->path) != 0)
			e = err_set(ERR_IO, "%s/%s: %s", p->folder, s->path, strerror(errno));
	discard(p);		/* of those that were renamed there is none */
	return e;
}

enum err
file_put_sync(struct file_put *p)
{
	struct touched *t;
	enum err e = OK;
	int fd;

	for (t = p->first; e == OK && t != NULL; t = t->next) {
		fd = openat(p->fd, t->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0 || fsync(fd) != 0)
			e = err_set(ERR_IO, "%s/%s: %s", p->folder, t->path, strerror(errno));
		if (fd >= 0)
			(void)close(fd);
	}
	if (e == OK)
		p->first = NULL;
	return e;
}
