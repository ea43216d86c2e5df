/* goods.h - private to lib/caseflow: the items of measures (涉案财物), where each is, and acts on them.
 *
 * held: with the officers, or sealed where it lies; kept: with a keeper who is no officer of the case; converted:
 * listed anew under a sealing or seizure; any other state: it is out, for good.  What is confiscated is the state's,
 * and held or kept until it is sold or destroyed. */
#ifndef LIB_CASEFLOW_GOODS_H
#define LIB_CASEFLOW_GOODS_H
#include "lib/caseflow/case_priv.h"

#define GOODS_MAX 2000		/* of one list */
struct goods_line {
	const char *name, *spec, *quantity, *note;
	const char *worth;	/* fen; NULL: not known */
};
/* A whole number and its unit: "12 箱".  False: "0.5 箱", "若干", "12". */
bool goods_quantity(struct arena *a, const char *text, const char **amount, const char **unit);
/* Problem at each row of the form's field "goods" whose quantity is none. */
void goods_rows_check(struct act_move *m);
ERR_CHECKED enum err goods_rows_add(struct act_move *m, int64_t measure);
/* Further items of a measure, with codes, which the paper lists (doc.items). */
ERR_CHECKED enum err goods_add(struct act_move *m, int64_t measure, const struct goods_line *l, size_t n);

/* The items that the fields "measure" and "items" name ("1-20, 35"; empty: all that may), into goods_of(m) and the
 * paper.  Problems at "items": one is not in any of these states (words, by spaces), or an act on it waits for a
 * signature. */
ERR_CHECKED enum err goods_pick(struct act_move *m, const char *states);
/* id of the measure that the field "measure" names; 0: none, with a problem where there is no such. */
ERR_CHECKED enum err goods_measure(struct act_move *m, int64_t *out);
/* Those of one measure, or with 0 of all live ones, that are held; a problem at the field where one is with a
 * keeper. */
ERR_CHECKED enum err goods_pick_all(struct act_move *m, int64_t measure, const char *field);
/* act_step.after: the act on goods_of(m) as a row of their history; where nobody signs second they move now. */
ERR_CHECKED enum err goods_move(struct act_move *m);
/* The field's term to hand goods to their keeper, where a text sets one, hangs on the measure. */
ERR_CHECKED enum err goods_term_start(struct act_move *m, int64_t measure, struct ref ref);
ERR_CHECKED enum err goods_term_end(struct act_move *m, int64_t measure, const char *state);
/* Met, once none of the measure's items is held that waits for nothing. */
ERR_CHECKED enum err goods_term_met(struct act_move *m, int64_t measure);
/* What had left with a case comes back with it. */
ERR_CHECKED enum err goods_come_back(struct act_move *m);
/* Problem where an item of the party (0: of any) is neither out nor confiscated. */
ERR_CHECKED enum err goods_accounted(struct act_move *m, int64_t party);
#endif
