/* history.h - what the register knows of one party beside its card: what it was called and where it was before, its
 * licences and classes, whom it followed, who else is registered where it is. */
#ifndef LIB_REGISTER_HISTORY_H
#define LIB_REGISTER_HISTORY_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;
struct db_rows;

#define REGISTER_HISTORY_MAX 60

/* Names, addresses, codes, licences and classes, each kind the newest first, at most REGISTER_HISTORY_MAX of each:
 * kind (name address code class licence) what number source state from_on to_on.  what: the name, address or code; A-D;
 * the code of the licence's kind.  to_on null: still so. */
ERR_CHECKED enum err register_history(struct arena *a, struct db *db, int64_t subject, const struct db_rows **out);
/* Parties it came from or went over into: kind (rename split merge new_code), came (it followed them), ref name
 * on_day. */
ERR_CHECKED enum err register_successions(struct arena *a, struct db *db, int64_t subject, const struct db_rows **out);
/* Others at the registered address of today, by id: ref name code.  Natural persons are neither asked for nor found. */
ERR_CHECKED enum err register_same_address(struct arena *a, struct db *db, int64_t subject, int limit,
    const struct db_rows **out);
#endif
