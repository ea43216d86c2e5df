/* class.h - what pools of random checks go by: place and trade of a subject, its credit-risk class, its licences.
 * Writing runs in the caller's transaction. */
#ifndef LIB_REGISTER_CLASS_H
#define LIB_REGISTER_CLASS_H
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;
struct db_rows;

/* Active firms, no natural persons: id ref name kind, by id; at most limit. */
ERR_CHECKED enum err register_firms(struct arena *a, struct db *db, int limit, const struct db_rows **out);
/* Division code; GB/T 4754 code. */
/* Where the registered place lies, in decimal degrees (WGS 84) as text; a later measurement takes the place of an
 * earlier one.
 * ERR_INPUT: no coordinates. */
ERR_CHECKED enum err register_geo_set(struct arena *a, struct db *db, int64_t subject, const char *lat, const char *lon,
    const char *source);
ERR_CHECKED enum err register_place(struct arena *a, struct db *db, int64_t subject, const char *region,
    const char *industry);
/* class A-D from the day on; the one before ends the day before. */
ERR_CHECKED enum err register_class_set(struct arena *a, struct db *db, int64_t subject, const char *class,
    const char *source, int32_t from);
struct register_licence_new {
	const char *kind;	/* code table licence_kind */
	const char *number, *authority;
	int32_t from, to;	/* to DAY_NONE: open */
};
ERR_CHECKED enum err register_licence_add(struct arena *a, struct db *db, int64_t subject,
    const struct register_licence_new *n);
/* The licence of that kind and number as it stands now.  *word: "added", "changed", "same". */
ERR_CHECKED enum err register_licence_set(struct arena *a, struct db *db, int64_t subject,
    const struct register_licence_new *n, const char *state, const char **word);
#endif
