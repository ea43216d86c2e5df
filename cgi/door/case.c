/* case.c - one case of the party's at the door: papers served, terms, payments, what it sent.
 * Template: door/case.cs. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/door/open.h"
#include "lib/door/public.h"

void
door_view_case(struct req *r, const char *list, int i, struct db_row row)
{
	static const struct column cols[] = { { "number", 't' }, { "cause", 't' }, { "agency", 'l' },
	    { "telephone", 't' }, { "decision", 't' }, { "decided_on", 'd' }, { "served_on", 'd' },
	    { "revoked_on", 'd' }, { "pay_code", 't' }, { "pay_due", 'd' }, { "public_since", 'T' },
	    { "public_until", 'T' }, { "electronic_on", 'd' }, { 0 } };
	int64_t owed;

	row_view_at(r, list, i, row, cols);
	view_text_at(r, list, i, "state", door_word(r, "phase_", row_text(row, "phase")));
	view_text_at(r, list, i, "href", door_path(r, ref_path(r, DOOR "cases/", row_ref(row, "ref"), "")));
	if (row_has(row, "electronic"))
		view_text_at(r, list, i, "electronic", door_word(r, "channel_", row_text(row, "electronic")));
	if (!row_has(row, "decision"))
		return;
	owed = row_has(row, "revoked_on") ? 0 : row_i64(row, "fine_fen") + row_i64(row, "confiscation_fen");
	view_text_at(r, list, i, "outcome", door_word(r, "outcome_", row_text(row, "outcome")));
	view_bool_at(r, list, i, "money", owed > 0);
	view_money_at(r, list, i, "owed", owed);
	view_money_at(r, list, i, "paid", row_i64(row, "paid_fen"));
	if (owed > row_i64(row, "paid_fen"))
		view_money_at(r, list, i, "rest", owed - row_i64(row, "paid_fen"));
	if (!row_has(row, "public_state"))
		return;
	view_text_at(r, list, i, "public", door_word(r, "public_", row_text(row, "public_state")));
	if (str_eq(row_text(row, "public_state"), "published"))
		view_text_at(r, list, i, "public_href",
		    door_path(r, ref_path(r, "/decisions/", row_ref(row, "decision_ref"), "")));
}

enum err
door_case_of_path(struct req *r, const char *token, struct ref *ref, struct db_row *out)
{
	const struct db_rows *rows;
	int i;
	enum err e = req_path_ref(r, "ref", ref);

	if (e == OK)
		e = door_cases(r->arena, r->db, token, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		if (!ref_eq(row_ref(db_at(rows, i), "ref"), *ref))
			continue;
		*out = db_at(rows, i);
		door_view_case(r, "case", 0, *out);
		return OK;
	}
	return e == OK ? err_set(ERR_NOT_FOUND, "no case of theirs") : e;
}

static enum err
view_papers(struct req *r, const char *token, struct ref ref)
{
	static const struct column cols[] = { { "name", 'l' }, { "number", 't' }, { "served_on", 'd' },
	    { "ended", 'b' }, { "electronic", 'b' }, { "review", 't' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = door_papers(r->arena, r->db, token, ref, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row p = db_at(rows, i);

		row_view_at(r, "papers", i, p, cols);
		view_bool_at(r, "papers", i, "told", str_eq(row_text(p, "what"), "instalments"));
		if (row_bool(p, "made"))
			view_text_at(r, "papers", i, "href", ref_path(r, DOOR "papers/", row_ref(p, "ref"), ".pdf"));
	}
	return e;
}

/* "5 working days" */
static const char *
length(struct req *r, struct db_row t)
{
	if (!row_has(t, "term_n") || !row_has(t, "source"))
		return NULL;
	return view_msg(r, arena_printf(r->arena, "door.unit_%s", row_text(t, "term_unit")), "n",
	    arena_printf(r->arena, "%lld", (long long)row_i64(t, "term_n")), NULL);
}

static enum err
view_terms(struct req *r, const char *token, struct ref ref)
{
	static const struct column cols[] = { { "source", 't' }, { "place", 't' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = door_terms(r->arena, r->db, token, ref, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row t = db_at(rows, i);
		int64_t due = row_time(t, "due_at");
		bool open = str_eq(row_text(t, "state"), "open"), hearing = str_eq(row_text(t, "rule"), "hearing");

		row_view_at(r, "terms", i, t, cols);
		view_text_at(r, "terms", i, "name", door_word(r, "term_", row_text(t, "rule")));
		view_text_at(r, "terms", i, "length", length(r, t));
		if (due != TIME_NONE && hearing)
			view_time_at(r, "terms", i, "due", due);
		else if (due != TIME_NONE)
			view_day_at(r, "terms", i, "due", time_day(due));
		view_bool_at(r, "terms", i, "over", due != TIME_NONE && due < r->now);
		view_bool_at(r, "terms", i, "open", open);
	}
	return e;
}

static enum err
view_payments(struct req *r, const char *token, struct ref ref)
{
	static const struct column cols[] = { { "n", 'i' }, { "due_on", 'd' }, { "paid_at", 'T' },
	    { "amount_fen", 'm' }, { 0 } };
	const struct db_rows *rows;
	enum err e = door_payments(r->arena, r->db, token, ref, &rows);

	if (e == OK)
		rows_view(r, "payments", rows, cols);
	return e;
}

static enum err
view_sent(struct req *r, const char *token, struct ref ref)
{
	static const struct column cols[] = { { "number", 't' }, { "received_at", 'T' }, { "late", 'b' },
	    { "answer", 't' }, { "ended_at", 'T' }, { "became_on", 'd' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = door_sent(r->arena, r->db, token, ref, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row m = db_at(rows, i);

		row_view_at(r, "sent", i, m, cols);
		view_text_at(r, "sent", i, "sort", door_word(r, "sort_", row_text(m, "sort")));
		view_text_at(r, "sent", i, "state", door_word(r, "sent_", row_text(m, "state")));
		if (row_has(m, "became"))
			view_text_at(r, "sent", i, "became", door_word(r, "became_", row_text(m, "became")));
		if (row_i64(m, "files") > 0)
			view_i64_at(r, "sent", i, "files", row_i64(m, "files"));
		if (row_i64(m, "refused") > 0)
			view_i64_at(r, "sent", i, "refused", row_i64(m, "refused"));
	}
	return e;
}

static enum err
view_readings(struct req *r, const char *token, struct ref ref)
{
	static const struct column cols[] = { { "agency", 'l' }, { "at", 'T' }, { 0 } };
	const struct db_rows *rows;
	enum err e = door_readings(r->arena, r->db, token, ref, time_day(r->now), &rows);

	if (e == OK && rows != NULL)
		rows_view(r, "readings", rows, cols);
	return e;
}

/* What may be sent now, as links to its forms. */
static void
view_may(struct req *r, struct ref ref, const char *may)
{
	int i, n = 0;

	for (i = 0; door_sorts[i] != NULL; i++) {
		if (strstr(may, door_sorts[i]) == NULL)
			continue;
		view_text_at(r, "may", n, "label", door_word(r, "do_", door_sorts[i]));
		view_text_at(r, "may", n++, "href", door_path(r, ref_path(r, DOOR "cases/", ref,
		    arena_printf(r->arena, "/send/%s", door_sorts[i]))));
	}
}

/* Its file, while it is open. */
static enum err
view_open(struct req *r, const char *token, struct ref ref)
{
	struct door_open o;
	enum err e = door_open_get(r->arena, r->db, token, ref, &o);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	view_text(r, "open.href", door_path(r, ref_path(r, DOOR "cases/", ref, "/file")));
	view_time(r, "open.until", o.until_at);
	return OK;
}

static enum err
get_case(struct req *r)
{
	struct door_visitor who;
	const char *token;
	struct db_row row;
	struct ref ref;
	bool in;
	enum err e = door_visit(r, &who, &token, &in);

	if (e != OK || !in)
		return e;
	e = door_case_of_path(r, token, &ref, &row);
	if (e == OK)
		e = view_papers(r, token, ref);
	if (e == OK)
		e = view_terms(r, token, ref);
	if (e == OK)
		e = view_payments(r, token, ref);
	if (e == OK)
		e = view_sent(r, token, ref);
	if (e == OK)
		e = view_readings(r, token, ref);
	if (e != OK)
		return e;
	view_may(r, ref, row_text_or(row, "may", ""));
	e = view_open(r, token, ref);
	if (e != OK)
		return e;
	return req_render(r, 200, "door/case.cs");
}

/* /my/papers/<ref>.pdf */
static enum err
get_paper(struct req *r)
{
	const char *name = req_path_text(r, "file"), *token;
	struct door_visitor who;
	const void *pdf;
	struct ref ref;
	size_t n = strlen(name);
	bool in;
	enum err e = door_visit(r, &who, &token, &in);

	if (e != OK || !in)
		return e;
	if (n < 4 || strcmp(name + n - 4, ".pdf") != 0 || !ref_parse(arena_strndup(r->arena, name, n - 4), &ref))
		return err_set(ERR_NOT_FOUND, "not a paper's file");
	e = door_paper(r->arena, r->db, token, ref, &pdf, &n);
	return e == OK ? req_send_pdf(r, name, pdf, n) : e;
}

const struct route door_case_routes[] = {
	{ .method = GET, .path = "/my/cases/:ref", .flags = ROUTE_PUBLIC, .run = get_case },
	{ .method = GET, .path = "/my/papers/:file", .flags = ROUTE_PUBLIC, .run = get_paper },
	{ 0 }
};
