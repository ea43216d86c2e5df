/* spool.c - see spool.h. */
#include "lib/evidence/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/disk.h"
#include "lib/sec/sec.h"

#define PIECE_FILE_MAX (64 << 20)

static const char *spool;
static const struct seal_key *key;

void
evidence_spool_use(const char *folder, const struct seal_key *k)
{
	spool = folder;
	key = k;
}

static enum err
usable(void)
{
	return spool != NULL && key != NULL ? OK : err_set(ERR_IO, "no folder or no key for uploads");
}

static const char *
folder_of(struct arena *a, struct ref upload)
{
	char text[REF_TEXT_SIZE];

	ref_text(upload, text);
	return arena_printf(a, "%s/%s", spool, text);
}

static const char *
purpose(struct arena *a, struct ref upload, int64_t offset)
{
	char text[REF_TEXT_SIZE];

	ref_text(upload, text);
	return arena_printf(a, "upload %s %" PRId64, text, offset);
}

static enum err
write_piece(const char *path, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	enum err e;

	if (fd < 0)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	e = disk_write(fd, bytes, n, path);
	if (e == OK && fsync(fd) != 0)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	if (close(fd) != 0 && e == OK)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return e;
}

enum err
evidence_spool_put(struct arena *a, struct ref upload, int64_t offset, const void *bytes, size_t n)
{
	const char *folder, *path, *fresh;
	unsigned char *sealed;
	size_t sealed_n;
	enum err e = usable();

	if (e != OK)
		return e;
	folder = folder_of(a, upload);
	path = arena_printf(a, "%s/%016" PRIx64, folder, (uint64_t)offset);
	fresh = arena_printf(a, "%s.new", path);
	seal(a, key, purpose(a, upload, offset), bytes, n, &sealed, &sealed_n);
	e = disk_folder(a, folder);
	if (e == OK)
		e = write_piece(fresh, sealed, sealed_n);
	if (e == OK && rename(fresh, path) != 0)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	if (e != OK)
		(void)unlink(fresh);
	return e == OK ? disk_sync_folder(folder) : e;
}

static enum err
read_piece(struct arena *a, struct ref upload, int64_t offset, unsigned char **plain, size_t *n)
{
	const char *path = arena_printf(a, "%s/%016" PRIx64, folder_of(a, upload), (uint64_t)offset);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	unsigned char *sealed;
	struct stat st;
	size_t got;
	enum err e = OK;

	if (fd < 0)
		return err_set(errno == ENOENT ? ERR_STATE : ERR_IO, "%s: %s", path, strerror(errno));
	if (fstat(fd, &st) != 0 || st.st_size > PIECE_FILE_MAX) {
		(void)close(fd);
		return err_set(ERR_STATE, "%s: not a piece", path);
	}
	sealed = arena_alloc(a, (size_t)st.st_size + 1);
	e = disk_read(fd, 0, sealed, (size_t)st.st_size, &got, path);
	(void)close(fd);
	if (e == OK && unseal(a, key, purpose(a, upload, offset), sealed, got, plain, n) != OK)
		e = err_set(ERR_STATE, "%s: %s", path, err_last());
	return e;
}

enum err
evidence_spool_read(struct arena *a, struct ref upload, int64_t at, int64_t size, store_fn fn, void *ctx)
{
	enum err e = usable();

	while (e == OK && at < size) {
		struct arena *part = arena_child(a);
		unsigned char *plain = NULL;
		size_t n = 0;

		e = read_piece(part, upload, at, &plain, &n);
		if (e == OK && (n == 0 || (int64_t)n > size - at))
			e = err_set(ERR_STATE, "a piece of %zu bytes at %" PRId64 " of %" PRId64, n, at, size);
		if (e == OK)
			e = fn(plain, n, ctx);
		if (plain != NULL)
			wipe(plain, n);
		at += (int64_t)n;
		arena_free(part);
	}
	return e;
}

enum err
evidence_spool_folder(struct arena *a, struct ref upload, const char **out)
{
	enum err e = usable();

	if (e != OK)
		return e;
	*out = folder_of(a, upload);
	return disk_folder(a, *out);
}

/* The offset a piece is named by. */
static bool
piece_offset(const char *name, int64_t *out)
{
	char *end;

	if (strlen(name) != 16 || strspn(name, "0123456789abcdef") != 16)
		return false;
	*out = (int64_t)strtoull(name, &end, 16);
	return true;
}

enum err
evidence_spool_forget(struct arena *a, struct ref upload, int64_t before)
{
	const char *folder;
	struct dirent *d;
	int64_t at;
	enum err e = usable();
	DIR *dir;

	if (e != OK)
		return e;
	folder = folder_of(a, upload);
	dir = opendir(folder);
	if (dir == NULL)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	while ((d = readdir(dir)) != NULL)
		if (piece_offset(d->d_name, &at) && at < before && unlinkat(dirfd(dir), d->d_name, 0) != 0 &&
		    errno != ENOENT)
			e = err_set(ERR_IO, "%s/%s: %s", folder, d->d_name, strerror(errno));
	(void)closedir(dir);
	return e;
}

void
evidence_spool_seal(struct arena *a, struct ref upload, const char *what, const void *bytes, size_t n,
    unsigned char **out, size_t *out_n)
{
	seal(a, key, arena_printf(a, "%s %s", purpose(a, upload, 0), what), bytes, n, out, out_n);
}

enum err
evidence_spool_unseal(struct arena *a, struct ref upload, const char *what, const void *sealed, size_t n,
    unsigned char **out, size_t *out_n)
{
	return unseal(a, key, arena_printf(a, "%s %s", purpose(a, upload, 0), what), sealed, n, out, out_n);
}

const struct seal_key *
evidence_spool_key(void)
{
	return key;
}

enum err
evidence_spool_drop(struct arena *a, struct ref upload)
{
	const char *folder;
	struct dirent *d;
	enum err e = usable();
	DIR *dir;

	if (e != OK)
		return e;
	folder = folder_of(a, upload);
	dir = opendir(folder);
	if (dir == NULL)
		return errno == ENOENT ? OK : err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	while ((d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.' && unlinkat(dirfd(dir), d->d_name, 0) != 0 && errno != ENOENT)
			e = err_set(ERR_IO, "%s/%s: %s", folder, d->d_name, strerror(errno));
	(void)closedir(dir);
	if (e == OK && rmdir(folder) != 0 && errno != ENOENT)
		e = err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	return e;
}

enum err
evidence_spool_list(struct arena *a, struct ref **out, size_t *n)
{
	struct dirent *d;
	enum err e = usable();
	DIR *dir;
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (e != OK)
		return e;
	dir = opendir(spool);
	if (dir == NULL)
		return err_set(ERR_IO, "%s: %s", spool, strerror(errno));
	while ((d = readdir(dir)) != NULL) {
		struct ref ref;

		if (!ref_parse(d->d_name, &ref))
			continue;
		if (*n == cap) {
			cap = 2 * cap + 16;
			*out = *out == NULL ? ARENA_ARRAY(a, struct ref, cap) :
			    arena_regrow(a, *out, cap, sizeof(**out));
		}
		(*out)[(*n)++] = ref;
	}
	(void)closedir(dir);
	return OK;
}
