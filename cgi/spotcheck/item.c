/* item.c - the list of check items (抽查事项清单) as coordinators keep it. */
#include "cgi/common/rows.h"
#include "cgi/spotcheck/spotcheck.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/law/item.h"
#include "lib/spotcheck/item.h"

static const char *const kinds[] = { "general", "key", NULL }, *const modes[] = { "onsite", "remote", "written", NULL },
    *const owners[] = { "agency", "city", NULL }, *const own[] = { "agency", NULL };
static const char *const class_of[] = { "a", "b", "c", "d" };

#define RATE(k) { .name = "ratio_" k, .type = FIELD_LINE, .max = 10 }, { .name = "times_" k, .type = FIELD_NUMBER, \
	.min = 1, .max = 365 }
#define ITEM_FIELDS \
	{ .name = "name", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 120 }, \
	{ .name = "name_en", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 200 }, \
	{ .name = "item_kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED }, \
	{ .name = "mode", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED }, \
	{ .name = "method", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 200 }, \
	{ .name = "standard", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 300 }, \
	{ .name = "pass_test", .type = FIELD_TEXT, .max = 1000 }, \
	RATE("a"), RATE("b"), RATE("c"), RATE("d"), \
	{ .name = "rate_source", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 200 }
static const struct field new_form[] = {
	{ .name = "owner", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_REQUIRED, .max = 30 },
	ITEM_FIELDS, { 0 }
};
static const struct field edit_form[] = { ITEM_FIELDS, { 0 } };
static const struct field end_form[] = { { .name = "last_day", .type = FIELD_DAY, .flags = FIELD_REQUIRED }, { 0 } };

/* ---- the list */

static void
view_item(struct req *r, const char *list, int i, struct db_row row)
{
	static const struct column cols[] = { { "code", 't' }, { "name", 'l' }, { "method", 't' }, { "standard", 't' },
	    { "pass_test", 't' }, { "published_on", 'd' }, { 0 } };
	const char *kind = row_text(row, "kind");

	row_view_at(r, list, i, row, cols);
	view_bool_at(r, list, i, "key", str_eq(kind, "key"));
	view_text_at(r, list, i, "kind", admin_word(r, "spot.item_kind", kind));
	view_text_at(r, list, i, "mode", admin_word(r, "spot.mode", row_text(row, "mode")));
	view_text_at(r, list, i, "agency", row_has(row, "agency_id") ? row_text(row,
	    req_is_en(r) ? "agency_en" : "agency_name") :
	    view_msg(r, "spot.city_list", NULL));
	view_text_at(r, list, i, "href", ref_path(r, SPOT_ITEMS, row_ref(row, "ref"), ""));
	spot_rates_view(r, list, i, row);
}

static enum err
get_list(struct req *r)
{
	static const char *const kept[] = { "q", "kind", NULL };
	struct spotcheck_item_query q = { .text = admin_query(r, "q", 60), .kind = admin_query(r, "kind", 10),
	    .today = time_day(r->now), .want = ADMIN_PAGE + 1 };
	const struct db_rows *rows;
	int i, n;
	enum err e = admin_after(r, &q.after);

	if (e == OK)
		e = spotcheck_item_list(r->arena, r->db, &q, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, SPOT_ITEMS, kept, rows);
	for (i = 0; i < n; i++)
		view_item(r, "items", i, db_at(rows, i));
	spot_word_filter(r, "kinds", "spot.item_kind", kinds, q.kind);
	view_text(r, "q", q.text);
	view_bool(r, "may_write", req_duty(r, SPOT_WRITE));
	return req_render(r, 200, "spotcheck/items.cs");
}

/* ---- one item */

struct item_work {
	struct law_item_new n;
	struct spotcheck_rates rates;
	int64_t id;
	int32_t version, day;
};

static enum err
load(struct req *r, struct db_row *row)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? spotcheck_item_get(r->arena, r->db, ref, row) : e;
}

static enum err
load_mine(struct req *r, struct db_row *row)
{
	enum err e = load(r, row);

	return e == OK ? spotcheck_may(r->arena, r->db, r->session->account, SPOT_ITEM, row_i64(*row, "id")) : e;
}

static void
crumbs(struct req *r, const struct db_row *row, const char *last)
{
	int i = 0;

	admin_crumb(r, i++, view_msg(r, "menu.spot_items", NULL), SPOT_ITEMS);
	if (row != NULL)
		admin_crumb(r, i++, spot_text(r, *row, "name"),
		    last != NULL ? ref_path(r, SPOT_ITEMS, row_ref(*row, "ref"), "") : NULL);
	if (last != NULL)
		admin_crumb(r, i, last, NULL);
}

static enum err
get_item(struct req *r)
{
	struct db_row row;
	enum err e = load(r, &row);

	if (e != OK)
		return e;
	crumbs(r, &row, NULL);
	view_item(r, "items", 0, row);
	view_text(r, "item.matter", spot_text(r, row, "matter"));
	view_day(r, "item.from", row_day(row, "valid_from"));
	view_text(r, "item.source", row_text_null(row, "rate_source"));
	view_i64(r, "item.version", row_i64(row, "version"));
	if (spot_may(r, SPOT_ITEM, row_i64(row, "id"))) {
		struct ref ref = row_ref(row, "ref");

		view_text(r, "item.edit", ref_path(r, SPOT_ITEMS, ref, "/edit"));
		view_text(r, "item.end", ref_path(r, SPOT_ITEMS, ref, "/end"));
		if (!row_has(row, "published_on"))
			view_text(r, "item.publish", ref_path(r, SPOT_ITEMS, ref, "/publish"));
	}
	return req_render(r, 200, "spotcheck/item.cs");
}

/* ---- adding and changing */

static struct input *
blank(struct req *r, const struct field *form)
{
	struct input *in = input_new(r->arena, form);

	if (form == new_form)
		admin_words(r, in, "owner", "spot.owner", spot_may(r, SPOT_OF_AGENCY, 0) ? owners : own);
	admin_words(r, in, "item_kind", "spot.item_kind", kinds);
	admin_words(r, in, "mode", "spot.mode", modes);
	return in;
}

static void
fill(struct req *r, struct input *in, struct db_row row)
{
	static const char *const same[] = { "name_en", "mode", "method", "standard", "pass_test", NULL };
	int i;

	(void)input_set(in, "name", row_text(row, "name_zh"));
	(void)input_set(in, "item_kind", row_text(row, "kind"));
	for (i = 0; same[i] != NULL; i++)
		(void)input_set(in, same[i], row_text(row, same[i]));
	for (i = 0; i < 4; i++) {
		const char *ratio = arena_printf(r->arena, "ratio_%s", class_of[i]),
		    *times = arena_printf(r->arena, "per_year_%s", class_of[i]);

		if (!row_has(row, ratio))
			continue;
		(void)input_set(in, ratio, spotcheck_ratio_text(r->arena, row_i32(row, ratio)));
		(void)input_set(in, arena_printf(r->arena, "times_%s", class_of[i]),
		    arena_printf(r->arena, "%d", (int)row_i32(row, times)));
	}
	(void)input_set(in, "rate_source", row_text_or(row, "rate_source", ""));
}

static void
take_item(struct req *r, const struct input *in, struct item_work *w)
{
	bool any = false;
	int i;

	w->n = (struct law_item_new){ .name = input_text(in, "name"), .name_en = input_text(in, "name_en"),
	    .kind = input_text(in, "item_kind"), .mode = input_text(in, "mode"), .method = input_text(in, "method"),
	    .standard = input_text(in, "standard"), .pass_test = input_text(in, "pass_test") };
	w->rates.source = input_text(in, "rate_source");
	for (i = 0; i < 4; i++) {
		const char *ratio = arena_printf(r->arena, "ratio_%s", class_of[i]),
		    *times = arena_printf(r->arena, "times_%s", class_of[i]);

		w->rates.rate[i].given = spot_ratio(r, in, ratio, &w->rates.rate[i].permille);
		w->rates.rate[i].per_year = (int)input_number(in, times);
		any = any || w->rates.rate[i].given;
		if (w->rates.rate[i].given != input_given(in, times))
			problem_add(&r->problems, w->rates.rate[i].given ? times : ratio, "required", NULL);
	}
	if (any && !input_given(in, "rate_source"))
		problem_add(&r->problems, "rate_source", "required", NULL);
}

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	struct item_work *w = c->with;
	int64_t id = 0;

	return spotcheck_item_add(a, db, &w->n, &w->rates, w->day, c->by, &id);
}

static enum err
run_change(struct arena *a, struct db *db, struct admin_change *c)
{
	struct item_work *w = c->with;

	return spotcheck_item_change(a, db, w->id, w->version, &w->n, &w->rates, w->day, c->by);
}

static enum err
show_new(struct req *r, int status, const struct input *in)
{
	struct admin_form f = { .scope = "spot_item", .path = SPOT_ITEMS "new", .back = SPOT_ITEMS, .in = in };

	crumbs(r, NULL, view_msg(r, "admin.spot_item.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	return show_new(r, 200, blank(r, new_form));
}

static enum err
post_new(struct req *r)
{
	struct input *in = blank(r, new_form);
	struct item_work w = { .day = time_day(r->now) };
	struct admin_change c = { .run = run_add, .with = &w, .kind = "spotcheck.item.made" };
	enum err e;

	req_input(r, in);
	take_item(r, in, &w);
	w.n.code = c.subject = input_text(in, "code");
	w.n.agency = str_eq(input_text(in, "owner"), "agency") ? r->session->agency : 0;
	if (r->problems.n > 0)
		return show_new(r, 422, in);
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_new(r, admin_again(r, e), in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, SPOT_ITEMS, "notice.spot_item")) : e;
}

static enum err
show_edit(struct req *r, int status, struct db_row row, const struct input *in, int32_t version)
{
	struct input *stored = blank(r, edit_form);
	struct admin_form f = { .scope = "spot_item_edit",
	    .path = ref_path(r, SPOT_ITEMS, row_ref(row, "ref"), "/edit"),
	    .back = ref_path(r, SPOT_ITEMS, row_ref(row, "ref"), ""), .in = in, .stored = stored, .version = version };

	fill(r, stored, row);
	crumbs(r, &row, view_msg(r, "admin.spot_item_edit.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_edit(struct req *r)
{
	struct input *in = blank(r, edit_form);
	struct db_row row;
	enum err e = load_mine(r, &row);

	if (e != OK)
		return e;
	fill(r, in, row);
	return show_edit(r, 200, row, in, row_i32(row, "version"));
}

static enum err
post_edit(struct req *r)
{
	struct input *in = blank(r, edit_form), *before = blank(r, edit_form);
	struct item_work w = { .day = time_day(r->now) };
	struct admin_change c = { .run = run_change, .with = &w, .kind = "spotcheck.item.changed" };
	struct db_row row;
	enum err e = load_mine(r, &row);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	req_input(r, in);
	take_item(r, in, &w);
	if (r->problems.n > 0)
		return show_edit(r, 422, row, in, w.version);
	fill(r, before, row);
	w.id = row_i64(row, "id");
	c.subject = row_text(row, "code");
	c.before = input_to_json(r->arena, before);
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_edit(r, admin_again(r, e), row, in, row_i32(row, "version"));
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, SPOT_ITEMS, row_ref(row, "ref"), ""),
	    "notice.saved")) : e;
}

/* ---- publishing and ending */

static enum err
run_publish(struct arena *a, struct db *db, struct admin_change *c)
{
	struct item_work *w = c->with;

	return spotcheck_item_publish(a, db, w->id, w->version, w->day, c->by);
}

static enum err
post_publish(struct req *r)
{
	struct item_work w = { .day = time_day(r->now) };
	struct admin_change c = { .run = run_publish, .with = &w, .kind = "spotcheck.item.published" };
	struct db_row row;
	enum err e = load_mine(r, &row);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	w.id = row_i64(row, "id");
	c.subject = row_text(row, "code");
	e = admin_do(r, &c);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, SPOT_ITEMS, row_ref(row, "ref"), ""),
	    "notice.spot_published")) : e;
}

static enum err
run_end(struct arena *a, struct db *db, struct admin_change *c)
{
	struct item_work *w = c->with;

	return spotcheck_item_end(a, db, w->id, w->version, w->day, c->by);
}

static enum err
show_end(struct req *r, int status, struct db_row row, const struct input *in)
{
	struct admin_form f = { .scope = "spot_item_end", .path = ref_path(r, SPOT_ITEMS, row_ref(row, "ref"), "/end"),
	    .back = ref_path(r, SPOT_ITEMS, row_ref(row, "ref"), ""), .in = in, .version = row_i64(row, "version") };

	view_text(r, "page.subject", spot_text(r, row, "name"));
	crumbs(r, &row, view_msg(r, "admin.spot_item_end.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
get_end(struct req *r)
{
	struct input *in = input_new(r->arena, end_form);
	struct db_row row;
	enum err e = load_mine(r, &row);

	input_default(in, "last_day", admin_day(r, time_day(r->now)));
	return e == OK ? show_end(r, 200, row, in) : e;
}

static enum err
post_end(struct req *r)
{
	struct input *in = input_new(r->arena, end_form);
	struct item_work w = { 0 };
	struct admin_change c = { .run = run_end, .with = &w, .kind = "spotcheck.item.ended" };
	struct db_row row;
	enum err e = load_mine(r, &row);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	req_input(r, in);
	w.id = row_i64(row, "id");
	w.day = input_day(in, "last_day");
	if (input_given(in, "last_day") && w.day < row_day(row, "valid_from"))
		problem_add(&r->problems, "last_day", "before_from", NULL);
	if (r->problems.n > 0)
		return show_end(r, 422, row, in);
	c.subject = row_text(row, "code");
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_end(r, admin_again(r, e), row, in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, SPOT_ITEMS, "notice.saved")) : e;
}

const struct route spot_item_routes[] = {
	{ .method = GET, .path = "/desk/spotcheck/items/", .duties = SPOT_READ, .run = get_list },
	{ .method = GET, .path = "/desk/spotcheck/items/new", .duties = SPOT_WRITE, .run = get_new },
	{ .method = POST, .path = "/desk/spotcheck/items/new", .duties = SPOT_WRITE, .run = post_new },
	{ .method = GET, .path = "/desk/spotcheck/items/:ref", .duties = SPOT_READ, .run = get_item },
	{ .method = GET, .path = "/desk/spotcheck/items/:ref/edit", .duties = SPOT_WRITE, .run = get_edit },
	{ .method = POST, .path = "/desk/spotcheck/items/:ref/edit", .duties = SPOT_WRITE, .run = post_edit },
	{ .method = GET, .path = "/desk/spotcheck/items/:ref/end", .duties = SPOT_WRITE, .run = get_end },
	{ .method = POST, .path = "/desk/spotcheck/items/:ref/end", .duties = SPOT_WRITE, .run = post_end },
	{ .method = POST, .path = "/desk/spotcheck/items/:ref/publish", .duties = SPOT_WRITE, .run = post_publish },
	{ 0 }
};
