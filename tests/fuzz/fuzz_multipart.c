/* fuzz_multipart.c - multipart bodies: the first line of the input is the
 * Content-Type, the rest the body. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/web/params.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	const uint8_t *line = n > 0 ? memchr(data, '\n', n) : NULL;
	struct part *files = NULL, *f;
	struct params p;
	const char *type, *body;
	size_t head, i, body_n;

	head = line != NULL ? (size_t)(line - data) : 0;
	body_n = line != NULL ? n - head - 1 : n;
	type = line != NULL ? arena_strndup(a, (const char *)data, head) :
	    "multipart/form-data; boundary=X";
	/* A copy of its own size, so that a look past its end shows. */
	body = memcpy(arena_alloc(a, body_n), data + n - body_n, body_n);
	params_init(&p, a);
	if (multipart_parse(&p, type, body, body_n, &files) == OK) {
		for (i = 0; i < p.n; i++)
			MUST(str_utf8_ok(p.v[i].value, strlen(p.v[i].value)));
		for (f = files; f != NULL; f = f->next) {
			MUST(f->bytes >= body && f->bytes + f->n <= body + body_n);
			MUST(str_utf8_ok(f->filename, strlen(f->filename)));
		}
	}
	arena_free(a);
	return 0;
}
