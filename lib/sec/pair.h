/* pair.h - SHA-256 and SM3 of the same bytes, whose state between two blocks can be kept: a long file comes in pieces,
 * and no piece is hashed twice.  Neither OpenSSL 3.0 nor libgcrypt can save a digest; OpenSSL's SHA-256 shows its
 * state, SM3 is our own here. */
#ifndef LIB_SEC_PAIR_H
#define LIB_SEC_PAIR_H
#include <stddef.h>
#include <stdint.h>

#define PAIR_BLOCK 64

struct pair {
	uint32_t sha256[8], sm3[8];
	uint64_t n;			/* bytes so far, a multiple of PAIR_BLOCK */
};
void pair_begin(struct pair *p);
/* n: a multiple of PAIR_BLOCK. */
void pair_add(struct pair *p, const void *bytes, size_t n);
/* With the last bytes, any number; p stays as it was. */
void pair_end(const struct pair *p, const void *bytes, size_t n, unsigned char sha256[32], unsigned char sm3[32]);

#define PAIR_SIZE 72
void pair_pack(const struct pair *p, unsigned char out[PAIR_SIZE]);
void pair_unpack(const unsigned char in[PAIR_SIZE], struct pair *p);
#endif
