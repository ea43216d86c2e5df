/* kind.c - an inspection as the subject of acts: how it is read, locked, saved, and where its parts come from. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"
#include "lib/law/law.h"
#include "lib/record/record.h"

static const struct act_step *const steps[] = { insp_steps, NULL };

/* ---- what acts share */

enum err
insp_words(struct act_move *m, const char *name, const char *words, struct ref *ref)
{
	json_t *side;
	enum err e;

	*ref = (struct ref){ { 0 } };
	if (str_empty(words))
		return OK;
	e = record_side(m->a, m->db, insp_of(m)->chain, words, &side);
	if (e != OK)
		return e;
	if (!ref_parse(json_string_value(json_object_get(side, "ref")), ref))
		e = err_set(ERR_DB, "a side row without a ref");
	act_note(m, name, side);
	return e;
}

enum err
insp_codes(struct act_move *m)
{
	const struct field *f;
	enum err e = OK;

	for (f = input_form(m->in); e == OK && f->type != FIELD_END; f++)
		if (f->codes != NULL)
			e = law_options(m->a, m->db, f->codes, m->today, m->in, f->name);
	return e;
}

enum err
insp_by_platform(struct arena *a, struct db *db, const struct act *act, struct ref ref, const char *action, void *with)
{
	struct act_request q = { .kind = &insp_kind, .key = { .ref = ref, .action = action }, .by = ACT_DAEMON,
	    .version = ACT_ANY_VERSION, .with = with };
	struct problems p;

	problems_init(&p, a);
	return act_do_within(a, db, act, &q, &p);
}

/* ---- reading */

static enum err
locked(struct act_move *m, bool words)
{
	struct inspection *i = insp_of(m);
	struct db_row r;
	enum err e = insp_load(m->a, m->db, m->key->ref, m->actor.account, false, i);

	if (e != OK)
		return e;
	e = DB_ONE(m->a, m->db, &r, "select id from xz.inspection where id = $1 for update", DB_I64(i->id));
	if (e == ERR_NOT_FOUND)
		return err_set(ERR_DENIED, "an inspection they may read only");
	/* again, as it is now that nobody else can change it */
	return e == OK ? insp_load(m->a, m->db, m->key->ref, m->actor.account, words, i) : e;
}

static enum err
read_it(struct act_move *m, bool lock)
{
	struct inspection *i = insp_of(m);
	bool words = m->by == ACT_PERSON && insp_on_desk(m->step);

	if (m->is_new) {
		*i = (struct inspection){ .state = "-", .approval = "", .agency = m->actor.agency,
		    .unit = m->actor.unit };
		return OK;
	}
	return lock ? locked(m, words) : insp_load(m->a, m->db, m->key->ref, m->actor.account, words, i);
}

/* Who approves, in order, by the kind of inspection and the day. */
static enum err
chain_of_kind(struct act_move *m)
{
	const struct inspection *i = insp_of(m);
	struct act_transition *t = ARENA_NEW(m->a, struct act_transition);
	const struct db_rows *rows;
	int k;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select x.duty from (select c.chain from xz.inspection_chain c where c.kind = $1"
	    " and c.valid_from <= xz.today() and coalesce(c.valid_to, 'infinity') >= xz.today()"
	    " order by c.valid_from desc limit 1) c"
	    " cross join lateral unnest(c.chain) with ordinality as x (duty, n) order by x.n",
	    DB_TEXT(i->emergency ? "emergency" : i->kind));

	if (e == OK && db_count(rows) == 0)
		e = err_set(ERR_DB, "nobody approves an inspection of kind %s", i->kind);
	if (e != OK)
		return e;
	*t = *m->t;
	t->chain_n = db_count(rows);
	t->chain = ARENA_ARRAY(m->a, const char *, (size_t)t->chain_n);
	for (k = 0; k < t->chain_n; k++)
		t->chain[k] = row_text(db_at(rows, k), "duty");
	m->t = t;
	return OK;
}

static enum err
load(struct act_move *m, bool lock)
{
	struct insp_own *own = m->own;
	const struct inspection_doing *d = insp_on_desk(m->step) ? m->with : NULL;
	enum err e = act_transition_find(m->a, m->db, INSP_PROCEDURE, INSP_VERSION, m->key->action, &m->t);

	if (e == OK && str_eq(m->t->from[0], "-") != m->is_new)
		return err_set(ERR_NOT_FOUND, "no such act");
	if (e == OK)
		e = read_it(m, lock);
	own->signer = d != NULL && d->signer != 0 ? d->signer : m->actor.account;
	return e == OK && m->step->asking != NULL ? chain_of_kind(m) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct inspection *i = insp_of(m);

	return (struct act_subject){ .id = i->id, .chain = i->chain, .agency = i->agency, .unit = i->unit,
	    .ref = i->ref, .version = i->version, .state = i->state };
}

/* ---- whether */

/* The duty that is next in the chain, held for this inspection. */
static enum err
approves(struct act_move *m, bool *yes)
{
	const struct inspection *i = insp_of(m);
	struct act_approval p;
	uint32_t bit;
	enum err e = act_approval_next(m->a, m->db, "inspection", i->id, &p);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	bit = people_duty_bit(p.duty);
	*yes = (m->actor.duties & bit) != 0 && m->actor.agency == i->agency &&
	    (bit != DUTY_UNIT_HEAD || m->actor.unit == i->unit);
	return OK;
}

enum err
insp_may(struct act_move *m, bool *yes)
{
	const struct inspection *i = insp_of(m);
	const char *rel = m->t->relation;
	bool duty = (m->actor.duties & m->t->duty) != 0, opener = i->opened_by == m->actor.account;

	*yes = false;
	if (str_eq(rel, "approver") && m->by == ACT_PERSON)
		return approves(m, yes);
	if (str_eq(rel, "platform") || m->by == ACT_DAEMON)
		*yes = str_eq(rel, "platform") && m->by == ACT_DAEMON;
	else if (str_eq(rel, "new"))
		*yes = duty && m->actor.unit != 0;
	else if (str_eq(rel, "team"))
		*yes = i->mine && duty;
	else if (str_eq(rel, "opener"))
		*yes = opener || (i->mine && duty);
	else if (str_eq(rel, "starter"))
		*yes = opener;
	else if (str_eq(rel, "reader"))
		*yes = duty;
	return OK;
}

static enum err
possible(struct act_move *m)
{
	bool yes;
	enum err e = act_applies(m, &yes);

	return e == OK && !yes ? err_set(ERR_STATE, "%s is not for this inspection now", m->t->action) : e;
}

static void
not_now(struct act_move *m, enum err e)
{
	act_problem(m, "", e == ERR_CONFLICT ? "moved_on" : insp_of(m)->approval_late ? "inspect_late" :
	    "inspect_state", NULL);
}

static enum err
apart(struct act_move *m, uint32_t duty)
{
	(void)duty;
	return insp_of(m)->mine ? act_refuse(m, ERR_STATE, "", "own_request", NULL) : OK;
}

/* ---- writing */

static enum err
save(struct act_move *m)
{
	bool stays = str_eq(m->to, "=");
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.inspection set state = case when $2 then state else $3 end, version = version + 1"
	    " where id = $1", DB_I64(insp_of(m)->id), DB_BOOL(stays), DB_TEXT(m->to));

	if (e == OK && !stays)
		insp_of(m)->state = m->to;
	return e;
}

const struct act_kind insp_kind = {
	.subject = "inspection", .steps = steps, .guards = insp_guards, .prefix = "inspection.", .noted_only = true,
	.approve_task = "inspection_approve", .own_size = sizeof(struct insp_own), .load = load, .now = now,
	    .may = insp_may,
	.possible = possible, .not_now = not_now, .apart = apart, .before_guards = insp_take_code, .save = save,
	.wanted = insp_wanted, .task_clocks = insp_task_clocks, .search = insp_search,
};
