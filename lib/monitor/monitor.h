/* monitor.h - monitoring of terms (监测预警): rules as data over the clocks, the alerts they raise, what is answered.
 *
 * A warning (预警, yellow) comes before a term ends: it is shown to whose term it is and their unit, asks for nothing
 * and counts nowhere.  What is over (警示, red) is explained by whose term it was and read by the supervision body
 * (行政执法监督条例 8: supervision asks, it does not take part in the act). */
#ifndef LIB_MONITOR_MONITOR_H
#define LIB_MONITOR_MONITOR_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/input.h"
#include "lib/base/ref.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"

struct arena;

/* Rules as shipped, of etc/reference/monitor/rule.csv. */
ERR_CHECKED enum err monitor_reference_load(struct arena *a, struct db *db, const char *folder);

/* ---- for the daemon: raises what fell due, ends what was mended; *n counts both.  Done once however many run. */
ERR_CHECKED enum err monitor_due(struct arena *a, struct db *db, int64_t by, int64_t *n);
/* Asks the questions of the rules at the events that were ordered: a consumer of the stream (lib/stream). */
ERR_CHECKED enum err monitor_events_chore(struct arena *a, struct db *db, int64_t by, int64_t *n);

/* ---- alerts */

struct monitor_alert {
	int64_t id, agency, unit, account, chain, clock;	/* 0: none; clock 0: of an event */
	struct ref ref, subject_ref;
	struct ref whole;			/* what the subject is part of; zero: not theirs to read */
	const char *code;			/* of the rule: "M11" */
	const char *name_zh, *name_en, *todo_zh, *todo_en, *source;
	const char *subject_kind, *number;	/* number: "" where the subject has none */
	const char *agency_name, *unit_name, *duty, *duty_zh, *duty_en;
	const char *level, *state;		/* "yellow" "red"; "warning" "open" "explained" "accepted" */
	const char *ended;			/* NULL: not yet; "met" "lapsed" "cancelled" "moved" */
	const char *words, *reply, *explained_by;	/* NULL: none */
	int64_t due_at, raised_at, red_at, explained_at, accepted_at, ended_at;
	int32_t promised_on;
	const char *ask;			/* the question of its rule; NULL: it watches a clock */
	int64_t n, of_n;			/* what was found; what it is held against */
	bool person;				/* concerns a person: in no list or figure */
	bool to_head, to_body;			/* the head, the supervision body reads it too */
	int32_t version;
	struct clock_left left;			/* until due_at, or since */
};
/* ERR_NOT_FOUND: no such alert, or not theirs to know. */
ERR_CHECKED enum err monitor_get(struct arena *a, struct db *db, struct ref ref, int64_t now,
    struct monitor_alert *out);

struct monitor_query {
	const char *state;		/* "warning", "signal", "open", "explained", "waits" (either), "accepted";
					 * NULL: all that is over */
	int64_t agency;			/* 0: all that may be seen */
	struct ref after;		/* zero: from the beginning */
	int limit;
};
/* Words and whole are left out,
    and what concerns a person.  What waits: the longest overdue first; else the newest first. */
ERR_CHECKED enum err monitor_list(struct arena *a, struct db *db, const struct monitor_query *q, int64_t now,
    struct monitor_alert **out, int *n);
/* name_zh name_en open explained raised, of the agencies with something red since from, most open first. */
ERR_CHECKED enum err monitor_agencies(struct arena *a, struct db *db, int64_t from, const struct db_rows **out);
/* day n, of what was raised red on each day from then on, all days. */
ERR_CHECKED enum err monitor_days(struct arena *a, struct db *db, int32_t from, const struct db_rows **out);
/* What changes whenever something of the overview does: for who asks whether it has. */
ERR_CHECKED enum err monitor_wall_state(struct arena *a, struct db *db, int64_t from, const char **out);
/* name_zh name_en n, by rule, of what was raised red since from. */
ERR_CHECKED enum err monitor_causes(struct arena *a, struct db *db, int64_t from, const struct db_rows **out);

/* ---- acts: explain, accept, ask_again */

ERR_CHECKED enum err monitor_actions(struct arena *a, struct db *db, const struct monitor_alert *m, int64_t account,
    const char *const **out);
/* The form of an act.  ERR_NOT_FOUND: no such act, or not the actor's; ERR_STATE: not now. */
ERR_CHECKED enum err monitor_form(struct arena *a, struct db *db, int64_t account, struct ref ref, const char *action,
    struct input **out);
/* ERR_INPUT, ERR_STATE, ERR_CONFLICT with problems; ERR_DENIED, ERR_NOT_FOUND. */
ERR_CHECKED enum err monitor_do(struct arena *a, struct db *db, const struct act *act, struct ref ref,
    const char *action, int32_t version, struct input *in, struct problems *p, const char **answer);
#endif
