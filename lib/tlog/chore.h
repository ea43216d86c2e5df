/* chore.h - the daemon's part in the log: sign, publish, clear away (struct chore of cgi/modules.h). */
#ifndef LIB_TLOG_CHORE_H
#define LIB_TLOG_CHORE_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct conf;
struct db;
struct program_keys;

/* Name, keys and folder. */
void tlog_start(struct arena *a, const struct conf *c, const struct program_keys *k);
/* All that is ordered, then the files; with nothing to do two small questions.  ERR_INPUT: no state folder; ERR_IO: no
 * keys; ERR_STATE: the log began with another name or other keys. */
ERR_CHECKED enum err tlog_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
