/* fold.c - see fold.h. */
#include "lib/base/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "lib/base/arena.h"
#include "lib/base/fold_map.h"
#include "lib/base/str.h"

static int
by_first(const void *a, const void *b)
{
	unsigned key = *(const unsigned *)a, at = ((const unsigned short *)b)[0];

	return key < at ? -1 : key > at;
}

static unsigned
simplified(unsigned cp)
{
	const unsigned short *hit;

	if (cp < 0x3400 || cp > 0x9fff)
		return cp;
	hit = bsearch(&cp, fold_map, sizeof(fold_map) / sizeof(*fold_map), sizeof(*fold_map), by_first);
	return hit != NULL ? hit[1] : cp;
}

static void
add_cp(struct str *s, unsigned cp)
{
	utf8proc_uint8_t buf[4];

	str_addn(s, buf, (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, buf));
}

char *
fold(struct arena *a, const char *text)
{
	utf8proc_uint8_t *mapped = NULL;
	const char *p;
	struct str out;
	unsigned cp;

	str_init(&out, a);
	if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &mapped, UTF8PROC_NULLTERM | UTF8PROC_STABLE |
	    UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE) < 0)
		return out.s;
	for (p = (const char *)mapped; (cp = str_utf8_next(&p)) != 0;)
		if (cp > ' ' && cp != 0x3000)
			add_cp(&out, simplified(cp));
	free(mapped);
	return out.s;
}

static int
by_value(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return x < y ? -1 : x > y;
}

int32_t *
fold_bigrams(struct arena *a, const char *folded, size_t *n)
{
	int32_t *v = ARENA_ARRAY(a, int32_t, strlen(folded) + 1);
	unsigned before = 0, cp;
	size_t i, kept = 0;

	*n = 0;
	while ((cp = str_utf8_next(&folded)) != 0) {
		if (before != 0)
			v[(*n)++] = (int32_t)(before * 65599U + cp);
		before = cp;
	}
	if (*n > 0)
		qsort(v, *n, sizeof(*v), by_value);
	for (i = 0; i < *n; i++)
		if (i == 0 || v[i] != v[i - 1])
			v[kept++] = v[i];
	*n = kept;
	return v;
}

/* Twenty a row of the register: printf() costs more than finding them. */
static void
add_number(struct str *s, int32_t v)
{
	char digits[12];
	size_t at = sizeof(digits);
	uint32_t left = v < 0 ? 0 - (uint32_t)v : (uint32_t)v;

	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (v < 0)
		digits[--at] = '-';
	str_addn(s, digits + at, sizeof(digits) - at);
}

char *
fold_bigrams_text(struct arena *a, const char *folded)
{
	size_t i, n;
	int32_t *v = fold_bigrams(a, folded, &n);
	struct str s;

	str_init(&s, a);
	str_addc(&s, '{');
	for (i = 0; i < n; i++) {
		if (i > 0)
			str_addc(&s, ',');
		add_number(&s, v[i]);
	}
	str_addc(&s, '}');
	return s.s;
}
