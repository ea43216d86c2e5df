/* priv.h - private to lib/bundle: a bundle while it is gathered. */
#ifndef LIB_BUNDLE_PRIV_H
#define LIB_BUNDLE_PRIV_H
#include "lib/bundle/bundle.h"
#include "lib/db/db.h"
#include "lib/evidence/store.h"
#include "lib/record/record.h"

struct bundle_small {
	const char *name, *bytes;
	size_t n;
};
struct bundle_file {
	const char *member, *address, *sha256, *sm3;	/* digests in hex */
	int64_t size;
};
struct bundle {
	struct arena *a;
	struct db *db;
	const struct bundle_of *of;
	struct ref chain;
	struct record_step *steps;
	size_t steps_n;
	struct bundle_small *small;	/* members in memory, in the order they are written */
	size_t small_n;
	struct bundle_file *file;	/* members streamed from the store, after them */
	size_t files_n;
	int documents_n;
	json_t *index;
};
void bundle_keep(struct bundle *b, const char *name, const char *bytes, size_t n);
/* papers.c: index.documents, index.seals and their members. */
ERR_CHECKED enum err bundle_documents(struct bundle *b, const struct bundle_to *to);
/* files.c: index.evidence and its files, with what was noted beside them. */
ERR_CHECKED enum err bundle_evidence(struct bundle *b);
/* record.c: the chain, the side values the account may see, the log. */
ERR_CHECKED enum err bundle_chain(struct bundle *b);
ERR_CHECKED enum err bundle_log(struct bundle *b);
#endif
