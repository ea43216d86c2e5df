/* csv_json.h - a small CSV file (reference data) as one JSON array of objects of
 * text, the shape in which one statement can take all of it. */
#ifndef LIB_BASE_CSV_JSON_H
#define LIB_BASE_CSV_JSON_H
#include "lib/base/err.h"

struct arena;

/* columns: NULL-ended; others in the file are passed over.  ERR_IO; ERR_INPUT: a
 * column is missing, or a row is not well-formed. */
ERR_CHECKED enum err csv_json(struct arena *a, const char *path, const char *const *columns,
    const char **out);
#endif
