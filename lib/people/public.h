/* public.h - agencies and officers as the law wants them public beforehand.
 *
 * Rows are read by column name; each call says which columns it gives.  `after` is the ref of the last row
 * of the page before, zero for the first page. */
#ifndef LIB_PEOPLE_PUBLIC_H
#define LIB_PEOPLE_PUBLIC_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

/* ref name name_en kind region_zh region_en address telephone officers, by code.  region: a code of people_region and
 * all below it, or NULL; kind NULL: all. */
ERR_CHECKED enum err people_public_agencies(struct arena *a, struct db *db, const char *region,
    const char *kind, struct ref after, int want, const struct db_rows **out);
/* Regions that have an agency: code name_zh name_en n. */
ERR_CHECKED enum err people_public_regions(struct arena *a, struct db *db, const struct db_rows **out);
/* id ref code name name_en short_name uscc kind region_zh region_en field power_source address telephone duties_text
 * review_body court parent_ref parent_name officers.  ERR_NOT_FOUND. */
ERR_CHECKED enum err people_public_agency(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* name_zh name_en */
ERR_CHECKED enum err people_public_units(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out);
/* given (by this agency) other_ref other_name matters letter_no from_day until_day, those in force */
ERR_CHECKED enum err people_public_delegations(struct arena *a, struct db *db, int64_t agency, int32_t today,
    const struct db_rows **out);
/* Agencies below: ref name_zh name_en */
ERR_CHECKED enum err people_public_below(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out);

/* ref name agency_ref agency_zh agency_en no kind field region_name valid_from valid_to status_since standing (valid,
 * not_yet, expired, suspended, revoked), by certificate number.  text: part of a name, or the beginning of a
 * number; NULL: all.  agency zero: all. */
ERR_CHECKED enum err people_public_officers(struct arena *a, struct db *db, const char *text, struct ref agency,
    int32_t today, struct ref after, int want, const struct db_rows **out);
/* All active agencies for a list to choose from: ref name_zh name_en. */
ERR_CHECKED enum err people_public_choices(struct arena *a, struct db *db, const struct db_rows **out);
#endif
