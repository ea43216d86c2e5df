/* chart.h - charts as the server draws them: geometry in whole numbers below a name of the view, for the macros of
 * templates/macros_chart.cs.  The same numbers give the same bytes; there is no script.  Whoever shows one puts the
 * table of its numbers beside it.
 *
 * Values below 0 count as 0. */
#ifndef LIB_WEB_CHART_H
#define LIB_WEB_CHART_H
#include <stddef.h>
#include <stdint.h>

struct req;

struct chart_point {
	const char *label;
	const char *shown;	/* the value as it is written */
	const int64_t *value;	/* of each part */
};
struct chart {
	const char *name;		/* of what the values are, for who hears the page */
	const struct chart_point *point;
	size_t n;
	const char *const *part;	/* names of the parts; NULL: there is one, without a name */
	size_t parts;			/* at most CHART_PARTS */
};
#define CHART_PARTS 5

/* Columns over a scale, of things in an order (months): parts one on the other. */
void chart_stacked(struct req *r, const char *view, const struct chart *c);
/* The same of one part. */
void chart_columns(struct req *r, const char *view, const struct chart *c);
/* A line a part over the same scale. */
void chart_line(struct req *r, const char *view, const struct chart *c);
/* Lying bars with their names and values, of things without an order; at most CHART_BARS of them. */
#define CHART_BARS 12
void chart_bars(struct req *r, const char *view, const struct chart *c);
#endif
