/* task.h - a task of random checks while it is a draft: from a plan line, whom it is about, how many, by whom.
 * Writing runs in the caller's transaction; by is the account that writes, ERR_DENIED: it may not (keeper.h). */
#ifndef LIB_SPOTCHECK_TASK_H
#define LIB_SPOTCHECK_TASK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/spotcheck/ratio.h"
#include "lib/spotcheck/scope.h"

struct arena;
struct db;
struct db_row;
struct db_rows;

#define SPOTCHECK_TEAM_MAX 20	/* the CHECK of spotcheck_task */

struct spotcheck_quota_row {
	const char *key;
	struct spotcheck_quota q;
};
struct spotcheck_minimum {
	const char *unit;
	int min;
};
struct spotcheck_task {
	int64_t id, agency;
	struct ref ref, line;			/* line zero: none */
	const char *draw_id, *agency_name, *line_title;
	const char *title, *state;
	struct spotcheck_scope scope;
	const char *strata_by;			/* class region industry none */
	bool quota_all_given;
	struct spotcheck_quota quota_all;	/* of strata without a row */
	struct spotcheck_quota_row *quota;
	int quota_n;
	const char *agencies;			/* codes by ','; whose officers */
	const char *skills;			/* codes by ',': one of them is enough; "": any */
	const char *unit_by;			/* agency unit: what counts as a unit in teams */
	int team_size;
	struct spotcheck_minimum *minimum;
	int minimum_n;
	const char *contributions;		/* witness beacon none */
	bool pledges;
	const char *beacon;			/* "" without */
	const char *publication;		/* at-draw after-visits */
	int64_t reveal_by, publish_by;		/* TIME_NONE */
	const char **item;			/* refs as text */
	int item_n;
	int64_t announced_at;
	int32_t version;
};

/* agency 0: all that may be seen; newest first: ref draw_id title state agency_name agency_en line_title reveal_by
 * announced_at pool quota (once announced). state NULL: any. */
ERR_CHECKED enum err spotcheck_task_list(struct arena *a, struct db *db, int64_t agency, const char *state,
    struct ref after, int want, const struct db_rows **out);
/* ERR_NOT_FOUND. */
ERR_CHECKED enum err spotcheck_task_get(struct arena *a, struct db *db, struct ref ref, struct spotcheck_task *out);
/* Makes a draft with the next draw-id of its agency's year. */
ERR_CHECKED enum err spotcheck_task_add(struct arena *a, struct db *db, const struct spotcheck_task *t, int year,
    int64_t by, struct ref *out);
/* Changes a draft.  ERR_CONFLICT: stale version, or no draft any more. */
ERR_CHECKED enum err spotcheck_task_change(struct arena *a, struct db *db, const struct spotcheck_task *t,
    int32_t version, int64_t by);
/* Items: ref code name_zh name_en ready (published and in force). */
ERR_CHECKED enum err spotcheck_task_items(struct arena *a, struct db *db, int64_t task, int32_t today,
    const struct db_rows **out);
#endif
