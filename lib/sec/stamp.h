/* stamp.h - the signing key an agency seals its papers with (电子印章): SM2 over SM3, DER, ID 1234567812345678.
 * sec_key lists the public keys.
 *
 * A seal that a program of ours can reach (a card, a server) is another sign function: it fills the struct, and
 * everything else is the same.  One that it cannot reach has no sign function: its key is announced as held by a
 * device, papers wait for its signatures, which come back as files. */
#ifndef LIB_SEC_STAMP_H
#define LIB_SEC_STAMP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

#define STAMP_ALGORITHM "sm2-sm3"
#define STAMP_PUBLIC 65		/* uncompressed point */
#define STAMP_ID_SIZE 17

struct arena;
struct db;
struct db_rows;

struct stamp {
	char id[STAMP_ID_SIZE];		/* hex of the first 8 bytes of SHA-256 of the public key */
	unsigned char public[STAMP_PUBLIC];
	const char *holder;		/* "file", "device" */
	ERR_CHECKED enum err (*sign)(struct arena *a, const struct stamp *s, const void *bytes, size_t n,
	    unsigned char **sig, size_t *sig_n);
	const void *held;		/* the sign function's own; both NULL of a device out of reach */
};
/* The file FOLDER/seal-<agency>.pem, made when it is not there.  The key goes with the arena.  ERR_IO. */
ERR_CHECKED enum err stamp_file(struct arena *a, const char *folder, struct ref agency, struct stamp *out);
/* Lists its public key as the agency's; an older one ends.  ERR_INPUT: it is revoked, over, or another's. */
ERR_CHECKED enum err stamp_announce(struct arena *a, struct db *db, int64_t agency, const struct stamp *s);
bool stamp_verify(const void *public, size_t public_n, const void *bytes, size_t n, const void *sig, size_t sig_n);
/* The public key as SubjectPublicKeyInfo in PEM, for openssl. */
const char *stamp_pem(struct arena *a, const void *public);
/* The other way.  false: not an SM2 key of that form. */
bool stamp_from_pem(struct arena *a, const char *pem, struct stamp *out);
/* Keys of all agencies: rows key_id agency_name agency_name_en purpose algorithm public holder valid_from valid_until
 * revoked_at revoke_reason. */
ERR_CHECKED enum err stamp_keys(struct arena *a, struct db *db, const struct db_rows **out);
/* Ends a key for good; what it sealed before stays sealed.  ERR_NOT_FOUND: no such key, or revoked already. */
ERR_CHECKED enum err stamp_revoke(struct arena *a, struct db *db, const char *id, const char *reason);
#endif
