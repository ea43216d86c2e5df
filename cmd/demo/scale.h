/* scale.h - a store of the demo multiplied, for measuring. */
#ifndef CMD_DEMO_SCALE_H
#define CMD_DEMO_SCALE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* To `cases` cases or a few more, said on standard error as it goes; in one transaction, while nobody else works with
 * the store.  ERR_STATE: the clock of the store cannot be moved, it holds no demo or was multiplied before, or a table
 * has no place in the modules' lists. */
ERR_CHECKED enum err demo_scale(struct arena *a, struct db *db, int64_t cases);
#endif
