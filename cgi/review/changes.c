/* changes.c - what a report proposes otherwise than the one before, as law reads it: each outcome, tier, kind and sum
 * of a party as a whole value, with what is no more there; and what was added to the file meanwhile. */
#include "cgi/common/rows.h"
#include "cgi/review/review.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/caseflow/brief.h"
#include "lib/review/dossier.h"

static void
put(struct req *r, int *n, const char *party, const char *what, const char *then, const char *now)
{
	view_text_at(r, "changes", *n, "party", party);
	view_text_at(r, "changes", *n, "what", what);
	view_text_at(r, "changes", *n, "then", then);
	view_text_at(r, "changes", *n, "now", now);
	view_text_at(r, "changes", (*n)++, "how", view_msg(r, then == NULL ? "review.change_added" : now == NULL ?
	    "review.change_removed" : "review.change_changed", NULL));
}

/* NULL: that version has none. */
static const char *
outcome_of(struct req *r, struct db_row q, const char *zh, const char *en, const char *tier)
{
	const char *name = row_text_null(q, req_pick(r, zh, en));

	return name == NULL || str_empty(row_text_or(q, tier, "")) ? name :
	    arena_printf(r->arena, "%s（%s）", name, row_text(q, tier));
}

/* A kind of penalty in two reports; sums beside the words, a kind without one is there or not. */
static void
put_kind(struct req *r, int *n, struct db_row q)
{
	static const char *const columns[] = { "earlier_fen", "report_fen" };
	static const char *const names[] = { "then_sum", "now_sum" };
	bool has[2] = { row_has(q, columns[0]), row_has(q, columns[1]) };
	const char *there = view_msg(r, "brief.there", NULL);
	int i;

	if (!(has[0] || has[1]) || (has[0] && has[1] && row_i64(q, columns[0]) == row_i64(q, columns[1])))
		return;
	for (i = 0; i < 2; i++)
		if (has[i] && row_i64(q, columns[i]) > 0)
			view_money_at(r, "changes", *n, names[i], row_i64(q, columns[i]));
	put(r, n, row_text(q, "party"), row_text(q, req_pick(r, "kind_zh", "kind_en")), has[0] ? there : NULL,
	    has[1] ? there : NULL);
}

enum err
review_view_changes(struct req *r, const struct case_file *cf, int version)
{
	const struct db_rows *rows;
	int i, n = 0;
	enum err e = OK;

	if (version < 2)
		return OK;
	e = review_outcomes_changed(r->arena, r->db, cf->id, version, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row q = db_at(rows, i);

		put(r, &n, row_text(q, "party"), row_text(q, "cause"),
		    outcome_of(r, q, "then_outcome_zh", "then_outcome_en", "then_tier"),
		    outcome_of(r, q, "now_outcome_zh", "now_outcome_en", "now_tier"));
	}
	if (e == OK)
		e = caseflow_brief_sums(r->arena, r->db, cf, 0, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++)
		put_kind(r, &n, db_at(rows, i));
	if (e == OK)
		e = review_added(r->arena, r->db, cf->id, version, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++)
		put(r, &n, "", view_msg(r, arena_printf(r->arena, "review.added_%s",
		    row_text(db_at(rows, i), "kind")), NULL), NULL, row_text(db_at(rows, i), "label"));
	view_bool(r, "review.again", e == OK);
	return e;
}
