/* engine.c - one act on a case: finds the transition, asks who may, tests the
 * guards, carries it out, all in one transaction. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/move.h"
#include "lib/record/document.h"
#include "lib/record/record.h"

void
move_problem(struct move *m, const char *field, const char *code, const char *arg)
{
	problem_add(m->p, field, code, arg);
}

void
move_note(struct move *m, const char *name, json_t *value)
{
	if (m->payload == NULL)
		m->payload = json_object();
	json_object_set_new(m->payload, name, value);
}

void
move_doc(struct move *m, const char *name, json_t *value)
{
	if (m->doc == NULL)
		m->doc = json_object();
	json_object_set_new(m->doc, name, value);
}

enum err
move_begin(struct move *m, const struct caseflow_key *key, bool lock)
{
	const char *procedure = key->procedure;
	int32_t version = 0;
	enum err e = people_actor_load(m->a, m->db, m->act->principal, &m->actor);

	m->is_new = ref_zero(key->case_ref);
	m->subject = key->subject;
	m->visit = key->visit;
	m->on_track = !ref_zero(key->track_ref);
	if (e == OK)
		e = db_now(m->a, m->db, &m->now);
	m->occurred = m->act->occurred_at != TIME_NONE ? m->act->occurred_at : m->now;
	m->today = time_day(m->now);
	m->clock_day = DAY_NONE;
	m->requester = m->actor.account;
	if (e == OK && !m->is_new) {
		e = case_load(m->a, m->db, key->case_ref, lock, &m->cf);
		procedure = m->cf.procedure;
		version = m->cf.procedure_version;
	} else if (e == OK && procedure != NULL) {
		e = procedure_newest(m->a, m->db, procedure, &version);
		m->cf = (struct case_file){ .procedure = procedure, .procedure_version = version, .state = "-",
		    .agency = m->actor.agency, .unit = m->actor.unit, .act_from = DAY_NONE, .act_to = DAY_NONE,
		    .filed_on = DAY_NONE, .suspended_from = DAY_NONE, .title = "", .cause_name = "",
		    .agency_name = "", .unit_name = "" };
	}
	if (e == OK && m->on_track)
		e = track_load(m->a, m->db, key->track_ref, m->cf.id, lock, &m->tr);
	if (e == OK)
		e = procedure != NULL ? transition_find(m->a, m->db, procedure, version, key->action, &m->t)
		    : err_set(ERR_NOT_FOUND, "no procedure");
	if (e != OK)
		return e;
	m->action = caseflow_action_find(key->action);
	if (m->action == NULL)
		return err_set(ERR_NOT_FOUND, "action %s has no function", key->action);
	if ((strcmp(m->t->scope, "track") == 0) != m->on_track)
		return err_set(ERR_NOT_FOUND, "action %s is of another scope", key->action);
	m->to = m->t->to;
	m->document = m->t->document;
	return OK;
}

bool
move_stands_still(const struct move *m)
{
	return m->on_track && !m->tr.decided && strcmp(m->cf.phase, "handling") != 0;
}

static enum err
may(struct move *m)
{
	bool allowed;
	enum err e = move_allowed(m, &allowed);

	if (e == OK && !allowed)
		return err_set(ERR_DENIED, "%s is not this actor's", m->t->action);
	if (e == OK && !transition_from(m->t, m->on_track ? m->tr.state : m->cf.state))
		return err_set(ERR_STATE, "%s is not possible in %s", m->t->action,
		    m->on_track ? m->tr.state : m->cf.state);
	if (e == OK && move_stands_still(m))
		return err_set(ERR_STATE, "%s waits for the investigation", m->t->action);
	return e;
}

enum err
caseflow_form(struct arena *a, struct db *db, const struct act *act, const struct caseflow_key *key,
    struct caseflow_form *out)
{
	struct move *m = ARENA_NEW(a, struct move);
	enum err e;

	*m = (struct move){ .a = a, .db = db, .act = act };
	m->p = ARENA_NEW(a, struct problems);
	problems_init(m->p, a);
	e = move_begin(m, key, false);
	if (e == OK)
		e = may(m);
	if (e != OK)
		return e;
	m->in = input_new(a, m->action->fields);
	if (m->action->prepare != NULL)
		e = m->action->prepare(m);
	*out = (struct caseflow_form){ .in = m->in, .cf = m->is_new ? NULL : &m->cf,
	    .track = m->on_track ? &m->tr : NULL, .chain = m->t->chain_n > 0, .cosign = m->t->cosign,
	    .document = m->document };
	return e;
}

enum err
move_step(struct move *m, const char *kind, json_t *payload)
{
	struct record_entry entry = { .chain_id = m->cf.chain_id, .kind = kind, .actor = m->actor.ref,
	    .occurred_at = m->occurred, .recorded_at = m->now, .payload = payload, .agency = m->cf.agency,
	    .unit = m->cf.unit, .subject_ref = m->cf.ref };
	enum err e;

	entry.dims = json_pack("{s:s,s:s,s:s}", "state", m->cf.state, "cause", m->cf.cause_name,
	    "procedure", m->cf.procedure);
	e = record_append(m->a, m->db, &entry, &m->step_seq);
	json_decref(entry.dims);
	return e;
}

static enum err
choose_paper(struct move *m)
{
	return m->action->paper != NULL ? m->action->paper(m) : OK;
}

static enum err
draft(struct move *m, json_t **data)
{
	struct record_document_new d = { .type = m->document, .subject_id = m->cf.id,
	    .track_id = m->on_track ? m->tr.id : 0, .agency = m->cf.agency, .unit = m->cf.unit,
	    .made_by = m->requester, .made_at = m->now };
	enum err e = move_document_data(m, data);

	if (e == OK && m->document_id == 0)
		e = record_document_draft(m->a, m->db, &d, *data, &m->document_id);
	return e;
}

/* What was drafted at the request may be of another type than what is made now: it is void, and the approval shows
 * the paper that was made. */
static enum err
replace_draft(struct move *m)
{
	json_t *data;
	bool voided;
	enum err e = record_document_void_unless(m->a, m->db, m->document_id, m->document, &voided);

	if (e != OK || !voided)
		return e;
	m->document_id = 0;
	if (m->document != NULL)
		e = draft(m, &data);
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.caseflow_approval set document_id = $2 where id = $1",
	    DB_I64(m->approval_id), DB_ID(m->document_id)) : e;
}

static enum err
paper(struct move *m)
{
	json_t *data;
	enum err e = m->document_id != 0 ? replace_draft(m) : OK;

	if (e != OK || m->document == NULL)
		return e;
	e = draft(m, &data);
	if (e == OK)
		e = record_document_freeze(m->a, m->db, m->document_id, data, m->t->cosign ? "approved" : "sealed",
		    m->now, &m->document_number, &m->document_ref);
	return e;
}

static enum err
clocks(struct move *m)
{
	int32_t day = m->clock_day != DAY_NONE ? m->clock_day : time_day(m->occurred);
	enum err e = OK;
	int64_t id;
	int i;

	for (i = 0; e == OK && i < m->t->closes_n; i++)
		e = move_clock_close(m, m->t->closes[i], "met");
	for (i = 0; e == OK && i < m->t->opens_n; i++)
		e = move_clock_open(m, m->t->opens[i], day, &id);
	return e;
}

enum err
move_update_state(struct move *m)
{
	bool stays = strcmp(m->to, "=") == 0;
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_case set version = version + 1,"
	    " state = case when $2 then state else $3 end where id = $1",
	    DB_I64(m->cf.id), DB_BOOL(stays || m->on_track), DB_TEXT(m->to));

	if (e == OK && m->on_track)
		e = DB_EXEC(m->a, m->db,
		    "update xz.caseflow_track set version = version + 1,"
		    " state = case when $2 then state else $3 end where id = $1",
		    DB_I64(m->tr.id), DB_BOOL(stays), DB_TEXT(m->to));
	if (e == OK && !stays && !m->on_track)
		m->cf.state = m->to;
	if (e == OK && !stays && m->on_track)
		m->tr.state = m->to;
	return e;
}

static enum err
ask_cosign(struct move *m)
{
	int64_t second = m->cosigner;
	enum err e = OK;

	if (!m->t->cosign)
		return OK;
	if (second == 0)
		e = account_of(m, "second", &second);
	if (e != OK)
		return e;
	return DB_EXEC(m->a, m->db,
	    "insert into xz.caseflow_cosign (case_id, track_id, step_seq, action, document_id, account_id,"
	    " officer_name, certificate_no, asked_by, asked_at)"
	    " select $1, $2, $3, $4, $5, o.account_id, o.name, o.certificate_no, $7, $8"
	    " from xz.caseflow_officer o where o.case_id = $1 and o.account_id = $6 and o.state = 'accepted'"
	    " order by o.role = 'verifier', o.id limit 1",
	    DB_I64(m->cf.id), DB_ID(m->on_track ? m->tr.id : 0), DB_I64(m->step_seq), DB_TEXT(m->t->action),
	    DB_ID(m->document_id), DB_I64(second), DB_I64(m->actor.account), DB_TIME(m->now));
}

enum err
move_carry_out(struct move *m)
{
	json_t *payload = NULL;
	enum err e = choose_paper(m);

	if (e == OK && m->action->apply != NULL)
		e = m->action->apply(m);
	if (e == OK && m->p->n > 0)
		e = err_set(ERR_INPUT, "%s: refused by its own check", m->t->action);
	if (e == OK)
		e = move_update_state(m);
	if (e == OK && strcmp(m->to, "=") != 0)		/* where nothing moved, nothing went stale */
		e = move_approvals_end(m, false);
	if (e == OK)
		e = paper(m);
	if (e == OK)
		e = move_payload(m, &payload);
	if (e == OK)
		e = move_step(m, m->t->action, payload);
	if (e == OK)
		e = ask_cosign(m);
	if (e == OK && m->action->after != NULL)
		e = m->action->after(m);
	if (e == OK)
		e = clocks(m);
	if (e == OK)
		e = move_tasks(m);
	if (e == OK)
		e = move_search(m);
	json_decref(payload);
	return e;
}

/* ---- caseflow_do */

struct doing {
	const struct act *act;
	const struct caseflow_key *key;
	int32_t version;
	struct input *in;
	struct problems *p;
};

static enum err
request_approval(struct move *m)
{
	json_t *payload = NULL, *data;
	enum err e = choose_paper(m);

	if (e == OK && m->document != NULL)
		e = draft(m, &data);
	if (e == OK)
		e = DB_EXEC(m->a, m->db,
		    "insert into xz.caseflow_approval (case_id, track_id, action, input, document_id, chain,"
		    " requested_by, requested_at, occurred_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		    DB_I64(m->cf.id), DB_ID(m->on_track ? m->tr.id : 0), DB_TEXT(m->t->action),
		    DB_TEXT(input_to_json(m->a, m->in)), DB_ID(m->document_id),
		    DB_TEXTS(m->t->chain, (size_t)m->t->chain_n), DB_I64(m->actor.account), DB_TIME(m->now),
		    DB_TIME(m->occurred));
	if (e == ERR_CONFLICT) {
		move_problem(m, "", "already_asked", NULL);
		return ERR_STATE;
	}
	m->document_id = 0;
	m->to = "=";
	if (e == OK)
		e = move_update_state(m);
	if (e == OK)
		e = move_payload(m, &payload);
	if (e == OK)
		e = move_step(m, arena_printf(m->a, "%s.asked", m->t->action), payload);
	if (e == OK)
		e = move_tasks(m);
	return e;
}

static enum err
do_fn(struct arena *a, struct db *db, void *ctx)
{
	struct doing *d = ctx;
	struct move *m = ARENA_NEW(a, struct move);
	char text[REF_TEXT_SIZE];
	enum err e;

	*m = (struct move){ .a = a, .db = db, .act = d->act, .in = d->in, .p = d->p };
	problems_init(d->p, d->p->arena);
	e = move_begin(m, d->key, true);
	if (e == OK)
		e = may(m);
	if (e == OK && !m->is_new && d->version != m->cf.version)
		e = err_set(ERR_CONFLICT, "version %d, now %d", d->version, m->cf.version);
	if (e == OK)
		e = move_guards(m);
	if (e == OK && m->action->check != NULL)
		e = m->action->check(m);
	if (e == OK && d->p->n > 0)
		e = err_set(ERR_INPUT, "%s: %s %s", m->t->action, d->p->first->field, d->p->first->code);
	if (e == OK)
		e = m->t->chain_n > 0 ? request_approval(m) : move_carry_out(m);
	if (e != OK)
		return e;
	ref_text(m->cf.ref, text);
	db_answer(db, arena_printf(a, "/desk/cases/%s", text));
	return OK;
}

enum err
caseflow_do(struct arena *a, struct db *db, const struct act *act, const struct caseflow_key *key,
    int32_t version, struct input *in, struct problems *p, const char **answer)
{
	struct doing d = { act, key, version, in, p };
	struct act keyed = *act;
	char text[REF_TEXT_SIZE];

	ref_text(key->case_ref, text);
	if (keyed.key != NULL)
		keyed.body = arena_printf(a, "%s %s %s", text, key->action, input_to_json(a, in));
	return db_tx_run(a, db, &keyed, do_fn, &d, answer);
}
