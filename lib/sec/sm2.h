/* sm2.h - SM2 keys as OpenSSL has them, for lib/sec only. */
#ifndef LIB_SEC_SM2_H
#define LIB_SEC_SM2_H
#include "lib/sec/openssl.h"

#define SM2_POINT 65

struct sign_key;

/* NULL: not a point in the uncompressed form; free with EVP_PKEY_free(). */
EVP_PKEY *sm2_public(const unsigned char *pub, size_t n);
/* The key's, not the caller's; NULL: no SM2 key. */
EVP_PKEY *sm2_private(const struct sign_key *k);
#endif
