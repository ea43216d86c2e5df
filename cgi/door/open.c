/* open.c - a party's file at the door, while it is open: its papers one by one, or all of them as a zip that begins
 * with a cover saying who reads.  Templates: door/file.cs, paper/cover.cs. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/door/door.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/door/open.h"
#include "lib/door/public.h"
#include "lib/paper/paper.h"

struct opened {
	const char *token;
	struct ref which;
	struct door_open open;
	bool in;
};

/* in false: answered. */
static enum err
begin(struct req *r, struct opened *o)
{
	struct door_visitor who;
	struct db_row row;
	enum err e = door_visit(r, &who, &o->token, &o->in);

	if (e != OK || !o->in)
		return e;
	e = door_case_of_path(r, o->token, &o->which, &row);
	if (e == OK)
		e = door_open_get(r->arena, r->db, o->token, o->which, &o->open);
	if (e != OK)
		return e;
	view_text(r, "file.by", o->open.by_whom);
	view_bool(r, "file.agent", o->open.agent);
	view_time(r, "file.since", o->open.granted_at);
	view_time(r, "file.until", o->open.until_at);
	view_time(r, "file.now", r->now);
	view_ref(r, "file.ref", o->open.ref);
	return OK;
}

static enum err
view_papers(struct req *r, const struct opened *o)
{
	static const struct column cols[] = { { "name", 'l' }, { "name_zh", 't' }, { "number", 't' },
	    { "made_at", 'T' }, { 0 } };
	const char *path = ref_path(r, DOOR "cases/", o->which, "/file/");
	const struct db_rows *rows;
	int i;
	enum err e = door_open_papers(r->arena, r->db, o->token, o->which, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row p = db_at(rows, i);

		row_view_at(r, "papers", i, p, cols);
		if (row_bool(p, "made"))
			view_text_at(r, "papers", i, "href", ref_path(r, path, row_ref(p, "ref"), ".pdf"));
	}
	view_text(r, "file.zip", arena_printf(r->arena, "%sall.zip", path));
	return e;
}

static enum err
get_file(struct req *r)
{
	struct opened o;
	enum err e = begin(r, &o);

	if (e != OK || !o.in)
		return e;
	e = view_papers(r, &o);
	return e == OK ? req_render(r, 200, "door/file.cs") : e;
}

static enum err
send_zip(struct req *r, const struct opened *o)
{
	const char *article;
	const void *cover, *zip;
	size_t cover_n, n;
	enum err e = view_papers(r, o);

	if (e == OK)
		e = req_render_text(r, "paper/cover.cs", &article);
	if (e == OK)
		e = paper_pdf(r->arena, view_msg(r, "door.file_title", NULL), r->now, article, &cover, &cover_n);
	if (e == OK)
		e = door_open_zip(r->arena, r->db, o->token, o->which, cover, cover_n, &zip, &n);
	if (e != OK)
		return e;
	req_set_header(r, "Content-Disposition", "attachment; filename=\"file.zip\"");
	return req_send(r, 200, "application/zip", zip, n);
}

/* /my/cases/<ref>/file/<ref>.pdf, all.zip */
static enum err
get_part(struct req *r)
{
	const char *name = req_path_text(r, "file");
	size_t n = strlen(name);
	struct opened o;
	const void *pdf;
	struct ref ref;
	enum err e = begin(r, &o);

	if (e != OK || !o.in)
		return e;
	if (str_eq(name, "all.zip"))
		return send_zip(r, &o);
	if (n < 4 || strcmp(name + n - 4, ".pdf") != 0 || !ref_parse(arena_strndup(r->arena, name, n - 4), &ref))
		return err_set(ERR_NOT_FOUND, "not a paper's file");
	e = door_open_paper(r->arena, r->db, o.token, o.which, ref, &pdf, &n);
	return e == OK ? req_send_pdf(r, name, pdf, n) : e;
}

const struct route door_open_routes[] = {
	{ .method = GET, .path = "/my/cases/:ref/file", .flags = ROUTE_PUBLIC, .run = get_file },
	{ .method = GET, .path = "/my/cases/:ref/file/:file", .flags = ROUTE_PUBLIC, .run = get_part },
	{ 0 }
};
