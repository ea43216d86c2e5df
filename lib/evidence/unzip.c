/* unzip.c - reading a bundle back; see zip.h.  Names, sizes and CRCs are taken from the central directory; then all
 * that stands around the members is made again from these alone and compared, so that no two readers can see two
 * files. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/zip_priv.h"

#define CENTRAL_SIZE 46
#define PIECE (256 << 10)

struct zip_reader {
	struct arena *arena;
	const struct zip_source *s;
	struct zip_member *v;
	size_t n;
};

static uint64_t
number(const unsigned char *p, int width)
{
	uint64_t v = 0;

	while (width-- > 0)
		v = v << 8 | p[width];
	return v;
}

static enum err
read_at(const struct zip_reader *z, int64_t at, void *bytes, size_t n)
{
	if (at < 0 || (int64_t)n > z->s->size || at > z->s->size - (int64_t)n)
		return err_set(ERR_STATE, "the zip is cut off");
	return z->s->read(z->s->ctx, at, bytes, n);
}

/* The bytes at the place are those. */
static enum err
same(const struct zip_reader *z, int64_t at, const unsigned char *part, size_t n, const char *what, const char *name)
{
	unsigned char there[ZIP_PART_MAX];
	enum err e = read_at(z, at, there, n);

	if (e == OK && memcmp(there, part, n) != 0)
		e = err_set(ERR_STATE, "%s%s%s at byte %lld is not as the format says", what,
		    str_empty(name) ? "" : " of ", str_empty(name) ? "" : name, (long long)at);
	return e;
}

static enum err
read_end(const struct zip_reader *z, struct zip_end *out)
{
	unsigned char b[ZIP_END64_SIZE + ZIP_END_SIZE], part[ZIP_PART_MAX];
	const unsigned char *p = b + ZIP_END64_SIZE;
	bool longer;
	size_t n;
	enum err e;

	memset(b, 0, sizeof(b));
	e = read_at(z, z->s->size - ZIP_END_SIZE, b + ZIP_END64_SIZE, ZIP_END_SIZE);

	if (e != OK)
		return e;
	if (number(p, 4) != 0x06054b50)
		return err_set(ERR_STATE, "not a record bundle, or cut off: no end of a zip at its end");
	longer = number(p + 10, 2) == 0xffff || number(p + 12, 4) == 0xffffffff || number(p + 16, 4) == 0xffffffff;
	*out = (struct zip_end){ .members = (int64_t)number(p + 10, 2), .size = (int64_t)number(p + 12, 4),
	    .at = (int64_t)number(p + 16, 4) };
	if (longer) {
		e = read_at(z, z->s->size - (int64_t)sizeof(b), b, ZIP_END64_SIZE);
		if (e != OK)
			return e;
		*out = (struct zip_end){ .members = (int64_t)number(b + 32, 8), .size = (int64_t)number(b + 40, 8),
		    .at = (int64_t)number(b + 48, 8) };
	}
	if (out->members < 0 || out->members > ZIP_MEMBERS_MAX || out->at < 0 || out->size < 0 ||
	    out->at > z->s->size || out->size > z->s->size || out->size < out->members * (CENTRAL_SIZE + 1))
		return err_set(ERR_STATE, "the zip's end names more than there is");
	n = zip_end_part(out, part);
	if (out->at + out->size + (int64_t)n != z->s->size)
		return err_set(ERR_STATE, "the zip does not end where its directory does");
	return same(z, z->s->size - (int64_t)n, part, n, "the end", "");
}

/* The entry at *at of the directory, which moves; head: where the local header must begin. */
static enum err
read_entry(struct zip_reader *z, int64_t *at, int64_t end, int64_t head, struct zip_member *m)
{
	unsigned char b[ZIP_PART_MAX], part[ZIP_PART_MAX];
	size_t name_n, extra_n, n;
	char *name;
	enum err e = end - *at < CENTRAL_SIZE ? err_set(ERR_STATE, "the zip's directory is cut off") :
	    read_at(z, *at, b, CENTRAL_SIZE);

	if (e != OK)
		return e;
	name_n = (size_t)number(b + 28, 2);
	extra_n = (size_t)number(b + 30, 2);
	if (number(b, 4) != 0x02014b50 || name_n > ZIP_NAME_MAX || extra_n > 28)
		return err_set(ERR_STATE, "entry %zu of the directory is not as the format says", z->n + 1);
	e = read_at(z, *at + CENTRAL_SIZE, b + CENTRAL_SIZE, name_n + extra_n);
	if (e != OK)
		return e;
	name = arena_strndup(z->arena, (const char *)b + CENTRAL_SIZE, name_n);
	if (strlen(name) != name_n || !zip_name_ok(name))
		return err_set(ERR_STATE, "entry %zu of the directory has a name that is refused", z->n + 1);
	*m = (struct zip_member){ .name = name, .size = (int64_t)number(b + 24, 4),
	    .crc = (uint32_t)number(b + 16, 4) };
	if (m->size == 0xffffffff && extra_n >= 20)
		m->size = (int64_t)number(b + CENTRAL_SIZE + name_n + 4, 8);
	if (m->size < 0 || m->size > z->s->size)
		return err_set(ERR_STATE, "%s is said to be larger than the file", name);
	n = zip_central(m, head, part);
	e = same(z, *at, part, n, "the directory's entry", name);
	*at += (int64_t)n;
	return e;
}

/* What stands before and behind the bytes; *head moves to the next. */
static enum err
check_around(const struct zip_reader *z, struct zip_member *m, int64_t *head)
{
	unsigned char part[ZIP_PART_MAX];
	size_t n = zip_local(m, part);
	enum err e = same(z, *head, part, n, "the head", m->name);

	m->at = *head + (int64_t)n;
	n = zip_descriptor(m, part);
	if (e == OK)
		e = same(z, m->at + m->size, part, n, "the foot", m->name);
	*head = m->at + m->size + (int64_t)n;
	return e;
}

static bool
has(const struct zip_reader *z, const char *name)
{
	size_t i;

	for (i = 0; i < z->n; i++)
		if (str_eq(z->v[i].name, name))
			return true;
	return false;
}

enum err
zip_read(struct arena *a, const struct zip_source *s, struct zip_reader **out)
{
	struct zip_reader *z = ARENA_NEW(a, struct zip_reader);
	struct zip_end end = { 0 };
	int64_t at, head = 0;
	enum err e;

	*z = (struct zip_reader){ .arena = a, .s = s };
	e = read_end(z, &end);
	if (e != OK)
		return e;
	z->v = ARENA_ARRAY(a, struct zip_member, (size_t)end.members + 1);
	for (at = end.at; e == OK && z->n < (size_t)end.members; ) {
		struct zip_member m = { 0 };

		e = read_entry(z, &at, end.at + end.size, head, &m);
		if (e == OK && has(z, m.name))
			e = err_set(ERR_STATE, "%s is there twice", m.name);
		if (e == OK)
			e = check_around(z, &m, &head);
		z->v[z->n++] = m;
	}
	if (e == OK && (at != end.at + end.size || head != end.at))
		e = err_set(ERR_STATE, "the zip holds bytes that belong to no member");
	if (e == OK)
		*out = z;
	return e;
}

const struct zip_member *
zip_members(const struct zip_reader *z, size_t *n)
{
	*n = z->n;
	return z->v;
}

enum err
zip_bytes(const struct zip_reader *z, const struct zip_member *m, zip_sink fn, void *ctx)
{
	struct arena *a = arena_child(z->arena);
	unsigned char *b = arena_alloc(a, PIECE);
	uint32_t crc = 0;
	int64_t at = 0;
	enum err e = OK;

	while (e == OK && at < m->size) {
		size_t n = m->size - at < PIECE ? (size_t)(m->size - at) : PIECE;

		e = read_at(z, m->at + at, b, n);
		if (e == OK) {
			crc = zip_crc(crc, b, n);
			e = fn(b, n, ctx);
		}
		at += (int64_t)n;
	}
	if (e == OK && crc != m->crc)
		e = err_set(ERR_STATE, "%s: its bytes are not those that were put in", m->name);
	arena_free(a);
	return e;
}
