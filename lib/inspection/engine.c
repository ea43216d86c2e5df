/* engine.c - an act in one transaction: who, whether, the row locked; the step, the next state, the desk's tasks. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"
#include "lib/law/law.h"
#include "lib/people/pass.h"
#include "lib/record/record.h"

enum err
insp_refuse(struct insp_move *m, enum err e, const char *field, const char *code, const char *arg)
{
	if (m->p != NULL)
		problem_add(m->p, field, code, arg);
	return err_set(e, "inspection: %s %s", code, arg != NULL ? arg : "");
}

void
insp_note(struct insp_move *m, const char *name, json_t *value)
{
	if (m->payload == NULL)
		m->payload = json_object();
	json_object_set_new(m->payload, name, value);
}

const char *
insp_ref(struct insp_move *m, struct ref ref)
{
	char text[REF_TEXT_SIZE];

	ref_text(ref, text);
	return arena_strdup(m->a, text);
}

enum err
insp_words(struct insp_move *m, const char *name, const char *words, struct ref *ref)
{
	json_t *side;
	enum err e;

	*ref = (struct ref){ { 0 } };
	if (str_empty(words))
		return OK;
	e = record_side(m->a, m->db, m->i.chain, words, &side);
	if (e != OK)
		return e;
	if (!ref_parse(json_string_value(json_object_get(side, "ref")), ref))
		e = err_set(ERR_DB, "a side row without a ref");
	insp_note(m, name, side);
	return e;
}

enum err
insp_step(struct insp_move *m, const char *kind)
{
	struct record_entry entry = { .chain_id = m->i.chain, .kind = kind, .actor = m->act->principal_ref,
	    .occurred_at = m->occurred, .recorded_at = m->now, .agency = m->i.agency, .unit = m->i.unit,
	    .subject_ref = m->i.ref, .subject_kind = "inspection", .evidence = m->evidence, .evidence_n = m->evidence != NULL };
	enum err e;

	if (m->payload == NULL)
		m->payload = json_object();
	entry.payload = m->payload;
	e = record_append(m->a, m->db, &entry, &m->seq);
	json_decref(m->payload);
	m->payload = NULL;
	return e;
}

static enum err
insp_codes(struct insp_move *m)
{
	const struct field *f;
	struct law_code *code;
	int i, n;
	enum err e = OK;

	for (f = input_form(m->in); e == OK && f->type != FIELD_END; f++) {
		if (f->codes == NULL)
			continue;
		e = law_codes(m->a, m->db, f->codes, m->today, &code, &n);
		for (i = 0; e == OK && i < n; i++)
			input_option(m->in, f->name, code[i].code, code[i].name_zh, code[i].name_en);
	}
	return e;
}

/* ---- the desk's work */

#define TASKS_MAX 16
struct wanted {
	const char *kind, *duty, *rule;
	int64_t account, unit, item, clock;
	bool kept;
};

/* One task each of the team. */
static enum err
want_team(struct insp_move *m, struct wanted *w, int *n, const char *kind)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows, "select account_id from xz.inspection_officer where inspection_id = $1"
	    " and ($2 <> 'inspection_sign' or signed_at is null) order by place", DB_I64(m->i.id), DB_TEXT(kind));

	for (i = 0; e == OK && i < db_count(rows) && *n < TASKS_MAX; i++)
		w[(*n)++] = (struct wanted){ .kind = kind, .duty = "officer", .account = row_i64(db_at(rows, i), "account_id") };
	return e;
}

static enum err
want_approval(struct insp_move *m, struct wanted *w, int *n)
{
	const struct db_rows *rows;
	struct db_row r;
	enum err e = DB_MANY(m->a, m->db, &rows, "select id, chain[at_step + 1] as duty from xz.inspection_approval"
	    " where inspection_id = $1 and state = 'pending'", DB_I64(m->i.id));

	if (e != OK || db_count(rows) == 0 || *n == TASKS_MAX)
		return e;
	r = db_at(rows, 0);
	w[(*n)++] = (struct wanted){ .kind = "inspection_approve", .duty = row_text(r, "duty"), .item = row_i64(r, "id"),
	    .unit = str_eq(row_text(r, "duty"), "unit_head") ? m->i.unit : 0, .rule = m->i.emergency ? "inspection.emergency" : NULL };
	return OK;
}

static enum err
want(struct insp_move *m, struct wanted *w, int *n)
{
	static const struct {
		const char *state, *kind;
		bool team;
	} work[] = { { "planned", "inspection_ask", false }, { "triggered", "inspection_ask", false }, { "approved", "inspection_issue", false },
	    { "code_issued", "inspection_notify", false }, { "notified", "inspection_visit", true }, { "arrived", "inspection_visit", true },
	    { "checked", "inspection_sign", true }, { "signed", "inspection_tell", true }, { "rectify", "inspection_recheck", true } };
	const char *state = m->to != NULL ? m->to : m->i.state;
	bool ended = str_eq(state, "closed") || str_eq(state, "cancelled");
	size_t i;
	enum err e = OK;

	*n = 0;
	for (i = 0; e == OK && i < sizeof(work) / sizeof(*work); i++) {
		/* an emergency waits for nothing but its code */
		if (!str_eq(state, work[i].state) || (m->i.emergency && str_eq(work[i].kind, "inspection_ask")))
			continue;
		if (work[i].team)
			e = want_team(m, w, n, work[i].kind);
		else
			w[(*n)++] = (struct wanted){ .kind = work[i].kind, .duty = "officer", .account = m->i.opened_by };
	}
	if (m->i.emergency && (str_eq(state, "triggered") || str_eq(state, "planned")))
		w[(*n)++] = (struct wanted){ .kind = "inspection_issue", .duty = "officer", .account = m->i.opened_by };
	if (m->i.emergency && !ended && str_eq(m->i.approval, "none") && *n < TASKS_MAX)
		w[(*n)++] = (struct wanted){ .kind = "inspection_ask", .duty = "officer", .account = m->i.opened_by,
		    .rule = "inspection.emergency" };
	if (m->i.approval_late && !ended && !str_eq(m->i.approval, "approved") && *n < TASKS_MAX)
		w[(*n)++] = (struct wanted){ .kind = "inspection_late", .duty = "unit_head", .unit = m->i.unit };
	return e == OK && !ended ? want_approval(m, w, n) : e;
}

/* The clock of the order that is due first. */
static enum err
first_order(struct insp_move *m, int64_t *clock)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select id from xz.inspection_order where inspection_id = $1 and state = 'open'"
	    " order by due_on, id limit 1", DB_I64(m->i.id));

	return e == OK ? calendar_clock_find(m->a, m->db, "inspection_order", row_i64(r, "id"), "inspection.recheck", clock) : e;
}

static enum err
find_clocks(struct insp_move *m, struct wanted *w, int n)
{
	int i;
	enum err e = OK;

	for (i = 0; e == OK && i < n; i++) {
		if (w[i].rule != NULL)
			e = calendar_clock_find(m->a, m->db, "inspection", m->i.id, w[i].rule, &w[i].clock);
		else if (str_eq(w[i].kind, "inspection_recheck"))
			e = first_order(m, &w[i].clock);
		if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e;
}

/* The task that is there; a re-check whose order or term is another now is a new one. */
static bool
same_task(const struct wanted *w, struct db_row r)
{
	return str_eq(w->kind, row_text(r, "kind")) && str_eq(w->duty, row_text(r, "duty")) && w->account == row_i64(r, "account") &&
	    w->item == row_i64(r, "item") && (!str_eq(w->kind, "inspection_recheck") || w->clock == row_i64(r, "clock"));
}

static enum err
open_task(struct insp_move *m, const struct wanted *w)
{
	struct people_task_new t = { .kind = w->kind, .subject_kind = "inspection", .subject_id = m->i.id, .subject_ref = m->i.ref,
	    .item_id = w->item, .agency = m->i.agency, .unit = w->unit, .duty = w->duty, .account = w->account, .clock_id = w->clock };

	return people_task_open(m->a, m->db, &t);
}

static enum err
insp_tasks(struct insp_move *m)
{
	struct wanted w[TASKS_MAX];
	const struct db_rows *rows;
	int i, j, n;
	enum err e = want(m, w, &n);

	if (e == OK)
		e = find_clocks(m, w, n);
	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows, "select id, kind, coalesce(account_id, 0) as account, coalesce(item_id, 0) as item,"
		    " coalesce(clock_id, 0) as clock, duty"
		    " from xz.people_task where subject_kind = 'inspection' and subject_id = $1 and done_at is null", DB_I64(m->i.id));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		for (j = 0; j < n; j++)
			if (!w[j].kept && same_task(&w[j], r))
				break;
		if (j < n)
			w[j].kept = true;
		else
			e = people_task_done(m->a, m->db, row_i64(r, "id"), m->act->principal);
	}
	for (j = 0; e == OK && j < n; j++)
		if (!w[j].kept)
			e = open_task(m, &w[j]);
	return e;
}

enum err
insp_end(struct insp_move *m, const char *kind)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.inspection set state = coalesce($2, state), version = version + 1 where id = $1",
	    DB_I64(m->i.id), DB_TEXT(m->to));

	if (e == OK)
		e = insp_step(m, kind);
	return e == OK ? insp_tasks(m) : e;
}

/* ---- the act */

enum err
insp_begin(struct insp_move *m, struct ref ref)
{
	struct db_row r;
	enum err e = people_actor_load(m->a, m->db, m->act->principal, &m->actor);

	if (e == OK && !ref_zero(ref)) {
		e = insp_load(m->a, m->db, ref, m->actor.account, false, &m->i);
		if (e == OK)
			e = DB_ONE(m->a, m->db, &r, "select id from xz.inspection where id = $1 for update", DB_I64(m->i.id));
		else
			return e;
		if (e == ERR_NOT_FOUND)
			return err_set(ERR_DENIED, "an inspection he may read only");
		/* again, as it is now that nobody else can change it */
		if (e == OK)
			e = insp_load(m->a, m->db, ref, m->actor.account, m->p != NULL, &m->i);
	}
	if (e == OK)
		e = db_now(m->a, m->db, &m->now);	/* once it is locked: the record's times never go back */
	m->today = time_day(m->now);
	m->occurred = m->act->occurred_at != TIME_NONE && m->act->occurred_at < m->now ? m->act->occurred_at : m->now;
	return e;
}

static const struct insp_action *
action_of(const char *code)
{
	const struct insp_action *t;

	for (t = insp_actions; t->code != NULL; t++)
		if (str_eq(t->code, code))
			return t;
	return NULL;
}

static enum err
next_duty(struct insp_move *m, uint32_t *bit)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select chain[at_step + 1] as duty from xz.inspection_approval"
	    " where inspection_id = $1 and state = 'pending'", DB_I64(m->i.id));

	*bit = e == OK ? people_duty_bit(row_text(r, "duty")) : 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
may(struct insp_move *m, bool *yes)
{
	uint32_t bit = 0;
	enum err e = OK;

	switch (m->t->who) {
	case BY_NEW:
		*yes = (m->actor.duties & (DUTY_OFFICER | DUTY_UNIT_HEAD)) != 0 && m->actor.unit != 0;
		break;
	case BY_TEAM:
		*yes = m->i.mine && (m->actor.duties & DUTY_OFFICER) != 0;
		break;
	case BY_OPENER:
		*yes = m->i.opened_by == m->actor.account || (m->i.mine && (m->actor.duties & DUTY_OFFICER) != 0);
		break;
	case BY_STARTER:
		*yes = m->i.opened_by == m->actor.account;
		break;
	case BY_APPROVER:
		e = next_duty(m, &bit);
		*yes = (m->actor.duties & bit) != 0 && m->actor.agency == m->i.agency &&
		    (bit != DUTY_UNIT_HEAD || m->actor.unit == m->i.unit);
		break;
	}
	return e;
}

static bool
now_possible(const struct insp_move *m)
{
	int i;

	if (m->t->who == BY_NEW)
		return true;
	for (i = 0; m->t->from[i] != NULL; i++)
		if (str_eq(m->t->from[i], m->i.state))
			return m->t->open == NULL || m->t->open(&m->i);
	return false;
}

static enum err
prepare(struct insp_move *m)
{
	enum err e;

	m->in = m->t->fields != NULL ? input_new(m->a, m->t->fields) : NULL;
	e = m->t->prepare != NULL ? m->t->prepare(m) : OK;
	return e == OK ? insp_codes(m) : e;
}

enum err
inspection_form(struct arena *a, struct db *db, int64_t account, const struct inspection_key *k, struct inspection_form *out)
{
	struct act act = { .principal = account, .occurred_at = TIME_NONE };
	struct insp_move m = { .a = a, .db = db, .act = &act, .key = k, .t = action_of(k->action), .signer = account };
	bool yes = false;
	enum err e;

	if (m.t == NULL || (m.t->who == BY_NEW) != ref_zero(k->ref))
		return err_set(ERR_NOT_FOUND, "no such act");
	e = db_now(a, db, &m.now);
	if (e == OK)
		e = people_actor_load(a, db, account, &m.actor);
	m.today = time_day(m.now);
	m.occurred = m.now;
	if (e == OK && !ref_zero(k->ref))
		e = inspection_get(a, db, k->ref, account, &m.i);
	if (e == OK)
		e = may(&m, &yes);
	if (e == OK && !yes)
		return err_set(ERR_NOT_FOUND, "not his to do");
	if (e == OK && !now_possible(&m))
		return err_set(ERR_STATE, "%s is not possible in %s", m.t->code, m.i.state);
	if (e == OK)
		e = prepare(&m);
	if (e == OK)
		*out = (struct inspection_form){ .i = m.i, .in = m.in };
	return e;
}

enum err
inspection_actions(struct arena *a, struct db *db, const struct inspection *i, int64_t account, const char *const **out)
{
	struct act act = { .principal = account };
	struct insp_move m = { .a = a, .db = db, .act = &act, .i = *i };
	const char **list = ARENA_ARRAY(a, const char *, 24);
	bool yes;
	int n = 0;
	enum err e = people_actor_load(a, db, account, &m.actor);

	for (m.t = insp_actions; e == OK && m.t->code != NULL; m.t++) {
		if (m.t->who == BY_NEW || !now_possible(&m))
			continue;
		yes = false;
		e = may(&m, &yes);
		if (e == OK && yes)
			list[n++] = m.t->code;
	}
	*out = list;
	return e;
}

struct doing {
	const struct act *act;
	const struct inspection_doing *d;
	struct problems *p, before;
};

/* A phone's clock has minutes, a code half a minute more. */
#define CODE_SLACK_US (90 * SECOND_US)
#define SKEW_SAID_US (120 * SECOND_US)

/* The code that was typed without a network is used up with the act it stands for; not one of before the arrival. */
static enum err
take_code(struct insp_move *m, const struct inspection_doing *d)
{
	struct calendar_parameter most;
	bool fresh;
	enum err e;

	if (d->code_step == 0)
		return OK;
	e = calendar_parameter_get(m->a, m->db, "cosign.offline", m->today, m->i.agency, NULL, &most);
	if (e != OK)
		return e;
	if (d->code_age > most.value * HOUR_US)
		return insp_refuse(m, ERR_INPUT, "code", "code_old", NULL);
	if (m->i.arrived_at != TIME_NONE && m->now - d->code_age < m->i.arrived_at - CODE_SLACK_US)
		return insp_refuse(m, ERR_INPUT, "code", "code_early", NULL);
	e = people_code_take(m->a, m->db, d->signer, d->code_step, &fresh);
	if (e == OK && !fresh)
		return insp_refuse(m, ERR_INPUT, "code", "code_used", NULL);
	insp_note(m, "typed_before_s", json_integer(d->code_age / SECOND_US));
	if (d->skew > SKEW_SAID_US || d->skew < -SKEW_SAID_US)
		insp_note(m, "phone_clock_off_s", json_integer(d->skew / SECOND_US));
	return e;
}

static enum err
do_fn(struct arena *a, struct db *db, void *ctx)
{
	struct doing *x = ctx;
	struct insp_move m = { .a = a, .db = db, .act = x->act, .key = &x->d->key, .t = action_of(x->d->key.action), .in = x->d->in,
	    .p = x->p, .signer = x->d->signer != 0 ? x->d->signer : x->act->principal };
	char text[REF_TEXT_SIZE];
	bool yes = false;
	enum err e;

	*x->p = x->before;
	*x->p->tail = NULL;
	if (m.t == NULL || (m.t->who == BY_NEW) != ref_zero(x->d->key.ref))
		return err_set(ERR_NOT_FOUND, "no such act");
	e = insp_begin(&m, x->d->key.ref);
	if (e == OK)
		e = may(&m, &yes);
	if (e == OK && !yes)
		return err_set(ERR_DENIED, "%s is not his to do", m.t->code);
	if (e == OK && !now_possible(&m))
		return insp_refuse(&m, ERR_STATE, "", m.i.approval_late ? "inspect_late" : "inspect_state", NULL);
	if (e == OK && m.t->who != BY_NEW && x->d->version >= 0 && x->d->version != m.i.version)
		return insp_refuse(&m, ERR_CONFLICT, "", "moved_on", NULL);
	if (e == OK)
		e = take_code(&m, x->d);
	if (e == OK)
		e = m.t->run(&m);
	if (e == OK && m.p->n > 0)
		e = err_set(ERR_INPUT, "%s: %s %s", m.t->code, m.p->first->field, m.p->first->code);
	if (e == OK && !m.silent)
		e = insp_end(&m, arena_printf(a, "inspection.%s", m.t->code));
	if (e != OK)
		return e;
	ref_text(m.i.ref, text);
	db_answer(db, arena_printf(a, "inspection %s", text));
	return OK;
}

enum err
inspection_do(struct arena *a, struct db *db, const struct act *act, const struct inspection_doing *d, struct problems *p,
    const char **answer)
{
	struct doing x = { .act = act, .d = d, .p = p, .before = *p };
	struct act keyed = *act;
	char text[REF_TEXT_SIZE];

	x.act = &keyed;
	ref_text(d->key.ref, text);
	if (keyed.key != NULL)
		keyed.body = arena_printf(a, "inspection %s %s %s", text, d->key.action, input_to_json(a, d->in));
	return db_tx_run(a, db, &keyed, do_fn, &x, answer);
}
