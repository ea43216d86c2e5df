/* kind.c - an alert as the subject of acts: how it is read, locked and saved, who may answer it. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/monitor/priv.h"

static const struct act_step *const steps[] = { alert_steps, NULL };
static const struct act_guard guards[] = { { .name = NULL } };

static void
from_clock(struct monitor_alert *x, const struct clock_row *c)
{
	*x = (struct monitor_alert){ .state = "-", .level = "red", .agency = c->agency, .unit = c->unit,
	    .account = c->account, .duty = c->duty, .clock = c->id, .due_at = c->due_at };
}

/* A unit's, by its officer or its head; of no unit the agency's leadership's. */
static void
from_hit(struct monitor_alert *x, const struct alert_hit *h)
{
	*x = (struct monitor_alert){ .state = "-", .level = "red", .agency = h->agency, .unit = h->unit,
	    .account = h->account, .duty = h->account != 0 ? "officer" : h->unit != 0 ? "unit_head" : "agency_head",
	    .due_at = h->at, .person = h->person };
}

static enum err
load(struct act_move *m, bool lock)
{
	const struct alert_source *s = m->key->source;
	struct db_row r;	/* nothing of it is read: it is locked */
	enum err e = act_transition_find(m->a, m->db, MONITOR_PROCEDURE, MONITOR_VERSION, m->key->action, &m->t);

	if (e == OK && str_eq(m->t->from[0], "-") != m->is_new)
		return err_set(ERR_NOT_FOUND, "no such act");
	if (e == OK && m->is_new && s->hit != NULL)
		from_hit(alert_of(m), s->hit);
	else if (e == OK && m->is_new)
		from_clock(alert_of(m), s->clock);
	if (e != OK || m->is_new)
		return e;
	if (lock)
		e = DB_ONE(m->a, m->db, &r, "select id from xz.monitor_alert where ref = $1 for update",
		    DB_REF(m->key->ref));
	return e == OK ? alert_load(m->a, m->db, m->key->ref, false, alert_of(m)) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct monitor_alert *x = alert_of(m);

	return (struct act_subject){ .id = x->id, .chain = x->chain, .agency = x->agency, .unit = x->unit,
	    .ref = x->ref, .version = x->version, .state = x->state };
}

/* ---- whether */

/* Of a duty that is held within a unit; others are the agency's. */
static bool
of_unit(const struct monitor_alert *x)
{
	return x->unit != 0 && (people_duty_bit(x->duty) & (DUTY_OFFICER | DUTY_UNIT_HEAD)) != 0;
}

/* Whose term it was: the account, the unit and its head or the holders of the duty, the agency's head. */
static bool
concerned(const struct act_move *m)
{
	const struct monitor_alert *x = alert_of(m);
	const struct people_actor *who = &m->actor;

	if (who->account == x->account)
		return true;
	if (x->person)		/* others of the unit have no part in it */
		return who->agency == x->agency && x->to_head && (who->duties & DUTY_AGENCY_HEAD) != 0;
	if (who->agency != x->agency)
		return false;
	if ((who->duties & DUTY_AGENCY_HEAD) != 0)
		return true;
	return of_unit(x) ? who->unit == x->unit && (who->duties & (DUTY_OFFICER | DUTY_UNIT_HEAD)) != 0 :
	    (who->duties & people_duty_bit(x->duty)) != 0;
}

/* The supervision body above; who explained it is not who reads it. */
static enum err
above(struct act_move *m, bool *yes)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.people_agency_tree t where t.ancestor = $1 and t.descendant = $2)"
	    " and not exists (select from xz.monitor_alert x where x.id = $3 and x.explained_by = $4) as yes",
	    DB_I64(m->actor.agency), DB_I64(alert_of(m)->agency), DB_I64(alert_of(m)->id), DB_I64(m->actor.account));

	if (e == OK)
		*yes = row_bool(r, "yes");
	return e;
}

enum err
alert_may(struct act_move *m, bool *yes)
{
	const char *rel = m->t->relation;

	*yes = false;
	if (str_eq(rel, "platform") || m->by == ACT_DAEMON)
		*yes = str_eq(rel, "platform") && m->by == ACT_DAEMON;
	else if (str_eq(rel, "concerned"))
		*yes = concerned(m);
	else if (str_eq(rel, "head"))
		*yes = alert_of(m)->person && (m->actor.duties & m->t->duty) != 0 &&
		    m->actor.agency == alert_of(m)->agency && m->actor.account != alert_of(m)->account;
	else if (str_eq(rel, "above") && (m->actor.duties & m->t->duty) != 0 &&
	    (!alert_of(m)->person || alert_of(m)->to_body))
		return above(m, yes);
	return OK;
}

static void
not_now(struct act_move *m, enum err e)
{
	act_problem(m, "", e == ERR_CONFLICT ? "moved_on" : "alert_state", NULL);
}

/* ---- writing */

static enum err
save(struct act_move *m)
{
	bool stays = str_eq(m->to, "=");
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.monitor_alert set state = case when $2 then state else $3 end, version = version + 1"
	    " where id = $1", DB_I64(alert_of(m)->id), DB_BOOL(stays), DB_TEXT(m->to));

	if (e == OK && !stays)
		alert_of(m)->state = m->to;
	return e;
}

/* Of a person: theirs; unanswered the head's; read by the head, or by the supervision body once it went there. */
static void
want_of_person(const struct monitor_alert *x, struct act_work *w)
{
	if (str_eq(x->state, "open"))
		act_want(w, (struct act_wanted){ .kind = "alert_explain", .duty = x->to_head ? "agency_head" : x->duty,
		    .account = x->to_head ? 0 : x->account });
	else if (str_eq(x->state, "explained"))
		act_want(w, (struct act_wanted){ .kind = "alert_note", .duty = "agency_head" });
}

/* It is explained by whose term it was, then read by the nearest supervision body above. */
static enum err
wanted(struct act_move *m, struct act_work *w)
{
	const struct monitor_alert *x = alert_of(m);
	struct db_row r;
	enum err e;

	if (x->person && !x->to_body) {
		want_of_person(x, w);
		return OK;
	}
	if (str_eq(x->state, "open"))
		act_want(w, (struct act_wanted){ .kind = "alert_explain", .duty = x->duty,
		    .unit = of_unit(x) ? x->unit : 0, .account = x->account });
	if (!str_eq(x->state, "explained"))
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select xz.monitor_supervisor_of($1) as agency", DB_I64(x->agency));
	if (e == OK && row_has(r, "agency"))
		act_want(w, (struct act_wanted){ .kind = "alert_read", .duty = "supervisor",
		    .agency = row_i64(r, "agency") });
	return e;
}

const struct act_kind alert_kind = {
	.subject = "alert", .steps = steps, .guards = guards, .prefix = "alert.", .noted_only = true,
	.own_size = sizeof(struct monitor_alert), .load = load, .now = now, .may = alert_may, .not_now = not_now,
	.save = save, .wanted = wanted,
};
