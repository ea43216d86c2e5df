/* cgi/document.c - shows a paper (文书): its frozen data in the template of its type, as a page or as a sealed PDF.
 * Templates: document/<type>.cs.  Data: lib/record/document.h, rendition.h. */
#include <string.h>

#include "cgi/document.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/people/pass.h"
#include "lib/people/people.h"
#include "lib/record/document.h"
#include "lib/record/paper.h"
#include "lib/record/rendition.h"
#include "lib/web/web.h"

static const char *public_address;

void
document_use_address(const char *url)
{
	public_address = url;
}

static const char *
state_kind(const char *state)
{
	if (strcmp(state, "sealed") == 0)
		return "song";
	return strcmp(state, "void") == 0 ? "zhu" : "amber";
}

/* mark: "" as it is in force; else what is written across it: "draft", "void", "waits". */
static void
view_paper(struct req *r, const struct record_document *d, const char *mark)
{
	char ref[REF_TEXT_SIZE];

	ref_text(d->ref, ref);
	view_json(r, "doc", d->data);
	view_text(r, "paper.type", d->type);
	view_i64(r, "paper.version", d->template_version);
	view_text(r, "paper.number", str_empty(d->number) ? NULL : d->number);
	view_text(r, "paper.sha256", d->sha256);
	view_time(r, "paper.made", d->made_at);
	if (*mark == '\0')
		view_text(r, "paper.verify", arena_printf(r->arena, "%s/verify/%s", public_address, ref));
	else
		view_text(r, "paper.draft", mark);
	view_text(r, "paper.pdf", arena_printf(r->arena, "/desk/documents/%s.pdf", ref));
	if (*mark == '\0')
		view_text(r, "paper.sig", arena_printf(r->arena, "/desk/documents/%s.pdf.sig", ref));
	if (d->waits && req_duty(r, DOCUMENT_SEALERS))
		view_text(r, "paper.seal", arena_printf(r->arena, "/desk/documents/%s/seal", ref));
}

static const char *
mark_of(const struct record_document *d)
{
	if (d->waits || str_eq(d->state, "to_seal"))
		return "waits";
	if (str_eq(d->state, "sealed"))
		return "";
	return str_eq(d->state, "void") ? "void" : "draft";
}

static enum err
show_page(struct req *r, const struct record_document *d)
{
	char text[REF_TEXT_SIZE];

	ref_text(d->case_ref, text);
	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.home", NULL));
	view_text_at(r, "crumbs", 0, "href", "/desk/");
	view_text_at(r, "crumbs", 1, "label", d->case_title);
	view_text_at(r, "crumbs", 1, "href", arena_printf(r->arena, "/desk/%s/%s",
	    str_eq(d->subject_kind, "inspection") ? "inspections" : "cases", text));
	view_text_at(r, "crumbs", 2, "label", str_eq(r->lang, "en") ? d->name_en : d->name_zh);
	view_paper(r, d, mark_of(d));
	view_text(r, "paper.state_kind", state_kind(d->state));
	view_text(r, "paper.state_name", view_msg(r, arena_printf(r->arena, "document.state.%s", d->state), NULL));
	return req_render(r, 200, arena_printf(r->arena, "document/%s.cs", d->type));
}

/* The article of the page, set. */
static enum err
set_paper(struct req *r, const struct record_document *d, const char *mark, const void **pdf, size_t *n)
{
	const char *article;
	enum err e;

	view_paper(r, d, mark);
	view_bool(r, "paper.bare", true);
	e = req_render_text(r, arena_printf(r->arena, "document/%s.cs", d->type), &article);
	return e == OK ? paper_pdf(r->arena, d->name_zh, d->made_at, article, pdf, n) : e;
}

enum err
document_rendition(struct req *r, const struct record_document *d, struct record_rendition *out)
{
	const void *pdf;
	size_t n;
	enum err e = record_rendition_get(r->arena, r->db, d->id, out);

	if (e != ERR_NOT_FOUND)
		return e;
	e = set_paper(r, d, "", &pdf, &n);
	return e == OK ? record_rendition_make(r->arena, r->db, d, r->session->account, pdf, n, out) : e;
}

enum err
document_send(struct req *r, const struct record_document *d, const char *type, const char *end, const void *bytes, size_t n)
{
	char ref[REF_TEXT_SIZE];

	ref_text(d->ref, ref);
	req_set_header(r, "Content-Disposition", arena_printf(r->arena, "inline; filename=\"%s%s\"", ref, end));
	return req_send(r, 200, type, bytes, n);
}

static enum err
send_pdf(struct req *r, const struct record_document *d)
{
	const char *mark = mark_of(d);
	struct record_rendition made;
	const void *pdf;
	size_t n;
	enum err e;

	if (*mark != '\0') {
		e = set_paper(r, d, mark, &pdf, &n);
		return e == OK ? document_send(r, d, "application/pdf", "-draft.pdf", pdf, n) : e;
	}
	e = document_rendition(r, d, &made);
	if (e == OK && made.signature == NULL)
		e = err_set(ERR_STATE, "made for a device that has ended");
	return e == OK ? document_send(r, d, "application/pdf", ".pdf", made.pdf, made.n) : e;
}

static enum err
send_signature(struct req *r, const struct record_document *d)
{
	struct record_rendition made;
	enum err e;

	if (*mark_of(d) != '\0')
		return err_set(ERR_NOT_FOUND, "not sealed");
	e = document_rendition(r, d, &made);
	if (e == OK && made.signature == NULL)
		e = err_set(ERR_STATE, "made for a device that has ended");
	return e == OK ? document_send(r, d, "application/octet-stream", ".pdf.sig", made.signature, made.signature_n) : e;
}

/* /desk/documents/<ref>, <ref>.pdf and <ref>.pdf.sig: the same rights, noted the same way. */
static enum err
get_show(struct req *r)
{
	const char *name = req_path_text(r, "ref"), *end = name + strcspn(name, ".");
	struct record_document d;
	struct ref ref;
	enum err e;

	if (!ref_parse(arena_strndup(r->arena, name, (size_t)(end - name)), &ref) ||
	    (*end != '\0' && !str_eq(end, ".pdf") && !str_eq(end, ".pdf.sig")))
		return err_set(ERR_NOT_FOUND, "not a paper");
	e = record_document_get(r->arena, r->db, ref, &d);
	if (e == OK)
		e = people_access_note(r->arena, r->db, r->session->account, r->route->path, "document", ref, 1);
	if (e != OK)
		return e;
	if (*end == '\0')
		return show_page(r, &d);
	return str_eq(end, ".pdf") ? send_pdf(r, &d) : send_signature(r, &d);
}

const struct route document_routes[] = {
	{ .method = GET, .path = "/desk/documents/:ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_PERSONAL, .run = get_show },
	{ 0 }
};
