/* document.c - shows a paper (文书): its frozen data in the template of its type, as a page.  The file is file.c's.
 * Templates: document/<type>.cs.  Data: lib/record/document.h. */
#include <string.h>

#include "cgi/common/rows.h"
#include "cgi/common/subject.h"
#include "cgi/paper/document.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/paper/sealing.h"
#include "lib/record/content.h"
#include "lib/record/document.h"

static const char *
state_kind(const char *state)
{
	if (strcmp(state, "sealed") == 0)
		return "song";
	return strcmp(state, "void") == 0 ? "zhu" : "amber";
}

static void
view_links(struct req *r, const struct record_document *d)
{
	char ref[REF_TEXT_SIZE];

	ref_text(d->ref, ref);
	view_text(r, "paper.pdf", arena_printf(r->arena, "/desk/documents/%s.pdf", ref));
	if (*document_mark(d) == '\0')
		view_text(r, "paper.sig", arena_printf(r->arena, "/desk/documents/%s.pdf.sig", ref));
	if (d->waits && req_duty(r, DOCUMENT_SEALERS))
		view_text(r, "paper.seal", arena_printf(r->arena, "/desk/documents/%s/seal", ref));
}

/* What an article wants in it, held against its data: the check sheet of who reads it. */
static enum err
view_contents(struct req *r, const struct record_document *d)
{
	json_t *data = json_loads(d->data, 0, NULL);
	struct record_content *list;
	size_t i, n, held = 0;
	enum err e = record_content_list(r->arena, r->db, d->type, data, time_day(d->frozen_at), &list, &n);

	json_decref(data);
	for (i = 0; e == OK && i < n; i++) {
		view_text_at(r, "contents", (int)i, "name", req_pick(r, list[i].name_zh, list[i].name_en));
		view_text_at(r, "contents", (int)i, "source", list[i].source);
		view_bool_at(r, "contents", (int)i, "held", list[i].held);
		if (!list[i].held)
			view_text_at(r, "contents", (int)i, "todo", req_pick(r, list[i].todo_zh, list[i].todo_en));
		held += list[i].held;
	}
	if (e == OK && n > 0)
		view_text(r, "paper.contents", view_msg(r, held == n ? "document.contents.all" :
		    "document.contents.some", "n", arena_printf(r->arena, "%zu", held), "of",
		    arena_printf(r->arena, "%zu", n), NULL));
	return e;
}

static enum err
show_page(struct req *r, const struct record_document *d)
{
	enum err e;

	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.home", NULL));
	view_text_at(r, "crumbs", 0, "href", "/desk/");
	view_text_at(r, "crumbs", 1, "label", d->subject_title);
	view_text_at(r, "crumbs", 1, "href", subject_path(r, d->subject_kind, d->subject_ref, d->subject_ref, ""));
	view_text_at(r, "crumbs", 2, "label", req_pick(r, d->name_zh, d->name_en));
	document_view(r, d, document_mark(d));
	view_links(r, d);
	e = document_wait_view(r, d);
	if (e == OK)
		e = view_contents(r, d);
	if (e != OK)
		return e;
	view_text(r, "paper.state_kind", state_kind(d->state));
	view_text(r, "paper.state_name", view_msg(r, arena_printf(r->arena, "document.state.%s", d->state), NULL));
	return req_render(r, 200, arena_printf(r->arena, "document/%s.cs", d->type));
}

static enum err
get_show(struct req *r)
{
	struct record_document d;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = record_document_get(r->arena, r->db, ref, &d);
	if (e == OK)
		req_reads(r, "document", ref, 1);
	return e == OK ? show_page(r, &d) : e;
}

/* Its file is tried again at once. */
static enum err
post_again(struct req *r)
{
	struct record_document d;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = record_document_get(r->arena, r->db, ref, &d);
	if (e == OK)
		e = paper_sealing_ask(r->arena, r->db, d.id, true);
	return e == OK ? req_redirect(r, "%s", ref_path(r, "/desk/documents/", ref, "")) : e;
}

const struct route document_routes[] = {
	{ .method = GET, .path = "/desk/documents/:ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	    .flags = ROUTE_PERSONAL, .run = get_show },
	{ .method = POST, .path = "/desk/documents/:ref/again", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	    .run = post_again },
	{ 0 }
};
