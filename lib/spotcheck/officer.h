/* officer.h - the officer library (执法检查人员名录库) and known ties (回避).
 *
 * In it: officers of the staff (no auxiliaries) in service whose enforcement certificate is valid on the day; each
 * under the certificate that is valid longest.  Drawn are those of them who have an account, unless the library says
 * otherwise.  Writing runs in the caller's transaction; by is the account that writes, ERR_DENIED: it may not
 * (keeper.h). */
#ifndef LIB_SPOTCHECK_OFFICER_H
#define LIB_SPOTCHECK_OFFICER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

struct spotcheck_officer_query {
	const char *text;	/* part of the name, or the beginning of the certificate; NULL: all */
	int64_t agency;		/* 0: all */
	const char *skill;	/* NULL: any */
	const char *drawn;	/* "yes", "no", NULL: all */
	int32_t today;
	struct ref after;
	int want;
};
/* By certificate: ref name no valid_to agency_name agency_en unit_name region_zh region_en skills_zh skills_en drawn
 * reason account (has one) ties. */
ERR_CHECKED enum err spotcheck_officer_list(struct arena *a, struct db *db, const struct spotcheck_officer_query *q,
    const struct db_rows **out);
/* id ref name no valid_to agency_name unit_name skills (codes by ',') drawn reason account version (0: never set). */
ERR_CHECKED enum err spotcheck_officer_get(struct arena *a, struct db *db, struct ref ref, int32_t today,
    struct db_row *out);
/* skills: code table skill.  ERR_CONFLICT: stale version. */
ERR_CHECKED enum err spotcheck_officer_set(struct arena *a, struct db *db, int64_t officer, int32_t version,
    const char *const *skills, size_t n, bool drawn, const char *reason, int64_t by);

/* Ties of an officer, those in force first: ref kind kind_zh kind_en source subject_ref subject_name subject_code
 * valid_from valid_to noted_by. */
ERR_CHECKED enum err spotcheck_tie_list(struct arena *a, struct db *db, int64_t officer, const struct db_rows **out);
struct spotcheck_tie_new {
	int64_t officer;
	struct ref subject;
	const char *kind;	/* relative former_employer other */
	const char *source;	/* declared found */
	int32_t from;
	int64_t by;
};
/* ERR_CONFLICT: known already; ERR_NOT_FOUND: no such firm. */
ERR_CHECKED enum err spotcheck_tie_add(struct arena *a, struct db *db, const struct spotcheck_tie_new *n);
/* last_day is its last.  ERR_NOT_FOUND, ERR_CONFLICT: ended already. */
ERR_CHECKED enum err spotcheck_tie_end(struct arena *a, struct db *db, int64_t officer, struct ref tie,
    int32_t last_day, int64_t by);
#endif
