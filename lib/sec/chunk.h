/* chunk.h - long files sealed chunk by chunk, so that any part can be read and checked alone, and so that a file may
 * come in pieces.
 *
 * A file is CHUNK_HEAD bytes: format byte 2, 8 bytes key id, 16 random bytes file id; then chunks of CHUNK_PLAIN
 * bytes (the last one may be shorter, of an empty file it is empty), each sealed as 16 random bytes, ciphertext,
 * CHUNK_TAG
 * bytes.  Cipher: SM4-CTR under a key of this file, the random bytes being the first counter block, so that a chunk may
 * be sealed anew (a piece that was not acknowledged came again).  Tag: HMAC-SM3 under another key of this file over
 * file id, number (8 bytes big-endian), 1 when it is the last else 0 (1 byte), random bytes, ciphertext.  Both keys:
 * HMAC-SM3(master, "xz-chunk-2 cipher\n" or "xz-chunk-2 tag\n", file id); SM4 uses the first 16 bytes.  Chunks cannot
 * be altered, exchanged, left out, or added at the end.
 *
 * Format 1, which is still read: labels "xz-chunk-1 ...", no random bytes; the first counter block is the chunk's
 * number as 8 bytes big-endian, then 8 zero bytes. */
#ifndef LIB_SEC_CHUNK_H
#define LIB_SEC_CHUNK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

#define CHUNK_PLAIN (1 << 20)
#define CHUNK_HEAD 25
#define CHUNK_TAG 32
#define CHUNK_EXTRA (16 + CHUNK_TAG)	/* what a chunk is longer sealed, in files made now */
#define CHUNK_SEALED (CHUNK_PLAIN + CHUNK_EXTRA)

struct arena;
struct chunk_keys;	/* of one file; wiped when the arena is freed */
struct seal_key;

/* The head of a new file. */
void chunk_head(const struct seal_key *k, unsigned char head[CHUNK_HEAD]);
/* ERR_INPUT: another format, or sealed with another key. */
ERR_CHECKED enum err chunk_keys(struct arena *a, const struct seal_key *k, const unsigned char head[CHUNK_HEAD],
    struct chunk_keys **out);
/* CHUNK_EXTRA, or less of a file of format 1. */
size_t chunk_extra(const struct chunk_keys *k);
/* out has n + CHUNK_EXTRA bytes; n <= CHUNK_PLAIN.  Format 2 only. */
void chunk_seal(const struct chunk_keys *k, uint64_t number, bool last, const unsigned char *plain, size_t n,
    unsigned char *out);
/* n bytes as sealed.  ERR_INPUT: altered, another chunk's, or not (or falsely) the last. */
ERR_CHECKED enum err chunk_check(const struct chunk_keys *k, uint64_t number, bool last, const unsigned char *sealed,
    size_t n);
/* The same, and out gets the first `want` bytes of what it holds, at most n - chunk_extra(). */
ERR_CHECKED enum err chunk_open(const struct chunk_keys *k, uint64_t number, bool last, const unsigned char *sealed,
    size_t n, size_t want, unsigned char *out);
#endif
