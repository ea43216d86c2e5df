/* must_hold.h - what must hold of every store at every moment, asked of its tables alone.  must_hold() fails with the
 * name of what does not, and the row.
 *
 * made_at of a decision's paper is when the head decided; days are the calendar's, so that what happens within one day
 * in the right order is no breach. */
#ifndef TESTS_DB_MUST_HOLD_H
#define TESTS_DB_MUST_HOLD_H
#include "tests/db/play.h"

/* sql: rows with one text `what`, each a breach. */
#define HOLDS(name, sql) do { \
	const struct db_rows *rows_; \
	must(DB_MANY(a, db, &rows_, sql)); \
	if (db_count(rows_) > 0) \
		fail_msg("%s: %d, the first is %s", name, db_count(rows_), row_text(db_at(rows_, 0), "what")); \
} while (0)

#define HOLDS_DECISIONS " from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id" \
	" join xz.caseflow_case c on c.id = k.case_id"

/* Who took part. */
static void
hold_people(struct arena *a, struct db *db)
{
	/* 行政处罚法 42(1): two with certificates */
	HOLDS("decided by fewer than two certified officers", "select d.number as what" HOLDS_DECISIONS
	    " where (select count(distinct o.account_id) from xz.caseflow_officer o join xz.people_certificate t"
	    "   on t.no = o.certificate_no where o.case_id = c.id and o.role <> 'verifier'"
	    "   and o.accepted_at is not null) < 2");
	/* 行政处罚法 58, 程序规定 50: the reviewer is not the investigator */
	HOLDS("reviewed by an officer of the case", "select q.case_id::text as what from xz.review_request q"
	    " join xz.caseflow_officer o on o.case_id = q.case_id and o.account_id = q.reviewer where q.state ="
	    " 'done'");
	/* 行政处罚法 64(4) */
	HOLDS("a hearing chaired by an officer of the case", "select h.id::text as what from xz.caseflow_hearing h"
	    " join xz.caseflow_track k on k.id = h.track_id join xz.caseflow_officer o on o.case_id = k.case_id"
	    " and o.account_id = h.chair_account");
}

/* What comes before a decision. */
static void
hold_before(struct arena *a, struct db *db)
{
	/* 行政处罚法 58: not reviewed or not passed, no decision */
	HOLDS("decided without review", "select d.number as what" HOLDS_DECISIONS
	    " where c.procedure = 'ordinary' and not exists (select from xz.review_request q where q.case_id = c.id"
	    "   and q.state = 'done' and q.opinion = 'agree' and q.report_version <= k.report_version"
	    "   and (q.opined_at at time zone 'Asia/Shanghai')::date <= d.decided_on)");
	/* 行政处罚法 58(1)(2): heard cases by the legal reviewer; 程序规定 50: after the hearing */
	HOLDS("decided without review of what was heard", "select d.number as what" HOLDS_DECISIONS
	    " join xz.caseflow_hearing h on h.track_id = k.id and h.reported_on <= d.decided_on"
	    "   and h.ended_ground is null"
	    " where not exists (select from xz.review_request q where q.case_id = c.id and q.kind = 'legal'"
	    "   and q.state = 'done' and q.opinion = 'agree'"
	    "   and (q.opined_at at time zone 'Asia/Shanghai')::date between h.reported_on and d.decided_on)");
	/* 行政处罚法 57(2) */
	HOLDS("major and not deliberated", "select d.number as what" HOLDS_DECISIONS
	    " where k.major and d.revoked_on is null and c.procedure = 'ordinary' and not exists"
	    " (select from xz.caseflow_deliberation b where b.track_id = k.id and b.held_on <= d.decided_on)");
	/* 行政处罚法 44, 62: told what is intended */
	HOLDS("penalised without notice", "select d.number as what" HOLDS_DECISIONS
	    " where c.procedure = 'ordinary' and d.outcome = 'penalty' and not exists (select from xz.caseflow_notice n"
	    "   where n.track_id = k.id and n.served_on <= d.decided_on)");
	/* 行政处罚法 45(1), 62, 64(1): time to speak and to ask for a hearing; whoever spoke needs no more of it,
	 * unless a hearing may still be asked for */
	HOLDS("decided before the term to speak was over", "select d.number as what" HOLDS_DECISIONS
	    " join xz.calendar_clock w on w.subject_kind = 'track' and w.subject_id = k.id"
	    "   and w.rule in ('defence.term', 'hearing.request') and w.state <> 'cancelled'"
	    "   and (w.due_at at time zone 'Asia/Shanghai')::date >= d.decided_on"
	    "   and (w.start_at at time zone 'Asia/Shanghai')::date <= d.decided_on"
	    " join lateral (select n.hearing_right from xz.caseflow_notice n where n.track_id = k.id"
	    "   and n.served_on = (w.start_at at time zone 'Asia/Shanghai')::date order by n.id desc limit 1) n on true"
	    " where d.outcome = 'penalty' and not exists (select from xz.caseflow_hearing h where h.track_id = k.id"
	    "   and h.reported_on <= d.decided_on) and (n.hearing_right or not exists (select from"
	    "   xz.caseflow_defence f where f.track_id = k.id and f.kind in ('stated', 'waived')"
	    "   and f.on_day <= d.decided_on))");
	/* 行政处罚法 45(1): what was said is weighed when no more can be said */
	HOLDS("the defence was weighed before the term to speak was over", "select f.track_id::text as what"
	    " from xz.caseflow_defence f join xz.calendar_clock w on w.subject_kind = 'track'"
	    "   and w.subject_id = f.track_id and w.rule in ('defence.term', 'hearing.request')"
	    "   and w.state <> 'cancelled' and (w.due_at at time zone 'Asia/Shanghai')::date >= f.on_day"
	    "   and (w.start_at at time zone 'Asia/Shanghai')::date <= f.on_day"
	    " join lateral (select n.hearing_right from xz.caseflow_notice n where n.track_id = f.track_id"
	    "   and n.served_on = (w.start_at at time zone 'Asia/Shanghai')::date order by n.id desc limit 1) n on true"
	    " where f.kind = 'review' and not exists (select from xz.caseflow_hearing h where h.track_id = f.track_id"
	    "   and h.reported_on <= f.on_day) and (n.hearing_right or not exists (select from xz.caseflow_defence x"
	    "   where x.track_id = f.track_id and x.kind in ('stated', 'waived') and x.on_day <= f.on_day))");
	/* 行政处罚法 63, 64: a hearing asked for is held, or the party drops it */
	HOLDS("decided with a hearing asked for and not held", "select d.number as what" HOLDS_DECISIONS
	    " join xz.caseflow_hearing h on h.track_id = k.id and h.requested_on <= d.decided_on"
	    " where h.withdrawn_on is null and h.reported_on is null and h.ended_ground is null");
	/* 行政处罚法 64(2): told seven working days before; the days are terms_origins.h's to count */
	HOLDS("heard without notice of the day", "select h.id::text as what from xz.caseflow_hearing h"
	    " where h.record is not null and (h.notice_served_on is null"
	    "   or h.notice_served_on >= (h.held_at at time zone 'Asia/Shanghai')::date)");
	/* 行政处罚法 45(2): no heavier for having spoken; nothing that was not notified (44) */
	HOLDS("heavier than its notice", "select d.number as what" HOLDS_DECISIONS
	    " where c.procedure = 'ordinary' and d.outcome = 'penalty' and d.fine_fen > coalesce((select"
	    " sum(p.amount_fen) from xz.caseflow_penalty p where p.party_id = k.party_id and p.stage = 'notice'"
	    "   and p.kind = 'fine' and p.stage_version = (select max(n.version) from xz.caseflow_notice n"
	    "   where n.track_id = k.id and n.served_on <= d.decided_on)), -1)");
	HOLDS("decided more than was notified", "select d.number || ' ' || p.kind as what" HOLDS_DECISIONS
	    " join xz.caseflow_penalty p on p.party_id = k.party_id and p.stage = 'decision'"
	    " where c.procedure = 'ordinary' and not exists (select from xz.caseflow_penalty q where q.party_id ="
	    " k.party_id"
	    "   and q.stage = 'notice' and q.kind = p.kind)");
	/* 行政处罚法 51 */
	HOLDS("above what may be fined on the spot", "select d.number as what" HOLDS_DECISIONS
	    " join xz.caseflow_party y on y.id = k.party_id where c.procedure = 'summary'"
	    " and d.fine_fen > case when y.natural_person then 20000 else 300000 end");
	HOLDS("two decisions stand", "select track_id::text as what from xz.caseflow_decision"
	    " where revoked_on is null group by track_id having count(*) > 1");
}

/* Papers and their service. */
static void
hold_papers(struct arena *a, struct db *db)
{
	/* 行政处罚法 59, 52(2): the paper of its outcome, with its number */
	HOLDS("a decision with another paper", "select d.number as what from xz.caseflow_decision d"
	    " left join xz.record_document p on p.id = d.document_id where p.type is distinct from"
	    " case when d.procedure = 'summary' then 'summary_decision' when d.outcome = 'penalty' then 'decision'"
	    " when d.outcome = 'transfer' then 'police_transfer' else d.outcome || '_decision' end"
	    " or p.number is distinct from d.number");
	/* 行政处罚法 59(2): with the seal */
	HOLDS("served before it was sealed", "select s.what || ' ' || s.id as what from xz.caseflow_service s"
	    " join xz.record_document p on p.id = s.document_id where p.state <> 'sealed' or p.sealed_at is null"
	    " or s.served_on < (p.sealed_at at time zone 'Asia/Shanghai')::date");
	HOLDS("served though it is void", "select s.what || ' ' || s.id as what from xz.caseflow_service s"
	    " join xz.record_document p on p.id = s.document_id where p.state = 'void'");
	HOLDS("a decision counts as served without a service", "select d.number as what from xz.caseflow_decision d"
	    " where d.served_on is not null and d.procedure = 'ordinary' and not exists (select from"
	    "   xz.caseflow_service s where s.track_id = d.track_id and s.what = 'decision'"
	    "   and s.served_on = d.served_on)");
	/* 行政处罚法 61(2), 民诉法 90: by such means with written consent */
	HOLDS("sent over the network without consent", "select s.id::text as what from xz.caseflow_service s"
	    " join xz.caseflow_party y on y.id = s.party_id where s.method = 'electronic'"
	    " and not y.electronic_consent and y.electronic_channel is null");
	/* 民诉法 95, 程序规定 82(5); 60 days: 交通运输规定 18(5), 农业规定 72 */
	HOLDS("announced for too short a time", "select s.id::text as what from xz.caseflow_service s"
	    " join xz.caseflow_case c on c.id = s.case_id join xz.people_agency g on g.id = c.agency_id"
	    " where s.method = 'announcement' and s.served_on < s.announced_on"
	    "   + case when g.field in ('交通运输', '农业农村') then 60 else 30 end");
	HOLDS("a chain with a gap", "select h.id::text as what from xz.record_chain h where h.seq <> (select count(*)"
	    " from xz.record_step s where s.chain_id = h.id)");
}

/* 行政处罚法 48; rules 2.4, 2.13. */
static void
hold_public(struct arena *a, struct db *db)
{
	HOLDS("published before it was served", "select p.number as what from xz.disclosure_public p"
	    " join xz.caseflow_decision d on d.ref = p.decision_ref where d.served_on is null"
	    " or (p.published_at at time zone 'Asia/Shanghai')::date < d.served_on");
	/* no city's own rule on decisions without penalty is entered here */
	HOLDS("published though it is no penalty", "select p.number as what from xz.disclosure_public p"
	    " where p.outcome <> 'penalty'");
	HOLDS("published after it fell", "select p.number as what from xz.disclosure_public p join xz.caseflow_decision"
	    " d"
	    " on d.ref = p.decision_ref where (p.published_at at time zone 'Asia/Shanghai')::date > d.revoked_on");
	/* 生态环境行政处罚办法 62(2) alone names citizens; 64: no minors */
	HOLDS("a citizen named where the field's rule does not", "select p.number as what from xz.disclosure_public p"
	    " join xz.caseflow_decision d on d.ref = p.decision_ref join xz.caseflow_track k on k.id = d.track_id"
	    " join xz.caseflow_party y on y.id = k.party_id join xz.people_agency g on g.id = d.agency_id"
	    " left join xz.register_person r on r.subject_id = y.subject_id"
	    " where y.natural_person and p.json is not null and position(y.name in convert_from(p.json, 'UTF8')) > 0"
	    " and (g.field <> '生态环境' or d.decided_on < '2023-07-01'"
	    "   or r.birth_year > extract(year from d.decided_on) - 18)");
	HOLDS("a citizen's full name in lists", "select p.number as what from xz.disclosure_public p"
	    " join xz.caseflow_decision d on d.ref = p.decision_ref join xz.caseflow_track k on k.id = d.track_id"
	    " join xz.caseflow_party y on y.id = k.party_id where y.natural_person and p.party_name = y.name");
	/* withdrawn, nothing of it stays readable */
	HOLDS("withdrawn with its content", "select p.number as what from xz.disclosure_public p"
	    " where p.state <> 'published' and p.json is not null");
}

/* Demand, court and closing. */
static void
hold_ends(struct arena *a, struct db *db)
{
	/* 行政强制法 53, 54: demanded after the time to pay, before the court */
	HOLDS("demanded before payment was due", "select d.number as what from xz.caseflow_demand q"
	    " join xz.caseflow_decision d on d.id = q.decision_id where q.served_on <= d.pay_due");
	HOLDS("the court asked with a remedy open", "select d.number as what from xz.caseflow_demand q"
	    " join xz.caseflow_decision d on d.id = q.decision_id join xz.caseflow_remedy m on m.decision_id = d.id"
	    " where m.filed_on <= q.applied_on and (m.result is null or m.result_on > q.applied_on)");
	HOLDS("the court asked for what was paid", "select d.number as what from xz.caseflow_demand q"
	    " join xz.caseflow_decision d on d.id = q.decision_id where q.applied_on is not null"
	    " and d.changed_on is null and d.fine_fen + d.confiscation_fen <= (select coalesce(sum(p.amount_fen), 0)"
	    "   from xz.caseflow_payment p where p.decision_id = d.id"
	    "   and (p.paid_at at time zone 'Asia/Shanghai')::date < q.applied_on)");
	/* 程序规定 77 and the like; 行政强制法 27, 28 */
	HOLDS("closed with a measure live", "select m.case_id::text as what from xz.caseflow_measure m"
	    " join xz.caseflow_case c on c.id = m.case_id where m.state = 'live' and c.closed_at is not null");
	HOLDS("closed with a remedy open", "select d.number as what from xz.caseflow_remedy m"
	    " join xz.caseflow_decision d on d.id = m.decision_id join xz.caseflow_track k on k.id = d.track_id"
	    " where d.revoked_on is null and m.result is null"
	    " and m.filed_on < (k.closed_at at time zone 'Asia/Shanghai')::date");
	HOLDS("closed unpaid", "select d.number as what" HOLDS_DECISIONS
	    " where k.closed_at is not null and d.revoked_on is null and d.outcome = 'penalty' and d.changed_on is null"
	    " and d.fine_fen + d.confiscation_fen > (select coalesce(sum(p.amount_fen), 0) from xz.caseflow_payment p"
	    "   where p.decision_id = d.id) and not exists (select from xz.caseflow_demand q"
	    "   where q.decision_id = d.id and q.applied_on is not null)"
	    " and not exists (select from xz.record_step s where s.chain_id = c.chain_id and s.kind = 'close'"
	    "   and convert_from(s.line, 'UTF8')::jsonb #>> '{payload,ground}' = 'unenforceable')");
	HOLDS("closed by a court that was not asked", "select d.number as what" HOLDS_DECISIONS
	    " join xz.record_step s on s.chain_id = c.chain_id and s.kind = 'close'"
	    " and convert_from(s.line, 'UTF8')::jsonb #>> '{payload,ground}' like 'court%'"
	    " where d.revoked_on is null and d.outcome = 'penalty' and k.closed_at is not null and not exists (select"
	    " from"
	    "   xz.caseflow_demand q where q.decision_id = d.id and q.applied_on is not null) and (select count(*)"
	    "   from xz.caseflow_track x where x.case_id = c.id) = 1");
	HOLDS("closed unpublished", "select k.id::text as what from xz.caseflow_track k"
	    " where k.closed_at is not null and k.publish_state = 'open'");
}

/* The rows that were used are of the place, the field and the day. */
static void
hold_rows(struct arena *a, struct db *db)
{
	HOLDS("a figure of another field", "select k.rule || ' ' || p.source as what from xz.calendar_clock k"
	    " join xz.calendar_parameter p on p.id = k.parameter_id join xz.people_agency g on g.id = k.agency_id"
	    " where k.subject_kind in ('case', 'track', 'measure') and p.sector <> '' and p.sector <> g.field");
	HOLDS("the law's figure where the field has its own", "select k.rule || ' ' || q.source as what"
	    " from xz.calendar_clock k join xz.calendar_parameter p on p.id = k.parameter_id"
	    " join xz.people_agency g on g.id = k.agency_id join xz.calendar_parameter q on q.key = p.key"
	    "   and q.sector = g.field and k.basis_day between q.valid_from and coalesce(q.valid_to, 'infinity')"
	    " where k.subject_kind in ('case', 'track', 'measure') and p.sector = '' and g.field <> ''");
	HOLDS("a figure of another place", "select k.rule || ' ' || p.region as what from xz.calendar_clock k"
	    " join xz.calendar_parameter p on p.id = k.parameter_id join xz.people_agency g on g.id = k.agency_id"
	    " where p.region not in ('000000', rpad(left(g.region, 2), 6, '0'), rpad(left(g.region, 4), 6, '0'),"
	    "   g.region)");
	HOLDS("a figure of another day", "select k.rule || ' ' || k.basis_day as what from xz.calendar_clock k"
	    " join xz.calendar_parameter p on p.id = k.parameter_id"
	    " where k.basis_day not between p.valid_from and coalesce(p.valid_to, 'infinity')");
	HOLDS("a cause of another field", "select c.id::text as what from xz.caseflow_case c"
	    " join xz.law_cause u on u.id = c.cause_id join xz.people_agency g on g.id = c.agency_id"
	    " where g.field <> '' and u.field <> g.field");
	HOLDS("published by the rule of another field or day", "select p.number || ' ' || r.code as what"
	    " from xz.disclosure_public p join xz.disclosure_regime r on r.id = p.regime_id"
	    " join xz.caseflow_decision d on d.ref = p.decision_ref join xz.people_agency g on g.id = d.agency_id"
	    " where coalesce(r.field, '') not in ('', g.field)"
	    " or (p.published_at at time zone 'Asia/Shanghai')::date < r.valid_from");
}

static void
must_hold(struct arena *of, struct db *db)
{
	struct arena *a = arena_child(of);

	hold_people(a, db);
	hold_before(a, db);
	hold_papers(a, db);
	hold_public(a, db);
	hold_ends(a, db);
	hold_rows(a, db);
	arena_free(a);
}
#endif
