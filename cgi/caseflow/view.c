/* view.c - see view.h. */
#include "cgi/caseflow/view.h"

#include <inttypes.h>
#include <string.h>

#include "cgi/common/rows.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/json.h"
#include "lib/base/str.h"

#define SAME_SHOWN 10

/* A phase of the line, and the act whose record ends it. */
struct phase {
	const char *code, *act;
};
static const struct phase ordinary[] = { { "clue", "clue_verify" }, { "filing", "decide_filing" },
    { "investigation", "report" }, { "review", "review_opinion" }, { "notice", "notice_serve" },
    { "decision", "decide" }, { "service", "serve_decision" }, { "execution", "executed" },
    { "closing", "close" } };
static const struct phase summary[] = { { "summary", "summary_decide" }, { "summary_file", "summary_file" },
    { "execution", "executed" }, { "closing", "close" } };

enum { AT_NOTICE = 4, AT_DECISION, AT_SERVICE, AT_EXECUTION, AT_CLOSING };

static bool
one_of(const char *s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(s, *list) == 0)
			return true;
	return false;
}

static int
track_phase(const char *state)
{
	static const char *const decision[] = { "defence_reviewed", "to_decide", NULL };
	static const char *const closing[] = { "executed", "revoked", "track_closed", NULL };

	if (one_of(state, decision))
		return AT_DECISION;
	if (strcmp(state, "decided") == 0)
		return AT_SERVICE;
	if (strcmp(state, "served") == 0)
		return AT_EXECUTION;
	return one_of(state, closing) ? AT_CLOSING : AT_NOTICE;
}

/* The phase of the least advanced party; *name: its state. */
static int
least_track(struct req *r, const struct db_rows *tracks, const char **name)
{
	int i, at = AT_CLOSING;

	for (i = 0; i < db_count(tracks); i++) {
		struct db_row t = db_at(tracks, i);
		int phase = track_phase(row_text(t, "state"));

		if (i == 0 || phase < at) {
			at = phase;
			*name = row_text(t, req_pick(r, "state_zh", "state_en"));
		}
	}
	return at;
}

static int
case_phase(const char *state)
{
	static const struct {
		const char *state;
		int at;
	} known[] = { { "clue_registered", 0 }, { "clue_verifying", 0 }, { "clue_verified", 0 },
	    { "filing_proposed", 1 }, { "filed", 1 }, { "not_filed", 1 }, { "transferred", 1 },
	    { "investigating", 2 }, { "suspended", 2 }, { "terminated", 2 }, { "review", 3 }, { "reviewed", 3 },
	    { "police", 3 }, { "closed", 8 }, { "archived", 8 } };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].state, state) == 0)
			return known[i].at;
	return AT_NOTICE;
}

static int
summary_phase(const char *state, int track)
{
	if (strcmp(state, "summary_decided") == 0)
		return 1;
	if (strcmp(state, "closed") == 0 || strcmp(state, "archived") == 0)
		return 3;
	return track == AT_CLOSING ? 3 : 2;
}

static const char *
mark_day(struct req *r, const struct db_rows *marks, const char *act)
{
	int i;

	for (i = 0; i < db_count(marks); i++)
		if (strcmp(row_text(db_at(marks, i), "kind"), act) == 0)
			return day_short(r, time_day(row_time(db_at(marks, i), "last_at")));
	return NULL;
}

static const char *
state_name(struct req *r, const struct case_file *cf)
{
	return view_msg(r, arena_printf(r->arena, "state.%s", cf->state), NULL);
}

void
case_steps(struct req *r, const struct case_file *cf, const struct db_rows *marks, const struct db_rows *tracks)
{
	bool brief = str_eq(cf->procedure, "summary"), handling = str_eq(cf->state, "handling");
	const struct phase *phases = brief ? summary : ordinary;
	int i, now, n = brief ? (int)(sizeof(summary) / sizeof(*summary)) : (int)(sizeof(ordinary) / sizeof(*ordinary));
	const char *state = NULL;

	now = least_track(r, tracks, &state);
	now = brief ? summary_phase(cf->state, now) : handling ? now : case_phase(cf->state);
	if (state == NULL || !handling)
		state = state_name(r, cf);
	for (i = 0; i < n; i++) {
		bool over = i < now || str_eq(cf->state, "archived");

		view_text_at(r, "case.steps", i, "title",
		    view_msg(r, arena_printf(r->arena, "phase.%s", phases[i].code), NULL));
		view_text_at(r, "case.steps", i, "state", over ? "done" : i == now ? "now" : "");
		view_text_at(r, "case.steps", i, "small", over ? mark_day(r, marks, phases[i].act) :
		    i == now ? state : NULL);
	}
	view_text(r, "case.steps_brief", view_msg(r, "case.steps_brief", "n",
	    arena_printf(r->arena, "%d", now + 1), "total", arena_printf(r->arena, "%d", n), NULL));
}

/* "衡市监案〔2026〕205号" set vertically reads better with the serial number in Chinese digits. */
static const char *
spine_of(struct req *r, const char *number)
{
	static const char *const digit[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
	const char *tail = strstr(number, "〕"), *p;
	struct str out;

	if (tail == NULL)
		return number;
	tail += strlen("〕");
	str_init(&out, r->arena);
	str_addn(&out, number, (size_t)(tail - number));
	for (p = tail; *p != '\0'; p++) {
		if (*p >= '0' && *p <= '9')
			str_add(&out, digit[*p - '0']);
		else
			str_addc(&out, *p);
	}
	return out.s;
}

static void
crumbs(struct req *r, const struct case_file *cf, const char *number, const char *here)
{
	view_text_at(r, "crumbs", 0, "label", view_msg(r, "menu.home", NULL));
	view_text_at(r, "crumbs", 0, "href", "/desk/");
	view_text_at(r, "crumbs", 1, "label", view_msg(r, "menu.cases", NULL));
	view_text_at(r, "crumbs", 1, "href", "/desk/cases/");
	view_text_at(r, "crumbs", 2, "label", number);
	if (here == NULL)
		return;
	view_text_at(r, "crumbs", 2, "href", ref_path(r, "/desk/cases/", cf->ref, ""));
	view_text_at(r, "crumbs", 3, "label", here);
}

static void
view_officers(struct req *r, const struct db_rows *rows)
{
	static const struct column cols[] = { { "name", 't' }, { "certificate_no", 't' }, { 0 } };
	struct str all;
	const char *role;
	int i;

	str_init(&all, r->arena);
	for (i = 0; i < db_count(rows); i++) {
		struct db_row o = db_at(rows, i);

		role = view_msg(r, arena_printf(r->arena, "role.%s", row_text(o, "role")), NULL);
		row_view_at(r, "officers", i, o, cols);
		view_text_at(r, "officers", i, "role", role);
		view_bool_at(r, "officers", i, "named", str_eq(row_text(o, "state"), "named"));
		if (!str_eq(row_text(o, "role"), "verifier"))
			str_printf(&all, "%s%s %s", all.len > 0 ? "　" : "", role, row_text(o, "name"));
	}
	view_text(r, "case.officers", all.len > 0 ? all.s : NULL);
}

void
case_head_of(struct req *r, const struct case_file *cf, const struct db_rows *officers, const char *here)
{
	const char *number = cf->number != NULL ? cf->number : cf->clue_number != NULL ? cf->clue_number : cf->title;

	view_officers(r, officers);
	view_ref(r, "case.ref", cf->ref);
	view_text(r, "case.path", ref_path(r, "/desk/cases/", cf->ref, ""));
	view_text(r, "case.number", number);
	view_text(r, "case.spine", spine_of(r, number));
	view_text(r, "case.title", cf->title);
	view_text(r, "case.cause", cf->cause_name);
	view_text(r, "case.agency", cf->agency_name);
	view_text(r, "case.unit", cf->unit_name);
	view_text(r, "case.state", state_name(r, cf));
	view_bool(r, "case.ended", str_eq(cf->phase, "end"));
	view_bool(r, "case.major", cf->declared_major);
	view_i64(r, "case.version", cf->version);
	view_text(r, "case.procedure", view_msg(r, arena_printf(r->arena, "procedure.%s", cf->procedure), NULL));
	crumbs(r, cf, number, here);
}

enum err
case_head(struct req *r, const struct case_file *cf, const char *here)
{
	const struct db_rows *rows;
	enum err e = caseflow_officers(r->arena, r->db, cf, &rows);

	if (e == OK)
		case_head_of(r, cf, rows, here);
	return e;
}

enum err
case_same(struct req *r, struct ref subject, const struct case_file *cf)
{
	static const struct column cols[] = { { "number", 't' }, { "title", 't' }, { "state", 'l' }, { "agency", 't' },
	    { "opened_on", 'd' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = caseflow_same_subject(r->arena, r->db, subject, cf, SAME_SHOWN, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		row_view_at(r, "same", i, db_at(rows, i), cols);
		view_text_at(r, "same", i, "href", ref_path(r, "/desk/cases/", row_ref(db_at(rows, i), "ref"), ""));
	}
	return e;
}

/* ---- clocks */

static const char *
json_day(struct req *r, const json_t *step, const char *name, const char *unit)
{
	const char *s = json_string_value(json_object_get(step, name));

	if (s == NULL || strlen(s) < 16)
		return "";
	if (str_eq(unit, "h"))
		return arena_printf(r->arena, "%.10s %.5s", s, s + 11);
	return arena_strndup(r->arena, s, 10);
}

/* Kinds of stops joined by "+", holidays by their names. */
static const char *
why_text(struct req *r, const char *why)
{
	struct str out;
	const char *end, *key, *one;

	str_init(&out, r->arena);
	for (; why != NULL && *why != '\0'; why = *end == '+' ? end + 1 : end) {
		end = why + strcspn(why, "+");
		one = arena_strndup(r->arena, why, (size_t)(end - why));
		key = arena_printf(r->arena, "why.%s", one);
		str_printf(&out, "%s%s", out.len > 0 ? "、" : "", view_has_msg(r, key) ? view_msg(r, key, NULL) : one);
	}
	return out.s;
}

static void
view_derivation(struct req *r, int i, const char *text)
{
	json_t *j = json_in(r->arena, text, 0), *step;
	const char *list = arena_printf(r->arena, "clocks.%d.derivation", i);
	size_t k;

	json_array_foreach(json_object_get(j, "steps"), k, step) {
		const char *kind = json_string_value(json_object_get(step, "kind"));
		const char *unit = json_string_value(json_object_get(step, "unit"));
		const char *to = json_day(r, step, "to", unit);
		/* while the clock stands nobody knows the end of the count and of the stop */
		const char *key = arena_printf(r->arena, "derive.%s%s", kind != NULL ? kind : "",
		    *to == '\0' && unit != NULL ? "_open" : "");
		const char *n = arena_printf(r->arena, "%" JSON_INTEGER_FORMAT,
		    json_integer_value(json_object_get(step, "n")));

		if (!view_has_msg(r, key))
			continue;
		view_text_at(r, list, (int)k, "text", view_msg(r, key, "from", json_day(r, step, "from", unit),
		    "to", to, "n", unit != NULL ?
		    view_msg(r, arena_printf(r->arena, "unit.%s", unit), "n", n, NULL) : n, "why",
		    why_text(r, json_string_value(json_object_get(step, "why"))), NULL));
	}
}

/* Terms within which the party may do something: past, they are over and nobody is late. */
static bool
of_the_party(const struct clock_row *c)
{
	return strncmp(c->rule, "remedy.", 7) == 0;
}

static void
view_clock(struct req *r, int i, const struct clock_row *c)
{
	bool open = str_eq(c->state, "open");
	char due[TIME_TEXT_SIZE];

	view_text_at(r, "clocks", i, "rule", rule_name(r, c->rule));
	view_text_at(r, "clocks", i, "term", view_msg(r, arena_printf(r->arena, "unit.%s", c->term_unit), "n",
	    arena_printf(r->arena, "%" PRId64, c->term_n), NULL));
	view_text_at(r, "clocks", i, "source", c->source);
	view_day_at(r, "clocks", i, "start", time_day(c->start_at));
	view_bool_at(r, "clocks", i, "open", open);
	view_bool_at(r, "clocks", i, "provisional", c->provisional);
	view_text_at(r, "clocks", i, "calendar", c->calendar);
	view_text_at(r, "clocks", i, "state", view_msg(r, arena_printf(r->arena, "clock.%s", c->state), NULL));
	if (open && c->left.over && of_the_party(c)) {
		view_text_at(r, "clocks", i, "left", view_msg(r, "left.ended", NULL));
	} else if (open) {
		view_text_at(r, "clocks", i, "left", left_text(r, &c->left, c->due_at, c->term_unit));
		view_text_at(r, "clocks", i, "kind", c->due_at != TIME_NONE ? left_kind(&c->left) : "");
	}
	if (c->due_at != TIME_NONE) {
		time_text(c->due_at, due);
		due[10] = ' ';
		due[str_eq(c->term_unit, "h") ? 16 : 10] = '\0';
		view_text_at(r, "clocks", i, "due", due);
	}
	if (c->closed_at != TIME_NONE)
		view_day_at(r, "clocks", i, "closed", time_day(c->closed_at));
	view_derivation(r, i, c->derivation);
}

void
case_clocks(struct req *r, const struct clock_row *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		view_clock(r, (int)i, &list[i]);
}

/* ---- the record */

const char *
step_title(struct req *r, const struct caseflow_step *s)
{
	const char *key = arena_printf(r->arena, "step.%s", s->kind);

	if (view_has_msg(r, key))
		return view_msg(r, key, NULL);
	if (s->part == NULL)
		return action_label(r, s->action);
	if (str_eq(s->part, "asked"))
		return view_msg(r, "case.asked", "action", action_label(r, s->action), NULL);
	key = arena_printf(r->arena, "duty.%s", s->part);
	return view_msg(r, "case.approval_of", "action", action_label(r, s->action), "duty",
	    view_has_msg(r, key) ? view_msg(r, key, NULL) : s->part, NULL);
}

static const char *
label_of(struct req *r, const char *scope, const char *name)
{
	const char *key = arena_printf(r->arena, "field.%s.%s", scope, name);

	if (!view_has_msg(r, key))
		key = arena_printf(r->arena, "field.%s", name);
	return view_has_msg(r, key) ? view_msg(r, key, NULL) : name;
}

void
sheet_view(struct req *r, const char *list, const char *scope, const struct sheet *s)
{
	const char *rows = NULL;
	int i, k = 0, row = -1;

	for (i = 0; i < s->n; i++) {
		const struct sheet_line *l = &s->v[i];

		if (l->rows != NULL && (!str_eq(l->rows, rows) || l->row != row))
			view_text_at(r, list, k++, "heading", view_msg(r, "form.problem_at", "label",
			    label_of(r, scope, l->rows), "text", view_msg(r, "form.row", "n",
			    arena_printf(r->arena, "%d", l->row + 1), NULL), NULL));
		rows = l->rows;
		row = l->rows != NULL ? l->row : -1;
		view_text_at(r, list, k, "label", label_of(r, scope, l->field));
		view_text_at(r, list, k, "value", req_pick(r, l->zh, l->en));
		k++;
	}
}

void
case_record(struct req *r, const char *list, const struct caseflow_step *steps, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		const struct caseflow_step *s = &steps[i];

		view_text_at(r, list, i, "step",
		    view_msg(r, "case.step_n", "n", arena_printf(r->arena, "%d", s->seq), NULL));
		view_text_at(r, list, i, "title", step_title(r, s));
		view_text_at(r, list, i, "actor", s->actor);
		if (s->actor_for != NULL)
			view_text_at(r, list, i, "deputy", view_msg(r, "deputy.for", "name", s->actor_for, NULL));
		view_time_at(r, list, i, "at", s->recorded_at);
		if (s->recorded_at - s->occurred_at > DAY_US)
			view_time_at(r, list, i, "occurred", s->occurred_at);
		sheet_view(r, arena_printf(r->arena, "%s.%d.sheet", list, i), s->action, &s->sheet);
	}
}
