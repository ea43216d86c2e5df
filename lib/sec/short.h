/* short.h - SHA-256 of many short messages that begin alike: 32 bytes that change and a text of at most 63 bytes.
 * A draw makes millions of them; each costs its blocks and no more. */
#ifndef LIB_SEC_SHORT_H
#define LIB_SEC_SHORT_H
#include <stddef.h>
#include <stdint.h>

#define SHORT_TEXT_MAX 64

/* A text made ready once. */
struct short_text {
	unsigned char block[96];	/* the message after its first 32 bytes, padded */
	unsigned char blocks;		/* 1 or 2 */
};
/* n <= SHORT_TEXT_MAX. */
void short_text_set(struct short_text *t, const void *text, size_t n);
/* H(head || text) as eight big-endian words, which compare as its bytes do. */
void sha256_short_words(const unsigned char head[32], const struct short_text *t, uint32_t out[8]);
/* H(head || text). */
void sha256_short(const unsigned char head[32], const struct short_text *t, unsigned char out[32]);
#endif
