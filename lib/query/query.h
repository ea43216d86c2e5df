/* query.h - the desk's search: cards of what the actor may see, newest first. */
#ifndef LIB_QUERY_QUERY_H
#define LIB_QUERY_QUERY_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;

struct query_hit {
	const char *kind;	/* "case" */
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
ERR_CHECKED enum err query_search(struct arena *a, struct db *db, const char *q, struct query_key after,
    int limit, struct query_hit **out, int *n);
/* The card of a case, made anew in each of its acts.  card: JSON, as a hit shows it; text: what is searched. */
ERR_CHECKED enum err query_case_put(struct arena *a, struct db *db, int64_t id, const char *card, const char *text);
#endif
