/* proof.h - a file that proves an entry by itself (C2SP tlog-proof): the entry, its index, the path, the
 * checkpoint.  Pure. */
#ifndef LIB_TLOG_PROOF_H
#define LIB_TLOG_PROOF_H
#include "lib/tlog/note.h"
#include "lib/tlog/tree.h"

struct tlog_proof {
	const char *extra;		/* the entry; NULL: no such line */
	size_t extra_n;
	int64_t index;
	struct tlog_path path;
	const char *checkpoint;		/* the signed note */
	size_t checkpoint_n;
};
char *tlog_proof_text(struct arena *a, const struct tlog_proof *p);
bool tlog_proof_parse(struct arena *a, const void *bytes, size_t n, struct tlog_proof *out);
/* The entry is in the tree of the checkpoint, which that key signed.  NULL: all holds; else what does not. */
const char *tlog_proof_wrong(struct arena *a, const struct tlog_proof *p, const struct tlog_vkey *v);
#endif
