/* act.c - acts on a matter as forms.  Template: supervise/act.cs. */
#include "cgi/common/act_page.h"
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/supervise/supervise.h"

struct doing {
	struct supervise_key key;
	struct supervise_matter x;	/* of a new one: nothing */
};

static enum err
begin(struct req *r, void *doing, struct input **in)
{
	struct doing *d = doing;
	const char *action = req_path_text(r, "action");
	enum err e = OK;

	*d = (struct doing){ .key = { .action = action != NULL ? action : "register" } };
	if (action != NULL)
		e = req_path_ref(r, "ref", &d->key.ref);
	else if (req_path_text(r, "alert") != NULL)
		e = req_path_ref(r, "alert", &d->key.alert);
	else if (req_path_text(r, "request") != NULL)
		e = req_path_ref(r, "request", &d->key.request);
	if (e == OK && action != NULL)
		e = supervise_get(r->arena, r->db, d->key.ref, &d->x);
	return e == OK ? supervise_form(r->arena, r->db, r->session->account, &d->key, in) : e;
}

static enum err
render(struct req *r, int status, const void *doing, const struct input *in)
{
	const struct doing *d = doing;

	if (!ref_zero(d->key.ref))
		supervise_view(r, "matter", &d->x);
	view_i64(r, "act.version", d->x.version);
	view_text(r, "act.path", r->path);
	view_text(r, "act.back", ref_zero(d->key.ref) ? MATTERS : ref_path(r, MATTERS, d->key.ref, ""));
	view_text(r, "act.title", supervise_word(r, "act_", d->key.action));
	view_text(r, "act.lead", supervise_word(r, "lead_", d->key.action));
	view_input(r, "supervision", in);
	return req_render(r, status, "supervise/act.cs");
}

static enum err
carry_out(struct req *r, void *doing, const struct act *act, int32_t version, struct input *in, const char **answer)
{
	const struct doing *d = doing;

	return supervise_do(r->arena, r->db, act, &d->key, version, in, &r->problems, answer);
}

static const struct act_page page = { begin, render, carry_out };

static enum err
get_act(struct req *r)
{
	return act_page_get(r, &page, &(struct doing){ 0 });
}

static enum err
post_act(struct req *r)
{
	return act_page_post(r, &page, &(struct doing){ 0 });
}

const struct route supervise_act_routes[] = {
	{ .method = GET, .path = "/desk/supervise/new", .duties = DUTY_SUPERVISOR, .run = get_act },
	{ .method = POST, .path = "/desk/supervise/new", .duties = DUTY_SUPERVISOR, .run = post_act },
	{ .method = GET, .path = "/desk/supervise/from/alert/:alert", .duties = DUTY_SUPERVISOR, .run = get_act },
	{ .method = POST, .path = "/desk/supervise/from/alert/:alert", .duties = DUTY_SUPERVISOR, .run = post_act },
	{ .method = GET, .path = "/desk/supervise/from/request/:request", .duties = DUTY_SUPERVISOR, .run = get_act },
	{ .method = POST, .path = "/desk/supervise/from/request/:request", .duties = DUTY_SUPERVISOR, .run = post_act },
	{ .method = GET, .path = "/desk/supervise/:ref/do/:action", .duties = SUPERVISE_READS, .run = get_act },
	{ .method = POST, .path = "/desk/supervise/:ref/do/:action", .duties = SUPERVISE_READS, .run = post_act },
	{ 0 }
};
