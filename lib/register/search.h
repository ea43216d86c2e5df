/* search.h - the register by part of a name, two characters on, or by the beginning of a code. */
#ifndef LIB_REGISTER_SEARCH_H
#define LIB_REGISTER_SEARCH_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/db/db.h"

/* True when q has enough to search by. */
bool register_search_enough(struct arena *a, const char *q);
/* Rows ref name code kind status address, by the order of registration; after: ref of the last one
 * shown, zero from the start. */
ERR_CHECKED enum err register_search(struct arena *a, struct db *db, const char *q, struct ref after,
    int limit, const struct db_rows **rows);
#endif
