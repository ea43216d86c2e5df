/* sec.h - digests, random bytes, signatures, sealing.  The only module that touches OpenSSL and libgcrypt; password.h
 * has argon2, totp.h the one-time codes. */
#ifndef LIB_SEC_SEC_H
#define LIB_SEC_SEC_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

#define SHA256_SIZE 32
#define SM3_SIZE 32

struct arena;

/* Streaming digest; one-shot forms below. */
struct digest;
enum digest_kind { DIGEST_SHA256, DIGEST_SM3 };
struct digest *digest_new(struct arena *a, enum digest_kind kind);
void digest_add(struct digest *d, const void *bytes, size_t n);
void digest_end(struct digest *d, unsigned char out[32]);
void sha256(const void *bytes, size_t n, unsigned char out[SHA256_SIZE]);
void sha1(const void *bytes, size_t n, unsigned char out[20]);	/* only where a protocol of others asks for it */
void sm3(const void *bytes, size_t n, unsigned char out[SM3_SIZE]);
void hmac_sha256(const void *key, size_t key_n, const void *bytes, size_t n, unsigned char out[32]);
void hmac_sm3(const void *key, size_t key_n, const void *bytes, size_t n, unsigned char out[32]);

/* From the operating system's generator; aborts when it fails. */
void random_bytes(void *out, size_t n);
struct ref ref_random(void);
/* n random bytes as base64url without padding, arena-owned. */
char *random_token(struct arena *a, size_t n);
bool same_bytes(const void *a, const void *b, size_t n);	/* constant time */
void wipe(void *p, size_t n);
char *base64_encode(struct arena *a, const void *bytes, size_t n);
bool base64_decode(struct arena *a, const char *text, unsigned char **out, size_t *n);	/* with its padding */
char *base64url_encode(struct arena *a, const void *bytes, size_t n);	/* no padding */
bool base64url_decode(struct arena *a, const char *text, unsigned char **out, size_t *n);
bool base32_decode(struct arena *a, const char *text, unsigned char **out, size_t *n);	/* RFC 4648 */
char *base32_encode(struct arena *a, const void *bytes, size_t n);	/* no padding */

/* ---- signatures.  Key files are PEM, 0600. */
struct sign_key;
enum sign_kind { SIGN_ED25519, SIGN_SM2 };
/* Makes the key file if it is not there (temporary name, fsync, rename). ERR_IO. */
ERR_CHECKED enum err sign_key_make(const char *path, enum sign_kind kind);
ERR_CHECKED enum err sign_key_load(struct arena *a, const char *path, struct sign_key **out);
ERR_CHECKED enum err sign(struct arena *a, const struct sign_key *k, const void *bytes, size_t n,
    unsigned char **sig, size_t *sig_n);	/* Ed25519: 64 bytes; SM2: DER over SM3, ID 1234567812345678 */
/* Ed25519: 32 bytes; SM2: 65 bytes uncompressed. */
ERR_CHECKED enum err sign_public(struct arena *a, const struct sign_key *k, unsigned char **pub, size_t *n);
/* The public half that a PEM text says ("BEGIN PUBLIC KEY").  ERR_INPUT: none, or of another kind. */
ERR_CHECKED enum err sign_public_read(struct arena *a, enum sign_kind kind, const char *pem, unsigned char **pub,
    size_t *n);
bool sign_verify(enum sign_kind kind, const unsigned char *pub, size_t pub_n, const void *bytes, size_t n,
    const unsigned char *sig, size_t sig_n);

/* ---- sealing of values (citizens' numbers, free text, secrets) with a 32-byte master key: SM4-CTR then
 * HMAC-SM3 over everything, separate keys derived per purpose.  A sealed value is
 * version byte 1, 8 bytes key id, 16 bytes nonce, ciphertext, 32 bytes tag. */
struct seal_key;
/* Makes the key file (32 random bytes, hex) if it is not there. */
ERR_CHECKED enum err seal_key_make(const char *path);
ERR_CHECKED enum err seal_key_load(struct arena *a, const char *path, struct seal_key **out);
void seal(struct arena *a, const struct seal_key *k, const char *purpose, const void *plain, size_t n,
    unsigned char **out, size_t *out_n);
/* ERR_INPUT: not ours, altered, or another purpose. plain is NUL-ended (NUL not counted). */
ERR_CHECKED enum err unseal(struct arena *a, const struct seal_key *k, const char *purpose, const void *sealed,
    size_t n, unsigned char **plain, size_t *plain_n);
/* Keyed look-up value of a citizen's number and the like: HMAC-SM3 under a key of the purpose. */
void seal_lookup(const struct seal_key *k, const char *purpose, const char *value, unsigned char out[32]);
#endif
