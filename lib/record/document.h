/* document.h - papers (文书): frozen data, template and version, number, state.
 * drafted -> approved (waits for the second officer) -> to_seal (where the agency's seal lies in a device) -> sealed;
 * only sealed is served outside. */
#ifndef LIB_RECORD_DOCUMENT_H
#define LIB_RECORD_DOCUMENT_H
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct problems;

struct record_document_new {
	const char *type;		/* record_document_type.code */
	const char *subject_kind;
	int64_t subject_id;
	int64_t track_id;
	int64_t agency, unit;
	int64_t made_by, made_at;
};

/* A paper of the type, drafted, with the data given, its days in words (written.h); called by its "heading", where it
 * has one, instead of by its type.
 * p: where who reads the draft is to find all of it (lib/record/content.h); NULL: not yet.
 * ERR_NOT_FOUND: no such type; ERR_INPUT: it lacks what p says. */
ERR_CHECKED enum err record_document_draft(struct arena *a, struct db *db,
    const struct record_document_new *d, const json_t *data, int64_t *id, struct problems *p);
/* Freezes: replaces the drafted data, its days in words, gives the number when the type has a series, and sets the
 * state ("approved" when a countersignature is still due, else "sealed", or "to_seal" if the seal lies in a device).
 * *number may come out NULL.  ERR_INPUT: it lacks what it must hold, p says what (lib/record/content.h). */
ERR_CHECKED enum err record_document_freeze(struct arena *a, struct db *db, int64_t id, const json_t *data,
    const char *state, int64_t at, const char **number, struct ref *ref, struct problems *p);
/* One paper as pages show it. */
struct record_document {
	int64_t id;
	struct ref ref, subject_ref;
	const char *type, *name_zh, *name_en, *number, *state, *data, *sha256, *subject_title;
	const char *subject_kind;	/* of xz.subject_kind */
	int template_version;
	int64_t made_at;
	int64_t frozen_at;	/* of a draft: made_at */
	bool waits;		/* for the signature of the agency's seal device */
};
/* ERR_NOT_FOUND: none, or of a subject the actor may not see. */
ERR_CHECKED enum err record_document_get(struct arena *a, struct db *db, struct ref ref, struct record_document *out);
/* The second officer signed: approved -> sealed, or to_seal. */
ERR_CHECKED enum err record_document_seal(struct arena *a, struct db *db, int64_t id, int64_t at);
/* The signatures of the agency's seal device were kept (lib/paper): sealed, since now unless it was before. */
ERR_CHECKED enum err record_document_signed(struct arena *a, struct db *db, int64_t id);
ERR_CHECKED enum err record_document_void(struct arena *a, struct db *db, int64_t id);
/* One that was sealed, where another is made in its place: void. */
ERR_CHECKED enum err record_document_replaced(struct arena *a, struct db *db, int64_t id);
/* The same for a draft of another type than this (NULL: of any); *voided: it was one. */
ERR_CHECKED enum err record_document_void_unless(struct arena *a, struct db *db, int64_t id, const char *type,
    bool *voided);

/* The files document_type.csv and document_content.csv into the store; the errors of db_reference_load(). */
ERR_CHECKED enum err record_reference_load(struct arena *a, struct db *db, const char *folder);
#endif
