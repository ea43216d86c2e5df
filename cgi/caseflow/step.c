/* step.c - the form of each step of a case: shown, sent, shown again with what was typed. */
#include <inttypes.h>
#include <string.h>

#include "cgi/caseflow/view.h"
#include "cgi/common/answer.h"
#include "cgi/common/rows.h"
#include "lib/act/act.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/lenient.h"
#include "lib/caseflow/slip.h"
#include "lib/door/door.h"
#include "lib/inspection/inspection.h"
#include "lib/source/source.h"
#include "lib/spotcheck/visit.h"

#define STEPS_SINCE 5

struct acting {
	struct caseflow_key key;
	int32_t version;
	bool is_new;
	const char *path;		/* the form's own */
	struct caseflow_form form;
};

static bool
ref_from(struct req *r, const char *query, const char *field, struct ref *out)
{
	const char *text = r->method == POST ? req_form(r, field, 26) : NULL;

	if (text == NULL)
		text = req_query(r, query, 26);
	*out = (struct ref){ { 0 } };
	return text == NULL || *text == '\0' || ref_parse(text, out);
}

/* A clue out of a visit or an inspection: of one's own, with a problem and without a clue. */
static enum err
of_visit(struct req *r, struct acting *a)
{
	bool may = false;
	enum err e;

	if (!str_eq(a->key.action, "clue_register"))
		return err_set(ERR_NOT_FOUND, "a visit of another step");
	e = spotcheck_visit_problem(r->arena, r->db, a->key.visit, r->session->account, &may);
	if (e == ERR_NOT_FOUND)
		e = inspection_problem(r->arena, r->db, a->key.visit, r->session->account, &may);
	/* sent twice: the answer of the first time stands */
	return e == OK && !may && r->method == GET ? err_set(ERR_NOT_FOUND, "no visit a clue can be made of") : e;
}

/* A clue out of a request that they handle. */
static enum err
of_request(struct req *r, struct acting *a)
{
	bool may = false;
	enum err e;

	if (!str_eq(a->key.action, "clue_register"))
		return err_set(ERR_NOT_FOUND, "a request of another step");
	e = source_may_clue(r->arena, r->db, a->key.request, r->session->account, &may);
	/* sent twice: the answer of the first time stands */
	return e == OK && !may && r->method == GET ? err_set(ERR_NOT_FOUND, "no request a clue can be made of") : e;
}

/* A step that takes over what the party sent in: of that case and party, by the step that does. */
static enum err
of_message(struct req *r, struct acting *a, struct door_message *m)
{
	enum err e = door_message_get(r->arena, r->db, a->key.message, m);

	if (e == OK && (!ref_eq(m->case_ref, a->key.case_ref) ||
	    (!door_of_case(m->sort) && !ref_eq(m->track_ref, a->key.track_ref)) ||
	    !str_eq(door_step_of(m->sort), a->key.action)))
		return err_set(ERR_NOT_FOUND, "a message of another step");
	/* sent twice: the answer of the first time stands */
	return e == OK && r->method == GET && !str_eq(m->state, "received") ?
	    err_set(ERR_NOT_FOUND, "a message that has ended") : e;
}

/* Where papers are served: what the party agreed to, or took back. */
static enum err
fill_address(struct req *r, struct acting *a, const struct door_message *m, const struct door_text *t)
{
	struct ref party;
	const char *address;
	enum err e = caseflow_party_of(r->arena, r->db, m->track_ref, &party, &address);

	if (e != OK)
		return e;
	input_default(a->form.in, "party", ref_text_in(r->arena, party));
	input_default(a->form.in, "recipient", t->name);
	input_default(a->form.in, "telephone", t->telephone);
	input_default(a->form.in, "address", address);
	if (!str_eq(m->sort, "consent"))
		return OK;
	input_default(a->form.in, "electronic", "1");
	input_default(a->form.in, "electronic_channel", t->channel);
	input_default(a->form.in, "electronic_address", t->address);
	return OK;
}

/* The form begins with what was sent; the reading is noted. */
static enum err
fill_from(struct req *r, struct acting *a)
{
	char day[DAY_TEXT_SIZE];
	struct door_message m;
	struct door_text t;
	enum err e = of_message(r, a, &m);

	if (e == OK)
		e = door_text_open(r->arena, r->db, m.id, &t);
	if (e != OK)
		return e;
	req_reads(r, "message", m.ref, 1);
	day_text(time_day(m.received_at), day);
	if (door_of_case(m.sort)) {
		input_default(a->form.in, "signed_on", arena_strdup(r->arena, day));
		return fill_address(r, a, &m, &t);
	}
	if (str_eq(a->key.action, "defence_record")) {
		input_default(a->form.in, "kind", "stated");
		input_default(a->form.in, "on_day", arena_strdup(r->arena, day));
		input_default(a->form.in, "content", t.content);
	} else if (str_eq(a->key.action, "hearing_request")) {
		input_default(a->form.in, "requested_on", arena_strdup(r->arena, day));
		input_default(a->form.in, "by_whom", t.name);
		input_default(a->form.in, "content", t.content);
	} else {
		input_default(a->form.in, "asked_on", arena_strdup(r->arena, day));
		input_default(a->form.in, "reason", t.content);
		if (str_eq(a->key.action, "recusal_ask") || str_eq(a->key.action, "file_open"))
			input_default(a->form.in, "by_whom", t.name);
	}
	return OK;
}

static enum err
begin(struct req *r, struct acting *a)
{
	const char *version = req_form(r, "_version", 10);
	long long n = 0;
	enum err e = OK;

	*a = (struct acting){ .path = r->path };
	if (str_eq(r->path, "/desk/clues/new")) {
		a->key.procedure = "ordinary";
		a->key.action = "clue_register";
	} else if (str_eq(r->path, "/desk/summary/new")) {
		a->key.procedure = "summary";
		a->key.action = "summary_decide";
	} else {
		a->key.action = req_path_text(r, "action");
		e = req_path_ref(r, "ref", &a->key.case_ref);
	}
	a->is_new = a->key.procedure != NULL;
	if (e == OK && (!ref_from(r, "track", "_track", &a->key.track_ref) ||
	    !ref_from(r, "subject", "_subject", &a->key.subject) || !ref_from(r, "visit", "_visit", &a->key.visit) ||
	    !ref_from(r, "request", "_request", &a->key.request) ||
	    !ref_from(r, "message", "_message", &a->key.message)))
		return err_set(ERR_NOT_FOUND, "malformed ref");
	if (version != NULL && !str_i64(version, 0, INT32_MAX, &n))
		return err_set(ERR_INPUT, "malformed version");
	a->version = (int32_t)n;
	if (e == OK && !ref_zero(a->key.visit))
		e = of_visit(r, a);
	if (e == OK && !ref_zero(a->key.request))
		e = of_request(r, a);
	return e;
}

static void
view_headings(struct req *r, const char *action, const struct input *in)
{
	const struct field *f;
	int i = 0;

	for (f = input_form(in); f->type != FIELD_END; f++) {
		const char *key = arena_printf(r->arena, "group.%s.%s", action, f->name);

		if (input_left_out(in, f->name))
			continue;
		if (view_has_msg(r, key))
			view_text_at(r, "form.fields", i, "heading", view_msg(r, key, NULL));
		i++;
	}
}

/* Title, article, approvals and countersignature of the step. */
static enum err
view_about(struct req *r, const struct acting *a)
{
	const char *action = a->key.action, *title = arena_printf(r->arena, "action.%s.title", action);
	const char *basis = arena_printf(r->arena, "action.%s.basis", action);
	const struct db_rows *rows;
	struct str chain;
	int i;
	enum err e = act_transition_chain(r->arena, r->db, a->is_new ? a->key.procedure : a->form.cf->procedure,
	    a->is_new ? 1 : a->form.cf->procedure_version, action, &rows);

	if (e != OK)
		return e;
	view_text(r, "act.code", action);
	view_text(r, "act.label", action_label(r, action));
	view_text(r, "act.title", view_has_msg(r, title) ? view_msg(r, title, NULL) : action_label(r, action));
	if (view_has_msg(r, basis))
		view_text(r, "act.basis", view_msg(r, basis, NULL));
	view_bool(r, "act.cosign", a->form.cosign);
	str_init(&chain, r->arena);
	for (i = 0; i < db_count(rows); i++)
		str_printf(&chain, "%s%s", i > 0 ? " → " : "",
		    row_text(db_at(rows, i), req_pick(r, "duty_zh", "duty_en")));
	if (chain.len > 0)
		view_text(r, "act.chain", view_msg(r, "act.chain", "chain", chain.s, NULL));
	return OK;
}

/* "" of a unit that only says whether something holds. */
static const char *
figure_value(struct req *r, const struct calendar_parameter *p)
{
	bool money = str_eq(p->unit, "fen");

	if (str_eq(p->unit, "count"))
		return "";
	return view_msg(r, arena_printf(r->arena, "admin.unit.%s", p->unit), "n",
	    arena_printf(r->arena, "%" PRId64, money ? p->value / 100 : p->value), NULL);
}

/* The figures that hold here, each with its article; where no text sets one that is said. */
static enum err
view_figures(struct req *r, const struct acting *a)
{
	struct calendar_figure *f;
	size_t n, i;
	int shown = 0;
	enum err e = caseflow_figures(r->arena, r->db, a->key.action, a->is_new ? a->form.actor->agency :
	    a->form.cf->agency, a->is_new ? NULL : a->form.cf->field, time_day(r->now), &f, &n);

	for (i = 0; e == OK && i < n; i++) {
		const char *value = f[i].p.id != 0 ? figure_value(r, &f[i].p) : "";
		const char *name = req_pick(r, f[i].name_zh, f[i].name_en);

		/* what was seen in papers is told where there is such a row only */
		if (f[i].p.id == 0 && strncmp(f[i].key, "hearing.seen.", 13) == 0)
			continue;
		view_text_at(r, "act.figures", shown++, "text", f[i].p.id == 0 ?
		    view_msg(r, "act.figure_none", "name", name, NULL) : *value == '\0' ?
		    view_msg(r, "act.figure_holds", "name", name, "source", f[i].p.source, NULL) :
		    view_msg(r, "act.figure", "name", name, "value", value, "source", f[i].p.source, NULL));
	}
	return e;
}

/* Before somebody is punished: the lists the cause is on, and what other decisions there are (行政处罚法 33). */
static enum err
view_lenient(struct req *r, const struct acting *a)
{
	static const char *const actions[] = { "propose_filing", "decide_filing", "report" };
	static const struct column lists[] = { { "kind", 't' }, { "source", 't' }, { NULL, 0 } };
	static const struct column before[] = { { "party", 't' }, { "last_on", 'd' }, { "agencies", 't' },
	    { NULL, 0 } };
	const struct db_rows *rows;
	bool asked = false;
	size_t i;
	int k;
	enum err e;

	for (i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		asked |= str_eq(actions[i], a->key.action);
	if (!asked || a->is_new)
		return OK;
	view_bool(r, "lenient.on", true);
	view_bool(r, "lenient.cause", a->form.cf->cause_id != 0);
	e = caseflow_lenient(r->arena, r->db, a->form.cf->cause_id, a->form.cf->agency, time_day(r->now), &rows);
	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row q = db_at(rows, k);

		row_view_at(r, "lenient.lists", k, q, lists);
		view_text_at(r, "lenient.lists", k, "name", view_msg(r, arena_printf(r->arena, "lenient.%s",
		    row_text(q, "kind")), NULL));
		view_text_at(r, "lenient.lists", k, "conditions", req_pick(r, row_text(q, "conditions"),
		    row_text(q, "conditions_en")));
	}
	if (e == OK)
		e = caseflow_punished_before(r->arena, r->db, a->form.cf->id, time_day(r->now), &rows);
	for (k = 0; e == OK && k < db_count(rows); k++) {
		row_view_at(r, "lenient.before", k, db_at(rows, k), before);
		view_text_at(r, "lenient.before", k, "text", view_msg(r, row_i64(db_at(rows, k), "n") > 0 ?
		    "lenient.punished" : "lenient.never", "n", arena_printf(r->arena, "%" PRId64,
		    row_i64(db_at(rows, k), "n")), NULL));
	}
	return e;
}

static void
view_hidden(struct req *r, const struct acting *a, int32_t version)
{
	view_text(r, "act.path", a->path);
	view_text(r, "act.back", a->is_new ? "/desk/" : ref_path(r, "/desk/cases/", a->key.case_ref, ""));
	view_ref(r, "act.track", a->key.track_ref);
	view_ref(r, "act.subject", a->key.subject);
	view_ref(r, "act.visit", a->key.visit);
	view_ref(r, "act.request", a->key.request);
	view_ref(r, "act.message", a->key.message);
	view_i64(r, "act.version", version);
}

/* Forms that are about how long a decision may be fought. */
static bool
of_remedies(const struct acting *a)
{
	static const char *const actions[] = { "remedy_file", "remedy_result", "remedy_told", "demand", "demand_serve",
	    "court_apply" };
	size_t i;

	for (i = 0; a->form.track != NULL && i < sizeof(actions) / sizeof(*actions); i++)
		if (str_eq(actions[i], a->key.action))
			return true;
	return false;
}

static enum err
show(struct req *r, const struct acting *a, int status, int32_t version)
{
	enum err e = view_about(r, a);

	if (e == OK)
		e = view_figures(r, a);
	if (e == OK)
		e = view_lenient(r, a);
	if (e == OK && !a->is_new)
		e = case_head(r, a->form.cf, action_label(r, a->key.action));
	if (e == OK && !a->is_new && case_decides(a->key.action))
		e = case_brief(r, a->form.cf, a->form.track != NULL ? a->form.track->party_id : 0);
	if (e == OK && of_remedies(a))
		e = case_remedy_of(r, a->form.cf, a->form.track->id);
	if (e == OK && str_eq(a->key.action, "clue_register") && !ref_zero(a->key.subject))
		e = case_same(r, a->key.subject, NULL);
	if (e != OK)
		return e;
	if (a->form.track != NULL)
		view_text(r, "act.party", a->form.track->party_name);
	view_bool(r, "act.is_new", a->is_new);
	view_hidden(r, a, version);
	view_input(r, a->key.action, a->form.in);
	view_headings(r, a->key.action, a->form.in);
	return req_render(r, status, "case/act.cs");
}

/* What was recorded since the version a form was made from. */
static enum err
view_since(struct req *r, const struct case_file *cf, int32_t version)
{
	struct caseflow_step *steps;
	int n = cf->version - version;
	enum err e;

	if (version <= 0 || n <= 0)
		return OK;
	e = caseflow_steps(r->arena, r->db, cf, 0, n < STEPS_SINCE ? n : STEPS_SINCE, false, &steps, &n);
	if (e == OK)
		case_record(r, "since", steps, n);
	return e;
}

/* The step is not possible in the present state: says so, and keeps what was typed to copy from. */
static enum err
stopped(struct req *r, const struct acting *a)
{
	struct input *typed = r->method == POST ? caseflow_blank(r->arena, a->key.action) : NULL;
	struct sheet sheet = { NULL, 0 };
	struct case_file cf;
	enum err e = caseflow_get(r->arena, r->db, a->key.case_ref, &cf);

	if (e == OK)
		e = case_head(r, &cf, action_label(r, a->key.action));
	if (e == OK)
		e = view_since(r, &cf, a->version);
	if (e != OK)
		return e;
	if (typed != NULL) {
		req_input(r, typed);
		caseflow_typed(r->arena, typed, &sheet);
		sheet_view(r, "typed", a->key.action, &sheet);
	}
	view_text(r, "act.label", action_label(r, a->key.action));
	return req_render(r, 409, "case/stopped.cs");
}

static enum err
get_act(struct req *r)
{
	struct act act = req_act(r);
	struct acting a;
	enum err e = begin(r, &a);

	if (e == OK)
		e = caseflow_form(r->arena, r->db, &act, &a.key, &a.form);
	if (e == ERR_STATE && !a.is_new)
		return stopped(r, &a);
	if (e == OK && !ref_zero(a.key.message))
		e = fill_from(r, &a);
	else if (e == OK && !a.is_new)
		e = case_given_back(r, a.form.cf, a.form.track, a.key.action, a.form.in);
	if (e != OK)
		return e;
	return show(r, &a, 200, a.is_new ? 0 : a.form.cf->version);
}

/* The case moved on while the form was open: what happened, beside what was typed; one click sends it again. */
static enum err
conflict(struct req *r, const struct acting *a)
{
	struct case_file cf;
	enum err e;

	if (a->is_new) {
		problem_add(&r->problems, "", "sent_before", NULL);
		return show(r, a, 409, 0);
	}
	e = caseflow_get(r->arena, r->db, a->key.case_ref, &cf);
	if (e != OK)
		return e;
	if (cf.version == a->version) {		/* a key of the form used before with other words */
		problem_add(&r->problems, "", "sent_before", NULL);
		return show(r, a, 409, cf.version);
	}
	e = view_since(r, &cf, a->version);
	if (e != OK)
		return e;
	view_bool(r, "act.conflict", true);
	return show(r, a, 409, cf.version);
}

static const char *
done_notice(const struct req *r, const struct acting *a)
{
	return arena_printf(r->arena, "%s:action.%s", a->form.chain ? "notice.step_asked" :
	    a->form.cosign ? "notice.step_to_cosign" : "notice.step_done", a->key.action);
}

static enum err
post_act(struct req *r)
{
	struct act act = req_act(r);
	const char *answer;
	struct acting a;
	enum err e = begin(r, &a);

	if (e == OK)
		e = caseflow_form(r->arena, r->db, &act, &a.key, &a.form);
	if (e == ERR_STATE && !a.is_new)
		return stopped(r, &a);
	if (e != OK)
		return e;
	req_input(r, a.form.in);
	if (r->problems.n > 0)
		return show(r, &a, 422, a.version);
	e = caseflow_do(r->arena, r->db, &act, &a.key, a.version, &a.form, &r->problems, &answer);
	if (e == OK)
		return req_redirect(r, "%s", req_with_notice(r, answer_path(r, answer), done_notice(r, &a)));
	if ((e == ERR_INPUT || e == ERR_STATE) && r->problems.n > 0)
		return show(r, &a, e == ERR_INPUT ? 422 : 409, a.version);
	if (e == ERR_CONFLICT)
		return conflict(r, &a);
	return e == ERR_STATE && !a.is_new ? stopped(r, &a) : e;
}

const struct route act_routes[] = {
	{ .method = GET, .path = "/desk/clues/new", .duties = DUTY_INTAKE | DUTY_OFFICER, .run = get_act },
	{ .method = POST, .path = "/desk/clues/new", .duties = DUTY_INTAKE | DUTY_OFFICER, .run = post_act },
	{ .method = GET, .path = "/desk/summary/new", .duties = DUTY_OFFICER, .run = get_act },
	{ .method = POST, .path = "/desk/summary/new", .duties = DUTY_OFFICER, .run = post_act },
	{ .method = GET, .path = "/desk/cases/:ref/do/:action", .duties = DUTY_CASEWORK, .run = get_act },
	{ .method = POST, .path = "/desk/cases/:ref/do/:action", .duties = DUTY_CASEWORK, .run = post_act },
	{ 0 }
};
