/* sequence.h - private to lib/tlog: leaves on their way into the store. */
#ifndef LIB_TLOG_SEQUENCE_H
#define LIB_TLOG_SEQUENCE_H
#include "lib/tlog/tlog.h"

#define TLOG_BUNDLE_MAX (TLOG_TILE * (1024 + 2))

/* A batch of leaves that follow the stored ones, and the tree they make. */
struct batch {
	struct arena *arena;
	struct db *db;
	struct tlog_tree *tree;		/* as it will be */
	const char **idx, **y, **event, **kind, **ref, **line;
	size_t n, cap;
	const char **node_level, **node_n, **node_hash;
	size_t node_count, node_cap;
};
/* On top of the tree of `size` leaves that the store holds. */
ERR_CHECKED enum err batch_begin(struct batch *b, struct arena *a, struct db *db, int64_t size, size_t cap);
/* y and event_id 0: a foreign leaf.  Texts must live as long as the batch. */
void batch_add(struct batch *b, int64_t y, int64_t event_id, const char *kind, const char *ref, const char *line);
ERR_CHECKED enum err batch_write(struct batch *b);
ERR_CHECKED enum err checkpoint_write(struct arena *a, struct db *db, const struct tlog_checkpoint *c, const char *note,
    int64_t signed_at, bool published);
/* The newest stored checkpoint's size; -1: none. */
ERR_CHECKED enum err checkpoint_last(struct arena *a, struct db *db, int64_t *size);

/* Compares the store with the checkpoint published in folder; takes back what the store does not have.
 * *size: of the newest checkpoint, moved on when leaves were taken back. */
ERR_CHECKED enum err published_compare(struct arena *a, struct db *db, const struct tlog_keys *k, const char *folder,
    int64_t *size);
/* The size the published checkpoint names, unchecked; 0: there is none, or it says none. */
ERR_CHECKED enum err published_size(struct arena *a, const char *folder, int64_t *size);
#endif
