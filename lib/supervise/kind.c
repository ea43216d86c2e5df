/* kind.c - a matter as the subject of acts: how it is read, locked and saved, whose it is, what the desks show. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/supervise/priv.h"

static const struct act_step *const steps[] = { supervise_register_steps, supervise_steps, supervise_letter_steps,
	NULL };

static enum err
load(struct act_move *m, bool lock)
{
	struct db_row r;	/* nothing of it is read: it is locked */
	enum err e = act_transition_find(m->a, m->db, SUPERVISE_PROCEDURE, SUPERVISE_VERSION, m->key->action, &m->t);

	if (e == OK && str_eq(m->t->from[0], "-") != m->is_new)
		return err_set(ERR_NOT_FOUND, "no such act");
	if (e == OK && m->is_new)
		*matter_of(m) = (struct supervise_matter){ .state = "-", .agency = m->actor.agency };
	if (e != OK || m->is_new)
		return e;
	if (lock)
		e = DB_ONE(m->a, m->db, &r, "select id from xz.supervise_matter where ref = $1 for update",
		    DB_REF(m->key->ref));
	if (lock && e == ERR_NOT_FOUND)
		return err_set(ERR_DENIED, "a matter they may read only, or none");
	return e == OK ? supervise_get(m->a, m->db, m->key->ref, matter_of(m)) : e;
}

static struct act_subject
now(const struct act_move *m)
{
	const struct supervise_matter *x = matter_of(m);

	return (struct act_subject){ .id = x->id, .chain = x->chain, .agency = x->agency, .ref = x->ref,
	    .version = x->version, .state = x->state };
}

/* ---- whether */

static enum err
may(struct act_move *m, bool *yes)
{
	const struct supervise_matter *x = matter_of(m);
	const char *rel = m->t->relation;
	bool duty = m->by == ACT_PERSON && (m->actor.duties & m->t->duty) != 0, body = m->actor.agency == x->agency;

	*yes = false;
	if (str_eq(rel, "above"))
		*yes = duty && m->actor.agency != 0;
	else if (str_eq(rel, "body"))
		*yes = duty && body;
	else if (str_eq(rel, "handler"))
		*yes = duty && body && (m->actor.account == x->first || m->actor.account == x->second);
	else if (str_eq(rel, "about"))
		*yes = duty && x->told_at != TIME_NONE && m->actor.agency == x->about;
	return OK;
}

static enum err
possible(struct act_move *m)
{
	bool yes;
	enum err e = act_applies(m, &yes);

	return e == OK && !yes ? err_set(ERR_STATE, "%s is not for this matter now", m->t->action) : e;
}

static void
not_now(struct act_move *m, enum err e)
{
	act_problem(m, "", e == ERR_CONFLICT ? "moved_on" : "supervise_state", NULL);
}

/* Who works on it does not approve it. */
static enum err
apart(struct act_move *m, uint32_t duty)
{
	const struct supervise_matter *x = matter_of(m);

	(void)duty;
	return m->actor.account == x->first || m->actor.account == x->second ?
	    act_refuse(m, ERR_STATE, "", "own_request", NULL) : OK;
}

/* ---- terms: the day on a letter is the agency's, an objection's answer the body's */

static enum err
clock_open(struct act_move *m, const char *rule, int32_t day)
{
	const struct supervise_matter *x = matter_of(m);
	bool letter = str_eq(rule, SUPERVISE_TERM);
	struct clock_new c = { .subject_kind = SUPERVISE_SUBJECT, .subject_id = x->id, .subject_ref = x->ref,
	    .agency = letter ? x->about : x->agency, .duty = letter ? "agency_head" : "supervisor", .rule = rule,
	    .start_at = m->now };
	int64_t clock;

	(void)day;
	if (letter) {
		c.unit_given = "d";
		c.n_given = x->due_on - m->today;
		c.any_day = true;	/* as it is typed on the paper */
	}
	return act_clock_start(m, &c, &clock);
}

static enum err
clock_close(struct act_move *m, const char *rule)
{
	const char *action = m->t->action;
	bool met = str_eq(rule, SUPERVISE_OBJECTION) || str_eq(action, "answer") || str_eq(action, "report");
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, SUPERVISE_SUBJECT, matter_of(m)->id, rule, &clock);

	if (e == OK)
		return act_clock_close(m, clock, met ? "met" : "cancelled", m->now);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* ---- writing */

static enum err
save(struct act_move *m)
{
	struct supervise_matter *x = matter_of(m);
	bool stays = str_eq(m->to, "=");
	bool ends = str_eq(m->to, "closed") || str_eq(m->to, "refused") || str_eq(m->to, "passed");
	struct db_row r;
	enum err e = DB_EXEC(m->a, m->db,
	    "update xz.supervise_matter set state = case when $2 then state else $3 end, version = version + 1,"
	    " ended_at = case when $4 then $5 else ended_at end where id = $1",
	    DB_I64(x->id), DB_BOOL(stays), DB_TEXT(m->to), DB_BOOL(ends), DB_TIME(m->now));

	if (e != OK)
		return e;
	if (!stays)
		x->state = m->to;
	if (ends)
		x->ended_at = m->now;
	/* what waits at the other side is not the actor's to see: it comes anew with what is wanted */
	return DB_ONE(m->a, m->db, &r, "select xz.supervise_tasks_end($1) is null as done", DB_I64(x->id));
}

/* ---- the desks */

struct work_of {
	const char *state, *task;
	bool about;			/* the agency's, else the body's */
};
static const struct work_of works[] = {
	{ "registered", "supervision_sift", false }, { "accepted", "supervision_open", false },
	{ "opened", "supervision_go_on", false }, { "inquiring", "supervision_answer", true },
	{ "answered", "supervision_go_on", false }, { "urged", "supervision_report", true },
	{ "advised", "supervision_report", true }, { "decided", "supervision_report", true },
	{ "reported", "supervision_check", false }, { "checked", "supervision_go_on", false },
	{ "proposed", "supervision_decide", false }, { "suspended", "supervision_result", false },
};

static void
want_of_body(const struct supervise_matter *x, struct act_work *w, const char *kind)
{
	act_want(w, (struct act_wanted){ .kind = kind, .duty = "supervisor", .agency = x->agency,
	    .account = x->first });
}

static enum err
wanted(struct act_move *m, struct act_work *w)
{
	const struct supervise_matter *x = matter_of(m);
	size_t i;

	for (i = 0; i < sizeof(works) / sizeof(*works); i++) {
		if (!str_eq(works[i].state, x->state))
			continue;
		if (works[i].about)
			act_want(w, (struct act_wanted){ .kind = works[i].task, .duty = "agency_head",
			    .agency = x->about });
		else
			want_of_body(x, w, works[i].task);
	}
	if (x->ended_at == TIME_NONE && x->objected_at != TIME_NONE)
		want_of_body(x, w, "supervision_objection");
	if (x->ended_at == TIME_NONE && x->recusal_at != TIME_NONE)
		act_want(w, (struct act_wanted){ .kind = "supervision_recusal", .duty = "agency_head",
		    .agency = x->agency });
	return OK;
}

static enum err
task_clocks(struct act_move *m, struct act_wanted *w, size_t n)
{
	size_t i;
	enum err e = OK;

	for (i = 0; e == OK && i < n; i++) {
		bool letter = str_eq(w[i].kind, "supervision_answer") || str_eq(w[i].kind, "supervision_report");

		if (!letter && !str_eq(w[i].kind, "supervision_objection"))
			continue;
		e = calendar_clock_find(m->a, m->db, SUPERVISE_SUBJECT, matter_of(m)->id,
		    letter ? SUPERVISE_TERM : SUPERVISE_OBJECTION, &w[i].clock);
		if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e;
}

/* ---- papers */

static void
say(json_t *data, const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		json_object_set_new(data, name, json_string(value));
}

static enum err
paper(struct act_move *m, json_t **out)
{
	const struct supervise_matter *x = matter_of(m);
	json_t *data = json_object();
	char day[DAY_TEXT_SIZE];
	bool own = !str_eq(m->document, "supervise_report");

	day_text(m->today, day);
	say(data, "format", "xz-document-1");
	say(data, "type", m->document);
	say(data, "agency", own ? x->agency_name : x->about_name);
	say(data, "date", day);
	say(data, "about", x->about_name);
	say(data, "body", x->agency_name);
	say(data, "matter", x->number);
	say(data, "title", x->title);
	say(data, "source", x->source_zh);
	say(data, "source_number", x->source_number);
	say(data, "act_kind", x->act_zh);
	say(data, "ground", x->ground_zh);
	say(data, "object", x->object_number);
	say(data, "first", x->first_name);
	say(data, "second", x->second_name);
	if (m->in != NULL)
		json_object_set_new(data, "input", act_shown(m->a, m->in));
	if (m->approvals != NULL)
		json_object_set(data, "approvals", m->approvals);
	if (m->doc != NULL)
		json_object_update(data, m->doc);
	*out = data;
	return OK;
}

const struct act_kind supervise_kind = {
	.subject = SUPERVISE_SUBJECT, .steps = steps, .guards = supervise_guards, .prefix = "supervision.",
	.noted_only = true, .approve_task = "supervision_approve", .own_size = sizeof(struct supervise_matter),
	.load = load, .now = now, .may = may, .possible = possible, .not_now = not_now, .apart = apart, .save = save,
	.paper = paper, .clock_open = clock_open, .clock_close = clock_close, .wanted = wanted,
	.task_clocks = task_clocks,
};
