/* lenient.c - see lenient.h. */
#include "lib/caseflow/lenient.h"

#include "lib/base/arena.h"
#include "lib/caseflow/case_priv.h"

enum err
caseflow_lenient(struct arena *a, struct db *db, int64_t cause, int64_t agency, int32_t day, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "with recursive up (code, parent, depth) as ("
	    " select r.code, r.parent, 0 from xz.people_agency g join xz.people_region r on r.code = g.region"
	    " where g.id = $2 union all select r.code, r.parent, up.depth + 1 from up join xz.people_region r"
	    " on r.code = up.parent where up.depth < 9)"
	    " select q.kind, q.conditions, q.conditions_en, q.source from xz.law_lenient q join xz.law_cause c"
	    " on c.code = q.cause_code where c.id = $1 and (q.region = '000000' or q.region in (select code from up))"
	    " and q.valid_from <= $3 and coalesce(q.valid_to, 'infinity') >= $3 order by q.kind desc, q.id",
	    DB_I64(cause), DB_I64(agency), DB_DAY(day));
}

enum err
caseflow_punished_before(struct arena *a, struct db *db, int64_t case_id, int32_t day, const struct db_rows **out)
{
	return DB_MANY(a, db, out, "select y.name as party, b.n, b.last_on, b.agencies from ("
	    " select y.id, y.subject_id, y.name from xz.caseflow_party y where y.case_id = $1 union all"
	    " select 0, q.subject_id, q.subject_name from xz.caseflow_clue q where q.case_id = $1 and not exists"
	    "   (select from xz.caseflow_party y where y.case_id = $1)) y"
	    " cross join lateral xz.caseflow_punished_before(y.subject_id, $2) b order by y.id", DB_I64(case_id),
	    DB_DAY(day));
}

static json_t *
lists_json(const struct db_rows *rows)
{
	json_t *list = json_array();
	int i;

	for (i = 0; i < db_count(rows); i++)
		json_array_append_new(list, json_pack("{s:s,s:s}", "kind", row_text(db_at(rows, i), "kind"), "source",
		    row_text(db_at(rows, i), "source")));
	return list;
}

/* Numbers only: whom they are about the file says, in the order of its parties. */
static json_t *
before_json(const struct db_rows *rows)
{
	json_t *list = json_array();
	char day[DAY_TEXT_SIZE];
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (row_has(r, "last_on"))
			day_text(row_day(r, "last_on"), day);
		json_array_append_new(list, json_pack("{s:I,s:s,s:s}", "penalties", (json_int_t)row_i64(r, "n"),
		    "last_on", row_has(r, "last_on") ? day : "", "agencies", row_text(r, "agencies")));
	}
	return list;
}

enum err
lenient_note(struct act_move *m)
{
	const struct db_rows *lists, *before;
	enum err e = caseflow_lenient(m->a, m->db, case_of(m)->cause_id, case_of(m)->agency, m->today, &lists);

	if (e == OK)
		e = caseflow_punished_before(m->a, m->db, case_of(m)->id, m->today, &before);
	if (e == OK)
		act_note(m, "lenient", json_pack("{s:o,s:o,s:s}", "lists", lists_json(lists), "before",
		    before_json(before), "looked_up", "decisions of this platform by the party's row of the register"));
	return e;
}
