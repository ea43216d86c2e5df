/* count.h - how many rows the store's main tables hold, for `xiezhi status`. */
#ifndef LIB_DB_COUNT_H
#define LIB_DB_COUNT_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

struct db_size {
	const char *name;
	int64_t rows;
};
ERR_CHECKED enum err db_sizes(struct arena *a, struct db *db, struct db_size **out, int *n);
#endif
