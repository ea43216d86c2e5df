/* incoming.c - see incoming.h. */
#include "lib/evidence/incoming.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/evidence/disk.h"
#include "lib/evidence/spool.h"
#include "lib/sec/chunk.h"
#include "lib/sec/pair.h"
#include "lib/sec/sec.h"

/* The state in the row, sealed: 8 bytes how far the body goes (big-endian), its head, then the digests' state, or, when
 * the body is complete, the two digests. */
#define STATE_SIZE (8 + CHUNK_HEAD + PAIR_SIZE)
#define STATE_NAME "state"

struct body {
	struct arena *arena;
	const struct incoming *u;
	const char *folder, *path;
	int64_t at;			/* how far it goes */
	unsigned char head[CHUNK_HEAD];
	struct pair pair;
	unsigned char sha256[32], sm3[32];	/* once at == size */
	struct chunk_keys *keys;
	int fd;
	unsigned char *held, *sealed;	/* the chunk that is not full yet */
	size_t held_n;
};

static bool
complete(const struct body *b)
{
	return b->at == b->u->size;
}

static enum err
read_state(struct body *b)
{
	unsigned char *p;
	size_t n;
	int i;
	enum err e;

	if (b->u->state == NULL) {
		pair_begin(&b->pair);
		return OK;
	}
	e = evidence_spool_unseal(b->arena, b->u->upload, STATE_NAME, b->u->state, b->u->state_n, &p, &n);
	if (e != OK || n != STATE_SIZE)
		return err_set(ERR_STATE, "the state of an upload: %s", e != OK ? arena_strdup(b->arena, err_last()) :
		    "of another size");
	for (i = 0; i < 8; i++)
		b->at = b->at << 8 | p[i];
	memcpy(b->head, p + 8, CHUNK_HEAD);
	p += 8 + CHUNK_HEAD;
	if (complete(b)) {
		memcpy(b->sha256, p, 32);
		memcpy(b->sm3, p + 32, 32);
	} else {
		pair_unpack(p, &b->pair);
	}
	return OK;
}

static void
write_state(const struct body *b, const void **state, size_t *state_n)
{
	unsigned char plain[STATE_SIZE] = { 0 }, *p = plain, *out;
	int i;

	for (i = 0; i < 8; i++)
		p[i] = (unsigned char)(b->at >> (56 - 8 * i));
	memcpy(p + 8, b->head, CHUNK_HEAD);
	p += 8 + CHUNK_HEAD;
	if (complete(b)) {
		memcpy(p, b->sha256, 32);
		memcpy(p + 32, b->sm3, 32);
	} else {
		pair_pack(&b->pair, p);
	}
	evidence_spool_seal(b->arena, b->u->upload, STATE_NAME, plain, sizeof(plain), &out, state_n);
	*state = out;
	wipe(plain, sizeof(plain));
}

static void
drop(void *p)
{
	struct body *b = p;

	wipe(b->held, CHUNK_PLAIN);
	if (b->fd >= 0)
		(void)close(b->fd);
}

/* A body that nothing was acknowledged of is begun anew: with keys of its own. */
static enum err
open_body(struct body *b)
{
	bool fresh = b->at == 0;
	unsigned char head[CHUNK_HEAD];
	size_t got = 0;
	enum err e = evidence_spool_folder(b->arena, b->u->upload, &b->folder);

	if (e != OK)
		return e;
	b->path = arena_printf(b->arena, "%s/body", b->folder);
	b->held = arena_alloc(b->arena, CHUNK_PLAIN);
	b->sealed = arena_alloc(b->arena, CHUNK_SEALED);
	b->fd = open(b->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | (fresh ? O_CREAT | O_TRUNC : 0), 0600);
	arena_defer(b->arena, drop, b);
	if (b->fd < 0)
		return err_set(errno == ENOENT ? ERR_STATE : ERR_IO, "%s: %s", b->path, strerror(errno));
	if (fresh) {
		chunk_head(evidence_spool_key(), b->head);
		e = disk_write(b->fd, b->head, CHUNK_HEAD, b->path);
	} else {
		e = disk_read(b->fd, 0, head, CHUNK_HEAD, &got, b->path);
		if (e == OK && (got != CHUNK_HEAD || memcmp(head, b->head, CHUNK_HEAD) != 0))
			return err_set(ERR_STATE, "%s: not the file that was begun", b->path);
	}
	if (e == OK && chunk_keys(b->arena, evidence_spool_key(), b->head, &b->keys) != OK)
		return err_set(ERR_STATE, "%s: %s", b->path, arena_strdup(b->arena, err_last()));
	return e;
}

static off_t
place_of(int64_t at)
{
	return CHUNK_HEAD + (off_t)(at / CHUNK_PLAIN) * CHUNK_SEALED;
}

/* The next chunk: a whole one, or the last. */
static enum err
put_chunk(struct body *b, const unsigned char *plain, size_t n)
{
	bool last = b->at + (int64_t)n == b->u->size;
	off_t to = place_of(b->at);
	enum err e;

	chunk_seal(b->keys, (uint64_t)(b->at / CHUNK_PLAIN), last, plain, n, b->sealed);
	if (lseek(b->fd, to, SEEK_SET) < 0)
		return err_set(ERR_IO, "%s: %s", b->path, strerror(errno));
	e = disk_write(b->fd, b->sealed, n + CHUNK_EXTRA, b->path);
	/* The disk begins with it while the next is ciphered. */
	(void)sync_file_range(b->fd, to, (off_t)(n + CHUNK_EXTRA), SYNC_FILE_RANGE_WRITE);
	if (last)
		pair_end(&b->pair, plain, n, b->sha256, b->sm3);
	else
		pair_add(&b->pair, plain, n);
	b->at += (int64_t)n;
	return e;
}

static enum err
take(const void *bytes, size_t n, void *ctx)
{
	struct body *b = ctx;
	const unsigned char *p = bytes;
	enum err e = OK;

	while (e == OK && n > 0) {
		int64_t left = b->u->size - b->at;
		size_t whole = left < CHUNK_PLAIN ? (size_t)left : CHUNK_PLAIN, k = n < whole - b->held_n ? n :
		    whole - b->held_n;

		if (b->held_n == 0 && k == whole) {
			e = put_chunk(b, p, k);
		} else {
			memcpy(b->held + b->held_n, p, k);
			b->held_n += k;
			if (b->held_n == whole) {
				e = put_chunk(b, b->held, whole);
				b->held_n = 0;
			}
		}
		p += k;
		n -= k;
	}
	return e;
}

static enum err
put_body(struct body *b, const void *bytes, size_t n)
{
	int64_t from = b->at;
	enum err e = open_body(b);

	if (e == OK)
		e = evidence_spool_read(b->arena, b->u->upload, from, b->u->had, take, b);
	if (e == OK)
		e = take(bytes, n, b);
	if (e == OK && fsync(b->fd) != 0)
		e = err_set(ERR_IO, "%s: %s", b->path, strerror(errno));
	if (e == OK && from == 0)	/* its name */
		e = disk_sync_folder(b->folder);
	if (e == OK && b->held_n > 0)
		e = evidence_spool_put(b->arena, b->u->upload, b->at, b->held, b->held_n);
	return e;
}

/* Began when there were no bodies: otherwise a chunk that is there would be in one. */
static bool
of_pieces(const struct incoming *u)
{
	return u->state == NULL && u->had >= CHUNK_PLAIN;
}

enum err
evidence_incoming_add(struct arena *a, const struct incoming *u, const void *bytes, size_t n, const void **state,
    size_t *state_n)
{
	struct body b = { .arena = arena_child(a), .u = u, .fd = -1 };
	int64_t end = u->had + (int64_t)n;
	enum err e = read_state(&b);

	*state = u->state;
	*state_n = u->state_n;
	if (e == OK && (of_pieces(u) || (end - b.at < CHUNK_PLAIN && end < u->size))) {
		e = evidence_spool_put(b.arena, u->upload, u->had, bytes, n);
	} else if (e == OK) {
		e = put_body(&b, bytes, n);
		if (e == OK) {
			const void *made;

			write_state(&b, &made, state_n);
			*state = memcpy(arena_alloc(a, *state_n), made, *state_n);
		}
	}
	arena_free(b.arena);
	return e;
}

void
evidence_incoming_tidy(struct arena *a, const struct incoming *u)
{
	struct body b = { .arena = a, .u = u, .fd = -1 };

	if (u->state != NULL && read_state(&b) == OK && evidence_spool_forget(a, u->upload, b.at) != OK)
		return;		/* it goes with the upload */
}

static enum err
add(const void *bytes, size_t n, void *ctx)
{
	return evidence_store_add(ctx, bytes, n);
}

static enum err
keep_pieces(struct arena *a, const struct incoming *u, int64_t agency, const unsigned char *sha256,
    struct store_content *out)
{
	struct store_writer *w;
	enum err e = evidence_store_begin(a, &w);

	if (e == OK)
		e = evidence_spool_read(a, u->upload, 0, u->size, add, w);
	if (e == OK)
		e = evidence_store_digest(w, out);
	if (e == OK && sha256 != NULL && memcmp(sha256, out->sha256, 32) != 0)
		return err_set(ERR_CONFLICT, "the bytes are not those of the digest said");
	return e == OK ? evidence_store_keep(w, agency, out) : e;
}

static enum err
keep_body(struct arena *a, struct body *b, int64_t agency, const unsigned char *sha256, struct store_content *out)
{
	enum err e;

	if (!complete(b))
		return err_set(ERR_STATE, "not all of it is there");
	if (sha256 != NULL && memcmp(sha256, b->sha256, 32) != 0)
		return err_set(ERR_CONFLICT, "the bytes are not those of the digest said");
	*out = (struct store_content){ .size = b->u->size };
	memcpy(out->sha256, b->sha256, 32);
	memcpy(out->sm3, b->sm3, 32);
	e = open_body(b);	/* the one the state was made of */
	return e == OK ? evidence_store_adopt(a, b->path, agency, out) : e;
}

enum err
evidence_incoming_keep(struct arena *a, const struct incoming *u, int64_t agency, const unsigned char *sha256,
    struct store_content *out)
{
	struct body b = { .arena = arena_child(a), .u = u, .fd = -1 };
	enum err e = read_state(&b);

	if (e == OK)
		e = of_pieces(u) ? keep_pieces(a, u, agency, sha256, out) : keep_body(a, &b, agency, sha256, out);
	arena_free(b.arena);
	return e;
}
