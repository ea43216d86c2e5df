/* follow_up.c - afterwards: the clue of a case, an emergency that nobody approved in time. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"

/* ---- the clue of a case */

enum err
inspection_problem(struct arena *a, struct db *db, struct ref ref, int64_t account, bool *out)
{
	struct inspection i;
	enum err e = insp_load(a, db, ref, account, false, &i);

	if (e == OK)
		*out = i.mine && i.clue_number == NULL && str_eq(i.outcome, "clue");
	return e;
}

enum err
inspection_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref, int64_t case_id, struct ref case_ref,
    const char *number)
{
	struct insp_move m = { .a = a, .db = db, .act = act, .signer = act->principal };
	char text[REF_TEXT_SIZE];
	enum err e = insp_begin(&m, ref);

	if (e == OK && (!m.i.mine || m.i.clue_number != NULL || !str_eq(m.i.outcome, "clue")))
		return err_set(ERR_STATE, "no problem without a clue there");
	if (e == OK)
		e = DB_EXEC(a, db, "update xz.inspection set clue_case = $2, clue_number = $3 where id = $1", DB_I64(m.i.id), DB_I64(case_id),
		    DB_TEXT(number));
	if (e != OK)
		return e;
	ref_text(case_ref, text);
	insp_note(&m, "clue", json_string(text));
	return insp_end(&m, "inspection.clue");
}

/* ---- the daemon */

enum err
inspection_emergency_lapse(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	struct insp_move m = { .a = a, .db = db, .act = &act, .signer = by };
	struct people_actor who;
	enum err e = people_actor_load(a, db, by, &who);

	act.principal_ref = who.ref;
	if (e == OK)
		e = insp_begin(&m, clock->subject_ref);
	if (e == OK)
		e = calendar_clock_close(a, db, clock->id, "lapsed", now, 0);
	if (e != OK || str_eq(m.i.approval, "approved") || str_eq(m.i.state, "cancelled"))
		return e;
	m.i.approval_late = true;
	e = DB_EXEC(a, db, "update xz.inspection set approval_late = true where id = $1", DB_I64(m.i.id));
	return e == OK ? insp_end(&m, "inspection.approval_late") : e;
}
