/* modules.h - one row a module: what each program takes of it.  The rows are cgi/modules.c, compiled once for each
 * program: a part for another program is not in this one, and its code is not linked. */
#ifndef CGI_MODULES_H
#define CGI_MODULES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct clock_row;
struct conf;
struct db;
struct program_keys;
struct route;
struct scale_rows;
struct subject_kind;

/* What the desk counts beside an entry. */
enum menu_count { MENU_NO_COUNT, MENU_TASKS, MENU_CASES, MENU_SIGNING };

struct menu_item {		/* an entry of the desk's menu */
	const char *group;		/* message "menu.<group>" */
	int place;			/* from the top of the menu down; those of a group stand together */
	const char *href, *label;	/* message "menu.<label>" */
	const char *also;		/* pages below this path belong to the entry too; NULL: only those below href */
	uint32_t duties;		/* who sees it */
	enum menu_count count;
};

#define CHORE_ONCE INT64_MAX

struct chore {			/* what xiezhid does by itself; an error of one is logged and holds up no other */
	const char *name;		/* in the log */
	int64_t every;			/* us from one run to the next; 0: at each tick; CHORE_ONCE: no more once
					 * nothing was left.  A run that did something is followed by another. */
	bool prompt;			/* due within a second, whatever else is done */
	/* Before the first tick; an error keeps the daemon from starting.  NULL: nothing. */
	enum err (*open)(struct arena *a, struct db *db);
	/* by: the daemon's account (0 for a prompt one, which may come before it is known); *n: how much was done. */
	enum err (*run)(struct arena *a, struct db *db, int64_t by, int64_t *n);
};

struct clock_action {		/* what happens when a term is over, in a transaction of its own */
	const char *id;			/* calendar_clock.expiry_action */
	enum err (*run)(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now);
};

/* Before the first request, command or tick: sets what of the configuration and of the program's keys the library
 * needs. */
typedef void (*module_start)(struct arena *a, const struct conf *c, const struct program_keys *k);

/* All lists end with NULL, or with a row whose first member is NULL; a list that is NULL is empty.  Members are of the
 * program that is built. */
struct module {
	const char *name;			/* of its folders, tables and migrations/again/<name>.sql */
	const struct route *const *routes;	/* portal, signin, desk, slow, exchange */
	const char *const *templates;		/* the same: folders below templates/ */
	const struct menu_item *menu;		/* signin, desk, slow: where the menu is shown */
	const struct subject_kind *subjects;	/* desk, slow: its kinds of xz.subject_kind (cgi/common/subject.h) */
	const module_start *start;		/* every program */
	enum err (*load)(struct arena *a, struct db *db, const char *folder);	/* xiezhi migrate: its reference
						 * data of etc/reference, in the caller's transaction */
	/* xiezhi migrate: what the store is told of the program's keys, of which some or all may be missing */
	enum err (*tell_keys)(struct arena *a, struct db *db, const struct program_keys *k);
	const struct scale_rows *scale;		/* xiezhi demo --scale: how the rows of its tables multiply */
	const struct chore *chores;		/* xiezhid, this and the next */
	const struct clock_action *clock_actions;
};
/* In the order in which SQL is made, reference data loaded and chores done (those of each tick before those now and
 * then); a module stands behind those it needs. */
extern const struct module xz_modules[];

static inline void
modules_start(struct arena *a, const struct conf *c, const struct program_keys *k)
{
	const struct module *m;
	const module_start *s;

	for (m = xz_modules; m->name != NULL; m++)
		for (s = m->start; s != NULL && *s != NULL; s++)
			(*s)(a, c, k);
}
#endif
