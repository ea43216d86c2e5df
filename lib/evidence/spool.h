/* spool.h - the pieces of uploads under way, each a sealed file: SPOOL/<ref>/<offset, 16 hex digits>.
 *
 * A piece is sealed under the evidence key for its upload and offset (sec.h), so one put elsewhere does not open.  The
 * same offset again replaces the piece: it was not acknowledged. */
#ifndef LIB_EVIDENCE_SPOOL_H
#define LIB_EVIDENCE_SPOOL_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/evidence/store.h"

struct arena;
struct seal_key;

/* Set once at program start. */
void evidence_spool_use(const char *folder, const struct seal_key *k);
/* File and folder are on the disk when it returns.  ERR_IO. */
ERR_CHECKED enum err evidence_spool_put(struct arena *a, struct ref upload, int64_t offset, const void *bytes,
    size_t n);
/* Gives all pieces from one offset to another in order.  ERR_STATE: one is missing, altered, or goes past the end. */
ERR_CHECKED enum err evidence_spool_read(struct arena *a, struct ref upload, int64_t from, int64_t to, store_fn fn,
    void *ctx);
/* Removes pieces that begin before the offset: their bytes lie elsewhere now. */
ERR_CHECKED enum err evidence_spool_forget(struct arena *a, struct ref upload, int64_t before);
/* Removes the upload's pieces; what is not there is no error. */
ERR_CHECKED enum err evidence_spool_drop(struct arena *a, struct ref upload);
/* The uploads that have pieces. */
ERR_CHECKED enum err evidence_spool_list(struct arena *a, struct ref **out, size_t *n);

/* ---- for incoming.c: the upload's folder, made when it is not there; what is kept of it under the same key. */
ERR_CHECKED enum err evidence_spool_folder(struct arena *a, struct ref upload, const char **out);
const struct seal_key *evidence_spool_key(void);
void evidence_spool_seal(struct arena *a, struct ref upload, const char *what, const void *bytes, size_t n,
    unsigned char **out,
    size_t *out_n);
ERR_CHECKED enum err evidence_spool_unseal(struct arena *a, struct ref upload, const char *what, const void *sealed,
    size_t n,
    unsigned char **out, size_t *out_n);
#endif
