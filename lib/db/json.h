/* json.h - rows out of a JSON document that a function of the store made. */
#ifndef LIB_DB_JSON_H
#define LIB_DB_JSON_H
#include "lib/db/db.h"

/* An array of objects (json_agg of rows), or one object as one row, read by the row_ calls like any result: numbers as
 * they stand, true and false as t and f, an object or array within as its own JSON; NULL or null: no rows.  The columns
 * are the keys of the first.  ERR_DB: not JSON as the store writes it. */
ERR_CHECKED enum err db_json_rows(struct arena *a, const char *text, const struct db_rows **out);
#endif
