/* wish.c - what a firm asks for at its door: one visit of several agencies, days without visits.  Officers see it where
 * they plan.  Template: door/wish.cs. */
#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/door/public.h"
#include "lib/joint/public.h"

#define WISH "/my/wish"

static const struct field fields[] = {
	{ .name = "kind", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "from_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ .name = "to_on", .type = FIELD_DAY, .flags = FIELD_REQUIRED },
	{ 0 }
};

static struct input *
form_of(struct req *r)
{
	static const char *const kinds[] = { "quiet", "joint", NULL };
	struct input *in = input_new(r->arena, fields);
	int i;

	for (i = 0; kinds[i] != NULL; i++)
		input_option(in, "kind", kinds[i], door_word(r, "wish_", kinds[i]), door_word(r, "wish_", kinds[i]));
	return in;
}

enum err
door_view_wishes(struct req *r, const char *token)
{
	static const struct column cols[] = { { "from_on", 'd' }, { "to_on", 'd' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = joint_wishes_of(r->arena, r->db, token, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		row_view_at(r, "wishes", i, db_at(rows, i), cols);
		view_text_at(r, "wishes", i, "kind", door_word(r, "wish_", row_text(db_at(rows, i), "kind")));
	}
	return e;
}

static enum err
page(struct req *r, int status, const char *token, const struct input *in)
{
	enum err e = door_view_wishes(r, token);

	if (e != OK)
		return e;
	view_text(r, "wish.path", door_path(r, WISH));
	view_input(r, "wish", in);
	return req_render(r, status, "door/wish.cs");
}

static enum err
get_wish(struct req *r)
{
	struct door_visitor who;
	const char *token;
	bool in;
	enum err e = door_visit(r, &who, &token, &in);

	return e == OK && in ? page(r, 200, token, form_of(r)) : e;
}

static enum err
post_wish(struct req *r)
{
	struct door_visitor who;
	struct input *form;
	const char *token;
	bool in;
	enum err e = door_visit(r, &who, &token, &in);

	if (e != OK || !in)
		return e;
	if (!req_csrf_ok(r))
		return err_set(ERR_DENIED, "a form of another session");
	form = form_of(r);
	req_input(r, form);
	if (r->problems.n > 0)
		return page(r, 422, token, form);
	e = joint_wish(r->arena, r->db, token, input_text(form, "kind"), input_day(form, "from_on"),
	    input_day(form, "to_on"), time_day(r->now));
	if (e == OK)
		return req_redirect(r, "%s", door_path(r, DOOR));
	if (e != ERR_STATE && e != ERR_NOT_FOUND)
		return e;
	problem_add(&r->problems, "from_on", e == ERR_STATE ? "wish_days" : "wish_nobody", NULL);
	return page(r, 422, token, form);
}

const struct route door_wish_routes[] = {
	{ .method = GET, .path = WISH, .flags = ROUTE_PUBLIC, .run = get_wish },
	{ .method = POST, .path = WISH, .flags = ROUTE_PUBLIC, .run = post_wish },
	{ 0 }
};
