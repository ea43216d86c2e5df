/* planned.c - a visit held against the year's programme of its agency (lib/joint): a routine one, or a campaign of the
 * agency's own, has a line of what was filed for each of its items, or it is stopped.  What a clue, an order from
 * above, the firm's wish, a draw or an emergency brings about needs none. */
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/inspection/priv.h"

/* All codes of the rows with that reason; NULL: none. */
static const char *
codes(struct arena *a, const struct db_rows *rows, const char *why)
{
	const char *all = NULL;
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		if (str_eq(row_text(r, "why"), why))
			all = all == NULL ? row_text(r, "code") : arena_printf(a, "%s %s", all, row_text(r, "code"));
	}
	return all;
}

enum err
insp_planned(struct act_move *m)
{
	const char *kind = insp_of(m)->kind, *none, *full;
	const struct db_rows *rows;
	struct insp_way way;
	enum err e = insp_way(m, &way);

	if (e != OK || insp_of(m)->emergency || insp_of(m)->spot_visit != 0 ||
	    (!str_eq(kind, "routine") && (!str_eq(kind, "special") || way.beyond)))
		return e;
	e = DB_MANY(m->a, m->db, &rows, "select code, why from xz.joint_tie($1)", DB_I64(insp_of(m)->id));
	if (e != OK)
		return e;
	none = codes(m->a, rows, "none");
	full = codes(m->a, rows, "full");
	if (none != NULL)
		return act_refuse(m, ERR_STATE, "items", "inspect_unplanned", none);
	return full != NULL ? act_refuse(m, ERR_STATE, "items", "inspect_line_full", full) : OK;
}
