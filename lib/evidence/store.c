/* store.c - writing; see store.h.  Reading is store_reader.c. */
#include "lib/evidence/store.h"

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
#include "lib/evidence/store_priv.h"
#include "lib/sec/sec.h"

struct evidence_store_use evidence_store_used;

struct store_writer {
	struct arena *arena;
	const char *path;		/* NULL: nothing to remove any more */
	int fd;
	struct chunk_keys *keys;
	struct digest *sha256, *sm3;
	uint64_t number;
	unsigned char *held, *sealed;	/* the chunk that may be the last; it goes out when more comes */
	size_t held_n;
	unsigned char *begin;
	struct store_content content;
};

void
evidence_store_use(const char *folder, const struct seal_key *k)
{
	evidence_store_used = (struct evidence_store_use){ .folder = folder, .key = k };
}

const char *
evidence_store_folder(void)
{
	return evidence_store_used.folder;
}

static void
evidence_store_address(int64_t agency, const unsigned char sha256[32], char out[STORE_ADDRESS_SIZE])
{
	char hex[65], text[96];
	unsigned char mac[32];

	str_hex(sha256, 32, hex);
	(void)snprintf(text, sizeof(text), "%" PRId64 "\n%s", agency, hex);
	seal_lookup(evidence_store_used.key, "evidence address", text, mac);
	str_hex(mac, 32, out);
}

const char *
evidence_store_path(struct arena *a, const char *address)
{
	return arena_printf(a, "%s/%.2s/%s", evidence_store_used.folder, address, address);
}

static void
drop(void *p)
{
	struct store_writer *w = p;

	if (w->path != NULL)
		(void)unlink(w->path);
	if (w->fd >= 0)
		(void)close(w->fd);
	wipe(w->held, CHUNK_PLAIN);
	wipe(w->begin, STORE_BEGIN);
}

enum err
evidence_store_begin(struct arena *a, struct store_writer **out)
{
	struct store_writer *w = ARENA_NEW(a, struct store_writer);
	unsigned char head[CHUNK_HEAD];
	char *path;
	enum err e;

	if (evidence_store_used.folder == NULL || evidence_store_used.key == NULL)
		return err_set(ERR_IO, "no folder or no key for evidence");
	e = disk_folder(a, arena_printf(a, "%s/new", evidence_store_used.folder));
	if (e != OK)
		return e;
	path = arena_printf(a, "%s/new/XXXXXX", evidence_store_used.folder);
	w->arena = a;
	w->held = arena_alloc(a, CHUNK_PLAIN);
	w->sealed = arena_alloc(a, CHUNK_SEALED);
	w->begin = arena_alloc(a, STORE_BEGIN);
	w->fd = mkostemp(path, O_CLOEXEC);	/* 0600 */
	if (w->fd < 0)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	w->path = path;
	arena_defer(a, drop, w);
	w->sha256 = digest_new(a, DIGEST_SHA256);
	w->sm3 = digest_new(a, DIGEST_SM3);
	chunk_head(evidence_store_used.key, head);
	e = chunk_keys(a, evidence_store_used.key, head, &w->keys);
	if (e == OK)
		e = disk_write(w->fd, head, sizeof(head), path);
	if (e == OK)
		*out = w;
	return e;
}

static enum err
put_held(struct store_writer *w, bool last)
{
	size_t n = w->held_n;

	chunk_seal(w->keys, w->number++, last, w->held, n, w->sealed);
	w->held_n = 0;
	return disk_write(w->fd, w->sealed, n + CHUNK_EXTRA, w->path);
}

enum err
evidence_store_add(struct store_writer *w, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	struct store_content *c = &w->content;
	enum err e = OK;
	size_t k;

	digest_add(w->sha256, p, n);
	digest_add(w->sm3, p, n);
	c->size += (int64_t)n;
	k = n < STORE_BEGIN - c->begin_n ? n : STORE_BEGIN - c->begin_n;
	memcpy(w->begin + c->begin_n, p, k);
	c->begin_n += k;
	while (e == OK && n > 0) {
		if (w->held_n == CHUNK_PLAIN)
			e = put_held(w, false);
		k = n < CHUNK_PLAIN - w->held_n ? n : CHUNK_PLAIN - w->held_n;
		memcpy(w->held + w->held_n, p, k);
		w->held_n += k;
		p += k;
		n -= k;
	}
	return e;
}

enum err
evidence_store_digest(struct store_writer *w, struct store_content *out)
{
	struct store_content *c = &w->content;

	if (c->begin == NULL) {
		enum err e = put_held(w, true);

		if (e != OK)
			return e;
		digest_end(w->sha256, c->sha256);
		digest_end(w->sm3, c->sm3);
		c->begin = w->begin;
	}
	*out = *c;
	return OK;
}

/* What lies at the path is whole and is this content. */
static bool
same_there(const struct store_content *c, const char *path)
{
	struct arena *a = arena_new("same_there");
	struct store_reader *r;
	struct store_content there;
	bool same = evidence_store_open_path(a, path, &r) == OK && evidence_store_measure(a, r, &there) == OK &&
	    memcmp(there.sha256, c->sha256, 32) == 0;

	arena_free(a);
	return same;
}

static enum err
move_aside(struct arena *a, const char *path, const char *address)
{
	const char *folder = arena_printf(a, "%s/damaged", evidence_store_used.folder), *to;
	unsigned char mark[4];
	char hex[9];
	enum err e = disk_folder(a, folder);

	random_bytes(mark, sizeof(mark));
	str_hex(mark, sizeof(mark), hex);
	to = arena_printf(a, "%s/%s.%s", folder, address, hex);
	if (e == OK && rename(path, to) != 0)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return e == OK ? disk_sync_folder(folder) : e;
}

/* Gives the file at `from`, which is on the disk, the name of its content. */
static enum err
place(struct arena *a, const char *from, int64_t agency, struct store_content *c)
{
	const char *path, *folder;
	bool there;
	enum err e;

	evidence_store_address(agency, c->sha256, c->address);
	folder = arena_printf(a, "%s/%.2s", evidence_store_used.folder, c->address);
	path = evidence_store_path(a, c->address);
	e = disk_folder(a, folder);
	there = e == OK && access(path, F_OK) == 0;
	if (there && same_there(c, path))
		return disk_sync_folder(folder);	/* it may have come a moment ago */
	if (there)
		e = move_aside(a, path, c->address);
	/* link() and not rename(): what another put there meanwhile stays. */
	if (e == OK && link(from, path) != 0 && errno != EEXIST)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return e == OK ? disk_sync_folder(folder) : e;
}

enum err
evidence_store_keep(struct store_writer *w, int64_t agency, struct store_content *out)
{
	struct store_content *c = &w->content;
	enum err e = evidence_store_digest(w, out);

	if (e == OK && fsync(w->fd) != 0)
		e = err_set(ERR_IO, "%s: %s", w->path, strerror(errno));
	if (e == OK)
		e = place(w->arena, w->path, agency, c);
	*out = *c;
	return e;
}

struct made {
	const char *path;
	int fd;
};

static void
drop_made(void *p)
{
	struct made *m = p;

	(void)unlink(m->path);
	(void)close(m->fd);
}

/* A copy of the file in the store's own file system. */
static enum err
bring(struct arena *a, const char *from, const char **out)
{
	struct made *m = ARENA_NEW(a, struct made);
	char *path = arena_printf(a, "%s/new/XXXXXX", evidence_store_used.folder), *bytes = arena_alloc(a, CHUNK_PLAIN);
	int fd = -1;
	int64_t at = 0;
	size_t got = 0;
	enum err e = disk_folder(a, arena_printf(a, "%s/new", evidence_store_used.folder));

	if (e != OK)
		return e;
	m->path = path;
	m->fd = mkostemp(path, O_CLOEXEC);
	if (m->fd < 0)
		return err_set(ERR_IO, "%s: %s", path, strerror(errno));
	arena_defer(a, drop_made, m);
	fd = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return err_set(ERR_IO, "%s: %s", from, strerror(errno));
	do {
		e = disk_read(fd, at, bytes, CHUNK_PLAIN, &got, from);
		if (e == OK)
			e = disk_write(m->fd, bytes, got, path);
		at += (int64_t)got;
	} while (e == OK && got == CHUNK_PLAIN);
	(void)close(fd);
	if (e == OK && fsync(m->fd) != 0)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	*out = path;
	return e;
}

static enum err
take_begin(const void *bytes, size_t n, void *ctx)
{
	struct store_content *c = ctx;

	c->begin = memcpy(arena_alloc(c->arena, n), bytes, n);
	c->begin_n = n;
	return OK;
}

enum err
evidence_store_adopt(struct arena *a, const char *path, int64_t agency, struct store_content *c)
{
	struct arena *own = arena_child(a);
	struct store_reader *r;
	enum err e = evidence_store_open_path(own, path, &r);

	if (e == OK && evidence_store_size(r) != c->size)
		e = err_set(ERR_STATE, "%s: of another size", path);
	c->arena = a;
	if (e == OK)
		e = evidence_store_read(r, 0, c->size < STORE_BEGIN ? c->size : STORE_BEGIN, take_begin, c);
	if (e == OK) {
		struct stat here, there;

		/* Another file system has no second names for it. */
		if (stat(path, &here) != 0 || stat(evidence_store_used.folder, &there) != 0)
			e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
		else if (here.st_dev != there.st_dev)
			e = bring(own, path, &path);
	}
	if (e == OK)
		e = place(own, path, agency, c);
	arena_free(own);
	return e;
}

const char *
evidence_store_job_path(struct arena *a, const char *name)
{
	return arena_printf(a, "%s/job/%s", evidence_store_used.folder, name);
}

enum err
evidence_store_keep_job(struct store_writer *w, const char *name, struct store_content *out)
{
	const char *folder = arena_printf(w->arena, "%s/job", evidence_store_used.folder),
	    *path = evidence_store_job_path(w->arena, name);
	enum err e = evidence_store_digest(w, out);

	if (e == OK)
		e = disk_folder(w->arena, folder);
	if (e == OK && fsync(w->fd) != 0)
		e = err_set(ERR_IO, "%s: %s", w->path, strerror(errno));
	if (e == OK && rename(w->path, path) != 0)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	if (e != OK)
		return e;
	w->path = NULL;
	return disk_sync_folder(folder);
}

enum err
evidence_store_job_drop(struct arena *a, const char *name)
{
	const char *path = evidence_store_job_path(a, name);

	return unlink(path) == 0 || errno == ENOENT ? OK : err_set(ERR_IO, "%s: %s", path, strerror(errno));
}
