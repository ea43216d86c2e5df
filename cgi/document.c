/* cgi/document.c - shows a paper (文书): its frozen data in the template of its type.
 * Templates: document/<type>.cs.  Data: lib/record/document.h. */
#include <string.h>

#include "cgi/document.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/pass.h"
#include "lib/people/people.h"
#include "lib/record/document.h"
#include "lib/web/web.h"

static const char *
state_kind(const char *state)
{
	if (strcmp(state, "sealed") == 0)
		return "song";
	return strcmp(state, "void") == 0 ? "zhu" : "amber";
}

static enum err
get_show(struct req *r)
{
	struct record_document d;
	struct ref ref;
	char text[REF_TEXT_SIZE];
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = record_document_get(r->arena, r->db, ref, &d);
	if (e == OK)
		e = people_access_note(r->arena, r->db, r->session->account, r->route->path, "document", ref, 1);
	if (e != OK)
		return e;
	ref_text(d.case_ref, text);
	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.home", NULL));
	view_text_at(r, "crumbs", 0, "href", "/desk/");
	view_text_at(r, "crumbs", 1, "label", d.case_title);
	view_text_at(r, "crumbs", 1, "href", arena_printf(r->arena, "/desk/%s/%s",
	    str_eq(d.subject_kind, "inspection") ? "inspections" : "cases", text));
	view_text_at(r, "crumbs", 2, "label", str_eq(r->lang, "en") ? d.name_en : d.name_zh);
	view_json(r, "doc", d.data);
	view_text(r, "paper.type", d.type);
	view_i64(r, "paper.version", d.template_version);
	view_text(r, "paper.number", d.number);
	view_text(r, "paper.state_kind", state_kind(d.state));
	view_text(r, "paper.state_name", view_msg(r, arena_printf(r->arena, "document.state.%s", d.state), NULL));
	view_text(r, "paper.sha256", d.sha256);
	view_time(r, "paper.made", d.made_at);
	return req_render(r, 200, arena_printf(r->arena, "document/%s.cs", d.type));
}

const struct route document_routes[] = {
	{ .method = GET, .path = "/desk/documents/:ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_PERSONAL, .run = get_show },
	{ 0 }
};
