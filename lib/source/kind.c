/* kind.c - a request as the subject of acts: how it is read, locked and saved, who handles it. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/record/record.h"
#include "lib/source/priv.h"

#define SORT_TASK "request_sort"
#define DECIDE_TASK "request_decide"
#define ANSWER_TASK "request_answer"

static const struct act_step *const steps[] = { request_steps, request_bind_steps, NULL };

const char *
request_duty(const struct source_request *q)
{
	return str_eq(q->sort, "enforcement") ? "supervisor" : "intake";
}

static enum err
load(struct act_move *m, bool lock)
{
	struct db_row r;	/* nothing of it is read: it is locked */
	enum err e = act_transition_find(m->a, m->db, SOURCE_PROCEDURE, SOURCE_VERSION, m->key->action, &m->t);

	if (e == OK && m->is_new)
		return err_set(ERR_NOT_FOUND, "a request of none");
	if (e == OK && lock)
		e = DB_ONE(m->a, m->db, &r, "select id from xz.source_request where ref = $1 for update",
		    DB_REF(m->key->ref));
	return e == OK ? source_get(m->a, m->db, m->key->ref, request_of(m)) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct source_request *q = request_of(m);

	return (struct act_subject){ .id = q->id, .chain = q->chain, .agency = q->agency, .ref = q->ref,
	    .version = q->version, .state = q->state };
}

enum err
request_may(struct act_move *m, bool *yes)
{
	const struct source_request *q = request_of(m);

	*yes = m->by == ACT_PERSON && m->actor.agency == q->agency &&
	    (m->actor.duties & people_duty_bit(request_duty(q))) != 0;
	return OK;
}

static void
not_now(struct act_move *m, enum err e)
{
	act_problem(m, "", e == ERR_CONFLICT ? "moved_on" : "request_state", NULL);
}

/* The record begins with the first act, which says of which message: by the digest of what was received. */
static enum err
telling(struct act_move *m)
{
	struct source_request *q = request_of(m);
	enum err e;

	if (q->chain != 0)
		return OK;
	act_note(m, "message", json_string(q->digest));
	e = record_chain_open(m->a, m->db, q->ref, "request", m->now, &q->chain);
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.source_request set chain_id = $2 where id = $1", DB_I64(q->id),
	    DB_I64(q->chain)) : e;
}

/* ---- terms */

/* Of a complaint: whether it is taken on (令121 15), its mediation (23), by the rules of the day it was received.  Of
 * one about enforcement: the answer (湖南监督条例 22). */
static bool
has_term(const struct source_request *q, const char *rule)
{
	return !str_eq(rule, "source.answer") ? str_eq(q->sort, "complaint") : str_eq(q->sort, "enforcement");
}

static enum err
clock_open(struct act_move *m, const char *rule, int32_t day)
{
	const struct source_request *q = request_of(m);
	const char *sector;
	int64_t clock;
	enum err e;

	(void)day;	/* from when it came to the agency that has it, or was taken on */
	if (!has_term(q, rule))
		return OK;
	e = calendar_sector_of(m->a, m->db, q->agency, &sector);
	if (e == OK)
		e = act_clock_start(m, &(struct clock_new){ .subject_kind = "request", .subject_id = q->id,
		    .subject_ref = q->ref, .agency = q->agency, .duty = request_duty(q), .rule = rule,
		    .basis_day = time_day(q->received_at), .sector = sector,
		    .start_at = str_eq(rule, "source.accept") ? q->arrived_at : m->now }, &clock);
	return e == ERR_NOT_FOUND ? OK : e;	/* no text of the field sets one */
}

static enum err
clock_close(struct act_move *m, const char *rule)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "request", request_of(m)->id, rule, &clock);

	if (e == OK)
		return act_clock_close(m, clock, "met", m->now);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* ---- writing */

static enum err
save(struct act_move *m)
{
	bool stays = str_eq(m->to, "=");
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.source_request set state = case when $2 then state else $3 end, version = version + 1,"
	    " told_at = case when $4 then $5 else told_at end where id = $1", DB_I64(request_of(m)->id), DB_BOOL(stays),
	    DB_TEXT(m->to), DB_BOOL(str_eq(m->to, "rejected") || str_eq(m->to, "answered")), DB_TIME(m->now));

	if (e == OK && !stays)
		request_of(m)->state = m->to;
	return e;
}

static enum err
wanted(struct act_move *m, struct act_work *w)
{
	const struct source_request *q = request_of(m);
	const char *kind = str_eq(q->state, "received") ? SORT_TASK : str_eq(q->state, "sorted") ? DECIDE_TASK :
	    str_eq(q->state, "accepted") ? ANSWER_TASK : NULL;

	if (kind != NULL)
		act_want(w, (struct act_wanted){ .kind = kind, .duty = request_duty(q) });
	return OK;
}

static const char *
answer_clock(const struct source_request *q)
{
	return str_eq(q->sort, "complaint") ? "source.mediate" : "source.answer";
}

static enum err
task_clocks(struct act_move *m, struct act_wanted *w, size_t n)
{
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < n; i++) {
		e = calendar_clock_find(m->a, m->db, "request", request_of(m)->id,
		    str_eq(w[i].kind, ANSWER_TASK) ? answer_clock(request_of(m)) : "source.accept", &w[i].clock);
		if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e;
}

const struct act_kind request_kind = {
	.subject = "request", .steps = steps, .guards = request_guards, .prefix = "request.",
	.own_size = sizeof(struct source_request), .telling = telling, .load = load, .now = now, .may = request_may,
	.not_now = not_now, .save = save, .clock_open = clock_open, .clock_close = clock_close, .wanted = wanted,
	.task_clocks = task_clocks,
};
