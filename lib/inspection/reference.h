/* reference.h - who approves an inspection of each kind, in order, which count against the caps, and what each step
 * must leave behind, as shipped. */
#ifndef LIB_INSPECTION_REFERENCE_H
#define LIB_INSPECTION_REFERENCE_H
#include "lib/base/err.h"

struct arena;
struct db;

/* inspection_chain.csv, inspection_way.csv and inspection_requirement.csv of the folder, in the caller's
 * transaction.  ERR_INPUT: a requirement names a step or a paper that is not there. */
ERR_CHECKED enum err inspection_reference_load(struct arena *a, struct db *db, const char *folder);
#endif
