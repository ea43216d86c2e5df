/* wrong_paper.c - see wrong_paper.h. */
#include "lib/caseflow/wrong_paper.h"

#include "lib/base/arena.h"
#include "lib/caseflow/words.h"
#include "lib/db/db.h"

enum err
caseflow_wrong_papers(struct arena *a, struct db *db, int64_t after, int limit, const struct db_rows **out)
{
	return DB_MANY(a, db, out,
	    "select w.id, w.agency, w.case_number, w.number, w.paper, w.other_type, w.review_first, w.no_remedies"
	    " from (select d.id, g.name as agency, coalesce(c.number, c.clue_number, '') as case_number, d.number,"
	    "   t.name_zh as paper, r.type <> case when d.outcome = 'penalty' and d.procedure = 'summary'"
	    "     then 'summary_decision' else case d.outcome when 'penalty' then 'decision' when 'no_penalty'"
	    "       then 'no_penalty_decision' when 'no_violation' then 'no_violation_decision' else r.type end end"
	    "     as other_type,"
	    "   d.procedure = 'summary' and d.remedies <> '' and position('" CASE_REVIEW_FIRST "' in d.remedies) = 0"
	    "     and d.decided_on >= (select min(p.valid_from) from xz.calendar_parameter p"
	    "       where p.key = 'remedy.review_first' and p.value = 1) as review_first,"
	    "   d.outcome = 'penalty' and d.untold is null and position('" CASE_REVIEW "' in d.remedies) = 0"
	    "     as no_remedies"
	    "   from xz.caseflow_decision d join xz.record_document r on r.id = d.document_id and r.state <> 'void'"
	    "   join xz.record_document_type t on t.code = r.type join xz.people_agency g on g.id = d.agency_id"
	    "   join xz.caseflow_track k on k.id = d.track_id join xz.caseflow_case c on c.id = k.case_id"
	    "   where d.revoked_on is null and d.id > $1) w"
	    " where w.other_type or w.review_first or w.no_remedies order by w.id limit $2",
	    DB_I64(after), DB_I64(limit));
}
