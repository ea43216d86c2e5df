/* public.h - draws as everybody sees them.  Rows are read by column name; row security keeps back what is sealed. */
#ifndef LIB_SPOTCHECK_PUBLIC_H
#define LIB_SPOTCHECK_PUBLIC_H
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

/* ref draw_id title agency_name state grade contributions pledges publication announced_at reveal_by publish_by
 * drawn_at lapsed_at pool quota, the newest announcement first.  state NULL: all; agency 0: all; after: ref of the last
 * row before. */
ERR_CHECKED enum err spotcheck_public_list(struct arena *a, struct db *db, const char *state, int64_t agency,
    struct ref after, int want, const struct db_rows **out);
/* key name pool quota largest (hex: the largest selected score of the draw itself, null until it is public). */
ERR_CHECKED enum err spotcheck_public_strata(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out);
/* seq object_id name stratum score (hex) team (by blanks) unassigned out_by, in the order of processing. */
ERR_CHECKED enum err spotcheck_public_selected(struct arena *a, struct db *db, int64_t draw,
    const struct db_rows **out);
/* n kind for_object for_name out_id out_name in_id in_name reason team at */
ERR_CHECKED enum err spotcheck_public_substitutions(struct arena *a, struct db *db, int64_t draw,
    const struct db_rows **out);
/* object_id name team at: teams that were assigned by hand. */
ERR_CHECKED enum err spotcheck_public_assignments(struct arena *a, struct db *db, int64_t draw,
    const struct db_rows **out);
/* name sha256 (hex) bytes, those that are public. */
ERR_CHECKED enum err spotcheck_public_files(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out);
/* Names of those whose value is missing, of a draw that lapsed for it: name. */
ERR_CHECKED enum err spotcheck_public_failed(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out);
/* ref object_id name published_at sha256 result_zh result_en, of the visits whose results are public. */
ERR_CHECKED enum err spotcheck_public_results(struct arena *a, struct db *db, int64_t draw, const struct db_rows **out);
/* A firm by its code (its sites and products too) in one draw (0: all announced since `from`): draw_id title state
 * object_id stratum stratum_name pool quota score (hex, null until it is public) largest selected (yes or no)
 * out_by. */
ERR_CHECKED enum err spotcheck_public_firm(struct arena *a, struct db *db, const char *code, int64_t draw, int64_t from,
    const struct db_rows **out);
/* The published result of a visit: draw_id body sha256.  ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_public_visit(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* A file's own bytes (announcement.json and the like), for pages.  ERR_NOT_FOUND: not public. */
ERR_CHECKED enum err spotcheck_public_file(struct arena *a, struct db *db, int64_t draw, const char *name,
    const char **out);
#endif
