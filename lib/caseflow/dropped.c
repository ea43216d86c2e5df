/* dropped.c - see dropped.h. */
#include "lib/caseflow/dropped.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/words.h"

/* Whose decision is made has left the report. */
#define UNDECIDED "not exists (select from xz.caseflow_track t join xz.caseflow_decision d on d.track_id = t.id" \
	" where t.case_id = y.case_id and t.party_id = y.id)"

/* A row of the form is of this party and cause; kind NULL: whatever it proposes. */
static bool
stands(const struct value *rows, struct db_row before, const char *kind)
{
	size_t i;
	struct ref party, cause;

	for (i = 0; i < rows->row_n; i++)
		if (input_ref(rows->row[i], "party", &party) && input_ref(rows->row[i], "cause", &cause) &&
		    ref_eq(party, row_ref(before, "party")) && ref_eq(cause, row_ref(before, "cause")) &&
		    (kind == NULL || strcmp(input_text(rows->row[i], "kind"), kind) == 0))
			return true;
	return false;
}

enum err
report_dropped(struct act_move *m, const char **out)
{
	const struct db_rows *rows;
	struct str s;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select y.ref as party, c.ref as cause, y.name, c.name as what, null::text as kind, 1 as turn, q.id"
	    " from xz.caseflow_proposal q join xz.caseflow_report r on r.id = q.report_id"
	    " join xz.caseflow_party y on y.id = q.party_id join xz.law_cause c on c.id = q.cause_id"
	    " where r.case_id = $1 and r.version = $2 and " UNDECIDED
	    " union all select y.ref, c.ref, y.name, coalesce(k.name_zh, p.kind), p.kind, 2, p.id"
	    " from xz.caseflow_penalty p join xz.caseflow_party y on y.id = p.party_id"
	    " join xz.law_cause c on c.id = p.cause_id left join lateral (select v.name_zh from xz.law_code v"
	    "   where v.kind = 'penalty_kind' and v.code = p.kind order by v.valid_from desc limit 1) k on true"
	    " where p.case_id = $1 and p.stage = 'report' and p.stage_version = $2 and " UNDECIDED
	    " order by turn, id",
	    DB_I64(case_of(m)->id), DB_I64(case_of(m)->reported_version));

	*out = "";
	if (e != OK)
		return e;
	str_init(&s, m->p->arena);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);
		const char *kind = row_text_null(r, "kind");

		if (!stands(input_value(m->in, kind == NULL ? "proposals" : "penalties"), r, kind))
			str_printf(&s, CASE_DROPPED, s.len > 0 ? CASE_AND : "", row_text(r, "name"),
			    row_text(r, "what"));
	}
	*out = s.len > 0 ? s.s : "";
	return OK;
}
