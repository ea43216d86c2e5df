/* fuzz_ref.c - refs: one spelling each. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/ref.h"
#include "lib/base/str.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	char *text = arena_strndup(a, (const char *)data, n), back[REF_TEXT_SIZE];
	struct ref r;

	if (ref_parse(text, &r)) {
		ref_text(r, back);
		MUST(str_eq(text, back));
	}
	if (n >= sizeof(r)) {
		struct ref again;

		memcpy(&r, data, sizeof(r));
		ref_text(r, back);
		MUST(ref_parse(back, &again) && ref_eq(r, again));
	}
	arena_free(a);
	return 0;
}
