/* reference.h - which cases the law sends to legal review (程序规定 50), as shipped. */
#ifndef LIB_REVIEW_REFERENCE_H
#define LIB_REVIEW_REFERENCE_H
#include "lib/base/err.h"

struct arena;
struct db;

/* review_criterion.csv of the folder, in the caller's transaction; rows of the site stay. */
ERR_CHECKED enum err review_reference_load(struct arena *a, struct db *db, const char *folder);
#endif
