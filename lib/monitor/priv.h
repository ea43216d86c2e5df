/* priv.h - private to lib/monitor: an alert as the subject of acts. */
#ifndef LIB_MONITOR_PRIV_H
#define LIB_MONITOR_PRIV_H
#include "lib/act/act.h"
#include "lib/monitor/monitor.h"

#define MONITOR_PROCEDURE "alert"
#define MONITOR_VERSION 1	/* of its rows in procedure.csv */

struct alert_hit {		/* what the question of a rule found (xz.monitor_hit) */
	const char *once, *subject_kind, *number;
	struct ref subject;
	int64_t agency, unit, account, at, n, of_n;
	bool person;
};
struct alert_source {		/* act_key.source: of what is raised; one of clock and hit */
	int64_t rule;
	const struct clock_row *clock;
	const struct alert_hit *hit;
};
/* act_move.own is a struct monitor_alert. */
static inline struct monitor_alert *
alert_of(const struct act_move *m)
{
	return m->own;
}

extern const struct act_kind alert_kind;
/* kind.c: the actor stands as the procedure's row asks. */
ERR_CHECKED enum err alert_may(struct act_move *m, bool *yes);

/* read.c: words: open what is sealed. */
ERR_CHECKED enum err alert_load(struct arena *a, struct db *db, struct ref ref, bool words, struct monitor_alert *out);

/* acts.c */
extern const struct act_step alert_steps[];
/* What an act of the platform is given. */
struct alert_end {
	const char *ended;	/* "met" "lapsed" "cancelled" "moved" */
};
#endif
