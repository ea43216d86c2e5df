/* approval.c - chains of approval: the next duty agrees or returns; the last agreement carries the step out. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/move.h"
#include "lib/record/document.h"
#include "lib/record/record.h"

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
	e = move_begin(m, &key, true);
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
	return move_apart(m, bit);
}

/* Four eyes are not two: each step of a chain is another person's. */
static enum err
new_to_chain(struct move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_approval_step where approval_id = $1 and account_id = $2) as yes",
	    DB_I64(m->approval_id), DB_I64(m->actor.account));

	if (e == OK && row_bool(r, "yes")) {
		move_problem(m, "", "approved_before", NULL);
		return ERR_STATE;
	}
	return e;
}

static enum err
chain_steps(struct move *m)
{
	const struct db_rows *rows;
	char at[TIME_TEXT_SIZE];
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select s.verdict, s.words, s.at, k.name_zh, c.display_name || coalesce('（代' || (select f.display_name"
	    "   from xz.people_deputy p join xz.people_account f on f.id = p.from_account where p.to_account = s.account_id"
	    "   and p.duty = s.duty and (s.at at time zone 'Asia/Shanghai')::date between p.from_day and p.until_day"
	    "   and coalesce(p.revoked_at, 'infinity') > s.at order by p.id limit 1) || '）', '') as name"
	    " from xz.caseflow_approval_step s join xz.people_account c on c.id = s.account_id"
	    " join xz.people_duty_kind k on k.code = s.duty where s.approval_id = $1 order by s.n",
	    DB_I64(m->approval_id));

	m->approvals = json_array();
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		time_text(row_time(r, "at"), at);
		at[10] = '\0';
		json_array_append_new(m->approvals, json_pack("{s:s,s:s,s:s,s:s,s:s}", "duty",
		    row_text(r, "name_zh"), "name", row_text(r, "name"), "verdict",
		    row_text(r, "verdict"), "words", row_text(r, "words"), "on", at));
	}
	return e;
}

enum err
move_approvals_end(struct move *m, bool undecided)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "update xz.caseflow_approval p set state = 'returned', ended_at = $2 where p.case_id = $1 and p.state = 'pending'"
	    " and p.id <> $3 and (($4 and exists (select from xz.caseflow_track k where k.id = p.track_id and not exists"
	    "     (select from xz.caseflow_decision d where d.track_id = k.id)))"
	    "   or not exists (select from xz.caseflow_case c join xz.caseflow_transition t on t.procedure = c.procedure"
	    "     and t.version = c.procedure_version left join xz.caseflow_track k on k.id = p.track_id"
	    "     where c.id = p.case_id and t.action = p.action and coalesce(k.state, c.state) = any (t.from_states)))"
	    " returning p.document_id",
	    DB_I64(m->cf.id), DB_TIME(m->now), DB_I64(m->approval_id), DB_BOOL(undecided));

	for (i = 0; e == OK && i < db_count(rows); i++)
		if (row_has(db_at(rows, i), "document_id"))
			e = record_document_void(m->a, m->db, row_i64(db_at(rows, i), "document_id"));
	if (e == OK && db_count(rows) > 0)
		move_note(m, "approvals_ended", json_integer(db_count(rows)));
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
	if (e == OK && (move_stands_still(m) || !transition_from(m->t, m->on_track ? m->tr.state : m->cf.state))) {
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
	if (e == OK)
		e = new_to_chain(m);
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
	e = move_for(m, people_duty_bit(row_text(row, "duty")), payload);
	if (e == OK)
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
