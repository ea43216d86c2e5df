/* priv.h - private to lib/source: a request as the subject of acts. */
#ifndef LIB_SOURCE_PRIV_H
#define LIB_SOURCE_PRIV_H
#include "lib/act/act.h"
#include "lib/source/source.h"

#define SOURCE_PROCEDURE "request"
#define SOURCE_VERSION 1	/* of its rows in procedure.csv */

/* act_move.own is a struct source_request. */
static inline struct source_request *
request_of(const struct act_move *m)
{
	return m->own;
}

extern const struct act_kind request_kind;
/* kind.c: the actor stands as the procedure's row asks. */
ERR_CHECKED enum err request_may(struct act_move *m, bool *yes);
/* Of a complaint about enforcement the supervisors, of all else the intake. */
const char *request_duty(const struct source_request *q);

/* acts.c */
extern const struct act_step request_steps[];
/* Codes of the day as options of a field; of sorts those that it may become. */
ERR_CHECKED enum err request_codes(struct act_move *m, const char *field, const char *kind);
/* bind.c */
extern const struct act_step request_bind_steps[];
extern const struct act_guard request_guards[];
struct request_clue {		/* act_move.with of the act "clue" */
	int64_t case_id;
	const char *number;
};
#endif
