/* short.c - see short.h.  EVP costs more than such a hash itself, hence the plain compression function. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include "lib/sec/short.h"

#include <string.h>

void
short_text_set(struct short_text *t, const void *text, size_t n)
{
	size_t bits = (32 + n) * 8, end;

	memset(t, 0, sizeof(*t));
	memcpy(t->block, text, n);
	t->block[n] = 0x80;
	t->blocks = n + 1 + 8 <= 32 ? 1 : 2;
	end = t->blocks == 1 ? 32 : 96;
	t->block[end - 2] = (unsigned char)(bits >> 8);
	t->block[end - 1] = (unsigned char)bits;
}

void
sha256_short_words(const unsigned char head[32], const struct short_text *t, uint32_t out[8])
{
	static const uint32_t begin[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
	    0x1f83d9ab, 0x5be0cd19 };
	unsigned char first[64];
	SHA256_CTX c;

	memcpy(c.h, begin, sizeof(begin));	/* all of it that a transformation looks at */
	memcpy(first, head, 32);
	memcpy(first + 32, t->block, 32);
	SHA256_Transform(&c, first);
	if (t->blocks == 2)
		SHA256_Transform(&c, t->block + 32);
	memcpy(out, c.h, sizeof(begin));
}

void
sha256_short(const unsigned char head[32], const struct short_text *t, unsigned char out[32])
{
	uint32_t word[8];
	int i;

	sha256_short_words(head, t, word);
	for (i = 0; i < 8; i++) {
		out[4 * i] = (unsigned char)(word[i] >> 24);
		out[4 * i + 1] = (unsigned char)(word[i] >> 16);
		out[4 * i + 2] = (unsigned char)(word[i] >> 8);
		out[4 * i + 3] = (unsigned char)word[i];
	}
}
