/* firm.c - all that is known of one party (一企一档): who it is and was, visits and published decisions of all
 * agencies, cases and inspections that the actor may see.  Template: register/card.cs. */
#include <inttypes.h>
#include <string.h>

#include "cgi/common/address.h"
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/inspection/inspection.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/caseflow/read.h"
#include "lib/disclosure/public.h"
#include "lib/inspection/inspection.h"
#include "lib/joint/joint.h"
#include "lib/law/law.h"
#include "lib/register/history.h"
#include "lib/register/register.h"

#define SHOWN 15
#define VISITS_SHOWN 8
#define NEIGHBOURS 8

/* ---- its lists: each by pages of its own, one behind the other in the address */

/* The ref behind which the list goes on.  ERR_NOT_FOUND: not a ref. */
static enum err
page_after(struct req *r, const char *list, struct ref *after)
{
	const char *text = req_query(r, list, 26);

	*after = (struct ref){ { 0 } };
	if (text == NULL)
		return OK;
	view_text(r, arena_printf(r->arena, "%s_first", list), r->path);
	return ref_parse(text, after) ? OK : err_set(ERR_NOT_FOUND, "%s: no such key", list);
}

static int
page_rows(struct req *r, const char *list, const struct db_rows *rows, const char *key)
{
	if (db_count(rows) <= SHOWN)
		return db_count(rows);
	view_text(r, arena_printf(r->arena, "%s_next", list), ref_path(r,
	    arena_printf(r->arena, "%s?%s=", r->path, list), row_ref(db_at(rows, SHOWN - 1), key),
	    arena_printf(r->arena, "#h-%s", list)));
	return SHOWN;
}

static enum err
view_cases(struct req *r, const struct register_subject *s)
{
	static const struct column cols[] = { { "number", 't' }, { "title", 't' }, { "state", 'l' },
	    { "opened_on", 'd' }, { "decision", 't' }, { 0 } };
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = page_after(r, "cases", &after);

	if (e == OK)
		e = caseflow_of_subject(r->arena, r->db, s->id, after, SHOWN + 1, &rows);
	n = e == OK ? page_rows(r, "cases", rows, "ref") : 0;
	for (i = 0; i < n; i++) {
		row_view_at(r, "cases", i, db_at(rows, i), cols);
		view_text_at(r, "cases", i, "href", ref_path(r, "/desk/cases/", row_ref(db_at(rows, i), "ref"), ""));
	}
	return e;
}

static enum err
view_inspections(struct req *r, const struct register_subject *s)
{
	static const struct column cols[] = { { "agency_name", 't' }, { "from_at", 'T' }, { 0 } };
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = page_after(r, "inspections", &after);

	if (e == OK)
		e = inspection_of_subject(r->arena, r->db, s->id, after, SHOWN + 1, &rows);
	n = e == OK ? page_rows(r, "inspections", rows, "ref") : 0;
	for (i = 0; i < n; i++) {
		struct db_row x = db_at(rows, i);

		row_view_at(r, "inspections", i, x, cols);
		view_text_at(r, "inspections", i, "kind", inspection_word(r, "kind_", row_text(x, "kind")));
		view_text_at(r, "inspections", i, "state", inspection_word(r, "state_", row_text(x, "state")));
		view_text_at(r, "inspections", i, "href", ref_path(r, "/desk/inspections/", row_ref(x, "ref"), ""));
	}
	return e;
}

/* What all agencies published against its code. */
static enum err
view_decisions(struct req *r, const struct register_subject *s)
{
	static const struct column cols[] = { { "number", 't' }, { "agency_name", 't' }, { "cause_name", 't' },
	    { "result_text", 't' }, { "decided_on", 'd' }, { 0 } };
	const struct db_rows *rows;
	struct ref after;
	int i, n;
	enum err e = page_after(r, "decisions", &after);

	if (e != OK || *s->code == '\0' || s->natural_person)
		return e;
	e = public_of_code(r->arena, r->db, s->code, after, SHOWN + 1, &rows);
	n = e == OK ? page_rows(r, "decisions", rows, "decision_ref") : 0;
	for (i = 0; i < n; i++) {
		row_view_at(r, "decisions", i, db_at(rows, i), cols);
		view_text_at(r, "decisions", i, "href", ref_path(r,
		    arena_printf(r->arena, "%s/decisions/", address_public()),
		    row_ref(db_at(rows, i), "decision_ref"), ""));
	}
	return e;
}

/* The newest of this year's visits of all agencies, as far as they may be known; the ledger has them all. */
static enum err
view_visits(struct req *r, const struct register_subject *s)
{
	struct joint_visit *list;
	int i, n, year, month, day;
	enum err e;

	day_parts(time_day(r->now), &year, &month, &day);
	e = joint_ledger(r->arena, r->db, s->id, year, &list, &n);
	for (i = 0; e == OK && i < n && i < VISITS_SHOWN; i++) {
		view_day_at(r, "visits", i, "day", list[i].day);
		view_text_at(r, "visits", i, "agency", req_pick(r, list[i].agency_name, list[i].agency_en));
		view_text_at(r, "visits", i, "kind", inspection_word(r, "kind_", list[i].kind));
		view_text_at(r, "visits", i, "items", list[i].items);
		view_bool_at(r, "visits", i, "done", list[i].done);
	}
	return e;
}

/* ---- who it is */

static void
view_fact(struct req *r, int *i, const char *label, const char *value)
{
	if (str_empty(value))
		return;
	view_text_at(r, "facts", *i, "label", view_msg(r, label, NULL));
	view_text_at(r, "facts", (*i)++, "value", value);
}

static void
view_facts(struct req *r, const struct register_subject *s)
{
	char day[DAY_TEXT_SIZE] = "";
	int i = 0;

	if (s->registered_on != DAY_NONE)
		day_text(s->registered_on, day);
	view_fact(r, &i, "register.kind", view_msg(r, arena_printf(r->arena, "subject.%s", s->kind), NULL));
	view_fact(r, &i, "register.status", view_msg(r, arena_printf(r->arena, "subject.%s", s->status), NULL));
	view_fact(r, &i, "register.ent_type", s->ent_type);
	view_fact(r, &i, "register.representative", s->representative);
	view_fact(r, &i, "register.contact", s->contact);
	view_fact(r, &i, "register.address", s->address);
	view_fact(r, &i, "register.registered_on", day);
	view_fact(r, &i, "register.capital", s->capital);
	view_fact(r, &i, "register.business_scope", s->business_scope);
}

static const char *
licence_name(struct req *r, const struct law_code *c, int n, const char *code)
{
	int i;

	for (i = 0; i < n; i++)
		if (str_eq(c[i].code, code))
			return req_pick(r, c[i].name_zh, c[i].name_en);
	return code;
}

static const char *
span(struct req *r, struct db_row x)
{
	char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE] = "";

	day_text(row_day(x, "from_on"), from);
	if (row_has(x, "to_on"))
		day_text(row_day(x, "to_on"), to);
	return view_msg(r, *to != '\0' ? "register.from_to" : "register.since", "from", from, "to", to, NULL);
}

/* What it was called and where it was before; licences and classes of today and before. */
static enum err
view_history(struct req *r, const struct register_subject *s)
{
	const struct db_rows *rows;
	struct law_code *licence;
	int at[3] = { 0, 0, 0 }, i, n;
	enum err e = law_codes(r->arena, r->db, "licence_kind", time_day(r->now), &licence, &n);

	if (e == OK)
		e = register_history(r->arena, r->db, s->id, &rows);
	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row x = db_at(rows, i);
		const char *kind = row_text(x, "kind"), *what = row_text(x, "what");
		int k = str_eq(kind, "licence") ? 0 : str_eq(kind, "class") ? 1 : 2;
		static const char *const list[] = { "licences", "classes", "earlier" };

		if (k == 2 && !row_has(x, "to_on"))
			continue;
		view_text_at(r, list[k], at[k], "what", k == 0 ? licence_name(r, licence, n, what) : what);
		if (k == 2)
			view_text_at(r, list[k], at[k], "kind",
			    view_msg(r, arena_printf(r->arena, "register.was_%s", kind), NULL));
		view_text_at(r, list[k], at[k], "number", row_text(x, "number"));
		view_text_at(r, list[k], at[k], "source", row_text(x, "source"));
		view_text_at(r, list[k], at[k], "span", span(r, x));
		if (k == 0)
			view_text_at(r, list[k], at[k], "state", view_msg(r,
			    arena_printf(r->arena, "register.licence_%s", row_has(x, "to_on") &&
			    row_day(x, "to_on") < time_day(r->now) ? "over" : row_text(x, "state")), NULL));
		at[k]++;
	}
	return e;
}

static enum err
view_relations(struct req *r, const struct register_subject *s)
{
	static const struct column cols[] = { { "name", 't' }, { "code", 't' }, { 0 } };
	static const struct column after[] = { { "name", 't' }, { "on_day", 'd' }, { 0 } };
	const struct db_rows *rows;
	int i;
	enum err e = register_successions(r->arena, r->db, s->id, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row x = db_at(rows, i);

		row_view_at(r, "successions", i, x, after);
		view_text_at(r, "successions", i, "kind", view_msg(r, arena_printf(r->arena, "register.%s_%s",
		    row_bool(x, "came") ? "came" : "went", row_text(x, "kind")), NULL));
		view_text_at(r, "successions", i, "href", ref_path(r, "/desk/register/", row_ref(x, "ref"), ""));
	}
	if (e == OK)
		e = register_same_address(r->arena, r->db, s->id, NEIGHBOURS + 1, &rows);
	for (i = 0; e == OK && i < db_count(rows) && i < NEIGHBOURS; i++) {
		row_view_at(r, "neighbours", i, db_at(rows, i), cols);
		view_text_at(r, "neighbours", i, "href",
		    ref_path(r, "/desk/register/", row_ref(db_at(rows, i), "ref"), ""));
	}
	if (e == OK && db_count(rows) > NEIGHBOURS)
		view_bool(r, "neighbours_more", true);
	return e;
}

static void
view_head(struct req *r, const struct register_subject *s)
{
	view_text(r, "subject.name", s->name);
	view_text(r, "subject.code", s->code);
	view_ref(r, "subject.ref", s->ref);
	view_bool(r, "subject.natural", s->natural_person);
	if (!str_eq(s->status, "active"))
		view_text(r, "subject.status", view_msg(r, arena_printf(r->arena, "subject.%s", s->status), NULL));
	if (*s->code_fault != '\0')
		view_text(r, "subject.fault",
		    view_msg(r, arena_printf(r->arena, "problem.code_%s", s->code_fault), NULL));
	view_facts(r, s);
	view_bool(r, "may_clue", req_duty(r, DUTY_INTAKE | DUTY_OFFICER));
	view_bool(r, "may_inspect", req_duty(r, DUTY_OFFICER | DUTY_UNIT_HEAD));
	view_bool(r, "may_summary", req_duty(r, DUTY_OFFICER));
}

static enum err
get_firm(struct req *r)
{
	static enum err (*const parts[])(struct req *, const struct register_subject *) = { view_cases,
	    view_inspections, view_decisions, view_visits, view_history, view_relations };
	struct register_subject s;
	struct ref ref;
	size_t i;
	enum err e = req_path_ref(r, "ref", &ref);

	if (e == OK)
		e = register_get(r->arena, r->db, ref, &s);
	if (e == OK)
		req_reads(r, "subject", ref, 1);
	for (i = 0; e == OK && i < sizeof(parts) / sizeof(*parts); i++)
		e = parts[i](r, &s);
	if (e != OK)
		return e;
	view_head(r, &s);
	return req_render(r, 200, "register/card.cs");
}

const struct route register_firm_routes[] = {
	{ .method = GET, .path = "/desk/register/:ref", .duties = DUTY_CASEWORK | DUTY_SUPERVISOR,
	  .flags = ROUTE_PERSONAL, .run = get_firm },
	{ 0 }
};
