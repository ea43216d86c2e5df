/* expiry.c - see expiry.h. */
#include "lib/disclosure/expiry.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/disclosure/disclosure.h"
#include "lib/disclosure/public.h"

#define ITEMS_A_RUN 200

/* By the months of its class; to the end of a ban that lasts longer by days. */
static enum err
start_one(struct arena *a, struct db *db, struct db_row r)
{
	struct clock_new c = { .subject_kind = "disclosure", .subject_id = row_i64(r, "id"),
	    .subject_ref = row_ref(r, "decision_ref"), .agency = row_i64(r, "agency_id"), .duty = "publisher",
	    .rule = DISCLOSURE_RULE, .unit_given = "month", .expiry_action = DISCLOSURE_EXPIRY, .any_day = true };
	struct public_decision p;
	enum err e = public_get(a, db, c.subject_ref, &p);

	if (e != OK)
		return e;
	c.start_at = time_of_day(p.term.from, 12, 0);
	c.n_given = p.term.max_months;
	if (p.term.until == p.term.ban_until) {
		c.unit_given = "d";
		c.n_given = p.term.until - p.term.from;
	}
	return calendar_alarm_start(a, db, &c);
}

enum err
disclosure_terms_start(struct arena *a, struct db *db, int64_t item, int64_t limit, int64_t *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows,
	    "select i.id, i.decision_ref, i.agency_id"
	    " from xz.disclosure_item i join xz.disclosure_public p on p.decision_ref = i.decision_ref"
	    " and p.state = 'published'"
	    " join xz.disclosure_regime g on g.id = p.regime_id and g.max_months is not null"
	    " where i.state = 'published' and ($1::bigint is null or i.id = $1) and not " DISCLOSURE_ENDLESS
	    " and not exists (select from xz.calendar_clock q"
	    "   where q.subject_kind = 'disclosure' and q.subject_id = i.id and q.rule = 'disclosure.term')"
	    " order by i.id limit $2", DB_ID(item), DB_I64(limit));

	*n = 0;
	for (i = 0; e == OK && i < db_count(rows); i++) {
		e = start_one(a, db, db_at(rows, i));
		*n += e == OK;
	}
	return e;
}

static enum err
start_some(struct arena *a, struct db *db, void *ctx)
{
	return disclosure_terms_start(a, db, 0, ITEMS_A_RUN, ctx);
}

enum err
disclosure_terms_chore(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	(void)by;
	return db_tx_run(a, db, NULL, start_some, n, NULL);
}

enum err
disclosure_term_close(struct arena *a, struct db *db, int64_t item, const char *state, int64_t now)
{
	int64_t clock;
	enum err e = calendar_clock_find(a, db, "disclosure", item, DISCLOSURE_RULE, &clock);

	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? calendar_alarm_end(a, db, clock, state, now) : e;
}

enum err
disclosure_due_get(struct arena *a, struct db *db, int64_t item, struct disclosure_due *out)
{
	struct public_decision p;
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select i.state, i.decision_ref, k.ref as track_ref from xz.disclosure_item i"
	    " join xz.caseflow_decision d on d.id = i.decision_id join xz.caseflow_track k on k.id = d.track_id"
	    " where i.id = $1", DB_I64(item));

	if (e == OK)
		e = public_get(a, db, row_ref(r, "decision_ref"), &p);
	if (e == OK)
		*out = (struct disclosure_due){ .item = item, .track = row_ref(r, "track_ref"),
		    .decision = row_ref(r, "decision_ref"), .state = row_text(r, "state"), .until = p.term.until };
	return e;
}

enum err
disclosure_expire(struct arena *a, struct db *db, const struct disclosure_item *it, int64_t now)
{
	enum err e = DB_EXEC(a, db, "update xz.disclosure_item set state = 'expired' where id = $1", DB_I64(it->id));

	/* its row in the search stays: it is counted among those no longer shown, and found by nobody */
	if (e == OK)
		e = DB_EXEC(a, db,
		    "update xz.disclosure_public set state = 'expired', json = null, party_name = null,"
		    " party_code = null, cause_name = null, result_text = null, ended_at = $2, status ="
		    " json_build_object('state', 'expired')"
		    " where decision_ref = $1", DB_REF(it->decision_ref), DB_TIME(now));
	return e == OK ? disclosure_term_close(a, db, it->id, "lapsed", now) : e;
}
