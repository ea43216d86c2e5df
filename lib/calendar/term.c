/* term.c - see term.h.
 *
 * Stops are merged into a sorted list without overlaps.  Each span is walked
 * twice: once as if nothing ever stopped, which alone fixes how many days a
 * month has (otherwise a stop could move a month into February and make the
 * whole shorter), and once over the stops. */
#include "lib/calendar/term.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"
#include "lib/base/str.h"
#include "lib/calendar/workday.h"

#define LAST_DAY 84005	/* 2199-12-31 */
#define FOREVER INT64_MAX

struct stop {			/* merged */
	int64_t from, to;
	const char *why;
	int64_t left_out;
};

struct cursor {			/* where the counting has come to */
	bool by_instant;
	int32_t day;		/* counted to the end of this day */
	int64_t at;
};

struct walk {
	struct arena *arena;
	const struct workdays *days;
	struct stop *stops;
	size_t stop_n;
	bool stopped;
	struct term_end *end;
};

/* 24:00 of a day. */
static int64_t
end_of(int32_t day)
{
	return time_of_day(day + 1, 0, 0);
}

static int
by_from(const void *a, const void *b)
{
	const struct stop *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return strcmp(x->why, y->why);
}

/* "hearing", "test" -> "hearing+test", each once. */
static const char *
join(struct arena *a, const char *list, const char *why)
{
	const char *at = list;
	size_t n = strlen(why);

	if (n == 0)
		return list;
	while ((at = strstr(at, why)) != NULL) {
		if ((at == list || at[-1] == '+') && (at[n] == '\0' || at[n] == '+'))
			return list;
		at += n;
	}
	return arena_printf(a, "%s+%s", list, why);
}

static void
merge_stops(struct walk *k, const struct term *t)
{
	struct stop *s = ARENA_ARRAY(k->arena, struct stop, t->stop_n + 1), *last = NULL;
	size_t i, n = 0;

	for (i = 0; i < t->stop_n; i++) {
		int64_t to = t->stops[i].to == TIME_NONE ? FOREVER : t->stops[i].to;

		if (to > t->stops[i].from && to > t->start)
			s[n++] = (struct stop){ t->stops[i].from, to,
			    t->stops[i].why != NULL ? t->stops[i].why : "", 0 };
	}
	qsort(s, n, sizeof(*s), by_from);
	for (i = 0; i < n; i++) {
		if (last != NULL && s[i].from <= last->to) {
			last->to = s[i].to > last->to ? s[i].to : last->to;
			last->why = join(k->arena, last->why, s[i].why);
		} else {
			last = last == NULL ? s : last + 1;
			*last = s[i];
		}
	}
	k->stops = s;
	k->stop_n = last == NULL ? 0 : (size_t)(last - s) + 1;
}

/* The stop during which the clock stands at the end of day, or NULL. */
static struct stop *
standing(const struct walk *k, int32_t day)
{
	size_t low = 0, high = k->stop_n, mid;
	int64_t at = end_of(day);

	while (low < high) {
		mid = low + (high - low) / 2;
		if (k->stops[mid].to < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low < k->stop_n && k->stops[low].from < at ? &k->stops[low] : NULL;
}

/* Moves to the end of the n-th counted day.  False past the year 2199. */
static bool
walk_days(struct walk *k, struct cursor *c, int64_t n, bool workdays)
{
	int32_t day = c->by_instant ? time_day(c->at) : c->day;
	struct stop *s;

	while (n > 0) {
		if (++day > LAST_DAY)
			return false;
		if (workdays && !workday_is(k->days, day))
			continue;
		s = standing(k, day);
		if (s == NULL) {
			n--;
		} else if (s->to == FOREVER) {
			k->stopped = true;
			return true;
		} else {
			s->left_out++;
		}
	}
	*c = (struct cursor){ .day = day };
	return true;
}

static bool
walk_hours(struct walk *k, struct cursor *c, int64_t n)
{
	int64_t at = c->by_instant ? c->at : end_of(c->day), left = n * HOUR_US;
	size_t i;

	for (i = 0; i < k->stop_n && k->stops[i].from < at + left; i++) {
		struct stop *s = &k->stops[i];

		if (s->to <= at)
			continue;
		if (s->to == FOREVER) {
			k->stopped = true;
			return true;
		}
		if (s->from > at) {
			left -= s->from - at;
			at = s->from;
		}
		s->left_out += (s->to - at) / HOUR_US;
		at = s->to;
	}
	*c = (struct cursor){ .by_instant = true, .at = at + left };
	return time_day(c->at) <= LAST_DAY;
}

/* Days that n months have when counted from the cursor. */
static int64_t
month_days(const struct cursor *c, int64_t n)
{
	int32_t day = c->by_instant ? time_day(c->at) : c->day;

	return day_add_months(day, (int)n) - day;
}

static bool
walk_span(struct walk *k, struct cursor *c, const struct cursor *plain, const struct term_span *s)
{
	switch (s->unit) {
	case TERM_WORKDAYS:
		return walk_days(k, c, s->n, true);
	case TERM_DAYS:
		return walk_days(k, c, s->n, false);
	case TERM_HOURS:
		return walk_hours(k, c, s->n);
	case TERM_MONTHS:
		return walk_days(k, c, month_days(plain, s->n), false);
	case TERM_YEARS:
		return walk_days(k, c, month_days(plain, 12 * s->n), false);
	}
	return false;
}

static struct term_step *
step(struct walk *k, enum term_step_kind kind, int64_t from, int64_t to, const char *why)
{
	struct term_end *e = k->end;
	struct term_step *s;

	e->steps = e->steps == NULL ? ARENA_ARRAY(k->arena, struct term_step, 1) :
	    arena_regrow(k->arena, e->steps, e->step_n + 1, sizeof(*e->steps));
	s = &e->steps[e->step_n++];
	*s = (struct term_step){ .kind = kind, .from = from, .to = to, .why = why != NULL ? why : "" };
	return s;
}

static int64_t
instant(const struct cursor *c)
{
	return c->by_instant ? c->at : end_of(c->day) - SECOND_US;
}

static void
stop_steps(struct walk *k, enum term_unit unit, int64_t due)
{
	struct term_step *st;
	size_t i;

	for (i = 0; i < k->stop_n; i++) {
		if (due != TIME_NONE && k->stops[i].from > due)
			break;
		st = step(k, TERM_STOP, k->stops[i].from,
		    k->stops[i].to == FOREVER ? TIME_NONE : k->stops[i].to, k->stops[i].why);
		st->n = k->stops[i].left_out;
		st->unit = unit == TERM_WORKDAYS || unit == TERM_HOURS ? unit : TERM_DAYS;
	}
}

/* The last day must be a working day on whose end the clock runs. */
static bool
roll(struct walk *k, struct cursor *c)
{
	int32_t from = c->day, day;
	const struct stop *s = NULL;
	const char *why;

	for (day = from; day <= LAST_DAY; day++) {
		s = standing(k, day);
		if (s != NULL && s->to == FOREVER && workday_is(k->days, day)) {
			k->stopped = true;
			return true;
		}
		if (s == NULL && workday_is(k->days, day))
			break;
	}
	if (day > LAST_DAY)
		return false;
	if (day == from)
		return true;
	why = workdays_name(k->days, from);
	step(k, TERM_ROLL, end_of(from) - SECOND_US, end_of(day) - SECOND_US,
	    workday_is(k->days, from) ? "stop" : *why != '\0' ? why : "weekend")->n = day - from;
	c->day = day;
	return true;
}

/* The term or an extension, over the stops; *plain follows without them. */
static bool
count_span(struct walk *k, struct cursor *c, struct cursor *plain, const struct term_span *s,
    enum term_step_kind kind)
{
	struct walk nothing = { .days = k->days };
	struct cursor before = *plain;
	struct term_step *st;
	int64_t from;

	if (s->n < 0 || s->n > TERM_MAX)
		return false;
	/* Hours do not roll, so what they follow has to. */
	if (s->unit == TERM_HOURS && !c->by_instant && !roll(k, c))
		return false;
	if (k->stopped)
		return true;
	from = !c->by_instant ? end_of(c->day) : s->unit == TERM_HOURS ? c->at : end_of(time_day(c->at));
	if (!walk_span(&nothing, plain, &before, s) || !walk_span(k, c, &before, s))
		return false;
	st = step(k, kind, from, k->stopped ? TIME_NONE : instant(c), s->why);
	st->n = s->n;
	st->unit = s->unit;
	return true;
}

bool
term_compute(struct arena *a, const struct workdays *w, const struct term *t, struct term_end *out)
{
	struct walk k = { .arena = a, .days = w, .end = out };
	struct cursor c = { .by_instant = true, .at = t->start }, plain = c;
	bool ok;
	size_t i;

	*out = (struct term_end){ .due = TIME_NONE };
	merge_stops(&k, t);
	(void)step(&k, TERM_START, t->start, t->start, NULL);
	ok = count_span(&k, &c, &plain, &t->span, TERM_COUNT);
	for (i = 0; ok && !k.stopped && i < t->extension_n; i++)
		ok = count_span(&k, &c, &plain, &t->extensions[i], TERM_EXTEND);
	if (!ok)
		return false;
	if (!k.stopped && !c.by_instant && !t->any_day)
		ok = roll(&k, &c);
	if (!ok)
		return false;
	out->stopped = k.stopped;
	out->due = k.stopped ? TIME_NONE : instant(&c);
	out->provisional = !k.stopped && !c.by_instant && !t->any_day && c.day > workdays_last(w);
	stop_steps(&k, t->span.unit, out->due);
	(void)step(&k, k.stopped ? TERM_STOPPED : TERM_DUE, TIME_NONE, out->due, NULL);
	return true;
}
