/* terms_origins.h - the days from which terms of cases run, by what happened; and the terms that must be there. */
#ifndef TESTS_DB_TERMS_ORIGINS_H
#define TESTS_DB_TERMS_ORIGINS_H
#include "tests/db/terms_plain.h"

/* Rule, subject and day of everything that begins a term.  Rules without a row here are not asked for. */
#define PLAIN_ORIGINS \
	/* 程序规定 18: from the day the clue came */ \
	"select 'clue.verify' as rule, case_id as subject, (received_at at time zone 'Asia/Shanghai')::date as day" \
	" from xz.caseflow_clue" \
	/* 行政处罚法 60: from filing; from the day the police gave it back nothing begins anew */ \
	" union all select 'case.decide', id, filed_on from xz.caseflow_case" \
	" union all select 'review.term', coalesce(track_id, case_id), (submitted_at at time zone" \
	" 'Asia/Shanghai')::date" \
	" from xz.review_request" \
	" union all select unnest(array['defence.term', 'hearing.request']), track_id, served_on from" \
	" xz.caseflow_notice" \
	/* 听证办法 18-20; 安全生产办法 57 */ \
	" union all select unnest(array['hearing.chair', 'hearing.held']), track_id, requested_on from" \
	" xz.caseflow_hearing" \
	" union all select 'hearing.handover', track_id, appointed_on from xz.caseflow_hearing" \
	" union all select 'hearing.set_date', track_id, handed_on from xz.caseflow_hearing" \
	" union all select unnest(array['preserve.term', 'measure.term']), id, from_day from xz.caseflow_measure" \
	" union all select 'aid.answer', case_id, sent_on from xz.caseflow_aid" \
	/* 行政处罚法 61; 118号; 程序规定 70: from the decision */ \
	" union all select unnest(array['service.term', 'publish.penalty', 'publish.other', 'summary.file'])," \
	" track_id, decided_on" \
	" from xz.caseflow_decision" \
	" union all select 'summary.file', k.case_id, d.decided_on from xz.caseflow_decision d" \
	" join xz.caseflow_track k on k.id = d.track_id" \
	/* what a remedy left of it is published anew */ \
	" union all select r.rule, d.track_id, x.day from xz.caseflow_remedy m join xz.caseflow_decision d" \
	" on d.id = m.decision_id cross join unnest(array['publish.penalty', 'publish.other', 'withdraw.term'," \
	" 'payment.term']) r(rule) cross join unnest(array[m.result_on, m.result_served_on]) x(day)" \
	/* 行政处罚法 67; 行政复议法 20, 行政诉讼法 46: from service */ \
	" union all select unnest(array['payment.term', 'remedy.review', 'remedy.suit', 'remedy.untold.review'," \
	" 'remedy.untold.suit', 'cash.hand_in']), track_id, served_on from xz.caseflow_decision" \
	" union all select unnest(array['remedy.review', 'remedy.suit']), track_id, told_on from xz.caseflow_decision" \
	" union all select 'demand.term', d.track_id, q.served_on from xz.caseflow_demand q join" \
	" xz.caseflow_decision d" \
	" on d.id = q.decision_id" \
	" union all select 'withdraw.term', track_id, revoked_on from xz.caseflow_decision" \
	/* 行政复议法 32, 48, 54; 行政诉讼法 67 */ \
	" union all select unnest(array['defend.review', 'defend.simple', 'defend.suit']), d.track_id, m.copy_on" \
	" from xz.caseflow_remedy m join xz.caseflow_decision d on d.id = m.decision_id" \
	" union all select 'defend.forward', d.track_id, m.filed_on from xz.caseflow_remedy m join" \
	" xz.caseflow_decision d" \
	" on d.id = m.decision_id"

static void
plain_begins(struct arena *a, struct db *db)
{
	const struct db_rows *rows;

	must(DB_MANY(a, db, &rows, "with o as (" PLAIN_ORIGINS ")"
	    " select k.id, k.rule, (k.start_at at time zone 'Asia/Shanghai')::date::text as day from xz.calendar_clock"
	    " k"
	    " where k.subject_kind in ('case', 'track', 'measure') and k.rule in (select rule from o) and not exists"
	    " (select from o where o.rule = k.rule and o.subject = k.subject_id"
	    "   and o.day = (k.start_at at time zone 'Asia/Shanghai')::date)"));
	if (db_count(rows) > 0)
		fail_msg("clock %lld %s begins on %s, when nothing happened that begins it",
		    (long long)row_i64(db_at(rows, 0), "id"), row_text(db_at(rows, 0), "rule"),
		    row_text(db_at(rows, 0), "day"));
}

/* What happened and has a term in every field, without its clock. */
static void
plain_there(struct arena *a, struct db *db)
{
	const struct db_rows *rows;

	must(DB_MANY(a, db, &rows,
	    "with due as (select 'case.decide' as rule, 'case' as kind, id from xz.caseflow_case"
	    "   where procedure = 'ordinary' and filed_on is not null"
	    " union all select 'service.term', 'track', d.track_id from xz.caseflow_decision d where d.procedure ="
	    " 'ordinary'"
	    " union all select 'payment.term', 'track', d.track_id from xz.caseflow_decision d where d.served_on is not"
	    " null"
	    "   and d.fine_fen + d.confiscation_fen > 0 and d.cash is null"
	    " union all select 'demand.term', 'track', d.track_id from xz.caseflow_demand q join xz.caseflow_decision d"
	    "   on d.id = q.decision_id"
	    " union all select 'publish.penalty', 'track', d.track_id from xz.caseflow_decision d"
	    "   where d.procedure = 'ordinary' and d.outcome = 'penalty'"
	    " union all select 'measure.term', 'measure', m.id from xz.caseflow_measure m where m.kind <> 'preserve'"
	    " union all select 'preserve.term', 'measure', m.id from xz.caseflow_measure m where m.kind = 'preserve'"
	    " union all select 'remedy.review', 'track', d.track_id from xz.caseflow_decision d"
	    "   where d.served_on is not null and d.outcome in ('penalty', 'no_penalty', 'no_violation')"
	    "   and d.untold is null and not exists (select from xz.caseflow_remedy m where m.decision_id = d.id"
	    "   and m.filed_on <= d.served_on))"
	    " select due.rule, due.id from due where not exists (select from xz.calendar_clock k where k.rule ="
	    " due.rule"
	    " and k.subject_kind = due.kind and k.subject_id = due.id)"));
	if (db_count(rows) > 0)
		fail_msg("no clock %s of %lld", row_text(db_at(rows, 0), "rule"),
		    (long long)row_i64(db_at(rows, 0), "id"));
}

/* Every clock of cases; above: the last that was looked at, which moves on. */
static void
terms_agree(struct arena *of, struct db *db)
{
	struct arena *a = arena_child(of);
	const struct db_rows *rows;
	int i;

	plain_load(a, db);
	must(DB_MANY(a, db, &rows,
	    "select k.id, k.rule, k.term_n, k.term_unit, k.any_day, k.start_at, k.due_at, k.parameter_id is not null as"
	    " figure,"
	    " coalesce(nullif(g.field, ''), '') as field, (k.start_at at time zone 'Asia/Shanghai')::text as start,"
	    " (k.start_at at time zone 'Asia/Shanghai')::date - date '1970-01-01' as first,"
	    " k.basis_day - date '1970-01-01' as basis, coalesce((k.due_at at time zone 'Asia/Shanghai')::date"
	    " - date '1970-01-01', 0) as last, coalesce((k.due_at at time zone 'Asia/Shanghai')::text, '') as due,"
	    " coalesce((k.due_at at time zone 'Asia/Shanghai')::time >= '23:59:59', false) as to_the_end"
	    " from xz.calendar_clock k join xz.people_agency g on g.id = k.agency_id"
	    " where k.subject_kind in ('case', 'track', 'measure', 'disclosure') order by k.id"));
	for (i = 0; i < db_count(rows); i++)
		plain_clock(a, db, db_at(rows, i));
	plain_begins(a, db);
	plain_there(a, db);
	arena_free(a);
}
#endif
