/* file.c - a paper as a file, in the pool for slow work: its sealed PDF and the signature, or a draft's PDF.
 * Data: lib/record/document.h, rendition.h. */
#include <string.h>

#include "cgi/paper/document.h"
#include "cgi/slow.h"

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/paper/rendition.h"
#include "lib/record/document.h"

enum err
document_rendition(struct req *r, const struct record_document *d, struct paper_rendition *out)
{
	const void *pdf;
	size_t n;
	enum err e = paper_rendition_get(r->arena, r->db, d->id, out);

	if (e != ERR_NOT_FOUND)
		return e;
	e = document_set(req_programs_web(r), r->arena, d, "", &pdf, &n);
	return e == OK ? paper_rendition_make(r->arena, r->db, d, r->session->account, pdf, n, out) : e;
}

enum err
document_send(struct req *r, const struct record_document *d, const char *type, const char *end,
    const void *bytes, size_t n)
{
	char ref[REF_TEXT_SIZE];

	ref_text(d->ref, ref);
	req_set_header(r, "Content-Disposition", arena_printf(r->arena, "attachment; filename=\"%s%s\"", ref, end));
	return req_send(r, 200, type, bytes, n);
}

static enum err
send_pdf(struct req *r, const struct record_document *d, const char *end, const void *pdf, size_t n)
{
	char ref[REF_TEXT_SIZE];

	ref_text(d->ref, ref);
	return req_send_pdf(r, arena_printf(r->arena, "%s%s", ref, end), pdf, n);
}

static enum err
send_kept(struct req *r, const struct record_document *d, bool signature)
{
	struct paper_rendition made;
	enum err e = paper_rendition_get(r->arena, r->db, d->id, &made);

	if (e == OK && made.signature == NULL)
		e = err_set(ERR_STATE, "made for a device that has ended");
	if (e != OK)
		return e;
	return signature ? document_send(r, d, "application/octet-stream", ".pdf.sig", made.signature,
	    made.signature_n) :
	    send_pdf(r, d, ".pdf", made.pdf, made.n);
}

static enum err
send_draft(struct req *r, const struct record_document *d, const char *mark)
{
	const void *pdf;
	size_t n;
	enum err e = document_set(req_programs_web(r), r->arena, d, mark, &pdf, &n);

	return e == OK ? send_pdf(r, d, "-draft.pdf", pdf, n) : e;
}

/* /desk/documents/<ref>.pdf and <ref>.pdf.sig: the page's rights, noted the same way. */
static enum err
get_file(struct req *r)
{
	const char *name = req_path_text(r, "file"), *end = name + strcspn(name, "."), *mark;
	bool answered = false, signature = str_eq(end, ".pdf.sig");
	struct record_document d;
	struct ref ref;
	enum err e;

	if (!ref_parse(arena_strndup(r->arena, name, (size_t)(end - name)), &ref) ||
	    (!str_eq(end, ".pdf") && !signature))
		return err_set(ERR_NOT_FOUND, "not a paper's file");
	e = record_document_get(r->arena, r->db, ref, &d);
	if (e != OK)
		return e;
	req_reads(r, "document", ref, 1);
	mark = document_mark(&d);
	if (*mark != '\0' && signature)
		return err_set(ERR_NOT_FOUND, "not sealed");
	if (*mark == '\0')
		e = document_wait_answer(r, &d, &answered);
	if (answered)
		req_reads_noted(r);	/* that it is being made is all that is shown */
	if (e != OK || answered)
		return e;
	return *mark != '\0' ? send_draft(r, &d, mark) : send_kept(r, &d, signature);
}

const struct route document_file_routes[] = {
	{ .method = GET, .path = "/desk/documents/:file", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	    .flags = ROUTE_PERSONAL, .run = get_file },
	{ 0 }
};
