/* seal_key.h - private to lib/sec: a sealing key, and what seal.c and chunk.c do with it. */
#ifndef LIB_SEC_SEAL_KEY_H
#define LIB_SEC_SEAL_KEY_H
#include <stddef.h>

#define SEAL_KEY_SIZE 32
#define SEAL_ID_SIZE 8
#define SM4_KEY_SIZE 16
#define SM4_BLOCK 16

struct seal_key {
	unsigned char master[SEAL_KEY_SIZE];
	unsigned char id[SEAL_ID_SIZE];
};

/* SM4 in counter mode, the same both ways; key: its first SM4_KEY_SIZE bytes. */
void sm4_ctr(const unsigned char *key, const unsigned char nonce[SM4_BLOCK], const unsigned char *in, size_t n,
    unsigned char *out);
#endif
