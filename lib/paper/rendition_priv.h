/* rendition_priv.h - private to lib/record: a file's two signatures by the agency's key file. */
#ifndef LIB_PAPER_RENDITION_PRIV_H
#define LIB_PAPER_RENDITION_PRIV_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct record_document;

struct rendition_seal {
	const char *key_id, *holder;
	const void *pdf, *statement;	/* signatures over the file, and over what binds it to the data */
	size_t pdf_n, statement_n;
};
/* ERR_STATE: there are no seals here, or the agency's key is over. */
ERR_CHECKED enum err paper_rendition_sign(struct arena *a, struct db *db, int64_t agency, struct ref agency_ref,
    const struct record_document *d, const void *pdf, size_t n, struct rendition_seal *out);
#endif
