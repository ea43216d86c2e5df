/* list.c - matters of the supervision body, and what an agency is asked for.
 * Templates: supervise/matters.cs, supervise/letters.cs.  Rules: lib/supervise/. */
#include "cgi/common/rows.h"
#include "cgi/desk.h"
#include "cgi/supervise/supervise.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

#define SHOWN 30
#define COMPLAINTS 20

const char *
supervise_word(struct req *r, const char *prefix, const char *word)
{
	return view_msg(r, arena_printf(r->arena, "supervise.%s%s", prefix, word), NULL);
}

static const char *
tone(const struct supervise_matter *x, bool late)
{
	if (x->ended_at != TIME_NONE)
		return "song";
	return late || str_eq(x->state, "proposed") || str_eq(x->state, "decided") ? "zhu" : "amber";
}

void
supervise_view(struct req *r, const char *scope, const struct supervise_matter *x)
{
	const char *at = arena_printf(r->arena, "%s.", scope);
	bool late = x->due_on != DAY_NONE && x->due_on < time_day(r->now);
	const struct {
		const char *name, *value;
	} text[] = { { "href", ref_path(r, MATTERS, x->ref, "") }, { "number", x->number }, { "title", x->title },
	    { "state", x->state }, { "state_name", supervise_word(r, "state_", x->state) }, { "tone", tone(x, late) },
	    { "agency", req_pick(r, x->agency_name, x->agency_en) }, { "about", req_pick(r, x->about_name,
	    x->about_en) },
	    { "source", req_pick(r, x->source_zh, x->source_en) }, { "source_number", x->source_number },
	    { "object", x->object_number }, { "act_kind", req_pick(r, x->act_zh, x->act_en) },
	    { "ground", req_pick(r, x->ground_zh, x->ground_en) }, { "first", x->first_name },
	    { "second", x->second_name },
	    { "outcome", x->outcome_zh != NULL ? req_pick(r, x->outcome_zh, x->outcome_en) : NULL } };
	size_t i;

	for (i = 0; i < sizeof(text) / sizeof(*text); i++)
		view_text(r, arena_printf(r->arena, "%s%s", at, text[i].name), text[i].value);
	view_time(r, arena_printf(r->arena, "%sregistered", at), x->registered_at);
	if (x->ended_at != TIME_NONE)
		view_time(r, arena_printf(r->arena, "%sended", at), x->ended_at);
	if (x->due_on != DAY_NONE)
		view_day(r, arena_printf(r->arena, "%sdue", at), x->due_on);
	view_bool(r, arena_printf(r->arena, "%slate", at), late);
	view_bool(r, arena_printf(r->arena, "%sobjected", at), x->objected_at != TIME_NONE);
	view_bool(r, arena_printf(r->arena, "%srecusal", at), x->recusal_at != TIME_NONE);
	view_i64(r, arena_printf(r->arena, "%sversion", at), x->version);
}

/* ---- matters */

static enum err
view_page(struct req *r, struct supervise_query *q, const char *here)
{
	const char *after = req_query(r, "after", 26);
	struct supervise_matter *list;
	int i, n;
	enum err e;

	if (after != NULL && !ref_parse(after, &q->after))
		return err_set(ERR_NOT_FOUND, "after: no such key");
	q->limit = SHOWN + 1;
	e = supervise_list(r->arena, r->db, q, &list, &n);
	if (e != OK)
		return e;
	for (i = 0; i < n && i < SHOWN; i++)
		supervise_view(r, arena_printf(r->arena, "matters.%d", i), &list[i]);
	if (n > SHOWN)
		view_text(r, "next", ref_path(r, arena_printf(r->arena, "%safter=", here), list[SHOWN - 1].ref, ""));
	if (after != NULL)
		view_text(r, "first", here);
	return OK;
}

/* What waits at which stage, and the complaints that are no matter yet. */
static enum err
view_body(struct req *r)
{
	static const struct column cols[] = { { "number", 't' }, { "arrived_at", 'T' }, { "about", 'l' }, { 0 } };
	const struct db_rows *states, *rows;
	int i;
	enum err e = supervise_states(r->arena, r->db, r->session->agency, &states);

	if (e == OK)
		e = supervise_complaints(r->arena, r->db, r->session->agency, COMPLAINTS, &rows);
	if (e != OK)
		return e;
	for (i = 0; i < db_count(states); i++) {
		view_text_at(r, "states", i, "label", supervise_word(r, "state_", row_text(db_at(states, i), "state")));
		view_i64_at(r, "states", i, "n", row_i64(db_at(states, i), "n"));
	}
	for (i = 0; i < db_count(rows); i++) {
		row_view_at(r, "complaints", i, db_at(rows, i), cols);
		view_text_at(r, "complaints", i, "href", ref_path(r, "/desk/source/", row_ref(db_at(rows, i), "ref"),
		    ""));
		view_text_at(r, "complaints", i, "register", ref_path(r, MATTERS "from/request/",
		    row_ref(db_at(rows, i), "ref"), ""));
	}
	view_bool(r, "may_register", true);
	return OK;
}

static enum err
get_matters(struct req *r)
{
	struct supervise_query q = { .agency = r->session->agency, .ended = req_query(r, "ended", 1) != NULL };
	enum err e = view_page(r, &q, q.ended ? MATTERS "?ended=1&" : MATTERS "?");

	if (e == OK && req_duty(r, DUTY_SUPERVISOR))
		e = view_body(r);
	if (e != OK)
		return e;
	view_bool(r, "ended", q.ended);
	view_bool(r, "letters", req_duty(r, DUTY_AGENCY_HEAD | DUTY_REVIEWER));
	return req_render(r, 200, "supervise/matters.cs");
}

/* ---- what an agency is asked for */

static enum err
get_letters(struct req *r)
{
	static const struct column cols[] = { { "title", 't' }, { "number", 't' }, { "issued_on", 'd' },
	    { "due_on", 'd' }, { "body", 'l' }, { 0 } };
	const char *after = req_query(r, "letter", 26);
	struct supervise_query q = { .about = true, .agency = r->session->agency };
	struct ref from = { { 0 } };
	const struct db_rows *rows;
	int i, n;
	enum err e;

	if (after != NULL && !ref_parse(after, &from))
		return err_set(ERR_NOT_FOUND, "letter: no such key");
	e = supervise_letters_open(r->arena, r->db, r->session->agency, from, SHOWN + 1, &rows);
	if (e != OK)
		return e;
	n = db_count(rows) > SHOWN ? SHOWN : db_count(rows);
	for (i = 0; i < n; i++) {
		struct db_row x = db_at(rows, i);

		row_view_at(r, "open", i, x, cols);
		view_text_at(r, "open", i, "kind", supervise_word(r, "letter_", row_text(x, "kind")));
		view_text_at(r, "open", i, "href", ref_path(r, MATTERS, row_ref(x, "matter"), ""));
		view_bool_at(r, "open", i, "late", row_day(x, "due_on") < time_day(r->now));
	}
	if (db_count(rows) > SHOWN)
		view_text(r, "more", ref_path(r, MATTERS "letters/?letter=", row_ref(db_at(rows, n - 1), "ref"), ""));
	e = view_page(r, &q, MATTERS "letters/?");
	return e == OK ? req_render(r, 200, "supervise/letters.cs") : e;
}

const struct route supervise_list_routes[] = {
	{ .method = GET, .path = "/desk/supervise/", .duties = DUTY_SUPERVISOR | DUTY_AGENCY_HEAD, .run = get_matters },
	{ .method = GET, .path = "/desk/supervise/letters/", .duties = DUTY_AGENCY_HEAD | DUTY_REVIEWER,
	    .run = get_letters },
	{ 0 }
};
