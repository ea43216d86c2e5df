/* act.c - acts on a programme as forms: its opening, its lines, a file of lines, agreement, filing, change.
 * Template: joint/act.cs. */
#include "cgi/common/act_page.h"
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/joint/joint.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/joint/joint.h"

#define WRITES (DUTY_COORDINATOR | DUTY_AGENCY_HEAD | DUTY_SUPERVISOR)

/* The form of one request. */
struct doing {
	struct joint_key key;
	struct joint_programme p;	/* ref zero: one is opened */
	struct joint_file file;
};

static enum err
begin(struct req *r, void *doing, struct input **in)
{
	struct doing *d = doing;
	const char *action = req_path_text(r, "action");
	enum err e = OK;

	*d = (struct doing){ .key = { .action = action != NULL ? action : "open" } };
	if (action != NULL)
		e = req_path_ref(r, "ref", &d->key.ref);
	if (e == OK && req_path_text(r, "line") != NULL)
		e = req_path_ref(r, "line", &d->key.line);
	if (e == OK && action != NULL)
		e = joint_programme_get(r->arena, r->db, d->key.ref, &d->p);
	return e == OK ? joint_form(r->arena, r->db, r->session->account, &d->key, in) : e;
}

static enum err
render(struct req *r, int status, const void *doing, const struct input *in)
{
	const struct doing *d = doing;

	joint_crumb(r, 0, view_msg(r, "menu.programme", NULL), PROGRAMMES);
	if (!ref_zero(d->key.ref)) {
		joint_view(r, "programme", &d->p);
		joint_crumb(r, 1, arena_printf(r->arena, "%s %d", req_pick(r, d->p.agency_name, d->p.agency_en),
		    d->p.year), ref_path(r, PROGRAMMES, d->key.ref, ""));
	}
	joint_crumb(r, 2, joint_word(r, "act_", d->key.action), NULL);
	view_i64(r, "act.version", d->p.version);
	view_text(r, "act.path", r->path);
	view_text(r, "act.back", ref_zero(d->key.ref) ? PROGRAMMES : ref_path(r, PROGRAMMES, d->key.ref, ""));
	view_text(r, "act.title", joint_word(r, "act_", d->key.action));
	view_text(r, "act.lead", joint_word(r, "lead_", d->key.action));
	view_bool(r, "act.file", str_eq(d->key.action, "load"));
	view_input(r, "programme", in);
	return req_render(r, status, "joint/act.cs");
}

static void
take_file(struct req *r, struct doing *d)
{
	struct req_file f;

	if (!req_file(r, "file", &f))
		return;
	d->file = (struct joint_file){ .bytes = f.bytes, .n = f.n };
	d->key.file = &d->file;
}

static enum err
carry_out(struct req *r, void *doing, const struct act *act, int32_t version, struct input *in, const char **answer)
{
	struct doing *d = doing;

	take_file(r, d);
	return joint_do(r->arena, r->db, act, &d->key, version, in, &r->problems, answer);
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

const struct route joint_act_routes[] = {
	{ .method = GET, .path = "/desk/joint/programme/new", .duties = DUTY_COORDINATOR, .run = get_act },
	{ .method = POST, .path = "/desk/joint/programme/new", .duties = DUTY_COORDINATOR, .run = post_act },
	{ .method = GET, .path = "/desk/joint/programme/:ref/do/:action", .duties = WRITES, .run = get_act },
	{ .method = POST, .path = "/desk/joint/programme/:ref/do/:action", .duties = WRITES, .run = post_act },
	{ .method = GET, .path = "/desk/joint/programme/:ref/lines/:line/do/:action", .duties = DUTY_COORDINATOR,
	    .run = get_act },
	{ .method = POST, .path = "/desk/joint/programme/:ref/lines/:line/do/:action", .duties = DUTY_COORDINATOR,
	    .run = post_act },
	{ 0 }
};
