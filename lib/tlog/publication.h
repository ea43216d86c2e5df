/* publication.h - the log's files for the public: made from the store, the checkpoint last. */
#ifndef LIB_TLOG_PUBLICATION_H
#define LIB_TLOG_PUBLICATION_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Brings folder (checkpoint, key, tile/...) to the newest signed tree, when it is not there: *published says
 * whether it did anything.  Killed or without room at any point: the checkpoint that stood there stands, with
 * all of its files, and the next call goes on.  ERR_STATE: what is published is ahead of the store. */
ERR_CHECKED enum err tlog_publish(struct arena *a, struct db *db, const char *folder, bool *published);
/* Every file again, the partial ones of the last seven days among them; the entries are hashed anew first.
 * ERR_STATE: the store's own hashes do not fit its entries. */
ERR_CHECKED enum err tlog_rebuild(struct arena *a, struct db *db, const char *folder, int64_t *files);
/* Removes the partial files that only checkpoints superseded before `before` (us, real) needed; a thousand
 * checkpoints at most.  *n: how many were cleared. */
ERR_CHECKED enum err tlog_clear(struct arena *a, struct db *db, const char *folder, int64_t before, int64_t *n);
#define TLOG_KEEP_DAYS 7
#endif
