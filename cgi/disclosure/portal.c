/* portal.c - the portal's search of published decisions, as page, CSV and JSON. */
#include <stdio.h>
#include <string.h>

#include "cgi/common/address.h"
#include "cgi/common/rows.h"
#include "cgi/disclosure/disclosure.h"
#include "cgi/portal.h"
#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/disclosure/public.h"
#include "lib/disclosure/text.h"
#include "lib/web/params.h"

#define AGENCIES_MAX 20

static const char *const kept[] = { "q", "agency", "outcome", "from", "to", NULL };
static const char *const outcomes[] = { "penalty", "no_penalty", NULL };

static int32_t
query_day(struct req *r, const char *name)
{
	const char *text = portal_text(r, name, 10);
	int32_t day;

	return text != NULL && day_parse(text, &day) ? day : DAY_NONE;
}

static void
read_query(struct req *r, struct public_query *q)
{
	const char *const *list;
	struct ref *agency = ARENA_ARRAY(r->arena, struct ref, AGENCIES_MAX);
	size_t i, n;

	*q = (struct public_query){ .text = portal_text(r, "q", 100), .agency = agency,
	    .outcome = portal_word(r, "outcome", outcomes), .from = query_day(r, "from"), .to = query_day(r, "to"),
	    .after = portal_ref(r, "cursor"), .want = PUBLIC_PAGE + 1 };
	list = req_query_list(r, "agency", &n);
	for (i = 0; i < n && q->agency_n < AGENCIES_MAX; i++)
		if (ref_parse(list[i], &agency[q->agency_n]))
			q->agency_n++;
}

/* The text in three: before, what was asked for, after. */
static void
marked(struct req *r, int i, const char *name, const char *text, const char *folded)
{
	const char *list = arena_printf(r->arena, "hits.%d.%s", i, name);
	size_t at, len;

	if (text == NULL)
		return;
	if (folded == NULL || !public_find(r->arena, text, folded, &at, &len)) {
		view_text_at(r, list, 0, "text", text);
		return;
	}
	view_text_at(r, list, 0, "text", arena_strndup(r->arena, text, at));
	view_text_at(r, list, 1, "text", arena_strndup(r->arena, text + at, len));
	view_bool_at(r, list, 1, "hit", true);
	view_text_at(r, list, 2, "text", text + at + len);
}

static void
show_hits(struct req *r, const struct db_rows *rows, int n, const char *folded)
{
	static const struct column cols[] = { { "decision_ref", 'r' }, { "outcome", 't' }, { "agency_name", 't' },
	    { "agency_ref", 'r' }, { "decided_on", 'd' }, { 0 } };
	int i;

	for (i = 0; i < n; i++) {
		struct db_row row = db_at(rows, i);

		row_view_at(r, "hits", i, row, cols);
		marked(r, i, "name", row_text_null(row, "party_name"), folded);
		marked(r, i, "code", row_text_null(row, "party_code"), folded);
		marked(r, i, "number", row_text_null(row, "number"), folded);
		marked(r, i, "cause", row_text_null(row, "cause_name"), folded);
		view_text_at(r, "hits", i, "result", public_grouped(r->arena, row_text_or(row, "result_text", "")));
	}
}

static bool
chosen(const struct public_query *q, struct ref ref)
{
	size_t i;

	for (i = 0; i < q->agency_n; i++)
		if (ref_eq(q->agency[i], ref))
			return true;
	return false;
}

static void
show_filters(struct req *r, const struct public_query *q, const struct public_counts *c)
{
	bool exact = !c->capped;
	int i;

	portal_option(r, "outcome", 0, "", view_msg(r, "disclosure.any", NULL), q->outcome != NULL ? q->outcome : "");
	portal_option(r, "outcome", 1, "penalty", view_msg(r, "disclosure.penalty", NULL), q->outcome);
	portal_option(r, "outcome", 2, "no_penalty", view_msg(r, "disclosure.no_penalty", NULL), q->outcome);
	if (exact) {
		view_i64(r, "outcome.1.n", c->penalty);
		view_i64(r, "outcome.2.n", c->no_penalty);
	}
	for (i = 0; i < c->facet_n; i++) {
		view_ref_at(r, "agency", i, "value", c->facet[i].agency);
		view_text_at(r, "agency", i, "label", c->facet[i].name);
		view_bool_at(r, "agency", i, "on", chosen(q, c->facet[i].agency));
		if (exact)
			view_i64_at(r, "agency", i, "n", c->facet[i].n);
	}
	view_day(r, "from", q->from);
	view_day(r, "to", q->to);
}

static const char *
heading(struct req *r, const struct public_query *q, const struct public_counts *c)
{
	const char *n = c->capped ? view_msg(r, "disclosure.more_than", "n", portal_number(r, c->found), NULL) :
	    portal_number(r, c->found);

	if (q->text == NULL)
		return view_msg(r, "disclosure.found_all", "n", n, NULL);
	if (c->found == 0 && !c->capped)
		return view_msg(r, "disclosure.found_none", "q", q->text, NULL);
	if (c->capped)
		return view_msg(r, "disclosure.found_many", "q", q->text, "n", n, NULL);
	return view_msg(r, "disclosure.found", "q", q->text, "n", n, "subjects", portal_number(r, c->subjects), NULL);
}

static enum err
get_search(struct req *r)
{
	static const struct ref none;
	const struct db_rows *rows;
	struct public_counts c;
	struct public_query q;
	struct ref gone;
	const char *folded;
	enum err e;

	read_query(r, &q);
	folded = q.text != NULL ? public_fold(r->arena, q.text) : NULL;
	e = public_search(r->arena, r->db, &q, &rows);
	if (e == OK)
		e = public_count(r->arena, r->db, &q, &c);
	if (e == OK && q.text != NULL) {
		e = public_gone_number(r->arena, r->db, q.text, &gone);
		if (e == OK)
			view_ref(r, "gone_ref", gone);
		else if (e == ERR_NOT_FOUND)
			e = OK;
	}
	if (e != OK)
		return e;
	show_hits(r, rows, portal_pager(r, "/search", kept, rows, "decision_ref", PUBLIC_PAGE), folded);
	show_filters(r, &q, &c);
	view_text(r, "q", q.text);
	view_text(r, "heading", heading(r, &q, &c));
	view_text(r, "page_title", q.text != NULL ? view_msg(r, "disclosure.results_of", "q", q.text, NULL) :
	    view_msg(r, "disclosure.title", NULL));
	view_bool(r, "short", folded != NULL && str_utf8_len(folded) < 2);
	if (c.gone > 0)
		view_text(r, "gone", view_msg(r, "disclosure.gone_n", "n", c.gone_capped ? view_msg(r,
		    "disclosure.more_than", "n", portal_number(r, c.gone), NULL) : portal_number(r, c.gone), NULL));
	view_text(r, "csv", portal_link(r, "/search.csv", kept, none));
	return req_render(r, 200, "disclosure/search.cs");
}

static enum err
get_csv(struct req *r)
{
	static const char *const head[] = { "party", "code", "number", "result", "cause", "agency", "decided", "page" };
	const struct db_rows *rows;
	char day[DAY_TEXT_SIZE];
	struct public_query q;
	struct str out;
	size_t k;
	enum err e;
	int i;

	read_query(r, &q);
	q.want = PUBLIC_CSV_MAX;
	q.after = (struct ref){ { 0 } };
	e = public_search(r->arena, r->db, &q, &rows);
	if (e != OK)
		return e;
	str_init(&out, r->arena);
	str_add(&out, "\xef\xbb\xbf");	/* spreadsheets take it for UTF-8 */
	for (k = 0; k < 8; k++)
		csv_write_cell(r->arena, &out, view_msg(r, arena_printf(r->arena, "disclosure.csv_%s", head[k]), NULL),
		    k < 7 ? "," : "\r\n");
	for (i = 0; i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);

		day_text(row_day(row, "decided_on"), day);
		csv_write_cell(r->arena, &out, row_text_null(row, "party_name"), ",");
		csv_write_cell(r->arena, &out, row_text_null(row, "party_code"), ",");
		csv_write_cell(r->arena, &out, row_text_null(row, "number"), ",");
		csv_write_cell(r->arena, &out, row_text_null(row, "result_text"), ",");
		csv_write_cell(r->arena, &out, row_text_null(row, "cause_name"), ",");
		csv_write_cell(r->arena, &out, row_text_null(row, "agency_name"), ",");
		csv_write_cell(r->arena, &out, day, ",");
		csv_write_cell(r->arena, &out, arena_printf(r->arena, "%s%s", address_public(),
		    ref_path(r, "/decisions/", row_ref(row, "decision_ref"), "")), "\r\n");
	}
	req_set_header(r, "Content-Disposition", "attachment; filename=\"decisions.csv\"");
	return req_send(r, 200, "text/csv; charset=utf-8", out.s, out.len);
}

static json_t *
found_json(struct db_row row)
{
	static const char *const text[] = { "number", "outcome", "party_name", "party_code", "cause_name",
	    "result_text", "agency_name" };
	char ref[REF_TEXT_SIZE], day[DAY_TEXT_SIZE];
	json_t *j = json_object();
	size_t i;

	ref_text(row_ref(row, "decision_ref"), ref);
	json_object_set_new(j, "ref", json_string(ref));
	for (i = 0; i < sizeof(text) / sizeof(*text); i++)
		json_object_set_new(j, text[i], json_string(row_text_or(row, text[i], "")));
	ref_text(row_ref(row, "agency_ref"), ref);
	json_object_set_new(j, "agency_ref", json_string(ref));
	day_text(row_day(row, "decided_on"), day);
	json_object_set_new(j, "decided_on", json_string(day));
	decision_set_time(j, "published_at", row_time(row, "published_at"));
	return j;
}

enum err
decision_send_found(struct req *r)
{
	json_t *out, *list;
	char ref[REF_TEXT_SIZE];
	const struct db_rows *rows;
	struct public_query q;
	enum err e;
	int i;

	read_query(r, &q);
	q.want = PUBLIC_API_PAGE + 1;
	e = public_search(r->arena, r->db, &q, &rows);
	if (e != OK)
		return e;
	out = json_object();
	list = json_array();
	for (i = 0; i < db_count(rows) && i < PUBLIC_API_PAGE; i++)
		json_array_append_new(list, found_json(db_at(rows, i)));
	json_object_set_new(out, "decisions", list);
	if (db_count(rows) > PUBLIC_API_PAGE) {
		ref_text(row_ref(db_at(rows, PUBLIC_API_PAGE - 1), "decision_ref"), ref);
		json_object_set_new(out, "next_cursor", json_string(ref));
	}
	return decision_send_json(r, 200, out);
}

const struct route disclosure_portal_routes[] = {
	{ .method = GET, .path = "/search", .flags = PORTAL_FLAGS, .run = get_search },
	{ .method = GET, .path = "/search.csv", .flags = PORTAL_FLAGS, .run = get_csv },
	{ 0 }
};
