/* access.c - see access.h. */
#include "lib/tlog/access.h"

#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/calendar/calendar.h"
#include "lib/people/access.h"
#include "lib/people/people.h"
#include "lib/tlog/tlog.h"

#define LINKS_A_RUN 2000
#define CHECKED_A_RUN 20000
#define RETIRED_A_RUN 5000
#define TOLD_EVERY 3600		/* s */
#define KEPT_MONTHS 72		/* both where the parameter is not set */
#define SIGN_INS_KEPT_MONTHS 24

struct linking {
	int64_t by, n;
};

static enum err
link_rows(struct arena *a, struct db *db, void *ctx)
{
	struct linking *w = ctx;
	struct people_access_linked l;
	enum err e = people_access_link(a, db, LINKS_A_RUN, &l);

	if (e != OK)
		return e;
	w->n = l.linked;
	return l.behind == 0 ? OK : tlog_incident(a, db, "access.late", arena_printf(a, "%d from %s on", l.behind,
	    l.first_behind));
}

/* Of an hour in which nothing was read there is nothing to tell. */
static enum err
tell_head(struct arena *a, struct db *db, void *ctx)
{
	const struct linking *w = ctx;
	struct people_access_head h;
	struct people_actor daemon;
	int64_t now;
	enum err e = people_access_head(a, db, &h);

	if (e != OK || h.n == h.told_n || h.told_ago < TOLD_EVERY)
		return e;
	e = people_actor_load(a, db, w->by, &daemon);
	if (e == OK)
		e = db_now(a, db, &now);
	if (e == OK)
		e = tlog_event(a, db, &(struct tlog_event){ .kind = "audit.head", .id = arena_printf(a,
		    "access-%" PRId64, h.n), .digest = h.digest, .subject_kind = "audit", .subject_ref = daemon.ref,
		    .actor = daemon.ref, .at = now });
	return e == OK ? people_access_told(a, db, h.n) : e;
}

enum err
tlog_access_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct linking w = { .by = by };
	enum err e = db_tx_run(a, db, NULL, link_rows, &w, NULL);

	*n = w.n;
	return e == OK && w.n < LINKS_A_RUN ? db_tx_run(a, db, NULL, tell_head, &w, NULL) : e;
}

/* ---- computed again, from the first link on */

static struct {
	int64_t after;		/* the last that was looked at; 0: a new round */
} round_;

static enum err
check_some(struct arena *a, struct db *db, void *ctx)
{
	struct people_access_check *c = ctx;
	int64_t outside = 0;
	bool head = true;
	enum err e = people_access_check(a, db, round_.after, CHECKED_A_RUN, c);

	if (e == OK && c->wrong > 0)
		e = tlog_incident(a, db, "access.altered", arena_printf(a, "link %" PRId64, c->first_wrong));
	if (e != OK || c->looked > 0)
		return e;
	e = people_access_outside(a, db, &outside, &head);
	if (e == OK && outside > 0)
		e = tlog_incident(a, db, "access.outside", arena_printf(a, "%" PRId64 " rows", outside));
	if (e == OK && !head)
		e = tlog_incident(a, db, "access.head", "the head is of another chain");
	return e;
}

static enum err
months_kept(struct arena *a, struct db *db, const char *name, int64_t unset, int64_t *out)
{
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(a, db, name, time_day(clock_now()), 0, NULL, &p);

	*out = e == OK ? p.value : unset;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
retire(struct arena *a, struct db *db, void *ctx)
{
	int64_t *n = ctx, months, sign_ins = 0;
	enum err e = months_kept(a, db, "access.keep", KEPT_MONTHS, &months);

	if (e == OK)
		e = people_access_retire(a, db, months, RETIRED_A_RUN, n);
	if (e == OK)
		e = months_kept(a, db, "sign_in.keep", SIGN_INS_KEPT_MONTHS, &months);
	if (e == OK)
		e = people_sign_in_retire(a, db, months, RETIRED_A_RUN, &sign_ins);
	*n += sign_ins;
	return e;
}

enum err
tlog_access_check_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	struct people_access_check c = { .looked = 0 };
	enum err e = OK;

	(void)by;
	*n = 0;
	if (round_.after == 0)
		e = db_tx_run(a, db, NULL, retire, n, NULL);
	if (e != OK || *n > 0)
		return e;
	e = db_tx_run(a, db, NULL, check_some, &c, NULL);
	if (e == OK)
		round_.after = c.looked > 0 ? c.last : 0;
	*n = c.looked;
	return e;
}
