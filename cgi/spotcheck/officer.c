/* officer.c - the officer library (执法检查人员名录库) and known ties (回避). */
#include <inttypes.h>

#include "cgi/common/rows.h"
#include "cgi/spotcheck/spotcheck.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/spotcheck/library.h"
#include "lib/spotcheck/officer.h"

static const char *const drawn_words[] = { "yes", "no", NULL }, *const sources[] = { "declared", "found", NULL };

static const struct field edit_form[] = {
	{ .name = "skills", .type = FIELD_CHOICES, .flags = FIELD_WIDE },
	{ .name = "drawn", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "reason", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 200 },
	{ 0 }
};
static const struct field tie_form[] = {
	{ .name = "firm", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 26 },
	{ .name = "tie_kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "tie_source", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "valid_from", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE },
	{ 0 }
};

static enum err
get_list(struct req *r)
{
	static const struct column cols[] = { { "name", 't' }, { "no", 't' }, { "unit_name", 't' }, { "region", 'l' },
	    { "skills", 'l' }, { "valid_to", 'd' }, { "drawn", 'b' }, { "account", 'b' }, { "reason", 't' },
	    { "ties", 'i' }, { 0 } };
	static const char *const kept[] = { "q", "agency", "skill", "drawn", NULL };
	const char *agency = admin_query(r, "agency", 20);
	struct spotcheck_officer_query q = { .text = admin_query(r, "q", 60), .skill = admin_query(r, "skill", 30),
	    .drawn = admin_query(r, "drawn", 3), .today = time_day(r->now), .want = ADMIN_PAGE + 1 };
	const struct db_rows *rows;
	int i, n;
	enum err e = admin_after(r, &q.after);

	if (e == OK)
		e = spot_agency_filter(r, agency, &q.agency);
	if (e == OK)
		e = spot_code_filter(r, "skills", "skill", q.skill);
	if (e == OK)
		e = spotcheck_officer_list(r->arena, r->db, &q, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, SPOT_OFFICERS, kept, rows);
	for (i = 0; i < n; i++) {
		struct db_row o = db_at(rows, i);

		row_view_at(r, "officers", i, o, cols);
		view_text_at(r, "officers", i, "agency_name",
		    row_text(o, req_pick(r, "agency_name", "agency_en")));
		view_text_at(r, "officers", i, "href", ref_path(r, SPOT_OFFICERS, row_ref(o, "ref"), ""));
	}
	spot_word_filter(r, "drawns", "spot.drawn", drawn_words, q.drawn);
	view_text(r, "q", q.text);
	return req_render(r, 200, "spotcheck/officers.cs");
}

static enum err
load(struct req *r, struct db_row *row)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? spotcheck_officer_get(r->arena, r->db, ref, time_day(r->now), row) : e;
}

static enum err
load_mine(struct req *r, struct db_row *row)
{
	enum err e = load(r, row);

	return e == OK ? spotcheck_may(r->arena, r->db, r->session->account, SPOT_OFFICER, row_i64(*row, "id")) : e;
}

static const char *
own(struct req *r, struct db_row row, const char *below)
{
	return ref_path(r, SPOT_OFFICERS, row_ref(row, "ref"), below);
}

static void
crumbs(struct req *r, struct db_row row, const char *last)
{
	admin_crumb(r, 0, view_msg(r, "menu.spot_officers", NULL), SPOT_OFFICERS);
	admin_crumb(r, 1, row_text(row, "name"), last != NULL ? own(r, row, "") : NULL);
	if (last != NULL)
		admin_crumb(r, 2, last, NULL);
}

static void
view_ties(struct req *r, struct db_row officer, const struct db_rows *ties, bool mine)
{
	static const struct column cols[] = { { "kind", 'l' }, { "subject_name", 't' }, { "subject_code", 't' },
	    { "valid_from", 'd' }, { "valid_to", 'd' }, { "noted_by", 't' }, { 0 } };
	int i;

	for (i = 0; i < db_count(ties); i++) {
		struct db_row t = db_at(ties, i);

		row_view_at(r, "ties", i, t, cols);
		view_text_at(r, "ties", i, "source", admin_word(r, "spot.tie_source", row_text(t, "source")));
		if (!row_has(t, "valid_to") && mine)
			view_text_at(r, "ties", i, "end",
			    ref_path(r, own(r, officer, "/ties/"), row_ref(t, "ref"), "/end"));
	}
}

static enum err
get_officer(struct req *r)
{
	const struct db_rows *ties;
	struct db_row row;
	bool mine;
	int f = 0;
	enum err e = load(r, &row);

	/* ties are about people: coordinators see them */
	if (e == OK)
		e = spotcheck_tie_list(r->arena, r->db, row_i64(row, "id"), &ties);
	if (e != OK)
		return e;
	mine = spot_may(r, SPOT_OFFICER, row_i64(row, "id"));
	crumbs(r, row, NULL);
	view_text(r, "officer.name", row_text(row, "name"));
	view_bool(r, "officer.drawn", row_bool(row, "drawn"));
	view_bool(r, "officer.account", row_bool(row, "account"));
	spot_fact(r, &f, "me.certificate_no", row_text(row, "no"));
	spot_fact(r, &f, "admin.valid_to", admin_day(r, row_day(row, "valid_to")));
	spot_fact(r, &f, "admin.office", arena_printf(r->arena, "%s %s", row_text(row, "agency_name"),
	    row_text_or(row, "unit_name", "")));
	spot_fact(r, &f, "spot.not_drawn_reason", row_bool(row, "drawn") ? NULL : row_text(row, "reason"));
	view_ties(r, row, ties, mine);
	view_bool(r, "may_ties", req_duty(r, SPOT_WRITE));
	if (mine) {
		view_text(r, "officer.edit", own(r, row, "/edit"));
		view_text(r, "officer.add_tie", own(r, row, "/ties/new"));
	}
	return req_render(r, 200, "spotcheck/officer.cs");
}

/* ---- the entry */

static enum err
edit_input(struct req *r, struct input **in)
{
	*in = input_new(r->arena, edit_form);
	admin_words(r, *in, "drawn", "spot.drawn", drawn_words);
	return spot_code_options(r, *in, "skills", "skill");
}

static void
fill(struct req *r, struct input *in, struct db_row row)
{
	spot_set_list(r, in, "skills", row_text(row, "skills"));
	(void)input_set(in, "drawn", row_bool(row, "drawn") ? "yes" : "no");
	(void)input_set(in, "reason", row_text(row, "reason"));
}

static enum err
show_edit(struct req *r, int status, struct db_row row, const struct input *in, int32_t version)
{
	struct input *stored;
	struct admin_form f = { .scope = "spot_officer", .path = own(r, row, "/edit"),
	    .back = own(r, row, ""), .in = in };
	enum err e = edit_input(r, &stored);

	if (e != OK)
		return e;
	fill(r, stored, row);
	f.stored = stored;
	f.version = version;
	view_text(r, "page.subject", row_text(row, "name"));
	crumbs(r, row, view_msg(r, "admin.spot_officer.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_edit(struct req *r)
{
	struct input *in;
	struct db_row row;
	enum err e = load_mine(r, &row);

	if (e == OK)
		e = edit_input(r, &in);
	if (e != OK)
		return e;
	fill(r, in, row);
	return show_edit(r, 200, row, in, row_i32(row, "version"));
}

struct officer_work {
	int64_t officer;
	int32_t version;
	const struct value *skills;
	bool drawn;
	const char *reason;
	struct spotcheck_tie_new tie;
	struct ref tie_ref;
	int32_t day;
};

static enum err
run_edit(struct arena *a, struct db *db, struct admin_change *c)
{
	struct officer_work *w = c->with;

	return spotcheck_officer_set(a, db, w->officer, w->version, w->skills->list,
	    w->skills->given ? w->skills->list_n : 0, w->drawn, w->reason,
	    c->by);
}

static enum err
post_edit(struct req *r)
{
	struct officer_work w = { .officer = 0 };
	struct admin_change c = { .run = run_edit, .with = &w, .kind = "spotcheck.officer.set" };
	struct input *in, *before;
	struct db_row row;
	enum err e = load_mine(r, &row);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e == OK)
		e = edit_input(r, &in);
	if (e == OK)
		e = edit_input(r, &before);
	if (e != OK)
		return e;
	req_input(r, in);
	w.officer = row_i64(row, "id");
	w.skills = input_value(in, "skills");
	w.drawn = !str_eq(input_text(in, "drawn"), "no");
	w.reason = w.drawn ? "" : input_text(in, "reason");
	if (!w.drawn && !input_given(in, "reason"))
		problem_add(&r->problems, "reason", "required", NULL);
	if (r->problems.n > 0)
		return show_edit(r, 422, row, in, w.version);
	fill(r, before, row);
	c.subject = row_text(row, "no");
	c.before = input_to_json(r->arena, before);
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_edit(r, admin_again(r, e), row, in, row_i32(row, "version"));
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own(r, row, ""), "notice.saved")) : e;
}

/* ---- ties */

static enum err
tie_input(struct req *r, struct input **in)
{
	*in = input_new(r->arena, tie_form);
	admin_words(r, *in, "tie_source", "spot.tie_source", sources);
	input_default(*in, "valid_from", admin_day(r, time_day(r->now)));
	return spot_code_options(r, *in, "tie_kind", "tie_kind");
}

static enum err
show_tie(struct req *r, int status, struct db_row row, const struct input *in)
{
	struct admin_form f = { .scope = "spot_tie", .path = own(r, row, "/ties/new"),
	    .back = own(r, row, ""), .in = in };

	view_text(r, "page.subject", row_text(row, "name"));
	crumbs(r, row, view_msg(r, "admin.spot_tie.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_tie(struct req *r)
{
	struct input *in;
	struct db_row row;
	enum err e = load_mine(r, &row);

	if (e == OK)
		e = tie_input(r, &in);
	return e == OK ? show_tie(r, 200, row, in) : e;
}

static enum err
run_tie(struct arena *a, struct db *db, struct admin_change *c)
{
	struct officer_work *w = c->with;

	w->tie.by = c->by;
	return spotcheck_tie_add(a, db, &w->tie);
}

static enum err
post_tie(struct req *r)
{
	struct officer_work w = { .officer = 0 };
	struct admin_change c = { .run = run_tie, .with = &w, .kind = "spotcheck.tie.made" };
	struct input *in;
	struct db_row row, firm;
	enum err e = load_mine(r, &row);

	if (e == OK)
		e = tie_input(r, &in);
	if (e != OK)
		return e;
	req_input(r, in);
	if (input_given(in, "firm")) {
		e = spotcheck_firm(r->arena, r->db, input_text(in, "firm"), &firm);
		if (e == ERR_NOT_FOUND)
			problem_add(&r->problems, "firm", "spot_no_firm", NULL);
		else if (e != OK)
			return e;
	}
	if (r->problems.n > 0)
		return show_tie(r, 422, row, in);
	w.tie = (struct spotcheck_tie_new){ .officer = row_i64(row, "id"), .subject = row_ref(firm, "ref"),
	    .kind = input_text(in, "tie_kind"), .source = input_text(in, "tie_source"),
	    .from = input_day(in, "valid_from") };
	c.subject = row_text(row, "no");
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_tie(r, admin_again(r, e), row, in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own(r, row, ""), "notice.saved")) : e;
}

static enum err
run_tie_end(struct arena *a, struct db *db, struct admin_change *c)
{
	struct officer_work *w = c->with;

	return spotcheck_tie_end(a, db, w->officer, w->tie_ref, w->day, c->by);
}

static enum err
post_tie_end(struct req *r)
{
	struct officer_work w = { .day = time_day(r->now) };
	struct admin_change c = { .run = run_tie_end, .with = &w, .kind = "spotcheck.tie.ended" };
	struct db_row row;
	enum err e = load_mine(r, &row);

	if (e == OK)
		e = req_path_ref(r, "tie", &w.tie_ref);
	if (e != OK)
		return e;
	w.officer = row_i64(row, "id");
	c.subject = row_text(row, "no");
	e = admin_do(r, &c);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, own(r, row, ""), "notice.saved")) : e;
}

const struct route spot_officer_routes[] = {
	{ .method = GET, .path = "/desk/spotcheck/officers/", .duties = SPOT_READ, .run = get_list },
	{ .method = GET, .path = "/desk/spotcheck/officers/:ref", .duties = SPOT_READ, .run = get_officer },
	{ .method = GET, .path = "/desk/spotcheck/officers/:ref/edit", .duties = SPOT_WRITE, .run = get_edit },
	{ .method = POST, .path = "/desk/spotcheck/officers/:ref/edit", .duties = SPOT_WRITE, .run = post_edit },
	{ .method = GET, .path = "/desk/spotcheck/officers/:ref/ties/new", .duties = SPOT_WRITE, .run = get_tie },
	{ .method = POST, .path = "/desk/spotcheck/officers/:ref/ties/new", .duties = SPOT_WRITE, .run = post_tie },
	{ .method = POST, .path = "/desk/spotcheck/officers/:ref/ties/:tie/end", .duties = SPOT_WRITE,
	    .run = post_tie_end },
	{ 0 }
};
