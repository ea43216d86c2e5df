/* workday.c - see workday.h. */
#include "lib/calendar/workday.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/day.h"

#define FIRST (-25567)	/* 1900-01-01 */
#define LAST 84005	/* 2199-12-31 */

struct mark {
	int32_t day;
	enum workday_mark mark;
	const char *name;
};

struct workdays {
	struct arena *arena;
	int64_t id;
	const char *version;
	int32_t published_last;
	struct mark *marks;		/* by day */
	size_t n, room;
};

struct workdays *
workdays_new(struct arena *a, int to_year, int64_t id, const char *version)
{
	struct workdays *w = ARENA_NEW(a, struct workdays);

	w->arena = a;
	w->id = id;
	w->version = arena_strdup(a, version);
	w->published_last = day_of(to_year, 12, 31);
	w->room = 64;
	w->marks = ARENA_ARRAY(a, struct mark, w->room);
	return w;
}

/* The first mark at or after day. */
static size_t
place(const struct workdays *w, int32_t day)
{
	size_t low = 0, high = w->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (w->marks[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static const struct mark *
find(const struct workdays *w, int32_t day)
{
	size_t i = place(w, day);

	return i < w->n && w->marks[i].day == day ? &w->marks[i] : NULL;
}

bool
workdays_mark(struct workdays *w, int32_t day, enum workday_mark mark, const char *name)
{
	size_t i = place(w, day);

	if (day < FIRST || day > LAST)
		return false;
	if (i == w->n || w->marks[i].day != day) {
		if (w->n == w->room) {
			w->room *= 2;
			w->marks = arena_regrow(w->arena, w->marks, w->room, sizeof(*w->marks));
		}
		memmove(w->marks + i + 1, w->marks + i, (w->n - i) * sizeof(*w->marks));
		w->n++;
	}
	w->marks[i] = (struct mark){ day, mark, arena_strdup(w->arena, name) };
	return true;
}

int64_t
workdays_id(const struct workdays *w)
{
	return w->id;
}

const char *
workdays_version(const struct workdays *w)
{
	return w->version;
}

int32_t
workdays_last(const struct workdays *w)
{
	return w->published_last;
}

const char *
workdays_name(const struct workdays *w, int32_t day)
{
	const struct mark *m = find(w, day);

	return m != NULL ? m->name : "";
}

bool
workday_is(const struct workdays *w, int32_t day)
{
	const struct mark *m = find(w, day);

	if (m != NULL && m->mark != WORKDAY_PLAIN)
		return m->mark == WORKDAY_MAKEUP;
	return day_weekday(day) <= 5;
}

static int32_t
answer(const struct workdays *w, int32_t day, bool *provisional)
{
	if (provisional != NULL)
		*provisional = day > w->published_last;
	return day <= LAST ? day : DAY_NONE;
}

int32_t
workday_add(const struct workdays *w, int32_t day, int64_t n, bool *provisional)
{
	while (n > 0 && day <= LAST)
		n -= workday_is(w, ++day);
	return answer(w, day, provisional);
}

int64_t
workday_count(const struct workdays *w, int32_t from, int32_t to)
{
	int64_t n = 0;

	while (from < to)
		n += workday_is(w, ++from);
	return n;
}

int32_t
workday_roll(const struct workdays *w, int32_t day, bool *provisional)
{
	while (day <= LAST && !workday_is(w, day))
		day++;
	return answer(w, day, provisional);
}
