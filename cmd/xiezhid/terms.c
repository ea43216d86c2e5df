/* terms.c - see terms.h. */
#include "cmd/xiezhid/terms.h"

#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"

#define CLOCKS_A_TICK 200

struct ending {
	const struct ending_terms *x;
	const struct clock_row *clock;
};

static enum err
end_term(struct arena *a, struct db *db, void *ctx)
{
	const struct ending *g = ctx;
	const struct module *m;
	const struct clock_action *k;

	for (m = g->x->modules; m->name != NULL; m++)
		for (k = m->clock_actions; k != NULL && k->id != NULL; k++)
			if (str_eq(k->id, g->clock->expiry_action))
				return k->run(a, db, g->clock, g->x->by, g->x->now);
	/* overdue and still open: nothing to do until somebody acts */
	return calendar_clock_tick(a, db, g->clock->id, TIME_NONE);
}

/* It does not hold up the others: it is tried again a minute later. */
static enum err
put_off(struct arena *a, struct db *db, const struct clock_row *c, int64_t now)
{
	enum err e;

	LOG(LOG_ERROR, "clock.end", LOG_I64("clock", c->id), LOG_TEXT("rule", c->rule), LOG_TEXT("detail", err_last()));
	e = calendar_clock_tick(a, db, c->id, now + MINUTE_US);
	return e == ERR_STATE ? OK : e;		/* closed meanwhile */
}

enum err
terms_end(struct arena *a, struct db *db, const struct ending_terms *x)
{
	struct ending g = { .x = x };
	struct clock_row *due;
	size_t i, n;
	enum err e = calendar_clock_due(a, db, x->now, CLOCKS_A_TICK, &due, &n);

	for (i = 0; e == OK && i < n; i++) {
		x->between(a, x->ctx);
		g.clock = &due[i];
		e = db_tx_run(a, db, NULL, end_term, &g, NULL);
		if (e != OK)
			e = put_off(a, db, &due[i], x->now);
	}
	return e;
}
