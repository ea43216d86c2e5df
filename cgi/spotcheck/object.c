/* object.c - the object library (检查对象名录库): built by query from the register, single entries, ends. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/spotcheck/spotcheck.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/spotcheck/library.h"
#include "lib/web/params.h"

static const char *const kinds[] = { "firm", "site", "product", "project", NULL };

static const struct field new_form[] = {
	{ .name = "firm", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 26 },
	{ .name = "object_kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "region", .type = FIELD_CHOICE, .flags = FIELD_SELECT },
	{ .name = "object_name", .type = FIELD_LINE, .flags = FIELD_REQUIRED | FIELD_WIDE, .max = 120 },
	{ .name = "address", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 200 },
	{ .name = "industry", .type = FIELD_CHOICE },
	{ 0 }
};
static const struct field build_form[] = {
	{ .name = "region", .type = FIELD_CHOICE, .flags = FIELD_SELECT }, { .name = "industry", .type = FIELD_CHOICE },
	{ .name = "licence", .type = FIELD_CHOICE, .flags = FIELD_SELECT }, { .name = "classes", .type = FIELD_CHOICE,
	    .flags = FIELD_SELECT }, { 0 }
};
static const struct field end_form[] = {
	{ .name = "end_reason", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED },
	{ .name = "ended_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED | FIELD_NOT_FUTURE }, { 0 }
};

/* ---- the list */

static void
view_object(struct req *r, const char *list, int i, struct db_row row)
{
	static const struct column cols[] = { { "object_id", 't' }, { "name", 't' }, { "address", 't' },
	    { "class", 't' }, { "region", 'l' }, { "industry", 'l' }, { "end", 'l' }, { "ended_on", 'd' }, { 0 } };

	row_view_at(r, list, i, row, cols);
	view_text_at(r, list, i, "kind", admin_word(r, "spot.object_kind", row_text(row, "kind")));
	view_text_at(r, list, i, "href", ref_path(r, SPOT_OBJECTS, row_ref(row, "ref"), ""));
}

static enum err
get_list(struct req *r)
{
	static const char *const kept[] = { "q", "kind", "region", "industry", "ended", NULL };
	struct spotcheck_object_query q = { .text = admin_query(r, "q", 60), .kind = admin_query(r, "kind", 10),
	    .region = admin_query(r, "region", 6), .industry = admin_query(r, "industry", 5),
	    .ended = admin_query(r, "ended", 1) != NULL, .want = ADMIN_PAGE + 1 };
	const struct db_rows *rows;
	int64_t size = 0;
	int i, n;
	enum err e = admin_after(r, &q.after);

	if (e == OK)
		e = spotcheck_object_list(r->arena, r->db, &q, &rows);
	if (e == OK)
		e = spotcheck_library_size(r->arena, r->db, &size);
	if (e == OK)
		e = spot_region_filter(r, "regions", q.region);
	if (e == OK)
		e = spot_code_filter(r, "industries", "industry", q.industry);
	if (e != OK)
		return e;
	n = admin_pages(r, SPOT_OBJECTS, kept, rows);
	for (i = 0; i < n; i++)
		view_object(r, "objects", i, db_at(rows, i));
	spot_word_filter(r, "kinds", "spot.object_kind", kinds, q.kind);
	view_text(r, "q", q.text);
	view_bool(r, "ended", q.ended);
	view_text(r, "size", view_msg(r, "spot.library_size", "n", arena_printf(r->arena, "%" PRId64, size), NULL));
	view_bool(r, "may_write", req_duty(r, SPOT_WRITE));
	return req_render(r, 200, "spotcheck/objects.cs");
}

static void
crumbs(struct req *r, const struct db_row *row, const char *last)
{
	int i = 0;

	admin_crumb(r, i++, view_msg(r, "menu.spot_objects", NULL), SPOT_OBJECTS);
	if (row != NULL)
		admin_crumb(r, i++, row_text(*row, "name"), last != NULL ? ref_path(r, SPOT_OBJECTS,
		    row_ref(*row, "ref"), "") : NULL);
	if (last != NULL)
		admin_crumb(r, i, last, NULL);
}

static enum err
load(struct req *r, struct db_row *row)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? spotcheck_object_get(r->arena, r->db, ref, row) : e;
}

static enum err
get_object(struct req *r)
{
	const struct db_rows *rows;
	struct db_row row;
	int i, f = 0;
	enum err e = load(r, &row);

	if (e == OK)
		e = spotcheck_object_siblings(r->arena, r->db, row_i64(row, "id"), &rows);
	if (e != OK)
		return e;
	crumbs(r, &row, NULL);
	view_object(r, "objects", 0, row);
	spot_fact(r, &f, "spot.object_id", row_text(row, "object_id"));
	spot_fact(r, &f, "spot.firm", row_text(row, "firm"));
	spot_fact(r, &f, "field.spot_object.address", row_text(row, "address"));
	spot_fact(r, &f, "field.spot_object.region", spot_text(r, row, "region"));
	spot_fact(r, &f, "field.industry", spot_text(r, row, "industry"));
	spot_fact(r, &f, "spot.class", row_text_null(row, "class"));
	spot_fact(r, &f, "register.status",
	    view_msg(r, arena_printf(r->arena, "subject.%s", row_text(row, "status")), NULL));
	for (i = 0; i < db_count(rows); i++) {
		struct db_row o = db_at(rows, i);

		view_text_at(r, "siblings", i, "object_id", row_text(o, "object_id"));
		view_text_at(r, "siblings", i, "name", row_text(o, "name"));
		view_text_at(r, "siblings", i, "kind", admin_word(r, "spot.object_kind", row_text(o, "kind")));
		view_text_at(r, "siblings", i, "href", ref_path(r, SPOT_OBJECTS, row_ref(o, "ref"), ""));
		view_bool_at(r, "siblings", i, "off", row_has(o, "ended_on"));
	}
	if (req_duty(r, SPOT_WRITE)) {
		view_text(r, "object.add", ref_path(r, SPOT_OBJECTS "new?firm=", row_ref(row, "subject_ref"), ""));
		if (!row_has(row, "ended_on") && spot_may(r, SPOT_OBJECT, row_i64(row, "id")))
			view_text(r, "object.end", ref_path(r, SPOT_OBJECTS, row_ref(row, "ref"), "/end"));
	}
	return req_render(r, 200, "spotcheck/object.cs");
}

/* ---- by query from the register */

static enum err
build_options(struct req *r, struct input *in)
{
	enum err e = spot_region_options(r, in, "region");

	if (e == OK)
		e = spot_code_options(r, in, "industry", "industry");
	if (e == OK)
		e = spot_code_options(r, in, "licence", "licence_kind");
	return e == OK ? spot_code_options(r, in, "classes", "credit_class") : e;
}

static struct spotcheck_scope
build_scope(const struct input *in)
{
	return (struct spotcheck_scope){ .region = input_given(in, "region") ? input_text(in, "region") : NULL,
	    .industry = input_given(in, "industry") ? input_text(in, "industry") : NULL,
	    .licence = input_given(in, "licence") ? input_text(in, "licence") : NULL,
	    .classes = input_given(in, "classes") ? input_text(in, "classes") : NULL, .not_since = DAY_NONE };
}

static enum err
show_build(struct req *r, int status, struct input *in)
{
	struct spotcheck_scope q = build_scope(in);
	struct spotcheck_found found;
	enum err e = spotcheck_library_count(r->arena, r->db, &q, time_day(r->now), &found);

	if (e != OK)
		return e;
	crumbs(r, NULL, view_msg(r, "spot.build", NULL));
	view_input(r, "spot_build", in);
	view_text(r, "build.region", q.region);
	view_text(r, "build.industry", q.industry);
	view_text(r, "build.licence", q.licence);
	view_text(r, "build.classes", q.classes);
	view_i64(r, "build.fresh", found.fresh);
	view_i64(r, "build.present", found.present);
	view_i64(r, "build.ended", found.ended);
	return req_render(r, status, "spotcheck/build.cs");
}

static enum err
get_build(struct req *r)
{
	struct input *in = input_new(r->arena, build_form);
	const struct field *f;
	enum err e = build_options(r, in);

	for (f = build_form; f->type != FIELD_END; f++) {
		const char *text = admin_query(r, f->name, 30);

		if (text != NULL)
			(void)input_set(in, f->name, text);
	}
	input_read(in, r->now, &r->problems);
	return e == OK ? show_build(r, r->problems.n > 0 ? 422 : 200, in) : e;
}

struct build_work {
	struct spotcheck_scope q;
	int32_t today;
	int64_t added, renewed;
};

static enum err
run_build(struct arena *a, struct db *db, struct admin_change *c)
{
	struct build_work *w = c->with;
	enum err e = spotcheck_library_add(a, db, &w->q, w->today, c->by, &w->added, &w->renewed);

	if (e == OK)
		c->after = arena_printf(a, "{\"added\":\"%" PRId64 "\",\"renewed\":\"%" PRId64
		    "\",\"region\":\"%s\",\"industry\":\"%s\",\"licence\":\"%s\",\"class\":\"%s\"}",
		    w->added, w->renewed, w->q.region != NULL ? w->q.region : "", w->q.industry != NULL ?
		    w->q.industry : "", w->q.licence != NULL ? w->q.licence : "", w->q.classes != NULL ?
		    w->q.classes : "");
	return e;
}

static enum err
post_build(struct req *r)
{
	struct input *in = input_new(r->arena, build_form);
	struct build_work w = { .today = time_day(r->now) };
	struct admin_change c = { .run = run_build, .with = &w, .kind = "spotcheck.library.built",
	    .subject = "register" };
	enum err e = build_options(r, in);

	if (e != OK)
		return e;
	req_input(r, in);
	w.q = build_scope(in);
	if (r->problems.n > 0)
		return show_build(r, 422, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_build(r, admin_again(r, e), in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, SPOT_OBJECTS, "notice.spot_built")) : e;
}

/* ---- single entries */

static enum err
new_input(struct req *r, struct input **in)
{
	static const char *const below[] = { "site", "product", "project", NULL };
	enum err e;

	*in = input_new(r->arena, new_form);
	admin_words(r, *in, "object_kind", "spot.object_kind", below);
	e = spot_region_options(r, *in, "region");
	return e == OK ? spot_code_options(r, *in, "industry", "industry") : e;
}

static enum err
show_new(struct req *r, int status, const struct input *in)
{
	struct admin_form f = { .scope = "spot_object", .path = SPOT_OBJECTS "new", .back = SPOT_OBJECTS, .in = in };
	struct db_row firm;

	crumbs(r, NULL, view_msg(r, "admin.spot_object.title", NULL));
	if (*input_value(in, "firm")->raw != '\0' &&
	    spotcheck_firm(r->arena, r->db, input_value(in, "firm")->raw, &firm) == OK)
		view_text(r, "page.subject", row_text(firm, "name"));
	return admin_show(r, status, &f);
}

static enum err
get_new(struct req *r)
{
	const char *firm = admin_query(r, "firm", 26);
	struct input *in;
	enum err e = new_input(r, &in);

	if (e == OK && firm != NULL)
		(void)input_set(in, "firm", firm);
	return e == OK ? show_new(r, 200, in) : e;
}

struct object_work {
	struct arena *arena;	/* of the request: outlives the transaction */
	struct spotcheck_object_new n;
	int64_t id;
	int32_t version, day;
	const char *reason;
};

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	struct object_work *w = c->with;
	const char *id = NULL;
	enum err e = spotcheck_object_add(a, db, &w->n, c->by, &id);

	if (e == OK)
		c->subject = arena_strdup(w->arena, id);
	return e;
}

static enum err
post_new(struct req *r)
{
	struct object_work w = { .arena = r->arena };
	struct admin_change c = { .run = run_add, .with = &w, .kind = "spotcheck.object.made" };
	struct db_row firm;
	struct input *in;
	enum err e = new_input(r, &in);

	if (e != OK)
		return e;
	req_input(r, in);
	if (input_given(in, "firm")) {
		e = spotcheck_firm(r->arena, r->db, input_text(in, "firm"), &firm);
		if (e == ERR_NOT_FOUND)
			problem_add(&r->problems, "firm", "spot_no_firm", NULL);
		else if (e != OK)
			return e;
		else
			w.n.subject = row_ref(firm, "ref");
	}
	if (r->problems.n > 0)
		return show_new(r, 422, in);
	w.n.kind = input_text(in, "object_kind");
	w.n.name = input_text(in, "object_name");
	w.n.address = input_text(in, "address");
	w.n.region = input_given(in, "region") ? input_text(in, "region") : NULL;
	w.n.industry = input_given(in, "industry") ? input_text(in, "industry") : NULL;
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_new(r, admin_again(r, e), in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, arena_printf(r->arena, SPOT_OBJECTS "?q=%s",
	    percent_encode(r->arena, c.subject != NULL ? c.subject : w.n.name)), "notice.saved")) : e;
}

static enum err
show_end(struct req *r, int status, struct db_row row, const struct input *in)
{
	struct admin_form f = { .scope = "spot_object_end",
	    .path = ref_path(r, SPOT_OBJECTS, row_ref(row, "ref"), "/end"),
	    .back = ref_path(r, SPOT_OBJECTS, row_ref(row, "ref"), ""), .in = in, .version = row_i64(row, "version") };

	view_text(r, "page.subject", row_text(row, "name"));
	crumbs(r, &row, view_msg(r, "admin.spot_object_end.title", NULL));
	return admin_show(r, status, &f);
}

static enum err
end_input(struct req *r, struct input **in, struct db_row *row)
{
	enum err e = load(r, row);

	*in = input_new(r->arena, end_form);
	input_default(*in, "ended_on", admin_day(r, time_day(r->now)));
	if (e == OK)
		e = spotcheck_may(r->arena, r->db, r->session->account, SPOT_OBJECT, row_i64(*row, "id"));
	if (e == OK && row_has(*row, "ended_on"))
		return err_set(ERR_STATE, "the entry has ended");
	return e == OK ? spot_code_options(r, *in, "end_reason", "object_end") : e;
}

static enum err
get_end(struct req *r)
{
	struct input *in;
	struct db_row row;
	enum err e = end_input(r, &in, &row);

	return e == OK ? show_end(r, 200, row, in) : e;
}

static enum err
run_end(struct arena *a, struct db *db, struct admin_change *c)
{
	struct object_work *w = c->with;

	return spotcheck_object_end(a, db, w->id, w->version, w->reason, w->day, c->by);
}

static enum err
post_end(struct req *r)
{
	struct object_work w = { .arena = r->arena };
	struct admin_change c = { .run = run_end, .with = &w, .kind = "spotcheck.object.ended" };
	struct input *in;
	struct db_row row;
	enum err e = end_input(r, &in, &row);

	if (e == OK)
		e = admin_version(r, &w.version);
	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n > 0)
		return show_end(r, 422, row, in);
	w.id = row_i64(row, "id");
	w.reason = input_text(in, "end_reason");
	w.day = input_day(in, "ended_on");
	c.subject = row_text(row, "object_id");
	c.after = input_to_json(r->arena, in);
	e = admin_do(r, &c);
	if (admin_again(r, e) != 0)
		return show_end(r, admin_again(r, e), row, in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, ref_path(r, SPOT_OBJECTS, row_ref(row, "ref"), ""),
	    "notice.saved")) : e;
}

const struct route spot_object_routes[] = {
	{ .method = GET, .path = "/desk/spotcheck/objects/", .duties = SPOT_READ, .run = get_list },
	{ .method = GET, .path = "/desk/spotcheck/objects/build", .duties = SPOT_WRITE, .run = get_build },
	{ .method = POST, .path = "/desk/spotcheck/objects/build", .duties = SPOT_WRITE, .run = post_build },
	{ .method = GET, .path = "/desk/spotcheck/objects/new", .duties = SPOT_WRITE, .run = get_new },
	{ .method = POST, .path = "/desk/spotcheck/objects/new", .duties = SPOT_WRITE, .run = post_new },
	{ .method = GET, .path = "/desk/spotcheck/objects/:ref", .duties = SPOT_READ, .run = get_object },
	{ .method = GET, .path = "/desk/spotcheck/objects/:ref/end", .duties = SPOT_WRITE, .run = get_end },
	{ .method = POST, .path = "/desk/spotcheck/objects/:ref/end", .duties = SPOT_WRITE, .run = post_end },
	{ 0 }
};
