/* refusal.c - a refusal of a visit as the subject of acts; what the daemon does with it.  See refusal.h. */
#include "lib/joint/refusal.h"

#include "lib/act/act.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/inspection.h"
#include "lib/joint/priv.h"
#include "lib/joint/words.h"
#include "lib/record/record.h"

#define PROCEDURE "refusal"
#define VERSION 1
#define TERM "joint.refusal"
#define A_TICK 50

static struct joint_refusal *
refusal_of(const struct act_move *m)
{
	return m->own;
}

/* ---- decided */

static const struct field decide_fields[] = {
	{ .name = "goes_on", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "wrong", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 10, .max = 1000 },
	{ 0 }
};

static enum err
decide_prepare(struct act_move *m)
{
	input_option(m->in, "goes_on", "yes", JOINT_GOES_ON);
	input_option(m->in, "goes_on", "no", JOINT_STOPPED);
	input_option(m->in, "wrong", "agency", JOINT_WRONG_AGENCY);
	input_option(m->in, "wrong", "firm", JOINT_WRONG_FIRM);
	input_option(m->in, "wrong", "nobody", JOINT_WRONG_NOBODY);
	return OK;
}

static enum err
decide(struct act_move *m)
{
	const char *wrong = input_text(m->in, "wrong");

	m->to = str_eq(input_text(m->in, "goes_on"), "yes") ? "goes_on" : "stopped";
	act_note(m, "wrong", json_string(wrong));
	return DB_EXEC(m->a, m->db, "update xz.joint_refusal set state = $2, decided_at = $3, decided_by = $4,"
	    " wrong = $5, words = $6 where id = $1", DB_I64(refusal_of(m)->id), DB_TEXT(m->to), DB_TIME(m->now),
	    DB_I64(m->actor.account), DB_TEXT(wrong), DB_TEXT(input_text(m->in, "words")));
}

static enum err
take(struct act_move *m)
{
	act_note(m, "ground", json_string(refusal_of(m)->ground));
	return OK;
}

static const struct act_step refusal_steps[] = {
	{ .code = "take", .effect = take },
	{ .code = "decide", .fields = decide_fields, .prepare = decide_prepare, .effect = decide },
	{ .code = NULL },
};
static const struct act_step *const steps[] = { refusal_steps, NULL };
static const struct act_guard guards[] = { { .name = NULL } };

/* ---- the subject */

static enum err
load(struct act_move *m, bool lock)
{
	struct db_row r;	/* nothing of it is read: it is locked */
	enum err e = act_transition_find(m->a, m->db, PROCEDURE, VERSION, m->key->action, &m->t);

	if (e == OK && m->is_new)
		return err_set(ERR_NOT_FOUND, "no such act");
	if (e == OK && lock)
		e = DB_ONE(m->a, m->db, &r, "select id from xz.joint_refusal where ref = $1 for update",
		    DB_REF(m->key->ref));
	if (lock && e == ERR_NOT_FOUND)
		return err_set(ERR_DENIED, "a refusal they may read only, or none");
	return e == OK ? joint_refusal_get(m->a, m->db, m->key->ref, refusal_of(m)) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct joint_refusal *v = refusal_of(m);

	return (struct act_subject){ .id = v->id, .chain = v->chain, .agency = v->agency, .ref = v->ref,
	    .version = v->version, .state = v->state };
}

/* The record begins with the daemon's step. */
static enum err
telling(struct act_move *m)
{
	struct joint_refusal *v = refusal_of(m);
	enum err e;

	if (v->chain != 0)
		return OK;
	e = record_chain_open(m->a, m->db, v->ref, "refusal", m->now, &v->chain);
	return e == OK ? DB_EXEC(m->a, m->db, "update xz.joint_refusal set chain_id = $2 where id = $1",
	    DB_I64(v->id), DB_I64(v->chain)) : e;
}

static enum err
may(struct act_move *m, bool *yes)
{
	struct db_row r;
	enum err e;

	*yes = str_eq(m->t->relation, "platform") && m->by == ACT_DAEMON;
	if (!str_eq(m->t->relation, "above") || m->by != ACT_PERSON || (m->actor.duties & m->t->duty) == 0)
		return OK;
	e = DB_ONE(m->a, m->db, &r, "select xz.joint_above($1) as yes", DB_I64(refusal_of(m)->agency));
	if (e == OK)
		*yes = row_bool(r, "yes");
	return e;
}

static void
not_now(struct act_move *m, enum err e)
{
	act_problem(m, "", e == ERR_CONFLICT ? "moved_on" : "refusal_state", NULL);
}

/* The same day, whatever day it is. */
static enum err
clock_open(struct act_move *m, const char *rule, int32_t day)
{
	const struct joint_refusal *v = refusal_of(m);
	int64_t clock;

	(void)day;
	return v->to_agency == 0 ? OK : act_clock_start(m, &(struct clock_new){ .subject_kind = "refusal",
	    .subject_id = v->id, .subject_ref = v->ref, .agency = v->to_agency, .duty = "supervisor", .rule = rule,
	    .start_at = v->received_at, .any_day = true }, &clock);
}

static enum err
clock_close(struct act_move *m, const char *rule)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "refusal", refusal_of(m)->id, rule, &clock);

	if (e == OK)
		return act_clock_close(m, clock, "met", m->now);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
save(struct act_move *m)
{
	enum err e = DB_EXEC(m->a, m->db, "update xz.joint_refusal set state = $2, version = version + 1 where id = $1",
	    DB_I64(refusal_of(m)->id), DB_TEXT(m->to));

	if (e == OK)
		refusal_of(m)->state = m->to;
	return e;
}

static enum err
wanted(struct act_move *m, struct act_work *w)
{
	const struct joint_refusal *v = refusal_of(m);

	if (str_eq(v->state, "open") && v->to_agency != 0)
		act_want(w, (struct act_wanted){ .kind = "refusal_decide", .duty = "supervisor",
		    .agency = v->to_agency });
	return OK;
}

static enum err
task_clocks(struct act_move *m, struct act_wanted *w, size_t n)
{
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < n; i++) {
		e = calendar_clock_find(m->a, m->db, "refusal", refusal_of(m)->id, TERM, &w[i].clock);
		if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e;
}

static const struct act_kind refusal_kind = {
	.subject = "refusal", .steps = steps, .guards = guards, .prefix = "refusal.", .noted_only = true,
	.own_size = sizeof(struct joint_refusal), .telling = telling, .load = load, .now = now, .may = may,
	.not_now = not_now, .save = save, .clock_open = clock_open, .clock_close = clock_close, .wanted = wanted,
	.task_clocks = task_clocks,
};

/* ---- the desk */

enum err
joint_refusal_actions(struct arena *a, struct db *db, const struct joint_refusal *v, int64_t account,
    const char *const **out)
{
	struct joint_refusal own = *v;
	struct act_move m = { .a = a, .db = db, .kind = &refusal_kind, .own = &own, .by = ACT_PERSON };

	return joint_desk_actions(&m, account, PROCEDURE, VERSION, out);
}

enum err
joint_refusal_form(struct arena *a, struct db *db, int64_t account, struct ref ref, const char *action,
    struct input **out)
{
	struct act_key key = { .ref = ref, .action = action };

	return joint_desk_form(a, db, account, &refusal_kind, &key, out);
}

enum err
joint_refusal_do(struct arena *a, struct db *db, const struct act *act, struct ref ref, const char *action,
    int32_t version, struct input *in, struct problems *p, const char **answer)
{
	struct act_request q = { .kind = &refusal_kind, .in = in, .version = version,
	    .key = { .ref = ref, .action = action } };

	q.body = arena_printf(a, "refusal %s %s %s", ref_text_in(a, ref), action, input_to_json(a, in));
	return act_do(a, db, act, &q, p, answer);
}

/* ---- the daemon */

struct carrying {
	struct act act;
	struct joint_refusal v;
};

/* What came in: its own record, the visit's record, the task of who decides. */
static enum err
take_fn(struct arena *a, struct db *db, void *ctx)
{
	struct carrying *x = ctx;
	struct act_request q = { .kind = &refusal_kind, .key = { .ref = x->v.ref, .action = "take" },
	    .by = ACT_DAEMON, .version = ACT_ANY_VERSION };
	struct problems unseen;
	enum err e;

	problems_init(&unseen, a);
	e = act_do_within(a, db, &x->act, &q, &unseen);
	if (e == OK)
		e = inspection_refused(a, db, &x->act, x->v.inspection_ref, x->v.ref, x->v.ground);
	return e == ERR_STATE ? OK : e;		/* the visit has ended meanwhile: it is decided all the same */
}

/* What was decided, into the visit's record. */
static enum err
end_fn(struct arena *a, struct db *db, void *ctx)
{
	struct carrying *x = ctx;
	enum err e = inspection_refusal_ended(a, db, &x->act, x->v.inspection_ref, x->v.ref,
	    str_eq(x->v.state, "stopped"));

	if (e == ERR_STATE)
		e = OK;		/* the visit has ended meanwhile */
	return e == OK ? DB_EXEC(a, db, "update xz.joint_refusal set noted_at = xz.now() where id = $1",
	    DB_I64(x->v.id)) : e;
}

enum err
joint_refusal_due(struct arena *a, struct db *db, int64_t by, int64_t *n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(a, db, &rows, "select ref from xz.joint_refusal where state = 'received'"
	    " or (decided_at is not null and noted_at is null) order by id limit $1", DB_I64(A_TICK));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct carrying x = { .act = { .principal = by, .occurred_at = TIME_NONE } };

		e = joint_refusal_get(a, db, row_ref(db_at(rows, i), "ref"), &x.v);
		if (e == OK)
			e = db_tx_run(a, db, NULL, str_eq(x.v.state, "received") ? take_fn : end_fn, &x, NULL);
		*n += e == OK;
		if (e == ERR_STATE || e == ERR_CONFLICT)
			e = OK;		/* somebody is at it: the next time */
	}
	return e;
}
