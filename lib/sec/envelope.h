/* envelope.h - what a program without keys takes in, for the holder of an SM2 key alone: encrypted to its public half
 * (GM/T 0003.4; the text as GM/T 0009 writes it).
 *   version byte 1, first 8 bytes of the SHA-256 of the public key, ciphertext
 * The purpose is encrypted before the text: what was meant for another is not opened. */
#ifndef LIB_SEC_ENVELOPE_H
#define LIB_SEC_ENVELOPE_H
#include <stddef.h>

#include "lib/base/err.h"

#define ENVELOPE_PUBLIC 65	/* bytes of a public key: the point, uncompressed */
#define ENVELOPE_MAX 65536	/* bytes of a text */

struct arena;
struct json_t;
struct sign_key;

/* What is to be closed, as text: j is taken over, the text is wiped when the arena is freed. */
const char *envelope_text(struct arena *a, struct json_t *j);
/* ERR_INPUT: no SM2 key, or a text that is too long.  The result is the arena's. */
ERR_CHECKED enum err envelope_close(struct arena *a, const unsigned char *pub, size_t pub_n, const char *purpose,
    const void *text, size_t n, unsigned char **out, size_t *out_n);
/* text is NUL-ended (not counted) and wiped when the arena is freed.  ERR_INPUT: not ours, altered, for another key or
 * another purpose. */
ERR_CHECKED enum err envelope_open(struct arena *a, const struct sign_key *k, const char *purpose,
    const unsigned char *sealed, size_t n, char **text, size_t *text_n);
#endif
