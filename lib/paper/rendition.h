/* rendition.h - the PDF of a sealed paper: made once, kept byte for byte, signed by the agency's seal; and what the
 * public may check of it.
 *
 * The act that freezes a paper does not wait for that: it is done right behind it (sealing.h), within seconds where the
 * pool for slow work runs.  Until then there is no rendition, and the page behind the paper's code says that it is not
 * sealed yet.
 *
 * Two detached signatures: over the file, and over the statement that binds paper, data and file, so that whoever has
 * neither data nor file can check the seal too:
 *     "xz-seal-1" LF ref LF hex(SHA-256 of the data) LF hex(SHA-256 of the file) LF */
#ifndef LIB_PAPER_RENDITION_H
#define LIB_PAPER_RENDITION_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct conf;
struct db;
struct program_keys;
struct record_document;

/* Folder of the agencies' seal keys (module_start of cgi/modules.h); where none is named nothing is sealed. */
void paper_seals_start(struct arena *a, const struct conf *c, const struct program_keys *k);

struct paper_rendition {
	const void *pdf, *signature;	/* signature NULL: it waits for the seal device */
	size_t n, signature_n;
	const char *sha256, *key_id;	/* hex */
	int64_t signed_at;
};
/* ERR_NOT_FOUND: none was made yet, or not for the actor. */
ERR_CHECKED enum err paper_rendition_get(struct arena *a, struct db *db, int64_t document_id,
    struct paper_rendition *out);
/* Keeps the file and seals it, in one transaction, unless the seal lies in a device; if somebody else did meanwhile,
 * theirs stays.  Then as above.  ERR_STATE: the paper is not sealed, or there are no seals here, or the agency's key is
 * revoked. */
ERR_CHECKED enum err paper_rendition_make(struct arena *a, struct db *db, const struct record_document *d,
    int64_t account,
    const void *pdf, size_t n, struct paper_rendition *out);

/* What the second signature is over. */
const char *paper_seal_statement(struct arena *a, struct ref ref, const char *data_sha256, const char *pdf_sha256);
/* The two signatures of the seal device; to_seal -> sealed.  *fits false: nothing was done, they are not of the
 * agency's key over this file and its statement.  ERR_STATE: the paper does not wait for them. */
struct paper_seal {
	const void *pdf, *statement;
	size_t pdf_n, statement_n;
};
/* Base64 as devices give it, blanks left out; false: not that. */
bool paper_seal_read(struct arena *a, const char *text, const void **out, size_t *n);
ERR_CHECKED enum err paper_rendition_seal(struct arena *a, struct db *db, const struct record_document *d,
    const struct paper_rendition *made, int64_t account, const struct paper_seal *by, bool *fits);

struct paper_verified {
	const char *number, *type_zh, *type_en, *agency_name, *agency_name_en;
	struct ref agency;
	int64_t sealed_at;
	const char *data_sha256;
	bool made;			/* the rest is there */
	const char *sha256, *sm3, *key_id, *holder;
	const void *public;
	int64_t size, signed_at, key_ended_at, revoked_at;	/* TIME_NONE: not */
	bool valid;			/* the signature fits, and the key was good when it was made */
	int64_t log_index;		/* -1: not yet */
};
/* For the public: what stands behind a paper's QR code.  ERR_NOT_FOUND: no sealed paper of that ref. */
ERR_CHECKED enum err paper_verify(struct arena *a, struct db *db, struct ref ref, struct paper_verified *out);
#endif
