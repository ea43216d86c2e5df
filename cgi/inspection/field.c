/* field.c - an inspection at the firm, on a phone: arrival, certificates, checklist, signatures on one page that
 * needs no script.  Template: inspection/field.cs.  Its forms go to the acts of inspection.c. */
#include "cgi/common/rows.h"
#include "cgi/inspection/inspection.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/people/people.h"
#include "lib/record/record.h"

/* What was typed in an item's field, or what is there. */
static const char *
typed(struct req *r, const struct input *in, const char *field, int n, const char *there)
{
	const char *const *raw;
	size_t k;

	if (in == NULL)
		return there;
	raw = input_raw(in, arena_printf(r->arena, "%s_%d", field, n), &k);
	return k > 0 ? raw[0] : "";
}

static void
view_item(struct req *r, int i, struct db_row row, const char *note, const struct input *in)
{
	static const struct column cols[] = { { "n", 'i' }, { "code", 't' }, { "name", 'l' }, { "method", 't' },
	    { "standard", 't' }, { "pass_test", 't' }, { "answer", 't' }, { "by", 't' }, { "at", 'T' }, { 0 } };
	const char *answer = typed(r, in, "a", i + 1, row_text_or(row, "answer", ""));
	const char *remedy = typed(r, in, "r", i + 1, row_text_or(row, "remedy", ""));
	char day[DAY_TEXT_SIZE] = "";

	row_view_at(r, "items", i, row, cols);
	if (row_has(row, "due_on"))
		day_text(row_day(row, "due_on"), day);
	if (row_has(row, "answer")) {
		view_text_at(r, "items", i, "said", row_text(row, req_pick(r, "answer_zh", "answer_en")));
		view_text_at(r, "items", i, "cure",
		    row_text_null(row, req_pick(r, "remedy_zh", "remedy_en")));
	}
	view_i64_at(r, "items", i, "base", row_has(row, "version") ? row_i32(row, "version") : 0);
	view_bool_at(r, "items", i, "pass", str_eq(answer, "pass"));
	view_bool_at(r, "items", i, "fail", str_eq(answer, "fail"));
	view_bool_at(r, "items", i, "na", str_eq(answer, "na"));
	view_text_at(r, "items", i, "measured", typed(r, in, "m", i + 1, row_text_or(row, "measured", "")));
	view_text_at(r, "items", i, "unit", typed(r, in, "u", i + 1, row_text_or(row, "unit", "")));
	view_text_at(r, "items", i, "sample", typed(r, in, "s", i + 1, row_text_or(row, "sample", "")));
	view_text_at(r, "items", i, "note", typed(r, in, "t", i + 1, note != NULL ? note : ""));
	view_text_at(r, "items", i, "due", typed(r, in, "d", i + 1, day));
	view_bool_at(r, "items", i, "corrected", str_eq(remedy, "corrected"));
	view_bool_at(r, "items", i, "order", str_eq(remedy, "order"));
	view_bool_at(r, "items", i, "clue", str_eq(remedy, "clue"));
}

enum err
inspection_view_items(struct req *r, const struct inspection *i, const struct input *in)
{
	const struct db_rows *rows;
	const char **note;
	struct ref *refs;
	int k, n, done = 0;
	enum err e = inspection_items(r->arena, r->db, i->id, &rows);

	if (e != OK)
		return e;
	n = db_count(rows);
	refs = ARENA_ARRAY(r->arena, struct ref, (size_t)n + 1);
	note = ARENA_ARRAY(r->arena, const char *, (size_t)n + 1);
	for (k = 0; k < n; k++)
		refs[k] = row_ref_or_zero(db_at(rows, k), "note_ref");
	e = record_sides_open(r->arena, r->db, refs, (size_t)n, note);
	for (k = 0; e == OK && k < n; k++) {
		view_item(r, k, db_at(rows, k), note[k], in);
		done += row_has(db_at(rows, k), "answer");
	}
	view_i64(r, "checked.n", done);
	view_i64(r, "checked.of", n);
	view_bool(r, "checked.all", done == n);
	return e;
}

static enum err
view_conflicts(struct req *r, const struct inspection *i)
{
	static const struct column cols[] = { { "ref", 'r' }, { "n", 'i' }, { "answer", 'l' }, { "remedy", 'l' },
	    { "measured", 't' }, { "unit", 't' }, { "by", 't' }, { "at", 'T' }, { 0 } };
	const struct db_rows *rows;
	struct ref refs[1];
	const char *note[1];
	int k;
	enum err e = inspection_conflicts(r->arena, r->db, i->id, &rows);

	for (k = 0; e == OK && k < db_count(rows); k++) {
		refs[0] = row_ref_or_zero(db_at(rows, k), "note_ref");
		e = record_sides_open(r->arena, r->db, refs, 1, note);
		row_view_at(r, "conflicts", k, db_at(rows, k), cols);
		view_text_at(r, "conflicts", k, "note", note[0]);
	}
	return e;
}

/* Orders to be re-checked, below to_recheck. */
static void
view_recheck(struct req *r, const struct inspection_form *f)
{
	const struct option *o;
	size_t n, k;

	o = input_options(f->in, "order", &n);
	for (k = 0; k < n; k++) {
		view_text_at(r, "to_recheck", (int)k, "value", o[k].value);
		view_text_at(r, "to_recheck", (int)k, "label", req_pick(r, o[k].label_zh, o[k].label_en));
	}
	o = input_options(f->in, "result", &n);
	for (k = 0; k < n; k++) {
		view_text_at(r, "recheck_results", (int)k, "value", o[k].value);
		view_text_at(r, "recheck_results", (int)k, "label", req_pick(r, o[k].label_zh, o[k].label_en));
	}
	view_text(r, "field.today", input_raw(f->in, "checked_on", &n)[0]);
}

/* Which forms the page has now. */
static enum err
view_forms(struct req *r, const struct inspection *i)
{
	struct inspection_key key = { .ref = i->ref };
	const char *const *acts;
	struct inspection_form f;
	int a, waiting = 0;
	enum err e = inspection_actions(r->arena, r->db, i, r->session->account, &acts);

	for (a = 0; e == OK && acts[a] != NULL; a++) {
		view_text_at(r, "may", a, "act", acts[a]);
		if (!str_eq(acts[a], "recheck"))
			continue;
		key.action = acts[a];
		e = inspection_form(r->arena, r->db, r->session->account, &key, &f);
		if (e == OK && str_eq(acts[a], "recheck"))
			view_recheck(r, &f);
	}
	for (a = 0; e == OK && acts[a] != NULL; a++)
		if (str_eq(acts[a], "arrive"))
			view_bool(r, "can.arrive", true);
		else if (str_eq(acts[a], "show"))
			view_bool(r, "can.show", true);
		else if (str_eq(acts[a], "check"))
			view_bool(r, "can.check", true);
		else if (str_eq(acts[a], "party"))
			view_bool(r, "can.sign", true);
		else if (str_eq(acts[a], "tell"))
			view_bool(r, "can.tell", true);
	if (e == OK)
		e = inspection_view_rechecks(r, i, &waiting);
	view_bool(r, "can.confirm", waiting > 0);
	return e;
}

/* Both certificates were shown: only then is anything checked. */
static enum err
view_shown(struct req *r, const struct inspection *i)
{
	const struct db_rows *rows;
	struct db_row s;
	bool shown = false, signed_by_me = false;
	int k, n = 0, others = 0;
	enum err e = inspection_officers(r->arena, r->db, i->id, &rows);

	for (k = 0; e == OK && k < db_count(rows); k++) {
		struct db_row row = db_at(rows, k);

		n += row_has(row, "shown_at");
		/* who may confirm with a code here, now or in a step to come */
		if (row_i64(row, "account_id") != r->session->account) {
			view_text_at(r, "others", others, "value", row_text(row, "username"));
			view_text_at(r, "others", others++, "label", arena_printf(r->arena, "%s %s",
			    row_text(row, "name"), row_text(row, "certificate_no")));
			continue;
		}
		shown = row_has(row, "shown_at");
		signed_by_me = row_has(row, "signed_at");
	}
	if (e != OK)
		return e;
	view_bool(r, "shown.me", shown);
	view_bool(r, "shown.both", n >= 2);
	view_bool(r, "signed.me", signed_by_me);
	e = inspection_signature(r->arena, r->db, i->id, &s);
	view_bool(r, "signed.party", e == OK);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Forms of steps to come are there too, unseen: a phone without a network fills them in and sends them in this
 * order. */
static void
view_later(struct req *r, const char *state)
{
	bool going = str_eq(state, "notified"), on_site = going || str_eq(state, "arrived");

	view_bool(r, "later.site", going);
	view_bool(r, "later.sign", on_site);
	view_bool(r, "later.tell", on_site || str_eq(state, "checked"));
}

enum err
inspection_field_page(struct req *r, int status, const struct inspection *i, const struct input *in)
{
	int64_t visits = 0;
	char now[TIME_TEXT_SIZE];
	enum err e = inspection_view_team(r, i);

	req_reads(r, "inspection", i->ref, 1);
	if (e == OK)
		e = inspection_view_items(r, i, in);
	if (e == OK)
		e = view_conflicts(r, i);
	if (e == OK)
		e = inspection_view_files(r, i);
	if (e == OK && i->arrived_at != TIME_NONE)
		e = inspection_view_process(r, i);
	if (e == OK)
		e = view_forms(r, i);
	if (e == OK)
		e = view_shown(r, i);
	if (e == OK)
		e = inspection_visits_this_year(r->arena, r->db, i->subject, time_day(r->now), &visits);
	if (e != OK)
		return e;
	time_text(r->now, now);
	view_text(r, "field.now", now);
	view_ref(r, "field.me", r->session->ref);
	view_later(r, i->state);
	view_text(r, "visits", arena_printf(r->arena, "%lld", (long long)visits));
	inspection_head(r, i);
	view_input(r, "inspection", in != NULL ? in : input_new(r->arena, (const struct field[]){ { 0 } }));
	return req_render(r, status, "inspection/field.cs");
}

static enum err
get_field(struct req *r)
{
	struct inspection i;
	enum err e = inspection_load(r, &i);

	if (e == OK && !i.mine)
		e = err_set(ERR_NOT_FOUND, "not of the team");
	return e == OK ? inspection_field_page(r, 200, &i, NULL) : e;
}

const struct route inspection_field_routes[] = {
	{ .method = GET, .path = "/desk/inspections/:ref/field", .duties = DUTY_OFFICER, .flags = ROUTE_PERSONAL,
	    .run = get_field },
	{ 0 }
};
