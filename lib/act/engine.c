/* engine.c - the two ways of an act, as lists of stages; each line says why it stands where it stands. */
#include <string.h>

#include "lib/act/priv.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

enum err
act_run(struct act_move *m, const act_stage *stages)
{
	enum err e = OK;

	for (; e == OK && *stages != NULL; stages++)
		e = (*stages)(m);
	return e;
}

/* ---- what every act stands on */

const struct act_step *
act_step_find(const struct act_kind *kind, const char *code)
{
	const struct act_step *const *table, *s;

	for (table = kind->steps; *table != NULL; table++)
		for (s = *table; s->code != NULL; s++)
			if (strcmp(s->code, code) == 0)
				return s;
	return NULL;
}

static enum err
read_clock(struct act_move *m)
{
	enum err e = m->now == 0 ? db_now(m->a, m->db, &m->now) : OK;

	m->occurred = m->act->occurred_at != TIME_NONE ? m->act->occurred_at : m->now;
	m->today = time_day(m->now);
	return e;
}

enum err
act_begin(struct act_move *m, bool lock)
{
	enum err e;

	m->own = arena_alloc(m->a, m->kind->own_size);
	m->is_new = ref_zero(m->key->ref);
	m->clock_day = DAY_NONE;
	m->step = act_step_find(m->kind, m->key->action);
	if (m->step == NULL)
		return err_set(ERR_NOT_FOUND, "%s: no act %s", m->kind->subject, m->key->action);
	e = m->actor.account == 0 ? people_actor_load(m->a, m->db, m->act->principal, &m->actor) : OK;
	m->requester = m->actor.account;
	if (e == OK)
		e = m->kind->load(m, lock);
	if (e == OK)	/* of after the lock: the record's times never go back */
		e = read_clock(m);
	if (e != OK)
		return e;
	m->to = m->t->to;
	m->document = m->t->document;
	return OK;
}

static enum err
check_right(struct act_move *m)
{
	bool yes = false;
	enum err e = m->kind->may(m, &yes);

	return e == OK && !yes ? err_set(ERR_DENIED, "%s is not this actor's", m->t->action) : e;
}

enum err
act_possible(struct act_move *m)
{
	const char *state = m->kind->now(m).state;
	enum err e = OK;

	if (!act_transition_from(m->t, state))
		e = err_set(ERR_STATE, "%s is not possible in %s", m->t->action, state);
	else if (m->kind->possible != NULL)
		e = m->kind->possible(m);
	if (e == ERR_STATE && m->kind->not_now != NULL)
		m->kind->not_now(m, e);
	return e;
}

enum err
act_check(struct act_move *m)
{
	enum err e = m->step->check != NULL ? m->step->check(m) : OK;

	if (e == OK && m->p->n > 0)
		return err_set(ERR_INPUT, "%s: %s %s", m->t->action, m->p->first->field, m->p->first->code);
	return e;
}

void
act_answer(struct act_move *m)
{
	char text[REF_TEXT_SIZE];

	if (m->answer != NULL) {
		db_answer(m->db, m->answer);
		return;
	}
	ref_text(m->kind->now(m).ref, text);
	db_answer(m->db, arena_printf(m->a, "%s %s", m->kind->subject, text));
}

/* ---- the form */

static enum err
make_form(struct act_move *m)
{
	if (m->step->fields != NULL)
		m->in = input_new(m->a, m->step->fields);
	return m->step->prepare != NULL ? m->step->prepare(m) : OK;
}

enum err
act_form(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind, const struct act_key *key,
    struct act_move **out)
{
	static const act_stage stages[] = { check_right, act_possible, make_form, NULL };
	struct act_move *m = ARENA_NEW(a, struct act_move);
	enum err e;

	*m = (struct act_move){ .a = a, .db = db, .act = act, .kind = kind, .key = key,
	    .p = ARENA_NEW(a, struct problems) };
	problems_init(m->p, a);
	e = act_begin(m, false);
	*out = m;
	return e == OK ? act_run(m, stages) : e;
}

/* ---- asking */

static enum err
put_approval(struct act_move *m)
{
	struct act_subject s = m->kind->now(m);
	enum err e = DB_EXEC(m->a, m->db,
	    "insert into xz.act_approval (subject_kind, subject_id, subject_ref, part_id, part_ref, action,"
	    " input, document_id, chain, requested_by, requested_at, occurred_at, asked)"
	    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
	    DB_TEXT(m->kind->subject), DB_I64(s.id), DB_REF(s.ref), DB_ID(s.part), DB_REF_OR_NULL(s.part_ref),
	    DB_TEXT(m->t->action), DB_TEXT(m->in != NULL ? input_to_json(m->a, m->in) : "{}"), DB_ID(m->document_id),
	    DB_TEXTS(m->t->chain, (size_t)m->t->chain_n), DB_I64(m->actor.account), DB_TIME(m->now),
	    DB_TIME(m->occurred), DB_TEXT(m->asked != NULL ? m->asked : "{}"));

	m->document_id = 0;	/* the step names the paper when there is one: a draft may still be returned */
	if (e == ERR_CONFLICT)
		return act_refuse(m, ERR_STATE, "", "already_asked", NULL);
	return e;
}

static enum err
say_asked(struct act_move *m)
{
	m->to = "=";
	return m->step->asking != NULL ? m->step->asking(m) : OK;
}

static enum err
save_asked(struct act_move *m)
{
	return m->kind->save(m);
}

static enum err
write_asked(struct act_move *m)
{
	json_t *payload;
	enum err e = act_payload(m, &payload);

	if (e == OK)
		e = act_step_put(m, m->step->asking != NULL ? m->t->action : arena_printf(m->a, "%s.asked",
		    m->t->action), payload);
	json_decref(payload);
	return e;
}

static enum err
run_search(struct act_move *m)
{
	return m->kind->search != NULL ? m->kind->search(m) : OK;
}

static enum err
search_asked(struct act_move *m)
{
	return strcmp(m->to, "=") == 0 ? OK : run_search(m);
}

static enum err
ask(struct act_move *m)
{
	static const act_stage stages[] = {
		act_paper_choose,	/* its type hangs on what was typed: nothing is drafted before it is known */
		act_paper_draft,	/* the approver reads what will be issued */
		say_asked,		/* what the approver reads where there is no paper; the state it waits in */
		put_approval,		/* a second request for the same stops here, before the record is written */
		save_asked,		/* who has the form open learns that something happened */
		write_asked,
		act_tasks,		/* the next duty of the chain finds it on its desk */
		search_asked,		/* the row of the search says the state it waits in */
		NULL
	};

	return act_run(m, stages);
}

/* ---- carrying out */

static enum err
run_effect(struct act_move *m)
{
	enum err e = m->step->effect != NULL ? m->step->effect(m) : OK;

	return e == OK && m->p->n > 0 ? err_set(ERR_INPUT, "%s: refused by its own check", m->t->action) : e;
}

static enum err
save_state(struct act_move *m)
{
	return m->step->beside ? OK : m->kind->save(m);
}

static enum err
end_stale(struct act_move *m)
{
	if (strcmp(m->to, "=") == 0 || m->kind->stale == NULL)		/* where nothing moved, nothing went stale */
		return OK;
	return m->kind->stale(m);
}

static enum err
write_step(struct act_move *m)
{
	json_t *payload;
	enum err e;

	if (m->step->logged)
		return OK;
	e = act_payload(m, &payload);
	if (e == OK)
		e = act_step_put(m, m->t->action, payload);
	json_decref(payload);
	return e;
}

static enum err
run_after(struct act_move *m)
{
	return m->step->after != NULL ? m->step->after(m) : OK;
}

static enum err
run_clocks(struct act_move *m)
{
	int32_t day = m->clock_day != DAY_NONE ? m->clock_day : time_day(m->occurred);
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < m->t->closes_n; i++)
		e = m->kind->clock_close(m, m->t->closes[i]);
	for (i = 0; e == OK && i < m->t->opens_n; i++)
		e = m->kind->clock_open(m, m->t->opens[i], day);
	return e;
}

static enum err
tasks_follow(struct act_move *m)
{
	return m->step->beside || m->kind->wanted == NULL ? OK : act_tasks(m);
}

enum err
act_carry_out(struct act_move *m)
{
	static const act_stage stages[] = {
		save_state,
		end_stale,		/* what waits is held against the state that is now */
		act_paper_make,		/* its number and text are of the state that is now */
		write_step,		/* names paper and number */
		act_cosign_ask,		/* a signature is of a step */
		run_after,		/* rows that name paper and step */
		run_clocks,		/* terms may run from what `after` wrote */
		tasks_follow,		/* each task shows its clock */
		run_search,		/* last: it reads all of the above */
		NULL
	};
	enum err e = act_paper_choose(m);	/* as it was asked: the effect may change what the choice stands on */

	if (e == OK)
		e = run_effect(m);		/* before all else: it may still refuse, or find nothing to do */
	return e != OK || m->silent ? e : act_run(m, stages);
}

/* ---- the act */

struct doing {
	const struct act *act;
	const struct act_request *q;
	struct problems *p, before;	/* before: what stood there; a try that is done again begins with that */
	bool answers;			/* false: the transaction's answer is the caller's */
};

static enum err
check_version(struct act_move *m, int32_t shown)
{
	int32_t is = m->is_new || shown == ACT_ANY_VERSION ? shown : m->kind->now(m).version;

	if (shown == is)
		return OK;
	if (m->kind->not_now != NULL)
		m->kind->not_now(m, ERR_CONFLICT);
	return err_set(ERR_CONFLICT, "version %d, now %d", shown, is);
}

static enum err
do_fn(struct arena *a, struct db *db, void *ctx)
{
	/* the right first: the state is not told to all */
	static const act_stage who[] = { check_right, act_possible, NULL };
	/* the moment first, then what was typed */
	static const act_stage whether[] = { act_guards, act_check, NULL };
	struct doing *d = ctx;
	struct act_move *m = ARENA_NEW(a, struct act_move);
	enum err e;

	act_problems_restore(d->p, &d->before);
	*m = (struct act_move){ .a = a, .db = db, .act = d->act, .kind = d->q->kind, .key = &d->q->key, .by = d->q->by,
	    .in = d->q->in, .with = d->q->with, .p = d->p };
	if (d->q->actor != NULL)
		m->actor = *d->q->actor;
	e = act_begin(m, true);
	if (e == OK)
		e = act_run(m, who);
	if (e == OK)
		e = check_version(m, d->q->version);
	if (e == OK)
		e = act_run(m, whether);
	if (e == OK)
		e = m->t->chain_n > 0 ? ask(m) : act_carry_out(m);
	if (e == OK && d->answers)
		act_answer(m);
	return e;
}

enum err
act_do(struct arena *a, struct db *db, const struct act *act, const struct act_request *q, struct problems *p,
    const char **answer)
{
	struct act keyed = *act;
	struct doing d = { .act = &keyed, .q = q, .p = p, .before = *p, .answers = true };

	if (keyed.key != NULL)
		keyed.body = q->body;
	return db_tx_run(a, db, &keyed, do_fn, &d, answer);
}

enum err
act_do_within(struct arena *a, struct db *db, const struct act *act, const struct act_request *q, struct problems *p)
{
	struct doing d = { .act = act, .q = q, .p = p, .before = *p };

	return do_fn(a, db, &d);
}
