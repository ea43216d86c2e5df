/* wall.c - the supervisor's overview: what waits, by what has been overdue longest; agencies; causes. */
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/monitor/monitor.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"

#define FEED 12
#define DAYS 30
#define BAR_WIDTH 200

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
	int i;
	enum err e = monitor_causes(r->arena, r->db, from, &rows);

	if (e != OK)
		return e;
	rows_view(r, "causes", rows, cols);
	for (i = 0; i < db_count(rows); i++)
		view_i64_at(r, "causes", i, "width", row_i64(db_at(rows, i), "n") * BAR_WIDTH /
		    row_i64(db_at(rows, 0), "n"));
	return OK;
}

static enum err
get_wall(struct req *r)
{
	int64_t from = time_of_day(time_day(r->now) - DAYS, 0, 0);
	enum err e = view_feed(r);

	if (e == OK)
		e = view_agencies(r, from);
	if (e == OK)
		e = view_causes(r, from);
	if (e != OK)
		return e;
	view_time(r, "wall.at", r->now);
	view_i64(r, "wall.days", DAYS);
	return req_render(r, 200, "monitor/wall.cs");
}

const struct route wall_routes[] = {
	{ .method = GET, .path = "/desk/wall/", .duties = DUTY_SUPERVISOR, .run = get_wall },
	{ 0 }
};
