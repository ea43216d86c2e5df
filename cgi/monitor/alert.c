/* alert.c - alerts on the desk: the list, one of them, its acts as forms.
 * Templates: monitor/.  Rules: lib/monitor/. */
#include <inttypes.h>

#include "cgi/common/act_page.h"
#include "cgi/common/rows.h"
#include "cgi/common/story.h"
#include "cgi/common/subject.h"
#include "cgi/desk.h"
#include "cgi/monitor/monitor.h"
#include "cgi/supervise/supervise.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/record/record.h"

#define SHOWN 50

static const char *const states[] = { "waits", "signal", "warning", "open", "explained", "accepted", "all", NULL };

/* Message "monitor.<prefix><word>". */
static const char *
word(struct req *r, const char *prefix, const char *which)
{
	return view_msg(r, arena_printf(r->arena, "monitor.%s%s", prefix, which), NULL);
}

static const char *
one_of(const char *const *words, const char *word)
{
	for (; word != NULL && *words != NULL; words++)
		if (str_eq(*words, word))
			return *words;
	return NULL;
}

/* ---- how an alert looks */

static const char *
tone(const struct monitor_alert *x)
{
	return str_eq(x->state, "open") ? "zhu" : str_eq(x->state, "accepted") ? "song" : "amber";
}

void
monitor_view(struct req *r, const char *scope, const struct monitor_alert *x)
{
	const char *at = arena_printf(r->arena, "%s.", scope);
	const struct {
		const char *name, *value;
	} text[] = { { "code", x->code }, { "name", req_pick(r, x->name_zh, x->name_en) },
	    { "todo", req_pick(r, x->todo_zh, x->todo_en) }, { "source", x->source }, { "number", x->number },
	    { "agency", x->agency_name }, { "unit", x->unit_name }, { "duty", req_pick(r, x->duty_zh, x->duty_en) },
	    { "level", x->level }, { "card", str_eq(x->level, "red") ? "r" : "y" },
	    { "level_name", word(r, "level_", x->level) }, { "state", x->state },
	    { "state_name", word(r, "state_", x->state) }, { "tone", tone(x) },
	    { "href", ref_path(r, ALERTS, x->ref, "") },
	    { "subject", ref_zero(x->whole) ? NULL :
	    subject_path(r, x->subject_kind, x->subject_ref, x->whole, x->number) },
	    { "words", x->words }, { "reply", x->reply }, { "by", x->explained_by },
	    { "ended", x->ended != NULL ? word(r, "ended_", x->ended) : NULL },
	    { "left", x->ended == NULL && x->ask == NULL ? left_text(r, &x->left, x->due_at, "d") : NULL },
	    { "found", x->ask != NULL ? view_msg(r, arena_printf(r->arena, "monitor.found_%s", x->ask), "n",
	    arena_printf(r->arena, "%" PRId64, x->n), "of", arena_printf(r->arena, "%" PRId64, x->of_n),
	    NULL) : NULL } };
	const struct {
		const char *name;
		int64_t value;
	} time[] = { { "due", x->due_at }, { "raised", x->raised_at }, { "red", x->red_at },
	    { "explained", x->explained_at }, { "accepted", x->accepted_at }, { "ended_at", x->ended_at } };
	size_t i;

	for (i = 0; i < sizeof(text) / sizeof(*text); i++)
		view_text(r, arena_printf(r->arena, "%s%s", at, text[i].name), text[i].value);
	for (i = 0; i < sizeof(time) / sizeof(*time); i++)
		if (time[i].value != TIME_NONE)
			view_time(r, arena_printf(r->arena, "%s%s", at, time[i].name), time[i].value);
	view_bool(r, arena_printf(r->arena, "%sevent", at), x->ask != NULL);
	view_bool(r, arena_printf(r->arena, "%sperson", at), x->person);
	if (x->promised_on != DAY_NONE)
		view_day(r, arena_printf(r->arena, "%spromised", at), x->promised_on);
	view_i64(r, arena_printf(r->arena, "%sversion", at), x->version);
}

/* ---- the list: a supervisor's over the agencies below, everybody else's over their own */

static enum err
get_list(struct req *r)
{
	const char *after = req_query(r, "after", 26), *state = one_of(states, req_query(r, "state", 9));
	struct monitor_query q = { .limit = SHOWN + 1, .state = state != NULL ? state : "waits" };
	struct monitor_alert *list;
	int i, n;
	enum err e;

	if (after != NULL && !ref_parse(after, &q.after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	if (!req_duty(r, DUTY_SUPERVISOR))
		q.agency = r->session->agency;
	else if (str_eq(q.state, "warning"))	/* not theirs to know */
		q.state = "waits";
	if (str_eq(q.state, "all"))
		q.state = NULL;
	e = monitor_list(r->arena, r->db, &q, r->now, &list, &n);
	if (e != OK)
		return e;
	for (i = 0; i < n && i < SHOWN; i++)
		monitor_view(r, arena_printf(r->arena, "alerts.%d", i), &list[i]);
	if (n > SHOWN)
		view_text(r, "next", ref_path(r, arena_printf(r->arena, ALERTS "?state=%s&after=",
		    q.state != NULL ? q.state : "all"), list[SHOWN - 1].ref, ""));
	if (after != NULL)
		view_text(r, "first", arena_printf(r->arena, ALERTS "?state=%s", q.state != NULL ? q.state : "all"));
	for (i = n = 0; states[i] != NULL; i++) {
		if (str_eq(states[i], q.agency == 0 ? "warning" : "signal"))
			continue;
		view_text_at(r, "states", n, "value", states[i]);
		view_text_at(r, "states", n, "label", word(r, "list_", states[i]));
		view_bool_at(r, "states", n++, "on", str_eq(states[i], q.state != NULL ? q.state : "all"));
	}
	view_bool(r, "wall", req_duty(r, DUTY_SUPERVISOR));
	return req_render(r, 200, "monitor/alerts.cs");
}

/* ---- one */

static enum err
load(struct req *r, struct monitor_alert *out)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? monitor_get(r->arena, r->db, ref, r->now, out) : e;
}

/* What the supervision body made of it, or may. */
static enum err
view_matter(struct req *r, const struct monitor_alert *x)
{
	struct supervise_matter m;
	enum err e;

	if (!req_duty(r, DUTY_SUPERVISOR | DUTY_AGENCY_HEAD | DUTY_REVIEWER) || !str_eq(x->level, "red"))
		return OK;
	e = supervise_of_alert(r->arena, r->db, x->ref, &m);
	if (e == OK)
		supervise_view(r, "matter", &m);
	else if (e == ERR_NOT_FOUND && req_duty(r, DUTY_SUPERVISOR) && r->session->agency != x->agency)
		view_text(r, "register", ref_path(r, MATTERS "from/alert/", x->ref, ""));
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
get_show(struct req *r)
{
	struct monitor_alert x;
	const char *const *acts;
	int i;
	enum err e = load(r, &x);

	if (e == OK)
		e = monitor_actions(r->arena, r->db, &x, r->session->account, &acts);
	if (e == OK)
		e = story_view(r, x.chain, false, "monitor.step_");
	if (e == OK)
		e = view_matter(r, &x);
	if (e != OK)
		return e;
	for (i = 0; acts[i] != NULL; i++) {
		view_text_at(r, "acts", i, "href",
		    ref_path(r, ALERTS, x.ref, arena_printf(r->arena, "/do/%s", acts[i])));
		view_text_at(r, "acts", i, "label", word(r, "act_", acts[i]));
		view_bool_at(r, "acts", i, "quiet", str_eq(acts[i], "ask_again"));
	}
	monitor_view(r, "alert", &x);
	return req_render(r, 200, "monitor/alert.cs");
}

/* ---- acts */

static enum err
begin(struct req *r, void *doing, struct input **in)
{
	struct monitor_alert *x = doing;
	enum err e = load(r, x);

	return e == OK ? monitor_form(r->arena, r->db, r->session->account, x->ref, req_path_text(r, "action"),
	    in) : e;
}

static enum err
render(struct req *r, int status, const void *doing, const struct input *in)
{
	const char *action = req_path_text(r, "action");

	monitor_view(r, "alert", doing);
	view_text(r, "act.path", r->path);
	view_text(r, "act.title", word(r, "act_", action));
	view_text(r, "act.lead", word(r, "lead_", action));
	view_input(r, "alert", in);
	return req_render(r, status, "monitor/act.cs");
}

static enum err
carry_out(struct req *r, void *doing, const struct act *act, int32_t version, struct input *in, const char **answer)
{
	const struct monitor_alert *x = doing;

	return monitor_do(r->arena, r->db, act, x->ref, req_path_text(r, "action"), version, in, &r->problems, answer);
}

static const struct act_page page = { begin, render, carry_out };

static enum err
get_act(struct req *r)
{
	return act_page_get(r, &page, &(struct monitor_alert){ 0 });
}

static enum err
post_act(struct req *r)
{
	return act_page_post(r, &page, &(struct monitor_alert){ 0 });
}

const struct route alert_routes[] = {
	{ .method = GET, .path = "/desk/alerts/", .duties = MONITOR_READS, .run = get_list },
	{ .method = GET, .path = "/desk/alerts/:ref", .duties = MONITOR_READS, .run = get_show },
	{ .method = GET, .path = "/desk/alerts/:ref/do/:action", .duties = MONITOR_READS, .run = get_act },
	{ .method = POST, .path = "/desk/alerts/:ref/do/:action", .duties = MONITOR_READS, .run = post_act },
	{ 0 }
};
