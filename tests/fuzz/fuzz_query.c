/* fuzz_query.c - urlencoded text: what is taken is clean, and survives being
 * encoded and read again. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/web/params.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	struct params p, again;
	struct str out;
	size_t i;

	params_init(&p, a);
	if (params_parse(&p, (const char *)data, n) == OK) {
		MUST(p.n <= PARAMS_MAX);
		str_init(&out, a);
		for (i = 0; i < p.n; i++) {
			MUST(str_utf8_ok(p.v[i].value, strlen(p.v[i].value)));
			MUST(params_get(&p, p.v[i].name, NULL) != NULL);
			str_printf(&out, "%s=%s&", p.v[i].name, percent_encode(a, p.v[i].value));
		}
		params_init(&again, a);
		MUST(params_parse(&again, out.s, out.len) == OK && again.n == p.n);
		for (i = 0; i < p.n; i++)
			MUST(str_eq(p.v[i].name, again.v[i].name) && str_eq(p.v[i].value, again.v[i].value));
	}
	arena_free(a);
	return 0;
}
