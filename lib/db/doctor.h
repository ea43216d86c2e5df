/* doctor.h - what of a store is not as the migrations left it, or makes it slow. */
#ifndef LIB_DB_DOCTOR_H
#define LIB_DB_DOCTOR_H
#include "lib/base/err.h"

struct arena;
struct db;

enum db_ill { ILL_INDEX_MISSING, ILL_INDEX_INVALID, ILL_STATISTICS };

struct db_finding {
	enum db_ill kind;
	const char *name;	/* of the index or the table */
	const char *cure;	/* the statement that mends it, to be run by the owner of the tables */
};

/* Indexes of the numbered files in `folder` that are not there or whose building failed; tables of some size whose
 * rows were never counted, or of which more than a fifth changed since.  ERR_IO: the folder cannot be read. */
ERR_CHECKED enum err db_doctor(struct arena *a, struct db *db, const char *folder, struct db_finding **out, int *n);
#endif
