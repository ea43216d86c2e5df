/* calendar.c - the agency's visits by month and week: how many each day, which they are, and the way to move one.
 * Template: joint/calendar.cs.  What is shown are inspections that the reader may read. */
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/joint/joint.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/inspection/inspection.h"

#define CALENDAR "/desk/joint/calendar"
#define VISITS_MAX 1000
#define WEEK_SHOWN 100

static const char *
week_path(struct req *r, int32_t monday)
{
	char text[DAY_TEXT_SIZE];

	day_text(monday, text);
	return arena_printf(r->arena, CALENDAR "?day=%s", text);
}

/* The day that is asked for; else today. */
static int32_t
day_asked(struct req *r)
{
	const char *text = req_query(r, "day", 10);
	int32_t day;

	return text != NULL && day_parse(text, &day) ? day : time_day(r->now);
}

/* Visits that begin on that day, of rows in their order. */
static int
on_day(const struct db_rows *rows, int32_t day)
{
	int i, n = 0;

	for (i = 0; i < db_count(rows); i++)
		n += time_day(row_time(db_at(rows, i), "from_at")) == day;
	return n;
}

static void
view_cell(struct req *r, int i, int32_t day, int32_t asked, const struct db_rows *rows)
{
	const char *at = arena_printf(r->arena, "weeks.%d.days", i / 7);
	int year, month, mday, n = on_day(rows, day);

	day_parts(day, &year, &month, &mday);
	view_i64_at(r, at, i % 7, "day", mday);
	view_bool_at(r, at, i % 7, "today", day == time_day(r->now));
	view_bool_at(r, at, i % 7, "week", (day - asked) + day_weekday(asked) >= 1 &&
	    (day - asked) + day_weekday(asked) <= 7);
	if (n > 0) {
		view_i64_at(r, at, i % 7, "n", n);
		view_text_at(r, at, i % 7, "href", week_path(r, day));
	}
}

static enum err
view_month(struct req *r, int32_t asked)
{
	const struct db_rows *rows;
	int32_t first, next;
	int year, month, mday, i, lead;
	enum err e;

	day_parts(asked, &year, &month, &mday);
	first = day_of(year, month, 1);
	next = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
	lead = day_weekday(first) - 1;
	e = inspection_days(r->arena, r->db, r->session->agency, time_of_day(first, 0, 0), time_of_day(next, 0, 0),
	    VISITS_MAX, &rows);
	if (e != OK)
		return e;
	for (i = 0; i < lead; i++)
		view_bool_at(r, "weeks.0.days", i, "blank", true);
	for (i = 0; i < next - first; i++)
		view_cell(r, lead + i, first + i, asked, rows);
	for (i = 0; i < 7; i++)
		view_text_at(r, "weekdays", i, "name", view_msg(r, arena_printf(r->arena, "home.weekday_%d", i + 1),
		    NULL));
	view_text(r, "month.name", arena_printf(r->arena, "%d-%02d", year, month));
	view_i64(r, "month.n", db_count(rows));
	view_text(r, "month.before", week_path(r, first - 1));
	view_text(r, "month.after", week_path(r, next));
	return OK;
}

static enum err
view_week(struct req *r, int32_t asked)
{
	static const struct column cols[] = { { "name", 't' }, { "from_at", 'T' }, { "to_at", 'T' }, { "joint", 'b' },
	    { 0 } };
	int32_t monday = asked - day_weekday(asked) + 1;
	const struct db_rows *rows;
	int i;
	enum err e = inspection_days(r->arena, r->db, r->session->agency, time_of_day(monday, 0, 0),
	    time_of_day(monday + 7, 0, 0), WEEK_SHOWN, &rows);

	if (e != OK)
		return e;
	rows_view(r, "visits", rows, cols);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);
		const char *state = row_text(row, "state");

		view_text_at(r, "visits", i, "weekday", view_msg(r, arena_printf(r->arena, "home.day_%d",
		    day_weekday(time_day(row_time(row, "from_at")))), NULL));
		view_text_at(r, "visits", i, "kind", view_msg(r, arena_printf(r->arena, "inspect.kind_%s",
		    row_text(row, "kind")), NULL));
		view_text_at(r, "visits", i, "state", view_msg(r, arena_printf(r->arena, "inspect.state_%s", state),
		    NULL));
		view_text_at(r, "visits", i, "href", ref_path(r, "/desk/inspections/", row_ref(row, "ref"), ""));
		if (!row_bool(row, "joint") && (str_eq(state, "planned") || str_eq(state, "triggered") ||
		    str_eq(state, "approved")))
			view_text_at(r, "visits", i, "move", ref_path(r, "/desk/inspections/", row_ref(row, "ref"),
			    "/do/move"));
	}
	view_day(r, "week.from", monday);
	view_day(r, "week.to", monday + 6);
	view_text(r, "week.before", week_path(r, monday - 7));
	view_text(r, "week.after", week_path(r, monday + 7));
	return OK;
}

static enum err
get_calendar(struct req *r)
{
	int32_t asked = day_asked(r);
	enum err e = view_month(r, asked);

	if (e == OK)
		e = view_week(r, asked);
	return e == OK ? req_render(r, 200, "joint/calendar.cs") : e;
}

const struct route joint_calendar_routes[] = {
	{ .method = GET, .path = CALENDAR, .duties = JOINT_READS, .run = get_calendar },
	{ 0 }
};
