/* signed.h - messages signed as HTTP says (RFC 9421), with the digest of what they carry (RFC 9530).
 *
 * A request of another system has exactly one signature, labelled as it likes, over "@method", "@target-uri" and, with
 * a body, "content-digest"; what else it covers is checked too.  With it come created, keyid and nonce.  Which
 * algorithm it is the key says: an `alg` that says something else is refused, one that says the same is nothing. */
#ifndef LIB_EXCHANGE_SIGNED_H
#define LIB_EXCHANGE_SIGNED_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

#define SIGNED_WITHIN_S 300	/* from created to its coming, either way */
#define SIGNED_NONCE_MAX 64

struct arena;
struct sf_member;

struct signed_message {
	const char *method, *scheme, *authority, *path;	/* path as sent, percent signs and all */
	const char *query;		/* as sent, without its "?"; NULL: none */
	int status;			/* of an answer; 0: it is a request */
	const char *(*field)(void *ctx, const char *name);	/* by lower-case name; NULL: it has none */
	void *ctx;
};
/* The bytes that are signed (2.5) when these components are covered.  ERR_INPUT: one is unknown, comes twice, or is not
 * there. */
ERR_CHECKED enum err signed_base(struct arena *a, const struct signed_message *m, const struct sf_member *covered,
    const char **out);

enum key_algorithm { KEY_HMAC_SM3, KEY_HMAC_SHA256, KEY_ED25519, KEY_SM2, KEY_ALGORITHMS };
extern const char *const key_algorithm_names[KEY_ALGORITHMS + 1];	/* NULL-ended */
bool key_algorithm(const char *name, enum key_algorithm *out);

struct signed_request {
	const char *keyid, *nonce, *alg;	/* alg: NULL: not said */
	int64_t created;			/* s since 1970 */
	const char *base;
	const unsigned char *signature;
	size_t signature_n;
};
/* Reads the signature and checks all of it that needs no key, at the time now (us).  ERR_INPUT with *code: what is
 * wrong (message "api.<code>"). */
ERR_CHECKED enum err signed_read(struct arena *a, const struct signed_message *m, const void *body, size_t n,
    int64_t now, struct signed_request *out, const char **code);

/* key: the secret of an HMAC, or the public half.  False: not signed by it. */
bool signed_by(const struct signed_request *q, enum key_algorithm algorithm, const unsigned char *key, size_t key_n);

/* ---- to sign: `xiezhi call`, tests */

/* "sha-256=:...:" of the body. */
const char *signed_digest(struct arena *a, const void *body, size_t n);
/* HMAC alone.  ERR_INPUT: another algorithm. */
ERR_CHECKED enum err signed_hmac(enum key_algorithm algorithm, const void *key, size_t key_n, const char *base,
    unsigned char out[32]);
#endif
