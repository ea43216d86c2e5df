/* seal_device.c - a paper that waits for its agency's seal device: the file and the statement to sign, and the two
 * signatures that come back.  Template: document/seal.cs.  Data: lib/paper/rendition.h. */
#include <string.h>

#include "cgi/paper/document.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/paper/rendition.h"
#include "lib/record/document.h"

#define SIGNATURE_TEXT 200	/* base64 of a DER signature has at most 96 characters */

static const struct field sealing[] = {
	{ .name = "pdf_signature", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 60,
	    .max = SIGNATURE_TEXT },
	{ .name = "statement_signature", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 60,
	    .max = SIGNATURE_TEXT },
	{ 0 }
};

/* Where nothing waits there is no page. */
static enum err
load(struct req *r, struct record_document *d, struct paper_rendition *made)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = record_document_get(r->arena, r->db, ref, d);
	if (e == OK && !d->waits)
		e = err_set(ERR_NOT_FOUND, "does not wait for a seal");
	if (e == OK)
		req_reads(r, "document", ref, 1);
	return e == OK ? document_rendition(r, d, made) : e;
}

static enum err
show(struct req *r, int status, const struct record_document *d, const struct paper_rendition *made, struct input *in)
{
	char ref[REF_TEXT_SIZE];

	ref_text(d->ref, ref);
	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.home", NULL));
	view_text_at(r, "crumbs", 0, "href", "/desk/");
	view_text_at(r, "crumbs", 1, "label", req_pick(r, d->name_zh, d->name_en));
	view_text_at(r, "crumbs", 1, "href", arena_printf(r->arena, "/desk/documents/%s", ref));
	view_text_at(r, "crumbs", 2, "label", view_msg(r, "document.to_device", NULL));
	view_text(r, "page.path", arena_printf(r->arena, "/desk/documents/%s/seal", ref));
	view_text(r, "page.back", arena_printf(r->arena, "/desk/documents/%s", ref));
	view_text(r, "page.number", d->number);
	view_text(r, "page.sha256", made->sha256);
	view_input(r, "seal", in);
	return req_render(r, status, "document/seal.cs");
}

static enum err
get_seal(struct req *r)
{
	struct paper_rendition made;
	struct record_document d;
	enum err e = load(r, &d, &made);

	return e == OK ? show(r, 200, &d, &made, input_new(r->arena, sealing)) : e;
}

static enum err
get_file(struct req *r)
{
	struct paper_rendition made;
	struct record_document d;
	enum err e = load(r, &d, &made);

	return e == OK ? document_send(r, &d, "application/pdf", ".pdf", made.pdf, made.n) : e;
}

static enum err
get_statement(struct req *r)
{
	struct paper_rendition made;
	struct record_document d;
	const char *text;
	enum err e = load(r, &d, &made);

	if (e != OK)
		return e;
	text = paper_seal_statement(r->arena, d.ref, d.sha256, made.sha256);
	return document_send(r, &d, "text/plain; charset=utf-8", ".txt", text, strlen(text));
}

static void
signature_of(struct req *r, const struct input *in, const char *name, const void **out, size_t *n)
{
	if (input_given(in, name) && !paper_seal_read(r->arena, input_text(in, name), out, n))
		problem_add(&r->problems, name, "not_a_signature", NULL);
}

static enum err
post_seal(struct req *r)
{
	struct input *in = input_new(r->arena, sealing);
	struct paper_rendition made;
	struct record_document d;
	struct paper_seal by;
	bool fits = false;
	char ref[REF_TEXT_SIZE];
	enum err e = load(r, &d, &made);

	if (e != OK)
		return e;
	req_input(r, in);
	signature_of(r, in, "pdf_signature", &by.pdf, &by.pdf_n);
	signature_of(r, in, "statement_signature", &by.statement, &by.statement_n);
	if (r->problems.n > 0)
		return show(r, 422, &d, &made, in);
	e = paper_rendition_seal(r->arena, r->db, &d, &made, r->session->account, &by, &fits);
	if (e != OK)
		return e;
	if (!fits) {
		problem_add(&r->problems, "pdf_signature", "seal_differs", NULL);
		return show(r, 422, &d, &made, in);
	}
	ref_text(d.ref, ref);
	return req_redirect(r, "/desk/documents/%s", ref);
}

const struct route document_seal_routes[] = {
	{ .method = GET, .path = "/desk/documents/:ref/seal", .duties = DOCUMENT_SEALERS, .flags = ROUTE_PERSONAL,
	    .run = get_seal },
	{ .method = GET, .path = "/desk/documents/:ref/seal/file", .duties = DOCUMENT_SEALERS, .flags = ROUTE_PERSONAL,
	    .run = get_file },
	{ .method = GET, .path = "/desk/documents/:ref/seal/statement", .duties = DOCUMENT_SEALERS,
	    .flags = ROUTE_PERSONAL,
	  .run = get_statement },
	{ .method = POST, .path = "/desk/documents/:ref/seal", .duties = DOCUMENT_SEALERS, .flags = ROUTE_PERSONAL,
	    .run = post_seal },
	{ 0 }
};
