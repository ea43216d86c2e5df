/* plan.h - the annual plan (年度抽查计划) and its lines.  A draft is its agency's coordinators'; published it is fixed,
 * and everybody's to read.  Writing runs in the caller's transaction; by is the account that writes, ERR_DENIED: it may
 * not (keeper.h). */
#ifndef LIB_SPOTCHECK_PLAN_H
#define LIB_SPOTCHECK_PLAN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

/* agency zero: all; newest first: ref year title state agency_id agency_name agency_en agency_ref published_at
 * lines. */
ERR_CHECKED enum err spotcheck_plan_list(struct arena *a, struct db *db, struct ref agency, struct ref after, int want,
    const struct db_rows **out);
/* The same of one with id version.  ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_plan_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out);
/* ERR_INPUT: a year that is none. */
ERR_CHECKED enum err spotcheck_plan_add(struct arena *a, struct db *db, int64_t agency, int year,
    const char *title, int64_t by, struct ref *out);
/* ERR_CONFLICT: stale version, or published already; ERR_STATE: it has no line, or a line without items. */
ERR_CHECKED enum err spotcheck_plan_publish(struct arena *a, struct db *db, int64_t id, int32_t version, int64_t by);

/* In their order: ref n title kind joint scope batches from_month to_month ratio_permille items_zh items_en agencies_zh
 * agencies_en item_n. */
ERR_CHECKED enum err spotcheck_line_list(struct arena *a, struct db *db, int64_t plan, const struct db_rows **out);
/* id ref n title kind joint scope batches from_month to_month ratio_permille plan_id plan_ref plan_title plan_state
 * agency_id year items (refs) agencies (codes), both by ','.  ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_line_get(struct arena *a, struct db *db, struct ref ref, struct db_row *out);

struct spotcheck_line_new {
	const char *title;
	const char *kind;		/* routine special */
	bool joint;
	const char *scope;
	int batches, from_month, to_month, ratio_permille;
	const char *const *item;	/* refs as text */
	size_t item_n;
	const char *const *agency;	/* codes */
	size_t agency_n;
};
/* ref zero: a new line.  ERR_STATE: the plan is published. */
ERR_CHECKED enum err spotcheck_line_put(struct arena *a, struct db *db, int64_t plan, struct ref ref,
    const struct spotcheck_line_new *n, int64_t by);
/* ERR_STATE: the plan is published, or the line is not there. */
ERR_CHECKED enum err spotcheck_line_remove(struct arena *a, struct db *db, struct ref ref, int64_t by);
#endif
