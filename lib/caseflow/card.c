/* card.c - the case's card in the desk's search, written in the act. */
#include <stdlib.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/case_priv.h"
#include "lib/query/query.h"

enum err
case_search(struct act_move *m)
{
	const struct db_rows *rows;
	struct str all;
	char *card, *copy;
	json_t *j;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select name, code from xz.caseflow_party where case_id = $1"
	    " union select subject_name, subject_code from xz.source_clue where case_id = $1"
	    " union select number, '' from xz.caseflow_decision d join xz.caseflow_track k on k.id = d.track_id"
	    " where k.case_id = $1", DB_I64(case_of(m)->id));

	if (e != OK)
		return e;
	str_init(&all, m->a);
	str_printf(&all, "%s %s %s %s", case_of(m)->number != NULL ? case_of(m)->number : "",
	    case_of(m)->clue_number != NULL ? case_of(m)->clue_number : "", case_of(m)->title, case_of(m)->cause_name);
	for (i = 0; i < db_count(rows); i++)
		str_printf(&all, "\n%s %s", row_text(db_at(rows, i), "name"), row_text(db_at(rows, i), "code"));
	j = json_pack("{s:s,s:s,s:s,s:s}", "number", case_of(m)->number != NULL ? case_of(m)->number :
	    case_of(m)->clue_number != NULL ? case_of(m)->clue_number : "", "title", case_of(m)->title, "state",
	    case_of(m)->state, "agency", case_of(m)->agency_name);
	card = json_dumps(j, JSON_COMPACT);
	json_decref(j);
	copy = arena_strdup(m->a, card);
	free(card);
	return query_case_put(m->a, m->db, case_of(m)->id, copy, all.s);
}
