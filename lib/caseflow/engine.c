/* engine.c - one act on a case: finds the transition, asks who may, tests the
 * guards, carries it out, all in one transaction. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/clock.h"
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

/* Loads everything a move stands on; lock when it will write. */
static enum err
begin(struct move *m, const struct caseflow_key *key, bool lock)
{
	const char *procedure = key->procedure;
	int32_t version = 1;
	enum err e = people_actor_load(m->a, m->db, m->act->principal, &m->actor);

	m->is_new = ref_zero(key->case_ref);
	m->subject = key->subject;
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
	} else if (e == OK) {
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
	/* while the case is investigated again its tracks stand still */
	if (e == OK && m->on_track && (strcmp(m->cf.phase, "investigation") == 0 || strcmp(m->cf.phase, "review") == 0))
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
	e = begin(m, key, false);
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
paper(struct move *m)
{
	struct record_document_new d = { .type = m->document, .subject_id = m->cf.id,
	    .track_id = m->on_track ? m->tr.id : 0, .agency = m->cf.agency, .unit = m->cf.unit,
	    .made_by = m->requester, .made_at = m->now };
	json_t *data;
	enum err e = OK;

	if (m->document == NULL)
		return OK;
	e = move_document_data(m, &data);
	if (e == OK && m->document_id == 0)
		e = record_document_draft(m->a, m->db, &d, data, &m->document_id);
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
	enum err e = OK;

	if (m->action->apply != NULL)
		e = m->action->apply(m);
	if (e == OK && m->p->n > 0)
		e = err_set(ERR_INPUT, "%s: refused by its own check", m->t->action);
	if (e == OK)
		e = move_update_state(m);
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
	json_t *payload = NULL, *data = NULL;
	struct record_document_new d = { .type = m->document, .subject_id = m->cf.id,
	    .track_id = m->on_track ? m->tr.id : 0, .agency = m->cf.agency, .unit = m->cf.unit,
	    .made_by = m->actor.account, .made_at = m->now };
	enum err e = OK;

	if (m->document != NULL) {
		e = move_document_data(m, &data);
		if (e == OK)
			e = record_document_draft(m->a, m->db, &d, data, &m->document_id);
	}
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
	e = begin(m, d->key, true);
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

/* ---- approvals */

struct approving {
	const struct act *act;
	struct ref ref;
	bool agree;
	const char *words;
	struct problems *p;
};

static enum err
load_approval(struct move *m, struct ref ref, struct db_row *out)
{
	struct caseflow_key key = { .action = NULL };
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, out,
	    "select p.id, p.action, p.input, p.document_id, p.chain, p.at_step, p.state, p.requested_by,"
	    " p.occurred_at, c.ref as case_ref, k.ref as track_ref, p.chain[p.at_step + 1] as duty"
	    " from xz.caseflow_approval p join xz.caseflow_case c on c.id = p.case_id"
	    " left join xz.caseflow_track k on k.id = p.track_id where p.ref = $1", DB_REF(ref));

	if (e != OK)
		return e;
	key.case_ref = row_ref(*out, "case_ref");
	key.track_ref = row_ref_or_zero(*out, "track_ref");
	key.action = row_text(*out, "action");
	e = begin(m, &key, true);
	if (e != OK)
		return e;
	/* read again under the case's lock: another approver may have been first */
	e = DB_ONE(m->a, m->db, &r, "select state, at_step from xz.caseflow_approval where ref = $1", DB_REF(ref));
	if (e == OK && (strcmp(row_text(r, "state"), "pending") != 0 ||
	    row_i32(r, "at_step") != row_i32(*out, "at_step")))
		e = err_set(ERR_STATE, "the approval has moved on");
	m->approval_id = row_i64(*out, "id");
	m->requester = row_i64(*out, "requested_by");
	return e;
}

static enum err
approver_may(struct move *m, struct db_row row)
{
	uint32_t bit = people_duty_bit(row_text(row, "duty"));

	if ((m->actor.duties & bit) == 0 || m->actor.agency != m->cf.agency ||
	    (bit == DUTY_UNIT_HEAD && m->actor.unit != m->cf.unit))
		return err_set(ERR_DENIED, "the approval waits for %s", row_text(row, "duty"));
	if (m->actor.account == row_i64(row, "requested_by")) {
		move_problem(m, "", "own_request", NULL);
		return ERR_STATE;
	}
	return OK;
}

static enum err
chain_steps(struct move *m)
{
	const struct db_rows *rows;
	char at[TIME_TEXT_SIZE];
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select s.duty, s.verdict, s.words, s.at, c.display_name, k.name_zh"
	    " from xz.caseflow_approval_step s join xz.people_account c on c.id = s.account_id"
	    " join xz.people_duty_kind k on k.code = s.duty where s.approval_id = $1 order by s.n",
	    DB_I64(m->approval_id));

	m->approvals = json_array();
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		time_text(row_time(r, "at"), at);
		at[10] = '\0';
		json_array_append_new(m->approvals, json_pack("{s:s,s:s,s:s,s:s,s:s}", "duty",
		    row_text(r, "name_zh"), "name", row_text(r, "display_name"), "verdict",
		    row_text(r, "verdict"), "words", row_text(r, "words"), "on", at));
	}
	return e;
}

static enum err
returned(struct move *m, struct db_row row)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_approval set state = 'returned', ended_at = $2 where id = $1",
	    DB_I64(m->approval_id), DB_TIME(m->now));

	if (e == OK && row_has(row, "document_id"))
		e = record_document_void(m->a, m->db, row_i64(row, "document_id"));
	return e;
}

static enum err
last_agreement(struct move *m, struct db_row row)
{
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.caseflow_approval set state = 'approved', ended_at = $2, at_step = at_step + 1 where id = $1",
	    DB_I64(m->approval_id), DB_TIME(m->now));

	m->final = true;
	m->occurred = m->now;
	m->document_id = row_i64_or(row, "document_id", 0);
	m->in = input_new(m->a, m->action->fields);
	if (e == OK && m->action->prepare != NULL)
		e = m->action->prepare(m);
	if (e == OK && !input_from_json(m->in, row_text(row, "input")))
		e = err_set(ERR_DB, "an approval's input does not fit its form");
	if (e == OK)
		input_read(m->in, m->now, m->p);
	if (e == OK)
		e = chain_steps(m);
	if (e == OK && !transition_from(m->t, m->on_track ? m->tr.state : m->cf.state)) {
		move_problem(m, "", "moved_on", NULL);
		e = ERR_STATE;
	}
	if (e == OK)
		e = move_guards(m);
	if (e == OK && m->action->check != NULL)
		e = m->action->check(m);
	if (e == OK && m->p->n > 0)
		e = err_set(ERR_INPUT, "%s: %s %s", m->t->action, m->p->first->field, m->p->first->code);
	return e == OK ? move_carry_out(m) : e;
}

static enum err
approve_fn(struct arena *a, struct db *db, void *ctx)
{
	struct approving *d = ctx;
	struct move *m = ARENA_NEW(a, struct move);
	json_t *payload, *words;
	char text[REF_TEXT_SIZE];
	struct db_row row;
	bool last;
	enum err e;

	*m = (struct move){ .a = a, .db = db, .act = d->act, .p = d->p };
	problems_init(d->p, d->p->arena);
	e = load_approval(m, d->ref, &row);
	if (e == OK)
		e = approver_may(m, row);
	if (e == OK && !d->agree && str_empty(d->words)) {
		move_problem(m, "words", "required", NULL);
		e = ERR_INPUT;
	}
	if (e == OK)
		e = DB_EXEC(a, db,
		    "insert into xz.caseflow_approval_step (approval_id, n, duty, account_id, verdict, words, at)"
		    " values ($1, $2, $3, $4, $5, $6, $7)", DB_I64(m->approval_id),
		    DB_I64(row_i64(row, "at_step")), DB_TEXT(row_text(row, "duty")), DB_I64(m->actor.account),
		    DB_TEXT(d->agree ? "agree" : "return"), DB_TEXT(d->words != NULL ? d->words : ""),
		    DB_TIME(m->now));
	if (e == OK)
		e = record_side(a, db, m->cf.chain_id, str_empty(d->words) ? NULL : d->words, &words);
	if (e != OK)
		return e;
	ref_text(d->ref, text);
	payload = json_pack("{s:s,s:s,s:o}", "approval", text, "verdict", d->agree ? "agree" : "return", "words", words);
	e = move_step(m, arena_printf(a, "%s.%s", m->t->action, row_text(row, "duty")), payload);
	json_decref(payload);
	last = row_i32(row, "at_step") + 1 == m->t->chain_n;
	if (e == OK && !d->agree)
		e = returned(m, row);
	else if (e == OK && !last)
		e = DB_EXEC(a, db, "update xz.caseflow_approval set at_step = at_step + 1 where id = $1",
		    DB_I64(m->approval_id));
	if (e == OK && d->agree && last) {
		e = last_agreement(m, row);
	} else if (e == OK) {
		m->to = "=";
		e = move_update_state(m);
		if (e == OK)
			e = move_tasks(m);
	}
	if (e != OK)
		return e;
	ref_text(m->cf.ref, text);
	db_answer(db, arena_printf(a, "/desk/cases/%s", text));
	return OK;
}

enum err
caseflow_approve(struct arena *a, struct db *db, const struct act *act, struct ref approval,
    bool agree, const char *words, struct problems *p, const char **answer)
{
	struct approving d = { act, approval, agree, words, p };
	struct act keyed = *act;
	char text[REF_TEXT_SIZE];

	ref_text(approval, text);
	if (keyed.key != NULL)
		keyed.body = arena_printf(a, "approve %s %d %s", text, agree, words != NULL ? words : "");
	return db_tx_run(a, db, &keyed, approve_fn, &d, answer);
}

/* ---- countersignatures */

struct signing {
	const struct act *act;
	struct ref ref;
	int64_t signer;
	const char *method, *words;
	bool agree;
	struct problems *p;
};

static enum err
load_cosign(struct move *m, struct ref ref, struct db_row *out)
{
	struct caseflow_key key = { .action = NULL };
	enum err e = DB_ONE(m->a, m->db, out,
	    "select s.id, s.action, s.document_id, s.account_id, s.step_seq, s.state, c.ref as case_ref,"
	    " k.ref as track_ref from xz.caseflow_cosign s join xz.caseflow_case c on c.id = s.case_id"
	    " left join xz.caseflow_track k on k.id = s.track_id where s.ref = $1", DB_REF(ref));

	if (e != OK)
		return e;
	key.case_ref = row_ref(*out, "case_ref");
	key.track_ref = row_ref_or_zero(*out, "track_ref");
	key.action = row_text(*out, "action");
	return begin(m, &key, true);
}

static enum err
sign_fn(struct arena *a, struct db *db, void *ctx)
{
	struct signing *d = ctx;
	struct move *m = ARENA_NEW(a, struct move);
	json_t *payload, *words;
	char text[REF_TEXT_SIZE];
	struct db_row row;
	enum err e;

	*m = (struct move){ .a = a, .db = db, .act = d->act, .p = d->p };
	problems_init(d->p, d->p->arena);
	e = load_cosign(m, d->ref, &row);
	if (e == OK && row_i64(row, "account_id") != d->signer)
		e = err_set(ERR_DENIED, "another officer's countersignature");
	if (e == OK && strcmp(row_text(row, "state"), "waiting") != 0)
		e = err_set(ERR_STATE, "already countersigned or refused");
	if (e == OK && !d->agree && str_empty(d->words)) {
		move_problem(m, "words", "required", NULL);
		e = ERR_INPUT;
	}
	if (e == OK)
		e = DB_EXEC(a, db,
		    "update xz.caseflow_cosign set state = $2, method = $3, signed_at = $4, words = $5 where id = $1",
		    DB_I64(row_i64(row, "id")), DB_TEXT(d->agree ? "signed" : "refused"), DB_TEXT(d->method),
		    DB_TIME(m->now), DB_TEXT(d->words));
	if (e == OK && row_has(row, "document_id"))
		e = d->agree ? record_document_seal(a, db, row_i64(row, "document_id"), m->now)
		    : record_document_void(a, db, row_i64(row, "document_id"));
	if (e == OK)
		e = record_side(a, db, m->cf.chain_id, str_empty(d->words) ? NULL : d->words, &words);
	if (e != OK)
		return e;
	payload = json_pack("{s:i,s:b,s:s,s:o}", "step", row_i32(row, "step_seq"), "signed", d->agree,
	    "method", d->method, "words", words);
	e = move_step(m, "countersign", payload);
	json_decref(payload);
	m->to = "=";
	if (e == OK)
		e = move_update_state(m);
	if (e == OK)
		e = move_tasks(m);
	if (e != OK)
		return e;
	ref_text(m->cf.ref, text);
	db_answer(db, arena_printf(a, "/desk/cases/%s", text));
	return OK;
}

enum err
caseflow_countersign(struct arena *a, struct db *db, const struct act *act, struct ref cosign,
    int64_t signer, const char *method, bool agree, const char *words, struct problems *p,
    const char **answer)
{
	struct signing d = { act, cosign, signer, method, words, agree, p };
	struct act keyed = *act;
	char text[REF_TEXT_SIZE];

	ref_text(cosign, text);
	if (keyed.key != NULL)
		keyed.body = arena_printf(a, "countersign %s %d", text, agree);
	return db_tx_run(a, db, &keyed, sign_fn, &d, answer);
}
