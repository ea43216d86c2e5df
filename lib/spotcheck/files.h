/* files.h - the files of draws for the public: written from the store by the daemon. */
#ifndef LIB_SPOTCHECK_FILES_H
#define LIB_SPOTCHECK_FILES_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Files that became public and are not written yet, into <folder>/<draw-id>/<name>: those of a step (announcement,
 * result ...) all or none.  ERR_IO: a step that failed (a full disk) left what stood there and is tried again at the
 * next call; the others were written. */
ERR_CHECKED enum err spotcheck_files_publish(struct arena *a, struct db *db, const char *folder, int64_t *n);
/* All public ones again. */
ERR_CHECKED enum err spotcheck_files_rebuild(struct arena *a, struct db *db, const char *folder, int64_t *n);
#endif
