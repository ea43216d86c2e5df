/* waiting.c - a paper in force whose file is not there yet: what its page says, and what is answered in place of the
 * file.  Template: document/wait.cs.  Data: lib/paper/sealing.h. */
#include "cgi/paper/document.h"

#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/paper/sealing.h"
#include "lib/record/document.h"

#define LOOK_AGAIN "2"		/* seconds */
#define RETRY_LATER "60"

/* As in the catalogue, document.wait.*. */
static const char *
word(enum sealing_stage s)
{
	static const char *const words[] = { [SEALING_MADE] = NULL, [SEALING_UNASKED] = "unasked",
	    [SEALING_WAITS] = "waits", [SEALING_LATE] = "late", [SEALING_NO_KEY] = "key", [SEALING_FAILED] = "failed" };

	return words[s];
}

static void
view_stage(struct req *r, const struct record_document *d, enum sealing_stage s)
{
	view_text(r, "paper.wait", word(s));
	view_text(r, "paper.wait_title", view_msg(r, arena_printf(r->arena, "document.wait.%s", word(s)), NULL));
	view_text(r, "paper.wait_text", view_msg(r, arena_printf(r->arena, "document.wait.%s_text", word(s)), NULL));
	if (s == SEALING_WAITS)
		req_set_header(r, "Refresh", LOOK_AGAIN);
	else if (s != SEALING_UNASKED)
		view_text(r, "paper.again", ref_path(r, "/desk/documents/", d->ref, "/again"));
}

enum err
document_wait_view(struct req *r, const struct record_document *d)
{
	enum sealing_stage s;
	enum err e;

	if (*document_mark(d) != '\0')
		return OK;
	e = paper_sealing_stage(r->arena, r->db, d->id, &s);
	if (e == OK && s != SEALING_MADE)
		view_stage(r, d, s);
	return e;
}

enum err
document_wait_answer(struct req *r, const struct record_document *d, bool *answered)
{
	enum sealing_stage s;
	enum err e = paper_sealing_stage(r->arena, r->db, d->id, &s);

	if (e == OK && s == SEALING_UNASKED) {
		e = paper_sealing_ask(r->arena, r->db, d->id, false);
		s = SEALING_WAITS;
	}
	*answered = e == OK && s != SEALING_MADE;
	if (!*answered)
		return e;
	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.home", NULL));
	view_text_at(r, "crumbs", 0, "href", "/desk/");
	view_text_at(r, "crumbs", 1, "label", req_pick(r, d->name_zh, d->name_en));
	view_text_at(r, "crumbs", 1, "href", ref_path(r, "/desk/documents/", d->ref, ""));
	view_text_at(r, "crumbs", 2, "label", "PDF");
	view_text(r, "paper.number", str_empty(d->number) ? NULL : d->number);
	view_text(r, "paper.sha256", d->sha256);
	view_stage(r, d, s);
	req_set_header(r, "Retry-After", s == SEALING_WAITS ? LOOK_AGAIN : RETRY_LATER);
	return req_render(r, s == SEALING_WAITS ? 202 : 503, "document/wait.cs");
}
