/* toy.c - toys on the desk: one, or the list with the form of a new one.
 * Template: toy/toys.cs.  Rules: lib/toy/. */
#include "lib/toy/toy.h"

#include "cgi/common/answer.h"
#include "cgi/common/rows.h"
#include "cgi/toy/toy.h"

static enum err
view_toys(struct req *r, struct ref ref, int *n)
{
	static const struct column cols[] = { { "ref", 'r' }, { "name", 't' }, { "colour", 'l' }, { "made_at", 'T' },
	    { "document", 'r' }, { 0 } };
	const struct db_rows *rows;
	enum err e = toy_list(r->arena, r->db, ref, &rows);

	if (e != OK)
		return e;
	rows_view(r, "toys", rows, cols);
	*n = db_count(rows);
	return OK;
}

static enum err
render(struct req *r, int status, const struct input *in)
{
	int n;
	enum err e = view_toys(r, (struct ref){ { 0 } }, &n);

	if (e != OK)
		return e;
	view_bool(r, "form", true);
	view_input(r, "toy", in);
	return req_render(r, status, "toy/toys.cs");
}

static enum err
get_list(struct req *r)
{
	struct input *in;
	enum err e = toy_form(r->arena, r->db, r->session->account, &in);

	return e == OK ? render(r, 200, in) : e;
}

static enum err
get_show(struct req *r)
{
	struct ref ref;
	int n = 0;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = view_toys(r, ref, &n);
	if (e == OK && n == 0)
		return err_set(ERR_NOT_FOUND, "no such toy");
	return e == OK ? req_render(r, 200, "toy/toys.cs") : e;
}

static enum err
post_make(struct req *r)
{
	struct act act = req_act(r);
	const char *answer;
	struct input *in;
	enum err e = toy_form(r->arena, r->db, r->session->account, &in);

	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n > 0)
		return render(r, 422, in);
	e = toy_make(r->arena, r->db, &act, in, &r->problems, &answer);
	if (e == ERR_INPUT && r->problems.n > 0)
		return render(r, 422, in);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, answer_path(r, answer), "notice.done")) : e;
}

const struct route toy_routes[] = {
	{ .method = GET, .path = "/desk/toys/", .duties = DUTY_OFFICER, .run = get_list },
	{ .method = GET, .path = "/desk/toys/:ref", .duties = DUTY_OFFICER, .run = get_show },
	{ .method = POST, .path = "/desk/toys/", .duties = DUTY_OFFICER, .run = post_make },
	{ 0 }
};
