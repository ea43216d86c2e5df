/* figure.h - figures: what was counted, by agency, month, district, trade and cause, and the events behind each.
 *
 * What counts is data (etc/reference/figure); each event that counts is a row, appended by a consumer of the order of
 * events (lib/stream).  No page counts anything else.  Who may read which agency's is the store's to say
 * (xz.figure_agencies). */
#ifndef LIB_FIGURE_FIGURE_H
#define LIB_FIGURE_FIGURE_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"

struct arena;
struct db;
struct db_rows;

ERR_CHECKED enum err figure_reference_load(struct arena *a, struct db *db, const char *folder);

/* ---- for the daemon (struct chore of cgi/modules.h): counts what was ordered, once every event has its dimensions. */
ERR_CHECKED enum err figure_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);

/* ---- for pages */

/* What is asked for; of a text NULL, of a ref zero: all. */
struct figure_query {
	const char *kind;
	int32_t from, to;		/* days, both included */
	struct ref agency;
	const char *district, *cause;
	const char *trade;		/* how its code begins */
};
/* code name_zh name_en unit formula_zh formula_en dims n fen, in their order, of all kinds with what each comes to;
 * q->kind does not count. */
ERR_CHECKED enum err figure_totals(struct arena *a, struct db *db, const struct figure_query *q,
    const struct db_rows **out);
/* key name_zh name_en n fen late; by: "agency" (its ref beside), "month" ("2026-05"), "district", "trade" (its
 * section), "cause".  Months in their order with those between that have nothing; else the most first.
 * late: how many were recorded in a month after their own. */
ERR_CHECKED enum err figure_by(struct arena *a, struct db *db, const struct figure_query *q, const char *by,
    const struct db_rows **out);
/* y pos day agency_zh agency_en district_zh district_en trade cause_zh cause_en fen kind ref whole number title party:
 * the events behind, in the order in which they were recorded, those behind `after`.  What they are about as far as the
 * account may read it: kind and what follows are null where not. */
ERR_CHECKED enum err figure_rows(struct arena *a, struct db *db, const struct figure_query *q, int64_t after, int limit,
    const struct db_rows **out);
/* ref name_zh name_en, of agencies the account may ask for. */
ERR_CHECKED enum err figure_agencies(struct arena *a, struct db *db, const struct db_rows **out);

/* ---- for the operator */

struct figure_recount {
	int64_t kept, counted;		/* rows */
	int64_t missing, wrong;		/* rows that should be there; rows that should not */
	int64_t unordered;		/* steps of cases without their event, and events without their step */
	const struct db_rows *steps;	/* number seq kind what, of the first of these; what: "event" or "step", which
					 * is missing */
};
/* Counts from the events again, up to where the consumer is, and holds the result against what is kept, row by row; the
 * steps of cases against their events.  mend: rows are put right.  Nothing else is counted meanwhile. */
ERR_CHECKED enum err figure_recount(struct arena *a, struct db *db, bool mend, struct figure_recount *out);
#endif
