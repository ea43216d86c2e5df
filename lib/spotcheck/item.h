/* item.h - check items with their rates per credit class: the public list, the desk's list, and keeping them. */
#ifndef LIB_SPOTCHECK_ITEM_H
#define LIB_SPOTCHECK_ITEM_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

struct spotcheck_item_query {
	const char *text;	/* part of the name, or the beginning of the code; NULL: all */
	const char *kind;	/* general key; NULL: both */
	struct ref agency;	/* zero: all */
	bool published;		/* only what the public may see */
	int32_t today;
	struct ref after;
	int want;
};
/* In force, by code: id ref code name_zh name_en kind mode method standard pass_test matter_zh matter_en agency_id
 * agency_ref agency_name (NULL: the city's list) agency_en published_on valid_from version; ratio_a per_year_a ...
 * ratio_d per_year_d rate_source, NULL without a rate. */
ERR_CHECKED enum err spotcheck_item_list(struct arena *a, struct db *db, const struct spotcheck_item_query *q,
    const struct db_rows **out);
/* The same of one.  ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_item_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* Published items in force, for a form: ref name_zh name_en code kind agency_name. */
ERR_CHECKED enum err spotcheck_item_choices(struct arena *a, struct db *db, int32_t today, const struct db_rows **out);

struct spotcheck_rate {
	bool given;
	int permille, per_year;
};
struct spotcheck_rates {
	struct spotcheck_rate rate[4];	/* of classes A to D */
	const char *source;
};

/* ---- writing, in the caller's transaction; by is the account that writes, ERR_DENIED: it may not (keeper.h) */
struct law_item_new;
/* From the day on; rates that do not differ stay. */
ERR_CHECKED enum err spotcheck_rates_put(struct arena *a, struct db *db, int64_t item,
    const struct spotcheck_rates *r, int32_t from, int64_t by);
/* An item of n->agency (0: the city's list) with its rates, not published yet.  ERR_CONFLICT: the code is taken. */
ERR_CHECKED enum err spotcheck_item_add(struct arena *a, struct db *db, const struct law_item_new *n,
    const struct spotcheck_rates *r, int32_t from, int64_t by, int64_t *id);
/* ERR_CONFLICT: stale version, and the like of law/item.h. */
ERR_CHECKED enum err spotcheck_item_change(struct arena *a, struct db *db, int64_t id, int32_t version,
    const struct law_item_new *n, const struct spotcheck_rates *r, int32_t from, int64_t by);
ERR_CHECKED enum err spotcheck_item_publish(struct arena *a, struct db *db, int64_t id, int32_t version,
    int32_t day, int64_t by);
ERR_CHECKED enum err spotcheck_item_end(struct arena *a, struct db *db, int64_t id, int32_t version,
    int32_t last_day, int64_t by);
#endif
