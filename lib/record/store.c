/* store.c - writing; see store.h.  Reading is store_read.c. */
#include "lib/record/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/record/disk.h"
#include "lib/record/store_priv.h"
#include "lib/sec/sec.h"

struct store_use store_used;

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
store_use(const char *folder, const struct seal_key *k)
{
	store_used = (struct store_use){ .folder = folder, .key = k };
}

const char *
store_folder(void)
{
	return store_used.folder;
}

void
store_address(int64_t agency, const unsigned char sha256[32], char out[STORE_ADDRESS_SIZE])
{
	char hex[65], text[96];
	unsigned char mac[32];

	str_hex(sha256, 32, hex);
	(void)snprintf(text, sizeof(text), "%" PRId64 "\n%s", agency, hex);
	seal_lookup(store_used.key, "evidence address", text, mac);
	str_hex(mac, 32, out);
}

const char *
store_path(struct arena *a, const char *address)
{
	return arena_printf(a, "%s/%.2s/%s", store_used.folder, address, address);
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
store_begin(struct arena *a, struct store_writer **out)
{
	struct store_writer *w = ARENA_NEW(a, struct store_writer);
	unsigned char head[CHUNK_HEAD];
	char *path;
	enum err e;

	if (store_used.folder == NULL || store_used.key == NULL)
		return err_set(ERR_IO, "no folder or no key for evidence");
	e = disk_folder(a, arena_printf(a, "%s/new", store_used.folder));
	if (e != OK)
		return e;
	path = arena_printf(a, "%s/new/XXXXXX", store_used.folder);
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
	chunk_head(store_used.key, head);
	e = chunk_keys(a, store_used.key, head, &w->keys);
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
	return disk_write(w->fd, w->sealed, n + CHUNK_TAG, w->path);
}

enum err
store_add(struct store_writer *w, const void *bytes, size_t n)
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
store_digest(struct store_writer *w, struct store_content *out)
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
same_there(struct store_writer *w, const char *path)
{
	struct arena *a = arena_new("same_there");
	struct store_reader *r;
	struct store_content there;
	bool same = store_open_path(a, path, &r) == OK && store_measure(a, r, &there) == OK &&
	    memcmp(there.sha256, w->content.sha256, 32) == 0;

	arena_free(a);
	return same;
}

static enum err
move_aside(struct store_writer *w, const char *path, const char *address)
{
	const char *folder = arena_printf(w->arena, "%s/damaged", store_used.folder), *to;
	unsigned char mark[4];
	char hex[9];
	enum err e = disk_folder(w->arena, folder);

	random_bytes(mark, sizeof(mark));
	str_hex(mark, sizeof(mark), hex);
	to = arena_printf(w->arena, "%s/%s.%s", folder, address, hex);
	if (e == OK && rename(path, to) != 0)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	return e == OK ? disk_sync_folder(folder) : e;
}

enum err
store_keep(struct store_writer *w, int64_t agency, struct store_content *out)
{
	struct store_content *c = &w->content;
	const char *path, *folder;
	bool there;
	enum err e = store_digest(w, out);

	if (e == OK && fsync(w->fd) != 0)
		e = err_set(ERR_IO, "%s: %s", w->path, strerror(errno));
	if (e != OK)
		return e;
	store_address(agency, c->sha256, c->address);
	folder = arena_printf(w->arena, "%s/%.2s", store_used.folder, c->address);
	path = store_path(w->arena, c->address);
	e = disk_folder(w->arena, folder);
	there = e == OK && access(path, F_OK) == 0;
	if (there && same_there(w, path)) {
		*out = *c;
		return disk_sync_folder(folder);	/* it may have come a moment ago */
	}
	if (there)
		e = move_aside(w, path, c->address);
	/* link() and not rename(): what another put there meanwhile stays. */
	if (e == OK && link(w->path, path) != 0 && errno != EEXIST)
		e = err_set(ERR_IO, "%s: %s", path, strerror(errno));
	if (e == OK)
		e = disk_sync_folder(folder);
	*out = *c;
	return e;
}

const char *
store_job_path(struct arena *a, const char *name)
{
	return arena_printf(a, "%s/job/%s", store_used.folder, name);
}

enum err
store_keep_job(struct store_writer *w, const char *name, struct store_content *out)
{
	const char *folder = arena_printf(w->arena, "%s/job", store_used.folder), *path = store_job_path(w->arena, name);
	enum err e = store_digest(w, out);

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
store_job_drop(struct arena *a, const char *name)
{
	const char *path = store_job_path(a, name);

	return unlink(path) == 0 || errno == ENOENT ? OK : err_set(ERR_IO, "%s: %s", path, strerror(errno));
}
