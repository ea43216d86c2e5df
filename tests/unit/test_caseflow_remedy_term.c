/* test_caseflow_remedy_term.c - until when a decision may be fought and when the court may be asked: a table worked out
 * from the articles, and random histories against a second reckoning made of nothing but days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/reference.h"
#include "lib/calendar/workday.h"
#include "lib/caseflow/remedy_term.h"

#define CALENDAR "etc/reference/workday.csv"
#define PAST 3

static struct arena *arena;
static struct workdays *days;

static const struct remedy_figure figures[REMEDY_FIGURE_N] = {
	[REMEDY_REVIEW] = { 60, TERM_DAYS, "行政复议法 20" },
	[REMEDY_SUIT] = { 6, TERM_MONTHS, "行政诉讼法 46" },
	[REMEDY_SUIT_AFTER_REVIEW] = { 15, TERM_DAYS, "行政诉讼法 45" },
	[REMEDY_UNTOLD_REVIEW] = { 1, TERM_YEARS, "行政复议法 20" },
	[REMEDY_UNTOLD_SUIT] = { 1, TERM_YEARS, "行诉解释 64" },
	[REMEDY_BODY_ACCEPT] = { 5, TERM_WORKDAYS, "行政复议法 30" },
	[REMEDY_BODY_DECIDE] = { 60, TERM_DAYS, "行政复议法 62" },
	[REMEDY_BODY_EXTEND] = { 30, TERM_DAYS, "行政复议法 62" },
	[REMEDY_BODY_SIMPLE] = { 30, TERM_DAYS, "行政复议法 62" },
	[REMEDY_APPEAL_JUDGMENT] = { 15, TERM_DAYS, "行政诉讼法 85" },
	[REMEDY_APPEAL_RULING] = { 10, TERM_DAYS, "行政诉讼法 85" },
	[REMEDY_COURT] = { 3, TERM_MONTHS, "行政强制法 53" },
	[REMEDY_COURT_JUDGED] = { 2, TERM_YEARS, "行诉解释 153" },
	[REMEDY_DEMAND] = { 10, TERM_WORKDAYS, "行政强制法 54" },
};

static int
load(void **state)
{
	(void)state;
	arena = arena_new("test");
	return calendar_csv_workdays(arena, CALENDAR, &days) == OK ? 0 : -1;
}

static int
unload(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* "" none. */
static int32_t
day(const char *text)
{
	int32_t d = DAY_NONE;

	if (text != NULL && *text != '\0' && !day_parse(text, &d))
		fail_msg("day %s", text);
	return d;
}

static const char *
text(int32_t d)
{
	char t[DAY_TEXT_SIZE];

	if (d == DAY_NONE)
		return "";
	day_text(d, t);
	return arena_strdup(arena, t);
}

/* ---- the table */

struct past_row {
	const char *kind;	/* "review", "suit"; NULL: no more */
	const char *filed, *accepted, *result, *on, *served, *way, *perform;
	bool final;
};
struct row {
	const char *law;	/* the articles the days were worked out from */
	const char *way, *served;
	bool first, untold;
	const char *told, *instalments, *demanded;
	struct past_row past[PAST];
	enum remedy_state state;
	const char *review, *suit, *until, *from, *to;	/* as remedy_term has them */
};

static const struct row table[] = {
	/* the way of service; the last day rolls over a weekend and a holiday (民诉法 85) */
	{ .law = "行政诉讼法 46, 行政强制法 53: six months, then three", .way = "direct", .served = "2026-01-08",
	    .state = REMEDY_RUNS, .review = "2026-03-09", .suit = "2026-07-08", .until = "2026-07-08",
	    .from = "2026-07-09", .to = "2026-10-08" },
	{ .law = "条例 23(2): from signing or refusing; 60 d end in the May holiday", .way = "left",
	    .served = "2026-03-02", .state = REMEDY_RUNS, .review = "2026-05-06", .suit = "2026-09-02",
	    .until = "2026-09-02", .from = "2026-09-03", .to = "2026-12-02" },
	{ .law = "条例 23(3): from the slip", .way = "mail", .served = "2025-12-31", .state = REMEDY_RUNS,
	    .review = "2026-03-02", .suit = "2026-06-30", .until = "2026-06-30", .from = "2026-07-01",
	    .to = "2026-09-30" },
	{ .law = "条例 23(4): from arrival; the last of a short month, a Saturday that is worked",
	    .way = "electronic", .served = "2025-08-31", .state = REMEDY_RUNS, .review = "2025-10-30",
	    .suit = "2026-02-28", .until = "2026-02-28", .from = "2026-03-01", .to = "2026-05-28" },
	{ .law = "条例 23(5): from the end of the announcement", .way = "announcement", .served = "2026-02-13",
	    .state = REMEDY_RUNS, .review = "2026-04-14", .suit = "2026-08-13", .until = "2026-08-13",
	    .from = "2026-08-14", .to = "2026-11-13" },
	{ .law = "民诉法 94: entrusted, from signing", .way = "entrusted", .served = "2026-01-08",
	    .state = REMEDY_RUNS, .review = "2026-03-09", .suit = "2026-07-08", .until = "2026-07-08",
	    .from = "2026-07-09", .to = "2026-10-08" },
	{ .law = "46: not served, nothing runs", .way = "direct", .state = REMEDY_UNSERVED },
	/* on the spot: sixty days and no suit before the review */
	{ .law = "复议法 23(1)(1), 20, 条例 23(1); 强制法 53: three months from the 60 days", .way = "on_the_spot",
	    .served = "2026-01-08", .first = true, .state = REMEDY_RUNS, .review = "2026-03-09",
	    .until = "2026-03-09", .from = "2026-03-10", .to = "2026-06-09" },
	{ .law = "the same over two holidays", .way = "on_the_spot", .served = "2026-05-06", .first = true,
	    .state = REMEDY_RUNS, .review = "2026-07-06", .until = "2026-07-06", .from = "2026-07-07",
	    .to = "2026-10-08" },
	{ .law = "before 2024-01-01 on the spot was sued at once", .way = "on_the_spot", .served = "2023-06-05",
	    .state = REMEDY_RUNS, .review = "2023-08-04", .suit = "2023-12-05", .until = "2023-12-05",
	    .from = "2023-12-06", .to = "2024-03-05" },
	/* after a review: fifteen days from its service */
	{ .law = "行诉法 45, 解释 59: from the day the decision of review was served, over the Spring Festival",
	    .way = "direct", .served = "2025-10-15", .past = { { "review", "2025-11-20", "", "upheld",
	    "2026-01-30", "2026-02-05" } }, .state = REMEDY_RUNS, .suit = "2026-02-24", .until = "2026-02-24",
	    .from = "2026-02-25", .to = "2026-05-25" },
	{ .law = "复议法 23, 行诉法 45: on the spot after its review", .way = "on_the_spot",
	    .served = "2026-01-08", .first = true, .past = { { "review", "2026-02-02", "", "upheld",
	    "2026-04-17", "2026-04-20" } }, .state = REMEDY_RUNS, .suit = "2026-05-06", .until = "2026-05-06",
	    .from = "2026-05-07", .to = "2026-08-06" },
	{ .law = "复议法 34: refused, 15 d", .way = "on_the_spot", .served = "2026-01-08", .first = true,
	    .past = { { "review", "2026-02-02", "", "refused", "2026-02-05", "2026-02-05" } },
	    .state = REMEDY_RUNS, .suit = "2026-02-24", .until = "2026-02-24", .from = "2026-02-25",
	    .to = "2026-05-25" },
	{ .law = "解释 56, 行诉法 46: refused, and the six months are longer", .way = "direct",
	    .served = "2026-01-08", .past = { { "review", "2026-02-02", "", "refused", "2026-02-05",
	    "2026-02-05" } }, .state = REMEDY_RUNS, .suit = "2026-07-08", .until = "2026-07-08",
	    .from = "2026-07-09", .to = "2026-10-08" },
	{ .law = "解释 58: withdrawn, the six months stand", .way = "direct", .served = "2026-01-08",
	    .past = { { "review", "2026-02-02", "", "withdrawn", "2026-02-20", "2026-02-24" } },
	    .state = REMEDY_RUNS, .review = "2026-03-09", .suit = "2026-07-08", .until = "2026-07-08",
	    .from = "2026-07-09", .to = "2026-10-08" },
	{ .law = "复议法 23, 74: withdrawn after the 60 days, nothing is left to sue", .way = "on_the_spot",
	    .served = "2026-01-08", .first = true, .past = { { "review", "2026-03-05", "", "withdrawn",
	    "2026-04-17", "2026-04-20" } }, .state = REMEDY_RUNS, .review = "2026-03-09", .until = "2026-04-20",
	    .from = "2026-04-21", .to = "2026-07-20" },
	/* a silent body: fifteen days from the end of its own term */
	{ .law = "复议法 30, 62, 行诉法 45: accepted by lapse of 5 WD, 60 d, 15 d", .way = "direct",
	    .served = "2026-01-08", .past = { { "review", "2026-01-20", "", "unanswered", "2026-04-30" } },
	    .state = REMEDY_RUNS, .suit = "2026-04-14", .until = "2026-04-14", .from = "2026-04-15",
	    .to = "2026-07-14" },
	{ .law = "复议法 62: extended by 30 d", .way = "direct", .served = "2026-01-08", .past = { { "review",
	    "2026-01-20", "2026-01-26", "unanswered", "2026-05-30", "", "extended" } }, .state = REMEDY_RUNS,
	    .suit = "2026-05-12", .until = "2026-05-12", .from = "2026-05-13", .to = "2026-08-12" },
	{ .law = "复议法 62(2): simple, 30 d", .way = "direct", .served = "2026-01-08", .past = { { "review",
	    "2026-01-20", "2026-01-26", "unanswered", "2026-05-30", "", "simple" } }, .state = REMEDY_RUNS,
	    .suit = "2026-03-12", .until = "2026-03-12", .from = "2026-03-13", .to = "2026-06-12" },
	{ .law = "open: no window; if it stays silent a suit until", .way = "direct", .served = "2026-01-08",
	    .past = { { "review", "2026-01-20", "2026-01-26" } }, .state = REMEDY_FOUGHT, .review = "2026-03-09",
	    .suit = "2026-04-13" },
	/* not told */
	{ .law = "复议法 20(3), 解释 64: a year from service", .way = "direct", .served = "2025-03-03",
	    .untold = true, .state = REMEDY_RUNS, .review = "2026-03-03", .suit = "2026-03-03",
	    .until = "2026-03-03", .from = "2026-03-04", .to = "2026-06-03" },
	{ .law = "复议法 20(3), 解释 64: told later, from that day", .way = "direct", .served = "2025-03-03",
	    .untold = true, .told = "2025-05-12", .state = REMEDY_RUNS, .review = "2025-07-11",
	    .suit = "2025-11-12", .until = "2025-11-12", .from = "2025-11-13", .to = "2026-02-12" },
	{ .law = "the same, but never beyond the year", .way = "direct", .served = "2025-03-03", .untold = true,
	    .told = "2025-12-01", .state = REMEDY_RUNS, .review = "2026-01-30", .suit = "2026-03-03",
	    .until = "2026-03-03", .from = "2026-03-04", .to = "2026-06-03" },
	{ .law = "复议法 20(3), 23: on the spot and not told", .way = "on_the_spot", .served = "2025-03-03",
	    .first = true, .untold = true, .state = REMEDY_RUNS, .review = "2026-03-03", .until = "2026-03-03",
	    .from = "2026-03-04", .to = "2026-06-03" },
	/* the court's answers */
	{ .law = "行诉法 85, 解释 153: of first instance, in force after 15 d, two years from service",
	    .way = "direct", .served = "2025-07-01", .past = { { "suit", "2025-09-01", "", "dismissed",
	    "2026-01-12", "2026-01-15" } }, .state = REMEDY_JUDGED, .suit = "2026-01-30", .until = "2026-01-30",
	    .from = "2026-01-31", .to = "2028-01-17" },
	{ .law = "解释 153: of second instance", .way = "direct", .served = "2025-07-01", .past = { { "suit",
	    "2025-09-01", "", "dismissed", "2025-12-01", "2025-12-03" }, { "suit", "2025-12-10", "", "upheld",
	    "2026-01-12", "2026-01-15", .final = true } }, .state = REMEDY_JUDGED, .until = "2026-01-15",
	    .from = "2026-01-16", .to = "2028-01-17" },
	{ .law = "解释 153: from the last day to perform that it sets", .way = "direct", .served = "2025-07-01",
	    .past = { { "suit", "2025-09-01", "", "changed", "2026-01-12", "2026-01-15", .final = true,
	    .perform = "2026-02-10" } }, .state = REMEDY_JUDGED, .until = "2026-01-15", .from = "2026-01-16",
	    .to = "2028-02-10" },
	{ .law = "行诉法 85, 解释 101: a ruling may be appealed in 10 d; the six months are over", .way = "direct",
	    .served = "2025-12-31", .past = { { "suit", "2026-06-15", "", "application_dismissed",
	    "2026-08-18", "2026-08-20" } }, .state = REMEDY_RUNS, .review = "2026-03-02", .suit = "2026-08-31",
	    .until = "2026-08-31", .from = "2026-09-01", .to = "2026-11-30" },
	{ .law = "解释 60: the suit withdrawn in its term", .way = "direct", .served = "2026-01-08",
	    .past = { { "suit", "2026-02-02", "", "withdrawn", "2026-03-02", "2026-03-04" } },
	    .state = REMEDY_RUNS, .review = "2026-03-09", .suit = "2026-07-08", .until = "2026-07-08",
	    .from = "2026-07-09", .to = "2026-10-08" },
	/* nothing of ours to carry out */
	{ .law = "复议法 64: revoked", .way = "direct", .served = "2026-01-08", .past = { { "review", "2026-02-02",
	    "", "revoked", "2026-03-02", "2026-03-04" } }, .state = REMEDY_FELL, .until = "2026-07-08" },
	{ .law = "复议法 78(2): changed, the review body's to enforce", .way = "direct", .served = "2025-10-15",
	    .past = { { "review", "2025-11-20", "", "changed", "2026-01-30", "2026-02-05" } },
	    .state = REMEDY_OTHERS, .suit = "2026-02-24", .until = "2026-02-24" },
	/* instalments and the demand */
	{ .law = "处罚法 72(2): from the end of the instalments", .way = "direct", .served = "2026-01-08",
	    .instalments = "2026-12-31", .state = REMEDY_RUNS, .review = "2026-03-09", .suit = "2026-07-08",
	    .until = "2026-07-08", .from = "2027-01-01", .to = "2027-03-31" },
	{ .law = "处罚法 72(2), 强制法 53: they end before the term of the suit", .way = "direct",
	    .served = "2026-01-08", .instalments = "2026-04-30", .state = REMEDY_RUNS, .review = "2026-03-09",
	    .suit = "2026-07-08", .until = "2026-07-08", .from = "2026-07-09", .to = "2026-10-08" },
	{ .law = "强制法 54, 69: ten working days after the demand", .way = "direct", .served = "2026-01-08",
	    .demanded = "2026-07-20", .state = REMEDY_RUNS, .review = "2026-03-09", .suit = "2026-07-08",
	    .until = "2026-07-08", .from = "2026-08-04", .to = "2026-10-08" },
	{ .law = "54: demanded so late that the window is over before its days are", .way = "direct",
	    .served = "2026-01-08", .demanded = "2026-09-30", .state = REMEDY_RUNS, .review = "2026-03-09",
	    .suit = "2026-07-08", .until = "2026-07-08", .from = "2026-10-21", .to = "2026-10-08" },
};

static void
facts_of(const struct row *r, struct remedy_facts *f)
{
	struct remedy_past *past = ARENA_ARRAY(arena, struct remedy_past, PAST);

	*f = (struct remedy_facts){ .review_first = r->first, .way = r->way, .way_source = r->law,
	    .served_on = day(r->served), .untold = r->untold, .told_on = day(r->told), .past = past,
	    .instalments_end = day(r->instalments), .demanded_on = day(r->demanded) };
	for (; f->past_n < PAST && r->past[f->past_n].kind != NULL; f->past_n++) {
		const struct past_row *p = &r->past[f->past_n];

		past[f->past_n] = (struct remedy_past){ .suit = str_eq(p->kind, "suit"), .filed_on = day(p->filed),
		    .accepted_on = day(p->accepted), .result = p->result, .result_on = day(p->on),
		    .served_on = day(p->served), .body_way = p->way, .final = p->final,
		    .perform_by = day(p->perform) };
	}
}

static void
check(const char *law, const char *what, int32_t got, const char *want)
{
	if (strcmp(text(got), want == NULL ? "" : want) != 0)
		fail_msg("%s: %s is %s, not %s", law, what, text(got), want == NULL ? "none" : want);
}

static void
test_the_table(void **state)
{
	struct remedy_facts f;
	struct remedy_term t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		const struct row *r = &table[i];

		facts_of(r, &f);
		assert_true(remedy_term(arena, days, figures, &f, &t));
		if (t.state != r->state)
			fail_msg("%s: state %d, not %d", r->law, (int)t.state, (int)r->state);
		check(r->law, "the term of review", t.review_until, r->review);
		check(r->law, "the term to sue", t.suit_until, r->suit);
		check(r->law, "the end", t.until, r->until);
		check(r->law, "the window's first day", t.court_from, r->from);
		check(r->law, "the window's last day", t.court_until, r->to);
		assert_true(t.step_n > 0);
	}
}

/* Late is what comes after the last day; nothing is late where nothing is open. */
static void
test_late(void **state)
{
	struct remedy_facts f;
	struct remedy_term t;

	(void)state;
	facts_of(&table[0], &f);
	assert_true(remedy_term(arena, days, figures, &f, &t));
	assert_false(remedy_late(&t, false, day("2026-03-09")));
	assert_true(remedy_late(&t, false, day("2026-03-10")));
	assert_false(remedy_late(&t, true, day("2026-07-08")));
	assert_true(remedy_late(&t, true, day("2026-07-09")));
	facts_of(&table[6], &f);
	assert_true(remedy_term(arena, days, figures, &f, &t));
	assert_false(remedy_late(&t, true, day("2030-01-01")));
}

/* Where a law of the day has no such figure, the term without it. */
static void
test_no_figure(void **state)
{
	struct remedy_figure old[REMEDY_FIGURE_N];
	struct remedy_facts f;
	struct remedy_term t;
	struct row r = { .law = "复议法 1999 knew no year for what was not told", .way = "direct",
	    .served = "2023-06-05", .untold = true };

	(void)state;
	memcpy(old, figures, sizeof(old));
	old[REMEDY_UNTOLD_REVIEW].source = NULL;
	facts_of(&r, &f);
	assert_true(remedy_term(arena, days, old, &f, &t));
	check(r.law, "the term of review", t.review_until, "2023-08-04");
	check(r.law, "the term to sue", t.suit_until, "2024-06-05");
}

/* ---- a second reckoning: back from the last remedy, days counted one by one */

static int32_t
worked(int32_t d)
{
	while (!workday_is(days, d))
		d++;
	return d;
}

static int32_t
months(int32_t d, int n)
{
	int y, m, md, last;

	day_parts(d, &y, &m, &md);
	for (; n > 0; n--)
		m == 12 ? y++, m = 1 : m++;
	last = m == 2 ? (y % 4 == 0 ? 29 : 28) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
	return worked(day_of(y, m, md < last ? md : last));
}

static int32_t
working(int32_t d, int n)
{
	while (n > 0)
		n -= workday_is(days, ++d);
	return d;
}

static int32_t
most(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* The end of the term before the first remedy. */
static int32_t
plain_end(const struct remedy_facts *f)
{
	int32_t year = months(f->served_on, 12), end;
	int32_t from = f->untold && f->told_on != DAY_NONE ? f->told_on : f->served_on;

	if (f->untold && f->told_on == DAY_NONE)
		return year;
	end = f->review_first ? worked(from + 60) : most(worked(from + 60), months(from, 6));
	return f->untold && end > year ? year : end;
}

static int32_t
end_after(const struct remedy_facts *f, size_t n, bool *window)
{
	const struct remedy_past *p = n > 0 ? &f->past[n - 1] : NULL;
	int32_t before, body;

	*window = true;
	if (p == NULL)
		return plain_end(f);
	before = end_after(f, n - 1, window);
	*window = p->result != NULL && !str_eq(p->result, "revoked");
	if (!*window)
		return DAY_NONE;
	if (str_eq(p->result, "withdrawn"))
		return most(before, p->served_on);
	if (str_eq(p->result, "application_dismissed"))
		return most(before, worked(p->served_on + 10));
	if (str_eq(p->result, "refused"))
		return most(worked(p->served_on + 15), f->review_first ? DAY_NONE : before);
	body = worked(working(p->filed_on, 5) + (str_eq(p->body_way, "extended") ? 90 :
	    str_eq(p->body_way, "simple") ? 30 : 60));
	return worked((str_eq(p->result, "unanswered") ? body : p->served_on) + 15);
}

static int32_t
some(int n)
{
	return (int32_t)(random() % n);
}

/* A review, or two one after the other, or a suit that a court did not take. */
static void
invent(struct remedy_facts *f)
{
	static const char *const results[] = { "upheld", "dismissed", "refused", "withdrawn", "unanswered", "revoked",
	    NULL };
	static const char *const ways[] = { "ordinary", "extended", "simple" };
	struct remedy_past *p = ARENA_ARRAY(arena, struct remedy_past, 2);
	bool first = some(2);
	int32_t served = day_of(2024, 1, 1) + some(500);

	*f = (struct remedy_facts){ .review_first = first, .way = first ? "on_the_spot" : "direct",
	    .way_source = "", .served_on = served, .untold = some(4) == 0, .told_on = some(2) ? DAY_NONE : served +
	    some(400), .past = p, .past_n = (size_t)some(3), .instalments_end = some(3) ? DAY_NONE : served +
	    some(300), .demanded_on = some(3) ? DAY_NONE : served + 20 + some(300) };
	p[0] = (struct remedy_past){ .filed_on = served + some(60), .accepted_on = DAY_NONE,
	    .result = results[some(7)], .body_way = ways[some(3)], .perform_by = DAY_NONE };
	p[0].result_on = p[0].filed_on + some(90);
	p[0].served_on = p[0].result_on + some(6);
	p[1] = (struct remedy_past){ .suit = true, .filed_on = p[0].served_on + some(30), .accepted_on = DAY_NONE,
	    .result = some(3) ? "application_dismissed" : "withdrawn", .body_way = "ordinary",
	    .perform_by = DAY_NONE };
	p[1].result_on = p[1].filed_on + some(60);
	p[1].served_on = p[1].result_on + some(6);
	if (p[0].result == NULL || str_eq(p[0].result, "revoked"))
		f->past_n = f->past_n > 1 ? 1 : f->past_n;
}

static void
test_any_history(void **state)
{
	int32_t end, from, to;
	struct remedy_facts f;
	struct remedy_term t;
	bool window;
	int i;

	(void)state;
	srandom(20261130);
	for (i = 0; i < 20000; i++) {
		struct arena *all = arena;

		arena = arena_child(all);
		invent(&f);
		assert_true(remedy_term(arena, days, figures, &f, &t));
		end = end_after(&f, f.past_n, &window);
		from = window ? most(end, f.instalments_end) : DAY_NONE;
		to = window ? months(from, 3) : DAY_NONE;
		if (window)
			from = 1 + most(from, f.demanded_on == DAY_NONE ? DAY_NONE : working(f.demanded_on, 10));
		if (window && t.until != end)
			fail_msg("history %d: %s, not %s", i, text(t.until), text(end));
		if (t.court_from != from || t.court_until != to)
			fail_msg("history %d: window %s %s, not %s %s", i, text(t.court_from), text(t.court_until),
			    text(from), text(to));
		arena_free(arena);
		arena = all;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_table), cmocka_unit_test(test_late),
	    cmocka_unit_test(test_no_figure), cmocka_unit_test(test_any_history) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, load, unload);
}
