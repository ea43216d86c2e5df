/* fuzz_zip.c - a record bundle as somebody hands it in: what is taken has names that lead nowhere else, members apart
 * from each other, and is the very file its members make. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/zip.h"
#include "tests/fuzz/fuzz.h"

struct input {
	const uint8_t *data;
	size_t n;
};

static enum err
read_input(void *ctx, int64_t at, void *bytes, size_t n)
{
	const struct input *in = ctx;

	MUST(at >= 0 && (size_t)at <= in->n && n <= in->n - (size_t)at);
	memcpy(bytes, in->data + at, n);
	return OK;
}

static enum err
gather(const void *bytes, size_t n, void *ctx)
{
	str_addn(ctx, bytes, n);
	return OK;
}

static bool
again(struct arena *a, const struct zip_reader *z, struct str *out)
{
	size_t i, n;
	const struct zip_member *m = zip_members(z, &n);
	struct zip_writer *w = zip_begin(a, gather, out);

	for (i = 0; i < n; i++) {
		struct str bytes;

		MUST(zip_name_ok(m[i].name) && strstr(m[i].name, "..") != m[i].name && m[i].name[0] != '/');
		str_init(&bytes, a);
		if (zip_bytes(z, &m[i], gather, &bytes) != OK)
			return false;
		MUST((int64_t)bytes.len == m[i].size);
		MUST(zip_member(w, m[i].name, bytes.s, bytes.len) == OK);
	}
	return zip_end(w) == OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	struct input in = { data, n };
	struct zip_source s = { .read = read_input, .ctx = &in, .size = (int64_t)n };
	struct zip_reader *z;
	struct str out;

	str_init(&out, a);
	if (zip_read(a, &s, &z) == OK && again(a, z, &out))
		MUST(out.len == n && memcmp(out.s, data, n) == 0);
	arena_free(a);
	return 0;
}
