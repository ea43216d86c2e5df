/* kind.c - a case as the subject of acts: how it is read, locked, saved, and where its parts come from. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/caseflow/case_priv.h"

static const struct act_step *const steps[] = { caseflow_clue_steps, caseflow_filing_steps, caseflow_investigate_steps,
    caseflow_correct_steps, caseflow_police_steps, caseflow_test_steps,
    caseflow_measure_steps, caseflow_report_steps, caseflow_review_steps, caseflow_notice_steps, caseflow_back_steps,
    caseflow_hearing_steps, caseflow_decide_steps, caseflow_execute_steps, caseflow_court_steps,
    caseflow_remedy_steps, caseflow_close_steps, caseflow_summary_steps, caseflow_cash_steps, caseflow_publish_steps,
    caseflow_term_steps, caseflow_anew_steps, caseflow_defend_steps, caseflow_outcome_steps,
    caseflow_file_steps, caseflow_door_steps, caseflow_recusal_steps,
    caseflow_hearing_stop_steps, caseflow_open_steps, caseflow_serve_steps, caseflow_faulty_steps,
    caseflow_reissue_steps, caseflow_goods_steps, NULL };

const struct act_step *
caseflow_step_find(const char *code)
{
	return act_step_find(&caseflow_kind, code);
}

const struct case_source *
case_source(const struct act_move *m)
{
	static const struct case_source none;

	return m->key->source != NULL ? m->key->source : &none;
}

/* A file that is about to be opened: of the actor's agency and unit. */
static enum err
new_file(struct act_move *m)
{
	int32_t version;
	enum err e;

	if (m->key->procedure == NULL)
		return err_set(ERR_NOT_FOUND, "no procedure");
	e = act_procedure_newest(m->a, m->db, m->key->procedure, &version);
	if (e == OK)
		*case_of(m) = (struct case_file){ .procedure = m->key->procedure,
		    .procedure_version = version, .state = "-", .phase = "", .agency = m->actor.agency,
		    .unit = m->actor.unit, .act_from = DAY_NONE, .act_to = DAY_NONE,
		    .filed_on = DAY_NONE, .suspended_from = DAY_NONE, .title = "", .cause_name = "", .field = "",
		    .agency_name = "", .unit_name = "" };
	return e;
}

static enum err
load(struct act_move *m, bool lock)
{
	struct case_move *own = m->own;
	enum err e = m->is_new ? new_file(m) : case_load_acting(m, lock);

	own->on_track = !ref_zero(m->key->part);
	if (e == OK && own->on_track)
		e = track_load(m->a, m->db, m->key->part, own->cf.id, &own->tr);
	if (e == OK)
		e = act_transition_find(m->a, m->db, own->cf.procedure, own->cf.procedure_version,
		    m->key->action, &m->t);
	if (e == OK && (strcmp(m->t->scope, "track") == 0) != own->on_track)
		return err_set(ERR_NOT_FOUND, "action %s is of another scope", m->key->action);
	return e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct case_move *own = m->own;
	struct act_subject s = { .id = own->cf.id, .chain = own->cf.chain_id, .agency = own->cf.agency,
	    .unit = own->cf.unit, .field = own->cf.field, .ref = own->cf.ref,
	    .version = own->cf.version, .state = own->cf.state };

	if (own->on_track) {
		s.part = own->tr.id;
		s.part_ref = own->tr.ref;
		s.state = own->tr.state;
	}
	return s;
}

bool
case_stands_still(const struct act_move *m)
{
	return on_track(m) && !track_of(m)->decided && strcmp(case_of(m)->phase, "handling") != 0;
}

static enum err
possible(struct act_move *m)
{
	if (case_stands_still(m))
		return err_set(ERR_STATE, "%s waits for the investigation", m->t->action);
	return OK;
}

/* The case's version counts acts on its tracks too: its page shows them all. */
static enum err
save(struct act_move *m)
{
	struct case_move *own = m->own;
	bool stays = strcmp(m->to, "=") == 0;
	enum err e = DB_EXEC(m->a, m->db,
	    "with part as (update xz.caseflow_track set version = version + 1,"
	    " state = case when $2 then state else $3 end where id = $4)"
	    " update xz.caseflow_case set version = version + 1,"
	    " state = case when $2 or $4::bigint is not null then state else $3 end where id = $1",
	    DB_I64(own->cf.id), DB_BOOL(stays), DB_TEXT(m->to), DB_ID(own->on_track ? own->tr.id : 0));

	if (e == OK && !stays)
		*(own->on_track ? &own->tr.state : &own->cf.state) = m->to;
	return e;
}

static enum err
stale(struct act_move *m)
{
	return case_approvals_end(m, false);
}

/* The officer of the case that the form names, or the act itself has chosen; of goods their keeper. */
static enum err
second(struct act_move *m, struct act_signer *out)
{
	const struct case_move *own = m->own;
	struct ref said = { { 0 } };
	struct db_row r;
	enum err e;

	if (own->signer.account != 0) {
		*out = own->signer;
		return OK;
	}
	if (m->second == 0 && !input_ref(m->in, "second", &said))
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "select o.account_id, o.name, o.certificate_no from xz.caseflow_officer o"
	    " join xz.people_principal p on p.id = o.account_id"
	    " where o.case_id = $1 and (o.account_id = $2 or p.ref = $3) and o.state = 'accepted'"
	    " order by o.role = 'verifier', o.id limit 1",
	    DB_I64(case_of(m)->id), DB_ID(m->second), DB_REF_OR_NULL(said));
	if (e == OK)
		*out = (struct act_signer){ row_i64(r, "account_id"), row_text(r, "name"),
		    row_text(r, "certificate_no") };
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
clock_open(struct act_move *m, const char *rule, int32_t day)
{
	int64_t id;

	return case_clock_open(m, rule, day, &id);
}

static enum err
clock_met(struct act_move *m, const char *rule)
{
	return case_clock_close(m, rule, "met");
}

const struct act_kind caseflow_kind = {
	.subject = "case", .steps = steps, .guards = caseflow_guards, .own_size = sizeof(struct case_move),
	.telling = case_takes_over, .load = load, .now = now, .may = case_may, .possible = possible,
	.apart = case_apart, .before_guards = case_own_certificate, .save = save, .stale = stale, .paper = case_paper,
	.second = second, .clock_open = clock_open, .clock_close = clock_met, .wanted = case_wanted,
	.task_clocks = case_task_clocks, .search = case_search,
};
