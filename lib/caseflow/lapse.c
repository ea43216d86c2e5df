/* lapse.c - see lapse.h. */
#include "lib/caseflow/lapse.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/move.h"

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
