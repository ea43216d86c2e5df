/* csv_json.h - small CSV files (reference data) as one JSON array of objects of
 * text, the shape in which one statement can take all of it. */
#ifndef LIB_BASE_CSV_JSON_H
#define LIB_BASE_CSV_JSON_H
#include "lib/base/err.h"

struct arena;

/* The folder, then those within it, each a module's, in the order of their names; NULL-ended.  ERR_IO. */
ERR_CHECKED enum err csv_folders(struct arena *a, const char *folder, const char *const **out);
/* The files of that name in them.  ERR_IO: there is none. */
ERR_CHECKED enum err csv_files(struct arena *a, const char *folder, const char *name, const char *const **out);
/* The rows of all of them.  columns: NULL-ended; others in a file are passed over.  ERR_IO; ERR_INPUT: a column is
 * missing, or a row is not well-formed. */
ERR_CHECKED enum err csv_json(struct arena *a, const char *folder, const char *name, const char *const *columns,
    const char **out);
#endif
