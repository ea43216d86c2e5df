/* item.c - the page of an evidence item with its files, the form that adds one, and the files themselves.
 * Template: evidence/item.cs.  Rights, rows and the record: lib/caseflow/attachment.h; bytes: lib/evidence/store.h. */
#include <inttypes.h>

#include "cgi/common/files.h"
#include "cgi/common/rows.h"
#include "cgi/slow.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/secrecy.h"
#include "lib/base/str.h"
#include "lib/caseflow/attachment.h"
#include "lib/evidence/file.h"
#include "lib/evidence/picture.h"
#include "lib/evidence/type.h"
#include "lib/people/people.h"

#define POLICY "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline';" \
	" frame-ancestors 'none'"

void
evidence_picture(struct req *r, struct ref attachment)
{
	if (evidence_picture_make(r->arena, r->db, attachment, r->now) != OK)
		LOG(LOG_WARN, "picture", LOG_TEXT("request", r->id), LOG_TEXT("detail", err_last()));
}

/* ---- the page */

static void
view_item(struct req *r, const struct caseflow_item *it, const struct case_file *cf)
{
	const char *path = ref_path(r, "/desk/cases/", cf->ref, "");

	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.home", NULL));
	view_text_at(r, "crumbs", 0, "href", "/desk/");
	view_text_at(r, "crumbs", 1, "label", cf->title);
	view_text_at(r, "crumbs", 1, "href", arena_printf(r->arena, "%s?tab=evidence", path));
	view_text_at(r, "crumbs", 2, "label", it->name);
	view_ref(r, "item.ref", it->ref);
	view_i64(r, "item.no", it->no);
	view_text(r, "item.kind", req_pick(r, it->kind_zh, it->kind_en));
	view_text(r, "item.name", it->name);
	view_text(r, "item.source", it->source);
	view_text(r, "item.place", it->place);
	view_time(r, "item.taken_at", it->taken_at);
	view_text(r, "item.taken_by", it->taken_by);
	view_text(r, "item.shows", it->shows);
	view_text(r, "item.note", it->note);
	view_bool(r, "item.original", it->original);
	view_bool(r, "item.may_attach", it->may_attach);
	view_text(r, "case.number", cf->number != NULL ? cf->number : cf->clue_number);
	view_text(r, "case.title", cf->title);
}

/* problem: a message of the form, or NULL. */
static enum err
page(struct req *r, struct ref ref, int status, const char *problem)
{
	struct act act = req_act(r);
	const struct db_rows *files;
	struct caseflow_item it;
	struct case_file cf;
	int i;
	enum err e = caseflow_item_get(r->arena, r->db, &act, ref, &it, &cf);

	if (e == OK)
		e = caseflow_files(r->arena, r->db, cf.id, it.id, &files);
	if (e == OK)
		req_reads(r, "case", cf.ref, 1);
	if (e != OK)
		return e;
	view_item(r, &it, &cf);
	for (i = 0; i < db_count(files); i++) {
		file_view(r, "files", i, db_at(files, i), it.taken_at);
	}
	if (problem != NULL)
		view_text(r, "problem", view_msg(r, problem, NULL));
	return req_render(r, status, "evidence/item.cs");
}

static enum err
get_item(struct req *r)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? page(r, ref, 200, NULL) : e;
}

/* The way without scripts: one small file in a form. */
static enum err
post_file(struct req *r)
{
	struct caseflow_upload_new u = { .name = "file" };
	struct act act = req_act(r);
	struct req_file f;
	const char *name;
	struct ref ref, attachment;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e != OK)
		return e;
	if (!req_file(r, "file", &f))
		return page(r, ref, 422, "evidence.choose");
	if (f.n > FORM_FILE_MAX)
		return page(r, ref, 422, "evidence.too_large");
	name = str_clean(r->arena, f.filename);
	if (*name != '\0')
		u.name = name;
	if (str_utf8_len(u.name) > UPLOAD_NAME_MAX)
		return page(r, ref, 422, "evidence.long_name");
	if (secrecy_marked(u.name))
		return page(r, ref, 422, "evidence.secrecy");
	u.item = ref;
	u.size = (int64_t)f.n;
	e = caseflow_attach(r->arena, r->db, &act, &u, f.bytes, &name);
	if (e == ERR_INPUT)
		return page(r, ref, 422, "evidence.infected");
	if (e != OK)
		return e;
	if (ref_parse(name, &attachment))
		evidence_picture(r, attachment);
	return req_redirect(r, "%s", req_with_notice(r, ref_path(r, "/desk/evidence/", ref, ""), "evidence.stored"));
}

/* ---- the files */

static enum err
get_file(struct req *r)
{
	struct slow_file f = { .policy = POLICY };
	struct evidence_attachment t;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = evidence_attachment_get(r->arena, r->db, ref, &t);
	if (e != OK)
		return e;
	f.path = evidence_store_path(r->arena, t.address);
	f.size = t.size;
	f.sha256 = t.sha256;
	f.name = t.name;
	f.type = evidence_type_shown(t.type) ? t.type : "application/octet-stream";
	f.save = !evidence_type_shown(t.type) || req_query(r, "save", 1) != NULL;
	f.access_kind = "file";
	f.access_ref = ref;
	return slow_send(r, &f);
}

/* Made now if its maker was killed before it came to that. */
static enum err
get_small(struct req *r)
{
	struct ref ref;
	const void *bytes;
	size_t n;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = evidence_picture_small(r->arena, r->db, ref, &bytes, &n);
	if (e == ERR_NOT_FOUND && evidence_picture_make(r->arena, r->db, ref, r->now) == OK)
		e = evidence_picture_small(r->arena, r->db, ref, &bytes, &n);
	if (e != OK)
		return e;
	req_reads(r, "file", ref, 1);
	r->reading.part = true;		/* a page shows many of them, again and again */
	req_set_policy(r, POLICY);
	req_set_header(r, "Cross-Origin-Resource-Policy", "same-origin");
	return req_send(r, 200, "image/jpeg", bytes, n);
}

const struct route evidence_routes[] = {
	{ .method = GET, .path = "/desk/evidence/:ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	    .flags = ROUTE_PERSONAL,
	  .run = get_item },
	{ .method = POST, .path = "/desk/evidence/:ref", .duties = DUTY_OFFICER, .run = post_file,
	  .body_max = FORM_FILE_MAX + (1 << 20) },
	{ .method = GET, .path = "/desk/files/:ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_PERSONAL,
	  .run = get_file },
	{ .method = GET, .path = "/desk/files/:ref/small", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	    .flags = ROUTE_PERSONAL, .run = get_small },
	{ 0 }
};
