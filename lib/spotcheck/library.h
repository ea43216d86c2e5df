/* library.h - the object library (检查对象名录库): firms of the register, their sites, products and projects.
 *
 * object_id is what draws publish (trust.md 1): the credit code, or the register's ref of a party without one; for a
 * site, product or project of it `<that>-<S|P|J><number>`.  Natural persons are never in it.  Writing runs in the
 * caller's transaction; by is the account that writes, ERR_DENIED: it may not (keeper.h). */
#ifndef LIB_SPOTCHECK_LIBRARY_H
#define LIB_SPOTCHECK_LIBRARY_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/spotcheck/scope.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

struct spotcheck_found {
	int64_t fresh;		/* active firms of the register not in the library */
	int64_t present, ended;	/* in it; taken out of it, which adding does not undo */
};
/* Of the scope region, industry, licence and classes count. */
ERR_CHECKED enum err spotcheck_library_count(struct arena *a, struct db *db, const struct spotcheck_scope *q,
    int32_t today, struct spotcheck_found *out);
/* Adds the firms counted, in one statement; entries in it get name, address, region and industry of today,
 * those that `by` keeps. */
ERR_CHECKED enum err spotcheck_library_add(struct arena *a, struct db *db, const struct spotcheck_scope *q,
    int32_t today, int64_t by, int64_t *added, int64_t *renewed);

struct spotcheck_object_new {
	struct ref subject;
	const char *kind;			/* site product project */
	const char *name, *address;
	const char *region, *industry;		/* NULL: the firm's */
};
/* ERR_NOT_FOUND: no such firm, or a natural person. */
ERR_CHECKED enum err spotcheck_object_add(struct arena *a, struct db *db,
    const struct spotcheck_object_new *n, int64_t by, const char **object_id);
/* reason: code table object_end.  ERR_CONFLICT: stale version or ended already. */
ERR_CHECKED enum err spotcheck_object_end(struct arena *a, struct db *db, int64_t id, int32_t version,
    const char *reason, int32_t day, int64_t by);

struct spotcheck_object_query {
	const char *text;	/* part of the name, or the beginning of the id; NULL: all */
	const char *kind, *region, *industry;	/* NULL: all */
	bool ended;		/* those taken out instead */
	struct ref after;
	int want;
};
/* By object_id: ref object_id name address kind region_zh region_en industry_zh industry_en class subject_ref ended_on
 * end_zh end_en. */
ERR_CHECKED enum err spotcheck_object_list(struct arena *a, struct db *db, const struct spotcheck_object_query *q,
    const struct db_rows **out);
/* The same of one with id version added_at firm (its name) status.  ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_object_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* The entries of the same firm: ref object_id name kind ended_on. */
ERR_CHECKED enum err spotcheck_object_siblings(struct arena *a, struct db *db, int64_t id, const struct db_rows **out);
/* Entries in the library now. */
ERR_CHECKED enum err spotcheck_library_size(struct arena *a, struct db *db, int64_t *out);
/* The division of an agency and those right below it: code name_zh name_en. */
ERR_CHECKED enum err spotcheck_regions(struct arena *a, struct db *db, int64_t agency, const struct db_rows **out);
/* The firm of a credit code, or of a register's ref written out: ref name.  ERR_NOT_FOUND also for natural persons. */
ERR_CHECKED enum err spotcheck_firm(struct arena *a, struct db *db, const char *code, struct db_row *out);
#endif
