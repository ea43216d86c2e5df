/* money.h - what a party owes and has paid, from the bank's file only (罚缴分离, 行政处罚法 67). */
#ifndef LIB_CASEFLOW_MONEY_H
#define LIB_CASEFLOW_MONEY_H
#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"

struct arena;
struct db;

struct money_state {
	int64_t decision;		/* 0: none that stands */
	int64_t fine_fen, confiscation_fen, owed_fen, paid_fen, surcharge_fen;
	int32_t due;			/* DAY_NONE: not served yet, or nothing to pay */
	const char *pay_code;		/* NULL: none */
};
/* Of the live decision of a track, with the surcharge up to today. */
ERR_CHECKED enum err money_load(struct arena *a, struct db *db, int64_t track, int32_t today,
    struct money_state *out);

struct payment_line {
	const char *pay_code, *serial;
	int64_t amount_fen;		/* negative: reverses the serial's earlier payment of the code */
	int64_t paid_at;
};
/* One line of the bank's file, in the caller's transaction.  ERR_CONFLICT: the serial is known;
 * ERR_NOT_FOUND: no decision has the pay code; ERR_INPUT: zero amount. */
ERR_CHECKED enum err money_take(struct arena *a, struct db *db, const char *link,
    const struct payment_line *p);
#endif
