/* incoming.h - the bytes of an upload under way.  Whole chunks lie in SPOOL/<ref>/body in the very form the store keeps
 * (chunk.h), ciphered and hashed once; what does not fill a chunk yet lies in pieces of spool.h's.  How far the body
 * goes, its head and the state of the digests go sealed into the upload's row, with the piece that made them: what a
 * killed program wrote past that is written over.  An upload that began before there were bodies stays in pieces to its
 * end. */
#ifndef LIB_EVIDENCE_INCOMING_H
#define LIB_EVIDENCE_INCOMING_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/evidence/store.h"

struct arena;

struct incoming {
	struct ref upload;
	int64_t size, had;		/* of the whole; acknowledged */
	const void *state;		/* as it was given out with the piece before; NULL: none yet */
	size_t state_n;
};
/* The next n bytes; they are on the disk when it returns, and count once the state given in return is in the row: the
 * caller commits that with the new offset.  ERR_STATE: what came before is damaged; ERR_IO. */
ERR_CHECKED enum err evidence_incoming_add(struct arena *a, const struct incoming *u, const void *bytes, size_t n,
    const void **state,
    size_t *state_n);
/* After the commit: pieces whose bytes lie in the body now.  What stays behind goes with the upload. */
void evidence_incoming_tidy(struct arena *a, const struct incoming *u);
/* Of a complete upload: its digests, and the file in the store.  sha256: what the sender said, or NULL.  ERR_CONFLICT:
 * it is not that; ERR_STATE: damaged.  The same again does no harm. */
ERR_CHECKED enum err evidence_incoming_keep(struct arena *a, const struct incoming *u, int64_t agency,
    const unsigned char *sha256,
    struct store_content *out);
#endif
