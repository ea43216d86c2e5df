/* dossier.c - see dossier.h. */
#include "lib/review/dossier.h"

#include "lib/base/str.h"
#include "lib/people/deputy.h"
#include "lib/review/words.h"

/* Until when the case, or its part under review, is to be reviewed. */
#define OPEN_CLOCK(kind, id) "select l.id, l.due_at from xz.calendar_clock l where l.subject_kind = '" kind "'" \
    " and l.subject_id = " id " and l.rule = 'review.term' and l.state = 'open'"
#define TERM(of_case, of_track) "(select l.due_at from (" OPEN_CLOCK("case", of_case) " union all " \
    OPEN_CLOCK("track", of_track) ") l order by l.id desc limit 1)"

/* Rows by an index of their own state, the page of them first: then what is shown beside them. */
#define QUEUE(of_state) \
    "select q.id, c.ref as case_ref, k.ref as track_ref, c.title, c.number, q.kind, q.submitted_at, q.state," \
    " coalesce(u.name, '') as unit_name, s.display_name as submitter, y.name as party, q.opinion," \
    " o.name_zh as opinion_zh, o.name_en as opinion_en, q.opined_at," \
    " (select count(*) from xz.review_request b where b.case_id = q.case_id and b.id <= q.id) as round," \
    " " TERM("c.id", "k.id") " as due_at" \
    " from (select x.id, x.case_id, x.track_id, x.kind, x.submitted_at, x.state, x.submitted_by, x.opinion," \
    "   x.opined_at from xz.review_request x where x.agency_id = $1 and ($3 = 0 or x.id < $3) and " of_state \
    "   order by x.id desc limit $2) q join xz.caseflow_case c on c.id = q.case_id" \
    " left join xz.caseflow_track k on k.id = q.track_id left join xz.caseflow_party y on y.id = k.party_id" \
    " left join xz.people_unit u on u.id = c.unit_id join xz.people_account s on s.id = q.submitted_by" \
    " left join xz.law_code o on o.kind = 'review_opinion' and o.code = q.opinion" \
    " order by q.id desc"

enum err
review_queue(struct arena *a, struct db *db, int64_t agency, const char *state, int64_t after, int limit,
    const struct db_rows **out)
{
	if (str_eq(state, "open"))
		return DB_MANY(a, db, out, QUEUE("x.state in ('open', 'returned')"), DB_I64(agency), DB_I64(limit),
		    DB_I64(after));
	if (str_eq(state, "back"))
		return DB_MANY(a, db, out, QUEUE("x.state = 'done' and x.opinion <> 'agree'"), DB_I64(agency),
		    DB_I64(limit), DB_I64(after));
	return DB_MANY(a, db, out, QUEUE("x.state = 'done'"), DB_I64(agency), DB_I64(limit), DB_I64(after));
}

enum err
review_now(struct arena *a, struct db *db, int64_t case_id, int64_t track_id, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select q.id, q.kind, q.limb, q.why, q.submitted_at, s.display_name as submitter,"
	    " coalesce(u.name, '') as unit_name, q.returned_list, q.report_version,"
	    " (select count(*) from xz.review_request b where b.case_id = q.case_id and b.id <= q.id) as round,"
	    " " TERM("$1", "$2") " as due_at"
	    " from xz.review_request q join xz.caseflow_case c on c.id = q.case_id"
	    " left join xz.people_unit u on u.id = c.unit_id"
	    " join xz.people_account s on s.id = q.submitted_by"
	    " where q.case_id = $1 and coalesce(q.track_id, 0) = $2 and q.state in ('open', 'returned')",
	    DB_I64(case_id), DB_I64(track_id));
}

enum err
review_before(struct arena *a, struct db *db, int64_t case_id, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select q.id, q.kind, q.opinion, o.name_zh as opinion_zh, o.name_en as opinion_en,"
	    " q.opinion_text, q.opined_at, p.display_name as reviewer," PEOPLE_STOOD_FOR("q.reviewer", "'reviewer'",
	    "q.opined_at") " as reviewer_for, q.report_version from xz.review_request q"
	    " left join xz.law_code o on o.kind = 'review_opinion' and o.code = q.opinion"
	    " left join xz.people_account p on p.id = q.reviewer where q.case_id = $1 and q.state = 'done'"
	    " order by q.id desc", DB_I64(case_id));
}

enum err
review_points(struct arena *a, struct db *db, int64_t request, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select p.n, p.verdict, p.note, (select x.answer from xz.review_answer x where x.request_id = p.request_id"
	    "   and x.n = p.n order by x.report_version desc limit 1) as answer,"
	    " (select y.verdict from xz.review_request t join xz.review_request q on q.case_id = t.case_id"
	    "   join xz.review_point y on y.request_id = q.id and y.n = p.n where t.id = $1 and q.id > $1"
	    "   and q.state = 'done' and q.track_id is null order by q.id limit 1) as later"
	    " from xz.review_point p where p.request_id = $1 order by p.n", DB_I64(request));
}

enum err
review_report(struct arena *a, struct db *db, int64_t case_id, int version, struct db_row *out)
{
	return DB_ONE(a, db, out,
	    "select r.facts, r.evidence_index, r.nature, r.opinion, r.made_at, d.ref as document_ref"
	    " from xz.caseflow_report r"
	    " left join xz.record_document d on d.id = r.document_id where r.case_id = $1 and r.version = $2",
	    DB_I64(case_id), DB_I64(version));
}

enum err
review_penalties(struct arena *a, struct db *db, int64_t case_id, int version, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select y.name as party, k.name_zh as kind_zh, k.name_en as kind_en, p.amount_fen, p.detail"
	    " from xz.caseflow_penalty p"
	    " join xz.caseflow_party y on y.id = p.party_id"
	    " join xz.law_code k on k.kind = 'penalty_kind' and k.code = p.kind"
	    " where p.case_id = $1 and p.stage = 'report' and p.stage_version = $2 order by p.party_id, k.seq",
	    DB_I64(case_id), DB_I64(version));
}

enum err
review_proposals(struct arena *a, struct db *db, int64_t case_id, int version, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select y.name as party, c.name as cause, k.name_zh as outcome_zh, k.name_en as outcome_en,"
	    " coalesce(t.name, '') as tier, coalesce(case when t.base = 'yuan' then (t.min / 100) || ' - ' || (t.max /"
	    " 100) || '" REVIEW_YUAN "' else   trim_scale(t.min / 100.0) || ' - ' || trim_scale(t.max / 100.0)"
	    " || '" REVIEW_TIMES "' end,"
	    " '') as range, q.explanation, q.lighter_note from xz.caseflow_proposal q"
	    " join xz.caseflow_report r on r.id = q.report_id"
	    " join xz.caseflow_party y on y.id = q.party_id join xz.law_cause c on c.id = q.cause_id"
	    " cross join lateral (select v.name_zh, v.name_en from xz.law_code v where v.kind = 'outcome'"
	    "   and v.code = q.outcome order by v.sector = c.field desc, v.valid_from desc limit 1) k"
	    " left join xz.law_tier t on t.id = q.tier_id"
	    " where r.case_id = $1 and r.version = $2 order by q.id", DB_I64(case_id), DB_I64(version));
}

#define OUTCOME_OF(name, at) " (select v." name " from xz.law_code v where v.kind = 'outcome'" \
	" and v.code = " at ".outcome order by v.sector = c.field desc, v.valid_from desc limit 1)"

enum err
review_outcomes_changed(struct arena *a, struct db *db, int64_t case_id, int version, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "with q as (select r.version, p.party_id, y.name, p.cause_id, p.outcome, coalesce(t.name, '') as tier, p.id"
	    "   from xz.caseflow_proposal p join xz.caseflow_report r on r.id = p.report_id"
	    "   join xz.caseflow_party y on y.id = p.party_id"
	    "   left join xz.law_tier t on t.id = p.tier_id where r.case_id = $1 and r.version in ($2 - 1, $2))"
	    " select coalesce(n.name, b.name) as party, c.name as cause,"
	    OUTCOME_OF("name_zh", "b") " as then_outcome_zh,"
	    OUTCOME_OF("name_en", "b") " as then_outcome_en, b.tier as then_tier,"
	    OUTCOME_OF("name_zh", "n") " as now_outcome_zh," OUTCOME_OF("name_en", "n") " as now_outcome_en,"
	    " n.tier as now_tier"
	    " from (select party_id, name, cause_id, outcome, tier, id from q where version = $2 - 1) b"
	    " full join (select party_id, name, cause_id, outcome, tier, id from q where version = $2) n"
	    "   on (n.party_id, n.cause_id) = (b.party_id, b.cause_id)"
	    " join xz.law_cause c on c.id = coalesce(n.cause_id, b.cause_id)"
	    " where (b.outcome, b.tier) is distinct from (n.outcome, n.tier)"
	    " order by coalesce(n.party_id, b.party_id), coalesce(n.id, b.id)",
	    DB_I64(case_id), DB_I64(version));
}

enum err
review_added(struct arena *a, struct db *db, int64_t case_id, int version, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select w.kind, w.label from (select made_at from xz.caseflow_report where case_id = $1"
	    "   and version = $2 - 1) b cross join lateral (select 'evidence' as kind,"
	    "   e.no || '. ' || e.name as label, s.recorded_at as at"
	    "   from xz.caseflow_evidence e join xz.caseflow_case k on k.id = e.case_id join xz.record_chain h"
	    "     on h.id = k.chain_id join xz.record_step s on s.chain_id = k.chain_id and s.y = h.y"
	    "     and s.seq = e.step_seq where e.case_id = $1 and s.recorded_at > b.made_at"
	    "   union all select 'paper', concat_ws(' ', coalesce(d.title, t.name_zh), d.number), d.made_at"
	    "   from xz.record_document d join xz.record_document_type t on t.code = d.type"
	    "   where d.subject_kind = 'case' and d.subject_id = $1 and d.state <> 'void' and d.made_at > b.made_at) w"
	    " order by w.at limit 40", DB_I64(case_id), DB_I64(version));
}

enum err
review_laws(struct arena *a, struct db *db, int64_t case_id, int version, int32_t day, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select l.ref, l.title, coalesce(c.act_to, $3::date) as act_on, coalesce(v.version_day::text, '') as then,"
	    " coalesce(n.version_day::text, '') as now from xz.caseflow_case c join xz.law_law l on l.id in"
	    "   (select x.law_id from xz.caseflow_proposal q join xz.caseflow_report r on r.id = q.report_id"
	    "    join xz.law_cause_article x on x.cause_id = q.cause_id where r.case_id = $1 and r.version = $2)"
	    " left join xz.law_version v on v.law_id = l.id and v.valid_from <= coalesce(c.act_to, $3::date)"
	    "   and coalesce(v.valid_to, 'infinity') >= coalesce(c.act_to, $3::date)"
	    " left join xz.law_version n on n.law_id = l.id and n.valid_from <= $3"
	    " and coalesce(n.valid_to, 'infinity') >= $3"
	    " where c.id = $1 order by l.title", DB_I64(case_id), DB_I64(version), DB_DAY(day));
}
