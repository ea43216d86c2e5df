/* seals.h - the keys agencies seal papers with, as everybody may know them, and their revocation. */
#ifndef LIB_PAPER_SEALS_H
#define LIB_PAPER_SEALS_H
#include "lib/base/err.h"

struct arena;
struct db;
struct db_rows;

/* Rows key_id agency_name agency_name_en purpose algorithm public holder valid_from valid_until revoked_at
 * revoke_reason. */
ERR_CHECKED enum err paper_seals_list(struct arena *a, struct db *db, const struct db_rows **out);
/* The public key for openssl.  ERR_NOT_FOUND. */
ERR_CHECKED enum err paper_seals_pem(struct arena *a, struct db *db, const char *key_id, const char **out);
/* Ends a key for good; what it sealed before stays sealed.  ERR_NOT_FOUND: no such key, or revoked already. */
ERR_CHECKED enum err paper_seals_revoke(struct arena *a, struct db *db, const char *key_id, const char *reason);
/* The agency of the code seals by a device from now on, whose public key is the PEM; an older key of it ends.
 * ERR_NOT_FOUND: no such agency.  ERR_INPUT: not an SM2 key, or one that is over. */
ERR_CHECKED enum err paper_seals_device(struct arena *a, struct db *db, const char *agency_code, const char *pem);
#endif
