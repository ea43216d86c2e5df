/* draft.c - what was typed into a form: kept as it is typed and when its session had ended, shown when its page is
 * opened again, gone when it is sent or thrown away. */
#include <string.h>

#include "cgi/desk.h"
#include "lib/act/draft.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/log.h"
#include "lib/base/secrecy.h"
#include "lib/base/str.h"
#include "lib/people/session.h"

/* A draft is a help and no condition: what becomes of the request does not hang on it. */
static bool
noted(enum err e, const char *what)
{
	if (e != OK && e != ERR_NOT_FOUND)
		LOG(LOG_ERROR, "draft", LOG_TEXT("what", what), LOG_TEXT("detail", err_last()));
	return e == OK;
}

static const char *
clock_of(struct req *r, int64_t us)
{
	char text[TIME_TEXT_SIZE];

	time_text(us, text);
	return arena_strndup(r->arena, text + 11, 5);
}

static void
load(struct req *r)
{
	struct act_draft d = { .page = req_form_page(r), .path = r->path };
	enum err e = act_draft_find(r->arena, r->db, r->session->account, &d);

	if (e == OK)
		e = req_set_draft(r, d.text);
	if (!noted(e, "load"))
		return;
	view_text(r, "form.draft.page", d.page);
	view_text(r, "form.draft.path", d.path);
	view_text(r, "form.draft.said", view_msg(r, "form.draft_saved", "at", clock_of(r, d.saved_at), NULL));
	view_time(r, "form.draft.at", d.saved_at);
	view_bool(r, "form.draft.files", d.files);
}

/* The form itself, or the one that was to be saved. */
static struct act_draft
sent(struct req *r)
{
	const char *path = req_form(r, "_path", 1000);
	struct act_draft d = { .page = req_form_page(r), .path = req_own_path(path) ? path : r->path,
	    .key = req_form(r, "_key", 64) };

	d.text = req_typed(r, &d.files);
	d.files = d.files || req_form(r, "_files", 1) != NULL;
	return d;
}

static bool
keep(struct req *r, const char *token)
{
	unsigned char csrf[32];
	struct act_draft d;
	int64_t account;
	enum err e = people_session_past(r->arena, r->db, token, &account, csrf);

	if (!noted(e, "keep"))
		return false;
	(void)req_csrf_begin(r, csrf);
	if (req_read_body(r, ACT_DRAFT_MAX) != OK || !req_csrf_ok(r))
		return false;
	d = sent(r);
	if (req_doubled(r) || *d.text == '\0' || req_typed_any(r, secrecy_marked))
		return false;
	e = act_draft_keep(r->arena, r->db, token, account, &d);
	view_bool(r, "files", d.files);
	return noted(e, "keep");
}

static void
done(struct req *r)
{
	struct act_draft d = { .page = req_form_page(r), .path = r->path };

	if (req_form(r, "_page", 1000) != NULL)
		(void)noted(act_draft_drop(r->arena, r->db, r->session->account, &d), "done");
}

const struct program_drafts desk_drafts = { .load = load, .keep = keep, .done = done };

static enum err
post_save(struct req *r)
{
	struct act_draft d = sent(r);
	const char *answer;
	enum err e;

	if (req_typed_any(r, secrecy_marked))
		return req_send(r, 422, "application/json", "{}\n", 3);
	e = act_draft_save(r->arena, r->db, r->session->account, &d);
	if (e != OK)
		return e;
	answer = arena_printf(r->arena, "{\"at\":\"%s\"}\n", clock_of(r, d.saved_at));
	return req_send(r, 200, "application/json", answer, strlen(answer));
}

/* Thrown away: the page comes as it is without it. */
static enum err
post_drop(struct req *r)
{
	struct act_draft d = sent(r);
	enum err e = act_draft_drop(r->arena, r->db, r->session->account, &d);

	return e == OK ? req_redirect(r, "%s", d.page) : e;
}

const struct route draft_routes[] = {
	{ .method = POST, .path = "/desk/draft", .duties = DUTY_ANY, .flags = ROUTE_DRAFT, .run = post_save,
	    .body_max = ACT_DRAFT_MAX },
	{ .method = POST, .path = "/desk/draft/drop", .duties = DUTY_ANY, .run = post_drop, .body_max = ACT_DRAFT_MAX },
	{ 0 }
};
