/* zip.c - what stands between the members, and writing; see zip.h.  Field by field after APPNOTE.TXT 6.3.9 of
 * PKWARE. */
#include <ctype.h>
#include <string.h>
#include <zlib.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/zip_priv.h"

#define FULL32 0xffffffffu
#define FULL16 0xffffu
#define VERSION 20
#define VERSION64 45
#define BY_UNIX 0x0300
#define FLAGS 0x0008		/* CRC and sizes follow the bytes */
#define DAY_1980 0x0021		/* 1980-01-01, the first day there is */
#define MODE 0x81a40000u	/* -rw-r--r-- */
#define EXTRA64 0x0001

struct bytes {
	unsigned char *p;
	size_t n;
};

static void
put_number(struct bytes *b, uint64_t v, int width)
{
	for (; width > 0; width--, v >>= 8)
		b->p[b->n++] = (unsigned char)v;
}

static void
put_name(struct bytes *b, const char *name)
{
	size_t n = strlen(name);

	memcpy(b->p + b->n, name, n);
	b->n += n;
}

static bool
long_member(const struct zip_member *m)
{
	return m->size >= (int64_t)FULL32;
}

size_t
zip_local(const struct zip_member *m, unsigned char out[ZIP_PART_MAX])
{
	struct bytes b = { out, 0 };
	bool big = long_member(m);

	put_number(&b, 0x04034b50, 4);
	put_number(&b, big ? VERSION64 : VERSION, 2);
	put_number(&b, FLAGS, 2);
	put_number(&b, 0, 2);			/* stored */
	put_number(&b, 0, 2);
	put_number(&b, DAY_1980, 2);
	put_number(&b, 0, 4);			/* CRC: in the descriptor */
	put_number(&b, big ? FULL32 : 0, 4);
	put_number(&b, big ? FULL32 : 0, 4);
	put_number(&b, strlen(m->name), 2);
	put_number(&b, big ? 20 : 0, 2);
	put_name(&b, m->name);
	if (big) {
		put_number(&b, EXTRA64, 2);
		put_number(&b, 16, 2);
		put_number(&b, 0, 8);
		put_number(&b, 0, 8);
	}
	return b.n;
}

size_t
zip_descriptor(const struct zip_member *m, unsigned char out[ZIP_PART_MAX])
{
	struct bytes b = { out, 0 };
	int width = long_member(m) ? 8 : 4;

	put_number(&b, 0x08074b50, 4);
	put_number(&b, m->crc, 4);
	put_number(&b, (uint64_t)m->size, width);
	put_number(&b, (uint64_t)m->size, width);
	return b.n;
}

size_t
zip_central(const struct zip_member *m, int64_t at, unsigned char out[ZIP_PART_MAX])
{
	struct bytes b = { out, 0 };
	bool big = long_member(m), far = at >= (int64_t)FULL32;
	unsigned extra = (big ? 16u : 0) + (far ? 8u : 0);

	put_number(&b, 0x02014b50, 4);
	put_number(&b, BY_UNIX | VERSION64, 2);
	put_number(&b, big || far ? VERSION64 : VERSION, 2);
	put_number(&b, FLAGS, 2);
	put_number(&b, 0, 2);
	put_number(&b, 0, 2);
	put_number(&b, DAY_1980, 2);
	put_number(&b, m->crc, 4);
	put_number(&b, big ? FULL32 : (uint64_t)m->size, 4);
	put_number(&b, big ? FULL32 : (uint64_t)m->size, 4);
	put_number(&b, strlen(m->name), 2);
	put_number(&b, extra > 0 ? extra + 4 : 0, 2);
	put_number(&b, 0, 2);			/* comment */
	put_number(&b, 0, 2);			/* disk */
	put_number(&b, 0, 2);			/* no text file */
	put_number(&b, MODE, 4);
	put_number(&b, far ? FULL32 : (uint64_t)at, 4);
	put_name(&b, m->name);
	if (extra > 0) {
		put_number(&b, EXTRA64, 2);
		put_number(&b, extra, 2);
		if (big) {
			put_number(&b, (uint64_t)m->size, 8);
			put_number(&b, (uint64_t)m->size, 8);
		}
		if (far)
			put_number(&b, (uint64_t)at, 8);
	}
	return b.n;
}

static void
put_end64(struct bytes *b, const struct zip_end *e)
{
	put_number(b, 0x06064b50, 4);
	put_number(b, 44, 8);
	put_number(b, BY_UNIX | VERSION64, 2);
	put_number(b, VERSION64, 2);
	put_number(b, 0, 4);
	put_number(b, 0, 4);
	put_number(b, (uint64_t)e->members, 8);
	put_number(b, (uint64_t)e->members, 8);
	put_number(b, (uint64_t)e->size, 8);
	put_number(b, (uint64_t)e->at, 8);
	put_number(b, 0x07064b50, 4);		/* its locator */
	put_number(b, 0, 4);
	put_number(b, (uint64_t)(e->at + e->size), 8);
	put_number(b, 1, 4);
}

size_t
zip_end_part(const struct zip_end *e, unsigned char out[ZIP_PART_MAX])
{
	struct bytes b = { out, 0 };
	bool many = e->members >= (int64_t)FULL16, far = e->at >= (int64_t)FULL32, wide = e->size >= (int64_t)FULL32;

	if (many || far || wide)
		put_end64(&b, e);
	put_number(&b, 0x06054b50, 4);
	put_number(&b, 0, 2);
	put_number(&b, 0, 2);
	put_number(&b, many ? FULL16 : (uint64_t)e->members, 2);
	put_number(&b, many ? FULL16 : (uint64_t)e->members, 2);
	put_number(&b, wide ? FULL32 : (uint64_t)e->size, 4);
	put_number(&b, far ? FULL32 : (uint64_t)e->at, 4);
	put_number(&b, 0, 2);
	return b.n;
}

uint32_t
zip_crc(uint32_t crc, const void *bytes, size_t n)
{
	return (uint32_t)crc32_z(crc, bytes, n);
}

bool
zip_name_ok(const char *name)
{
	const char *part = name, *p;

	if (*name == '\0' || strlen(name) > ZIP_NAME_MAX)
		return false;
	for (p = name;; p++) {
		if (*p == '/' || *p == '\0') {
			if (p == part || (p - part <= 2 && strspn(part, ".") >= (size_t)(p - part)))
				return false;
			if (*p == '\0')
				return true;
			part = p + 1;
		} else if (!isascii(*p) || (!isalnum((unsigned char)*p) && strchr("._-", *p) == NULL)) {
			return false;
		}
	}
}

/* ---- writing */

struct zip_writer {
	struct arena *arena;
	zip_sink fn;
	void *ctx;
	struct zip_member *v;
	int64_t *head;			/* where each local header begins */
	size_t n, cap;
	int64_t at, left;		/* bytes written; of the open member still to come */
	bool open;
};

struct zip_writer *
zip_begin(struct arena *a, zip_sink fn, void *ctx)
{
	struct zip_writer *z = ARENA_NEW(a, struct zip_writer);

	*z = (struct zip_writer){ .arena = a, .fn = fn, .ctx = ctx };
	return z;
}

static enum err
give(struct zip_writer *z, const void *bytes, size_t n)
{
	z->at += (int64_t)n;
	return z->fn(bytes, n, z->ctx);
}

static void
grow(struct zip_writer *z)
{
	if (z->n < z->cap)
		return;
	z->cap = z->cap == 0 ? 64 : 2 * z->cap;
	z->v = z->v == NULL ? ARENA_ARRAY(z->arena, struct zip_member, z->cap) :
	    arena_regrow(z->arena, z->v, z->cap, sizeof(*z->v));
	z->head = z->head == NULL ? ARENA_ARRAY(z->arena, int64_t, z->cap) :
	    arena_regrow(z->arena, z->head, z->cap, sizeof(*z->head));
}

enum err
zip_open(struct zip_writer *z, const char *name, int64_t size)
{
	unsigned char part[ZIP_PART_MAX];
	struct zip_member *m;
	size_t i, n;
	enum err e;

	if (z->open || size < 0 || !zip_name_ok(name) || z->n == ZIP_MEMBERS_MAX)
		return err_set(ERR_INPUT, "no member of a bundle: %.200s", name);
	for (i = 0; i < z->n; i++)
		if (str_eq(z->v[i].name, name))
			return err_set(ERR_INPUT, "twice in the bundle: %s", name);
	grow(z);
	m = &z->v[z->n];
	*m = (struct zip_member){ .name = arena_strdup(z->arena, name), .size = size };
	z->head[z->n] = z->at;
	n = zip_local(m, part);
	e = give(z, part, n);
	m->at = z->at;
	z->left = size;
	z->open = true;
	return e;
}

enum err
zip_add(struct zip_writer *z, const void *bytes, size_t n)
{
	struct zip_member *m = &z->v[z->n];

	if (!z->open || (int64_t)n > z->left)
		return err_set(ERR_STATE, "more bytes than were said");
	z->left -= (int64_t)n;
	m->crc = zip_crc(m->crc, bytes, n);
	return give(z, bytes, n);
}

enum err
zip_close(struct zip_writer *z)
{
	unsigned char part[ZIP_PART_MAX];

	if (!z->open || z->left != 0)
		return err_set(ERR_STATE, "fewer bytes than were said");
	z->open = false;
	return give(z, part, zip_descriptor(&z->v[z->n++], part));
}

enum err
zip_member(struct zip_writer *z, const char *name, const void *bytes, size_t n)
{
	enum err e = zip_open(z, name, (int64_t)n);

	if (e == OK)
		e = zip_add(z, bytes, n);
	return e == OK ? zip_close(z) : e;
}

enum err
zip_end(struct zip_writer *z)
{
	struct zip_end end = { .members = (int64_t)z->n, .at = z->at };
	unsigned char part[ZIP_PART_MAX];
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < z->n; i++)
		e = give(z, part, zip_central(&z->v[i], z->head[i], part));
	end.size = z->at - end.at;
	return e == OK ? give(z, part, zip_end_part(&end, part)) : e;
}
