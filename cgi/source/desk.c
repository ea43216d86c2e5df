/* desk.c - requests on the desk: the queue, one of them with what was sent, its acts as forms.
 * Templates: source/.  Rules: lib/source/. */
#include "cgi/common/act_page.h"
#include "cgi/common/rows.h"
#include "cgi/common/story.h"
#include "cgi/desk.h"
#include "cgi/source/source.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/source/cause.h"
#include "lib/source/marks.h"
#include "lib/source/source.h"

#define SHOWN 50
#define NUMBER_MAX 20
#define ALIKE_SHOWN 8

static const char *const states[] = { "waits", "received", "sorted", "accepted", "merged", "rejected", "answered",
	"all", NULL };

static const char *
tone(const struct source_request *q)
{
	return str_eq(q->state, "received") ? "zhu" : str_eq(q->state, "answered") ? "song" :
	    str_eq(q->state, "rejected") ? "" : "amber";
}

static void
view_request(struct req *r, const char *scope, const struct source_request *q)
{
	const char *at = arena_printf(r->arena, "%s.", scope);
	const struct {
		const char *name, *value;
	} text[] = { { "number", q->number }, { "sort", req_pick(r, q->sort_zh, q->sort_en) }, { "state", q->state },
	    { "state_name", source_word(r, "state_", q->state) }, { "tone", tone(q) },
	    { "subject", q->subject_name }, { "agency", req_pick(r, q->agency_name, q->agency_en) },
	    { "from", req_pick(r, q->from_name, q->from_en) }, { "ground", req_pick(r, q->ground_zh, q->ground_en) },
	    { "outcome", req_pick(r, q->outcome_zh, q->outcome_en) }, { "answer", q->answer },
	    { "digest", q->digest }, { "clue", q->has_clue ? q->clue_number : NULL },
	    { "clue_href", ref_zero(q->clue) ? NULL : ref_path(r, "/desk/cases/", q->clue, "") },
	    { "href", ref_path(r, REQUESTS, q->ref, "") },
	    { "head", *q->head_number != '\0' ? q->head_number : NULL },
	    { "head_href", ref_zero(q->head) ? NULL : ref_path(r, REQUESTS, q->head, "") },
	    { "who", source_word(r, "who_", q->named ? "named" : "anonymous") } };
	const struct {
		const char *name;
		int64_t value;
	} time[] = { { "received", q->received_at }, { "arrived", q->arrived_at }, { "told", q->told_at },
	    { "due", q->due_at } };
	size_t i;

	for (i = 0; i < sizeof(text) / sizeof(*text); i++)
		view_text(r, arena_printf(r->arena, "%s%s", at, text[i].name), text[i].value);
	for (i = 0; i < sizeof(time) / sizeof(*time); i++)
		if (time[i].value != TIME_NONE)
			view_time(r, arena_printf(r->arena, "%s%s", at, time[i].name), time[i].value);
	view_bool(r, arena_printf(r->arena, "%slate", at), q->due_at != TIME_NONE && q->due_at < r->now);
	view_bool(r, arena_printf(r->arena, "%sforwarded", at), q->forwarded);
	view_i64(r, arena_printf(r->arena, "%sreturned", at), q->returned);
	view_i64(r, arena_printf(r->arena, "%sversion", at), q->version);
}

/* The keyboard run: what is done leads to the next. */
static bool
running(struct req *r)
{
	return req_query(r, "run", 1) != NULL;
}

/* ---- the queue */

static const char *
state_of(struct req *r)
{
	const char *state = req_query(r, "state", 10);
	int i;

	for (i = 0; state != NULL && states[i] != NULL; i++)
		if (str_eq(states[i], state))
			return states[i];
	return states[0];
}

static enum err
get_list(struct req *r)
{
	const char *after = req_query(r, "after", 26), *state = state_of(r);
	struct source_query q = { .limit = SHOWN + 1, .state = str_eq(state, "all") ? NULL : state };
	struct source_request *list;
	int i, n;
	enum err e;

	if (after != NULL && !ref_parse(after, &q.after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = source_list(r->arena, r->db, &q, &list, &n);
	if (e != OK)
		return e;
	for (i = 0; i < n && i < SHOWN; i++)
		view_request(r, arena_printf(r->arena, "requests.%d", i), &list[i]);
	if (n > SHOWN)
		view_text(r, "next", ref_path(r, arena_printf(r->arena, REQUESTS "?state=%s&after=", state),
		    list[SHOWN - 1].ref, ""));
	if (after != NULL)
		view_text(r, "first", arena_printf(r->arena, REQUESTS "?state=%s", state));
	for (i = 0; states[i] != NULL; i++) {
		view_text_at(r, "states", i, "value", states[i]);
		view_text_at(r, "states", i, "label", source_word(r, "list_", states[i]));
		view_bool_at(r, "states", i, "on", str_eq(states[i], state));
	}
	return req_render(r, 200, "source/list.cs");
}

/* ---- one */

static enum err
load(struct req *r, struct source_request *out)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? source_get(r->arena, r->db, ref, out) : e;
}

/* What was sent, for who handles it; the reading is noted. */
static enum err
view_sent(struct req *r, const struct source_request *q, struct source_text *sent)
{
	struct source_text t;
	enum err e = source_text_open(r->arena, r->db, q->id, &t);

	*sent = (struct source_text){ .content = NULL };

	req_reads(r, "request", q->ref, 1);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	view_text(r, "sent.about", t.about);
	view_text(r, "sent.place", t.place);
	view_text(r, "sent.content", t.content);
	view_text(r, "sent.name", t.name);
	view_text(r, "sent.telephone", t.telephone);
	view_text(r, "sent.address", t.address);
	*sent = t;
	return OK;
}

static const char *
key_of(const char *action)
{
	static const char *const keys[][2] = { { "sort", "s" }, { "accept", "a" }, { "forward", "f" },
	    { "send_back", "b" }, { "reject", "r" }, { "answer", "w" }, { "conclude", "e" }, { "clue", "c" },
	    { "part", "p" },
	    { "merge", "m" }, { "unmerge", "u" }, { "bind", "l" } };
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (str_eq(keys[i][0], action))
			return keys[i][1];
	return NULL;
}

static void
view_run(struct req *r, const struct source_request *q)
{
	view_bool(r, "run.on", running(r));
	view_text(r, "run.href", arena_printf(r->arena, "%s?run=1", ref_path(r, REQUESTS, q->ref, "")));
	view_text(r, "run.back", arena_printf(r->arena, "%s%s", ref_path(r, REQUESTS, q->ref, ""),
	    running(r) ? "?run=1" : ""));
	view_text(r, "run.next", ref_path(r, REQUESTS "next?after=", q->ref, ""));
}

static enum err
get_next(struct req *r)
{
	const char *text = req_query(r, "after", 26);
	struct ref after = { 0 }, next;
	enum err e;

	if (text != NULL && !ref_parse(text, &after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	e = source_next(r->arena, r->db, r->session->account, after, &next);
	if (e == ERR_NOT_FOUND)
		return req_redirect(r, "%s", req_with_notice(r, REQUESTS, "notice.run_done"));
	return e == OK ? req_redirect(r, "%s?run=1", ref_path(r, REQUESTS, next, "")) : e;
}

static enum err
view_acts(struct req *r, const struct source_request *q)
{
	const char *const *acts;
	int i;
	enum err e = source_actions(r->arena, r->db, q, r->session->account, &acts);

	for (i = 0; e == OK && acts[i] != NULL; i++) {
		bool clue = str_eq(acts[i], "clue");

		if (str_eq(acts[i], "merge") || str_eq(acts[i], "bind") || str_eq(acts[i], "forward"))
			view_text(r, arena_printf(r->arena, "may.%s", acts[i]),
			    ref_path(r, REQUESTS, q->ref, arena_printf(r->arena, "/do/%s", acts[i])));

		view_text_at(r, "acts", i, "href", clue ? ref_path(r, "/desk/clues/new?request=", q->ref, "") :
		    ref_path(r, REQUESTS, q->ref, arena_printf(r->arena, "/do/%s%s", acts[i],
		    running(r) ? "?run=1" : "")));
		view_text_at(r, "acts", i, "key", key_of(acts[i]));
		view_text_at(r, "acts", i, "label", source_word(r, "act_", acts[i]));
		view_bool_at(r, "acts", i, "quiet", i > 0);
	}
	return e;
}

/* Likely causes and who is competent, while it is to be sorted or decided. */
static enum err
view_advice(struct req *r, const struct source_request *q, const struct source_text *sent)
{
	struct source_advice v;
	int i;
	enum err e;

	if (!str_eq(q->state, "received") && !str_eq(q->state, "sorted"))
		return OK;
	e = source_advice(r->arena, r->db, q->agency, sent, &v);
	for (i = 0; e == OK && i < v.n; i++) {
		view_text_at(r, "causes", i, "name", req_pick(r, v.cause[i].name, v.cause[i].name_en));
		view_text_at(r, "causes", i, "words", v.cause[i].words);
	}
	if (e == OK && !ref_zero(v.agency)) {
		view_text(r, "advice.agency", req_pick(r, v.agency_zh, v.agency_en));
		view_text(r, "advice.field", v.cause[0].field);
		view_bool(r, "advice.own", v.own);
		if (!v.own)
			view_text(r, "advice.href", ref_path(r, REQUESTS, q->ref,
			    ref_path(r, "/do/forward?to=", v.agency, running(r) ? "&run=1" : "")));
	}
	return e;
}

/* What may be about the same matter, with what speaks for it. */
static enum err
view_alike(struct req *r, const struct source_request *q, const struct source_text *sent)
{
	struct source_like *list;
	int i, n;
	enum err e = source_alike(r->arena, r->db, q->id, sent, &list, &n);

	for (i = 0; e == OK && i < n && i < ALIKE_SHOWN; i++) {
		const struct alike_score *s = &list[i].score;
		const struct {
			const char *name;
			int value;
		} part[] = { { "total", s->total }, { "about", s->about }, { "place", s->place }, { "text", s->text },
		    { "days", s->days } };
		size_t k;

		view_text_at(r, "alike", i, "number", list[i].number);
		view_text_at(r, "alike", i, "state", source_word(r, "state_", list[i].state));
		view_text_at(r, "alike", i, "agency", req_pick(r, list[i].agency_zh, list[i].agency_en));
		view_text_at(r, "alike", i, "words", list[i].words);
		view_time(r, arena_printf(r->arena, "alike.%d.received", i), list[i].received_at);
		for (k = 0; k < sizeof(part) / sizeof(*part); k++)
			if (part[k].value >= 0)
				view_i64(r, arena_printf(r->arena, "alike.%d.%s", i, part[k].name), part[k].value);
		if (!ref_zero(list[i].ref))
			view_text_at(r, "alike", i, "href", ref_path(r, REQUESTS, list[i].ref, ""));
	}
	return e;
}

/* The other requests of its message, and those it is bound to. */
static enum err
view_kin(struct req *r, const struct source_request *q)
{
	static const struct column cols[] = { { "number", 't' }, { "sort", 'l' }, { "agency", 'l' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = source_kin(r->arena, r->db, q, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row row = db_at(rows, i);

		row_view_at(r, "kin", i, row, cols);
		view_text_at(r, "kin", i, "how", source_word(r, "kin_", arena_printf(r->arena, "%s%s%s",
		    row_text(row, "kind"), *row_text(row, "way") != '\0' ? "_" : "", row_text(row, "way"))));
		view_text_at(r, "kin", i, "state", source_word(r, "state_", row_text(row, "state")));
		view_text_at(r, "kin", i, "href", ref_path(r, REQUESTS, row_ref(row, "ref"), ""));
	}
	return e;
}

static enum err
get_show(struct req *r)
{
	struct source_request q;
	struct source_text sent;
	enum err e = load(r, &q);

	if (e == OK)
		e = view_sent(r, &q, &sent);
	if (e == OK && sent.content != NULL)
		e = view_alike(r, &q, &sent);
	if (e == OK && sent.content != NULL)
		e = view_advice(r, &q, &sent);
	if (e == OK)
		e = view_acts(r, &q);
	if (e == OK)
		e = view_kin(r, &q);
	if (e == OK)
		e = story_view(r, q.chain, false, "source.step_");
	if (e != OK)
		return e;
	view_request(r, "request", &q);
	view_run(r, &q);
	return req_render(r, 200, "source/request.cs");
}

/* ---- acts */

static enum err
begin(struct req *r, void *doing, struct input **in)
{
	struct source_request *q = doing;
	const char *other = req_query(r, "other", NUMBER_MAX), *to = req_query(r, "to", 26);
	enum err e = load(r, q);

	if (e == OK)
		e = source_form(r->arena, r->db, r->session->account, q->ref, req_path_text(r, "action"), in);
	if (e == OK && other != NULL && (str_eq(req_path_text(r, "action"), "merge") ||
	    str_eq(req_path_text(r, "action"), "bind")))
		input_default(*in, "other", other);
	if (e == OK && to != NULL && str_eq(req_path_text(r, "action"), "forward")) {
		input_default(*in, "agency", to);
		input_default(*in, "reason", source_word(r, "forward_", "field"));
	}
	return e;
}

static enum err
render(struct req *r, int status, const void *doing, const struct input *in)
{
	const char *action = req_path_text(r, "action");
	struct source_text sent;
	enum err e = view_sent(r, doing, &sent);

	if (e != OK)
		return e;
	view_request(r, "request", doing);
	view_text(r, "act.path", running(r) ? arena_printf(r->arena, "%s?run=1", r->path) : r->path);
	view_run(r, doing);
	view_text(r, "act.title", source_word(r, "act_", action));
	view_text(r, "act.lead", source_word(r, "lead_", action));
	view_input(r, "request", in);
	return req_render(r, status, "source/act.cs");
}

static enum err
carry_out(struct req *r, void *doing, const struct act *act, int32_t version, struct input *in, const char **answer)
{
	const struct source_request *q = doing;
	const char *action = req_path_text(r, "action");
	char ref[REF_TEXT_SIZE];
	enum err e = source_do(r->arena, r->db, act, q->ref, action, version, in, &r->problems, answer);

	/* what was sorted is decided next */
	if (e == OK && running(r) && !str_eq(action, "sort") && !str_eq(action, "part")) {
		ref_text(q->ref, ref);
		*answer = arena_printf(r->arena, "request_run %s", ref);
	} else if (e == OK && running(r)) {
		*answer = arena_printf(r->arena, "%s?run=1", *answer);
	}
	return e;
}

static const struct act_page page = { begin, render, carry_out };

static enum err
get_act(struct req *r)
{
	return act_page_get(r, &page, &(struct source_request){ 0 });
}

static enum err
post_act(struct req *r)
{
	return act_page_post(r, &page, &(struct source_request){ 0 });
}

const struct route source_desk_routes[] = {
	{ .method = GET, .path = "/desk/source/", .duties = SOURCE_READS, .run = get_list },
	{ .method = GET, .path = "/desk/source/next", .duties = SOURCE_READS, .run = get_next },
	{ .method = GET, .path = "/desk/source/:ref", .duties = SOURCE_READS, .flags = ROUTE_PERSONAL,
	    .run = get_show },
	{ .method = GET, .path = "/desk/source/:ref/do/:action", .duties = SOURCE_READS, .flags = ROUTE_PERSONAL,
	    .run = get_act },
	{ .method = POST, .path = "/desk/source/:ref/do/:action", .duties = SOURCE_READS, .flags = ROUTE_PERSONAL,
	    .run = post_act },
	{ 0 }
};
