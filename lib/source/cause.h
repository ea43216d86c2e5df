/* cause.h - likely causes of a message by the clues of filed cases (naive Bayes over pairs of characters), and which
 * agency is competent for them.  Only proposed: a person decides. */
#ifndef LIB_SOURCE_CAUSE_H
#define LIB_SOURCE_CAUSE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct source_text;

#define CAUSES_SHOWN 3
struct source_cause {
	const char *name, *name_en, *field;
	const char *words;	/* which spoke for it most, with blanks between */
};
struct source_advice {
	struct source_cause cause[CAUSES_SHOWN];
	int n;
	struct ref agency;		/* zero: none of the field */
	const char *agency_zh, *agency_en;
	bool own;			/* the asking agency's own field */
};
ERR_CHECKED enum err source_advice(struct arena *a, struct db *db, int64_t agency, const struct source_text *t,
    struct source_advice *out);

/* For the daemon (struct chore of cgi/modules.h): learns from what was filed since. */
ERR_CHECKED enum err source_learn_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);
#endif
