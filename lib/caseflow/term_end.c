/* term_end.c - see term_end.h. */
#include "lib/caseflow/term_end.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/move.h"
#include "lib/disclosure/disclosure.h"
#include "lib/disclosure/expiry.h"
#include "lib/tlog/tlog.h"

/* The case is locked before the measure: the order of every act. */
static enum err
lock(struct move *m, int64_t measure, struct db_row *r)
{
	struct db_row c;
	enum err e = DB_ONE(m->a, m->db, &c, "select k.ref from xz.caseflow_measure q join xz.caseflow_case k"
	    " on k.id = q.case_id where q.id = $1", DB_I64(measure));

	if (e == OK)
		e = case_load(m->a, m->db, row_ref(c, "ref"), true, &m->cf);
	if (e == OK)
		e = DB_ONE(m->a, m->db, r, "select ref, kind, state, from_day from xz.caseflow_measure where id = $1 for update",
		    DB_I64(measure));
	return e;
}

static enum err
step(struct move *m, struct db_row measure, int32_t ended)
{
	char ref[REF_TEXT_SIZE], day[DAY_TEXT_SIZE];
	json_t *payload;
	enum err e;

	ref_text(row_ref(measure, "ref"), ref);
	day_text(ended, day);
	payload = json_pack("{s:s,s:s,s:s}", "measure", ref, "kind", row_text(measure, "kind"), "ended_on", day);
	e = move_step(m, "measure.lapsed", payload);
	json_decref(payload);
	return e;
}

enum err
caseflow_preserve_lapse(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now)
{
	struct move m = { .a = a, .db = db, .now = now, .occurred = clock->due_at, .today = time_day(now) };
	int32_t ended = time_day(clock->due_at);
	struct db_row r;
	enum err e = people_actor_load(a, db, by, &m.actor);

	if (e == OK)
		e = lock(&m, clock->subject_id, &r);
	if (e != OK)
		return e;
	if (str_eq(row_text(r, "state"), "live")) {
		e = DB_EXEC(a, db, "update xz.caseflow_measure set state = 'lapsed', ended_on = $2, end_reason = 'term'"
		    " where id = $1", DB_I64(clock->subject_id), DB_DAY(ended));
		if (e == OK)
			e = step(&m, r, ended);
		if (e == OK)
			e = move_tasks(&m);
	}
	return e == OK ? calendar_clock_close(a, db, clock->id, "lapsed", now, 0) : e;
}

/* ---- publication */

static enum err
end_publication(struct move *m, const struct disclosure_item *it)
{
	json_t *payload;
	char text[REF_TEXT_SIZE];
	enum err e = disclosure_expire(m->a, m->db, it, m->now);

	if (e == OK)
		e = DB_EXEC(m->a, m->db, "update xz.caseflow_track set publish_state = 'expired' where id = $1", DB_I64(m->tr.id));
	if (e == OK)
		e = tlog_event(m->a, m->db, &(struct tlog_event){ .kind = "disclosure.expired", .digest = it->sha256,
		    .subject_kind = "decision", .subject_ref = it->decision_ref, .actor = m->actor.ref, .agency = m->cf.agency,
		    .unit = m->cf.unit, .at = m->now });
	if (e != OK)
		return e;
	ref_text(it->track_ref, text);
	payload = json_pack("{s:s,s:s}", "track", text, "sha256", it->sha256);
	e = move_step(m, "publish.expired", payload);
	json_decref(payload);
	m->to = "=";
	if (e == OK)
		e = move_update_state(m);
	return e == OK ? move_tasks(m) : e;
}

enum err
caseflow_disclosure_expire(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now)
{
	struct move m = { .a = a, .db = db, .now = now, .occurred = now, .today = time_day(now), .on_track = true };
	struct disclosure_item it;
	struct disclosure_due due;
	enum err e = people_actor_load(a, db, by, &m.actor);

	if (e == OK)
		e = disclosure_due_get(a, db, clock->subject_id, &due);
	if (e == OK)
		e = disclosure_get(a, db, due.track, &it);
	if (e == OK)
		e = case_load(a, db, it.case_ref, true, &m.cf);
	if (e == OK)
		e = track_load(a, db, due.track, m.cf.id, true, &m.tr);
	if (e == OK)	/* as it is under the lock */
		e = disclosure_get(a, db, due.track, &it);
	if (e != OK)
		return e;
	if (it.id != due.item || !str_eq(it.state, "published") || due.until == DAY_NONE)
		return calendar_clock_close(a, db, clock->id, "cancelled", now, 0);
	if (m.today <= due.until)
		return calendar_clock_tick(a, db, clock->id, time_of_day(due.until + 1, 0, 0));
	if (it.revoked)
		return calendar_clock_tick(a, db, clock->id, time_of_day(m.today + 1, 0, 0));
	return end_publication(&m, &it);
}
