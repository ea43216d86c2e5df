/* pages.c - puts the lines of a paper on pages and draws them. */
#include "cmd/paper/paper.h"

#include <string.h>

#include "lib/base/arena.h"
#include "lib/base/str.h"
#include "lib/disclosure/qr.h"

#define RULE_W 0.6
#define SIGN_RIGHT 56.0		/* four characters free: GB/T 9704 */

struct place {
	const struct atom *atom;
	int page;		/* from 0 */
	double y;
};
struct places {
	struct arena *arena;
	struct place *p;
	size_t n, cap;
	int page;
	double y;
};

static void
put_atom(struct places *ps, const struct atom *at)
{
	if (ps->n == ps->cap) {
		ps->cap = ps->cap == 0 ? 256 : ps->cap * 2;
		ps->p = ps->p == NULL ? ARENA_ARRAY(ps->arena, struct place, ps->cap) :
		    arena_regrow(ps->arena, ps->p, ps->cap, sizeof(*ps->p));
	}
	ps->p[ps->n++] = (struct place){ .atom = at, .page = ps->page, .y = ps->y };
	ps->y += at->height;
}

static bool
is_head(const struct atom *at)
{
	const struct table *t = at->slice->table;
	int i;

	for (i = 0; i < t->head_n; i++)
		if (t->head[i] == at)
			return true;
	return false;
}

/* A table that goes on shows its heading again. */
static void
new_page(struct places *ps, const struct atom *next)
{
	int i;

	ps->page++;
	ps->y = MARGIN_TOP;
	if (next->kind == ATOM_SLICE && !is_head(next) && next->slice->table->head_h < (TEXT_BOTTOM - MARGIN_TOP) / 3)
		for (i = 0; i < next->slice->table->head_n; i++)
			put_atom(ps, next->slice->table->head[i]);
}

/* What is kept together from i on: its height, and the number of its atoms. */
static double
group(const struct atoms *s, size_t i, size_t *n)
{
	double h = 0;

	for (*n = 0; i + *n < s->n; (*n)++) {
		h += s->a[i + *n]->height + (*n > 0 ? s->a[i + *n]->before : 0);
		if (!s->a[i + *n]->keep) {
			(*n)++;
			break;
		}
	}
	return h;
}

static void
paginate(struct places *ps, const struct atoms *s)
{
	size_t i, k, n;
	double h;

	ps->y = MARGIN_TOP;
	for (i = 0; i < s->n; i += n) {
		h = group(s, i, &n);
		if (ps->y > MARGIN_TOP && ps->y + s->a[i]->before + h > TEXT_BOTTOM)
			new_page(ps, s->a[i]);
		for (k = i; k < i + n; k++) {
			const struct atom *at = s->a[k];

			if (ps->y > MARGIN_TOP)
				ps->y += at->before;
			if (ps->y > MARGIN_TOP && ps->y + at->height > TEXT_BOTTOM)
				new_page(ps, at);	/* more kept together than a page holds */
			put_atom(ps, at);
		}
	}
}

int
paper_pages(struct setter *s)
{
	struct places ps = { .arena = s->arena };

	paginate(&ps, &s->out);
	return ps.page + 1;
}

static void
ink(cairo_t *cr, bool red)
{
	if (red)
		cairo_set_source_rgb(cr, 0.78, 0.09, 0.09);
	else
		cairo_set_source_rgb(cr, 0, 0, 0);
}

static void
stroke(cairo_t *cr, double x0, double y0, double x1, double y1, double width)
{
	cairo_set_line_width(cr, width);
	cairo_move_to(cr, x0, y0);
	cairo_line_to(cr, x1, y1);
	cairo_stroke(cr);
}

/* 文武线: thick over thin. */
static void
draw_rule(cairo_t *cr, double y)
{
	ink(cr, true);
	stroke(cr, MARGIN_LEFT, y + 2, MARGIN_LEFT + TEXT_W, y + 2, 3);
	stroke(cr, MARGIN_LEFT, y + 6, MARGIN_LEFT + TEXT_W, y + 6, 0.8);
	ink(cr, false);
}

static void
draw_slice(cairo_t *cr, const struct places *ps, size_t i)
{
	const struct place *p = &ps->p[i];
	const struct slice *sl = p->atom->slice;
	const struct table *t = sl->table;
	double right = MARGIN_LEFT + t->edges[t->columns], bottom = p->y + p->atom->height;
	bool begins = i == 0 || ps->p[i - 1].page != p->page;
	bool ends = i + 1 == ps->n || ps->p[i + 1].page != p->page;
	int c;

	for (c = 0; c <= t->columns; c++)
		stroke(cr, MARGIN_LEFT + t->edges[c], p->y, MARGIN_LEFT + t->edges[c], bottom, RULE_W);
	if (sl->first || begins)
		stroke(cr, MARGIN_LEFT, p->y, right, p->y, RULE_W);
	if (sl->last || ends)
		stroke(cr, MARGIN_LEFT, bottom, right, bottom, RULE_W);
	for (c = 0; c < t->columns; c++)
		if (sl->lines[c] != NULL) {
			cairo_move_to(cr, MARGIN_LEFT + sl->x[c], p->y + sl->baseline[c]);
			pango_cairo_show_layout_line(cr, sl->lines[c]);
		}
}

static void
draw_qr(cairo_t *cr, struct arena *a, const char *text, double x, double y)
{
	const unsigned char *modules;
	int size, i, j;
	double m;

	if (!qr_modules(a, text, &modules, &size))
		return;
	m = END_QR / size;
	for (j = 0; j < size; j++)
		for (i = 0; i < size; i++)
			if (modules[j * size + i] != 0)
				cairo_rectangle(cr, x + i * m, y + j * m, m, m);
	cairo_fill(cr);
}

static void
draw_end(cairo_t *cr, struct setter *s, const struct paper *p, double y)
{
	double x;
	int i, w, h;

	if (s->sign != NULL) {
		x = MARGIN_LEFT + TEXT_W - SIGN_RIGHT - s->sign_w;
		cairo_move_to(cr, x > MARGIN_LEFT ? x : MARGIN_LEFT, y);
		pango_cairo_show_layout(cr, s->sign);
		y += s->sign_h + END_GAP;
	}
	if (p->qr == NULL)
		return;
	stroke(cr, MARGIN_LEFT, y, MARGIN_LEFT + TEXT_W, y, 0.4);
	y += 8;
	draw_qr(cr, s->arena, p->qr, MARGIN_LEFT, y);
	for (i = 0; i < p->notes_n; i++) {
		cairo_move_to(cr, MARGIN_LEFT + END_QR + END_GAP, y);
		pango_cairo_show_layout(cr, s->notes[i]);
		pango_layout_get_size(s->notes[i], &w, &h);
		y += (double)h / PANGO_SCALE + 2;
	}
}

static void
draw_draft(cairo_t *cr, struct setter *s, const char *text)
{
	PangoLayout *l = paper_line(s, text, 96, true, 0);
	int i, w, h;

	pango_layout_get_size(l, &w, &h);
	cairo_set_source_rgb(cr, 0.91, 0.91, 0.91);
	for (i = 1; i <= 3; i += 2) {
		cairo_save(cr);
		cairo_translate(cr, PAGE_W / 2, PAGE_H * i / 4);
		cairo_rotate(cr, -0.5);
		cairo_move_to(cr, -(double)w / PANGO_SCALE / 2, -(double)h / PANGO_SCALE / 2);
		pango_cairo_show_layout(cr, l);
		cairo_restore(cr);
	}
	ink(cr, false);
}

/* The text with {page} and {pages} filled in. */
static const char *
numbered(struct arena *a, const char *text, int page, int pages)
{
	struct str out;

	str_init(&out, a);
	while (*text != '\0')
		if (str_starts(text, "{page}")) {
			str_printf(&out, "%d", page);
			text += strlen("{page}");
		} else if (str_starts(text, "{pages}")) {
			str_printf(&out, "%d", pages);
			text += strlen("{pages}");
		} else {
			str_addc(&out, *text++);
		}
	return out.s;
}

static void
draw_foot(cairo_t *cr, struct setter *s, const struct paper *p, int page, int pages)
{
	PangoLayout *l;

	if (p->pages != NULL) {
		l = paper_line(s, numbered(s->arena, p->pages, page, pages), 9.5, false, TEXT_W);
		pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
		cairo_move_to(cr, MARGIN_LEFT, PAGE_H - 58);
		pango_cairo_show_layout(cr, l);
	}
	if (p->foot != NULL) {
		l = paper_line(s, p->foot, 8.5, false, 150);
		pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
		cairo_move_to(cr, MARGIN_LEFT, PAGE_H - 57);
		pango_cairo_show_layout(cr, l);
	}
}

void
paper_draw(cairo_t *cr, struct setter *s, const struct paper *p)
{
	struct places ps = { .arena = s->arena };
	int page = -1;
	size_t i;

	paginate(&ps, &s->out);
	for (i = 0; i < ps.n; i++) {
		const struct place *at = &ps.p[i];

		if (at->page != page) {
			if (page >= 0)
				cairo_show_page(cr);
			page = at->page;
			if (p->draft != NULL)
				draw_draft(cr, s, p->draft);
			draw_foot(cr, s, p, page + 1, ps.page + 1);
		}
		switch (at->atom->kind) {
		case ATOM_LINE:
			ink(cr, at->atom->red);
			cairo_move_to(cr, MARGIN_LEFT + at->atom->x, at->y + at->atom->baseline);
			pango_cairo_show_layout_line(cr, at->atom->line);
			ink(cr, false);
			if (at->atom->rule_to > at->atom->rule_from)
				stroke(cr, MARGIN_LEFT + at->atom->rule_from, at->y + at->atom->baseline + 3,
				    MARGIN_LEFT + at->atom->rule_to, at->y + at->atom->baseline + 3, 0.5);
			break;
		case ATOM_RULE:
			draw_rule(cr, at->y);
			break;
		case ATOM_SLICE:
			draw_slice(cr, &ps, i);
			break;
		case ATOM_END:
			draw_end(cr, s, p, at->y);
			break;
		}
	}
	cairo_show_page(cr);
}
