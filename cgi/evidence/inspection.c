/* inspection.c - all files of an inspection with their digests, and the form that adds one without a script.
 * Template: evidence/inspection.cs.  Rights, rows and the record: lib/inspection/attachment.h. */
#include "cgi/common/files.h"
#include "cgi/common/rows.h"
#include "cgi/inspection/inspection.h"
#include "cgi/slow.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/secrecy.h"
#include "lib/base/str.h"
#include "lib/inspection/attachment.h"
#include "lib/people/people.h"

#define HERE "/desk/evidence/inspection/"

static void
view_items(struct req *r, const struct db_rows *items)
{
	static const struct column cols[] = { { "n", 'i' }, { "name", 'l' }, { 0 } };

	rows_view(r, "items", items, cols);
}

/* problem: a message of the form, or NULL. */
static enum err
page(struct req *r, struct ref ref, int status, const char *problem)
{
	const struct db_rows *items;
	struct inspection i;
	enum err e = inspection_get(r->arena, r->db, ref, r->session->account, &i);

	if (e == OK)
		e = inspection_items(r->arena, r->db, i.id, &items);
	if (e == OK)
		e = inspection_view_files(r, &i);
	if (e == OK)
		req_reads(r, "inspection", i.ref, 1);
	if (e != OK)
		return e;
	view_items(r, items);
	view_text(r, "chosen", req_query(r, "n", 3));
	inspection_head(r, &i);
	if (problem != NULL)
		view_text(r, "problem", view_msg(r, problem, NULL));
	return req_render(r, status, "evidence/inspection.cs");
}

static enum err
get_files(struct req *r)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? page(r, ref, 200, NULL) : e;
}

static enum err
post_file(struct req *r)
{
	struct inspection_upload_new u = { .taken_at = TIME_NONE, .accuracy_m = -1, .name = "file", .mark = r->id };
	struct act act = req_act(r);
	const char *answer, *name, *item = req_form(r, "n", 3);
	struct ref attachment;
	struct req_file f;
	long long n = 0;
	enum err e = req_path_ref(r, "ref", &u.inspection);

	if (e != OK)
		return e;
	if (!str_empty(item) && !str_i64(item, 0, 999, &n))
		return err_set(ERR_INPUT, "malformed item");
	if (!req_file(r, "file", &f))
		return page(r, u.inspection, 422, "evidence.choose");
	if (f.n > FORM_FILE_MAX)
		return page(r, u.inspection, 422, "evidence.too_large");
	name = str_clean(r->arena, f.filename);
	if (*name != '\0')
		u.name = name;
	if (str_utf8_len(u.name) > UPLOAD_NAME_MAX)
		return page(r, u.inspection, 422, "evidence.long_name");
	if (secrecy_marked(u.name))
		return page(r, u.inspection, 422, "evidence.secrecy");
	u.n = (int)n;
	u.size = (int64_t)f.n;
	if (act.key != NULL)
		u.mark = act.key;
	e = inspection_attach(r->arena, r->db, &act, &u, f.bytes, &answer);
	if (e == ERR_CONFLICT)
		return page(r, u.inspection, 409, "evidence.early");
	if (e == ERR_INPUT)
		return page(r, u.inspection, 422, "evidence.infected");
	if (e != OK)
		return e;
	if (ref_parse(answer, &attachment))
		evidence_picture(r, attachment);
	return req_redirect(r, "%s", req_with_notice(r, req_form(r, "_field", 1) != NULL ?
	    ref_path(r, INSPECTIONS, u.inspection, "/field") : ref_path(r, HERE, u.inspection, ""), "evidence.stored"));
}

const struct route evidence_inspection_routes[] = {
	{ .method = GET, .path = HERE ":ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR, .flags = ROUTE_PERSONAL,
	    .run = get_files },
	{ .method = POST, .path = HERE ":ref", .duties = DUTY_OFFICER, .run = post_file,
	    .body_max = FORM_FILE_MAX + (1 << 20) },
	{ 0 }
};
