/* same_officer.c - the same officer, the same firm, nothing found each time: planned once more only with an explanation
 * for the approver.  An emergency waits for no explanation, and a draw chose its team itself. */
#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/inspection/priv.h"

static void
refuse(struct act_move *m, struct db_row r, int64_t of, bool planning)
{
	bool second = row_i64(r, "account_id") != insp_of(m)->opened_by;

	act_problem(m, !planning ? "" : second ? "second" : "again", planning ? "inspect_clean" : "inspect_clean_late",
	    arena_printf(m->a, "%s %" PRId64 "/%" PRId64, row_text(r, "name"), row_i64(r, "n"), of));
}

enum err
insp_clean(struct act_move *m, bool explained, bool planning)
{
	json_t *list = json_array();
	const struct db_rows *rows;
	struct calendar_parameter p;
	enum err e = calendar_parameter_get(m->a, m->db, "inspection.clean.officer", time_day(insp_of(m)->from_at),
	    insp_of(m)->agency, NULL, &p);
	bool set = e == OK, refused = false;
	int k;

	if (insp_of(m)->emergency || insp_of(m)->spot_visit != 0 || e == ERR_NOT_FOUND) {
		json_decref(list);
		return OK;
	}
	if (set)
		e = DB_MANY(m->a, m->db, &rows,
		    "select account_id, officer, name, n from xz.inspection_clean($1)", DB_I64(insp_of(m)->id));
	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row r = db_at(rows, k);

		if (row_i64(r, "n") < p.value)
			continue;
		json_array_append_new(list, json_pack("{s:s,s:I}", "officer", ref_text_in(m->a, row_ref(r, "officer")),
		    "n", (json_int_t)row_i64(r, "n")));
		if (!explained) {
			refuse(m, r, p.value, planning);
			refused = true;
		}
	}
	if (e == OK && !refused && planning && json_array_size(list) > 0)
		act_note(m, "clean", json_pack("{s:O,s:I,s:I}", "officers", list, "of", (json_int_t)p.value,
		    "parameter", (json_int_t)p.id));
	json_decref(list);
	return refused ? err_set(planning ? ERR_INPUT : ERR_STATE, "an officer found nothing there too often") : e;
}
