/* visit_kind.c - a visit of a draw as the subject of acts: its steps stand in the draw's record, its own row alone is
 * locked, for its officers may be of other agencies than the draw. */
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/db/db.h"
#include "lib/spotcheck/priv.h"

static const struct act_step *const steps[] = { spot_visit_steps, NULL };
static const struct act_guard guards[] = { { .name = NULL } };

/* Who must be of the team: whose hand it is; where an inspection carries the visit out, the actor. */
static int64_t
hand_of(const struct act_move *m)
{
	const struct spot_visiting *x = spot_visiting(m);

	return x != NULL && x->sign != NULL && x->settle == NULL ? x->sign->signer : m->actor.account;
}

/* Every act of a visit writes.  The note stays sealed: no act asks for it, and the daemon has no key. */
static enum err
load(struct act_move *m, bool lock)
{
	struct spot_own *own = m->own;
	struct db_row r;
	enum err e = act_transition_find(m->a, m->db, SPOT_VISIT_PROCEDURE, SPOT_VISIT_VERSION, m->key->action, &m->t);

	(void)lock;
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r, "select id from xz.spotcheck_visit where ref = $1 for update",
		    DB_REF(m->key->ref));
	if (e == OK)
		e = spot_visit_read(m->a, m->db, m->key->ref, hand_of(m), false, &own->v);
	return e == OK ? spot_draw_read(m, own->v.draw_ref) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct spotcheck_visit *v = spot_visit_of(m);

	return (struct act_subject){ .id = v->id, .chain = spot_of(m)->chain, .agency = v->agency, .ref = v->ref,
	    .record_ref = v->draw_ref, .version = v->version, .state = v->state };
}

static enum err
may(struct act_move *m, bool *yes)
{
	bool due = str_eq(m->t->relation, "platform");

	*yes = due ? m->by == ACT_DAEMON :
	    m->by == ACT_PERSON && spot_visit_of(m)->mine && (m->actor.duties & m->t->duty) != 0;
	return OK;
}

static void
not_now(struct act_move *m, enum err e)
{
	act_problem(m, "", e == ERR_CONFLICT ? "moved_on" : "visit_state", NULL);
}

static enum err
save(struct act_move *m)
{
	bool stays = str_eq(m->to, "=");
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.spotcheck_visit set state = case when $2 then state else $3 end, version = version + 1"
	    " where id = $1", DB_I64(spot_visit_of(m)->id), DB_BOOL(stays), DB_TEXT(m->to));

	if (e == OK && !stays)
		spot_visit_of(m)->state = m->to;
	return e;
}

/* The term within which the result is public: its coordinators'. */
static enum err
clock_open(struct act_move *m, const char *rule, int32_t day)
{
	const struct spotcheck_visit *v = spot_visit_of(m);
	int64_t clock;
	enum err e = act_clock_start(m, &(struct clock_new){ .subject_kind = "spot_visit", .subject_id = v->id,
	    .subject_ref = v->ref, .agency = v->agency, .duty = "coordinator", .rule = rule, .basis_day = day,
	    .start_at = m->now }, &clock);

	return e == OK ? DB_EXEC(m->a, m->db, "update xz.spotcheck_visit set due_on = (select (q.due_at at time zone"
	    " 'Asia/Shanghai')::date from xz.calendar_clock q where q.id = $2) where id = $1", DB_I64(v->id),
	    DB_I64(clock)) : e;
}

static enum err
clock_close(struct act_move *m, const char *rule)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "spot_visit", spot_visit_of(m)->id, rule, &clock);

	return e == OK ? act_clock_close(m, clock, "met", m->now) : e;
}

const struct act_kind spot_visit_kind = {
	.subject = "spot_visit", .record = "draw", .steps = steps, .guards = guards, .prefix = "spotcheck.",
	.noted_only = true, .own_size = sizeof(struct spot_own), .telling = spot_telling, .load = load, .now = now,
	.may = may, .not_now = not_now, .save = save, .clock_open = clock_open, .clock_close = clock_close,
};
