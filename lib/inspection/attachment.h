/* attachment.h - photos, films and sound of an inspection: who may, when, the step of the record, the list of pages.
 *
 * The team's officers attach from the arrival on, to an item of the checklist or to the inspection as a whole; what a
 * phone kept without a network arrives later, so the state of the inspection ends it only by a cancellation.  Nothing
 * is taken away, and the bytes never change.  The record tells of each: the item, the file's ref, size, type, SM3 in
 * the payload, its SHA-256 as evidence. */
#ifndef LIB_INSPECTION_ATTACHMENT_H
#define LIB_INSPECTION_ATTACHMENT_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/evidence/upload.h"

struct db_rows;
struct inspection;

struct inspection_upload_new {
	struct ref inspection;
	int n;				/* the item; 0: the inspection as a whole */
	const char *mark;		/* the phone's own name of it, 8 to 64 printable characters; the same again is
					 * the same */
	int64_t taken_at;		/* as the phone says; TIME_NONE: now.  A later one than now is now */
	const char *lat, *lon;		/* decimal degrees; NULL: not known */
	int accuracy_m;			/* -1: not known */
	const char *name;
	int64_t size;
	const unsigned char *sha256;	/* of the whole as the sender says, or NULL */
};
/* Whether the actor may attach now. */
bool inspection_may_attach(const struct inspection *i);
/* Begins an upload.  *answer: "upload REF".  ERR_NOT_FOUND: no such inspection or item; ERR_DENIED: not of the team;
 * ERR_CONFLICT: nobody has arrived yet; ERR_STATE: cancelled; otherwise as evidence_upload_begin(). */
ERR_CHECKED enum err inspection_upload_begin(struct arena *a, struct db *db, const struct act *act,
    const struct inspection_upload_new *u, const char **answer);
/* As evidence_upload_finish(); ERR_DENIED, ERR_STATE: as above. */
ERR_CHECKED enum err inspection_upload_finish(struct arena *a, struct db *db, const struct act *act,
    const struct evidence_upload *u,
    struct ref *attachment);
/* Stores and attaches bytes that are here already.  *answer: the attachment's ref as text.  Errors as of the
 * beginning. */
ERR_CHECKED enum err inspection_attach(struct arena *a, struct db *db, const struct act *act,
    const struct inspection_upload_new *u, const void *bytes, const char **answer);

/* By item, the whole last, in the order a phone took them: n, item_no (0: the whole) address (of the store) item_zh
 * item_en ref name size type sha256 sm3 by at claimed lat lon accuracy_m result checked_at, and of a photo picture
 * width height taken_at latitude_e6 longitude_e6. */
ERR_CHECKED enum err inspection_files(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
#endif
