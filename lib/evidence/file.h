/* file.h - rows of stored files and of what they are attached to (foundations 12): record_file, record_attachment. */
#ifndef LIB_EVIDENCE_FILE_H
#define LIB_EVIDENCE_FILE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/evidence/store.h"

struct arena;
struct db;

/* The row of a content that evidence_store_keep() has put on the disk for the agency; of the same content the same row.
 * Inside the caller's transaction. */
struct evidence_file_new {
	int64_t agency, by, at;
	const char *type;		/* of evidence_type_of() */
	const struct store_content *content;
};
ERR_CHECKED enum err evidence_file_put(struct arena *a, struct db *db, const struct evidence_file_new *f, int64_t *id,
    struct ref *ref);

struct evidence_attach {
	int64_t file, subject, by, at;
	const char *subject_kind;	/* "evidence", "inspection_evidence" */
	const char *name;		/* as the sender named it, 1 to 200 characters */
	int step;			/* of the record that tells of it */
};
ERR_CHECKED enum err evidence_attach(struct arena *a, struct db *db, const struct evidence_attach *t, int64_t *id,
    struct ref *ref);
/* Of this file to this subject; ERR_NOT_FOUND: not attached. */
ERR_CHECKED enum err evidence_attached(struct arena *a, struct db *db, const char *subject_kind, int64_t subject,
    int64_t file, int64_t *id, struct ref *ref);

/* What a download needs.  ERR_NOT_FOUND: none, or of something the actor may not see. */
struct evidence_attachment {
	struct ref ref, subject_ref;
	int64_t file, size;
	const char *name, *type, *address;
	const char *sha256;		/* hex */
	int64_t at;
};
ERR_CHECKED enum err evidence_attachment_get(struct arena *a, struct db *db, struct ref ref,
    struct evidence_attachment *out);
#endif
