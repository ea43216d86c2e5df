/* acts.c - what is done with an alert; when and by whom: the rows of procedure.csv. */
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/monitor/priv.h"
#include "lib/record/record.h"

#define WORDS_MAX 2000

static const struct field explain_fields[] = {
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 5, .max = WORDS_MAX },
	{ .name = "promised", .type = FIELD_DAY },
	{ 0 }
};
static const struct field accept_fields[] = {
	{ .name = "reply", .type = FIELD_TEXT, .flags = FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};
static const struct field ask_again_fields[] = {
	{ .name = "reply", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = WORDS_MAX },
	{ 0 }
};

/* ---- raised: a warning that was there becomes it */

/* Of a person: theirs first, the head's and the supervision body's only when unanswered (watch.c). */
static enum err
put_hit(struct act_move *m, const struct alert_source *s)
{
	const struct alert_hit *h = s->hit;
	struct monitor_alert *x = alert_of(m);
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select xz.new_ref() as ref");

	if (e != OK)
		return e;
	x->ref = row_ref(r, "ref");
	e = record_chain_open(m->a, m->db, x->ref, "alert", m->now, &x->chain);
	if (e == OK)
		e = DB_ONE(m->a, m->db, &r,
		    "insert into xz.monitor_alert (ref, rule_id, once, subject_kind, subject_ref, number, agency_id,"
		    " unit_id, account_id, duty, level, state, due_at, raised_at, red_at, chain_id, n, of_n, person,"
		    " seen)"
		    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'red', 'open', $11, $12, $12, $13, $14, $15,"
		    " $16,"
		    " case when $16 then 'unit' else 'body' end) returning id, version, unit_id, subject_kind,"
		    " subject_ref",
		    DB_REF(x->ref), DB_I64(s->rule), DB_TEXT(h->once), DB_TEXT(h->subject_kind), DB_REF(h->subject),
		    DB_TEXT(h->number), DB_I64(h->agency), DB_ID(h->unit), DB_ID(h->account), DB_TEXT(x->duty),
		    DB_TIME(h->at), DB_TIME(m->now), DB_I64(x->chain), DB_I64(h->n), DB_I64(h->of_n),
		    DB_BOOL(h->person));
	if (e != OK)
		return e;
	x->id = row_i64(r, "id");
	x->version = row_i32(r, "version");
	x->subject_ref = h->subject;
	act_note(m, "n", json_integer(h->n));
	act_note(m, "of", json_integer(h->of_n));
	return OK;
}

static enum err
put(struct act_move *m, const struct alert_source *s)
{
	const struct clock_row *c = s->clock;
	struct monitor_alert *x = alert_of(m);
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce((select a.ref from xz.monitor_alert a where a.clock_id = $1 and a.ended_at is null),"
	    " xz.new_ref()) as ref", DB_I64(c->id));

	if (e != OK)
		return e;
	x->ref = row_ref(r, "ref");
	e = record_chain_open(m->a, m->db, x->ref, "alert", m->now, &x->chain);
	if (e != OK)
		return e;
	e = DB_ONE(m->a, m->db, &r,
	    "insert into xz.monitor_alert as a (ref, rule_id, clock_id, subject_kind, subject_ref, number, agency_id,"
	    " unit_id, account_id, duty, level, state, due_at, raised_at, red_at, chain_id, seen)"
	    " select $1, $2, $3, s.kind, s.ref, s.number, $6,"
	    " coalesce(s.unit, $7, (select c.unit_id from xz.people_account c where c.id = $8)), $8, $9, 'red',"
	    " 'open', $10, $11, $11, $12, 'body'"
	    " from xz.subject s where s.kind = $4 and s.id = $5"
	    " on conflict (ref) do update set level = 'red', state = 'open', due_at = excluded.due_at,"
	    " red_at = excluded.red_at, seen = 'body', chain_id = excluded.chain_id, rule_id = excluded.rule_id,"
	    " unit_id = excluded.unit_id, account_id = excluded.account_id, duty = excluded.duty"
	    " returning id, version, unit_id, subject_kind, subject_ref", DB_REF(x->ref), DB_I64(s->rule),
	    DB_I64(c->id), DB_TEXT(c->subject_kind), DB_I64(c->subject_id), DB_I64(c->agency), DB_ID(c->unit),
	    DB_ID(c->account), DB_TEXT(c->duty), DB_TIME(c->due_at), DB_TIME(m->now), DB_I64(x->chain));
	if (e != OK)
		return e;
	x->id = row_i64(r, "id");
	x->version = row_i32(r, "version");
	x->unit = row_i64_or(r, "unit_id", 0);
	x->subject_kind = row_text(r, "subject_kind");
	x->subject_ref = row_ref(r, "subject_ref");
	return OK;
}

static enum err
raise_it(struct act_move *m)
{
	const struct alert_source *s = m->key->source;
	char ref[REF_TEXT_SIZE], due[TIME_TEXT_SIZE];
	enum err e = s->hit != NULL ? put_hit(m, s) : put(m, s);

	if (e != OK)
		return e;
	ref_text(alert_of(m)->subject_ref, ref);
	time_text(alert_of(m)->due_at, due);
	act_note(m, "rule", json_string(s->hit != NULL ? s->hit->once : s->clock->rule));
	act_note(m, "subject", json_string(ref));
	act_note(m, "due", json_string(due));
	return OK;
}

/* ---- answered */

static enum err
side(struct act_move *m, const char *field, struct ref *ref)
{
	json_t *line;
	enum err e;

	*ref = (struct ref){ { 0 } };
	if (!input_given(m->in, field))
		return OK;
	e = record_side(m->a, m->db, alert_of(m)->chain, input_text(m->in, field), &line);
	if (e != OK)
		return e;
	if (!ref_parse(json_string_value(json_object_get(line, "ref")), ref))
		e = err_set(ERR_DB, "a side row without a ref");
	act_note(m, field, line);
	return e;
}

static enum err
check_promise(struct act_move *m)
{
	if (input_day(m->in, "promised") != DAY_NONE && input_day(m->in, "promised") < m->today)
		act_problem(m, "promised", "before_today", NULL);
	return OK;
}

static enum err
explain(struct act_move *m)
{
	int32_t day = input_day(m->in, "promised");
	char text[DAY_TEXT_SIZE];
	struct ref words;
	enum err e = side(m, "words", &words);

	if (e == OK && day != DAY_NONE) {
		day_text(day, text);
		act_note(m, "promised", json_string(text));
	}
	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.monitor_alert set words_ref = $2, promised_on = $3, explained_at = $4, explained_by = $5"
	    " where id = $1", DB_I64(alert_of(m)->id), DB_REF(words), DB_DAY(day), DB_TIME(m->now),
	    DB_I64(m->actor.account)) : e;
}

static enum err
answer(struct act_move *m, int64_t accepted_at)
{
	struct ref reply;
	enum err e = side(m, "reply", &reply);

	return e == OK ? DB_EXEC(m->a, m->db,
	    "update xz.monitor_alert set reply_ref = $2, accepted_at = $3 where id = $1", DB_I64(alert_of(m)->id),
	    DB_REF_OR_NULL(reply), DB_TIME(accepted_at)) : e;
}

static enum err
accept_it(struct act_move *m)
{
	return answer(m, m->now);
}

static enum err
ask_again(struct act_move *m)
{
	return answer(m, TIME_NONE);
}

/* ---- what concerns a person and is not answered: to the head, then to the supervision body */

static enum err
pass_on(struct act_move *m)
{
	struct monitor_alert *x = alert_of(m);

	m->silent = !x->person || x->to_body;
	if (m->silent)
		return OK;
	act_note(m, "to", json_string(x->to_head ? "body" : "head"));
	x->to_body = x->to_head;
	x->to_head = true;
	return DB_EXEC(m->a, m->db, "update xz.monitor_alert set seen = $2, red_at = $3 where id = $1", DB_I64(x->id),
	    DB_TEXT(x->to_body ? "body" : "head"), DB_TIME(m->now));
}

/* ---- the term was met, or is another: what was late stays to be answered */

static enum err
end_it(struct act_move *m)
{
	const struct alert_end *x = m->with;

	m->silent = alert_of(m)->ended != NULL;
	if (m->silent)
		return OK;
	act_note(m, "ended", json_string(x->ended));
	return DB_EXEC(m->a, m->db, "update xz.monitor_alert set ended = $2, ended_at = $3 where id = $1",
	    DB_I64(alert_of(m)->id), DB_TEXT(x->ended), DB_TIME(m->now));
}

const struct act_step alert_steps[] = {
	{ .code = "raise", .effect = raise_it },
	/* the same of an event: no term was missed, which is what raised ones are counted as */
	{ .code = "find", .effect = raise_it },
	{ .code = "explain", .fields = explain_fields, .check = check_promise, .effect = explain },
	{ .code = "accept", .fields = accept_fields, .effect = accept_it },
	{ .code = "note", .fields = accept_fields, .effect = accept_it },
	{ .code = "ask_again", .fields = ask_again_fields, .effect = ask_again },
	{ .code = "end", .effect = end_it },
	{ .code = "pass", .effect = pass_on },
	{ .code = NULL },
};
