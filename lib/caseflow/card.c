/* card.c - the case's card in the desk's search, written in the act. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"
#include "lib/query/query.h"

/* Parties, also of the clue, and numbers of decisions: at least one row. */
static enum err
found_by(struct act_move *m, const struct db_rows **out)
{
	return DB_MANY(m->a, m->db, out,
	    "select c.opened_at, coalesce(x.name, '') as name, coalesce(x.code, '') as code"
	    " from xz.caseflow_case c left join lateral ("
	    " select p.name, p.code from xz.caseflow_party p where p.case_id = c.id"
	    " union select s.subject_name, s.subject_code from xz.caseflow_clue s where s.case_id = c.id"
	    " union select d.number, '' from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id"
	    " where k.case_id = c.id) x on true where c.id = $1", DB_I64(case_of(m)->id));
}

enum err
case_search(struct act_move *m)
{
	const struct case_file *cf = case_of(m);
	const char *number = cf->number != NULL ? cf->number : "";
	const char *clue = cf->clue_number != NULL ? cf->clue_number : "";
	const struct db_rows *rows;
	struct str all;
	int i;
	enum err e = found_by(m, &rows);

	if (e != OK)
		return e;
	str_init(&all, m->a);
	str_printf(&all, "%s %s %s %s", number, clue, cf->title, cf->cause_name);
	for (i = 0; i < db_count(rows); i++)
		str_printf(&all, "\n%s %s", row_text(db_at(rows, i), "name"), row_text(db_at(rows, i), "code"));
	return query_put(m->a, m->db, &(struct query_card){ .kind = "case", .subject = cf->id, .ref = cf->ref,
	    .agency = cf->agency, .unit = cf->unit, .opened_at = row_time(db_at(rows, 0), "opened_at"),
	    .number = *number != '\0' ? number : clue, .title = cf->title, .state = cf->state,
	    .agency_name = cf->agency_name, .text = all.s });
}
