/* ref.c - see ref.h. */
#include "lib/base/ref.h"

#include <string.h>

#include "lib/base/arena.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void
ref_text(struct ref r, char out[REF_TEXT_SIZE])
{
	unsigned acc = 0, bits = 2;	/* 130 bits hold 128: two zero bits lead */
	int i, n = 0;

	for (i = 0; i < 16; i++) {
		acc = acc << 8 | r.b[i];
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			out[n++] = alphabet[acc >> bits & 31];
		}
		acc &= (1U << bits) - 1;
	}
	out[n] = '\0';
}

char *
ref_text_in(struct arena *a, struct ref r)
{
	char text[REF_TEXT_SIZE];

	ref_text(r, text);
	return arena_strdup(a, text);
}

bool
ref_parse(const char *text, struct ref *out)
{
	unsigned acc = 0, bits = 0;
	const char *at;
	struct ref r;
	int i, n = 0;

	if (text == NULL || strlen(text) != 26 || text[0] > '7')
		return false;
	for (i = 0; i < 26; i++) {
		at = strchr(alphabet, text[i]);
		if (at == NULL)
			return false;
		acc = acc << 5 | (unsigned)(at - alphabet);
		bits += i == 0 ? 3 : 5;
		if (bits >= 8) {
			bits -= 8;
			r.b[n++] = (unsigned char)(acc >> bits & 255);
			acc &= (1U << bits) - 1;
		}
	}
	*out = r;
	return true;
}

bool
ref_zero(struct ref r)
{
	static const struct ref zero;

	return memcmp(&r, &zero, sizeof(r)) == 0;
}

bool
ref_eq(struct ref a, struct ref b)
{
	return memcmp(&a, &b, sizeof(a)) == 0;
}
