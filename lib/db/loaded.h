/* loaded.h - what was loaded into the store from files, by checksum, so that a
 * start that changes nothing reads nothing; and the store's own settings. */
#ifndef LIB_DB_LOADED_H
#define LIB_DB_LOADED_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* Makes the table where it is missing. */
ERR_CHECKED enum err db_loaded_prepare(struct db *db);
ERR_CHECKED enum err db_loaded_is(struct arena *a, struct db *db, const char *name, const char *sha256,
    bool *out);
ERR_CHECKED enum err db_loaded_note(struct arena *a, struct db *db, const char *name, const char *sha256);

/* The partitions of the great tables, of 2023 up to the year after xz.now(). */
ERR_CHECKED enum err db_partitions(struct arena *a, struct db *db, int64_t *made);

struct db_clock {
	int64_t offset_us;
	bool movable;
};
ERR_CHECKED enum err db_clock_get(struct arena *a, struct db *db, struct db_clock *out);
/* ERR_STATE: it is not movable. */
ERR_CHECKED enum err db_clock_set(struct arena *a, struct db *db, int64_t offset_us);
ERR_CHECKED enum err db_clock_movable(struct arena *a, struct db *db, bool movable);

/* One program at a time (a session's advisory lock); waits.  Gone with the connection. */
ERR_CHECKED enum err db_alone(struct arena *a, struct db *db, const char *what);
#endif
