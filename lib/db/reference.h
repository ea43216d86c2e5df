/* reference.h - tables that are shipped as CSV files: from one table of columns each, what brings the store in step
 * with the files.  Rows that say something else are changed, new ones added, in the order of the file; none is deleted,
 * as what is no longer in force has its last day. */
#ifndef LIB_DB_REFERENCE_H
#define LIB_DB_REFERENCE_H
#include <stdbool.h>

#include "lib/base/err.h"

struct arena;
struct db;

/* How the text of a file becomes the value of a column; what is empty is null in those that say so. */
enum db_as {
	DB_AS_TEXT, DB_AS_TEXT_NULL, DB_AS_INT, DB_AS_INT_NULL, DB_AS_DAY, DB_AS_DAY_NULL,
	DB_AS_FLAG,		/* "1": true */
	DB_AS_LIST,		/* several by ";" */
	DB_AS_BARS,		/* several by "|" */
};

struct db_column {
	const char *name;
	bool key;		/* finds the row; the table has no two alike */
	enum db_as as;
	const char *sql;	/* instead: of t, the file's row, whose columns are all text */
	const char *reads;	/* with sql: the file's column it reads, where it is not called like this; "": none */
	const char *also;	/* and another */
};

struct db_reference {
	const char *file;
	const char *table;	/* within the schema */
	const char *only;	/* of t: rows of the file that count; NULL: all */
	const char *rows;	/* of o: rows of the table that the file speaks of; NULL: all */
	const char *changes;	/* of o: those it may change, others with such a key stay; NULL: all */
	const char *touch;	/* set with every change; NULL: nothing */
	/* Behind it, with the file's rows as an array of objects of text; NULL: nothing. */
	enum err (*then)(struct arena *a, struct db *db, const char *json);
	const char *more;	/* a column that only "then" reads; NULL: none */
	struct db_column column[24];	/* ends with one without a name */
};

/* list ends with a row without a file; each may name rows of those before it.  The errors of csv_json() and of a
 * statement, with the file's name. */
ERR_CHECKED enum err db_reference_load(struct arena *a, struct db *db, const char *folder,
    const struct db_reference *list);
#endif
