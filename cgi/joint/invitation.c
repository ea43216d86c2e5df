/* invitation.c - invitations to one visit of several agencies: the list, one of them, its acts as forms; what was
 * refused.  Templates: joint/.  Rules: lib/joint/invite.h. */
#include <inttypes.h>

#include "cgi/common/act_page.h"
#include "cgi/common/rows.h"
#include "cgi/common/story.h"
#include "cgi/desk.h"
#include "cgi/joint/joint.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/inspection/inspection.h"
#include "lib/joint/invite.h"
#include "lib/joint/joint.h"

#define JOINT "/desk/joint/"
#define SHOWN 30
#define WRITES (DUTY_OFFICER | DUTY_UNIT_HEAD)

static const char *
tone(const struct joint_invitation *v)
{
	return str_eq(v->state, "joined") || str_eq(v->state, "came") ? "song" : str_eq(v->state, "asked") ||
	    str_eq(v->state, "accepted") ? "amber" : str_eq(v->state, "withdrawn") ? "" : "zhu";
}

static void
view_invitation(struct req *r, const char *scope, const struct joint_invitation *v)
{
	const char *at = arena_printf(r->arena, "%s.", scope);
	bool en = req_is_en(r);
	const struct {
		const char *name, *value;
	} text[] = { { "firm", v->subject_name }, { "items", v->items }, { "asked", v->asked },
	    { "agency", en ? v->agency_en : v->agency_name }, { "to", en ? v->to_en : v->to_name },
	    { "state", v->state }, { "state_name", joint_word(r, "v_state_", v->state) }, { "tone", tone(v) },
	    { "ground", en ? v->ground_en : v->ground_zh }, { "words", v->words }, { "officer", v->officer_name },
	    { "href", ref_path(r, INVITATIONS, v->ref, "") },
	    { "inspection", ref_zero(v->inspection_ref) ? NULL :
	    ref_path(r, "/desk/inspections/", v->inspection_ref, "") } };
	const struct {
		const char *name;
		int64_t value;
	} time[] = { { "from", v->from_at }, { "until", v->to_at }, { "opened", v->opened_at },
	    { "answered", v->answered_at }, { "due", v->due_at } };
	size_t i;

	for (i = 0; i < sizeof(text) / sizeof(*text); i++)
		view_text(r, arena_printf(r->arena, "%s%s", at, text[i].name), text[i].value);
	for (i = 0; i < sizeof(time) / sizeof(*time); i++)
		if (time[i].value != TIME_NONE)
			view_time(r, arena_printf(r->arena, "%s%s", at, time[i].name), time[i].value);
	view_bool(r, arena_printf(r->arena, "%slate", at), v->due_at != TIME_NONE && v->due_at < r->now);
}

/* ---- the list */

static enum err
get_list(struct req *r)
{
	static const char *const ways[] = { "in", "out", "all", NULL };
	const char *after = req_query(r, "after", 26), *way = req_query(r, "way", 3), *here;
	struct joint_invitation_query q = { .limit = SHOWN + 1, .agency = r->session->agency };
	struct joint_invitation *list;
	int i, n, chosen = 2;
	enum err e;

	for (i = 0; way != NULL && ways[i] != NULL; i++)
		if (str_eq(ways[i], way))
			chosen = i;
	q.way = chosen < 2 ? ways[chosen] : NULL;
	here = arena_printf(r->arena, JOINT "?way=%s", ways[chosen]);
	if (after != NULL && !ref_parse(after, &q.after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = joint_invitation_list(r->arena, r->db, &q, &list, &n);
	if (e != OK)
		return e;
	for (i = 0; i < n && i < SHOWN; i++)
		view_invitation(r, arena_printf(r->arena, "invitations.%d", i), &list[i]);
	if (n > SHOWN)
		view_text(r, "next", ref_path(r, arena_printf(r->arena, "%s&after=", here), list[SHOWN - 1].ref, ""));
	if (after != NULL)
		view_text(r, "first", here);
	for (i = 0; ways[i] != NULL; i++) {
		view_text_at(r, "ways", i, "value", ways[i]);
		view_text_at(r, "ways", i, "label", joint_word(r, "way_", ways[i]));
		view_bool_at(r, "ways", i, "on", i == chosen);
	}
	view_bool(r, "may_count", req_duty(r, DUTY_SUPERVISOR | DUTY_AGENCY_HEAD));
	return req_render(r, 200, "joint/invitations.cs");
}

/* ---- what was refused */

static enum err
get_refusals(struct req *r)
{
	static const struct column count[] = { { "agency", 'l' }, { "offers", 'i' }, { "invitations", 'i' },
	    { "unanswered", 'i' }, { 0 } };
	static const struct column row[] = { { "agency", 'l' }, { "other", 'l' }, { "firm", 't' }, { "ground", 'l' },
	    { "at", 'T' }, { 0 } };
	long long after = joint_number(r, "after", INT64_MAX);
	const struct db_rows *counts, *rows;
	int y = joint_year(r), i, n;
	enum err e;

	e = joint_refusal_counts(r->arena, r->db, y, &counts);
	if (e == OK)
		e = joint_refusals(r->arena, r->db, y, after, SHOWN + 1, &rows);
	if (e != OK)
		return e;
	rows_view(r, "counts", counts, count);
	n = db_count(rows) > SHOWN ? SHOWN : db_count(rows);
	for (i = 0; i < n; i++) {
		row_view_at(r, "rows", i, db_at(rows, i), row);
		view_text_at(r, "rows", i, "kind", joint_word(r, "refusal_", row_text(db_at(rows, i), "kind")));
	}
	if (db_count(rows) > SHOWN)
		view_text(r, "next", arena_printf(r->arena, JOINT "refusals?year=%d&after=%" PRId64, y,
		    row_i64(db_at(rows, n - 1), "n")));
	if (after != 0)
		view_text(r, "first", arena_printf(r->arena, JOINT "refusals?year=%d", y));
	joint_years(r, y, false);
	view_i64(r, "year", y);
	return req_render(r, 200, "joint/refusals.cs");
}

/* ---- one */

static enum err
view_acts(struct req *r, const struct joint_invitation *v)
{
	const char *const *acts;
	int i, n = 0;
	enum err e = joint_invitation_actions(r->arena, r->db, v, r->session->account, &acts);

	if (e == OK && str_eq(v->state, "accepted") && v->officer == r->session->account) {
		view_text_at(r, "acts", n, "href", ref_path(r, "/desk/inspections/new?subject=", v->subject_ref, ""));
		view_text_at(r, "acts", n++, "label", joint_word(r, "v_", "begin"));
	}
	for (i = 0; e == OK && acts[i] != NULL; i++, n++) {
		view_text_at(r, "acts", n, "href", ref_path(r, INVITATIONS, v->ref, arena_printf(r->arena, "/do/%s",
		    acts[i])));
		view_text_at(r, "acts", n, "label", joint_word(r, "v_act_", acts[i]));
		view_bool_at(r, "acts", n, "quiet", n > 0);
	}
	return e;
}

static enum err
get_show(struct req *r)
{
	struct joint_invitation v;
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = joint_invitation_get(r->arena, r->db, ref, &v);
	if (e == OK)
		e = view_acts(r, &v);
	if (e == OK)
		e = story_view(r, v.chain, true, "joint.v_step_");
	if (e != OK)
		return e;
	joint_crumb(r, 0, view_msg(r, "menu.joint", NULL), JOINT);
	joint_crumb(r, 1, v.subject_name, NULL);
	view_invitation(r, "invitation", &v);
	view_bool(r, "to_begin", str_eq(v.state, "accepted") && v.officer == r->session->account);
	return req_render(r, 200, "joint/invitation.cs");
}

/* ---- acts */

struct doing {
	struct invite_key key;
	struct joint_invitation v;	/* of a new one: nothing */
};

static enum err
begin(struct req *r, void *doing, struct input **in)
{
	struct doing *d = doing;
	const char *action = req_path_text(r, "action");
	enum err e;

	*d = (struct doing){ .key = { .action = action != NULL ? action : "invite" } };
	e = action != NULL ? req_path_ref(r, "ref", &d->key.ref) : req_path_ref(r, "inspection", &d->key.inspection);
	if (e == OK && action != NULL)
		e = joint_invitation_get(r->arena, r->db, d->key.ref, &d->v);
	return e == OK ? joint_invitation_form(r->arena, r->db, r->session->account, &d->key, in) : e;
}

static enum err
view_inspection(struct req *r, struct ref ref)
{
	struct inspection i;
	enum err e = inspection_get(r->arena, r->db, ref, r->session->account, &i);

	if (e != OK)
		return e;
	view_text(r, "about.firm", i.name);
	view_time(r, "about.from", i.from_at);
	view_time(r, "about.to", i.to_at);
	return OK;
}

static enum err
render(struct req *r, int status, const void *doing, const struct input *in)
{
	const struct doing *d = doing;
	bool fresh = ref_zero(d->key.ref);
	const char *back = fresh ? ref_path(r, "/desk/inspections/", d->key.inspection, "") :
	    ref_path(r, INVITATIONS, d->key.ref, "");
	enum err e = fresh ? view_inspection(r, d->key.inspection) : OK;

	if (e != OK)
		return e;
	joint_crumb(r, 0, view_msg(r, "menu.joint", NULL), JOINT);
	if (!fresh) {
		joint_crumb(r, 1, d->v.subject_name, back);
		view_text(r, "about.firm", d->v.subject_name);
		view_text(r, "about.items", d->v.items);
		view_time(r, "about.from", d->v.from_at);
		view_time(r, "about.to", d->v.to_at);
	}
	joint_crumb(r, 2, joint_word(r, "v_act_", d->key.action), NULL);
	view_text(r, "act.path", r->path);
	view_text(r, "act.back", back);
	view_text(r, "act.title", joint_word(r, "v_act_", d->key.action));
	view_text(r, "act.lead", joint_word(r, "v_lead_", d->key.action));
	view_i64(r, "act.version", d->v.version);
	view_input(r, "invitation", in);
	return req_render(r, status, "joint/act.cs");
}

static enum err
carry_out(struct req *r, void *doing, const struct act *act, int32_t version, struct input *in, const char **answer)
{
	struct doing *d = doing;

	return joint_invitation_do(r->arena, r->db, act, &d->key, version, in, &r->problems, answer);
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

const struct route joint_invitation_routes[] = {
	{ .method = GET, .path = "/desk/joint/", .duties = JOINT_READS, .run = get_list },
	{ .method = GET, .path = "/desk/joint/refusals", .duties = DUTY_SUPERVISOR | DUTY_AGENCY_HEAD,
	    .run = get_refusals },
	{ .method = GET, .path = "/desk/joint/invitations/:ref", .duties = JOINT_READS, .run = get_show },
	{ .method = GET, .path = "/desk/joint/invite/:inspection", .duties = WRITES, .run = get_act },
	{ .method = POST, .path = "/desk/joint/invite/:inspection", .duties = WRITES, .run = post_act },
	{ .method = GET, .path = "/desk/joint/invitations/:ref/do/:action", .duties = WRITES, .run = get_act },
	{ .method = POST, .path = "/desk/joint/invitations/:ref/do/:action", .duties = WRITES, .run = post_act },
	{ 0 }
};
