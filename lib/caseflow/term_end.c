/* term_end.c - see term_end.h. */
#include "lib/caseflow/term_end.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"
#include "lib/disclosure/disclosure.h"
#include "lib/disclosure/expiry.h"
#include "lib/tlog/tlog.h"

#define MEASURE "measure.lapsed"
#define PUBLICATION "publish.expired"

/* act_move.with: the clock that ended. */
struct ended {
	const struct clock_row *clock;
	int64_t now;
};

/* An act of the platform itself, at the instant given. */
static enum err
lapse(struct arena *a, struct db *db, struct act_key key, int64_t by, int64_t at, struct ended *with)
{
	struct act_request q = { .kind = &caseflow_kind, .key = key, .by = ACT_DAEMON, .version = ACT_ANY_VERSION,
	    .with = with };
	struct act act = { .principal = by, .occurred_at = at };
	struct problems p;

	problems_init(&p, a);
	return act_do_within(a, db, &act, &q, &p);
}

/* ---- register-and-preserve */

static enum err
measure_effect(struct act_move *m)
{
	const struct ended *x = m->with;
	int32_t day = time_day(x->clock->due_at);
	char ref[REF_TEXT_SIZE], ended[DAY_TEXT_SIZE];
	struct calendar_parameter lapses;
	struct db_row r;
	enum err e = case_figure(m, "preserve.lapse", time_day(x->clock->start_at), &lapses);

	/* begun when every field's were thought to lift by themselves: it is late, and an officer decides on it */
	m->silent = e == OK && lapses.value == 0;
	if (m->silent)
		return calendar_clock_tick(m->a, m->db, x->clock->id, TIME_NONE);
	if (e != OK)
		return e;
	e = DB_ONE(m->a, m->db, &r,
	    "update xz.caseflow_measure set state = 'lapsed', ended_on = $2, end_reason = 'term'"
	    " where id = $1 and state = 'live' returning ref, kind", DB_I64(x->clock->subject_id), DB_DAY(day));

	m->silent = e == ERR_NOT_FOUND;		/* released meanwhile */
	if (e == OK || m->silent)
		e = act_clock_close(m, x->clock->id, "lapsed", x->now);
	if (e != OK || m->silent)
		return e;
	ref_text(row_ref(r, "ref"), ref);
	day_text(day, ended);
	act_note(m, "measure", json_string(ref));
	act_note(m, "kind", json_string(row_text(r, "kind")));
	act_note(m, "ended_on", json_string(ended));
	return OK;
}

enum err
caseflow_preserve_lapse(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now)
{
	struct ended x = { clock, now };
	struct db_row r;
	enum err e = DB_ONE(a, db, &r, "select k.ref from xz.caseflow_measure q join xz.caseflow_case k"
	    " on k.id = q.case_id where q.id = $1", DB_I64(clock->subject_id));

	if (e == OK)
		e = lapse(a, db, (struct act_key){ .ref = row_ref(r, "ref"), .action = MEASURE }, by,
		    clock->due_at, &x);
	return e;
}

/* ---- publication */

static enum err
end_publication(struct act_move *m, const struct disclosure_item *it)
{
	enum err e = disclosure_expire(m->a, m->db, it, ((const struct ended *)m->with)->now);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'expired' where id = $1",
		    DB_I64(track_of(m)->id));
	if (e == OK)
		e = act_log(m, "disclosure.expired", it->sha256, "decision", it->decision_ref);
	act_note(m, "sha256", json_string(it->sha256));
	return e;
}

/* As it is under the lock: a term that the rule makes longer by now is waited for, a withdrawal that is due comes
 * first. */
static enum err
publication_effect(struct act_move *m)
{
	const struct ended *x = m->with;
	struct disclosure_item it;
	struct disclosure_due due;
	enum err e = disclosure_due_get(m->a, m->db, x->clock->subject_id, &due);

	if (e == OK)
		e = disclosure_get(m->a, m->db, due.track, &it);
	if (e != OK)
		return e;
	m->silent = true;
	if (it.shown.id != due.item || !str_eq(due.state, "published") || due.until == DAY_NONE)
		return act_clock_close(m, x->clock->id, "cancelled", x->now);
	if (time_day(x->now) <= due.until)
		return calendar_clock_tick(m->a, m->db, x->clock->id, time_of_day(due.until + 1, 0, 0));
	if (it.shown.overtaken)
		return calendar_clock_tick(m->a, m->db, x->clock->id, time_of_day(time_day(x->now) + 1, 0, 0));
	m->silent = false;
	return end_publication(m, &it);
}

enum err
caseflow_disclosure_expire(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now)
{
	struct ended x = { clock, now };
	struct disclosure_item it;
	struct disclosure_due due;
	enum err e = disclosure_due_get(a, db, clock->subject_id, &due);

	if (e == OK)
		e = disclosure_get(a, db, due.track, &it);
	if (e != OK)
		return e;
	return lapse(a, db, (struct act_key){ .ref = it.case_ref, .part = due.track, .action = PUBLICATION }, by,
	    TIME_NONE, &x);
}

const struct act_step caseflow_term_steps[] = {
	{ .code = MEASURE, .effect = measure_effect },
	{ .code = PUBLICATION, .effect = publication_effect },
	{ .code = NULL },
};
