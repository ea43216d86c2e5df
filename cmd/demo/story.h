/* story.h - private to the demo: one case as a list of steps, each done when its day comes. */
#ifndef CMD_DEMO_STORY_H
#define CMD_DEMO_STORY_H
#include "cmd/demo/demo.h"
#include "lib/caseflow/caseflow.h"

struct story;
typedef enum err (*story_fn)(struct arena *a, struct demo *d, struct story *s);

struct story_step {
	story_fn run;		/* NULL ends the list */
	int wait_wd;		/* working days before it, at least */
	int spread_wd;		/* and up to so many more */
};

struct story {
	const struct story_step *steps;
	const char *name;	/* of the variant, for failures */
	int at;			/* next step */
	int64_t due;		/* us */
	struct demo_agency *agency;
	struct demo_unit *unit;
	int cause;		/* index of the agency's causes, for the texts */
	bool natural, hearing, heavy;
	struct demo_party party, party2;
	bool two_parties;
	bool objected;		/* the review gave its report back */
	struct ref case_ref;
	int64_t case_id;
	const char *cause_ref, *cause_name;	/* in the load's arena */
	int64_t yuan;				/* fine proposed */
	int again_wd;				/* set by a step: it is done again after so many working days */
	bool brisk;		/* no day more than the steps need */
	bool over, waited;
};

/* Does an action as `account`: name and value pairs of the form, ending with NULL.  track_n < 0: the case. */
ERR_CHECKED enum err story_do(struct arena *a, struct demo *d, struct story *s, int64_t account, int track_n,
    const char *action, ...) __attribute__((sentinel));
/* Every approval under way, by the first holder of each duty, some hours apart. */
ERR_CHECKED enum err story_approve(struct arena *a, struct demo *d, struct story *s);
ERR_CHECKED enum err story_cosign(struct arena *a, struct demo *d, struct story *s);
const char *story_ref(struct arena *a, struct ref r);
const char *story_day(struct arena *a, struct demo *d, int offset);
const char *story_time(struct arena *a, struct demo *d, int minutes_ago);
/* What a field of the form may be chosen from. */
struct option;
ERR_CHECKED enum err story_options(struct arena *a, struct demo *d, struct story *s, int64_t account, int track_n,
    const char *action, const char *field, const struct option **out, size_t *n);

/* The variants, and how often each comes. */
struct story_kind {
	const char *name;
	const struct story_step *steps;
	int weight;
	bool natural, hearing, heavy, two_parties;
};
extern const struct story_kind story_kinds[];
extern const int story_kinds_n;
/* Variants that end where somebody has to act, once in each agency. */
extern const struct story_kind story_waiting[];
extern const int story_waiting_n;
#endif
