/* record_source.c - where verify-record reads from: a bundle, or a folder with the core of one. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/verify/record.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/tlog/file.h"

#define TEXT_MAX (64 << 20)

struct file {
	struct zip_source source;
	int fd;
};

static enum err
read_file(void *ctx, int64_t at, void *bytes, size_t n)
{
	const struct file *f = ctx;
	unsigned char *p = bytes;
	ssize_t got;

	while (n > 0) {
		got = pread(f->fd, p, n, at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return err_set(ERR_IO, "reading: %s", got < 0 ? strerror(errno) : "the file got shorter");
		p += got;
		at += got;
		n -= (size_t)got;
	}
	return OK;
}

static void
close_file(void *p)
{
	(void)close(((struct file *)p)->fd);
}

static enum err
open_zip(struct vr *v, int fd, int64_t size)
{
	struct file *f = ARENA_NEW(v->a, struct file);
	enum err e;

	f->fd = fd;
	f->source = (struct zip_source){ .read = read_file, .ctx = f, .size = size };
	arena_defer(v->a, close_file, f);
	e = zip_read(v->a, &f->source, &v->zip);
	if (e == OK)
		v->member = zip_members(v->zip, &v->members);
	return e;
}

enum err
vr_open(struct vr *v, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) {
		if (fd >= 0)
			(void)close(fd);
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	}
	if (S_ISREG(st.st_mode))
		return open_zip(v, fd, st.st_size);
	(void)close(fd);
	v->folder = path;
	return S_ISDIR(st.st_mode) ? OK : err_set(ERR_IO, "%s: neither a file nor a folder", path);
}

static enum err
gather(const void *bytes, size_t n, void *ctx)
{
	str_addn(ctx, bytes, n);
	return OK;
}

static enum err
read_member(struct vr *v, const struct zip_member *m, struct vr_text *out)
{
	struct str s;
	enum err e;

	if (m->size > TEXT_MAX)
		return err_set(ERR_STATE, "%s is larger than such a member may be", m->name);
	str_init(&s, v->a);
	e = zip_bytes(v->zip, m, gather, &s);
	*out = (struct vr_text){ s.s, s.len };
	return e;
}

enum err
vr_read(struct vr *v, const char *name, struct vr_text *out)
{
	char *bytes;
	size_t i;
	enum err e;

	*out = (struct vr_text){ NULL, 0 };
	if (v->folder != NULL) {
		e = file_read(v->a, v->folder, name, TEXT_MAX, &bytes, &out->n);
		if (e == OK)
			out->bytes = bytes;
		return e == ERR_NOT_FOUND ? OK : e;
	}
	for (i = 0; i < v->members; i++)
		if (str_eq(v->member[i].name, name))
			return read_member(v, &v->member[i], out);
	return OK;
}

bool
vr_line(struct vr *v, const struct vr_text *t, size_t *at, const char **line, enum err *e)
{
	const char *end;

	*e = OK;
	if (*at >= t->n)
		return false;
	end = memchr(t->bytes + *at, '\n', t->n - *at);
	if (end == NULL) {
		*e = err_set(ERR_STATE, "does not end in a line end");
		return false;
	}
	*line = arena_strndup(v->a, t->bytes + *at, (size_t)(end - t->bytes) - *at);
	*at = (size_t)(end - t->bytes) + 1;
	return true;
}

static void
drop(void *p)
{
	json_decref(p);
}

enum err
vr_object(struct vr *v, const char *line, const char *const *keys, const char *what, json_t **out)
{
	json_t *j = json_loads(line, JSON_REJECT_DUPLICATES, NULL), *item;
	const char *key;

	if (!json_is_object(j)) {
		json_decref(j);
		return err_set(ERR_STATE, "%s: not a line of JSON", what);
	}
	arena_defer(v->a, drop, j);
	*out = j;
	json_object_foreach(j, key, item) {
		if (*keys == NULL || !str_eq(*keys, key))
			return err_set(ERR_STATE, "%s: \"%s\" where %s belongs", what, key,
			    *keys != NULL ? *keys : "nothing");
		keys++;
	}
	return *keys == NULL ? OK : err_set(ERR_STATE, "%s: %s is missing", what, *keys);
}
