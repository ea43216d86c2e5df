/* query.h - the desk's search: cards of what the actor may see, newest first; and the rows it stands on. */
#ifndef LIB_QUERY_QUERY_H
#define LIB_QUERY_QUERY_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

struct query_hit {
	const char *kind;	/* "case", "inspection" */
	struct ref ref;
	int32_t day;
	const char *number, *title, *state, *agency;	/* of the card, "" when it has none */
};
struct query_key {		/* the last hit shown; day DAY_NONE: from the start */
	int32_t day;
	struct ref ref;
};
/* Two characters at least, once folded. */
bool query_enough(struct arena *a, const char *q);
ERR_CHECKED enum err query_search(struct arena *a, struct db *db, const char *kind, const char *q,
    struct query_key after, int limit, struct query_hit **out, int *n);

/* ---- the row of a subject, written in the act that changed what it says: one a subject */
struct query_card {
	const char *kind;	/* of the subject */
	int64_t subject, agency, unit;	/* unit 0: none */
	struct ref ref;
	int64_t opened_at;	/* its day and year */
	const char *number, *title, *state, *agency_name;
	const char *text;	/* what it is found by */
};
ERR_CHECKED enum err query_put(struct arena *a, struct db *db, const struct query_card *c);
#endif
