/* share.c - a case shown to a colleague or an agency, in full to read or as a card: by who leads its agency or unit;
 * and the cards one is shown. */
#include <string.h>

#include "cgi/caseflow/view.h"
#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/admin.h"
#include "lib/people/share.h"

static const struct field sharing[] = {
	{ .name = "username", .type = FIELD_LINE, .max = 40 },
	{ .name = "agency", .type = FIELD_CHOICE },
	{ .name = "level", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "from_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "until_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "purpose", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 2, .max = 300 },
	{ .name = "basis", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 200 },
	{ 0 }
};

static const char *const levels[] = { "full", "card", NULL };

struct share_page {
	struct case_file cf;
	struct input *in;
	const char *path;
	struct ref ref;		/* of the share to end */
};

/* Who may not share is told of no page. */
static enum err
load(struct req *r, struct share_page *pg)
{
	struct admin_places places;
	struct ref ref;
	bool may = false;
	int i;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = caseflow_get(r->arena, r->db, ref, &pg->cf);
	if (e == OK)
		e = people_share_may(r->arena, r->db, pg->cf.id, &may);
	if (e == OK && !may)
		e = err_set(ERR_NOT_FOUND, "not the actor's to share");
	if (e == OK)
		e = admin_places(r, &places);
	if (e != OK)
		return e;
	req_reads(r, "case", ref, 1);
	pg->path = ref_path(r, "/desk/cases/", ref, "/shares");
	pg->in = input_new(r->arena, sharing);
	for (i = 0; i < places.agencies; i++)
		if (places.agency[i].id != pg->cf.agency)
			input_option(pg->in, "agency", places.agency[i].code, places.agency[i].name,
			    places.agency[i].name);
	for (i = 0; levels[i] != NULL; i++) {
		const char *label = admin_word(r, "share.level", levels[i]);

		input_option(pg->in, "level", levels[i], label, label);
	}
	input_default(pg->in, "level", "full");
	input_default(pg->in, "from_day", admin_day(r, time_day(r->now)));
	return OK;
}

static enum err
show(struct req *r, int status, const struct share_page *pg)
{
	static const struct column cols[] = { { "to_name", 't' }, { "purpose", 't' }, { "basis", 't' },
	    { "from_day", 'd' }, { "until_day", 'd' }, { "granted_by", 't' }, { "revoked_at", 'T' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = people_shares(r->arena, r->db, pg->cf.id, time_day(r->now), &rows);

	if (e == OK)
		e = case_head(r, &pg->cf, view_msg(r, "share.title", NULL));
	if (e != OK)
		return e;
	for (i = 0; i < db_count(rows); i++) {
		struct db_row s = db_at(rows, i);
		bool live = str_eq(row_text(s, "standing"), "live");

		row_view_at(r, "shares", i, s, cols);
		view_text_at(r, "shares", i, "level", admin_word(r, "share.level", row_text(s, "level")));
		view_text_at(r, "shares", i, "standing", admin_word(r, "share", row_text(s, "standing")));
		view_bool_at(r, "shares", i, "live", live);
		if (live)
			view_text_at(r, "shares", i, "end", ref_path(r, arena_printf(r->arena, "%s/", pg->path),
			    row_ref(s, "ref"), "/end"));
	}
	view_text(r, "page.path", pg->path);
	view_input(r, "share", pg->in);
	return req_render(r, status, "case/shares.cs");
}

static enum err
get_shares(struct req *r)
{
	struct share_page pg;
	enum err e = load(r, &pg);

	return e == OK ? show(r, 200, &pg) : e;
}

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct share_page *pg = c->with;
	const struct input *in = pg->in;
	struct people_share_new n = { .case_id = pg->cf.id, .by = c->by, .level = input_text(in, "level"),
	    .purpose = input_text(in, "purpose"), .basis = input_text(in, "basis"),
	    .from_day = input_day(in, "from_day"), .until_day = input_day(in, "until_day") };

	if (input_given(in, "agency"))
		n.agency = input_text(in, "agency");
	else
		n.username = input_text(in, "username");
	return people_share_add(a, db, &n);
}

static void
check(struct req *r, const struct share_page *pg)
{
	int32_t from = input_day(pg->in, "from_day"), until = input_day(pg->in, "until_day"), today = time_day(r->now);
	bool person = input_given(pg->in, "username"), agency = input_given(pg->in, "agency");

	if (person == agency)
		problem_add(&r->problems, "username", person ? "share_both" : "share_nobody", NULL);
	if (person && str_eq(input_text(pg->in, "username"), r->session->username))
		problem_add(&r->problems, "username", "share_self", NULL);
	if (from != DAY_NONE && from < today)
		problem_add(&r->problems, "from_day", "before_day", admin_day(r, today));
	if (from != DAY_NONE && until != DAY_NONE && until < from)
		problem_add(&r->problems, "until_day", "before_from", NULL);
}

static enum err
post_share(struct req *r)
{
	struct share_page pg;
	struct admin_change c = { .run = run_add, .with = &pg, .kind = "case.shared" };
	char text[REF_TEXT_SIZE];
	enum err e = load(r, &pg);

	if (e != OK)
		return e;
	req_input(r, pg.in);
	check(r, &pg);
	if (r->problems.n > 0)
		return show(r, 422, &pg);
	ref_text(pg.cf.ref, text);
	c.subject = text;
	c.after = input_to_json(r->arena, pg.in);
	e = admin_do(r, &c);
	if (e == ERR_NOT_FOUND) {
		problem_add(&r->problems, "username", "share_unknown", NULL);
		return show(r, 422, &pg);
	}
	if (admin_again(r, e) != 0)
		return show(r, admin_again(r, e), &pg);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, pg.path, "notice.case_shared")) : e;
}

static enum err
run_end(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct share_page *pg = c->with;

	return people_share_end(a, db, pg->cf.id, pg->ref);
}

static enum err
post_end(struct req *r)
{
	struct share_page pg;
	struct admin_change c = { .run = run_end, .with = &pg, .kind = "case.share_ended" };
	char text[REF_TEXT_SIZE];
	enum err e = load(r, &pg);

	if (e == OK)
		e = req_path_ref(r, "share", &pg.ref);
	if (e != OK)
		return e;
	ref_text(pg.cf.ref, text);
	c.subject = text;
	e = admin_do(r, &c);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, pg.path, "notice.share_ended")) : e;
}

/* ---- what is shown to oneself as cards */

static enum err
get_cards(struct req *r)
{
	static const struct column cols[] = { { "number", 't' }, { "agency", 'l' }, { "cause_name", 't' },
	    { "state", 'l' }, { "opened_on", 'd' }, { "filed_on", 'd' }, { "ended_on", 'd' }, { "from_day", 'd' },
	    { "until_day", 'd' }, { 0 } };
	const struct db_rows *rows;
	enum err e = people_cards(r->arena, r->db, &rows);

	if (e != OK)
		return e;
	rows_view(r, "cards", rows, cols);
	return req_render(r, 200, "case/cards.cs");
}

#define LEADERS (DUTY_AGENCY_HEAD | DUTY_UNIT_HEAD)

const struct route share_routes[] = {
	{ .method = GET, .path = "/desk/cases/:ref/shares", .duties = LEADERS, .flags = ROUTE_PERSONAL,
	    .run = get_shares },
	{ .method = POST, .path = "/desk/cases/:ref/shares", .duties = LEADERS, .flags = ROUTE_PERSONAL,
	    .run = post_share },
	{ .method = POST, .path = "/desk/cases/:ref/shares/:share/end", .duties = LEADERS, .flags = ROUTE_PERSONAL,
	    .run = post_end },
	{ .method = GET, .path = "/desk/shared/", .duties = DUTY_CASEWORK | DUTY_COORDINATOR | DUTY_SUPERVISOR,
	    .flags = ROUTE_READ, .run = get_cards },
	{ 0 }
};
