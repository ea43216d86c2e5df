/* seal_key.h - private to lib/sec: a sealing key, and what seal.c and chunk.c do with it. */
#ifndef LIB_SEC_SEAL_KEY_H
#define LIB_SEC_SEAL_KEY_H
#define SEAL_KEY_SIZE 32
#define SEAL_ID_SIZE 8

struct seal_key {
	unsigned char master[SEAL_KEY_SIZE];
	unsigned char id[SEAL_ID_SIZE];
};
/* seal.c: of these bytes. */
void seal_key_of(const unsigned char master[SEAL_KEY_SIZE], struct seal_key *out);
#endif
