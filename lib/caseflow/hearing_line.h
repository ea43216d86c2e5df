/* hearing_line.h - what gives a party the right to a hearing (行政处罚法 63): kinds that always do, and sums. */
#ifndef LIB_CASEFLOW_HEARING_LINE_H
#define LIB_CASEFLOW_HEARING_LINE_H
#include "lib/caseflow/penalty.h"

/* The sum of one kind of party.  Where a paper of the province was seen with a lower one than the figure, the lower
 * holds until the province's rule is known. */
struct hearing_line {
	bool known;		/* no text sets one: any fine or confiscation gives the right */
	int64_t fen;
	bool above;		/* the sum itself is not in */
	const char *source;
};
bool hearing_line_reached(const struct hearing_line *line, int64_t fen);

/* A fine against the line, gains and goods together against it (听证办法 5(1)), and the field's kinds. */
ERR_CHECKED enum err hearing_right_of(struct act_move *m, bool natural_person, const struct penalty *p, int n,
    bool *out);
#endif
