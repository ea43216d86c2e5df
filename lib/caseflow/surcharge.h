/* surcharge.h - the late surcharge of 行政处罚法 72(1): a rate a day on what is unpaid, never above a
 * share of the fine; days of review and litigation are not counted (73). */
#ifndef LIB_CASEFLOW_SURCHARGE_H
#define LIB_CASEFLOW_SURCHARGE_H
#include <stddef.h>
#include <stdint.h>

struct surcharge_payment {
	int32_t day;
	int64_t amount_fen;	/* negative: a reversal */
};
struct surcharge_stop {
	int32_t from, to;	/* days, both counted out; to DAY_NONE: still open */
};
/* Up to and with `today`; the first day that counts is the day after due.  percent: a day; most_percent: in all.
 * Payments in any order. */
int64_t surcharge_fen(int64_t fine_fen, int32_t due, int32_t today, int64_t percent, int64_t most_percent,
    const struct surcharge_payment *pay, size_t pay_n, const struct surcharge_stop *stop, size_t stop_n);
#endif
