/* ledger.c - a firm's year of visits.  Template: joint/ledger.cs.  Rules: lib/joint/. */
#include <inttypes.h>

#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/joint/joint.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/joint/firm.h"
#include "lib/joint/joint.h"
#include "lib/register/register.h"

#define LEDGER_READS (DUTY_CASEWORK | DUTY_COORDINATOR | DUTY_SUPERVISOR)

static void
view_visit(struct req *r, int i, const struct joint_visit *v)
{
	view_day_at(r, "visits", i, "day", v->day);
	view_text_at(r, "visits", i, "agency", req_pick(r, v->agency_name, v->agency_en));
	view_text_at(r, "visits", i, "kind", view_msg(r, arena_printf(r->arena, "inspect.kind_%s", v->kind), NULL));
	view_text_at(r, "visits", i, "items", v->items);
	view_bool_at(r, "visits", i, "done", v->done);
	view_bool_at(r, "visits", i, "joint", v->joint);
	if (v->nth == 0)
		return;
	view_text_at(r, "visits", i, "nth", view_msg(r, v->cap < 0 ? "joint.nth_free" : "joint.nth", "n",
	    arena_printf(r->arena, "%" PRId64, v->nth), "cap", arena_printf(r->arena, "%" PRId64, v->cap), NULL));
	view_bool_at(r, "visits", i, "over", v->cap >= 0 && v->nth > v->cap);
}

/* What the firm asks for, and in how few visits all that is planned could be done. */
static enum err
view_proposal(struct req *r, int64_t firm, int year)
{
	static const struct column wish[] = { { "from_on", 'd' }, { "to_on", 'd' }, { 0 } };
	struct joint_proposal p;
	const struct db_rows *rows;
	int i;
	enum err e = joint_wishes(r->arena, r->db, firm, time_day(r->now), &rows);

	if (e == OK)
		e = joint_propose(r->arena, r->db, firm, year, time_day(r->now), &p);
	if (e != OK)
		return e;
	rows_view(r, "wishes", rows, wish);
	for (i = 0; i < db_count(rows); i++)
		view_text_at(r, "wishes", i, "kind", joint_word(r, "wish_", row_text(db_at(rows, i), "kind")));
	for (i = 0; i < p.n; i++) {
		view_day_at(r, "proposed", i, "day", p.visit[i].day);
		view_text_at(r, "proposed", i, "agencies", req_pick(r, p.visit[i].agencies_zh, p.visit[i].agencies_en));
		view_text_at(r, "proposed", i, "items", req_pick(r, p.visit[i].items_zh, p.visit[i].items_en));
	}
	view_bool(r, "proposal.lines", p.lines > 0);
	view_text(r, "proposal.says", view_msg(r, "joint.proposal_says", "lines", arena_printf(r->arena, "%d", p.lines),
	    "n", arena_printf(r->arena, "%d", p.n), "separately", arena_printf(r->arena, "%d", p.separately), NULL));
	if (p.why != NULL)
		view_text(r, "proposal.why", view_msg(r, arena_printf(r->arena, "joint.proposal_%s", p.why), "which",
		    p.which_zh != NULL ? req_pick(r, p.which_zh, p.which_en) : "", NULL));
	return OK;
}

static enum err
get_ledger(struct req *r)
{
	int year = joint_year(r), i, n = 0;
	struct register_subject s;
	struct joint_visit *list;
	struct ref ref;
	enum err e = req_path_ref(r, "firm", &ref);

	if (e == OK)
		e = register_get(r->arena, r->db, ref, &s);
	if (e == OK)
		req_reads(r, "subject", ref, 1);
	if (e == OK)
		e = joint_ledger(r->arena, r->db, s.id, year, &list, &n);
	if (e == OK)
		e = view_proposal(r, s.id, year);
	if (e != OK)
		return e;
	for (i = 0; i < n; i++)
		view_visit(r, i, &list[i]);
	joint_crumb(r, 0, view_msg(r, "menu.register", NULL), "/desk/register/");
	joint_crumb(r, 1, s.name, ref_path(r, "/desk/register/", s.ref, ""));
	joint_crumb(r, 2, joint_word(r, "", "ledger"), NULL);
	view_text(r, "firm.name", s.name);
	view_text(r, "firm.path", r->path);
	joint_years(r, year, false);
	view_i64(r, "year", year);
	return req_render(r, 200, "joint/ledger.cs");
}

const struct route joint_ledger_routes[] = {
	{ .method = GET, .path = "/desk/joint/firms/:firm", .duties = LEDGER_READS, .flags = ROUTE_PERSONAL,
	    .run = get_ledger },
	{ 0 }
};
