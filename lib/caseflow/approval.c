/* approval.c - which requests for approval fall with a move of the case. */
#include <string.h>

#include "lib/caseflow/case_priv.h"

/* The tracks of the case as they stand: id state decided. */
static enum err
tracks_now(struct act_move *m, const struct db_rows **out)
{
	return DB_MANY(m->a, m->db, out,
	    "select k.id, k.state, exists (select from xz.caseflow_decision d where d.track_id = k.id)"
	    " as decided from xz.caseflow_track k where k.case_id = $1", DB_I64(case_of(m)->id));
}

static bool
fallen(const struct act_move *m, const struct act_transition *t, const struct db_rows *tracks, int64_t part,
    bool undecided)
{
	int i;

	if (part == 0)
		return !act_transition_from(t, case_of(m)->state);
	for (i = 0; i < db_count(tracks); i++)
		if (row_i64(db_at(tracks, i), "id") == part)
			return !act_transition_from(t, row_text(db_at(tracks, i), "state")) ||
			    (undecided && !row_bool(db_at(tracks, i), "decided"));
	return true;
}

enum err
case_approvals_end(struct act_move *m, bool undecided)
{
	const struct case_file *cf = case_of(m);
	const struct db_rows *rows, *tracks = NULL;
	const struct act_transition *t;
	int i, n = 0;
	enum err e = act_approvals_pending(m->a, m->db, "case", cf->id, &rows);

	if (e == OK && db_count(rows) > 0)
		e = tracks_now(m, &tracks);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (row_i64(r, "id") == m->approval)
			continue;
		e = act_transition_find(m->a, m->db, cf->procedure, cf->procedure_version, row_text(r, "action"), &t);
		if (e == OK && fallen(m, t, tracks, row_i64_or(r, "part_id", 0), undecided)) {
			e = act_approval_drop(m, row_i64(r, "id"), row_i64_or(r, "document_id", 0));
			n++;
		}
	}
	if (e == OK && n > 0)
		act_note(m, "approvals_ended", json_integer(n));
	return e;
}
