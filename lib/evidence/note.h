/* note.h - annotations beside a stored file (record_note); the file is never touched.  Who sees a file sees its
 * notes. */
#ifndef LIB_EVIDENCE_NOTE_H
#define LIB_EVIDENCE_NOTE_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

/* The attachment: id name type, and of its subject subject_kind subject_ref subject_name whole (xz.subject).
 * ERR_NOT_FOUND: none, or of something the actor may not see. */
ERR_CHECKED enum err evidence_note_of(struct arena *a, struct db *db, struct ref attachment, struct db_row *out);

struct evidence_note_new {
	int64_t attachment, by;
	const char *spot, *body;	/* up to 60 and from 1 to 2000 characters */
	int x, y;			/* thousandths of the picture's width and height; x < 0: no point */
};
ERR_CHECKED enum err evidence_note_add(struct arena *a, struct db *db, const struct evidence_note_new *n);
/* ERR_NOT_FOUND: not the actor's, or taken back before. */
ERR_CHECKED enum err evidence_note_take_back(struct arena *a, struct db *db, int64_t attachment, struct ref note,
    int64_t by);
/* ref spot x y body by noted_at taken_back_at mine, from the oldest on, after the given one, at most want. */
ERR_CHECKED enum err evidence_note_list(struct arena *a, struct db *db, int64_t attachment, struct ref after,
    int64_t account,
    int want, const struct db_rows **out);
/* Of many attachments at once: attachment (its ref) spot x y body by noted_at taken_back_at, from the oldest on. */
ERR_CHECKED enum err evidence_note_all(struct arena *a, struct db *db, const struct ref *attachments, size_t n,
    const struct db_rows **out);
#endif
