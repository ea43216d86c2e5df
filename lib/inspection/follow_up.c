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

struct found {			/* act_move.with */
	int64_t case_id;
	struct ref case_ref;
	const char *number;
};

enum err
insp_clue(struct act_move *m)
{
	const struct found *x = m->with;
	const struct inspection *i = insp_of(m);

	if (!i->mine || i->clue_number != NULL || !str_eq(i->outcome, "clue"))
		return err_set(ERR_STATE, "no problem without a clue there");
	act_note(m, "clue", json_string(ref_text_in(m->a, x->case_ref)));
	return DB_EXEC(m->a, m->db,
	    "update xz.inspection set clue_case = $2, clue_number = $3 where id = $1", DB_I64(i->id),
	    DB_I64(x->case_id), DB_TEXT(x->number));
}

enum err
inspection_clue(struct arena *a, struct db *db, const struct act *act, struct ref ref, int64_t case_id,
    struct ref case_ref, const char *number)
{
	struct found x = { case_id, case_ref, number };
	struct act_request q = { .kind = &insp_kind, .key = { .ref = ref, .action = "clue" },
	    .version = ACT_ANY_VERSION, .with = &x };
	struct problems unseen;

	problems_init(&unseen, a);
	return act_do_within(a, db, act, &q, &unseen);
}

/* ---- the daemon */

struct lapse {			/* act_move.with */
	const struct clock_row *clock;
	int64_t now;
};

enum err
insp_late(struct act_move *m)
{
	const struct lapse *x = m->with;
	struct inspection *i = insp_of(m);
	enum err e = act_clock_close(m, x->clock->id, "lapsed", x->now);

	m->silent = str_eq(i->approval, "approved") || str_eq(i->state, "cancelled");
	if (e != OK || m->silent)
		return e;
	i->approval_late = true;
	return DB_EXEC(m->a, m->db, "update xz.inspection set approval_late = true where id = $1", DB_I64(i->id));
}

enum err
inspection_emergency_lapse(struct arena *a, struct db *db, const struct clock_row *clock, int64_t by, int64_t now)
{
	struct act act = { .principal = by, .occurred_at = TIME_NONE };
	struct lapse x = { clock, now };

	return insp_by_platform(a, db, &act, clock->subject_ref, "approval_late", &x);
}
