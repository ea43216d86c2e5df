/* fuzz_sfield.c - structured fields: what is read is written so that it is read the same again. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/exchange/sfield.h"
#include "tests/fuzz/fuzz.h"

static const char *
written(struct arena *a, const struct sf_dict *d)
{
	struct str s;
	size_t i;

	str_init(&s, a);
	for (i = 0; i < d->n; i++) {
		str_printf(&s, "%s%s=", i > 0 ? ", " : "", d->v[i].name);
		sf_put_member(&s, &d->v[i]);
	}
	return s.s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new("fuzz");
	const char *text = arena_strndup(a, (const char *)data, n), *once;
	struct sf_dict *d, *again;

	if (sf_dict_parse(a, text, &d) == OK) {
		once = written(a, d);
		if (strlen(once) <= SF_TEXT_MAX) {
			MUST(sf_dict_parse(a, once, &again) == OK);
			MUST(strcmp(once, written(a, again)) == 0);
		}
	}
	arena_free(a);
	return 0;
}
