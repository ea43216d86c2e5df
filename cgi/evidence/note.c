/* note.c - annotations beside a stored file: the file as it is, notes with their place in it, a form.
 * Template: evidence/note.cs.  Rows and rights: lib/evidence/note.h. */
#include "cgi/common/admin.h"
#include "cgi/common/rows.h"
#include "cgi/common/subject.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/evidence/note.h"
#include "lib/evidence/picture.h"
#include "lib/evidence/type.h"

#define PATH "/desk/notes/"
#define POINT_MAX 1000	/* thousandths */

static const struct field form[] = {
	{ .name = "body", .type = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_WIDE, .min = 1, .max = 2000 },
	{ .name = "spot", .type = FIELD_LINE, .flags = FIELD_WIDE, .max = 60 },
	{ .name = "x", .type = FIELD_NUMBER, .min = 0, .max = POINT_MAX },
	{ .name = "y", .type = FIELD_NUMBER, .min = 0, .max = POINT_MAX },
	{ 0 }
};

struct note_page {
	struct db_row file;
	struct input *in;
	struct ref attachment, note;
	const char *path;
};

static enum err
load(struct req *r, struct note_page *pg)
{
	enum err e = req_path_ref(r, "ref", &pg->attachment);

	if (e == OK)
		e = evidence_note_of(r->arena, r->db, pg->attachment, &pg->file);
	if (e != OK)
		return e;
	req_reads(r, "file", pg->attachment, 1);
	pg->path = ref_path(r, PATH, pg->attachment, "");
	pg->in = input_new(r->arena, form);
	return OK;
}

static void
view_file(struct req *r, const struct note_page *pg)
{
	const char *type = row_text(pg->file, "type");

	admin_crumb(r, 0, view_msg(r, "menu.home", NULL), "/desk/");
	admin_crumb(r, 1, row_text(pg->file, "subject_name"), subject_path(r, row_text(pg->file, "subject_kind"),
	    row_ref(pg->file, "subject_ref"), row_ref(pg->file, "whole"), ""));
	admin_crumb(r, 2, view_msg(r, "evidence.notes", NULL), NULL);
	view_text(r, "file.name", row_text(pg->file, "name"));
	view_text(r, "file.kind", evidence_type_kind(type));
	view_text(r, "file.href", ref_path(r, "/desk/files/", pg->attachment, ""));
	if (str_eq(evidence_type_kind(type), "image"))
		view_text(r, "file.small", ref_path(r, "/desk/files/", pg->attachment,
		    evidence_picture_wanted(type) ? "/small" : ""));
	view_text(r, "page.path", pg->path);
}

static enum err
view_notes(struct req *r, const struct note_page *pg)
{
	static const struct column cols[] = { { "ref", 'r' }, { "spot", 't' }, { "x", 'i' }, { "y", 'i' },
	    { "body", 't' }, { "by", 't' }, { "noted_at", 'T' }, { "taken_back_at", 'T' }, { "mine", 'b' }, { 0 } };
	static const char *const kept[] = { NULL };
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = admin_after(r, &after);

	if (e == OK)
		e = evidence_note_list(r->arena, r->db, row_i64(pg->file, "id"), after, r->session->account,
		    ADMIN_PAGE + 1, &rows);
	if (e != OK)
		return e;
	n = admin_pages(r, pg->path, kept, rows);
	for (i = 0; i < n; i++) {
		struct db_row note = db_at(rows, i);

		row_view_at(r, "notes", i, note, cols);
		if (row_bool(note, "mine") && !row_has(note, "taken_back_at"))
			view_text_at(r, "notes", i, "back", ref_path(r, arena_printf(r->arena, "%s/", pg->path),
			    row_ref(note, "ref"), "/back"));
	}
	return OK;
}

static enum err
show(struct req *r, int status, const struct note_page *pg)
{
	enum err e;

	view_file(r, pg);
	e = view_notes(r, pg);
	if (e != OK)
		return e;
	view_input(r, "note", pg->in);
	return req_render(r, status, "evidence/note.cs");
}

static enum err
get_notes(struct req *r)
{
	struct note_page pg;
	enum err e = load(r, &pg);

	return e == OK ? show(r, 200, &pg) : e;
}

static enum err
run_add(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct note_page *pg = c->with;
	bool point = input_given(pg->in, "x") && input_given(pg->in, "y");
	struct evidence_note_new n = { .attachment = row_i64(pg->file, "id"), .by = c->by, .body = input_text(pg->in,
	    "body"),
	    .spot = input_given(pg->in, "spot") ? input_text(pg->in, "spot") : "", .x = point ?
	    (int)input_number(pg->in, "x") : -1, .y = point ? (int)input_number(pg->in, "y") : -1 };

	return evidence_note_add(a, db, &n);
}

/* The audit tells that there is a note and by whom, not what it says. */
static enum err
done(struct req *r, struct note_page *pg, struct admin_change *c, const char *notice)
{
	char text[REF_TEXT_SIZE];
	enum err e;

	ref_text(pg->attachment, text);
	c->subject = text;
	c->with = pg;
	e = admin_do(r, c);
	if (admin_again(r, e) != 0)
		return show(r, admin_again(r, e), pg);
	return e == OK ? req_redirect(r, "%s", req_with_notice(r, pg->path, notice)) : e;
}

static enum err
post_note(struct req *r)
{
	struct admin_change c = { .run = run_add, .kind = "note.made" };
	struct note_page pg;
	enum err e = load(r, &pg);

	if (e != OK)
		return e;
	req_input(r, pg.in);
	return r->problems.n > 0 ? show(r, 422, &pg) : done(r, &pg, &c, "notice.note_made");
}

static enum err
run_back(struct arena *a, struct db *db, struct admin_change *c)
{
	const struct note_page *pg = c->with;

	return evidence_note_take_back(a, db, row_i64(pg->file, "id"), pg->note, c->by);
}

static enum err
post_back(struct req *r)
{
	struct admin_change c = { .run = run_back, .kind = "note.taken_back" };
	struct note_page pg;
	enum err e = load(r, &pg);

	if (e == OK)
		e = req_path_ref(r, "note", &pg.note);
	return e == OK ? done(r, &pg, &c, "notice.note_back") : e;
}

#define READERS (DUTY_CASEWORK | DUTY_SUPERVISOR)

const struct route file_note_routes[] = {
	{ .method = GET, .path = PATH ":ref", .duties = READERS, .flags = ROUTE_PERSONAL, .run = get_notes },
	{ .method = POST, .path = PATH ":ref", .duties = DUTY_CASEWORK, .flags = ROUTE_PERSONAL, .run = post_note },
	{ .method = POST, .path = PATH ":ref/:note/back", .duties = DUTY_CASEWORK, .flags = ROUTE_PERSONAL,
	    .run = post_back },
	{ 0 }
};
