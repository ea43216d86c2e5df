/* reference.h - how long a decision is shown (regimes) and what is redacted (rules), as shipped. */
#ifndef LIB_DISCLOSURE_REFERENCE_H
#define LIB_DISCLOSURE_REFERENCE_H
#include "lib/base/err.h"

struct arena;
struct db;

/* regime.csv and redaction_rule.csv of the folder, in the caller's transaction; again: no harm. */
ERR_CHECKED enum err disclosure_reference_load(struct arena *a, struct db *db, const char *folder);
#endif
