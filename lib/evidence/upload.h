/* upload.h - uploads in pieces (record_upload): what came so far, limits, end.  Bytes are incoming.h's.  An upload is
 * seen and moved by the account that began it, and by nobody else. */
#ifndef LIB_EVIDENCE_UPLOAD_H
#define LIB_EVIDENCE_UPLOAD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/db/db.h"
#include "lib/evidence/store.h"

struct arena;

#define UPLOAD_NAME_MAX 200	/* characters */

struct evidence_upload_new {
	int64_t account, agency, subject, now;
	const char *subject_kind;
	const char *name;
	int64_t size;			/* 1 or more */
	const unsigned char *sha256;	/* of the whole as the sender says, or NULL */
};
/* Inside the caller's transaction.  ERR_INPUT: larger than the parameter upload.file allows.
 * ERR_LIMIT: too many, or too much, under way for the account (upload.open, upload.open.size). */
ERR_CHECKED enum err evidence_upload_begin(struct arena *a, struct db *db, const struct evidence_upload_new *u,
    struct ref *out);
/* The size a file may have, in bytes. */
ERR_CHECKED enum err evidence_upload_max(struct arena *a, struct db *db, int64_t agency, int64_t now, int64_t *out);

struct evidence_upload {
	int64_t id, account, agency, subject, size, had;
	struct ref ref, subject_ref, attachment;	/* attachment: zero until done */
	const char *subject_kind, *name, *state, *reason;	/* reason NULL but when refused */
	const unsigned char *sha256;		/* NULL: not said */
	const void *taken;			/* incoming.h's state; NULL: none yet */
	size_t taken_n;
	int64_t expires_at;
	bool expired;				/* still open, but its time is over */
};
/* ERR_NOT_FOUND: none, or another's. */
ERR_CHECKED enum err evidence_upload_get(struct arena *a, struct db *db, struct ref ref, bool lock, int64_t now,
    struct evidence_upload *out);
/* A piece at the offset, in a transaction of its own.  It is on the disk, and known to be, when this is OK.
 * ERR_NOT_FOUND; ERR_STATE: ended or expired; ERR_CONFLICT: not the offset that is next (*out says which);
 * ERR_INPUT: more than the size that was said. */
ERR_CHECKED enum err evidence_upload_piece(struct arena *a, struct db *db, struct ref ref, int64_t offset,
    const void *bytes, size_t n, int64_t now, struct evidence_upload *out);
/* The file of a complete upload in the store.  Without effect on rows, and the same again does no harm.
 * ERR_CONFLICT: the bytes are not those of the digest that was said (they changed on the way, or between two
 * pieces). */
ERR_CHECKED enum err evidence_upload_assemble(struct arena *a, const struct evidence_upload *u,
    struct store_content *out);
/* open -> done, refused (with a reason) or ended.  evidence_upload_drop() drops the pieces once that is committed. */
ERR_CHECKED enum err evidence_upload_close(struct arena *a, struct db *db, int64_t id, const char *state,
    const char *reason, int64_t attachment);

/* A content on its way onto its subject: the module that owns the subject puts it there in one transaction (a db_tx_fn
 * with this as its ctx), closes the upload and sets ref. */
struct evidence_put {
	const struct act *act;
	struct ref subject;
	const char *name;
	const struct store_content *content;
	int64_t upload;			/* to be closed with it; 0: none */
	struct ref ref;			/* out: the attachment */
};
/* Stores and puts a complete upload; again: the same answer.  The upload is refused for good, and its pieces are
 * dropped, with ERR_CONFLICT: not the bytes of the digest said, ERR_DENIED, ERR_STATE: as put says, a piece is
 * damaged, or scan.h's scanner found something. */
ERR_CHECKED enum err evidence_upload_finish(struct arena *a, struct db *db, const struct act *act,
    const struct evidence_upload *u,
    db_tx_fn put, struct ref *attachment);
/* Ends it without a file and drops its pieces. */
ERR_CHECKED enum err evidence_upload_end(struct arena *a, struct db *db, struct ref upload, int64_t now);
#endif
