/* fuzz_cookie.c - the Cookie header. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/web/params.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	struct params p;
	const char *c;
	size_t i, k;

	params_init(&p, a);
	cookies_parse(&p, arena_strndup(a, (const char *)data, n));
	for (i = 0; i < p.n; i++) {
		for (c = p.v[i].value; *c != '\0'; c++)
			MUST(*c > 0x20 && *c < 0x7f && *c != ';');
		for (k = 0; k < i; k++)
			MUST(strcmp(p.v[i].name, p.v[k].name) != 0);
	}
	arena_free(a);
	return 0;
}
