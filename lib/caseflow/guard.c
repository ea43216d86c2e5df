/* guard.c - the conditions that procedures name; each adds a problem of the form as a whole. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/caseflow/daily.h"
#include "lib/caseflow/defendant.h"
#include "lib/caseflow/goods.h"
#include "lib/caseflow/police.h"
#include "lib/caseflow/service.h"

/* One boolean column `yes`. */
static enum err
yes(const struct db_row *r, enum err e, bool *holds)
{
	if (e == OK)
		*holds = row_bool(*r, "yes");
	return e;
}

/* 行政处罚法 42: enough officers with certificates valid that day; of a clue those who verify it. */
static enum err
officers_ready(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select count(distinct o.account_id) >= xz.calendar_officers_least($2::date) as yes"
	    " from xz.caseflow_officer o"
	    " join xz.people_certificates_on($2::date) t on t.no = o.certificate_no"
	    " where o.case_id = $1 and (o.role = 'verifier') = $3 and o.state = 'accepted'",
	    DB_I64(case_of(m)->id), DB_DAY(time_day(m->occurred)), DB_BOOL(strcmp(case_of(m)->phase, "clue") == 0)),
	    holds);
}

/* Nothing waits for the second officer; on the spot they must have signed, or the decision is revoked. */
static enum err
cosigned(struct act_move *m, bool *holds)
{
	bool waits = false, revoked = on_track(m) && strcmp(track_of(m)->state, "revoked") == 0;
	const char *state = NULL;
	enum err e = act_cosign_waits(m, &waits);

	if (e == OK && !waits && !revoked && strcmp(case_of(m)->procedure, "summary") == 0) {
		e = act_cosign_state(m, "summary_decide", &state);
		waits = !str_eq(state, "signed");
	}
	*holds = !waits;
	return e;
}

static enum err
clue_cosigned(struct act_move *m, bool *holds)
{
	const char *state;
	enum err e = act_cosign_state(m, "clue_verify", &state);

	if (e == OK)
		*holds = str_eq(state, "signed");
	return e;
}

static enum err
clue_once(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not extended as yes from xz.caseflow_clue where case_id = $1", DB_I64(case_of(m)->id)), holds);
}

/* The reporter gave a name and has not been told yet. */
static enum err
reporter_waits(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select real_name and told_on is null as yes from xz.caseflow_clue where case_id = $1",
	    DB_I64(case_of(m)->id)), holds);
}

/* The agency has competence, a commissioned one by a letter in force (行政处罚法 20); where the act took place is asked
 * with the proposal (22-25). */
static enum err
jurisdiction(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select active and (kind in ('organ', 'authorised') or (kind = 'delegated'"
	    " and xz.people_commissioner(id, $2) is not null)) as yes from xz.people_agency where id = $1",
	    DB_I64(case_of(m)->agency), DB_DAY(m->today)), holds);
}

static enum err
measures_released(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.caseflow_measure where case_id = $1 and state = 'live') as yes",
	    DB_I64(case_of(m)->id)), holds);
}

/* I11: the reviewer is not and was not an officer of the case. */
static enum err
reviewer_apart(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.caseflow_officer where case_id = $1"
	    " and account_id = any (array[$2::bigint, (select id from xz.people_principal"
	    " where ref = xz.people_deputy_for($2, $3::int))])) as yes",
	    DB_I64(case_of(m)->id), DB_I64(m->actor.account), DB_I64(m->t->duty)), holds);
}

/* 行政处罚法 58: legal review by one who holds the law qualification when they review for the first time. */
static enum err
reviewer_qualified(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select coalesce((select r.kind = 'case' from xz.review_request r where r.case_id = $1"
	    " and r.state = 'open' order by r.id desc limit 1), true) or $2"
	    " or coalesce((select first_review_on < '2018-01-01' from xz.people_officer where id = $3), false) as yes",
	    DB_I64(case_of(m)->id), DB_BOOL(m->actor.law_qualified), DB_I64(m->actor.officer)), holds);
}

enum err
case_apart(struct act_move *m, uint32_t duty)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "with who as (select $2::bigint as id union all"
	    "   select id from xz.people_principal where ref = xz.people_deputy_for($2, $3::int))"
	    " select exists (select from xz.caseflow_officer o join who on who.id = o.account_id"
	    "   where o.case_id = $1 and o.state = 'accepted') as officer,"
	    " exists (select from xz.review_request q join who on who.id = q.reviewer"
	    "   where q.case_id = $1 and q.opinion is not null) as reviewer,"
	    " exists (select from xz.caseflow_recusal q join who on who.id = q.account_id"
	    "   where q.case_id = $1 and q.granted) as recused",
	    DB_I64(case_of(m)->id), DB_I64(m->actor.account), DB_I64(duty));

	if (e != OK || !(row_bool(r, "officer") || row_bool(r, "reviewer") || row_bool(r, "recused")))
		return e;
	act_problem(m, "", row_bool(r, "officer") ? "officer_of_case" : row_bool(r, "reviewer") ? "reviewer_of_case" :
	    "recused_of_case", NULL);
	return ERR_STATE;
}

static enum err
decider_apart(struct act_move *m, bool *holds)
{
	enum err e = case_apart(m, m->t->duty);

	*holds = true;		/* the problem is added already, with its reason */
	return e == ERR_STATE ? OK : e;
}

static enum err
chair_apart(struct act_move *m, bool *holds)
{
	return reviewer_apart(m, holds);
}

/* The passed review is of the report this track stands on, and the content is unchanged. */
static enum err
review_stands(struct act_move *m, bool *holds)
{
	*holds = track_of(m)->review_passed && case_of(m)->review_passed_version >= track_of(m)->report_version;
	return OK;
}

static enum err
hearing_right(struct act_move *m, bool *holds)
{
	*holds = track_of(m)->hearing_right && !track_of(m)->heard;
	return OK;
}

/* The party spoke or waived, or the term has run out.  Where a hearing may still be asked for, words do not
 * end the term, nor does a hearing asked for and withdrawn (行政处罚法 63, 64). */
static enum err
defence_over(struct act_move *m, bool *holds)
{
	struct db_row r;

	if (track_of(m)->heard || (track_of(m)->defence != NULL && !track_of(m)->hearing_right)) {
		*holds = true;
		return OK;
	}
	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.calendar_clock where subject_kind = 'track' and subject_id = $1"
	    " and rule in ('defence.term', 'hearing.request') and state <> 'cancelled' and due_at >= $2) as yes",
	    DB_I64(track_of(m)->id), DB_TIME(m->now)), holds);
}

/* 行政处罚法 57: complex or major cases are discussed by the leaders. */
static enum err
deliberated(struct act_move *m, bool *holds)
{
	*holds = !track_of(m)->major || track_of(m)->deliberated;
	return OK;
}

/* A penalty needs a notice of the report it stands on. */
static enum err
notice_stands(struct act_move *m, bool *holds)
{
	struct db_row r;

	if (strcmp(track_of(m)->outcome, "penalty") != 0) {
		*holds = true;
		return OK;
	}
	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_notice where track_id = $1 and report_version = $2) as yes",
	    DB_I64(track_of(m)->id), DB_I64(track_of(m)->report_version)), holds);
}

static enum err
fine_of(struct act_move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select d.fine_fen + d.confiscation_fen as owed, d.pay_due,"
	    " coalesce((select sum(p.amount_fen) from xz.caseflow_payment p where p.decision_id = d.id), 0) as paid,"
	    " exists (select from xz.caseflow_demand q where q.decision_id = d.id) as demanded,"
	    " exists (select from xz.caseflow_demand q where q.decision_id = d.id"
	    " and q.applied_on is not null) as applied"
	    " from xz.caseflow_decision d where d.track_id = $1 and d.revoked_on is null", DB_I64(track_of(m)->id));
}

static enum err
fine_unpaid(struct act_move *m, bool *holds)
{
	struct db_row r;
	enum err e = fine_of(m, &r);

	if (e == OK)
		*holds = row_i64(r, "owed") > row_i64(r, "paid");
	return e;
}

static enum err
fine_overdue(struct act_move *m, bool *holds)
{
	struct db_row r;
	enum err e = fine_of(m, &r);

	if (e == OK)
		*holds = row_i64(r, "owed") > row_i64(r, "paid") && row_has(r, "pay_due") &&
		    row_day(r, "pay_due") < m->today && !row_bool(r, "demanded");
	return e;
}

/* 行政强制法 53-54: ten working days after the demand was served. */
static enum err
demand_over(struct act_move *m, bool *holds)
{
	struct db_row r;
	enum err e = fine_of(m, &r);

	*holds = false;
	if (e != OK || !row_bool(r, "demanded") || row_bool(r, "applied"))
		return e;
	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.calendar_clock where subject_kind = 'track' and subject_id = $1"
	    " and rule = 'demand.term' and state = 'open' and due_at >= $2) as yes",
	    DB_I64(track_of(m)->id), DB_TIME(m->now)), holds);
}

/* A court that was asked has carried out nothing yet. */
static enum err
fine_settled(struct act_move *m, bool *holds)
{
	struct db_row r;
	enum err e = fine_of(m, &r);

	if (e == OK)
		*holds = row_i64(r, "owed") <= row_i64(r, "paid");
	return e;
}

static enum err
clock_runs(struct act_move *m, const char *rule, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r, "select exists (select from xz.calendar_clock"
	    " where subject_kind = 'track' and subject_id = $1 and rule = $2 and state = 'open') as yes",
	    DB_I64(track_of(m)->id), DB_TEXT(rule)), holds);
}

/* 行政处罚法 71: collected on water, and nobody has said when they landed. */
static enum err
cash_at_sea(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_decision where track_id = $1 and cash = 'water') and not exists"
	    " (select from xz.calendar_clock where subject_kind = 'track' and subject_id = $1"
	    " and rule = 'cash.hand_in') as yes", DB_I64(track_of(m)->id)), holds);
}

static enum err
cash_held(struct act_move *m, bool *holds)
{
	return clock_runs(m, "cash.hand_in", holds);
}

static enum err
cash_at_agency(struct act_move *m, bool *holds)
{
	return clock_runs(m, "cash.bank", holds);
}

/* What was revoked is neither revoked nor fought again. */
static enum err
decision_stands(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_decision where track_id = $1 and revoked_on is null) as yes",
	    DB_I64(track_of(m)->id)), holds);
}

/* The record names what is wrong with the paper of the decision that stands. */
static enum err
paper_faulty(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_decision where track_id = $1"
	    " and revoked_on is null and faults <> '{}') as yes", DB_I64(track_of(m)->id)), holds);
}

/* A penalty begins with its notice; what ends without one is served with its decision. */
static enum err
something_served(struct act_move *m, bool *holds)
{
	static const char *const after[] = { "served", "executed", "revoked", "track_closed" };
	size_t i;

	*holds = str_eq(track_of(m)->outcome, "penalty") && !str_eq(track_of(m)->state, "to_notify") &&
	    !str_eq(track_of(m)->state, "notice_made");
	for (i = 0; i < sizeof(after) / sizeof(*after); i++)
		*holds = *holds || str_eq(track_of(m)->state, after[i]);
	return OK;
}

static enum err
remedy_open(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_remedy m join xz.caseflow_decision d on d.id = m.decision_id"
	    " where d.track_id = $1 and d.revoked_on is null and m.result is null) as yes", DB_I64(track_of(m)->id)),
	    holds);
}

/* What the agency has still to say or to send on of a remedy without a result. */
static enum err
remedy_lacks(struct act_move *m, const char *what, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_remedy x join xz.caseflow_decision d on d.id = x.decision_id"
	    " where d.track_id = $1 and d.revoked_on is null and " REMEDY_LACKS ") as yes",
	    DB_I64(track_of(m)->id), DB_TEXT(what)), holds);
}

static enum err
redo_waits(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_remedy x join xz.caseflow_decision d on d.id = x.decision_id"
	    " where d.track_id = $1 and x.redo and x.redone is null) as yes", DB_I64(track_of(m)->id)), holds);
}

static enum err
copy_waits(struct act_move *m, bool *holds)
{
	return remedy_lacks(m, "copy", holds);
}

static enum err
forward_waits(struct act_move *m, bool *holds)
{
	return remedy_lacks(m, "forward", holds);
}

static enum err
answer_waits(struct act_move *m, bool *holds)
{
	return remedy_lacks(m, "answer", holds);
}

static enum err
recusal_waits(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r, "select exists (select from xz.caseflow_recusal where case_id = $1"
	    " and granted is null) as yes", DB_I64(case_of(m)->id)), holds);
}

/* A hearing that was asked for and not held: *set a day is fixed, *stands it was suspended. */
static enum err
hearing_state(struct act_move *m, bool *there, bool *set, bool *stands)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select held_at is not null as set, suspended_on is not null as stands"
	    " from xz.caseflow_hearing where track_id = $1 and withdrawn_on is null and record is null",
	    DB_I64(track_of(m)->id));

	*there = e == OK;
	*set = e == OK && row_bool(r, "set");
	*stands = e == OK && row_bool(r, "stands");
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
hearing_unheld(struct act_move *m, bool *holds)
{
	bool set, stands;

	return hearing_state(m, holds, &set, &stands);
}

static enum err
hearing_set(struct act_move *m, bool *holds)
{
	bool there, set, stands;
	enum err e = hearing_state(m, &there, &set, &stands);

	*holds = set && !stands;
	return e;
}

static enum err
hearing_stands(struct act_move *m, bool *holds)
{
	bool there, set;

	return hearing_state(m, &there, &set, holds);
}

static enum err
hearing_notified(struct act_move *m, bool *told, bool *stands)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r, "select notice_served_on is not null as told,"
	    " suspended_on is not null as stands from xz.caseflow_hearing where track_id = $1"
	    " and withdrawn_on is null and record is null", DB_I64(track_of(m)->id));

	*told = e == OK && row_bool(r, "told");
	*stands = e == OK && row_bool(r, "stands");
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Its notice is not served yet. */
static enum err
hearing_untold(struct act_move *m, bool *holds)
{
	bool told, stands;
	enum err e = hearing_notified(m, &told, &stands);

	*holds = !told && !stands;
	return e;
}

/* 行政处罚法 64: the party was notified; of one that stands still the step itself speaks. */
static enum err
hearing_told(struct act_move *m, bool *holds)
{
	bool told, stands;
	enum err e = hearing_notified(m, &told, &stands);

	*holds = told || stands;
	return e;
}

/* A demand was made and is not served. */
static enum err
demand_made(struct act_move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r, "select exists (select from (select d.id from xz.record_document d"
	    " where d.subject_kind = 'case' and d.subject_id = $1 and d.track_id = $2 and d.type = 'demand'"
	    " and d.state <> 'drafted' order by d.id desc limit 1) x"
	    " where not exists (select from xz.caseflow_service s where s.document_id = x.id)) as yes",
	    DB_I64(case_of(m)->id), DB_I64(track_of(m)->id)), holds);
}

/* A paper without a step of its own for its service was not served on everybody. */
static enum err
paper_unserved(struct act_move *m, bool *holds)
{
	const struct db_rows *rows;
	enum err e = service_unserved(m, &rows);

	*holds = e == OK && db_count(rows) > 0;
	return e;
}

/* Not ended, nor about to be. */
static enum err
under_way(struct act_move *m, bool *holds)
{
	*holds = strcmp(case_of(m)->phase, "end") != 0 && strcmp(case_of(m)->phase, "closing") != 0;
	return OK;
}

static enum err
undecided(struct act_move *m, bool *holds)
{
	*holds = !track_of(m)->decided;
	return OK;
}

/* Whatever was taken is out, or confiscated. */
static enum err
all_goods_accounted(struct act_move *m, bool *holds)
{
	*holds = true;
	return goods_accounted(m, on_track(m) ? track_of(m)->party_id : 0);
}

/* Published or the reason not to is on record; measures are released; no remedy is open. */
static enum err
closable(struct act_move *m, bool *holds)
{
	bool measures, remedy, overtaken;
	struct db_row r;
	enum err e = measures_released(m, &measures);

	if (e == OK)
		e = remedy_open(m, &remedy);
	if (e == OK)
		e = yes(&r, DB_ONE(m->a, m->db, &r, "select xz.disclosure_overtaken($1) as yes",
		    DB_I64(track_of(m)->id)), &overtaken);
	if (e != OK)
		return e;
	if (strcmp(track_of(m)->publish_state, "open") == 0)
		act_problem(m, "", "guard_unpublished", NULL);
	if (overtaken && strcmp(track_of(m)->publish_state, "published") == 0)
		act_problem(m, "", "guard_not_withdrawn", NULL);
	if (!measures)
		act_problem(m, "", "guard_measures_released", NULL);
	if (remedy)
		act_problem(m, "", "guard_remedy_open", NULL);
	*holds = true;
	return OK;
}

enum err
case_own_certificate(struct act_move *m)
{
	struct db_row r;
	enum err e;

	if (!m->t->cosign || m->is_new)
		return OK;
	e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_officer o"
	    " join xz.people_certificates_on($3::date) t on t.no = o.certificate_no"
	    " where o.case_id = $1 and o.account_id = $2 and o.state = 'accepted') as yes",
	    DB_I64(case_of(m)->id), DB_I64(m->actor.account), DB_DAY(m->today));

	if (e == OK && !row_bool(r, "yes"))
		act_problem(m, "", "own_certificate", NULL);
	return e;
}

const struct act_guard caseflow_guards[] = {
	{ .name = "officers_ready", .test = officers_ready },
	{ .name = "cosigned", .test = cosigned },
	{ .name = "clue_cosigned", .test = clue_cosigned },
	{ .name = "clue_once", .test = clue_once, .when = true },
	{ .name = "reporter_waits", .test = reporter_waits, .when = true },
	{ .name = "jurisdiction", .test = jurisdiction },
	{ .name = "measures_released", .test = measures_released },
	{ .name = "reviewer_apart", .test = reviewer_apart },
	{ .name = "reviewer_qualified", .test = reviewer_qualified },
	{ .name = "chair_apart", .test = chair_apart },
	{ .name = "decider_apart", .test = decider_apart },
	{ .name = "review_stands", .test = review_stands },
	{ .name = "hearing_right", .test = hearing_right, .when = true },
	{ .name = "defence_over", .test = defence_over },
	{ .name = "deliberated", .test = deliberated },
	{ .name = "notice_stands", .test = notice_stands },
	{ .name = "fine_unpaid", .test = fine_unpaid, .when = true },
	{ .name = "fine_overdue", .test = fine_overdue, .when = true },
	{ .name = "demand_over", .test = demand_over, .when = true },
	{ .name = "fine_settled", .test = fine_settled },
	{ .name = "cash_at_sea", .test = cash_at_sea, .when = true },
	{ .name = "cash_held", .test = cash_held, .when = true },
	{ .name = "cash_at_agency", .test = cash_at_agency, .when = true },
	{ .name = "decision_stands", .test = decision_stands, .when = true },
	{ .name = "paper_faulty", .test = paper_faulty, .when = true },
	{ .name = "something_served", .test = something_served, .when = true },
	{ .name = "remedy_open", .test = remedy_open, .when = true },
	{ .name = "redo_waits", .test = redo_waits, .when = true },
	{ .name = "copy_waits", .test = copy_waits, .when = true },
	{ .name = "forward_waits", .test = forward_waits, .when = true },
	{ .name = "answer_waits", .test = answer_waits, .when = true },
	{ .name = "recusal_waits", .test = recusal_waits, .when = true },
	{ .name = "daily_countable", .test = daily_countable, .when = true },
	{ .name = "police_none", .test = police_none, .when = true },
	{ .name = "police_ripe", .test = police_ripe, .when = true },
	{ .name = "police_proposed", .test = police_proposed, .when = true },
	{ .name = "police_sent", .test = police_sent, .when = true },
	{ .name = "police_unanswered", .test = police_unanswered, .when = true },
	{ .name = "police_refused", .test = police_refused, .when = true },
	{ .name = "police_asked_again", .test = police_asked_again, .when = true },
	{ .name = "police_stays_refused", .test = police_stays_refused, .when = true },
	{ .name = "police_goods_wait", .test = police_goods_wait, .when = true },
	{ .name = "police_party_untold", .test = police_party_untold, .when = true },
	{ .name = "hearing_unheld", .test = hearing_unheld, .when = true },
	{ .name = "hearing_set", .test = hearing_set, .when = true },
	{ .name = "hearing_stands", .test = hearing_stands, .when = true },
	{ .name = "hearing_untold", .test = hearing_untold, .when = true },
	{ .name = "hearing_told", .test = hearing_told },
	{ .name = "demand_made", .test = demand_made, .when = true },
	{ .name = "paper_unserved", .test = paper_unserved, .when = true },
	{ .name = "under_way", .test = under_way, .when = true },
	{ .name = "undecided", .test = undecided, .when = true },
	{ .name = "closable", .test = closable },
	{ .name = "goods_accounted", .test = all_goods_accounted },
	{ .name = NULL },
};
