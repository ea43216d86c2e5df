/* approval.c - chains of approval: the next duty agrees or returns; the last agreement carries the act out. */
#include <string.h>

#include "lib/act/priv.h"
#include "lib/act/words.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/deputy.h"
#include "lib/record/document.h"
#include "lib/record/record.h"

struct approving {
	const struct act *act;
	const struct act_kind *kind;
	struct ref ref;
	bool agree;
	const char *words;
	struct problems *p, before;
};

/* What an approval is of, read before the subject is locked. */
struct asked {
	struct act_key key;
	const char *input, *duty;
	int64_t document, requested_by;
	int at_step, steps;
};
#define ASKED "select id, subject_ref, part_ref, action, input, document_id, at_step, requested_by," \
	" chain[at_step + 1] as duty," \
	" cardinality(chain) as steps from xz.act_approval"

static struct asked
asked_of(struct db_row r)
{
	return (struct asked){ .key = { .ref = row_ref(r, "subject_ref"), .part = row_ref_or_zero(r, "part_ref"),
	    .action = row_text(r, "action") }, .input = row_text(r, "input"), .duty = row_text_or(r, "duty", ""),
	    .document = row_i64_or(r, "document_id", 0), .requested_by = row_i64(r, "requested_by"),
	    .at_step = row_i32(r, "at_step"), .steps = row_i32(r, "steps") };
}

static enum err
load_asked(struct act_move *m, struct ref ref, struct asked *out)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, ASKED " where ref = $1 and subject_kind = $2", DB_REF(ref),
	    DB_TEXT(m->kind->subject));

	if (e != OK)
		return e;
	*out = asked_of(r);
	m->key = &out->key;
	m->approval = row_i64(r, "id");
	return OK;
}

/* Read again under the subject's lock: another approver may have been first. */
static enum err
still_there(struct act_move *m, const struct asked *q)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select state, at_step from xz.act_approval where id = $1", DB_I64(m->approval));

	if (e == OK && (strcmp(row_text(r, "state"), "pending") != 0 || row_i32(r, "at_step") != q->at_step))
		e = err_set(ERR_STATE, "the approval has moved on");
	return e;
}

static enum err
approver_may(struct act_move *m, const struct asked *q)
{
	struct act_subject s = m->kind->now(m);
	uint32_t bit = people_duty_bit(q->duty);

	if ((m->actor.duties & bit) == 0 || m->actor.agency != s.agency ||
	    (bit == DUTY_UNIT_HEAD && m->actor.unit != s.unit))
		return err_set(ERR_DENIED, "the approval waits for %s", q->duty);
	if (m->actor.account == q->requested_by)
		return act_refuse(m, ERR_STATE, "", "own_request", NULL);
	return m->kind->apart != NULL ? m->kind->apart(m, bit) : OK;
}

/* Four eyes are not two: each step of a chain is another person's. */
static enum err
new_to_chain(struct act_move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.act_approval_step where approval_id = $1 and account_id = $2) as yes",
	    DB_I64(m->approval), DB_I64(m->actor.account));

	return e == OK && row_bool(r, "yes") ? act_refuse(m, ERR_STATE, "", "approved_before", NULL) : e;
}

/* The verdict as a row of the chain, if it is theirs to give. */
static enum err
verdict_row(struct act_move *m, const struct asked *q, bool agree, const char *words)
{
	enum err e = approver_may(m, q);

	if (e == OK)
		e = new_to_chain(m);
	if (e == OK && !agree && str_empty(words))
		e = act_refuse(m, ERR_INPUT, "words", "required", NULL);
	return e == OK ? DB_EXEC(m->a, m->db,
	    "insert into xz.act_approval_step (approval_id, n, duty, account_id, verdict, words, at)"
	    " values ($1, $2, $3, $4, $5, $6, $7)", DB_I64(m->approval), DB_I64(q->at_step), DB_TEXT(q->duty),
	    DB_I64(m->actor.account), DB_TEXT(agree ? "agree" : "return"), DB_TEXT(words != NULL ? words : ""),
	    DB_TIME(m->now)) : e;
}

/* The verdict as a step of the record, with the words sealed. */
static enum err
verdict_step(struct act_move *m, const struct approving *d, const struct asked *q)
{
	json_t *payload, *words = NULL;
	char text[REF_TEXT_SIZE];
	enum err e = record_side(m->a, m->db, m->kind->now(m).chain, str_empty(d->words) ? NULL : d->words, &words);

	if (e != OK)
		return e;
	ref_text(d->ref, text);
	payload = json_pack("{s:s,s:s,s:o}", "approval", text, "verdict", d->agree ? "agree" : "return",
	    "words", words);
	e = act_stands_for(m, people_duty_bit(q->duty), payload);
	if (e == OK)
		e = act_step_put(m, arena_printf(m->a, "%s.%s", m->t->action, q->duty), payload);
	json_decref(payload);
	return e;
}

enum err
act_approval_drop(struct act_move *m, int64_t approval, int64_t document)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.act_approval set state = 'returned', ended_at = $2 where id = $1",
	    DB_I64(approval), DB_TIME(m->now));

	return e == OK && document != 0 ? record_document_void(m->a, m->db, document) : e;
}

static void
drop(void *json)
{
	json_decref(json);
}

/* The chain's steps as the paper prints them. */
static enum err
chain_for_paper(struct act_move *m)
{
	const struct db_rows *rows;
	char at[TIME_TEXT_SIZE];
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select s.verdict, s.words, s.at, k.name_zh, c.display_name || coalesce('" ACT_STANDS_IN "' ||"
	    PEOPLE_STOOD_FOR("s.account_id", "s.duty", "s.at") " || '）', '') as name"
	    " from xz.act_approval_step s join xz.people_account c on c.id = s.account_id"
	    " join xz.people_duty_kind k on k.code = s.duty where s.approval_id = $1 order by s.n",
	    DB_I64(m->approval));

	m->approvals = json_array();
	arena_defer(m->a, drop, m->approvals);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		time_text(row_time(r, "at"), at);
		at[10] = '\0';
		json_array_append_new(m->approvals, json_pack("{s:s,s:s,s:s,s:s,s:s}", "duty",
		    row_text(r, "name_zh"), "name", row_text(r, "name"), "verdict", row_text(r, "verdict"),
		    "words", row_text(r, "words"), "on", at));
	}
	return e;
}

/* The input that was asked for, read again as it was typed. */
static enum err
kept_input(struct act_move *m, const char *json)
{
	enum err e = OK;

	m->in = input_new(m->a, m->step->fields);
	if (m->step->prepare != NULL)
		e = m->step->prepare(m);
	if (e == OK && !input_from_json(m->in, json))
		e = err_set(ERR_DB, "an approval's input does not fit its form");
	if (e == OK)
		input_read(m->in, m->now, m->p);
	return e;
}

static enum err
fits_still(struct act_move *m)
{
	enum err e = act_possible(m);

	if (e == ERR_STATE)
		act_problem(m, "", "moved_on", NULL);
	return e;
}

static enum err
last_agreement(struct act_move *m, const struct asked *q)
{
	static const act_stage stages[] = { chain_for_paper, fits_still, act_guards, act_check, act_carry_out, NULL };
	enum err e;

	m->final = true;
	m->occurred = m->now;		/* it takes effect now, not when it was asked for */
	m->requester = q->requested_by;
	m->document_id = q->document;
	e = kept_input(m, q->input);
	return e == OK ? act_run(m, stages) : e;
}

static enum err
move_on(struct act_move *m, const struct asked *q, bool agree, bool last)
{
	if (!agree)
		return act_approval_drop(m, m->approval, q->document);
	return DB_EXEC(m->a, m->db, "update xz.act_approval set at_step = at_step + 1,"
	    " state = case when $2 then 'approved' else state end, ended_at = case when $2 then $3::timestamptz end"
	    " where id = $1", DB_I64(m->approval), DB_BOOL(last), DB_TIME(m->now));
}

static enum err
stays_as_it_is(struct act_move *m)
{
	enum err e;

	m->to = "=";
	e = m->kind->save(m);
	return e == OK ? act_tasks(m) : e;
}

static enum err
answered(struct act_move *m, const struct approving *d, const struct asked *q)
{
	bool last = q->at_step + 1 == m->t->chain_n;
	enum err e = move_on(m, q, d->agree, last);

	m->gives_back = !d->agree;
	if (e != OK)
		return e;
	return d->agree && last ? last_agreement(m, q) : stays_as_it_is(m);
}

static enum err
approve_fn(struct arena *a, struct db *db, void *ctx)
{
	struct approving *d = ctx;
	struct act_move *m = ARENA_NEW(a, struct act_move);
	struct asked q;
	enum err e;

	act_problems_restore(d->p, &d->before);
	*m = (struct act_move){ .a = a, .db = db, .act = d->act, .kind = d->kind, .p = d->p };
	e = load_asked(m, d->ref, &q);
	if (e == OK)
		e = act_begin(m, true);
	if (e == OK)
		e = still_there(m, &q);
	if (e == OK)
		e = verdict_row(m, &q, d->agree, d->words);
	if (e == OK)
		e = verdict_step(m, d, &q);
	if (e == OK)
		e = answered(m, d, &q);
	if (e == OK)
		act_answer(m);
	return e;
}

enum err
act_approve(struct arena *a, struct db *db, const struct act *act, const struct act_kind *kind, struct ref approval,
    bool agree, const char *words, struct problems *p, const char **answer)
{
	struct act keyed = *act;
	struct approving d = { &keyed, kind, approval, agree, words, p, *p };
	char text[REF_TEXT_SIZE];

	ref_text(approval, text);
	if (keyed.key != NULL)
		keyed.body = arena_printf(a, "approve %s %d %s", text, agree, words != NULL ? words : "");
	return db_tx_run(a, db, &keyed, approve_fn, &d, answer);
}

enum err
act_verdict(struct act_move *m, bool agree, const char *words, struct act_verdict *out)
{
	struct asked q;
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, ASKED " where subject_kind = $1 and subject_id = $2 and state = 'pending'"
	    " order by id limit 1", DB_TEXT(m->kind->subject), DB_I64(m->kind->now(m).id));

	if (e != OK)
		return e;
	q = asked_of(r);
	m->approval = row_i64(r, "id");
	*out = (struct act_verdict){ .duty = q.duty, .agree = agree, .last = q.at_step + 1 == q.steps };
	e = verdict_row(m, &q, agree, words);
	return e == OK ? move_on(m, &q, agree, out->last) : e;
}

enum err
act_approval_paper(struct act_move *m, int64_t document)
{
	return DB_EXEC(m->a, m->db, "update xz.act_approval set document_id = $2 where id = $1", DB_I64(m->approval),
	    DB_ID(document));
}
