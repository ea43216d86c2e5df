/* remedy.c - until when a decision may be fought and when the court may be asked, and why: at the case, and beside the
 * forms that ask for it. */
#include "cgi/caseflow/view.h"
#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"

static const char *
day_in(struct req *r, int32_t day)
{
	char text[DAY_TEXT_SIZE];

	if (day == DAY_NONE)
		return "";
	day_text(day, text);
	return arena_strdup(r->arena, text);
}

static void
view_steps(struct req *r, const char *at, const struct remedy_term *t)
{
	const char *list = arena_printf(r->arena, "%s.steps", at);
	size_t i;
	int k = 0;

	for (i = 0; i < t->step_n; i++) {
		const struct remedy_step *s = &t->steps[i];
		const char *key = arena_printf(r->arena, "remedy.%s", s->code);
		const char *n = arena_printf(r->arena, "%lld", (long long)s->n);

		if (!view_has_msg(r, key))
			continue;
		view_text_at(r, list, k, "source", s->source != NULL ? s->source : "");
		view_text_at(r, list, k++, "text", view_msg(r, key, "from", day_in(r, s->from), "to", day_in(r, s->to),
		    "n", s->unit != NULL ? view_msg(r, arena_printf(r->arena, "unit.%s", s->unit), "n", n, NULL) : n,
		    NULL));
	}
}

/* Before, in or after it today. */
static void
view_window(struct req *r, const char *at, const struct remedy_term *t, int32_t today)
{
	const char *when = today < t->court_from ? "before" : today > t->court_until ? "over" : "now";

	view_text(r, arena_printf(r->arena, "%s.court_from", at), day_in(r, t->court_from));
	view_text(r, arena_printf(r->arena, "%s.court_until", at), day_in(r, t->court_until));
	view_text(r, arena_printf(r->arena, "%s.court_tag", at),
	    view_msg(r, arena_printf(r->arena, "remedy.window_%s", when), NULL));
	view_text(r, arena_printf(r->arena, "%s.court_kind", at),
	    str_eq(when, "now") ? "song" : str_eq(when, "over") ? "zhu" : "amber");
}

void
case_remedy(struct req *r, const char *at, const struct remedy_term *t, bool owes)
{
	static const char *const states[] = { [REMEDY_UNSERVED] = "unserved", [REMEDY_RUNS] = "runs",
	    [REMEDY_FOUGHT] = "fought", [REMEDY_JUDGED] = "judged", [REMEDY_FELL] = "fell",
	    [REMEDY_OTHERS] = "others" };
	int32_t today = time_day(r->now);
	bool over = t->state == REMEDY_RUNS && t->until != DAY_NONE && today > t->until;

	view_text(r, arena_printf(r->arena, "%s.state", at),
	    view_msg(r, arena_printf(r->arena, "remedy.state_%s", over ? "over" : states[t->state]), NULL));
	view_text(r, arena_printf(r->arena, "%s.review_until", at), day_in(r, t->review_until));
	view_text(r, arena_printf(r->arena, "%s.suit_until", at), day_in(r, t->suit_until));
	view_text(r, arena_printf(r->arena, "%s.until", at), day_in(r, t->until));
	view_bool(r, arena_printf(r->arena, "%s.provisional", at), t->provisional);
	if (owes && t->court_from != DAY_NONE)
		view_window(r, at, t, today);
	view_steps(r, at, t);
}

enum err
case_remedy_of(struct req *r, const struct case_file *cf, int64_t track)
{
	const struct db_rows *rows;
	struct remedy_term t;
	int i;
	enum err e = caseflow_decisions(r->arena, r->db, cf, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row d = db_at(rows, i);

		if (row_i64(d, "track_id") != track || row_has(d, "revoked_on"))
			continue;
		e = caseflow_remedy_term(r->arena, r->db, row_i64(d, "id"), &t);
		if (e == OK) {
			view_bool(r, "remedy.on", true);
			case_remedy(r, "remedy", &t, row_i64(d, "owed_fen") > row_i64(d, "paid_fen"));
		}
	}
	return e;
}
