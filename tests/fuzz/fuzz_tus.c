/* fuzz_tus.c - headers of uploads and downloads: the first line is Upload-Metadata, the second Upload-Checksum, the
 * third Range, of a file whose size is the length of the input. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/evidence/tus.h"
#include "lib/web/range.h"
#include "tests/fuzz/fuzz.h"

static const char *
next_line(struct arena *a, const char **p, const char *end)
{
	const char *stop = *p < end ? memchr(*p, '\n', (size_t)(end - *p)) : NULL;
	const char *line = arena_strndup(a, *p, (size_t)((stop != NULL ? stop : end) - *p));

	*p = stop != NULL ? stop + 1 : end;
	return line;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	const char *p = (const char *)data, *end = p + n, *value = NULL;
	int64_t from, len, size = (int64_t)n;
	size_t value_n = 0;
	enum range part;
	bool open;

	if (tus_metadata(a, next_line(a, &p, end), "filename", &value, &value_n) == OK)
		MUST(value != NULL && value[value_n] == '\0');
	if (tus_checksum(a, next_line(a, &p, end), "abc", 3) == OK)
		MUST(n > 20);
	part = range_parse(next_line(a, &p, end), size, &from, &len, &open);
	MUST(part != RANGE_PART || (from >= 0 && len > 0 && from < size && len <= size - from));
	MUST(part == RANGE_PART || (from == 0 && len == size));
	arena_free(a);
	return 0;
}
