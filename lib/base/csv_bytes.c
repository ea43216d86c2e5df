/* csv_bytes.c - see csv_bytes.h. */
#include "lib/base/csv_bytes.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <zlib.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"

#define CHUNK 65536
#define LEFT_MAX 8		/* of a character that the piece before began */
#define OUT_MAX (2 * (CHUNK + LEFT_MAX))	/* two bytes of GBK or UTF-16 are three of UTF-8 */

struct csv_bytes {
	gzFile file;			/* NULL: memory */
	const unsigned char *memory;	/* what is left of it */
	size_t memory_n;
	unsigned char *raw, *out;
	size_t left;			/* bytes at the beginning of raw that were not taken yet */
	iconv_t code;			/* (iconv_t)-1: they are UTF-8 */
	bool begun, failed, ended, cr_alone;
};

void
csv_bytes_prepare(void)
{
	static iconv_t kept = (iconv_t)-1;	/* as long as one is open its tables stay */

	if (kept == (iconv_t)-1)
		kept = iconv_open("UTF-8", "GB18030");
}

static struct csv_bytes *
new_bytes(struct arena *a)
{
	struct csv_bytes *b = ARENA_NEW(a, struct csv_bytes);

	b->raw = arena_alloc(a, CHUNK + LEFT_MAX);
	b->out = arena_alloc(a, OUT_MAX);
	b->code = (iconv_t)-1;
	return b;
}

static void
close_file(void *p)
{
	(void)gzclose(p);
}

static void
close_code(void *p)
{
	struct csv_bytes *b = p;

	if (b->code != (iconv_t)-1)
		(void)iconv_close(b->code);
}

enum err
csv_bytes_open(struct arena *a, const char *path, struct csv_bytes **out)
{
	struct csv_bytes *b = new_bytes(a);

	errno = 0;
	b->file = gzopen(path, "rbe");
	if (b->file == NULL)
		return err_set(ERR_IO, "%s: %s", path, errno != 0 ? strerror(errno) : "no memory");
	arena_defer(a, close_file, b->file);
	arena_defer(a, close_code, b);
	*out = b;
	return OK;
}

struct csv_bytes *
csv_bytes_memory(struct arena *a, const void *bytes, size_t n)
{
	struct csv_bytes *b = new_bytes(a);

	b->memory = bytes;
	b->memory_n = n;
	arena_defer(a, close_code, b);
	return b;
}

/* More raw bytes behind those that are left; how many there are now. */
static size_t
read_raw(struct csv_bytes *b)
{
	const char *message;
	int n, code;

	if (b->file == NULL) {
		n = b->memory_n < CHUNK ? (int)b->memory_n : CHUNK;
		memcpy(b->raw + b->left, b->memory, (size_t)n);
		b->memory += n;
		b->memory_n -= (size_t)n;
		b->ended = n == 0;
		return b->left + (size_t)n;
	}
	n = gzread(b->file, b->raw + b->left, CHUNK);
	if (n < 0 || (n == 0 && gzerror(b->file, &code) != NULL && code != Z_OK && code != Z_STREAM_END)) {
		message = gzerror(b->file, &code);
		(void)err_set(ERR_IO, "csv: %s", code == Z_ERRNO ? strerror(errno) : message);
		b->failed = true;
		return 0;
	}
	b->ended = n == 0;
	return b->left + (size_t)n;
}

/* Characters of UTF-8 in the piece, and bytes that are of none; what may be cut off at its end is not looked at. */
static bool
is_utf8(const unsigned char *s, size_t n)
{
	size_t good = 0, bad = 0, i = 0, k, len;

	while (i + 4 <= n) {
		if (s[i] < 0x80) {
			i++;
			continue;
		}
		len = s[i] >= 0xf0 ? 4 : s[i] >= 0xe0 ? 3 : 2;
		for (k = len; k > 1 && !str_utf8_ok((const char *)s + i, k); k--)
			continue;
		if (k == len) {
			good++;
			i += len;
		} else {
			bad++;
			i++;
		}
	}
	return bad <= good;
}

/* From the first piece; gives how many of its bytes are a mark. */
static size_t
look(struct csv_bytes *b, size_t n)
{
	const char *code = NULL;
	size_t mark = 0;

	if (n >= 3 && memcmp(b->raw, "\xef\xbb\xbf", 3) == 0) {
		mark = 3;
	} else if (n >= 2 && (memcmp(b->raw, "\xff\xfe", 2) == 0 || memcmp(b->raw, "\xfe\xff", 2) == 0)) {
		code = b->raw[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
		mark = 2;
	} else if (!is_utf8(b->raw, n)) {
		code = "GB18030";
	}
	if (code != NULL)
		b->code = iconv_open("UTF-8", code);
	return mark;
}

/* Gives the length of b->out; what is left over goes to the beginning of raw. */
static size_t
decode(struct csv_bytes *b, size_t from, size_t n)
{
	char *in = (char *)b->raw + from, *out = (char *)b->out;
	size_t left = n - from, room = OUT_MAX;

	if (b->code == (iconv_t)-1) {
		memcpy(out, in, left);
		b->left = 0;
		return left;
	}
	while (left > 0 && iconv(b->code, &in, &left, &out, &room) == (size_t)-1) {
		if (errno == EINVAL && !b->ended && left <= LEFT_MAX)
			break;	/* the rest of the character comes with the next piece */
		in++;
		left--;
		if (room == 0)
			break;
		*out++ = (char)0xff;
		room--;
	}
	memmove(b->raw, in, left);
	b->left = left;
	return OUT_MAX - room;
}

bool
csv_bytes_next(struct csv_bytes *b, const unsigned char **at, const unsigned char **end)
{
	size_t n, mark = 0, out, i;

	do {
		if (b->failed || b->ended)
			return false;
		n = read_raw(b);
		if (b->failed)
			return false;
		if (!b->begun)
			mark = look(b, n);
		out = decode(b, mark, n);
	} while (out == 0);
	if (!b->begun)
		b->cr_alone = memchr(b->out, '\r', out) != NULL && memchr(b->out, '\n', out) == NULL;
	b->begun = true;
	for (i = 0; b->cr_alone && i < out; i++)
		if (b->out[i] == '\r')
			b->out[i] = '\n';
	*at = b->out;
	*end = b->out + out;
	return true;
}

bool
csv_bytes_failed(const struct csv_bytes *b)
{
	return b->failed;
}

int64_t
csv_bytes_offset(const struct csv_bytes *b)
{
	return b->file != NULL ? (int64_t)gzoffset(b->file) : 0;
}
