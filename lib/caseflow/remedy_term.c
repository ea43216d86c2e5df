/* remedy_term.c - see remedy_term.h. */
#include "lib/caseflow/remedy_term.h"

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/workday.h"

#define STEPS_MAX 64

const char *const remedy_figure_key[REMEDY_FIGURE_N] = { [REMEDY_REVIEW] = "remedy.review",
    [REMEDY_SUIT] = "remedy.suit", [REMEDY_SUIT_AFTER_REVIEW] = "remedy.suit.after_review",
    [REMEDY_UNTOLD_REVIEW] = "remedy.untold.review", [REMEDY_UNTOLD_SUIT] = "remedy.untold.suit",
    [REMEDY_BODY_ACCEPT] = "remedy.body.accept", [REMEDY_BODY_DECIDE] = "remedy.body.decide",
    [REMEDY_BODY_EXTEND] = "remedy.body.extend", [REMEDY_BODY_SIMPLE] = "remedy.body.simple",
    [REMEDY_APPEAL_JUDGMENT] = "remedy.appeal.judgment", [REMEDY_APPEAL_RULING] = "remedy.appeal.ruling",
    [REMEDY_COURT] = "court.window", [REMEDY_COURT_JUDGED] = "court.window.judged", [REMEDY_DEMAND] = "demand.term" };

struct walk {
	struct arena *a;
	const struct workdays *w;
	const struct remedy_figure *figures;
	const struct remedy_facts *f;
	struct remedy_term *out;
	bool ok;
};

static void
step(struct walk *k, const char *code, int32_t from, int32_t to, const struct remedy_figure *g)
{
	if (k->out->step_n < STEPS_MAX)
		k->out->steps[k->out->step_n++] = (struct remedy_step){ .code = code, .from = from, .to = to,
		    .n = g != NULL ? g->n : 0, .unit = g != NULL ? term_unit_name(g->unit) : NULL,
		    .source = g != NULL ? g->source : NULL };
}

/* The last day of a term that begins that day, with a longer one by `more`. */
static int32_t
last_day(struct walk *k, enum remedy_figure_of which, enum remedy_figure_of more, int32_t from)
{
	const struct remedy_figure *g = &k->figures[which], *x = &k->figures[more];
	struct term_span longer = { .n = x->n, .unit = x->unit, .why = "" };
	struct term t = { .span = { .n = g->n, .unit = g->unit, .why = "" }, .start = time_of_day(from, 12, 0),
	    .extensions = &longer, .extension_n = which != more && x->source != NULL ? 1 : 0 };
	struct term_end end;

	if (!term_compute(k->a, k->w, &t, &end) || end.due == TIME_NONE) {
		k->ok = false;
		return from;
	}
	k->out->provisional = k->out->provisional || end.provisional;
	return time_day(end.due);
}

/* The same with its step; DAY_NONE: the law of that day has no such term. */
static int32_t
count(struct walk *k, const char *code, enum remedy_figure_of which, int32_t from)
{
	int32_t to;

	if (k->figures[which].source == NULL)
		return DAY_NONE;
	to = last_day(k, which, which, from);
	step(k, code, from, to, &k->figures[which]);
	return to;
}

static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;	/* DAY_NONE is the earliest */
}

/* 行政复议法 20(3), 行诉解释 64: from the day the party was told, and a year from service at most. */
static int32_t
untold(struct walk *k, const char *code, const char *most, enum remedy_figure_of term, enum remedy_figure_of cap)
{
	int32_t end = DAY_NONE, at_most;

	if (k->figures[cap].source == NULL)
		return count(k, code, term, k->out->start);
	if (k->f->told_on != DAY_NONE)
		end = count(k, code, term, k->f->told_on);
	at_most = count(k, most, cap, k->out->start);
	return end != DAY_NONE && end < at_most ? end : at_most;
}

static void
from_service(struct walk *k)
{
	struct remedy_term *o = k->out;
	const struct remedy_figure way = { .source = k->f->way_source };
	bool told = !k->f->untold;

	o->start = k->f->served_on;
	step(k, arena_printf(k->a, "served_%s", k->f->way), o->start, o->start, &way);
	if (!told)
		step(k, k->f->told_on == DAY_NONE ? "untold" : "told_later", o->start, k->f->told_on, NULL);
	o->review_until = told ? count(k, "review", REMEDY_REVIEW, o->start) :
	    untold(k, "review", "untold_review", REMEDY_REVIEW, REMEDY_UNTOLD_REVIEW);
	if (k->f->review_first)
		step(k, "review_first", o->start, o->review_until, NULL);
	else
		o->suit_until = told ? count(k, "suit", REMEDY_SUIT, o->start) :
		    untold(k, "suit", "untold_suit", REMEDY_SUIT, REMEDY_UNTOLD_SUIT);
	o->until = later(o->review_until, o->suit_until);
	o->state = REMEDY_RUNS;
}

/* ---- what a result leaves */

static int32_t
reached(const struct remedy_past *p)
{
	return p->served_on != DAY_NONE ? p->served_on : p->result_on;
}

static void
fell(struct walk *k, const struct remedy_past *p)
{
	step(k, "fell", reached(p), DAY_NONE, NULL);
	k->out->state = REMEDY_FELL;
	k->out->review_until = k->out->suit_until = DAY_NONE;
}

static void
suit_after(struct walk *k, int32_t from)
{
	k->out->review_until = DAY_NONE;
	k->out->suit_until = k->out->until = count(k, "suit_after_review", REMEDY_SUIT_AFTER_REVIEW, from);
}

static void
reviewed(struct walk *k, const struct remedy_past *p)
{
	step(k, "reviewed", reached(p), DAY_NONE, NULL);
	suit_after(k, reached(p));
}

static void
review_changed(struct walk *k, const struct remedy_past *p)
{
	reviewed(k, p);
	step(k, "body_enforces", reached(p), DAY_NONE, NULL);
	k->out->state = REMEDY_OTHERS;
}

static void
review_mediated(struct walk *k, const struct remedy_past *p)
{
	step(k, "body_enforces", reached(p), DAY_NONE, NULL);
	k->out->state = REMEDY_OTHERS;
	k->out->review_until = k->out->suit_until = DAY_NONE;
}

/* The body's own term, from acceptance or the day it counts as accepted (行政复议法 30, 62). */
static int32_t
body_until(struct walk *k, const struct remedy_past *p)
{
	bool simple = p->body_way != NULL && str_eq(p->body_way, "simple");
	bool extended = p->body_way != NULL && str_eq(p->body_way, "extended");
	enum remedy_figure_of which = simple ? REMEDY_BODY_SIMPLE : REMEDY_BODY_DECIDE;
	int32_t from = p->accepted_on, to;

	if (from == DAY_NONE)
		from = count(k, "body_accepts", REMEDY_BODY_ACCEPT, p->filed_on);
	if (from == DAY_NONE)
		from = p->filed_on;
	to = last_day(k, which, extended ? REMEDY_BODY_EXTEND : which, from);
	step(k, extended ? "body_extended" : "body_decides", from, to, &k->figures[which]);
	return to;
}

/* 行政诉讼法 45, 行政复议法 34. */
static void
review_silent(struct walk *k, const struct remedy_past *p)
{
	suit_after(k, body_until(k, p));
}

/* Refused: fifteen days to sue, and what was left of the term where review need not come first (行诉解释 56). */
static void
review_not_taken(struct walk *k, const struct remedy_past *p)
{
	int32_t left = k->out->suit_until;

	step(k, "not_taken", reached(p), DAY_NONE, NULL);
	suit_after(k, reached(p));
	k->out->suit_until = k->out->until = later(k->out->until, left);
	if (k->out->until == left)
		step(k, "term_left", left, left, NULL);
}

/* Not again on the same facts (行政复议法 74); a suit in its term where review need not come first (行诉解释 58). */
static void
withdrawn(struct walk *k, const struct remedy_past *p)
{
	struct remedy_term *o = k->out;

	step(k, p->suit ? "suit_withdrawn" : "review_withdrawn", reached(p), DAY_NONE, NULL);
	o->until = later(o->until, reached(p));
	step(k, "term_left", o->until, o->until, NULL);
}

static void
judged(struct walk *k, const struct remedy_past *p)
{
	struct remedy_term *o = k->out;
	int32_t from = p->perform_by != DAY_NONE ? p->perform_by : reached(p);

	o->review_until = DAY_NONE;
	o->state = REMEDY_JUDGED;
	step(k, p->final ? "judged_final" : "judged", reached(p), DAY_NONE, NULL);
	o->until = p->final ? reached(p) : count(k, "appeal", REMEDY_APPEAL_JUDGMENT, reached(p));
	o->suit_until = p->final ? DAY_NONE : o->until;
	o->court_until = count(k, "court_judged", REMEDY_COURT_JUDGED, from);
}

static void
ruled(struct walk *k, const struct remedy_past *p)
{
	struct remedy_term *o = k->out;
	int32_t end;

	step(k, "ruled", reached(p), DAY_NONE, NULL);
	end = p->final ? reached(p) : count(k, "appeal", REMEDY_APPEAL_RULING, reached(p));
	o->suit_until = o->until = later(o->until, end);
	if (o->until != end)
		step(k, "term_left", o->until, o->until, NULL);
}

/* An open review that the body lets run out opens the court as well. */
static void
fought(struct walk *k, const struct remedy_past *p)
{
	struct remedy_term *o = k->out;

	step(k, p->suit ? "suit_open" : "review_open", p->filed_on, DAY_NONE, NULL);
	o->state = REMEDY_FOUGHT;
	o->until = DAY_NONE;
	if (!p->suit)
		o->suit_until = count(k, "suit_if_silent", REMEDY_SUIT_AFTER_REVIEW, body_until(k, p));
}

static const struct {
	const char *result;
	void (*review)(struct walk *k, const struct remedy_past *p);
	void (*suit)(struct walk *k, const struct remedy_past *p);
} effects[] = { { "upheld", reviewed, judged }, { "dismissed", reviewed, judged }, { "illegal", reviewed, judged },
    { "partly_revoked", reviewed, judged },
    { "changed", review_changed, judged }, { "revoked", fell, fell }, { "void", fell, fell },
    { "withdrawn", withdrawn, withdrawn }, { "unanswered", review_silent, fought },
    { "refused", review_not_taken, ruled }, { "application_dismissed", review_not_taken, ruled },
    { "mediated", review_mediated, judged } };

static void
take(struct walk *k, const struct remedy_past *p)
{
	size_t i;

	if (remedy_late(k->out, p->suit, p->filed_on))
		step(k, p->suit ? "late_suit" : "late_review", p->filed_on, p->suit ? k->out->suit_until :
		    k->out->review_until, NULL);
	if (p->result == NULL) {
		fought(k, p);
		return;
	}
	k->out->state = REMEDY_RUNS;
	for (i = 0; i < sizeof(effects) / sizeof(*effects); i++)
		if (str_eq(effects[i].result, p->result))
			(p->suit ? effects[i].suit : effects[i].review)(k, p);
}

/* ---- the court's window */

static void
court(struct walk *k)
{
	struct remedy_term *o = k->out;
	int32_t from = o->until, demand;

	if (o->state != REMEDY_RUNS && o->state != REMEDY_JUDGED) {
		o->court_until = DAY_NONE;
		return;
	}
	if (o->state == REMEDY_RUNS && k->f->instalments_end != DAY_NONE) {
		from = later(from, k->f->instalments_end);
		step(k, from == o->until ? "instalments_before" : "instalments", k->f->instalments_end, from, NULL);
	}
	if (o->state == REMEDY_RUNS)
		o->court_until = count(k, "court", REMEDY_COURT, from);
	demand = k->f->demanded_on == DAY_NONE ? DAY_NONE : count(k, "demand", REMEDY_DEMAND, k->f->demanded_on);
	if (k->f->demanded_on == DAY_NONE && o->state == REMEDY_RUNS)
		step(k, "no_demand", from, DAY_NONE, &k->figures[REMEDY_DEMAND]);
	o->court_from = later(from, demand) + 1;
	step(k, "window", o->court_from, o->court_until, NULL);
}

bool
remedy_term(struct arena *a, const struct workdays *w, const struct remedy_figure *figures,
    const struct remedy_facts *facts, struct remedy_term *out)
{
	struct walk k = { .a = a, .w = w, .figures = figures, .f = facts, .out = out, .ok = true };
	size_t i;

	*out = (struct remedy_term){ .state = REMEDY_UNSERVED, .start = DAY_NONE, .review_until = DAY_NONE,
	    .suit_until = DAY_NONE, .until = DAY_NONE, .court_from = DAY_NONE, .court_until = DAY_NONE };
	out->steps = ARENA_ARRAY(a, struct remedy_step, STEPS_MAX);
	if (facts->served_on == DAY_NONE) {
		step(&k, "unserved", DAY_NONE, DAY_NONE, NULL);
		return true;
	}
	from_service(&k);
	for (i = 0; i < facts->past_n; i++)
		take(&k, &facts->past[i]);
	court(&k);
	return k.ok;
}

bool
remedy_late(const struct remedy_term *t, bool suit, int32_t day)
{
	int32_t until = suit ? t->suit_until : t->review_until;

	return until != DAY_NONE && day > until;
}
