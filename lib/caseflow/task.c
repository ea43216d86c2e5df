/* task.c - the desk's work follows from state: after each act the open tasks of
 * the case are compared with what state, approvals and countersignatures ask for. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/move.h"

#define CORRECT_CHECK "correct_check"

struct wanted {
	const char *kind;	/* action, or "approve", "countersign", "publish" */
	int64_t track, item, account, unit;
	const char *duty;
	bool kept;
};

struct wanted_list {
	struct wanted *v;
	int n;
	struct arena *a;
};

static void
want(struct wanted_list *l, struct wanted w)
{
	if (l->n % 16 == 0)
		l->v = arena_regrow(l->a, l->v, (size_t)l->n + 16, sizeof(*l->v));
	l->v[l->n++] = w;
}

/* Officers of the case each get their own task where the step asks for one of them. */
static enum err
want_people(struct move *m, struct wanted_list *l, const struct transition *t, int64_t track)
{
	const struct db_rows *rows;
	const char *rel = t->relation;
	bool verifier = strcmp(rel, "verifier") == 0;
	int i;
	enum err e;

	if (strcmp(rel, "agency") == 0 || strcmp(rel, "unit") == 0) {
		want(l, (struct wanted){ .kind = t->action, .track = track, .duty = people_duty_code(t->duty),
		    .unit = strcmp(rel, "unit") == 0 ? m->cf.unit : 0 });
		return OK;
	}
	if (strcmp(rel, "chair") == 0) {
		e = DB_MANY(m->a, m->db, &rows,
		    "select chair_account as account_id from xz.caseflow_hearing where track_id = $1"
		    " and withdrawn_on is null and reported_on is null and chair_account is not null",
		    DB_I64(track));
	} else {
		e = DB_MANY(m->a, m->db, &rows,
		    "select account_id from xz.caseflow_officer where case_id = $1 and state = $2"
		    " and (role = 'verifier') = $3 and ($4 or role in ('lead', 'verifier')) order by id",
		    DB_I64(m->cf.id), DB_TEXT(strcmp(rel, "named") == 0 ? "named" : "accepted"),
		    DB_BOOL(verifier), DB_BOOL(strcmp(rel, "named") == 0));
	}
	for (i = 0; e == OK && i < db_count(rows); i++)
		want(l, (struct wanted){ .kind = t->action, .track = track, .duty = people_duty_code(t->duty),
		    .account = row_i64(db_at(rows, i), "account_id") });
	return e;
}

/* Steps of one state that the procedure marks as work. */
static enum err
want_state(struct move *m, struct wanted_list *l, const struct transition *ts, int n,
    const char *scope, const char *state, int64_t track)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < n; i++)
		/* what is served closes only by way of the court; as a rule it is executed first */
		if (ts[i].task != NULL && strcmp(ts[i].scope, scope) == 0 && transition_from(&ts[i], state) &&
		    !(strcmp(ts[i].action, "close") == 0 && strcmp(state, "served") == 0))
			e = want_people(m, l, &ts[i], track);
	return e;
}

/* assign_officers is work only while the case lacks two accepted or named officers. */
static enum err
drop_assign(struct move *m, struct wanted_list *l)
{
	struct db_row r;
	int i, j = 0;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select count(*) as n from xz.caseflow_officer where case_id = $1 and role <> 'verifier'"
	    " and state in ('named', 'accepted')", DB_I64(m->cf.id));

	if (e != OK || row_i64(r, "n") < 2)
		return e;
	for (i = 0; i < l->n; i++)
		if (strcmp(l->v[i].kind, "assign_officers") != 0)
			l->v[j++] = l->v[i];
	l->n = j;
	return OK;
}

/* A clue is verified again only where the second officer refused. */
static enum err
drop_verified(struct move *m, struct wanted_list *l)
{
	struct db_row r;
	bool refused;
	int i, j = 0;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select coalesce((select state in ('refused', 'lapsed') from xz.caseflow_cosign where case_id = $1"
	    " and action = 'clue_verify' order by id desc limit 1), false) as refused", DB_I64(m->cf.id));

	if (e != OK || strcmp(m->cf.state, "clue_verified") != 0)
		return e;
	refused = row_bool(r, "refused");
	for (i = 0; i < l->n; i++)
		if (strcmp(l->v[i].kind, refused ? "propose_filing" : "clue_verify") != 0)
			l->v[j++] = l->v[i];
	l->n = j;
	return OK;
}

static enum err
want_approvals(struct move *m, struct wanted_list *l)
{
	const struct db_rows *rows;
	int i, j, k;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select id, track_id, action, chain[at_step + 1] as duty from xz.caseflow_approval"
	    " where case_id = $1 and state = 'pending' order by id", DB_I64(m->cf.id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		/* what was asked for no longer waits for him who asked */
		for (j = k = 0; j < l->n; j++)
			if (strcmp(l->v[j].kind, row_text(r, "action")) != 0 ||
			    l->v[j].track != row_i64_or(r, "track_id", 0))
				l->v[k++] = l->v[j];
		l->n = k;
		want(l, (struct wanted){ .kind = "approve", .track = row_i64_or(r, "track_id", 0),
		    .item = row_i64(r, "id"), .duty = row_text(r, "duty"),
		    .unit = strcmp(row_text(r, "duty"), "unit_head") == 0 ? m->cf.unit : 0 });
	}
	return e;
}

static enum err
want_cosigns(struct move *m, struct wanted_list *l)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select id, track_id, account_id from xz.caseflow_cosign where case_id = $1 and state = 'waiting'",
	    DB_I64(m->cf.id));

	for (i = 0; e == OK && i < db_count(rows); i++)
		want(l, (struct wanted){ .kind = "countersign", .duty = "officer",
		    .track = row_i64_or(db_at(rows, i), "track_id", 0), .item = row_i64(db_at(rows, i), "id"),
		    .account = row_i64(db_at(rows, i), "account_id") });
	return e;
}

static enum err
want_tracks(struct move *m, struct wanted_list *l, const struct transition *ts, int n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select k.id, k.state, k.publish_state, exists (select from xz.caseflow_decision d where d.track_id = k.id"
	    "   and d.revoked_on is not null) as fallen, s.phase <> 'handling' and not exists (select from xz.caseflow_decision d"
	    "   where d.track_id = k.id) as still from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id"
	    " join xz.caseflow_state s on (s.procedure, s.version, s.code) = (c.procedure, c.procedure_version, c.state)"
	    " where k.case_id = $1 order by k.id",
	    DB_I64(m->cf.id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *publish = row_text(r, "publish_state");

		/* on the spot: filed with the agency first, then carried out */
		if (strcmp(m->cf.state, "summary_decided") != 0 && !row_bool(r, "still"))
			e = want_state(m, l, ts, n, "track", row_text(r, "state"), row_i64(r, "id"));
		if (strcmp(publish, "open") == 0)
			want(l, (struct wanted){ .kind = "publish", .track = row_i64(r, "id"), .duty = "publisher" });
		if (strcmp(publish, "published") == 0 && row_bool(r, "fallen"))
			want(l, (struct wanted){ .kind = "withdraw", .track = row_i64(r, "id"), .duty = "publisher" });
	}
	return e;
}

/* Where a term runs to tell the reporter, it is intake's work. */
static enum err
want_telling(struct move *m, struct wanted_list *l)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "case", m->cf.id, "reporter.tell", &clock);

	if (e == OK)
		want(l, (struct wanted){ .kind = "reporter_tell", .duty = "intake" });
	return e == ERR_NOT_FOUND ? OK : e;
}

/* An order to correct is looked after by the lead officer, each by its own term, to the end of the case. */
static enum err
want_corrections(struct move *m, struct wanted_list *l)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select k.id, o.account_id from xz.calendar_clock k join xz.caseflow_officer o on o.case_id = $1 and o.role = 'lead'"
	    " and o.state = 'accepted' where k.subject_kind = 'case' and k.subject_id = $1 and k.rule = 'correct.term'"
	    " and k.state = 'open' and $2 <> 'archived' order by k.id", DB_I64(m->cf.id), DB_TEXT(m->cf.state));

	for (i = 0; e == OK && i < db_count(rows); i++)
		want(l, (struct wanted){ .kind = CORRECT_CHECK, .duty = "officer", .item = row_i64(db_at(rows, i), "id"),
		    .account = row_i64(db_at(rows, i), "account_id") });
	return e;
}

/* The earliest open clock of the case that this kind of work answers for. */
static enum err
clock_for(struct move *m, const struct wanted *w, int64_t *id)
{
	struct db_row r;
	enum err e;

	if (str_eq(w->kind, CORRECT_CHECK)) {
		*id = w->item;
		return OK;
	}
	e = DB_ONE(m->a, m->db, &r,
	    "select coalesce((select k.id from xz.calendar_clock k where k.state = 'open'"
	    " and ((k.subject_kind = 'case' and k.subject_id = $1) or (k.subject_kind = 'track' and k.subject_id = $2))"
	    " and (($3 in ('publish') and k.rule like 'publish.%') or ($3 = 'withdraw' and k.rule = 'withdraw.term')"
	    "   or ($3 = 'reporter_tell' and k.rule = 'reporter.tell')"
	    "   or ($3 not in ('publish', 'withdraw', 'reporter_tell') and k.rule not like 'publish.%' and k.rule not like 'remedy.%'"
	    "     and k.rule not in ('reporter.tell', 'correct.term')"
	    "     and k.rule not like 'preserve.%' and k.rule not like 'measure.%' and k.rule not like 'aid.%'"
	    "     and k.rule not like 'court.%'))"
	    " order by k.due_at, k.id limit 1), 0) as id",
	    DB_I64(m->cf.id), DB_I64(w->track), DB_TEXT(w->kind));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

static enum err
open_missing(struct move *m, struct wanted_list *l)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < l->n; i++) {
		struct people_task_new t = { .kind = l->v[i].kind, .subject_kind = "case", .subject_id = m->cf.id,
		    .subject_ref = m->cf.ref, .track_id = l->v[i].track, .item_id = l->v[i].item,
		    .agency = m->cf.agency, .unit = l->v[i].unit, .duty = l->v[i].duty,
		    .account = l->v[i].account };

		if (l->v[i].kept)
			continue;
		e = clock_for(m, &l->v[i], &t.clock_id);
		if (e == OK)
			e = people_task_open(m->a, m->db, &t);
	}
	return e;
}

enum err
move_tasks(struct move *m)
{
	struct wanted_list l = { .a = m->a };
	const struct transition *ts;
	const struct db_rows *rows;
	int i, j, n;
	enum err e = transition_list(m->a, m->db, m->cf.procedure, m->cf.procedure_version, &ts, &n);

	if (e == OK)
		e = want_state(m, &l, ts, n, "case", m->cf.state, 0);
	if (e == OK)
		e = drop_assign(m, &l);
	if (e == OK)
		e = drop_verified(m, &l);
	if (e == OK)
		e = want_telling(m, &l);
	if (e == OK)
		e = want_corrections(m, &l);
	if (e == OK)
		e = want_tracks(m, &l, ts, n);
	if (e == OK)
		e = want_approvals(m, &l);
	if (e == OK)
		e = want_cosigns(m, &l);
	if (e == OK)
		e = DB_MANY(m->a, m->db, &rows,
		    "select id, kind, track_id, item_id, account_id, duty from xz.people_task"
		    " where subject_kind = 'case' and subject_id = $1 and done_at is null", DB_I64(m->cf.id));
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		for (j = 0; j < l.n; j++)
			if (!l.v[j].kept && strcmp(l.v[j].kind, row_text(r, "kind")) == 0 &&
			    l.v[j].track == row_i64_or(r, "track_id", 0) &&
			    l.v[j].item == row_i64_or(r, "item_id", 0) &&
			    l.v[j].account == row_i64_or(r, "account_id", 0) &&
			    strcmp(l.v[j].duty, row_text(r, "duty")) == 0)
				break;
		if (j < l.n)
			l.v[j].kept = true;
		else
			e = people_task_done(m->a, m->db, row_i64(r, "id"), m->actor.account);
	}
	return e == OK ? open_missing(m, &l) : e;
}
