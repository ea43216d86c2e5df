/* wall.c - the supervisor's overview: what waits, by what has been overdue longest; by day, agency and cause as charts
 * beside their tables; whether it has changed, for the page that asks every few seconds (assets/app.js). */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/monitor/monitor.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/web/chart.h"

#define FEED 12
#define DAYS 30
#define LABEL_EACH 5

static enum err
view_feed(struct req *r)
{
	struct monitor_query q = { .state = "waits", .limit = FEED };
	struct monitor_alert *list;
	int i, n;
	enum err e = monitor_list(r->arena, r->db, &q, r->now, &list, &n);

	for (i = 0; e == OK && i < n; i++)
		monitor_view(r, arena_printf(r->arena, "feed.%d", i), &list[i]);
	return e;
}

/* Bars of the first rows; the table beside holds all. */
static void
draw_bars(struct req *r, const char *view, const struct db_rows *rows, const char *column, const char *name)
{
	struct chart_point point[CHART_BARS];
	int64_t value[CHART_BARS];
	int i, n = db_count(rows) < CHART_BARS ? db_count(rows) : CHART_BARS;

	for (i = 0; i < n; i++) {
		value[i] = row_i64(db_at(rows, i), column);
		point[i] = (struct chart_point){ req_pick(r, row_text(db_at(rows, i), "name_zh"),
		    row_text(db_at(rows, i), "name_en")), arena_printf(r->arena, "%" PRId64, value[i]), &value[i] };
	}
	if (n > 0)
		chart_bars(r, view, &(struct chart){ .name = name, .point = point, .n = (size_t)n, .parts = 1 });
}

static enum err
view_agencies(struct req *r, int64_t from)
{
	static const struct column cols[] = { { "name", 'l' }, { "open", 'i' }, { "raised", 'i' }, { 0 } };
	const struct db_rows *rows;
	int64_t open = 0, explained = 0, raised = 0;
	int i;
	enum err e = monitor_agencies(r->arena, r->db, from, &rows);

	if (e != OK)
		return e;
	rows_view(r, "agencies", rows, cols);
	draw_bars(r, "by_agency", rows, "open", view_msg(r, "monitor.by_agency", NULL));
	for (i = 0; i < db_count(rows); i++) {
		open += row_i64(db_at(rows, i), "open");
		explained += row_i64(db_at(rows, i), "explained");
		raised += row_i64(db_at(rows, i), "raised");
	}
	view_i64(r, "wall.open", open);
	view_i64(r, "wall.explained", explained);
	view_i64(r, "wall.raised", raised);
	view_i64(r, "wall.agencies", db_count(rows));
	return OK;
}

static enum err
view_causes(struct req *r, int64_t from)
{
	static const struct column cols[] = { { "name", 'l' }, { "n", 'i' }, { 0 } };
	const struct db_rows *rows;
	enum err e = monitor_causes(r->arena, r->db, from, &rows);

	if (e != OK)
		return e;
	rows_view(r, "causes", rows, cols);
	draw_bars(r, "by_cause", rows, "n", view_msg(r, "monitor.by_cause", NULL));
	return OK;
}

/* Day by day; the table beside it holds the days that have any. */
static enum err
view_days(struct req *r, int32_t from)
{
	static const struct column cols[] = { { "day", 'd' }, { "n", 'i' }, { 0 } };
	struct chart_point point[DAYS + 1];
	int64_t value[DAYS + 1];
	const struct db_rows *rows;
	int i, k = 0, n;
	enum err e = monitor_days(r->arena, r->db, from, &rows);

	if (e != OK)
		return e;
	n = db_count(rows) < DAYS + 1 ? db_count(rows) : DAYS + 1;
	for (i = 0; i < n; i++) {
		value[i] = row_i64(db_at(rows, i), "n");
		point[i] = (struct chart_point){ i % LABEL_EACH == 0 && i < DAYS ? day_short(r, row_day(db_at(rows, i),
		    "day")) : "",
		    arena_printf(r->arena, "%" PRId64, value[i]), &value[i] };
		if (value[i] > 0)
			row_view_at(r, "days", k++, db_at(rows, i), cols);
	}
	chart_columns(r, "trend", &(struct chart){ .name = view_msg(r, "monitor.by_day", NULL), .point = point,
	    .n = (size_t)n, .parts = 1 });
	return OK;
}

/* ---- whether it has changed */

static enum err
state_of(struct req *r, const char **out)
{
	const char *text;
	enum err e = monitor_wall_state(r->arena, r->db, time_of_day(time_day(r->now) - DAYS, 0, 0), &text);

	if (e != OK)
		return e;
	*out = arena_printf(r->arena, "\"%s\"", text);
	return OK;
}

static enum err
get_state(struct req *r)
{
	const char *tag, *had = req_header(r, "HTTP_IF_NONE_MATCH");
	enum err e = state_of(r, &tag);

	if (e != OK)
		return e;
	req_set_header(r, "ETag", tag);
	if (had != NULL && str_eq(had, tag))
		return req_send(r, 304, "text/plain; charset=utf-8", "", 0);
	return req_send(r, 200, "text/plain; charset=utf-8", tag, strlen(tag));
}

static enum err
get_wall(struct req *r)
{
	int64_t from = time_of_day(time_day(r->now) - DAYS, 0, 0);
	const char *tag;
	enum err e = state_of(r,
	    &tag);		/* before what it is the state of: what changes meanwhile is asked for */

	if (e == OK)
		e = view_feed(r);
	if (e == OK)
		e = view_days(r, time_day(r->now) - DAYS);

	if (e == OK)
		e = view_agencies(r, from);
	if (e == OK)
		e = view_causes(r, from);
	if (e != OK)
		return e;
	view_text(r, "wall.tag", tag);
	view_time(r, "wall.at", r->now);
	view_i64(r, "wall.days", DAYS);
	return req_render(r, 200, "monitor/wall.cs");
}

const struct route wall_routes[] = {
	{ .method = GET, .path = "/desk/wall/", .duties = DUTY_SUPERVISOR, .run = get_wall },
	{ .method = GET, .path = "/desk/wall/state", .duties = DUTY_SUPERVISOR, .run = get_state },
	{ 0 }
};
