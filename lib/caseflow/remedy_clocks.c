/* remedy_clocks.c - the clocks of remedies follow remedy_term(): see decision.h. */
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/calendar.h"
#include "lib/caseflow/decision.h"
#include "lib/caseflow/read.h"

#define WANTED_MAX 4

struct wanted {
	const char *rule;
	int32_t from;
};

/* The step that set a term names its rule. */
static const char *
rule_of(const struct remedy_term *t, const struct remedy_step *s)
{
	static const char *const rules[][2] = { { "review", "remedy.review" }, { "suit", "remedy.suit" },
	    { "untold_review", "remedy.untold.review" }, { "untold_suit", "remedy.untold.suit" },
	    { "suit_after_review", "remedy.suit.after_review" } };
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (str_eq(rules[i][0], s->code))
			return rules[i][1];
	if (!str_eq(s->code, "appeal"))
		return NULL;
	return t->state == REMEDY_JUDGED ? "remedy.appeal.judgment" : "remedy.appeal.ruling";
}

/* The last step that gave this end. */
static void
want(const struct remedy_term *t, int32_t until, bool suit, struct wanted *w, int *n)
{
	const char *rule;
	size_t i;

	for (i = t->step_n; until != DAY_NONE && i-- > 0;) {
		rule = rule_of(t, &t->steps[i]);
		if (rule == NULL || t->steps[i].to != until || suit == (strstr(rule, "review") != NULL &&
		    strstr(rule, "after") == NULL))
			continue;
		w[(*n)++] = (struct wanted){ rule, t->steps[i].from };
		return;
	}
}

static enum err
open_rows(struct act_move *m, const struct db_rows **out)
{
	return DB_MANY(m->a, m->db, out,
	    "select id, rule, start_at from xz.calendar_clock where subject_kind = 'track' and subject_id = $1"
	    " and rule like 'remedy.%' and state = 'open' order by id", DB_I64(track_of(m)->id));
}

static enum err
settle(struct act_move *m, struct wanted *w, int n, const char *used)
{
	const struct db_rows *rows;
	int64_t id;
	int i, k;
	enum err e = open_rows(m, &rows);

	for (i = 0; e == OK && i < db_count(rows); i++) {
		struct db_row r = db_at(rows, i);

		for (k = 0; k < n; k++)
			if (w[k].rule != NULL && str_eq(w[k].rule, row_text(r, "rule")) &&
			    w[k].from == time_day(row_time(r, "start_at")))
				break;
		if (k < n)
			w[k].rule = NULL;	/* it runs already */
		else
			e = act_clock_close(m, row_i64(r, "id"), used != NULL && str_starts(row_text(r, "rule"), used) ?
			    "met" : "cancelled", m->occurred);
	}
	for (k = 0; e == OK && k < n; k++)
		if (w[k].rule != NULL)
			e = case_clock_open(m, w[k].rule, w[k].from, &id);
	return e;
}

enum err
remedy_clocks(struct act_move *m, int64_t decision, const char *used)
{
	struct wanted w[WANTED_MAX];
	struct remedy_term t;
	int n = 0;
	enum err e = caseflow_remedy_term(m->a, m->db, decision, &t);

	if (e != OK)
		return e;
	if (t.state != REMEDY_FOUGHT) {
		want(&t, t.review_until, false, w, &n);
		want(&t, t.suit_until, true, w, &n);
	}
	return settle(m, w, n, used);
}

enum err
remedy_clocks_end(struct act_move *m)
{
	return settle(m, NULL, 0, NULL);
}

/* On each party's decision that stands. */
static enum err
each_decision(struct act_move *m, bool open)
{
	const struct case_track was = *track_of(m);
	bool on = on_track(m);
	const struct db_rows *rows;
	int i;
	enum err e = DB_MANY(m->a, m->db, &rows,
	    "select k.ref, d.id from xz.caseflow_track k join xz.caseflow_decision d on d.track_id = k.id"
	    " where k.case_id = $1 and d.revoked_on is null and d.served_on is not null"
	    " and d.outcome not like 'transfer%'"
	    " order by k.id", DB_I64(case_of(m)->id));

	for (i = 0; e == OK && i < db_count(rows); i++) {
		e = track_load(m->a, m->db, row_ref(db_at(rows, i), "ref"), case_of(m)->id, track_of(m));
		case_turn(m, true);
		if (e == OK)
			e = open ? remedy_clocks(m, row_i64(db_at(rows, i), "id"), NULL) : remedy_clocks_end(m);
	}
	*track_of(m) = was;
	case_turn(m, on);
	return e;
}

enum err
remedy_clocks_leave(struct act_move *m)
{
	return each_decision(m, false);
}

enum err
remedy_clocks_return(struct act_move *m)
{
	return each_decision(m, true);
}
