/* scale.h - how a store is multiplied for measuring (xiezhi demo --scale): each module says of its tables what becomes
 * of their rows.  cmd/demo/scale.c does it; a table that no module names is an error.
 *
 * Copies are numbered.  One of a case is k; it belongs to the people of a copy of the organisation, u, who belong to a
 * copy of their agency, a; 0 is what was there before.  What a column becomes is seen from the store: by foreign keys
 * and by names (id, ref, agency_id, unit_id, account_id, actor, ..._by, ..._id, ..._ref, number, certificate_no,
 * object_id, draw_id); any other is copied as it is.  The rest stands in `set`, as SQL over the row x and k, u, a, by
 * these functions of pg_temp:
 *   key(x.col, n)            an id or a ref of rows that are multiplied, in copy n
 *   principal, officer, agency(x.col, n)   the same, but of those that are one for all
 *   numbered(x.col, k)       "...〔2025〕7号" with a number of its own; suffixed(x.col, n): "...-n"
 *   code(x.col, k)           a credit code, or what begins with one
 *   copies(), cases()        how many there are to be */
#ifndef LIB_DB_SCALE_H
#define LIB_DB_SCALE_H
#include <stddef.h>

enum scale_per {
	SCALE_CASE,		/* with the cases: firms, tasks, papers, lines of logs */
	SCALE_PEOPLE,		/* with units, officers and accounts */
	SCALE_AGENCY,		/* with agencies */
	SCALE_FIXED		/* one for all: reference data, what programs keep for themselves */
};

#define SCALE_SET_MAX 12

struct scale_rows {
	const char *tables;	/* names without schema, a space between; NULL ends the list */
	enum scale_per per;
	const char *only;	/* which rows x; NULL: all */
	const char *set[SCALE_SET_MAX];		/* column, expression, ... */
	const char *fill;	/* in place of copies: a statement, done behind those of the lists before it */
};
#endif
