/* store_reader.c - reading the files of evidence; see store.h. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/evidence/disk.h"
#include "lib/evidence/store.h"
#include "lib/evidence/store_priv.h"
#include "lib/sec/sec.h"

struct store_reader {
	struct arena *arena;
	const char *path;
	int fd;
	struct chunk_keys *keys;
	int64_t extra;			/* what a chunk is longer sealed */
	int64_t size;			/* of the content */
	int64_t chunks;			/* at least 1 */
	unsigned char *sealed, *plain;
};

static enum err
damaged(const struct store_reader *r, const char *why)
{
	return err_set(ERR_STATE, "%s: %s", r->path, why);
}

/* The content's size follows from the file's. */
static enum err
measure_file(struct store_reader *r, int64_t bytes)
{
	int64_t body = bytes - CHUNK_HEAD, sealed = CHUNK_PLAIN + r->extra, rest;

	if (body < r->extra)
		return damaged(r, "cut off");
	r->chunks = (body + sealed - 1) / sealed;
	rest = body - (r->chunks - 1) * sealed;
	if (rest < r->extra || (rest == r->extra && r->chunks > 1))
		return damaged(r, "cut off");
	r->size = body - r->chunks * r->extra;
	return OK;
}

enum err
evidence_store_open_path(struct arena *a, const char *path, struct store_reader **out)
{
	struct store_reader *r = ARENA_NEW(a, struct store_reader);
	unsigned char head[CHUNK_HEAD];
	struct stat st;
	size_t got;
	enum err e;

	if (evidence_store_used.folder == NULL || evidence_store_used.key == NULL)
		return err_set(ERR_IO, "no folder or no key for evidence");
	r->arena = a;
	r->path = arena_strdup(a, path);
	r->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (r->fd < 0)
		return err_set(errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s: %s", path, strerror(errno));
	disk_close_later(a, &r->fd);
	if (fstat(r->fd, &st) != 0 || !S_ISREG(st.st_mode))
		return damaged(r, "not a file");
	e = disk_read(r->fd, 0, head, sizeof(head), &got, path);
	if (e == OK && got != sizeof(head))
		return damaged(r, "cut off");
	if (e == OK && chunk_keys(a, evidence_store_used.key, head, &r->keys) != OK)
		return damaged(r, arena_strdup(a, err_last()));
	if (e != OK)
		return e;
	r->extra = (int64_t)chunk_extra(r->keys);
	e = measure_file(r, st.st_size);
	if (e != OK)
		return e;
	r->sealed = arena_alloc(a, CHUNK_SEALED);
	r->plain = arena_alloc(a, CHUNK_PLAIN);
	*out = r;
	return OK;
}

enum err
evidence_store_open(struct arena *a, const char *address, struct store_reader **out)
{
	if (evidence_store_used.folder == NULL)
		return err_set(ERR_IO, "no folder for evidence");
	return evidence_store_open_path(a, evidence_store_path(a, address), out);
}

int64_t
evidence_store_size(const struct store_reader *r)
{
	return r->size;
}

static size_t
chunk_size(const struct store_reader *r, int64_t number)
{
	return number == r->chunks - 1 ? (size_t)(r->size - number * CHUNK_PLAIN) : CHUNK_PLAIN;
}

/* Reads a chunk and checks it; opens its first `want` bytes into r->plain. */
static enum err
chunk(struct store_reader *r, int64_t number, size_t want)
{
	bool last = number == r->chunks - 1;
	size_t n = chunk_size(r, number) + (size_t)r->extra, got;
	enum err e = disk_read(r->fd, CHUNK_HEAD + number * (CHUNK_PLAIN + r->extra), r->sealed, n, &got, r->path);

	if (e != OK)
		return e;
	if (got != n)
		return damaged(r, "cut off");
	e = want > 0 ? chunk_open(r->keys, (uint64_t)number, last, r->sealed, got, want, r->plain) :
	    chunk_check(r->keys, (uint64_t)number, last, r->sealed, got);
	return e == OK ? OK : damaged(r, arena_strdup(r->arena, err_last()));
}

static enum err
walk(struct store_reader *r, int64_t from, int64_t n, store_fn fn, void *ctx)
{
	int64_t number = from / CHUNK_PLAIN, end = from + n, begin, at;
	size_t have;
	enum err e;

	if (from < 0 || n < 0 || from > r->size || n > r->size - from)
		return err_set(ERR_INPUT, "%s: not within the file", r->path);
	if (number == r->chunks)		/* nothing is wanted at the very end */
		number--;
	do {
		begin = number * CHUNK_PLAIN;
		at = from > begin ? from - begin : 0;
		have = chunk_size(r, number);
		if ((int64_t)have > end - begin)
			have = (size_t)(end - begin);
		e = chunk(r, number, fn != NULL ? have : 0);
		if (e != OK)
			return e;
		if (fn != NULL && (int64_t)have > at)
			e = fn(r->plain + at, have - (size_t)at, ctx);
		number++;
	} while (e == OK && number * CHUNK_PLAIN < end);
	return e;
}

enum err
evidence_store_check(struct store_reader *r, int64_t from, int64_t n)
{
	return walk(r, from, n, NULL, NULL);
}

enum err
evidence_store_read(struct store_reader *r, int64_t from, int64_t n, store_fn fn, void *ctx)
{
	return walk(r, from, n, fn, ctx);
}

struct measuring {
	struct digest *sha256, *sm3;
};

static enum err
add(const void *bytes, size_t n, void *ctx)
{
	struct measuring *m = ctx;

	digest_add(m->sha256, bytes, n);
	digest_add(m->sm3, bytes, n);
	return OK;
}

enum err
evidence_store_measure(struct arena *a, struct store_reader *r, struct store_content *out)
{
	struct measuring m = { digest_new(a, DIGEST_SHA256), digest_new(a, DIGEST_SM3) };
	enum err e = evidence_store_read(r, 0, r->size, add, &m);

	if (e != OK)
		return e;
	*out = (struct store_content){ .size = r->size };
	digest_end(m.sha256, out->sha256);
	digest_end(m.sm3, out->sm3);
	return OK;
}
