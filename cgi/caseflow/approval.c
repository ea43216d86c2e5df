/* approval.c - approvals and countersignatures: what is asked, and the answer to it. */
#include <string.h>

#include "cgi/caseflow/view.h"
#include "cgi/common/answer.h"
#include "cgi/common/rows.h"
#include "cgi/common/second_code.h"
#include "lib/act/act.h"
#include "lib/base/arena.h"
#include "lib/base/str.h"

static const struct field approval_fields[] = {
	{ .name = "verdict", .type = FIELD_CHOICE, .flags = FIELD_REQUIRED | FIELD_WIDE },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static struct input *
approval_form(struct req *r)
{
	struct input *in = input_new(r->arena, approval_fields);
	const char *agree = view_msg(r, "approval.agree", NULL), *give_back = view_msg(r, "approval.return", NULL);

	input_option(in, "verdict", "agree", agree, agree);
	input_option(in, "verdict", "return", give_back, give_back);
	return in;
}

static void
view_chain(struct req *r, const struct caseflow_approval *p)
{
	static const struct column cols[] = { { "duty", 'l' }, { "name", 't' }, { "words", 't' },
	    { "at", 'T' }, { 0 } };
	bool come = false;
	int i;

	for (i = 0; i < db_count(p->chain); i++) {
		struct db_row s = db_at(p->chain, i);
		const char *verdict = row_text_null(s, "verdict");

		row_view_at(r, "chain", i, s, cols);
		if (row_has(s, "for_name"))
			view_text_at(r, "chain", i, "deputy",
			    view_msg(r, "deputy.for", "name", row_text(s, "for_name"), NULL));
		if (verdict != NULL)
			view_text_at(r, "chain", i, "verdict",
			    view_msg(r, arena_printf(r->arena, "approval.did_%s", verdict), NULL));
		view_text_at(r, "chain", i, "state", verdict != NULL ? "" : come ||
		    !str_eq(p->state, "pending") ? "todo" : "now");
		come |= verdict == NULL;
	}
}

static enum err
show_approval(struct req *r, int status, const struct caseflow_approval *p, const struct input *in)
{
	const char *basis = arena_printf(r->arena, "action.%s.basis", p->action);
	struct case_file cf;
	enum err e = caseflow_get(r->arena, r->db, p->case_ref, &cf);

	req_reads(r, "case", p->case_ref, 1);
	if (e == OK)
		e = case_head(r, &cf, view_msg(r, "approval.of", "action", action_label(r, p->action), NULL));
	if (e == OK)
		e = case_brief(r, &cf, p->party_id);
	if (e != OK)
		return e;
	view_text(r, "ask.title", view_msg(r, "approval.of", "action", action_label(r, p->action), NULL));
	view_text(r, "ask.path", ref_path(r, "/desk/approvals/", p->ref, ""));
	view_text(r, "ask.by", p->asked_by);
	view_text(r, "ask.party", p->party);
	view_time(r, "ask.at", p->asked_at);
	view_text(r, "ask.state", view_msg(r, arena_printf(r->arena, "approval.state_%s", p->state), NULL));
	if (view_has_msg(r, basis))
		view_text(r, "ask.basis", view_msg(r, basis, NULL));
	if (!ref_zero(p->document_ref))
		view_text(r, "ask.document", ref_path(r, "/desk/documents/", p->document_ref, ""));
	view_bool(r, "ask.mine", p->mine);
	sheet_view(r, "sheet", p->action, &p->sheet);
	view_chain(r, p);
	view_input(r, "approval", in);
	return req_render(r, status, "case/approval.cs");
}

static enum err
load_approval(struct req *r, const struct act *act, struct caseflow_approval *out)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? caseflow_approval_get(r->arena, r->db, act, ref, out) : e;
}

static enum err
get_approval(struct req *r)
{
	struct act act = req_act(r);
	struct caseflow_approval p;
	enum err e = load_approval(r, &act, &p);

	return e == OK ? show_approval(r, 200, &p, approval_form(r)) : e;
}

/* What stops the action itself names fields of a form that is not on this page. */
static void
keep_own_fields(struct req *r)
{
	struct problem *p;

	for (p = r->problems.first; p != NULL; p = p->next)
		if (!str_eq(p->field, "verdict") && !str_eq(p->field, "words"))
			p->field = "";
}

static enum err
post_approval(struct req *r)
{
	struct act act = req_act(r);
	struct input *in = approval_form(r);
	struct caseflow_approval p;
	const char *answer;
	bool agree;
	enum err e = load_approval(r, &act, &p);

	if (e != OK)
		return e;
	req_input(r, in);
	agree = str_eq(input_text(in, "verdict"), "agree");
	if (r->problems.n > 0)
		return show_approval(r, 422, &p, in);
	e = caseflow_approve(r->arena, r->db, &act, p.ref, agree, input_text(in, "words"), &r->problems, &answer);
	if (e == OK)
		return req_redirect(r, "%s", req_with_notice(r, answer_path(r, answer),
		    agree ? "notice.agreed" : "notice.returned"));
	if (e != ERR_INPUT && e != ERR_STATE && e != ERR_CONFLICT)
		return e;
	if (r->problems.n == 0)
		problem_add(&r->problems, "", "moved_on", NULL);
	keep_own_fields(r);
	return show_approval(r, e == ERR_INPUT ? 422 : 409, &p, in);
}

/* ---- countersignatures */

static const struct field cosign_fields[] = {
	{ .name = "username", .type = FIELD_LINE, .min = 1, .max = 64 },
	{ .name = "code", .type = FIELD_LINE, .flags = FIELD_CODE, .min = 6, .max = 9 },
	{ .name = "words", .type = FIELD_TEXT, .flags = FIELD_WIDE, .max = 2000 },
	{ 0 }
};

static enum err
load_cosign(struct req *r, struct caseflow_cosign *out)
{
	struct ref ref;
	enum err e = req_path_ref(r, "ref", &ref);

	return e == OK ? caseflow_cosign_get(r->arena, r->db, ref, out) : e;
}

static enum err
show_cosign(struct req *r, int status, const struct caseflow_cosign *s, const struct input *in)
{
	struct caseflow_step step;
	struct case_file cf;
	enum err e = caseflow_get(r->arena, r->db, s->case_ref, &cf);

	if (e == OK)
		e = case_head(r, &cf, view_msg(r, "cosign.of", "action", action_label(r, s->action), NULL));
	if (e == OK)
		e = caseflow_step(r->arena, r->db, &cf, s->step_seq, &step);
	if (e == OK)
		e = case_brief(r, &cf, 0);
	if (e == OK)
		req_reads(r, "case", cf.ref, 1);
	if (e != OK)
		return e;
	case_record(r, "record", &step, 1);
	view_text(r, "ask.title", view_msg(r, "cosign.of", "action", action_label(r, s->action), NULL));
	view_text(r, "ask.path", ref_path(r, "/desk/cosigns/", s->ref, ""));
	view_text(r, "ask.by", s->asked_by);
	view_text(r, "ask.officer", s->officer);
	view_text(r, "ask.username", s->username);
	view_time(r, "ask.at", s->asked_at);
	view_text(r, "ask.state", view_msg(r, arena_printf(r->arena, "cosign.state_%s", s->state), NULL));
	if (!ref_zero(s->document_ref))
		view_text(r, "ask.document", ref_path(r, "/desk/documents/", s->document_ref, ""));
	view_bool(r, "ask.mine", str_eq(s->state, "waiting") && s->account == r->session->account);
	view_bool(r, "ask.here", str_eq(s->state, "waiting") && s->asked_by_id == r->session->account);
	view_input(r, "cosign", in);
	view_bool(r, "form.fields.0.required", true);	/* of the way that signs */
	view_bool(r, "form.fields.1.required", true);
	return req_render(r, status, "case/cosign.cs");
}

static enum err
get_cosign(struct req *r)
{
	struct caseflow_cosign s;
	enum err e = load_cosign(r, &s);

	return e == OK ? show_cosign(r, 200, &s, input_new(r->arena, cosign_fields)) : e;
}

/* The second officer's code, from their own account or typed on the first officer's screen.  Problems
 * say what is wrong. */
static enum err
check_code(struct req *r, const struct act *act, const struct caseflow_cosign *s, const struct input *in, bool own)
{
	const char *username = own ? r->session->username : input_text(in, "username");
	struct act keyed = *act;
	enum sign_in_outcome outcome;
	enum err e;

	if (!input_given(in, "code"))
		problem_add(&r->problems, "code", "required", NULL);
	if (!own && !input_given(in, "username"))
		problem_add(&r->problems, "username", "required", NULL);
	else if (!str_eq(username, s->username))
		problem_add(&r->problems, "username", "not_second", s->officer);
	if (r->problems.n > 0)
		return OK;
	keyed.body = act_countersign_body(r->arena, s->ref, true);
	e = second_code(r, &keyed, username, input_text(in, "code"), PEOPLE_CODE_NOW, &outcome);
	if (e == OK && outcome != SIGN_IN_OK)
		problem_add(&r->problems, "code", second_code_problem(outcome), NULL);
	return e;
}

static enum err
post_cosign(struct req *r)
{
	struct act act = req_act(r);
	struct input *in = input_new(r->arena, cosign_fields);
	bool refuse = str_eq(req_form(r, "_way", 10), "refuse"), own;
	struct caseflow_cosign s;
	const char *answer;
	enum err e = load_cosign(r, &s);

	if (e != OK)
		return e;
	own = s.account == r->session->account;
	if (!own && s.asked_by_id != r->session->account)
		return err_set(ERR_DENIED, "another officer's countersignature");
	if (!str_eq(s.state, "waiting"))
		return req_redirect(r, "%s", req_with_notice(r, ref_path(r, "/desk/cases/", s.case_ref, ""),
		    "notice.cosigned_before"));
	if (!own && refuse)
		return err_set(ERR_DENIED, "refused from another account");
	req_input(r, in);
	if (r->problems.n == 0 && !refuse) {
		e = check_code(r, &act, &s, in, own);
		if (e != OK)
			return e;
	}
	if (r->problems.n == 0) {
		e = caseflow_countersign(r->arena, r->db, &act, s.ref, s.account, own ? "account" : "code", !refuse,
		    input_text(in, "words"), &r->problems, &answer);
		if (e == OK)
			return req_redirect(r, "%s", req_with_notice(r, answer_path(r, answer),
			    refuse ? "notice.refused" : "notice.cosigned"));
		if ((e != ERR_INPUT && e != ERR_STATE) || r->problems.n == 0)
			return e;
	}
	return show_cosign(r, 422, &s, in);
}

const struct route sign_routes[] = {
	{ .method = GET, .path = "/desk/approvals/:ref", .duties = DUTY_CASEWORK, .flags = ROUTE_PERSONAL,
	  .run = get_approval },
	{ .method = POST, .path = "/desk/approvals/:ref", .duties = DUTY_CASEWORK, .run = post_approval },
	{ .method = GET, .path = "/desk/cosigns/:ref", .duties = DUTY_OFFICER | DUTY_ARCHIVIST, .flags = ROUTE_PERSONAL,
	  .run = get_cosign },
	{ .method = POST, .path = "/desk/cosigns/:ref", .duties = DUTY_OFFICER | DUTY_ARCHIVIST, .run = post_cosign },
	{ 0 }
};
