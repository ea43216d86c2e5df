/* paper.h - the inside of xiezhi-paper, which sets a paper (文书) as PDF.  Only its files touch Pango and Cairo.
 *
 * It reads from standard input the lines "title TEXT" and "made RFC3339" (creation date of the file), an empty line,
 * then the <article> of the paper's page as the template gave it, and writes the PDF to standard output; or nothing, a
 * line on standard error, and exit 1.  The same input gives the same bytes.  What the page has no use for stands in
 * paragraphs of the classes p-pages ("{page}" and "{pages}" are filled in), p-foot (left in each foot), p-qr (text of
 * the QR code at the end), p-note (a line beside it), p-draft (across each page).
 */
#ifndef CMD_PAPER_PAPER_H
#define CMD_PAPER_PAPER_H
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "cmd/paper/input.h"

/* ---- fonts.c: its fonts.  Whatever the text needs is opened before the program is locked in, which opens nothing
 * any more: the paper's own font, and for characters it has not at most PAPER_FALLBACKS others. */
#define PAPER_FONT "Noto Serif CJK SC"
#define PAPER_FALLBACKS 6
/* Leaves fontconfig with nothing but the fonts for this text (UTF-8); before the first context is made. */
void paper_fonts_choose(struct arena *a, const char *text);
/* Opens them. */
void paper_fonts_open(struct arena *a, PangoContext *c);

/* ---- lines.c: its lines.  All lengths in points. */
#define PAGE_W 595.276
#define PAGE_H 841.89
#define MARGIN_LEFT 79.4	/* 28 mm: GB/T 9704 */
#define TEXT_W 436.5
#define MARGIN_TOP 85.0
#define TEXT_BOTTOM (PAGE_H - 82.0)
#define END_QR 64.0		/* the code's side */
#define END_GAP 12.0

enum atom_kind { ATOM_LINE, ATOM_RULE, ATOM_SLICE, ATOM_END };
struct slice {			/* one line of each cell of a row */
	PangoLayoutLine **lines;	/* a column each; NULL: that cell has ended */
	double *x, *baseline;		/* of the lines; baseline from the slice's top */
	const struct table *table;
	bool first, last;		/* of its row */
};
struct table {
	int columns;
	double *edges;		/* columns + 1 */
	struct atom **head;	/* slices of the heading rows, repeated on each page */
	int head_n;
	double head_h;
};
struct atom {			/* what pages are made of */
	enum atom_kind kind;
	double before, height;	/* before: left out at the top of a page */
	bool keep;		/* on one page with the next */
	PangoLayoutLine *line;
	double x, baseline;
	bool red;
	double rule_from, rule_to;	/* a line to write on; 0: none */
	struct slice *slice;
};
struct atoms {
	struct atom **a;
	size_t n, cap;
};
struct setter {
	struct arena *arena;
	PangoContext *context;
	double pitch;		/* of the text, from line to line */
	struct atoms out;
	PangoLayout *sign, *notes[PAPER_NOTES];		/* of the atom at the end; NULL: none */
	double sign_w, sign_h;
};
void paper_set(struct setter *s, const struct paper *p);
/* A line of text by itself (foot, notes). */
PangoLayout *paper_line(struct setter *s, const char *text, double points, bool bold, double width);

/* ---- pages.c: its pages */
int paper_pages(struct setter *s);
void paper_draw(cairo_t *cr, struct setter *s, const struct paper *p);
#endif
