/* public.h - lists of matters, discretion scales and laws for the portal.
 *
 * Rows are read by column name.  `after` is the ref of the last row of the page before, zero for the first
 * page; agency zero and text NULL: all. */
#ifndef LIB_LAW_PUBLIC_H
#define LIB_LAW_PUBLIC_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

/* ref code name_zh name_en type field basis levels agency_ref agency_name published_on, by code.  Those that name
 * no agency are of every agency of their field. */
ERR_CHECKED enum err law_public_matters(struct arena *a, struct db *db, struct ref agency, const char *type,
    const char *text, int32_t today, struct ref after, int want, const struct db_rows **out);
/* How many there are, counted up to max + 1. */
ERR_CHECKED enum err law_public_matter_count(struct arena *a, struct db *db, struct ref agency, const char *type,
    const char *text, int32_t today, int64_t max, int64_t *out);
/* ref title source published_on valid_from cause_zh cause_en cause_code tiers, by cause. */
ERR_CHECKED enum err law_public_scales(struct arena *a, struct db *db, const char *text, int32_t today,
    struct ref after, int want, const struct db_rows **out);
/* ref kind title source published_on valid_from valid_to cause_id cause_ref cause_zh cause_en cause_code. */
ERR_CHECKED enum err law_public_scale(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* seq name_zh name_en penalties (names in both languages: penalties_zh, penalties_en) base min max conditions */
ERR_CHECKED enum err law_public_tiers(struct arena *a, struct db *db, struct ref scale, const struct db_rows **out);
struct law_named {
	struct ref ref;
	int32_t on;		/* the day by which the page shows the version found; DAY_NONE: none is known */
	bool text;		/* that version's articles were imported */
};
/* The law of that title, with or without 中华人民共和国 before it, in the version of the day, else in the one that
 * ended last before it.  Titles and versions are asked of the store once in ten seconds.  ERR_NOT_FOUND. */
ERR_CHECKED enum err law_public_named(struct db *db, const char *title, int32_t day, struct law_named *out);
/* Another number when titles, days or which texts are held have changed: for pages that are kept with links. */
ERR_CHECKED enum err law_public_stamp(struct db *db, uint64_t *out);
/* One law, a row a version, the newest first: ref title title_en level issuer; id version_day valid_from valid_to
 * number source text, id null where no version is known.  ERR_NOT_FOUND. */
ERR_CHECKED enum err law_public_versions(struct arena *a, struct db *db, struct ref ref, const struct db_rows **out);
/* Articles of a version by their numbers: no suffix label chapter text, and where beside is another version of that
 * law (0: none) its beside_label and beside_text; those of either that hold the words or have the number (q
 * NULL: all). */
ERR_CHECKED enum err law_public_articles(struct arena *a, struct db *db, int64_t version, int64_t beside,
    const char *q, const struct db_rows **out);
/* Laws whose title holds text (NULL: all), of a level (NULL: all): ref title title_en level issuer versions
 * version_day valid_from (of the version in force today) articles. */
ERR_CHECKED enum err law_public_laws(struct arena *a, struct db *db, const char *text, const char *level,
    int32_t today, struct ref after, int want, const struct db_rows **out);
#endif
