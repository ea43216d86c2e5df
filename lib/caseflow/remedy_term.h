/* remedy_term.h - until when a decision may be fought, and when the agency may ask the court to carry it out.  One
 * function for pages, guards and clocks; it prints how it came to its days.  Pure: no store, no clock.
 *
 * The term begins the day service counts by its way (行政复议法实施条例 23).  It is the term to apply for review, and
 * the one to sue, which is the longer, unless review comes first (行政复议法 23): then no suit is open before it.
 * Each remedy that ended sets the term anew by its result, from the day the result reached the party (行政诉讼法 45,
 * 85; 行政复议法 34).  The court's window begins the day after the term (行政强制法 53), after instalments (行政处罚法
 * 72(2)) and after the demand's days (54), whichever is last; after a judgment it is another, longer one (行诉解释
 * 153). */
#ifndef LIB_CASEFLOW_REMEDY_TERM_H
#define LIB_CASEFLOW_REMEDY_TERM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/calendar/term.h"

struct arena;
struct workdays;

enum remedy_figure_of {
	REMEDY_REVIEW, REMEDY_SUIT, REMEDY_SUIT_AFTER_REVIEW,
	REMEDY_UNTOLD_REVIEW, REMEDY_UNTOLD_SUIT,	/* at most, where the paper did not say how it is fought */
	REMEDY_BODY_ACCEPT, REMEDY_BODY_DECIDE, REMEDY_BODY_EXTEND, REMEDY_BODY_SIMPLE,	/* the review body's own */
	REMEDY_APPEAL_JUDGMENT, REMEDY_APPEAL_RULING,
	REMEDY_COURT, REMEDY_COURT_JUDGED, REMEDY_DEMAND,
	REMEDY_FIGURE_N
};
extern const char *const remedy_figure_key[REMEDY_FIGURE_N];	/* keys of parameter.csv */

struct remedy_figure {
	int64_t n;
	enum term_unit unit;
	const char *source;	/* NULL: the law of that day has no such figure */
};

struct remedy_past {			/* a remedy that was asked for */
	bool suit;			/* else a review */
	int32_t filed_on, accepted_on;	/* accepted DAY_NONE: not known */
	const char *result;		/* code remedy_result; NULL: open */
	int32_t result_on, served_on;	/* of the result, reached the party; DAY_NONE: its own day */
	const char *body_way;		/* of a silent body: "ordinary", "extended", "simple" */
	bool final;			/* of a judgment: nobody can appeal */
	int32_t perform_by;		/* day a judgment sets; DAY_NONE: none */
};

struct remedy_facts {
	bool review_first;
	const char *way;		/* code service_method, or "on_the_spot" */
	const char *way_source;		/* the rule that says when it counts */
	int32_t served_on;		/* DAY_NONE: not served */
	bool untold;			/* the paper did not say how it is fought, or said it wrong */
	int32_t told_on;		/* that was made good; DAY_NONE: it was not */
	const struct remedy_past *past;	/* by the day they were filed */
	size_t past_n;
	int32_t instalments_end;	/* DAY_NONE: none */
	int32_t demanded_on;		/* the demand was served; DAY_NONE: no demand */
};

enum remedy_state {
	REMEDY_UNSERVED,	/* nothing runs */
	REMEDY_RUNS,		/* until says the last day, past or to come */
	REMEDY_FOUGHT,		/* one is open */
	REMEDY_JUDGED,		/* by a court; until: the last day before it has its force */
	REMEDY_FELL,		/* nothing is left to carry out */
	REMEDY_OTHERS		/* the review body has it carried out (行政复议法 78) */
};

struct remedy_step {
	const char *code;	/* message remedy.<code> */
	int32_t from, to;
	int64_t n;
	const char *unit, *source;
};

struct remedy_term {
	enum remedy_state state;
	int32_t start;
	int32_t review_until, suit_until;	/* DAY_NONE: not open */
	int32_t until;
	int32_t court_from, court_until;	/* the window; DAY_NONE: none */
	bool provisional;			/* past the published calendar */
	struct remedy_step *steps;
	size_t step_n;
};

/* figures[REMEDY_FIGURE_N], of the day of service.  False: a day past the year 2199. */
bool remedy_term(struct arena *a, const struct workdays *w, const struct remedy_figure *figures,
    const struct remedy_facts *facts, struct remedy_term *out);
/* Asked for on that day, after all of the past: later than the law has it. */
bool remedy_late(const struct remedy_term *t, bool suit, int32_t day);
#endif
