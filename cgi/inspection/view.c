/* view.c - parts of the pages of an inspection: the year's visits beside the caps, what was changed since it was
 * returned, the visit it shares with others, its re-checks, the whole process.
 * Templates: inspection/macros.cs, show.cs, field.cs. */
#include <inttypes.h>

#include "cgi/common/process.h"
#include "cgi/common/rows.h"
#include "cgi/inspection/inspection.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/inspection/attachment.h"
#include "lib/joint/firm.h"
#include "lib/people/people.h"
#include "lib/record/record.h"

#define NEAR_DAYS 30	/* what others have this near could be one visit */

static enum err
view_consent(struct req *r, const struct inspection *i)
{
	static const struct column cols[] = { { "name", 'l' }, { "government", 't' }, { "paper_no", 't' },
	    { "given_on", 'd' }, { 0 } }, met[] = { { "name", 'l' }, { "by", 't' }, { "at", 'T' }, { 0 } };
	const struct db_rows *rows;
	int k;
	enum err e = inspection_consent_get(r->arena, r->db, i->id, &rows);

	if (e == OK)
		rows_view(r, "consent", rows, cols);
	if (e == OK)
		e = inspection_obstructions(r->arena, r->db, i->id, &rows);
	if (e == OK)
		rows_view(r, "obstructions", rows, met);
	if (e == OK)
		e = inspection_settled(r->arena, r->db, i->id, &rows);
	if (e == OK)
		rows_view(r, "settled", rows, met);
	for (k = 0; e == OK && k < db_count(rows); k++)
		view_text_at(r, "settled", k, "result", inspection_word(r, "settled_", row_text(db_at(rows, k),
		    "result")));
	return e;
}

/* What others plan or owe at the firm within reach of the window, and what the firm asks for. */
static enum err
view_at_firm(struct req *r, const struct inspection *i, int64_t when)
{
	static const struct column cols[] = { { "agency", 'l' }, { "items", 't' }, { "from_on", 'd' }, { "to_on", 'd' },
	    { 0 } }, wish[] = { { "from_on", 'd' }, { "to_on", 'd' }, { 0 } };
	const struct db_rows *rows;
	int32_t day = time_day(when);
	int k;
	enum err e = joint_at_firm(r->arena, r->db, i->subject, day - NEAR_DAYS, day + NEAR_DAYS, &rows);

	if (e != OK)
		return e;
	rows_view(r, "at_firm", rows, cols);
	for (k = 0; k < db_count(rows); k++)
		view_text_at(r, "at_firm", k, "what", view_msg(r, arena_printf(r->arena, "joint.at_%s",
		    row_text(db_at(rows, k), "what")), NULL));
	e = joint_wishes(r->arena, r->db, i->subject, day - NEAR_DAYS, &rows);
	if (e != OK)
		return e;
	rows_view(r, "wishes", rows, wish);
	for (k = 0; k < db_count(rows); k++)
		view_text_at(r, "wishes", k, "kind", view_msg(r, arena_printf(r->arena, "joint.wish_%s",
		    row_text(db_at(rows, k), "kind")), NULL));
	return OK;
}

enum err
inspection_view_caps(struct req *r, const struct inspection *i, int64_t when)
{
	static const struct column cols[] = { { "day", 'd' }, { "agency_name", 't' }, { "counted", 'b' },
	    { "done", 'b' }, { "codes", 't' }, { "joint", 't' }, { 0 } };
	struct inspection_caps c;
	int k;
	enum err e = inspection_caps(r->arena, r->db, i, when, &c);

	if (e == OK && i->id != 0)
		e = view_consent(r, i);
	if (e == OK && (i->id == 0 || i->arrived_at == TIME_NONE))
		e = view_at_firm(r, i, when);
	if (e != OK)
		return e;
	rows_view(r, "visited", c.visits, cols);
	for (k = 0; k < db_count(c.visits); k++)
		view_text_at(r, "visited", k, "kind",
		    inspection_word(r, "kind_", row_text(db_at(c.visits, k), "kind")));
	view_text(r, "caps.year", arena_printf(r->arena, "%d", c.year));
	view_text(r, "caps.agency", arena_printf(r->arena, c.agency_of >= 0 ? "%" PRId64 " / %" PRId64 : "%" PRId64,
	    c.agency_n, c.agency_of));
	view_text(r, "caps.firm", arena_printf(r->arena, c.firm_of >= 0 ? "%" PRId64 " / %" PRId64 : "%" PRId64,
	    c.firm_n, c.firm_of));
	view_bool(r, "caps.agency_none", c.agency_of < 0);
	view_bool(r, "caps.firm_none", c.firm_of < 0);
	view_bool(r, "caps.agency_full", c.agency_of >= 0 && c.agency_n >= c.agency_of);
	view_bool(r, "caps.firm_full", c.firm_of >= 0 && c.firm_n >= c.firm_of);
	return OK;
}

/* Whether the firm refused it; which visit of the year it is, with its agency's cap as it was then. */
void
inspection_view_nth(struct req *r, const struct inspection *i)
{
	if (i->refused != NULL) {
		view_text(r, "inspection.refused", inspection_word(r, "refused_", i->refused));
		view_text(r, "inspection.refused_text", inspection_word(r, "refused_text_", i->refused));
	}
	if (i->nth == 0)
		return;
	view_text(r, "inspection.nth", view_msg(r, i->cap >= 0 ? "inspect.nth_of" : "inspect.nth_none", "n",
	    arena_printf(r->arena, "%d", i->nth), "of", arena_printf(r->arena, "%d", i->cap), NULL));
	if (i->cap_lowered >= 0)
		view_text(r, "inspection.lowered", view_msg(r, "inspect.cap_lowered", "arg",
		    arena_printf(r->arena, "%d", i->cap_lowered), NULL));
}

enum err
inspection_view_changes(struct req *r, const struct inspection *i)
{
	const struct inspection_change *c;
	int k;
	enum err e = inspection_changes(r->arena, r->db, i->id, &c);

	for (k = 0; e == OK && c[k].field != NULL; k++) {
		bool coded = str_eq(c[k].field, "kind") || str_eq(c[k].field, "source");
		const char *prefix = arena_printf(r->arena, "%s_", c[k].field);

		view_text_at(r, "changes", k, "field", inspection_word(r, "c_of_", c[k].field));
		view_text_at(r, "changes", k, "before", coded &&
		    *c[k].before != '\0' ? inspection_word(r, prefix, c[k].before) : c[k].before);
		view_text_at(r, "changes", k, "after", coded &&
		    *c[k].after != '\0' ? inspection_word(r, prefix, c[k].after) : c[k].after);
	}
	return e;
}

enum err
inspection_view_joint(struct req *r, const struct inspection *i, int *offers)
{
	static const struct column offer[] = { { "ref", 'r' }, { "agency_name", 't' }, { "unit_name", 't' },
	    { "items", 't' }, { "from_at", 'T' }, { "to_at", 'T' }, { "joint", 'b' }, { 0 } },
	    partner[] = { { "agency_name", 't' }, { "unit_name", 't' }, { "items", 't' }, { "officers", 't' },
	    { "lead", 'b' }, { "me", 'b' }, { 0 } };
	const struct db_rows *rows;
	int k;
	enum err e = inspection_offers(r->arena, r->db, i, time_day(r->now), &rows);

	*offers = 0;
	if (e != OK)
		return e;
	*offers = db_count(rows);
	rows_view(r, "offers", rows, offer);
	for (k = 0; k < db_count(rows); k++)
		view_text_at(r, "offers", k, "kind", inspection_word(r, "kind_", row_text(db_at(rows, k), "kind")));
	e = i->joint != 0 ? inspection_partners(r->arena, r->db, i->id, &rows) : OK;
	if (e != OK || i->joint == 0)
		return e;
	rows_view(r, "partners", rows, partner);
	for (k = 0; k < db_count(rows); k++)
		view_text_at(r, "partners", k, "state",
		    inspection_word(r, "state_", row_text(db_at(rows, k), "state")));
	return OK;
}

enum err
inspection_view_rechecks(struct req *r, const struct inspection *i, int *waiting)
{
	static const struct column cols[] = { { "ref", 'r' }, { "item", 'l' }, { "result", 'l' }, { "checked_on", 'd' },
	    { "by", 't' }, { "second", 't' }, { "confirmed_at", 'T' }, { "dropped_at", 'T' }, { 0 } };
	const struct db_rows *rows;
	struct ref words;
	const char *text;
	int k;
	enum err e = inspection_rechecks(r->arena, r->db, i->id, &rows);

	*waiting = 0;
	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row row = db_at(rows, k);
		bool mine = row_i64(row, "by_account") == r->session->account, waits = !row_has(row, "confirmed_at") &&
		    !row_has(row, "dropped_at");

		row_view_at(r, "rechecks", k, row, cols);
		view_bool_at(r, "rechecks", k, "to_confirm", waits && !mine && i->mine);
		*waiting += waits && !mine && i->mine;
		words = row_ref_or_zero(row, "words_ref");
		e = record_sides_open(r->arena, r->db, &words, 1, &text);
		view_text_at(r, "rechecks", k, "words", text);
	}
	return e;
}

static const char *
step_word(struct req *r, const char *action)
{
	return inspection_word(r, "step_", action);
}

/* Where it is added, at its item; to read for who may not. */
static const char *
files_page(struct req *r, struct db_row row, const void *ctx)
{
	const struct inspection *i = ctx;
	bool add = inspection_may_attach(i) && req_duty(r, DUTY_OFFICER);

	return ref_path(r, "/desk/evidence/inspection/", i->ref, !add ? "" : row_has(row, "n") ?
	    arena_printf(r->arena, "?n=%" PRId64 "#f-file", row_i64(row, "n")) : "#f-file");
}

enum err
inspection_view_process(struct req *r, const struct inspection *i)
{
	static const char *const phases[] = { "initiate", "check", "result", "serve", "follow", NULL };
	struct process p = { .phases = phases, .step = step_word, .evidence = files_page, .item_zh = "item_zh",
	    .item_en = "item_en", .ctx = i };
	enum err e = inspection_process(r->arena, r->db, i, &p.rows);

	if (e == OK)
		process_view(r, &p);
	return e;
}
