/* figure.c - figures on the desk: all kinds with what they come to, one of them by agency, month, district, trade or
 * cause with a chart, the rows behind each number, the table as CSV.
 * Templates: figure/.  What is counted: lib/figure/. */
#include "cgi/figure/figure.h"

#include <inttypes.h>
#include <string.h>

#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "cgi/common/subject.h"
#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/figure/figure.h"
#include "lib/web/chart.h"
#include "lib/web/params.h"

#define MONTHS_MAX 60

static const char *const ways[] = { "month", "agency", "district", "trade", "cause", NULL };

struct asked {
	struct figure_query q;
	const char *from, *to;		/* months, "2026-05" */
	const char *by, *agency;	/* agency: its ref; NULL: all */
	const struct db_rows *kinds;
	struct db_row kind;		/* the one that is asked for */
	bool fen;
};

/* ---- what is asked for */

static const char *
month_text(struct req *r, int32_t day)
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	return arena_printf(r->arena, "%04d-%02d", y, m);
}

static int32_t
month_end(int32_t first)
{
	int y, m, d;

	day_parts(first, &y, &m, &d);
	return (m == 12 ? day_of(y + 1, 1, 1) : day_of(y, m + 1, 1)) - 1;
}

static enum err
read_months(struct req *r, struct asked *a)
{
	int y, m, d;

	day_parts(time_day(r->now), &y, &m, &d);
	a->from = admin_query(r, "from", 7);
	a->to = admin_query(r, "to", 7);
	if (a->from == NULL)
		a->from = arena_printf(r->arena, "%04d-01", y);
	if (a->to == NULL)
		a->to = month_text(r, time_day(r->now));
	if (!day_parse(arena_printf(r->arena, "%s-01", a->from), &a->q.from) ||
	    !day_parse(arena_printf(r->arena, "%s-01", a->to), &a->q.to) || a->q.to < a->q.from ||
	    a->q.to - a->q.from > MONTHS_MAX * 31)
		return err_set(ERR_NOT_FOUND, "months: %s to %s", a->from, a->to);
	a->q.to = month_end(a->q.to);
	return OK;
}

static enum err
find_kind(struct asked *a)
{
	int i;

	for (i = 0; i < db_count(a->kinds); i++)
		if (a->q.kind == NULL || str_eq(row_text(db_at(a->kinds, i), "code"), a->q.kind)) {
			a->kind = db_at(a->kinds, i);
			a->q.kind = row_text(a->kind, "code");
			a->fen = str_eq(row_text(a->kind, "unit"), "fen");
			return OK;
		}
	return err_set(ERR_NOT_FOUND, "no such figure");
}

/* Whether a kind may be asked for by that. */
static bool
goes_by(const struct asked *a, const char *by)
{
	return strstr(row_text(a->kind, "dims"), by) != NULL;
}

static enum err
read_query(struct req *r, struct asked *a)
{
	enum err e;

	*a = (struct asked){ .agency = admin_query(r, "agency", 26), .by = admin_query(r, "by", 8) };
	a->q = (struct figure_query){ .kind = admin_query(r, "kind", 40), .district = admin_query(r, "district", 6),
	    .trade = admin_query(r, "trade", 5), .cause = admin_query(r, "cause", 40) };
	if (a->by == NULL)
		a->by = ways[0];
	if (a->agency != NULL && !ref_parse(a->agency, &a->q.agency))
		return err_set(ERR_NOT_FOUND, "agency: no such key");
	e = read_months(r, a);
	if (e == OK)
		e = figure_totals(r->arena, r->db, &a->q, &a->kinds);
	if (e == OK)
		e = find_kind(a);
	return e == OK && !goes_by(a, a->by) ? err_set(ERR_NOT_FOUND, "not by %s", a->by) : e;
}

/* ---- addresses: what is asked for, with one thing changed */

struct change {
	const char *name, *value;
};

/* page: below FIGURES. */
static const char *
address(struct req *r, const struct asked *a, const char *page, const struct change *change)
{
	const struct change all[] = { { "kind", a->q.kind }, { "by", a->by }, { "from", a->from }, { "to", a->to },
	    { "agency", a->agency }, { "district", a->q.district }, { "trade", a->q.trade }, { "cause", a->q.cause } };
	const char *sep = "?";
	struct str s;
	size_t i, k;

	str_init(&s, r->arena);
	str_printf(&s, FIGURES "%s", page);
	for (i = 0; i < sizeof(all) / sizeof(*all); i++) {
		const char *value = all[i].value;

		for (k = 0; change != NULL && change[k].name != NULL; k++)
			if (str_eq(change[k].name, all[i].name))
				value = change[k].value;
		if (value == NULL)
			continue;
		str_printf(&s, "%s%s=%s", sep, all[i].name, percent_encode(r->arena, value));
		sep = "&";
	}
	return s.s;
}

/* The same narrowed to one row of the table. */
static const char *
narrowed(struct req *r, const struct asked *a, const char *page, const char *by, const char *key)
{
	const bool month = str_eq(a->by, "month");
	const struct change change[] = { { month ? "from" : a->by, key }, { month ? "to" : "by", month ? key : by },
	    { month ? "by" : NULL, by }, { NULL, NULL } };

	return address(r, a, page, change);
}

/* ---- the page */

/* "1 234 567", as view_money() writes it. */
static const char *
grouped(struct req *r, int64_t v)
{
	return v < 1000 ? arena_printf(r->arena, "%" PRId64, v) :
	    arena_printf(r->arena, "%s %03" PRId64, grouped(r, v / 1000), v % 1000);
}

static const char *
with_fen(struct req *r, const char *yuan, int64_t fen)
{
	return fen % 100 == 0 ? yuan : arena_printf(r->arena, "%s.%02" PRId64, yuan, fen % 100);
}

static const char *
amount(struct req *r, int64_t fen)
{
	return with_fen(r, grouped(r, fen / 100), fen);
}

static int64_t
value_of(const struct asked *a, struct db_row row)
{
	return row_i64(row, a->fen ? "fen" : "n");
}

static const char *
shown(struct req *r, bool fen, struct db_row row)
{
	return fen ? amount(r, row_i64(row, "fen")) : grouped(r, row_i64(row, "n"));
}

static const char *
name_of(struct req *r, struct db_row row)
{
	const char *name = row_text(row, req_is_en(r) ? "name_en" : "name_zh");

	return str_eq(name, "none") ? view_msg(r, "figure.none", NULL) : name;
}

static const char *
key_of(struct req *r, const struct asked *a, struct db_row row)
{
	return str_eq(a->by, "agency") ? ref_text_in(r->arena, row_ref(row, "ref")) : row_text(row, "key");
}

static void
view_kinds(struct req *r, const struct asked *a)
{
	int i;

	for (i = 0; i < db_count(a->kinds); i++) {
		struct db_row k = db_at(a->kinds, i);
		bool fen = str_eq(row_text(k, "unit"), "fen");
		const struct change to[] = { { "kind", row_text(k, "code") },
		    { "by", strstr(row_text(k, "dims"), a->by) != NULL ? a->by : ways[0] }, { NULL, NULL } };

		view_text_at(r, "kinds", i, "name", name_of(r, k));
		view_text_at(r, "kinds", i, "value", shown(r, fen, k));
		view_bool_at(r, "kinds", i, "fen", fen);
		view_bool_at(r, "kinds", i, "on", str_eq(row_text(k, "code"), a->q.kind));
		view_text_at(r, "kinds", i, "href", address(r, a, "", to));
	}
}

static enum err
view_form(struct req *r, const struct asked *a)
{
	const struct db_rows *agencies;
	int i, n;
	enum err e = figure_agencies(r->arena, r->db, &agencies);

	if (e != OK)
		return e;
	for (i = 0; i < db_count(agencies); i++)
		admin_option(r, "agencies", i, ref_text_in(r->arena, row_ref(db_at(agencies, i), "ref")),
		    name_of(r, db_at(agencies, i)), a->agency);
	view_bool(r, "may_choose", db_count(agencies) > 1);
	for (i = n = 0; ways[i] != NULL; i++)
		if (goes_by(a, ways[i]))
			admin_option(r, "ways", n++, ways[i], admin_word(r, "figure.by", ways[i]), a->by);
	view_text(r, "asked.kind", a->q.kind);
	view_text(r, "asked.from", a->from);
	view_text(r, "asked.to", a->to);
	view_text(r, "asked.district", a->q.district);
	view_text(r, "asked.trade", a->q.trade);
	view_text(r, "asked.cause", a->q.cause);
	return OK;
}

/* What narrows the figures beside the form, each with the way back. */
static void
view_narrowed(struct req *r, const struct asked *a)
{
	const struct change all[] = { { "district", a->q.district }, { "trade", a->q.trade }, { "cause", a->q.cause } };
	size_t i;
	int n = 0;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++) {
		const struct change without[] = { { all[i].name, NULL }, { NULL, NULL } };

		if (all[i].value == NULL)
			continue;
		view_text_at(r, "narrow", n, "label", admin_word(r, "figure.by", all[i].name));
		view_text_at(r, "narrow", n, "value", str_eq(all[i].value, "none") ? view_msg(r, "figure.none", NULL) :
		    all[i].value);
		view_text_at(r, "narrow", n++, "href", address(r, a, "", without));
	}
}

/* Months are drawn by their number. */
static const char *
chart_label(struct req *r, const struct asked *a, struct db_row row)
{
	const char *name = name_of(r, row);

	return str_eq(a->by, "month") ? name + sizeof("2026-") - 1 : name;
}

/* Of months: what was recorded in time and what later, one on the other; and what it comes to month by month. */
static void
view_months(struct req *r, const struct asked *a, const struct db_rows *rows, struct chart *c)
{
	const char *const part[] = { admin_word(r, "figure", "in_time"), admin_word(r, "figure", "late") };
	size_t n = c->n, i;
	struct chart_point *sum = ARENA_ARRAY(r->arena, struct chart_point, n + 1),
	    *split = ARENA_ARRAY(r->arena, struct chart_point, n + 1);
	int64_t *sums = ARENA_ARRAY(r->arena, int64_t, n + 1), *splits = ARENA_ARRAY(r->arena, int64_t, 2 * n + 2),
	    so_far = 0;
	bool late = false;

	for (i = 0; i < n; i++) {
		struct db_row row = db_at(rows, (int)i);

		so_far += *c->point[i].value;
		sums[i] = so_far;
		splits[2 * i] = row_i64(row, "n") - row_i64(row, "late");
		splits[2 * i + 1] = row_i64(row, "late");
		late = late || row_i64(row, "late") > 0;
		sum[i] = split[i] = c->point[i];
		sum[i].value = &sums[i];
		split[i].value = &splits[2 * i];
	}
	if (late && !a->fen)
		chart_stacked(r, "chart", &(struct chart){ .name = c->name, .point = split, .n = n, .part = part,
		    .parts = 2 });
	else
		chart_columns(r, "chart", c);
	c->point = sum;
	c->name = arena_printf(r->arena, "%s, %s", name_of(r, a->kind), admin_word(r, "figure", "so_far"));
	chart_line(r, "line", c);
}

static void
view_chart(struct req *r, const struct asked *a, const struct db_rows *rows)
{
	size_t n = (size_t)db_count(rows), i;
	struct chart_point *point = ARENA_ARRAY(r->arena, struct chart_point, n + 1);
	int64_t *value = ARENA_ARRAY(r->arena, int64_t, n + 1);
	struct chart c = { .name = arena_printf(r->arena, "%s, %s", name_of(r, a->kind),
	    admin_word(r, "figure.by", a->by)), .point = point, .n = n, .parts = 1 };

	for (i = 0; i < n; i++) {
		struct db_row row = db_at(rows, (int)i);

		value[i] = a->fen ? value_of(a, row) / 100 : value_of(a, row);
		point[i] = (struct chart_point){ chart_label(r, a, row), shown(r, a->fen, row), &value[i] };
	}
	if (str_eq(a->by, "month"))
		view_months(r, a, rows, &c);
	else
		chart_bars(r, "chart", &c);
}

/* *whole: the parts make the total. */
static void
view_table(struct req *r, const struct asked *a, const struct db_rows *rows, bool *whole)
{
	const char *inner = str_eq(a->by, "month") ? "agency" : "month";
	int64_t n = 0, fen = 0;
	int i;

	for (i = 0; i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);
		const char *key = key_of(r, a, row);

		n += row_i64(row, "n");
		fen += row_i64(row, "fen");
		view_text_at(r, "rows", i, "name", name_of(r, row));
		view_text_at(r, "rows", i, "href", narrowed(r, a, "", inner, key));
		view_text_at(r, "rows", i, "value", shown(r, a->fen, row));
		view_i64_at(r, "rows", i, "n", row_i64(row, "n"));
		view_i64_at(r, "rows", i, "late", row_i64(row, "late"));
		if (row_i64(row, "n") > 0)
			view_text_at(r, "rows", i, "rows_href", narrowed(r, a, "rows", a->by, key));
	}
	*whole = n == row_i64(a->kind, "n") && fen == row_i64(a->kind, "fen");
}

static enum err
get_page(struct req *r)
{
	const struct db_rows *rows;
	struct asked a;
	bool whole;
	enum err e = read_query(r, &a);

	if (e == OK)
		e = figure_by(r->arena, r->db, &a.q, a.by, &rows);
	if (e == OK)
		e = view_form(r, &a);
	if (e != OK)
		return e;
	view_kinds(r, &a);
	view_narrowed(r, &a);
	view_table(r, &a, rows, &whole);
	if (db_count(rows) > 0)
		view_chart(r, &a, rows);
	view_text(r, "figure.name", name_of(r, a.kind));
	view_text(r, "figure.formula", row_text(a.kind, req_is_en(r) ? "formula_en" : "formula_zh"));
	view_bool(r, "figure.fen", a.fen);
	view_text(r, "figure.by", admin_word(r, "figure.by", a.by));
	if (whole) {
		view_text(r, "total.value", shown(r, a.fen, a.kind));
		view_i64(r, "total.n", row_i64(a.kind, "n"));
		view_text(r, "total.rows_href", address(r, &a, "rows", NULL));
	}
	view_bool(r, "not_whole", !whole);
	view_text(r, "csv", address(r, &a, "table.csv", NULL));
	return req_render(r, 200, "figure/figures.cs");
}

/* ---- the rows of a number */

static void
view_row(struct req *r, const struct asked *a, int i, struct db_row x)
{
	static const struct column cols[] = { { "day", 'd' }, { "agency", 'l' }, { "party", 't' }, { "number", 't' },
	    { "title", 't' }, { 0 } };
	const char *const word[] = { "district", "cause" };
	size_t k;

	row_view_at(r, "rows", i, x, cols);
	for (k = 0; k < sizeof(word) / sizeof(*word); k++) {
		const char *v = row_text(x, arena_printf(r->arena, "%s%s", word[k], req_is_en(r) ? "_en" : "_zh"));

		view_text_at(r, "rows", i, word[k], str_eq(v, "none") ? NULL : v);
	}
	if (!str_eq(row_text(x, "trade"), "none"))
		view_text_at(r, "rows", i, "trade", row_text(x, "trade"));
	if (a->fen)
		view_text_at(r, "rows", i, "amount", amount(r, row_i64(x, "fen")));
	if (row_has(x, "ref"))
		view_text_at(r, "rows", i, "href", subject_path(r, row_text(x, "kind"), row_ref(x, "ref"),
		    row_has(x, "whole") ? row_ref(x, "whole") : row_ref(x, "ref"), row_text(x, "number")));
}

static enum err
get_rows(struct req *r)
{
	const char *text = admin_query(r, "after", 18);
	const struct db_rows *rows;
	long long after = 0;
	struct asked a;
	int i, n;
	enum err e = read_query(r, &a);

	if (e == OK && text != NULL && !str_i64(text, 1, INT64_MAX, &after))
		e = err_set(ERR_NOT_FOUND, "after: not a place in a list");
	if (e == OK)
		e = figure_rows(r->arena, r->db, &a.q, after, ADMIN_PAGE + 1, &rows);
	if (e != OK)
		return e;
	n = db_count(rows) < ADMIN_PAGE ? db_count(rows) : ADMIN_PAGE;
	for (i = 0; i < n; i++)
		view_row(r, &a, i, db_at(rows, i));
	req_reads(r, "figure", (struct ref){ { 0 } }, n);
	if (after > 0)
		view_text(r, "pages_first", address(r, &a, "rows", NULL));
	if (db_count(rows) > ADMIN_PAGE)
		view_text(r, "pages_next", arena_printf(r->arena, "%s&after=%" PRId64, address(r, &a, "rows", NULL),
		    row_i64(db_at(rows, ADMIN_PAGE - 1), "pos")));
	view_narrowed(r, &a);
	view_text(r, "figure.name", name_of(r, a.kind));
	view_bool(r, "figure.fen", a.fen);
	view_text(r, "total.value", shown(r, a.fen, a.kind));
	view_i64(r, "total.n", row_i64(a.kind, "n"));
	view_text(r, "asked.from", a.from);
	view_text(r, "asked.to", a.to);
	view_text(r, "back", address(r, &a, "", NULL));
	return req_render(r, 200, "figure/rows.cs");
}

/* ---- the table for a spreadsheet */

static const char *
plain(struct req *r, bool fen, struct db_row row)
{
	int64_t v = row_i64(row, fen ? "fen" : "n");
	const char *text = arena_printf(r->arena, "%" PRId64, fen ? v / 100 : v);

	return fen ? with_fen(r, text, v) : text;
}

static enum err
get_csv(struct req *r)
{
	const struct db_rows *rows;
	struct asked a;
	struct str out;
	int i;
	enum err e = read_query(r, &a);

	if (e == OK)
		e = figure_by(r->arena, r->db, &a.q, a.by, &rows);
	if (e != OK)
		return e;
	str_init(&out, r->arena);
	str_add(&out, "\xef\xbb\xbf");	/* spreadsheets take it for UTF-8 */
	csv_write_cell(r->arena, &out, admin_word(r, "figure.by", a.by), ",");
	csv_write_cell(r->arena, &out, name_of(r, a.kind), ",");
	csv_write_cell(r->arena, &out, admin_word(r, "figure", "late"), "\r\n");
	for (i = 0; i < db_count(rows); i++) {
		csv_write_cell(r->arena, &out, name_of(r, db_at(rows, i)), ",");
		csv_write_cell(r->arena, &out, plain(r, a.fen, db_at(rows, i)), ",");
		csv_write_cell(r->arena, &out, arena_printf(r->arena, "%" PRId64, row_i64(db_at(rows, i), "late")),
		    "\r\n");
	}
	req_set_header(r, "Content-Disposition", arena_printf(r->arena, "attachment; filename=\"%s-%s-%s-%s.csv\"",
	    a.q.kind, a.by, a.from, a.to));
	return req_send(r, 200, "text/csv; charset=utf-8", out.s, out.len);
}

const struct route figure_routes[] = {
	{ .method = GET, .path = "/desk/figures/", .duties = FIGURE_READS, .run = get_page },
	{ .method = GET, .path = "/desk/figures/rows", .duties = FIGURE_READS, .flags = ROUTE_PERSONAL,
	    .run = get_rows },
	{ .method = GET, .path = "/desk/figures/table.csv", .duties = FIGURE_READS, .run = get_csv },
	{ 0 }
};
