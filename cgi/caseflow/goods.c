/* goods.c - the register of goods involved in cases: of the agency or of one case, as a table for a spreadsheet, and
 * one item with its history.  Templates: goods/. */
#include <inttypes.h>

#include "cgi/caseflow/view.h"
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/goods_list.h"
#include "lib/web/params.h"

#define GOODS "/desk/goods/"
#define SHOWN 50
#define EXPORTED 5000

static const char *const states[] = { "held", "kept", "returned", "sold", "destroyed", "transferred", "converted",
	"other", NULL };

static const char *
word(struct req *r, const char *prefix, const char *name)
{
	return view_msg(r, arena_printf(r->arena, "goods.%s%s", prefix, name), NULL);
}

static const char *
tone(const char *state)
{
	return str_eq(state, "held") ? "amber" : str_eq(state, "kept") ? "song" : "";
}

/* ---- what is asked */

struct asked {
	struct goods_query q;
	struct case_file cf;	/* of a case; ref zero: of the agency */
	const char *state, *number, *keeper;	/* as they stand in addresses, "" where nothing is asked */
};

static enum err
read_query(struct req *r, struct asked *out)
{
	const char *of = req_query(r, "case", 26), *after = req_query(r, "after", 26);
	const char *state = req_query(r, "state", 12), *keeper = req_query(r, "keeper", 26);
	const char *number = req_query(r, "number", 60);
	int i;

	*out = (struct asked){ .q = { .limit = SHOWN + 1 }, .state = "", .number = "", .keeper = "" };
	if ((of != NULL && !ref_parse(of, &out->q.case_ref)) || (after != NULL && !ref_parse(after, &out->q.after)))
		return err_set(ERR_NOT_FOUND, "no such key");
	for (i = 0; state != NULL && states[i] != NULL; i++)
		if (str_eq(states[i], state))
			out->q.state = out->state = states[i];
	if (of != NULL)
		return caseflow_get(r->arena, r->db, out->q.case_ref, &out->cf);
	out->q.agency = r->session->agency;
	if (!str_empty(keeper) && ref_parse(keeper, &out->q.keeper))
		out->keeper = keeper;
	if (!str_empty(number))
		out->q.number = out->number = str_clean(r->arena, number);
	return OK;
}

/* path?what was asked */
static const char *
address(struct req *r, const struct asked *a, const char *path)
{
	struct str s;

	str_init(&s, r->arena);
	str_printf(&s, "%s?state=%s", path, a->state);
	if (a->q.agency == 0)
		str_add(&s, ref_path(r, "&case=", a->q.case_ref, ""));
	if (*a->keeper != '\0')
		str_printf(&s, "&keeper=%s", a->keeper);
	if (*a->number != '\0')
		str_printf(&s, "&number=%s", percent_encode(r->arena, a->number));
	return s.s;
}

/* ---- the list */

static const struct column item_cols[] = { { "code", 't' }, { "no", 'i' }, { "name", 't' }, { "spec", 't' },
    { "quantity", 't' }, { "note", 't' }, { "value_fen", 'm' }, { "confiscated_on", 'd' }, { "keeper", 't' },
    { "case_number", 't' }, { "case_title", 't' }, { "from_day", 'd' }, { "waits", 'b' }, { 0 } };

static void
view_item(struct req *r, const char *list, int i, struct db_row row)
{
	row_view_at(r, list, i, row, item_cols);
	view_text_at(r, list, i, "state", word(r, "state_", row_text(row, "state")));
	view_text_at(r, list, i, "tone", tone(row_text(row, "state")));
	view_text_at(r, list, i, "href", ref_path(r, GOODS, row_ref(row, "ref"), ""));
	view_text_at(r, list, i, "case_href", ref_path(r, "/desk/cases/", row_ref(row, "case_ref"), ""));
	view_text_at(r, list, i, "measure", view_msg(r, arena_printf(r->arena, "measure.%s", row_text(row, "measure")),
	    NULL));
}

static enum err
view_filter(struct req *r, const struct asked *a)
{
	const struct db_rows *keepers;
	char text[REF_TEXT_SIZE];
	int i;
	enum err e;

	for (i = 0; states[i] != NULL; i++) {
		view_text_at(r, "states", i, "value", states[i]);
		view_text_at(r, "states", i, "label", word(r, "state_", states[i]));
		view_bool_at(r, "states", i, "on", str_eq(states[i], a->state));
	}
	view_text(r, "asked.number", a->number);
	if (a->q.agency == 0) {
		ref_text(a->q.case_ref, text);
		view_text(r, "asked.case", arena_strdup(r->arena, text));
		return OK;
	}
	e = goods_keepers(r->arena, r->db, a->q.agency, &keepers);
	for (i = 0; e == OK && i < db_count(keepers); i++) {
		ref_text(row_ref(db_at(keepers, i), "ref"), text);
		view_text_at(r, "keepers", i, "value", arena_strdup(r->arena, text));
		view_text_at(r, "keepers", i, "label", row_text(db_at(keepers, i), "name"));
		view_bool_at(r, "keepers", i, "on", str_eq(text, a->keeper));
	}
	return e;
}

static void
view_crumbs(struct req *r, const struct case_file *cf, const char *here)
{
	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.goods", NULL));
	view_text_at(r, "crumbs", 0, "href", GOODS);
	if (cf != NULL) {
		view_text_at(r, "crumbs", 1, "label", cf->number != NULL ? cf->number : cf->clue_number);
		view_text_at(r, "crumbs", 1, "href", ref_path(r, "/desk/cases/", cf->ref, ""));
	}
	view_text_at(r, "crumbs", 2, "label", here);
}

static enum err
get_list(struct req *r)
{
	const struct db_rows *rows;
	struct asked a;
	int i, n;
	enum err e = read_query(r, &a);

	if (e == OK)
		e = goods_list(r->arena, r->db, &a.q, &rows);
	if (e == OK)
		e = view_filter(r, &a);
	if (e != OK)
		return e;
	n = db_count(rows) < SHOWN ? db_count(rows) : SHOWN;
	for (i = 0; i < n; i++)
		view_item(r, "items", i, db_at(rows, i));
	req_reads(r, "case", a.q.case_ref, n);
	if (db_count(rows) > SHOWN)
		view_text(r, "next", ref_path(r, arena_printf(r->arena, "%s&after=", address(r, &a, GOODS)),
		    row_ref(db_at(rows, SHOWN - 1), "ref"), ""));
	if (!ref_zero(a.q.after))
		view_text(r, "first", address(r, &a, GOODS));
	view_text(r, "export", address(r, &a, GOODS "table.csv"));
	if (a.q.agency == 0)
		view_crumbs(r, &a.cf, word(r, "", "of_case"));
	return req_render(r, 200, "goods/list.cs");
}

/* ---- the table for a spreadsheet */

static const char *const csv_cols[] = { "code", "name", "spec", "quantity", "note", NULL };

static void
csv_item(struct req *r, struct str *out, struct db_row row)
{
	char day[DAY_TEXT_SIZE];
	int64_t fen = row_i64_or(row, "value_fen", -1);
	int i;

	for (i = 0; csv_cols[i] != NULL; i++)
		csv_write_cell(r->arena, out, row_text(row, csv_cols[i]), ",");
	csv_write_cell(r->arena, out, fen < 0 ? "" : arena_printf(r->arena, "%" PRId64 ".%02d", fen / 100,
	    (int)(fen % 100)), ",");
	csv_write_cell(r->arena, out, word(r, "state_", row_text(row, "state")), ",");
	csv_write_cell(r->arena, out, row_has(row, "confiscated_on") ? word(r, "", "confiscated") : "", ",");
	csv_write_cell(r->arena, out, row_text_or(row, "keeper", ""), ",");
	csv_write_cell(r->arena, out, row_text(row, "case_number"), ",");
	csv_write_cell(r->arena, out, view_msg(r, arena_printf(r->arena, "measure.%s", row_text(row, "measure")), NULL),
	    ",");
	day_text(row_day(row, "from_day"), day);
	csv_write_cell(r->arena, out, day, "\r\n");
}

static enum err
get_csv(struct req *r)
{
	static const char *const rest[] = { "value", "state", "confiscated", "keeper", "case", "measure", NULL };
	const struct db_rows *rows;
	struct asked a;
	struct str out;
	int i;
	enum err e = read_query(r, &a);

	a.q.limit = EXPORTED;
	if (e == OK)
		e = goods_list(r->arena, r->db, &a.q, &rows);
	if (e != OK)
		return e;
	str_init(&out, r->arena);
	str_add(&out, "\xef\xbb\xbf");	/* spreadsheets take it for UTF-8 */
	for (i = 0; csv_cols[i] != NULL; i++)
		csv_write_cell(r->arena, &out, word(r, "", csv_cols[i]), ",");
	for (i = 0; rest[i] != NULL; i++)
		csv_write_cell(r->arena, &out, word(r, "", rest[i]), ",");
	csv_write_cell(r->arena, &out, word(r, "", "from_day"), "\r\n");
	for (i = 0; i < db_count(rows); i++)
		csv_item(r, &out, db_at(rows, i));
	req_reads(r, "case", a.q.case_ref, db_count(rows));
	req_set_header(r, "Content-Disposition", "attachment; filename=\"goods.csv\"");
	return req_send(r, 200, "text/csv; charset=utf-8", out.s, out.len);
}

/* ---- one item */

static enum err
view_history(struct req *r, struct db_row item)
{
	static const struct column cols[] = { { "on_day", 'd' }, { "by_name", 't' }, { "other_name", 't' },
	    { "place", 't' }, { "words", 't' }, { "fen", 'm' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = goods_history(r->arena, r->db, row_i64(item, "case_id"), row_i64(item, "id"), &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row v = db_at(rows, i);

		row_view_at(r, "moves", i, v, cols);
		view_text_at(r, "moves", i, "act", action_label(r, row_text(v, "action")));
		view_bool_at(r, "moves", i, "waits", str_eq(row_text(v, "state"), "waiting"));
		view_bool_at(r, "moves", i, "void", str_eq(row_text(v, "state"), "void"));
		if (!row_has(v, "document"))
			continue;
		view_text_at(r, "moves", i, "paper", req_pick(r, row_text(v, "paper_zh"), row_text(v, "paper_en")));
		view_text_at(r, "moves", i, "paper_href", ref_path(r, "/desk/documents/", row_ref(v, "document"), ""));
	}
	return e;
}

static enum err
get_item(struct req *r)
{
	struct case_file cf;
	struct db_row row;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = goods_get(r->arena, r->db, ref, &row);
	if (e == OK)
		e = caseflow_get(r->arena, r->db, row_ref(row, "case_ref"), &cf);
	if (e == OK)
		e = view_history(r, row);
	if (e != OK)
		return e;
	req_reads(r, "case", cf.ref, 1);
	view_item(r, "items", 0, row);
	view_crumbs(r, &cf, row_text(row, "code"));
	view_text(r, "list_href", ref_path(r, GOODS "?case=", cf.ref, ""));
	return req_render(r, 200, "goods/item.cs");
}

const struct route goods_routes[] = {
	{ .method = GET, .path = GOODS, .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_PERSONAL,
	    .run = get_list },
	{ .method = GET, .path = GOODS "table.csv", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	    .flags = ROUTE_PERSONAL, .run = get_csv },
	{ .method = GET, .path = GOODS ":ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_PERSONAL,
	    .run = get_item },
	{ 0 }
};
