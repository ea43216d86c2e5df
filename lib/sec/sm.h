/* sm.h - private to lib/sec: SM4 in counter mode and SM3, by libgcrypt, which takes a sixth and two thirds of the time
 * that OpenSSL 3.0 does.  The only door to it. */
#ifndef LIB_SEC_SM_H
#define LIB_SEC_SM_H
#include <stddef.h>

#define SM4_KEY_SIZE 16
#define SM4_BLOCK 16

/* The same both ways; key: its first SM4_KEY_SIZE bytes; nonce: the first counter block. */
void sm4_ctr(const unsigned char *key, const unsigned char nonce[SM4_BLOCK], const unsigned char *in, size_t n,
    unsigned char *out);

/* SM3 in parts, and with a key its HMAC; freed by sm3_free(), which wipes it. */
struct sm3;
struct sm3 *sm3_new(void);
struct sm3 *sm3_new_hmac(const void *key, size_t n);
void sm3_add(struct sm3 *s, const void *bytes, size_t n);
void sm3_end(struct sm3 *s, unsigned char out[32]);
void sm3_free(void *s);
#endif
