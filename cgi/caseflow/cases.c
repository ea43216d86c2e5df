/* cases.c - the list of cases, and the page of one. */
#include <inttypes.h>
#include <string.h>

#include "cgi/caseflow/view.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/attachment.h"
#include "lib/caseflow/bundle.h"
#include "lib/caseflow/case_page.h"
#include "lib/caseflow/money.h"
#include "lib/caseflow/slip.h"
#include "lib/door/door.h"
#include "lib/spotcheck/visit.h"

#define LIST_SHOWN 25
#define STEPS_SHOWN 20
#define FEW_EVIDENCE 5
#define FEW_DOCUMENTS 6
#define ALL 500

/* ---- the list */

static const char *
pick(const char *value, const char *const *known, const char *otherwise)
{
	for (; value != NULL && *known != NULL; known++)
		if (strcmp(value, *known) == 0)
			return *known;
	return otherwise;
}

static void
view_filters(struct req *r, const struct caseflow_list_query *q, const char *const *scopes,
    const char *const *phases)
{
	int i, k = 0;

	for (i = 0; scopes[i] != NULL; i++) {
		view_text_at(r, "scopes", k, "value", scopes[i]);
		view_text_at(r, "scopes", k, "label",
		    view_msg(r, arena_printf(r->arena, "cases.scope_%s", scopes[i]), NULL));
		view_bool_at(r, "scopes", k++, "on", str_eq(scopes[i], q->scope));
	}
	for (i = 0; phases[i] != NULL; i++) {
		view_text_at(r, "phases", i, "value", phases[i]);
		view_text_at(r, "phases", i, "label", view_msg(r, *phases[i] == '\0' ? "cases.phase_open" :
		    arena_printf(r->arena, "cases.phase_%s", phases[i]), NULL));
		view_bool_at(r, "phases", i, "on", str_eq(phases[i], q->phase));
	}
}

static enum err
view_list(struct req *r, const struct caseflow_list_query *q)
{
	static const struct column cols[] = { { "title", 't' }, { "party", 't' }, { "cause_name", 't' },
	    { "state", 'l' }, { "unit_name", 't' }, { "officers", 't' }, { "opened_on", 'd' }, { 0 } };
	const struct db_rows *rows;
	const struct workdays *w;
	int i;
	enum err e = caseflow_list(r->arena, r->db, q, &rows);

	if (e == OK)
		e = calendar_workdays(r->arena, r->db, &w);
	for (i = 0; e == OK && i < db_count(rows) && i < LIST_SHOWN; i++) {
		struct db_row c = db_at(rows, i);
		struct clock_left left;

		row_view_at(r, "cases", i, c, cols);
		view_text_at(r, "cases", i, "href", ref_path(r, "/desk/cases/", row_ref(c, "ref"), ""));
		view_text_at(r, "cases", i, "number", row_text_or(c, "number", row_text_or(c, "clue_number", "")));
		if (!row_has(c, "due_at"))
			continue;
		left = calendar_left(w, row_time(c, "due_at"), r->now);
		view_text_at(r, "cases", i, "left", left_text(r, &left, row_time(c, "due_at"), "d"));
		view_text_at(r, "cases", i, "kind", left_kind(&left));
		view_text_at(r, "cases", i, "rule", rule_name(r, row_text(c, "rule")));
	}
	if (e == OK && db_count(rows) > LIST_SHOWN)
		view_text(r, "cases_next", ref_path(r, arena_printf(r->arena, "/desk/cases/?scope=%s&phase=%s&after=",
		    q->scope, q->phase), row_ref(db_at(rows, LIST_SHOWN - 1), "ref"), ""));
	return e;
}

static enum err
get_list(struct req *r)
{
	static const char *const phases[] = { "", "clue", "filing", "investigation", "review", "handling", "decision",
	    "execution", "closing", "end", "all", NULL };
	static const char *const everything[] = { "mine", "unit", "agency", NULL };
	const char *scopes[4] = { NULL };
	struct people_actor who = desk_actor(r);
	const char *after = req_query(r, "after", 26);
	struct caseflow_list_query q = { .limit = LIST_SHOWN + 1 };
	bool wide = req_duty(r, DUTY_INTAKE | DUTY_AGENCY_HEAD | DUTY_REVIEWER | DUTY_PUBLISHER | DUTY_ARCHIVIST |
	    DUTY_SUPERVISOR);
	int n = 0;
	enum err e;

	scopes[n++] = everything[0];
	if (who.unit != 0 && req_duty(r, DUTY_OFFICER | DUTY_UNIT_HEAD))
		scopes[n++] = everything[1];
	if (wide)
		scopes[n++] = everything[2];
	q.scope = pick(req_query(r, "scope", 10), scopes, req_duty(r, DUTY_OFFICER) ? "mine" : scopes[n - 1]);
	q.phase = pick(req_query(r, "phase", 20), phases, "");
	if (after != NULL && !ref_parse(after, &q.after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	view_filters(r, &q, scopes, phases);
	if (after != NULL)
		view_text(r, "cases_first", arena_printf(r->arena, "/desk/cases/?scope=%s&phase=%s", q.scope, q.phase));
	view_bool(r, "cases_may_clue", req_duty(r, DUTY_INTAKE | DUTY_OFFICER));
	e = view_list(r, &q);
	return e == OK ? req_render(r, 200, "case/list.cs") : e;
}

/* ---- one case */

static void
view_tabs(struct req *r, const char *current, const struct caseflow_numbers *n)
{
	const struct {
		const char *code;
		int64_t n;
	} tabs[] = { { "overview", 0 }, { "documents", n->documents }, { "evidence", n->evidence },
	    { "process", 0 }, { "steps", n->steps }, { "money", n->money }, { "clocks", n->clocks } };
	const char *path = arena_printf(r->arena, "/desk/cases/%s", req_path_text(r, "ref"));
	int i;

	for (i = 0; i < (int)(sizeof(tabs) / sizeof(*tabs)); i++) {
		view_text_at(r, "tabs", i, "label",
		    view_msg(r, arena_printf(r->arena, "case.tab_%s", tabs[i].code), NULL));
		view_text_at(r, "tabs", i, "href", i == 0 ? path : arena_printf(r->arena, "%s?tab=%s", path,
		    tabs[i].code));
		view_bool_at(r, "tabs", i, "current", str_eq(tabs[i].code, current));
		if (tabs[i].n > 0)
			view_i64_at(r, "tabs", i, "n", tabs[i].n);
	}
}

static const char *
choice_href(struct req *r, struct ref case_ref, const struct caseflow_choice *c)
{
	const char *form = ref_path(r, "/desk/cases/", case_ref, arena_printf(r->arena, "/do/%s", c->action));

	if (str_eq(c->action, "party_add"))
		return ref_path(r, "/desk/register/?for=party&case=", case_ref, "");
	if (str_eq(c->action, CASEFLOW_SLIP))
		return ref_path(r, ref_path(r, "/desk/slips/case/", case_ref, "/"), c->track, "");
	return ref_zero(c->track) ? form : ref_path(r, arena_printf(r->arena, "%s?track=", form), c->track, "");
}

static void
view_choice(struct req *r, const char *list, int i, struct ref case_ref, const struct caseflow_choice *c)
{
	view_text_at(r, list, i, "href", choice_href(r, case_ref, c));
	view_text_at(r, list, i, "label", action_label(r, c->action));
	view_text_at(r, list, i, "party", c->party_name);
	view_bool_at(r, list, i, "chain", c->chain);
}

/* The next step of the procedure as a note with its article; the rest as a list. */
static enum err
view_choices(struct req *r, const struct caseflow_page *pg, bool *any_must)
{
	const struct case_file *cf = &pg->cf;
	struct people_actor who = desk_actor(r);
	struct caseflow_choice *list;
	const char *key;
	int i, n, must = 0, other = 0;
	enum err e = caseflow_page_choices(r->arena, r->db, &who, pg, r->now, &list, &n);

	for (i = 0; e == OK && i < n; i++) {
		if (list[i].must)
			view_choice(r, "must", must++, cf->ref, &list[i]);
		else
			view_choice(r, "other", other++, cf->ref, &list[i]);
	}
	*any_must = must > 0;
	if (e != OK || must == 0)
		return e;
	key = arena_printf(r->arena, "action.%s.basis", list[0].action);
	view_text(r, "next.title", view_msg(r, "case.next", "action", action_label(r, list[0].action), NULL));
	if (view_has_msg(r, key))
		view_text(r, "next.text", view_msg(r, key, NULL));
	return OK;
}

/* Nothing of the next step is the actor's: whose turn it is. */
static void
view_waiting(struct req *r, const struct db_rows *rows)
{
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row w = db_at(rows, i);
		const char *kind = row_text(w, "kind"), *key = arena_printf(r->arena, "waiting.%s", kind);
		const char *duty = row_text(w, req_pick(r, "duty_zh", "duty_en"));

		view_text_at(r, "waiting", i, "text", view_msg(r, "case.waits", "who", row_has(w, "name") ?
		    row_text(w, "name") : duty, "action", view_has_msg(r, key) ? view_msg(r, key, NULL) :
		    action_label(r, kind), NULL));
		view_text_at(r, "waiting", i, "party", row_text(w, "party"));
	}
}

static void
view_documents(struct req *r, const struct db_rows *rows)
{
	static const struct column cols[] = { { "name", 'l' }, { "number", 't' }, { "made_by", 't' },
	    { "party", 't' }, { "of_paper", 't' }, { "on_at", 'T' }, { 0 } };
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row d = db_at(rows, i);
		const char *state = row_text(d, "state");

		row_view_at(r, "documents", i, d, cols);
		view_text_at(r, "documents", i, "href", ref_path(r, "/desk/documents/", row_ref(d, "ref"), ""));
		view_text_at(r, "documents", i, "on", day_short(r, time_day(row_time(d, "on_at"))));
		view_text_at(r, "documents", i, "state", view_msg(r, arena_printf(r->arena, "paper.%s", state), NULL));
		view_text_at(r, "documents", i, "kind", str_eq(state, "sealed") ? "song" : "amber");
	}
}

static void
view_evidence(struct req *r, const struct db_rows *rows)
{
	static const struct column cols[] = { { "no", 'i' }, { "kind", 'l' }, { "name", 't' }, { "source", 't' },
	    { "place", 't' }, { "taken_at", 'T' }, { "taken_by", 't' }, { "original", 'b' }, { "pages", 'i' },
	    { "shows", 't' }, { "note", 't' }, { "signed", 'b' }, { 0 } };

	rows_view(r, "evidence", rows, cols);
}

static void
view_parties(struct req *r, const struct caseflow_page *pg)
{
	static const struct column cols[] = { { "subject_ref", 'r' }, { "natural_person", 'b' }, { "name", 't' },
	    { "code", 't' }, { "address", 't' }, { "representative", 't' }, { "contact", 't' },
	    { "service_address", 't' }, { "electronic_consent", 'b' }, { "earlier", 'i' }, { 0 } };
	static const struct column track_cols[] = { { "party", 't' }, { "state", 'l' }, { "outcome", 'l' },
	    { "number", 't' }, { "major", 'b' }, { "heard", 'b' }, { 0 } };
	static const struct column clue_cols[] = { { "channel", 'l' }, { "received_at", 'T' }, { "subject_name", 't' },
	    { "subject_code", 't' }, { "content", 't' }, { "real_name", 'b' }, { "finding", 't' }, { 0 } };
	int i;

	rows_view(r, "parties", pg->parties, cols);
	for (i = 0; i < db_count(pg->tracks); i++) {
		const char *publish = row_text(db_at(pg->tracks, i), "publish_state");

		row_view_at(r, "tracks", i, db_at(pg->tracks, i), track_cols);
		if (!str_eq(publish, "none"))
			view_text_at(r, "tracks", i, "publish",
			    view_msg(r, arena_printf(r->arena, "publish.%s", publish), NULL));
	}
	rows_view(r, "clue", pg->clue, clue_cols);
}

/* The visit of a random check that the clue came of. */
static enum err
view_origin(struct req *r, const struct caseflow_page *pg)
{
	static const struct column cols[] = { { "draw_id", 't' }, { "title", 't' }, { "object_id", 't' },
	    { "visited_on", 'd' }, { 0 } };
	struct db_row v;
	enum err e = ERR_NOT_FOUND;

	if (db_count(pg->clue) > 0)
		e = spotcheck_visit_of_case(r->arena, r->db, pg->cf.id, &v);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	row_view_at(r, "origin", 0, v, cols);
	if (row_bool(v, "mine"))
		view_text_at(r, "origin", 0, "href", ref_path(r, "/desk/visits/", row_ref(v, "ref"), ""));
	return OK;
}

/* Approvals under way, countersignatures that wait; the first officer may have a colleague sign here. */
static void
view_pending(struct req *r, const struct caseflow_page *pg)
{
	static const struct column cols[] = { { "asked_by", 't' }, { "asked_at", 'T' }, { "duty", 'l' },
	    { "at_step", 'i' }, { "steps", 'i' }, { "party", 't' }, { 0 } };
	static const struct column sign_cols[] = { { "officer_name", 't' }, { "asked_by", 't' }, { "asked_at", 'T' },
	    { 0 } };
	int i;

	for (i = 0; i < db_count(pg->approvals); i++) {
		struct db_row q = db_at(pg->approvals, i);

		row_view_at(r, "approvals", i, q, cols);
		view_text_at(r, "approvals", i, "href", ref_path(r, "/desk/approvals/", row_ref(q, "ref"), ""));
		view_text_at(r, "approvals", i, "title", action_label(r, row_text(q, "action")));
	}
	for (i = 0; i < db_count(pg->cosigns); i++) {
		struct db_row s = db_at(pg->cosigns, i);

		row_view_at(r, "cosigns", i, s, sign_cols);
		view_text_at(r, "cosigns", i, "href", ref_path(r, "/desk/cosigns/", row_ref(s, "ref"), ""));
		view_text_at(r, "cosigns", i, "title", action_label(r, row_text(s, "action")));
		view_text_at(r, "cosigns", i, "username", row_text(s, "username"));
		view_bool_at(r, "cosigns", i, "mine", row_i64(s, "account_id") == r->session->account);
		view_bool_at(r, "cosigns", i, "here", row_i64(s, "asked_by_id") == r->session->account);
	}
}

static void
view_measures(struct req *r, const struct caseflow_page *pg)
{
	static const struct column cols[] = { { "party", 't' }, { "place", 't' }, { "keeper", 't' },
	    { "from_day", 'd' }, { "ended_on", 'd' }, { "extended", 'b' }, { "goods", 't' }, { 0 } };
	int i;

	bool gone = str_eq(pg->cf.state, "police") || str_eq(pg->cf.state, "transferred");

	if (db_count(pg->measures) > 0)
		view_text(r, "goods_href", ref_path(r, "/desk/goods/?case=", pg->cf.ref, ""));
	for (i = 0; i < db_count(pg->measures); i++) {
		struct db_row m = db_at(pg->measures, i);
		bool live = str_eq(row_text(m, "state"), "live");
		const char *state = live && gone ? "handed_over" : row_text(m, "state");
		struct clock_left left;

		row_view_at(r, "measures", i, m, cols);
		view_text_at(r, "measures", i, "goods_n", view_msg(r, "goods.n", "n",
		    arena_printf(r->arena, "%" PRId64, row_i64(m, "goods_n")), NULL));
		view_text_at(r, "measures", i, "kind",
		    view_msg(r, arena_printf(r->arena, "measure.%s", row_text(m, "kind")), NULL));
		view_text_at(r, "measures", i, "state", view_msg(r, arena_printf(r->arena, "measure.%s", state), NULL));
		view_bool_at(r, "measures", i, "live", live && !gone);
		if (!row_has(m, "due_at"))
			continue;
		left = calendar_left(pg->workdays, row_time(m, "due_at"), r->now);
		view_text_at(r, "measures", i, "left", left_text(r, &left, row_time(m, "due_at"), "d"));
		view_text_at(r, "measures", i, "due", day_short(r, time_day(row_time(m, "due_at"))));
		view_text_at(r, "measures", i, "term", left_kind(&left));
	}
}

/* The last acts, shortly: the plumb line. */
static void
view_course(struct req *r, const struct db_rows *rows)
{
	struct caseflow_step s = { 0 };
	const char *dot, *kind;
	int i, k = 0;

	for (i = db_count(rows) - 1; i >= 0 && k < 8; i--) {
		kind = row_text(db_at(rows, i), "kind");
		dot = strchr(kind, '.');
		if (dot != NULL || str_eq(kind, "countersign"))
			continue;
		s.kind = s.action = kind;
		view_text_at(r, "course", k, "title", step_title(r, &s));
		view_text_at(r, "course", k, "text", day_short(r, time_day(row_time(db_at(rows, i), "last_at"))));
		view_text_at(r, "course", k++, "state", "");
	}
}

/* What parties sent in through the door and nobody has dealt with yet. */
static enum err
view_sent_in(struct req *r, const struct caseflow_page *pg)
{
	static const struct column cols[] = { { "number", 't' }, { "party", 't' }, { "received_at", 'T' },
	    { "late", 'b' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = OK;

	if (db_count(pg->tracks) == 0)
		return OK;
	e = door_waiting(r->arena, r->db, pg->cf.id, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		row_view_at(r, "sent_in", i, db_at(rows, i), cols);
		view_text_at(r, "sent_in", i, "href", ref_path(r, "/desk/door/", row_ref(db_at(rows, i), "ref"), ""));
		view_text_at(r, "sent_in", i, "sort", view_msg(r, arena_printf(r->arena, "door.sort_%s",
		    row_text(db_at(rows, i), "sort")), NULL));
	}
	return e;
}

static enum err
tab_overview(struct req *r, const struct caseflow_page *pg)
{
	bool must;
	int i;
	enum err e = view_choices(r, pg, &must);

	if (e != OK)
		return e;
	if (!must)
		view_waiting(r, pg->turns);
	for (i = 0; i < db_count(pg->turns); i++)
		if (row_bool(db_at(pg->turns, i), "back"))
			view_bool(r, "next.back", true);
	view_pending(r, pg);
	view_evidence(r, pg->evidence);
	view_documents(r, pg->documents);
	view_course(r, pg->marks);
	view_parties(r, pg);
	view_measures(r, pg);
	e = view_origin(r, pg);
	if (e == OK)
		e = view_sent_in(r, pg);
	if (e == OK && (str_eq(pg->cf.phase, "clue") || str_eq(pg->cf.phase, "filing")))
		e = case_same(r, (struct ref){ { 0 } }, &pg->cf);
	case_clocks(r, pg->clocks, pg->clocks_n);
	return e;
}

static enum err
tab_documents(struct req *r, const struct caseflow_page *pg)
{
	const struct case_file *cf = &pg->cf;
	const struct db_rows *rows;
	enum err e = caseflow_documents(r->arena, r->db, cf, ALL, &rows);

	if (e == OK)
		view_documents(r, rows);
	return e;
}

/* The files of each item, below it. */
static void
view_files(struct req *r, const struct db_rows *items, const struct db_rows *files)
{
	static const struct column cols[] = { { "name", 't' }, { "by", 't' }, { "at", 'T' }, { 0 } };
	int i, k, n;

	for (i = 0; i < db_count(items); i++) {
		const char *list = arena_printf(r->arena, "evidence.%d.files", i);

		view_text_at(r, "evidence", i, "href",
		    ref_path(r, "/desk/evidence/", row_ref(db_at(items, i), "ref"), ""));
		for (k = n = 0; k < db_count(files); k++) {
			struct db_row f = db_at(files, k);

			if (row_i64(f, "item_no") != row_i64(db_at(items, i), "no"))
				continue;
			row_view_at(r, list, n, f, cols);
			view_text_at(r, list, n, "href", ref_path(r, "/desk/files/", row_ref(f, "ref"), ""));
			view_bool_at(r, list, n, "bad", row_has(f, "result") && !str_eq(row_text(f, "result"), "ok"));
			n++;
		}
	}
}

static enum err
tab_evidence(struct req *r, const struct caseflow_page *pg)
{
	const struct db_rows *rows, *files;
	enum err e = caseflow_evidence(r->arena, r->db, &pg->cf, ALL, &rows);

	if (e == OK)
		e = caseflow_files(r->arena, r->db, pg->cf.id, 0, &files);
	if (e == OK) {
		view_evidence(r, rows);
		view_files(r, rows, files);
	}
	return e;
}

static enum err
tab_steps(struct req *r, const struct caseflow_page *pg)
{
	const struct case_file *cf = &pg->cf;
	struct people_actor who = desk_actor(r);
	const char *before = req_query(r, "before", 9);
	struct caseflow_step *steps;
	long long from = 0;
	bool reporter;
	int n;
	enum err e;

	if (before != NULL && !str_i64(before, 1, 1000000, &from))
		return err_set(ERR_NOT_FOUND, "before: no such step");
	e = caseflow_may_see_reporter(r->arena, r->db, &who, cf, &reporter);
	if (e == OK)
		e = caseflow_steps(r->arena, r->db, cf, (int)from, STEPS_SHOWN, reporter, &steps, &n);
	if (e != OK)
		return e;
	case_record(r, "record", steps, n);
	if (n == STEPS_SHOWN && steps[n - 1].seq > 1)
		view_text(r, "record_next", ref_path(r, "/desk/cases/", cf->ref,
		    arena_printf(r->arena, "?tab=steps&before=%d", steps[n - 1].seq)));
	if (before != NULL)
		view_text(r, "record_first", ref_path(r, "/desk/cases/", cf->ref, "?tab=steps"));
	return OK;
}

/* What was added for each day past the term, of a decision that stands. */
static enum err
view_surcharge(struct req *r, int i, struct db_row d)
{
	struct money_state s;
	enum err e;

	if (row_has(d, "revoked_on"))
		return OK;
	e = money_load(r->arena, r->db, row_i64(d, "track_id"), time_day(r->now), &s);
	if (e == OK && s.surcharge_fen > 0)
		view_money_at(r, "decisions", i, "surcharge_fen", s.surcharge_fen);
	return e;
}

/* A transfer decides nothing that could be fought. */
static enum err
view_remedies(struct req *r, int i, struct db_row d)
{
	struct remedy_term t;
	enum err e;

	if (row_has(d, "revoked_on") || str_starts(row_text(d, "outcome"), "transfer"))
		return OK;
	e = caseflow_remedy_term(r->arena, r->db, row_i64(d, "id"), &t);
	if (e == OK)
		case_remedy(r, arena_printf(r->arena, "decisions.%d.remedy", i), &t,
		    row_i64(d, "owed_fen") > row_i64(d, "paid_fen"));
	return e;
}

static enum err
tab_money(struct req *r, const struct caseflow_page *pg)
{
	const struct case_file *cf = &pg->cf;
	static const struct column cols[] = { { "party", 't' }, { "number", 't' }, { "outcome", 'l' },
	    { "decided_on", 'd' }, { "served_on", 'd' }, { "fine_fen", 'm' }, { "confiscation_fen", 'm' },
	    { "owed_fen", 'm' }, { "paid_fen", 'm' }, { "pay_code", 't' }, { "pay_due", 'd' }, { "revoked_on", 'd' },
	    { "illegal_on", 'd' }, { 0 } };
	static const struct column paid[] = { { "number", 't' }, { "paid_at", 'T' }, { "amount_fen", 'm' },
	    { "serial", 't' }, { 0 } };
	static const struct column parts[] = { { "number", 't' }, { "n", 'i' }, { "due_on", 'd' },
	    { "amount_fen", 'm' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = caseflow_decisions(r->arena, r->db, cf, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row d = db_at(rows, i);
		int64_t owed = row_i64(d, "owed_fen"), settled = row_i64(d, "paid_fen");

		row_view_at(r, "decisions", i, d, cols);
		view_bool_at(r, "decisions", i, "owes", owed > 0);
		view_bool_at(r, "decisions", i, "settled", owed > 0 && settled >= owed);
		view_i64_at(r, "decisions", i, "percent",
		    owed > 0 ? (settled >= owed ? 100 : settled * 100 / owed) : 0);
		view_money_at(r, "decisions", i, "open_fen", owed > settled ? owed - settled : 0);
		e = view_surcharge(r, i, d);
		if (e == OK)
			e = view_remedies(r, i, d);
	}
	if (e == OK)
		e = caseflow_payments(r->arena, r->db, cf, &rows);
	if (e == OK)
		rows_view(r, "payments", rows, paid);
	if (e == OK)
		e = caseflow_instalments(r->arena, r->db, cf, &rows);
	if (e == OK)
		rows_view(r, "instalments", rows, parts);
	return e;
}

static enum err
tab_clocks(struct req *r, const struct caseflow_page *pg)
{
	struct clock_row *list;
	int n;
	enum err e = caseflow_clocks(r->arena, r->db, &pg->cf, r->now, &list, &n);

	if (e == OK)
		case_clocks(r, list, (size_t)n);
	return e;
}

static enum err
tab_process(struct req *r, const struct caseflow_page *pg)
{
	return case_process(r, &pg->cf);
}

static const struct tab {
	const char *code;
	enum err (*fill)(struct req *r, const struct caseflow_page *pg);
} tabs_known[] = { { "overview", tab_overview }, { "documents", tab_documents }, { "evidence", tab_evidence },
    { "process", tab_process }, { "steps", tab_steps }, { "money", tab_money }, { "clocks", tab_clocks } };

static enum err
show_case(struct req *r, struct ref ref, const struct tab *tab)
{
	struct caseflow_page_query q = { .ref = ref, .evidence = FEW_EVIDENCE, .documents = FEW_DOCUMENTS };
	struct caseflow_page *pg = ARENA_NEW(r->arena, struct caseflow_page);
	enum err e = caseflow_page(r->arena, r->db, &q, r->now, pg);

	if (e == OK)
		e = tab->fill(r, pg);
	if (e != OK)
		return e;
	r->for_frame = &pg->counts;
	case_head_of(r, &pg->cf, pg->officers, NULL);
	case_steps(r, &pg->cf, pg->marks, pg->tracks);
	view_tabs(r, tab->code, &pg->numbers);
	view_bool(r, "may_share", r->session->agency == pg->cf.agency && (req_duty(r, DUTY_AGENCY_HEAD) ||
	    (req_duty(r, DUTY_UNIT_HEAD) && r->session->unit == pg->cf.unit)));
	view_bool(r, "may_bundle", caseflow_bundle_may(r->session->duties, r->session->agency, &pg->cf));
	view_text(r, "tab", tab->code);
	view_i64(r, "numbers.documents", pg->numbers.documents);
	view_i64(r, "numbers.evidence", pg->numbers.evidence);
	view_bool(r, "numbers.more_documents", pg->numbers.documents > FEW_DOCUMENTS);
	view_bool(r, "numbers.more_evidence", pg->numbers.evidence > FEW_EVIDENCE);
	return req_render(r, 200, "case/show.cs");
}

/* The rights are asked and the reading is noted at each look, with the session. */
static enum err
open_case(struct req *r, const char *token, struct people_session *out)
{
	struct ref ref;

	if (req_path_ref(r, "ref", &ref) != OK)
		return people_session_load(r->arena, r->db, token, out);
	return caseflow_open(r->arena, r->db, token, ref, r->route->path, out, &r->found);
}

/* While nothing was done on the case, the page is the one the worker made before. */
static enum err
get_case(struct req *r)
{
	const char *name = req_query(r, "tab", 20);
	const struct tab *tab = &tabs_known[0];
	struct ref ref;
	size_t i;
	enum err e = req_path_ref(r, "ref", &ref);

	for (i = 0; name != NULL && i < sizeof(tabs_known) / sizeof(*tabs_known); i++)
		if (strcmp(tabs_known[i].code, name) == 0)
			tab = &tabs_known[i];
	if (e == OK && r->found == NULL)
		e = err_set(ERR_NOT_FOUND, "no such case, or not theirs");
	req_reads_noted(r);
	if (e != OK || req_kept(r, r->found))
		return e;
	e = show_case(r, ref, tab);
	if (e == OK)
		req_keep(r, r->found);
	return e;
}

const struct route case_routes[] = {
	{ .method = GET, .path = "/desk/cases/", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_READ,
	  .run = get_list },
	{ .method = GET, .path = "/desk/cases/:ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	  .flags = ROUTE_PERSONAL, .run = get_case, .open = open_case },
	{ 0 }
};
