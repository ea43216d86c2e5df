/* review.c - the reviewer's queue, and the review of one case: the report with its differences
 * from the last version at the left, points and opinion at the right.
 * Templates: review/queue.cs, review/show.cs.  Rules: lib/caseflow (act_review.c), lib/review. */
#include "cgi/review/review.h"

#include "cgi/caseflow/view.h"
#include "cgi/common/answer.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/diff.h"
#include "lib/base/str.h"
#include "lib/review/dossier.h"
#include "lib/review/review.h"

#define QUEUE_SHOWN 25

static enum err
get_queue(struct req *r)
{
	static const struct column cols[] = { { "title", 't' }, { "number", 't' }, { "unit_name", 't' },
	    { "submitter", 't' }, { "party", 't' }, { "kind", 't' }, { "round", 'i' }, { "opinion", 'l' }, { 0 } };
	const char *state = req_query(r, "state", 8), *after_text = req_query(r, "after", 18);
	const struct db_rows *rows;
	const struct workdays *w;
	long long after = 0;
	int i;
	enum err e;

	if (!str_eq(state, "back") && !str_eq(state, "done"))
		state = "open";
	if (after_text != NULL && !str_i64(after_text, 0, INT64_MAX, &after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = review_queue(r->arena, r->db, r->session->agency, state, after, QUEUE_SHOWN + 1, &rows);
	if (e == OK)
		e = calendar_workdays(r->arena, r->db, &w);
	for (i = 0; e == OK && i < db_count(rows) && i < QUEUE_SHOWN; i++) {
		struct db_row q = db_at(rows, i);

		row_view_at(r, "reviews", i, q, cols);
		view_text_at(r, "reviews", i, "kind_name",
		    view_msg(r, arena_printf(r->arena, "review.kind_%s", row_text(q, "kind")), NULL));
		view_text_at(r, "reviews", i, "href", ref_path(r, "/desk/reviews/", row_ref(q, "case_ref"), ""));
		if (row_has(q, "track_ref"))
			view_text_at(r, "reviews", i, "href",
			    ref_path(r, ref_path(r, "/desk/reviews/", row_ref(q, "case_ref"), "?track="),
			    row_ref(q, "track_ref"), ""));
		view_time_at(r, "reviews", i, "submitted", row_time(q, "submitted_at"));
		if (row_has(q, "due_at")) {
			struct clock_left left = calendar_left(w, row_time(q, "due_at"), r->now);

			view_text_at(r, "reviews", i, "left", left_text(r, &left, row_time(q, "due_at"), "wd"));
			view_text_at(r, "reviews", i, "left_kind", left_kind(&left));
		}
	}
	if (e == OK && db_count(rows) > QUEUE_SHOWN)
		view_text(r, "reviews_next", arena_printf(r->arena, "/desk/reviews/?state=%s&after=%lld", state,
		    (long long)row_i64(db_at(rows, QUEUE_SHOWN - 1), "id")));
	view_text(r, "reviews_state", state);
	view_bool(r, "is_open", str_eq(state, "open"));
	return e == OK ? req_render(r, 200, "review/queue.cs") : e;
}

/* ---- one review */

struct reviewing {
	struct caseflow_key key;
	struct caseflow_form form;
	int32_t version;
};

static void
view_diff(struct req *r, int i, const char *label, const char *before, const char *after, int *changes)
{
	const char *list = arena_printf(r->arena, "paper.sections.%d.parts", i);
	struct diff_part *p;
	size_t n;
	int k;

	view_text_at(r, "paper.sections", i, "label", label);
	p = diff_texts(r->arena, before != NULL ? before : after, after, &n);
	for (k = 0; k < (int)n; k++) {
		view_text_at(r, list, k, "text", p[k].text);
		view_text_at(r, list, k, "kind", p[k].kind == DIFF_INS ? "ins" : p[k].kind == DIFF_DEL ? "del" : "");
		*changes += p[k].kind == DIFF_INS ||
		    (p[k].kind == DIFF_DEL && (k + 1 == (int)n || p[k + 1].kind != DIFF_INS));
	}
}

static enum err
view_report(struct req *r, const struct case_file *cf, int version, bool compare)
{
	static const char *const parts[] = { "facts", "evidence_index", "nature", "opinion" };
	struct db_row now, then;
	int i, changes = 0;
	bool had = false;
	enum err e = review_report(r->arena, r->db, cf->id, version, &now);

	if (e == OK && compare && version > 1) {
		e = review_report(r->arena, r->db, cf->id, version - 1, &then);
		had = e == OK;
	}
	for (i = 0; e == OK && i < 4; i++)
		view_diff(r, i, view_msg(r, arena_printf(r->arena, "review.part_%s", parts[i]), NULL),
		    had ? row_text(then, parts[i]) : NULL, row_text(now, parts[i]), &changes);
	if (e != OK)
		return e;
	view_text(r, "paper.agency", cf->agency_name);
	view_text(r, "paper.number", cf->number);
	view_text(r, "paper.title", view_msg(r, "review.paper", NULL));
	view_i64(r, "paper.version", version);
	view_bool(r, "paper.compare", had);
	view_bool(r, "paper.may_compare", version > 1);
	view_text(r, "paper.changes", view_msg(r, "review.changes", "n", arena_printf(r->arena, "%d", changes), NULL));
	if (row_has(now, "document_ref"))
		view_text(r, "paper.href", ref_path(r, "/desk/documents/", row_ref(now, "document_ref"), ""));
	return OK;
}

/* The law of the day of the act; a later version is named beside it (行政处罚法 37). */
static enum err
view_laws(struct req *r, const struct case_file *cf, int version)
{
	static const struct column cols[] = { { "title", 't' }, { "then", 't' }, { "now", 't' }, { 0 } };
	char day[DAY_TEXT_SIZE];
	const struct db_rows *rows;
	int i;
	enum err e = review_laws(r->arena, r->db, cf->id, version, time_day(r->now), &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);

		row_view_at(r, "laws", i, row, cols);
		day_text(row_day(row, "act_on"), day);
		view_text_at(r, "laws", i, "href", ref_path(r, "/desk/laws/", row_ref(row, "ref"),
		    arena_printf(r->arena, "?on=%s", day)));
		view_bool_at(r, "laws", i, "changed", !str_eq(row_text(row, "then"), row_text(row, "now")));
	}
	return e;
}

static enum err
view_proposed(struct req *r, const struct case_file *cf, int version)
{
	static const struct column pro[] = { { "party", 't' }, { "cause", 't' }, { "outcome", 'l' }, { "tier", 't' },
	    { "range", 't' }, { "explanation", 't' }, { "lighter_note", 't' }, { 0 } };
	static const struct column pen[] = { { "party", 't' }, { "amount_fen", 'm' }, { "detail", 't' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = review_proposals(r->arena, r->db, cf->id, version, &rows);

	if (e != OK)
		return e;
	rows_view(r, "proposals", rows, pro);
	e = review_penalties(r->arena, r->db, cf->id, version, &rows);
	if (e != OK)
		return e;
	rows_view(r, "penalties", rows, pen);
	for (i = 0; i < db_count(rows); i++) {
		view_text_at(r, "penalties", i, "kind",
		    row_text(db_at(rows, i), req_pick(r, "kind_zh", "kind_en")));
		view_bool_at(r, "penalties", i, "money", row_i64(db_at(rows, i), "amount_fen") > 0);
	}
	return view_laws(r, cf, version);
}

/* Earlier opinions: what each objected to, what was answered, and whether the next opinion found it met. */
static enum err
view_earlier(struct req *r, const struct case_file *cf)
{
	static const struct column cols[] = { { "opinion", 'l' }, { "opinion_text", 't' }, { "reviewer", 't' },
	    { "report_version", 'i' }, { 0 } };
	const struct db_rows *rows, *points;
	int i, k, n;
	enum err e = review_before(r->arena, r->db, cf->id, &rows);

	for (i = 0; e == OK && i < db_count(rows) && i < 5; i++) {
		struct db_row q = db_at(rows, i);
		const char *list = arena_printf(r->arena, "earlier.%d.points", i);

		row_view_at(r, "earlier", i, q, cols);
		if (row_has(q, "reviewer_for"))
			view_text_at(r, "earlier", i, "deputy",
			    view_msg(r, "deputy.for", "name", row_text(q, "reviewer_for"), NULL));
		view_time_at(r, "earlier", i, "at", row_time(q, "opined_at"));
		e = review_points(r->arena, r->db, row_i64(q, "id"), &points);
		for (k = n = 0; e == OK && k < db_count(points); k++) {
			struct db_row p = db_at(points, k);

			if (!str_eq(row_text(p, "verdict"), "problem"))
				continue;
			view_text_at(r, list, n, "name",
			    view_msg(r, arena_printf(r->arena, "field.review_opinion.point%d", row_i32(p, "n")), NULL));
			view_text_at(r, list, n, "answer", row_text_null(p, "answer"));
			view_text_at(r, list, n, "later", row_text_null(p, "later"));
			view_text_at(r, list, n++, "note", row_text(p, "note"));
		}
	}
	return e;
}

static enum err
view_request(struct req *r, const struct case_file *cf, int64_t track, int *version)
{
	const struct workdays *w;
	struct clock_left left;
	struct db_row q;
	enum err e = review_now(r->arena, r->db, cf->id, track, &q);

	if (e == OK)
		e = calendar_workdays(r->arena, r->db, &w);
	if (e != OK)
		return e;
	*version = row_i32(q, "report_version");
	view_text(r, "review.kind", row_text(q, "kind"));
	view_text(r, "review.kind_name",
	    view_msg(r, arena_printf(r->arena, "review.kind_%s", row_text(q, "kind")), NULL));
	view_json(r, "review.why", row_text(q, "why"));
	view_text(r, "review.sent", view_msg(r, "review.sent", "who", row_text(q, "submitter"),
	    "unit", row_text(q, "unit_name"), NULL));
	view_text(r, "review.round", view_msg(r, "review.round", "n", row_text(q, "round"), NULL));
	view_text(r, "review.returned", row_text_null(q, "returned_list"));
	if (row_has(q, "due_at")) {
		left = calendar_left(w, row_time(q, "due_at"), r->now);
		view_text(r, "review.left", left_text(r, &left, row_time(q, "due_at"), "wd"));
		view_text(r, "review.left_kind", left_kind(&left));
		view_time(r, "review.due", row_time(q, "due_at"));
	}
	return OK;
}

static enum err
view_evidence(struct req *r, const struct case_file *cf)
{
	static const struct column cols[] = { { "no", 'i' }, { "kind", 'l' }, { "name", 't' }, { "source", 't' },
	    { "shows", 't' }, { "signed", 'b' }, { 0 } };
	const struct db_rows *rows;
	enum err e = caseflow_evidence(r->arena, r->db, cf, 100, &rows);
	int i;

	if (e != OK)
		return e;
	rows_view(r, "evidence", rows, cols);
	for (i = 0; i < db_count(rows); i++)
		view_text_at(r, "evidence", i, "href",
		    ref_path(r, "/desk/evidence/", row_ref(db_at(rows, i), "ref"), ""));
	return OK;
}

static enum err
show_review(struct req *r, const struct reviewing *v, int status)
{
	const struct case_file *cf = v->form.cf;
	const char *path = ref_path(r, "/desk/reviews/", cf->ref, "");
	int version = cf->reported_version;
	enum err e = case_head(r, cf, view_msg(r, "review.title", NULL));

	if (e == OK)
		e = view_request(r, cf, v->form.track != NULL ? v->form.track->id : 0, &version);
	if (e == OK)
		e = view_report(r, cf, version, !str_eq(req_query(r, "view", 8), "clean"));
	if (e == OK)
		e = view_proposed(r, cf, version);
	if (e == OK)
		e = review_view_changes(r, cf, version);
	if (e == OK)
		e = view_earlier(r, cf);
	if (e == OK)
		e = view_evidence(r, cf);
	if (e != OK)
		return e;
	view_text(r, "act.path", path);
	view_text(r, "act.query", ref_zero(v->key.track_ref) ? "" : ref_path(r, "track=", v->key.track_ref, "&"));
	view_ref(r, "act.track", v->key.track_ref);
	view_i64(r, "act.version", cf->version);
	view_text(r, "act.return_href", ref_path(r, "/desk/cases/", cf->ref, "/do/review_return"));
	view_text(r, "act.call_href", ref_path(r, "/desk/cases/", cf->ref, "/do/review_call_in"));
	view_bool(r, "act.may_return", ref_zero(v->key.track_ref));
	view_input(r, "review_opinion", v->form.in);
	return req_render(r, status, "review/show.cs");
}

static enum err
begin_review(struct req *r, struct reviewing *v)
{
	struct act act = req_act(r);
	const char *track = r->method == POST ? req_form(r, "_track", 26) : req_query(r, "track", 26);
	const char *version = req_form(r, "_version", 10);
	long long n = 0;
	enum err e = req_path_ref(r, "ref", &v->key.case_ref);

	if (e == OK && !str_empty(track) && !ref_parse(track, &v->key.track_ref))
		return err_set(ERR_NOT_FOUND, "track: not a ref");
	v->key.action = ref_zero(v->key.track_ref) ? "review_opinion" : "hearing_opinion";
	if (version != NULL && !str_i64(version, 0, INT32_MAX, &n))
		return err_set(ERR_INPUT, "malformed version");
	v->version = (int32_t)n;
	return e == OK ? caseflow_form(r->arena, r->db, &act, &v->key, &v->form) : e;
}

static enum err
get_review(struct req *r)
{
	struct reviewing v = { .version = 0 };
	enum err e = begin_review(r, &v);

	/* given already, or not this actor's: the case itself says more */
	if (e == ERR_STATE || e == ERR_DENIED)
		return req_redirect(r, "%s", ref_path(r, "/desk/cases/", v.key.case_ref, ""));
	if (e == OK)
		req_reads(r, "case", v.key.case_ref, 1);
	return e == OK ? show_review(r, &v, 200) : e;
}

static enum err
post_review(struct req *r)
{
	struct act act = req_act(r);
	struct reviewing v = { .version = 0 };
	const char *answer = NULL;
	enum err e = begin_review(r, &v);

	if (e != OK)
		return e;
	req_input(r, v.form.in);
	if (r->problems.n > 0)
		return show_review(r, &v, 422);
	e = caseflow_do(r->arena, r->db, &act, &v.key, v.version, &v.form, &r->problems, &answer);
	if (e == ERR_CONFLICT)
		problem_add(&r->problems, "", "moved_on", NULL);
	if (e == ERR_INPUT || e == ERR_STATE || e == ERR_CONFLICT)
		return show_review(r, &v, e == ERR_INPUT ? 422 : 409);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, answer_path(r, answer), "review.done")) : e;
}

const struct route review_routes[] = {
	{ .method = GET, .path = "/desk/reviews/", .duties = DUTY_REVIEWER, .flags = ROUTE_READ, .run = get_queue },
	{ .method = GET, .path = "/desk/reviews/:ref", .duties = DUTY_REVIEWER, .flags = ROUTE_PERSONAL,
	    .run = get_review },
	{ .method = POST, .path = "/desk/reviews/:ref", .duties = DUTY_REVIEWER, .flags = 0, .run = post_review },
	{ 0 }
};
