/* item.h - the list of check items as coordinators keep it (抽查事项清单): own items of an agency, or the city's list.
 * All run in the caller's transaction; row security decides whether the session may: ERR_NOT_FOUND or ERR_DENIED. */
#ifndef LIB_LAW_ITEM_H
#define LIB_LAW_ITEM_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

struct law_item_new {
	const char *code, *name, *name_en, *method, *standard, *pass_test;
	const char *kind;	/* general key */
	const char *mode;	/* onsite remote written */
	int64_t agency;		/* 0: the city's list; not changed later */
};
/* Not published yet.  ERR_CONFLICT: the code is taken in this list. */
ERR_CHECKED enum err law_item_add(struct arena *a, struct db *db, const struct law_item_new *n,
    int32_t from, int64_t *id);
/* All but code and agency.  ERR_CONFLICT: stale version. */
ERR_CHECKED enum err law_item_change(struct arena *a, struct db *db, int64_t id, int32_t version,
    const struct law_item_new *n);
/* ERR_CONFLICT: stale version, or published already. */
ERR_CHECKED enum err law_item_publish(struct arena *a, struct db *db, int64_t id, int32_t version, int32_t day);
/* last_day is its last.  ERR_CONFLICT: stale version, or ended already. */
ERR_CHECKED enum err law_item_end(struct arena *a, struct db *db, int64_t id, int32_t version, int32_t last_day);
#endif
