/* brief.c - what is decided, beside the form that decides it: the clue, the report with its proposals, what the parties
 * said, the review, and the sums as they went from stage to stage. */
#include "lib/caseflow/brief.h"

#include "cgi/caseflow/view.h"
#include "cgi/common/rows.h"
#include "lib/act/act.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/review/dossier.h"

#define STAGES 5
static const char *const stages[STAGES] = { "earlier", "report", "notice", "review", "decision" };

bool
case_decides(const char *action)
{
	static const char *const actions[] = { "propose_filing", "decide_filing", "transfer", "terminate", "report",
	    "approve_penalty", "deliberate", "notice_make", "decide", "demand", "defence_review", "hearing_report",
	    "hearing_opinion", "back_to_investigation", "police_propose", "police_transfer", "police_refuse", "suspend",
	    "close", "close_terminated", "revoke", "recusal_decide", "court_apply", "lighter_confirm", "preserve",
	    "measure", "measure_extend", "measure_release", "extend_decision", "instalments", "hearing_recuse_chair",
	    "hearing_recuse_clerk", "reissue" };
	size_t i;

	for (i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		if (str_eq(actions[i], action))
			return true;
	return false;
}

static enum err
view_clue(struct req *r, const struct case_file *cf)
{
	static const struct column cols[] = { { "channel", 'l' }, { "received_at", 'T' }, { "subject_name", 't' },
	    { "content", 't' }, { "finding", 't' }, { 0 } };
	const struct db_rows *rows;
	enum err e = caseflow_brief_clue(r->arena, r->db, cf, &rows);

	if (e == OK)
		rows_view(r, "brief.clue", rows, cols);
	return e;
}

static enum err
view_report(struct req *r, const struct case_file *cf)
{
	static const struct column cols[] = { { "facts", 't' }, { "evidence_index", 't' }, { "nature", 't' },
	    { "opinion", 't' }, { "made_at", 'T' }, { 0 } };
	static const struct column proposed[] = { { "party", 't' }, { "cause", 't' }, { "outcome", 'l' },
	    { "tier", 't' }, { "range", 't' }, { "explanation", 't' }, { "lighter_note", 't' }, { 0 } };
	const struct db_rows *rows;
	struct db_row q;
	enum err e;

	if (cf->reported_version == 0)
		return OK;
	e = review_report(r->arena, r->db, cf->id, cf->reported_version, &q);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	row_view_at(r, "brief.report", 0, q, cols);
	view_text_at(r, "brief.report", 0, "version", arena_printf(r->arena, "%d", (int)cf->reported_version));
	if (row_has(q, "document_ref"))
		view_text_at(r, "brief.report", 0, "paper", ref_path(r, "/desk/documents/", row_ref(q, "document_ref"),
		    ""));
	e = review_proposals(r->arena, r->db, cf->id, cf->reported_version, &rows);
	if (e == OK)
		rows_view(r, "brief.proposals", rows, proposed);
	return e;
}

static enum err
view_words(struct req *r, const struct case_file *cf, int64_t party)
{
	static const struct column cols[] = { { "party", 't' }, { "on_day", 'd' }, { "text", 't' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = caseflow_brief_words(r->arena, r->db, cf, party, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		row_view_at(r, "brief.words", i, db_at(rows, i), cols);
		view_text_at(r, "brief.words", i, "what", view_msg(r, arena_printf(r->arena, "brief.%s",
		    row_text(db_at(rows, i), "what")), NULL));
	}
	return e;
}

/* The last opinion, with the points it objected to. */
static enum err
view_review(struct req *r, const struct case_file *cf)
{
	static const struct column cols[] = { { "opinion", 'l' }, { "opinion_text", 't' }, { "reviewer", 't' },
	    { "opined_at", 'T' }, { 0 } };
	const struct db_rows *rows, *points;
	int k, n = 0;
	enum err e = review_before(r->arena, r->db, cf->id, &rows);

	if (e != OK || db_count(rows) == 0)
		return e;
	row_view_at(r, "brief.review", 0, db_at(rows, 0), cols);
	view_text_at(r, "brief.review", 0, "kind", view_msg(r, arena_printf(r->arena, "review.kind_%s",
	    row_text(db_at(rows, 0), "kind")), NULL));
	view_bool_at(r, "brief.review", 0, "agrees", str_eq(row_text(db_at(rows, 0), "opinion"), "agree"));
	view_bool_at(r, "brief.review", 0, "objects", !str_eq(row_text(db_at(rows, 0), "opinion"), "agree") &&
	    row_i32(db_at(rows, 0), "report_version") == cf->reported_version);
	view_bool_at(r, "brief.review", 0, "older", row_i32(db_at(rows, 0), "report_version") < cf->reported_version);
	e = review_points(r->arena, r->db, row_i64(db_at(rows, 0), "id"), &points);
	for (k = 0; e == OK && k < db_count(points); k++) {
		struct db_row p = db_at(points, k);

		if (!str_eq(row_text(p, "verdict"), "problem"))
			continue;
		view_text_at(r, "brief.review.0.points", n, "name",
		    view_msg(r, arena_printf(r->arena, "field.review_opinion.point%d", row_i32(p, "n")), NULL));
		view_text_at(r, "brief.review.0.points", n++, "note", row_text(p, "note"));
	}
	return e;
}

static const char *
column_of(struct req *r, int stage)
{
	return arena_printf(r->arena, "%s_fen", stages[stage]);
}

/* Which stages a party's rows [from, to) have come through. */
static void
stages_of(struct req *r, const struct db_rows *rows, int from, int to, bool in[STAGES])
{
	int i, s;

	for (s = 0; s < STAGES; s++) {
		in[s] = false;
		for (i = from; i < to; i++)
			in[s] = in[s] || row_has(db_at(rows, i), column_of(r, s));
	}
}

/* One kind through the stages: what differs from the stage before is marked, a kind that is no more there too. */
static void
view_kind(struct req *r, const char *list, struct db_row q, const bool in[STAGES])
{
	bool sum = false;
	int s, n = 0, before = -1;

	for (s = 0; s < STAGES; s++)
		sum = sum || (row_has(q, column_of(r, s)) && row_i64(q, column_of(r, s)) > 0);
	for (s = 0; s < STAGES; s++) {
		const char *column = column_of(r, s);
		bool has = row_has(q, column);

		if (!in[s])
			continue;
		view_text_at(r, list, n, "stage",
		    view_msg(r, arena_printf(r->arena, "brief.stage_%s", stages[s]), NULL));
		if (has && sum)
			view_money_at(r, list, n, "money", row_i64(q, column));
		view_bool_at(r, list, n, "there", has);
		view_bool_at(r, list, n, "changed", before >= 0 && (has != row_has(q, column_of(r, before)) ||
		    (has && row_i64(q, column) != row_i64(q, column_of(r, before)))));
		before = s;
		n++;
	}
}

static enum err
view_sums(struct req *r, const struct case_file *cf, int64_t party)
{
	static const struct column cols[] = { { "party", 't' }, { "kind", 'l' }, { "detail", 't' }, { 0 } };
	const struct db_rows *rows;
	bool in[STAGES];
	int i, from, to = 0;
	enum err e = caseflow_brief_sums(r->arena, r->db, cf, party, &rows);

	for (from = 0; e == OK && from < db_count(rows); from = to) {
		while (to < db_count(rows) &&
		    row_i64(db_at(rows, to), "party_id") == row_i64(db_at(rows, from), "party_id"))
			to++;
		stages_of(r, rows, from, to, in);
		for (i = from; i < to; i++) {
			row_view_at(r, "brief.sums", i, db_at(rows, i), cols);
			if (i == from)
				view_bool_at(r, "brief.sums", i, "first", true);
			view_kind(r, arena_printf(r->arena, "brief.sums.%d.stages", i), db_at(rows, i), in);
		}
	}
	return e;
}

enum err
case_brief(struct req *r, const struct case_file *cf, int64_t party)
{
	enum err e = view_clue(r, cf);

	if (e == OK)
		e = view_report(r, cf);
	if (e == OK)
		e = view_sums(r, cf, party);
	if (e == OK)
		e = view_words(r, cf, party);
	if (e == OK)
		e = view_review(r, cf);
	view_bool(r, "brief.on", e == OK);
	return e;
}

enum err
case_given_back(struct req *r, const struct case_file *cf, const struct case_track *track, const char *action,
    struct input *in)
{
	struct act_given_back g;
	enum err e = act_given_back(r->arena, r->db, "case", cf->id, track != NULL ? track->id : 0, action, &g);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	if (!g.returned && !str_eq(action, "report"))
		return OK;
	/* a form that has changed since takes what it knows */
	(void)input_from_json(in, g.input);
	if (g.by == NULL)
		return OK;
	view_text(r, "back.by", g.by);
	view_time(r, "back.at", g.at);
	view_text(r, "back.words", g.words);
	return OK;
}
