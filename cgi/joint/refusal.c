/* refusal.c - refusals of visits on the desk: the list with its counts, one of them, the decision as a form.
 * Templates: joint/refused.cs, refusal.cs, act.cs.  Rules: lib/joint/refusal.h. */
#include "lib/joint/refusal.h"

#include "cgi/common/act_page.h"
#include "cgi/common/rows.h"
#include "cgi/common/story.h"
#include "cgi/desk.h"
#include "cgi/joint/joint.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

#define REFUSED "/desk/joint/refused/"
#define SHOWN 30

static void
view_refusal(struct req *r, const char *scope, const struct joint_refusal *v)
{
	const char *at = arena_printf(r->arena, "%s.", scope);
	const struct {
		const char *name, *value;
	} text[] = { { "firm", v->subject_name }, { "agency", req_pick(r, v->agency_name, v->agency_en) },
	    { "to", v->to_name != NULL ? req_pick(r, v->to_name, v->to_en) : NULL },
	    { "ground", req_pick(r, v->ground_zh, v->ground_en) },
	    { "state_name", joint_word(r, "f_state_", v->state) },
	    { "tone", str_eq(v->state, "stopped") ? "zhu" : str_eq(v->state, "goes_on") ? "song" : "amber" },
	    { "wrong", v->wrong != NULL ? joint_word(r, "f_wrong_", v->wrong) : NULL }, { "words", v->words },
	    { "decided_by", v->decided_by }, { "href", ref_path(r, REFUSED, v->ref, "") },
	    { "inspection", ref_zero(v->inspection_ref) ? NULL :
	    ref_path(r, "/desk/inspections/", v->inspection_ref, "") } };
	const struct {
		const char *name;
		int64_t value;
	} time[] = { { "received", v->received_at }, { "decided", v->decided_at }, { "due", v->due_at } };
	size_t i;

	for (i = 0; i < sizeof(text) / sizeof(*text); i++)
		view_text(r, arena_printf(r->arena, "%s%s", at, text[i].name), text[i].value);
	for (i = 0; i < sizeof(time) / sizeof(*time); i++)
		if (time[i].value != TIME_NONE)
			view_time(r, arena_printf(r->arena, "%s%s", at, time[i].name), time[i].value);
	view_bool(r, arena_printf(r->arena, "%slate", at), v->due_at != TIME_NONE && v->due_at < r->now);
}

/* Of a year, by agency, for those who lead or supervise. */
static enum err
view_counts(struct req *r, int year)
{
	static const struct column cols[] = { { "agency", 'l' }, { "open", 'i' }, { "goes_on", 'i' },
	    { "stopped", 'i' }, { "firm", 'i' }, { "nobody", 'i' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e;

	if (!req_duty(r, DUTY_SUPERVISOR | DUTY_AGENCY_HEAD))
		return OK;
	e = joint_refused_counts(r->arena, r->db, year, &rows);
	if (e != OK)
		return e;
	rows_view(r, "counts", rows, cols);
	for (i = 0; i < db_count(rows); i++)
		view_i64_at(r, "counts", i, "wrong_agency", row_i64(db_at(rows, i), "agency"));
	return OK;
}

static enum err
get_list(struct req *r)
{
	const char *after = req_query(r, "after", 26);
	struct ref from = { { 0 } };
	struct joint_refusal *list;
	int i, n, year = joint_year(r);
	enum err e;

	if (after != NULL && !ref_parse(after, &from))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = joint_refused_list(r->arena, r->db, from, SHOWN + 1, &list, &n);
	if (e == OK)
		e = view_counts(r, year);
	if (e != OK)
		return e;
	for (i = 0; i < n && i < SHOWN; i++)
		view_refusal(r, arena_printf(r->arena, "rows.%d", i), &list[i]);
	if (n > SHOWN)
		view_text(r, "next", ref_path(r, REFUSED "?after=", list[SHOWN - 1].ref, ""));
	if (after != NULL)
		view_text(r, "first", REFUSED);
	joint_years(r, year, false);
	view_i64(r, "year", year);
	return req_render(r, 200, "joint/refused.cs");
}

static enum err
get_show(struct req *r)
{
	const char *const *acts;
	struct joint_refusal v;
	struct ref ref;
	int i;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = joint_refusal_get(r->arena, r->db, ref, &v);
	if (e == OK)
		e = joint_refusal_actions(r->arena, r->db, &v, r->session->account, &acts);
	if (e == OK)
		e = story_view(r, v.chain, true, "joint.f_step_");
	if (e != OK)
		return e;
	for (i = 0; acts[i] != NULL; i++) {
		view_text_at(r, "acts", i, "href", ref_path(r, REFUSED, v.ref, arena_printf(r->arena, "/do/%s",
		    acts[i])));
		view_text_at(r, "acts", i, "label", joint_word(r, "f_act_", acts[i]));
	}
	joint_crumb(r, 0, view_msg(r, "joint.refused", NULL), REFUSED);
	joint_crumb(r, 1, v.subject_name, NULL);
	view_refusal(r, "refusal", &v);
	return req_render(r, 200, "joint/refusal.cs");
}

/* ---- the decision */

struct doing {
	struct ref ref;
	const char *action;
	struct joint_refusal v;
};

static enum err
begin(struct req *r, void *doing, struct input **in)
{
	struct doing *d = doing;
	enum err e = req_path_ref(r, "ref", &d->ref);

	d->action = req_path_text(r, "action");
	if (e == OK)
		e = joint_refusal_get(r->arena, r->db, d->ref, &d->v);
	return e == OK ? joint_refusal_form(r->arena, r->db, r->session->account, d->ref, d->action, in) : e;
}

static enum err
render(struct req *r, int status, const void *doing, const struct input *in)
{
	const struct doing *d = doing;
	const char *back = ref_path(r, REFUSED, d->ref, "");

	joint_crumb(r, 0, view_msg(r, "joint.refused", NULL), REFUSED);
	joint_crumb(r, 1, d->v.subject_name, back);
	joint_crumb(r, 2, joint_word(r, "f_act_", d->action), NULL);
	view_text(r, "about.firm", d->v.subject_name);
	view_text(r, "about.items", req_pick(r, d->v.ground_zh, d->v.ground_en));
	view_time(r, "about.from", d->v.received_at);
	view_text(r, "act.path", r->path);
	view_text(r, "act.back", back);
	view_text(r, "act.title", joint_word(r, "f_act_", d->action));
	view_text(r, "act.lead", joint_word(r, "f_lead_", d->action));
	view_i64(r, "act.version", d->v.version);
	view_input(r, "refusal", in);
	return req_render(r, status, "joint/act.cs");
}

static enum err
carry_out(struct req *r, void *doing, const struct act *act, int32_t version, struct input *in, const char **answer)
{
	struct doing *d = doing;

	return joint_refusal_do(r->arena, r->db, act, d->ref, d->action, version, in, &r->problems, answer);
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

const struct route joint_refusal_routes[] = {
	{ .method = GET, .path = "/desk/joint/refused/", .duties = JOINT_READS, .run = get_list },
	{ .method = GET, .path = "/desk/joint/refused/:ref", .duties = JOINT_READS, .run = get_show },
	{ .method = GET, .path = "/desk/joint/refused/:ref/do/:action", .duties = DUTY_SUPERVISOR, .run = get_act },
	{ .method = POST, .path = "/desk/joint/refused/:ref/do/:action", .duties = DUTY_SUPERVISOR, .run = post_act },
	{ 0 }
};
