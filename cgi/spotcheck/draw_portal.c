/* draw_portal.c - the portal's pages of draws: the list, one draw with all it takes to check it, a firm's look-up, the
 * published result of a visit.  Templates: draw/list.cs, draw/draw.cs. */
#include "cgi/common/address.h"
#include "cgi/common/rows.h"
#include "cgi/portal.h"
#include "cgi/spotcheck/draw.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"
#include "lib/spotcheck/public.h"

#define SHOWN_MAX 300		/* of the selected, on the page; all are in result.json */
#define CODE_MAX 64

static const char *const states[] = { "announced", "revealing", "closed", "drawn", "published", "lapsed", NULL };

const char *
draw_word(struct req *r, const char *prefix, const char *word)
{
	return view_msg(r, arena_printf(r->arena, "draw.%s%s", prefix, word), NULL);
}

static const char *
grade_kind(const char *grade)
{
	return *grade == 'A' ? "song" : *grade == 'B' ? "dai" : "amber";
}

/* ---- a firm: in which draws it stood, with what chance, and what came out for it */

static void
firm_line(struct req *r, int i, struct db_row row)
{
	static const struct column cols[] = { { "draw_id", 't' }, { "title", 't' }, { "object_id", 't' },
	    { "stratum", 't' }, { "stratum_name", 't' }, { "pool", 'i' }, { "quota", 'i' }, { "score", 't' },
	    { "largest", 't' }, { 0 } };
	const char *state = row_text(row, "state"), *came;
	int64_t part = row_i64(row, "quota") * 10000 / (row_i64(row, "pool") > 0 ? row_i64(row, "pool") : 1);
	bool out = row_has(row, "out_by"), lapsed = str_eq(state, "lapsed");

	row_view_at(r, "firm.hits", i, row, cols);
	view_text_at(r, "firm.hits", i, "state", draw_word(r, "state_", state));
	if (str_eq(state, "published"))
		came = !row_bool(row, "selected") ? "firm_not" : out ? "firm_replaced" : "firm_selected";
	else
		came = lapsed ? "firm_lapsed" : str_eq(state, "drawn") ? "firm_sealed" : "firm_wait";
	view_text_at(r, "firm.hits", i, "came", draw_word(r, "", came));
	view_bool_at(r, "firm.hits", i, "hot", str_eq(came, "firm_selected"));
	view_text_at(r, "firm.hits", i, "chance",
	    view_msg(r, "draw.chance", "quota", portal_number(r, row_i64(row, "quota")),
	    "pool", portal_number(r, row_i64(row, "pool")), "percent", arena_printf(r->arena, "%lld.%02lld",
	    (long long)(part / 100), (long long)(part % 100)), NULL));
}

static enum err
firm_view(struct req *r, int64_t draw)
{
	const char *code = portal_text(r, "code", CODE_MAX);
	const struct db_rows *rows;
	int y, m, d, i;
	enum err e;

	if (code == NULL)
		return OK;
	day_parts(time_day(r->now), &y, &m, &d);
	e = spotcheck_public_firm(r->arena, r->db, code, draw, draw != 0 ? 0 : time_of_day(day_of(y, 1, 1), 0, 0),
	    &rows);
	if (e != OK)
		return e;
	view_text(r, "firm.code", code);
	for (i = 0; i < db_count(rows); i++)
		firm_line(r, i, db_at(rows, i));
	view_text(r, "firm.none", i > 0 ? NULL : draw != 0 ? view_msg(r, "draw.firm_none_here", "code", code, NULL)
	    : view_msg(r, "draw.firm_none", "code", code, "year", arena_printf(r->arena, "%d", y), NULL));
	return OK;
}

/* ---- the list */

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "draw_id", 't' }, { "title", 't' }, { "agency_name", 't' },
	    { "announced_at", 'T' }, { "drawn_at", 'T' }, { "lapsed_at", 'T' }, { "pool", 'i' }, { "quota", 'i' },
	    { "grade", 't' }, { 0 } };
	static const char *const kept[] = { "state", NULL };
	const char *state = portal_word(r, "state", states);
	const struct db_rows *rows;
	int i, n;
	enum err e = spotcheck_public_list(r->arena, r->db, state, 0, portal_ref(r, "cursor"), PORTAL_PAGE + 1, &rows);

	if (e == OK)
		e = firm_view(r, 0);
	if (e != OK)
		return e;
	n = portal_pager(r, "/draws/", kept, rows, "ref", PORTAL_PAGE);
	for (i = 0; i < n; i++) {
		struct db_row row = db_at(rows, i);

		row_view_at(r, "draws", i, row, cols);
		view_text_at(r, "draws", i, "grade_kind", grade_kind(row_text(row, "grade")));
		view_text_at(r, "draws", i, "state", draw_word(r, "state_", row_text(row, "state")));
		view_text_at(r, "draws", i, "state_kind", str_eq(row_text(row, "state"), "lapsed") ? "zhu"
		    : str_eq(row_text(row, "state"), "published") ? "song" : "dai");
	}
	for (i = 0; states[i] != NULL; i++)
		portal_option(r, "states", i, states[i], draw_word(r, "state_", states[i]), state);
	view_text(r, "firm_path", "/draws/");
	return req_render(r, 200, "draw/list.cs");
}

/* ---- one draw */

static void
step(struct req *r, int *i, const char *word, int64_t at, bool *come)
{
	char text[TIME_TEXT_SIZE];

	view_text_at(r, "steps", *i, "title", draw_word(r, "step_", word));
	view_text_at(r, "steps", *i, "state", at != TIME_NONE ? "done" : *come ? "" : "now");
	if (at != TIME_NONE) {
		time_text(at, text);
		text[10] = ' ';
		text[16] = '\0';
		view_text_at(r, "steps", *i, "small", arena_strdup(r->arena, text + 5));
	} else {
		*come = true;
	}
	(*i)++;
}

static void
draw_steps(struct req *r, const struct spotcheck_draw *d)
{
	bool come = false;
	int i = 0;

	step(r, &i, "announced", d->announced_at, &come);
	if (d->lapsed_at != TIME_NONE) {
		step(r, &i, "lapsed", d->lapsed_at, &come);
		return;
	}
	if (d->pledges)
		step(r, &i, "pledged", d->pledged_at, &come);
	step(r, &i, str_eq(d->contributions, "beacon") ? "beacon" : str_eq(d->contributions, "none") ? "none" :
	    "closed", d->closed_at, &come);
	step(r, &i, "drawn", d->drawn_at, &come);
	step(r, &i, "published", d->published_at, &come);
}

void
draw_head(struct req *r, const struct spotcheck_draw *d)
{
	view_text(r, "draw.id", d->draw_id);
	view_text(r, "draw.title", d->title);
	view_text(r, "draw.agency", d->agency_name);
	view_text(r, "draw.state", d->state);
	view_text(r, "draw.state_name", draw_word(r, "state_", d->state));
	view_text(r, "draw.grade", d->grade);
	view_text(r, "draw.grade_kind", grade_kind(d->grade));
	view_text(r, "draw.grade_text", draw_word(r, "grade_", d->grade));
	view_text(r, "draw.commitment", d->commitment);
	view_text(r, "draw.seed", d->seed);
	view_text(r, "draw.contributions", d->contributions);
	view_text(r, "draw.beacon", d->beacon);
	view_bool(r, "draw.pledges", d->pledges);
	view_bool(r, "draw.after_visits", d->after_visits);
	view_i64(r, "draw.team_size", d->team_size);
	view_time(r, "draw.reveal_by", d->reveal_by);
	view_time(r, "draw.publish_by", d->publish_by);
	view_text(r, "draw.lead", view_msg(r, "draw.lead_one", "pool", portal_number(r, d->pool),
	    "quota", portal_number(r, d->quota), "team", arena_printf(r->arena, "%d", d->team_size), NULL));
	if (d->lapse_reason != NULL)
		view_text(r, "draw.lapse", draw_word(r, "lapse_", d->lapse_reason));
	draw_steps(r, d);
}

/* A certificate's number is not broken in the middle. */
static const char *
one_a_line(struct req *r, const char *team)
{
	char *out = arena_strdup(r->arena, team), *p;

	for (p = out; *p != '\0'; p++)
		if (*p == ' ')
			*p = '\n';
	return out;
}

static enum err
came_out(struct req *r, int64_t draw)
{
	static const struct column sel[] = { { "object_id", 't' }, { "name", 't' }, { "stratum", 't' }, { "team", 't' },
	    { "score", 't' }, { "unassigned", 't' }, { "out_by", 'i' }, { 0 } };
	static const struct column sub[] = { { "n", 'i' }, { "for_object", 't' }, { "for_name", 't' },
	    { "out_id", 't' }, { "out_name", 't' }, { "in_id", 't' }, { "in_name", 't' }, { "team", 't' },
	    { "at", 'T' }, { 0 } };
	static const struct column ass[] = { { "object_id", 't' }, { "name", 't' }, { "team", 't' },
	    { "at", 'T' }, { 0 } };
	static const struct column res[] = { { "ref", 'r' }, { "object_id", 't' }, { "name", 't' },
	    { "published_at", 'T' }, { "sha256", 't' }, { "result", 'l' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = spotcheck_public_selected(r->arena, r->db, draw, &rows);

	for (i = 0; e == OK && i < db_count(rows) && i < SHOWN_MAX; i++) {
		row_view_at(r, "selected", i, db_at(rows, i), sel);
		view_text_at(r, "selected", i, "n", arena_printf(r->arena, "%02d", row_i32(db_at(rows, i), "seq")));
		view_text_at(r, "selected", i, "team", one_a_line(r, row_text(db_at(rows, i), "team")));
		view_text_at(r, "selected", i, "short", arena_strndup(r->arena, row_text(db_at(rows, i), "score"), 8));
	}
	if (e == OK) {
		view_text(r, "selected_n", view_msg(r, "draw.selected_n", "n", portal_number(r, db_count(rows)), NULL));
		view_bool(r, "selected_more", db_count(rows) > SHOWN_MAX);
		e = spotcheck_public_substitutions(r->arena, r->db, draw, &rows);
	}
	for (i = 0; e == OK && i < db_count(rows); i++) {
		row_view_at(r, "subs", i, db_at(rows, i), sub);
		view_text_at(r, "subs", i, "reason", draw_word(r, "reason_", row_text(db_at(rows, i), "reason")));
		view_bool_at(r, "subs", i, "officer", str_eq(row_text(db_at(rows, i), "kind"), "officer"));
	}
	if (e == OK)
		e = spotcheck_public_assignments(r->arena, r->db, draw, &rows);
	if (e == OK) {
		rows_view(r, "direct", rows, ass);
		e = spotcheck_public_results(r->arena, r->db, draw, &rows);
	}
	if (e == OK)
		rows_view(r, "results", rows, res);
	return e;
}

static enum err
went_in(struct req *r, int64_t draw)
{
	static const struct column str[] = { { "key", 't' }, { "name", 't' }, { "pool", 'i' }, { "quota", 'i' },
	    { "largest", 't' }, { 0 } };
	static const struct column fil[] = { { "name", 't' }, { "sha256", 't' }, { "bytes", 'i' }, { 0 } };
	static const struct column wit[] = { { "n", 'i' }, { "name", 't' }, { "pledged_at", 'T' },
	    { "revealed_at", 'T' }, { 0 } };
	static const struct column bad[] = { { "name", 't' }, { 0 } };
	const struct db_rows *rows;
	enum err e = spotcheck_public_strata(r->arena, r->db, draw, &rows);

	if (e == OK) {
		rows_view(r, "strata", rows, str);
		e = spotcheck_public_files(r->arena, r->db, draw, &rows);
	}
	if (e == OK) {
		rows_view(r, "files", rows, fil);
		e = spotcheck_witnesses_named(r->arena, r->db, draw, &rows);
	}
	if (e == OK) {
		rows_view(r, "witnesses", rows, wit);
		e = spotcheck_public_failed(r->arena, r->db, draw, &rows);
	}
	if (e == OK)
		rows_view(r, "failed", rows, bad);
	return e;
}

/* The secret, for the recipe, out of the published file. */
static enum err
view_secret(struct req *r, const struct spotcheck_draw *d)
{
	const char *text, *secret;
	enum err e;

	if (d->seed == NULL)
		return OK;
	e = spotcheck_public_file(r->arena, r->db, d->id, "result.json", &text);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	secret = json_text_at(r->arena, json_in(r->arena, text, 0), "secret");
	if (secret != NULL)
		view_text(r, "draw.secret", secret);
	return OK;
}

static enum err
get_draw(struct req *r)
{
	struct spotcheck_draw d;
	enum err e = spotcheck_draw_get(r->arena, r->db, req_path_text(r, "draw"), &d);

	if (e == OK)
		e = went_in(r, d.id);
	if (e == OK)
		e = came_out(r, d.id);
	if (e == OK)
		e = view_secret(r, &d);
	if (e == OK)
		e = firm_view(r, d.id);
	if (e != OK)
		return e;
	draw_head(r, &d);
	view_text(r, "origin", address_public());
	view_text(r, "firm_path", arena_printf(r->arena, "/draws/%s", d.draw_id));
	return req_render(r, 200, "draw/draw.cs");
}

const struct route draw_portal_routes[] = {
	{ .method = GET, .path = "/draws/", .flags = PORTAL_FLAGS, .run = get_list },
	{ .method = GET, .path = "/draws/:draw", .flags = PORTAL_FLAGS, .run = get_draw },
	{ 0 }
};
