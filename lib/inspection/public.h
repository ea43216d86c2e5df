/* public.h - what the public reads of inspections, and the rating it sends in. */
#ifndef LIB_INSPECTION_PUBLIC_H
#define LIB_INSPECTION_PUBLIC_H
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

/* body sha256 (hex) published_at agency_name name object_id day kind outcome score said; score null: not rated.
 * ERR_NOT_FOUND. */
ERR_CHECKED enum err inspection_public_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* ref agency_name name object_id kind day outcome published_at score, newest first; agency zero: all; text: part of a
 * name or a code. */
struct inspection_public_query {
	struct ref agency, after;
	const char *text;	/* NULL: all */
	int want;
};
ERR_CHECKED enum err inspection_public_list(struct arena *a, struct db *db, const struct inspection_public_query *q,
    const struct db_rows **out);
/* The lists of trust.md 4 as JSON. */
ERR_CHECKED enum err inspection_keys_json(struct arena *a, struct db *db, const char **out);
ERR_CHECKED enum err inspection_revoked_json(struct arena *a, struct db *db, const char **out);
/* *word: rated, again, early, unknown.  said: of certificates code explained no_extra polite. */
ERR_CHECKED enum err inspection_rate(struct arena *a, struct db *db, struct ref ref, const char *code, int score,
    const char *const *said, size_t said_n, const char **word);
#endif
