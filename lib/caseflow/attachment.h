/* attachment.h - files on the evidence items of a case: who may, the step of the record, the lists of pages.
 *
 * The officers who handle the case (lead, assist; accepted) attach, while it has not ended.  Nothing is ever taken
 * away: a file stays with the item, its bytes unchanged.  The record tells of each: number of the item, the file's
 * ref, size, type, SM3 in the payload, its SHA-256 as evidence; neither its name nor anything else personal. */
#ifndef LIB_CASEFLOW_ATTACHMENT_H
#define LIB_CASEFLOW_ATTACHMENT_H
#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/caseflow/caseflow.h"
#include "lib/evidence/upload.h"

struct db_rows;

struct caseflow_item {
	int64_t id, no;
	struct ref ref, case_ref;
	const char *kind_zh, *kind_en, *name, *source, *place, *taken_by, *shows, *note;
	int64_t taken_at;
	bool original;
	bool may_attach;		/* the actor, now */
};
/* ERR_NOT_FOUND: no such item, or of a case the actor may not see. */
ERR_CHECKED enum err caseflow_item_get(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    struct caseflow_item *out, struct case_file *cf);

/* Begins an upload to the item.  *answer: "upload REF".  ERR_DENIED: not one of its officers; ERR_STATE: the
 * case has ended; otherwise as evidence_upload_begin(). */
struct caseflow_upload_new {
	struct ref item;
	const char *name;
	int64_t size;
	const unsigned char *sha256;
};
ERR_CHECKED enum err caseflow_upload_begin(struct arena *a, struct db *db, const struct act *act,
    const struct caseflow_upload_new *u, const char **answer);
/* As evidence_upload_finish(); ERR_DENIED, ERR_STATE: as above. */
ERR_CHECKED enum err caseflow_upload_finish(struct arena *a, struct db *db, const struct act *act,
    const struct evidence_upload *u, struct ref *attachment);
/* Stores and attaches bytes that are here already.  *answer: the attachment's ref as text. */
ERR_CHECKED enum err caseflow_attach(struct arena *a, struct db *db, const struct act *act,
    const struct caseflow_upload_new *u, const void *bytes, const char **answer);

/* Of an item (or of all items of the case when item is 0), the newest last: item_no ref name size type sha256 sm3
 * address by at result checked_at, and of a photo picture width height taken_at latitude_e6 longitude_e6. */
ERR_CHECKED enum err caseflow_files(struct arena *a, struct db *db, int64_t case_id, int64_t item,
    const struct db_rows **out);
#endif
