/* chart.c - see chart.h. */
#include "lib/web/chart.h"

#include <inttypes.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/web/web.h"

/* In units of the drawing, which is as wide as a phone. */
#define WIDTH 360
#define LEFT 44
#define TOP 10
#define HEIGHT 120
#define FOOT 22
#define ROW 34
#define LABELS 12
#define TICKS 4

static const char *const fill[CHART_PARTS] = { "#12525c", "#8fb3b8", "#f0b429", "#1f6540", "#7f8f92" };

static int64_t
not_below(int64_t v)
{
	return v > 0 ? v : 0;
}

static int64_t
sum_of(const struct chart *c, size_t i)
{
	int64_t sum = 0;
	size_t k;

	for (k = 0; k < c->parts; k++)
		sum += not_below(c->point[i].value[k]);
	return sum;
}

/* The end of the scale: TICKS steps of 1, 2 or 5 times a power of ten that reach the largest value. */
static int64_t
scale_of(int64_t most)
{
	static const int64_t round[] = { 1, 2, 5 };
	int64_t ten, i;

	for (ten = 1; ten < INT64_MAX / 100; ten *= 10)
		for (i = 0; i < 3; i++)
			if (round[i] * ten * TICKS >= most)
				return round[i] * ten * TICKS;
	return most;
}

static const char *
at(struct req *r, const char *view, const char *what, size_t i)
{
	return arena_printf(r->arena, "%s.%s.%zu", view, what, i);
}

static void
put(struct req *r, const char *where, const char *name, int64_t v)
{
	view_i64(r, arena_printf(r->arena, "%s.%s", where, name), v);
}

static void
put_text(struct req *r, const char *where, const char *name, const char *v)
{
	view_text(r, arena_printf(r->arena, "%s.%s", where, name), v);
}

/* 1200 as "1.2k", 3000000 as "3M": what the scale has room for. */
static const char *
brief(struct req *r, int64_t v)
{
	static const struct {
		int64_t of;
		const char *word;
	} words[] = { { 1000000000, "G" }, { 1000000, "M" }, { 1000, "k" } };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		int64_t tenth = v * 10 / words[i].of;

		if (v < words[i].of)
			continue;
		if (tenth % 10 == 0)
			return arena_printf(r->arena, "%" PRId64 "%s", tenth / 10, words[i].word);
		return arena_printf(r->arena, "%" PRId64 ".%" PRId64 "%s", tenth / 10, tenth % 10, words[i].word);
	}
	return arena_printf(r->arena, "%" PRId64, v);
}

static void
begin(struct req *r, const char *view, const struct chart *c, int64_t height)
{
	size_t k;

	put_text(r, view, "name", c->name);
	put(r, view, "width", WIDTH);
	put(r, view, "height", height);
	for (k = 0; c->part != NULL && k < c->parts; k++) {
		put_text(r, at(r, view, "parts", k), "name", c->part[k]);
		put_text(r, at(r, view, "parts", k), "fill", fill[k]);
	}
}

static void
put_scale(struct req *r, const char *view, int64_t end)
{
	size_t i;

	for (i = 0; i <= TICKS; i++) {
		const char *tick = at(r, view, "ticks", i);
		int64_t y = TOP + HEIGHT - HEIGHT * (int64_t)i / TICKS;

		put(r, tick, "y", y);
		put(r, tick, "base", y + 4);
		put_text(r, tick, "text", brief(r, end / TICKS * (int64_t)i));
	}
	put(r, view, "left", LEFT);
	put(r, view, "right", WIDTH);
	put(r, view, "scale", LEFT - 6);
}

/* The middle of the place of one of n. */
static int64_t
middle(size_t n, size_t i)
{
	return LEFT + (WIDTH - LEFT) * (2 * (int64_t)i + 1) / (2 * (int64_t)n);
}

/* As many as there is room for, from the first on. */
static void
put_labels(struct req *r, const char *view, const struct chart *c)
{
	size_t every = (c->n + LABELS - 1) / LABELS, i, n = 0;

	for (i = 0; i < c->n; i += every) {
		const char *label = at(r, view, "labels", n++);

		put(r, label, "x", middle(c->n, i));
		put(r, label, "y", TOP + HEIGHT + 15);
		put_text(r, label, "text", c->point[i].label);
	}
}

void
chart_stacked(struct req *r, const char *view, const struct chart *c)
{
	int64_t most = 1, end, wide = c->n > 0 ? (WIDTH - LEFT) * 7 / (10 * (int64_t)c->n) : 0;
	size_t i, k, n = 0;

	for (i = 0; i < c->n; i++)
		most = sum_of(c, i) > most ? sum_of(c, i) : most;
	end = scale_of(most);
	begin(r, view, c, TOP + HEIGHT + FOOT);
	put_scale(r, view, end);
	put_labels(r, view, c);
	for (i = 0; i < c->n; i++) {
		int64_t below = 0;

		for (k = 0; k < c->parts; k++) {
			int64_t v = not_below(c->point[i].value[k]), low = below * HEIGHT / end,
			    high = (below + v) * HEIGHT / end;
			const char *bar = at(r, view, "columns", n);

			below += v;
			if (high == low && v == 0)
				continue;
			n++;
			put(r, bar, "x", middle(c->n, i) - wide / 2);
			put(r, bar, "y", TOP + HEIGHT - (high > low ? high : low + 1));
			put(r, bar, "w", wide > 1 ? wide : 1);
			put(r, bar, "h", high > low ? high - low : 1);
			put_text(r, bar, "fill", fill[k]);
		}
	}
}

void
chart_columns(struct req *r, const char *view, const struct chart *c)
{
	struct chart one = *c;

	one.part = NULL;
	one.parts = 1;
	chart_stacked(r, view, &one);
}

void
chart_line(struct req *r, const char *view, const struct chart *c)
{
	int64_t most = 1, end;
	size_t i, k;

	for (i = 0; i < c->n; i++)
		for (k = 0; k < c->parts; k++)
			most = c->point[i].value[k] > most ? c->point[i].value[k] : most;
	end = scale_of(most);
	begin(r, view, c, TOP + HEIGHT + FOOT);
	put_scale(r, view, end);
	put_labels(r, view, c);
	for (k = 0; k < c->parts; k++) {
		const char *line = at(r, view, "lines", k);
		struct str points;

		str_init(&points, r->arena);
		for (i = 0; i < c->n; i++)
			str_printf(&points, "%s%" PRId64 ",%" PRId64, i > 0 ? " " : "", middle(c->n, i),
			    TOP + HEIGHT - not_below(c->point[i].value[k]) * HEIGHT / end);
		put_text(r, line, "points", points.s);
		put_text(r, line, "stroke", fill[k]);
	}
}

void
chart_bars(struct req *r, const char *view, const struct chart *c)
{
	size_t n = c->n < CHART_BARS ? c->n : CHART_BARS, i;
	int64_t most = 1;

	for (i = 0; i < n; i++)
		most = sum_of(c, i) > most ? sum_of(c, i) : most;
	begin(r, view, c, (int64_t)n * ROW);
	put(r, view, "right", WIDTH);
	for (i = 0; i < n; i++) {
		const char *bar = at(r, view, "bars", i);
		int64_t w = sum_of(c, i) * WIDTH / most;

		put(r, bar, "text_y", (int64_t)i * ROW + 14);
		put(r, bar, "y", (int64_t)i * ROW + 19);
		put(r, bar, "w", w > 0 || sum_of(c, i) == 0 ? w : 1);
		put_text(r, bar, "label", c->point[i].label);
		put_text(r, bar, "value", c->point[i].shown);
		put_text(r, bar, "fill", fill[0]);
	}
}
