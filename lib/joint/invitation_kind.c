/* invitation_kind.c - an invitation as the subject of acts: who asked, who is asked, what it waits for. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/inspection.h"
#include "lib/joint/priv.h"

static const struct act_step *const steps[] = { invitation_steps, NULL };
/* What the lead was told of is done with once. */
static enum err
not_known(struct act_move *m, bool *holds)
{
	*holds = !invitation_of(m)->known;
	return OK;
}
static const struct act_guard guards[] = { { .name = "not_known", .test = not_known, .when = true }, { .name = NULL } };

/* One that is opened comes of an inspection of the actor's. */
static enum err
begun(struct act_move *m)
{
	const struct invite_key *k = m->key->source;
	struct joint_invitation *v = invitation_of(m);
	struct inspection i;
	enum err e = inspection_get(m->a, m->db, k->inspection, m->actor.account, &i);

	if (e == OK)
		*v = (struct joint_invitation){ .state = "-", .agency = i.agency, .unit = i.unit, .inspection = i.id,
		    .subject = i.subject, .opened_by = i.mine || i.opened_by == m->actor.account ? m->actor.account :
		    0, .subject_name = i.name, .from_at = i.from_at, .to_at = i.to_at };
	return e;
}

static enum err
load(struct act_move *m, bool lock)
{
	struct db_row r;	/* nothing of it is read: it is locked */
	enum err e = act_transition_find(m->a, m->db, INVITATION_PROCEDURE, INVITATION_VERSION, m->key->action, &m->t);

	if (e == OK && str_eq(m->t->from[0], "-") != m->is_new)
		return err_set(ERR_NOT_FOUND, "no such act");
	if (e != OK || m->is_new)
		return e == OK ? begun(m) : e;
	if (lock)
		e = DB_ONE(m->a, m->db, &r, "select id from xz.joint_invitation where ref = $1 for update",
		    DB_REF(m->key->ref));
	if (lock && e == ERR_NOT_FOUND)
		return err_set(ERR_DENIED, "an invitation they may read only, or none");
	return e == OK ? joint_invitation_get(m->a, m->db, m->key->ref, invitation_of(m)) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct joint_invitation *v = invitation_of(m);

	return (struct act_subject){ .id = v->id, .chain = v->chain, .agency = v->agency, .unit = v->unit,
	    .ref = v->ref, .version = v->version, .state = v->state };
}

static enum err
may(struct act_move *m, bool *yes)
{
	const struct joint_invitation *v = invitation_of(m);
	const char *rel = m->t->relation;
	bool duty = (m->actor.duties & m->t->duty) != 0;

	if (str_eq(rel, "platform") || m->by == ACT_DAEMON)
		*yes = str_eq(rel, "platform") && m->by == ACT_DAEMON;
	else if (str_eq(rel, "inviter"))
		*yes = duty && v->opened_by == m->actor.account;
	else
		*yes = duty && str_eq(rel, "invited") && v->to_agency == m->actor.agency;
	return OK;
}

static enum err
possible(struct act_move *m)
{
	bool yes;
	enum err e = act_applies(m, &yes);

	return e == OK && !yes ? err_set(ERR_STATE, "%s is not for this invitation now", m->t->action) : e;
}

static void
not_now(struct act_move *m, enum err e)
{
	act_problem(m, "", e == ERR_CONFLICT ? "moved_on" : "invitation_state", NULL);
}

static enum err
clock_open(struct act_move *m, const char *rule, int32_t day)
{
	const struct joint_invitation *v = invitation_of(m);
	int64_t clock;

	(void)day;
	return act_clock_start(m, &(struct clock_new){ .subject_kind = "invitation", .subject_id = v->id,
	    .subject_ref = v->ref, .agency = v->to_agency, .duty = "unit_head", .rule = rule, .start_at = m->now,
	    .expiry_action = INVITATION_EXPIRY }, &clock);
}

static enum err
clock_close(struct act_move *m, const char *rule)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "invitation", invitation_of(m)->id, rule, &clock);

	if (e == OK)
		return act_clock_close(m, clock, str_eq(m->t->action, "lapse") ? "lapsed" :
		    str_eq(m->t->action, "withdraw") ? "cancelled" : "met", m->now);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
save(struct act_move *m)
{
	bool stays = str_eq(m->to, "=");
	enum err e = DB_EXEC(m->a, m->db, "update xz.joint_invitation set state = case when $2 then state else $3 end,"
	    " version = version + 1 where id = $1", DB_I64(invitation_of(m)->id), DB_BOOL(stays), DB_TEXT(m->to));

	if (e == OK && !stays)
		invitation_of(m)->state = m->to;
	return e;
}

/* The agency that is asked answers; its officer begins its part; who asked is told what did not come. */
static enum err
wanted(struct act_move *m, struct act_work *w)
{
	const struct joint_invitation *v = invitation_of(m);

	if (str_eq(v->state, "asked"))
		act_want(w, (struct act_wanted){ .kind = "invitation_answer", .duty = "unit_head",
		    .agency = v->to_agency });
	if (str_eq(v->state, "accepted"))
		act_want(w, (struct act_wanted){ .kind = "invitation_begin", .duty = "officer",
		    .agency = v->to_agency, .account = v->officer });
	if (!v->known && (str_eq(v->state, "declined") || str_eq(v->state, "lapsed") || str_eq(v->state, "missed")))
		act_want(w, (struct act_wanted){ .kind = "invitation_told", .duty = "officer",
		    .account = v->opened_by });
	return OK;
}

static enum err
task_clocks(struct act_move *m, struct act_wanted *w, size_t n)
{
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < n; i++) {
		if (!str_eq(w[i].kind, "invitation_answer"))
			continue;
		e = calendar_clock_find(m->a, m->db, "invitation", invitation_of(m)->id, INVITATION_TERM, &w[i].clock);
		if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e;
}

const struct act_kind invitation_kind = {
	.subject = "invitation", .steps = steps, .guards = guards, .prefix = "invitation.",
	.own_size = sizeof(struct joint_invitation), .load = load, .now = now, .may = may,
	.possible = possible, .not_now = not_now, .save = save, .clock_open = clock_open, .clock_close = clock_close,
	.wanted = wanted, .task_clocks = task_clocks,
};
