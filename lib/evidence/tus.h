/* tus.h - the two headers of tus 1.0.0 that carry more than a number: Upload-Metadata and Upload-Checksum. */
#ifndef LIB_EVIDENCE_TUS_H
#define LIB_EVIDENCE_TUS_H
#include <stddef.h>

#include "lib/base/err.h"

struct arena;

/* The value of a key in "key base64,key base64,key": bytes, NUL-ended.  ERR_NOT_FOUND: no such key; ERR_INPUT: the
 * header is malformed, or has a key twice. */
ERR_CHECKED enum err tus_metadata(struct arena *a, const char *header, const char *key, const char **value, size_t *n);
/* "sha1 base64" or "sha256 base64" of the bytes.  ERR_INPUT: malformed, or another algorithm; ERR_CONFLICT: not
 * theirs. */
ERR_CHECKED enum err tus_checksum(struct arena *a, const char *header, const void *bytes, size_t n);
#endif
