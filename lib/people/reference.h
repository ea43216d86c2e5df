/* reference.h - regions (GB/T 2260) as shipped, and the accounts of the platform's own programs. */
#ifndef LIB_PEOPLE_REFERENCE_H
#define LIB_PEOPLE_REFERENCE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* region.csv of the folder, in the caller's transaction; regions of the site stay.  And xz-daemon and xz-cli: actors
 * without credentials or duties. */
ERR_CHECKED enum err people_reference_load(struct arena *a, struct db *db, const char *folder);
/* The account of one of them by its name.  ERR_NOT_FOUND. */
ERR_CHECKED enum err people_service(struct arena *a, struct db *db, const char *username, int64_t *account);
#endif
