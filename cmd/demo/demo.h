/* demo.h - private to the demo: invented people and firms, and their cases over two years, made by the
 * same functions the desk calls, with the clock of this connection moved.  Nothing is inserted as state. */
#ifndef CMD_DEMO_DEMO_H
#define CMD_DEMO_DEMO_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/ref.h"
#include "lib/calendar/workday.h"

struct arena;
struct db;

#define DEMO_AGENCIES 5
#define DEMO_UNITS 2
#define DEMO_OFFICERS 4		/* a unit */

struct demo_unit {
	int64_t head, officer[DEMO_OFFICERS];		/* accounts */
	struct ref officer_ref[DEMO_OFFICERS];
};
struct demo_agency {
	int64_t id;
	const char *code, *field, *name;
	struct demo_unit unit[DEMO_UNITS];
	int64_t head, intake, reviewer[2], chair, publisher, archivist, coordinator;
	struct ref chair_ref;
};

struct demo {
	struct arena *arena;		/* of the whole load */
	struct db *db;
	const struct workdays *days;
	uint64_t random;		/* state; the same demo every time */
	int64_t now;			/* the connection's clock, us */
	int64_t end;			/* real now: no act is later */
	int64_t latest;			/* nor later than this, for now; 0: no bound */
	struct demo_agency agency[DEMO_AGENCIES];
	int64_t coordinator, supervisor, supervisor2, justice_head;	/* of the city */
	int firms_made, firms_placed, people_made, payments_made;
	int done, failed;
	const char *state;		/* folder */
	const char *first_failure;
};

uint32_t demo_random(struct demo *d, uint32_t below);
const char *demo_pick(struct demo *d, const char *const *list, int n);
/* Moves the connection's clock; never back, nor beyond d->latest. */
ERR_CHECKED enum err demo_clock(struct demo *d, int64_t us);
/* Agencies, officers, certificates, accounts, duties; writes demo-accounts.csv. */
ERR_CHECKED enum err demo_people(struct demo *d);

/* An invented party, in the register: credit codes with division 430499 and DEM in the body. */
struct demo_party {
	struct ref subject;
	const char *name, *person, *telephone;	/* person: representative, or the party */
	bool natural;
};
/* District and trade that the name of the nth firm suits; *licence: kind of the one such firms have, NULL: none. */
ERR_CHECKED enum err demo_place(struct arena *a, struct demo *d, int64_t subject, const char *name, int nth,
    const char **licence);
ERR_CHECKED enum err demo_party_new(struct arena *a, struct demo *d, bool natural, struct demo_party *out);
const char *demo_person_name(struct arena *a, struct demo *d);
const char *demo_citizen_number(struct arena *a, struct demo *d);

/* All cases, in the order of their days.  progress is called with parts of a thousand. */
ERR_CHECKED enum err demo_stories(struct demo *d, int count, void (*progress)(int permille));
/* Random checks, at the connection's clock, when all firms are there. */
ERR_CHECKED enum err demo_spotcheck(struct demo *d);
/* What the public sent in, at the connection's clock. */
ERR_CHECKED enum err demo_source(struct demo *d);
/* programme.c: the next year's programmes of visits of two agencies. */
ERR_CHECKED enum err demo_programmes(struct demo *d);
/* supervise.c: matters of supervision, at the connection's clock. */
ERR_CHECKED enum err demo_supervision(struct demo *d);
#endif
