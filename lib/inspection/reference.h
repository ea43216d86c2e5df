/* reference.h - who approves an inspection of each kind, in order, and which count against the caps, as shipped. */
#ifndef LIB_INSPECTION_REFERENCE_H
#define LIB_INSPECTION_REFERENCE_H
#include "lib/base/err.h"

struct arena;
struct db;

/* inspection_chain.csv and inspection_way.csv of the folder, in the caller's transaction. */
ERR_CHECKED enum err inspection_reference_load(struct arena *a, struct db *db, const char *folder);
#endif
