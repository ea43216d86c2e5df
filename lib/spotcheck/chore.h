/* chore.h - what the daemon does for draws besides publishing them: their files (struct chore of cgi/modules.h). */
#ifndef LIB_SPOTCHECK_CHORE_H
#define LIB_SPOTCHECK_CHORE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct conf;
struct db;
struct program_keys;

/* The folder of their files, below the state folder. */
void spotcheck_files_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* Writes what became public (files.h). */
ERR_CHECKED enum err spotcheck_files_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
