/* work.h - what waits on a desk: open tasks of the actor, and of the actor's duties in their agency and unit.  A task
 * carries what its row says from its opening on (migrations/again/work.sql); no module's table is asked for it.  Only
 * tasks of subjects that the session's account may see. */
#ifndef LIB_WORK_WORK_H
#define LIB_WORK_WORK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/calendar/calendar.h"
#include "lib/people/people.h"

struct arena;
struct db;
struct db_rows;

struct work_task {
	struct ref ref;			/* the key of the next page */
	const char *kind;		/* an act; approve countersign publish withdraw; draw_lapsed ... */
	const char *subject_kind;	/* of xz.subject_kind */
	struct ref subject_ref;
	struct ref part_ref;		/* of the track; zero: of the whole */
	struct ref item_ref;		/* of what is to be approved or countersigned; zero: neither */
	const char *action;		/* which act that is; NULL: neither */
	const char *number, *title, *party, *cause;	/* of the subject; number, party, cause may be "" */
	const char *rule, *source;	/* of its clock; NULL: no term */
	const char *term_unit;
	int64_t term_n, due_at;		/* TIME_NONE: none, or standing */
	bool stopped, provisional;
	bool back;			/* it was done and given back: these come first */
	struct clock_left left;
};
struct work_query {
	int32_t due_on;			/* only what falls due that day; DAY_NONE: all */
	bool signing;			/* only approvals and countersignatures */
	struct ref after;		/* zero: from the start */
	int limit;
};
/* Tasks of the rows of xz.work_desk(). */
void work_task_rows(struct arena *a, const struct db_rows *rows, const struct workdays *w, int64_t now,
    struct work_task **out, int *n);

/* Opens a task with the words of its subject.  A subject that does not exist is ERR_INPUT. */
struct work_new {
	const char *kind, *subject_kind;
	int64_t subject;
	int64_t track, item;		/* 0: of none; item: the approval or countersignature, or the module's own */
	int64_t agency, unit;		/* unit 0: of any */
	const char *duty;
	int64_t account;		/* 0: any holder of the duty */
	int64_t clock;			/* 0: none */
	bool back;			/* it was done and given back */
};
/* Of one subject, in one statement, with work_in_step(); of t subject and its kind do not count. */
ERR_CHECKED enum err work_open(struct arena *a, struct db *db, const char *subject_kind, int64_t subject,
    const struct work_new *t, size_t n);
/* The same task for many in one statement; of t neither subject nor agency nor account count. */
struct work_each {
	int64_t subject, agency, account;
};
ERR_CHECKED enum err work_open_each(struct arena *a, struct db *db, const struct work_new *t,
    const struct work_each *each, size_t n);
ERR_CHECKED enum err work_done(struct arena *a, struct db *db, const int64_t *tasks, size_t n, int64_t by);
/* After an act: the subject's open tasks say what it is called now. */
ERR_CHECKED enum err work_in_step(struct arena *a, struct db *db, const char *subject_kind, int64_t subject);
#endif
