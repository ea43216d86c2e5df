/* checks.h - private to the demo's random checks: what libraries, tasks and draws share. */
#ifndef CMD_DEMO_CHECKS_H
#define CMD_DEMO_CHECKS_H
#include "cmd/demo/demo.h"
#include "lib/spotcheck/task.h"

struct db_rows;

struct checks {
	struct demo *d;
	const struct db_rows *firms, *items;
	int32_t today;
	int year;
	struct ref line[DEMO_AGENCIES];		/* of the published plans */
};

/* A task of the agency's plan line as most are: strata by class, three witnesses' pledges, published at the draw. */
struct spotcheck_task checks_task(const struct checks *k, int agency, const char *title);
/* Made by the agency's coordinator with the items whose code begins so; announced, or left a draft.  draw_id may be
 * NULL. */
ERR_CHECKED enum err checks_put(struct checks *k, int agency, struct spotcheck_task t, const char *items, bool announce,
    const char **draw_id);
/* Draws of every grade and state, with visits and substitutions. */
ERR_CHECKED enum err demo_draws(struct checks *k);
/* Inspections of each kind and in each state. */
ERR_CHECKED enum err demo_inspections(struct checks *k);
#endif
