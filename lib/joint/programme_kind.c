/* programme_kind.c - a programme as the subject of acts: how it is read, locked and saved, whose it is. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/joint/priv.h"

static const struct act_step *const steps[] = { programme_steps, line_steps, load_steps, NULL };

static enum err
load(struct act_move *m, bool lock)
{
	struct db_row r;	/* nothing of it is read: it is locked */
	enum err e = act_transition_find(m->a, m->db, PROGRAMME_PROCEDURE, PROGRAMME_VERSION, m->key->action, &m->t);

	if (e == OK && str_eq(m->t->from[0], "-") != m->is_new)
		return err_set(ERR_NOT_FOUND, "no such act");
	if (e == OK && m->is_new)
		*programme_of(m) = (struct joint_programme){ .state = "-", .agency = m->actor.agency };
	if (e != OK || m->is_new)
		return e;
	if (lock)
		e = DB_ONE(m->a, m->db, &r, "select id from xz.joint_programme where ref = $1 for update",
		    DB_REF(m->key->ref));
	if (lock && e == ERR_NOT_FOUND)
		return err_set(ERR_DENIED, "a programme they may read only, or none");
	return e == OK ? joint_programme_get(m->a, m->db, m->key->ref, programme_of(m)) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct joint_programme *p = programme_of(m);

	return (struct act_subject){ .id = p->id, .chain = p->chain, .agency = p->agency, .ref = p->ref,
	    .version = p->version, .state = p->state };
}

/* ---- whether */

static enum err
above(struct act_move *m, bool *yes)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select exists (select from xz.people_agency_tree t"
	    " where t.ancestor = $1 and t.descendant = $2) as yes", DB_I64(m->actor.agency),
	    DB_I64(programme_of(m)->agency));

	if (e == OK)
		*yes = row_bool(r, "yes");
	return e;
}

static enum err
may(struct act_move *m, bool *yes)
{
	bool duty = m->by == ACT_PERSON && (m->actor.duties & m->t->duty) != 0;

	*yes = duty && str_eq(m->t->relation, "own") && m->actor.agency != 0 &&
	    m->actor.agency == programme_of(m)->agency;
	return duty && str_eq(m->t->relation, "above") ? above(m, yes) : OK;
}

static enum err
possible(struct act_move *m)
{
	bool yes;
	enum err e = act_applies(m, &yes);

	return e == OK && !yes ? err_set(ERR_STATE, "%s is not for this programme now", m->t->action) : e;
}

static void
not_now(struct act_move *m, enum err e)
{
	act_problem(m, "", e == ERR_CONFLICT ? "moved_on" : "programme_state", NULL);
}

/* ---- terms */

/* By the end of March of its year: counted from the last day of the year before, whichever day it was opened.  Where no
 * law says so, there is no term. */
static enum err
clock_open(struct act_move *m, const char *rule, int32_t day)
{
	const struct joint_programme *p = programme_of(m);
	struct calendar_parameter known;
	int64_t clock;
	enum err e;

	day = day_of(p->year, 3, 31);	/* the law of its last day */
	e = calendar_parameter_get(m->a, m->db, rule, day, p->agency, NULL, &known);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	return act_clock_start(m, &(struct clock_new){ .subject_kind = "programme", .subject_id = p->id,
	    .subject_ref = p->ref, .agency = p->agency, .duty = "coordinator", .rule = rule, .any_day = true,
	    .basis_day = day, .start_at = time_of_day(day_of(p->year - 1, 12, 31), 0, 0) }, &clock);
}

static enum err
clock_close(struct act_move *m, const char *rule)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "programme", programme_of(m)->id, rule, &clock);

	if (e == OK)
		return act_clock_close(m, clock, "met", m->now);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* ---- writing */

static enum err
save(struct act_move *m)
{
	struct joint_programme *p = programme_of(m);
	bool stays = str_eq(m->to, "=");
	enum err e = DB_EXEC(m->a, m->db, "update xz.joint_programme set state = case when $2 then state else $3 end,"
	    " edition = $4, filed_edition = $5, version = version + 1 where id = $1", DB_I64(p->id), DB_BOOL(stays),
	    DB_TEXT(m->to), DB_I64(p->edition), DB_I64(p->filed_edition));

	if (e == OK && !stays)
		p->state = m->to;
	return e;
}

static enum err
want_receipt(struct act_move *m, struct act_work *w)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select xz.monitor_supervisor_of($1) as agency",
	    DB_I64(programme_of(m)->agency));

	if (e == OK && row_has(r, "agency"))
		act_want(w, (struct act_wanted){ .kind = "programme_receive", .duty = "supervisor",
		    .agency = row_i64(r, "agency") });
	return e;
}

static enum err
wanted(struct act_move *m, struct act_work *w)
{
	const struct joint_programme *p = programme_of(m);
	const char *kind = str_eq(p->state, "draft") || str_eq(p->state, "changing") ? "programme_fill" :
	    str_eq(p->state, "agreed") ? "programme_file" : NULL;

	if (kind != NULL)
		act_want(w, (struct act_wanted){ .kind = kind, .duty = "coordinator" });
	return str_eq(p->state, "filed") && !p->received ? want_receipt(m, w) : OK;
}

static enum err
task_clocks(struct act_move *m, struct act_wanted *w, size_t n)
{
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < n; i++) {
		if (str_eq(w[i].kind, "programme_receive"))
			continue;
		e = calendar_clock_find(m->a, m->db, "programme", programme_of(m)->id, PROGRAMME_TERM, &w[i].clock);
		if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e;
}

const struct act_kind programme_kind = {
	.subject = "programme", .steps = steps, .guards = programme_guards, .prefix = "programme.",
	.approve_task = "programme_approve", .own_size = sizeof(struct joint_programme), .load = load, .now = now,
	.may = may, .possible = possible, .not_now = not_now, .save = save, .clock_open = clock_open,
	.clock_close = clock_close, .wanted = wanted, .task_clocks = task_clocks,
};
