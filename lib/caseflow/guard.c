/* guard.c - the conditions that procedures name; each adds a problem of the form as a whole. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/caseflow/move.h"

struct guard {
	const char *name;
	enum err (*test)(struct move *m, bool *holds);
};

/* One boolean column `yes`. */
static enum err
yes(const struct db_row *r, enum err e, bool *holds)
{
	if (e == OK)
		*holds = row_bool(*r, "yes");
	return e;
}

/* 行政处罚法 42: at least two officers with certificates valid that day. */
static enum err
officers_ready(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select count(distinct o.account_id) >= 2 as yes from xz.caseflow_officer o"
	    " join xz.people_certificate t on t.no = o.certificate_no and t.kind = 'enforcement'"
	    " and t.status = 'valid' and $2::date between t.valid_from and t.valid_to"
	    " where o.case_id = $1 and o.role in ('lead', 'assist') and o.state = 'accepted'",
	    DB_I64(m->cf.id), DB_DAY(time_day(m->occurred))), holds);
}

/* Nothing waits for the second officer; on the spot he must have signed, or the decision is revoked. */
static enum err
cosigned(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.caseflow_cosign where case_id = $1 and state = 'waiting')"
	    " and ($2 <> 'summary' or $3 or exists (select from xz.caseflow_cosign where case_id = $1 and state = 'signed'"
	    "   and action = 'summary_decide')) as yes",
	    DB_I64(m->cf.id), DB_TEXT(m->cf.procedure), DB_BOOL(m->on_track && strcmp(m->tr.state, "revoked") == 0)), holds);
}

static enum err
clue_cosigned(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select coalesce((select state = 'signed' from xz.caseflow_cosign where case_id = $1"
	    " and action = 'clue_verify' order by id desc limit 1), false) as yes", DB_I64(m->cf.id)), holds);
}

static enum err
clue_once(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not extended as yes from xz.source_clue where case_id = $1", DB_I64(m->cf.id)), holds);
}

/* He gave his name and has not been told yet. */
static enum err
reporter_waits(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select real_name and told_on is null as yes from xz.source_clue where case_id = $1", DB_I64(m->cf.id)), holds);
}

/* The agency has competence in the region; 行政处罚法 22-25: place of the act is asked at filing. */
static enum err
jurisdiction(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select active and kind in ('organ', 'authorised', 'delegated') as yes from xz.people_agency where id = $1",
	    DB_I64(m->cf.agency)), holds);
}

static enum err
measures_released(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.caseflow_measure where case_id = $1 and state = 'live') as yes",
	    DB_I64(m->cf.id)), holds);
}

/* I11: the reviewer is not and was not an officer of the case. */
static enum err
reviewer_apart(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.caseflow_officer where case_id = $1 and account_id = any (array[$2::bigint,"
	    " (select id from xz.people_principal where ref = xz.people_deputy_for($2, $3::int))])) as yes",
	    DB_I64(m->cf.id), DB_I64(m->actor.account), DB_I64(m->t->duty)), holds);
}

/* 行政处罚法 58: legal review by one who holds the law qualification when he reviews for the first time. */
static enum err
reviewer_qualified(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select coalesce((select r.kind = 'case' from xz.review_request r where r.case_id = $1"
	    " and r.state = 'open' order by r.id desc limit 1), true) or $2"
	    " or coalesce((select first_review_on < '2018-01-01' from xz.people_officer where id = $3), false) as yes",
	    DB_I64(m->cf.id), DB_BOOL(m->actor.law_qualified), DB_I64(m->actor.officer)), holds);
}

enum err
move_apart(struct move *m, uint32_t duty)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "with who as (select $2::bigint as id union all"
	    "   select id from xz.people_principal where ref = xz.people_deputy_for($2, $3::int))"
	    " select exists (select from xz.caseflow_officer o join who on who.id = o.account_id"
	    "   where o.case_id = $1 and o.state = 'accepted') as officer,"
	    " exists (select from xz.review_request q join who on who.id = q.reviewer"
	    "   where q.case_id = $1 and q.opinion is not null) as reviewer",
	    DB_I64(m->cf.id), DB_I64(m->actor.account), DB_I64(duty));

	if (e != OK || !(row_bool(r, "officer") || row_bool(r, "reviewer")))
		return e;
	move_problem(m, "", row_bool(r, "officer") ? "officer_of_case" : "reviewer_of_case", NULL);
	return ERR_STATE;
}

static enum err
decider_apart(struct move *m, bool *holds)
{
	enum err e = move_apart(m, m->t->duty);

	*holds = true;		/* the problem is added already, with its reason */
	return e == ERR_STATE ? OK : e;
}

static enum err
chair_apart(struct move *m, bool *holds)
{
	return reviewer_apart(m, holds);
}

/* The passed review is of the report this track stands on, and the content is unchanged. */
static enum err
review_stands(struct move *m, bool *holds)
{
	*holds = m->tr.review_passed && m->cf.review_passed_version >= m->tr.report_version;
	return OK;
}

static enum err
hearing_right(struct move *m, bool *holds)
{
	*holds = m->tr.hearing_right && !m->tr.heard;
	return OK;
}

/* The party spoke or waived, or the term has run out.  Where a hearing may still be asked for, words do not
 * end the term, nor does a hearing asked for and withdrawn (行政处罚法 63, 64). */
static enum err
defence_over(struct move *m, bool *holds)
{
	struct db_row r;

	if (m->tr.heard || (m->tr.defence != NULL && !m->tr.hearing_right)) {
		*holds = true;
		return OK;
	}
	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.calendar_clock where subject_kind = 'track' and subject_id = $1"
	    " and rule = 'defence.term' and state <> 'cancelled' and due_at >= $2) as yes",
	    DB_I64(m->tr.id), DB_TIME(m->now)), holds);
}

/* 行政处罚法 57: complex or major cases are discussed by the leaders. */
static enum err
deliberated(struct move *m, bool *holds)
{
	*holds = !m->tr.major || m->tr.deliberated;
	return OK;
}

/* A penalty needs a notice of the report it stands on. */
static enum err
notice_stands(struct move *m, bool *holds)
{
	struct db_row r;

	if (strcmp(m->tr.outcome, "penalty") != 0) {
		*holds = true;
		return OK;
	}
	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_notice where track_id = $1 and report_version = $2) as yes",
	    DB_I64(m->tr.id), DB_I64(m->tr.report_version)), holds);
}

static enum err
fine_of(struct move *m, struct db_row *r)
{
	return DB_ONE(m->a, m->db, r,
	    "select d.fine_fen + d.confiscation_fen as owed, d.pay_due,"
	    " coalesce((select sum(p.amount_fen) from xz.caseflow_payment p where p.decision_id = d.id), 0) as paid,"
	    " exists (select from xz.caseflow_demand q where q.decision_id = d.id) as demanded,"
	    " exists (select from xz.caseflow_demand q where q.decision_id = d.id and q.applied_on is not null) as applied"
	    " from xz.caseflow_decision d where d.track_id = $1 and d.revoked_on is null", DB_I64(m->tr.id));
}

static enum err
fine_unpaid(struct move *m, bool *holds)
{
	struct db_row r;
	enum err e = fine_of(m, &r);

	if (e == OK)
		*holds = row_i64(r, "owed") > row_i64(r, "paid");
	return e;
}

static enum err
fine_overdue(struct move *m, bool *holds)
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
demand_over(struct move *m, bool *holds)
{
	struct db_row r;
	enum err e = fine_of(m, &r);

	*holds = false;
	if (e != OK || !row_bool(r, "demanded") || row_bool(r, "applied"))
		return e;
	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select not exists (select from xz.calendar_clock where subject_kind = 'track' and subject_id = $1"
	    " and rule = 'demand.term' and state = 'open' and due_at >= $2) as yes",
	    DB_I64(m->tr.id), DB_TIME(m->now)), holds);
}

static enum err
fine_settled(struct move *m, bool *holds)
{
	struct db_row r;
	enum err e = fine_of(m, &r);

	if (e == OK)
		*holds = row_i64(r, "owed") <= row_i64(r, "paid") || row_bool(r, "applied");
	return e;
}

/* What was revoked is neither revoked nor fought again. */
static enum err
decision_stands(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_decision where track_id = $1 and revoked_on is null) as yes",
	    DB_I64(m->tr.id)), holds);
}

static enum err
remedy_open(struct move *m, bool *holds)
{
	struct db_row r;

	return yes(&r, DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_remedy m join xz.caseflow_decision d on d.id = m.decision_id"
	    " where d.track_id = $1 and d.revoked_on is null and m.result is null) as yes", DB_I64(m->tr.id)), holds);
}

/* 程序规定 77: published or the reason not to is on record; measures are released; no remedy is open. */
static enum err
closable(struct move *m, bool *holds)
{
	bool measures, remedy;
	enum err e = measures_released(m, &measures);

	if (e == OK)
		e = remedy_open(m, &remedy);
	if (e != OK)
		return e;
	if (strcmp(m->tr.publish_state, "open") == 0)
		move_problem(m, "", "guard_unpublished", NULL);
	if (strcmp(m->tr.state, "revoked") == 0 && strcmp(m->tr.publish_state, "published") == 0)
		move_problem(m, "", "guard_not_withdrawn", NULL);
	if (!measures)
		move_problem(m, "", "guard_measures_released", NULL);
	if (remedy)
		move_problem(m, "", "guard_remedy_open", NULL);
	*holds = true;
	return OK;
}

static const struct guard guards[] = {
	{ "officers_ready", officers_ready }, { "cosigned", cosigned }, { "clue_cosigned", clue_cosigned },
	{ "clue_once", clue_once }, { "reporter_waits", reporter_waits }, { "jurisdiction", jurisdiction },
	{ "measures_released", measures_released }, { "reviewer_apart", reviewer_apart },
	{ "reviewer_qualified", reviewer_qualified }, { "chair_apart", chair_apart },
	{ "decider_apart", decider_apart },
	{ "review_stands", review_stands }, { "hearing_right", hearing_right },
	{ "defence_over", defence_over }, { "deliberated", deliberated }, { "notice_stands", notice_stands },
	{ "fine_unpaid", fine_unpaid }, { "fine_overdue", fine_overdue }, { "demand_over", demand_over },
	{ "fine_settled", fine_settled }, { "decision_stands", decision_stands }, { "remedy_open", remedy_open }, { "closable", closable },
};

static const struct guard *
find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(guards) / sizeof(*guards); i++)
		if (strcmp(guards[i].name, name) == 0)
			return &guards[i];
	return NULL;
}

/* What two officers sign is made by one who may act that day himself, whoever else is of the case (行政处罚法 42). */
static enum err
own_certificate(struct move *m)
{
	struct db_row r;
	enum err e = DB_ONE(m->a, m->db, &r,
	    "select exists (select from xz.caseflow_officer o join xz.people_certificate t on t.no = o.certificate_no"
	    " and t.kind = 'enforcement' and t.status = 'valid' and $3::date between t.valid_from and t.valid_to"
	    " where o.case_id = $1 and o.account_id = $2 and o.state = 'accepted') as yes",
	    DB_I64(m->cf.id), DB_I64(m->actor.account), DB_DAY(m->today));

	if (e == OK && !row_bool(r, "yes"))
		move_problem(m, "", "own_certificate", NULL);
	return e;
}

enum err
move_guards(struct move *m)
{
	const struct guard *g;
	bool holds;
	enum err e = m->t->cosign && !m->is_new ? own_certificate(m) : OK;
	int i;

	for (i = 0; e == OK && i < m->t->guards_n; i++) {
		g = find(m->t->guards[i]);
		if (g == NULL)
			return err_set(ERR_DB, "procedure names an unknown guard %s", m->t->guards[i]);
		holds = false;
		e = g->test(m, &holds);
		if (e == OK && !holds)
			move_problem(m, "", arena_printf(m->p->arena, "guard_%s", g->name), NULL);
	}
	if (e == OK && m->p->n > 0)
		return err_set(ERR_STATE, "%s: %s", m->t->action, m->p->first->code);
	return e;
}
