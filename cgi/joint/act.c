/* act.c - acts on a programme as forms: its opening, its lines, a file of lines, agreement, filing, change.
 * Template: joint/act.cs. */
#include "cgi/common/answer.h"
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
	struct input *in;
	struct joint_file file;
};

static enum err
begin(struct req *r, struct doing *d)
{
	const char *action = req_path_text(r, "action");
	enum err e = OK;

	*d = (struct doing){ .key = { .action = action != NULL ? action : "open" } };
	if (action != NULL)
		e = req_path_ref(r, "ref", &d->key.ref);
	if (e == OK && req_path_text(r, "line") != NULL)
		e = req_path_ref(r, "line", &d->key.line);
	if (e == OK && action != NULL)
		e = joint_programme_get(r->arena, r->db, d->key.ref, &d->p);
	return e == OK ? joint_form(r->arena, r->db, r->session->account, &d->key, &d->in) : e;
}

static enum err
render(struct req *r, int status, const struct doing *d)
{
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
	view_input(r, "programme", d->in);
	return req_render(r, status, "joint/act.cs");
}

static enum err
get_act(struct req *r)
{
	struct doing d;
	enum err e = begin(r, &d);

	return e == OK ? render(r, 200, &d) : e;
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
post_act(struct req *r)
{
	const char *answer, *version = req_form(r, "_version", 10);
	struct act act = req_act(r);
	struct doing d;
	long long n = -1;
	enum err e = begin(r, &d);

	/* what was sent again because the answer was lost was done, though its form is not to be had any more */
	if ((e == ERR_STATE || e == ERR_NOT_FOUND) && db_act_answer(r->arena, r->db, &act, &answer) == OK)
		return answer_done(r, answer);
	if (e != OK)
		return e;
	if (!ref_zero(d.key.ref) && !str_i64(version, 0, INT32_MAX, &n))
		return err_set(ERR_INPUT, "malformed version");
	req_input(r, d.in);
	take_file(r, &d);
	if (r->problems.n > 0)
		return render(r, 422, &d);
	e = joint_do(r->arena, r->db, &act, &d.key, (int32_t)n, d.in, &r->problems, &answer);
	if (e == OK)
		return answer_done(r, answer);
	if ((e == ERR_INPUT || e == ERR_STATE || e == ERR_CONFLICT) && r->problems.n > 0)
		return render(r, e == ERR_INPUT ? 422 : 409, &d);
	return e;
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
