/* limitation.h - until when a discovery keeps the penalty (行政处罚法 36, 生态环境法典 1054).  Pure. */
#ifndef LIB_CASEFLOW_LIMITATION_H
#define LIB_CASEFLOW_LIMITATION_H
#include <stdint.h>

struct limitation_facts {
	int32_t ended;		/* the day of the act; of a continued or continuing one the day it ended */
	int years_then;		/* the figure in force that day; 0: none was */
	int years_now;		/* the figure in force on the day of discovery; 0: none */
};
/* The last day of discovery after which nothing is punished; DAY_NONE: no figure speaks.  The day of the act is not
 * counted and a holiday moves nothing: the term is the agency's, not the party's.  Where the figure changed between act
 * and discovery the shorter holds (从旧兼从轻, 行政处罚法 37, 生态环境法典 1057). */
int32_t limitation_last(const struct limitation_facts *f);
#endif
