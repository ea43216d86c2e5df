/* task.c - what a case asks of the desk: the steps its state makes work of, its terms, its publications. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/case_priv.h"

#define CORRECT_CHECK "correct_check"

/* Officers of the case each get their own task where the step asks for one of them. */
static enum err
want_people(struct act_move *m, struct act_work *w, const struct act_transition *t, int64_t track)
{
	const struct db_rows *rows;
	const char *rel = t->relation;
	bool verifier = strcmp(rel, "verifier") == 0;
	int i;
	enum err e;

	if (strcmp(rel, "agency") == 0 || strcmp(rel, "unit") == 0) {
		act_want(w, (struct act_wanted){ .kind = t->action, .part = track, .duty = people_duty_code(t->duty),
		    .unit = strcmp(rel, "unit") == 0 ? case_of(m)->unit : 0 });
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
		    DB_I64(case_of(m)->id), DB_TEXT(strcmp(rel, "named") == 0 ? "named" : "accepted"),
		    DB_BOOL(verifier), DB_BOOL(strcmp(rel, "named") == 0));
	}
	for (i = 0; e == OK && i < db_count(rows); i++)
		act_want(w, (struct act_wanted){ .kind = t->action, .part = track, .duty = people_duty_code(t->duty),
		    .account = row_i64(db_at(rows, i), "account_id") });
	return e;
}

/* Steps of one state that the procedure marks as work. */
static enum err
want_state(struct act_move *m, struct act_work *w, const struct act_transition *ts, int n,
    const char *scope, const char *state, int64_t track)
{
	enum err e = OK;
	int i;

	for (i = 0; e == OK && i < n; i++)
		/* what is served closes only by way of the court; as a rule it is executed first */
		if (ts[i].task != NULL && strcmp(ts[i].scope, scope) == 0 && act_transition_from(&ts[i], state) &&
		    !(strcmp(ts[i].action, "close") == 0 && strcmp(state, "served") == 0))
			e = want_people(m, w, &ts[i], track);
	return e;
}

/* assign_officers is work only while the case lacks two accepted or named officers. */
static enum err
drop_assign(struct act_move *m, struct act_work *w)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select count(*) as n from xz.caseflow_officer where case_id = $1 and role <> 'verifier'"
	    " and state in ('named', 'accepted')", DB_I64(case_of(m)->id));

	if (e == OK && row_i64(r, "n") >= 2)
		act_want_no(w, "assign_officers");
	return e;
}

/* A clue is verified again only where the second officer refused. */
static enum err
drop_verified(struct act_move *m, struct act_work *w)
{
	const char *state;
	enum err e;

	if (strcmp(case_of(m)->state, "clue_verified") != 0)
		return OK;
	e = act_cosign_state(m, "clue_verify", &state);
	if (e == OK)
		act_want_no(w, str_eq(state, "refused") || str_eq(state, "lapsed") ? "propose_filing" : "clue_verify");
	return e;
}

static enum err
want_tracks(struct act_move *m, struct act_work *w, const struct act_transition *ts, int n)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select k.id, k.state, k.publish_state, exists (select from xz.caseflow_decision d where d.track_id = k.id"
	    "   and d.revoked_on is not null) as fallen, s.phase <> 'handling'"
	    " and not exists (select from xz.caseflow_decision d"
	    "   where d.track_id = k.id) as still from xz.caseflow_track k join xz.caseflow_case c on c.id = k.case_id"
	    " join xz.caseflow_state s on (s.procedure, s.version, s.code) = (c.procedure,"
	    " c.procedure_version, c.state)"
	    " where k.case_id = $1 order by k.id",
	    DB_I64(case_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *publish = row_text(r, "publish_state");

		/* on the spot: filed with the agency first, then carried out */
		if (strcmp(case_of(m)->state, "summary_decided") != 0 && !row_bool(r, "still"))
			e = want_state(m, w, ts, n, "track", row_text(r, "state"), row_i64(r, "id"));
		if (strcmp(publish, "open") == 0)
			act_want(w, (struct act_wanted){ .kind = "publish", .part = row_i64(r, "id"),
			    .duty = "publisher" });
		if (strcmp(publish, "published") == 0 && row_bool(r, "fallen"))
			act_want(w, (struct act_wanted){ .kind = "withdraw", .part = row_i64(r, "id"),
			    .duty = "publisher" });
	}
	return e;
}

/* Where a term runs to tell the reporter, it is intake's work. */
static enum err
want_telling(struct act_move *m, struct act_work *w)
{
	int64_t clock;
	enum err e = calendar_clock_find(m->a, m->db, "case", case_of(m)->id, "reporter.tell", &clock);

	if (e == OK)
		act_want(w, (struct act_wanted){ .kind = "reporter_tell", .duty = "intake" });
	return e == ERR_NOT_FOUND ? OK : e;
}

/* An order to correct is looked after by the lead officer, each by its own term, to the end of the case. */
static enum err
want_corrections(struct act_move *m, struct act_work *w)
{
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select k.id, o.account_id from xz.calendar_clock k join xz.caseflow_officer o on o.case_id = $1"
	    " and o.role = 'lead'"
	    " and o.state = 'accepted' where k.subject_kind = 'case' and k.subject_id = $1 and k.rule = 'correct.term'"
	    " and k.state = 'open' and $2 <> 'archived' order by k.id", DB_I64(case_of(m)->id),
	    DB_TEXT(case_of(m)->state));

	for (i = 0; e == OK && i < db_count(rows); i++)
		act_want(w, (struct act_wanted){ .kind = CORRECT_CHECK, .duty = "officer",
		    .item = row_i64(db_at(rows, i), "id"), .account = row_i64(db_at(rows, i), "account_id") });
	return e;
}

/* The earliest open clock of the case that this kind of work answers for. */
enum err
case_task_clock(struct act_move *m, const struct act_wanted *w, int64_t *id)
{
	struct db_row r;
	enum err e;

	if (str_eq(w->kind, CORRECT_CHECK)) {
		*id = w->item;
		return OK;
	}
	e = DB_ONE(m->a, m->db, &r,
	    "select coalesce((select k.id from (select c.id, c.due_at, c.rule from xz.calendar_clock c"
	    " where c.subject_kind = 'case' and c.subject_id = $1 and c.state = 'open'"
	    " union all select c.id, c.due_at, c.rule from xz.calendar_clock c"
	    " where c.subject_kind = 'track' and c.subject_id = $2 and c.state = 'open') k"
	    " where (($3 in ('publish') and k.rule like 'publish.%') or ($3 = 'withdraw' and k.rule = 'withdraw.term')"
	    "   or ($3 = 'reporter_tell' and k.rule = 'reporter.tell')"
	    "   or ($3 not in ('publish', 'withdraw', 'reporter_tell') and k.rule not like 'publish.%'"
	    " and k.rule not like 'remedy.%'"
	    "     and k.rule not in ('reporter.tell', 'correct.term')"
	    "     and k.rule not like 'preserve.%' and k.rule not like 'measure.%' and k.rule not like 'aid.%'"
	    "     and k.rule not like 'court.%'))"
	    " order by k.due_at, k.id limit 1), 0) as id",
	    DB_I64(case_of(m)->id), DB_I64(w->part), DB_TEXT(w->kind));

	if (e == OK)
		*id = row_i64(r, "id");
	return e;
}

enum err
case_wanted(struct act_move *m, struct act_work *w)
{
	const struct act_transition *ts;
	int n;
	enum err e = act_transition_list(m->a, m->db, case_of(m)->procedure, case_of(m)->procedure_version, &ts, &n);

	if (e == OK)
		e = want_state(m, w, ts, n, "case", case_of(m)->state, 0);
	if (e == OK)
		e = drop_assign(m, w);
	if (e == OK)
		e = drop_verified(m, w);
	if (e == OK)
		e = want_telling(m, w);
	if (e == OK)
		e = want_corrections(m, w);
	return e == OK ? want_tracks(m, w, ts, n) : e;
}
