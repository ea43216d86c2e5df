/* matter.c - one matter: its facts, letters, what was said, papers, story; the head's answer to what was asked.
 * Templates: supervise/matter.cs, supervise/approve.cs.  Rules: lib/supervise/. */
#include "cgi/common/answer.h"
#include "cgi/common/rows.h"
#include "cgi/common/story.h"
#include "cgi/common/subject.h"
#include "cgi/desk.h"
#include "cgi/supervise/supervise.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

static enum err
load(struct req *r, struct supervise_matter *out)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? supervise_get(r->arena, r->db, ref, out) : e;
}

static enum err
view_letters(struct req *r, const struct supervise_matter *x)
{
	struct supervise_letter *l;
	int i, n;
	enum err e = supervise_letters(r->arena, r->db, x->id, &l, &n);

	for (i = 0; e == OK && i < n; i++) {
		view_text_at(r, "letters", i, "kind", supervise_word(r, "letter_", l[i].kind));
		view_text_at(r, "letters", i, "number", l[i].number);
		view_text_at(r, "letters", i, "state", supervise_word(r, "letter_state_", l[i].state));
		view_text_at(r, "letters", i, "tone", str_eq(l[i].state, "answered") ? "song" :
		    str_eq(l[i].state, "void") ? "" : l[i].due_on < time_day(r->now) ? "zhu" : "amber");
		view_text_at(r, "letters", i, "demand", l[i].demand);
		view_text_at(r, "letters", i, "answer", l[i].answer);
		view_text_at(r, "letters", i, "by", l[i].answered_by);
		view_text_at(r, "letters", i, "issued", day_short(r, l[i].issued_on));
		view_day(r, arena_printf(r->arena, "letters.%d.due", i), l[i].due_on);
		if (l[i].answered_at != TIME_NONE)
			view_time(r, arena_printf(r->arena, "letters.%d.answered", i), l[i].answered_at);
		if (!ref_zero(l[i].document))
			view_text_at(r, "letters", i, "href", ref_path(r, "/desk/documents/", l[i].document, ""));
	}
	return e;
}

static enum err
view_said(struct req *r, const struct supervise_matter *x)
{
	struct supervise_said *s;
	int i, n;
	enum err e = supervise_said(r->arena, r->db, x->id, &s, &n);

	for (i = 0; e == OK && i < n; i++) {
		view_text_at(r, "said", i, "step", supervise_word(r, "step_", s[i].action));
		view_text_at(r, "said", i, "words", s[i].words);
		view_text_at(r, "said", i, "name", s[i].name);
		view_time(r, arena_printf(r->arena, "said.%d.at", i), s[i].at);
	}
	return e;
}

/* What the body writes among itself is not on the agency's page. */
static enum err
view_papers(struct req *r, const struct supervise_matter *x)
{
	static const struct column cols[] = { { "name", 'l' }, { "number", 't' }, { "made_at", 'T' }, { 0 } };
	static const char *const inner[] = { "supervise_registration", "supervise_proposal", "supervise_transfer",
	    "supervise_closing" };
	const struct db_rows *rows;
	int i, n = 0;
	size_t k;
	enum err e = supervise_papers(r->arena, r->db, x->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		bool own = r->session->agency == x->agency;

		for (k = 0; !own && k < sizeof(inner) / sizeof(*inner); k++)
			if (str_eq(inner[k], row_text(db_at(rows, i), "type")))
				break;
		if (!own && k < sizeof(inner) / sizeof(*inner))
			continue;
		row_view_at(r, "papers", n, db_at(rows, i), cols);
		view_text_at(r, "papers", n++, "href", ref_path(r, "/desk/documents/", row_ref(db_at(rows, i), "ref"),
		    ""));
	}
	return e;
}

static enum err
view_acts(struct req *r, const struct supervise_matter *x)
{
	struct supervise_asked asked;
	const char *const *acts;
	int i, n = 0;
	enum err e = supervise_actions(r->arena, r->db, x, r->session->account, &acts);

	if (e == OK && r->session->agency == x->agency) {
		e = supervise_asked(r->arena, r->db, x, r->session->account, &asked);
		if (e == OK) {
			view_text_at(r, "acts", n, "href", ref_path(r, MATTERS, x->ref, "/approve"));
			view_text_at(r, "acts", n++, "label", supervise_word(r, "", asked.mine ? "approve" : "asked"));
			view_text(r, "asked", supervise_word(r, "act_", asked.action));
		}
		e = e == ERR_NOT_FOUND ? OK : e;	/* nothing waits */
	}
	for (i = 0; e == OK && acts[i] != NULL; i++, n++) {
		view_text_at(r, "acts", n, "href", ref_path(r, MATTERS, x->ref, arena_printf(r->arena, "/do/%s",
		    acts[i])));
		view_text_at(r, "acts", n, "label", supervise_word(r, "act_", acts[i]));
		view_bool_at(r, "acts", n, "quiet", n > 0);
	}
	return e;
}

static void
view_origin(struct req *r, const struct supervise_matter *x)
{
	if (!ref_zero(x->alert_ref) && r->session->agency == x->agency)
		view_text(r, "matter.alert", ref_path(r, "/desk/alerts/", x->alert_ref, ""));
	if (!ref_zero(x->request_ref) && r->session->agency == x->agency)
		view_text(r, "matter.request", ref_path(r, "/desk/source/", x->request_ref, ""));
	if (x->subject_kind != NULL && !ref_zero(x->whole_ref))
		view_text(r, "matter.subject", subject_path(r, x->subject_kind, x->subject_ref, x->whole_ref,
		    x->object_number));
}

static enum err
get_show(struct req *r)
{
	struct supervise_matter x;
	bool remedy = false;
	enum err e = load(r, &x);

	if (e == OK)
		e = view_acts(r, &x);
	if (e == OK)
		e = view_letters(r, &x);
	if (e == OK)
		e = view_said(r, &x);
	if (e == OK)
		e = view_papers(r, &x);
	if (e == OK)
		e = supervise_in_remedy(r->arena, r->db, &x, &remedy);
	if (e == OK && r->session->agency == x.agency)
		e = story_view(r, x.chain, true, "supervise.step_");
	if (e != OK)
		return e;
	supervise_view(r, "matter", &x);
	view_origin(r, &x);
	view_bool(r, "remedy", remedy && x.ended_at == TIME_NONE);
	view_bool(r, "body", r->session->agency == x.agency);
	view_text(r, "list", r->session->agency == x.agency ? MATTERS : MATTERS "letters/");
	return req_render(r, 200, "supervise/matter.cs");
}

/* ---- the head's answer */

static const struct field verdict_fields[] = {
	{ .name = "verdict", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static struct input *
verdict_form(struct req *r)
{
	struct input *in = input_new(r->arena, verdict_fields);
	const char *agree = view_msg(r, "approval.agree", NULL), *give_back = view_msg(r, "approval.return", NULL);

	input_option(in, "verdict", "agree", agree, agree);
	input_option(in, "verdict", "return", give_back, give_back);
	return in;
}

static enum err
load_asked(struct req *r, struct supervise_matter *x, struct supervise_asked *asked)
{
	enum err e = load(r, x);

	if (e == OK && r->session->agency != x->agency)
		return err_set(ERR_NOT_FOUND, "another body's");
	return e == OK ? supervise_asked(r->arena, r->db, x, r->session->account, asked) : e;
}

static enum err
show_asked(struct req *r, int status, const struct supervise_matter *x, const struct supervise_asked *asked,
    const struct input *in)
{
	supervise_view(r, "matter", x);
	view_text(r, "ask.title", supervise_word(r, "act_", asked->action));
	view_text(r, "ask.by", asked->by);
	view_time(r, "ask.at", asked->at);
	view_bool(r, "ask.mine", asked->mine);
	view_text(r, "ask.path", r->path);
	if (!ref_zero(asked->document))
		view_text(r, "ask.document", ref_path(r, "/desk/documents/", asked->document, ""));
	view_input(r, "approval", in);
	return req_render(r, status, "supervise/approve.cs");
}

static enum err
get_asked(struct req *r)
{
	struct supervise_matter x;
	struct supervise_asked asked;
	enum err e = load_asked(r, &x, &asked);

	return e == OK ? show_asked(r, 200, &x, &asked, verdict_form(r)) : e;
}

/* What stops the act itself names fields of a form that is not on this page. */
static void
keep_own_fields(struct req *r)
{
	struct problem *p;

	for (p = r->problems.first; p != NULL; p = p->next)
		if (!str_eq(p->field, "verdict") && !str_eq(p->field, "words"))
			p->field = "";
}

static enum err
post_asked(struct req *r)
{
	struct act act = req_act(r);
	struct input *in = verdict_form(r);
	struct supervise_matter x;
	struct supervise_asked asked;
	const char *answer;
	enum err e = load_asked(r, &x, &asked);

	if (e == ERR_NOT_FOUND && db_act_answer(r->arena, r->db, &act, &answer) == OK)
		return answer_done(r, answer);
	if (e != OK)
		return e;
	req_input(r, in);
	if (r->problems.n > 0)
		return show_asked(r, 422, &x, &asked, in);
	e = supervise_approve(r->arena, r->db, &act, asked.ref, str_eq(input_text(in, "verdict"), "agree"),
	    input_text(in, "words"), &r->problems, &answer);
	if (e == OK)
		return answer_done(r, answer);
	if (e != ERR_INPUT && e != ERR_STATE && e != ERR_CONFLICT)
		return e;
	if (r->problems.n == 0)
		problem_add(&r->problems, "", "moved_on", NULL);
	keep_own_fields(r);
	return show_asked(r, e == ERR_INPUT ? 422 : 409, &x, &asked, in);
}

const struct route supervise_matter_routes[] = {
	{ .method = GET, .path = "/desk/supervise/:ref", .duties = SUPERVISE_READS, .run = get_show },
	{ .method = GET, .path = "/desk/supervise/:ref/approve", .duties = DUTY_SUPERVISOR | DUTY_AGENCY_HEAD,
	    .run = get_asked },
	{ .method = POST, .path = "/desk/supervise/:ref/approve", .duties = DUTY_AGENCY_HEAD, .run = post_asked },
	{ 0 }
};
