/* json.h - rows out of a JSON document that a function of the store made. */
#ifndef LIB_DB_JSON_H
#define LIB_DB_JSON_H
#include <jansson.h>

#include "lib/db/db.h"

/* An array of objects (json_agg of rows), or one object as one row, read by the row_ calls like any result;
 * NULL or null: no rows.  The columns are the keys of the first. */
const struct db_rows *db_json_rows(struct arena *a, const json_t *v);
#endif
