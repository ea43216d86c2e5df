/* refuse.c - a firm refuses a visit at its door, on a coded ground; what was decided, it reads on the visit's page.
 * Template: door/refuse.cs. */
#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/door/public.h"
#include "lib/joint/public.h"

static const struct field fields[] = {
	{ .name = "ground", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "aware", .type = FIELD_TICK, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ 0 }
};

struct refusing {
	struct door_visitor who;
	const char *token;
	struct ref visit;
	struct input *in;
	int grounds;
	bool inside;
};

/* Whose visit it is, and the grounds it may be refused on now. */
static enum err
begin(struct req *r, struct refusing *x)
{
	const struct db_rows *rows;
	int i;
	enum err e = door_visit(r, &x->who, &x->token, &x->inside);

	if (e != OK || !x->inside)
		return e;
	e = req_path_ref(r, "ref", &x->visit);
	if (e == OK)
		e = door_visit_of_path(r, x->token, x->visit);
	if (e == OK)
		e = joint_refuse_grounds(r->arena, r->db, x->token, x->visit, &rows);
	if (e != OK)
		return e;
	x->grounds = db_count(rows);
	x->in = input_new(r->arena, fields);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);

		input_option(x->in, "ground", row_text(row, "code"), arena_printf(r->arena, "%s（%s）",
		    row_text(row, "name_zh"), row_text(row, "source")), row_text(row, "name_en"));
	}
	return OK;
}

static enum err
page(struct req *r, int status, const struct refusing *x)
{
	view_text(r, "refuse.path", door_path(r, ref_path(r, DOOR "visits/", x->visit, "/refuse")));
	view_text(r, "refuse.back", door_path(r, ref_path(r, DOOR "visits/", x->visit, "")));
	view_bool(r, "refuse.may", x->grounds > 0);
	view_input(r, "refuse", x->in);
	return req_render(r, status, "door/refuse.cs");
}

static enum err
get_refuse(struct req *r)
{
	struct refusing x = { .grounds = 0 };
	enum err e = begin(r, &x);

	return e == OK && x.inside ? page(r, x.grounds > 0 ? 200 : 409, &x) : e;
}

static enum err
post_refuse(struct req *r)
{
	struct refusing x = { .grounds = 0 };
	enum err e = begin(r, &x);

	if (e != OK || !x.inside)
		return e;
	if (!req_csrf_ok(r))
		return err_set(ERR_DENIED, "a form of another session");
	req_input(r, x.in);
	if (r->problems.n == 0 && input_number(x.in, "aware") == 0)
		problem_add(&r->problems, "aware", "refuse_aware", NULL);
	if (r->problems.n > 0)
		return page(r, 422, &x);
	e = joint_refuse(r->arena, r->db, x.token, x.visit, input_text(x.in, "ground"));
	if (e == OK || e == ERR_CONFLICT)	/* sent twice: it is there */
		return req_redirect(r, "%s", door_path(r, ref_path(r, DOOR "visits/", x.visit, "")));
	if (e != ERR_STATE)
		return e;
	problem_add(&r->problems, "", "refuse_not_now", NULL);
	return page(r, 409, &x);
}

enum err
door_view_refusals(struct req *r, const char *token, struct ref visit)
{
	static const struct column cols[] = { { "ground", 'l' }, { "received_at", 'T' }, { "decided_at", 'T' },
	    { "words", 't' }, { "to", 'l' }, { 0 } };
	const struct db_rows *rows, *grounds;
	int i;
	enum err e = joint_refused_of(r->arena, r->db, token, visit, &rows);

	if (e == OK)
		e = joint_refuse_grounds(r->arena, r->db, token, visit, &grounds);
	if (e != OK)
		return e;
	rows_view(r, "refused", rows, cols);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);
		const char *state = row_text(row, "state");

		view_text_at(r, "refused", i, "state", door_word(r, "refused_", state));
		view_text_at(r, "refused", i, "tone", str_eq(state, "stopped") ? "zhu" : str_eq(state, "goes_on") ?
		    "song" : "amber");
		if (row_has(row, "wrong"))
			view_text_at(r, "refused", i, "wrong", door_word(r, "wrong_", row_text(row, "wrong")));
	}
	if (db_count(grounds) > 0)
		view_text(r, "refuse.path", door_path(r, ref_path(r, DOOR "visits/", visit, "/refuse")));
	return OK;
}

const struct route door_refuse_routes[] = {
	{ .method = GET, .path = "/my/visits/:ref/refuse", .flags = ROUTE_PUBLIC, .run = get_refuse },
	{ .method = POST, .path = "/my/visits/:ref/refuse", .flags = ROUTE_PUBLIC, .run = post_refuse },
	{ 0 }
};
