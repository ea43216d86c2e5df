/* parcel.h - what is too long for an envelope (envelope.h), for the holder of an SM2 key alone: sealed (sec.h) with a
 * key made for it, which lies in an envelope before it.
 *   2 bytes length of the envelope, big-endian; envelope; sealed bytes
 * The purpose is both the envelope's and the seal's: a parcel put in another's place does not open. */
#ifndef LIB_SEC_PARCEL_H
#define LIB_SEC_PARCEL_H
#include <stddef.h>

#include "lib/base/err.h"

struct arena;
struct sign_key;

/* ERR_INPUT: no SM2 key. */
ERR_CHECKED enum err parcel_close(struct arena *a, const unsigned char *pub, size_t pub_n, const char *purpose,
    const void *bytes, size_t n, unsigned char **out, size_t *out_n);
/* ERR_INPUT: not ours, altered, for another key or another purpose. */
ERR_CHECKED enum err parcel_open(struct arena *a, const struct sign_key *k, const char *purpose, const void *parcel,
    size_t n, unsigned char **bytes, size_t *bytes_n);
#endif
