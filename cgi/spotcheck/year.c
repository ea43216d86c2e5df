/* year.c - what random checks came to in a year: figures, the rows behind each, the table as CSV.
 * Templates: spotcheck/year.cs, spotcheck/year_rows.cs.  Figures: lib/spotcheck/year.c. */
#include <inttypes.h>
#include <stdio.h>

#include "cgi/common/rows.h"
#include "cgi/spotcheck/spotcheck.h"
#include "lib/base/arena.h"
#include "lib/base/csv.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/spotcheck/year.h"
#include "lib/web/params.h"

#define SPOT_YEAR "/desk/spotcheck/year/"
#define YEARS_SHOWN 20

/* A figure of the totals and of each agency: its column, and the rows it stands for. */
static const struct figure {
	const char *column, *kind, *more;	/* more: what the query of the rows has beside */
} figures[] = {
	{ "draws", "draws", "" }, { "grade_a", "draws", "&grade=A" }, { "grade_b", "draws", "&grade=B" },
	    { "grade_c", "draws", "&grade=C" },
	{ "lapsed", "draws", "&state=lapsed" }, { "drawn", "drawn", "" }, { "drawn_objects", "drawn_objects", "" },
	{ "visits", "visits", "" }, { "visited_objects", "visited_objects", "" }, { "hits", "hits", "" },
	{ "subs_object", "subs_object", "" }, { "subs_officer", "subs_officer", "" },
};
#define FIGURES ((int)(sizeof(figures) / sizeof(*figures)))

struct asked {
	struct spotcheck_year_query q;
	const char *agency;		/* code, NULL: all */
	int first, last;		/* years there are */
};

static enum err
read_query(struct req *r, struct asked *a)
{
	const char *year = admin_query(r, "year", 4);
	long long n = 0;
	int month, day;
	enum err e;

	*a = (struct asked){ .agency = admin_query(r, "agency", 20) };
	day_parts(time_day(r->now), &a->last, &month, &day);
	e = spotcheck_year_first(r->arena, r->db, &a->first);
	if (e == ERR_NOT_FOUND) {
		a->first = a->last;
		e = OK;
	}
	if (e == OK && year != NULL && !str_i64(year, 2000, 2199, &n))
		return err_set(ERR_NOT_FOUND, "not a year");
	a->q.year = n != 0 ? (int)n : a->last;
	return e == OK ? spot_agency_filter(r, a->agency, &a->q.agency) : e;
}

static const char *
clock_text(struct req *r, int64_t us)
{
	return arena_printf(r->arena, "%02d:%02d", time_minute(us) / 60, time_minute(us) % 60);
}

/* "12.5%", or a dash where there is nothing to take a part of. */
static const char *
part(struct req *r, int64_t of, int64_t all)
{
	int64_t permille = all > 0 ? (of * 1000 + all / 2) / all : 0;

	return all > 0 ? arena_printf(r->arena, "%" PRId64 ".%" PRId64 "%%", permille / 10, permille % 10) : "–";
}

static const char *
rows_path(struct req *r, const struct asked *a, const char *kind, const char *agency, const char *more)
{
	return arena_printf(r->arena, SPOT_YEAR "rows?year=%d&kind=%s%s%s%s", a->q.year, kind,
	    agency != NULL ? "&agency=" : "", agency != NULL ? percent_encode(r->arena, agency) : "", more);
}

static void
view_figures(struct req *r, const struct asked *a, const char *list, int at, struct db_row row, const char *agency)
{
	int i;

	for (i = 0; i < FIGURES; i++) {
		view_text_at(r, list, at, figures[i].column,
		    arena_printf(r->arena, "%" PRId64, row_i64(row, figures[i].column)));
		view_text_at(r, list, at, arena_printf(r->arena, "%s_href", figures[i].column),
		    rows_path(r, a, figures[i].kind, agency, figures[i].more));
	}
	view_text_at(r, list, at, "hit_rate", part(r, row_i64(row, "hits"), row_i64(row, "visits")));
	view_text_at(r, list, at, "sub_rate", part(r, row_i64(row, "subs_object"), row_i64(row, "drawn")));
}

static void
view_years(struct req *r, const struct asked *a)
{
	int i;

	for (i = 0; i < YEARS_SHOWN && a->last - i >= a->first; i++) {
		const char *year = arena_printf(r->arena, "%d", a->last - i);

		admin_option(r, "years", i, year, year, arena_printf(r->arena, "%d", a->q.year));
	}
}

static void
view_lists(struct req *r, const struct asked *a, const struct spotcheck_year *y)
{
	int i;

	for (i = 0; i < db_count(y->agencies); i++) {
		struct db_row x = db_at(y->agencies, i);

		view_text_at(r, "rows", i, "name", spot_text(r, x, "agency"));
		view_figures(r, a, "rows", i, x, row_text(x, "code"));
	}
	for (i = 0; i < db_count(y->items); i++) {
		struct db_row x = db_at(y->items, i);
		const char *item = arena_printf(r->arena, "&item=%s", percent_encode(r->arena, row_text(x, "code")));

		view_text_at(r, "items", i, "code", row_text(x, "code"));
		view_text_at(r, "items", i, "name", spot_text(r, x, "item"));
		view_i64_at(r, "items", i, "visits", row_i64(x, "visits"));
		view_text_at(r, "items", i, "visits_href", rows_path(r, a, "visits", a->agency, item));
		view_i64_at(r, "items", i, "hits", row_i64(x, "hits"));
		view_text_at(r, "items", i, "hits_href", rows_path(r, a, "hits", a->agency, item));
		view_text_at(r, "items", i, "hit_rate", part(r, row_i64(x, "hits"), row_i64(x, "visits")));
	}
}

static enum err
get_year(struct req *r)
{
	struct spotcheck_year y;
	struct asked a;
	enum err e = read_query(r, &a);

	if (e == OK)
		e = spotcheck_year(r->arena, r->db, &a.q, &y);
	if (e != OK)
		return e;
	view_years(r, &a);
	view_bool(r, "may_choose", req_duty(r, DUTY_SUPERVISOR));
	view_i64(r, "year", a.q.year);
	if (y.at != TIME_NONE)
		view_text(r, "counted", view_msg(r, "spot.year_counted", "at", clock_text(r, y.at), NULL));
	view_figures(r, &a, "all", 0, y.all, a.agency);
	view_i64_at(r, "all", 0, "library", row_i64(y.all, "library"));
	view_text_at(r, "all", 0, "drawn_rate", part(r, row_i64(y.all, "drawn_objects"), row_i64(y.all, "library")));
	view_text_at(r, "all", 0, "visited_rate", part(r, row_i64(y.all, "visited_objects"),
	    row_i64(y.all, "library")));
	view_lists(r, &a, &y);
	view_text(r, "csv", arena_printf(r->arena, "/desk/spotcheck/year.csv?year=%d%s%s", a.q.year,
	    a.agency != NULL ? "&agency=" : "", a.agency != NULL ? percent_encode(r->arena, a.agency) : ""));
	return req_render(r, 200, "spotcheck/year.cs");
}

/* ---- the rows of a figure */

/* "<key>-<n>" of the last row before. */
static bool
read_after(const char *text, struct spotcheck_year_rows *q)
{
	long long key, n;
	int used = 0;

	if (text == NULL)
		return true;
	if (sscanf(text, "%18lld-%18lld%n", &key, &n, &used) != 2 || text[used] != '\0' || key < 1 || n < 0)
		return false;
	q->after = key;
	q->after_n = n;
	return true;
}

/* What is read beside the name: a state or a reason is a word, a visit's results are text. */
static const char *
note_of(struct req *r, const struct spotcheck_year_rows *q, struct db_row x)
{
	if (!row_has(x, "note"))
		return NULL;
	if (str_eq(q->kind, "draws"))
		return admin_word(r, "draw", arena_printf(r->arena, "state_%s", row_text(x, "note")));
	if (str_starts(q->kind, "subs_"))
		return admin_word(r, "draw", arena_printf(r->arena, "reason_%s", row_text(x, "note")));
	return row_text(x, req_pick(r, "note", "note_en"));
}

static void
view_pages(struct req *r, const struct asked *a, const struct spotcheck_year_rows *q, const struct db_rows *rows)
{
	struct str more;
	const char *path;

	str_init(&more, r->arena);
	if (q->grade != NULL)
		str_printf(&more, "&grade=%s", percent_encode(r->arena, q->grade));
	if (q->state != NULL)
		str_printf(&more, "&state=%s", percent_encode(r->arena, q->state));
	if (q->item != NULL)
		str_printf(&more, "&item=%s", percent_encode(r->arena, q->item));
	path = rows_path(r, a, q->kind, a->agency, more.s);
	if (q->after != 0)
		view_text(r, "pages_first", path);
	if (db_count(rows) > ADMIN_PAGE) {
		struct db_row last = db_at(rows, ADMIN_PAGE - 1);

		view_text(r, "pages_next", arena_printf(r->arena, "%s&after=%" PRId64 "-%" PRId64, path,
		    row_i64(last, "key"), row_i64(last, "n")));
	}
}

static enum err
get_rows(struct req *r)
{
	static const struct column cols[] = { { "draw_id", 't' }, { "title", 't' }, { "agency", 'l' },
	    { "object_id", 't' }, { "name", 't' }, { "day", 'd' }, { 0 } };
	struct spotcheck_year_rows q = { .kind = admin_query(r, "kind", 20), .grade = admin_query(r, "grade", 1),
	    .state = admin_query(r, "state", 10), .item = admin_query(r, "item", 40), .want = ADMIN_PAGE + 1 };
	const struct db_rows *rows;
	struct asked a;
	int i;
	enum err e = read_query(r, &a);

	if (e == OK && !read_after(admin_query(r, "after", 40), &q))
		e = err_set(ERR_NOT_FOUND, "after: not a place in a list");
	q.q = a.q;
	if (e == OK)
		e = spotcheck_year_list(r->arena, r->db, &q, &rows);
	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows) && i < ADMIN_PAGE; i++) {
		row_view_at(r, "rows", i, db_at(rows, i), cols);
		view_text_at(r, "rows", i, "note", note_of(r, &q, db_at(rows, i)));
	}
	view_i64(r, "year", a.q.year);
	view_text(r, "back", arena_printf(r->arena, SPOT_YEAR "?year=%d", a.q.year));
	view_text(r, "kind", admin_word(r, "spot.year_kind", q.kind));
	view_text(r, "item", q.item);
	view_text(r, "grade", q.grade);
	view_bool(r, "objects", !str_eq(q.kind, "draws"));
	view_bool(r, "of_draws", !str_eq(q.kind, "drawn_objects") && !str_eq(q.kind, "visited_objects"));
	view_pages(r, &a, &q, rows);
	return req_render(r, 200, "spotcheck/year_rows.cs");
}

/* ---- the table for a spreadsheet */

static void
csv_row(struct req *r, struct str *out, const char *name, struct db_row row)
{
	int i;

	csv_write_cell(r->arena, out, name, ",");
	for (i = 0; i < FIGURES; i++)
		csv_write_cell(r->arena, out, arena_printf(r->arena, "%" PRId64, row_i64(row, figures[i].column)), ",");
	csv_write_cell(r->arena, out, part(r, row_i64(row, "hits"), row_i64(row, "visits")), ",");
	csv_write_cell(r->arena, out, part(r, row_i64(row, "subs_object"), row_i64(row, "drawn")), "\r\n");
}

static enum err
get_csv(struct req *r)
{
	struct spotcheck_year y;
	struct asked a;
	struct str out;
	int i;
	enum err e = read_query(r, &a);

	if (e == OK)
		e = spotcheck_year(r->arena, r->db, &a.q, &y);
	if (e != OK)
		return e;
	str_init(&out, r->arena);
	str_add(&out, "\xef\xbb\xbf");	/* spreadsheets take it for UTF-8 */
	csv_write_cell(r->arena, &out, admin_word(r, "admin", "agency"), ",");
	for (i = 0; i < FIGURES; i++)
		csv_write_cell(r->arena, &out, admin_word(r, "spot.year_figure", figures[i].column), ",");
	csv_write_cell(r->arena, &out, admin_word(r, "spot", "year_hit_rate"), ",");
	csv_write_cell(r->arena, &out, admin_word(r, "spot", "year_sub_rate"), "\r\n");
	for (i = 0; i < db_count(y.agencies); i++)
		csv_row(r, &out, spot_text(r, db_at(y.agencies, i), "agency"), db_at(y.agencies, i));
	csv_row(r, &out, admin_word(r, "spot", "year_all"), y.all);
	req_set_header(r, "Content-Disposition",
	    arena_printf(r->arena, "attachment; filename=\"random-checks-%d.csv\"", a.q.year));
	return req_send(r, 200, "text/csv; charset=utf-8", out.s, out.len);
}

const struct route spot_year_routes[] = {
	{ .method = GET, .path = "/desk/spotcheck/year/", .duties = SPOT_READ, .run = get_year },
	{ .method = GET, .path = "/desk/spotcheck/year/rows", .duties = SPOT_READ, .flags = ROUTE_READ,
	    .run = get_rows },
	{ .method = GET, .path = "/desk/spotcheck/year.csv", .duties = SPOT_READ, .run = get_csv },
	{ 0 }
};
