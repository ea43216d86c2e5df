/* chore.h - what xiezhid does for links by itself. */
#ifndef LIB_EXCHANGE_CHORE_H
#define LIB_EXCHANGE_CHORE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Events become deliveries of the links that are sent them then (lib/stream: consumer `delivery`). */
ERR_CHECKED enum err exchange_delivery_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
/* What has had its time: nonces, and bytes older than the parameter link.raw_keep (months). */
ERR_CHECKED enum err exchange_over_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
