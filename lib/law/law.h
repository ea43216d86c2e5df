/* law.h - code tables, matters (权责清单), causes, discretion scales, check items (law_* tables).  Reading; texts of
 * laws by version are in public.h, the figures of law with a term in lib/calendar. */
#ifndef LIB_LAW_LAW_H
#define LIB_LAW_LAW_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct input;

/* ---- code tables */
struct law_code {
	const char *code, *name_zh, *name_en, *source;
};
/* Of a kind, in force on the day, in their order. */
ERR_CHECKED enum err law_codes(struct arena *a, struct db *db, const char *kind, int32_t day,
    struct law_code **out, int *n);
/* Those of the field of the cause where it has rows of the kind that day, else those of every field. */
ERR_CHECKED enum err law_sector_codes(struct arena *a, struct db *db, const char *kind, const char *sector, int32_t day,
    struct law_code **out, int *n);
/* The same as options of a field. */
ERR_CHECKED enum err law_options(struct arena *a, struct db *db, const char *kind, int32_t day, struct input *in,
    const char *field);
ERR_CHECKED enum err law_sector_options(struct arena *a, struct db *db, const char *kind, const char *sector,
    int32_t day, struct input *in, const char *field);

/* ---- matters */
struct law_matter {
	int64_t id;
	struct ref ref;
	const char *code, *name, *name_en, *type, *field, *basis, *levels, *agency_name;
	int32_t published_on;
};
/* After the code given ("" begins), at most `limit`; field and type may be "". */
ERR_CHECKED enum err law_matters(struct arena *a, struct db *db, const char *field, const char *type,
    const char *after, int32_t day, int limit, struct law_matter **out, int *n);
ERR_CHECKED enum err law_matter_count(struct arena *a, struct db *db, const char *field, const char *type,
    int32_t day, int64_t *out);

/* ---- causes, scales, tiers */
struct law_cause {
	int64_t id;
	struct ref ref;
	const char *code, *name, *name_en, *field;
	const char *broken, *applied;	/* 《…》第…条, as people read them */
	bool harm;
};
ERR_CHECKED enum err law_causes(struct arena *a, struct db *db, const char *field, int32_t day,
    struct law_cause **out, int *n);

struct law_tier {
	struct ref ref;
	const char *name, *name_en, *base, *conditions, *penalties;	/* penalties: codes, by commas */
	int64_t min, max;		/* fen, or hundredths of the multiple of the base */
};
struct law_scale {
	struct ref ref;
	const char *kind, *title, *source;
	int32_t published_on, valid_from, valid_to;
	struct law_tier *tier;
	int tier_n;
};
/* Scales of a cause that stand on the day, or all of them (DAY_NONE), newest first. */
ERR_CHECKED enum err law_scales(struct arena *a, struct db *db, int64_t cause, int32_t day,
    struct law_scale **out, int *n);

/* ---- loading */
/* Codes, laws, matters, causes, scales, tiers and check items of etc/reference, in the caller's
 * transaction; again: no harm.  A row is ended by its valid_to, never taken out of the file. */
ERR_CHECKED enum err law_reference_load(struct arena *a, struct db *db, const char *folder);
#endif
